#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mixite {

/// A value, and how many it counts for.
struct Weighted {
    std::int32_t value = 0;
    std::int32_t weight = 1;
};

/// The smallest value such that those at or below it weigh at least `percent` hundredths of all:
/// the lower median at 50. Exact, in linear time. Nothing if all weigh nothing. Preconditions:
/// percent is 1 to 100, no weight is negative.
std::optional<std::int32_t> weighted_quantile(std::span<const Weighted> values, int percent);

}  // namespace mixite
