#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace mixite {

/// The smallest value such that those at or below it weigh at least `percent` hundredths of all:
/// the lower median at 50. Exact, in linear time. Nothing if all weigh nothing. Preconditions:
/// percent is 1 to 100; as many weights as values.
std::optional<std::int32_t> weighted_quantile(std::span<const std::int32_t> values,
                                              std::span<const std::uint8_t> weights,
                                              int percent);

/// The same where each value weighs one.
std::optional<std::int32_t> quantile(std::span<const std::int32_t> values, int percent);

}  // namespace mixite
