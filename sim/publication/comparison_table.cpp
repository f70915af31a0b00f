#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "publication/comparison.hpp"
#include "publication/comparison_people.hpp"
#include "publication/comparison_review.hpp"
#include "publication/difference_text.hpp"
#include "publication/names.hpp"
#include "publication/sparkline.hpp"
#include "publication/terminal_text.hpp"

namespace mixite {
namespace {

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

std::string legend() {
    return wrapped(
        "▼ lower, ▲ higher, ~ not distinguishable from zero (the 95 % interval includes zero), ≈ "
        "different, but too little to show here, = identical, ? one replication: no interval, – "
        "not measured. pt: percentage points. mo: "
        "months. drift: the baseline's own change since the fork, in no difference. The small "
        "graph is the strategy's own course to that date, on its own scale.");
}

/// The difference and half its interval.
std::string headline_cell(const ComparisonLine& line) {
    const auto& difference = line.difference;
    return fmt::format("{}{} {}",
                       difference_text(difference.mean, line.unit),
                       half_interval_text(difference.mean_interval, line.unit),
                       mark_beside(difference, line.unit));
}

std::string headline_row(const Comparison& comparison,
                         const ComparisonLine& first,
                         std::size_t begin,
                         std::size_t end) {
    auto text = fmt::format("{:<24}{:>9}{:>9}",
                            shortened(headline_label(first), 23),
                            value_text(first.difference.baseline, first.unit),
                            difference_text(first.baseline_change, first.unit));
    for (auto s = begin; s < end; ++s) {
        for (const auto& line : comparison.lines) {
            if (line.scenario == comparison.scenarios[s].name && line.at == first.at &&
                line.measure == first.measure && line.qpv_code == first.qpv_code) {
                text += fmt::format("{:>19}", headline_cell(line));
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
        text += fmt::format("\n{:<23}{:>10}{:>9}",
                            "In short, " + to_string(at),
                            shortened(comparison.baseline.name, 10),
                            "drift");
        for (auto s = begin; s < end; ++s) {
            text += fmt::format("{:>19}", shortened(comparison.scenarios[s].name, 18));
        }
        text += "\n";
        for (const auto* line : lines_of(comparison, comparison.scenarios[begin].name, at)) {
            if (is_headline(line->measure)) {
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
                       mark_beside(difference, line.unit));
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
            "chance{} beyond {:.1f} points: such a shift {}.",
            comparison.drawn_parameters > 0 ? " and from what is not known of the parameters" : "",
            *base.least_seen_points,
            base.most_points > *base.least_seen_points ? "could at best be detectable"
                                                       : "would not be detectable");
    }
    return wrapped(text, "  ");
}

const PovertyAccount* find_account(const Comparison& comparison,
                                   const std::string& scenario,
                                   const MovableBase& base) {
    const auto& all = comparison.poverty_accounts;
    const auto found = std::find_if(all.begin(), all.end(), [&](const PovertyAccount& account) {
        return account.scenario == scenario && account.at == base.at &&
               account.qpv_code == base.qpv_code;
    });
    return found == all.end() ? nullptr : &*found;
}

/// Cause by cause, the change of the poor households under the baseline and by how much it is
/// another under the scenario.
std::string poverty_account_text(const PovertyAccount& before, const PovertyAccount& after) {
    const auto row = [](const std::string& label, double baseline, double difference) {
        return fmt::format("    {:<31}{:>8.1f}{:>+9.1f}\n", label, baseline, difference);
    };
    auto text = row("Poor households at the fork", before.at_fork, after.at_fork - before.at_fork);
    for (std::size_t c = 0; c < before.by_cause.size(); ++c) {
        const auto& [cause, change] = before.by_cause[c];
        text += row(
            "  " + english_name(Named::cause, cause), change, after.by_cause[c].second - change);
    }
    return text + row("Poor households then", before.now, after.now - before.now);
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
        const auto* before = find_account(comparison, comparison.baseline.name, base);
        const auto* after = find_account(comparison, lines.front()->scenario, base);
        text += before != nullptr && after != nullptr ? poverty_account_text(*before, *after) : "";
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

std::string_view told(Detectability detectability) {
    switch (detectability) {
        case Detectability::detectable:
            return "detectable";
        case Detectability::within_chance:
            return "not detectable";
        case Detectability::no_difference:
            return "no difference";
        case Detectability::too_few_replications:
        case Detectability::not_measured:
            break;
    }
    return "";
}

std::string one_future_block(const Comparison& comparison,
                             const std::vector<const ComparisonLine*>& lines) {
    auto text = wrapped(
        "Spread of one future: where the paired difference of one more replication would fall, "
        "nine times of ten; not an interval of the mean. And whether one real history, seen "
        "without its counterfactual, would show the difference: it is told from zero and the "
        "strategy's mean stands out of the baseline's own futures");
    for (const auto* line : lines) {
        if (!is_headline(line->measure)) {
            continue;
        }
        text += fmt::format("  {:<36}{:>9}{:>16}  {}\n",
                            shortened(headline_label(*line), 35),
                            difference_text(line->difference.mean, line->unit),
                            interval_text(line->difference.one_future, line->unit),
                            told(detectability_of(line->difference)));
    }
    if (comparison.replications < fewest_for_detectability) {
        text += wrapped(fmt::format("  Fewer than {} replications: what one real history would "
                                    "show is not told.",
                                    fewest_for_detectability),
                        "  ");
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

std::string people_section(const Comparison& comparison, const ComparedScenario& scenario) {
    const auto text = fates_and_fairness(comparison, scenario.name);
    return text.empty() ? ""
                        : rule_and_title(fmt::format("{} against {}, over the run: for whom",
                                                     scenario.name,
                                                     comparison.baseline.name)) +
                              legal_banner(scenario) + text;
}

std::string footer(const Comparison& comparison) {
    const auto told_apart = static_cast<double>(comparison.lines.size()) / 20.0;
    auto text = rule() + wrapped(interval_notice(comparison));
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
