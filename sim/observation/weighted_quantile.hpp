#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mixite {

/// The smallest value such that those at or below it weigh at least `percent` hundredths of all:
/// the lower median at 50. Exact, in linear time. Nothing if all weigh nothing. Preconditions:
/// percent is 1 to 100; as many weights as values.
std::optional<std::int32_t> weighted_quantile(std::span<const std::int32_t> values,
                                              std::span<const std::uint8_t> weights,
                                              int percent);

/// The same where each value weighs one.
std::optional<std::int32_t> quantile(std::span<const std::int32_t> values, int percent);

/// The weight that a quantile reaches, of so much in all.
std::int64_t weight_at(std::int64_t total, int percent);

/// The first of the values, from the lowest on, by which so much weight is reached. Precondition:
/// that is above 0 and at most the weight of all.
std::int32_t value_at_weight(std::vector<std::int32_t> values,
                             std::vector<std::uint8_t> weights,
                             std::int64_t weight_reached);

}  // namespace mixite
