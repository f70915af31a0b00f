#include "engine/simulation.hpp"

#include <algorithm>
#include <utility>

#include "foundation/append_to.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "observation/indicators.hpp"
#include "rules/quotas.hpp"
#include "rules/resources.hpp"

namespace mixite {
namespace {

// From the fork on, the first-quartile thresholds of the history's last month are frozen beside the
// legal ones.
void freeze_thresholds(Agglomerations& agglomerations) {
    for (auto& world : agglomerations) {
        world.thresholds.frozen = world.thresholds.legal;
        world.thresholds.is_frozen = true;
    }
}

}  // namespace

HistoryPlan distinct_histories(const std::vector<Strategy>& strategies) {
    HistoryPlan plan;
    for (std::size_t s = 0; s < strategies.size(); ++s) {
        const auto same = [&](const History& history) {
            return strategies[history.strategy].history_digest == strategies[s].history_digest &&
                   strategies[history.strategy].start == strategies[s].start &&
                   history.fork == strategies[s].fork;
        };
        const auto known = std::find_if(plan.histories.begin(), plan.histories.end(), same);
        plan.of_strategy.push_back(static_cast<std::size_t>(known - plan.histories.begin()));
        if (known == plan.histories.end()) {
            plan.histories.push_back({s, strategies[s].fork});
        }
    }
    return plan;
}

Trajectory run_months(Agglomerations& agglomerations,
                      const Behaviour& behaviour,
                      const PolicyTimeline& timeline,
                      Month end,
                      OfferTrail offers,
                      FollowUp& follow_up,
                      const Draws& draws,
                      const std::atomic<bool>& stop) {
    const auto& first = agglomerations.front();
    Trajectory trajectory{.first = first.month, .months = end - first.month};
    trajectory.indicators.reserve(measure_size(*first.territory) *
                                  static_cast<std::size_t>(std::max(trajectory.months, 0)));
    const AllocationPolicy* in_force = nullptr;
    AccessByYear access;
    RequestCohorts cohorts;
    while (first.month < end) {
        if (stop) {
            throw Interrupted{};
        }
        const auto& policy = timeline.at(first.month);
        const auto* before = std::exchange(in_force, &policy);
        for (auto& world : agglomerations) {
            if (before == nullptr) {
                world.resources.expire_all();
                world.candidates.expire_all();
            } else if (before != &policy) {
                expire_where_scales_differ(world, *before, policy);
            }
        }
        const auto now = first.month;
        auto record =
            run_month(agglomerations, behaviour, policy, offers, draws, trajectory.seconds);
        append_to(trajectory.indicators, std::move(record.indicators));
        follow_up.note(record.flows.leases, *first.territory);
        follow_up.look(first, now);
        access.add(now, record.flows.access);
        cohorts.add(now, record.flows.opened_requests, record.flows.leases);
        append_to(trajectory.leases, std::move(record.flows.leases));
        append_to(trajectory.chains, std::move(record.flows.chains));
        append_to(trajectory.quota_years, std::move(record.flows.quota_years));
        trajectory.rules_used.add(record.flows.rules_used);
        if (offers == OfferTrail::kept) {
            append_to(trajectory.offers, std::move(record.flows.offers));
            append_to(trajectory.decisions, std::move(record.flows.decisions));
            append_to(trajectory.ranked, std::move(record.flows.ranked));
            append_to(trajectory.turned_away, std::move(record.flows.turned_away));
            append_to(trajectory.points, std::move(record.flows.points));
        }
    }
    trajectory.access = access.cells();
    trajectory.cohorts = cohorts.cells(end - 1);
    trajectory.operations = first.operation_progress;
    trajectory.destinations = follow_up.destinations();
    if (in_force != nullptr && month_of_year(end) != 1) {
        append_to(trajectory.quota_years, quota_years(first, *in_force, end - 1));
    }
    return trajectory;
}

namespace {

/// Where the replication begins: for each of the experiment's starts, if behaviour is drawn.
std::vector<Start> drawn_starts(const Experiment& experiment, std::uint32_t replication) {
    std::vector<Start> starts;
    for (std::size_t s = 0; experiment.drawn_start && s < experiment.starts.size(); ++s) {
        starts.push_back(experiment.drawn_start(s, replication));
    }
    return starts;
}

/// One replication of an experiment.
struct OneReplication {
    const Experiment& experiment;
    const std::vector<Start>& starts;
    const HistoryPlan& plan;
    const Draws& draws;
    const std::atomic<bool>& stop;
};

Trajectory run_fork(const OneReplication& one,
                    Agglomerations agglomerations,
                    const Strategy& strategy,
                    FollowUp& follow_up) {
    return run_months(agglomerations,
                      one.starts[strategy.start].behaviour,
                      strategy.timeline,
                      strategy.until + 1,
                      one.experiment.offers,
                      follow_up,
                      one.draws,
                      one.stop);
}

std::vector<Trajectory> forks_at_once(const OneReplication& one,
                                      const std::vector<Agglomerations>& histories) {
    const auto& strategies = one.experiment.strategies;
    std::vector<Trajectory> forks(strategies.size());
    const auto run_strategy = [&](std::size_t s, FollowUp follow_up) {
        const auto& history = histories[one.plan.of_strategy[s]];
        forks[s] = run_fork(one, history, strategies[s], follow_up);
        return follow_up;
    };
    const auto first_of_start = [&](std::size_t s) {
        const auto first =
            std::find_if(strategies.begin(), strategies.end(), [&](const auto& other) {
                return other.start == strategies[s].start;
            });
        return static_cast<std::size_t>(first - strategies.begin());
    };
    std::vector<FollowUp> followed(strategies.size(), FollowUp::own_leases());
    for_each_task(strategies.size(), [&](std::size_t s) {
        if (first_of_start(s) == s) {
            followed[s] = run_strategy(s, FollowUp::own_leases());
        }
    });
    for_each_task(strategies.size(), [&](std::size_t s) {
        if (first_of_start(s) != s) {
            run_strategy(s, FollowUp::leases_of(followed[first_of_start(s)]));
        }
    });
    return forks;
}

/// Of many agglomerations no more copies are made than there must be: the last strategy of a
/// history takes it.
std::vector<Trajectory> forks_in_turn(const OneReplication& one,
                                      std::vector<Agglomerations>& histories) {
    std::vector<Trajectory> forks;
    auto nobody = FollowUp::nobody();
    const auto& of_strategy = one.plan.of_strategy;
    for (auto own = of_strategy.begin(); own != of_strategy.end(); ++own) {
        auto& history = histories[*own];
        const bool last = std::find(own + 1, of_strategy.end(), *own) == of_strategy.end();
        forks.push_back(run_fork(one,
                                 last ? std::exchange(history, {}) : history,
                                 one.experiment.strategies[forks.size()],
                                 nobody));
    }
    return forks;
}

/// A history that has been run, and the state that it leaves to the strategies that fork from it.
struct Past {
    Trajectory trajectory;
    Agglomerations agglomerations;
};

Past run_history(const OneReplication& one, const History& history) {
    const auto& strategy = one.experiment.strategies[history.strategy];
    const auto& start = one.starts[strategy.start];
    auto agglomerations = copies_of(start.month_zero, one.experiment.agglomerations);
    auto nobody = FollowUp::nobody();
    auto trajectory = run_months(agglomerations,
                                 start.behaviour,
                                 strategy.timeline,
                                 history.fork,
                                 one.experiment.offers,
                                 nobody,
                                 one.draws,
                                 one.stop);
    freeze_thresholds(agglomerations);
    return {std::move(trajectory), std::move(agglomerations)};
}

}  // namespace

ReplicationResult run_replication(const Experiment& experiment,
                                  std::uint32_t replication,
                                  const std::atomic<bool>& stop) {
    const Draws draws(experiment.seed, replication);
    const auto plan = distinct_histories(experiment.strategies);
    const auto drawn = drawn_starts(experiment, replication);
    const OneReplication one{
        experiment, drawn.empty() ? experiment.starts : drawn, plan, draws, stop};
    ReplicationResult result{.replication = replication};
    std::vector<Agglomerations> histories;
    for (const auto& history : plan.histories) {
        auto past = run_history(one, history);
        result.histories.push_back(std::move(past.trajectory));
        histories.push_back(std::move(past.agglomerations));
    }
    result.forks = experiment.agglomerations == 1 ? forks_at_once(one, histories)
                                                  : forks_in_turn(one, histories);
    return result;
}

void run(const Experiment& experiment,
         std::uint32_t first,
         const std::atomic<bool>& stop,
         const std::function<void(const ReplicationResult&)>& keep) {
    const auto ahead =
        experiment.agglomerations == 1 ? static_cast<std::size_t>(2 * ThreadCount::in_use()) : 1U;
    std::vector<ReplicationResult> results(ahead);
    for_each_in_order(
        experiment.replications - first,
        ahead,
        [&](std::size_t i) {
            results[i % ahead] =
                run_replication(experiment, first + static_cast<std::uint32_t>(i), stop);
        },
        [&](std::size_t i) { keep(std::exchange(results[i % ahead], {})); });
}

}  // namespace mixite
