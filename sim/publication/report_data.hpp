#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "observation/run_reader.hpp"

namespace mixite {

/// The scenarios that the report shows, in the order of the run, the baseline first: all, or those
/// of the first monde of a run that crosses them (scenario@monde), since each monde has a baseline
/// of its own.
std::vector<std::string> shown_scenarios(const RunReader& run);

/// What the report's page shows of a run, packed (analysis/report/src/run.ts reads it).
/// Replications are summarised: the mean, its 95 % interval, the spread of one future. Monthly for
/// QPV and the agglomeration, at the dates (ends of years, last month) for zones. Without leases in
/// the run, what is made of them is null. Throws OutputError as RunReader.
nlohmann::ordered_json report_data(const RunReader& run);

}  // namespace mixite
