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

// One more value in the range of one future, nine times of ten: a standard error of 0.0047, and a
// gap of 0.0185 has a probability of 1e-4. The normal law's quantile times the standard deviation
// of four values holds 0.76: a gap of 0.14.
constexpr double largest_gap_of_futures = 0.0185;

/// Share of experiments in which one more value falls into the range that `values` of them give,
/// its half-width times `factor`.
double coverage_of_one_future(std::uint32_t values, double factor) {
    int holding = 0;
    for (std::uint64_t e = 1; e <= experiments; ++e) {
        const auto value = [&](std::uint32_t r) {
            return interval_draws.normal(
                {.purpose = DrawPurpose::taste, .entity = e, .other = 1, .index = r});
        };
        std::vector<double> known;
        known.reserve(values);
        for (std::uint32_t r = 0; r < values; ++r) {
            known.push_back(value(r));
        }
        const auto spread = spread_of(known);
        const auto range = spread.one_future.value_or(Interval{});
        const double half = 0.5 * (range.high - range.low);
        holding += std::abs(value(values) - spread.mean) <= factor * half ? 1 : 0;
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

TEST_CASE(
    "One more future falls into the range of one future nine times of ten, of few as of many") {
    for (const std::uint32_t values : {4U, 10U, 30U}) {
        CAPTURE(values);
        CHECK(std::abs(coverage_of_one_future(values, 1.0) - 0.9) < largest_gap_of_futures);
    }
}

TEST_CASE("The coverage test finds the range of the normal law too narrow for four futures") {
    const double factor = 1.644854 / (2.353363 * std::sqrt(1.25));
    CHECK(std::abs(coverage_of_one_future(4, factor) - 0.9) > largest_gap_of_futures);
}
