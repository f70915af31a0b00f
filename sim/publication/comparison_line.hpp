#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "publication/compared_measures.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// One measure at one date of one scenario against the baseline.
struct ComparisonLine {
    std::string measure;
    std::string label;
    std::string unit;
    MeasureBlock block = MeasureBlock::lettings;
    std::string qpv_code;  ///< empty: the agglomeration
    std::string qpv_name;
    Month at;
    int months = 1;  ///< pooled, ending at `at`
    std::string scenario;
    PairedDifference difference;
    /// The baseline's own, since the last month before the scenarios fork, pooled likewise; not a
    /// number of waits by their leases, nor where the file holds less of the history.
    double baseline_change = std::nan("");
    /// The scenario's mean over replications, at equal steps up to `at`: at most eight.
    std::vector<double> course;
};

}  // namespace mixite
