#include "publication/tidy_csv.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace mixite {
namespace {

/// A place along the axes of an indicator, as its three columns: axis, code, name.
std::vector<std::string> places_of(const RunReader& run, const IndicatorDescription& indicator) {
    struct Place {
        std::string code;
        std::string name;
    };
    std::vector<Place> places{{"", ""}};
    for (const auto& name : indicator.axes) {
        const auto axis = std::find_if(
            run.axes().begin(), run.axes().end(), [&](const Axis& a) { return a.name == name; });
        EXPECT(axis != run.axes().end(), "no axis '{}'", name);
        std::vector<Place> longer;
        for (const auto& place : places) {
            for (std::size_t i = 0; i < axis->codes.size(); ++i) {
                const auto* between = place.code.empty() ? "" : " ";
                longer.push_back(
                    {place.code + between + axis->codes[i], place.name + between + axis->names[i]});
            }
        }
        places = std::move(longer);
    }
    std::vector<std::string> columns;
    for (const auto& place : places) {
        columns.push_back(fmt::format("{},{},{}",
                                      fmt::join(indicator.axes, " "),
                                      csv_field(place.code),
                                      csv_field(place.name)));
    }
    return columns;
}

void write_indicator(const PublishedValues& published,
                     const ScenarioDescription& scenario,
                     const IndicatorDescription& indicator,
                     std::ofstream& out) {
    const auto& run = published.run();
    const auto [values, masked] = published.of(scenario.name, indicator.name);
    const auto places = places_of(run, indicator);
    const auto head =
        fmt::format("{},{}", csv_field(scenario.name), csv_field(scenario.legal_status));
    std::string rows;
    for (std::size_t r = 0; r < values.replications; ++r) {
        for (std::size_t m = 0; m < values.months; ++m) {
            const auto month = to_string(run.months().at(static_cast<int>(m)));
            for (std::size_t at = 0; at < values.extent; ++at) {
                const auto value = values.at(r, m, at);
                const auto position = (r * values.months + m) * values.extent + at;
                const bool hidden = !masked.empty() && masked[position] != 0;
                rows += fmt::format("{},{},{},{},{},{},",
                                    head,
                                    r,
                                    month,
                                    places[at],
                                    indicator.name,
                                    csv_field(indicator.unit));
                rows += hidden              ? ",masked\n"
                        : std::isnan(value) ? ",not measured\n"
                                            : fmt::format("{},\n", value);
            }
        }
    }
    out << rows;
}

}  // namespace

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

void write_tidy_csv(const PublishedValues& values,
                    const std::filesystem::path& file,
                    const Progress& progress) {
    std::ofstream out(file, std::ios::binary);
    out << "scenario,legal_status,replication,month,axis,code,name,indicator,unit,value,state\n";
    const auto& run = values.run();
    const auto of = static_cast<std::uint32_t>(run.scenarios().size() * run.indicators().size());
    std::uint32_t done = 0;
    for (const auto& name : run.scenarios()) {
        const auto scenario = run.scenario(name);
        for (const auto& indicator : run.indicators()) {
            write_indicator(values, scenario, indicator, out);
            progress(++done, of);
        }
    }
    out.close();
    if (!out) {
        throw OutputError(fmt::format("{}: cannot write: is the disk full?", file.string()));
    }
}

}  // namespace mixite
