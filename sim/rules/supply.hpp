#pragma once

#include "foundation/keyed_random.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

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

}  // namespace mixite
