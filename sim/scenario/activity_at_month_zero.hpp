#pragma once

#include <array>

#include "foundation/calendar.hpp"
#include "foundation/keyed_random.hpp"
#include "scenario/population_assumptions.hpp"
#include "world/behaviour.hpp"
#include "world/households.hpp"

namespace mixite {

/// What decides activities at month zero.
struct ActivityModel {
    ActivityShares shares;
    IncomeRates rates;
    Month now;
    std::array<double, oldest_age + 1> retired_by_age{};  ///< share that the yearly rates retired
};
ActivityModel activity_model(const ActivityShares& shares, const IncomeRates& rates, Month now);

/// Shares what the household declares a year between its adults, and gives each an activity, AAH or
/// not, and an earning power that agree with his or her age and part: declared = share of the
/// activity × earning power (`IncomeRates::declared_share`). Who declares next to nothing is
/// retired (on ASPA), a student, or without work, with an earning power around the minimum wage.
void set_activities(Households& households,
                    HouseholdRow h,
                    std::int32_t declared_cents,
                    const RandomBlock& chance,
                    const ActivityModel& model);

}  // namespace mixite
