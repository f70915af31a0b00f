#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/territory_tables.hpp"
#include "world/territory.hpp"

namespace mixite {

/// What is wrong with the scenario in this territory: places, landlords and operations that it does
/// not know, programmes that begin before the strategy or end before they begin, keys that an
/// operation of its kind needs or has no use for, more dwellings than there are.
std::vector<Diagnostic> problems_in_territory(const Scenario& scenario,
                                              const Territory& territory,
                                              const TerritoryTables& tables);

}  // namespace mixite
