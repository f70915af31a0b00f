#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "foundation/calendar.hpp"
#include "scenario/population_assumptions.hpp"
#include "world/households.hpp"

namespace mixite {

/// A kind of household that the population is counted in before it has members.
struct HouseholdCell {
    HouseholdType type = HouseholdType::single;
    int persons = 1;
    AgeBand reference_age = AgeBand::under_30;
};

/// Every cell, by type, then age of the reference person, then size: neighbours are alike.
const std::vector<HouseholdCell>& household_cells();

/// Persons' age bands of the census tables: 0 to 14, 15 to 29, 30 to 44, 45 to 59, 60 to 74, 75 and
/// over.
inline constexpr std::size_t person_age_bands = 6;
std::size_t person_age_band(int age_years);

/// What one household of a cell takes from chance: eight uniforms on [0, 1).
using MemberDraws = std::array<double, 8>;

/// The members of a household of the cell: bond, births of adults and of children. A child at home
/// is no older than the age at which children leave, unless its parent was too old at a later
/// birth.
Household members_of(const HouseholdCell& cell,
                     const MemberAges& ages,
                     const MemberDraws& draws,
                     Month now);

/// Mean number of persons of each age band in a household of each cell (cells × bands), over a
/// fixed sample of draws: what the fitting to ages of persons uses.
std::vector<std::array<double, person_age_bands>> mean_persons_by_age(const MemberAges& ages);

/// Proportions of the cells before any figure of the place.
std::vector<double> cell_seed(const CellSeeds& seeds);

}  // namespace mixite
