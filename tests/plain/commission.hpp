#pragma once

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/shortlists.hpp"

namespace mixite::plain {

using Designation = std::tuple<bool, std::int64_t, std::uint32_t, HouseholdKey>;

/// Rehousing first, then points, those of the quotas' bonuses among them, and seniority.
inline Designation designation(const Candidate& c,
                               Scope scope,
                               const AllocationPolicy& policy,
                               const QuotaHold& hold) {
    const std::int64_t points = (scope == Scope::in_qpv ? c.points_in_qpv : c.points_outside) +
                                bonus_points(policy.quotas, hold, c.quotas);
    return {(c.priorities & priority::rehousing) == 0,
            -points * 4096 + c.opened.since_1900,
            c.tie_break,
            c.key};
}

/// Would its lease leave the share of a quota that holds the vacancy on the wrong side?
inline bool held_off(const QuotaHold& hold, const AllocationPolicy& policy, const Candidate& c) {
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        const auto& quota = policy.quotas[q];
        const bool is_floor = quota.bound == QuotaBound::at_least;
        if ((hold.strict >> q & 1U) != 0 && belongs(quota.base, c.traits) &&
            belongs(quota.group, c.traits) != is_floor) {
            return true;
        }
    }
    return false;
}

/// Every candidate who may be proposed, looked at one by one, then sorted.
inline std::vector<std::uint32_t> proposable(const World& world,
                                             const AllocationPolicy& policy,
                                             const Vacancy& vacancy,
                                             const QuotaHold& hold,
                                             const HouseholdGroup& publics,
                                             const std::vector<Candidate>& all) {
    const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[vacancy.dwelling]);
    const auto scope = in_qpv ? Scope::in_qpv : Scope::outside_qpv;
    std::vector<std::pair<Designation, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const auto& c = all[i];
        if (world.applications.household[c.application] && belongs(publics, c.traits) &&
            (!vacancy.for_transfer || may_transfer(world, policy.transfers, c, vacancy.dwelling)) &&
            !held_off(hold, policy, c) &&
            world.households.dwelling[c.household] != vacancy.dwelling &&
            bar(c, world, vacancy.dwelling, policy) == Bar::none) {
            found.emplace_back(designation(c, scope, policy, hold), i);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> order;
    order.reserve(found.size());
    for (const auto& [key, i] : found) {
        order.push_back(i);
    }
    return order;
}

/// Whom a vacancy's holder may name; nothing if it has none.
inline const HouseholdGroup* publics_of(const AllocationPolicy& policy, const Vacancy& vacancy) {
    static const HouseholdGroup tenants{.all_of = condition::transfer};
    if (vacancy.for_transfer) {
        return &tenants;
    }
    const bool has_holder = vacancy.holder && vacancy.holder.value < policy.holders.size();
    return has_holder ? &policy.holders[vacancy.holder.value].designates : nullptr;
}

/// The lists of a round by points: each household on one list at most, vacancies choose in their
/// order. For rules under which every vacancy goes to its holder.
inline std::vector<ShortList> lists_by_points(const World& world,
                                              const AllocationPolicy& policy,
                                              const std::vector<Vacancy>& vacancies,
                                              const std::vector<Candidate>& all) {
    const HouseholdGroup anybody;
    const auto holds =
        quota_holds(world, policy, quota_reaches(policy, *world.territory), vacancies);
    std::vector<std::uint8_t> on_a_list(all.size());
    std::vector<ShortList> lists;
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        const auto& vacancy = vacancies[v];
        const auto* publics = publics_of(policy, vacancy);
        ShortList list{.vacancy = vacancy, .hold = holds[v], .given_back = publics == nullptr};
        std::vector<std::uint32_t> who;
        if (publics != nullptr) {
            who = proposable(world, policy, vacancy, holds[v], *publics, all);
        }
        if (who.empty()) {
            list.given_back = true;
            auto of_all = vacancy;  // no longer set aside for who asks for a transfer
            of_all.for_transfer = false;
            who = proposable(world, policy, of_all, holds[v], anybody, all);
        }
        for (const auto i : who) {
            if (on_a_list[i] == 0 &&
                list.designated.size() < static_cast<std::size_t>(policy.commission.candidates)) {
                on_a_list[i] = 1;
                list.designated.push_back(i);
            }
        }
        lists.push_back(std::move(list));
    }
    return lists;
}

}  // namespace mixite::plain
