#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/simulation.hpp"
#include "world/territory.hpp"

namespace mixite {

/// The indicators of one replication, month after month from month zero: its history, then the
/// months of its scenario.
struct IndicatorCourse {
    Month first;
    int months = 0;
    std::vector<float> values;  ///< months × measure_size
};

/// Precondition: the fork follows the history.
IndicatorCourse course_of(const Trajectory& history, const Trajectory& fork);

struct MonthPeriod {
    Month from;
    Month to;  ///< included

    [[nodiscard]] int months() const { return to - from + 1; }
};

/// Reads a course over a period; all values are not numbers outside of the course.
class PeriodOfCourse {
  public:
    /// `zone`: of quantities by zone; none otherwise.
    PeriodOfCourse(const IndicatorCourse& course,
                   const Territory& territory,
                   MonthPeriod period,
                   ZoneRow zone)
        : course_(&course), territory_(&territory), period_(period), zone_(zone) {}

    [[nodiscard]] const MonthPeriod& period() const { return period_; }
    [[nodiscard]] ZoneRow zone() const { return zone_; }
    /// The value of an indicator in a month, at a place along its dimension.
    [[nodiscard]] double at(Month month, std::string_view indicator, std::size_t place = 0) const;
    /// Over all places of its dimension.
    [[nodiscard]] double total_at(Month month, std::string_view indicator) const;
    /// Over the months of the period. Not a number if one of them is not.
    [[nodiscard]] double sum(std::string_view indicator, std::size_t place = 0) const;
    [[nodiscard]] double total(std::string_view indicator) const;

  private:
    const IndicatorCourse* course_;
    const Territory* territory_;
    MonthPeriod period_;
    ZoneRow zone_;
};

/// What a published fact can be compared with.
struct Quantity {
    std::string_view name;
    std::string_view unit;
    std::string_view definition;
    enum class Of : std::uint8_t { agglomeration, zone } of = Of::agglomeration;
    double (*value)(const PeriodOfCourse& period) = nullptr;
};

/// Every quantity, by name in no particular order. To add one, add a row to the list in
/// simulated_quantities.cpp.
std::span<const Quantity> quantities();

}  // namespace mixite
