#include "publication/tidy_csv.hpp"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "foundation/csv_field.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

/// A place along the axes of an indicator.
struct RowPlace {
    std::string code;
    std::string name;
};

/// Each of the places with each position of one more axis behind.
std::vector<RowPlace> along(const std::vector<RowPlace>& places, const Axis& axis) {
    std::vector<RowPlace> longer;
    longer.reserve(places.size() * axis.codes.size());
    for (const auto& place : places) {
        const auto* between = place.code.empty() ? "" : " ";
        for (std::size_t i = 0; i < axis.codes.size(); ++i) {
            longer.push_back(
                {place.code + between + axis.codes[i], place.name + between + axis.names[i]});
        }
    }
    return longer;
}

/// The three columns of each place of an indicator: axis, code, name.
std::vector<std::string> places_of(const RunReader& run, const IndicatorDescription& indicator) {
    std::vector<RowPlace> places{{"", ""}};
    for (const auto& name : indicator.axes) {
        places = along(places, axis_of(run, name));
    }
    std::vector<std::string> columns;
    columns.reserve(places.size());
    for (const auto& place : places) {
        columns.push_back(fmt::format("{},{},{}",
                                      fmt::join(indicator.axes, " "),
                                      csv_field(place.code),
                                      csv_field(place.name)));
    }
    return columns;
}

/// The value, or why there is none: two columns.
std::string value_columns(double value, bool is_masked) {
    if (is_masked) {
        return ",masked";
    }
    return std::isnan(value) ? ",not measured" : fmt::format("{},", value);
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
    const auto tail = fmt::format("{},{}", indicator.name, csv_field(indicator.unit));
    std::vector<std::string> months;
    months.reserve(values.months);
    for (std::size_t m = 0; m < values.months; ++m) {
        months.push_back(to_string(run.months().at(static_cast<int>(m))));
    }
    std::string rows;
    for (std::size_t i = 0; i < values.replications * values.months * values.extent; ++i) {
        const auto at = i % values.extent;
        const auto m = i / values.extent % values.months;
        const auto r = i / values.extent / values.months;
        rows += fmt::format("{},{},{},{},{},{}\n",
                            head,
                            r,
                            months[m],
                            places[at],
                            tail,
                            value_columns(values.at(r, m, at), !masked.empty() && masked[i] != 0));
    }
    out << rows;
}

}  // namespace

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
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
