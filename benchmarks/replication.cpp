#include <atomic>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "engine/simulation.hpp"
#include "foundation/parallel.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/world_builder.hpp"

namespace {

using namespace mixite;

/// The reference scenario on the shipped territory, ready to run.
struct Reference {
    std::filesystem::path sources = MIXITE_SOURCE_DIR;
    Scenario scenario = read_scenario(sources / "scenarios/reference.toml");
    TerritoryTables tables = read_territory(scenario.territory);
    Behaviour behaviour =
        read_behaviour(std::filesystem::path(scenario.territory) / "behaviour.toml").behaviour;
    std::shared_ptr<const Territory> territory =
        std::make_shared<const Territory>(make_territory(tables));
    World world =
        build_world(tables, territory, behaviour, scenario.timeline.at(territory->month_zero), 1)
            .world;
};

const Reference& reference() {
    static const Reference the_reference;
    return the_reference;
}

/// One replication, history and fork, without its file: household-months a second and the share of
/// each phase.
void replication(benchmark::State& state) {
    const auto& r = reference();
    const Experiment experiment{.strategies = {{r.scenario.name,
                                                r.scenario.timeline,
                                                r.scenario.fork,
                                                r.scenario.until,
                                                r.scenario.history_digest}}};
    const std::atomic<bool> stop{false};
    PhaseSeconds seconds{};
    for ([[maybe_unused]] const auto iteration : state) {
        const auto result = run_replication(r.world, r.behaviour, experiment, 0, stop);
        for (std::size_t phase = 0; phase < seconds.size(); ++phase) {
            seconds[phase] += result.histories[0].seconds[phase] + result.forks[0].seconds[phase];
        }
    }
    const auto months = r.scenario.until + 1 - r.territory->month_zero;
    state.SetItemsProcessed(state.iterations() * months *
                            static_cast<std::int64_t>(r.world.households.size()));
    for (std::size_t phase = 0; phase < seconds.size(); ++phase) {
        state.counters[std::string(phase_names[phase])] =
            benchmark::Counter(seconds[phase], benchmark::Counter::kAvgIterations);
    }
}
BENCHMARK(replication)->Unit(benchmark::kMillisecond);

void population(benchmark::State& state) {
    const auto& r = reference();
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(build_world(r.tables,
                                             r.territory,
                                             r.behaviour,
                                             r.scenario.timeline.at(r.territory->month_zero),
                                             1));
    }
}
BENCHMARK(population)->Unit(benchmark::kMillisecond);

}  // namespace
