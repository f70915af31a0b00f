#include "scenario/describe.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "foundation/csv_field.hpp"
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

std::string csv_line(const KeyDefinition& definition) {
    return fmt::format("{},{},{},{},{},{}\n",
                       definition.name,
                       csv_field(type_text(definition.type)),
                       csv_field(definition.unit),
                       csv_field(bounds_text(definition)),
                       csv_field(definition.default_value),
                       csv_field(definition.documentation));
}

std::string csv_line(const ResolvedParameter& parameter) {
    const auto end = [](const std::optional<double>& bound) {
        return bound ? fmt::format("{}", *bound) : std::string{};
    };
    return fmt::format("{},{},{},{},{},{},{},{},{}\n",
                       csv_field(parameter.key),
                       parameter.from,
                       csv_field(parameter.value),
                       csv_field(parameter.unit),
                       end(parameter.low),
                       end(parameter.high),
                       to_string(parameter.status),
                       csv_field(parameter.source),
                       csv_field(parameter.source_fr));
}

std::string heading(const Scenario& scenario) {
    return fmt::format("{}: {}\n{}\n{}; {}\n\n",
                       scenario.name,
                       scenario.title_fr,
                       scenario.description,
                       scenario.origin,
                       scenario.legal_status);
}

std::string dated_key(const std::string& key, const std::string& from) {
    return from.empty() ? key : fmt::format("{} from {}", key, from);
}

/// Unit, status and source.
std::string known_of(const ResolvedParameter& parameter) {
    return fmt::format("[{}] ({}: {})",
                       parameter.unit.empty() ? "-" : parameter.unit,
                       to_string(parameter.status),
                       parameter.source);
}

/// The values of each key, by the month from which they hold.
using DatedValues = std::map<std::string, std::map<std::string, const ResolvedParameter*>>;

DatedValues dated_values(const Scenario& scenario) {
    DatedValues values;
    for (const auto& parameter : scenario.parameters) {
        values[parameter.key][parameter.from] = &parameter;
    }
    return values;
}

/// What holds in a month of what is known of a key; null before the first.
const ResolvedParameter* in_force(const std::map<std::string, const ResolvedParameter*>& values,
                                  const std::string& month) {
    const auto after = values.upper_bound(month);
    return after == values.begin() ? nullptr : std::prev(after)->second;
}

std::string default_of(const std::string& key) {
    for (const auto* definition : all_definitions()) {
        if (matched_name(*definition, key) && !definition->default_value.empty()) {
            return definition->default_value + " by default";
        }
    }
    return "not given";
}

/// A line for each month from which the two differ in another way than before.
std::string changes_of(const std::string& key,
                       const std::map<std::string, const ResolvedParameter*>& own,
                       const std::map<std::string, const ResolvedParameter*>& of_root) {
    std::set<std::string> months;
    for (const auto* values : {&own, &of_root}) {
        for (const auto& [month, value] : *values) {
            months.insert(month);
        }
    }
    std::string text;
    std::string told;
    for (const auto& month : months) {
        const auto* after = in_force(own, month);
        const auto* old = in_force(of_root, month);
        if (after == nullptr || (old != nullptr && old->value == after->value)) {
            told.clear();
            continue;
        }
        const auto change = fmt::format("{} → {} {}",
                                        old == nullptr ? default_of(key) : old->value,
                                        after->value,
                                        known_of(*after));
        text += change == told ? "" : fmt::format("  {}: {}\n", dated_key(key, month), change);
        told = change;
    }
    return text;
}

}  // namespace

std::string describe_changes(const Scenario& scenario) {
    if (scenario.root_file == scenario.file) {
        return "";
    }
    const auto root = read_scenario(scenario.root_file);
    const auto of_root = dated_values(root);
    std::string changes;
    for (const auto& [key, own] : dated_values(scenario)) {
        const auto known = of_root.find(key);
        changes += changes_of(
            key, own, known == of_root.end() ? DatedValues::mapped_type{} : known->second);
    }
    return fmt::format("{}: {} ({}; {}), beside {}:\n{}",
                       scenario.name,
                       scenario.title_fr,
                       scenario.origin,
                       scenario.legal_status,
                       root.name,
                       changes.empty() ? "  no value differs\n" : changes);
}

std::string describe_keys(const std::string& key, const std::string& format) {
    EXPECT(format == "table" || format == "csv", "format '{}'", format);
    const bool csv = format == "csv";
    std::string text;
    for (const auto* definition : all_definitions()) {
        if (key.empty() || lies_in(*definition, key)) {
            text += csv ? csv_line(*definition) : description(*definition);
        }
    }
    if (text.empty()) {
        no_such_key(key, "");
    }
    return (csv ? "key,type,unit,bounds,default,documentation\n" : "") + text;
}

std::string describe_scenario(const std::filesystem::path& path,
                              const std::string& key,
                              const std::string& format) {
    EXPECT(format == "table" || format == "csv", "format '{}'", format);
    const bool csv = format == "csv";
    const auto scenario = read_scenario(path);
    std::string text;
    for (const auto& parameter : scenario.parameters) {
        if (is_or_lies_in(parameter.key, key)) {
            text += csv ? csv_line(parameter)
                        : fmt::format("{} = {} {}\n",
                                      dated_key(parameter.key, parameter.from),
                                      parameter.value,
                                      known_of(parameter));
        }
    }
    if (text.empty()) {
        no_such_key(key, path.string());
    }
    if (csv) {
        return "key,from,value,unit,low,high,status,source,source_fr\n" + text;
    }
    return key.empty() ? heading(scenario) + text : text;
}

}  // namespace mixite
