#include "rules/commission.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mixite {
namespace {

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
    if (not_allocated_for_effort_rate(world, policy, d, c)) {
        return false;
    }
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

/// Those of a list who are on no other, which they now are.
std::vector<std::uint32_t> take_free(const ShortList& list,
                                     const CommissionRules& rules,
                                     std::vector<std::uint8_t>& on_a_list) {
    std::vector<std::uint32_t> named;
    if (list.assigned) {
        named.push_back(*list.assigned);
    }
    for (const auto i : list.designated) {
        if (on_a_list[i] == 0 && named.size() < static_cast<std::size_t>(rules.candidates)) {
            on_a_list[i] = 1;
            named.push_back(i);
        }
    }
    return named;
}

/// Of whom the prefect has named: where the landlord refuses, the prefect allocates, or nobody is
/// left.
void hear_landlord(Vacancy& vacancy,
                   std::vector<std::uint32_t>& named,
                   const World& world,
                   const DaloRules& rules,
                   const std::vector<Candidate>& all,
                   const Draws& draws) {
    if (vacancy.route != VacancyRoute::prefect || named.empty() ||
        !landlord_refuses(world, rules, vacancy, all[named.front()], draws)) {
        return;
    }
    if (rules.after_refusal == AfterLandlordRefusal::prefect_attributes) {
        vacancy.route = VacancyRoute::prefect_attribution;
    } else {
        named.clear();
    }
}

}  // namespace

bool not_allocated_for_effort_rate(const World& world,
                                   const AllocationPolicy& policy,
                                   DwellingRow d,
                                   const Candidate& c) {
    return policy.commission.effort_rate_looked_at == EffortRateLooked::at_commission &&
           is_above_most_effort_rate(c, world, d, policy);
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
        auto named = take_free(list, policy.commission, on_a_list);
        auto vacancy = list.vacancy;
        if (list.given_back) {
            vacancy.holder = HolderRow{};
        }
        auto presented = named;
        const auto vetoes = std::erase_if(named, [&](std::uint32_t i) {
            return vetoed(world, policy.mayor, all[i], vacancy.dwelling, draws);
        });
        hear_landlord(vacancy, named, world, policy.dalo, all, draws);
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

}  // namespace mixite
