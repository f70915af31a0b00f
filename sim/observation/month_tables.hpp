#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "observation/indicators.hpp"
#include "observation/result_schema.hpp"

namespace mixite {

/// In QPV, outside QPV: the two values of Dimension::scope.
inline constexpr std::size_t scopes = 2;
std::size_t scope_of(const Territory& territory, ZoneRow zone);

inline double or_unmeasured(std::optional<std::int32_t> value) {
    return value ? static_cast<double>(*value) : unmeasured;
}

/// The residents of a place: households present with a zone, never applicants from outside.
struct ResidentCounts {
    std::int64_t households = 0;
    std::int64_t persons = 0;
    std::array<std::int64_t, 4> households_by_tenure{};  ///< of Tenure, without `gone`
    std::int64_t poor_households = 0;
    std::int64_t poor_persons = 0;
    std::int64_t low_declared_persons = 0;
    std::int64_t poorest_quarter_persons = 0;
    std::int64_t social_tenants = 0;  ///< persons
    std::int64_t poor_social_tenants = 0;
    double declared_median_cents = unmeasured;  ///< of persons, per consumption unit and year

    [[nodiscard]] std::int64_t of(Tenure tenure) const {
        return households_by_tenure[static_cast<std::size_t>(tenure)];
    }
    friend bool operator==(const ResidentCounts&, const ResidentCounts&) = default;
};

/// Tenants' effort rates.
struct EffortRates {
    std::int64_t tenants = 0;
    double sum = 0.0;
    std::int64_t over_35_percent = 0;
    std::int64_t allowance_cents = 0;  ///< APL, a month
};

/// The social stock of a place at the end of the month.
struct StockCounts {
    std::int64_t dwellings = 0;  ///< let, vacant or in works: neither condemned nor demolished
    std::int64_t offered = 0;    ///< let or vacant
    std::int64_t vacant = 0;
    std::int64_t vacant_over_three_months = 0;
    std::int64_t in_works = 0;
    std::int64_t condemned = 0;
    double days_since_vacant = 0.0;      ///< of the vacant, summed
    std::int64_t vacant_rent_cents = 0;  ///< principal rents asked of the vacant, a month
};

/// Leases of the month, by a threshold of the requests' quarters.
struct LeaseCountsByQuartile {
    std::int64_t known = 0;  ///< whose quartile is known: a threshold was set
    std::int64_t first = 0;
    std::int64_t first_or_rehoused = 0;
};

struct LeaseCounts {
    std::int64_t all = 0;
    LeaseCountsByQuartile legal;
    LeaseCountsByQuartile frozen;
    std::int64_t transfers = 0;
    std::int64_t transfers_from_other_scope = 0;
    std::int64_t rehoused = 0;
    std::int64_t to_priority_publics = 0;
    std::int64_t to_under_30 = 0;
    std::int64_t to_large_families = 0;
    std::int64_t from_outside = 0;
};

/// Offers of the month, by answer.
struct OfferCounts {
    std::array<std::int64_t, 4> by_answer{};

    [[nodiscard]] std::int64_t of(Answer answer) const {
        return by_answer[static_cast<std::size_t>(answer)];
    }
    [[nodiscard]] std::int64_t all() const;
    [[nodiscard]] std::int64_t not_accepted() const { return all() - of(Answer::accepted); }
};

/// How long a group of requests has waited. Not a number if it is empty.
struct Wait {
    std::int64_t requests = 0;
    double mean_months = unmeasured;
    double median_months = unmeasured;
    double p90_months = unmeasured;
};

/// Waits by group. Requests whose quarter is not known are only in `all` and `by_priority`.
struct Waits {
    Wait all;
    std::array<Wait, 4> by_quartile;
    std::array<Wait, 4> by_frozen_quartile;
    std::array<Wait, 2> by_priority;  ///< no priority public, a priority public
};

/// The open requests at the end of the month.
struct RequestCounts {
    Waits waits;
    std::int64_t for_transfer = 0;  ///< of tenants of the social stock
    std::int64_t from_outside = 0;  ///< of households outside the agglomeration
    std::int64_t of_large_families = 0;
    Column<CommuneRow, std::int64_t> by_wished_commune;
    double first_quarter_resources_cents = unmeasured;  ///< 25th percentile
};

struct SegregationIndices {
    double dissimilarity = unmeasured;
    double isolation = unmeasured;
    double theil_h = unmeasured;
    double rank_order_h = unmeasured;
};

/// Everything counted once a month, from which each indicator takes its value.
struct MonthTables {
    Column<ZoneRow, ResidentCounts> residents_by_zone;
    std::array<ResidentCounts, scopes> residents_by_scope;
    ResidentCounts residents;
    SegregationIndices segregation;
    std::int32_t low_declared_cents = 0;     ///< below it: low declared income
    std::int32_t poorest_quarter_cents = 0;  ///< at or below it: in the poorest quarter
    std::int32_t poverty_line_cents = 0;

    Column<ZoneRow, StockCounts> stock_by_zone;
    std::array<StockCounts, scopes> stock_by_scope;
    std::array<EffortRates, scopes> effort_by_scope;

    Column<LandlordRow, std::int64_t> rent_mass_cents;  ///< principal rents of tenants, a month

    Column<ZoneRow, LeaseCounts> leases_by_zone;
    std::array<LeaseCounts, scopes> leases_by_scope;
    LeaseCounts leases;
    std::int64_t first_lettings = 0;  ///< leases of new dwellings
    Waits housed;
    std::array<OfferCounts, scopes> offers_by_scope;
    std::array<OfferCounts, 4> offers_by_quartile;
    RequestCounts requests;
    std::int64_t chains = 0;
    std::int64_t chain_rungs = 0;

    MonthCounts counts;
    std::vector<std::array<int, 2>> poverty_ledger;
    std::vector<Occupancy> occupancy;
    QuartileBounds legal_quartiles_cents{};
    QuartileBounds frozen_quartiles_cents{};
};

/// Counts the month. Preconditions: `world.resources` is up to date; the poverty ledger is empty or
/// has one entry a QPV and cause, the occupancy is empty or has one a QPV.
MonthTables tabulate(const World& world, const MonthFlows& flows);

}  // namespace mixite
