#include "scenario/proportional_fitting.hpp"

#include <algorithm>
#include <cmath>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"

namespace mixite {
namespace {

/// Soft margins may contradict each other: half a step each keeps one from undoing the others.
constexpr double soft_step = 0.5;
constexpr double most_log_step = 2.0;

double relative_gap(const Margin& margin, const Eigen::VectorXd& counts) {
    return std::abs(margin.units.dot(counts) - margin.target) / std::max(margin.target, 1.0);
}

/// One Newton step, on the logarithm, towards counts × e^(λ units) that give the target; exact at
/// once where the units are 0 or 1.
void scale_to(const Margin& margin, double step, Eigen::VectorXd& counts) {
    const double obtained = margin.units.dot(counts);
    if (obtained <= 0.0) {
        return;
    }
    if (margin.target <= 0.0) {
        counts = (margin.units.array() > 0.0).select(0.0, counts);
        return;
    }
    const double mean_units = (margin.units.array().square() * counts.array()).sum() / obtained;
    const double log_ratio = natural_log(margin.target / obtained) / mean_units;
    const double lambda = std::clamp(log_ratio, -most_log_step, most_log_step) * step;
    for (Eigen::Index cell = 0; cell < counts.size(); ++cell) {
        if (margin.units[cell] > 0.0) {
            counts[cell] *= exponential(lambda * margin.units[cell]);
        }
    }
}

double sweep(const std::vector<Margin>& margins, Strength strength, Eigen::VectorXd& counts) {
    double largest = 0.0;
    for (const auto& margin : margins) {
        if (margin.strength == strength) {
            largest = std::max(largest, relative_gap(margin, counts));
            scale_to(margin, strength == Strength::hard ? 1.0 : soft_step, counts);
        }
    }
    return largest;
}

double worst_hard_gap(const std::vector<Margin>& margins, const Eigen::VectorXd& counts) {
    double worst = 0.0;
    for (const auto& margin : margins) {
        if (margin.strength == Strength::hard) {
            worst = std::max(worst, relative_gap(margin, counts));
        }
    }
    return worst;
}

void check_margins(const Eigen::VectorXd& seed, const std::vector<Margin>& margins) {
    for (const auto& margin : margins) {
        EXPECT(margin.units.size() == seed.size(), "margin {}", margin.name);
        EXPECT(margin.target >= 0.0, "margin {} = {}", margin.name, margin.target);
    }
}

/// What a row or column of this sum is to be multiplied by.
double factor(double total, double sum, Eigen::Index position) {
    EXPECT(sum > 0.0 || total <= 0.0, "nothing to share {} among, at {}", total, position);
    return sum > 0.0 ? total / sum : 0.0;
}

}  // namespace

FittedCounts fit_cells(const Eigen::VectorXd& seed,
                       const std::vector<Margin>& margins,
                       const FittingRules& rules) {
    check_margins(seed, margins);
    FittedCounts fitted{.counts = seed};
    for (bool settled = false; !settled && fitted.sweeps < rules.most_sweeps; ++fitted.sweeps) {
        const Eigen::VectorXd before = fitted.counts;
        sweep(margins, Strength::soft, fitted.counts);
        sweep(margins, Strength::hard, fitted.counts);
        settled = (fitted.counts - before).cwiseAbs().sum() <= rules.settled * before.sum();
    }
    constexpr int most_last_sweeps = 400;
    constexpr double exact = 1e-12;
    double gap = 1.0;
    for (int last = 0; last < most_last_sweeps && gap > exact; ++last) {
        gap = sweep(margins, Strength::hard, fitted.counts);
    }
    fitted.hard_gap = worst_hard_gap(margins, fitted.counts);
    return fitted;
}

Eigen::MatrixXd fit_table(const Eigen::MatrixXd& seed,
                          const Eigen::VectorXd& row_totals,
                          const Eigen::VectorXd& column_totals) {
    constexpr int most_sweeps = 500;
    constexpr double settled = 1e-10;
    const double total = std::max(row_totals.sum(), 1.0);
    EXPECT(seed.rows() == row_totals.size() && seed.cols() == column_totals.size(),
           "{} × {}",
           seed.rows(),
           seed.cols());
    EXPECT(std::abs(row_totals.sum() - column_totals.sum()) <= 1e-6 * total,
           "rows sum to {}, columns to {}",
           row_totals.sum(),
           column_totals.sum());
    Eigen::MatrixXd table = seed;
    double gap = total;
    for (int sweeps = 0; sweeps < most_sweeps && gap > settled * total; ++sweeps) {
        for (Eigen::Index column = 0; column < table.cols(); ++column) {
            table.col(column) *= factor(column_totals[column], table.col(column).sum(), column);
        }
        for (Eigen::Index row = 0; row < table.rows(); ++row) {
            table.row(row) *= factor(row_totals[row], table.row(row).sum(), row);
        }
        gap = (table.colwise().sum().transpose() - column_totals).cwiseAbs().sum();
    }
    return table;
}

std::vector<int> whole_counts(const Eigen::VectorXd& counts, double offset) {
    std::vector<int> whole(static_cast<std::size_t>(counts.size()));
    const auto total = static_cast<int>(std::lround(counts.sum()));
    double running = 0.0;
    int given = 0;
    for (Eigen::Index cell = 0; cell < counts.size(); ++cell) {
        running += counts[cell];
        const int due = std::clamp(static_cast<int>(std::floor(running + offset)), given, total);
        whole[static_cast<std::size_t>(cell)] = due - given;
        given = due;
    }
    for (auto cell = counts.size(); given < total; --cell) {
        EXPECT(cell > 0, "{} of {} counted", given, total);
        if (counts[cell - 1] > 0.0) {
            whole[static_cast<std::size_t>(cell - 1)] += total - given;
            given = total;
        }
    }
    return whole;
}

Eigen::MatrixXi whole_table(const Eigen::MatrixXd& table) {
    Eigen::MatrixXi whole = Eigen::MatrixXi::Zero(table.rows(), table.cols());
    Eigen::VectorXd lag = Eigen::VectorXd::Zero(table.cols());
    for (Eigen::Index row = 0; row < table.rows(); ++row) {
        lag += table.row(row).transpose();
        const auto units = std::lround(table.row(row).sum());
        for (long unit = 0; unit < units; ++unit) {
            Eigen::Index column = 0;
            lag.maxCoeff(&column);
            ++whole(row, column);
            lag[column] -= 1.0;
        }
    }
    return whole;
}

}  // namespace mixite
