#include "observation/weighted_quantile.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "foundation/failure.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

constexpr std::size_t bins = 512;
/// So few are sorted rather than binned again.
constexpr std::size_t few = 48;

struct Weighted {
    std::int32_t value = 0;
    std::uint8_t weight = 1;
};

/// Bins from the least value on, each of 2^`shift` values.
struct Binning {
    std::int32_t least = 0;
    int shift = 0;

    [[nodiscard]] std::size_t bin_of(std::int32_t value) const {
        return (static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(least)) >> shift;
    }
};

/// What is looked for: the value of this weight, counted from the lowest of the values on.
struct Search {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> weights;
    std::int64_t weight_reached = 0;
};

Binning binning_of(std::span<const std::int32_t> values) {
    std::int32_t least = values.front();
    std::int32_t greatest = least;
    for (const auto value : values) {
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    Binning binning{.least = least};
    while (binning.bin_of(greatest) >= bins) {
        ++binning.shift;
    }
    return binning;
}

/// What is looked for is in one bin of hundreds: a pass without a branch marks what lies in it, and
/// only that is copied.
MIXITE_VECTOR_CLONES
void mark_bin(RowMarks& marks,
              const std::int32_t* values,
              std::size_t size,
              std::uint32_t least,
              int shift,
              std::uint32_t bin) {
    for (std::size_t i = 0; i < size; ++i) {
        marks[i] = (static_cast<std::uint32_t>(values[i]) - least) >> shift == bin ? 1 : 0;
    }
}

/// Adds to the search what `mark(marks, block)` marks.
template <class Mark>
void collect(Search& search,
             std::span<const std::int32_t> values,
             std::span<const std::uint8_t> weights,
             const Mark& mark) {
    RowMarks marks;
    for (std::size_t from = 0; from < values.size(); from += rows_per_block) {
        const Block block{0, from, std::min(from + rows_per_block, values.size())};
        mark(marks, block);
        for_each_marked(marks, block, [&](std::size_t i) {
            search.values.push_back(values[from + i]);
            search.weights.push_back(weights[from + i]);
        });
    }
}

/// The search within the one bin in which the weight is reached.
Search narrow(std::span<const std::int32_t> values,
              std::span<const std::uint8_t> weights,
              Binning binning,
              std::int64_t weight_reached) {
    std::array<std::int64_t, bins> bin_weights{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        bin_weights[binning.bin_of(values[i])] += weights[i];
    }
    std::size_t bin = 0;
    while (bin_weights[bin] < weight_reached) {
        weight_reached -= bin_weights[bin];
        ++bin;
    }
    Search narrowed{.weight_reached = weight_reached};
    collect(narrowed, values, weights, [&](RowMarks& marks, const Block& block) {
        mark_bin(marks,
                 values.data() + block.first,
                 block.last - block.first,
                 static_cast<std::uint32_t>(binning.least),
                 binning.shift,
                 static_cast<std::uint32_t>(bin));
    });
    return narrowed;
}

std::int32_t sorted_quantile(std::span<const std::int32_t> values,
                             std::span<const std::uint8_t> weights,
                             std::int64_t weight_reached) {
    std::array<Weighted, few> sorted{};
    const auto end = std::transform(values.begin(),
                                    values.end(),
                                    weights.begin(),
                                    sorted.begin(),
                                    [](std::int32_t value, std::uint8_t weight) {
                                        return Weighted{value, weight};
                                    });
    std::sort(sorted.begin(), end, [](const Weighted& a, const Weighted& b) {
        return a.value < b.value;
    });
    const auto reached = std::find_if(sorted.begin(), end, [&](const Weighted& each) {
        weight_reached -= each.weight;
        return weight_reached <= 0;
    });
    return reached->value;
}

/// The first value, from the lowest on, by which `weight_reached` is reached. Precondition: it is
/// at most the weight of all.
std::int32_t value_at(Search search) {
    while (search.values.size() > few) {
        const auto binning = binning_of(search.values);
        search = narrow(search.values, search.weights, binning, search.weight_reached);
        if (binning.shift == 0) {
            return search.values.front();
        }
    }
    return sorted_quantile(search.values, search.weights, search.weight_reached);
}

}  // namespace

std::int64_t weight_at(std::int64_t total, int percent) {
    return (total * percent + 99) / 100;
}

std::optional<std::int32_t> weighted_quantile(std::span<const std::int32_t> values,
                                              std::span<const std::uint8_t> weights,
                                              int percent) {
    EXPECT(percent >= 1 && percent <= 100, "percent = {}", percent);
    EXPECT(weights.size() == values.size(), "{} weights, {} values", weights.size(), values.size());
    const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (total == 0) {
        return std::nullopt;
    }
    const auto weight_reached = weight_at(total, percent);
    if (values.size() <= few) {
        return sorted_quantile(values, weights, weight_reached);
    }
    const auto binning = binning_of(values);
    auto search = narrow(values, weights, binning, weight_reached);
    return binning.shift == 0 ? search.values.front() : value_at(std::move(search));
}

std::int32_t value_at_weight(std::vector<std::int32_t> values,
                             std::vector<std::uint8_t> weights,
                             std::int64_t weight_reached) {
    EXPECT(weights.size() == values.size(), "{} weights, {} values", weights.size(), values.size());
    return value_at({std::move(values), std::move(weights), weight_reached});
}

std::optional<std::int32_t> quantile(std::span<const std::int32_t> values, int percent) {
    const std::vector<std::uint8_t> weights(values.size(), 1);
    return weighted_quantile(values, weights, percent);
}

}  // namespace mixite
