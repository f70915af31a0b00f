#pragma once

#include <vector>

#include "world/world.hpp"

namespace mixite {

/// The tenants of the social stock of the QPV, in the order of the dwellings' rows. Precondition:
/// `world.resources` is up to date.
std::vector<Occupant> qpv_occupants(const World& world);

/// For each QPV, those who live in its social stock now, those who have come to it and those who
/// have left it, in whatever way; who moves within it has done neither. Those who left are told as
/// they were. Both lists in the order of the dwellings' rows.
std::vector<Occupancy> occupancy(const std::vector<Occupant>& before,
                                 const std::vector<Occupant>& now,
                                 std::size_t qpvs);

}  // namespace mixite
