#pragma once

#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// Works out `world.resources` for the rows that have expired, for new ones, and for those of which
/// a member has come of an age that counts; and counts these again in `world.census`. Rows of gone
/// households are left as they are. Parallel over rows.
void update_resources(World& world, const Behaviour& behaviour, const AllocationPolicy& policy);

/// Where the rules change: lets all candidates expire, and what of `world.resources` does not
/// follow alike from both policies: where an age differs everything, where benefits do the amounts
/// of all, where only the rental allowance does the rows of tenants.
void expire_where_scales_differ(World& world,
                                const AllocationPolicy& before,
                                const AllocationPolicy& now);

/// Of all households, whatever is kept. Parallel over rows.
Resources resources_of_all(const World& world,
                           const Behaviour& behaviour,
                           const AllocationPolicy& policy);

/// Throws InvariantViolation where a row, or the census, differs from what it would now be.
/// Precondition: `world.resources` is up to date.
void check_resources(const World& world,
                     const Behaviour& behaviour,
                     const AllocationPolicy& policy);

}  // namespace mixite
