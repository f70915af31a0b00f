#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "observation/run_reader.hpp"

namespace mixite {

/// On which drawn parameters the headline results of the scenarios depend, the first their
/// baseline: {parameters, results}, each result with its place (position of the scenario, measure,
/// position of the QPV or null), the signs of its draws and [key, mean in the lowest third, mean in
/// the highest, rank correlation] of each parameter beyond chance. Null for a run that drew nothing
/// or has too few replications. Throws OutputError.
nlohmann::ordered_json report_sensitivity(const RunReader& run,
                                          const std::vector<std::string>& scenarios);

}  // namespace mixite
