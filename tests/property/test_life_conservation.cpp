#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/household_life.hpp"
#include "rules/private_moves.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

/// Everything happens often, so that a few years meet every case.
Behaviour eventful() {
    auto behaviour = hand::quiet_behaviour();
    auto& life = behaviour.life;
    life.death = hand::at_all_ages(0.06);
    life.care_home = hand::at_all_ages(0.03);
    life.birth_in_couple = hand::at_all_ages(0.3);
    life.birth_alone = hand::at_all_ages(0.1);
    life.union_of_one = hand::at_all_ages(0.2);
    life.separation = hand::at_all_ages(0.2);
    life.leaving_parents = hand::at_all_ages(0.2);
    life.leaver_leaves_agglomeration = 0.3;
    life.leaver_rents_privately = 0.7;
    life.separated_rents_privately = 0.7;
    life.departure = hand::at_all_ages(0.1);
    life.arrivals_a_year = 0.3;
    behaviour.income.stable_to_unemployed = 0.2;
    behaviour.income.unemployed_to_stable = 0.3;
    behaviour.income.retirement = hand::at_all_ages(0.02);
    behaviour.income.permanent_shock_sd = 0.1;
    behaviour.mobility.social_exit = hand::at_all_ages(0.2);
    behaviour.mobility.social_exit_to_ownership = 0.5;
    behaviour.mobility.private_tenant_move = hand::at_all_ages(0.3);
    behaviour.mobility.owner_move = hand::at_all_ages(0.1);
    behaviour.mobility.hosted_exit = 0.5;
    behaviour.mobility.tenant_buys = 0.5;
    behaviour.mobility.destination_rent = -2.0;
    return behaviour;
}

Household random_household(std::uint64_t key, const RandomBlock& bits) {
    const int age = 20 + static_cast<int>(bits[0] % 70);
    auto household =
        bits[1] % 2 == 0 ? hand::single(key, age, 1500000) : hand::couple(key, age, 1500000);
    if (household.bond == Bond::couple && bits[1] % 10 == 1) {
        household.bond = Bond::sharing;
    }
    int child_age = std::min(age - 18, 25);
    for (auto children = bits[2] % 7; children > 0 && child_age > 0; --children, child_age -= 3) {
        household = hand::with_child(household, child_age);
    }
    household.zone = ZoneRow{bits[3] % 3};
    return household;
}

/// A world with households of all tenures, some of them applicants and some from outside, in which
/// private dwellings are scarce.
World random_world(const Draws& draws) {
    auto world = hand::empty_world();
    world.private_stock = Column<ZoneRow, PrivateStock>(3, {.owner_dwellings = 60, .rentals = 70});
    for (std::uint64_t key = 1; key <= 400; ++key) {
        const auto bits = draws.block({DrawPurpose::population_cell, no_month, key});
        auto household = random_household(key, bits);
        HouseholdRow row;
        if (key % 4 == 0) {
            row = hand::settle_in(world, household, hand::flat(key, household.zone, 3));
        } else {
            household.tenure = key % 4 == 1   ? Tenure::owner
                               : key % 4 == 2 ? Tenure::private_tenant
                                              : Tenure::hosted;
            household.zone =
                household.tenure != Tenure::hosted || key % 8 == 3 ? household.zone : ZoneRow{};
            row = household.zone ? hand::settle(world, household)
                                 : append(world.households, household);
        }
        if (bits[3] % 5 < 2) {
            hand::apply_for_dwelling(world, row, hand::start - 6);
        }
    }
    for (auto& stock : world.private_stock) {
        stock.owner_dwellings = std::max(stock.owner_dwellings, stock.owners);
        stock.rentals = std::max(stock.rentals, stock.private_tenants);
    }
    world.arrival_templates = std::make_shared<const Households>(world.households);
    world.private_households_at_month_zero =
        std::make_shared<const Column<ZoneRow, int>>(std::vector<int>{130, 130, 130});
    return world;
}

int residents(const World& world) {
    int count = 0;
    for (const auto row : rows<HouseholdRow>(world.households.size())) {
        count += world.households.resident(row);
    }
    return count;
}

int open_requests(const World& world) {
    int count = 0;
    for (const auto household : world.applications.household) {
        count += static_cast<bool>(household);
    }
    return count;
}

int let_dwellings(const World& world) {
    int count = 0;
    for (const auto tenant : world.dwellings.household) {
        count += static_cast<bool>(tenant);
    }
    return count;
}

void check_members(const World& world) {
    const auto& h = world.households;
    for (const auto row : rows<HouseholdRow>(h.size())) {
        if (!h.present(row)) {
            continue;
        }
        REQUIRE(h.children[row] <= most_children);
        REQUIRE((h.adult_birth[row][1] == no_month) == (h.bond[row] == Bond::alone));
        for (std::size_t child = 0; child < most_children; ++child) {
            const auto birth = h.child_birth[row][child];
            REQUIRE((birth == no_month) == (child >= h.children[row]));
            REQUIRE((child == 0 || birth == no_month || h.child_birth[row][child - 1] <= birth));
        }
        for (const auto declared : h.declared_cents[row]) {
            REQUIRE(declared >= 0);
        }
    }
}

/// What is kept of who is quiet hides nothing.
void check_same(const std::vector<LifeChange>& kept, const std::vector<LifeChange>& afresh) {
    REQUIRE(kept.size() == afresh.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        REQUIRE(kept[i].row == afresh[i].row);
        REQUIRE(kept[i].event == afresh[i].event);
    }
}

}  // namespace

TEST_CASE("Households, requests, members and dwellings are conserved, whatever happens") {
    const auto behaviour = eventful();
    const auto policy = hand::policy();
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        const Draws draws{seed, 0};
        auto world = random_world(draws);
        for (int months = 0; months < 36; ++months, ++world.month) {
            if (month_of_year(world.month) == 1) {
                begin_year(world, behaviour, policy.indices, draws);
            }
            const int households_before = residents(world);
            const int requests_before = open_requests(world);
            const int let_before = let_dwellings(world);
            MonthFlows flows;
            auto afresh = world;
            update_quiet_life(world, behaviour);
            const auto changes = household_life(world, behaviour, draws);
            check_same(changes, hand::life_of(afresh, behaviour, draws));
            apply(world, changes, arrivals(world, behaviour, draws), behaviour, draws, flows);
            hand::work_out_resources(world, behaviour, policy);
            apply(world, private_moves(world, behaviour, policy, draws), behaviour, draws, flows);
            check_consistency(world);
            const auto& c = flows.counts;
            REQUIRE(residents(world) ==
                    households_before + c.formed + c.arrived - c.dissolved - c.left);
            REQUIRE(open_requests(world) ==
                    requests_before - c.closed_by_dissolution - c.withdrawn);
            REQUIRE(let_dwellings(world) == let_before - c.fell_vacant);
            check_members(world);
            for (const auto& stock : world.private_stock) {
                REQUIRE(stock.owners <= stock.owner_dwellings);
                REQUIRE(stock.private_tenants <= stock.rentals);
            }
        }
    }
}
