#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "hand_written_commission.hpp"
#include "rules/resources.hpp"
#include "rules/scoring.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

/// Three requests whose candidates are kept since last month.
struct Kept : hand::Commission {
    ApplicationRow first = applicant(1, 30);
    ApplicationRow second = applicant(2, 20);
    ApplicationRow third = applicant(3, 10);

    Kept() {
        update();
        ++world.month;
    }

    void update() {
        update_resources(world, behaviour, policy);
        update_candidates(world, behaviour, policy, hand::any_draws);
    }
    void check() const { check_candidates(world, behaviour, policy, hand::any_draws); }
    [[nodiscard]] HouseholdRow household(ApplicationRow a) const {
        return world.applications.household[a];
    }
    Candidate& of(ApplicationRow a) { return world.candidates.all[a.value]; }
};

/// Whether the candidate of the first request is worked out again, and the second's is not, after
/// the change.
template <class Change>
bool renews_first_alone(const Change& change) {
    Kept kept;
    kept.of(kept.first).allowance_base_cents = kept.of(kept.second).allowance_base_cents = -1;
    change(kept);
    kept.update();
    const bool first = kept.of(kept.first).allowance_base_cents != -1;
    const bool second = kept.of(kept.second).allowance_base_cents != -1;
    return first && !second;
}

}  // namespace

TEST_CASE("A candidate of whom nothing changes is kept, a month older") {
    Kept kept;
    CHECK(kept.of(kept.third).points_in_qpv == 10);
    kept.of(kept.third).allowance_base_cents = -1;
    kept.update();
    CHECK(kept.of(kept.third).points_in_qpv == 11);
    CHECK(kept.of(kept.third).allowance_base_cents == -1);
    CHECK_THROWS_AS(kept.check(), InvariantViolation);
}

TEST_CASE("Candidates are kept with their request when others leave the register or come to it") {
    Kept kept;
    close_application(kept.world, kept.household(kept.second));
    compact_applications(kept.world);
    kept.applicant(4, 0);
    kept.update();
    REQUIRE(kept.world.candidates.all.size() == 3);
    CHECK(kept.world.candidates.all[1].key == HouseholdKey{3});
    CHECK(kept.world.candidates.all[1].application == ApplicationRow{1U});
    CHECK(kept.world.candidates.all[2].key == HouseholdKey{4});
    kept.check();
}

TEST_CASE("A new request of the same household is not the one that was kept") {
    Kept kept;
    const auto h = kept.household(kept.third);
    close_application(kept.world, h);
    compact_applications(kept.world);
    hand::apply_for_dwelling(kept.world, h, kept.world.month);
    kept.update();
    CHECK(kept.of(kept.third).points_in_qpv == 0);
    kept.check();
}

TEST_CASE("A candidate is worked out again when its household, request, quartile or age changes") {
    CHECK_FALSE(renews_first_alone([](Kept&) {}));
    CHECK(renews_first_alone([](Kept& kept) {
        const auto h = kept.household(kept.first);
        kept.world.households.declared_cents[h][0] = 1700000;
        outdate(kept.world, h);
    }));
    CHECK(renews_first_alone(
        [](Kept& kept) { kept.world.applications.priorities[kept.first] |= priority::dalo; }));
    CHECK(renews_first_alone([](Kept& kept) {
        auto& bounds = kept.world.thresholds.legal;
        bounds.fill(kept.of(kept.second).resources_per_unit_cents);
        kept.of(kept.first).resources_per_unit_cents = bounds[0] + 1;
        kept.of(kept.first).quartile_legal = kept.of(kept.second).quartile_legal = 1;
    }));
    CHECK(renews_first_alone([](Kept& kept) {
        kept.of(kept.first).until = kept.world.month;
        kept.of(kept.second).until = kept.world.month + 1;
    }));
}

TEST_CASE("A candidate is kept until the next birthday that the rules look at") {
    hand::Commission c;
    auto mother = hand::single(1, 40, 1600000);
    mother.adult_birth[0] = c.world.month - (40 * 12 + 5);  // 41 in seven months
    mother.children = 1;
    mother.child_birth[0] = c.world.month - (6 * 12 - 3);  // at school in three
    const auto h = hand::settle(c.world, mother);
    hand::apply_for_dwelling(c.world, h, c.world.month);
    CHECK(c.verified().front().until == c.world.month + 3);
    c.world.households.child_birth[h][0] = c.world.month - 16 * 12;  // no longer a school child
    CHECK(c.verified().front().until == c.world.month + 7);
    c.world.households.child_birth[h][0] = c.world.month - (21 * 12 - 1);  // APL
    CHECK(c.verified().front().until == c.world.month + 1);
}

TEST_CASE("Other rules let all candidates expire") {
    Kept kept;
    const auto before = kept.policy;
    kept.policy.grid.front().points = 2;
    expire_where_scales_differ(kept.world, before, kept.policy);
    kept.update();
    CHECK(kept.of(kept.third).points_in_qpv == 22);
    kept.check();
}
