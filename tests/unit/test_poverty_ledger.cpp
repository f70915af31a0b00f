#include <catch2/catch.hpp>

#include "engine/poverty.hpp"
#include "engine/poverty_ledger.hpp"
#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::Commission;

namespace {

/// The one QPV of the three zones.
std::array<int, 2> entry(const PovertyLedger& ledger, PovertyCause cause) {
    return ledger.entries().at(static_cast<std::size_t>(cause));
}

constexpr std::array<int, 2> nothing{0, 0};

/// Without an income: poor.
Household poor(std::uint64_t key) {
    auto household = hand::single(key, 40, 0);
    household.activity[0] = Activity::without_work;
    return household;
}

struct Estate : Commission {
    HouseholdRow in_qpv(const Household& household, std::uint64_t dwelling) {
        return hand::settle_in(world, household, hand::flat(dwelling, hand::estate, 2));
    }
    PovertyLedger opened() {
        hand::work_out_resources(world, behaviour, policy);
        return PovertyLedger(count_poverty(world));
    }
    /// The month's first accepted offers, and what they change.
    PovertyLedger let() {
        auto ledger = opened();
        const auto all = verified();
        const auto answers =
            household_answers(world, behaviour, policy, ranked(all), all, hand::any_draws);
        const auto changed = changed_by_leases(world, answers, all);
        mixite::settle(world, behaviour, policy, answers, all, 1, hand::any_draws, flows);
        hand::work_out_resources(world, behaviour, policy);
        ledger.book(changed, world);
        CHECK(ledger.now() == count_poverty(world));
        return ledger;
    }
};

}  // namespace

TEST_CASE("A household that finds work, one that is born to, one that leaves: three causes") {
    Estate c;
    const auto worker = c.in_qpv(poor(1), 11);
    const auto parent = c.in_qpv(hand::single(2, 30, 2500000), 12);
    const auto leaver = c.in_qpv(poor(3), 13);
    hand::settle(c.world, hand::single(4, 30, 0));  // in the town: of no QPV
    auto ledger = c.opened();
    REQUIRE(ledger.now() == std::vector<PovertyCount>{{3, 2}});

    const std::vector<LifeChange> life{{.row = worker, .event = LifeEvent::income},
                                       {.row = parent, .event = LifeEvent::birth},
                                       {.row = leaver, .event = LifeEvent::departure},
                                       {.row = HouseholdRow{3U}, .event = LifeEvent::death}};
    const auto changed = changed_by_life(c.world, life);
    CHECK(changed.size() == 3);
    auto& households = c.world.households;
    households.activity[worker][0] = Activity::stable_job;
    households.declared_cents[worker][0] = 2500000;
    households.declared_cents[parent][0] = 0;
    households.activity[parent][0] = Activity::without_work;
    households.tenure[leaver] = Tenure::gone;
    hand::work_out_resources(c.world, c.behaviour, c.policy);
    ledger.book(changed, c.world);
    CHECK(entry(ledger, PovertyCause::incomes) == std::array{0, -1});
    CHECK(entry(ledger, PovertyCause::demography) == std::array{0, 1});
    CHECK(entry(ledger, PovertyCause::migration) == std::array{-1, -1});
    CHECK(ledger.now() == count_poverty(c.world));

    c.in_qpv(poor(5), 14);
    hand::work_out_resources(c.world, c.behaviour, c.policy);
    SECTION("one that arrives") {
        ledger.book(arrived_last(c.world, 1), c.world);
        CHECK(entry(ledger, PovertyCause::migration) == std::array{0, 0});
    }
    SECTION("one that comes in another way is of the rest") {
        ledger.book_rest(PovertyCause::private_moves, count_poverty(c.world));
        CHECK(entry(ledger, PovertyCause::private_moves) == std::array{1, 1});
    }
    CHECK(ledger.now() == count_poverty(c.world));
}

TEST_CASE("A lease brings a household to a QPV, takes one out of it, or moves it within") {
    Estate c;
    SECTION("in") {
        c.poor_applicant(1, 10);
        c.vacant(11, hand::estate);
        const auto ledger = c.let();
        CHECK(entry(ledger, PovertyCause::lettings) == std::array{1, 1});
        CHECK(entry(ledger, PovertyCause::transfers_out) == nothing);
    }
    SECTION("out") {
        const auto tenant = c.in_qpv(poor(1), 11);
        hand::apply_for_dwelling(c.world, tenant, c.world.month - 10);
        c.vacant(12, hand::town);
        const auto ledger = c.let();
        CHECK(entry(ledger, PovertyCause::lettings) == nothing);
        CHECK(entry(ledger, PovertyCause::transfers_out) == std::array{-1, -1});
    }
    SECTION("within") {
        const auto tenant = c.in_qpv(poor(1), 11);
        hand::apply_for_dwelling(c.world, tenant, c.world.month - 10);
        c.vacant(12, hand::estate);
        const auto ledger = c.let();
        CHECK(c.flows.leases.size() == 1);
        CHECK(entry(ledger, PovertyCause::lettings) == nothing);
        CHECK(entry(ledger, PovertyCause::transfers_out) == nothing);
    }
    SECTION("of a new dwelling, it is on the account of the stock") {
        const auto tenant = c.in_qpv(poor(1), 11);
        hand::apply_for_dwelling(c.world, tenant, c.world.month - 10);
        const auto d = c.vacant(12, hand::town);
        c.world.dwellings.vacancy_cause[d] = VacancyCause::delivery;
        CHECK(entry(c.let(), PovertyCause::stock) == std::array{-1, -1});
    }
    SECTION("of who is rehoused, too") {
        const auto tenant = c.in_qpv(poor(1), 11);
        const auto a = hand::apply_for_dwelling(c.world, tenant, c.world.month - 10);
        c.world.applications.priorities[a] = priority::rehousing;
        c.vacant(12, hand::town);
        CHECK(entry(c.let(), PovertyCause::stock) == std::array{-1, -1});
    }
}
