#pragma once

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/commission.hpp"

namespace mixite::plain {

using Designation = std::tuple<bool, std::int64_t, std::uint32_t, HouseholdKey>;

/// Rehousing first, then points and seniority.
inline Designation designation(const Candidate& c, Scope scope) {
    const std::int64_t points = scope == Scope::in_qpv ? c.points_in_qpv : c.points_outside;
    return {(c.priorities & priority::rehousing) == 0,
            -points * 4096 + c.opened.since_1900,
            c.tie_break,
            c.key};
}

inline bool held_off(const QuotaHold& hold, const AllocationPolicy& policy, const Candidate& c) {
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        const bool member = in_group(policy.quotas[q].group, c.quartile_legal, c.priorities);
        if (((hold.only_group >> q & 1U) != 0 && !member) ||
            ((hold.not_group >> q & 1U) != 0 && member)) {
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
                                             HolderPublic publics,
                                             const std::vector<Candidate>& all) {
    const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[vacancy.dwelling]);
    std::vector<std::pair<Designation, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const auto& c = all[i];
        if (world.applications.household[c.application] && designates(publics, c) &&
            !held_off(hold, policy, c) &&
            world.households.dwelling[c.household] != vacancy.dwelling &&
            bar(c, world, vacancy.dwelling, policy) == Bar::none) {
            found.emplace_back(designation(c, in_qpv ? Scope::in_qpv : Scope::outside_qpv), i);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> order;
    for (const auto& [key, i] : found) {
        order.push_back(i);
    }
    return order;
}

/// The lists of a round by points, each with everybody who may be proposed for it. For rules under
/// which every vacancy goes to its holder.
inline std::vector<ShortList> lists_by_points(const World& world,
                                              const AllocationPolicy& policy,
                                              const std::vector<Vacancy>& vacancies,
                                              const std::vector<Candidate>& all) {
    const auto holds = quota_holds(world, policy, vacancies);
    std::vector<ShortList> lists;
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        const auto& vacancy = vacancies[v];
        ShortList list{.vacancy = vacancy, .hold = holds[v]};
        const bool has_holder = vacancy.holder && vacancy.holder.value < policy.holders.size();
        if (vacancy.for_transfer || has_holder) {
            const auto publics = vacancy.for_transfer
                                     ? HolderPublic::transfers
                                     : policy.holders[vacancy.holder.value].designates;
            list.designated = proposable(world, policy, vacancy, holds[v], publics, all);
        }
        if (list.designated.empty()) {
            list.given_back = true;
            list.designated = proposable(world, policy, vacancy, holds[v], HolderPublic::all, all);
        }
        lists.push_back(std::move(list));
    }
    return lists;
}

}  // namespace mixite::plain
