#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// Principal rent a month of a private tenant: the zone's median for a dwelling of its size; 0 for
/// others.
std::int32_t private_rent_cents(const World& world,
                                const MobilityRates& mobility,
                                HouseholdRow household);

/// A household that wants to move without a lease of the social stock: its first choices of zone,
/// best first.
struct PrivateMove {
    HouseholdRow row;
    Tenure to = Tenure::private_tenant;
    std::array<ZoneRow, 3> choices{};
    std::uint32_t turn = 0;       ///< drawn: where few dwellings are free, the least come first
    std::uint8_t surcharged = 0;  ///< 1: its social dwelling is one whose rent bears the SLS
};

/// Moves in the private stock, entry to ownership, exits from the social stock to either, hosted
/// households that find a rental. Parallel over rows; in the order in which they choose, which is
/// drawn. Taste noise is keyed by
/// (household, zone).
std::vector<PrivateMove> private_moves(const World& world,
                                       const Behaviour& behaviour,
                                       const AllocationPolicy& policy,
                                       const Draws& draws);

/// Settles the moves in order, each in its first choice that still has a free dwelling of the
/// tenure; who finds none stays. Frees social dwellings left, closes the requests of new owners.
void apply(World& world,
           const std::vector<PrivateMove>& moves,
           const Behaviour& behaviour,
           const Draws& draws,
           MonthFlows& flows);

}  // namespace mixite
