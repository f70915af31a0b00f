#pragma once

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "scenario/base_population.hpp"
#include "scenario/population_assumptions.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// Builds the households of a territory from its marginals, in five steps, each area on its own
/// but for the last:
///   1. households by type, size and age of the reference person, fitted to the area's totals of
///      households and persons (hard), its types and its persons by age (soft), then made whole;
///   2. their part and tenure, fitted to the tenures of the parts (hard), smaller households more
///      often in a QPV, as far as its published population asks;
///   3. their members, from the draws of each household;
///   4. their rank of declared income per unit within the area: the area's published curve gives
///      the income;
///   5. the ranks of tenures and of the QPV moved until the poverty rates of the tenures and the
///      declared medians of the QPV agree with the tables (bounded: the area's own curve stands).
/// A social tenant has no dwelling yet: see build_world. Deterministic in `draws`; parallel over
/// areas.
///
/// Throws DataError, all areas at once, if totals are impossible (fewer persons than households, or
/// more than eight a household) or if a soft marginal differs from what the hard ones allow by more
/// than `refused_gap` of the area.
BasePopulation build_population(const TerritoryTables& tables,
                                const PopulationAssumptions& assumptions,
                                const Behaviour& behaviour,
                                const AllocationPolicy& policy,
                                const Draws& draws);

/// Share of an area's households, or persons, by which a soft marginal may miss before the tables
/// are refused as contradictory; never less than 20 units.
inline constexpr double refused_gap = 0.2;

}  // namespace mixite
