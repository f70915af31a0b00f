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

std::int32_t earning_power(double declared,
                           Activity activity,
                           const AdultChance& chance,
                           const ActivityModel& model) {
    const double share = model.rates.declared_share[static_cast<std::size_t>(activity)];
    const bool unknown = share <= 0.0 || (activity == Activity::student);
    if (!unknown) {
        return static_cast<std::int32_t>(declared / share);
    }
    const double normal = standard_normal_quantile(std::clamp(chance.power, 1e-6, 1.0 - 1e-6));
    const double relative = activity == Activity::student ? 1.0 : model.shares.far_from_work_power;
    return static_cast<std::int32_t>(minimum_wage_cents(model) * relative *
                                     exponential(model.shares.unseen_power_log_sd * normal));
}

/// Part of the second adult in what a couple declares.
double second_share(double u, const ActivityShares& shares) {
    constexpr double least_of_most = 0.4;
    if (u < shares.single_earner) {
        return 0.0;
    }
    const double v = (u - shares.single_earner) / (1.0 - shares.single_earner);
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
    const double second = adults == 2 ? second_share(to_uniform(chance[2]), model.shares) : 0.0;
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
        const bool receives_aah =
            activity == Activity::without_work && own.power < model.shares.disabled_without_income;
        disabled = static_cast<std::uint8_t>(disabled | (receives_aah ? 1U << adult : 0U));
    }
    households.disabled[h] = disabled;
}

}  // namespace mixite
