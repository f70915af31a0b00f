#pragma once

#include <vector>

#include "observation/indicators.hpp"
#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// Principal rent a month: of its social dwelling; of a private tenant, the zone's median rent for
/// a dwelling of its size; 0 for owners and the hosted.
std::int32_t principal_rent_cents(const World& world,
                                  const MobilityRates& mobility,
                                  HouseholdRow household);

/// Incomes and housing cost of every household present. Parallel over rows.
MonthResources assess_resources(const World& world,
                                const Behaviour& behaviour,
                                const AllocationPolicy& policy);

/// By QPV, in the order of Territory::qpv_zones.
std::vector<PovertyCount> count_poverty(const World& world,
                                        const Behaviour& behaviour,
                                        const AllocationPolicy& policy);

/// Each January the reputation of a zone moves towards its share of poor households, by one over
/// the lag.
void update_reputation(World& world, const MonthResources& resources, double lag_years);

}  // namespace mixite
