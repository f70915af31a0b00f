#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"
#include "publication/paired_difference.hpp"

using namespace mixite;

namespace {}

TEST_CASE("Three pairs: mean, Student interval and percentiles by hand") {
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
    const auto future = d.one_future.value_or(Interval{});
    CHECK(future.low == Approx(1.1));
    CHECK(future.high == Approx(2.9));
    const auto baseline = d.baseline_futures.value_or(Interval{});
    CHECK(baseline.low == Approx(11.0));
    CHECK(baseline.high == Approx(29.0));
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
