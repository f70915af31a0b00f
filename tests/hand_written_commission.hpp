#pragma once

#include <cstdint>
#include <vector>

#include "hand_written_world.hpp"
#include "rules/commission.hpp"
#include "rules/commission_decisions.hpp"
#include "rules/demand.hpp"
#include "rules/household_answers.hpp"
#include "rules/lease_signing.hpp"
#include "rules/quotas.hpp"
#include "rules/shortlists.hpp"

namespace mixite::hand_written {

/// Applicants of rising seniority and flats to let, under rules that bar nobody.
struct Commission {
    World world = empty_world(month(2024, 6));
    Behaviour behaviour = quiet_behaviour();
    AllocationPolicy policy = hand_written::policy();
    MonthFlows flows;

    Commission() {
        policy.commission.most_effort_rate = 1.0;
        policy.commission.least_rest_to_live_cents_a_day = -1000000;
        policy.commission.points_weight = 1.0;
        policy.grid = {{.criterion = Criterion::seniority_month, .points = 1}};
        policy.holders = {{.name = "landlord", .share = 1.0}};
        world.thresholds.legal = world.thresholds.frozen = {900000, 1200000, 1500000};
        behaviour.answers.constant = 100.0;  // everyone accepts
    }

    ApplicationRow applicant(std::uint64_t key,
                             int months_waited,
                             std::int32_t declared = 1600000) {
        const auto h = settle(world, single(key, 40, declared));
        return apply_for_dwelling(world, h, world.month - months_waited);
    }

    /// Of the first quartile: without work, on the RSA.
    ApplicationRow poor_applicant(std::uint64_t key, int months_waited) {
        const auto a = applicant(key, months_waited, 0);
        world.households.activity[world.applications.household[a]][0] = Activity::without_work;
        return a;
    }

    DwellingRow vacant(std::uint64_t key, ZoneRow zone, int months_empty = 1) {
        auto one = flat(key, zone, 2);
        one.vacant_since = world.month - months_empty;
        one.available = world.month;
        return append(world.dwellings, one);
    }

    std::vector<Candidate> verified() {
        work_out_resources(world, behaviour, policy);
        return candidates(world, behaviour, policy, any_draws);
    }

    [[nodiscard]] std::vector<ShortList> lists(const std::vector<Candidate>& all) {
        begin_quota_month(world, policy);
        const auto vacancies = lettable_dwellings(world, policy, any_draws);
        return shortlists(
            world,
            policy,
            vacancies,
            all,
            designation_orders(policy.commission.engine, all),
            advert_responses(world, behaviour.answers, policy, vacancies, all, any_draws),
            any_draws,
            prefect_designations(world, policy, vacancies, all));
    }

    [[nodiscard]] std::vector<RankedList> ranked(const std::vector<Candidate>& all) {
        return resolve_conflicts(world, behaviour, policy, lists(all), all, any_draws);
    }

    std::vector<OfferAnswer> round() {
        const auto all = verified();
        const auto named = lists(all);
        const auto kept = resolve_conflicts(world, behaviour, policy, named, all, any_draws);
        count_decisions(world, named, kept, all, flows.counts);
        auto answers = household_answers(world, behaviour, policy, kept, all, any_draws);
        mixite::settle(world, behaviour, policy, answers, all, 1, any_draws, flows);
        note_quotas(world, policy, named, flows.counts);
        note_not_allocated(world, policy, kept, all);
        strike_off_rejected(world, named, all, flows.counts);
        compact_applications(world);
        return answers;
    }

    [[nodiscard]] HouseholdKey tenant_of(DwellingRow d) const {
        const auto h = world.dwellings.household[d];
        return h ? world.households.key[h] : HouseholdKey{};
    }
};

}  // namespace mixite::hand_written
