#include "publication/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "foundation/append_to.hpp"
#include "observation/scenario_names.hpp"
#include "publication/milestones.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

constexpr std::array<int, 2> horizons{12, 24};

/// What is read of a scenario, once.
struct OpenScenario {
    ComparedScenario described;
    ScenarioValues values;
    ScenarioValues history;
    std::optional<RecordedLeases> leases;
};

OpenScenario open_scenario(const RunReader& run, const std::string& name) {
    const auto described = run.scenario(name);
    return {{name, described.title, described.legal_status, described.origin},
            ScenarioValues(run, name),
            ScenarioValues(run, name, Stage::history),
            recorded_leases(run, name)};
}

std::string chosen_baseline(const RunReader& run, const std::string& wanted) {
    const auto& names = run.scenarios();
    if (names.size() < 2) {
        throw WrongRequest(
            fmt::format("{}: holds one scenario, '{}': nothing to compare it with (run several "
                        "scenarios into one file)",
                        run.path().string(),
                        names.front()));
    }
    return baseline_of(run, wanted);
}

/// The baseline, or the baseline in each monde.
std::vector<std::string> baselines_of(const RunReader& run, const std::string& name) {
    std::vector<std::string> baselines;
    for (const auto& held : run.scenarios()) {
        if (scenario_of(held) == name) {
            baselines.push_back(held);
        }
    }
    return baselines;
}

std::vector<Month> chosen_months(const RunReader& run, std::vector<Month> at) {
    const auto first = run.months().first;
    const auto last = run.months().at(run.months().count - 1);
    for (const auto wanted : at) {
        if (wanted < first || wanted > last) {
            throw WrongRequest(
                fmt::format("--at {}: not a month of the scenarios in {} (they run from {} to {})",
                            to_string(wanted),
                            run.path().string(),
                            to_string(first),
                            to_string(last)));
        }
    }
    if (at.empty()) {
        if (const auto review = review_month(run)) {
            at.push_back(*review);
        }
        at.push_back(last);
    }
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    return at;
}

/// A scenario, the baseline, and when they are compared.
struct Pairing {
    OpenScenario& baseline;
    OpenScenario& scenario;
    Month at;
};

/// The scenario's mean at equal steps up to the month, once a full year has been pooled.
std::vector<double> course_of(OpenScenario& scenario,
                              const Measure& measure,
                              Month at,
                              std::size_t zone) {
    constexpr int most_points = 8;
    const auto& months = scenario.values.run().months();
    const int last = at - months.first;
    const int first = std::min(last, 11);
    const int points = std::min(most_points, last - first + 1);
    std::vector<double> course;
    for (int p = 0; p < points; ++p) {
        const int step = points == 1 ? last : first + (last - first) * p / (points - 1);
        const auto values = measure_values(scenario.values, measure, months.first + step, zone);
        double sum = 0.0;
        double count = 0.0;
        for (const auto value : values) {
            if (std::isfinite(value)) {
                sum += value;
                count += 1.0;
            }
        }
        course.push_back(count > 0.0 ? sum / count : std::nan(""));
    }
    return course;
}

/// The change of the baseline's mean since the fork.
double baseline_change(OpenScenario& baseline,
                       const Measure& measure,
                       int months,
                       const std::vector<double>& then,
                       std::size_t zone) {
    const auto& history = baseline.history.months();
    if (history.count == 0) {
        return std::nan("");
    }
    const auto last = history.at(history.count - 1);
    const bool pooled = measure.measured_over == MeasuredOver::twelve_months;
    if (pooled && pooled_months(history, last) != months) {
        return std::nan("");
    }
    const auto before = measure_values(baseline.history, measure, last, zone);
    return spread_of_differences(before, then, Told::mean).mean;
}

void compare_measure(const Pairing& pair,
                     const Measure& measure,
                     const std::vector<std::size_t>& qpv_zones,
                     std::vector<ComparisonLine>& lines) {
    const auto& run = pair.baseline.values.run();
    const bool by_qpv = measure.measured_for == MeasuredFor::each_qpv;
    const auto zones = by_qpv ? qpv_zones : std::vector<std::size_t>{0};
    const int months =
        measure.measured_over == MeasuredOver::month ? 1 : pooled_months(run.months(), pair.at);
    for (const auto zone : zones) {
        const auto before = measure_values(pair.baseline.values, measure, pair.at, zone);
        lines.push_back(
            {.measure = std::string(measure.id),
             .label = std::string(measure.label),
             .unit = std::string(measure.unit),
             .block = measure.block,
             .qpv_code = by_qpv ? axis_of(run, "zone").codes[zone] : "",
             .qpv_name = by_qpv ? axis_of(run, "zone").names[zone] : "",
             .at = pair.at,
             .months = months,
             .scenario = pair.scenario.described.name,
             .difference = paired_difference(
                 before, measure_values(pair.scenario.values, measure, pair.at, zone)),
             .baseline_change = baseline_change(pair.baseline, measure, months, before, zone),
             .course = course_of(pair.scenario, measure, pair.at, zone)});
    }
}

struct WaitLine {
    Threshold threshold;
    std::int32_t quartile;
};

void compare_waits(const Pairing& pair, WaitLine wait, std::vector<ComparisonLine>& lines) {
    const auto& run = pair.baseline.values.run();
    const int months = pooled_months(run.months(), pair.at);
    const auto waits = [&](const OpenScenario& scenario) {
        return housed_waits(scenario.leases->records,
                            wait.threshold,
                            wait.quartile,
                            pair.at + 1 - months,
                            pair.at,
                            static_cast<std::size_t>(run.replications()));
    };
    const auto before = waits(pair.baseline);
    const auto after = waits(pair.scenario);
    const auto name = wait.threshold == Threshold::legal ? "legal" : "frozen";
    const auto line = [&](const std::string& statistic, PairedDifference difference) {
        return ComparisonLine{
            .measure = fmt::format("housed_wait_{}_q{}_{}", statistic, wait.quartile, name),
            .label = fmt::format("{} wait, quartile {} ({})",
                                 statistic == "mean" ? "Mean" : "Median",
                                 wait.quartile,
                                 name),
            .unit = "month",
            .block = MeasureBlock::waits,
            .at = pair.at,
            .months = months,
            .scenario = pair.scenario.described.name,
            .difference = difference};
    };
    lines.push_back(line("median", paired_difference(before.median_months, after.median_months)));
    lines.push_back(line("mean", paired_difference(before.mean_months, after.mean_months)));
}

void compare_at(const Pairing& pair,
                const std::vector<std::size_t>& qpv_zones,
                std::vector<ComparisonLine>& lines) {
    for (const auto& measure : compared_measures()) {
        if (is_held(measure, pair.baseline.values.run())) {
            compare_measure(pair, measure, qpv_zones, lines);
        }
    }
    if (!pair.baseline.leases || !pair.scenario.leases) {
        return;
    }
    for (const auto threshold : {Threshold::frozen, Threshold::legal}) {
        for (std::int32_t quartile = 1; quartile <= 4; ++quartile) {
            compare_waits(pair, {threshold, quartile}, lines);
        }
    }
}

void add_destinations(const RunReader& run,
                      const OpenScenario& baseline,
                      const OpenScenario& scenario,
                      std::vector<Destinations>& destinations) {
    if (!baseline.leases || !scenario.leases) {
        return;
    }
    for (const auto zone : qpv_positions(run)) {
        for (const int months : horizons) {
            destinations.push_back(
                follow(run, baseline.leases->records, scenario.leases->records, zone, months));
            destinations.back().scenario = scenario.described.name;
        }
    }
}

double baseline_value(const Comparison& comparison,
                      const MovableBase& base,
                      std::string_view measure) {
    for (const auto& line : comparison.lines) {
        if (line.at == base.at && line.qpv_code == base.qpv_code && line.measure == measure) {
            return line.difference.baseline;
        }
    }
    return std::nan("");
}

/// Half of what the baseline's own futures leave to chance, on the wider side.
std::optional<double> least_seen_points(const Comparison& comparison, const MovableBase& base) {
    for (const auto& line : comparison.lines) {
        const auto& futures = line.difference.baseline_futures;
        const bool enough = line.difference.replications >= fewest_for_detectability;
        if (line.at == base.at && line.qpv_code == base.qpv_code &&
            line.measure == "poverty_rate" && futures && enough) {
            const double middle = line.difference.baseline;
            return 100.0 * std::max(futures->high - middle, middle - futures->low);
        }
    }
    return std::nullopt;
}

MovableBase movable_base(const Comparison& comparison,
                         const RunReader& run,
                         Month at,
                         std::size_t zone) {
    const auto& zones = axis_of(run, "zone");
    MovableBase base{.at = at, .qpv_code = zones.codes[zone], .qpv_name = zones.names[zone]};
    const int months = at - comparison.months.first + 1;
    const double leases = baseline_value(comparison, base, "leases_in_zone");
    base.social_tenant_share = baseline_value(comparison, base, "social_tenant_share");
    base.leases_a_year_share =
        leases / baseline_value(comparison, base, "households") * 12.0 / std::min(months, 12);
    const double let_again = base.leases_a_year_share * months / 12.0;
    base.most_points = std::isfinite(let_again) && std::isfinite(base.social_tenant_share)
                           ? 10.0 * std::min(base.social_tenant_share, let_again)
                           : std::nan("");
    base.least_seen_points = least_seen_points(comparison, base);
    return base;
}

void add_movable_bases(const RunReader& run, Comparison& comparison) {
    for (const auto at : comparison.at) {
        for (const auto zone : qpv_positions(run)) {
            comparison.movable_bases.push_back(movable_base(comparison, run, at, zone));
        }
    }
}

std::vector<GroupFate> fates_of(const OpenScenario& baseline,
                                const OpenScenario& scenario,
                                int replications) {
    const bool told = baseline.leases && scenario.leases && baseline.leases->tell_households &&
                      scenario.leases->tell_households;
    return told ? group_fates(first_leases(baseline.leases->records),
                              first_leases(scenario.leases->records),
                              scenario.described.name,
                              static_cast<std::size_t>(replications))
                : std::vector<GroupFate>{};
}

void add_housed_within_a_year(const RunReader& run,
                              const OpenScenario& baseline,
                              const OpenScenario& scenario,
                              std::vector<FairnessLine>& lines) {
    if (!baseline.leases || !scenario.leases) {
        return;
    }
    if (const auto line =
            housed_within_a_year(run,
                                 {baseline.described.name, baseline.leases->records},
                                 {scenario.described.name, scenario.leases->records})) {
        lines.push_back(*line);
    }
}

/// What the file tells of a scenario's households beside its indicators.
void add_households(const RunReader& run,
                    const OpenScenario& baseline,
                    const OpenScenario& scenario,
                    Comparison& comparison) {
    const auto& name = scenario.described.name;
    append_to(comparison.chains, chain_summaries(run, name));
    append_to(comparison.poverty_accounts, poverty_accounts(run, name, comparison.at));
    if (scenario_of(baseline.described.name) == scenario_of(run.scenarios().front())) {
        append_to(comparison.residences, residences_of(run, name));
    }
    if (&scenario != &baseline) {
        add_housed_within_a_year(run, baseline, scenario, comparison.fairness);
        append_to(comparison.fairness, fairness(run, baseline.described.name, name));
    }
}

void add_review(const RunReader& run,
                const OpenScenario& scenario,
                std::vector<ReviewLine>& reviews) {
    if (scenario.leases) {
        const auto lines = cia_review(run, scenario.described.name, scenario.leases->records);
        reviews.insert(reviews.end(), lines.begin(), lines.end());
    }
}

/// Each other scenario of the baseline's monde.
void compare_with(const RunReader& run,
                  const std::string& baseline,
                  Comparison& comparison,
                  StepsDone& steps) {
    auto reference = open_scenario(run, baseline);
    add_destinations(run, reference, reference, comparison.destinations);
    add_households(run, reference, reference, comparison);
    comparison.due = due_shares(run, baseline);
    add_review(run, reference, comparison.reviews);
    steps.one_more();
    const auto qpv_zones = qpv_positions(run);
    std::vector<GroupFate> fates;
    std::string witness;
    for (const auto& other : run.scenarios()) {
        if (other == baseline || monde_of(other) != monde_of(baseline)) {
            continue;
        }
        auto scenario = open_scenario(run, other);
        witness = is_witness(scenario.described) ? other : witness;
        comparison.scenarios.push_back(scenario.described);
        for (const auto month : comparison.at) {
            compare_at({reference, scenario, month}, qpv_zones, comparison.lines);
        }
        add_destinations(run, reference, scenario, comparison.destinations);
        add_households(run, reference, scenario, comparison);
        append_to(fates, fates_of(reference, scenario, comparison.replications));
        add_review(run, scenario, comparison.reviews);
        steps.one_more();
    }
    set_beside_witness(fates, witness);
    append_to(comparison.fates, std::move(fates));
}

}  // namespace

bool is_witness(const ComparedScenario& scenario) {
    return scenario.origin == "témoin";
}

bool is_outside_present_law(const ComparedScenario& scenario) {
    return !scenario.legal_status.empty() && scenario.legal_status != "droit constant" &&
           scenario.legal_status != "dérogation préfectorale";
}

Comparison compare(const RunReader& run,
                   const std::string& baseline,
                   std::vector<Month> at,
                   const Progress& progress) {
    const auto name = chosen_baseline(run, baseline);
    const auto baselines = baselines_of(run, name);
    const auto first = run.scenario(baselines.front());
    const auto title = monde_of(baselines.front()).empty()
                           ? first.title
                           : first.title.substr(0, first.title.rfind(" — "));
    Comparison comparison{.title = run.title(),
                          .baseline = {name, title, first.legal_status},
                          .replications = run.replications(),
                          .drawn_parameters = run.drawn_parameter_count(),
                          .months = run.months(),
                          .at = chosen_months(run, std::move(at))};
    StepsDone steps(progress, run.scenarios().size());
    for (const auto& in_monde : baselines) {
        compare_with(run, in_monde, comparison, steps);
    }
    add_movable_bases(run, comparison);
    comparison.mondes = across_mondes(comparison.lines);
    return comparison;
}

}  // namespace mixite
