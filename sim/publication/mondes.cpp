#include "publication/mondes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "observation/result_schema.hpp"
#include "publication/comparison.hpp"

namespace mixite {
namespace {

using MondesKey = std::tuple<std::string, std::string, Month, std::string>;

MondesKey key_of(const ComparisonLine& line) {
    return {std::string(scenario_of(line.scenario)), line.measure, line.at, line.qpv_code};
}

MondesLine started(const ComparisonLine& line) {
    return {.measure = line.measure,
            .label = line.label,
            .unit = line.unit,
            .qpv_code = line.qpv_code,
            .qpv_name = line.qpv_name,
            .at = line.at,
            .scenario = std::string(scenario_of(line.scenario)),
            .least = unmeasured,
            .greatest = unmeasured};
}

void add(MondesLine& all, const PairedDifference& difference) {
    ++all.mondes;
    all.higher += difference.reading == Reading::higher;
    all.lower += difference.reading == Reading::lower;
    if (std::isfinite(difference.mean)) {
        all.least =
            std::isfinite(all.least) ? std::min(all.least, difference.mean) : difference.mean;
        all.greatest =
            std::isfinite(all.greatest) ? std::max(all.greatest, difference.mean) : difference.mean;
    }
}

SignAcrossMondes sign_of(const MondesLine& line) {
    if (line.higher > 0 && line.lower > 0) {
        return SignAcrossMondes::opposed;
    }
    if (line.higher == line.mondes) {
        return SignAcrossMondes::higher_in_all;
    }
    return line.lower == line.mondes ? SignAcrossMondes::lower_in_all : SignAcrossMondes::undecided;
}

}  // namespace

std::pair<std::string, std::string> parts_of_title(const std::string& name,
                                                   const std::string& title) {
    constexpr std::string_view between = " — ";
    const auto at = monde_of(name).empty() ? std::string::npos : title.rfind(between);
    return at == std::string::npos
               ? std::pair{title, std::string(monde_of(name))}
               : std::pair{title.substr(0, at), title.substr(at + between.size())};
}

std::string_view to_string(SignAcrossMondes sign) {
    switch (sign) {
        case SignAcrossMondes::higher_in_all:
            return "higher in all";
        case SignAcrossMondes::lower_in_all:
            return "lower in all";
        case SignAcrossMondes::opposed:
            return "opposed: no verdict";
        case SignAcrossMondes::undecided:
            break;
    }
    return "undecided: no verdict";
}

std::string_view code_of(SignAcrossMondes sign) {
    switch (sign) {
        case SignAcrossMondes::higher_in_all:
            return "higher_in_all";
        case SignAcrossMondes::lower_in_all:
            return "lower_in_all";
        case SignAcrossMondes::opposed:
            return "opposed";
        case SignAcrossMondes::undecided:
            break;
    }
    return "undecided";
}

std::vector<MondesLine> across_mondes(const std::vector<ComparisonLine>& lines) {
    std::vector<MondesLine> all;
    std::map<MondesKey, std::size_t> places;
    for (const auto& line : lines) {
        if (monde_of(line.scenario).empty()) {
            continue;
        }
        const auto [place, first] = places.emplace(key_of(line), all.size());
        if (first) {
            all.push_back(started(line));
        }
        add(all[place->second], line.difference);
    }
    for (auto& line : all) {
        line.sign = sign_of(line);
    }
    return all;
}

std::string mondes_table(const std::vector<MondesLine>& lines) {
    if (lines.empty()) {
        return "";
    }
    auto text = fmt::format(
        "\nACROSS THE {} MONDES, rival explanations of the same data: least and greatest\n"
        "difference; no verdict without one sign in all\n",
        lines.front().mondes);
    std::string heading;
    for (const auto& line : lines) {
        const auto title = fmt::format("\n{}, {}\n", line.scenario, to_string(line.at));
        if (title != heading) {
            text += heading = title;
        }
        const auto name = line.qpv_name.empty()
                              ? line.label
                              : fmt::format("{:.11}: {}", line.qpv_name, line.label);
        text += fmt::format("  {:<34.34} {:>9.3g} … {:<9.3g} {}\n",
                            name,
                            line.least,
                            line.greatest,
                            to_string(line.sign));
    }
    return text;
}

}  // namespace mixite
