#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/base_population.hpp"
#include "scenario/territory_tables.hpp"

namespace mixite {

/// One target of the population and what was obtained.
struct FitLine {
    std::string area;      ///< code of an area, part, zone or commune
    std::string variable;  ///< households, persons, household_type, age, declared_income, …
    std::string category;
    double target = 0.0;
    double obtained = 0.0;
    double tolerance = 0.0;  ///< in the unit of the target; of a soft line, what is worth a look
    std::string unit;
    Strength strength = Strength::soft;

    [[nodiscard]] double difference() const { return obtained - target; }
    [[nodiscard]] bool within() const {
        return difference() <= tolerance && -difference() <= tolerance;
    }
};

/// Every control of the tables against the population: households and persons (1 % or 5 units),
/// types and persons by age (10 % or 20 units), tenures of the parts (exact), declared-income
/// deciles of each area, weighted by persons (3 % or 200 € a unit), declared medians (10 %) and
/// persons of the QPV. In the order of the tables.
std::vector<FitLine> population_fit(const BasePopulation& population,
                                    const TerritoryTables& tables);

}  // namespace mixite
