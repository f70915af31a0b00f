#include "study/fit_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

std::string_view to_text(Strength strength) {
    return strength == Strength::hard ? "hard" : "soft";
}

/// Shares need decimals that counts and amounts do not.
std::string number_text(double value) {
    return std::abs(value) < 10.0 ? fmt::format("{:.3f}", value) : fmt::format("{:.1f}", value);
}

/// How the lines of one variable and strength fare.
struct VariableFit {
    std::string variable;
    Strength strength = Strength::soft;
    std::string unit;
    int lines = 0;
    int beyond = 0;
    double greatest_difference = 0.0;
};

std::vector<VariableFit> by_variable(const std::vector<FitLine>& fit) {
    std::vector<VariableFit> variables;
    for (const auto& line : fit) {
        auto found = std::find_if(variables.begin(), variables.end(), [&](const VariableFit& v) {
            return v.variable == line.variable && v.strength == line.strength &&
                   v.unit == line.unit;
        });
        if (found == variables.end()) {
            found = variables.insert(found, {line.variable, line.strength, line.unit});
        }
        ++found->lines;
        found->beyond += line.within() ? 0 : 1;
        if (std::abs(line.difference()) > std::abs(found->greatest_difference)) {
            found->greatest_difference = line.difference();
        }
    }
    return variables;
}

std::string variables_text(const std::vector<FitLine>& fit) {
    auto text = fmt::format("{:<26}{:<8}{:>7}{:>19}{:>22}\n",
                            "Control",
                            "is",
                            "lines",
                            "beyond tolerance",
                            "greatest difference");
    for (const auto& v : by_variable(fit)) {
        text += fmt::format("{:<26}{:<8}{:>7}{:>19}{:>22} {}\n",
                            v.variable,
                            to_text(v.strength),
                            v.lines,
                            v.beyond,
                            number_text(v.greatest_difference),
                            v.unit);
    }
    return text;
}

std::string lines_beyond_text(const std::vector<FitLine>& fit) {
    std::string text;
    for (const auto& line : fit) {
        if (!line.within()) {
            text += fmt::format("{:<12}{:<26}{:<18}{:>11}{:>11}{:>12}{:>11} {:<17}{}\n",
                                line.area,
                                line.variable,
                                line.category,
                                number_text(line.target),
                                number_text(line.obtained),
                                number_text(line.difference()),
                                number_text(line.tolerance),
                                line.unit,
                                to_text(line.strength));
        }
    }
    if (text.empty()) {
        return "\nEvery line is within its tolerance.\n";
    }
    return fmt::format("\nBeyond tolerance\n{:<12}{:<26}{:<18}{:>11}{:>11}{:>12}{:>11}\n",
                       "area",
                       "control",
                       "category",
                       "target",
                       "obtained",
                       "difference",
                       "tolerance") +
           text;
}

std::string table_text(const std::vector<FitLine>& fit) {
    return "Population synthétique: what its controls ask for and what it has; no household here "
           "exists.\n\n" +
           variables_text(fit) + lines_beyond_text(fit) +
           "\nhard: has to be met. soft: looked at only. --format csv gives every line.\n";
}

std::string csv_text(const std::vector<FitLine>& fit) {
    std::string text =
        "area,control,category,target,obtained,difference,tolerance,unit,strength,within\n";
    for (const auto& line : fit) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n",
                            line.area,
                            line.variable,
                            line.category,
                            line.target,
                            line.obtained,
                            line.difference(),
                            line.tolerance,
                            line.unit,
                            to_text(line.strength),
                            line.within());
    }
    return text;
}

std::string json_text(const std::vector<FitLine>& fit) {
    auto lines = nlohmann::ordered_json::array();
    for (const auto& line : fit) {
        lines.push_back({{"area", line.area},
                         {"control", line.variable},
                         {"category", line.category},
                         {"target", line.target},
                         {"obtained", line.obtained},
                         {"difference", line.difference()},
                         {"tolerance", line.tolerance},
                         {"unit", line.unit},
                         {"strength", to_text(line.strength)},
                         {"within", line.within()}});
    }
    return lines.dump(2) + "\n";
}

}  // namespace

std::string fit_text(const std::vector<FitLine>& fit, std::string_view format) {
    EXPECT(format == "table" || format == "csv" || format == "json", "format '{}'", format);
    if (format == "csv") {
        return csv_text(fit);
    }
    return format == "json" ? json_text(fit) : table_text(fit);
}

}  // namespace mixite
