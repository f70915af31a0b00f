#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "publication/comparison.hpp"
#include "publication/sparkline.hpp"

namespace mixite {
namespace {

/// Columns of a terminal.
constexpr std::size_t width = 80;

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
    if (unit == "EUR") {
        return {0.001, 0, " k€", " k€"};
    }
    if (unit == "ratio") {
        return {1.0, 2, "", ""};
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
        case MeasureBlock::legality:
            return "Breaches of a rule: 0 where it is law and kept";
        case MeasureBlock::costs:
            return "Costs, over the months pooled";
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

std::size_t letters_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// The words of a text, on lines that fit a terminal; further lines are indented.
std::string wrapped(const std::string& text, const std::string& indent = "") {
    std::string lines;
    std::string line;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find(' ', begin), text.size());
        const auto word = text.substr(begin, end - begin);
        if (!line.empty() && letters_of(line) + 1 + letters_of(word) > width) {
            lines += line + "\n";
            line = indent + word;
        } else {
            line += (line.empty() || line == indent ? "" : " ") + word;
        }
        begin = end + 1;
    }
    return lines + line + "\n";
}

std::string rule_and_title(const std::string& title) {
    return fmt::format("\n{:─<{}}\n{}", "", width, wrapped(title));
}

std::string header(const Comparison& comparison) {
    auto text = wrapped(fmt::format("{}: strategies against '{}' ({})",
                                    comparison.title,
                                    comparison.baseline.name,
                                    comparison.baseline.title));
    text += wrapped(fmt::format("{} to {}, {} replication{}{}",
                                to_string(comparison.months.first),
                                to_string(comparison.months.at(comparison.months.count - 1)),
                                comparison.replications,
                                comparison.replications == 1 ? "" : "s",
                                comparison.replications == 1
                                    ? ": no interval can be given (run at least 2, better 30)"
                                    : ", each the same random lives under every strategy"));
    return text + "Population synthétique: a model, not a record.\n";
}

std::string legal_banner(const ComparedScenario& scenario) {
    if (!is_outside_present_law(scenario)) {
        return "";
    }
    return wrapped(
        fmt::format("!!! {}: OUTSIDE PRESENT LAW ({}); shown to compare, not recommended",
                    upper(scenario.name),
                    scenario.legal_status));
}

std::string banners(const Comparison& comparison) {
    std::string text = legal_banner(comparison.baseline);
    for (const auto& scenario : comparison.scenarios) {
        text += legal_banner(scenario);
    }
    return text;
}

std::string headline_label(const ComparisonLine& line) {
    return line.qpv_name.empty() ? line.label : "Poverty, " + line.qpv_name;
}

/// Zero, as the table writes differences.
bool shows_as_zero(double difference, const std::string& unit) {
    const auto style = style_of(unit);
    return std::abs(style.factor * difference) < 0.5 * std::pow(10.0, -difference_decimals(style));
}

/// What a difference allows to say, in one sign.
std::string_view mark_of(Reading reading) {
    switch (reading) {
        case Reading::lower:
            return "▼";
        case Reading::higher:
            return "▲";
        case Reading::identical:
            return "=";
        case Reading::not_distinguishable:
            return "~";
        case Reading::no_interval:
            return "?";
        case Reading::not_measured:
            break;
    }
    return "–";
}

/// Beside the difference in the table's decimals.
std::string_view mark_of(const ComparisonLine& line) {
    const auto& difference = line.difference;
    const bool differs =
        difference.reading == Reading::lower || difference.reading == Reading::higher;
    return differs && shows_as_zero(difference.mean, line.unit) ? "≈" : mark_of(difference.reading);
}

std::string legend() {
    return wrapped(
        "▼ lower, ▲ higher, ~ not distinguishable from zero (the 95 % interval includes zero), ≈ "
        "different, but too little to show here, = identical, ? one replication: no interval, – "
        "not measured. pt: percentage points. mo: "
        "months. The small graph is the strategy's own course to that date, on its own scale.");
}

/// The difference and half its interval.
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
    return fmt::format("{} {}", text, mark_of(line));
}

std::string headline_row(const Comparison& comparison,
                         const ComparisonLine& first,
                         std::size_t begin,
                         std::size_t end) {
    auto text = fmt::format("{:<30}{:>9}",
                            shortened(headline_label(first), 29),
                            value_text(first.difference.baseline, first.unit));
    for (auto s = begin; s < end; ++s) {
        for (const auto& line : comparison.lines) {
            if (line.scenario == comparison.scenarios[s].name && line.at == first.at &&
                line.measure == first.measure && line.qpv_code == first.qpv_code) {
                text += fmt::format("{:>20}", headline_cell(line));
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
        text += fmt::format("\n{:<29}{:>10}",
                            "In short, " + to_string(at),
                            shortened(comparison.baseline.name, 10));
        for (auto s = begin; s < end; ++s) {
            text += fmt::format("{:>20}", shortened(comparison.scenarios[s].name, 19));
        }
        text += "\n";
        for (const auto* line : lines_of(comparison, comparison.scenarios[begin].name, at)) {
            if (is_headline(*line)) {
                text += headline_row(comparison, *line, begin, end);
            }
        }
    }
    return text + legend();
}

std::string line_text(const ComparisonLine& line) {
    const auto& difference = line.difference;
    return fmt::format("  {:<33}{:>8}{:>9} {:>15} {:<8} {}\n",
                       shortened(line.label, 33),
                       value_text(difference.baseline, line.unit),
                       difference_text(difference.mean, line.unit),
                       interval_text(difference.mean_interval, line.unit),
                       sparkline(line.course),
                       mark_of(line));
}

std::string column_heads() {
    return fmt::format(
        "{:<33}{:>10}{:>9} {:>15} {}\n", "", "baseline", "diff.", "95 % interval", "course");
}

std::string movable_base_text(const Comparison& comparison, const MovableBase& base) {
    auto text = fmt::format(
        "Movable base: {:.0f} % of households are social tenants, {:.1f} % sign a lease in a year: "
        "10 points more or fewer among its leases since {} move the QPV by {:.1f} points at the "
        "very most.",
        100.0 * base.social_tenant_share,
        100.0 * base.leases_a_year_share,
        to_string(comparison.months.first),
        base.most_points);
    if (base.least_seen_points) {
        text += fmt::format(
            " One real history, seen without its counterfactual, tells a change of poverty from "
            "chance beyond {:.1f} points: such a shift would be {}.",
            *base.least_seen_points,
            base.most_points > *base.least_seen_points ? "detectable" : "not detectable");
    }
    return wrapped(text, "  ");
}

std::string qpv_block(const Comparison& comparison,
                      const std::vector<const ComparisonLine*>& lines) {
    std::string text;
    for (const auto& base : comparison.movable_bases) {
        if (lines.empty() || base.at != lines.front()->at) {
            continue;
        }
        text += fmt::format("QPV {} ({})\n", base.qpv_name, base.qpv_code);
        for (const auto* line : lines) {
            text += line->qpv_code == base.qpv_code ? line_text(*line) : "";
        }
        text += base.known() ? movable_base_text(comparison, base) : "";
    }
    return text;
}

std::string agglomeration_blocks(const std::vector<const ComparisonLine*>& lines) {
    std::string text;
    for (const auto block : {MeasureBlock::segregation,
                             MeasureBlock::lettings,
                             MeasureBlock::waits,
                             MeasureBlock::demand,
                             MeasureBlock::stock,
                             MeasureBlock::legality,
                             MeasureBlock::costs}) {
        std::string of_block;
        for (const auto* line : lines) {
            of_block += line->block == block && line->qpv_code.empty() ? line_text(*line) : "";
        }
        text += of_block.empty() ? "" : block_title(block) + "\n" + of_block;
    }
    return text;
}

std::string one_future_block(const Comparison& comparison,
                             const std::vector<const ComparisonLine*>& lines) {
    constexpr int enough_for_percentiles = 20;
    auto text = wrapped(
        "Spread of one future, P5 to P95 of the paired differences: not an interval of the mean; "
        "and whether one real history, seen without its counterfactual, would stand out of the "
        "baseline's own spread");
    for (const auto* line : lines) {
        if (!is_headline(*line)) {
            continue;
        }
        const auto seen = stands_out(line->difference);
        text += fmt::format("  {:<36}{:>9}{:>16}  {}\n",
                            shortened(headline_label(*line), 35),
                            difference_text(line->difference.mean, line->unit),
                            interval_text(line->difference.one_future, line->unit),
                            !seen   ? ""
                            : *seen ? "detectable"
                                    : "not detectable");
    }
    if (comparison.replications < enough_for_percentiles) {
        text += fmt::format("  With {} replications, nearly the least and the greatest of them.\n",
                            comparison.replications);
    }
    return text;
}

template <class T>
std::vector<const T*> of_scenario(const std::vector<T>& all, const std::string& scenario) {
    std::vector<const T*> found;
    for (const auto& one : all) {
        if (one.scenario == scenario) {
            found.push_back(&one);
        }
    }
    return found;
}

std::string fate_block(const Comparison& comparison, const std::string& scenario) {
    const auto fates = of_scenario(comparison.fates, scenario);
    if (fates.empty()) {
        return "";
    }
    auto text = wrapped(fmt::format(
        "Who wins, who loses: households housed over the run (first leases, no transfers), a "
        "replication. In brackets, what any way of pairing the same lives could give: person by "
        "person it depends on how chance is shared. longer: wait of those housed under both."));
    text += fmt::format("  {:<22}{:>8}{:>17}{:>17}{:>9}\n",
                        "",
                        comparison.baseline.name.size() > 8 ? "baseline" : comparison.baseline.name,
                        "lose theirs",
                        "gain one",
                        "longer");
    for (const auto* fate : fates) {
        const auto names = fate_group_names();
        const auto name = std::find_if(names.begin(), names.end(), [&](const GroupName& known) {
            return known.code == fate->group;
        });
        const auto bounded = [](double value, const Interval& bounds) {
            return fmt::format("{:.0f} [{:.0f}–{:.0f}]", value, bounds.low, bounds.high);
        };
        text += fmt::format("  {:<22}{:>8.0f}{:>17}{:>17}{:>9}\n",
                            name == names.end() ? fate->group : name->text,
                            fate->baseline,
                            bounded(fate->only_baseline, fate->only_baseline_bounds),
                            bounded(fate->only_scenario, fate->only_scenario_bounds),
                            difference_text(fate->months_longer, "month"));
    }
    return text;
}

std::string fairness_value(double value, const std::string& unit) {
    if (!std::isfinite(value)) {
        return "–";
    }
    return unit == "1" ? fmt::format("{:.1f} %", 100.0 * value) : fmt::format("{:.2f}", value);
}

std::string fairness_block(const Comparison& comparison, const std::string& scenario) {
    const auto lines = of_scenario(comparison.fairness, scenario);
    if (lines.empty()) {
        return "";
    }
    auto text = wrapped(
        "Fairness, over the run. A ratio of 1: housed as fast as the others at equal need "
        "(priority "
        "or not, rooms that suit). Nothing of anybody's origin is in the tool (ODD, fairness). !: "
        "the "
        "group's access falls against the baseline, beyond chance");
    text +=
        fmt::format("  {:<38}{:>10}{:>10} {:>15}\n", "", "baseline", "strategy", "95 % of diff.");
    const bool trail = std::any_of(lines.begin(), lines.end(), [](const FairnessLine* line) {
        return line->measure == "leases_passing_over";
    });
    for (const auto* line : lines) {
        const auto& d = line->difference;
        const auto interval =
            d.mean_interval ? fmt::format("{:+.2f}…{:+.2f}",
                                          d.mean_interval->low * (line->unit == "1" ? 100.0 : 1.0),
                                          d.mean_interval->high * (line->unit == "1" ? 100.0 : 1.0))
                            : "–";
        text += fmt::format("  {:<38}{:>10}{:>10} {:>15} {}{}\n",
                            shortened(line->label, 38),
                            fairness_value(d.baseline, line->unit),
                            fairness_value(d.scenario, line->unit),
                            interval,
                            mark_of(d.reading),
                            line->access_falls ? " !" : "");
    }
    return text + (trail ? ""
                         : wrapped("  Who was passed over, and who accepted under pressure: run "
                                   "with --events to know.",
                                   "  "));
}

std::string scenario_section(const Comparison& comparison,
                             const ComparedScenario& scenario,
                             Month at) {
    const auto lines = lines_of(comparison, scenario.name, at);
    const auto pooled =
        std::max_element(lines.begin(), lines.end(), [](const auto* a, const auto* b) {
            return a->months < b->months;
        });
    const int months = pooled == lines.end() ? 1 : (*pooled)->months;
    auto text = rule_and_title(fmt::format("{} ({}) against {}, {}",
                                           scenario.name,
                                           scenario.title,
                                           comparison.baseline.name,
                                           to_string(at)));
    text += fmt::format("flows over the {} month{} ending then\n", months, months == 1 ? "" : "s");
    text += legal_banner(scenario) + column_heads();
    text += qpv_block(comparison, lines) + agglomeration_blocks(lines);
    return text + (comparison.replications > 1 ? one_future_block(comparison, lines) : "");
}

std::string destination_row(const Destinations& d) {
    auto text = fmt::format("  {:<20}{:<17}{:>3} mo{:>7.1f}",
                            shortened(d.qpv_name, 19),
                            shortened(d.scenario, 16),
                            d.months_later,
                            d.households);
    for (const auto share : d.shares) {
        text += fmt::format(
            "{:>7}",
            std::isfinite(share) ? fmt::format("{:.0f} %", 100.0 * share) : std::string("–"));
    }
    return text + "\n";
}

std::string residence_row(const Residences& r) {
    auto text = fmt::format("{:<14}{:<13}{:>2}{:>6.1f}",
                            shortened(r.qpv_name, 13),
                            shortened(r.scenario, 12),
                            r.months_later,
                            r.households);
    const auto percent = [](double share) {
        return std::isfinite(share) ? fmt::format("{:.0f}", 100.0 * share) : std::string("–");
    };
    for (const auto share : r.shares) {
        text += fmt::format("{:>5}", percent(share));
    }
    return text + fmt::format("{:>5}\n", percent(r.waiting));
}

std::string residence_table(const Comparison& comparison) {
    auto text = wrapped(fmt::format(
        "Households of the 1er quartile (frozen) that '{}' housed in a QPV: where they live so "
        "many "
        "months after that lease under each strategy, in per cent. n: a replication. same, other: "
        "QPV, else: social outside QPV, rent: private tenants, own: owners, host: hosted, out: not "
        "in the agglomeration, gone: left or dissolved; ask: with an open request.",
        comparison.residences.front().scenario));
    text += fmt::format("{:<14}{:<13}{:>2}{:>6}{:>5}{:>5}{:>5}{:>5}{:>5}{:>5}{:>5}{:>5}{:>5}\n",
                        "QPV",
                        "strategy",
                        "mo",
                        "n",
                        "same",
                        "oth.",
                        "else",
                        "rent",
                        "own",
                        "host",
                        "out",
                        "gone",
                        "ask");
    for (const auto& r : comparison.residences) {
        text += residence_row(r);
    }
    return text;
}

std::string lease_destinations(const Comparison& comparison) {
    auto text =
        wrapped(fmt::format("Households of the 1er quartile (frozen) housed in a QPV under '{}', "
                            "that many months after "
                            "that lease, by their last lease under each strategy:",
                            comparison.baseline.name));
    text += fmt::format("  {:<20}{:<17}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}\n",
                        "QPV of the lease",
                        "strategy",
                        "after",
                        "number",
                        "same",
                        "other",
                        "else",
                        "none");
    for (const auto& d : comparison.destinations) {
        text += destination_row(d);
    }
    return text +
           wrapped(
               "number: a replication. same, other: QPV. else: social stock outside QPV. "
               "none: still waiting, in the private stock, hosted or gone; the file's leases "
               "do not tell them apart.");
}

std::string destination_section(const Comparison& comparison) {
    const auto title = rule_and_title("Where did they go?");
    if (!comparison.residences.empty()) {
        return title + residence_table(comparison);
    }
    if (comparison.destinations.empty()) {
        return title +
               "A fall of poverty in a QPV says nothing of those housed elsewhere or not at all:\n"
               "the file would hold it in its leases, which this run left out.\n";
    }
    return title + lease_destinations(comparison);
}

std::string chain_section(const Comparison& comparison) {
    if (comparison.chains.empty()) {
        return "";
    }
    auto text = rule_and_title(
        "Chains of vacancies that ended within the run, a replication: a new dwelling allows as "
        "many moves as its chain is long");
    text += fmt::format("  {:<20}{:<20}{:>8}{:>8}{:>6}{:>6}{:>6}\n",
                        "strategy",
                        "begun by",
                        "chains",
                        "length",
                        "1",
                        "2",
                        "3+");
    for (const auto& chain : comparison.chains) {
        const auto& share = chain.share_by_length;
        text += fmt::format("  {:<20}{:<20}{:>8.1f}{:>8.2f}{:>5.0f}%{:>5.0f}%{:>5.0f}%\n",
                            shortened(chain.scenario, 19),
                            chain.cause,
                            chain.chains,
                            chain.mean_length,
                            100.0 * share[0],
                            100.0 * share[1],
                            100.0 * (share[2] + share[3]));
    }
    return text;
}

/// Leases that lack; a dash where the file does not say what is due.
std::string missing_text(double leases) {
    return std::isnan(leases) ? "–" : fmt::format("{:.1f}", leases);
}

std::string due_text(double share) {
    return std::isnan(share) ? "" : fmt::format(" ({:.0f} % due)", 100 * share);
}

std::string review_row(const ReviewLine& line) {
    const bool of_landlord = line.by == ReviewedBy::landlord;
    const auto year = line.months < 12 ? fmt::format("{}, {} months", line.year, line.months)
                                       : std::to_string(line.year);
    return fmt::format("{:<13}{:<16}{:>6.0f}{:>6.1f}{:>6.1f}{:>8}{:>6}{:>6.0f}{:>8}{:>5}\n",
                       of_landlord ? "" : shortened(line.scenario, 12),
                       of_landlord ? shortened(line.name, 15) : year,
                       line.outside_qpv,
                       line.first_quartile_outside,
                       line.rehoused_outside,
                       value_text(line.rate_outside(), "1"),
                       missing_text(line.missing_outside),
                       line.in_qpv,
                       value_text(line.rate_in(), "1"),
                       missing_text(line.missing_in));
}

/// Who among each holder's flow is a priority public, in the last year.
std::string holders_section(const Comparison& comparison) {
    const int last = year_of(comparison.months.at(comparison.months.count - 1));
    std::string rows;
    for (const auto& line : comparison.reviews) {
        if (line.by == ReviewedBy::holder && line.year == last) {
            rows += fmt::format("{:<20}{:<28}{:>8.0f}{:>10.1f}{:>8}{:>6}\n",
                                shortened(line.scenario, 19),
                                shortened(line.name, 27),
                                line.flow,
                                line.priority_in_flow,
                                value_text(line.rate_priority(), "1"),
                                missing_text(line.missing_priority));
        }
    }
    if (rows.empty()) {
        return "";
    }
    return fmt::format("{:<20}{:<28}{:>8}{:>10}{:>8}{:>6}\n",
                       "strategy",
                       fmt::format("holder, {}", last),
                       "flow",
                       "priority",
                       "rate",
                       "short") +
           rows +
           wrapped(
               "Flow: leases on the holder's turn without transfers and rehousing. priority: "
               "publics "
               "of CCH L.441-1, to whom a quarter is due of each holder but the State, whose "
               "contingent is all theirs.");
}

/// The agglomeration year by year, and the landlords and holders in the last year.
std::string review_section(const Comparison& comparison) {
    if (comparison.reviews.empty()) {
        return "";
    }
    auto text = rule_and_title(
        "Bilan annuel de la CIA: leases a replication, legal threshold, all "
        "holders, transfers included");
    const auto& due = comparison.due;
    text += fmt::format("{:<29}{:>32}{:>19}\n",
                        "",
                        "outside QPV" + due_text(due.first_quartile_outside_qpv),
                        "in QPV" + due_text(due.upper_quartiles_in_qpv));
    text += fmt::format("{:<13}{:<16}{:>6}{:>6}{:>6}{:>8}{:>6}{:>6}{:>8}{:>5}\n",
                        "strategy",
                        "year, landlord",
                        "leases",
                        "Q1",
                        "reh.",
                        "rate",
                        "short",
                        "leas.",
                        "Q2-Q4",
                        "sh.");
    const int last = year_of(comparison.months.at(comparison.months.count - 1));
    for (const auto& line : comparison.reviews) {
        if (line.by == ReviewedBy::agglomeration ||
            (line.by == ReviewedBy::landlord && line.year == last)) {
            text += review_row(line);
        }
    }
    return text +
           wrapped(
               "Q1: 1er quartile des demandeurs (seuil légal), which moves with the policy; "
               "the frozen one is above. reh.: rehoused. rate: Q1 or rehoused. short: leases "
               "that lack. By holder and commune: --format json.") +
           holders_section(comparison);
}

std::string people_section(const Comparison& comparison, const ComparedScenario& scenario) {
    const auto text =
        fate_block(comparison, scenario.name) + fairness_block(comparison, scenario.name);
    return text.empty() ? ""
                        : rule_and_title(fmt::format("{} against {}, over the run: for whom",
                                                     scenario.name,
                                                     comparison.baseline.name)) +
                              legal_banner(scenario) + text;
}

std::string footer(const Comparison& comparison) {
    const auto told_apart = static_cast<double>(comparison.lines.size()) / 20.0;
    auto text = fmt::format("\n{:─<{}}\n{}", "", width, wrapped(fixed_parameters_notice()));
    if (comparison.replications > 1) {
        text += wrapped(fmt::format(
            "{} differences were tested, all in --format csv: about {:.0f} would exclude zero by "
            "chance alone.",
            comparison.lines.size(),
            told_apart));
    }
    return text + wrapped(synthetic_population_notice());
}

}  // namespace

std::string comparison_table(const Comparison& comparison) {
    auto text = header(comparison) + banners(comparison);
    if (!comparison.mondes.empty()) {
        return text + mondes_table(comparison.mondes) + footer(comparison);
    }
    text += summary(comparison, comparison.at.back());
    for (const auto& scenario : comparison.scenarios) {
        for (const auto at : comparison.at) {
            text += scenario_section(comparison, scenario, at);
        }
        text += people_section(comparison, scenario);
    }
    return text + destination_section(comparison) + chain_section(comparison) +
           review_section(comparison) + footer(comparison);
}

}  // namespace mixite
