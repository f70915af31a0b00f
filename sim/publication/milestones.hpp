#pragma once

#include <optional>

#include "observation/run_reader.hpp"

namespace mixite {

/// When the contract is first reviewed, by the territory's milestones, if that is a month of the
/// run's scenarios.
std::optional<Month> review_month(const RunReader& run);

}  // namespace mixite
