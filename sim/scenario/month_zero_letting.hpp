#pragma once

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "scenario/population_assumptions.hpp"
#include "scenario/territory_tables.hpp"
#include "world/dwellings.hpp"
#include "world/world.hpp"

namespace mixite {

/// The social stock of month zero, dwelling by dwelling, all vacant: the groups of the tables in
/// their order, landlords in the proportions of the zone, holders of reservations in those of the
/// policy within each landlord's stock. Keys come from the group and the ordinal.
Dwellings social_stock(const TerritoryTables& tables, const AllocationPolicy& policy);

/// Lets the stock to the social tenants of each zone, who have a dwelling each from then on. Larger
/// households have the larger dwellings, among those of one size the older and the longer settled;
/// between dwellings of as many rooms, the lower the income under the ceiling the more social the
/// financing and the lower the rent. Which dwellings stay empty, and since when, is drawn. A lease
/// is not older than its dwelling. Throws DataError naming each zone that has more tenants than
/// dwellings.
void let_social_stock(World& world,
                      const LettingClaims& claims,
                      const AllocationPolicy& policy,
                      const Draws& draws);

}  // namespace mixite
