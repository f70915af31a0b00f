#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "publication/comparison.hpp"

namespace mixite {
namespace {

constexpr std::string_view synthetic_population =
    "Population synthétique / synthetic population: no household here exists. Not for real "
    "applicants'\nfiles nor individual decisions (RGPD, article 22; AI Act, annex III).";
constexpr std::string_view fixed_parameters =
    "Intervals: à paramètres fixés : ne mesure pas l'incertitude (at fixed parameters: they "
    "measure "
    "chance\nbetween random lives, not what is unknown of behaviour).";

/// How values of a unit are printed: as they are, or as shares in per cent and points.
struct Style {
    double factor = 1.0;
    int decimals = 0;
    std::string_view value_suffix;
    std::string_view difference_suffix;
};

Style style_of(const std::string& unit) {
    if (unit == "1") {
        return {100.0, 1, " %", " pt"};
    }
    if (unit == "EUR/year") {
        return {1.0, 0, " €", " €"};
    }
    if (unit == "month") {
        return {1.0, 1, " mo", " mo"};
    }
    if (unit == "index") {
        return {1.0, 4, "", ""};
    }
    return {1.0, 0, "", ""};
}

std::string value_text(double value, const std::string& unit) {
    const auto style = style_of(unit);
    return std::isfinite(value)
               ? fmt::format("{:.{}f}{}", style.factor * value, style.decimals, style.value_suffix)
               : "–";
}

/// Differences are printed with one decimal more than the counts they are of.
int difference_decimals(const Style& style) {
    return style.decimals == 0 && style.value_suffix.empty() ? 1 : style.decimals;
}

std::string difference_text(double value, const std::string& unit) {
    const auto style = style_of(unit);
    return std::isfinite(value) ? fmt::format("{:+.{}f}{}",
                                              style.factor * value,
                                              difference_decimals(style),
                                              style.difference_suffix)
                                : "–";
}

std::string interval_text(const std::optional<Interval>& interval, const std::string& unit) {
    if (!interval) {
        return "–";
    }
    const auto style = style_of(unit);
    return fmt::format("{:+.{}f}…{:+.{}f}",
                       style.factor * interval->low,
                       difference_decimals(style),
                       style.factor * interval->high,
                       difference_decimals(style));
}

std::string upper(const std::string& text) {
    std::string result = text;
    for (auto& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

std::string block_title(MeasureBlock block) {
    switch (block) {
        case MeasureBlock::qpv:
            return "QPV";
        case MeasureBlock::segregation:
            return "Segregation in the agglomeration";
        case MeasureBlock::lettings:
            return "Leases and offers";
        case MeasureBlock::waits:
            return "Wait of the households housed, by quartile of the requests";
        case MeasureBlock::demand:
            return "Open requests";
        case MeasureBlock::stock:
            return "Social stock";
    }
    return "";
}

/// Legal thresholds of waits and the parts of a total are for the machine formats.
bool is_in_table(const ComparisonLine& line) {
    return !(line.block == MeasureBlock::waits && line.measure.ends_with("_legal"));
}

/// What a reader looks for first.
bool is_headline(const ComparisonLine& line) {
    constexpr auto headlines =
        std::to_array<std::string_view>({"poverty_rate",
                                         "rank_order_h",
                                         "first_quartile_share_outside_qpv_frozen",
                                         "upper_quartiles_share_in_qpv_frozen",
                                         "housed_wait_median_q1_frozen",
                                         "open_requests",
                                         "refusals_per_offer",
                                         "vacancy_share_over_three_months"});
    return std::find(headlines.begin(), headlines.end(), line.measure) != headlines.end();
}

std::string headline_label(const ComparisonLine& line) {
    return line.qpv_name.empty() ? line.label : "Poverty, " + line.qpv_name;
}

std::string shortened(const std::string& text, std::size_t most) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins_letter = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        letters += begins_letter ? 1U : 0U;
        if (begins_letter && letters == most && i + 1 < text.size()) {
            return text.substr(0, i) + "…";
        }
    }
    return text;
}

std::string pooled_text(int months) {
    return fmt::format("flows over the {} month{} ending then", months, months == 1 ? "" : "s");
}

std::vector<const ComparisonLine*> lines_of(const Comparison& comparison,
                                            const std::string& scenario,
                                            Month at) {
    std::vector<const ComparisonLine*> found;
    for (const auto& line : comparison.lines) {
        if (line.scenario == scenario && line.at == at && is_in_table(line)) {
            found.push_back(&line);
        }
    }
    return found;
}

std::string header(const Comparison& comparison) {
    std::string text = fmt::format("{}: strategies against '{}' ({})\n",
                                   comparison.title,
                                   comparison.baseline.name,
                                   comparison.baseline.title);
    text += fmt::format("{} to {}, {} replication{}{}\n",
                        to_string(comparison.months.first),
                        to_string(comparison.months.at(comparison.months.count - 1)),
                        comparison.replications,
                        comparison.replications == 1 ? "" : "s",
                        comparison.replications == 1
                            ? ": no interval can be given (run at least 2, better 30)"
                            : ", each the same random lives under every strategy");
    return text + "Population synthétique: a model, not a record.\n";
}

std::string legal_banner(const ComparedScenario& scenario) {
    if (!is_outside_present_law(scenario)) {
        return "";
    }
    return fmt::format("!!! {}: OUTSIDE PRESENT LAW ({}); shown to compare, not recommended\n",
                       upper(scenario.name),
                       scenario.legal_status);
}

std::string banners(const Comparison& comparison) {
    std::string text = legal_banner(comparison.baseline);
    for (const auto& scenario : comparison.scenarios) {
        text += legal_banner(scenario);
    }
    return text;
}

/// The difference and half its interval; "~0" if it includes zero.
std::string headline_cell(const ComparisonLine& line) {
    const auto& difference = line.difference;
    auto text = difference_text(difference.mean, line.unit);
    if (difference.mean_interval) {
        const auto style = style_of(line.unit);
        text += fmt::format(
            " ± {:.{}f}",
            style.factor * 0.5 * (difference.mean_interval->high - difference.mean_interval->low),
            difference_decimals(style));
    }
    if (difference.reading == Reading::not_distinguishable) {
        text += "  ~0";
    } else if (difference.reading == Reading::identical) {
        text += "  same";
    }
    return text;
}

std::string headline_row(const Comparison& comparison,
                         const ComparisonLine& first,
                         std::size_t begin,
                         std::size_t end) {
    auto text = fmt::format("{:<38}{:>10}",
                            shortened(headline_label(first), 37),
                            value_text(first.difference.baseline, first.unit));
    for (auto s = begin; s < end; ++s) {
        for (const auto& line : comparison.lines) {
            if (line.scenario == comparison.scenarios[s].name && line.at == first.at &&
                line.measure == first.measure && line.qpv_code == first.qpv_code) {
                text += fmt::format("{:>29}", headline_cell(line));
            }
        }
    }
    return text + "\n";
}

std::string summary(const Comparison& comparison, Month at) {
    constexpr std::size_t scenarios_abreast = 2;
    std::string text;
    for (std::size_t begin = 0; begin < comparison.scenarios.size(); begin += scenarios_abreast) {
        const auto end = std::min(begin + scenarios_abreast, comparison.scenarios.size());
        text += fmt::format("\n{:<38}{:>10}",
                            "In short, " + to_string(at),
                            shortened(comparison.baseline.name, 10));
        for (auto s = begin; s < end; ++s) {
            text += fmt::format("{:>29}", shortened(comparison.scenarios[s].name, 27));
        }
        text += "\n";
        for (const auto* line : lines_of(comparison, comparison.scenarios[begin].name, at)) {
            if (is_headline(*line)) {
                text += headline_row(comparison, *line, begin, end);
            }
        }
    }
    return text +
           "~0: not distinguishable from zero, the 95 % interval includes zero. "
           "pt: percentage points. mo: months.\n";
}

std::string line_text(const ComparisonLine& line) {
    const auto& difference = line.difference;
    return fmt::format("  {:<35}{:>9}{:>9}{:>9}{:>16} {}\n",
                       shortened(line.label, 35),
                       value_text(difference.baseline, line.unit),
                       value_text(difference.scenario, line.unit),
                       difference_text(difference.mean, line.unit),
                       interval_text(difference.mean_interval, line.unit),
                       to_string(difference.reading));
}

std::string column_heads() {
    return fmt::format(
        "{:<37}{:>9}{:>9}{:>9}{:>16}\n", "", "baseline", "strategy", "diff.", "95 % interval");
}

double baseline_value(const std::vector<const ComparisonLine*>& lines,
                      const std::string& qpv,
                      std::string_view measure) {
    for (const auto* line : lines) {
        if (line->qpv_code == qpv && line->measure == measure) {
            return line->difference.baseline;
        }
    }
    return std::nan("");
}

/// How much of a QPV can move at all: its social tenants and the leases that they give up, from
/// the fork to the date at the pace of the months pooled.
std::string movable_base(const Comparison& comparison,
                         const std::vector<const ComparisonLine*>& lines,
                         const std::string& qpv) {
    const double social = baseline_value(lines, qpv, "social_tenant_share");
    const double leases = baseline_value(lines, qpv, "leases_in_zone");
    const double households = baseline_value(lines, qpv, "households");
    if (!std::isfinite(social) || !std::isfinite(leases) || !(households > 0.0)) {
        return "";
    }
    const auto at = lines.front()->at;
    const int months = at - comparison.months.first + 1;
    const double share_a_year = leases / households * 12.0 / std::min(months, 12);
    const double reach = 10.0 * std::min(social, share_a_year * months / 12.0);
    return fmt::format(
        "  Movable base: {:.0f} % of households are social tenants, {:.1f} % sign a lease in a "
        "year: "
        "10 points\n  more or fewer among its leases since {} move the QPV by {:.1f} points at the "
        "very most.\n",
        100.0 * social,
        100.0 * share_a_year,
        to_string(comparison.months.first),
        reach);
}

std::string qpv_block(const Comparison& comparison,
                      const std::vector<const ComparisonLine*>& lines) {
    std::string text;
    std::vector<std::string> seen;
    for (const auto* first : lines) {
        const auto& qpv = first->qpv_code;
        if (qpv.empty() || std::find(seen.begin(), seen.end(), qpv) != seen.end()) {
            continue;
        }
        seen.push_back(qpv);
        text += fmt::format("QPV {} ({})\n", first->qpv_name, qpv);
        for (const auto* line : lines) {
            text += line->qpv_code == qpv ? line_text(*line) : "";
        }
        text += movable_base(comparison, lines, qpv);
    }
    return text;
}

std::string agglomeration_blocks(const std::vector<const ComparisonLine*>& lines) {
    std::string text;
    for (const auto block : {MeasureBlock::segregation,
                             MeasureBlock::lettings,
                             MeasureBlock::waits,
                             MeasureBlock::demand,
                             MeasureBlock::stock}) {
        std::string of_block;
        for (const auto* line : lines) {
            of_block += line->block == block && line->qpv_code.empty() ? line_text(*line) : "";
        }
        text += of_block.empty() ? "" : block_title(block) + "\n" + of_block;
    }
    return text;
}

/// Whether the strategy's mean stands out of the baseline's own futures.
std::string_view detectable_text(const PairedDifference& difference) {
    if (!difference.baseline_futures || difference.reading == Reading::identical) {
        return "";
    }
    const bool stands_out = difference.scenario < difference.baseline_futures->low ||
                            difference.scenario > difference.baseline_futures->high;
    return stands_out ? "détectable" : "non détectable";
}

std::string one_future_block(const Comparison& comparison,
                             const std::vector<const ComparisonLine*>& lines) {
    constexpr int enough_for_percentiles = 20;
    std::string text =
        "Spread of one future, P5 to P95 of the paired differences: not an interval of the mean; "
        "and "
        "whether one real\nhistory, seen without its counterfactual, would stand out of the "
        "baseline's own spread\n";
    for (const auto* line : lines) {
        if (is_headline(*line)) {
            text += fmt::format("  {:<44}{:>9}{:>17}  {}\n",
                                shortened(headline_label(*line), 43),
                                difference_text(line->difference.mean, line->unit),
                                interval_text(line->difference.one_future, line->unit),
                                detectable_text(line->difference));
        }
    }
    if (comparison.replications < enough_for_percentiles) {
        text += fmt::format("  With {} replications, nearly the least and the greatest of them.\n",
                            comparison.replications);
    }
    return text;
}

std::string scenario_section(const Comparison& comparison,
                             const ComparedScenario& scenario,
                             Month at) {
    const auto lines = lines_of(comparison, scenario.name, at);
    const auto pooled =
        std::max_element(lines.begin(), lines.end(), [](const auto* a, const auto* b) {
            return a->months < b->months;
        });
    auto text = fmt::format("\n{:─<110}\n{} ({}) against {}, {}; {}\n",
                            "",
                            scenario.name,
                            scenario.title,
                            comparison.baseline.name,
                            to_string(at),
                            pooled_text(pooled == lines.end() ? 1 : (*pooled)->months));
    text += legal_banner(scenario) + column_heads();
    text += qpv_block(comparison, lines) + agglomeration_blocks(lines);
    return text + (comparison.replications > 1 ? one_future_block(comparison, lines) : "");
}

std::string destination_row(const Destinations& d) {
    auto text = fmt::format("  {:<26}{:<22}{:>4} mo{:>9.1f}",
                            shortened(d.qpv_name, 25),
                            shortened(d.scenario, 21),
                            d.months_later,
                            d.households);
    for (const auto share : d.shares) {
        text += fmt::format("{:>11}", value_text(share, "1"));
    }
    return text + "\n";
}

std::string destination_section(const Comparison& comparison) {
    auto text = fmt::format("\n{:─<110}\nWhere did they go? ", "");
    if (comparison.destinations.empty()) {
        return text +
               "A fall of poverty in a QPV says nothing of those housed elsewhere or not at all:\n"
               "the file would hold it in its leases, which this run left out.\n";
    }
    text += fmt::format(
        "Households of the 1er quartile (frozen) housed in a QPV under '{}', that many\n"
        "months after that lease, by their last lease under each strategy:\n"
        "  {:<26}{:<22}{:>7}{:>9}{:>11}{:>11}{:>11}{:>11}\n",
        comparison.baseline.name,
        "QPV of the lease",
        "strategy",
        "after",
        "number",
        "same QPV",
        "other QPV",
        "elsewhere",
        "no lease");
    for (const auto& d : comparison.destinations) {
        text += destination_row(d);
    }
    return text +
           "number: a replication. elsewhere: social stock outside QPV. no lease: still waiting, "
           "in "
           "the private stock,\nhosted or gone; the file's leases do not tell them apart.\n";
}

std::string footer(const Comparison& comparison) {
    const auto told_apart = static_cast<double>(comparison.lines.size()) / 20.0;
    auto text = fmt::format("\n{:─<110}\n{}\n", "", fixed_parameters);
    if (comparison.replications > 1) {
        text += fmt::format(
            "{} differences were tested, all in --format csv: about {:.0f} would exclude zero by "
            "chance alone.\n",
            comparison.lines.size(),
            told_apart);
    }
    return text + fmt::format("{}\n", synthetic_population);
}

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

const ComparedScenario& described(const Comparison& comparison, const std::string& name) {
    return *std::find_if(comparison.scenarios.begin(),
                         comparison.scenarios.end(),
                         [&](const auto& scenario) { return scenario.name == name; });
}

nlohmann::json number(double value) {
    return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

nlohmann::json pair_json(const std::optional<Interval>& interval) {
    return interval ? nlohmann::json{interval->low, interval->high} : nlohmann::json(nullptr);
}

nlohmann::json scenario_json(const ComparedScenario& scenario) {
    return {{"name", scenario.name},
            {"title", scenario.title},
            {"legal_status", scenario.legal_status},
            {"outside_present_law", is_outside_present_law(scenario)}};
}

nlohmann::json line_json(const ComparisonLine& line) {
    const auto& difference = line.difference;
    return {
        {"at", to_string(line.at)},
        {"months_pooled", line.months},
        {"scenario", line.scenario},
        {"measure", line.measure},
        {"label", line.label},
        {"unit", line.unit},
        {"qpv", line.qpv_code.empty() ? nlohmann::json(nullptr) : nlohmann::json(line.qpv_code)},
        {"qpv_name",
         line.qpv_name.empty() ? nlohmann::json(nullptr) : nlohmann::json(line.qpv_name)},
        {"replications", difference.replications},
        {"baseline_value", number(difference.baseline)},
        {"scenario_value", number(difference.scenario)},
        {"mean_difference", number(difference.mean)},
        {"mean_interval_95", pair_json(difference.mean_interval)},
        {"one_future_p5_p95", pair_json(difference.one_future)},
        {"reading", std::string(to_string(difference.reading))}};
}

nlohmann::json destinations_json(const Destinations& d) {
    return {{"scenario", d.scenario},
            {"qpv", d.qpv_code},
            {"qpv_name", d.qpv_name},
            {"months_later", d.months_later},
            {"households_a_replication", d.households},
            {"same_qpv", number(d.shares[0])},
            {"other_qpv", number(d.shares[1])},
            {"social_outside_qpv", number(d.shares[2])},
            {"no_lease", number(d.shares[3])}};
}

}  // namespace

std::string comparison_table(const Comparison& comparison) {
    auto text = header(comparison) + banners(comparison);
    text += summary(comparison, comparison.at.back());
    for (const auto& scenario : comparison.scenarios) {
        for (const auto at : comparison.at) {
            text += scenario_section(comparison, scenario, at);
        }
    }
    return text + destination_section(comparison) + footer(comparison);
}

std::string comparison_csv(const Comparison& comparison) {
    std::string text =
        "at,months_pooled,scenario,baseline,measure,label,unit,qpv,qpv_name,baseline_value,"
        "scenario_value,mean_difference,ci95_low,ci95_high,one_future_p5,one_future_p95,"
        "baseline_p5,baseline_p95,replications,reading,legal_status,population\n";
    const auto bound = [](const std::optional<Interval>& interval, double Interval::*side) {
        return interval ? csv_number((*interval).*side) : "";
    };
    for (const auto& line : comparison.lines) {
        const auto& d = line.difference;
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},synthétique\n",
            to_string(line.at),
            line.months,
            csv_text(line.scenario),
            csv_text(comparison.baseline.name),
            line.measure,
            csv_text(line.label),
            line.unit,
            line.qpv_code,
            csv_text(line.qpv_name),
            csv_number(d.baseline),
            csv_number(d.scenario),
            csv_number(d.mean),
            bound(d.mean_interval, &Interval::low),
            bound(d.mean_interval, &Interval::high),
            bound(d.one_future, &Interval::low),
            bound(d.one_future, &Interval::high),
            bound(d.baseline_futures, &Interval::low),
            bound(d.baseline_futures, &Interval::high),
            d.replications,
            to_string(d.reading),
            csv_text(described(comparison, line.scenario).legal_status));
    }
    return text;
}

std::string comparison_json(const Comparison& comparison) {
    nlohmann::json json{{"title", comparison.title},
                        {"population", "synthétique"},
                        {"notice", std::string(synthetic_population)},
                        {"intervals", std::string(fixed_parameters)},
                        {"replications", comparison.replications},
                        {"baseline", scenario_json(comparison.baseline)},
                        {"scenarios", nlohmann::json::array()},
                        {"lines", nlohmann::json::array()},
                        {"destinations", nlohmann::json::array()}};
    for (const auto& scenario : comparison.scenarios) {
        json["scenarios"].push_back(scenario_json(scenario));
    }
    for (const auto& line : comparison.lines) {
        json["lines"].push_back(line_json(line));
    }
    for (const auto& d : comparison.destinations) {
        json["destinations"].push_back(destinations_json(d));
    }
    return json.dump(2) + "\n";
}

std::string comparison_text(const Comparison& comparison, const std::string& format) {
    EXPECT(format == "table" || format == "csv" || format == "json", "format '{}'", format);
    if (format == "csv") {
        return comparison_csv(comparison);
    }
    return format == "json" ? comparison_json(comparison) : comparison_table(comparison);
}

}  // namespace mixite
