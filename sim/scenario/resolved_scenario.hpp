#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/rules_in_force.hpp"
#include "scenario/scenario.hpp"
#include "scenario/scenario_file.hpp"

namespace mixite {

/// The source that the file of a value gives it: of its block, else of the file; null if none.
const Source* own_source(const InForce& value);

/// The source of a value: of its block, else of its file. A value that a file changes without a
/// source of its own is an assumption, whatever the status of the value that it replaces.
std::optional<Source> source_in_force(const std::vector<ScenarioFile>& files, const InForce& value);

/// Every value from the start, then those that change, period by period.
std::vector<ResolvedParameter> resolved_parameters(
    const std::vector<ScenarioFile>& files, const std::vector<std::pair<Month, Rules>>& periods);

/// One file that extends no other and says the same.
std::string resolved_toml(const Scenario& scenario,
                          const Setting* territory,
                          const std::vector<ScenarioFile>& files,
                          const std::vector<std::pair<Month, Rules>>& periods);

/// The fork and every value in force before it, each written in one way: equal texts, equal
/// histories. Values that say what holds by default anyway are left out.
std::string history_text(const std::vector<std::pair<Month, Rules>>& periods, Month fork);

}  // namespace mixite
