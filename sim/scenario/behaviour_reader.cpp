#include "scenario/behaviour_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "scenario/behaviour_keys.hpp"
#include "scenario/source_table.hpp"

namespace mixite {
namespace {

struct Parsed {
    std::vector<Setting> settings;
    std::vector<Source> sources;
};

Parsed parse(TomlDocument& document) {
    const auto definitions = definitions_of(behaviour_keys());
    Parsed parsed;
    TomlTable values;
    for (const auto& entry : document.root) {
        if (entry.key == "sources" && entry.value.table() != nullptr) {
            parsed.sources = sources_of(*entry.value.table(), definitions, document);
        } else {
            values.push_back(entry);
        }
    }
    parsed.settings = settings_of(values, definitions, document);
    return parsed;
}

const Setting* setting_of(const Parsed& parsed, const KeyDefinition& definition) {
    const auto found =
        std::find_if(parsed.settings.begin(), parsed.settings.end(), [&](const Setting& setting) {
            return setting.key == definition.name;
        });
    return found == parsed.settings.end() ? nullptr : &*found;
}

void require_everything(const Parsed& parsed, TomlDocument& document) {
    for (const auto& key : behaviour_keys()) {
        const auto* setting = setting_of(parsed, key.definition);
        if (setting == nullptr) {
            document.problems.push_back(
                {.file = document.file,
                 .key = key.definition.name,
                 .problem = fmt::format("'{}' is missing", key.definition.name),
                 .reason = key.definition.documentation});
        } else if (const auto* source = source_of(parsed.sources, setting->key);
                   source == nullptr) {
            document.problems.push_back(
                document.diagnostic(setting->at,
                                    setting->key,
                                    fmt::format("'{}' has no source", setting->key),
                                    "every value says where it comes from",
                                    "add it to [sources]"));
        } else if (auto problem = outside_its_range(key.definition, *setting, *source, document)) {
            document.problems.push_back(std::move(*problem));
        }
    }
}

ResolvedParameter parameter(const KeyDefinition& definition,
                            const Setting& setting,
                            const Source& source) {
    return {.key = "behaviour." + setting.key,
            .value = canonical_text(definition, setting.value),
            .unit = definition.unit,
            .status = source.status,
            .source = source.text,
            .source_fr = source.text_fr,
            .low = source.low,
            .high = source.high};
}

void note_uncertain(BehaviourFile& file,
                    const KeyDefinition& definition,
                    const Setting& setting,
                    const Source& source) {
    if (auto uncertain = uncertain_parameter(definition, setting, source)) {
        file.uncertain.push_back(std::move(*uncertain));
    }
}

BehaviourFile read(TomlDocument document) {
    auto parsed = parse(document);
    if (document.problems.empty()) {
        require_everything(parsed, document);
    }
    if (!document.problems.empty()) {
        throw DataError(std::move(document.problems));
    }
    BehaviourFile file;
    for (const auto& key : behaviour_keys()) {
        const auto& setting = *setting_of(parsed, key.definition);
        const auto& source = *source_of(parsed.sources, setting.key);
        key.store(file.behaviour, {}, setting.value);
        file.parameters.push_back(parameter(key.definition, setting, source));
        note_uncertain(file, key.definition, setting, source);
    }
    if (auto problem = out_of_order(file.behaviour, file.uncertain)) {
        const auto setting = std::find_if(parsed.settings.begin(),
                                          parsed.settings.end(),
                                          [&](const auto& one) { return one.key == problem->key; });
        throw DataError({document.diagnostic(
            setting->at, problem->key, problem->problem, problem->reason, problem->suggestion)});
    }
    return file;
}

}  // namespace

BehaviourFile read_behaviour(const std::filesystem::path& path) {
    return read(read_toml(path));
}

BehaviourFile in_monde(BehaviourFile file, const Monde& monde) {
    for (const auto& key : behaviour_keys()) {
        for (const auto& setting : monde.behaviour) {
            if (setting.key != key.definition.name) {
                continue;
            }
            key.store(file.behaviour, {}, setting.value);
            const auto& source = *source_of(monde.behaviour_sources, setting.key);
            auto replaced = parameter(key.definition, setting, source);
            *std::find_if(file.parameters.begin(), file.parameters.end(), [&](const auto& old) {
                return old.key == replaced.key;
            }) = std::move(replaced);
            std::erase_if(file.uncertain, [&](const auto& old) { return old.key == setting.key; });
            note_uncertain(file, key.definition, setting, source);
        }
    }
    if (auto problem = out_of_order(file.behaviour, file.uncertain)) {
        problem->file = monde.rules.path.string();
        throw ScenarioError({std::move(*problem)});
    }
    return file;
}

BehaviourFile parse_behaviour(std::string text, const std::filesystem::path& path) {
    return read(parse_toml(std::move(text), path.string()));
}

}  // namespace mixite
