#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foundation/csv_field.hpp"
#include "foundation/failure.hpp"
#include "publication/compared_measures.hpp"
#include "publication/comparison.hpp"
#include "publication/difference_text.hpp"
#include "publication/factor_effects.hpp"
#include "publication/json_numbers.hpp"
#include "publication/terminal_text.hpp"
#include "publication/tidy_csv.hpp"

namespace mixite {
namespace {

std::string figure(const Spread& spread, Reading reading, const std::string& unit) {
    return fmt::format("{}{} {}",
                       difference_text(spread.mean, unit),
                       half_interval_text(spread.mean_interval, unit),
                       mark_of(reading));
}

/// The points with the lowest and the highest difference, of those that have one.
std::string extremes_text(const FactorEffects& all, const PointsResult& result) {
    std::vector<std::size_t> measured;
    for (std::size_t p = 0; p < result.points.size(); ++p) {
        if (std::isfinite(result.points[p].mean)) {
            measured.push_back(p);
        }
    }
    if (measured.empty()) {
        return "not measured";
    }
    const auto [least, greatest] =
        std::minmax_element(measured.begin(), measured.end(), [&](auto a, auto b) {
            return result.points[a].mean < result.points[b].mean;
        });
    const auto point = [&](std::size_t p) {
        return fmt::format(
            "{} in {}", difference_text(result.points[p].mean, result.unit), all.points[p]);
    };
    return fmt::format("from {} to {}", point(*least), point(*greatest));
}

std::string effects_text(const PointsResult& result) {
    if (result.effects.empty()) {
        return "    no replication has a value in every point\n";
    }
    std::string text;
    for (const auto& effect : result.effects) {
        text += fmt::format("    {:<37}{:>18} {:>20}\n",
                            shortened(effect.factor, 36),
                            fmt::format("{} → {}", effect.from, effect.to),
                            figure(effect.effect, effect.reading, result.unit));
    }
    if (std::isfinite(result.explained)) {
        text += fmt::format("    the plane explains {:.0f} % of the variance between points\n",
                            100.0 * result.explained);
    }
    return text;
}

std::string table(const FactorEffects& all) {
    auto text = wrapped(fmt::format("{}: what the results of {} owe to the factors of the design",
                                    all.title,
                                    to_string(all.at)));
    text += wrapped(fmt::format(
        "{} points, {} replications each, as differences from '{}' on the same random lives. Under "
        "a result: a factor, its step, and what the step does with the other factors held equal, "
        "by the plane nearest to the points, with the 95 % interval over replications. Where the "
        "plane explains little, effects bend or act together: the points are in --format csv.",
        all.points.size(),
        all.replications,
        all.baseline));
    text += wrapped(
        "Each interval stands for itself: of twenty effects that are none, about one is told "
        "apart from zero.");
    text += "Population synthétique: a model, not a record.\n";
    if (is_outside_present_law({"", "", all.legal_status})) {
        text += wrapped(fmt::format(
            "!!! THE POINTS ARE OUTSIDE PRESENT LAW ({}); shown to compare, not recommended",
            all.legal_status));
    }
    std::optional<std::string> monde;
    for (const auto& result : all.results) {
        if (!is_headline(result.measure)) {
            continue;
        }
        if (std::exchange(monde, result.monde) != result.monde) {
            text += rule_and_title(result.monde.empty() ? "All points" : "In " + result.monde);
        }
        const auto label = result.qpv_name.empty() ? result.label : "Poverty, " + result.qpv_name;
        text += fmt::format("  {:<34} {}\n", shortened(label, 33), extremes_text(all, result));
        text += effects_text(result);
    }
    return text + rule() + wrapped(synthetic_population_notice());
}

/// A row a point of a result.
std::string csv_text(const FactorEffects& all) {
    std::string text = "at,point";
    for (const auto& factor : all.factors) {
        text += fmt::format(",{}", csv_field(factor.key));
    }
    text +=
        ",monde,baseline,measure,label,unit,qpv,qpv_name,baseline_mean,mean,difference,"
        "difference_low,difference_high,replications,reading,population\n";
    for (const auto& result : all.results) {
        for (std::size_t p = 0; p < all.points.size(); ++p) {
            const auto& point = result.points[p];
            text += fmt::format("{},{}", to_string(all.at), all.points[p]);
            for (const auto& factor : all.factors) {
                text += fmt::format(",{}", csv_field(factor.values[p]));
            }
            text += fmt::format(",{},{},{},{},{},{},{},{},{},{},{},{},{},{},synthétique\n",
                                csv_field(result.monde),
                                csv_field(all.baseline),
                                result.measure,
                                csv_field(result.label),
                                result.unit,
                                result.qpv_code,
                                csv_field(result.qpv_name),
                                csv_number(point.baseline),
                                csv_number(point.scenario),
                                csv_number(point.mean),
                                point.mean_interval ? csv_number(point.mean_interval->low) : "",
                                point.mean_interval ? csv_number(point.mean_interval->high) : "",
                                point.replications,
                                to_string(point.reading));
        }
    }
    return text;
}

nlohmann::json text_or_null(const std::string& text) {
    return text.empty() ? nlohmann::json(nullptr) : nlohmann::json(text);
}

nlohmann::json result_json(const FactorEffects& all, const PointsResult& result) {
    nlohmann::json json{{"monde", text_or_null(result.monde)},
                        {"measure", result.measure},
                        {"label", result.label},
                        {"unit", result.unit},
                        {"qpv", text_or_null(result.qpv_code)},
                        {"qpv_name", text_or_null(result.qpv_name)},
                        {"explained", json_number(result.explained)},
                        {"effects", nlohmann::json::array()},
                        {"points", nlohmann::json::array()}};
    for (const auto& effect : result.effects) {
        json["effects"].push_back({{"factor", effect.factor},
                                   {"from", effect.from},
                                   {"to", effect.to},
                                   {"effect", json_number(effect.effect.mean)},
                                   {"interval_95", json_interval(effect.effect.mean_interval)},
                                   {"reading", to_string(effect.reading)}});
    }
    for (std::size_t p = 0; p < all.points.size(); ++p) {
        const auto& point = result.points[p];
        json["points"].push_back({{"point", all.points[p]},
                                  {"baseline", json_number(point.baseline)},
                                  {"mean", json_number(point.scenario)},
                                  {"difference", json_number(point.mean)},
                                  {"interval_95", json_interval(point.mean_interval)},
                                  {"replications", point.replications},
                                  {"reading", to_string(point.reading)}});
    }
    return json;
}

std::string json_text(const FactorEffects& all) {
    nlohmann::json json{{"title", all.title},
                        {"population", "synthétique"},
                        {"notice", synthetic_population_notice()},
                        {"baseline", all.baseline},
                        {"at", to_string(all.at)},
                        {"replications", all.replications},
                        {"points", all.points},
                        {"legal_status", all.legal_status},
                        {"outside_present_law", is_outside_present_law({"", "", all.legal_status})},
                        {"factors", nlohmann::json::array()},
                        {"results", nlohmann::json::array()}};
    for (const auto& factor : all.factors) {
        json["factors"].push_back(
            {{"key", factor.key}, {"unit", factor.unit}, {"values", factor.values}});
    }
    for (const auto& result : all.results) {
        json["results"].push_back(result_json(all, result));
    }
    return json.dump(2) + "\n";
}

}  // namespace

std::string factor_effects_text(const FactorEffects& effects, const std::string& format) {
    EXPECT(format == "table" || format == "csv" || format == "json", "format '{}'", format);
    if (format == "csv") {
        return csv_text(effects);
    }
    return format == "json" ? json_text(effects) : table(effects);
}

}  // namespace mixite
