#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::Commission;

namespace {

/// Every resource is stated, unless a test takes it away.
struct Decided : Commission {
    ApplicationRow stated(std::uint64_t key, int months_waited, std::int32_t declared = 1600000) {
        const auto a = applicant(key, months_waited, declared);
        world.applications.stated_resources_cents[a] = declared;
        return a;
    }

    [[nodiscard]] int decided(CommissionDecision kind, std::size_t place = hand::outside) const {
        return flows.counts.decisions.at(static_cast<std::size_t>(kind)).at(place);
    }
};

}  // namespace

TEST_CASE("R.441-3: who is kept alone is allocated the dwelling, who is kept with others ranked") {
    Decided c;
    c.stated(1, 30);
    SECTION("alone, a") {
        c.vacant(11, hand::estate);
        c.round();
        CHECK(c.decided(CommissionDecision::attribution, hand::in_qpv) == 1);
        CHECK(c.decided(CommissionDecision::attribution, hand::outside) == 0);
        CHECK(c.decided(CommissionDecision::ranked, hand::in_qpv) == 0);
    }
    SECTION("two, b: each of them, asked or not") {
        c.stated(2, 20);
        c.vacant(11, hand::town);
        CHECK(c.round().size() == 1);
        CHECK(c.decided(CommissionDecision::attribution) == 0);
        CHECK(c.decided(CommissionDecision::ranked) == 2);
    }
    SECTION("under a condition, c, while resources have not been stated") {
        c.applicant(2, 20);
        c.vacant(11, hand::town);
        c.round();
        CHECK(c.decided(CommissionDecision::ranked) == 1);
        CHECK(c.decided(CommissionDecision::conditional) == 1);
    }
}

TEST_CASE("R.441-3, d: not allocated, for solvency or by a veto") {
    Decided c;
    c.stated(1, 30);
    c.vacant(11, hand::town);
    SECTION("the look at solvency") {
        c.behaviour.commission = {.solvency_first_cents_a_month = 1e9, .solvency_first_odds = 0.0};
    }
    SECTION("the mayor") {
        c.policy.mayor.veto_of_other_communes = 1.0;
        c.world.households.zone[HouseholdRow{0U}] = hand::village;
    }
    c.round();
    CHECK(c.decided(CommissionDecision::not_allocated) == 1);
    CHECK(c.decided(CommissionDecision::attribution) == 0);
}

TEST_CASE(
    "R.441-3, d: whose effort rate is too high is not proposed, or not allocated the dwelling") {
    Decided c;
    c.stated(1, 30);
    const auto d = c.vacant(11, hand::town);
    const auto all = c.verified();
    const double rate = offer_cost(all.front(), c.world, d, c.policy).effort_rate;
    REQUIRE(rate > 0.0);
    const auto turned_away_for = [&] {
        const auto kept = c.ranked(all);
        return motive_not_to_allocate(
            c.world, c.policy, kept.front(), all.front(), hand::any_draws);
    };
    SECTION("before the commission, which decides nothing of it") {
        c.policy.commission.most_effort_rate = rate - 0.001;
        CHECK(c.lists(all).front().designated.empty());
        c.round();
        CHECK(c.decided(CommissionDecision::not_allocated) == 0);
        CHECK(c.flows.leases.empty());
    }
    SECTION("by the commission, once while the dwelling stays empty") {
        c.policy.commission.effort_rate_looked_at = EffortRateLooked::at_commission;
        c.policy.commission.most_effort_rate = rate - 0.001;
        REQUIRE(c.lists(all).front().designated.size() == 1);
        CHECK(turned_away_for() == DecisionMotive::effort_rate);
        c.round();
        CHECK(c.decided(CommissionDecision::not_allocated) == 1);
        CHECK(c.flows.offers.empty());
        CHECK(c.world.applications.size() == 1);
        c.stated(2, 10, 2000000);
        c.round();
        CHECK(c.decided(CommissionDecision::not_allocated) == 1);
        CHECK(c.tenant_of(d) == HouseholdKey{2});
        CHECK(c.world.refusals.empty());
    }
    SECTION("at the limit it is allocated") {
        c.policy.commission.effort_rate_looked_at = EffortRateLooked::at_commission;
        c.policy.commission.most_effort_rate = rate;
        c.round();
        CHECK(c.decided(CommissionDecision::attribution) == 1);
        CHECK(c.tenant_of(d) == HouseholdKey{1});
    }
    SECTION("another motive is told as such") {
        c.policy.commission.effort_rate_looked_at = EffortRateLooked::at_commission;
        c.policy.commission.most_effort_rate = rate;
        CHECK(turned_away_for() == DecisionMotive::resources);
    }
}

TEST_CASE("The prefect designates nobody whose effort rate is too high, wherever it is looked at") {
    Decided c;
    c.policy.dalo.offer_months = 6;
    c.policy.dalo.contingent = "landlord";
    const auto a = c.stated(1, 30);
    c.world.applications.priorities[a] = priority::dalo;
    c.world.applications.dalo_since[a] = c.world.month - 1;
    const auto d = c.vacant(11, hand::town);
    const auto all = c.verified();
    c.policy.commission.effort_rate_looked_at = EffortRateLooked::at_commission;
    const auto designated = [&] {
        const auto vacancies = lettable_dwellings(c.world, c.policy, hand::any_draws);
        return prefect_designations(c.world, c.policy, vacancies, all).size();
    };
    const double rate = offer_cost(all.front(), c.world, d, c.policy).effort_rate;
    begin_quota_month(c.world, c.policy);
    c.policy.commission.most_effort_rate = rate;
    CHECK(designated() == 1);
    c.policy.commission.most_effort_rate = rate - 0.001;
    CHECK(designated() == 0);
}

TEST_CASE("R.441-3, e, and R.441-2-8: above every ceiling, a request is rejected and struck off") {
    const auto ceiling = [] {
        const auto& ceilings = hand::policy().ceilings;
        return static_cast<std::int32_t>(ceilings.pls_over_plus * ceilings.plus_cents[0]);
    }();
    const auto declared_for = [&](std::int32_t reference_income) {
        return static_cast<std::int32_t>(reference_income / 0.9);  // ten per cent are deducted
    };
    Decided c;
    c.vacant(11, hand::town);
    SECTION("at the ceiling of the PLS it stays") {
        c.stated(1, 30, declared_for(ceiling));
        c.round();
        CHECK(c.decided(CommissionDecision::inadmissible) == 0);
        CHECK(c.world.applications.size() == 1);
    }
    SECTION("above it goes, once") {
        c.stated(1, 30, declared_for(ceiling + 1000));
        c.stated(2, 20);
        c.vacant(12, hand::town);
        c.round();
        CHECK(c.decided(CommissionDecision::inadmissible) == 1);
        CHECK(c.flows.counts.rejected == 1);
        CHECK(c.world.applications.size() == 0);  // the other is housed
        CHECK_FALSE(c.world.households.application[HouseholdRow{0U}]);
        check_consistency(c.world);
    }
    SECTION("one from outside the agglomeration goes altogether") {
        const auto a = c.stated(1, 30, declared_for(ceiling + 1000));
        c.world.households.zone[c.world.applications.household[a]] = ZoneRow{};
        c.round();
        CHECK(c.world.households.tenure[HouseholdRow{0U}] == Tenure::gone);
    }
    SECTION("not behind those who fill the list") {
        c.policy.commission.candidates = 1;
        c.stated(1, 30);
        c.stated(2, 20, declared_for(ceiling + 1000));
        c.round();
        CHECK(c.decided(CommissionDecision::inadmissible) == 0);
    }
    SECTION("not who is to be rehoused") {
        const auto a = c.stated(1, 30, declared_for(ceiling + 1000));
        c.world.applications.priorities[a] = priority::rehousing;
        c.round();
        CHECK(c.flows.counts.rejected == 0);
    }
    SECTION("not while an order of the prefect opens some place to it: R.441-1-1") {
        c.stated(1, 30, declared_for(ceiling + 1000));
        c.policy.derogations = {{.name = "order",
                                 .place = "in_qpv",
                                 .ceilings_factor = 1.2,
                                 .from = c.world.month,
                                 .months = 12}};
        c.round();
        CHECK(c.flows.counts.rejected == 0);
        c.world.month = c.world.month + 12;
        c.round();
        CHECK(c.flows.counts.rejected == 1);
    }
}

TEST_CASE("R.441-10: an offer that nobody answers costs the days for which it stays open") {
    Decided c;
    c.policy.commission.offer_open_days = 10;
    c.behaviour.answers.constant = -100.0;
    c.stated(1, 30);
    c.stated(2, 20);
    c.vacant(11, hand::town);
    SECTION("silence") {
        c.behaviour.answers.no_answer = 1.0;
        c.round();
        CHECK(c.flows.counts.days_of_silence.at(hand::outside) == 20);
        CHECK(c.flows.counts.days_of_silence.at(hand::in_qpv) == 0);
    }
    SECTION("not a refusal") {
        c.behaviour.answers.refused_before_commission = 1.0;
        c.round();
        CHECK(c.flows.counts.days_of_silence.at(hand::outside) == 0);
    }
}

TEST_CASE("R.441-2-8, c: who answers neither an offer nor the letter is struck off a month later") {
    Decided c;
    c.behaviour.answers.constant = -100.0;
    c.behaviour.answers.no_answer = 1.0;
    c.behaviour.answers.no_answer_to_letter = 1.0;
    const auto a = c.stated(1, 5);
    c.vacant(11, hand::town);
    const auto demand = [&] {
        DemandRates quiet;
        quiet.renewal_share = 1.0;
        quiet.age_factor = hand::at_all_ages(1.0);
        apply(c.world, demand_changes(c.world, quiet, c.policy, hand::any_draws), c.flows);
        compact_applications(c.world);
    };
    const auto asked_in = c.world.month;
    SECTION("not before the letter's delay, whatever it is") {
        c.policy.commission.letter_open_months = 2;
        c.round();
        CHECK(c.world.applications.silent_since[a] == asked_in);
        c.world.month = asked_in + 1;
        demand();
        REQUIRE(c.world.applications.size() == 1);
        CHECK(c.flows.counts.struck_off_for_silence == 0);
        c.world.month = asked_in + 2;
        demand();
        CHECK(c.world.applications.size() == 0);
        CHECK(c.flows.counts.struck_off_for_silence == 1);
        CHECK(c.flows.counts.withdrawn + c.flows.counts.lapsed == 0);
        CHECK_FALSE(c.world.households.application[HouseholdRow{0U}]);
        check_consistency(c.world);
    }
    SECTION("not who renews in the meantime: that is an answer") {
        c.policy.commission.letter_open_months = 4;
        c.world.applications.renewed[a] = asked_in - 10;
        c.round();
        c.world.month = asked_in + 2;
        demand();
        CHECK(c.world.applications.silent_since[a] == no_month);
        c.world.month = asked_in + 4;
        demand();
        CHECK(c.world.applications.size() == 1);
    }
    SECTION("not who answers the letter") {
        c.behaviour.answers.no_answer_to_letter = 0.0;
        c.round();
        CHECK(c.world.applications.silent_since[a] == no_month);
    }
    SECTION("not who refuses in words") {
        c.behaviour.answers.no_answer = 0.0;
        c.round();
        CHECK(c.world.applications.silent_since[a] == no_month);
    }
    SECTION("not who is to be rehoused: the landlord's own obligation") {
        c.policy.commission.rehousing_offers = 3;
        c.world.applications.priorities[a] = priority::rehousing;
        c.round();
        CHECK(c.world.applications.silent_since[a] == asked_in);
        c.world.month = asked_in + 1;
        demand();
        CHECK(c.world.applications.size() == 1);
    }
    SECTION("one from outside the agglomeration goes altogether") {
        c.world.households.zone[HouseholdRow{0U}] = ZoneRow{};
        c.round();
        c.world.month = asked_in + 1;
        demand();
        CHECK(c.world.households.tenure[HouseholdRow{0U}] == Tenure::gone);
    }
}
