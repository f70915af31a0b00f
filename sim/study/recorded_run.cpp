#include "study/recorded_run.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "foundation/counted.hpp"
#include "foundation/keyed_random.hpp"
#include "foundation/parallel.hpp"
#include "observation/process_memory.hpp"
#include "observation/result_schema.hpp"
#include "observation/run_recorder.hpp"
#include "observation/world_tables.hpp"
#include "scenario/policy_keys.hpp"
#include "study/build_facts.hpp"
#include "study/rule_use.hpp"

namespace mixite {
namespace {

/// The result's columns name them by position: they are the same ones in every month and strategy
/// of a run (prepared_run).
std::vector<std::string> holder_names(const Strategy& strategy) {
    std::vector<std::string> names;
    for (const auto& holder : strategy.timeline.periods().back().second.holders) {
        names.push_back(holder.name);
    }
    return names;
}

template <class T, class Record, class Value>
std::vector<T> column_of(const std::vector<Record>& records, const Value& value) {
    std::vector<T> column;
    column.reserve(records.size());
    for (const auto& record : records) {
        column.push_back(static_cast<T>(value(record)));
    }
    return column;
}

Table fit_table(const std::vector<FitLine>& fit) {
    const auto texts = [&](const auto& value) { return column_of<std::string>(fit, value); };
    const auto numbers = [&](const auto& value) { return column_of<float>(fit, value); };
    return {
        "population_fit",
        "control",
        {{"area", "", "area", texts([](const FitLine& l) { return l.area; })},
         {"variable", "", "variable", texts([](const FitLine& l) { return l.variable; })},
         {"category", "", "category", texts([](const FitLine& l) { return l.category; })},
         {"unit", "", "unit of the target", texts([](const FitLine& l) { return l.unit; })},
         {"target", "1", "target", numbers([](const FitLine& l) { return l.target; })},
         {"obtained", "1", "obtained", numbers([](const FitLine& l) { return l.obtained; })},
         {"tolerance", "1", "tolerance", numbers([](const FitLine& l) { return l.tolerance; })},
         {"hard", "1", "1 for a hard control", column_of<std::uint8_t>(fit, [](const FitLine& l) {
              return l.strength == Strength::hard ? 1 : 0;
          })}}};
}

Table milestone_table(const std::vector<Milestone>& milestones) {
    const auto texts = [&](const auto& value) { return column_of<std::string>(milestones, value); };
    return {"milestones",
            "milestone",
            {{"month", "", "YYYY-MM", texts([](const auto& m) { return to_string(m.month); })},
             {"every_months",
              "month",
              "it comes back after so many; 0: once",
              column_of<std::int32_t>(milestones, [](const auto& m) { return m.every_months; })},
             {"kind", "", "what it is", texts([](const auto& m) {
                  return std::string(milestone_kind_names[static_cast<std::size_t>(m.kind)]);
              })},
             {"label_fr", "", "in French", texts([](const auto& m) { return m.label_fr; })},
             {"label_en", "", "in English", texts([](const auto& m) { return m.label_en; })},
             {"month_status", "", "status of the month", texts([](const auto& m) {
                  return std::string(to_string(m.month_status));
              })},
             {"status", "", "status of the fact", texts([](const auto& m) {
                  return std::string(to_string(m.status));
              })},
             {"source", "", "source", texts([](const auto& m) { return m.source; })}}};
}

ParameterRow parameter_row(const ResolvedParameter& p, const Scenario& scenario) {
    const auto key = p.from.empty() ? p.key : fmt::format("{}@{}", p.key, p.from);
    return {key,
            p.value,
            p.unit,
            p.source,
            p.source_fr,
            std::string(to_string(p.status)),
            scenario.origin,
            scenario.legal_status,
            static_cast<float>(p.low.value_or(unmeasured)),
            static_cast<float>(p.high.value_or(unmeasured))};
}

/// A column a parameter that is known within a range only, a row a replication.
Table drawn_parameter_table(const BehaviourFile& file, const Experiment& experiment) {
    Table table{.name = drawn_parameters, .row = "replication"};
    for (const auto& parameter : file.uncertain) {
        table.columns.push_back(
            {parameter.key, parameter.unit, parameter.documentation, std::vector<float>{}});
    }
    for (std::uint32_t r = 0; r < experiment.replications; ++r) {
        const auto values = drawn_values(file.uncertain, Draws(experiment.seed, r));
        for (std::size_t i = 0; i < values.size(); ++i) {
            std::get<std::vector<float>>(table.columns[i].values).push_back(values[i]);
        }
    }
    return table;
}

ScenarioDescription scenario_description(const PreparedRun& run,
                                         std::size_t position,
                                         std::size_t history) {
    const auto& input = run.input;
    const auto& scenario = input.scenarios[position];
    const auto& behaviour = input.behaviours[input.mondes[position]];
    ScenarioDescription described{.name = scenario.name,
                                  .title = scenario.title_fr,
                                  .legal_status = scenario.legal_status,
                                  .source_toml = scenario.source_toml,
                                  .resolved_toml = scenario.resolved_toml,
                                  .history = history,
                                  .title_en = scenario.title_en,
                                  .description = scenario.description,
                                  .origin = scenario.origin,
                                  .passage = scenario.passage};
    const auto groups = grid_groups(scenario);
    described.grid_groups.assign(groups.begin(), groups.end());
    for (const auto& parameter : scenario.parameters) {
        described.parameters.push_back(parameter_row(parameter, scenario));
    }
    for (const auto& parameter : behaviour.parameters) {
        described.parameters.push_back(parameter_row(parameter, scenario));
    }
    if (run.experiment.drawn_start) {
        described.drawn_parameters = drawn_parameter_table(behaviour, run.experiment);
    }
    return described;
}

std::vector<InputRow> input_rows(const TerritoryTables& tables) {
    std::vector<InputRow> rows;
    rows.reserve(tables.inputs.size());
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

/// The tables that every run without statistical secrecy has.
std::vector<Table> event_tables(const Trajectory& trajectory, Month epoch) {
    return {lease_table(trajectory.leases, epoch),
            chain_table(trajectory.chains, epoch),
            quota_table(trajectory.quota_years, epoch),
            access_table(trajectory.access),
            cohort_table(trajectory.cohorts, epoch),
            destination_table(trajectory.destinations)};
}

/// The same whatever the scenarios: each says itself what its groups are.
std::vector<Enumeration> enumerations() {
    auto criteria = criterion_names();
    for (std::size_t group = 1; group <= most_grid_groups; ++group) {
        criteria.push_back(fmt::format("group_{}", group));
    }
    auto all = result_enumerations();
    all.push_back({"criterion", std::move(criteria)});
    return all;
}

/// Of several agglomerations and under statistical secrecy, only indicators.
bool keeps_individuals(const PreparedRun& run) {
    return !run.month_zero().territory->statistical_secrecy && run.experiment.agglomerations == 1;
}

void add_individual_tables(const PreparedRun& run, RunDescription& description) {
    if (!keeps_individuals(run)) {
        return;
    }
    const auto epoch = run.month_zero().territory->month_zero;
    description.event_tables = event_tables({}, epoch);
    if (run.experiment.offers == OfferTrail::kept) {
        for (auto& table : trail_tables({}, epoch)) {
            description.event_tables.push_back(std::move(table));
        }
    }
    description.territory_tables.push_back(household_table(run.month_zero().households));
    description.territory_tables.push_back(dwelling_table(run.month_zero().dwellings));
}

void keep(RunRecorder& recorder,
          const ReplicationResult& result,
          const RunDescription& description,
          Month epoch) {
    const int replication = static_cast<int>(result.replication);
    for (std::size_t h = 0; h < result.histories.size(); ++h) {
        recorder.record_history(replication, h, result.histories[h].indicators);
    }
    for (std::size_t s = 0; s < result.forks.size(); ++s) {
        recorder.record(replication, s, record_of(result.forks[s], description, epoch));
    }
}

void add_seconds(PhaseSeconds& sum, const std::vector<Trajectory>& trajectories) {
    for (const auto& trajectory : trajectories) {
        for (std::size_t phase = 0; phase < sum.size(); ++phase) {
            sum[phase] += trajectory.seconds[phase];
        }
    }
}

std::string title_of(const PreparedRun& run) {
    const auto& name = run.month_zero().territory->name;
    const auto agglomerations = run.experiment.agglomerations;
    return agglomerations == 1 ? name : fmt::format("{} × {}", name, agglomerations);
}

}  // namespace

ReplicationRecord record_of(const Trajectory& trajectory,
                            const RunDescription& description,
                            Month epoch) {
    ReplicationRecord record{.indicators = trajectory.indicators};
    if (description.event_tables.empty()) {
        return record;
    }
    record.events = event_tables(trajectory, epoch);
    if (description.event_tables.size() > record.events.size()) {
        for (auto& table : trail_tables(trajectory, epoch)) {
            record.events.push_back(std::move(table));
        }
    }
    return record;
}

void add_seconds(RunExecution& execution, const ReplicationResult& result) {
    add_seconds(execution.phase_seconds, result.histories);
    add_seconds(execution.phase_seconds, result.forks);
}

Facts execution_facts(const RunExecution& execution) {
    Facts facts{{"threads", static_cast<std::int64_t>(execution.threads)},
                {"replications_taken_over", std::int64_t{execution.taken_over}},
                {"wall_seconds", execution.wall_seconds},
                {"household_months", execution.household_months},
                {"peak_megabytes", execution.peak_megabytes}};
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
        facts.emplace_back(fmt::format("seconds_{}", phase_names[phase]),
                           execution.phase_seconds[phase]);
    }
    return facts;
}

std::vector<Table> trail_tables(const Trajectory& trajectory, Month epoch) {
    return {offer_table(trajectory.offers, epoch),
            decision_table(trajectory.decisions, epoch),
            ranked_table(trajectory.ranked, epoch),
            turned_away_table(trajectory.turned_away, epoch),
            points_table(trajectory.points, epoch)};
}

void require_kept_trail(const PreparedRun& run) {
    if (run.experiment.offers == OfferTrail::kept && !keeps_individuals(run)) {
        throw WrongRequest(fmt::format(
            "--events: {} (leave the option out)",
            run.month_zero().territory->statistical_secrecy
                ? "under statistical secrecy no decision trail is kept"
                : "of several agglomerations only indicators are kept, no decision trail"));
    }
}

RunDescription describe_run(const PreparedRun& run) {
    const auto& territory = *run.month_zero().territory;
    const auto& strategies = run.experiment.strategies;
    const auto plan = distinct_histories(strategies);
    const auto fork = strategies.front().fork;
    const auto axes = result_axes(territory, holder_names(strategies.front()));
    RunDescription description{
        .title = title_of(run),
        .replications = static_cast<int>(run.experiment.replications),
        .history_months = {territory.month_zero, fork - territory.month_zero},
        .months = {fork, strategies.front().until + 1 - fork},
        .histories = plan.histories.size(),
        .secrecy = territory.statistical_secrecy ? RunDescription::Secrecy::statistical
                                                 : RunDescription::Secrecy::none,
        .axes = axes,
        .enumerations = enumerations(),
        .indicators = result_indicators(axes),
        .inputs = input_rows(run.input.tables),
        .territory_tables = {zone_table(territory),
                             fit_table(run.fit),
                             milestone_table(run.input.tables.milestones)},
        .build = build_facts(),
        .model = {{"seed", static_cast<std::int64_t>(run.experiment.seed)},
                  {"rng_scheme", std::int64_t{rng_scheme_version}},
                  {"parameters", run.experiment.drawn_start ? "drawn" : "as given"}},
    };
    add_individual_tables(run, description);
    for (std::size_t s = 0; s < strategies.size(); ++s) {
        description.scenarios.push_back(scenario_description(run, s, plan.of_strategy[s]));
    }
    return description;
}

RunExecution record_run(const PreparedRun& run,
                        const std::filesystem::path& output,
                        Existing existing,
                        const Checkpoints& checkpoints,
                        const std::atomic<bool>& stop,
                        const Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    const auto description = describe_run(run);
    RunRecorder recorder(output, description, existing);
    RunExecution execution{.threads = ThreadCount::in_use()};
    RuleUse use(run.experiment.strategies, *run.month_zero().territory);
    if (checkpoints.are_used()) {
        const auto reached = recorder.begin_checkpoints(checkpoints.earlier);
        execution.taken_over = static_cast<std::uint32_t>(reached.replications);
        if (execution.taken_over > 0) {
            use.take_over(reached.notes);
        }
    }
    const auto of = run.experiment.replications;
    auto kept = execution.taken_over;
    const auto keep_replication = [&](const ReplicationResult& result) {
        keep(recorder, result, description, run.month_zero().territory->month_zero);
        add_seconds(execution, result);
        for (std::size_t s = 0; s < result.forks.size(); ++s) {
            use.add(s, result.forks[s]);
        }
        const auto done = result.replication + 1;
        if (checkpoints.every > 0 && done < of && done % checkpoints.every == 0) {
            recorder.leave_checkpoint({static_cast<int>(done), use.marks()});
            kept = done;
        }
        progress(done, of);
    };
    try {
        mixite::run(run.experiment, execution.taken_over, stop, keep_replication);
    } catch (const Interrupted&) {
        if (kept == 0) {
            throw;
        }
        throw Interrupted(
            fmt::format("interrupted; {} keeps {} of {} replications: the same "
                        "command with --resume goes on from there",
                        checkpoint_of(output).string(),
                        kept,
                        of));
    }
    execution.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    execution.household_months =
        static_cast<double>(size_of(run, execution.threads).household_months) *
        (of - execution.taken_over) / of;
    execution.peak_megabytes = peak_megabytes();
    if (run.experiment.agglomerations == 1) {  // of several, only indicators are kept
        execution.idle_rules = use.idle();
    }
    recorder.finish(execution_facts(execution));
    return execution;
}

std::string phase_report(const RunExecution& execution) {
    double total = 0.0;
    for (const auto seconds : execution.phase_seconds) {
        total += seconds;
    }
    auto text = fmt::format("{:<16}{:>10}{:>9}\n", "phase", "seconds", "share");
    if (execution.taken_over > 0) {
        text = fmt::format(
            "{} replications were taken over from the checkpoint\n{}", execution.taken_over, text);
    }
    for (std::size_t phase = 0; phase < phase_names.size(); ++phase) {
        const auto seconds = execution.phase_seconds[phase];
        text += fmt::format("{:<16}{:>10.3f}{:>8.1f}%\n",
                            phase_names[phase],
                            seconds,
                            100.0 * seconds / std::max(total, 1e-9));
    }
    text += fmt::format(
        "{:.1f} million household-months in {:.2f} s on {}: {:.1f} million a second; "
        "{:.0f} MB at the most\n",
        execution.household_months / 1e6,
        execution.wall_seconds,
        counted(static_cast<std::int64_t>(execution.threads), "thread", "threads"),
        execution.household_months / 1e6 / std::max(execution.wall_seconds, 1e-9),
        execution.peak_megabytes);
    return text;
}

}  // namespace mixite
