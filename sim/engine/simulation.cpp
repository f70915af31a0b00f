#include "engine/simulation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "observation/indicators.hpp"
#include "rules/quotas.hpp"

namespace mixite {
namespace {

template <class T>
void append_to(std::vector<T>& all, std::vector<T>&& more) {
    all.insert(
        all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// From the fork on, the first-quartile thresholds of the history's last month are frozen beside the
// legal ones.
void freeze_thresholds(World& world) {
    world.thresholds.frozen = world.thresholds.legal;
    world.thresholds.is_frozen = true;
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

Trajectory run_months(World& world,
                      const Behaviour& behaviour,
                      const PolicyTimeline& timeline,
                      Month end,
                      OfferTrail offers,
                      FollowUp& follow_up,
                      const Draws& draws,
                      const std::atomic<bool>& stop) {
    Trajectory trajectory{.first = world.month, .months = end - world.month};
    trajectory.indicators.reserve(measure_size(*world.territory) *
                                  static_cast<std::size_t>(std::max(trajectory.months, 0)));
    const AllocationPolicy* in_force = nullptr;
    AccessByYear access;
    while (world.month < end) {
        if (stop) {
            throw Interrupted{};
        }
        const auto& policy = timeline.at(world.month);
        if (&policy != std::exchange(in_force, &policy)) {
            outdate_all(world);
        }
        const auto now = world.month;
        auto record = run_month(world, behaviour, policy, offers, draws, trajectory.seconds);
        append_to(trajectory.indicators, std::move(record.indicators));
        follow_up.note(record.flows.leases, *world.territory);
        follow_up.look(world, now);
        access.add(now, record.flows.access);
        append_to(trajectory.leases, std::move(record.flows.leases));
        append_to(trajectory.chains, std::move(record.flows.chains));
        append_to(trajectory.quota_years, std::move(record.flows.quota_years));
        if (offers == OfferTrail::kept) {
            append_to(trajectory.offers, std::move(record.flows.offers));
            append_to(trajectory.decisions, std::move(record.flows.decisions));
            append_to(trajectory.ranked, std::move(record.flows.ranked));
            append_to(trajectory.points, std::move(record.flows.points));
        }
    }
    trajectory.access = access.cells();
    trajectory.destinations = follow_up.destinations();
    if (in_force != nullptr && month_of_year(end) != 1) {
        append_to(trajectory.quota_years, quota_years(world, *in_force, end - 1));
    }
    return trajectory;
}

ReplicationResult run_replication(const World& month_zero,
                                  const Behaviour& behaviour,
                                  const Experiment& experiment,
                                  std::uint32_t replication,
                                  const std::atomic<bool>& stop) {
    const Draws draws(experiment.seed, replication);
    const auto plan = distinct_histories(experiment.strategies);
    ReplicationResult result{.replication = replication};
    const auto start = [&](const Strategy& strategy) -> const Start* {
        return strategy.start == 0 ? nullptr : &experiment.further_starts[strategy.start - 1];
    };
    const auto behaviour_of = [&](const Strategy& strategy) -> const Behaviour& {
        return start(strategy) == nullptr ? behaviour : start(strategy)->behaviour;
    };
    std::vector<World> forks;
    for (const auto& [strategy, fork] : plan.histories) {
        const auto* other = start(experiment.strategies[strategy]);
        auto world = other == nullptr ? month_zero : other->month_zero;
        auto nobody = FollowUp::nobody();
        result.histories.push_back(run_months(world,
                                              behaviour_of(experiment.strategies[strategy]),
                                              experiment.strategies[strategy].timeline,
                                              fork,
                                              experiment.offers,
                                              nobody,
                                              draws,
                                              stop));
        freeze_thresholds(world);
        forks.push_back(std::move(world));
    }
    result.forks.resize(experiment.strategies.size());
    const auto run_strategy = [&](std::size_t s, FollowUp follow_up) {
        const auto& strategy = experiment.strategies[s];
        auto world = forks[plan.of_strategy[s]];
        result.forks[s] = run_months(world,
                                     behaviour_of(strategy),
                                     strategy.timeline,
                                     strategy.until + 1,
                                     experiment.offers,
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
    return result;
}

void run(const World& month_zero,
         const Behaviour& behaviour,
         const Experiment& experiment,
         const std::atomic<bool>& stop,
         const std::function<void(const ReplicationResult&)>& keep) {
    const auto at_once = static_cast<std::uint32_t>(2 * ThreadCount::in_use());
    for (std::uint32_t first = 0; first < experiment.replications; first += at_once) {
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
