#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "foundation/progress.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

/// What the report says of each scenario's leases and vacancy chains, in their order, the baseline
/// first; null for a scenario without them. Each scenario is a step.
nlohmann::ordered_json report_leases(const RunReader& run,
                                     const std::vector<std::string>& scenarios,
                                     const std::vector<Month>& dates,
                                     StepsDone& steps);

}  // namespace mixite
