#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "rules/scoring.hpp"
#include "world/world.hpp"

namespace mixite {

/// One line of a candidate's points: the criterion and what it gives.
using PointsTerm = std::pair<Criterion, std::int32_t>;

/// The candidate's points for a dwelling in this scope, criterion by criterion; the total is their
/// sum. Tenants who ask for a transfer have their own grid if the policy gives one (CCH
/// L.441-2-8 leaves the grids to the agglomeration).
std::vector<PointsTerm> points_terms(const World& world,
                                     const Candidate& candidate,
                                     const AllocationPolicy& policy,
                                     Scope scope);

/// Of the lines that tell of the household and of what it asks for: the same until either changes.
GridPoints lasting_points(const World& world,
                          const Candidate& candidate,
                          const AllocationPolicy& policy);

/// Of the lines that tell how long the request has waited and what it has refused.
GridPoints points_of_the_month(const World& world,
                               const Candidate& candidate,
                               const AllocationPolicy& policy);

}  // namespace mixite
