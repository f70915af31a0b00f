#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"
#include "publication/paired_difference.hpp"

using namespace mixite;

namespace {

/// Of as many replications as there are differences, the baseline's being 0, 1, 2 …
PairedDifference counting_up(const std::vector<double>& differences) {
    std::vector<double> baseline;
    std::vector<double> scenario;
    baseline.reserve(differences.size());
    scenario.reserve(differences.size());
    for (const auto difference : differences) {
        baseline.push_back(static_cast<double>(baseline.size()));
        scenario.push_back(baseline.back() + difference);
    }
    return paired_difference(baseline, scenario);
}

/// So many times the one, then the other.
std::vector<double> in_turn(double one, double other, std::size_t times) {
    std::vector<double> values;
    values.reserve(2 * times);
    for (std::size_t i = 0; i < times; ++i) {
        values.push_back(one);
        values.push_back(other);
    }
    return values;
}

}  // namespace

TEST_CASE("Three pairs: mean, Student interval and prediction interval by hand") {
    const auto d = paired_difference({10.0, 20.0, 30.0}, {11.0, 22.0, 33.0});
    CHECK(d.replications == 3);
    CHECK(d.baseline == Approx(20.0));
    CHECK(d.scenario == Approx(22.0));
    CHECK(d.mean == Approx(2.0));
    // Differences 1, 2, 3: standard deviation 1; the 97.5th percentile of Student's t with 2
    // degrees of freedom is 4.302653.
    const auto mean = d.mean_interval.value_or(Interval{});
    CHECK(mean.low == Approx(2.0 - 4.302653 / std::sqrt(3.0)).epsilon(1e-6));
    CHECK(mean.high == Approx(2.0 + 4.302653 / std::sqrt(3.0)).epsilon(1e-6));
    CHECK(d.reading == Reading::not_distinguishable);
    // The 95th percentile with 2 degrees of freedom is 2.919986; one more value, known from three.
    const double half = 2.919986 * std::sqrt(1.0 + 1.0 / 3.0);
    const auto future = d.one_future.value_or(Interval{});
    CHECK(future.low == Approx(2.0 - half).epsilon(1e-6));
    CHECK(future.high == Approx(2.0 + half).epsilon(1e-6));
    const auto baseline = d.baseline_futures.value_or(Interval{});
    CHECK(baseline.low == Approx(20.0 - 10.0 * half).epsilon(1e-6));
    CHECK(baseline.high == Approx(20.0 + 10.0 * half).epsilon(1e-6));
}

TEST_CASE("One real history shows a difference that is told from zero and leaves the baseline's") {
    // 0 to 9: mean 4.5, and 5.82 to each side for one more.
    CHECK(detectability_of(counting_up(in_turn(9.0, 11.0, 5))) == Detectability::detectable);
    CHECK(detectability_of(counting_up(in_turn(-9.0, -11.0, 5))) == Detectability::detectable);
    CHECK(detectability_of(counting_up(in_turn(1.0, 3.0, 5))) == Detectability::within_chance);
    // The mean is 7 higher, beyond the baseline's futures, and its interval holds zero.
    const auto uncertain = counting_up(in_turn(40.0, -26.0, 5));
    REQUIRE(uncertain.baseline_futures);
    REQUIRE(uncertain.scenario > uncertain.baseline_futures.value_or(Interval{}).high);
    CHECK(detectability_of(uncertain) == Detectability::no_difference);
}

TEST_CASE("Few replications give no verdict on what one real history could show") {
    CHECK(detectability_of(counting_up(in_turn(99.0, 101.0, 4))) ==
          Detectability::too_few_replications);
    CHECK(detectability_of(counting_up({0.0, 0.0, 0.0})) == Detectability::no_difference);
    CHECK(detectability_of(counting_up({5.0})) == Detectability::not_measured);
    CHECK(detectability_of(paired_difference({unmeasured}, {1.0})) == Detectability::not_measured);
    CHECK(code_of(Detectability::too_few_replications) == "too_few_replications");
}

TEST_CASE("Pairing removes what replications share") {
    const auto d = paired_difference({10.0, 500.0, -30.0, 7.0}, {11.0, 501.1, -29.1, 8.0});
    CHECK(d.reading == Reading::higher);
    CHECK(paired_difference({11.0, 501.1, -29.1}, {10.0, 500.0, -30.0}).reading == Reading::lower);
}

TEST_CASE("Only complete pairs count") {
    const auto d = paired_difference({1.0, unmeasured, 3.0, 4.0}, {2.0, 5.0, unmeasured, 6.0});
    CHECK(d.replications == 2);
    CHECK(d.baseline == Approx(2.5));
    CHECK(d.scenario == Approx(4.0));
    CHECK(d.mean == Approx(1.5));
}

TEST_CASE("No pair, one pair, equal pairs") {
    const auto none = paired_difference({unmeasured, 1.0}, {2.0, unmeasured});
    CHECK(none.reading == Reading::not_measured);
    CHECK(std::isnan(none.mean));
    CHECK_FALSE(none.mean_interval);

    const auto one = paired_difference({1.0}, {2.0});
    CHECK(one.reading == Reading::no_interval);
    CHECK(one.mean == 1.0);
    CHECK_FALSE(one.mean_interval);
    CHECK_FALSE(one.one_future);

    CHECK(paired_difference({1.0, 2.0}, {1.0, 2.0}).reading == Reading::identical);
}

TEST_CASE("Unequal lengths are our fault") {
    CHECK_THROWS_AS(paired_difference({1.0}, {1.0, 2.0}), InvariantViolation);
}
