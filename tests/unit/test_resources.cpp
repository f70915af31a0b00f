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
    CHECK(m.world.resources.declared_per_unit_cents[m.row] == 600000 * 10 / 13);
}

TEST_CASE("New households are worked out, gone ones left alone") {
    Mother m;
    const auto young = hand::settle(m.world, hand::single(2, 22, 900000));
    m.world.households.tenure[m.row] = Tenure::gone;
    m.world.resources.expire(m.row);
    update_resources(m.world, m.behaviour, m.policy);
    CHECK(m.world.resources.declared_per_unit_cents[young] == 900000);
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
        const auto expired =
            world.resources.known == 0 ? world.households.size() : world.resources.expired.size();
        update_resources(world, m.behaviour, later);
        check_resources(world, m.behaviour, later);
        return expired;
    };
    CHECK(expired_after([](auto&) {}) == 0);
    CHECK(expired_after([](auto& p) { p.housing_allowance.cap_one_dependant_cents += 5000; }) == 1);
    CHECK(expired_after([](auto& p) { p.housing_allowance.dependant_age -= 5; }) == 2);
    CHECK(expired_after([](auto& p) { p.benefits.aspa_single_cents += 5000; }) == 2);
}
