#include "publication/report_data.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "foundation/parallel.hpp"
#include "observation/scenario_names.hpp"
#include "publication/compared_measures.hpp"
#include "publication/comparison.hpp"
#include "publication/facts_json.hpp"
#include "publication/mondes.hpp"
#include "publication/names.hpp"
#include "publication/parameter_rows.hpp"
#include "publication/report_costs.hpp"
#include "publication/report_leases.hpp"
#include "publication/report_quarters.hpp"
#include "publication/report_sensitivity.hpp"
#include "publication/report_summaries.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

std::string_view to_string(MeasureBlock block) {
    switch (block) {
        case MeasureBlock::qpv:
            return "qpv";
        case MeasureBlock::segregation:
            return "segregation";
        case MeasureBlock::lettings:
            return "lettings";
        case MeasureBlock::waits:
            return "waits";
        case MeasureBlock::demand:
            return "demand";
        case MeasureBlock::stock:
            return "stock";
        case MeasureBlock::legality:
            return "legality";
        case MeasureBlock::costs:
            return "costs";
    }
    return "";
}

/// The ends of the years, and the last month.
std::vector<Month> dates_of(const RunReader& run) {
    std::vector<Month> dates;
    for (int m = 0; m < run.months().count; ++m) {
        const auto month = run.months().at(m);
        if (month_of_year(month) == 12 || m + 1 == run.months().count) {
            dates.push_back(month);
        }
    }
    return dates;
}

std::vector<const Measure*> held_measures(const RunReader& run) {
    std::vector<const Measure*> held;
    for (const auto& measure : compared_measures()) {
        if (is_held(measure, run)) {
            held.push_back(&measure);
        }
    }
    return held;
}

Json months_json(const MonthRange& months) {
    return {{"first", to_string(months.first)}, {"count", months.count}};
}

Json axes_json(const RunReader& run) {
    Json axes = Json::object();
    for (const auto& axis : run.axes()) {
        axes[axis.name] = {{"codes", axis.codes}, {"names", axis.names}};
    }
    return axes;
}

Json column_json(const TableColumn& column) {
    return std::visit([](const auto& values) { return Json(values); }, column.values);
}

/// The table's columns by name, or null if the run left it out.
Json territory_json(const RunReader& run, const std::string& table) {
    if (!run.has_territory_table(table)) {
        return nullptr;
    }
    Json json = Json::object();
    for (const auto& column : run.territory_table(table).columns) {
        json[column.name] = column_json(column);
    }
    return json;
}

Json inputs_json(const RunReader& run) {
    Json inputs = Json::array();
    for (const auto& input : run.inputs()) {
        inputs.push_back({input.name, input.producer, input.licence, input.vintage, input.rows});
    }
    return inputs;
}

/// All parameters of the first scenario, then of each other those that differ from it.
Json scenarios_json(const RunReader& run,
                    const std::vector<std::string>& names,
                    ParameterRows& table) {
    const auto by_key = [](const ParameterRow& row) { return std::tie(row.key, row.value); };
    std::set<std::tuple<std::string, std::string>> of_baseline;
    Json scenarios = Json::array();
    for (const auto& name : names) {
        const auto scenario = run.scenario(name);
        Json parameters = Json::array();
        for (const auto& row : scenario.parameters) {
            if (!of_baseline.contains(by_key(row))) {
                parameters.push_back(table.row(row));
            }
        }
        if (scenarios.empty()) {
            for (const auto& row : scenario.parameters) {
                of_baseline.emplace(by_key(row));
            }
        }
        const ComparedScenario described{name, scenario.title, scenario.legal_status};
        scenarios.push_back({{"name", scenario_of(name)},
                             {"title", parts_of_title(name, scenario.title).first},
                             {"title_en", parts_of_title(name, scenario.title_en).first},
                             {"description", scenario.description},
                             {"origin", scenario.origin},
                             {"passage", scenario.passage},
                             {"legal_status", scenario.legal_status},
                             {"outside_present_law", is_outside_present_law(described)},
                             {"digest", run.digest(name)},
                             {"parameters", std::move(parameters)}});
    }
    return scenarios;
}

Json measures_json(const std::vector<const Measure*>& measures) {
    Json json = Json::array();
    for (const auto* measure : measures) {
        json.push_back({{"id", measure->id},
                        {"unit", measure->unit},
                        {"block", to_string(measure->block)},
                        {"each_qpv", measure->measured_for == MeasuredFor::each_qpv},
                        {"twelve_months", measure->measured_over == MeasuredOver::twelve_months}});
    }
    return json;
}

/// What a measure is worth at several points (months of a place, places of a date), each by
/// replication.
using Points = std::vector<std::vector<double>>;

/// A measure of a scenario at the points at which it is told.
struct MeasuredPoints {
    std::vector<Points> series;  ///< by place, month after month
    Points by_zone;              ///< zone after zone at each date; of a measure for each QPV
};

std::vector<Points> series_of(ScenarioValues& scenario, const Measure& measure) {
    const auto months = scenario.months();
    const auto places = measure.measured_for == MeasuredFor::each_qpv
                            ? qpv_positions(scenario.run())
                            : std::vector<std::size_t>{0};
    std::vector<Points> series;
    for (const auto zone : places) {
        auto& points = series.emplace_back();
        for (int m = 0; m < months.count; ++m) {
            points.push_back(measure_values(scenario, measure, months.at(m), zone));
        }
    }
    return series;
}

Points by_zone_of(ScenarioValues& scenario,
                  const Measure& measure,
                  const std::vector<Month>& dates) {
    if (measure.measured_for != MeasuredFor::each_qpv) {
        return {};
    }
    const auto zones = axis_of(scenario.run(), "zone").codes.size();
    Points by_zone;
    for (const auto date : dates) {
        for (std::size_t zone = 0; zone < zones; ++zone) {
            by_zone.push_back(measure_values(scenario, measure, date, zone));
        }
    }
    return by_zone;
}

/// By measure. `dates`: none for the series alone.
std::vector<MeasuredPoints> measured_points(ScenarioValues& scenario,
                                            const std::vector<const Measure*>& measures,
                                            const std::vector<Month>& dates) {
    std::vector<MeasuredPoints> points(measures.size());
    for_each_task(measures.size(), [&](std::size_t m) {
        points[m] = {series_of(scenario, *measures[m]), by_zone_of(scenario, *measures[m], dates)};
    });
    return points;
}

Summaries summarised(Summaries summaries, const Points& points, const Points* baseline) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        summaries.add(points[i], baseline == nullptr ? nullptr : &baseline->at(i));
    }
    return summaries;
}

/// By measure, by place, month after month.
Json series_json(const std::vector<const Measure*>& measures,
                 const std::vector<MeasuredPoints>& points,
                 const std::vector<MeasuredPoints>* baseline) {
    Json json = Json::object();
    for (std::size_t m = 0; m < measures.size(); ++m) {
        Json places = Json::array();
        for (std::size_t place = 0; place < points[m].series.size(); ++place) {
            const auto* before = baseline == nullptr ? nullptr : &baseline->at(m).series[place];
            places.push_back(
                summarised(Summaries(), points[m].series[place], before).json(MeansAs::steps));
        }
        json[std::string(measures[m]->id)] = std::move(places);
    }
    return json;
}

/// By measure, zone after zone at each date. The spread of one future is left out: it is read in
/// QPV.
Json zones_json(const std::vector<const Measure*>& measures,
                const std::vector<MeasuredPoints>& points,
                const std::vector<MeasuredPoints>* baseline) {
    Json json = Json::object();
    for (std::size_t m = 0; m < measures.size(); ++m) {
        if (measures[m]->measured_for == MeasuredFor::each_qpv) {
            const auto* before = baseline == nullptr ? nullptr : &baseline->at(m).by_zone;
            json[std::string(measures[m]->id)] =
                summarised(Summaries(Told::mean, Told::mean_interval), points[m].by_zone, before)
                    .json();
        }
    }
    return json;
}

/// Of the poverty rate of each QPV, date by date: what one real history could show.
Json detectability_json(const std::vector<const Measure*>& measures,
                        const std::vector<MeasuredPoints>& points,
                        const std::vector<MeasuredPoints>& baseline,
                        const MonthRange& months,
                        const std::vector<Month>& dates) {
    Json json = Json::array();
    const auto poverty = std::find_if(measures.begin(), measures.end(), [](const Measure* measure) {
        return measure->id == "poverty_rate";
    });
    if (poverty == measures.end()) {
        return json;
    }
    const auto m = static_cast<std::size_t>(poverty - measures.begin());
    for (std::size_t qpv = 0; qpv < points[m].series.size(); ++qpv) {
        Json by_date = Json::array();
        for (const auto date : dates) {
            const auto at = static_cast<std::size_t>(date - months.first);
            by_date.push_back(code_of(detectability_of(
                paired_difference(baseline[m].series[qpv][at], points[m].series[qpv][at]))));
        }
        json.push_back(std::move(by_date));
    }
    return json;
}

/// One monde's scenarios; of a run without mondes, all.
struct World {
    std::string monde;
    std::vector<std::string> scenarios;
};

/// In the order in which the run names them.
std::vector<World> worlds_of(const RunReader& run) {
    std::vector<World> worlds;
    for (const auto& name : run.scenarios()) {
        const auto monde = monde_of(name);
        auto found = std::find_if(
            worlds.begin(), worlds.end(), [&](const World& world) { return world.monde == monde; });
        if (found == worlds.end()) {
            found = worlds.insert(worlds.end(), World{std::string(monde), {}});
        }
        found->scenarios.push_back(name);
    }
    return worlds;
}

/// The values that tell the mondes apart, of each: those of its baseline that are not the same in
/// all.
Json mondes_json(const RunReader& run, const std::vector<World>& worlds, ParameterRows& table) {
    std::map<std::string, std::set<std::string>> values;
    std::vector<ScenarioDescription> baselines;
    for (const auto& world : worlds) {
        baselines.push_back(run.scenario(world.scenarios.front()));
        for (const auto& row : baselines.back().parameters) {
            values[row.key].insert(row.value);
        }
    }
    Json mondes = Json::array();
    for (std::size_t w = 0; w < worlds.size(); ++w) {
        Json parameters = Json::array();
        for (const auto& row : baselines[w].parameters) {
            if (values[row.key].size() > 1) {
                parameters.push_back(table.row(row));
            }
        }
        const auto title = [&](const std::string& of) {
            return parts_of_title(baselines[w].name, of).second;
        };
        mondes.push_back({{"name", worlds[w].monde},
                          {"title", title(baselines[w].title)},
                          {"title_en", title(baselines[w].title_en)},
                          {"parameters", std::move(parameters)}});
    }
    return mondes;
}

/// What is measured of each scenario: series, by_zone …, each scenario after scenario.
Json measured_json(const RunReader& run,
                   const World& world,
                   const std::vector<const Measure*>& measures,
                   const std::vector<Month>& dates,
                   StepsDone& steps) {
    ScenarioValues baseline(run, world.scenarios.front());
    // Met again with each strategy.
    const auto of_baseline = measured_points(baseline, measures, dates);
    std::vector<Json> of_scenario(world.scenarios.size());
    for_each_task(of_scenario.size(), [&](std::size_t s) {
        ScenarioValues values(run, world.scenarios[s]);
        const Compared compared{s == 0 ? &baseline : &values, s == 0 ? nullptr : &baseline};
        const auto* before = s == 0 ? nullptr : &of_baseline;
        const auto own =
            s == 0 ? std::vector<MeasuredPoints>{} : measured_points(values, measures, dates);
        const auto& points = s == 0 ? of_baseline : own;
        of_scenario[s] = {{"series", series_json(measures, points, before)},
                          {"by_zone", zones_json(measures, points, before)},
                          {"ledgers", ledgers_json(compared, dates)},
                          {"occupancy", occupancy_json(compared, dates)},
                          {"costs", costs_json(compared, dates)},
                          {"communes", communes_json(*compared.values, dates)},
                          {"detectability",
                           detectability_json(measures, points, of_baseline, run.months(), dates)}};
        steps.one_more();
    });
    Json json = Json::object();
    for (auto& scenario : of_scenario) {
        for (auto& [part, measured] : scenario.items()) {
            json[part].push_back(std::move(measured));
        }
    }
    return json;
}

/// The histories from which a world's scenarios fork: the first scenario of each, and which is each
/// scenario's.
struct Histories {
    std::vector<std::string> scenarios;
    std::vector<std::size_t> of_scenario;
};

Histories histories_of(const RunReader& run, const World& world) {
    Histories histories;
    std::vector<std::size_t> known;
    for (const auto& name : world.scenarios) {
        const auto history = run.history_of(name);
        const auto found = std::find(known.begin(), known.end(), history);
        histories.of_scenario.push_back(static_cast<std::size_t>(found - known.begin()));
        if (found == known.end()) {
            known.push_back(history);
            histories.scenarios.push_back(name);
        }
    }
    return histories;
}

/// What is told of the scenarios of a run, or of one monde's.
Json world_json(const RunReader& run,
                const World& world,
                const std::vector<const Measure*>& measures,
                const std::vector<Month>& dates,
                StepsDone& steps) {
    auto json = measured_json(run, world, measures, dates, steps);
    const auto told = histories_of(run, world);
    json["history_of"] = told.of_scenario;
    for (const auto& scenario : told.scenarios) {
        ScenarioValues history(run, scenario, Stage::history);
        json["histories"].push_back(
            series_json(measures, measured_points(history, measures, {}), nullptr));
    }
    json["leases"] = report_leases(run, world.scenarios, dates, steps);
    return json;
}

}  // namespace

nlohmann::ordered_json report_data(const RunReader& run, const Progress& progress) {
    const auto dates = dates_of(run);
    const auto measures = held_measures(run);
    const auto worlds = worlds_of(run);
    Json dates_json = Json::array();
    for (const auto date : dates) {
        dates_json.push_back(to_string(date));
    }
    ParameterRows table;
    auto scenarios = scenarios_json(run, worlds.front().scenarios, table);
    auto mondes = mondes_json(run, worlds, table);
    Json data{{"title", run.title()},
              {"digest", run.digest()},
              {"replications", run.replications()},
              {"model", facts_json(run.provenance("model"))},
              {"build", facts_json(run.provenance("build"))},
              {"inputs", inputs_json(run)},
              {"history_months", months_json(run.history_months())},
              {"months", months_json(run.months())},
              {"dates", std::move(dates_json)},
              {"axes", axes_json(run)},
              {"zones", territory_json(run, "zones")},
              {"milestones", territory_json(run, "milestones")},
              {"scenarios", std::move(scenarios)},
              {"mondes", std::move(mondes)},
              {"sources", table.sources()},
              {"names", names_json()},
              {"measures", measures_json(measures)},
              {"drawn_parameters", run.drawn_parameter_count()},
              {"sensitivity", report_sensitivity(run, worlds.front().scenarios)},
              {"worlds", Json::array()}};
    StepsDone steps(progress, 2 * run.scenarios().size());
    for (const auto& world : worlds) {
        data["worlds"].push_back(world_json(run, world, measures, dates, steps));
    }
    return data;
}

}  // namespace mixite
