#pragma once

#include <array>
#include <cstdint>

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
/// QPV are moved until the tenures' odds of poverty relative to the owners', and the QPV's declared
/// medians, agree with the tables, as far as the curves allow. Precondition: households in the
/// order of the areas.
void rank_incomes(BasePopulation& population,
                  const TerritoryTables& tables,
                  const PopulationAssumptions& assumptions,
                  const Behaviour& behaviour,
                  const AllocationPolicy& policy,
                  const Draws& draws);

/// Line of `tenure_poverty` (its position) by commune and tenure; a commune without lines of its
/// own has those of the others.
using TenurePovertyLines = Column<CommuneRow, std::array<std::uint16_t, housed_tenures>>;
TenurePovertyLines tenure_poverty_lines(const TerritoryTables& tables);

/// The poverty line in the money of month zero, cents of disposable income per unit and month.
double poverty_line_cents(const TerritoryFacts& facts);

}  // namespace mixite
