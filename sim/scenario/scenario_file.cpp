#include "scenario/scenario_file.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "scenario/policy_keys.hpp"

namespace mixite {

namespace {

const std::vector<const KeyDefinition*>& rule_definitions() {
    static const auto definitions = definitions_of(policy_keys());
    return definitions;
}

const std::vector<const KeyDefinition*>& file_definitions() {
    static const auto definitions = [] {
        std::vector<const KeyDefinition*> all;
        for (const auto& key : header_keys()) {
            all.push_back(&key);
        }
        all.insert(all.end(), rule_definitions().begin(), rule_definitions().end());
        return all;
    }();
    return definitions;
}

bool is_header(const KeyDefinition* definition) {
    const auto& keys = header_keys();
    return std::any_of(
        keys.begin(), keys.end(), [&](const auto& key) { return &key == definition; });
}

const KeyDefinition& month_key() {
    static const KeyDefinition key("from", KeyType::month, "First month of the period.");
    return key;
}

void add_problem(TomlDocument& document,
                 Position at,
                 std::string key,
                 std::string problem,
                 std::string reason = {},
                 std::string suggestion = {}) {
    document.problems.push_back(document.diagnostic(
        at, std::move(key), std::move(problem), std::move(reason), std::move(suggestion)));
}

std::vector<Source> read_sources(const TomlEntry& entry, TomlDocument& document) {
    if (entry.value.table() != nullptr) {
        return sources_of(*entry.value.table(), rule_definitions(), document);
    }
    add_problem(document, entry.at, "sources", "sources is no table", "write [sources]");
    return {};
}

void read_month(PeriodBlock& block, const TomlEntry& entry, TomlDocument& document) {
    auto problems = problems_of(month_key(), "from", entry.value, document);
    if (problems.empty()) {
        block.from = month_of(entry.value);
    }
    document.problems.insert(document.problems.end(), problems.begin(), problems.end());
}

bool is_header_table(const TomlEntry& entry) {
    const auto& keys = header_keys();
    return std::any_of(
        keys.begin(), keys.end(), [&](const auto& key) { return lies_in(key, entry.key); });
}

PeriodBlock read_period(const TomlValue& value, TomlDocument& document) {
    PeriodBlock block{{}, value.at, {}, {}};
    const auto before = document.problems.size();
    TomlTable rules;
    for (const auto& entry : *value.table()) {
        if (entry.key == "from") {
            read_month(block, entry, document);
        } else if (entry.key == "sources") {
            block.sources = read_sources(entry, document);
        } else if (is_header_table(entry)) {
            add_problem(document,
                        entry.at,
                        entry.key,
                        fmt::format("'{}' in a [[period]]", entry.key),
                        "it holds for the whole scenario",
                        "move it to the top of the file");
        } else {
            rules.push_back(entry);
        }
    }
    if (!block.from && document.problems.size() == before) {
        add_problem(document,
                    value.at,
                    "period",
                    "a [[period]] without its month",
                    "its values hold from a month on",
                    "add from = \"2024-01\"");
    }
    block.values = settings_of(rules, rule_definitions(), document);
    return block;
}

bool is_list_of_tables(const TomlValue& value) {
    return value.array() != nullptr &&
           std::all_of(value.array()->begin(), value.array()->end(), [](const auto& item) {
               return item.table() != nullptr;
           });
}

void read_periods(ScenarioFile& file, const TomlEntry& entry) {
    if (!is_list_of_tables(entry.value)) {
        return add_problem(
            file.document, entry.at, "period", "period is no list of blocks", "write [[period]]");
    }
    for (const auto& value : *entry.value.array()) {
        auto block = read_period(value, file.document);
        const auto same = std::find_if(file.blocks.begin(), file.blocks.end(), [&](const auto& b) {
            return b.from && b.from == block.from;
        });
        if (block.from && same != file.blocks.end()) {
            add_problem(file.document,
                        value.at,
                        "period",
                        fmt::format("a second [[period]] from {}", to_string(*block.from)),
                        fmt::format("the first is at line {}", same->at.line));
        }
        file.blocks.push_back(std::move(block));
    }
    std::stable_sort(file.blocks.begin(), file.blocks.end(), [](const auto& a, const auto& b) {
        return a.from < b.from;
    });
}

void read_law(ScenarioFile& file, const TomlEntry& entry) {
    file.law = law_of(entry, rule_definitions(), file.document);
    if (file.header_value("extends") != nullptr) {
        add_problem(file.document,
                    entry.at,
                    "law",
                    "[[law]] in a file that extends another",
                    "the law is said by the file that extends none, and holds for all",
                    "leave it out; legal_status says that a strategy is beyond the law");
    }
}

std::filesystem::path extended_path(const ScenarioFile& file, const Setting& extends) {
    return (file.path.parent_path() / *extends.value.text()).lexically_normal();
}

bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code problem;
    return a.lexically_normal() == b.lexically_normal() ||
           std::filesystem::equivalent(a, b, problem);
}

/// "a.toml → b.toml → a.toml"
std::string cycle_text(const std::vector<ScenarioFile>& files, std::size_t first) {
    std::string text;
    for (auto i = first; i < files.size(); ++i) {
        text += files[i].path.filename().string() + " → ";
    }
    return text + files[first].path.filename().string();
}

/// Adds the next file to the chain, the child first; false if there is none.
bool extend_once(std::vector<ScenarioFile>& files) {
    auto& last = files.back();
    const auto* extends = last.header_value("extends");
    if (extends == nullptr) {
        return false;
    }
    const auto next = extended_path(last, *extends);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (same_file(files[i].path, next)) {
            add_problem(last.document,
                        extends->value.at,
                        "extends",
                        "extends in a cycle: " + cycle_text(files, i),
                        "one of the files must be complete by itself");
            return false;
        }
    }
    try {
        files.push_back(parse_scenario_file(read_toml(next), next));
    } catch (const MissingInput& missing) {
        add_problem(last.document,
                    extends->value.at,
                    "extends",
                    fmt::format("extends \"{}\": {}",
                                *extends->value.text(),
                                missing.diagnostics().front().problem),
                    next.string(),
                    missing.diagnostics().front().suggestion);
        const bool alone = std::all_of(files.begin(), files.end(), [&](const auto& file) {
            return file.document.problems.size() == (&file == &last ? 1U : 0U);
        });
        if (alone) {
            throw MissingInput(last.document.problems);
        }
        return false;
    }
    return true;
}

}  // namespace

const Setting* ScenarioFile::header_value(std::string_view key) const {
    const auto found = std::find_if(
        header.begin(), header.end(), [&](const auto& setting) { return setting.key == key; });
    return found == header.end() ? nullptr : &*found;
}

ScenarioFile parse_scenario_file(TomlDocument document, const std::filesystem::path& path) {
    ScenarioFile file{.path = path, .document = std::move(document), .blocks = {PeriodBlock{}}};
    TomlTable tables;
    const TomlEntry* periods = nullptr;
    const TomlEntry* law = nullptr;
    for (const auto& entry : file.document.root) {
        if (entry.key == "sources") {
            file.blocks.front().sources = read_sources(entry, file.document);
        } else if (entry.key == "period") {
            periods = &entry;
        } else if (entry.key == "law") {
            law = &entry;
        } else {
            tables.push_back(entry);
        }
    }
    for (auto& setting : settings_of(tables, file_definitions(), file.document)) {
        (is_header(setting.definition) ? file.header : file.blocks.front().values)
            .push_back(std::move(setting));
    }
    if (periods != nullptr) {
        read_periods(file, *periods);
    }
    if (law != nullptr) {
        read_law(file, *law);
    }
    return file;
}

std::vector<ScenarioFile> with_extended(ScenarioFile file) {
    std::vector<ScenarioFile> files;
    files.push_back(std::move(file));
    while (extend_once(files)) {
    }
    std::reverse(files.begin(), files.end());
    return files;
}

}  // namespace mixite
