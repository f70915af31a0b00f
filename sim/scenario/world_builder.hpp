#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "scenario/population_fit.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// The world at month zero, and how well it fits its tables.
struct BuiltWorld {
    World world;
    std::vector<FitLine> fit;
    /// Whence each resident household comes: its zone, and the area it was controlled with.
    /// Households from outside, which follow the residents, have none.
    Column<HouseholdRow, PartRow> part;
};

/// Builds the population (build_population), the social stock and its lettings, the private stock,
/// the register of open requests, the agenda of the programme and the zones' reputations. The same
/// for all scenarios and replications: its draws are those of `seed`, replication 0. `territory` is
/// that of the tables. Throws DataError where the tables contradict each other.
BuiltWorld build_world(const TerritoryTables& tables,
                       std::shared_ptr<const Territory> territory,
                       const Behaviour& behaviour,
                       const AllocationPolicy& at_month_zero,
                       std::uint64_t seed);

}  // namespace mixite
