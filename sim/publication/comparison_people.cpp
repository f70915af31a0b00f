#include "publication/comparison_people.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "publication/difference_text.hpp"
#include "publication/terminal_text.hpp"

namespace mixite {
namespace {

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

/// How much of it is the shuffling that any change at all sets off.
std::string of_reshuffling(const Comparison& comparison, const GroupFate& fate) {
    const auto& scenarios = comparison.scenarios;
    const auto of = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& scenario) {
        return scenario.name == fate.scenario;
    });
    if (of != scenarios.end() && is_witness(*of)) {
        return wrapped("All of it is mere reshuffling: no policy changes here.", "  ");
    }
    return wrapped(
        std::isfinite(fate.reshuffled_baseline)
            ? "as many where no policy changes: under the run's witness, from the fork on. What "
              "does not exceed it is no effect on persons; a strategy that begins later reshuffles "
              "less."
            : "Much of it is mere reshuffling, which any change sets off: run "
              "scenarios/temoin.toml in the same file to see how much.",
        "  ");
}

std::string fate_block(const Comparison& comparison, const std::string& scenario) {
    const auto fates = of_scenario(comparison.fates, scenario);
    if (fates.empty()) {
        return "";
    }
    auto text = wrapped(
        "Who wins, who loses: households housed over the run (first leases, no transfers), a "
        "replication, in the group that their lease shows. In brackets, what any way of pairing "
        "the same lives could give: person by person it depends on how chance is shared, how many "
        "are housed in a group does not. longer: wait of those housed under both in the group.");
    text += fmt::format("  {:<21}{:>8}{:>9}{:>16}{:>16}{:>8}\n",
                        "",
                        "baseline",
                        "strategy",
                        "baseline only",
                        "strategy only",
                        "longer");
    for (const auto* fate : fates) {
        const auto names = fate_group_names();
        const auto name = std::find_if(names.begin(), names.end(), [&](const GroupName& known) {
            return known.code == fate->group;
        });
        const auto bounded = [](double value, const Interval& bounds) {
            return fmt::format("{:.0f} [{:.0f}–{:.0f}]", value, bounds.low, bounds.high);
        };
        text += fmt::format("  {:<21}{:>8.0f}{:>9.0f}{:>16}{:>16}{:>8}\n",
                            name == names.end() ? fate->group : name->text,
                            fate->baseline,
                            fate->under_scenario,
                            bounded(fate->only_baseline, fate->only_baseline_bounds),
                            bounded(fate->only_scenario, fate->only_scenario_bounds),
                            difference_text(fate->months_longer, "month"));
        if (fate->leave_group > 0.0 || fate->join_group > 0.0) {
            text += fmt::format("    {:<36}{:>16.1f}{:>16.1f}\n",
                                "of them by both, in another group",
                                fate->leave_group,
                                fate->join_group);
        }
        if (std::isfinite(fate->reshuffled_baseline)) {
            text += fmt::format("    {:<36}{:>16.0f}{:>16.0f}\n",
                                "as many where no policy changes",
                                fate->reshuffled_baseline,
                                fate->reshuffled_scenario);
        }
    }
    return text + of_reshuffling(comparison, *fates.front());
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
        "Fairness, over the run. 12 months at a month's chance: if the chance of a month stayed "
        "the same and nobody gave up; no share of those housed within a year. That share, and its "
        "odds, are of the requests opened twelve months or more before the end; later ones are "
        "left "
        "out. A ratio of 1: housed as fast as the others at equal need (priority or not, rooms "
        "that "
        "suit). Nothing of anybody's origin is in the tool (ODD, fairness). !: "
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

}  // namespace

std::string fates_and_fairness(const Comparison& comparison, const std::string& scenario) {
    return fate_block(comparison, scenario) + fairness_block(comparison, scenario);
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

}  // namespace mixite
