#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mixite {

/// Where the four words of each block go.
using WordColumns = std::array<std::uint32_t*, 4>;

/// Philox4x32-10 of as many of `count` counters as fill whole vectors, which is returned: words 0
/// and 1 are the halves of an entity, of which the upper has `purpose_bits` added; word 2 is the
/// same for all, word 3 is zero. The same bits on every machine, whatever its instruction set.
std::size_t philox_blocks(const WordColumns& words,
                          const std::uint64_t* entities,
                          std::size_t count,
                          std::uint32_t purpose_bits,
                          std::uint32_t month_and_index,
                          std::array<std::uint32_t, 2> key);

}  // namespace mixite
