#include <cstdint>

#include <benchmark/benchmark.h>

#include "foundation/keyed_random.hpp"

using namespace mixite;

namespace {

const Draws draws{1, 0};

DrawAddress of_household(std::uint64_t key) {
    return {DrawPurpose::life_hazard, month(2024, 1), key};
}

// One block serves all the monthly hazards of a household: this is the price of a household-month's
// luck.
void block_of_a_household(benchmark::State& state) {
    std::uint64_t key = 1;
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(draws.block(of_household(key++)));
    }
    state.SetItemsProcessed(state.iterations());
}

// A second entity costs a second block.
void uniform_of_a_pair(benchmark::State& state) {
    std::uint64_t key = 1;
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(
            draws.uniform({DrawPurpose::dwelling_appeal, month(2024, 1), key++, 7}));
    }
    state.SetItemsProcessed(state.iterations());
}

void gumbel_of_an_option(benchmark::State& state) {
    std::uint64_t key = 1;
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(draws.gumbel(of_household(key++)));
    }
    state.SetItemsProcessed(state.iterations());
}

void normal_of_a_household(benchmark::State& state) {
    std::uint64_t key = 1;
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(draws.normal(of_household(key++)));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(block_of_a_household);
BENCHMARK(uniform_of_a_pair);
BENCHMARK(gumbel_of_an_option);
BENCHMARK(normal_of_a_household);

}  // namespace
