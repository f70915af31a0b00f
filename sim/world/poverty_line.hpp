#pragma once

#include <cmath>
#include <cstdint>

#include "world/world.hpp"

namespace mixite {

/// The poverty line of the month, € cents of disposable income per consumption unit and month. It
/// is a share of the national median (INSEE: 60 %), and follows it: the territory's, of month zero,
/// times the level of incomes, which grow as that median does. Poor is who has less.
inline std::int32_t poverty_line_cents(const World& world) {
    return static_cast<std::int32_t>(
        std::lround(world.territory->poverty_line_cents * world.levels.income));
}

}  // namespace mixite
