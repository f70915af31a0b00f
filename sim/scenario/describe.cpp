#include "scenario/describe.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "scenario/law_table.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/source_table.hpp"

namespace mixite {
namespace {

std::vector<const KeyDefinition*> all_definitions() {
    std::vector<const KeyDefinition*> all;
    for (const auto& definition : header_keys()) {
        all.push_back(&definition);
    }
    for (const auto& definition : law_keys()) {
        all.push_back(&definition);
    }
    for (const auto* definition : definitions_of(policy_keys())) {
        all.push_back(definition);
    }
    return all;
}

[[noreturn]] void no_such_key(const std::string& key, const std::string& file) {
    throw ScenarioError({{.file = file,
                          .key = key,
                          .problem = fmt::format("unknown key '{}'", key),
                          .suggestion = did_you_mean_key(key, all_definitions())}});
}

bool is_or_lies_in(const std::string& key, const std::string& wanted) {
    return wanted.empty() || key == wanted || key.starts_with(wanted + ".");
}

std::string description(const KeyDefinition& definition) {
    auto text = fmt::format("{}\n    {}", definition.name, type_text(definition.type));
    if (!definition.unit.empty()) {
        text += ", " + definition.unit;
    }
    if (const auto bounds = bounds_text(definition); !bounds.empty()) {
        text += ", " + bounds;
    }
    if (!definition.default_value.empty()) {
        text += ", " + definition.default_value + " by default";
    }
    return text + "\n    " + definition.documentation + "\n";
}

}  // namespace

std::string describe_keys(const std::string& key) {
    std::string text;
    for (const auto* definition : all_definitions()) {
        if (key.empty() || lies_in(*definition, key)) {
            text += description(*definition);
        }
    }
    if (text.empty()) {
        no_such_key(key, "");
    }
    return text;
}

std::string describe_scenario(const std::filesystem::path& path, const std::string& key) {
    const auto scenario = read_scenario(path);
    std::string text;
    if (key.empty()) {
        text = fmt::format("{}: {}\n{}\n{}; {}\n\n",
                           scenario.name,
                           scenario.title_fr,
                           scenario.description,
                           scenario.origin,
                           scenario.legal_status);
    }
    const auto heading = text.size();
    for (const auto& parameter : scenario.parameters) {
        if (is_or_lies_in(parameter.key, key)) {
            text += fmt::format("{}{} = {} [{}] ({}: {})\n",
                                parameter.key,
                                parameter.from.empty() ? "" : " from " + parameter.from,
                                parameter.value,
                                parameter.unit.empty() ? "-" : parameter.unit,
                                to_string(parameter.status),
                                parameter.source);
        }
    }
    if (text.size() == heading) {
        no_such_key(key, path.string());
    }
    return text;
}

}  // namespace mixite
