#include <algorithm>
#include <cmath>
#include <filesystem>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "hand_written_world.hpp"
#include "scenario/population_builder.hpp"
#include "scenario/population_fit.hpp"
#include "scenario/territory_reader.hpp"

using namespace mixite;

namespace {

TerritoryTables territory(const std::string& folder) {
    return read_territory(std::filesystem::path(MIXITE_SOURCE_DIR) / folder);
}

BasePopulation population_of(const TerritoryTables& tables, std::uint64_t seed = 2024) {
    return build_population(tables,
                            population_assumptions(tables),
                            hand_written::quiet_behaviour(),
                            hand_written::policy(),
                            Draws(seed, 0));
}

/// Read, and populated, once for all cases that a process holds to it.
const TerritoryTables& tables_of_niort() {
    static const TerritoryTables tables = territory("data/niort");
    return tables;
}

const BasePopulation& population_of_niort() {
    static const BasePopulation population = population_of(tables_of_niort());
    return population;
}

std::string to_string(const FitLine& line) {
    return fmt::format("{} {} {}: target {:.1f}, obtained {:.1f}, tolerance {:.1f} {}",
                       line.area,
                       line.variable,
                       line.category,
                       line.target,
                       line.obtained,
                       line.tolerance,
                       line.unit);
}

std::string misses(const std::vector<FitLine>& lines, Strength strength) {
    std::string found;
    for (const auto& line : lines) {
        if (line.strength == strength && !line.within()) {
            found += to_string(line) + "\n";
        }
    }
    return found;
}

bool same(const Households& a, const Households& b) {
    return a.key == b.key && a.zone == b.zone && a.tenure == b.tenure && a.moved_in == b.moved_in &&
           a.adult_birth == b.adult_birth && a.child_birth == b.child_birth &&
           a.activity == b.activity && a.declared_cents == b.declared_cents &&
           a.earning_power_cents == b.earning_power_cents &&
           a.declared_last_year_cents == b.declared_last_year_cents;
}

double mean_declared(const Households& households, Tenure tenure) {
    double cents = 0.0;
    double count = 0.0;
    for (const auto h : rows<HouseholdRow>(households.size())) {
        if (households.tenure[h] == tenure) {
            cents += households.declared(h);
            count += 1.0;
        }
    }
    return cents / count;
}

}  // namespace

TEST_CASE("The population meets every hard control of the real territory") {
    CHECK(population_of_niort().households.size() == 56681);
    const auto lines = population_fit(population_of_niort(), tables_of_niort());
    INFO(misses(lines, Strength::hard));
    CHECK(misses(lines, Strength::hard).empty());
    CHECK(std::count_if(lines.begin(), lines.end(), [](const FitLine& line) {
              return line.strength == Strength::hard;
          }) > 500);
    // The soft ones: no more than one in fifty is worth a look.
    const auto missed = std::count_if(
        lines.begin(), lines.end(), [](const FitLine& line) { return !line.within(); });
    CHECK(static_cast<double>(missed) < 0.02 * static_cast<double>(lines.size()));
}

TEST_CASE("The declared medians of the QPV are met within a tenth") {
    const auto lines = population_fit(population_of_niort(), tables_of_niort());
    int medians = 0;
    for (const auto& line : lines) {
        for (const auto& qpv : tables_of_niort().qpvs) {
            if (line.area == tables_of_niort().zones[qpv.zone].code && line.category == "median") {
                INFO(to_string(line));
                CHECK(line.within());
                ++medians;
            }
        }
    }
    CHECK(medians == 3);
}

TEST_CASE("A made-up territory is populated with no change of code") {
    const auto tables = territory("tests/territory");
    const auto population = population_of(tables);
    const auto lines = population_fit(population, tables);
    CHECK(population.households.size() == 300);
    for (const auto& line : lines) {
        if (line.variable == "households" || line.variable == "persons" ||
            line.variable == "tenure") {
            INFO(to_string(line));
            CHECK((line.within() || line.strength == Strength::soft));
        }
    }
}

TEST_CASE("The population does not depend on the number of threads, and does on the seed") {
    const auto reference = [] {
        const ThreadCount one(1);
        return population_of(tables_of_niort());
    }();
    for (const std::size_t threads : {2U, 8U}) {
        const ThreadCount many(threads);
        CHECK(same(population_of(tables_of_niort()).households, reference.households));
    }
    CHECK_FALSE(same(population_of(tables_of_niort(), 2025).households, reference.households));
}

TEST_CASE("Tenants are poorer than owners, social tenants poorest") {
    const auto& population = population_of_niort();
    const auto owners = mean_declared(population.households, Tenure::owner);
    const auto private_tenants = mean_declared(population.households, Tenure::private_tenant);
    const auto social_tenants = mean_declared(population.households, Tenure::social_tenant);
    CHECK(owners > 1.3 * private_tenants);
    CHECK(private_tenants > social_tenants);
}

// 4 standard errors: fails by chance once in 16 000, and finds with near certainty an allowance
// that goes to most of those who live on a partner's earnings.
TEST_CASE("The allowance of the disabled goes to one share of those without work, partner or not") {
    const auto share = population_assumptions(tables_of_niort()).activity.disabled_without_income;
    const auto& households = population_of_niort().households;
    std::array<int, 3> without_work{};  // alone, first of a couple, second of a couple
    std::array<int, 3> disabled{};
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const auto adults = static_cast<std::size_t>(households.adults(h));
        for (std::size_t adult = 0; adult < adults; ++adult) {
            if (households.activity[h][adult] == Activity::without_work) {
                const auto place = adults == 1 ? 0 : adult + 1;
                ++without_work[place];
                disabled[place] += (households.disabled[h] >> adult) & 1;
            }
        }
    }
    for (std::size_t place = 0; place < without_work.size(); ++place) {
        INFO("place " << place << ": " << disabled[place] << " of " << without_work[place]);
        CHECK(without_work[place] > 100);
        const double n = without_work[place];
        CHECK(std::abs(disabled[place] - n * share) < 4.0 * std::sqrt(n * share * (1.0 - share)));
    }
}

TEST_CASE("Totals that contradict each other are refused with area, variable and gap") {
    auto tables = territory("tests/territory");
    SECTION("fewer persons than households") {
        tables.controls[1].value = tables.controls[0].value - 10.0;
        CHECK_THROWS_AS(population_of(tables), DataError);
    }
    SECTION("types that leave too many persons for the families") {
        for (auto& control : tables.controls) {
            if (control.area == AreaRow{0U} &&
                control.variable == ControlVariable::household_type) {
                control.value = control.category <= 1 ? 45.0 : 0.0;
            }
        }
        try {
            population_of(tables);
            FAIL("accepted");
        } catch (const DataError& error) {
            const std::string text = error.what();
            INFO(text);
            CHECK(text.find(tables.areas[AreaRow{0U}].code) != std::string::npos);
            CHECK(text.find("households of type") != std::string::npos);
            CHECK(text.find("away") != std::string::npos);
        }
    }
}
