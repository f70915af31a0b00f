#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/agglomerations.hpp"
#include "engine/follow_up.hpp"
#include "engine/month.hpp"

namespace mixite {

/// A scenario as the engine knows it: rules by month, from its fork to its last month.
struct Strategy {
    std::string name;
    PolicyTimeline timeline;
    Month fork;
    Month until;
    /// Strategies with equal digests, forks and starts have one history.
    std::string history_digest;
    std::size_t start = 0;  ///< its position among the experiment's
};

/// A world at month zero, and how people behave in it.
struct Start {
    World month_zero;
    Behaviour behaviour;
};

struct Experiment {
    std::vector<Strategy> strategies;
    /// The first is the run's own; the others are rival explanations of the same data.
    std::vector<Start> starts;
    /// What a replication starts from in place of `starts`, if behaviour is drawn anew for each.
    std::function<Start(std::size_t start, std::uint32_t replication)> drawn_start{};
    std::uint32_t replications = 1;
    std::uint64_t seed = 0;
    OfferTrail offers = OfferTrail::forgotten;
    std::size_t agglomerations = 1;
};

/// What a stretch of months left, month after month; of several agglomerations, the indicators
/// only.
struct Trajectory {
    Month first;
    int months = 0;
    std::vector<float> indicators;  ///< months × measure_size
    std::vector<Lease> leases;
    std::vector<Offer> offers;
    std::vector<Chain> chains;
    std::vector<Decision> decisions;
    std::vector<RankedCandidate> ranked;
    std::vector<TurnedAway> turned_away;
    std::vector<PointsLine> points;
    std::vector<YearOfAccess> access;            ///< cells that hold a request
    std::vector<RequestCohort> cohorts;          ///< cells that hold a request
    std::vector<DestinationCount> destinations;  ///< cells that hold a household
    std::vector<QuotaYear> quota_years;
    RulesUsed rules_used;
    std::vector<OperationProgress> operations;  ///< of the policies, at the end
    PhaseSeconds seconds{};
};

struct ReplicationResult {
    std::uint32_t replication = 0;
    std::vector<Trajectory> histories;  ///< in the order of distinct_histories
    std::vector<Trajectory> forks;      ///< in the order of the strategies
};

/// A history: whose rules it runs under, and until when (its fork, not included).
struct History {
    std::size_t strategy = 0;
    Month fork;
};

/// The distinct histories of the strategies, in order of first use, and for each strategy which is
/// its own.
struct HistoryPlan {
    std::vector<History> histories;
    std::vector<std::size_t> of_strategy;
};
HistoryPlan distinct_histories(const std::vector<Strategy>& strategies);

/// Runs a stretch of months, from the agglomerations' month to `end` (not included). Throws
/// Interrupted as soon as `stop` is set.
Trajectory run_months(Agglomerations& agglomerations,
                      const Behaviour& behaviour,
                      const PolicyTimeline& timeline,
                      Month end,
                      OfferTrail offers,
                      FollowUp& follow_up,
                      const Draws& draws,
                      const std::atomic<bool>& stop);

/// One replication of as many agglomerations as the experiment asks for, all of which begin alike:
/// each history once, then each strategy from a copy of its history's last state. Of
/// one agglomeration, the first strategy before the others, which follow up the households that it
/// housed; of several, nobody is followed up.
ReplicationResult run_replication(const Experiment& experiment,
                                  std::uint32_t replication,
                                  const std::atomic<bool>& stop);

/// The replications from `first` on, in parallel (one after the other if there are several
/// agglomerations), handed to `keep` in their order, one at a time, on whichever thread, while
/// others run. A few are in memory at a time. Throws what a replication or `keep` throws.
void run(const Experiment& experiment,
         std::uint32_t first,
         const std::atomic<bool>& stop,
         const std::function<void(const ReplicationResult&)>& keep);

}  // namespace mixite
