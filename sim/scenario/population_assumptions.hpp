#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "foundation/failure.hpp"
#include "scenario/territory_tables.hpp"

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

inline constexpr std::size_t household_types =
    household_type_words.size();                  ///< in the order of HouseholdType
inline constexpr std::size_t age_bands = 5;       ///< in the order of AgeBand
inline constexpr std::size_t housed_tenures = 4;  ///< owner, private tenant, social tenant, hosted

using ByType = std::array<double, household_types>;
using ByAge = std::array<double, age_bands>;
using ByTenure = std::array<double, housed_tenures>;

/// Proportions before any figure of the place; only relative sizes matter.
struct CellSeeds {
    std::array<double, 6> couple_with_children_by_size{};  ///< 3 to 8 persons
    std::array<double, 6> single_parent_by_size{};         ///< 2 to 7 persons
    std::array<double, 3> other_by_size{};                 ///< 2 to 4 persons
    std::array<ByAge, household_types> age_by_type{};
    std::array<ByType, housed_tenures> tenure_by_type{};
    std::array<ByAge, housed_tenures> tenure_by_age{};
};

/// How the members of a household are related in age.
struct MemberAges {
    double youngest_parent_years = 0.0;
    double oldest_parent_years = 0.0;  ///< at a birth
    double leaves_home_years = 0.0;
    double couple_gap_years = 0.0;
    double couple_gap_sd_years = 0.0;
    double same_generation_share = 0.0;  ///< of two adults who are no couple
    double generation_years = 0.0;
};

/// Rank of declared income per unit within an area: effects on a score, and the spread of its draw.
struct IncomeScore {
    ByType by_type{};
    ByAge by_age{};
    ByTenure by_tenure{};  ///< before tenure × poverty is fitted
    double each_child = 0.0;
    ByAge noise{};  ///< pensions differ less than earnings
    /// Factor of draws above the middle: who comes to earn much leaves social housing.
    ByTenure upper_noise{};
    /// Above the ninth decile incomes follow a Pareto law of this exponent.
    double top_exponent = 0.0;
};

/// Activities from age and income. Full year, half year: declared at least 0.9, or 0.5, of the
/// minimum wage.
struct ActivityShares {
    double minimum_wage_eur = 0.0;  ///< declared by a full year of it
    double next_to_nothing = 0.0;   ///< share of it below which an adult has no work
    double far_from_work_power =
        0.0;  ///< earning power of those who declare nothing, over the minimum wage
    /// Earning power of those who live on a partner's earnings, over the partner's.
    double inactive_partner_power = 0.0;
    double disabled_without_income = 0.0;  ///< share receiving AAH of those
    double student_under_25 = 0.0;         ///< share of those with half a year or less
    double full_year_stable = 0.0;         ///< shares of those who declare a full year
    double full_year_precarious = 0.0;
    double half_year_stable = 0.0;
    double half_year_precarious = 0.0;
    double less_precarious = 0.0;
    /// Share of the couples with one earner: of those who declare less than two minimum wages, and
    /// of the others.
    double single_earner_low = 0.0;
    double single_earner_high = 0.0;
    double second_earner_most_share = 0.0;  ///< of what a couple declares
    double unseen_power_log_sd = 0.0;       ///< earning power of those without work
};

/// What month-zero letting looks at beside the ideal number of rooms.
struct LettingClaims {
    double old_rooms = 0.0;      ///< more rooms claimed at 60 or over
    double settled_rooms = 0.0;  ///< … after ten years
    double chance_rooms = 0.0;   ///< … by the chance of what was free: uniform up to this
    double chance_income = 0.0;  ///< the same for the order of incomes, in PLUS ceilings
    double empty_for_three_months = 0.0;  ///< share of the empty dwellings
};

/// The register of open requests at month zero.
struct RequestStock {
    double per_household = 0.0;
    double from_outside = 0.0;  ///< share
    double for_transfer = 0.0;  ///< share: social tenants
    double mean_age_months = 0.0;
};

/// What the marginals leave open about month zero: population.csv of the territory.
struct PopulationAssumptions {
    CellSeeds seeds;
    MemberAges members;
    IncomeScore income;
    ActivityShares activity;
    ByTenure mean_seniority_years{};
    LettingClaims letting;
    RequestStock requests;
};

/// Keys that the population of a territory lacks, that are unknown or given twice. `file` is what
/// messages call the table.
std::vector<Diagnostic> population_key_problems(const std::vector<PopulationValue>& values,
                                                const std::string& file);

/// The territory's values, by their keys. Throws DataError, all at once, for such problems.
PopulationAssumptions population_assumptions(const TerritoryTables& tables);

}  // namespace mixite
