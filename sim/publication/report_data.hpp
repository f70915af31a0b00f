#pragma once

#include <nlohmann/json.hpp>

#include "foundation/progress.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

/// What the report's page shows of a run, packed (analysis/report/src/run.ts reads it).
/// Replications are summarised: the mean, its 95 % interval, the spread of one future. Monthly for
/// QPV and the agglomeration, at the dates (ends of years, last month) for zones. Of a run that
/// crosses scenarios with mondes, each monde apart with its own baseline ("worlds"). Without leases
/// in the run, what is made of them is null. `progress` is told twice a scenario. Throws
/// OutputError as RunReader.
nlohmann::ordered_json report_data(const RunReader& run, const Progress& progress = {});

}  // namespace mixite
