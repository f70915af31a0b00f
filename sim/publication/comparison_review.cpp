#include "publication/comparison_review.hpp"

#include <cmath>

#include <fmt/format.h>

#include "publication/difference_text.hpp"
#include "publication/terminal_text.hpp"

namespace mixite {
namespace {

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

}  // namespace

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
               "the frozen one is above. reh.: rehoused. rate: Q1 and who counts beside it (the "
               "rehoused, or whom review.counted_beside_first_quartile names). short: leases that "
               "lack. By holder and commune: --format json.") +
           holders_section(comparison);
}

}  // namespace mixite
