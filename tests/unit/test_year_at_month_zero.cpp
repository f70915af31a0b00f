#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "scenario/year_at_month_zero.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

TerritoryTables town_and_estate() {
    TerritoryTables tables;
    tables.zones.resize(3, ZoneRecord{});
    tables.zones[hand::estate].kind = ZoneKind::qpv;
    return tables;
}

Household tenant_of(ZoneRow zone, std::uint64_t key, std::int32_t declared_cents) {
    auto person = hand::single(key, 40, declared_cents);
    person.zone = zone;
    person.tenure = Tenure::social_tenant;
    return person;
}

IncomeRates rates() {
    IncomeRates rates;
    rates.declared_share = {1.0, 0.6, 0.5, 0.0, 0.1, 0.72};
    return rates;
}

}  // namespace

TEST_CASE(
    "Where years do not differ, earning power is what is declared over the activity's share") {
    auto world = hand::empty_world();
    auto unemployed = tenant_of(hand::town, 1, 900000);
    unemployed.activity[0] = Activity::unemployed;
    const auto row = hand::settle(world, unemployed);
    set_apart_the_year(world.households, town_and_estate(), rates(), hand::any_draws);

    CHECK(world.households.earning_power_cents[row][0] == 1800000);
    CHECK(world.households.declared_last_year_cents[row] == 900000);
    CHECK(world.households.declared_two_years_ago_cents[row] == 900000);
}

TEST_CASE("Earning power that no income shows stays, and what is declared without one") {
    auto behaviour = rates();
    behaviour.transitory_shock_sd = {0.2, 0.45, 0.45, 0.0, 0.0, 0.06};
    auto world = hand::empty_world();
    auto student = tenant_of(hand::town, 1, 200000);
    student.activity[0] = Activity::student;
    student.earning_power_cents[0] = 1460000;
    auto far_from_work = tenant_of(hand::town, 2, 50000);
    far_from_work.activity[0] = Activity::without_work;
    far_from_work.earning_power_cents[0] = 600000;
    const auto first = hand::settle(world, student);
    const auto second = hand::settle(world, far_from_work);
    set_apart_the_year(world.households, town_and_estate(), behaviour, hand::any_draws);

    CHECK(world.households.earning_power_cents[first][0] == 1460000);
    CHECK(world.households.earning_power_cents[second][0] == 600000);
    CHECK(world.households.declared_last_year_cents[second] == 50000);
}

// The spread of the year is as wide as that of two peers, 10 000 and 20 000 euros, or wider: all
// that sets them apart is then the year, and both earn as much in any other, the mean of their logs
// and half the variance of the year that makes the mean of its factor one.
TEST_CASE("Peers are those of an activity and a tenure, apart in each QPV and outside") {
    auto behaviour = rates();
    behaviour.transitory_shock_sd = {0.5, 0.0, 0.0, 0.0, 0.0, 0.0};
    auto world = hand::empty_world();
    const auto poorer = hand::settle(world, tenant_of(hand::town, 1, 1000000));
    const auto better_off = hand::settle(world, tenant_of(hand::town, 2, 2000000));
    const auto of_the_estate = hand::settle(world, tenant_of(hand::estate, 3, 500000));
    set_apart_the_year(world.households, town_and_estate(), behaviour, hand::any_draws);

    // exp((ln 1 000 000 + ln 2 000 000) / 2 + 0.125)
    CHECK(world.households.earning_power_cents[poorer][0] == Approx(1602514).margin(2));
    CHECK(world.households.earning_power_cents[better_off][0] == Approx(1602514).margin(2));
    CHECK(world.households.declared_cents[poorer][0] == 1000000);
    // Alone among its peers: the chance of the year alone, whatever others declare.
    CHECK(world.households.earning_power_cents[of_the_estate][0] < 1500000);
}
