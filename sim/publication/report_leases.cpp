#include "publication/report_leases.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <string_view>

#include "foundation/parallel.hpp"
#include "observation/result_schema.hpp"
#include "publication/fairness.hpp"
#include "publication/group_fates.hpp"
#include "publication/lease_groups.hpp"
#include "publication/lease_records.hpp"
#include "publication/packed_numbers.hpp"
#include "publication/report_costs.hpp"
#include "publication/report_review.hpp"
#include "publication/report_summaries.hpp"
#include "publication/residences.hpp"
#include "publication/run_places.hpp"
#include "publication/vacancy_chains.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

struct Period {
    const RunReader& run;
    const std::vector<Month>& dates;

    [[nodiscard]] std::size_t replications() const {
        return static_cast<std::size_t>(run.replications());
    }
};

/// What is read of a scenario's leases, once.
struct ScenarioLeases {
    RecordedLeases all;
    std::vector<LeaseRecord> first_ones;

    [[nodiscard]] const std::vector<LeaseRecord>& records() const { return all.records; }
};

std::optional<ScenarioLeases> read_leases(const RunReader& run, const std::string& name) {
    auto leases = recorded_leases(run, name);
    if (!leases) {
        return std::nullopt;
    }
    auto first_ones = first_leases(leases->records);
    return ScenarioLeases{std::move(*leases), std::move(first_ones)};
}

/// By frozen quarter of the requests, date by date, by replication: the mean waits of those housed
/// in the twelve months up to the date.
using Waits = std::array<std::vector<std::vector<double>>, 4>;

/// The waits of one quarter.
class WaitSums {
  public:
    explicit WaitSums(const Period& period)
        : period_(period), sums_(period.dates.size() * period.replications()) {}

    void add(const LeaseRecord& lease) {
        for (std::size_t date = 0; date < period_.dates.size(); ++date) {
            const int before = period_.dates[date] - lease.month;
            if (before >= 0 && before < months_a_year) {
                auto& sum = sums_.at(date * period_.replications() +
                                     static_cast<std::size_t>(lease.replication));
                sum.months += static_cast<double>(lease.wait_months);
                sum.housed += 1.0;
            }
        }
    }

    [[nodiscard]] std::vector<double> means(std::size_t date) const {
        std::vector<double> means;
        for (std::size_t r = 0; r < period_.replications(); ++r) {
            const auto& sum = sums_[date * period_.replications() + r];
            means.push_back(sum.housed > 0.0 ? sum.months / sum.housed : unmeasured);
        }
        return means;
    }

  private:
    struct Sum {
        double months = 0.0;
        double housed = 0.0;
    };
    const Period& period_;
    std::vector<Sum> sums_;  ///< date × replication
};

Waits waits_of(const Period& period, const std::vector<LeaseRecord>& leases) {
    std::vector<WaitSums> sums(Waits{}.size(), WaitSums(period));
    for (const auto& lease : leases) {
        if (lease.quartile_frozen > 0) {
            sums[static_cast<std::size_t>(lease.quartile_frozen) - 1].add(lease);
        }
    }
    Waits waits;
    for (std::size_t q = 0; q < waits.size(); ++q) {
        for (std::size_t date = 0; date < period.dates.size(); ++date) {
            waits.at(q).push_back(sums[q].means(date));
        }
    }
    return waits;
}

Json waits_json(const Waits& waits, const Waits* baseline) {
    Json json = Json::array();
    for (std::size_t q = 0; q < waits.size(); ++q) {
        Summaries means;
        for (std::size_t date = 0; date < waits.at(q).size(); ++date) {
            means.add(waits.at(q)[date], baseline == nullptr ? nullptr : &baseline->at(q)[date]);
        }
        json.push_back(means.json());
    }
    return json;
}

/// Not a number becomes null.
Json number_json(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

/// Where the first quarter housed in each QPV under the baseline lives, months later.
Json residences_json(const RunReader& run, const std::string& scenario) {
    Json json = Json::array();
    for (const auto& found : residences_of(run, scenario)) {
        const auto& qpvs = axis_of(run, "qpv").codes;  // there is one where anybody is followed
        Json shares = Json::array();
        for (const auto share : found.shares) {
            shares.push_back(number_json(share));
        }
        json.push_back({{"qpv", std::find(qpvs.begin(), qpvs.end(), found.qpv_code) - qpvs.begin()},
                        {"months", found.months_later},
                        {"households", found.households},
                        {"shares", std::move(shares)},
                        {"waiting", number_json(found.waiting)}});
    }
    return json;
}

Json bounds_json(const Interval& bounds) {
    return {number_json(bounds.low), number_json(bounds.high)};
}

Json fates_json(const Period& period,
                const ScenarioLeases& baseline,
                const std::string& name,
                const ScenarioLeases& scenario) {
    Json json = Json::array();
    if (!baseline.all.tell_households || !scenario.all.tell_households) {
        return json;
    }
    for (const auto& fate :
         group_fates(baseline.first_ones, scenario.first_ones, name, period.replications())) {
        json.push_back({{"group", fate.group},
                        {"baseline", fate.baseline},
                        {"under_scenario", fate.under_scenario},
                        {"both", fate.both},
                        {"only_baseline", fate.only_baseline},
                        {"only_scenario", fate.only_scenario},
                        {"leave_group", fate.leave_group},
                        {"join_group", fate.join_group},
                        {"only_baseline_bounds", bounds_json(fate.only_baseline_bounds)},
                        {"only_scenario_bounds", bounds_json(fate.only_scenario_bounds)},
                        {"months_longer", number_json(fate.months_longer)}});
    }
    return json;
}

Json fairness_json(const std::vector<FairnessLine>& lines) {
    Json json = Json::array();
    for (const auto& line : lines) {
        const auto& found = line.difference;
        json.push_back(
            {{"measure", line.measure},
             {"unit", line.unit},
             {"baseline", number_json(found.baseline)},
             {"scenario", number_json(found.scenario)},
             {"mean", number_json(found.mean)},
             {"half",
              found.mean_interval ? number_json(found.mean_interval->high - found.mean) : Json()},
             {"low", found.one_future ? number_json(found.one_future->low) : Json()},
             {"high", found.one_future ? number_json(found.one_future->high) : Json()},
             {"access_falls", line.access_falls}});
    }
    return json;
}

/// The spreads of differences alone: levels are shown by their means.
Summaries with_bare_levels() {
    return Summaries(Told::mean, Told::one_future);
}

/// The counts of one flow: group after group, each date by date.
Json counts_json(const Period& period,
                 const LeasesByGroup& counts,
                 const LeasesByGroup* baseline,
                 std::size_t flow) {
    auto summaries = with_bare_levels();
    for (std::size_t group = 0; group < lease_groups().size(); ++group) {
        for (std::size_t date = 0; date < period.dates.size(); ++date) {
            const auto before =
                baseline == nullptr ? std::vector<double>{} : baseline->leases(flow, group, date);
            summaries.add(counts.leases(flow, group, date),
                          baseline == nullptr ? nullptr : &before);
        }
    }
    return summaries.json(MeansAs::steps);
}

Json mean_waits_json(const Period& period,
                     const LeasesByGroup& counts,
                     const LeasesByGroup* baseline) {
    auto summaries = with_bare_levels();
    for (std::size_t group = 0; group < lease_groups().size(); ++group) {
        for (std::size_t date = 0; date < period.dates.size(); ++date) {
            const auto before = baseline == nullptr
                                    ? std::vector<double>{}
                                    : baseline->mean_wait(LeaseFlows::all, group, date);
            summaries.add(counts.mean_wait(LeaseFlows::all, group, date),
                          baseline == nullptr ? nullptr : &before);
        }
    }
    return summaries.json(MeansAs::steps);
}

Json groups_json(const Period& period, const LeasesByGroup& counts, const LeasesByGroup* baseline) {
    Json json{{"all", counts_json(period, counts, baseline, LeaseFlows::all)},
              {"in_qpv", counts_json(period, counts, baseline, LeaseFlows::in_qpv)},
              {"mean_wait", mean_waits_json(period, counts, baseline)},
              {"entrants", Json::array()}};
    for (std::size_t qpv = 0; qpv < qpv_positions(period.run).size(); ++qpv) {
        json["entrants"].push_back(counts_json(period, counts, nullptr, LeaseFlows::entrants(qpv)));
    }
    return json;
}

/// Places of the matrix of moves: each QPV, the communes that hold one, the other communes;
/// households from outside the agglomeration last.
std::vector<std::size_t> places_of_zones(const RunReader& run) {
    const auto qpv_zones = qpv_positions(run);
    auto communes = communes_of_zones(run);
    communes.resize(axis_of(run, "zone").codes.size());
    std::vector<std::size_t> places;
    for (std::size_t zone = 0; zone < communes.size(); ++zone) {
        const auto own = std::find(qpv_zones.begin(), qpv_zones.end(), zone);
        const bool beside_qpv = std::any_of(qpv_zones.begin(), qpv_zones.end(), [&](auto qpv) {
            return communes[qpv] == communes[zone];
        });
        places.push_back(own != qpv_zones.end() ? static_cast<std::size_t>(own - qpv_zones.begin())
                                                : qpv_zones.size() + (beside_qpv ? 0U : 1U));
    }
    return places;
}

/// Leases a replication over all months, by place of origin and of the dwelling.
Json moves_json(const Period& period, const std::vector<LeaseRecord>& leases) {
    const auto places = places_of_zones(period.run);
    const auto destinations = qpv_positions(period.run).size() + 2;
    std::vector<double> moves((destinations + 1) * destinations, 0.0);
    for (const auto& lease : leases) {
        const auto from = lease.from_zone < 0
                              ? destinations
                              : places.at(static_cast<std::size_t>(lease.from_zone));
        const auto to = places.at(static_cast<std::size_t>(lease.zone));
        moves[from * destinations + to] += 1.0 / period.run.replications();
    }
    return packed_floats(moves);
}

/// Chains a replication and their length, by cause, over all months.
Json chains_json(const RunReader& run, const std::string& scenario) {
    Json json = Json::array();
    for (const auto& summary : chain_summaries(run, scenario)) {
        json.push_back({{"cause", summary.cause},
                        {"chains", summary.chains},
                        {"mean_length", summary.mean_length},
                        {"shares", summary.share_by_length}});
    }
    return json;
}

/// The baseline's leases, with their counts if the columns for these are there.
struct Baseline {
    ScenarioLeases leases;
    std::optional<LeasesByGroup> counts;
    Waits waits;
};

std::optional<LeasesByGroup> counts_of(const Period& period, const ScenarioLeases& leases) {
    if (!leases.all.tell_households) {
        return std::nullopt;
    }
    return LeasesByGroup(
        leases.records(), {qpv_positions(period.run)}, period.dates, period.replications());
}

/// `baseline` is nullptr for the baseline itself.
Json scenario_json(const Period& period,
                   const std::string& name,
                   const ScenarioLeases& leases,
                   const std::optional<LeasesByGroup>& counts,
                   const Baseline* baseline) {
    Json json{{"waits",
               waits_json(waits_of(period, leases.records()),
                          baseline == nullptr ? nullptr : &baseline->waits)},
              {"review", review_json(period.run, name, leases.records(), period.dates)}};
    if (counts) {
        const auto* beside = baseline != nullptr && baseline->counts ? &*baseline->counts : nullptr;
        json["groups"] = groups_json(period, *counts, beside);
        json["moves"] = moves_json(period, leases.records());
    }
    return json;
}

/// What a scenario's other tables tell.
void add_other_tables(const Period& period, const std::string& name, Json& json) {
    const auto& [run, dates] = period;
    json["quotas"] = quotas_json(run, name, dates);
    json["tension"] = tension_json(run, name, dates);
    json["chains"] = chains_json(run, name);
    json["residences"] = residences_json(run, name);
}

/// Those that the page shows for a scenario, as `compare` does.
std::vector<FairnessLine> fairness_lines(const RunReader& run,
                                         const NamedLeases& baseline,
                                         const NamedLeases& scenario) {
    auto lines = fairness(run, baseline.name, scenario.name);
    if (const auto cohorts = housed_within_a_year(run, baseline, scenario)) {
        lines.insert(lines.begin(), *cohorts);
    }
    return lines;
}

Json baseline_json(const Period& period, const std::string& name, const Baseline& baseline) {
    auto json = scenario_json(period, name, baseline.leases, baseline.counts, nullptr);
    add_other_tables(period, name, json);
    json["fairness"] = fairness_json(fairness_lines(
        period.run, {name, baseline.leases.records()}, {name, baseline.leases.records()}));
    json["fates"] = fates_json(period, baseline.leases, name, baseline.leases);
    return json;
}

/// Null for a scenario without leases.
Json strategy_json(const Period& period,
                   const std::string& baseline_name,
                   const std::string& name,
                   const Baseline& baseline) {
    const auto leases = read_leases(period.run, name);
    if (!leases) {
        return nullptr;
    }
    auto json = scenario_json(period, name, *leases, counts_of(period, *leases), &baseline);
    add_other_tables(period, name, json);
    json["fairness"] = fairness_json(fairness_lines(
        period.run, {baseline_name, baseline.leases.records()}, {name, leases->records()}));
    json["fates"] = fates_json(period, baseline.leases, name, *leases);
    return json;
}

Json group_ids() {
    Json ids = Json::array();
    for (const auto& group : lease_groups()) {
        ids.push_back(group.id);
    }
    return ids;
}

}  // namespace

nlohmann::ordered_json report_leases(const RunReader& run,
                                     const std::vector<std::string>& names,
                                     const std::vector<Month>& dates,
                                     StepsDone& steps) {
    const Period period{run, dates};
    auto of_baseline = read_leases(run, names.front());
    std::optional<Baseline> baseline;
    if (of_baseline) {
        auto counts = counts_of(period, *of_baseline);
        auto waits = waits_of(period, of_baseline->records());
        baseline = Baseline{std::move(*of_baseline), std::move(counts), std::move(waits)};
    }
    std::vector<Json> scenarios(names.size());
    for_each_task(names.size(), [&](std::size_t s) {
        if (baseline) {
            scenarios[s] = s == 0 ? baseline_json(period, names[s], *baseline)
                                  : strategy_json(period, names.front(), names[s], *baseline);
        }
        steps.one_more();
    });
    return {{"groups", group_ids()}, {"scenarios", std::move(scenarios)}};
}

}  // namespace mixite
