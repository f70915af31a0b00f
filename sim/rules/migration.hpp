#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// Where the households that leave an agglomeration settle: each in one of the others, all equally
/// likely. By destination, in the order of their keys. Nobody settles anywhere where there is one
/// agglomeration only.
std::vector<std::vector<Household>> destinations_of(std::span<const MonthFlows> of_agglomerations,
                                                    Month month,
                                                    const Draws& draws);

/// Settles those on their way here, each in the place of one of the month's arrivals from elsewhere
/// (spread evenly over them): under its own key, with its members and incomes, in the private stock
/// of that arrival's zone. Those who find no such place settle outside all agglomerations.
void settle_migrants(World& world,
                     const Behaviour& behaviour,
                     const Draws& draws,
                     MonthFlows& flows);

/// The arrivals of the month whose places migrants have not taken.
std::vector<Household> without_taken(std::vector<Household> arrived, std::size_t taken);

}  // namespace mixite
