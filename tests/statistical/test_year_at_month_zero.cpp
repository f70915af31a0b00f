#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/elementary.hpp"
#include "hand_written_world.hpp"
#include "rules/household_life.hpp"
#include "scenario/year_at_month_zero.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

constexpr std::size_t people = 20000;
constexpr double spread_declared = 0.5;
constexpr double spread_of_the_year = 0.2;

TerritoryTables one_commune() {
    TerritoryTables tables;
    tables.zones.resize(1, ZoneRecord{});
    return tables;
}

/// People of 40 in a stable job who declare around 20 000 euros.
World workers() {
    auto world = hand::empty_world();
    for (std::uint64_t key = 1; key <= people; ++key) {
        const double z = hand::any_draws.normal({DrawPurpose::population_income, no_month, key});
        const auto declared =
            static_cast<std::int32_t>(2000000.0 * exponential(spread_declared * z));
        auto person = hand::single(key, 40, declared);
        person.tenure = Tenure::social_tenant;
        hand::settle(world, person);
    }
    return world;
}

Behaviour with_years_that_differ() {
    auto behaviour = hand::quiet_behaviour();
    behaviour.income.transitory_shock_sd = {spread_of_the_year, 0.0, 0.0, 0.0, 0.0, 0.0};
    return behaviour;
}

struct Moments {
    double mean_x = 0.0;
    double mean_y = 0.0;
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;

    [[nodiscard]] double variance_of_x() const { return xx - mean_x * mean_x; }
    [[nodiscard]] double variance_of_y() const { return yy - mean_y * mean_y; }
    [[nodiscard]] double slope() const { return (xy - mean_x * mean_y) / variance_of_x(); }
};

/// Of log declared incomes this year and the next.
Moments this_year_and_next(World world, const Behaviour& behaviour) {
    const auto before = world.households.declared_cents;
    begin_year(world, behaviour, {}, hand::any_draws);
    Moments sums;
    for (const auto row : rows<HouseholdRow>(people)) {
        const double x = natural_log(before[row][0]);
        const double y = natural_log(world.households.declared_cents[row][0]);
        sums.mean_x += x / people;
        sums.mean_y += y / people;
        sums.xx += x * x / people;
        sums.xy += x * y / people;
        sums.yy += y * y / people;
    }
    return sums;
}

}  // namespace

// Of the variance of what is declared, 0.25, the year holds 0.04: next year's income goes back
// towards the mean by 0.04 / 0.25 of the distance. The standard error of that slope is 0.004, of a
// variance 0.0025; bounds of 4.5 of them fail by chance once in 100 000, and find a year that is
// not set apart, a slope of 1 and a variance of 0.29, with a power above 0.999.
TEST_CASE("Incomes begin in the mix that the years keep") {
    const auto behaviour = with_years_that_differ();
    auto world = workers();
    const auto declared = world.households.declared_cents;
    set_apart_the_year(world.households, one_commune(), behaviour.income, hand::any_draws);

    const auto moments = this_year_and_next(world, behaviour);
    CHECK(moments.slope() == Approx(1.0 - 0.04 / 0.25).margin(0.018));
    CHECK(moments.variance_of_y() == Approx(moments.variance_of_x()).margin(0.0115));
    for (const auto row : rows<HouseholdRow>(people)) {
        CHECK(world.households.declared_cents[row] == declared[row]);
    }
}

TEST_CASE("A year that is not set apart is found") {
    const auto moments = this_year_and_next(workers(), with_years_that_differ());
    CHECK(moments.slope() > 1.0 - 0.04 / 0.25 + 0.018);
    CHECK(moments.variance_of_y() > moments.variance_of_x() + 0.0115);
}

TEST_CASE("The two years before are around the same earning power, apart from each other") {
    auto world = workers();
    const auto behaviour = with_years_that_differ();
    set_apart_the_year(world.households, one_commune(), behaviour.income, hand::any_draws);

    double last = 0.0;
    double before_last = 0.0;
    double both = 0.0;
    for (const auto row : rows<HouseholdRow>(people)) {
        const double lasting = natural_log(world.households.earning_power_cents[row][0]);
        const double x = natural_log(world.households.declared_last_year_cents[row]) - lasting;
        const double y = natural_log(world.households.declared_two_years_ago_cents[row]) - lasting;
        last += x * x / people;
        before_last += y * y / people;
        both += (x + 0.02) * (y + 0.02) / people;
    }
    // 0.04 and the square of half of it, by which means are one; standard error 0.0004.
    CHECK(last == Approx(0.0404).margin(0.0018));
    CHECK(before_last == Approx(0.0404).margin(0.0018));
    CHECK(std::abs(both) < 0.0013);
}
