#pragma once

#include <cmath>
#include <cstdint>

#include "world/world.hpp"

namespace mixite {

/// The poverty line of the month, € cents of disposable income per consumption unit and month. It
/// is constant in real terms: the territory's, which is in the money of month zero, times the level
/// of prices. Poor is who has less.
inline std::int32_t poverty_line_cents(const World& world) {
    return static_cast<std::int32_t>(
        std::lround(world.territory->poverty_line_cents * world.levels.prices));
}

}  // namespace mixite
