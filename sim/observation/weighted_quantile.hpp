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

/// Groups, from `first` to before `last`.
struct GroupRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// The same for each of the ranges asked for, of groups that lie one after the other: `ends` says
/// where each of them ends.
std::vector<std::optional<std::int32_t>> weighted_quantiles(std::span<const std::int32_t> values,
                                                            std::span<const std::uint8_t> weights,
                                                            std::span<const std::size_t> ends,
                                                            std::span<const GroupRange> asked,
                                                            int percent);

/// The same where each value weighs one.
std::optional<std::int32_t> quantile(std::span<const std::int32_t> values, int percent);

}  // namespace mixite
