#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "foundation/calendar.hpp"
#include "foundation/draw_purpose.hpp"
#include "foundation/ids.hpp"
#include "foundation/parallel.hpp"

namespace mixite {

/// Stored in every result. A change of any number drawn is a new version.
inline constexpr int rng_scheme_version = 1;

/// What one draw is about: the month it belongs to (none for what lasts), the entity, and what it
/// meets.
struct DrawAddress {
    DrawPurpose purpose{};
    Month month;
    std::uint64_t entity = 0;
    std::uint64_t other = 0;
    std::uint32_t index = 0;
};

/// 128 random bits, as four words.
using RandomBlock = std::array<std::uint32_t, 4>;

/// The blocks of the households of up to a block of rows, word by word: word[w][i] is word w of
/// household i.
struct RandomWords {
    std::array<std::array<std::uint32_t, rows_per_block>, 4> word;

    [[nodiscard]] RandomBlock block(std::size_t i) const {
        return {word[0][i], word[1][i], word[2][i], word[3][i]};
    }
};

/// More than the households of any agglomeration, a month.
inline constexpr double most_poisson_mean = 2e7;

/// The random numbers of one replication. A draw is a pure function of (seed, replication,
/// address): not of the thread, the order, the scenario or any other draw. Philox4x32-10 (Salmon et
/// al. 2011).
///
/// Layout, scheme 1. Key: seed and replication, mixed by one Philox block. Counter: word 0, low
/// half of entity; word 1, high 21 bits of entity and 11 bits of purpose; word 2, month (16 bits)
/// and index (16 bits); word 3, zero. An address with a second entity first derives a key of its
/// own by one block over that entity, so that no two addresses share a counter under one key.
class Draws {
  public:
    Draws(std::uint64_t seed, std::uint32_t replication);

    /// Preconditions: entity and other are below 2^53, index below 2^16.
    [[nodiscard]] RandomBlock block(const DrawAddress& address) const;
    /// The same blocks as `block` gives for this purpose, month and second entity, several at once.
    /// Precondition: one to rows_per_block households.
    void blocks(RandomWords& words,
                DrawPurpose purpose,
                Month month,
                std::span<const HouseholdKey> households,
                std::uint32_t index = 0,
                std::uint64_t other = 0) const;
    /// The same as `normal` gives for each of the households. Preconditions: at most rows_per_block
    /// households, as many normals.
    void normals(std::span<double> normals,
                 DrawPurpose purpose,
                 Month month,
                 std::span<const HouseholdKey> households,
                 std::uint32_t index) const;
    /// Uniform on [0, 1), a multiple of 2^-53.
    [[nodiscard]] double uniform(const DrawAddress& address) const;
    /// Standard Gumbel: adding one to the utility of each option and taking the best is a logit
    /// choice.
    [[nodiscard]] double gumbel(const DrawAddress& address) const;
    /// Standard logistic: a yes/no answer with logit probability is utility + logistic > 0.
    [[nodiscard]] double logistic(const DrawAddress& address) const;
    /// Standard normal.
    [[nodiscard]] double normal(const DrawAddress& address) const;
    /// Poisson by inversion; a mean beyond 700 as the sum of equal parts. The first part has the
    /// address itself; part k, 1 and up, has index 0x8000 + k, so that no other draw with this
    /// purpose, month and entities may use these. Precondition: 0 <= mean <= most_poisson_mean.
    [[nodiscard]] int poisson(double mean, const DrawAddress& address) const;

  private:
    [[nodiscard]] std::array<std::uint32_t, 2> key_of(std::uint64_t other) const;

    std::array<std::uint32_t, 2> key_;
};

/// [0, 1), a multiple of 2^-32.
constexpr double to_uniform(std::uint32_t word) {
    return word * 0x1p-32;
}

/// The yes/no threshold of a probability: `word < threshold(p)` happens with probability p, and a
/// higher p only adds to the words that say yes.
constexpr std::uint32_t threshold(double probability) {
    return probability >= 1.0   ? 0xffffffffU
           : probability <= 0.0 ? 0U
                                : static_cast<std::uint32_t>(probability * 0x1p32);
}

/// What keys derive from where there is no entity to be the parent. Apart from each other and from
/// the areas of the population, whose numbers are small: two that derive alike would be one.
namespace key_parent {
inline constexpr std::uint64_t requests_from_outside_at_month_zero = std::uint64_t{1} << 40;
inline constexpr std::uint64_t requests_from_outside = std::uint64_t{1} << 41;
/// Of a zone's arrivals, by its row.
constexpr std::uint64_t arrivals(std::uint64_t zone) {
    return (std::uint64_t{1} << 42) + zone;
}
}  // namespace key_parent

/// A key for an entity that comes into being, below 2^53 and never 0: from its parent (or zone, or
/// programme), the month and an ordinal among its siblings. Never from a counter, which would
/// change the identity of all that come later as soon as one comes earlier.
std::uint64_t derived_key(std::uint64_t parent, Month month, std::uint32_t ordinal);

}  // namespace mixite
