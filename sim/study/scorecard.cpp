#include "study/scorecard.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "observation/result_schema.hpp"

namespace mixite {
namespace {

/// Share of the width of the bounds by which a value may lie outside them for a warning.
constexpr double margin = 0.1;

ScoredFact score_fact(const PublishedFact& fact,
                      const std::vector<IndicatorCourse>& replications,
                      const Territory& territory) {
    ScoredFact scored{.fact = fact,
                      .least = std::numeric_limits<double>::infinity(),
                      .greatest = -std::numeric_limits<double>::infinity()};
    double sum = 0.0;
    for (const auto& course : replications) {
        const double value =
            fact.quantity.value(PeriodOfCourse(course, territory, fact.period, fact.zone));
        sum += value;
        scored.least = std::min(scored.least, value);
        scored.greatest = std::max(scored.greatest, value);
        scored.by_replication.push_back(verdict_on(value, fact.low, fact.high));
    }
    scored.value = sum / static_cast<double>(replications.size());
    if (!std::isfinite(scored.value)) {
        scored.value = scored.least = scored.greatest = unmeasured;
    }
    scored.verdict = verdict_on(scored.value, fact.low, fact.high);
    return scored;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::pass:
            return "pass";
        case Verdict::warn:
            return "warn";
        case Verdict::fail:
            return "fail";
        case Verdict::not_measured:
            return "not measured";
    }
    return "";
}

Verdict verdict_on(double value, double low, double high) {
    if (!std::isfinite(value)) {
        return Verdict::not_measured;
    }
    if (value >= low && value <= high) {
        return Verdict::pass;
    }
    const double near = margin * (high - low);
    return value >= low - near && value <= high + near ? Verdict::warn : Verdict::fail;
}

std::vector<ScoredFact> score(const std::vector<PublishedFact>& facts,
                              const std::vector<IndicatorCourse>& replications,
                              const Territory& territory) {
    EXPECT(!replications.empty(), "nothing was run");
    std::vector<ScoredFact> scorecard;
    scorecard.reserve(facts.size());
    for (const auto& fact : facts) {
        scorecard.push_back(score_fact(fact, replications, territory));
    }
    return scorecard;
}

std::vector<ScoredFact> score(const PreparedRun& prepared,
                              const std::atomic<bool>& stop,
                              const Progress& progress) {
    const auto& territory = *prepared.month_zero().territory;
    const auto facts = read_published_facts(prepared.input.territory_folder, territory);
    auto experiment = prepared.experiment;
    experiment.strategies.erase(experiment.strategies.begin() + 1, experiment.strategies.end());
    std::vector<IndicatorCourse> replications;
    run(experiment, 0, stop, [&](const ReplicationResult& result) {
        replications.push_back(course_of(result.histories.front(), result.forks.front()));
        progress(result.replication + 1, experiment.replications);
    });
    return score(facts, replications, territory);
}

bool is_firm(Status status) {
    return status == Status::official || status == Status::contract || status == Status::literature;
}

int replications_true_to_firm_facts(const std::vector<ScoredFact>& scorecard) {
    const auto replications = scorecard.empty() ? 0 : scorecard.front().by_replication.size();
    int count = 0;
    for (std::size_t r = 0; r < replications; ++r) {
        count += std::none_of(scorecard.begin(), scorecard.end(), [&](const ScoredFact& scored) {
            return is_firm(scored.fact.status) && scored.by_replication[r] == Verdict::fail;
        });
    }
    return count;
}

bool any_firm_fact_fails(const std::vector<ScoredFact>& scorecard) {
    return std::any_of(scorecard.begin(), scorecard.end(), [](const ScoredFact& scored) {
        return is_firm(scored.fact.status) &&
               (scored.verdict == Verdict::fail || scored.verdict == Verdict::not_measured);
    });
}

}  // namespace mixite
