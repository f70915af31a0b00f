#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// What an indicator has one value for, each month.
enum class Dimension : std::uint8_t {
    none,             ///< one value for the agglomeration
    zone,             ///< each zone of the territory
    qpv,              ///< each QPV, in the order of Territory::qpv_zones
    scope,            ///< in QPV, outside QPV
    quartile,         ///< first to fourth quarter of the requests (legal threshold)
    quartile_frozen,  ///< by the threshold frozen at the end of the history
    priority,         ///< not a priority public, a priority public
    landlord,         ///< in the order of Territory::landlords
    commune,          ///< in the order of Territory::communes
    poverty_cause,    ///< qpv × PovertyCause, row by row
    qpv_quartile,     ///< qpv × quarter by the frozen threshold, row by row
    qpv_type,         ///< qpv × HouseholdType
    qpv_age,          ///< qpv × AgeGroup
    qpv_activity      ///< qpv × Activity
};

struct IndicatorSpec {
    std::string_view name;
    std::string_view unit;
    std::string_view long_name;
    std::string_view definition;
    Dimension dimension = Dimension::none;
};

/// All indicators, in the order of the result file. To add one, add its spec and value to the
/// list of its subject (indicators_of_*.cpp), and what it counts to month_tables if nothing counts
/// it yet.
std::span<const IndicatorSpec> indicator_specs();

/// How many values an indicator of this dimension has each month.
std::size_t extent(Dimension dimension, const Territory& territory);

/// The values of one month, indicator after indicator in the order of the specs, each of its
/// extent. Not a number where there is nothing to measure (no lease, no household). A month's
/// shares are of few leases: to pool months, add up the counts, which are indicators too. Medians
/// and other quantiles are the smallest value that enough do not exceed. Preconditions:
/// `world.resources` is up to date; the poverty ledger and the occupancy are empty or
/// complete.
std::vector<float> measure(const World& world, const MonthFlows& flows);

/// The length of what `measure` returns.
std::size_t measure_size(const Territory& territory);

}  // namespace mixite
