#include "scenario/monde.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "scenario/behaviour_keys.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/rules_in_force.hpp"
#include "scenario/uncertain_parameters.hpp"

namespace mixite {
namespace {

const std::vector<const KeyDefinition*>& title_definitions() {
    static const std::vector<KeyDefinition> keys{
        {"title.fr", KeyType::text, "French title."},
        {"title.en", KeyType::text, "English title."},
        {"description", KeyType::text, "What it holds to be true, in a few sentences."}};
    static const std::vector<const KeyDefinition*> definitions{&keys[0], &keys[1], &keys[2]};
    return definitions;
}

struct Values {
    std::vector<Setting> settings;
    std::vector<Source> sources;
};

/// The values of [behaviour] or [rules], each with a source.
Values read_values(const TomlEntry& entry,
                   const std::vector<const KeyDefinition*>& definitions,
                   TomlDocument& document) {
    Values values;
    TomlTable table;
    if (entry.value.table() == nullptr) {
        document.problems.push_back(document.diagnostic(entry.at,
                                                        entry.key,
                                                        fmt::format("{} is no table", entry.key),
                                                        "write [" + entry.key + "]"));
        return values;
    }
    for (const auto& inner : *entry.value.table()) {
        if (inner.key == "sources" && inner.value.table() != nullptr) {
            values.sources = sources_of(*inner.value.table(), definitions, document);
        } else {
            table.push_back(inner);
        }
    }
    values.settings = settings_of(table, definitions, document);
    for (const auto& setting : values.settings) {
        const auto* source = source_of(values.sources, setting.key);
        if (source == nullptr) {
            document.problems.push_back(
                document.diagnostic(setting.at,
                                    setting.key,
                                    fmt::format("'{}' has no source", setting.key),
                                    "every value says where it comes from",
                                    fmt::format("add it to [{}.sources]", entry.key)));
        } else if (auto problem =
                       outside_its_range(*setting.definition, setting, *source, document)) {
            document.problems.push_back(std::move(*problem));
        }
    }
    return values;
}

void store_titles(Monde& monde, const std::vector<Setting>& settings) {
    for (const auto& setting : settings) {
        auto& field = setting.key == "title.fr"   ? monde.title_fr
                      : setting.key == "title.en" ? monde.title_en
                                                  : monde.description;
        field = *setting.value.text();
    }
}

}  // namespace

Monde read_monde(const std::filesystem::path& path) {
    auto document = read_toml(path);
    Monde monde{.name = path.stem().string()};
    monde.title_fr = monde.title_en = monde.name;
    PeriodBlock from_start{from_the_start, {}, {}, {}};
    TomlTable titles;
    for (const auto& entry : TomlTable(document.root)) {
        if (entry.key == "behaviour") {
            auto values = read_values(entry, definitions_of(behaviour_keys()), document);
            monde.behaviour = std::move(values.settings);
            monde.behaviour_sources = std::move(values.sources);
        } else if (entry.key == "rules") {
            static const auto definitions = definitions_of(policy_keys());
            auto values = read_values(entry, definitions, document);
            from_start.values = std::move(values.settings);
            from_start.sources = std::move(values.sources);
        } else {
            titles.push_back(entry);
        }
    }
    store_titles(monde, settings_of(titles, title_definitions(), document));
    if (!document.problems.empty()) {
        throw ScenarioError(std::move(document.problems));
    }
    monde.rules = {path, std::move(document), {}, {PeriodBlock{}, std::move(from_start)}};
    monde.rules.role = ScenarioFile::Role::monde;
    return monde;
}

std::vector<std::filesystem::path> monde_files(const std::filesystem::path& folder_of_root) {
    const auto folder = folder_of_root / "mondes";
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    if (files.empty()) {
        throw MissingInput({{.file = folder.generic_string(),
                             .problem = "no monde",
                             .reason = "--mondes takes the .toml files of the folder 'mondes' "
                                       "beside the scenario that the others extend"}});
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace mixite
