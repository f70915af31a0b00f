#pragma once

#include <filesystem>
#include <memory>

#include "engine/simulation.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/world_builder.hpp"

namespace mixite {

/// The reference scenario on the shipped territory, ready to run.
struct Reference {
    std::filesystem::path sources = MIXITE_SOURCE_DIR;
    Scenario scenario = read_scenario(sources / "scenarios/reference.toml");
    TerritoryTables tables = read_territory(scenario.territory);
    Behaviour behaviour =
        read_behaviour(std::filesystem::path(scenario.territory) / "behaviour.toml").behaviour;
    std::shared_ptr<const Territory> territory =
        std::make_shared<const Territory>(make_territory(tables));
    World world =
        build_world(tables, territory, behaviour, scenario.timeline.at(territory->month_zero), 1)
            .world;

    [[nodiscard]] Experiment experiment() const {
        return {.strategies = {{scenario.name,
                                scenario.timeline,
                                scenario.fork,
                                scenario.until,
                                scenario.history_digest}},
                .starts = {{world, behaviour}}};
    }
    [[nodiscard]] int months() const { return scenario.until + 1 - territory->month_zero; }
};

inline const Reference& reference() {
    static const Reference the_reference;
    return the_reference;
}

}  // namespace mixite
