#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/monde.hpp"
#include "scenario/scenario.hpp"
#include "scenario/uncertain_parameters.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// The rates and preferences of a territory, and each value with its source.
struct BehaviourFile {
    Behaviour behaviour;
    std::vector<ResolvedParameter> parameters;
    std::vector<UncertainParameter> uncertain;
};

/// Reads behaviour.toml: every key of behaviour_keys, each with a source. Throws MissingInput if it
/// is not there, DataError with every problem found.
BehaviourFile read_behaviour(const std::filesystem::path& path);

/// With the values of a monde in place of its own; what is uncertain of them is the monde's to say.
BehaviourFile in_monde(BehaviourFile file, const Monde& monde);

/// The same for a text, as if it stood in the file `path`.
BehaviourFile parse_behaviour(std::string text, const std::filesystem::path& path);

}  // namespace mixite
