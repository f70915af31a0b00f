#include <algorithm>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "rules/points_grid.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::Commission;

TEST_CASE("Transfers are ranked by their own grid where the policy gives one (CCH L.441-2-8)") {
    Commission c;
    const auto tenant =
        hand::settle_in(c.world, hand::single(1, 40, 1600000), hand::flat(10, hand::estate, 2));
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 20);
    c.applicant(2, 20);
    c.policy.own_transfer_grid = {
        {.criterion = Criterion::seniority_month, .points = 2, .most = 30}};
    const auto of = [&](std::size_t i) { return c.verified()[i].points_outside; };
    CHECK(of(0) == 20);
    c.policy.transfer_grid = TransferGrid::own;
    CHECK(of(0) == 30);  // 40 under a cap of 30
    CHECK(of(1) == 20);  // no transfer
}

TEST_CASE("Any priority public of L.441-1 counts once; a rehousing is the landlord's") {
    Commission c;
    const auto a = c.applicant(1, 0);
    c.policy.grid = {{.criterion = Criterion::priority_public, .points = 40}};
    const auto total = [&](std::uint16_t priorities) {
        c.world.applications.priorities[a] = priorities;
        return c.verified()[0].points_in_qpv;
    };
    CHECK(total(0) == 0);
    CHECK(total(priority::dalo | priority::violence) == 40);
    CHECK(total(priority::rehousing) == 0);
}

TEST_CASE("A declared group counts once, whatever makes a household one of it, and to its bounds") {
    Commission c;
    const auto a = c.applicant(1, 0);
    const int age = c.verified()[0].traits.eldest_age;
    const HouseholdGroup pdalhpd{.name = "pdalhpd",
                                 .any_of = priority::eviction | priority::unfit_dwelling,
                                 .none_of = priority::violence,
                                 .age_from = age};
    c.policy.grid = {{.criterion = criterion_of_group(0), .points = 40, .group = pdalhpd},
                     {.criterion = Criterion::dalo, .points = 50}};
    const auto total = [&](std::uint16_t priorities) {
        c.world.applications.priorities[a] = priorities;
        const auto all = c.verified();
        CHECK(all[0].points_in_qpv == all[0].points_outside);
        return all[0].points_in_qpv;
    };
    CHECK(total(0) == 0);
    CHECK(total(priority::disability) == 0);
    CHECK(total(priority::eviction) == 40);
    CHECK(total(priority::eviction | priority::unfit_dwelling | priority::dalo) == 90);
    CHECK(total(priority::eviction | priority::violence) == 0);
    c.policy.grid.front().group.age_from = age + 1;
    CHECK(total(priority::eviction) == 0);
}

TEST_CASE("Groups of the grids are told apart by their names' order, in a scenario and in a run") {
    AllocationPolicy policy;
    const auto line = [](const char* name) {
        return CriterionPoints{.criterion = criterion_of_group(0),
                               .points = 5,
                               .group = {.name = name, .any_of = priority::eviction}};
    };
    policy.grid = {line("late"), {.criterion = Criterion::dalo, .points = 50}};
    policy.own_transfer_grid = {line("early")};
    CHECK(grid_groups(policy) == std::set<std::string>{"early", "late"});
    number_grid_groups(policy, {"early", "in_between", "late"});
    CHECK(policy.grid[0].criterion == criterion_of_group(2));
    CHECK(policy.grid[1].criterion == Criterion::dalo);
    CHECK(policy.own_transfer_grid[0].criterion == criterion_of_group(0));

    Commission c;
    const auto a = c.applicant(1, 0);
    c.world.applications.priorities[a] = priority::eviction;
    c.policy.grid = policy.grid;
    const auto candidate = c.verified().front();
    CHECK(points_terms(c.world, candidate, c.policy, Scope::in_qpv) ==
          std::vector<PointsTerm>{{criterion_of_group(2), 5}});
    CHECK(candidate.criteria == 1U << (own_criteria + 2));
}

TEST_CASE("Essential work is a share of those in work, the same person's every month") {
    Commission c;
    for (std::uint64_t key = 1; key <= 400; ++key) {
        c.applicant(key, 0);
    }
    c.poor_applicant(500, 0);
    const auto essential = [&](double share) {
        c.policy.commission.essential_work_share = share;
        std::vector<HouseholdKey> found;
        for (const auto& one : c.verified()) {
            if (one.essential_work) {
                found.push_back(one.key);
            }
        }
        return found;
    };
    CHECK(essential(0.0).empty());
    CHECK(essential(1.0).size() == 400);  // the one without work is never
    const auto quarter = essential(0.25);
    CHECK(quarter.size() > 60);  // 100 ± 8.7 expected, more than four deviations
    CHECK(quarter.size() < 140);
    ++c.world.month;
    CHECK(essential(0.25) == quarter);
    const auto half = essential(0.5);
    CHECK(std::includes(half.begin(), half.end(), quarter.begin(), quarter.end()));
}
