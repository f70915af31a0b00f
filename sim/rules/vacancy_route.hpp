#pragma once

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "rules/scoring.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// Drawn once a vacancy. In this order: a small dwelling for an exchange, an advert until its time
/// is over, the coordination commission of a QPV, the mayor; otherwise the holder.
VacancyRoute vacancy_route(const World& world,
                           const AllocationPolicy& policy,
                           DwellingRow dwelling,
                           const Draws& draws);

/// Does this route name the candidate for the dwelling? Adverts: see advert_responses.
bool names(VacancyRoute route,
           const World& world,
           const AllocationPolicy& policy,
           const Candidate& candidate,
           DwellingRow dwelling);

/// May the candidate take this dwelling, set aside for transfers?
bool may_transfer(const World& world,
                  const TransferRules& rules,
                  const Candidate& candidate,
                  DwellingRow dwelling);

/// Lives in the dwelling's commune.
bool lives_in_commune(const World& world, const Candidate& candidate, DwellingRow dwelling);

/// The mayor's motivated veto. Who is recognised as DALO or is to be rehoused is out of its reach:
/// there the State and the landlord are bound.
bool vetoed(const World& world,
            const MayorRules& rules,
            const Candidate& candidate,
            DwellingRow dwelling,
            const Draws& draws);

}  // namespace mixite
