#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

#include "scenario/territory_tables.hpp"

namespace mixite {

/// One total that the counts of the cells must give: the sum of units × count over the cells.
/// `units`: one entry a cell, not negative; 1 or 0 where the margin counts households, the number
/// of persons of a kind in a household of the cell where it counts persons.
struct Margin {
    std::string name;
    Eigen::VectorXd units;
    double target = 0.0;
    Strength strength = Strength::hard;  ///< soft: approached as far as the hard ones allow
};

struct FittingRules {
    int most_sweeps = 60;
    /// A sweep that changes no margin by more than this share of it is the last.
    double settled = 1e-5;
};

struct FittedCounts {
    Eigen::VectorXd counts;  ///< one a cell
    int sweeps = 0;
    /// Largest |obtained - target| of a hard margin, over the larger of the target and 1.
    double hard_gap = 0.0;
};

/// Counts of the cells close to the seed's proportions and in agreement with the margins: each
/// sweep scales the cells towards the soft margins, then to the hard ones (iterative proportional
/// fitting; for margins that count persons, iterative proportional updating, Ye et al. 2009). The
/// hard margins have the last word. Preconditions: as many units in a margin as cells, seed and
/// targets not negative. A cell of seed 0 stays 0; a margin that no cell can give stays unmet: see
/// `hard_gap`.
FittedCounts fit_cells(const Eigen::VectorXd& seed,
                       const std::vector<Margin>& margins,
                       const FittingRules& rules = {});

/// The classic two-way fitting: rows × columns of the seed's odds ratios with these totals.
/// Preconditions: sizes agree, nothing is negative, both totals have the same sum (to 1e-6 of it).
/// Throws InvariantViolation where a row or column of seed 0 has a positive total.
Eigen::MatrixXd fit_table(const Eigen::MatrixXd& seed,
                          const Eigen::VectorXd& row_totals,
                          const Eigen::VectorXd& column_totals);

/// Whole numbers that sum to the rounded sum of the counts, each running total within one of the
/// counts' own: so neighbouring cells make up for each other's rounding. `offset` in [0, 1) says
/// where the steps fall. Precondition: counts not negative.
std::vector<int> whole_counts(const Eigen::VectorXd& counts, double offset);

/// Rounds a table whose row totals are whole: keeps them, and the column totals (whole too)
/// exactly. Each next unit goes to the column that lags its running total most; the first of
/// equals.
Eigen::MatrixXi whole_table(const Eigen::MatrixXd& table);

}  // namespace mixite
