#include "rules/decision_trail.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "foundation/append_to.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/commission_decisions.hpp"

namespace mixite {
namespace {

constexpr int epoch = 1900;

Scope scope_of_dwelling(const World& world, DwellingRow d) {
    return world.territory->is_qpv(world.dwellings.zone[d]) ? Scope::in_qpv : Scope::outside_qpv;
}

/// For each candidate, 1 if its request is open.
std::vector<std::uint8_t> open_requests(const World& world, const CommissionRound& round) {
    std::vector<std::uint8_t> open;
    open.reserve(round.candidates.size());
    for (const auto& c : round.candidates) {
        open.push_back(world.applications.household[c.application] ? 1 : 0);
    }
    return open;
}

std::vector<std::uint32_t> eligible_in_order(const World& world,
                                             const AllocationPolicy& policy,
                                             const CommissionRound& round,
                                             const DesignationOrders& orders,
                                             const ShortList& list,
                                             const std::vector<std::uint8_t>& open,
                                             const std::vector<Eligibility>& eligibilities,
                                             const Draws& draws) {
    const auto d = list.vacancy.dwelling;
    DesignationQueue queue(world, d, orders, round.candidates, draws, list.hold.bonus);
    const OpenDwelling dwelling(world, policy, d, round.candidates, eligibilities);
    const auto commune = world.territory->zones[world.dwellings.zone[d]].commune;
    const auto tenant = world.dwellings.household[d];
    std::vector<std::uint32_t> eligible;
    while (const auto* place = queue.next()) {
        const auto i = place->candidate;
        if (open[i] != 0 && place->passes(public_of::everybody, commune) &&
            dwelling.is_open_to(i) && !(tenant && round.candidates[i].household == tenant)) {
            eligible.push_back(i);
        }
    }
    return eligible;
}

/// Of who was eligible in an earlier round, those who are not any more.
void erase_barred(std::vector<std::uint32_t>& eligible,
                  const World& world,
                  const CommissionRound& round,
                  DwellingRow d,
                  const std::vector<std::uint8_t>& open) {
    const bool refused = is_refused(world, d);
    std::erase_if(eligible, [&](std::uint32_t i) {
        return open[i] == 0 || (refused && has_refused(world, d, round.candidates[i].key));
    });
}

Decision decision_of(const World& world,
                     const CommissionRound& round,
                     std::size_t v,
                     std::span<const std::uint32_t> eligible,
                     const std::vector<const OfferAnswer*>& answers) {
    const auto& list = round.lists[v];
    const auto d = list.vacancy.dwelling;
    const auto since = world.dwellings.vacant_since[d];
    return {.month = world.month,
            .round = static_cast<std::uint8_t>(round.number),
            .dwelling = world.dwellings.key[d],
            .zone = world.dwellings.zone[d],
            .landlord = world.dwellings.landlord[d],
            .turn = list.vacancy.holder,
            .route = round.ranked[v].vacancy.route,
            .for_transfer = list.vacancy.for_transfer,
            .given_back = list.given_back,
            .quota_held = list.hold.strict != 0,
            .quota_lifted = list.hold.relaxed != 0,
            .eligible = static_cast<std::int32_t>(eligible.size()),
            .ranked = static_cast<std::uint8_t>(round.ranked[v].ranked.size()),
            .asked = static_cast<std::uint8_t>(answers.size()),
            .vetoed = static_cast<std::uint8_t>(round.ranked[v].vetoes),
            .let = !answers.empty() && answers.back()->answer == Answer::accepted,
            .days_vacant = static_cast<std::int16_t>(days_since(epoch, world.month) -
                                                     days_since(epoch, since))};
}

/// Of the candidates, the points of the grid by scope: side by side, as the candidates lie far
/// apart.
struct GridPoints {
    std::vector<std::int32_t> in_qpv;
    std::vector<std::int32_t> outside_qpv;
};

GridPoints grid_points(const std::vector<Candidate>& candidates) {
    GridPoints points;
    points.in_qpv.reserve(candidates.size());
    points.outside_qpv.reserve(candidates.size());
    for (const auto& c : candidates) {
        points.in_qpv.push_back(c.points_in_qpv);
        points.outside_qpv.push_back(c.points_outside);
    }
    return points;
}

/// The points, for the vacancy, of those who are on no list of the round.
std::vector<std::int32_t> unlisted_points(const World& world,
                                          const AllocationPolicy& policy,
                                          const CommissionRound& round,
                                          std::size_t v,
                                          std::span<const std::uint32_t> eligible,
                                          const std::vector<std::uint8_t>& on_a_list,
                                          const GridPoints& grid) {
    const auto& list = round.lists[v];
    const bool in_qpv = scope_of_dwelling(world, list.vacancy.dwelling) == Scope::in_qpv;
    const auto& of_grid = in_qpv ? grid.in_qpv : grid.outside_qpv;
    std::vector<std::int32_t> points;
    points.reserve(eligible.size());
    for (const auto i : eligible) {
        if (on_a_list[i] == 0) {
            points.push_back(of_grid[i]);
            if (list.hold.bonus != 0) {
                points.back() += bonus_points(policy.quotas, list.hold, round.candidates[i].quotas);
            }
        }
    }
    return points;
}

std::vector<RankedCandidate> ranked_candidates(const World& world,
                                               const AllocationPolicy& policy,
                                               const CommissionRound& round,
                                               std::size_t v,
                                               std::span<const std::uint32_t> eligible,
                                               const std::vector<std::uint8_t>& on_a_list,
                                               const GridPoints& grid,
                                               std::size_t asked) {
    const auto& hold = round.lists[v].hold;
    const auto d = round.lists[v].vacancy.dwelling;
    const auto points = [&](std::uint32_t i) {
        return points_for(world, policy, d, hold, round.candidates[i]);
    };
    // Gathered once: each of the ranked is set beside all of them.
    const auto points_of_unlisted =
        round.ranked[v].ranked.empty()
            ? std::vector<std::int32_t>{}
            : unlisted_points(world, policy, round, v, eligible, on_a_list, grid);
    std::vector<RankedCandidate> rows;
    for (const auto i : round.ranked[v].ranked) {
        const auto& c = round.candidates[i];
        const auto place = std::find(eligible.begin(), eligible.end(), i) - eligible.begin();
        const auto passed_over =
            std::count_if(points_of_unlisted.begin(),
                          points_of_unlisted.end(),
                          [own = points(i)](std::int32_t others) { return others > own; });
        rows.push_back({.month = world.month,
                        .round = static_cast<std::uint8_t>(round.number),
                        .dwelling = world.dwellings.key[d],
                        .household = c.key,
                        .rank = static_cast<std::uint8_t>(rows.size() + 1),
                        .decision = decision_to_keep(world, round.ranked[v], c),
                        .asked = rows.size() < asked,
                        .points = points(i),
                        .bonus = bonus_points(policy.quotas, hold, c.quotas),
                        .place_in_order = static_cast<std::int32_t>(place + 1),
                        .passed_over = static_cast<std::int32_t>(passed_over),
                        .priorities = c.priorities,
                        .quartile_legal = c.quartile_legal});
    }
    return rows;
}

/// Those whom the commission did not keep, in the order in which they were presented, then those
/// whose request it rejected.
std::vector<TurnedAway> turned_away(const World& world,
                                    const AllocationPolicy& policy,
                                    const CommissionRound& round,
                                    std::size_t v,
                                    const Draws& draws) {
    const auto& list = round.ranked[v];
    std::vector<TurnedAway> rows;
    const auto add = [&](const Candidate& c, CommissionDecision decision, DecisionMotive motive) {
        rows.push_back({.month = world.month,
                        .round = static_cast<std::uint8_t>(round.number),
                        .dwelling = world.dwellings.key[list.vacancy.dwelling],
                        .household = c.key,
                        .decision = decision,
                        .motive = motive,
                        .resources_per_unit_cents = c.resources_per_unit_cents,
                        .reference_income_cents = c.reference_income_cents,
                        .highest_ceiling_cents = c.ceilings_cents.back(),
                        .effort_rate = static_cast<float>(
                            offer_cost(c, world, list.vacancy.dwelling, policy).effort_rate),
                        .priorities = c.priorities,
                        .quartile_legal = c.quartile_legal});
    };
    for (const auto i : list.presented) {
        if (std::find(list.ranked.begin(), list.ranked.end(), i) == list.ranked.end()) {
            const auto& c = round.candidates[i];
            add(c,
                CommissionDecision::not_allocated,
                motive_not_to_allocate(world, policy, list, c, draws));
        }
    }
    for (const auto i : round.lists[v].inadmissible) {
        add(round.candidates[i], CommissionDecision::inadmissible, DecisionMotive::ceilings);
    }
    return rows;
}

std::vector<PointsLine> points_lines(const World& world,
                                     const CommissionRound& round,
                                     std::size_t v,
                                     const std::map<std::uint32_t, CandidateTerms>& terms) {
    const auto d = round.lists[v].vacancy.dwelling;
    const bool in_qpv = scope_of_dwelling(world, d) == Scope::in_qpv;
    std::vector<PointsLine> lines;
    for (const auto i : round.ranked[v].ranked) {
        const auto& of_candidate = terms.at(i);
        for (const auto& [criterion, points] :
             in_qpv ? of_candidate.in_qpv : of_candidate.outside_qpv) {
            lines.push_back({.month = world.month,
                             .round = static_cast<std::uint8_t>(round.number),
                             .dwelling = world.dwellings.key[d],
                             .household = round.candidates[i].key,
                             .criterion = static_cast<std::uint8_t>(criterion),
                             .points = points});
        }
    }
    return lines;
}

std::int32_t sum_of(const std::vector<PointsTerm>& terms) {
    return std::accumulate(
        terms.begin(), terms.end(), std::int32_t{0}, [](std::int32_t sum, const PointsTerm& term) {
            return sum + term.second;
        });
}

CandidateTerms terms_of(const World& world, const AllocationPolicy& policy, const Candidate& c) {
    CandidateTerms terms{points_terms(world, c, policy, Scope::in_qpv),
                         points_terms(world, c, policy, Scope::outside_qpv)};
    ENSURE(sum_of(terms.in_qpv) == c.points_in_qpv && sum_of(terms.outside_qpv) == c.points_outside,
           "{}: the terms of household {} are not its points",
           to_string(world.month),
           c.key.value);
    return terms;
}

void find_terms(FoundThisMonth& found,
                const World& world,
                const AllocationPolicy& policy,
                const CommissionRound& round) {
    for (const auto& list : round.ranked) {
        for (const auto i : list.ranked) {
            if (!found.terms.contains(i)) {
                found.terms.emplace(i, terms_of(world, policy, round.candidates[i]));
            }
        }
    }
}

/// The orders of the round with those that bonuses of its lists ask for; none if none does.
std::optional<DesignationOrders> with_bonuses(const World& world,
                                              const AllocationPolicy& policy,
                                              const CommissionRound& round) {
    std::vector<Vacancy> vacancies;
    std::vector<QuotaHold> holds;
    for (const auto& list : round.lists) {
        if (list.hold.bonus != 0) {
            vacancies.push_back(list.vacancy);
            holds.push_back(list.hold);
        }
    }
    return vacancies.empty()
               ? std::nullopt
               : std::optional(with_bonus_orders(
                     round.orders, world, policy.quotas, vacancies, holds, round.candidates));
}

/// Of each vacancy of the round.
std::vector<std::span<const std::uint32_t>> find_eligible(FoundThisMonth& found,
                                                          const World& world,
                                                          const AllocationPolicy& policy,
                                                          const CommissionRound& round,
                                                          const Draws& draws) {
    struct Pool {
        std::vector<std::uint32_t>* eligible;
        bool is_new;
    };
    std::vector<Pool> pools;
    pools.reserve(round.lists.size());
    for (const auto& list : round.lists) {
        const auto [entry, is_new] =
            found.eligible.try_emplace({list.vacancy.dwelling, list.hold.bonus});
        pools.push_back({&entry->second, is_new});
    }
    if (found.eligibilities.empty()) {
        found.eligibilities = eligibilities_of(round.candidates, policy);
    }
    const auto open = open_requests(world, round);
    const auto orders = with_bonuses(world, policy, round);
    std::vector<std::span<const std::uint32_t>> of_vacancy(pools.size());
    for_each_task(pools.size(), [&](std::size_t v) {
        const auto [eligible, is_new] = pools[v];
        if (is_new) {
            *eligible = eligible_in_order(world,
                                          policy,
                                          round,
                                          orders ? *orders : round.orders,
                                          round.lists[v],
                                          open,
                                          found.eligibilities,
                                          draws);
        } else {
            erase_barred(*eligible, world, round, round.lists[v].vacancy.dwelling, open);
        }
        of_vacancy[v] = *eligible;
    });
    return of_vacancy;
}

/// Of each vacancy, the answers to its offers.
std::vector<std::vector<const OfferAnswer*>> answers_by_vacancy(const CommissionRound& round) {
    std::map<DwellingRow, std::vector<const OfferAnswer*>> of_dwelling;
    for (const auto& answer : round.answers) {
        of_dwelling[answer.dwelling].push_back(&answer);
    }
    std::vector<std::vector<const OfferAnswer*>> of_vacancy;
    of_vacancy.reserve(round.lists.size());
    for (const auto& list : round.lists) {
        of_vacancy.push_back(of_dwelling[list.vacancy.dwelling]);
    }
    return of_vacancy;
}

}  // namespace

AnswerMotive motive_of(const UtilityParts& parts, Answer answer) {
    if (answer == Answer::accepted) {
        return parts.total() > 0.0 ? AnswerMotive::none : AnswerMotive::last_offer;
    }
    const std::array<std::pair<double, AnswerMotive>, 7> reasons{
        {{parts.cost, AnswerMotive::cost},
         {parts.dwelling - parts.cost, AnswerMotive::dwelling},
         {parts.place, AnswerMotive::place},
         {parts.situation, AnswerMotive::situation},
         {parts.taste, AnswerMotive::taste},
         {parts.quality + parts.appeal, AnswerMotive::impression},
         {parts.constant, AnswerMotive::reserve}}};
    return std::min_element(reasons.begin(), reasons.end())->second;
}

DecisionTrail decision_trail(const World& world,
                             const Behaviour& behaviour,
                             const AllocationPolicy& policy,
                             const CommissionRound& round,
                             const Draws& draws,
                             FoundThisMonth& found) {
    EXPECT(round.lists.size() == round.ranked.size(), "{} lists", round.lists.size());
    std::vector<std::uint8_t> on_a_list(round.candidates.size());
    for (const auto& list : round.ranked) {
        for (const auto i : list.presented) {
            on_a_list[i] = 1;
        }
    }
    find_terms(found, world, policy, round);
    const auto eligible = find_eligible(found, world, policy, round, draws);
    const auto answers = answers_by_vacancy(round);
    const auto grid = grid_points(round.candidates);
    DecisionTrail trail;
    for (std::size_t v = 0; v < round.lists.size(); ++v) {
        trail.decisions.push_back(decision_of(world, round, v, eligible[v], answers[v]));
        append_to(trail.ranked,
                  ranked_candidates(
                      world, policy, round, v, eligible[v], on_a_list, grid, answers[v].size()));
        append_to(trail.turned_away, turned_away(world, policy, round, v, draws));
        append_to(trail.points, points_lines(world, round, v, found.terms));
    }
    for (const auto& answer : round.answers) {
        const auto& c = round.candidates[answer.candidate];
        const auto utility =
            utility_parts(world, behaviour.answers, policy, c, answer.dwelling, draws);
        trail.motives.push_back(motive_of(utility, answer.answer));
    }
    return trail;
}

void keep(DecisionTrail trail, std::size_t first_offer, MonthFlows& flows) {
    EXPECT(flows.offers.size() == first_offer + trail.motives.size(),
           "{} offers, {} motives",
           flows.offers.size(),
           trail.motives.size());
    for (std::size_t i = 0; i < trail.motives.size(); ++i) {
        flows.offers[first_offer + i].motive = trail.motives[i];
    }
    append_to(flows.decisions, std::move(trail.decisions));
    append_to(flows.ranked, std::move(trail.ranked));
    append_to(flows.turned_away, std::move(trail.turned_away));
    append_to(flows.points, std::move(trail.points));
}

}  // namespace mixite
