#pragma once

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "publication/paired_difference.hpp"

namespace mixite {

/// Null where nothing was measured.
inline nlohmann::json json_number(double value) {
    return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

/// [low, high], or null.
inline nlohmann::json json_interval(const std::optional<Interval>& interval) {
    return interval ? nlohmann::json{interval->low, interval->high} : nlohmann::json(nullptr);
}

}  // namespace mixite
