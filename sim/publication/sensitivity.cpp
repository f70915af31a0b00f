#include "publication/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <utility>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/statistics/bivariate_statistics.hpp>
#include <fmt/format.h>

#include "foundation/counted.hpp"
#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"
#include "observation/scenario_names.hpp"
#include "publication/compared_measures.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"

namespace mixite {
namespace {

constexpr std::string_view behaviour_prefix = "behaviour.";

/// The rank of each value among all, from 1; of equal ones, the mean of theirs.
std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        auto end = begin + 1;
        while (end < order.size() && !(values[order[begin]] < values[order[end]])) {
            ++end;
        }
        for (auto i = begin; i < end; ++i) {
            ranks[order[i]] = static_cast<double>(begin + end + 1) / 2.0;
        }
        begin = end;
    }
    return ranks;
}

bool varies(const std::vector<double>& values) {
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    return *least < *greatest;
}

/// Of the values in these places of an order.
double mean_over(const std::vector<std::size_t>& order,
                 const std::vector<double>& values,
                 std::size_t first,
                 std::size_t last) {
    double sum = 0.0;
    for (auto i = first; i < last; ++i) {
        sum += values[order[i]];
    }
    return sum / static_cast<double>(last - first);
}

Dependence dependence(const std::string& parameter,
                      const std::vector<double>& drawn,
                      const std::vector<double>& values,
                      std::size_t parameters) {
    std::vector<std::size_t> order(drawn.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(
        order.begin(), order.end(), [&](auto a, auto b) { return drawn[a] < drawn[b]; });
    const auto third = drawn.size() / 3;
    const double rho = rank_correlation(drawn, values);
    return {.parameter = parameter,
            .rank_correlation = rho,
            .in_lowest_third = mean_over(order, values, 0, third),
            .in_highest_third = mean_over(order, values, order.size() - third, order.size()),
            .beyond_chance = std::abs(rho) > least_told_correlation(drawn.size(), parameters)};
}

/// Those of the scenario, by replication.
std::vector<DrawnParameter> drawn_of(const RunReader& run, const std::string& scenario) {
    const auto given = run.scenario(scenario).parameters;
    const auto table = run.events(scenario, drawn_parameters);
    std::vector<DrawnParameter> drawn;
    for (const auto& column : table.columns) {
        const auto row = std::find_if(given.begin(), given.end(), [&](const auto& parameter) {
            return parameter.key == std::string(behaviour_prefix) + column.name;
        });
        if (row == given.end()) {
            throw damaged_column(table, column.name, "the scenario has no such parameter");
        }
        auto values = decimals(table, column.name);
        if (values.size() != static_cast<std::size_t>(run.replications()) ||
            !std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) {
            throw damaged_column(table, column.name, "it does not hold a number a replication");
        }
        drawn.push_back({.key = column.name,
                         .unit = column.unit,
                         .value = std::strtod(row->value.c_str(), nullptr),
                         .low = row->low,
                         .high = row->high,
                         .drawn = std::move(values)});
    }
    return drawn;
}

/// Replications without a value are left out.
UncertainResult uncertain_result(const std::vector<double>& values,
                                 const std::vector<DrawnParameter>& parameters) {
    std::vector<std::size_t> measured;
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (std::isfinite(values[r])) {
            measured.push_back(r);
        }
    }
    const auto of_measured = [&](const std::vector<double>& all) {
        std::vector<double> kept;
        kept.reserve(measured.size());
        for (const auto r : measured) {
            kept.push_back(all.at(r));
        }
        return kept;
    };
    UncertainResult result{.spread = spread_of(values),
                           .replications = static_cast<int>(measured.size())};
    const auto kept = of_measured(values);
    for (const auto value : kept) {
        result.below_zero += value < 0.0;
        result.above_zero += value > 0.0;
    }
    if (result.replications < fewest_for_sensitivity) {
        return result;
    }
    for (const auto& parameter : parameters) {
        result.dependences.push_back(
            dependence(parameter.key, of_measured(parameter.drawn), kept, parameters.size()));
    }
    std::stable_sort(result.dependences.begin(),
                     result.dependences.end(),
                     [](const Dependence& a, const Dependence& b) {
                         return std::abs(a.rank_correlation) > std::abs(b.rank_correlation);
                     });
    return result;
}

/// A scenario and, unless it is the baseline itself, the baseline in its monde.
struct Subject {
    std::string scenario;
    ScenarioValues values;
    ScenarioValues* baseline = nullptr;
    std::vector<DrawnParameter> parameters;
};

/// Of the baseline its own values, of a strategy the differences from it.
std::vector<double> values_of(Subject& subject,
                              const Measure& measure,
                              Month at,
                              std::size_t zone) {
    auto values = measure_values(subject.values, measure, at, zone);
    if (subject.baseline != nullptr) {
        const auto before = measure_values(*subject.baseline, measure, at, zone);
        std::transform(
            values.begin(), values.end(), before.begin(), values.begin(), std::minus<>());
    }
    return values;
}

void add_results(Subject& subject,
                 const Measure& measure,
                 Month at,
                 std::vector<UncertainResult>& results) {
    const auto& run = subject.values.run();
    const bool by_qpv = measure.measured_for == MeasuredFor::each_qpv;
    for (const auto zone : by_qpv ? qpv_positions(run) : std::vector<std::size_t>{0}) {
        auto result = uncertain_result(values_of(subject, measure, at, zone), subject.parameters);
        result.scenario = subject.scenario;
        result.measure = measure.id;
        result.label = measure.label;
        result.unit = measure.unit;
        result.qpv_code = by_qpv ? axis_of(run, "zone").codes[zone] : "";
        result.qpv_name = by_qpv ? axis_of(run, "zone").names[zone] : "";
        results.push_back(std::move(result));
    }
}

void add_results(Subject& subject, Month at, std::vector<UncertainResult>& results) {
    for (const auto& measure : compared_measures()) {
        if (is_held(measure, subject.values.run())) {
            add_results(subject, measure, at, results);
        }
    }
}

void require_enough(const RunReader& run) {
    if (!run.has_events(run.scenarios().front(), drawn_parameters)) {
        throw WrongRequest(
            fmt::format("{}: its parameters are as given: nothing tells what results owe to them "
                        "(mixite run … --draw-parameters draws them anew for each replication)",
                        run.path().string()));
    }
    if (const auto too_few = too_few_to_tell(run.replications()); !too_few.empty()) {
        throw WrongRequest(fmt::format("{}: {}", run.path().string(), too_few));
    }
}

}  // namespace

std::string too_few_to_tell(int replications) {
    return replications >= fewest_for_sensitivity
               ? ""
               : fmt::format("{} tell nothing of so many parameters (run at least {}, better 100)",
                             counted(replications, "replication", "replications"),
                             fewest_for_sensitivity);
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    EXPECT(a.size() == b.size(), "{} values beside {}", a.size(), b.size());
    return varies(a) && varies(b)
               ? boost::math::statistics::correlation_coefficient(ranks_of(a), ranks_of(b))
               : 0.0;
}

double least_told_correlation(std::size_t values, std::size_t parameters) {
    EXPECT(values > 2 && parameters > 0, "{} values, {} parameters", values, parameters);
    const double degrees = static_cast<double>(values) - 2.0;
    const double chance = 0.05 / static_cast<double>(parameters);
    const double t = boost::math::quantile(
        boost::math::complement(boost::math::students_t(degrees), chance / 2.0));
    return t / std::sqrt(degrees + t * t);
}

Sensitivity sensitivity(const RunReader& run, const std::string& baseline) {
    require_enough(run);
    const auto name = baseline_of(run, baseline);
    Sensitivity found{.title = run.title(),
                      .baseline = name,
                      .at = run.months().at(run.months().count - 1),
                      .replications = run.replications()};
    for (const auto& reference : run.scenarios()) {
        if (scenario_of(reference) != name) {
            continue;
        }
        Subject own{reference, ScenarioValues(run, reference), nullptr, drawn_of(run, reference)};
        if (found.parameters.empty()) {
            found.parameters = own.parameters;
        }
        add_results(own, found.at, found.results);
        for (const auto& other : run.scenarios()) {
            if (other == reference || monde_of(other) != monde_of(reference)) {
                continue;
            }
            Subject strategy{other, ScenarioValues(run, other), &own.values, own.parameters};
            add_results(strategy, found.at, found.results);
        }
    }
    return found;
}

}  // namespace mixite
