#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/proportional_fitting.hpp"

using namespace mixite;

TEST_CASE("A two-way table is fitted to its totals and keeps the seed's odds ratio") {
    Eigen::MatrixXd seed(2, 2);
    seed << 1.0, 2.0, 3.0, 4.0;
    const Eigen::Vector2d row_totals(60.0, 40.0);
    const Eigen::Vector2d column_totals(30.0, 70.0);
    const auto table = fit_table(seed, row_totals, column_totals);
    CHECK((table.rowwise().sum() - row_totals).norm() < 1e-6);
    CHECK((table.colwise().sum().transpose() - column_totals).norm() < 1e-6);
    const double odds = table(0, 0) * table(1, 1) / (table(0, 1) * table(1, 0));
    CHECK(odds == Approx(4.0 / 6.0));
    // x (10 + x) / ((60 - x) (30 - x)) = 2/3, or x² + 210 x = 3600.
    CHECK(table(0, 0) == Approx(-105.0 + std::sqrt(105.0 * 105.0 + 3600.0)));
}

TEST_CASE("A flat seed of three by three gives independence") {
    const auto table = fit_table(Eigen::MatrixXd::Ones(3, 3),
                                 Eigen::Vector3d(10.0, 20.0, 70.0),
                                 Eigen::Vector3d(50.0, 30.0, 20.0));
    CHECK(table(0, 0) == Approx(5.0));
    CHECK(table(1, 2) == Approx(4.0));
    CHECK(table(2, 1) == Approx(21.0));
}

TEST_CASE("A row of total nil stays empty, and cells of seed nil stay nil") {
    Eigen::MatrixXd seed(2, 2);
    seed << 1.0, 1.0, 0.0, 1.0;
    const auto table = fit_table(seed, Eigen::Vector2d(6.0, 4.0), Eigen::Vector2d(2.0, 8.0));
    CHECK(table(1, 0) == 0.0);
    CHECK(table(1, 1) == Approx(4.0));
    const auto empty = fit_table(seed, Eigen::Vector2d(6.0, 0.0), Eigen::Vector2d(2.0, 4.0));
    CHECK(empty.row(1).sum() == 0.0);
}

TEST_CASE("Totals that no table can have are refused") {
    Eigen::MatrixXd seed = Eigen::MatrixXd::Ones(2, 2);
    CHECK_THROWS_AS(fit_table(seed, Eigen::Vector2d(6.0, 4.0), Eigen::Vector2d(2.0, 9.0)),
                    InvariantViolation);
    seed.row(0).setZero();
    CHECK_THROWS_AS(fit_table(seed, Eigen::Vector2d(6.0, 4.0), Eigen::Vector2d(2.0, 8.0)),
                    InvariantViolation);
}

namespace {

/// Households of 1, 2 and 4 persons.
std::vector<Margin> households_and_persons(double households, double persons) {
    return {{"households", Eigen::Vector3d(1.0, 1.0, 1.0), households, Strength::hard},
            {"persons", Eigen::Vector3d(1.0, 2.0, 4.0), persons, Strength::hard}};
}

}  // namespace

TEST_CASE("Cells meet a total of households and one of persons at once") {
    const auto fitted =
        fit_cells(Eigen::Vector3d(1.0, 1.0, 1.0), households_and_persons(100.0, 250.0));
    CHECK(fitted.hard_gap < 1e-9);
    CHECK(fitted.counts.sum() == Approx(100.0));
    CHECK(fitted.counts.dot(Eigen::Vector3d(1.0, 2.0, 4.0)) == Approx(250.0));
    // Exponential tilt of the seed: the ratio of logarithms is that of the persons.
    const double first = std::log(fitted.counts[1] / fitted.counts[0]);
    const double second = std::log(fitted.counts[2] / fitted.counts[0]);
    CHECK(second == Approx(3.0 * first));
}

TEST_CASE("A soft margin gives way to hard ones that contradict it") {
    auto margins = households_and_persons(100.0, 250.0);
    margins.insert(margins.begin(),
                   {"large", Eigen::Vector3d(0.0, 0.0, 1.0), 90.0, Strength::soft});
    const auto fitted = fit_cells(Eigen::Vector3d(1.0, 1.0, 1.0), margins);
    CHECK(fitted.hard_gap < 1e-9);
    CHECK(fitted.counts[2] <= 50.0 + 1e-6);  // (250 - 100) / 3
    CHECK(fitted.counts[2] > 33.0);          // but nearer than without it
}

TEST_CASE("Hard margins that no cell can give show as a gap") {
    const auto fitted =
        fit_cells(Eigen::Vector3d(1.0, 1.0, 0.0), households_and_persons(100.0, 250.0));
    CHECK(fitted.hard_gap > 0.05);
}

TEST_CASE("Whole counts keep the total and every running total within one") {
    Eigen::VectorXd counts(7);
    counts << 0.4, 0.4, 0.4, 2.7, 0.0, 1.05, 0.05;
    for (const double offset : {0.0, 0.3, 0.5, 0.99}) {
        const auto whole = whole_counts(counts, offset);
        double running = 0.0;
        int given = 0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            CHECK(whole[i] >= 0);
            running += counts[static_cast<Eigen::Index>(i)];
            given += whole[i];
            CHECK(std::abs(running - given) < 1.0 + 1e-9);
        }
        CHECK(given == 5);
        CHECK(whole[4] == 0);
    }
}

TEST_CASE("A table made whole keeps its totals") {
    Eigen::MatrixXd table(4, 3);
    table << 0.4, 0.3, 0.3, 1.5, 0.25, 0.25, 0.6, 1.2, 1.2, 0.5, 0.25, 0.25;
    const auto whole = whole_table(table);
    CHECK(whole.sum() == 7);
    CHECK((whole.rowwise().sum().cast<double>() - table.rowwise().sum()).norm() < 1e-9);
    CHECK((whole.colwise().sum().cast<double>() - table.colwise().sum()).norm() < 1e-9);
    CHECK(whole.minCoeff() >= 0);
}
