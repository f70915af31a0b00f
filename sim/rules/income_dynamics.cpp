#include "rules/income_dynamics.hpp"

#include <algorithm>
#include <cmath>

#include "foundation/elementary.hpp"
#include "foundation/parallel.hpp"
#include "rules/household_life.hpp"

namespace mixite {
namespace {

constexpr std::uint32_t permanent_shock = 0;
constexpr std::uint32_t transitory_shock = 2;

bool works(Activity activity) {
    return activity == Activity::stable_job || activity == Activity::precarious_job;
}

std::int32_t nearest_cents(double amount) {
    return static_cast<std::int32_t>(std::floor(amount + 0.5));
}

double log_normal_of_mean_one(double log_sd, double standard_normal) {
    return exponential(log_sd * standard_normal - log_sd * log_sd / 2.0);
}

void move_past_incomes_on(Households& households, HouseholdRow row) {
    households.declared_two_years_ago_cents[row] = households.declared_last_year_cents[row];
    households.declared_last_year_cents[row] = households.declared(row);
}

void begin_year_of(World& world,
                   HouseholdRow row,
                   const IncomeRates& rates,
                   const Indices& indices,
                   const Draws& draws) {
    auto& households = world.households;
    move_past_incomes_on(households, row);
    const auto adults = static_cast<std::size_t>(households.adults(row));
    for (std::size_t adult = 0; adult < adults; ++adult) {
        const auto activity = households.activity[row][adult];
        const int age = age_in_years(households.adult_birth[row][adult], world.month);
        auto& power = households.earning_power_cents[row][adult];
        const double growth =
            works(activity)
                ? earning_power_growth(rates, households.key[row], adult, age, world.month, draws)
                : 1.0;
        power = nearest_cents(power * growth * (1.0 + indices.income));
        households.declared_cents[row][adult] = declared_income_cents(
            rates, activity, power, households.key[row], adult, world.month, draws);
    }
}

void raise(Column<DwellingRow, std::int32_t>& amounts_cents, double index) {
    for (auto& amount : amounts_cents) {
        amount = nearest_cents(amount * (1.0 + index));
    }
}

}  // namespace

std::array<ActivityChange, 3> activity_changes(const IncomeRates& r,
                                               Activity from,
                                               std::size_t power_class,
                                               Bond bond) {
    const bool in_couple = bond == Bond::couple;
    const auto& to_without_work =
        in_couple ? r.unemployed_to_without_work_in_couple : r.unemployed_to_without_work_alone;
    const auto& from_without_work =
        in_couple ? r.without_work_to_precarious_in_couple : r.without_work_to_precarious_alone;
    const double loss = r.loss_factor[power_class];
    const double gain = r.gain_factor[power_class];
    const auto rate = [](double yearly) { return std::min(yearly, 1.0); };
    switch (from) {
        case Activity::stable_job:
            return {{{Activity::precarious_job, rate(loss * r.stable_to_precarious)},
                     {Activity::unemployed, rate(loss * r.stable_to_unemployed)}}};
        case Activity::precarious_job:
            return {{{Activity::stable_job, rate(gain * r.precarious_to_stable)},
                     {Activity::unemployed, rate(loss * r.precarious_to_unemployed)}}};
        case Activity::unemployed:
            return {{{Activity::stable_job, rate(gain * r.unemployed_to_stable)},
                     {Activity::precarious_job, rate(gain * r.unemployed_to_precarious)},
                     {Activity::without_work, to_without_work[power_class]}}};
        case Activity::without_work:
            return {{{Activity::precarious_job, from_without_work[power_class]}}};
        case Activity::student:
            return {{{Activity::stable_job, r.student_to_stable},
                     {Activity::precarious_job, r.student_to_precarious},
                     {Activity::unemployed, r.student_to_unemployed}}};
        case Activity::retired:
            break;
    }
    return {};
}

std::array<std::int32_t, power_classes - 1> power_bounds(const IncomeRates& rates,
                                                         double income_level) {
    std::array<std::int32_t, power_classes - 1> bounds{};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        bounds[i] = nearest_cents(rates.power_bounds_cents[i] * income_level);
    }
    return bounds;
}

std::int32_t declared_income_cents(const IncomeRates& rates,
                                   Activity activity,
                                   std::int32_t earning_power_cents,
                                   HouseholdKey household,
                                   std::size_t adult,
                                   Month now,
                                   const Draws& draws) {
    const double expected =
        earning_power_cents * rates.declared_share[static_cast<std::size_t>(activity)];
    if (!works(activity)) {
        return nearest_cents(expected);
    }
    const double z = draws.normal({.purpose = DrawPurpose::income_change,
                                   .month = month(year_of(now), 1),
                                   .entity = household.value,
                                   .index = transitory_shock + static_cast<std::uint32_t>(adult)});
    return nearest_cents(expected * log_normal_of_mean_one(rates.transitory_shock_sd, z));
}

double earning_power_growth(const IncomeRates& rates,
                            HouseholdKey household,
                            std::size_t adult,
                            int age,
                            Month january,
                            const Draws& draws) {
    const double z = draws.normal({.purpose = DrawPurpose::income_change,
                                   .month = january,
                                   .entity = household.value,
                                   .index = permanent_shock + static_cast<std::uint32_t>(adult)});
    const auto age_row = static_cast<std::size_t>(std::clamp(age, 0, oldest_age));
    return (1.0 + rates.career_growth.yearly[age_row]) *
           log_normal_of_mean_one(rates.permanent_shock_sd, z);
}

void begin_year(World& world,
                const Behaviour& behaviour,
                const Indices& indices,
                const Draws& draws) {
    for_each_block(world.households.size(), [&](const Block& block) {
        for (const auto row : RowRange<HouseholdRow>(block.first, block.last)) {
            if (world.households.present(row)) {
                begin_year_of(world, row, behaviour.income, indices, draws);
            }
        }
    });
    world.resources.expire_all();
    raise(world.dwellings.rent_cents, indices.rent);
    raise(world.dwellings.charges_cents, indices.prices);
    world.levels.income *= 1.0 + indices.income;
    world.levels.rent *= 1.0 + indices.rent;
    world.levels.prices *= 1.0 + indices.prices;
}

}  // namespace mixite
