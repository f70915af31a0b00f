#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foundation/csv_field.hpp"
#include "foundation/failure.hpp"
#include "observation/scenario_names.hpp"
#include "publication/compared_measures.hpp"
#include "publication/comparison.hpp"
#include "publication/difference_text.hpp"
#include "publication/json_numbers.hpp"
#include "publication/sensitivity.hpp"
#include "publication/terminal_text.hpp"
#include "publication/tidy_csv.hpp"

namespace mixite {
namespace {

/// Most parameters that the table names for a result.
constexpr std::size_t most_named = 4;

bool is_of_baseline(const Sensitivity& s, const UncertainResult& result) {
    return scenario_of(result.scenario) == s.baseline;
}

/// As it is read: a level of the baseline, a difference of a strategy.
std::string figure(const Sensitivity& s, const UncertainResult& result, double value) {
    return is_of_baseline(s, result) ? value_text(value, result.unit)
                                     : difference_text(value, result.unit);
}

std::string futures_text(const Sensitivity& s, const UncertainResult& result) {
    const auto& futures = result.spread.one_future;
    return futures
               ? fmt::format(
                     "{} to {}", figure(s, result, futures->low), figure(s, result, futures->high))
               : "";
}

std::string sign_text(const Sensitivity& s, const UncertainResult& result) {
    return is_of_baseline(s, result) ? ""
                                     : fmt::format("    lower in {}, higher in {} of {} draws\n",
                                                   result.below_zero,
                                                   result.above_zero,
                                                   result.replications);
}

std::string dependences_text(const Sensitivity& s, const UncertainResult& result) {
    if (result.dependences.empty()) {
        return fmt::format("    a value in {} draws only: too few to tell\n", result.replications);
    }
    std::string text;
    std::size_t named = 0;
    for (const auto& d : result.dependences) {
        if (d.beyond_chance && named++ < most_named) {
            text += fmt::format("    {:<41}{:>10} → {:<10} ρ {:+.2f}\n",
                                d.parameter,
                                figure(s, result, d.in_lowest_third),
                                figure(s, result, d.in_highest_third),
                                d.rank_correlation);
        }
    }
    return text.empty() ? "    no parameter beyond chance\n" : text;
}

std::string result_text(const Sensitivity& s, const UncertainResult& result) {
    const auto label = result.qpv_name.empty() ? result.label : "Poverty, " + result.qpv_name;
    return fmt::format("  {:<34}{:>10}   one draw: {}\n",
                       shortened(label, 33),
                       figure(s, result, result.spread.mean),
                       futures_text(s, result)) +
           sign_text(s, result) + dependences_text(s, result);
}

std::string table(const Sensitivity& s) {
    const auto told = std::count_if(s.results.begin(), s.results.end(), [](const auto& result) {
        return is_headline(result.measure) && !result.dependences.empty();
    });
    auto text = wrapped(fmt::format(
        "{}: what the results of {} owe to what is not known", s.title, to_string(s.at)));
    text += wrapped(fmt::format(
        "{} parameters of the behaviour, each drawn within its range anew for each of {} "
        "replications, together with the random lives. A line under a result: a parameter, the "
        "mean result where it is in the lowest third of its draws → in the highest, and the rank "
        "correlation; only what is beyond chance (5 % a result, all parameters together: of the "
        "{} results here, about {:.0f} would name one without any link). With so many replications "
        "no correlation weaker than {:.2f} is told: none named does not mean none. One draw: where "
        "nine of ten further draws fall.",
        s.parameters.size(),
        s.replications,
        told,
        static_cast<double>(told) / 20.0,
        least_told_correlation(static_cast<std::size_t>(s.replications), s.parameters.size())));
    text += "Population synthétique: a model, not a record.\n";
    std::string scenario;
    for (const auto& result : s.results) {
        if (!is_headline(result.measure)) {
            continue;
        }
        if (std::exchange(scenario, result.scenario) != result.scenario) {
            text += rule_and_title(is_of_baseline(s, result)
                                       ? fmt::format("{}, its own values", scenario)
                                       : fmt::format("{} against {}", scenario, s.baseline));
        }
        text += result_text(s, result);
    }
    return text + rule() +
           wrapped(
               "Calibrated values, those of scenarios and mondes, rates by age and what has no "
               "range of its own were held as given. A rank correlation does not find what rises "
               "and then falls, and is no proof that one explains the other; two parameters of "
               "which one bounds the other move together, and have one line each.") +
           wrapped(synthetic_population_notice());
}

nlohmann::json result_json(const UncertainResult& result) {
    nlohmann::json json{
        {"scenario", result.scenario},
        {"measure", result.measure},
        {"label", result.label},
        {"unit", result.unit},
        {"qpv",
         result.qpv_code.empty() ? nlohmann::json(nullptr) : nlohmann::json(result.qpv_code)},
        {"qpv_name",
         result.qpv_name.empty() ? nlohmann::json(nullptr) : nlohmann::json(result.qpv_name)},
        {"mean", json_number(result.spread.mean)},
        {"mean_interval_95", json_interval(result.spread.mean_interval)},
        {"one_draw_90", json_interval(result.spread.one_future)},
        {"replications", result.replications},
        {"below_zero", result.below_zero},
        {"above_zero", result.above_zero},
        {"dependences", nlohmann::json::array()}};
    for (const auto& d : result.dependences) {
        json["dependences"].push_back({{"parameter", d.parameter},
                                       {"rank_correlation", d.rank_correlation},
                                       {"in_lowest_third", d.in_lowest_third},
                                       {"in_highest_third", d.in_highest_third},
                                       {"beyond_chance", d.beyond_chance}});
    }
    return json;
}

std::string json_text(const Sensitivity& s) {
    nlohmann::json json{{"title", s.title},
                        {"population", "synthétique"},
                        {"notice", synthetic_population_notice()},
                        {"baseline", s.baseline},
                        {"at", to_string(s.at)},
                        {"replications", s.replications},
                        {"parameters", nlohmann::json::array()},
                        {"results", nlohmann::json::array()}};
    for (const auto& p : s.parameters) {
        json["parameters"].push_back({{"key", p.key},
                                      {"unit", p.unit},
                                      {"value", p.value},
                                      {"low", p.low},
                                      {"high", p.high}});
    }
    for (const auto& result : s.results) {
        json["results"].push_back(result_json(result));
    }
    return json.dump(2) + "\n";
}

std::string csv_row(const Sensitivity& s, const UncertainResult& r, const std::string& dependence) {
    const auto& futures = r.spread.one_future;
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},synthétique\n",
                       to_string(s.at),
                       csv_field(r.scenario),
                       csv_field(s.baseline),
                       r.measure,
                       csv_field(r.label),
                       r.unit,
                       r.qpv_code,
                       csv_field(r.qpv_name),
                       csv_number(r.spread.mean),
                       futures ? csv_number(futures->low) : "",
                       futures ? csv_number(futures->high) : "",
                       r.replications,
                       r.below_zero,
                       r.above_zero,
                       dependence);
}

/// A row a parameter of a result; one without a parameter of a result of too few values.
std::string csv_text(const Sensitivity& s) {
    std::string text =
        "at,scenario,baseline,measure,label,unit,qpv,qpv_name,mean,one_draw90_low,one_draw90_high,"
        "replications,below_zero,above_zero,parameter,rank_correlation,in_lowest_third,"
        "in_highest_third,beyond_chance,population\n";
    for (const auto& r : s.results) {
        for (const auto& d : r.dependences) {
            text += csv_row(s,
                            r,
                            fmt::format("{},{},{},{},{}",
                                        d.parameter,
                                        csv_number(d.rank_correlation),
                                        csv_number(d.in_lowest_third),
                                        csv_number(d.in_highest_third),
                                        d.beyond_chance));
        }
        if (r.dependences.empty()) {
            text += csv_row(s, r, ",,,,");
        }
    }
    return text;
}

}  // namespace

std::string sensitivity_text(const Sensitivity& sensitivity, const std::string& format) {
    EXPECT(format == "table" || format == "csv" || format == "json", "format '{}'", format);
    if (format == "csv") {
        return csv_text(sensitivity);
    }
    return format == "json" ? json_text(sensitivity) : table(sensitivity);
}

}  // namespace mixite
