#include "scenario/source_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mixite {

namespace {

const std::vector<std::string> statuses(status_names.begin(), status_names.end());

std::vector<KeyDefinition> made_entry_keys() {
    const Bounds finite{-1e12, 1e12, "a range is finite"};
    std::vector<KeyDefinition> keys;
    keys.emplace_back("text", KeyType::text, "Where the value comes from.");
    keys.emplace_back("fr", KeyType::text, "The same in French.");
    keys.emplace_back("status", KeyType::choice, "How firm the value is.").one_of(statuses);
    keys.emplace_back("low", KeyType::number, "", finite, "Least plausible value.");
    keys.emplace_back("high", KeyType::number, "", finite, "Largest plausible value.");
    return keys;
}

const std::vector<KeyDefinition>& entry_keys() {
    static const auto keys = made_entry_keys();
    return keys;
}

std::vector<const KeyDefinition*> entry_definitions() {
    std::vector<const KeyDefinition*> definitions;
    for (const auto& key : entry_keys()) {
        definitions.push_back(&key);
    }
    return definitions;
}

bool is_prefix(std::string_view prefix, std::string_view key) {
    return key.starts_with(prefix) && (key.size() == prefix.size() || key[prefix.size()] == '.');
}

/// An entry says something itself; a table of entries only holds tables.
bool is_entry(const TomlTable& table) {
    return table.empty() || std::any_of(table.begin(), table.end(), [](const auto& entry) {
               return entry.value.table() == nullptr;
           });
}

class SourceWalk {
  public:
    SourceWalk(const std::vector<const KeyDefinition*>& definitions, TomlDocument& document)
        : definitions_(definitions), document_(document) {}

    void table(const TomlTable& entries, const std::string& prefix) {
        for (const auto& entry : entries) {
            const auto key = prefix.empty() ? entry.key : prefix + "." + entry.key;
            if (entry.value.table() == nullptr) {
                problem(entry, key, "must be { text = \"…\", status = \"…\" }");
            } else if (is_entry(*entry.value.table())) {
                read_entry(entry, key);
            } else {
                table(*entry.value.table(), key);
            }
        }
    }

    std::vector<Source> sources;

  private:
    void read_entry(const TomlEntry& entry, const std::string& key) {
        if (!names_a_key(key)) {
            document_.problems.push_back(
                document_.diagnostic(entry.at,
                                     key,
                                     fmt::format("source of an unknown key '{}'", key),
                                     "",
                                     did_you_mean_key(key, definitions_)));
            return;
        }
        Source source{.prefix = key, .at = entry.at};
        const auto before = document_.problems.size();
        for (const auto& value :
             settings_of(*entry.value.table(), entry_definitions(), document_)) {
            fill(source, value);
        }
        const auto& given = *entry.value.table();
        const auto gives = [&](std::string_view name) {
            return std::any_of(
                given.begin(), given.end(), [&](const auto& one) { return one.key == name; });
        };
        if (document_.problems.size() == before && (!gives("text") || !gives("status"))) {
            problem(entry, key, "a source has a text and a status");
        }
        if (source.low.value_or(0.0) > source.high.value_or(source.low.value_or(0.0))) {
            problem(entry, key, "the range of a value goes from low to high");
        }
        sources.push_back(std::move(source));
    }

    static void fill(Source& source, const Setting& value) {
        if (value.key == "text") {
            source.text = *value.value.text();
        } else if (value.key == "fr") {
            source.text_fr = *value.value.text();
        } else if (value.key == "status") {
            source.status = static_cast<Status>(choice_of(statuses, value.value));
        } else if (value.key == "low") {
            source.low = number_of(value.value);
        } else {
            source.high = number_of(value.value);
        }
    }

    [[nodiscard]] bool names_a_key(std::string_view prefix) const {
        return std::any_of(definitions_.begin(), definitions_.end(), [&](const auto* definition) {
            return lies_in(*definition, prefix);
        });
    }

    void problem(const TomlEntry& entry, const std::string& key, const char* reason) {
        document_.problems.push_back(document_.diagnostic(
            entry.at, key, fmt::format("source of '{}' is incomplete", key), reason));
    }

    const std::vector<const KeyDefinition*>& definitions_;
    TomlDocument& document_;
};

}  // namespace

std::vector<Source> sources_of(const TomlTable& table,
                               const std::vector<const KeyDefinition*>& definitions,
                               TomlDocument& document) {
    SourceWalk walk(definitions, document);
    walk.table(table, "");
    return std::move(walk.sources);
}

const Source* source_of(const std::vector<Source>& sources, std::string_view key) {
    const Source* longest = nullptr;
    for (const auto& source : sources) {
        if (is_prefix(source.prefix, key) &&
            (longest == nullptr || source.prefix.size() > longest->prefix.size())) {
            longest = &source;
        }
    }
    return longest;
}

}  // namespace mixite
