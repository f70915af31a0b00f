#include "scenario/population_assumptions.hpp"

namespace mixite {

PopulationAssumptions usual_population_assumptions() {
    PopulationAssumptions a;
    a.couple_with_children_by_size = {0.42, 0.40, 0.13, 0.035, 0.01, 0.005};
    a.single_parent_by_size = {0.57, 0.29, 0.10, 0.03, 0.007, 0.003};
    a.other_by_size = {0.70, 0.20, 0.10};
    a.age_by_type = {{{0.18, 0.15, 0.20, 0.25, 0.22},
                      {0.12, 0.08, 0.20, 0.38, 0.22},
                      {0.08, 0.49, 0.37, 0.05, 0.01},
                      {0.14, 0.41, 0.36, 0.06, 0.03},
                      {0.25, 0.20, 0.25, 0.18, 0.12}}};
    a.tenure_by_type = {{{0.8, 1.6, 1.7, 0.45, 0.8},
                         {1.3, 0.8, 0.7, 0.9, 1.2},
                         {1.2, 0.5, 0.7, 1.6, 1.0},
                         {1.2, 0.7, 0.5, 0.8, 1.0}}};
    a.tenure_by_age = {{{0.15, 0.8, 1.3, 1.8, 1.8},
                        {2.5, 1.3, 0.8, 0.5, 0.4},
                        {0.8, 1.1, 1.1, 0.9, 0.8},
                        {2.0, 0.9, 0.7, 0.6, 1.0}}};
    a.income_by_type = {-0.25, 0.35, 0.30, -0.50, -0.20};
    a.income_by_age = {-0.45, 0.05, 0.25, 0.10, -0.10};
    a.income_each_child = -0.12;
    a.income_by_tenure = {0.0, -0.9, -1.3, -0.8};
    a.income_noise = {1.0, 1.0, 1.0, 0.75, 0.6};
    a.upper_income_noise = {1.0, 0.9, 0.45, 1.0};
    a.minimum_wage_cents = 1'460'000.0;
    a.disabled_without_income = 0.22;
    a.student_under_25 = 0.45;
    a.mean_seniority_years = {17.0, 4.5, 9.5, 4.0};
    a.requests_per_household = 2700.0 / 56681.0;
    a.requests_from_outside = 0.20;
    a.requests_for_transfer = 0.32;
    a.mean_request_age_months = 19.0;
    a.empty_for_three_months = 0.5;
    return a;
}

}  // namespace mixite
