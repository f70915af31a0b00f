#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "observation/run_reader.hpp"

namespace mixite {

/// What the report says of each scenario's leases and vacancy chains, in the order of the run; null
/// for a scenario without them.
nlohmann::ordered_json report_leases(const RunReader& run, const std::vector<Month>& dates);

}  // namespace mixite
