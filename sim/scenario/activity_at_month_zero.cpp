#include "scenario/activity_at_month_zero.hpp"

#include <algorithm>

#include "foundation/elementary.hpp"

namespace mixite {
namespace {

/// Two uniforms of one adult, each used for one question.
struct AdultChance {
    double kind;
    double power;
};

/// Below this share of the minimum wage an adult is held to declare nothing of his or her own.
constexpr double next_to_nothing = 0.08;

Activity activity_in_work(double share_of_minimum_wage, double u) {
    constexpr double nearly_full_year = 0.9;
    constexpr double half_a_year = 0.5;
    if (share_of_minimum_wage >= nearly_full_year) {
        return u < 0.88   ? Activity::stable_job
               : u < 0.95 ? Activity::precarious_job
                          : Activity::unemployed;
    }
    if (share_of_minimum_wage >= half_a_year) {
        return u < 0.45   ? Activity::stable_job
               : u < 0.75 ? Activity::precarious_job
                          : Activity::unemployed;
    }
    return u < 0.55 ? Activity::precarious_job : Activity::unemployed;
}

Activity activity_of(int age,
                     double declared,
                     const AdultChance& chance,
                     const ActivityModel& model) {
    const double retired =
        model.retired_by_age[static_cast<std::size_t>(std::min(age, oldest_age))];
    if (chance.kind < retired) {
        return Activity::retired;
    }
    const double u = (chance.kind - retired) / (1.0 - retired);
    const double share = declared / model.assumptions.minimum_wage_cents;
    if (age < 25 && share < 0.5 && u < model.assumptions.student_under_25) {
        return Activity::student;
    }
    return share < next_to_nothing ? Activity::without_work : activity_in_work(share, u);
}

std::int32_t earning_power(double declared,
                           Activity activity,
                           const AdultChance& chance,
                           const ActivityModel& model) {
    const double share = model.rates.declared_share[static_cast<std::size_t>(activity)];
    const bool unknown = share <= 0.0 || (activity == Activity::student);
    if (!unknown) {
        return static_cast<std::int32_t>(declared / share);
    }
    constexpr double log_sd = 0.25;
    const double normal = standard_normal_quantile(std::clamp(chance.power, 1e-6, 1.0 - 1e-6));
    return static_cast<std::int32_t>(model.assumptions.minimum_wage_cents *
                                     exponential(log_sd * normal));
}

/// Part of the second adult in what a couple declares: none for one in five.
double second_share(double u, double most) {
    constexpr double single_earner = 0.2;
    return u < single_earner ? 0.0
                             : most * (0.4 + 0.6 * (u - single_earner) / (1.0 - single_earner));
}

}  // namespace

ActivityModel activity_model(const PopulationAssumptions& assumptions,
                             const IncomeRates& rates,
                             Month now) {
    ActivityModel model{.assumptions = assumptions, .rates = rates, .now = now};
    double at_work = 1.0;
    for (std::size_t age = 0; age < model.retired_by_age.size(); ++age) {
        model.retired_by_age[age] = 1.0 - at_work;
        at_work *= 1.0 - rates.retirement.yearly[age];
    }
    return model;
}

void set_activities(Households& households,
                    HouseholdRow h,
                    std::int32_t declared_cents,
                    const RandomBlock& chance,
                    const ActivityModel& model) {
    const int adults = households.adults(h);
    const double second = adults == 2 ? second_share(to_uniform(chance[2]),
                                                     model.assumptions.second_earner_most_share)
                                      : 0.0;
    auto& declared = households.declared_cents[h];
    declared[1] = static_cast<std::int32_t>(declared_cents * second);
    declared[0] = declared_cents - declared[1];
    std::uint8_t disabled = 0;
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(adults); ++adult) {
        const int age = age_in_years(households.adult_birth[h][adult], model.now);
        const AdultChance own{to_uniform(chance[adult]), to_uniform(chance[3 - adult])};
        const auto activity = activity_of(age, declared[adult], own, model);
        households.activity[h][adult] = activity;
        households.earning_power_cents[h][adult] =
            earning_power(declared[adult], activity, own, model);
        const bool receives_aah = activity == Activity::without_work &&
                                  own.power < model.assumptions.disabled_without_income;
        disabled = static_cast<std::uint8_t>(disabled | (receives_aah ? 1U << adult : 0U));
    }
    households.disabled[h] = disabled;
}

}  // namespace mixite
