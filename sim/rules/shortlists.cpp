#include "rules/shortlists.hpp"

#include <algorithm>

#include "rules/matching.hpp"

namespace mixite {
namespace {

/// What one vacancy's list is drawn up from.
struct Listing {
    const Vacancy& vacancy;
    const QuotaHold& hold;
    const DesignationOrders& orders;
    const std::vector<std::uint32_t>& answered;  ///< its advert, in row order
    ListedCandidates& listed;
    std::size_t most = 0;
};

CommuneRow commune_of(const World& world, DwellingRow d) {
    return world.territory->zones[world.dwellings.zone[d]].commune;
}

/// Whom the holder may name, by a route.
struct Namer {
    std::uint32_t publics = public_of::everybody;
    VacancyRoute route = VacancyRoute::holder;
};

/// Of who passes the sieve.
bool may_name(const World& world,
              const AllocationPolicy& policy,
              const Listing& listing,
              const Namer& namer,
              std::uint32_t i,
              const Candidate& c) {
    const auto d = listing.vacancy.dwelling;
    const auto& answered = listing.answered;
    return world.applications.household[c.application] &&
           (namer.route != VacancyRoute::advert ||
            std::binary_search(answered.begin(), answered.end(), i)) &&
           names(namer.route, world, policy, c, d) &&
           (namer.publics != public_of::transfers || may_transfer(world, policy.transfers, c, d)) &&
           world.households.dwelling[c.household] != d;
}

/// Whether it would show that a quota binds: somebody kept off before the commission's number is
/// reached.
bool is_news(const AllocationPolicy& policy, const ShortList& list, std::uint32_t kept_off_by) {
    return (kept_off_by & ~list.bound) != 0 &&
           list.designated.size() < static_cast<std::size_t>(policy.commission.candidates);
}

/// Would the namer name somebody who is on another list?
bool fits_somebody_listed(const World& world,
                          const AllocationPolicy& policy,
                          const Listing& listing,
                          const Namer& namer,
                          const std::vector<Candidate>& candidates) {
    const auto d = listing.vacancy.dwelling;
    const auto commune = commune_of(world, d);
    const auto fitting = fitting_rooms(world, d, listing.orders, listing.hold.bonus);
    return std::any_of(fitting.begin(), fitting.end(), [&](const DesignationPlace& place) {
        const auto i = place.candidate;
        const auto& c = candidates[i];
        return listing.listed.contains(i) && place.passes(namer.publics, commune) &&
               listing.hold.admits(c.quotas) && may_name(world, policy, listing, namer, i, c) &&
               bar(c, world, d, policy) == Bar::none;
    });
}

/// Once, though several namers come across the candidate.
void reject(ShortList& list, std::uint32_t candidate) {
    auto& rejected = list.inadmissible;
    if (std::find(rejected.begin(), rejected.end(), candidate) == rejected.end()) {
        rejected.push_back(candidate);
    }
}

/// Rejects who is above every ceiling; true if that or anything else keeps the candidate from the
/// dwelling.
bool turn_away(ShortList& list,
               const World& world,
               const AllocationPolicy& policy,
               std::uint32_t i,
               const Candidate& c) {
    if (c.above_all_ceilings) {
        reject(list, i);
        return true;
    }
    return bar(c, world, list.vacancy.dwelling, policy) != Bar::none;
}

/// Fills the list with whom the namer may name and who is on no list yet; true if anybody fits, on
/// another list or not.
bool designate(ShortList& list,
               const World& world,
               const AllocationPolicy& policy,
               const Listing& listing,
               const Namer& namer,
               const std::vector<Candidate>& candidates,
               const Draws& draws) {
    const auto d = listing.vacancy.dwelling;
    const auto commune = commune_of(world, d);
    const LotHolders holders{namer.publics, &listing.listed};
    UnlistedQueue queue({world, d, listing.orders, candidates, draws, listing.hold.bonus, holders},
                        listing.listed);
    while (const auto* place = queue.next()) {
        if (!place->passes(namer.publics, commune)) {
            continue;
        }
        const auto i = place->candidate;
        const auto& c = candidates[i];
        const auto kept_off_by = listing.hold.strict & ~c.quotas.serves;
        const bool adds_nothing = kept_off_by != 0 && !is_news(policy, list, kept_off_by);
        if (adds_nothing || !may_name(world, policy, listing, namer, i, c) ||
            turn_away(list, world, policy, i, c)) {
            continue;
        }
        if (kept_off_by != 0) {
            list.bound |= kept_off_by;
            continue;
        }
        list.designated.push_back(i);
        if (list.designated.size() == listing.most) {
            break;
        }
    }
    list.anybody_fits =
        !list.designated.empty() || fits_somebody_listed(world, policy, listing, namer, candidates);
    return list.anybody_fits;
}

/// None where there is no holder: then anybody may be named.
std::optional<std::uint32_t> publics_of(const AllocationPolicy& policy, const Vacancy& vacancy) {
    if (vacancy.for_transfer) {
        return public_of::transfers;
    }
    const bool has_holder = vacancy.holder && vacancy.holder.value < policy.holders.size();
    return has_holder ? std::optional(public_of::holder(vacancy.holder)) : std::nullopt;
}

/// Its holder's public by the vacancy's route, its public, anybody; an advert waits for answers.
ShortList shortlist(const World& world,
                    const AllocationPolicy& policy,
                    const Listing& listing,
                    const std::vector<Candidate>& candidates,
                    const Draws& draws) {
    const auto& vacancy = listing.vacancy;
    const auto publics = publics_of(policy, vacancy);
    ShortList list{.vacancy = vacancy, .hold = listing.hold, .given_back = !publics};
    const auto fill = [&](std::uint32_t whose, VacancyRoute route) {
        list.vacancy.route = route;
        return designate(list, world, policy, listing, {whose, route}, candidates, draws);
    };
    const auto without_route =
        vacancy.route == VacancyRoute::advert ? VacancyRoute::advert : VacancyRoute::holder;
    const auto whose = publics.value_or(public_of::everybody);
    if (fill(whose, vacancy.route) ||
        (vacancy.route != without_route && fill(whose, without_route))) {
        return list;
    }
    if (publics) {
        list.given_back = true;
        fill(public_of::everybody, without_route);
    }
    return list;
}

/// The bonuses of those on the list.
std::uint32_t bonuses_on(const ShortList& list, const std::vector<Candidate>& candidates) {
    std::uint32_t found = 0;
    for (const auto i : list.designated) {
        found |= list.hold.bonus & candidates[i].quotas.mends();
    }
    return found;
}

ShortList list_of_prefect(const AllocationPolicy& policy,
                          const Vacancy& vacancy,
                          const QuotaHold& hold,
                          std::uint32_t candidate) {
    return {.vacancy = designated_by_prefect(vacancy, policy),
            .hold = {.strict = hold.strict},
            .designated = {candidate},
            .anybody_fits = true};
}

/// Vacancy by vacancy, the candidate alone on its list; those candidates are on no other.
std::vector<std::optional<std::uint32_t>> alone_on_lists(
    const std::vector<PrefectDesignation>& by_prefect,
    std::size_t vacancies,
    ListedCandidates& listed) {
    std::vector<std::optional<std::uint32_t>> alone(vacancies);
    for (const auto& designation : by_prefect) {
        alone[designation.vacancy] = designation.candidate;
        listed.add(designation.candidate);
    }
    return alone;
}

/// Each list's assigned candidate, if the round is assigned as a whole.
void assign_optimally(const World& world,
                      const AllocationPolicy& policy,
                      const std::vector<Candidate>& candidates,
                      std::vector<ShortList>& lists) {
    std::vector<std::vector<Bid>> bids(lists.size());
    for (std::size_t l = 0; l < lists.size(); ++l) {
        for (const auto i : lists[l].designated) {
            const auto d = lists[l].vacancy.dwelling;
            bids[l].push_back({i, worth(world, policy, candidates[i], d)});
        }
    }
    const auto assigned = optimal_assignment(bids);
    for (std::size_t l = 0; l < lists.size(); ++l) {
        lists[l].assigned = assigned[l];
    }
}

}  // namespace

std::vector<ShortList> shortlists(const World& world,
                                  const AllocationPolicy& policy,
                                  const std::vector<Vacancy>& vacancies,
                                  const std::vector<Candidate>& all,
                                  const DesignationOrders& orders,
                                  const AdvertResponses& responses,
                                  const Draws& draws,
                                  const std::vector<PrefectDesignation>& by_prefect) {
    const auto holds =
        quota_holds(world, policy, quota_reaches(policy, *world.territory), vacancies);
    const bool any_bonus = std::any_of(
        holds.begin(), holds.end(), [](const QuotaHold& hold) { return hold.bonus != 0; });
    const auto more =
        any_bonus
            ? std::optional(with_bonus_orders(orders, world, policy.quotas, vacancies, holds, all))
            : std::nullopt;
    const bool as_a_whole = policy.commission.engine == PriorityEngine::optimal_assignment;
    const auto most =
        as_a_whole ? all.size() : static_cast<std::size_t>(policy.commission.candidates);
    ListedCandidates listed(all.size());
    const auto alone = alone_on_lists(by_prefect, vacancies.size(), listed);
    std::vector<ShortList> lists;
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        if (const auto only = alone[v]) {
            lists.push_back(list_of_prefect(policy, vacancies[v], holds[v], *only));
            continue;
        }
        const Listing listing{
            vacancies[v], holds[v], more ? *more : orders, responses[v], listed, most};
        lists.push_back(shortlist(world, policy, listing, all, draws));
        lists.back().bound |= bonuses_on(lists.back(), all);
        if (!as_a_whole) {
            for (const auto i : lists.back().designated) {
                listed.add(i);
            }
        }
        for (const auto i : lists.back().inadmissible) {
            listed.add(i);
        }
    }
    if (as_a_whole) {
        assign_optimally(world, policy, all, lists);
    }
    return lists;
}

void note_quotas(World& world,
                 const AllocationPolicy& policy,
                 const std::vector<ShortList>& lists,
                 MonthCounts& counts) {
    for (const auto& list : lists) {
        const bool let = static_cast<bool>(world.dwellings.household[list.vacancy.dwelling]);
        const auto relaxed = let ? list.hold.relaxed : 0U;
        const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[list.vacancy.dwelling]);
        counts.quota_bound += list.bound != 0;
        counts.lists_closed_by_quotas.at(in_qpv ? 0 : 1) += (list.bound & list.hold.strict) != 0;
        counts.quota_relaxed += relaxed != 0;
        note_vacancy(world, policy, list.vacancy, list.bound, relaxed);
    }
}

}  // namespace mixite
