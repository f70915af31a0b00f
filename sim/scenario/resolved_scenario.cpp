#include "scenario/resolved_scenario.hpp"

#include <algorithm>
#include <utility>

#include "foundation/failure.hpp"

namespace mixite {

namespace {

using Files = std::vector<ScenarioFile>;
using Periods = std::vector<std::pair<Month, Rules>>;

bool changes(const Rules& before, const std::string& key, const InForce& value) {
    const auto old = before.find(key);
    return old == before.end() || old->second.setting != value.setting;
}

std::string written_source(const Source& source) {
    auto text = fmt::format("{{ text = {}", written_text(source.text));
    if (!source.text_fr.empty()) {
        text += ", fr = " + written_text(source.text_fr);
    }
    text += fmt::format(", status = \"{}\"", to_string(source.status));
    if (source.low) {
        text += ", low = " + written_number(*source.low);
    }
    if (source.high) {
        text += ", high = " + written_number(*source.high);
    }
    return text + " }";
}

/// Of a value that a file changes without saying where the new one comes from. The range of the old
/// one is not its own.
Source without_source(const std::string& key, const std::string& file, const Source& replaced) {
    return {.prefix = key,
            .text = fmt::format(
                "changed by {} without a source of its own; before: {}", file, replaced.text),
            .text_fr = fmt::format("changé par {} sans source propre ; auparavant : {}",
                                   file,
                                   replaced.text_fr.empty() ? replaced.text : replaced.text_fr),
            .status = Status::assumption,
            .low = std::nullopt,
            .high = std::nullopt};
}

std::string header_toml(const Scenario& scenario, const Setting* territory) {
    std::string text;
    const auto line = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            text += fmt::format("{} = {}\n", key, written_text(value));
        }
    };
    line("title.fr", scenario.title_fr);
    line("title.en", scenario.title_en);
    line("description", scenario.description);
    line("origin", scenario.origin);
    line("legal_status", scenario.legal_status);
    line("passage", scenario.passage);
    line("territory", territory == nullptr ? "" : *territory->value.text());
    line("fork", to_string(scenario.fork));
    line("until", to_string(scenario.until));
    return text;
}

}  // namespace

const Source* own_source(const InForce& value) {
    const auto& key = value.setting->key;
    const auto* of_block = source_of(value.block->sources, key);
    return of_block != nullptr ? of_block : source_of(value.file->undated().sources, key);
}

std::optional<Source> source_in_force(const Files& files, const InForce& value) {
    const auto& key = value.setting->key;
    if (const auto* own = own_source(value)) {
        return *own;
    }
    const auto unsaid = [&](const Source& replaced) {
        return without_source(key, value.file->path.filename().string(), replaced);
    };
    if (value.replaced_block != nullptr) {
        if (const auto* dated = source_of(value.replaced_block->sources, key)) {
            return unsaid(*dated);
        }
    }
    auto file = static_cast<std::size_t>(value.rank);
    while (file-- > 0) {
        if (const auto* replaced = source_of(files[file].undated().sources, key)) {
            return unsaid(*replaced);
        }
    }
    return std::nullopt;
}

namespace {

/// Once the reader has told of all that have none.
Source known_source(const Files& files, const InForce& value) {
    auto source = source_in_force(files, value);
    EXPECT(source.has_value(), "'{}' has no source", value.setting->key);
    return *std::move(source);
}

}  // namespace

std::vector<ResolvedParameter> resolved_parameters(const Files& files, const Periods& periods) {
    std::vector<ResolvedParameter> parameters;
    const Rules nothing;
    const auto* before = &nothing;
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            if (!changes(*before, key, value)) {
                continue;
            }
            const auto source = known_source(files, value);
            parameters.push_back({.key = key,
                                  .from = month == from_the_start ? "" : to_string(month),
                                  .value = value.text(),
                                  .unit = value.setting->definition->unit,
                                  .status = source.status,
                                  .source = source.text,
                                  .source_fr = source.text_fr,
                                  .low = source.low,
                                  .high = source.high});
        }
        before = &rules;
    }
    return parameters;
}

std::string resolved_toml(const Scenario& scenario,
                          const Setting* territory,
                          const Files& files,
                          const Periods& periods) {
    auto text = header_toml(scenario, territory);
    const Rules nothing;
    const auto* before = &nothing;
    for (const auto& [month, rules] : periods) {
        if (month != from_the_start) {
            text += fmt::format("\n[[period]]\nfrom = \"{}\"\n", to_string(month));
        }
        for (const auto& [key, value] : rules) {
            if (changes(*before, key, value)) {
                text += fmt::format("{} = {}\n", key, value.text());
                text += fmt::format(
                    "sources.\"{}\" = {}\n", key, written_source(known_source(files, value)));
            }
        }
        before = &rules;
    }
    return text + law_toml(files.front().law);
}

std::string history_text(const Periods& periods, Month fork) {
    auto text = fmt::format("fork {}\n", to_string(fork));
    std::string last;
    for (const auto& [month, rules] : periods) {
        if (month >= fork) {
            break;
        }
        std::string values;
        for (const auto& [key, value] : rules) {
            const auto written = value.text();
            if (written != value.setting->definition->default_value) {
                values += fmt::format("{} = {}\n", key, written);
            }
        }
        if (values != last) {
            text += fmt::format("from {}\n{}", to_string(month), values);
            last = values;
        }
    }
    return text;
}

}  // namespace mixite
