#include <numeric>

#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/decision_trail.hpp"
#include "rules/demand.hpp"
#include "rules/lease_signing.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

/// Three applicants, two flats, lists of one: everybody's points are the months waited, and who was
/// recognised as DALO has fifty more.
struct Round {
    World world = hand::empty_world(month(2024, 6));
    Behaviour behaviour = hand::quiet_behaviour();
    AllocationPolicy policy = hand::policy();
    MonthFlows flows;

    Round() {
        policy.commission.most_effort_rate = 1.0;
        policy.commission.least_rest_to_live_cents_a_day = -1000000;
        policy.commission.points_weight = 1.0;
        policy.commission.candidates = 1;
        policy.grid = {{.criterion = Criterion::dalo, .points = 50},
                       {.criterion = Criterion::seniority_month, .points = 1}};
        policy.holders = {{.name = "landlord", .share = 1.0}};
        world.thresholds.legal = world.thresholds.frozen = {900000, 1200000, 1500000};
        behaviour.answers.constant = 100.0;
    }

    ApplicationRow applicant(std::uint64_t key, int months_waited) {
        const auto h = hand::settle(world, hand::single(key, 40, 1600000));
        return hand::apply_for_dwelling(world, h, world.month - months_waited);
    }
    void vacant(std::uint64_t key, Month since) {
        auto flat = hand::flat(key, hand::town, 2);
        flat.vacant_since = since;
        flat.available = world.month;
        append(world.dwellings, flat);
    }

    DecisionTrail decide() {
        hand::work_out_resources(world, behaviour, policy);
        const auto all = candidates(world, behaviour, policy, hand::any_draws);
        const auto orders = designation_orders(policy.commission.engine, all);
        const auto vacancies = lettable_dwellings(world, policy, hand::any_draws);
        const AdvertResponses none(vacancies.size());
        const auto by_prefect = prefect_designations(world, policy, vacancies, all);
        const auto lists =
            shortlists(world, policy, vacancies, all, orders, none, hand::any_draws, by_prefect);
        const auto ranked =
            resolve_conflicts(world, behaviour, policy, lists, all, hand::any_draws);
        const auto answers =
            household_answers(world, behaviour, policy, ranked, all, hand::any_draws);
        FoundThisMonth found;
        auto trail = decision_trail(world,
                                    behaviour,
                                    policy,
                                    {1, all, orders, lists, ranked, answers},
                                    hand::any_draws,
                                    found);
        settle(world, behaviour, policy, answers, all, 1, hand::any_draws, flows);
        keep(trail, 0, flows);
        return trail;
    }
};

}  // namespace

TEST_CASE("The trail tells pool, list, points term by term, days vacant and answer") {
    Round round;
    round.applicant(1, 5);
    const auto dalo = round.applicant(2, 30);
    round.world.applications.priorities[dalo] = priority::dalo;
    round.applicant(3, 12);
    round.vacant(11, month(2024, 3));
    const auto trail = round.decide();

    REQUIRE(trail.decisions.size() == 1);
    const auto& decision = trail.decisions.front();
    CHECK(decision.dwelling == DwellingKey{11});
    CHECK(decision.eligible == 3);
    CHECK(decision.ranked == 1);
    CHECK(decision.asked == 1);
    CHECK(decision.let);
    CHECK(decision.turn == HolderRow{0U});
    CHECK_FALSE(decision.given_back);
    CHECK(decision.days_vacant == 92);  // March, April, May

    REQUIRE(trail.ranked.size() == 1);
    CHECK(trail.ranked.front().household == HouseholdKey{2});
    CHECK(trail.ranked.front().points == 80);
    CHECK(trail.ranked.front().place_in_order == 1);
    CHECK(trail.ranked.front().passed_over == 0);

    REQUIRE(trail.points.size() == 2);
    CHECK(trail.points[0].criterion == static_cast<std::uint8_t>(Criterion::dalo));
    CHECK(trail.points[0].points == 50);
    CHECK(trail.points[1].criterion == static_cast<std::uint8_t>(Criterion::seniority_month));
    CHECK(trail.points[1].points == 30);

    REQUIRE(round.flows.offers.size() == 1);
    CHECK(round.flows.offers.front().motive == AnswerMotive::none);
    CHECK(round.flows.decisions.size() == 1);
}

TEST_CASE("Who has more points and stood on no list was passed over") {
    Round round;
    round.applicant(1, 5);
    round.applicant(2, 30);
    round.applicant(3, 12);
    round.policy.commission.engine = PriorityEngine::independent_lotteries;
    round.vacant(11, month(2024, 5));
    const auto trail = round.decide();
    REQUIRE(trail.ranked.size() == 1);
    const auto& chosen = trail.ranked.front();
    const int with_more = (chosen.points < 30 ? 1 : 0) + (chosen.points < 12 ? 1 : 0);
    CHECK(chosen.passed_over == with_more);
    CHECK(chosen.place_in_order == 1);  // in the order of the lots
}

TEST_CASE("A quota's bonus is in the points, the order and who was passed over") {
    Round round;
    const auto poor = round.applicant(1, 5);
    round.world.households.activity[round.world.applications.household[poor]][0] =
        Activity::without_work;
    round.world.households.declared_cents[round.world.applications.household[poor]] = {0, 0};
    round.applicant(2, 30);
    round.policy.quotas = {{.name = "first",
                            .group = hand::group_of("first_quartile"),
                            .share = 1.0,
                            .mode = QuotaMode::bonus,
                            .bonus_points = 100}};
    begin_quota_month(round.world, round.policy);
    round.vacant(11, month(2024, 5));
    const auto trail = round.decide();
    REQUIRE(trail.ranked.size() == 1);
    const auto& chosen = trail.ranked.front();
    CHECK(chosen.household == HouseholdKey{1});
    CHECK(chosen.points == 105);
    CHECK(chosen.bonus == 100);
    CHECK(chosen.place_in_order == 1);
    CHECK(chosen.passed_over == 0);
    REQUIRE(round.flows.offers.size() == 1);
    CHECK(round.flows.offers.front().points == chosen.points);
}

TEST_CASE("The trail tells by which way candidates came, and who was struck out") {
    Round round;
    round.applicant(1, 5);
    round.applicant(2, 30);
    round.vacant(11, month(2024, 5));
    round.policy.mayor = {.names_share = 1.0, .veto_of_other_communes = 1.0};
    round.world.households.zone[HouseholdRow{1U}] = hand::village;
    const auto named = round.decide();
    CHECK(named.decisions.front().route == VacancyRoute::mayor);  // names who lives in the town
    CHECK(named.ranked.front().household == HouseholdKey{1});
    CHECK(named.decisions.front().vetoed == 0);
    compact_applications(round.world);
    round.flows = {};
    round.vacant(12, month(2024, 5));
    round.policy.mayor.names_share = 0.0;
    const auto vetoed = round.decide();
    CHECK(vetoed.decisions.front().route == VacancyRoute::holder);
    CHECK(vetoed.decisions.front().vetoed == 1);
    CHECK(vetoed.ranked.empty());
}

TEST_CASE("A vacancy that suits nobody leaves a decision, and no list") {
    Round round;
    round.applicant(1, 5);
    auto large = hand::flat(11, hand::town, 5);
    large.vacant_since = month(2024, 5);
    large.available = round.world.month;
    append(round.world.dwellings, large);
    const auto trail = round.decide();
    REQUIRE(trail.decisions.size() == 1);
    CHECK(trail.decisions.front().eligible == 0);
    CHECK(trail.decisions.front().given_back);
    CHECK_FALSE(trail.decisions.front().let);
    CHECK(trail.ranked.empty());
}

TEST_CASE("R.441-3, a to c: each candidate on a list has its decision, and nobody is turned away") {
    Round round;
    round.policy.commission.candidates = 3;
    round.vacant(11, month(2024, 5));
    const auto stated = [&](std::uint64_t key, int months_waited) {
        round.world.applications.stated_resources_cents[round.applicant(key, months_waited)] =
            1600000;
    };
    stated(1, 30);
    SECTION("alone, a") {
        const auto trail = round.decide();
        REQUIRE(trail.ranked.size() == 1);
        CHECK(trail.ranked[0].decision == CommissionDecision::attribution);
        CHECK(trail.turned_away.empty());
    }
    SECTION("with others, b, or c while resources have not been stated") {
        stated(2, 20);
        round.applicant(3, 10);
        const auto trail = round.decide();
        REQUIRE(trail.ranked.size() == 3);
        CHECK(trail.ranked[0].decision == CommissionDecision::ranked);
        CHECK(trail.ranked[1].decision == CommissionDecision::ranked);
        CHECK(trail.ranked[2].household == HouseholdKey{3});
        CHECK(trail.ranked[2].decision == CommissionDecision::conditional);
        CHECK(trail.turned_away.empty());
    }
}

TEST_CASE("R.441-3, d: the trail names who is not allocated the dwelling, and the motive") {
    Round round;
    round.policy.commission.candidates = 3;
    const auto first = round.applicant(1, 30);
    round.applicant(2, 20);
    round.vacant(11, month(2024, 3));
    const auto turned_away = [&] {
        const auto trail = round.decide();
        REQUIRE(trail.turned_away.size() == 1);
        const auto& one = trail.turned_away.front();
        CHECK(one.month == round.world.month);
        CHECK(one.round == 1);
        CHECK(one.dwelling == DwellingKey{11});
        CHECK(one.household == HouseholdKey{1});
        CHECK(one.decision == CommissionDecision::not_allocated);
        CHECK(round.flows.turned_away.size() == 1);
        for (const auto& kept : trail.ranked) {
            CHECK(kept.passed_over == 0);  // who is turned away stood on the list
        }
        return one;
    };
    SECTION("its resources, of a month and consumption unit, in the eyes of the commission") {
        const auto h = round.world.applications.household[first];
        round.world.households.activity[h][0] = Activity::without_work;  // on the RSA
        round.world.households.declared_cents[h] = {0, 0};
        round.behaviour.commission = {.solvency_first_cents_a_month = 80000.0,
                                      .solvency_first_odds = 0.0};
        const auto one = turned_away();
        CHECK(one.motive == DecisionMotive::resources);
        CHECK(one.resources_per_unit_cents < 12 * 80000);
        CHECK(one.quartile_legal == 1);
    }
    SECTION("the mayor's veto, under a bill") {
        round.policy.mayor.veto_of_other_communes = 1.0;
        round.world.households.zone[HouseholdRow{0U}] = hand::village;
        CHECK(turned_away().motive == DecisionMotive::mayor_veto);
    }
    SECTION("the landlord's refusal of whom the prefect designates, outside the law") {
        round.policy.dalo = {.offer_months = 3,
                             .landlord_refusals = 1.0,
                             .after_refusal = AfterLandlordRefusal::request_waits};
        round.world.applications.priorities[first] = priority::dalo;
        round.world.applications.dalo_since[first] = round.world.month - 4;
        const auto one = turned_away();
        CHECK(one.motive == DecisionMotive::landlord_refusal);
        CHECK(one.priorities == priority::dalo);
    }
}

TEST_CASE("R.441-3, e: the trail names whose request is rejected, and by what ceiling") {
    Round round;
    const auto& ceilings = round.policy.ceilings;
    const auto highest = static_cast<std::int32_t>(ceilings.pls_over_plus * ceilings.plus_cents[0]);
    const auto above = hand::settle(round.world, hand::single(1, 40, 4000000));
    hand::apply_for_dwelling(round.world, above, round.world.month - 30);
    round.applicant(2, 20);
    round.vacant(11, month(2024, 3));
    round.vacant(12, month(2024, 4));
    const auto trail = round.decide();
    REQUIRE(trail.turned_away.size() == 1);
    const auto& one = trail.turned_away.front();
    CHECK(one.household == HouseholdKey{1});
    CHECK(one.dwelling == DwellingKey{11});  // the first that it came up for
    CHECK(one.decision == CommissionDecision::inadmissible);
    CHECK(one.motive == DecisionMotive::ceilings);
    CHECK(one.reference_income_cents == 3600000);  // ten per cent are deducted
    CHECK(one.highest_ceiling_cents == highest);
    REQUIRE(trail.ranked.size() == 1);
    CHECK(trail.ranked.front().household == HouseholdKey{2});
}

TEST_CASE("Whom a bar keeps from a dwelling is not proposed for it: nothing is decided of it") {
    Round round;
    round.policy.commission.most_effort_rate = 0.0;
    round.applicant(1, 30);
    round.vacant(11, month(2024, 3));
    const auto trail = round.decide();
    CHECK(trail.decisions.front().eligible == 0);
    CHECK(trail.ranked.empty());
    CHECK(trail.turned_away.empty());
}

TEST_CASE("The motive of a refusal is the least part of the utility") {
    UtilityParts parts{.constant = 1.0, .cost = -2.0, .dwelling = -1.5, .place = -0.5};
    CHECK(motive_of(parts, Answer::refused_after_commission) == AnswerMotive::cost);
    parts.taste = -3.0;
    CHECK(motive_of(parts, Answer::no_answer) == AnswerMotive::taste);
}

TEST_CASE("An offer taken against its utility was taken as the last") {
    CHECK(motive_of({.constant = -1.0}, Answer::accepted) == AnswerMotive::last_offer);
    CHECK(motive_of({.constant = 1.0}, Answer::accepted) == AnswerMotive::none);
}

TEST_CASE("The parts of a utility add up to it") {
    Round round;
    round.applicant(1, 5);
    round.vacant(11, month(2024, 5));
    hand::work_out_resources(round.world, round.behaviour, round.policy);
    const auto all = candidates(round.world, round.behaviour, round.policy, hand::any_draws);
    const auto& tastes = round.behaviour.answers;
    const DwellingRow d{0U};
    CHECK(utility_parts(round.world, tastes, round.policy, all[0], d, hand::any_draws).total() ==
          utility(round.world, tastes, round.policy, all[0], d, hand::any_draws));
}
