#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// What a step of a factor does, other factors equal: from its least value to its greatest or, of
/// a factor that is no number, from its first value to another.
struct FactorEffect {
    std::string factor;
    std::string from;
    std::string to;
    Spread effect;
    Reading reading = Reading::not_measured;
};

/// A measure over the points of a design, as paired differences from the baseline.
struct PointsResult {
    std::string monde;  ///< empty: none
    std::string measure;
    std::string label;
    std::string unit;
    std::string qpv_code;
    std::string qpv_name;
    std::vector<PairedDifference> points;
    /// Of the plane through the points that is nearest to them; none where a point has no value.
    std::vector<FactorEffect> effects;
    /// The share of the variance between the points' means that the plane explains; not a number if
    /// they do not vary.
    double explained = 0.0;
};

/// One factor's value in each point, as written.
struct FactorValues {
    std::string key;
    std::string unit;
    std::vector<std::string> values;
};

/// What the results of a sweep owe to what its design varies.
struct FactorEffects {
    std::string title;
    std::string baseline;
    Month at;
    int replications = 0;
    std::vector<std::string> points;  ///< names of their scenarios, without monde
    std::string legal_status;         ///< that they claim
    std::vector<FactorValues> factors;
    std::vector<PointsResult> results;
};

/// What is said of a design whose points, all of them there, do not tell the steps of its factors
/// apart; empty if they do. Precondition: it has factors.
std::string not_told_apart(const Design& design);

/// Of the measures of the comparison, at the run's last month: the differences of each replication
/// are fitted by least squares, so that an effect has an interval over random lives. Precondition:
/// the run was made to a design. Throws WrongRequest if points of it are missing, or do not tell
/// the factors apart, or lack a scenario of the file, and as `compare`.
FactorEffects factor_effects(const RunReader& run, const std::string& baseline);

/// What stands first in a comparison, or all (csv: a row a point; json). Formats "table" (80
/// columns), "csv" or "json". Precondition: one of them.
std::string factor_effects_text(const FactorEffects& effects, const std::string& format);

}  // namespace mixite
