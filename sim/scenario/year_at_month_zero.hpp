#pragma once

#include "foundation/keyed_random.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"
#include "world/households.hpp"

namespace mixite {

/// Sets apart, in what adults declare at month zero, what lasts from what the year holds
/// (`IncomeRates::transitory_shock_sd`), so that incomes begin in the mix that the dynamics keep:
/// who declares little for his or her activity, among households of the same tenure in that
/// QPV or outside all, mostly has a bad year behind it as well as a low earning power, in the
/// proportion of the two spreads. Declared incomes stay as they are; earning powers move, and the
/// spread of their logarithm becomes what the spread of the year leaves of that of declared
/// incomes. The two years before are drawn around the same earning power.
///
/// Precondition: every zone of the households is one of the tables.
void set_apart_the_year(Households& households,
                        const TerritoryTables& tables,
                        const IncomeRates& rates,
                        const Draws& draws);

}  // namespace mixite
