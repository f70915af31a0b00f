#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mixite {

/// Age in years of the household's reference person.
enum class AgeBand : std::uint8_t { under_30, under_45, under_60, under_75, from_75 };

constexpr AgeBand age_band(int age_years) {
    return age_years < 30   ? AgeBand::under_30
           : age_years < 45 ? AgeBand::under_45
           : age_years < 60 ? AgeBand::under_60
           : age_years < 75 ? AgeBand::under_75
                            : AgeBand::from_75;
}

inline constexpr std::size_t household_types = 5;  ///< in the order of HouseholdType
inline constexpr std::size_t age_bands = 5;        ///< in the order of AgeBand
inline constexpr std::size_t housed_tenures = 4;   ///< owner, private tenant, social tenant, hosted

/// What the marginals leave open about the population at month zero. Every value is an assumption
/// of the territory (orders of magnitude of the census and of the housing surveys), except where
/// its comment gives another source.
struct PopulationAssumptions {
    // Seeds of the fitting: only their proportions matter.
    std::array<double, 6> couple_with_children_by_size{};  ///< 3 to 8 persons
    std::array<double, 6> single_parent_by_size{};         ///< 2 to 7 persons
    std::array<double, 3> other_by_size{};                 ///< 2 to 4 persons
    std::array<std::array<double, age_bands>, household_types> age_by_type{};
    std::array<std::array<double, household_types>, housed_tenures> tenure_by_type{};
    std::array<std::array<double, age_bands>, housed_tenures> tenure_by_age{};

    /// Rank of declared income per unit within an area: effects on a score of spread
    /// `income_noise`.
    std::array<double, household_types> income_by_type{};
    std::array<double, age_bands> income_by_age{};
    double income_each_child = 0.0;
    std::array<double, housed_tenures> income_by_tenure{};  ///< before tenure × poverty is fitted
    std::array<double, age_bands> income_noise{};
    /// Factor of draws above the middle: who comes to earn much leaves social housing.
    std::array<double, housed_tenures> upper_income_noise{};
    /// Above the ninth decile incomes follow a Pareto law of this exponent.
    double top_income_exponent = 3.0;

    // Activity, from age and income.
    double minimum_wage_cents = 0.0;       ///< declared by a full year of it
    double disabled_without_income = 0.0;  ///< share receiving AAH of adults who declare nothing
    double student_under_25 = 0.0;         ///< share of low incomes under 25
    double second_earner_most_share = 0.5;

    // How long households have lived where they do: mean years, by tenure.
    std::array<double, housed_tenures> mean_seniority_years{};

    // The register of open requests at month zero.
    double requests_per_household = 0.0;
    double requests_from_outside = 0.0;  ///< share of the requests
    double requests_for_transfer = 0.0;  ///< share of the requests: social tenants
    double mean_request_age_months = 0.0;

    // The social dwellings that are empty at month zero.
    double empty_for_three_months = 0.0;  ///< share of them
};

/// Orders of magnitude for a French agglomeration of middle size.
PopulationAssumptions usual_population_assumptions();

}  // namespace mixite
