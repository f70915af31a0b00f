#pragma once

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "scenario/base_population.hpp"
#include "scenario/population_assumptions.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// Gives each household its declared income and activities. Within an area, households stand in the
/// order of a score (type, age, children, tenure, QPV, and a draw); the persons-weighted rank of
/// each is its place on the area's published curve, so that the area's deciles hold whatever the
/// score. The scores of the tenures (by commune of `tenure_poverty`) and of the residents of each
/// QPV are moved until the tenures' poverty rates and the QPV's declared medians agree with the
/// tables, as far as the curves allow. Precondition: households in the order of the areas.
void rank_incomes(BasePopulation& population,
                  const TerritoryTables& tables,
                  const PopulationAssumptions& assumptions,
                  const Behaviour& behaviour,
                  const AllocationPolicy& policy,
                  const Draws& draws);

/// Rent paid a month at month zero before social dwellings are let, cents: by tenure, zone and
/// number of persons; 0 for owners and the hosted.
std::int32_t usual_rent_cents(const TerritoryTables& tables, const Households& h, HouseholdRow row);

}  // namespace mixite
