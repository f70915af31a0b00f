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
    while (first.month < end) {
        if (stop) {
            throw Interrupted{};
        }
        const auto& policy = timeline.at(first.month);
        const auto* before = std::exchange(in_force, &policy);
        for (auto& world : agglomerations) {
            if (before == nullptr) {
                world.resources.expire_all();
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
    trajectory.operations = first.operation_progress;
    trajectory.destinations = follow_up.destinations();
    if (in_force != nullptr && month_of_year(end) != 1) {
        append_to(trajectory.quota_years, quota_years(first, *in_force, end - 1));
    }
    return trajectory;
}

namespace {

/// Where the strategy starts, if it is not where the run does.
const Start* start_of(const Experiment& experiment, const Strategy& strategy) {
    return strategy.start == 0 ? nullptr : &experiment.further_starts[strategy.start - 1];
}

const Behaviour& behaviour_of(const Experiment& experiment,
                              const Strategy& strategy,
                              const Behaviour& of_the_run) {
    const auto* start = start_of(experiment, strategy);
    return start == nullptr ? of_the_run : start->behaviour;
}

Trajectory run_fork(Agglomerations agglomerations,
                    const Behaviour& behaviour,
                    const Experiment& experiment,
                    const Strategy& strategy,
                    FollowUp& follow_up,
                    const Draws& draws,
                    const std::atomic<bool>& stop) {
    return run_months(agglomerations,
                      behaviour_of(experiment, strategy, behaviour),
                      strategy.timeline,
                      strategy.until + 1,
                      experiment.offers,
                      follow_up,
                      draws,
                      stop);
}

std::vector<Trajectory> forks_at_once(const std::vector<Agglomerations>& histories,
                                      const HistoryPlan& plan,
                                      const Behaviour& behaviour,
                                      const Experiment& experiment,
                                      const Draws& draws,
                                      const std::atomic<bool>& stop) {
    std::vector<Trajectory> forks(experiment.strategies.size());
    const auto run_strategy = [&](std::size_t s, FollowUp follow_up) {
        forks[s] = run_fork(histories[plan.of_strategy[s]],
                            behaviour,
                            experiment,
                            experiment.strategies[s],
                            follow_up,
                            draws,
                            stop);
        return follow_up;
    };
    const auto& strategies = experiment.strategies;
    const auto first_of_start = [&](std::size_t s) {
        const auto first = std::find_if(strategies.begin(), strategies.end(), [&](const auto& one) {
            return one.start == strategies[s].start;
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
std::vector<Trajectory> forks_in_turn(std::vector<Agglomerations>& histories,
                                      const HistoryPlan& plan,
                                      const Behaviour& behaviour,
                                      const Experiment& experiment,
                                      const Draws& draws,
                                      const std::atomic<bool>& stop) {
    std::vector<Trajectory> forks;
    auto nobody = FollowUp::nobody();
    for (auto own = plan.of_strategy.begin(); own != plan.of_strategy.end(); ++own) {
        auto& history = histories[*own];
        const bool last =
            std::find(own + 1, plan.of_strategy.end(), *own) == plan.of_strategy.end();
        forks.push_back(run_fork(last ? std::exchange(history, {}) : history,
                                 behaviour,
                                 experiment,
                                 experiment.strategies[forks.size()],
                                 nobody,
                                 draws,
                                 stop));
    }
    return forks;
}

}  // namespace

ReplicationResult run_replication(const World& month_zero,
                                  const Behaviour& behaviour,
                                  const Experiment& experiment,
                                  std::uint32_t replication,
                                  const std::atomic<bool>& stop) {
    const Draws draws(experiment.seed, replication);
    const auto plan = distinct_histories(experiment.strategies);
    ReplicationResult result{.replication = replication};
    std::vector<Agglomerations> forks;
    for (const auto& [strategy, fork] : plan.histories) {
        const auto* other = start_of(experiment, experiment.strategies[strategy]);
        auto agglomerations =
            copies_of(other == nullptr ? month_zero : other->month_zero, experiment.agglomerations);
        auto nobody = FollowUp::nobody();
        result.histories.push_back(
            run_months(agglomerations,
                       behaviour_of(experiment, experiment.strategies[strategy], behaviour),
                       experiment.strategies[strategy].timeline,
                       fork,
                       experiment.offers,
                       nobody,
                       draws,
                       stop));
        freeze_thresholds(agglomerations);
        forks.push_back(std::move(agglomerations));
    }
    result.forks = experiment.agglomerations == 1
                       ? forks_at_once(forks, plan, behaviour, experiment, draws, stop)
                       : forks_in_turn(forks, plan, behaviour, experiment, draws, stop);
    return result;
}

void run(const World& month_zero,
         const Behaviour& behaviour,
         const Experiment& experiment,
         std::uint32_t first,
         const std::atomic<bool>& stop,
         const std::function<void(const ReplicationResult&)>& keep) {
    const auto at_once =
        experiment.agglomerations == 1 ? static_cast<std::uint32_t>(2 * ThreadCount::in_use()) : 1U;
    for (; first < experiment.replications; first += at_once) {
        std::vector<ReplicationResult> results(std::min(at_once, experiment.replications - first));
        for_each_task(results.size(), [&](std::size_t i) {
            results[i] = run_replication(
                month_zero, behaviour, experiment, first + static_cast<std::uint32_t>(i), stop);
        });
        for (const auto& result : results) {
            keep(result);
        }
    }
}

}  // namespace mixite
