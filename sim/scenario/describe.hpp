#pragma once

#include <filesystem>
#include <string>

#include "scenario/scenario.hpp"

namespace mixite {

/// The keys of scenarios, as an aligned table: name, type, unit, bounds, default, sentence. With a
/// key, that key or the keys of that table. Throws ScenarioError, with a suggestion, if there is
/// none. Formats "table" or "csv". Precondition: one of them.
std::string describe_keys(const std::string& key, const std::string& format);

/// The resolved values of a scenario: key, month from which it holds, value, unit, status, source.
/// With a key, those of that key or table. Throws ScenarioError, MissingInput. Formats as above.
std::string describe_scenario(const std::filesystem::path& path,
                              const std::string& key,
                              const std::string& format);

/// What a strategy changes of the file that all it extends comes from, in a line or two a value:
/// before, after, unit, status, source. Empty of a scenario that extends none. Throws as
/// describe_scenario.
std::string describe_changes(const Scenario& scenario);

}  // namespace mixite
