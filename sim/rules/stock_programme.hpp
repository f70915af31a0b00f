#pragma once

#include <cstdint>
#include <vector>

#include "rules/stock_policy.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// What an operation does this month to one empty dwelling, or to two.
struct StockChange {
    std::size_t operation = 0;  ///< position in the policy
    DwellingRow dwelling;
    DwellingRow other;  ///< the second of a merging
};

/// The territory's events without those of operations that the policy leaves out.
std::vector<ProgrammeEvent> kept_events(std::vector<ProgrammeEvent> due,
                                        const Territory& territory,
                                        const StockPolicy& policy);

/// The month's part of the policy's deliveries, demolitions, rehabilitations, residences and
/// private deliveries, as events of the programme. Precondition: their places are one zone each.
std::vector<ProgrammeEvent> events_due(const World& world, const StockPolicy& policy);

/// The empty dwellings that mergings, splittings, conversions and sales take this month: the
/// longest empty of the rooms asked for, as many as are due and there. What was missed is made up
/// for until the operation ends; each dwelling is taken once.
std::vector<StockChange> stock_changes(const World& world, const StockPolicy& policy);

void apply(World& world,
           const StockPolicy& policy,
           const std::vector<StockChange>& changes,
           MonthFlows& flows);

/// What the month's deliveries, works and attractiveness programmes cost.
std::int64_t programme_cost_cents(const World& world,
                                  const StockPolicy& policy,
                                  const std::vector<StockChange>& changes);

/// What programmes have added so far to the utility of a dwelling there.
double attractiveness(const World& world, const StockPolicy& policy, ZoneRow zone);

/// Private rentals withdrawn this month, and what permits have changed so far of rents and of the
/// share of unfit dwellings.
void apply_letting_permits(World& world, const StockPolicy& policy);

}  // namespace mixite
