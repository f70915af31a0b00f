#pragma once

#include "world/world.hpp"

namespace mixite {

/// A household from elsewhere with the composition, ages and activity of this template (a row of
/// World::arrival_templates) and incomes at this month's level; zone none, tenure hosted, no
/// request.
Household newcomer_like(const World& world, HouseholdRow template_row, HouseholdKey key);

/// Adds the household to the zone it names, in the tenure it would have if there is room, hosted
/// otherwise.
void take_in(World& world, Household household);

}  // namespace mixite
