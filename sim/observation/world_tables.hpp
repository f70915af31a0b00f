#pragma once

#include <span>
#include <string>
#include <vector>

#include "observation/run_description.hpp"
#include "world/dwellings.hpp"
#include "world/flows.hpp"
#include "world/households.hpp"
#include "world/territory.hpp"

namespace mixite {

/// The axes of the indicators: zone, qpv, scope, quartile, quartile_frozen, priority,
/// poverty_cause, household_type, age_group, activity; then landlord and holder, which columns of
/// the tables refer to by position. An axis without entries is left out: the qpv of a territory
/// without QPV. `holders`: names of the holders of reservations.
std::vector<Axis> result_axes(const Territory& territory, const std::vector<std::string>& holders);
/// The indicators that have values over these axes, in the order of indicator_specs().
std::vector<IndicatorDescription> result_indicators(const std::vector<Axis>& axes);
/// The enumerations that the columns below name.
std::vector<Enumeration> result_enumerations();

/// Columns of what happened. Months are CF days since January of `epoch`'s year; rows that are none
/// are -1.
Table lease_table(std::span<const Lease> leases, Month epoch);
Table offer_table(std::span<const Offer> offers, Month epoch);
Table quota_table(std::span<const QuotaYear> years, Month epoch);
Table chain_table(std::span<const Chain> chains, Month epoch);
Table access_table(std::span<const YearOfAccess> access);
Table cohort_table(std::span<const RequestCohort> cohorts, Month epoch);
Table destination_table(std::span<const DestinationCount> destinations);
Table decision_table(std::span<const Decision> decisions, Month epoch);
Table ranked_table(std::span<const RankedCandidate> ranked, Month epoch);
Table turned_away_table(std::span<const TurnedAway> turned_away, Month epoch);
/// `criterion` is of an enumeration that the caller adds to result_enumerations().
Table points_table(std::span<const PointsLine> points, Month epoch);

/// The state at month zero. Months are counted from January 1900 (0); links between tables are row
/// numbers, -1 for none.
Table zone_table(const Territory& territory);
Table household_table(const Households& households);
Table dwelling_table(const Dwellings& dwellings);

}  // namespace mixite
