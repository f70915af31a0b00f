#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "observation/indicators.hpp"
#include "observation/month_tables.hpp"

namespace mixite {

/// An indicator and, from the month's tables, its value at a place along its dimension.
struct Indicator {
    IndicatorSpec spec;
    double (*value)(const MonthTables& t, std::size_t at);
};

inline double count(std::int64_t count) {
    return static_cast<double>(count);
}
inline double ratio(double sum, std::int64_t over) {
    return over > 0 ? sum / static_cast<double>(over) : unmeasured;
}
inline double share(std::int64_t part, std::int64_t whole) {
    return ratio(static_cast<double>(part), whole);
}
inline double euros(double cents) {
    return cents / 100.0;
}

/// The indicators by subject, each in the order of the result file.
std::span<const Indicator> indicators_of_residents();
std::span<const Indicator> indicators_of_segregation();
std::span<const Indicator> indicators_of_leases();
std::span<const Indicator> indicators_of_offers();
std::span<const Indicator> indicators_of_stock();
std::span<const Indicator> indicators_of_waits();
std::span<const Indicator> indicators_of_requests();
std::span<const Indicator> indicators_of_households();
std::span<const Indicator> indicators_of_decisions();
std::span<const Indicator> indicators_of_legality();
std::span<const Indicator> indicators_of_rules();
std::span<const Indicator> indicators_of_occupants();

}  // namespace mixite
