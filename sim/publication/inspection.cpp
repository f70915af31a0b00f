#include "publication/inspection.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publication/facts_json.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

/// What only a finished file has.
template <class Read>
auto if_complete(const RunReader& run, const Read& read) -> std::optional<decltype(read())> {
    return run.complete() ? std::optional(read()) : std::nullopt;
}

Json months_summary(const MonthRange& months) {
    return {{"first", to_string(months.first)},
            {"last", to_string(months.at(months.count - 1))},
            {"count", months.count}};
}

Json scenarios_summary(const RunReader& run) {
    Json scenarios = Json::array();
    for (const auto& name : run.scenarios()) {
        const auto scenario = run.scenario(name);
        Json json{{"name", name},
                  {"title", scenario.title},
                  {"legal_status", scenario.legal_status},
                  {"history", scenario.history},
                  {"parameters", scenario.parameters.size()},
                  {"leases", run.has_events(name, "leases")},
                  {"offers", run.has_events(name, "offers")}};
        json["digest"] = run.complete() ? Json(run.digest(name)) : Json(nullptr);
        scenarios.push_back(std::move(json));
    }
    return scenarios;
}

Json inputs_summary(const RunReader& run) {
    Json inputs = Json::array();
    for (const auto& input : run.inputs()) {
        inputs.push_back({{"name", input.name},
                          {"sha256", input.sha256},
                          {"rows", input.rows},
                          {"producer", input.producer},
                          {"licence", input.licence},
                          {"vintage", input.vintage}});
    }
    return inputs;
}

/// Null of a run that was made to none.
Json design_summary(const RunReader& run) {
    const auto design = run.design();
    if (design.table.columns.empty()) {
        return nullptr;
    }
    Json factors = Json::array();
    for (const auto& column : std::span(design.table.columns).subspan(2)) {
        factors.push_back(column.name);
    }
    return {{"points_here", row_count(design.table.columns.front())},
            {"points", design.points},
            {"factors", std::move(factors)}};
}

Json inspection(const RunReader& run) {
    const auto [major, minor] = run.schema_version();
    Json json{{"file", run.path().filename().string()},
              {"filetype", "mixite-run"},
              {"schema_version", {major, minor}},
              {"title", run.title()},
              {"population", "synthétique"},
              {"complete", run.complete()},
              {"replications", run.replications()},
              {"history_months", months_summary(run.history_months())},
              {"months", months_summary(run.months())},
              {"indicators", run.indicators().size()}};
    const auto digest = if_complete(run, [&] { return run.digest(); });
    json["digest"] = digest ? Json(*digest) : Json(nullptr);
    json["design"] = design_summary(run);
    json["scenarios"] = scenarios_summary(run);
    json["inputs"] = inputs_summary(run);
    for (const auto* part : {"model", "build"}) {
        json["provenance"][part] = facts_json(run.provenance(part));
    }
    const auto execution = if_complete(run, [&] { return run.provenance("execution"); });
    json["provenance"]["execution"] = execution ? facts_json(*execution) : Json(nullptr);
    return json;
}

std::string plain(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string months_text(const Json& months) {
    return fmt::format("{} to {} ({} months)",
                       plain(months["first"]),
                       plain(months["last"]),
                       plain(months["count"]));
}

std::string factors_text(const Json& design) {
    auto text = fmt::format("\ndesign\n  {:<24}{} of {}\n",
                            "points here",
                            plain(design["points_here"]),
                            plain(design["points"]));
    for (const auto& factor : design["factors"]) {
        text += fmt::format("  {:<24}{}\n", "factor", plain(factor));
    }
    return text;
}

std::string scenarios_text(const Json& scenarios) {
    auto text = fmt::format("\nscenarios ({})\n", scenarios.size());
    for (const auto& s : scenarios) {
        text += fmt::format("  {:<24}{}\n", plain(s["name"]), plain(s["title"]));
        text += fmt::format("  {:<24}{}; {} parameters; leases {}, offers {}\n",
                            "",
                            plain(s["legal_status"]),
                            plain(s["parameters"]),
                            s["leases"].get<bool>() ? "kept" : "left out",
                            s["offers"].get<bool>() ? "kept" : "left out");
        if (!s["digest"].is_null()) {
            text += fmt::format("  {:<24}digest {}\n", "", plain(s["digest"]));
        }
    }
    return text;
}

std::string inputs_text(const Json& inputs) {
    auto text = fmt::format("\ninputs ({})\n", inputs.size());
    for (const auto& input : inputs) {
        text += fmt::format("  {:<30}{:>7} rows  sha256 {}\n",
                            plain(input["name"]),
                            plain(input["rows"]),
                            plain(input["sha256"]));
    }
    return text;
}

std::string facts_text(const std::string& part, const Json& facts) {
    std::string text = fmt::format("\n{}\n", part);
    for (const auto& [name, value] : facts.items()) {
        text += fmt::format("  {:<24}{}\n", name, plain(value));
    }
    return text;
}

}  // namespace

std::string inspection_json(const RunReader& run) {
    return inspection(run).dump(2) + "\n";
}

std::string inspection_text(const RunReader& run) {
    const auto json = inspection(run);
    auto text = fmt::format("{}: a run of Mixité, schema {}.{}\n",
                            plain(json["file"]),
                            run.schema_version().first,
                            run.schema_version().second);
    text += fmt::format("  {:<24}{}\n", "title", run.title());
    text += fmt::format("  {:<24}{}\n",
                        "complete",
                        run.complete() ? "yes" : "NO: the run that wrote it was not finished");
    text += fmt::format("  {:<24}{}\n", "population", "synthétique: no household here exists");
    text += fmt::format("  {:<24}{}\n", "replications", run.replications());
    text += fmt::format("  {:<24}{}\n", "history", months_text(json["history_months"]));
    text += fmt::format("  {:<24}{}\n", "scenarios' months", months_text(json["months"]));
    text += fmt::format("  {:<24}{}\n", "indicators", plain(json["indicators"]));
    if (run.complete()) {
        text += fmt::format("  {:<24}{}\n", "digest", plain(json["digest"]));
    }
    text += json["design"].is_null() ? "" : factors_text(json["design"]);
    text += scenarios_text(json["scenarios"]);
    for (const auto* part : {"model", "build", "execution"}) {
        const auto& facts = json["provenance"][part];
        text += facts.is_null() ? "" : facts_text(part, facts);
    }
    return text + inputs_text(json["inputs"]);
}

}  // namespace mixite
