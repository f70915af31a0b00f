#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"

namespace mixite {

/// One explanation of what the data leave open: values of the territory's behaviour, and of rules,
/// in place of those of the behaviour and of the root scenario. A scenario that gives a rule itself
/// keeps its own value.
struct Monde {
    std::string name;  ///< the stem of its file
    std::string title_fr;
    std::string title_en;
    std::string description;
    std::vector<Setting> behaviour;
    std::vector<Source> behaviour_sources;
    /// Its rules, as a file between the root scenario and those that extend it: from the start.
    ScenarioFile rules;
};

/// Throws MissingInput if it is not there, ScenarioError with every problem found.
Monde read_monde(const std::filesystem::path& path);

/// The files of the folder "mondes" beside a root scenario, in the order of their names. Throws
/// MissingInput if there is none.
std::vector<std::filesystem::path> monde_files(const std::filesystem::path& folder_of_root);

}  // namespace mixite
