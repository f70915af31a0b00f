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

Activity activity_in_work(double share_of_minimum_wage, const ActivityShares& shares, double u) {
    constexpr double full_year = 0.9;
    constexpr double half_year = 0.5;
    const auto choose = [&](double stable, double precarious) {
        return u < stable                ? Activity::stable_job
               : u < stable + precarious ? Activity::precarious_job
                                         : Activity::unemployed;
    };
    if (share_of_minimum_wage >= full_year) {
        return choose(shares.full_year_stable, shares.full_year_precarious);
    }
    return share_of_minimum_wage >= half_year
               ? choose(shares.half_year_stable, shares.half_year_precarious)
               : choose(0.0, shares.less_precarious);
}

double minimum_wage_cents(const ActivityModel& model) {
    return model.shares.minimum_wage_eur * 100.0;
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
    const double share = declared / minimum_wage_cents(model);
    if (age < 25 && share < 0.5 && u < model.shares.student_under_25) {
        return Activity::student;
    }
    return share < model.shares.next_to_nothing ? Activity::without_work
                                                : activity_in_work(share, model.shares, u);
}

bool receives_aah(Activity activity, const AdultChance& chance, const ActivityShares& shares) {
    return activity == Activity::without_work && chance.power < shares.disabled_without_income;
}

/// Earning power that no income shows: of students, of those far from work, and of those who live
/// on their partner's earnings, who are like them.
double unseen_power_cents(Activity activity,
                          const AdultChance& chance,
                          double partner_power_cents,
                          const ActivityModel& model) {
    const auto& shares = model.shares;
    if (activity == Activity::student) {
        return minimum_wage_cents(model);
    }
    const double far_from_work = shares.far_from_work_power * minimum_wage_cents(model);
    return receives_aah(activity, chance, shares)
               ? far_from_work
               : std::max(far_from_work, shares.inactive_partner_power * partner_power_cents);
}

std::int32_t earning_power(double declared,
                           Activity activity,
                           const AdultChance& chance,
                           double partner_power_cents,
                           const ActivityModel& model) {
    const double share = model.rates.declared_share[static_cast<std::size_t>(activity)];
    const bool seen = share > 0.0 && activity != Activity::student;
    if (seen) {
        return static_cast<std::int32_t>(declared / share);
    }
    const double normal = standard_normal_quantile(std::clamp(chance.power, 1e-6, 1.0 - 1e-6));
    return static_cast<std::int32_t>(
        unseen_power_cents(activity, chance, partner_power_cents, model) *
        exponential(model.shares.unseen_power_log_sd * normal));
}

// Two independent uniforms of one word.
double upper_half(std::uint32_t word) {
    return (word >> 16) * 0x1p-16;
}
double lower_half(std::uint32_t word) {
    return (word & 0xffffU) * 0x1p-16;
}

/// Part of the second adult in what a couple declares.
double second_share(double declared_cents, double u, const ActivityModel& model) {
    constexpr double least_of_most = 0.4;
    const auto& shares = model.shares;
    const double single_earner = declared_cents < 2.0 * minimum_wage_cents(model)
                                     ? shares.single_earner_low
                                     : shares.single_earner_high;
    if (u < single_earner) {
        return 0.0;
    }
    const double v = (u - single_earner) / (1.0 - single_earner);
    return shares.second_earner_most_share * (least_of_most + (1.0 - least_of_most) * v);
}

}  // namespace

ActivityModel activity_model(const ActivityShares& shares, const IncomeRates& rates, Month now) {
    ActivityModel model{.shares = shares, .rates = rates, .now = now};
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
    const double second =
        adults == 2 ? second_share(declared_cents, upper_half(chance[2]), model) : 0.0;
    const std::array power{to_uniform(chance[3]), lower_half(chance[2])};
    auto& declared = households.declared_cents[h];
    declared[1] = static_cast<std::int32_t>(declared_cents * second);
    declared[0] = declared_cents - declared[1];
    std::uint8_t disabled = 0;
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(adults); ++adult) {
        const int age = age_in_years(households.adult_birth[h][adult], model.now);
        const AdultChance own{to_uniform(chance[adult]), power[adult]};
        const auto activity = activity_of(age, declared[adult], own, model);
        households.activity[h][adult] = activity;
        const double partner_power = adult == 0 ? 0.0 : households.earning_power_cents[h][0];
        households.earning_power_cents[h][adult] =
            earning_power(declared[adult], activity, own, partner_power, model);
        const bool aah = receives_aah(activity, own, model.shares);
        disabled = static_cast<std::uint8_t>(disabled | (aah ? 1U << adult : 0U));
    }
    households.disabled[h] = disabled;
}

}  // namespace mixite
