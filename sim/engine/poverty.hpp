#pragma once

#include <vector>

#include "world/world.hpp"

namespace mixite {

/// By QPV, in the order of Territory::qpv_zones. Precondition: `world.resources` is up to date.
std::vector<PovertyCount> count_poverty(const World& world);

/// The same of one household. Precondition: its resources are up to date.
QpvResident qpv_resident(const World& world, HouseholdRow household);

/// Each December the reputation of a zone moves towards its share of poor households, by one over
/// the lag. Precondition: `world.resources` is up to date.
void update_reputation(World& world, double lag_years);

}  // namespace mixite
