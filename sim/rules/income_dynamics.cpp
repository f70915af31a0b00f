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

std::int32_t nearest_cents(double amount) {
    return static_cast<std::int32_t>(std::floor(amount + 0.5));
}

/// The log of a factor of mean one.
double log_of_mean_one(double log_sd, double standard_normal) {
    return log_sd * standard_normal - log_sd * log_sd / 2.0;
}

double career_growth(const IncomeRates& rates, int age) {
    return 1.0 +
           rates.career_growth.yearly[static_cast<std::size_t>(std::clamp(age, 0, oldest_age))];
}

double transitory_sd(const IncomeRates& rates, Activity activity) {
    return rates.transitory_shock_sd[static_cast<std::size_t>(activity)];
}

/// Without the shock of the year.
double expected_income(const IncomeRates& rates,
                       Activity activity,
                       std::int32_t earning_power_cents) {
    return earning_power_cents * rates.declared_share[static_cast<std::size_t>(activity)];
}

void move_past_incomes_on(Households& households, HouseholdRow row) {
    households.declared_two_years_ago_cents[row] = households.declared_last_year_cents[row];
    households.declared_last_year_cents[row] = households.declared(row);
}

/// Factors of mean one, of the households of a block.
using Shocks = std::array<double, rows_per_block>;

/// `log_sd(i)`: the spread of the shock of the i-th.
template <class LogSd>
void draw_shocks(Shocks& shocks,
                 const LogSd& log_sd,
                 std::uint32_t index,
                 Month january,
                 std::span<const HouseholdKey> households,
                 const Draws& draws) {
    const auto drawn = std::span(shocks).first(households.size());
    draws.normals(drawn, DrawPurpose::income_change, january, households, index);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        drawn[i] = log_of_mean_one(log_sd(i), drawn[i]);
    }
    to_exponential(drawn);
}

/// Of one adult of each household.
struct YearShocks {
    Shocks permanent;
    Shocks transitory;
};

void draw_year(YearShocks& shocks,
               std::size_t adult,
               const IncomeRates& rates,
               Month january,
               const Households& households,
               const Block& block,
               const Draws& draws) {
    const auto place = static_cast<std::uint32_t>(adult);
    const auto keys = households.key.between(block.first, block.last);
    const auto activities = households.activity.between(block.first, block.last);
    draw_shocks(
        shocks.permanent,
        [&](std::size_t) { return rates.permanent_shock_sd; },
        permanent_shock + place,
        january,
        keys,
        draws);
    draw_shocks(
        shocks.transitory,
        [&](std::size_t i) { return transitory_sd(rates, activities[i][adult]); },
        transitory_shock + place,
        january,
        keys,
        draws);
}

void begin_year_of_adult(World& world,
                         HouseholdRow row,
                         std::size_t adult,
                         const IncomeRates& rates,
                         double income_index,
                         double permanent,
                         double transitory) {
    auto& households = world.households;
    const auto activity = households.activity[row][adult];
    const int age = age_in_years(households.adult_birth[row][adult], world.month);
    const double growth = works(activity) ? career_growth(rates, age) * permanent : 1.0;
    auto& power = households.earning_power_cents[row][adult];
    power = nearest_cents(power * growth * (1.0 + income_index));
    households.declared_cents[row][adult] =
        nearest_cents(expected_income(rates, activity, power) * transitory);
}

void begin_year_of(World& world,
                   const Block& block,
                   const IncomeRates& rates,
                   const Indices& indices,
                   const Draws& draws) {
    auto& households = world.households;
    const RowRange<HouseholdRow> rows(block.first, block.last);
    for (const auto row : rows) {
        move_past_incomes_on(households, row);
    }
    YearShocks shocks;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by draw_year()
    for (std::size_t adult = 0; adult < most_adults; ++adult) {
        draw_year(shocks, adult, rates, world.month, households, block, draws);
        for (const auto row : rows) {
            const auto i = row.value - block.first;
            if (households.present(row) &&
                adult < static_cast<std::size_t>(households.adults(row))) {
                begin_year_of_adult(world,
                                    row,
                                    adult,
                                    rates,
                                    indices.income,
                                    shocks.permanent[i],
                                    shocks.transitory[i]);
            }
        }
    }
}

void raise(Column<DwellingRow, std::int32_t>& amounts_cents, double index) {
    for (auto& amount : amounts_cents) {
        amount = nearest_cents(amount * (1.0 + index));
    }
}

}  // namespace

Livelihood livelihood(Bond bond,
                      std::int32_t own_power_cents,
                      std::int32_t partners_power_cents,
                      Activity partners_activity) {
    const bool partner_provides =
        works(partners_activity) || partners_activity == Activity::retired;
    return bond == Bond::couple && partner_provides && partners_power_cents >= own_power_cents
               ? Livelihood::partners
               : Livelihood::own;
}

std::array<ActivityChange, 3> activity_changes(const IncomeRates& r,
                                               Activity from,
                                               std::size_t power_class,
                                               Livelihood livelihood) {
    const bool supported = livelihood == Livelihood::partners;
    const auto& to_without_work = supported ? r.unemployed_to_without_work_on_partners_earnings
                                            : r.unemployed_to_without_work_on_own_earnings;
    const auto& from_without_work = supported ? r.without_work_to_precarious_on_partners_earnings
                                              : r.without_work_to_precarious_on_own_earnings;
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
    const double expected = expected_income(rates, activity, earning_power_cents);
    const double z = draws.normal({.purpose = DrawPurpose::income_change,
                                   .month = month(year_of(now), 1),
                                   .entity = household.value,
                                   .index = transitory_shock + static_cast<std::uint32_t>(adult)});
    return nearest_cents(expected *
                         exponential(log_of_mean_one(transitory_sd(rates, activity), z)));
}

void begin_year(World& world,
                const Behaviour& behaviour,
                const Indices& indices,
                const Draws& draws) {
    for_each_block(world.households.size(), [&](const Block& block) {
        begin_year_of(world, block, behaviour.income, indices, draws);
    });
    outdate_all(world);
    raise(world.dwellings.rent_cents, indices.rent);
    raise(world.rent_of_next_letting_cents, indices.rent);
    raise(world.dwellings.charges_cents, indices.prices);
    world.levels.income *= 1.0 + indices.income;
    world.levels.rent *= 1.0 + indices.rent;
    world.levels.prices *= 1.0 + indices.prices;
}

}  // namespace mixite
