#pragma once

#include <cstdint>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "scenario/population_fit.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// 1 for each household whose disposable income per unit is below the poverty line (the
/// territory's, in the money of month zero).
Column<HouseholdRow, std::uint8_t> poor_households(const World& world,
                                                   const Behaviour& behaviour,
                                                   const AllocationPolicy& policy);

/// Share of poor households by zone; 0 in an empty zone.
Column<ZoneRow, double> poor_share_by_zone(const Households& households,
                                           const Column<HouseholdRow, std::uint8_t>& poor,
                                           std::size_t zones);

/// Persons' poverty rates by tenure against `tenure_poverty`: a line each, within its own bounds.
void append_poverty_fit(std::vector<FitLine>& lines,
                        const TerritoryTables& tables,
                        const Households& households,
                        const Column<HouseholdRow, PartRow>& part,
                        const Column<HouseholdRow, std::uint8_t>& poor);

/// The social stock against the published totals (dwellings, in QPV, mean surface and rent), and
/// what month-zero letting and the register gave: empty dwellings, tenants above the ceiling,
/// overcrowded tenants, open requests and the share of transfers.
void append_stock_fit(std::vector<FitLine>& lines,
                      const TerritoryTables& tables,
                      const World& world,
                      const AllocationPolicy& policy);

}  // namespace mixite
