#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/compared_measures.hpp"
#include "publication/lease_records.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

struct ComparedScenario {
    std::string name;
    std::string title;
    std::string legal_status;
};
/// Neither present law nor what the prefect may grant within it.
bool is_outside_present_law(const ComparedScenario& scenario);

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
};

/// All scenarios of a run against one of them.
struct Comparison {
    std::string title;
    ComparedScenario baseline;
    std::vector<ComparedScenario> scenarios;  ///< without the baseline
    int replications = 0;
    MonthRange months;
    std::vector<Month> at;
    std::vector<ComparisonLine> lines;  ///< by scenario, date, measure, QPV
    /// The baseline's first, then each scenario's, by QPV and months; empty if the run left the
    /// leases out.
    std::vector<Destinations> destinations;
};

/// Compares by replication: scenarios of a run share their random numbers. `baseline` empty: the
/// run's first scenario. `at` empty: December 2027 if the run has it, and its last month. Throws
/// WrongRequest, with what the run holds, for a baseline or a month that it does not hold or when
/// there is nothing to compare; OutputError as RunReader.
Comparison compare(const RunReader& run, const std::string& baseline, std::vector<Month> at);

/// "table" (110 columns), "csv" or "json". Precondition: one of them.
std::string comparison_text(const Comparison& comparison, const std::string& format);

std::string comparison_table(const Comparison& comparison);
/// One row a line of the comparison; empty cells where nothing was measured.
std::string comparison_csv(const Comparison& comparison);
/// Null where nothing was measured.
std::string comparison_json(const Comparison& comparison);

}  // namespace mixite
