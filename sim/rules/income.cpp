#include "rules/income.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mixite {
namespace {

std::int32_t cents(double amount) {
    return static_cast<std::int32_t>(amount + (amount < 0.0 ? -0.5 : 0.5));
}

std::int32_t less_expenses(std::int32_t declared_cents) {
    return declared_cents - declared_cents / 10;  // CGI art. 83, 3°
}

/// What the benefits look at: the adults who pool their resources, and their children.
struct Foyer {
    std::size_t first_adult = 0;
    std::size_t adults = 1;
    int children_for_rsa = 0;
    int children_for_family_benefits = 0;
    int young_children = 0;
};

struct ChildrenByAge {
    int for_rsa = 0;
    int for_family_benefits = 0;
    int young = 0;
};

ChildrenByAge count_children(const Households& households,
                             HouseholdRow h,
                             Month now,
                             const SocialBenefits& b) {
    ChildrenByAge count;
    for (std::size_t child = 0; child < households.children[h]; ++child) {
        const int age = age_in_years(households.child_birth[h][child], now);
        count.for_rsa += age < b.rsa_child_age;
        count.for_family_benefits += age < b.family_benefit_age;
        count.young += age < b.young_child_age;
    }
    return count;
}

std::int32_t family_benefits_cents(const Foyer& foyer, const SocialBenefits& b) {
    const int children = foyer.children_for_family_benefits;
    std::int32_t amount = foyer.young_children > 0 ? b.young_child_cents : 0;
    if (children >= 2) {
        amount += b.family_two_children_cents + (children - 2) * b.family_each_further_cents;
    }
    if (foyer.adults == 1) {
        amount += children * b.single_parent_support_cents;
    }
    return amount;
}

/// One foyer's incomes of the month, kind by kind.
struct MonthlyIncomes {
    std::int32_t earned = 0;
    std::int32_t other_declared = 0;
    std::int32_t disability_and_age = 0;  ///< AAH and ASPA
    std::int32_t family = 0;
    std::int32_t individual_bonus = 0;
    bool all_students = true;
    int eldest_age = 0;

    [[nodiscard]] std::int32_t declared() const { return earned + other_declared; }
    [[nodiscard]] std::int32_t before_rsa() const {
        return declared() + disability_and_age + family;
    }
};

std::int32_t individual_bonus_cents(std::int32_t earned, const SocialBenefits& b) {
    const auto [from, to] = b.activity_bonus_earnings_cents;
    if (earned <= from) {
        return 0;
    }
    return earned >= to ? b.activity_bonus_most_cents
                        : cents(static_cast<double>(b.activity_bonus_most_cents) * (earned - from) /
                                (to - from));
}

// A couple of whom one has the age gets at most the amount of a single person: CSS R.815-25.
std::int32_t aspa_cents(int adults, int of_age, std::int32_t declared, const SocialBenefits& b) {
    if (of_age == 0) {
        return 0;
    }
    if (adults == 1) {
        return std::max(0, b.aspa_single_cents - declared);
    }
    const auto most = of_age == 2 ? b.aspa_couple_cents : b.aspa_single_cents;
    return std::clamp(b.aspa_couple_cents - declared, 0, most);
}

MonthlyIncomes monthly_incomes(const Households& households,
                               HouseholdRow h,
                               Month now,
                               const Foyer& foyer,
                               const SocialBenefits& b) {
    MonthlyIncomes incomes{.family = family_benefits_cents(foyer, b)};
    int of_age = 0;
    for (auto adult = foyer.first_adult; adult < foyer.first_adult + foyer.adults; ++adult) {
        const auto declared = households.declared_cents[h][adult] / 12;
        const auto activity = households.activity[h][adult];
        const int age = age_in_years(households.adult_birth[h][adult], now);
        (works(activity) ? incomes.earned : incomes.other_declared) += declared;
        if (works(activity)) {
            incomes.individual_bonus += individual_bonus_cents(declared, b);
        }
        incomes.all_students = incomes.all_students && activity == Activity::student;
        incomes.eldest_age = std::max(incomes.eldest_age, age);
        if (age >= b.aspa_least_age) {
            ++of_age;
        } else if ((households.disabled[h] >> adult & 1U) != 0) {
            incomes.disability_and_age += std::max(0, b.aah_cents - declared);
        }
    }
    incomes.disability_and_age +=
        aspa_cents(static_cast<int>(foyer.adults), of_age, incomes.declared(), b);
    return incomes;
}

/// The amount of a foyer over that of a single person.
double rsa_scale(const Foyer& foyer, const SocialBenefits& b) {
    const int children = foyer.children_for_rsa;
    const int others = static_cast<int>(foyer.adults) - 1 + children;
    if (others == 0) {
        return 1.0;
    }
    const int first_children = std::min(children, 2);
    const bool first_child_is_second_person = foyer.adults == 1;
    return 1.0 + b.rsa_second_person +
           (first_children - (first_child_is_second_person ? 1 : 0)) *
               b.rsa_each_of_first_children +
           (children - first_children) * b.rsa_each_further_child;
}

double housing_deduction_scale(const Foyer& foyer, const SocialBenefits& b) {
    const auto persons =
        std::min<std::size_t>(foyer.adults + static_cast<std::size_t>(foyer.children_for_rsa), 3);
    const std::array<double, 3> scales{
        1.0, 1.0 + b.rsa_second_person, 1.0 + b.rsa_second_person + b.rsa_each_of_first_children};
    return b.rsa_housing_deduction[persons - 1] * scales[persons - 1];
}

/// RSA, or what stands in its place, and prime d'activité, all differential, stylised: CASF
/// L.262-2, CSS L.842-3.
std::int32_t rsa_and_activity_bonus_cents(const MonthlyIncomes& incomes,
                                          const Foyer& foyer,
                                          const SocialBenefits& b) {
    const double scale = rsa_scale(foyer, b);
    const double deduction = housing_deduction_scale(foyer, b);
    const bool open_to_rsa = !incomes.all_students &&
                             (incomes.eldest_age >= b.rsa_least_age || foyer.children_for_rsa > 0);
    const double share = open_to_rsa ? 1.0 : b.support_in_place_of_rsa;
    const double rsa =
        std::max(0.0, share * b.rsa_single_cents * (scale - deduction) - incomes.before_rsa());
    if (incomes.earned == 0) {
        return cents(rsa);
    }
    const double base = b.activity_bonus_base_cents * scale;
    const double resources = incomes.before_rsa() + b.activity_bonus_base_cents * deduction;
    const double bonus = base + b.activity_bonus_kept * incomes.earned + incomes.individual_bonus -
                         std::max(base, resources);
    return cents(rsa + std::max(0.0, bonus));
}

std::int32_t foyer_resources_cents(const Households& households,
                                   HouseholdRow h,
                                   Month now,
                                   const Foyer& foyer,
                                   const SocialBenefits& b) {
    const auto incomes = monthly_incomes(households, h, now, foyer, b);
    return incomes.before_rsa() + rsa_and_activity_bonus_cents(incomes, foyer, b);
}

/// What the rules of the APL say for one family.
struct AllowanceFamily {
    std::int32_t cap_cents = 0;
    std::int32_t reference_cap_cents = 0;
    std::int32_t charges_cents = 0;
    double family_rate = 0.0;
    std::int32_t free_income_cents = 0;
};

AllowanceFamily allowance_family(const HousingAllowance& r, int adults, int dependants) {
    if (dependants == 0 && adults == 1) {
        return {r.cap_single_cents,
                r.reference_cap_single_cents,
                r.charges_cents,
                r.family_rate_single,
                r.free_income_single_cents};
    }
    if (dependants == 0) {
        return {r.cap_couple_cents,
                r.reference_cap_couple_cents,
                r.charges_cents,
                r.family_rate_couple,
                r.free_income_couple_cents};
    }
    const auto rank = static_cast<std::size_t>(std::min(dependants, 6)) - 1;
    return {r.cap_one_dependant_cents + (dependants - 1) * r.cap_more_cents,
            r.reference_cap_one_dependant_cents + (dependants - 1) * r.reference_cap_more_cents,
            r.charges_cents + dependants * r.charges_more_cents,
            r.family_rate_by_dependants[rank],
            r.free_income_by_dependants_cents[rank]};
}

double rent_rate(const HousingAllowance& r, double ratio) {
    const auto [first, second] = r.rent_ratio_bounds;
    return r.rent_ratio_rates[0] * std::max(0.0, std::min(ratio, second) - first) +
           r.rent_ratio_rates[1] * std::max(0.0, ratio - second);
}

double degression(const HousingAllowance& r, double rent_over_cap) {
    const double over =
        (rent_over_cap - r.degression_from_caps) / (r.degression_to_caps - r.degression_from_caps);
    return 1.0 - std::clamp(over, 0.0, 1.0);
}

/// 1 to 6, then one more for each person more. Arrêté of 29 July 1987, annex.
int ceiling_category(const IncomeCeilings& ceilings,
                     const Households& households,
                     HouseholdRow h,
                     Month now) {
    const int persons = households.persons(h);
    const bool with_disability = households.disabled[h] != 0;
    if (households.type(h) == HouseholdType::single_parent) {
        return persons + 1 + (with_disability ? 1 : 0);
    }
    if (households.type(h) == HouseholdType::couple_without_child) {
        const auto& births = households.adult_birth[h];
        const int ages = age_in_years(births[0], now) + age_in_years(births[1], now);
        return ages <= ceilings.young_couple_ages_sum || with_disability ? 3 : 2;
    }
    return persons + (with_disability ? 1 : 0);
}

}  // namespace

std::int32_t reference_tax_income_cents(const Households& households, HouseholdRow h) {
    const std::int64_t two_years_ago = households.declared_two_years_ago_cents[h];
    const std::int64_t last_year = households.declared_last_year_cents[h];
    const bool fell_by_a_tenth = last_year * 10 <= two_years_ago * 9;
    return less_expenses(static_cast<std::int32_t>(fell_by_a_tenth ? last_year : two_years_ago));
}

std::int32_t sne_resources_cents(const Households& households,
                                 HouseholdRow h,
                                 Month now,
                                 const SocialBenefits& benefits) {
    const auto children = count_children(households, h, now, benefits);
    Foyer foyer{.adults = static_cast<std::size_t>(households.adults(h)),
                .children_for_rsa = children.for_rsa,
                .children_for_family_benefits = children.for_family_benefits,
                .young_children = children.young};
    if (households.bond[h] != Bond::sharing) {
        return foyer_resources_cents(households, h, now, foyer, benefits);
    }
    foyer.adults = 1;
    return foyer_resources_cents(households, h, now, foyer, benefits) +
           foyer_resources_cents(households, h, now, {.first_adult = 1}, benefits);
}

std::int32_t allowance_base_cents(const Households& households, HouseholdRow h) {
    return less_expenses(households.declared(h));
}

std::int32_t housing_allowance_cents(const HousingAllowance& rules,
                                     int adults,
                                     int dependants,
                                     std::int32_t rent_cents,
                                     std::int32_t base_cents) {
    if (rent_cents <= 0) {
        return 0;
    }
    const auto family = allowance_family(rules, adults, dependants);
    const double rent = std::min(rent_cents, family.cap_cents);
    const double cost = rent + family.charges_cents;
    const double rate = family.family_rate + rent_rate(rules, rent / family.reference_cap_cents);
    const double own_share =
        std::max(rules.least_share * cost, static_cast<double>(rules.least_cents)) +
        rate * std::max(0, base_cents - family.free_income_cents);
    const double allowance =
        (cost - own_share) * degression(rules, static_cast<double>(rent_cents) / family.cap_cents) -
        rules.deduction_cents;
    return cents(std::max(0.0, allowance));
}

std::int32_t rent_allowance_cents(const Households& households,
                                  HouseholdRow h,
                                  Month now,
                                  std::int32_t rent_cents,
                                  const AllocationPolicy& policy) {
    const auto& rules = policy.housing_allowance;
    return rent_cents == 0
               ? 0
               : housing_allowance_cents(rules,
                                         households.adults(h),
                                         households.children_under(h, rules.dependant_age, now),
                                         rent_cents,
                                         allowance_base_cents(households, h));
}

std::int32_t disposable_per_unit_cents(std::int32_t sne_cents,
                                       std::int32_t allowance_cents,
                                       std::int32_t declared_cents,
                                       int unit_tenths,
                                       const SocialBenefits& benefits) {
    const double units = unit_tenths / 10.0;
    const double taxed = std::max(0.0, declared_cents - benefits.tax_free_per_unit_cents * units);
    return cents((sne_cents + allowance_cents - benefits.tax_rate * taxed / 12.0) / units);
}

std::int32_t disposable_income_per_unit_cents(const Households& households,
                                              HouseholdRow h,
                                              Month now,
                                              std::int32_t sne_cents_a_month,
                                              std::int32_t rent_cents,
                                              const AllocationPolicy& policy) {
    return disposable_per_unit_cents(sne_cents_a_month,
                                     rent_allowance_cents(households, h, now, rent_cents, policy),
                                     households.declared(h),
                                     consumption_unit_tenths(households, h, now),
                                     policy.benefits);
}

std::int32_t declared_income_per_unit_cents(const Households& households,
                                            HouseholdRow h,
                                            Month now) {
    const std::int64_t declared = households.declared(h);
    return static_cast<std::int32_t>(declared * 10 / consumption_unit_tenths(households, h, now));
}

std::int32_t ceiling_cents(const IncomeCeilings& ceilings,
                           const Households& households,
                           HouseholdRow h,
                           Month now,
                           Financing financing) {
    const int category = ceiling_category(ceilings, households, h, now);
    const auto listed = static_cast<std::size_t>(std::min(category, 6)) - 1;
    const int more = std::max(0, category - 6);
    if (financing == Financing::plai) {
        return ceilings.plai_cents[listed] + more * ceilings.plai_more_cents;
    }
    const auto plus = ceilings.plus_cents[listed] + more * ceilings.plus_more_cents;
    return financing == Financing::plus ? plus : cents(ceilings.pls_over_plus * plus);
}

}  // namespace mixite
