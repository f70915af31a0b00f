#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "hand_written_world.hpp"
#include "rules/resources.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

/// A single mother who rents, with a child about to turn 14.
struct Mother {
    World world = hand::empty_world();
    Behaviour behaviour = hand::quiet_behaviour();
    AllocationPolicy policy = hand::policy();
    HouseholdRow row;

    Mother() {
        auto mother = hand::single(1, 40, 1800000);
        mother.children = 1;
        mother.child_birth[0] = world.month - (14 * 12 - 1);
        row = hand::settle(world, mother);
        update_resources(world, behaviour, policy);
    }
};

}  // namespace

TEST_CASE("A birthday that counts changes the resources, and others do not") {
    Mother m;
    CHECK(m.world.resources.unit_tenths[m.row] == 13);
    ++m.world.month;
    CHECK(!m.world.resources.up_to_date(1, m.world.month));
    update_resources(m.world, m.behaviour, m.policy);
    CHECK(m.world.resources.up_to_date(1, m.world.month));
    CHECK(m.world.resources.unit_tenths[m.row] == 15);
    CHECK(m.world.resources.until[m.row] - m.world.month == 6 * 12);  // 20: family benefits
    check_resources(m.world, m.behaviour, m.policy);
}

TEST_CASE("What expires is worked out again, and what was forgotten is found out") {
    Mother m;
    m.world.households.declared_cents[m.row][0] = 600000;
    update_resources(m.world, m.behaviour, m.policy);
    CHECK_THROWS_AS(check_resources(m.world, m.behaviour, m.policy), InvariantViolation);
    m.world.resources.expire(m.row);
    update_resources(m.world, m.behaviour, m.policy);
    check_resources(m.world, m.behaviour, m.policy);
    CHECK(declared_per_unit_cents(m.world, m.row) == 600000 * 10 / 13);
}

TEST_CASE("New households are worked out, gone ones left alone") {
    Mother m;
    const auto young = hand::settle(m.world, hand::single(2, 22, 900000));
    m.world.households.tenure[m.row] = Tenure::gone;
    m.world.resources.expire(m.row);
    update_resources(m.world, m.behaviour, m.policy);
    CHECK(declared_per_unit_cents(m.world, young) == 900000);
    check_resources(m.world, m.behaviour, m.policy);
}

TEST_CASE("Other scales let the means expire that follow from them, and no others") {
    Mother m;
    m.world.households.tenure[m.row] = Tenure::private_tenant;
    m.world.resources.expire(m.row);
    auto owner = hand::single(2, 50, 2400000);
    owner.tenure = Tenure::owner;
    hand::settle(m.world, owner);
    update_resources(m.world, m.behaviour, m.policy);
    const auto expired_after = [&](const auto& change) {
        auto world = m.world;
        auto later = m.policy;
        change(later);
        expire_where_scales_differ(world, m.policy, later);
        const bool all = world.resources.known == 0 || world.resources.amounts_expired;
        const auto expired = all ? world.households.size() : world.resources.expired.size();
        update_resources(world, m.behaviour, later);
        check_resources(world, m.behaviour, later);
        return expired;
    };
    CHECK(expired_after([](auto&) {}) == 0);
    CHECK(expired_after([](auto& p) { p.housing_allowance.cap_one_dependant_cents += 5000; }) == 1);
    CHECK(expired_after([](auto& p) { p.housing_allowance.dependant_age -= 5; }) == 2);
    CHECK(expired_after([](auto& p) { p.benefits.aspa_single_cents += 5000; }) == 2);
    CHECK(expired_after([](auto& p) { p.benefits.aspa_least_age += 5; }) == 2);
}

TEST_CASE("What is known of a household goes with it where gone ones are taken out") {
    Mother m;
    const auto goes = hand::settle(m.world, hand::single(2, 22, 900000));
    const auto third = hand::settle(m.world, hand::single(3, 67, 0));
    update_resources(m.world, m.behaviour, m.policy);
    m.world.households.tenure[goes] = Tenure::gone;
    hand::settle(m.world, hand::single(4, 45, 3000000));  // not yet worked out
    m.world.households.declared_cents[third][0] = 500000;
    m.world.resources.expire(third);
    compact_households(m.world);
    update_resources(m.world, m.behaviour, m.policy);
    CHECK(m.world.resources.up_to_date(3, m.world.month));
    CHECK(declared_per_unit_cents(m.world, HouseholdRow{1U}) == 500000);
    check_resources(m.world, m.behaviour, m.policy);
}

TEST_CASE("Who is gone before anything of it was worked out is counted nowhere") {
    Mother m;
    const auto goes = hand::settle(m.world, hand::single(2, 22, 900000));
    m.world.households.tenure[goes] = Tenure::gone;
    update_resources(m.world, m.behaviour, m.policy);
    check_resources(m.world, m.behaviour, m.policy);
    CHECK(m.world.census.zone[goes] == m.world.territory->zones.size());
}

TEST_CASE("Who moves is counted where it went, and a move that was kept quiet is found out") {
    Mother m;
    const auto zone_before = m.world.households.zone[m.row];
    m.world.households.zone[m.row] = hand::village;
    update_resources(m.world, m.behaviour, m.policy);
    CHECK_THROWS_AS(check_census(m.world), InvariantViolation);
    outdate(m.world, m.row);
    update_resources(m.world, m.behaviour, m.policy);
    check_census(m.world);
    const auto persons_in = [&](ZoneRow zone) {
        std::int64_t persons = 0;
        for (const auto& heads : m.world.census.zones[zone.value].by_declared) {
            persons += heads.persons();
        }
        return persons;
    };
    CHECK(persons_in(zone_before) == 0);
    CHECK(persons_in(hand::village) == 2);
}
