#include "rules/legality.hpp"

#include <algorithm>
#include <utility>

#include "foundation/failure.hpp"
#include "world/places.hpp"

namespace mixite {
namespace {

void count_breach(const World& world, LegalRule rule, ZoneRow zone, MonthCounts& counts) {
    const auto place = world.territory->is_qpv(zone) ? 0U : 1U;
    ++counts.breaches.at(static_cast<std::size_t>(rule)).at(place);
}

/// Arrêté of 29 July 1987: by persons; one more for a single parent and for a disability; a young
/// couple is of the third.
int category(const Households& households, HouseholdRow h, const IncomeCeilings& rules, Month now) {
    const bool two = households.bond[h] != Bond::alone;
    const int children = households.children[h];
    int category = (two ? 2 : 1) + children;
    category += !two && children > 0 ? 1 : 0;
    category += households.disabled[h] != 0 ? 1 : 0;
    if (households.bond[h] == Bond::couple && children == 0) {
        const auto& births = households.adult_birth[h];
        const bool young = age_in_years(births[0], now) + age_in_years(births[1], now) <=
                           rules.young_couple_ages_sum;
        category = young ? 3 : std::min(category, 3);
    }
    return category;
}

double ceiling_of(const IncomeCeilings& rules, int category, Financing financing) {
    const auto listed = static_cast<std::size_t>(std::min(category, 6) - 1);
    const int more = std::max(category - 6, 0);
    if (financing == Financing::plai) {
        return rules.plai_cents.at(listed) + static_cast<double>(more) * rules.plai_more_cents;
    }
    const double plus =
        rules.plus_cents.at(listed) + static_cast<double>(more) * rules.plus_more_cents;
    return financing == Financing::pls ? rules.pls_over_plus * plus : plus;
}

/// RFR N-2, or N-1 if lower by a tenth; ten per cent of what was declared are deducted.
double reference_income(const Households& households, HouseholdRow h) {
    const double before = households.declared_two_years_ago_cents[h];
    const double last = households.declared_last_year_cents[h];
    return 0.9 * (last <= 0.9 * before ? last : before);
}

struct Ceiling {
    bool exceeded = false;
    const CeilingDerogation* order = nullptr;  ///< without which it were
};

Ceiling ceiling_for(const World& world,
                    const AllocationPolicy& policy,
                    HouseholdRow h,
                    DwellingRow d) {
    constexpr double rounding = 2.0;  // cents
    const auto zone = world.dwellings.zone[d];
    const double most = ceiling_of(policy.ceilings,
                                   category(world.households, h, policy.ceilings, world.month),
                                   world.dwellings.financing[d]);
    const double income = reference_income(world.households, h);
    if (income <= most + rounding) {
        return {};
    }
    for (const auto& order : policy.derogations) {
        const int since = world.month - order.from;
        if (since >= 0 && since < order.months && lies_in(*world.territory, order.place, zone) &&
            income <= order.ceilings_factor * most + rounding) {
            return {.exceeded = false, .order = &order};
        }
    }
    return {.exceeded = true};
}

bool wrong_size(const World& world, const AllocationPolicy& policy, HouseholdRow h, DwellingRow d) {
    const auto& households = world.households;
    const auto& fit =
        policy.typology.at(households.bond[h] == Bond::alone ? 0U : 1U).at(households.children[h]);
    const auto rooms = world.dwellings.rooms[d];
    return rooms < fit.fewest || rooms > fit.most;
}

/// The rows of the dwellings let this month.
std::vector<std::pair<DwellingKey, DwellingRow>> let_this_month(const World& world) {
    std::vector<std::pair<DwellingKey, DwellingRow>> let;
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        const auto h = world.dwellings.household[d];
        if (h && world.households.moved_in[h] == world.month) {
            let.emplace_back(world.dwellings.key[d], d);
        }
    }
    std::sort(let.begin(), let.end());
    return let;
}

/// Its lease leaves the quota's share as it is, or mends it.
bool serves(const Quota& quota, const Candidate& c) {
    const bool in_group = belongs(quota.group, c.traits);
    return !belongs(quota.base, c.traits) ||
           (quota.bound == QuotaBound::at_least ? in_group : !in_group);
}

bool serves_all(const AllocationPolicy& policy, std::uint32_t held, const Candidate& c) {
    for (std::size_t q = 0; held != 0 && q < policy.quotas.size(); ++q) {
        if ((held >> q & 1U) != 0 && !serves(policy.quotas[q], c)) {
            return false;
        }
    }
    return true;
}

bool in_public(const AllocationPolicy& policy, const ShortList& list, const Candidate& c) {
    if (list.given_back) {
        return true;
    }
    if (list.vacancy.for_transfer) {
        return c.transfer;
    }
    return belongs(policy.holders.at(list.vacancy.holder.value).designates, c.traits);
}

/// A request that could have come before this commission and came before none.
bool another_could_come(const World& world,
                        const AllocationPolicy& policy,
                        const ShortList& list,
                        const std::vector<std::uint8_t>& presented,
                        const std::vector<Candidate>& candidates) {
    const auto d = list.vacancy.dwelling;
    const auto rooms = world.dwellings.rooms[d];
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& c = candidates[i];
        if (presented[i] == 0 && rooms >= c.rooms.fewest && rooms <= c.rooms.most &&
            world.applications.household[c.application] &&
            world.households.dwelling[c.household] != d && in_public(policy, list, c) &&
            names(list.vacancy.route, world, policy, c, d) &&
            (!list.vacancy.for_transfer || list.given_back ||
             may_transfer(world, policy.transfers, c, d)) &&
            serves_all(policy, list.hold.strict, c) && bar(c, world, d, policy) == Bar::none) {
            return true;
        }
    }
    return false;
}

bool is_excepted(VacancyRoute route) {
    return route == VacancyRoute::prefect || route == VacancyRoute::prefect_attribution ||
           route == VacancyRoute::advert;
}

}  // namespace

void check_consent(const World& world,
                   const Behaviour& behaviour,
                   const AllocationPolicy& policy,
                   const std::vector<Candidate>& candidates,
                   const Draws& draws,
                   MonthCounts& counts) {
    for (const auto& c : candidates) {
        if (!c.diverted) {
            continue;
        }
        const bool dalo = (world.applications.priorities[c.application] & priority::dalo) != 0;
        const bool poor =
            policy.routing == QpvRouting::dalo_and_first_quartile &&
            world.resources.sne_per_unit_cents(c.household) <= world.thresholds.legal.front();
        const bool concerned = policy.routing != QpvRouting::none && (dalo || poor);
        const bool consents = draws.uniform({DrawPurpose::consent, no_month, c.key.value}) <
                              behaviour.answers.consents_to_elsewhere;
        counts.breaches.at(static_cast<std::size_t>(LegalRule::consent)).front() +=
            !concerned || !consents;
    }
}

void check_lists(const World& world,
                 const AllocationPolicy& policy,
                 const std::vector<ShortList>& lists,
                 const std::vector<RankedList>& ranked,
                 const std::vector<OfferAnswer>& answers,
                 const std::vector<Candidate>& candidates,
                 MonthCounts& counts) {
    std::vector<std::uint8_t> presented(candidates.size());
    for (const auto& list : ranked) {
        for (const auto i : list.presented) {
            presented[i] = 1;
        }
    }
    std::size_t v = 0;
    for (const auto& answered : answers) {
        while (lists.at(v).vacancy.dwelling != answered.dwelling) {
            ++v;  // answers are in the order of the lists
        }
        if (answered.answer != Answer::accepted) {
            continue;
        }
        const auto zone = world.dwellings.zone[answered.dwelling];
        if (!serves_all(policy, ranked[v].hold.strict, candidates[answered.candidate])) {
            count_breach(world, LegalRule::strict_quotas, zone, counts);
        }
        const bool too_few = ranked[v].presented.size() <
                             static_cast<std::size_t>(policy.commission.least_candidates);
        if (too_few && !is_excepted(lists[v].vacancy.route) &&
            another_could_come(world, policy, lists[v], presented, candidates)) {
            count_breach(world, LegalRule::candidates, zone, counts);
        }
    }
}

void check_leases(const World& world,
                  const AllocationPolicy& policy,
                  const std::vector<Lease>& leases,
                  MonthFlows& flows) {
    const auto let = let_this_month(world);
    for (const auto& lease : leases) {
        const auto found = std::lower_bound(
            let.begin(), let.end(), lease.dwelling, [](const auto& row, DwellingKey key) {
                return row.first < key;
            });
        ENSURE(found != let.end() && found->first == lease.dwelling,
               "{}: dwelling {} has a lease of the month, and no tenant who moved in",
               to_string(world.month),
               lease.dwelling.value);
        const auto d = found->second;
        const auto h = world.dwellings.household[d];
        const auto ceiling = ceiling_for(world, policy, h, d);
        if (ceiling.exceeded) {
            count_breach(world, LegalRule::ceilings, world.dwellings.zone[d], flows.counts);
        }
        if (ceiling.order != nullptr) {
            flows.rules_used.add({.orders = {ceiling.order->name}});
        }
        if (wrong_size(world, policy, h, d)) {
            count_breach(world, LegalRule::typology, world.dwellings.zone[d], flows.counts);
        }
    }
}

}  // namespace mixite
