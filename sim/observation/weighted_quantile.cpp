#include "observation/weighted_quantile.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

constexpr std::size_t bins = 512;
/// So few are sorted rather than binned again.
constexpr std::size_t few = 48;

struct Range {
    std::int64_t least = 0;
    std::int64_t bin_width = 1;

    [[nodiscard]] std::size_t bin_of(std::int32_t value) const {
        return static_cast<std::size_t>(static_cast<std::uint32_t>(value - least) /
                                        static_cast<std::uint32_t>(bin_width));
    }
};

Range range_of(std::span<const Weighted> values) {
    std::int32_t least = values.front().value;
    std::int32_t greatest = least;
    for (const auto& each : values) {
        least = std::min(least, each.value);
        greatest = std::max(greatest, each.value);
    }
    const std::int64_t width = static_cast<std::int64_t>(greatest) - least;
    return {least, width / static_cast<std::int64_t>(bins) + 1};
}

std::int32_t sorted_quantile(std::vector<Weighted> values, std::int64_t weight_reached) {
    std::sort(values.begin(), values.end(), [](const Weighted& a, const Weighted& b) {
        return a.value < b.value;
    });
    std::int64_t weight = 0;
    for (const auto& each : values) {
        weight += each.weight;
        if (weight >= weight_reached) {
            return each.value;
        }
    }
    return values.back().value;
}

/// The values of the bin in which the sought weight is reached, and what is left of that weight.
struct Narrowed {
    std::vector<Weighted> values;
    std::int64_t weight_reached = 0;
};

Narrowed narrow(std::span<const Weighted> values, Range range, std::int64_t weight_reached) {
    std::array<std::int64_t, bins> weights{};
    for (const auto& each : values) {
        weights[range.bin_of(each.value)] += each.weight;
    }
    std::size_t bin = 0;
    while (weights[bin] < weight_reached) {
        weight_reached -= weights[bin];
        ++bin;
    }
    Narrowed narrowed{.weight_reached = weight_reached};
    for (const auto& each : values) {
        if (range.bin_of(each.value) == bin) {
            narrowed.values.push_back(each);
        }
    }
    return narrowed;
}

}  // namespace

std::optional<std::int32_t> weighted_quantile(std::span<const Weighted> values, int percent) {
    EXPECT(percent >= 1 && percent <= 100, "percent = {}", percent);
    std::int64_t total = 0;
    for (const auto& each : values) {
        total += each.weight;
    }
    if (total == 0) {
        return std::nullopt;
    }
    std::int64_t weight_reached = (total * percent + 99) / 100;
    Narrowed narrowed;
    while (values.size() > few) {
        const Range range = range_of(values);
        narrowed = narrow(values, range, weight_reached);
        if (range.bin_width == 1) {
            return narrowed.values.front().value;
        }
        weight_reached = narrowed.weight_reached;
        values = narrowed.values;
    }
    return sorted_quantile({values.begin(), values.end()}, weight_reached);
}

}  // namespace mixite
