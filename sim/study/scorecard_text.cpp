#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foundation/failure.hpp"
#include "scenario/source_table.hpp"
#include "study/scorecard.hpp"

namespace mixite {
namespace {

std::string value_text(double value, std::string_view unit) {
    if (!std::isfinite(value)) {
        return "–";
    }
    if (unit == "difference of shares") {
        return fmt::format("{:.1f} pt", 100.0 * value);
    }
    const bool is_share = unit == "1" || unit == "1/year";
    if (is_share && std::abs(value) < 1.0) {
        return fmt::format("{:.1f} %", 100.0 * value);
    }
    return is_share ? fmt::format("{:.2f}", value) : fmt::format("{:.0f}", value);
}

std::string period_text(const MonthPeriod& period) {
    const bool whole_years = month_of_year(period.from) == 1 && month_of_year(period.to) == 12;
    if (!whole_years) {
        return period.from == period.to
                   ? to_string(period.from)
                   : fmt::format("{}–{}", to_string(period.from), to_string(period.to));
    }
    return year_of(period.from) == year_of(period.to)
               ? fmt::format("{}", year_of(period.from))
               : fmt::format("{}–{}", year_of(period.from), year_of(period.to));
}

bool misses(const ScoredFact& scored) {
    return scored.verdict != Verdict::pass;
}

/// Replications whose own value is within the bounds, or outside them by little.
std::ptrdiff_t within(const ScoredFact& scored) {
    const auto& all = scored.by_replication;
    return std::count(all.begin(), all.end(), Verdict::pass) +
           std::count(all.begin(), all.end(), Verdict::warn);
}

std::string row(const ScoredFact& scored) {
    const auto& fact = scored.fact;
    const auto& unit = fact.quantity.unit;
    auto text = fmt::format("{:<46.46} {:<9}{:>9}  {:>8} … {:<8} {:<11}{:<4}{:<13}{:>4}\n",
                            fact.label_en,
                            period_text(fact.period),
                            value_text(scored.value, unit),
                            value_text(fact.low, unit),
                            value_text(fact.high, unit),
                            to_string(fact.status),
                            fact.use == PublishedFact::Use::held_out ? "yes" : "",
                            to_string(scored.verdict),
                            within(scored));
    if (misses(scored)) {
        text += fmt::format("    bounds: {}\n", fact.source);
        text +=
            fact.explanation_en.empty() ? "" : fmt::format("    why: {}\n", fact.explanation_en);
    }
    return text;
}

std::string table(const std::vector<ScoredFact>& scorecard) {
    auto text = fmt::format("{:<46} {:<9}{:>9}  {:>8}   {:<8} {:<11}{:<4}{:<13}{:>4}\n",
                            "Fact (population synthétique)",
                            "period",
                            "value",
                            "low",
                            "high",
                            "bounds are",
                            "new",
                            "verdict",
                            "own");
    std::array<int, 4> counts{};
    for (const auto& scored : scorecard) {
        text += row(scored);
        ++counts[static_cast<std::size_t>(scored.verdict)];
    }
    text += fmt::format("\n{} pass, {} warn, {} fail, {} not measured. ",
                        counts[0],
                        counts[1],
                        counts[2],
                        counts[3]);
    text += any_firm_fact_fails(scorecard)
                ? "A fact of official, contract or literature bounds FAILS.\n"
                : "No fact of official, contract or literature bounds fails.\n";
    if (!scorecard.empty()) {
        text += fmt::format("Taken alone, {} of {} replications fail none of these.\n",
                            replications_true_to_firm_facts(scorecard),
                            scorecard.front().by_replication.size());
    }
    return text +
           "value: mean of the replications. own: replications whose own value passes or warns. "
           "warn: outside by at most a tenth\nof the bounds' width. new: held out, no value of the "
           "model was chosen with it in view. A miss of assumed bounds is\nexplained, never tuned "
           "away.\n";
}

nlohmann::ordered_json number(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json line(const ScoredFact& scored) {
    const auto& fact = scored.fact;
    return {{"fact", fact.id},
            {"label_fr", fact.label_fr},
            {"label_en", fact.label_en},
            {"quantity", std::string(fact.quantity.name)},
            {"unit", std::string(fact.quantity.unit)},
            {"from", to_string(fact.period.from)},
            {"to", to_string(fact.period.to)},
            {"value", number(scored.value)},
            {"least", number(scored.least)},
            {"greatest", number(scored.greatest)},
            {"replications", scored.by_replication.size()},
            {"replications_within", within(scored)},
            {"bounds", nlohmann::ordered_json::array({fact.low, fact.high})},
            {"source", fact.source},
            {"status", to_string(fact.status)},
            {"held_out", fact.use == PublishedFact::Use::held_out},
            {"verdict", std::string(to_string(scored.verdict))},
            {"explanation_fr", misses(scored) ? fact.explanation_fr : ""},
            {"explanation_en", misses(scored) ? fact.explanation_en : ""}};
}

std::string json(const std::vector<ScoredFact>& scorecard) {
    std::string text = "[\n";
    for (std::size_t i = 0; i < scorecard.size(); ++i) {
        text += line(scorecard[i]).dump() + (i + 1 < scorecard.size() ? ",\n" : "\n");
    }
    return text + "]\n";
}

}  // namespace

std::string scorecard_text(const std::vector<ScoredFact>& scorecard, const std::string& format) {
    EXPECT(format == "table" || format == "json", "format '{}'", format);
    return format == "json" ? json(scorecard) : table(scorecard);
}

}  // namespace mixite
