#include "observation/run_differences.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace mixite {
namespace {

using Texts = std::map<std::string, std::string>;

std::string names_text(const std::vector<std::string>& names) {
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& rows) {
    std::vector<std::string> names(rows.size());
    std::transform(
        rows.begin(), rows.end(), names.begin(), [](const Named& row) { return row.name; });
    return names;
}

Texts fact_texts(const Facts& facts) {
    Texts texts;
    for (const auto& [name, fact] : facts) {
        texts[name] = std::visit([](const auto& value) { return fmt::format("{}", value); }, fact);
    }
    return texts;
}

Texts values_of(const ScenarioDescription& scenario) {
    Texts values;
    for (const auto& parameter : scenario.parameters) {
        values[parameter.key] = parameter.value;
    }
    return values;
}

Texts sums_of(const std::vector<InputRow>& inputs) {
    Texts sums;
    for (const auto& input : inputs) {
        sums[input.name] = fmt::format("SHA-256 {}…", input.sha256.substr(0, 12));
    }
    return sums;
}

/// Of each name that the two do not have alike.
void add_differences(std::vector<std::string>& found,
                     const std::string& of,
                     const Texts& there,
                     const Texts& here) {
    std::set<std::string> names;
    for (const auto* texts : {&there, &here}) {
        for (const auto& [name, text] : *texts) {
            names.insert(name);
        }
    }
    const auto in = [](const Texts& texts, const std::string& name) {
        const auto at = texts.find(name);
        return at == texts.end() ? std::string("none") : at->second;
    };
    for (const auto& name : names) {
        if (in(there, name) != in(here, name)) {
            found.push_back(
                fmt::format("{}{}: {} there, {} here", of, name, in(there, name), in(here, name)));
        }
    }
}

std::string months_text(const MonthRange& months) {
    return months.count == 0
               ? "none"
               : fmt::format(
                     "{} to {}", to_string(months.first), to_string(months.at(months.count - 1)));
}

void add_scenarios(std::vector<std::string>& found,
                   const RunReader& result,
                   const RunDescription& expected) {
    add_differences(found,
                    "",
                    {{"scenarios", names_text(result.scenarios())}},
                    {{"scenarios", names_text(names_of(expected.scenarios))}});
    for (const auto& scenario : expected.scenarios) {
        const auto& known = result.scenarios();
        if (std::find(known.begin(), known.end(), scenario.name) == known.end()) {
            continue;
        }
        const auto there = result.scenario(scenario.name);
        const auto before = found.size();
        add_differences(found,
                        fmt::format("scenario {}: ", scenario.name),
                        values_of(there),
                        values_of(scenario));
        if (found.size() == before && there.resolved_toml != scenario.resolved_toml) {
            found.push_back(fmt::format("scenario {}: other texts (title, description, sources …)",
                                        scenario.name));
        }
    }
}

/// Those that an option adds; every scenario of a run has the same.
Texts tables_of(const RunReader& result) {
    return {{"tables", names_text(result.event_tables(result.scenarios().front()))}};
}

Texts tables_of(const RunDescription& expected) {
    return {{"tables", names_text(names_of(expected.event_tables))}};
}

}  // namespace

std::vector<std::string> run_differences(const RunReader& result, const RunDescription& expected) {
    std::vector<std::string> found;
    add_differences(
        found, "program: ", fact_texts(result.provenance("build")), fact_texts(expected.build));
    add_differences(found, "", fact_texts(result.provenance("model")), fact_texts(expected.model));
    add_differences(found,
                    "",
                    {{"replications", fmt::format("{}", result.replications())}},
                    {{"replications", fmt::format("{}", expected.replications)}});
    add_differences(found,
                    "months ",
                    {{"since the fork", months_text(result.months())},
                     {"before the fork", months_text(result.history_months())}},
                    {{"since the fork", months_text(expected.months)},
                     {"before the fork", months_text(expected.history_months)}});
    add_differences(found, "territory: ", sums_of(result.inputs()), sums_of(expected.inputs));
    if (result.design().source_toml != expected.design.source_toml) {
        found.emplace_back("another design");
    }
    add_scenarios(found, result, expected);
    add_differences(found, "", tables_of(result), tables_of(expected));
    return found;
}

std::string difference_lines(const std::vector<std::string>& differences) {
    constexpr std::size_t most = 8;
    const auto told = std::min(most, differences.size());
    std::string text;
    for (std::size_t i = 0; i < told; ++i) {
        text += fmt::format("\n  {}", differences[i]);
    }
    return differences.size() == told
               ? text
               : text + fmt::format("\n  and {} more", differences.size() - told);
}

}  // namespace mixite
