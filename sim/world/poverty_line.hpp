#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "foundation/elementary.hpp"
#include "world/world.hpp"

namespace mixite {

/// The poverty line of the month, € cents of disposable income per consumption unit and month. It
/// is a share of the national median (INSEE: 60 %), and follows it: the territory's, of month zero,
/// times the level of incomes, which grow as that median does. Poor is who has less.
inline std::int32_t poverty_line_cents(const World& world) {
    return static_cast<std::int32_t>(
        std::lround(world.territory->poverty_line_cents * world.levels.income));
}

/// The log of an income per consumption unit and month over the poverty line, within four times the
/// line and a quarter of it: by how much the better off keep further away from the poor.
inline double log_over_poverty_line(const World& world, double income_cents) {
    constexpr double most = 4.0;
    return natural_log(std::clamp(income_cents / poverty_line_cents(world), 1.0 / most, most));
}

}  // namespace mixite
