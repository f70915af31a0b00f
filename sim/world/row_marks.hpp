#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "foundation/parallel.hpp"
#include "world/households.hpp"

namespace mixite {

/// Most months nothing happens to most rows. A pass without a branch marks those that one word of
/// the month cannot rule out: 1 for them, 0 for the others. Only they are then looked at.
using RowMarks = std::array<std::uint8_t, rows_per_block>;

/// By tenure: no household of it does anything at this word or above.
using QuietFrom = std::array<std::uint32_t, static_cast<std::size_t>(Tenure::gone) + 1>;

/// Marks the households of the block whose word is below that of their tenure.
void mark_below(RowMarks& marks,
                const std::array<std::uint32_t, rows_per_block>& words,
                const Households& households,
                const QuietFrom& quiet_from,
                const Block& block);

/// Calls visit(position in the block) for each marked row, in order; passes over eight at once
/// where none is.
template <class Visit>
void for_each_marked(const RowMarks& marks, const Block& block, const Visit& visit) {
    constexpr std::size_t at_once = sizeof(std::uint64_t);
    const auto size = block.last - block.first;
    for (std::size_t first = 0; first < size; first += at_once) {
        std::uint64_t any = 0;
        if (first + at_once <= size) {
            std::memcpy(&any, marks.data() + first, at_once);
            if (any == 0) {
                continue;
            }
        }
        for (auto i = first; i < size && i < first + at_once; ++i) {
            if (marks[i] != 0) {
                visit(i);
            }
        }
    }
}

}  // namespace mixite
