#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/declared_income_curve.hpp"
#include "scenario/household_cells.hpp"
#include "scenario/population_assumptions.hpp"
#include "scenario/territory_reader.hpp"

using namespace mixite;

namespace {

TerritoryTables small_territory() {
    return read_territory(std::filesystem::path(MIXITE_SOURCE_DIR) / "tests/territory");
}

DeclaredIncome deciles() {
    return {.eur_per_unit = {
                5000, 10000, 12000, 14000, 18000, 20000, 22000, 26000, 28000, 30000, 40000}};
}

}  // namespace

TEST_CASE("The curve of declared income goes through its published points") {
    const DeclaredIncomeCurve curve(deciles(), 3.0);
    CHECK(curve.at(0.0) == 0.0);
    CHECK(curve.at(0.05) == Approx(250'000.0));
    CHECK(curve.at(0.1) == Approx(500'000.0));
    CHECK(curve.at(0.225) == Approx(1'100'000.0));
    CHECK(curve.at(0.5) == Approx(2'000'000.0));
    CHECK(curve.at(0.9) == Approx(4'000'000.0));
    // Pareto: an eighth of the persons above the ninth decile have twice its income.
    CHECK(curve.at(1.0 - 0.1 / 8.0) == Approx(8'000'000.0));
    CHECK(curve.at(0.9999) == curve.at(0.999));
}

TEST_CASE("Deciles out of order are refused") {
    auto wrong = deciles();
    std::swap(wrong.eur_per_unit[2], wrong.eur_per_unit[3]);
    CHECK_THROWS_AS(DeclaredIncomeCurve(wrong, 3.0), InvariantViolation);
}

TEST_CASE("A quantile counts persons, not households") {
    std::vector<WeightedValue> values{{30.0, 1.0}, {10.0, 6.0}, {20.0, 3.0}};
    CHECK(weighted_quantile(values, 0.5) == 10.0);
    CHECK(weighted_quantile(values, 0.6) == 20.0);
    CHECK(weighted_quantile(values, 0.95) == 30.0);
    std::vector<WeightedValue> none;
    CHECK(weighted_quantile(none, 0.5) == 0.0);
}

TEST_CASE("A household of a cell has its size, type and reference age, and children in order") {
    const auto ages = population_assumptions(small_territory()).members;
    constexpr Month now = month(2019, 1);
    for (const auto& cell : household_cells()) {
        for (const double u : {0.0, 0.2, 0.5, 0.8, 0.999}) {
            const MemberDraws draws{u, 1.0 - u, u, 1.0 - u, u, 0.5, 0.5, 0.5};
            Households table;
            const auto h = append(table, members_of(cell, ages, draws, now));
            CHECK(table.persons(h) == cell.persons);
            CHECK(table.type(h) == cell.type);
            CHECK(age_band(age_in_years(table.adult_birth[h][0], now)) == cell.reference_age);
            CHECK(table.youngest_adult_age(h, now) >= 18);
            const auto& births = table.child_birth[h];
            CHECK(std::is_sorted(births.begin(), births.begin() + table.children[h]));
            CHECK(std::all_of(births.begin(), births.begin() + table.children[h], [&](Month birth) {
                return birth <= now && birth > table.adult_birth[h][0];
            }));
        }
    }
}

TEST_CASE("The mean members of a cell are as many as its persons") {
    const auto ages = population_assumptions(small_territory()).members;
    const auto means = mean_persons_by_age(ages);
    for (std::size_t cell = 0; cell < means.size(); ++cell) {
        double persons = 0.0;
        for (const double mean : means[cell]) {
            persons += mean;
        }
        CHECK(persons == Approx(household_cells()[cell].persons));
    }
}

TEST_CASE("Assumptions on the population are all needed, known and given once") {
    auto tables = small_territory();
    CHECK(population_assumptions(tables).requests.for_transfer == 0.32);
    tables.population.push_back(tables.population.front());
    tables.population[1].key = "size.couple_with_children.44";
    try {
        population_assumptions(tables);
        FAIL("accepted");
    } catch (const DataError& error) {
        CHECK(error.diagnostics().size() == 3);
        const std::string text = error.what();
        INFO(text);
        CHECK(text.find("unknown key 'size.couple_with_children.44'") != std::string::npos);
        CHECK(text.find("missing key 'size.couple_with_children.4'") != std::string::npos);
        CHECK(text.find("given twice") != std::string::npos);
    }
}
