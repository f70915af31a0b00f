#include "rules/commission_decisions.hpp"

#include "rules/demand.hpp"

namespace mixite {

CommissionDecision decision_to_keep(const World& world,
                                    const RankedList& list,
                                    const Candidate& c) {
    if (world.applications.stated_resources_cents[c.application] == unstated) {
        return CommissionDecision::conditional;
    }
    return list.ranked.size() == 1 ? CommissionDecision::attribution : CommissionDecision::ranked;
}

DecisionMotive motive_not_to_allocate(const World& world,
                                      const AllocationPolicy& policy,
                                      const RankedList& list,
                                      const Candidate& c,
                                      const Draws& draws) {
    const auto& vacancy = list.vacancy;
    if (vetoed(world, policy.mayor, c, vacancy.dwelling, draws)) {
        return DecisionMotive::mayor_veto;
    }
    if (vacancy.route == VacancyRoute::prefect &&
        landlord_refuses(world, policy.dalo, vacancy, c, draws)) {
        return DecisionMotive::landlord_refusal;
    }
    return not_allocated_for_effort_rate(world, policy, vacancy.dwelling, c)
               ? DecisionMotive::effort_rate
               : DecisionMotive::resources;
}

void count_decisions(const World& world,
                     const std::vector<ShortList>& lists,
                     const std::vector<RankedList>& ranked,
                     const std::vector<Candidate>& candidates,
                     MonthCounts& counts) {
    const auto decided = [&](DwellingRow d, CommissionDecision kind, std::size_t times) {
        const auto place = world.territory->is_qpv(world.dwellings.zone[d]) ? 0U : 1U;
        counts.decisions.at(static_cast<std::size_t>(kind)).at(place) += static_cast<int>(times);
    };
    for (const auto& list : lists) {
        decided(list.vacancy.dwelling, CommissionDecision::inadmissible, list.inadmissible.size());
    }
    for (const auto& list : ranked) {
        const auto d = list.vacancy.dwelling;
        decided(d, CommissionDecision::not_allocated, list.presented.size() - list.ranked.size());
        for (const auto i : list.ranked) {
            decided(d, decision_to_keep(world, list, candidates[i]), 1);
        }
    }
}

void note_not_allocated(World& world,
                        const AllocationPolicy& policy,
                        const std::vector<RankedList>& ranked,
                        const std::vector<Candidate>& candidates) {
    if (policy.commission.effort_rate_looked_at != EffortRateLooked::at_commission) {
        return;
    }
    for (const auto& list : ranked) {
        const auto d = list.vacancy.dwelling;
        if (world.dwellings.household[d]) {
            continue;
        }
        for (const auto i : list.presented) {
            if (not_allocated_for_effort_rate(world, policy, d, candidates[i])) {
                note_refusal(world, d, candidates[i].key);
            }
        }
    }
}

void strike_off_rejected(World& world,
                         const std::vector<ShortList>& lists,
                         const std::vector<Candidate>& candidates,
                         MonthCounts& counts) {
    auto& households = world.households;
    for (const auto& list : lists) {
        for (const auto i : list.inadmissible) {
            const auto h = candidates[i].household;
            close_application(world, h);
            if (!households.zone[h]) {
                households.tenure[h] = Tenure::gone;
            }
            ++counts.rejected;
        }
    }
}

}  // namespace mixite
