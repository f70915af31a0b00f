#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/failure.hpp"
#include "scenario/monde.hpp"
#include "scenario/scenario.hpp"

namespace mixite {

/// A strategy as far as it can be read, and everything that is wrong with it.
struct ExaminedScenario {
    Scenario scenario;  ///< without its resolved form where something is wrong
    std::vector<Diagnostic> problems;
    /// Keys whose value is wrong or missing: what seems to follow from it may be no mistake.
    std::vector<std::string> doubtful;
    /// What is no mistake, but may not be meant.
    std::vector<Diagnostic> notes;
};

/// Examines a strategy, as if its text stood in the file `path`, and the files it extends. Throws
/// ScenarioError with every problem found if so little of it can be read that a territory tells
/// nothing more; MissingInput if a file is not there and nothing else is wrong.
ExaminedScenario examine_scenario(TomlDocument document, const std::filesystem::path& path);

/// The same in a monde, whose name follows an @ in its own.
ExaminedScenario examine_scenario(TomlDocument document,
                                  const std::filesystem::path& path,
                                  const Monde& monde);

/// Those of the problems that follow from no doubtful value of the same table.
std::vector<Diagnostic> of_sound_tables(std::vector<Diagnostic> problems,
                                        const std::vector<std::string>& doubtful);

/// Reads a strategy and the files it extends. Throws ScenarioError with every problem found,
/// MissingInput if a file is not there and nothing else is wrong.
Scenario read_scenario(const std::filesystem::path& path);

/// The same for a text, as if it stood in the file `path`; it may lack [[law]], as those that runs
/// of earlier versions hold.
Scenario parse_scenario(std::string text, const std::filesystem::path& path);

/// What is wrong with the dates of a scenario on a territory that begins in `month_zero`.
std::vector<Diagnostic> date_problems(const Scenario& scenario, Month month_zero);

}  // namespace mixite
