#pragma once

#include <filesystem>
#include <string>

namespace mixite {

/// The keys of scenarios, as an aligned table: name, type, unit, bounds, default, sentence. With a
/// key, that key or the keys of that table. Throws ScenarioError, with a suggestion, if there is
/// none.
std::string describe_keys(const std::string& key);

/// The resolved values of a scenario: key, month from which it holds, value, unit, status, source.
/// With a key, those of that key or table. Throws ScenarioError, MissingInput.
std::string describe_scenario(const std::filesystem::path& path, const std::string& key);

}  // namespace mixite
