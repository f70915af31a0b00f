#include "rules/migration.hpp"

#include <algorithm>

#include "rules/household_life.hpp"
#include "rules/newcomers.hpp"

namespace mixite {
namespace {

/// The places, of `all`, that `taken` migrants take: spread evenly.
std::vector<std::size_t> places_taken(std::size_t taken, std::size_t all) {
    std::vector<std::size_t> places(std::min(taken, all));
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = i * all / places.size();
    }
    return places;
}

}  // namespace

std::vector<std::vector<Household>> destinations_of(std::span<const MonthFlows> of_agglomerations,
                                                    Month month,
                                                    const Draws& draws) {
    const auto agglomerations = of_agglomerations.size();
    std::vector<std::vector<Household>> bound_for(agglomerations);
    if (agglomerations < 2) {
        return bound_for;
    }
    for (std::size_t from = 0; from < agglomerations; ++from) {
        for (const auto& household : of_agglomerations[from].departed) {
            const double u = draws.uniform(
                {.purpose = DrawPurpose::migration, .month = month, .entity = household.key.value});
            const auto other =
                static_cast<std::size_t>(u * static_cast<double>(agglomerations - 1));
            bound_for[other < from ? other : other + 1].push_back(household);
        }
    }
    for (auto& households : bound_for) {
        std::sort(households.begin(), households.end(), [](const auto& a, const auto& b) {
            return a.key < b.key;
        });
    }
    return bound_for;
}

std::vector<Household> without_taken(std::vector<Household> arrived, std::size_t taken) {
    for (const auto place : places_taken(taken, arrived.size())) {
        arrived[place].tenure = Tenure::gone;
    }
    std::erase_if(arrived, [](const Household& h) { return h.tenure == Tenure::gone; });
    return arrived;
}

void settle_migrants(World& world,
                     const Behaviour& behaviour,
                     const Draws& draws,
                     MonthFlows& flows) {
    const auto from_elsewhere = arrivals(world, behaviour, draws);
    const auto places = places_taken(world.on_their_way.size(), from_elsewhere.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        auto household = world.on_their_way[i];
        household.zone = from_elsewhere[places[i]].zone;
        household.tenure =
            household.tenure == Tenure::owner ? Tenure::owner : Tenure::private_tenant;
        household.dwelling = {};
        household.application = {};
        household.moved_in = world.month;
        take_in(world, household);
        ++flows.counts.arrived;
        ++flows.counts.from_other_agglomerations;
    }
    world.on_their_way.clear();
}

}  // namespace mixite
