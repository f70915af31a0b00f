#pragma once

#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "rules/vacancy_route.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// A dwelling that a commission may let this month, and the holder whose turn it is; none when the
/// landlord has set it aside for a transfer.
struct Vacancy {
    DwellingRow dwelling;
    HolderRow holder;
    bool for_transfer = false;
    VacancyRoute route = VacancyRoute::holder;
    /// A holder's time to name is over: the vacancy is the landlord's.
    bool naming_over = false;
};

/// The tenant's link and the dwelling's are cut; the dwelling is vacant and may be let once its
/// re-letting delay (or its works) is over, or condemned if a programme stopped its re-letting. The
/// household keeps its row: the caller says what becomes of it. `rung`: its place in its chain of
/// vacancies.
void free_dwelling(World& world,
                   DwellingRow dwelling,
                   VacancyCause cause,
                   int rung,
                   const RelettingRates& reletting,
                   const Draws& draws);

/// The programme's events due this month, and the month's private construction.
void apply(World& world,
           const std::vector<ProgrammeEvent>& due,
           const Draws& draws,
           MonthFlows& flows);

/// Works that end this month make their dwellings lettable.
void end_works(World& world);

/// The dwellings to let, longest vacant first, each with its holder: its own under reservations in
/// stock; in flow, the holder furthest behind its share of the landlord's account (CCH R.441-5 s.);
/// none once its time to name is over.
/// What is set aside for transfers, and each other's route, is drawn once a vacancy.
std::vector<Vacancy> lettable_dwellings(const World& world,
                                        const AllocationPolicy& policy,
                                        const Draws& draws);

/// Under reservations in flow a lease enters the landlord's account, unless it is a transfer or a
/// rehousing: those are set aside from the base of the flow.
void count_in_flow(World& world, const AllocationPolicy& policy, const Lease& lease);

}  // namespace mixite
