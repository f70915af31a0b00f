#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/keyed_random.hpp"
#include "publication/paired_difference.hpp"

using namespace mixite;

// 4 000 experiments: the share of intervals that hold the truth has a standard error of 0.0034, so
// that a gap of 0.0134 has a probability of 1e-4. Taking the normal for Student's quantile would
// cover 0.9184 with ten replications: a gap of 0.0316, found with a power above 0.999.
namespace {

constexpr std::uint64_t experiments = 4000;
constexpr std::uint32_t simulated = 10;
constexpr double truth = 0.3;
constexpr double largest_gap = 0.0134;
const Draws interval_draws{20240102, 1};

/// Share of experiments whose interval, its half-width times `factor`, holds the truth.
double coverage(double factor) {
    int holding = 0;
    for (std::uint64_t e = 1; e <= experiments; ++e) {
        std::vector<double> baseline;
        std::vector<double> scenario;
        for (std::uint32_t r = 0; r < simulated; ++r) {
            const auto shared =
                50.0 *
                interval_draws.normal({.purpose = DrawPurpose::taste, .entity = e, .index = 2 * r});
            const auto own = interval_draws.normal(
                {.purpose = DrawPurpose::taste, .entity = e, .index = 2 * r + 1});
            baseline.push_back(shared);
            scenario.push_back(shared + truth + own);
        }
        const auto paired = paired_difference(baseline, scenario);
        const auto interval = paired.mean_interval.value_or(Interval{});
        const double half = 0.5 * (interval.high - interval.low);
        holding += std::abs(paired.mean - truth) <= factor * half ? 1 : 0;
    }
    return holding / static_cast<double>(experiments);
}

}  // namespace

TEST_CASE("Ninety-five of a hundred intervals hold the true difference") {
    CHECK(std::abs(coverage(1.0) - 0.95) < largest_gap);
}

TEST_CASE("The coverage test finds intervals of the normal law too short") {
    CHECK(std::abs(coverage(1.959964 / 2.262157) - 0.95) > largest_gap);
}
