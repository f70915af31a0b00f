#include <atomic>

#include <benchmark/benchmark.h>

#include "reference.hpp"

namespace {

using namespace mixite;

/// One replication, history and fork, without its file: household-months a second and the seconds
/// of each phase.
void replication(benchmark::State& state) {
    const auto& r = reference();
    const auto experiment = r.experiment();
    const std::atomic<bool> stop{false};
    PhaseSeconds seconds{};
    for ([[maybe_unused]] const auto iteration : state) {
        const auto result = run_replication(experiment, 0, stop);
        for (std::size_t phase = 0; phase < seconds.size(); ++phase) {
            seconds[phase] += result.histories[0].seconds[phase] + result.forks[0].seconds[phase];
        }
    }
    state.SetItemsProcessed(state.iterations() * r.months() *
                            static_cast<std::int64_t>(r.world.households.size()));
    state.counters["bytes_a_household"] =
        static_cast<double>(bytes_of(r.world)) / static_cast<double>(r.world.households.size());
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
