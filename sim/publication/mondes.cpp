#include "publication/mondes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "observation/result_schema.hpp"
#include "observation/scenario_names.hpp"
#include "publication/difference_text.hpp"
#include "publication/terminal_text.hpp"

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
    all.identical += difference.reading == Reading::identical;
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

namespace {

/// Those of one scenario, date and QPV together, in the order in which the first of each stands.
std::vector<const MondesLine*> mondes_by_place(const std::vector<MondesLine>& lines) {
    std::map<std::tuple<std::string, Month, std::string>, std::size_t> places;
    const auto place_of = [&](const MondesLine* line) {
        return places.emplace(std::tuple{line->scenario, line->at, line->qpv_code}, places.size())
            .first->second;
    };
    std::vector<const MondesLine*> sorted;
    for (const auto& line : lines) {
        sorted.push_back(&line);
        place_of(&line);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto* a, const auto* b) {
        return place_of(a) < place_of(b);
    });
    return sorted;
}

/// What the mondes say, where the readings tell more than the sign.
std::string mondes_verdict(const MondesLine& line) {
    if (line.identical == line.mondes) {
        return "identical in all";
    }
    const int established = std::max(line.higher, line.lower);
    if (line.sign != SignAcrossMondes::undecided || established == 0) {
        return std::string(to_string(line.sign));
    }
    return fmt::format("{} in {} of {}: no verdict",
                       line.higher > 0 ? "higher" : "lower",
                       established,
                       line.mondes);
}

std::string mondes_line_text(const MondesLine& line) {
    constexpr std::size_t label_letters = 33;
    return fmt::format("  {:<33} {:>9} … {:<9} {}\n",
                       shortened(line.label, label_letters),
                       difference_text(line.least, line.unit),
                       difference_text(line.greatest, line.unit),
                       mondes_verdict(line));
}

}  // namespace

std::string mondes_table(const std::vector<MondesLine>& lines) {
    if (lines.empty()) {
        return "";
    }
    auto text = fmt::format(
        "\nACROSS THE {} MONDES, rival explanations of the same data: least and greatest\n"
        "difference; no verdict without one sign in all\n",
        lines.front().mondes);
    std::string heading;
    for (const auto* line : mondes_by_place(lines)) {
        const auto title =
            fmt::format("\n{}, {}{}\n",
                        line->scenario,
                        to_string(line->at),
                        line->qpv_name.empty() ? "" : fmt::format(", QPV {}", line->qpv_name));
        if (title != heading) {
            text += heading = title;
        }
        text += mondes_line_text(*line);
    }
    return text;
}

}  // namespace mixite
