#pragma once

#include <optional>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/lease_records.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// One measure of fairness of a scenario against the baseline, over the run.
struct FairnessLine {
    std::string scenario;
    std::string measure;
    std::string label;
    std::string unit;  ///< "1": a share; "ratio"; "log": of one; "month"; "request"
    PairedDifference difference;
    /// Of an audited group at equal need: its access falls against the baseline, beyond chance.
    bool access_falls = false;
};

/// The measures, those that the file holds the numbers of.
///
/// Access (table `access`, transfers left out): what the chance of being housed in a month, the
/// mean over the requests open, comes to over twelve months if it stayed the same and nobody gave
/// up, first and fourth quarters: no share of those housed within a year, which is lower, as
/// chances differ from request to request and many are withdrawn or lapse; the ratio of the rates
/// of the two at equal need (Mantel-Haenszel over the classes of need); the months of request a
/// lease takes for the priority publics; the ratio of each audited group against all others at
/// equal need. Fate (table `cohorts`, transfers left out): of the requests opened twelve months or
/// more before the end, the share housed within twelve, first and fourth quarters when opened; the
/// ratio of the odds of the two at equal need (Mantel-Haenszel), and its logarithm, of which the
/// interval is the one to judge by. Decisions (the trail, `run --events`): leases that passed over
/// somebody with more points, how many such a lease passed over, leases accepted only because they
/// could not be refused.
std::vector<FairnessLine> fairness(const RunReader& run,
                                   const std::string& baseline,
                                   const std::string& scenario);

/// The leases of a scenario of the run, by replication.
struct NamedLeases {
    std::string name;
    const std::vector<LeaseRecord>& leases;
};

/// Of the requests opened in the run, transfers included, twelve months or more before its end: the
/// share that ended in a lease within twelve months. Nothing for a shorter run, or a file that does
/// not count them.
std::optional<FairnessLine> housed_within_a_year(const RunReader& run,
                                                 const NamedLeases& baseline,
                                                 const NamedLeases& scenario);

}  // namespace mixite
