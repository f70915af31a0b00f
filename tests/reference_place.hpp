#pragma once

#include <filesystem>
#include <memory>
#include <utility>

#include "engine/month.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/world_builder.hpp"

namespace mixite {

/// The tests' territory under the reference, with what a month of it needs.
struct ReferencePlace {
    std::filesystem::path sources = MIXITE_SOURCE_DIR;
    Scenario scenario = read_scenario(sources / "tests/golden/reference/reference.toml");
    TerritoryTables tables = read_territory(sources / "tests/territory");
    Behaviour behaviour = read_behaviour(sources / "tests/territory/behaviour.toml").behaviour;
    std::shared_ptr<const Territory> territory =
        std::make_shared<const Territory>(make_territory(tables));
    Draws draws{11, 3};
    World world =
        build_world(tables, territory, behaviour, scenario.timeline.at(territory->month_zero), 11)
            .world;
    const AllocationPolicy* in_force = nullptr;

    [[nodiscard]] const AllocationPolicy& policy() const {
        return scenario.timeline.at(world.month);
    }
    MonthRecord live_a_month() {
        if (std::exchange(in_force, &policy()) != &policy()) {
            outdate_all(world);
        }
        PhaseSeconds seconds{};
        return run_month(world, behaviour, policy(), OfferTrail::forgotten, draws, seconds);
    }
};

}  // namespace mixite
