#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/progress.hpp"
#include "study/prepared_run.hpp"
#include "study/published_facts.hpp"
#include "study/simulated_quantities.hpp"

namespace mixite {

/// Pass: within the bounds. Warn: outside by at most a tenth of their width. Fail: further outside.
/// Not measured: the run gives no value, as when it ends before the fact's period.
enum class Verdict : std::uint8_t { pass, warn, fail, not_measured };
std::string_view to_string(Verdict verdict);

Verdict verdict_on(double value, double low, double high);

/// A published fact and what the run gives.
struct ScoredFact {
    PublishedFact fact;
    double value = 0.0;     ///< mean over replications
    double least = 0.0;     ///< of a replication
    double greatest = 0.0;  ///< of a replication
    Verdict verdict = Verdict::not_measured;
    std::vector<Verdict> by_replication{};  ///< on each one's own value
};

/// Scores facts against replications that are run already.
std::vector<ScoredFact> score(const std::vector<PublishedFact>& facts,
                              const std::vector<IndicatorCourse>& replications,
                              const Territory& territory);

/// Runs the first strategy, all replications, and scores the facts of the territory's folder.
/// Throws MissingInput, DataError before anything is run; Interrupted.
std::vector<ScoredFact> score(const PreparedRun& prepared,
                              const std::atomic<bool>& stop,
                              const Progress& progress);

/// Firm: the bounds are official, of the contract or of the literature.
bool is_firm(Status status);
/// Whether a firm fact fails or could not be measured.
bool any_firm_fact_fails(const std::vector<ScoredFact>& scorecard);

/// Replications by whose own values no firm fact fails, of those measured: what is drawn within its
/// ranges may leave what is published.
int replications_true_to_firm_facts(const std::vector<ScoredFact>& scorecard);

/// "table", or "json": an array, one line an object. Precondition: one of them.
std::string scorecard_text(const std::vector<ScoredFact>& scorecard, const std::string& format);

}  // namespace mixite
