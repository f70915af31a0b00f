#pragma once

#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "world/applications.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

enum class DemandEvent : std::uint8_t { open, renew, withdraw, lapse, strike_off, recognise_dalo };

/// What happens to one request. `open`: `content` enters the register for `household`; the others
/// concern `application`.
struct DemandChange {
    DemandEvent event = DemandEvent::open;
    HouseholdRow household;
    ApplicationRow application;
    Application content;
};

/// How many of the tenure apply a year, all else being usual.
double rate_of_tenure(const DemandRates& rates, Tenure tenure);

/// What a household that applies this month asks for, why, and with which priorities.
Application new_application(const World& world,
                            HouseholdRow household,
                            const DemandRates& rates,
                            const AllocationPolicy& policy,
                            const Draws& draws);

/// Writes what the request says of its household as it now is: motive, priorities, stated
/// resources. What chance decides in it was decided in the month in which it was opened.
void describe(Application& request,
              const World& world,
              HouseholdRow household,
              const DemandRates& rates,
              const AllocationPolicy& policy,
              const Draws& draws);

/// Of the open requests, since they were opened; 0 without any.
double mean_months_waited(const World& world);

/// How much less a household applies, between 0 and 1, by its RFR over the ceiling of PLUS: 0 above
/// the highest ceiling, that of PLS. `income_level`: of the ceilings' year, over that of the year
/// whose money the household's incomes are in.
double inclination_by_income(const Households& households,
                             HouseholdRow household,
                             Month month,
                             double income_level,
                             const DemandRates& rates,
                             const IncomeCeilings& ceilings);

/// Who applies, renews at twelve months with what has changed since (CCH R.441-2-7) or lapses,
/// withdraws, is recognised DALO. Only households under the highest ceiling apply. Parallel over
/// rows; openings in row order, then the register's in row order.
std::vector<DemandChange> demand_changes(const World& world,
                                         const DemandRates& rates,
                                         const AllocationPolicy& policy,
                                         const Draws& draws);

/// The household of month zero that one who asks from outside is like, drawn in proportion to the
/// inclination by income; none where nobody is inclined. `purpose` and `asked` address the draws.
HouseholdRow outside_template(const World& world,
                              HouseholdKey key,
                              DrawPurpose purpose,
                              Month asked,
                              const DemandRates& rates,
                              const IncomeCeilings& ceilings,
                              const Draws& draws);

/// This month's households that ask from outside the agglomeration (zone none): arrivals in
/// proportion to their inclination by income.
std::vector<Household> outside_applicants(const World& world,
                                          const DemandRates& rates,
                                          const AllocationPolicy& policy,
                                          const Draws& draws);

/// Writes openings and closings; closed requests leave the register, and outside applicants who
/// give up are gone.
void apply(World& world, const std::vector<DemandChange>& changes, MonthFlows& flows);

/// Adds the outside applicants and opens their requests.
void admit(World& world,
           const std::vector<Household>& from_outside,
           const DemandRates& rates,
           const AllocationPolicy& policy,
           const Draws& draws,
           MonthFlows& flows);

/// Closes the household's request, if it has one: the register forgets it at the next compaction.
void close_application(World& world, HouseholdRow household);

/// The bounds of the quarters of the register, by stated SNE resources per consumption unit;
/// requests that state none do not count (the law's definition: the highest resource of the poorest
/// quarter).
QuartileBounds quartiles_of_requests(const World& world);

/// The quarter (1 to 4) of these yearly SNE resources per unit.
int quartile(const QuartileBounds& bounds, std::int32_t resources_per_unit_cents);

/// Each January the stock of 31 December gives the next legal thresholds, in force from the
/// arrêté's month.
void move_thresholds(World& world, const AllocationPolicy& policy);

}  // namespace mixite
