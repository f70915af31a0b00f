#include <map>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "reference_place.hpp"
#include "rules/scoring.hpp"

using namespace mixite;

namespace {

using DecisionCounts = decltype(MonthCounts::decisions);

/// Of each commission of a month, by its round and dwelling: in a QPV 0, outside 1.
std::map<std::pair<int, DwellingKey>, std::size_t> scopes_of_commissions(const World& world,
                                                                         const MonthFlows& flows) {
    std::map<std::pair<int, DwellingKey>, std::size_t> scopes;
    for (const auto& decision : flows.decisions) {
        scopes[{decision.round, decision.dwelling}] =
            world.territory->is_qpv(decision.zone) ? 0 : 1;
    }
    return scopes;
}

/// The same counts as the month's, of who is told one by one.
DecisionCounts told_one_by_one(const World& world, const MonthFlows& flows) {
    const auto scopes = scopes_of_commissions(world, flows);
    DecisionCounts counts{};
    const auto add = [&](const auto& candidate) {
        const auto scope = scopes.at({candidate.round, candidate.dwelling});
        ++counts.at(static_cast<std::size_t>(candidate.decision)).at(scope);
    };
    for (const auto& candidate : flows.ranked) {
        add(candidate);
    }
    for (const auto& candidate : flows.turned_away) {
        add(candidate);
    }
    return counts;
}

/// Does the motive hold, by what is told of the candidate?
bool holds(const TurnedAway& one, const Behaviour& behaviour, const CommissionRules& rules) {
    switch (one.motive) {
        case DecisionMotive::resources:
            return one.decision == CommissionDecision::not_allocated &&
                   !is_priority_public(one.priorities) &&
                   one.resources_per_unit_cents / 12.0 <
                       behaviour.commission.solvency_first_cents_a_month;
        case DecisionMotive::mayor_veto:
            return one.decision == CommissionDecision::not_allocated &&
                   (one.priorities & priority::dalo) == 0;
        case DecisionMotive::landlord_refusal:
            return one.decision == CommissionDecision::not_allocated &&
                   (one.priorities & priority::dalo) != 0;
        case DecisionMotive::ceilings:
            return one.decision == CommissionDecision::inadmissible &&
                   one.reference_income_cents > one.highest_ceiling_cents;
        case DecisionMotive::effort_rate:
            return one.decision == CommissionDecision::not_allocated &&
                   one.effort_rate > static_cast<float>(rules.most_effort_rate);
    }
    return false;
}

/// Who came before the commissions of each round is told once.
bool each_once(const MonthFlows& flows) {
    std::set<std::pair<int, HouseholdKey>> told;
    bool once = true;
    const auto add = [&](const auto& candidate) {
        once = told.insert({candidate.round, candidate.household}).second && once;
    };
    for (const auto& candidate : flows.ranked) {
        add(candidate);
    }
    for (const auto& candidate : flows.turned_away) {
        add(candidate);
    }
    return once;
}

/// Under rules by which commissions have every motive to turn candidates away.
AllocationPolicy with_every_motive(AllocationPolicy policy) {
    policy.ceilings.pls_over_plus = 1.0;  // above it are more
    policy.commission.effort_rate_looked_at = EffortRateLooked::at_commission;
    policy.commission.most_effort_rate = 0.25;  // above it are more
    policy.mayor.veto_of_first_quartile = 0.3;
    policy.mayor.veto_of_other_communes = 0.3;
    policy.dalo.landlord_refusals = 0.5;
    policy.dalo.after_refusal = AfterLandlordRefusal::request_waits;
    return policy;
}

}  // namespace

TEST_CASE("R.441-3: the decisions told one by one are those counted, and their motives hold") {
    ReferencePlace place;
    place.behaviour.demand.dalo_a_year = 200.0;
    const auto engine = GENERATE(
        PriorityEngine::points, PriorityEngine::common_lottery, PriorityEngine::optimal_assignment);
    auto policy = with_every_motive(place.scenario.timeline.at(month(2025, 6)));
    policy.commission.engine = engine;
    outdate_all(place.world);
    std::set<DecisionMotive> motives;
    for (int m = 0; m < 60; ++m) {
        PhaseSeconds seconds{};
        const auto flows =
            run_month(place.world, place.behaviour, policy, OfferTrail::kept, place.draws, seconds)
                .flows;
        REQUIRE(told_one_by_one(place.world, flows) == flows.counts.decisions);
        REQUIRE(each_once(flows));
        for (const auto& one : flows.turned_away) {
            REQUIRE(holds(one, place.behaviour, policy.commission));
            motives.insert(one.motive);
        }
        for (const auto& lease : flows.leases) {
            REQUIRE(lease.effort_rate <= static_cast<float>(policy.commission.most_effort_rate));
        }
    }
    for (const auto motive : {0, 1, 2, 3, 4}) {
        CAPTURE(motive);
        CHECK(motives.contains(static_cast<DecisionMotive>(motive)));
    }
}
