#pragma once

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "scenario/population_assumptions.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// Fills the register of open requests, which no public table gives: as many a household as
/// assumed, in the assumed proportions of social tenants, of households from outside the
/// agglomeration (added with zone none) and of others. Among residents under the highest ceiling,
/// who has a request is drawn by the rates at which they apply. Their ages are memoryless around
/// the assumed mean; each was renewed at its last anniversary. Precondition: the world has its
/// households, dwellings and arrival templates, and no request.
void open_requests(World& world,
                   const RequestStock& stock,
                   const Behaviour& behaviour,
                   const AllocationPolicy& policy,
                   const Draws& draws);

}  // namespace mixite
