#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// One measure of fairness of a scenario against the baseline, over the run.
struct FairnessLine {
    std::string scenario;
    std::string measure;
    std::string label;
    std::string unit;  ///< "1": a share; "ratio"; "month"; "request"
    PairedDifference difference;
    /// Of an audited group at equal need: its access falls against the baseline, beyond chance.
    bool access_falls = false;
};

/// The measures, those that the file holds the numbers of.
///
/// Access (table `access`, transfers left out): the chance of being housed within twelve months at
/// the mean monthly rate, first and fourth quarters; the ratio of the rates of the two at equal
/// need (Mantel-Haenszel over the classes of need); the months of request a lease takes for the
/// priority publics; the ratio of each audited group against all others at equal need.
/// Decisions (the trail, `run --events`): leases that passed over somebody with more points, how
/// many such a lease passed over, leases accepted only because they could not be refused.
std::vector<FairnessLine> fairness(const RunReader& run,
                                   const std::string& baseline,
                                   const std::string& scenario);

}  // namespace mixite
