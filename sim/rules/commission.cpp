#include "rules/commission.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/demand.hpp"
#include "rules/matching.hpp"
#include "rules/rents.hpp"
#include "rules/stock_programme.hpp"

namespace mixite {
namespace {

/// What one vacancy's list is drawn up from.
struct Listing {
    const Vacancy& vacancy;
    const QuotaHold& hold;
    CommuneRow commune;
    const DesignationQueue& queue;
    const std::vector<std::uint32_t>& answered;  ///< its advert, in row order
    ListedCandidates& listed;
    std::size_t most = 0;
};

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
    auto queue = listing.queue;
    while (const auto* place = queue.next()) {
        const auto i = place->candidate;
        if (!listing.listed.contains(i) || !place->passes(namer.publics, listing.commune)) {
            continue;
        }
        const auto& c = candidates[i];
        if (listing.hold.admits(c.quotas) && may_name(world, policy, listing, namer, i, c) &&
            bar(c, world, listing.vacancy.dwelling, policy) == Bar::none) {
            return true;
        }
    }
    return false;
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
               const std::vector<Candidate>& candidates) {
    UnlistedQueue queue(listing.queue, listing.listed);
    while (const auto* place = queue.next()) {
        if (!place->passes(namer.publics, listing.commune)) {
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
                    const std::vector<Candidate>& candidates) {
    const auto& vacancy = listing.vacancy;
    const auto publics = publics_of(policy, vacancy);
    ShortList list{.vacancy = vacancy, .hold = listing.hold, .given_back = !publics};
    const auto fill = [&](std::uint32_t whose, VacancyRoute route) {
        list.vacancy.route = route;
        return designate(list, world, policy, listing, {whose, route}, candidates);
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

/// A non-priority candidate's odds of being kept, by resources (OFCE).
double odds_of_being_kept(const CommissionBehaviour& behaviour, const Candidate& c) {
    if (is_priority_public(c.priorities) || (c.priorities & priority::rehousing) != 0) {
        return 1.0;
    }
    const double a_month = c.resources_per_unit_cents / 12.0;
    if (a_month < behaviour.solvency_second_cents_a_month) {
        return behaviour.solvency_second_odds;
    }
    return a_month < behaviour.solvency_first_cents_a_month ? behaviour.solvency_first_odds : 1.0;
}

bool is_kept(const World& world,
             const Behaviour& behaviour,
             const AllocationPolicy& policy,
             DwellingRow d,
             const Candidate& c,
             const Draws& draws) {
    const auto dwelling_key = world.dwellings.key[d].value;
    return policy.commission.solvency_screen == SolvencyScreen::none ||
           draws.uniform({DrawPurpose::solvency_screen, world.month, c.key.value, dwelling_key}) <
               odds_of_being_kept(behaviour.commission, c);
}

/// 1 for the most points of the list, where the commission has no judgement of its own.
double score(const World& world,
             const AllocationPolicy& policy,
             DwellingRow d,
             const Candidate& c,
             std::int32_t points,
             std::int32_t most_points,
             double casting_vote,
             const Draws& draws) {
    const double judgement = draws.uniform({DrawPurpose::commission_judgement,
                                            world.month,
                                            c.key.value,
                                            world.dwellings.key[d].value});
    const double weight = policy.commission.points_weight;
    return weight * points / most_points + (1.0 - weight) * judgement +
           (lives_in_commune(world, c, d) ? casting_vote : 0.0);
}

std::int32_t points_for(const World& world,
                        const AllocationPolicy& policy,
                        DwellingRow d,
                        const QuotaHold& hold,
                        const Candidate& c) {
    const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[d]);
    return (in_qpv ? c.points_in_qpv : c.points_outside) +
           bonus_points(policy.quotas, hold, c.quotas);
}

std::vector<std::uint32_t> commission_ranking(const World& world,
                                              const Behaviour& behaviour,
                                              const AllocationPolicy& policy,
                                              DwellingRow d,
                                              const QuotaHold& hold,
                                              const std::vector<std::uint32_t>& named,
                                              const std::vector<Candidate>& candidates,
                                              double casting_vote,
                                              const Draws& draws) {
    const auto points = [&](std::uint32_t i) {
        return points_for(world, policy, d, hold, candidates[i]);
    };
    std::int32_t most_points = 1;
    for (const auto i : named) {
        most_points = std::max(most_points, points(i));
    }
    std::vector<std::tuple<bool, double, HouseholdKey, std::uint32_t>> ranked;
    for (const auto i : named) {
        const auto& c = candidates[i];
        if (!is_kept(world, behaviour, policy, d, c, draws)) {
            continue;
        }
        const double value =
            policy.commission.ranking == ListRanking::designation
                ? -static_cast<double>(ranked.size())
                : score(world, policy, d, c, points(i), most_points, casting_vote, draws);
        const bool not_rehousing = (c.priorities & priority::rehousing) == 0;
        ranked.emplace_back(not_rehousing, -value, c.key, i);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::uint32_t> order;
    order.reserve(ranked.size());
    for (const auto& entry : ranked) {
        order.push_back(std::get<3>(entry));
    }
    return order;
}

enum class PlaceKind : std::uint64_t { qpv = 1, with_town = 2, other_commune = 3 };

/// Tastes last by kind of place: a QPV, the rest of a commune cut into zones, another commune.
PlaceKind place_kind(const Territory& territory, ZoneRow zone) {
    switch (territory.zones[zone].kind) {
        case ZoneKind::qpv:
            return PlaceKind::qpv;
        case ZoneKind::iris:
            return PlaceKind::with_town;
        case ZoneKind::commune:
            break;
    }
    return PlaceKind::other_commune;
}

double qpv_utility(const AnswerTastes& tastes, const Candidate& c, ZoneRow zone) {
    const double by_quartile = c.quartile_legal == 1   ? tastes.qpv_first_quartile
                               : c.quartile_legal == 2 ? tastes.qpv_second_quartile
                                                       : tastes.qpv_upper_quartiles;
    return by_quartile + (c.has_school_child ? tastes.qpv_with_school_child : 0.0) +
           (c.zone == zone || c.wished_qpv == zone ? tastes.lives_in_that_qpv : 0.0);
}

double place_utility(const World& world,
                     const AnswerTastes& tastes,
                     const Candidate& c,
                     ZoneRow zone) {
    const auto& facts = world.territory->zones[zone];
    const double minutes = c.zone ? world.territory->minutes(c.zone, zone) : 0.0;
    return tastes.minutes * minutes + tastes.car_dependence * facts.car_dependence +
           (facts.commune == c.wished_commune ? tastes.wished_commune : 0.0) +
           tastes.poverty_share * world.reputed_poverty[zone] +
           (world.territory->is_qpv(zone) ? qpv_utility(tastes, c, zone) : 0.0);
}

/// What the dwelling itself is worth to a candidate, and what of it is its cost.
struct DwellingUtility {
    double cost = 0.0;
    double total = 0.0;
};

DwellingUtility dwelling_utility(const World& world,
                                 const AnswerTastes& tastes,
                                 const AllocationPolicy& policy,
                                 const Candidate& c,
                                 DwellingRow d) {
    const auto& dwellings = world.dwellings;
    const bool poor_label =
        dwellings.energy[d] >= EnergyLabel::e && dwellings.energy[d] <= EnergyLabel::g;
    const auto cost = offer_cost(c, world, d, policy);
    const double effort = tastes.effort * cost.effort_rate;
    return {effort,
            (dwellings.rooms[d] == c.rooms.ideal ? tastes.ideal_size : 0.0) + effort +
                (dwellings.form[d] == DwellingForm::house ? tastes.house : 0.0) +
                (poor_label ? tastes.poor_energy_label : 0.0)};
}

double situation_utility(const World& world, const AnswerTastes& tastes, const Candidate& c) {
    constexpr auto urgent = priority::dalo | priority::hosted_or_without_dwelling |
                            priority::eviction | priority::rehousing | priority::violence;
    const int waited = world.month - c.opened;
    return ((c.priorities & urgent) != 0 ? tastes.urgency : 0.0) + tastes.month_waited * waited +
           (c.transfer ? tastes.already_housed : 0.0);
}

/// After its last offer a household to be rehoused loses its right to stay: it takes what it is
/// offered.
bool must_accept(const World& world, const Candidate& c, const CommissionRules& rules) {
    return (c.priorities & priority::rehousing) != 0 &&
           world.applications.offers[c.application] + 1 >= rules.rehousing_offers;
}

Answer kind_of_refusal(const World& world,
                       const AnswerTastes& tastes,
                       const Candidate& c,
                       DwellingRow d,
                       const Draws& draws) {
    const double u = draws.uniform(
        {DrawPurpose::refusal_kind, world.month, c.key.value, world.dwellings.key[d].value});
    if (u < tastes.refused_before_commission) {
        return Answer::refused_before_commission;
    }
    return u < tastes.refused_before_commission + tastes.no_answer
               ? Answer::no_answer
               : Answer::refused_after_commission;
}

Lease lease_of(const World& world,
               const AllocationPolicy& policy,
               const OfferAnswer& accepted,
               const Candidate& c) {
    const auto& dwellings = world.dwellings;
    const auto d = accepted.dwelling;
    return {.month = world.month,
            .dwelling = dwellings.key[d],
            .household = c.key,
            .zone = dwellings.zone[d],
            .from_zone = c.zone,
            .from_tenure = world.households.tenure[c.household],
            .landlord = dwellings.landlord[d],
            .holder = accepted.holder,
            .rooms = dwellings.rooms[d],
            .persons = static_cast<std::uint8_t>(world.households.persons(c.household)),
            .type = world.households.type(c.household),
            .children = world.households.children[c.household],
            .disabled = world.households.disabled[c.household] != 0,
            .eldest_age = static_cast<std::uint8_t>(
                world.households.eldest_adult_age(c.household, world.month)),
            .rank = accepted.rank,
            .quartile_legal = c.quartile_legal,
            .quartile_frozen = c.quartile_frozen,
            .priorities = c.priorities,
            .transfer = c.transfer,
            .wait_months = static_cast<std::int16_t>(world.month - c.opened),
            .points = accepted.points,
            .rent_cents = offered_rent_cents(world, c, d, policy.rents),
            .resources_per_unit_cents = c.resources_per_unit_cents,
            .effort_rate = static_cast<float>(offer_cost(c, world, d, policy).effort_rate)};
}

void leave_present_home(World& world,
                        HouseholdRow h,
                        const Lease& lease,
                        DwellingRow next,
                        const RelettingRates& reletting,
                        const Draws& draws,
                        MonthFlows& flows) {
    auto& dwellings = world.dwellings;
    const auto left = world.households.dwelling[h];
    const int rung = dwellings.chain_rung[next];
    if (left) {
        free_dwelling(world, left, dwellings.vacancy_cause[next], rung + 1, reletting, draws);
        ++flows.counts.fell_vacant;
        return;
    }
    flows.chains.push_back(
        {world.month, dwellings.vacancy_cause[next], static_cast<std::uint8_t>(rung)});
    if (!lease.from_zone) {
        ++flows.counts.arrived_by_lease;
        return;
    }
    auto& stock = world.private_stock[lease.from_zone];
    stock.private_tenants -= lease.from_tenure == Tenure::private_tenant;
    stock.owners -= lease.from_tenure == Tenure::owner;
}

void move_in(World& world, HouseholdRow h, DwellingRow d) {
    auto& households = world.households;
    households.zone[h] = world.dwellings.zone[d];
    households.tenure[h] = Tenure::social_tenant;
    households.dwelling[h] = d;
    households.moved_in[h] = world.month;
    outdate(world, h);
    world.dwellings.household[d] = h;
    world.dwellings.status[d] = DwellingStatus::occupied;
}

void note_refusal(World& world, const OfferAnswer& refused, const Candidate& c) {
    auto& applications = world.applications;
    const auto a = c.application;
    auto& refusals = world.dwellings.refusals[refused.dwelling];
    refusals = static_cast<std::uint8_t>(std::min(refusals + 1, 255));
    const auto d = refused.dwelling;
    const bool as_wished =
        world.dwellings.rooms[d] == c.rooms.ideal &&
        world.territory->zones[world.dwellings.zone[d]].commune == c.wished_commune;
    auto& unmotivated = applications.unmotivated_refusals[a];
    unmotivated = static_cast<std::uint8_t>(std::min(unmotivated + as_wished, 255));
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
        const auto d = vacancies[v].dwelling;
        const DesignationQueue queue(world, d, more ? *more : orders, all, draws, holds[v].bonus);
        const auto commune = world.territory->zones[world.dwellings.zone[d]].commune;
        const Listing listing{vacancies[v], holds[v], commune, queue, responses[v], listed, most};
        lists.push_back(shortlist(world, policy, listing, all));
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

std::vector<RankedList> resolve_conflicts(const World& world,
                                          const Behaviour& behaviour,
                                          const AllocationPolicy& policy,
                                          const std::vector<ShortList>& lists,
                                          const std::vector<Candidate>& all,
                                          const Draws& draws) {
    std::vector<std::uint8_t> on_a_list(all.size());
    for (const auto& list : lists) {
        if (list.assigned) {
            on_a_list[*list.assigned] = 1;
        }
    }
    std::vector<RankedList> resolved;
    for (const auto& list : lists) {
        std::vector<std::uint32_t> named;
        if (list.assigned) {
            named.push_back(*list.assigned);
        }
        for (const auto i : list.designated) {
            if (on_a_list[i] == 0 &&
                named.size() < static_cast<std::size_t>(policy.commission.candidates)) {
                on_a_list[i] = 1;
                named.push_back(i);
            }
        }
        auto vacancy = list.vacancy;
        if (list.given_back) {
            vacancy.holder = HolderRow{};
        }
        auto presented = named;
        const auto vetoes = std::erase_if(named, [&](std::uint32_t i) {
            return vetoed(world, policy.mayor, all[i], vacancy.dwelling, draws);
        });
        const auto ranking = [&](double casting_vote) {
            return commission_ranking(world,
                                      behaviour,
                                      policy,
                                      vacancy.dwelling,
                                      list.hold,
                                      named,
                                      all,
                                      casting_vote,
                                      draws);
        };
        const double vote = policy.mayor.casting_vote;
        auto ranked = ranking(vote);
        const bool cast = vote > 0.0 && ranked.size() > 1 && ranking(0.0).front() != ranked.front();
        resolved.push_back({vacancy,
                            list.hold,
                            std::move(ranked),
                            static_cast<int>(vetoes),
                            std::move(presented),
                            cast});
    }
    return resolved;
}

double UtilityParts::advertised() const {
    return constant + dwelling + place + situation + taste;
}

double UtilityParts::total() const {
    return advertised() + quality + appeal;
}

UtilityParts utility_parts(const World& world,
                           const AnswerTastes& tastes,
                           const AllocationPolicy& policy,
                           const Candidate& c,
                           DwellingRow d,
                           const Draws& draws) {
    const auto zone = world.dwellings.zone[d];
    const auto kind = static_cast<std::uint64_t>(place_kind(*world.territory, zone));
    const double taste = draws.normal({DrawPurpose::taste, no_month, c.key.value, kind});
    const double appeal = draws.logistic(
        {DrawPurpose::dwelling_appeal, no_month, c.key.value, world.dwellings.key[d].value});
    const double quality =
        draws.normal({DrawPurpose::dwelling_quality, no_month, world.dwellings.key[d].value});
    const auto itself = dwelling_utility(world, tastes, policy, c, d);
    return {
        .constant = tastes.constant,
        .cost = itself.cost,
        .dwelling = itself.total,
        .place = place_utility(world, tastes, c, zone) + attractiveness(world, policy.stock, zone),
        .situation = situation_utility(world, tastes, c),
        .taste = tastes.taste_sd * taste,
        .quality = tastes.dwelling_quality_sd * quality,
        .appeal = tastes.appeal_scale * appeal};
}

double utility(const World& world,
               const AnswerTastes& tastes,
               const AllocationPolicy& policy,
               const Candidate& c,
               DwellingRow d,
               const Draws& draws) {
    return utility_parts(world, tastes, policy, c, d, draws).total();
}

std::vector<OfferAnswer> household_answers(const World& world,
                                           const Behaviour& behaviour,
                                           const AllocationPolicy& policy,
                                           const std::vector<RankedList>& lists,
                                           const std::vector<Candidate>& all,
                                           const Draws& draws) {
    const auto& tastes = behaviour.answers;
    return ordered_concat<OfferAnswer>(
        lists.size(), [&](const Block& block, std::vector<OfferAnswer>& answers) {
            for (auto l = block.first; l < block.last; ++l) {
                const auto& vacancy = lists[l].vacancy;
                std::uint8_t rank = 1;
                for (const auto i : lists[l].ranked) {
                    const auto d = vacancy.dwelling;
                    const bool accepts = policy.commission.refusals == Refusals::none ||
                                         must_accept(world, all[i], policy.commission) ||
                                         utility(world, tastes, policy, all[i], d, draws) > 0.0;
                    const auto answer = accepts ? Answer::accepted
                                                : kind_of_refusal(world, tastes, all[i], d, draws);
                    answers.push_back({d,
                                       vacancy.holder,
                                       vacancy.route,
                                       i,
                                       rank++,
                                       answer,
                                       points_for(world, policy, d, lists[l].hold, all[i])});
                    if (accepts) {
                        break;
                    }
                }
            }
        });
}

void settle(World& world,
            const Behaviour& behaviour,
            const AllocationPolicy& policy,
            const std::vector<OfferAnswer>& answers,
            const std::vector<Candidate>& all,
            int round,
            const Draws& draws,
            MonthFlows& flows) {
    const auto reaches = quota_reaches(policy, *world.territory);
    for (const auto& answered : answers) {
        const auto& c = all[answered.candidate];
        auto lease = lease_of(world, policy, answered, c);
        flows.offers.push_back({.month = world.month,
                                .dwelling = lease.dwelling,
                                .household = lease.household,
                                .zone = lease.zone,
                                .holder = lease.holder,
                                .round = static_cast<std::uint8_t>(round),
                                .rank = lease.rank,
                                .answer = answered.answer,
                                .quartile_legal = lease.quartile_legal,
                                .points = lease.points});
        auto& offers = world.applications.offers[c.application];
        offers = static_cast<std::uint8_t>(std::min(offers + 1, 255));
        note_dalo_offer(world, policy.dalo, c.application, flows.counts);
        if (answered.answer != Answer::accepted) {
            note_refusal(world, answered, c);
            if (answered.answer == Answer::no_answer) {
                const auto place = world.territory->is_qpv(lease.zone) ? 0U : 1U;
                flows.counts.days_of_silence.at(place) += policy.commission.offer_open_days;
            }
            flows.counts.advert_refusals += answered.route == VacancyRoute::advert;
            continue;
        }
        leave_present_home(
            world, c.household, lease, answered.dwelling, behaviour.reletting, draws, flows);
        flows.rules_used.cut_rents +=
            lease.rent_cents < world.dwellings.rent_cents[answered.dwelling];
        sign_at_rent(world, answered.dwelling, lease.rent_cents);
        move_in(world, c.household, answered.dwelling);
        close_application(world, c.household);
        count_in_quotas(world, policy, reaches, lease, c.quotas);
        count_in_flow(world, lease);
        flows.leases.push_back(lease);
    }
}
}  // namespace mixite
