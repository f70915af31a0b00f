#pragma once

#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/household_answers.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"

namespace mixite {

/// Signs the leases of the accepted offers: moves in, frees the dwelling left, closes the request,
/// counts quotas and accounts; refusals are written to their requests and dwellings.
void settle(World& world,
            const Behaviour& behaviour,
            const AllocationPolicy& policy,
            const std::vector<OfferAnswer>& answers,
            const std::vector<Candidate>& candidates,
            int round,
            const Draws& draws,
            MonthFlows& flows);

}  // namespace mixite
