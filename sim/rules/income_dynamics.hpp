#pragma once

#include <array>
#include <cstdint>

#include "foundation/calendar.hpp"
#include "foundation/keyed_random.hpp"
#include "world/behaviour.hpp"
#include "world/households.hpp"

namespace mixite {

/// A way out of an activity, and its yearly rate; rate 0: none.
struct ActivityChange {
    Activity to = Activity::without_work;
    double yearly_rate = 0.0;
};

/// On whose earnings an adult lives who has no work.
enum class Livelihood : std::uint8_t { own, partners };
inline constexpr std::size_t livelihoods = 2;

/// On the partner's, if he or she works or has a pension, and could earn as much at least. The main
/// earner of a couple is like those who live alone.
Livelihood livelihood(Bond bond,
                      std::int32_t own_power_cents,
                      std::int32_t partners_power_cents,
                      Activity partners_activity);

/// The ways out of this activity other than retirement, for an adult of this class of earning
/// power.
std::array<ActivityChange, 3> activity_changes(const IncomeRates& rates,
                                               Activity from,
                                               std::size_t power_class,
                                               Livelihood livelihood);

/// The upper bounds of the classes of earning power in this month's money, in cents a year.
std::array<std::int32_t, power_classes - 1> power_bounds(const IncomeRates& rates,
                                                         double income_level);

/// Position among the classes.
constexpr std::size_t power_class(const std::array<std::int32_t, power_classes - 1>& bounds,
                                  std::int32_t earning_power_cents) {
    std::size_t position = 0;
    for (const auto bound : bounds) {
        position += earning_power_cents >= bound ? 1U : 0U;
    }
    return position;
}

/// What adult `adult` of the household declares a year in this activity, in cents: a share of
/// earning power, with the shock of the calendar year. Its draw is the same for the whole year,
/// whatever happens in it; its spread is that of the activity.
std::int32_t declared_income_cents(const IncomeRates& rates,
                                   Activity activity,
                                   std::int32_t earning_power_cents,
                                   HouseholdKey household,
                                   std::size_t adult,
                                   Month now,
                                   const Draws& draws);

}  // namespace mixite
