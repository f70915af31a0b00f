#pragma once

#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// Works out `world.resources` for the rows that have expired, for those whose members have come of
/// an age that counts, and for new ones. Rows of gone households are left as they are. Parallel
/// over rows.
void update_resources(World& world, const Behaviour& behaviour, const AllocationPolicy& policy);

/// Of all households, whatever is kept. Parallel over rows.
Resources resources_of_all(const World& world,
                           const Behaviour& behaviour,
                           const AllocationPolicy& policy);

/// Throws InvariantViolation where a row that has not expired differs from what it would now be.
void check_resources(const World& world,
                     const Behaviour& behaviour,
                     const AllocationPolicy& policy);

}  // namespace mixite
