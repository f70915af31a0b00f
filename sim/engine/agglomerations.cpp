#include "engine/agglomerations.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/migration.hpp"

namespace mixite {
namespace {

World under_keys_of(World world, std::uint32_t agglomeration) {
    world.agglomeration = agglomeration;
    for (auto& key : world.households.key) {
        key.value = key_in(world, key.value);
    }
    for (auto& key : world.dwellings.key) {
        key.value = key_in(world, key.value);
    }
    return world;
}

/// In the order of the agglomerations, so that the sum has one value.
std::vector<float> mean_of(const std::vector<MonthRecord>& records) {
    std::vector<float> means(records.front().indicators.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
        double sum = 0.0;
        int measured = 0;
        for (const auto& record : records) {
            const auto value = record.indicators[i];
            if (!std::isnan(value)) {
                sum += value;
                ++measured;
            }
        }
        means[i] = measured == 0 ? std::numeric_limits<float>::quiet_NaN()
                                 : static_cast<float>(sum / measured);
    }
    return means;
}

void send_on_their_way(Agglomerations& agglomerations,
                       std::vector<MonthRecord>& records,
                       Month month,
                       const Draws& draws) {
    std::vector<MonthFlows> flows(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        flows[i] = std::move(records[i].flows);
    }
    auto bound_for = destinations_of(flows, month, draws);
    for (std::size_t i = 0; i < agglomerations.size(); ++i) {
        agglomerations[i].on_their_way = std::move(bound_for[i]);
    }
}

}  // namespace

Agglomerations copies_of(const World& world, std::size_t copies) {
    EXPECT(copies >= 1, "copies = {}", copies);
    Agglomerations all(copies);
    for_each_task(copies, [&](std::size_t i) {
        all[i] = i == 0 ? world : under_keys_of(world, static_cast<std::uint32_t>(i));
    });
    return all;
}

MonthRecord run_month(Agglomerations& agglomerations,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      OfferTrail trail,
                      const Draws& draws,
                      PhaseSeconds& seconds) {
    if (agglomerations.size() == 1) {
        return run_month(agglomerations.front(), behaviour, policy, trail, draws, seconds);
    }
    const auto month = agglomerations.front().month;
    std::vector<MonthRecord> records(agglomerations.size());
    std::vector<PhaseSeconds> spent(agglomerations.size());
    const auto run_from = [&](std::size_t begin, std::size_t end) {
        for_each_task(end - begin, [&](std::size_t task) {
            const auto i = begin + task;
            records[i] = run_month(
                agglomerations[i], behaviour, policy, OfferTrail::forgotten, draws, spent[i]);
        });
    };
    // Each January the first works out, on its own, what the year's lives follow from: it is the
    // same for all.
    const std::size_t ahead = month_of_year(month) == 1 ? 1 : 0;
    run_from(0, ahead);
    for (auto& world : agglomerations) {
        world.quiet_life.bounds = agglomerations.front().quiet_life.bounds;
    }
    run_from(ahead, agglomerations.size());
    for (const auto& of_one : spent) {
        for (std::size_t phase = 0; phase < seconds.size(); ++phase) {
            seconds[phase] += of_one[phase];
        }
    }
    auto means = mean_of(records);
    send_on_their_way(agglomerations, records, month, draws);
    return {.flows = {}, .indicators = std::move(means)};
}

}  // namespace mixite
