#include "study/traced_run.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"
#include "observation/scenario_names.hpp"
#include "observation/world_tables.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/territory_tables.hpp"
#include "scenario/uncertain_parameters.hpp"
#include "scenario/world_builder.hpp"
#include "study/recorded_run.hpp"

namespace mixite {
namespace {

Scenario stored_scenario(const RunReader& run, const std::string& name) {
    return parse_scenario(run.scenario(name).resolved_toml,
                          run.path().parent_path() / (name + ".toml"));
}

/// Puts in place of the values those that were drawn for the replication.
void take_drawn(Behaviour& behaviour, const RunReader& run, const ReplicationToTrace& wanted) {
    if (!run.has_events(wanted.scenario, drawn_parameters)) {
        return;
    }
    const auto row = static_cast<std::size_t>(wanted.replication);
    for (const auto& column : run.events(wanted.scenario, drawn_parameters).columns) {
        const auto* values = std::get_if<std::vector<float>>(&column.values);
        if (values == nullptr || row >= values->size() || !std::isfinite((*values)[row]) ||
            !is_one_number(column.name)) {
            throw OutputError(fmt::format(
                "{}: cannot read the result: {}/{}: it holds no value of the behaviour for "
                "replication {}; the file is damaged",
                run.path().string(),
                drawn_parameters,
                column.name,
                wanted.replication));
        }
        store_number(behaviour, column.name, (*values)[row]);
    }
}

/// The behaviour as the replication had it, from the values that the file lists with each
/// scenario: a monde's own are in no file of the territory.
Behaviour stored_behaviour(const RunReader& run, const ReplicationToTrace& wanted) {
    constexpr std::string_view prefix = "behaviour.";
    std::string values;
    std::string sources = "[sources]\n";
    for (const auto& parameter : run.scenario(wanted.scenario).parameters) {
        if (parameter.key.starts_with(prefix)) {
            const auto key = parameter.key.substr(prefix.size());
            values += fmt::format("{} = {}\n", key, parameter.value);
            sources +=
                fmt::format("\"{}\" = {{ text = \"the run\", status = \"derived\" }}\n", key);
        }
    }
    auto behaviour = parse_behaviour(values + sources, run.path()).behaviour;
    take_drawn(behaviour, run, wanted);
    return behaviour;
}

/// The first scenario of the run in the monde of this one: its rules hold at month zero for all of
/// that monde.
std::string first_of_its_monde(const RunReader& run, const std::string& scenario) {
    const auto& names = run.scenarios();
    return *std::find_if(names.begin(), names.end(), [&](const auto& name) {
        return monde_of(name) == monde_of(scenario);
    });
}

void require_same_inputs(const RunReader& run,
                         const TerritoryTables& tables,
                         const std::filesystem::path& folder) {
    std::vector<std::string> differing;
    const auto read = run.inputs();
    for (const auto& stored : read) {
        const auto same =
            std::any_of(tables.inputs.begin(), tables.inputs.end(), [&](const auto& file) {
                return file.name == stored.name && file.sha256 == stored.sha256;
            });
        if (!same) {
            differing.push_back(stored.name);
        }
    }
    if (!differing.empty()) {
        throw DataError({{.file = folder.string(),
                          .problem = fmt::format(
                              "{} of the {} files that the run read are others here, or none: {}",
                              differing.size(),
                              read.size(),
                              fmt::join(differing, ", ")),
                          .reason = "a trace runs the replication again on what the run read",
                          .suggestion = "give --territory the folder that the run was made with"}});
    }
}

std::uint64_t seed_of(const RunReader& run) {
    for (const auto& [name, value] : run.provenance("model")) {
        if (name == "seed" && std::holds_alternative<std::int64_t>(value)) {
            return static_cast<std::uint64_t>(std::get<std::int64_t>(value));
        }
    }
    throw OutputError(fmt::format("{}: cannot trace: it holds no seed", run.path().string()));
}

bool same_number(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

/// Every indicator, month by month, to the bit.
void require_same_numbers(const RunReader& run,
                          const ReplicationToTrace& wanted,
                          const Trajectory& again) {
    const auto replication = static_cast<std::size_t>(wanted.replication);
    const auto months = static_cast<std::size_t>(again.months);
    const auto stride = again.indicators.size() / std::max<std::size_t>(months, 1);
    std::size_t offset = 0;
    for (const auto& indicator : run.indicators()) {
        const auto stored = run.values(wanted.scenario, indicator.name);
        for (std::size_t m = 0; m < months; ++m) {
            for (std::size_t at = 0; at < stored.extent; ++at) {
                const auto position = m * stride + offset + at;
                if (stored.months != months || position >= again.indicators.size() ||
                    !same_number(stored.at(replication, m, at), again.indicators[position])) {
                    throw OutputError(fmt::format(
                        "{}: cannot trace: run again, '{}' differs in {} (another version of the "
                        "program wrote the file; run it again with this one, or use --events)",
                        run.path().string(),
                        indicator.name,
                        to_string(again.first + static_cast<int>(m))));
                }
            }
        }
        offset += stored.extent;
    }
}

/// The strategy as the run had it, with the rules of its monde's first scenario for month zero.
Experiment prepare_again(const RunReader& run, const ReplicationToTrace& wanted) {
    const auto tables = read_territory(wanted.territory);
    require_same_inputs(run, tables, wanted.territory);
    auto behaviour = stored_behaviour(run, wanted);
    auto territory = std::make_shared<const Territory>(make_territory(tables));
    const auto seed = seed_of(run);
    const auto first = stored_scenario(run, first_of_its_monde(run, wanted.scenario));
    auto built =
        build_world(tables, territory, behaviour, first.timeline.at(territory->month_zero), seed);
    const auto scenario = stored_scenario(run, wanted.scenario);
    const auto months = run.months();
    return {.strategies = {{.name = scenario.name,
                            .timeline = scenario.timeline,
                            .fork = months.first,
                            .until = months.at(months.count - 1),
                            .history_digest = scenario.history_digest}},
            .starts = {{std::move(built.world), behaviour}},
            .replications = static_cast<std::uint32_t>(run.replications()),
            .seed = seed,
            .offers = OfferTrail::kept};
}

}  // namespace

std::vector<Table> traced_replication(const RunReader& run,
                                      const ReplicationToTrace& wanted,
                                      const std::atomic<bool>& stop) {
    const auto again = prepare_again(run, wanted);
    const auto result =
        run_replication(again, static_cast<std::uint32_t>(wanted.replication), stop);
    const auto& trajectory = result.forks.front();
    require_same_numbers(run, wanted, trajectory);
    const auto epoch = again.starts.front().month_zero.territory->month_zero;
    auto tables = trail_tables(trajectory, epoch);
    tables.push_back(lease_table(trajectory.leases, epoch));
    return tables;
}

}  // namespace mixite
