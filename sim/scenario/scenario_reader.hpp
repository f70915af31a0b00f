#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/failure.hpp"
#include "scenario/monde.hpp"
#include "scenario/scenario.hpp"

namespace mixite {

/// Reads a strategy and the files it extends. Throws ScenarioError with every problem found,
/// MissingInput if a file is not there and nothing else is wrong.
Scenario read_scenario(const std::filesystem::path& path);

/// The same in a monde, whose name follows an @ in its own.
Scenario read_scenario(const std::filesystem::path& path, const Monde& monde);

/// The same for a text, as if it stood in the file `path`.
Scenario parse_scenario(std::string text, const std::filesystem::path& path);

/// What is wrong with the dates of a scenario on a territory that begins in `month_zero`.
std::vector<Diagnostic> date_problems(const Scenario& scenario, Month month_zero);

}  // namespace mixite
