#include "study/recorded_run.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

#include <fmt/format.h>
#include <sys/resource.h>

#include "foundation/keyed_random.hpp"
#include "foundation/parallel.hpp"
#include "study/build_facts.hpp"
#include "study/run_tables.hpp"

namespace mixite {
namespace {

std::string_view status_name(Status status) {
    switch (status) {
        case Status::official:
            return "official";
        case Status::contract:
            return "contract";
        case Status::literature:
            return "literature";
        case Status::derived:
            return "derived";
        case Status::calibrated:
            return "calibrated";
        case Status::assumption:
            break;
    }
    return "assumption";
}

std::vector<Axis> axes(const Territory& territory) {
    Axis zones{"zone", "zone of the territory", {}, {}};
    Axis qpvs{"qpv", "priority neighbourhood (QPV)", {}, {}};
    for (const auto& zone : territory.zones) {
        zones.codes.push_back(zone.code);
        zones.names.push_back(zone.name);
        if (zone.kind == ZoneKind::qpv) {
            qpvs.codes.push_back(zone.code);
            qpvs.names.push_back(zone.name);
        }
    }
    const std::vector<std::string> quarters{"q1", "q2", "q3", "q4"};
    std::vector<Axis> all{
        zones,
        {"scope",
         "inside or outside the QPV",
         {"in_qpv", "outside_qpv"},
         {"in QPV", "outside QPV"}},
        {"quartile",
         "quarter of the requests by SNE resources per unit, legal threshold",
         quarters,
         {"first", "second", "third", "fourth"}},
        {"quartile_frozen",
         "quarter of the requests by SNE resources per unit, threshold frozen at the fork",
         quarters,
         {"first", "second", "third", "fourth"}},
        {"priority", "priority publics of L.441-1", {"other", "priority"}, {"other", "priority"}},
        {"poverty_cause",
         "phase that changed a QPV's poverty",
         {"year", "life", "leases", "private_moves"},
         {"indices and rules", "life and incomes", "leases", "private moves"}}};
    if (!qpvs.codes.empty()) {
        all.push_back(qpvs);
    }
    return all;
}

std::vector<std::string> axes_of(Dimension dimension) {
    switch (dimension) {
        case Dimension::none:
            return {};
        case Dimension::zone:
            return {"zone"};
        case Dimension::qpv:
            return {"qpv"};
        case Dimension::scope:
            return {"scope"};
        case Dimension::quartile:
            return {"quartile"};
        case Dimension::quartile_frozen:
            return {"quartile_frozen"};
        case Dimension::priority:
            return {"priority"};
        case Dimension::poverty_cause:
            return {"qpv", "poverty_cause"};
    }
    return {};
}

std::vector<IndicatorDescription> indicators() {
    std::vector<IndicatorDescription> all;
    for (const auto& spec : indicator_specs()) {
        all.push_back({std::string(spec.name),
                       std::string(spec.unit),
                       std::string(spec.long_name),
                       std::string(spec.definition),
                       axes_of(spec.dimension)});
    }
    return all;
}

ParameterRow parameter_row(const ResolvedParameter& p, const Scenario& scenario) {
    const auto key = p.from.empty() ? p.key : fmt::format("{}@{}", p.key, p.from);
    return {key,
            p.value,
            p.unit,
            p.source,
            std::string(status_name(p.status)),
            scenario.origin,
            scenario.legal_status};
}

ScenarioDescription scenario_description(const CheckedInput& input,
                                         const Scenario& scenario,
                                         std::size_t history) {
    ScenarioDescription described{.name = scenario.name,
                                  .title = scenario.title_fr,
                                  .legal_status = scenario.legal_status,
                                  .source_toml = scenario.source_toml,
                                  .resolved_toml = scenario.resolved_toml,
                                  .history = history};
    for (const auto& parameter : scenario.parameters) {
        described.parameters.push_back(parameter_row(parameter, scenario));
    }
    for (const auto& parameter : input.behaviour_parameters) {
        described.parameters.push_back(parameter_row(parameter, scenario));
    }
    return described;
}

std::vector<InputRow> input_rows(const TerritoryTables& tables) {
    std::vector<InputRow> rows;
    for (const auto& file : tables.inputs) {
        rows.push_back({file.name,
                        file.sha256,
                        static_cast<std::int64_t>(file.rows),
                        file.producer,
                        file.licence,
                        file.vintage});
    }
    return rows;
}

void add_individual_tables(const PreparedRun& run, RunDescription& description) {
    if (run.month_zero.territory->statistical_secrecy) {
        return;
    }
    description.event_tables = {lease_table({}), chain_table({})};
    if (run.experiment.offers == OfferTrail::kept) {
        description.event_tables.push_back(offer_table({}));
    }
    description.territory_tables.push_back(household_table(run.month_zero));
    description.territory_tables.push_back(dwelling_table(run.month_zero));
}

ReplicationRecord record_of(const Trajectory& trajectory, const RunDescription& description) {
    ReplicationRecord record{.indicators = trajectory.indicators};
    if (description.event_tables.empty()) {
        return record;
    }
    record.events = {lease_table(trajectory.leases), chain_table(trajectory.chains)};
    if (description.event_tables.size() > record.events.size()) {
        record.events.push_back(offer_table(trajectory.offers));
    }
    return record;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void add_seconds(PhaseSeconds& sum, const Trajectory& trajectory) {
    for (std::size_t phase = 0; phase < sum.size(); ++phase) {
        sum[phase] += trajectory.seconds[phase];
    }
}

Facts execution_facts(const RunExecution& execution) {
    Facts facts{{"threads", static_cast<std::int64_t>(execution.threads)},
                {"wall_seconds", execution.wall_seconds},
                {"household_months", execution.household_months},
                {"peak_megabytes", execution.peak_megabytes}};
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
        facts.emplace_back(fmt::format("seconds_{}", phase_names[phase]),
                           execution.phase_seconds[phase]);
    }
    return facts;
}

}  // namespace

RunDescription describe_run(const PreparedRun& run) {
    const auto& territory = *run.month_zero.territory;
    const auto& strategies = run.experiment.strategies;
    const auto plan = distinct_histories(strategies);
    const auto fork = strategies.front().fork;
    RunDescription description{
        .title = territory.name,
        .replications = static_cast<int>(run.experiment.replications),
        .history_months = {territory.month_zero, fork - territory.month_zero},
        .months = {fork, strategies.front().until + 1 - fork},
        .histories = plan.histories.size(),
        .axes = axes(territory),
        .enumerations = enumerations(),
        .indicators = indicators(),
        .inputs = input_rows(run.input.tables),
        .territory_tables = {zone_table(territory), fit_table(run.fit)},
        .build = build_facts(),
        .model = {{"seed", static_cast<std::int64_t>(run.experiment.seed)},
                  {"rng_scheme", std::int64_t{rng_scheme_version}}},
    };
    add_individual_tables(run, description);
    for (std::size_t s = 0; s < strategies.size(); ++s) {
        description.scenarios.push_back(
            scenario_description(run.input, run.input.scenarios[s], plan.of_strategy[s]));
    }
    return description;
}

RunExecution record_run(const PreparedRun& run,
                        const std::filesystem::path& output,
                        Existing existing,
                        const std::atomic<bool>& stop,
                        const Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    const auto description = describe_run(run);
    RunRecorder recorder(output, description, existing);
    RunExecution execution{.threads = ThreadCount::in_use()};
    mixite::run(run.month_zero,
                run.input.behaviour,
                run.experiment,
                stop,
                [&](const ReplicationResult& result) {
                    const int replication = static_cast<int>(result.replication);
                    for (std::size_t h = 0; h < result.histories.size(); ++h) {
                        recorder.record_history(replication, h, result.histories[h].indicators);
                        add_seconds(execution.phase_seconds, result.histories[h]);
                    }
                    for (std::size_t s = 0; s < result.forks.size(); ++s) {
                        recorder.record(replication, s, record_of(result.forks[s], description));
                        add_seconds(execution.phase_seconds, result.forks[s]);
                    }
                    progress(result.replication + 1, run.experiment.replications);
                });
    execution.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    execution.household_months =
        static_cast<double>(size_of(run, execution.threads).household_months);
    execution.peak_megabytes = peak_megabytes();
    recorder.finish(execution_facts(execution));
    return execution;
}

std::string phase_report(const RunExecution& execution) {
    double total = 0.0;
    for (const auto seconds : execution.phase_seconds) {
        total += seconds;
    }
    auto text = fmt::format("{:<16}{:>10}{:>9}\n", "phase", "seconds", "share");
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
        const auto seconds = execution.phase_seconds[phase];
        text += fmt::format("{:<16}{:>10.3f}{:>8.1f}%\n",
                            phase_names[phase],
                            seconds,
                            100.0 * seconds / std::max(total, 1e-9));
    }
    text += fmt::format(
        "{:.1f} million household-months in {:.2f} s on {} thread(s): {:.1f} million a second; "
        "{:.0f} MB at the most\n",
        execution.household_months / 1e6,
        execution.wall_seconds,
        execution.threads,
        execution.household_months / 1e6 / std::max(execution.wall_seconds, 1e-9),
        execution.peak_megabytes);
    return text;
}

}  // namespace mixite
