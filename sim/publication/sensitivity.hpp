#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// A parameter that the run drew anew for each replication.
struct DrawnParameter {
    std::string key;
    std::string unit;
    double value = 0.0;  ///< as its file gives it
    double low = 0.0;
    double high = 0.0;
    std::vector<double> drawn;  ///< by replication
};

/// How a result moves with a parameter, over replications.
struct Dependence {
    std::string parameter;
    double rank_correlation = 0.0;  ///< Spearman's, of mean ranks where values are equal
    double in_lowest_third = 0.0;   ///< mean of the result where the parameter is least
    double in_highest_third = 0.0;
    /// Less than one chance in twenty that any of the result's correlations with unrelated
    /// parameters were as large (Bonferroni).
    bool beyond_chance = false;
};

/// A measure of the baseline, or the paired difference of a strategy.
struct UncertainResult {
    std::string scenario;
    std::string measure;
    std::string label;
    std::string unit;
    std::string qpv_code;
    std::string qpv_name;
    Spread spread;
    int replications = 0;  ///< that have a value
    int below_zero = 0;
    int above_zero = 0;
    std::vector<Dependence> dependences;  ///< the closest correlation first
};

/// What the results of a run owe to what is not known.
struct Sensitivity {
    std::string title;
    std::string baseline;
    Month at;
    int replications = 0;
    /// With the ranges of the baseline; a monde may hold some of them to values of its own.
    std::vector<DrawnParameter> parameters;
    std::vector<UncertainResult> results;  ///< the baseline's first, then each scenario's
};

/// Fewer tell nothing of so many parameters.
inline constexpr int fewest_for_sensitivity = 20;

/// What is said of a run of so few; empty if they are enough.
std::string too_few_to_tell(int replications);

/// Of the measures of the comparison, at the run's last month. `baseline` as in `compare`. Throws
/// WrongRequest for a run that drew nothing or has too few replications, and as `compare`.
Sensitivity sensitivity(const RunReader& run, const std::string& baseline);

/// Which results a table has: those that stand first in a comparison, or all (csv, json). Formats
/// "table" (80 columns), "csv" or "json". Precondition: one of them.
std::string sensitivity_text(const Sensitivity& sensitivity, const std::string& format);

/// The rank correlation of so many values above which one of so many parameters is beyond chance
/// (Student's t): with few values, a weaker dependence goes untold.
double least_told_correlation(std::size_t values, std::size_t parameters);

/// Spearman's rank correlation; 0 where one of the two does not vary. Preconditions: equal lengths,
/// not empty.
double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace mixite
