#include "foundation/keyed_random.hpp"

#include <bit>

#include <Random123/philox.h>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/philox_blocks.hpp"

namespace mixite {
namespace {

using Philox = r123::Philox4x32_R<10>;
constexpr std::uint64_t entity_limit = std::uint64_t{1} << 53;

std::uint32_t low(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
}
std::uint32_t high(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32);
}

RandomBlock philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    const auto bits = Philox{}(Philox::ctr_type{{counter[0], counter[1], counter[2], counter[3]}},
                               Philox::key_type{{key[0], key[1]}});
    return {bits[0], bits[1], bits[2], bits[3]};
}

std::array<std::uint32_t, 2> first_two(const RandomBlock& block) {
    return {block[0], block[1]};
}

// Beyond 745, e^-mean is zero.
constexpr double poisson_part_limit = 700.0;
constexpr std::uint32_t poisson_parts_index = 0x8000;

int poisson_by_inversion(double mean, double u) {
    auto probability = exponential(-mean);
    auto cumulative = probability;
    int count = 0;
    while (u >= cumulative && count < 4000) {
        ++count;
        probability *= mean / count;
        cumulative += probability;
    }
    return count;
}

// (n + 1/2) / 2^52 for the first 52 bits n, by way of 1 + n / 2^52, whose bits they are.
inline double open_uniform_of(std::uint32_t first, std::uint32_t second) {
    constexpr std::uint64_t one = 0x3ff0000000000000;
    const auto bits = (std::uint64_t{first} << 32 | second) >> 12;
    return std::bit_cast<double>(one | bits) - 1.0 + 0x1p-53;
}

double open_uniform(const RandomBlock& b) {
    return open_uniform_of(b[0], b[1]);
}

MIXITE_VECTOR_CLONES
void open_uniforms(const RandomWords& words, std::span<double> uniforms) {
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        uniforms[i] = open_uniform_of(words.word[0][i], words.word[1][i]);
    }
}

}  // namespace

Draws::Draws(std::uint64_t seed, std::uint32_t replication)
    : key_(first_two(philox({low(seed), high(seed), replication, rng_scheme_version}, {0, 0}))) {}

std::array<std::uint32_t, 2> Draws::key_of(std::uint64_t other) const {
    return other == 0 ? key_ : first_two(philox({low(other), high(other), 1, 0}, key_));
}

RandomBlock Draws::block(const DrawAddress& a) const {
    EXPECT(a.entity < entity_limit && a.other < entity_limit && a.index < 0x10000,
           "entity {}, other {}, index {}",
           a.entity,
           a.other,
           a.index);
    const auto purpose = static_cast<std::uint32_t>(a.purpose);
    const auto month_bits = static_cast<std::uint16_t>(a.month.since_1900);
    return philox({low(a.entity),
                   high(a.entity) | purpose << 21,
                   std::uint32_t{month_bits} << 16 | a.index,
                   0},
                  key_of(a.other));
}

void Draws::blocks(RandomWords& words,
                   DrawPurpose purpose,
                   Month month,
                   std::span<const HouseholdKey> households,
                   std::uint32_t index,
                   std::uint64_t other) const {
    EXPECT(households.size() <= rows_per_block && index < 0x10000 && other < entity_limit,
           "{} households, index {}, other {}",
           households.size(),
           index,
           other);
    const auto month_bits = static_cast<std::uint16_t>(month.since_1900);
    static_assert(sizeof(HouseholdKey) == sizeof(std::uint64_t));
    const auto together = philox_blocks(
        {words.word[0].data(), words.word[1].data(), words.word[2].data(), words.word[3].data()},
        &households.data()->value,
        households.size(),
        static_cast<std::uint32_t>(purpose) << 21,
        std::uint32_t{month_bits} << 16 | index,
        key_of(other));
    for (auto i = together; i < households.size(); ++i) {
        const auto one = block({purpose, month, households[i].value, other, index});
        for (std::size_t word = 0; word < one.size(); ++word) {
            words.word[word][i] = one[word];
        }
    }
}

void Draws::normals(std::span<double> normals,
                    DrawPurpose purpose,
                    Month month,
                    std::span<const HouseholdKey> households,
                    std::uint32_t index) const {
    EXPECT(normals.size() == households.size(),
           "{} normals, {} households",
           normals.size(),
           households.size());
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
    RandomWords words;
    blocks(words, purpose, month, households, index);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled below as far as it is read
    std::array<double, rows_per_block> uniforms;
    const auto drawn = std::span(uniforms).first(households.size());
    open_uniforms(words, drawn);
    standard_normals(drawn, normals);
}

double Draws::uniform(const DrawAddress& address) const {
    const auto b = block(address);
    return static_cast<double>((std::uint64_t{b[0]} << 32 | b[1]) >> 11) * 0x1p-53;
}

double Draws::gumbel(const DrawAddress& address) const {
    return -natural_log(-natural_log(open_uniform(block(address))));
}

double Draws::logistic(const DrawAddress& address) const {
    const auto u = open_uniform(block(address));
    return natural_log(u) - natural_log(1.0 - u);
}

double Draws::normal(const DrawAddress& address) const {
    return standard_normal_quantile(open_uniform(block(address)));
}

int Draws::poisson(double mean, const DrawAddress& address) const {
    EXPECT(mean >= 0.0 && mean <= most_poisson_mean, "mean {}", mean);
    static_assert(most_poisson_mean / poisson_part_limit < poisson_parts_index - 1);
    EXPECT(address.index < poisson_parts_index, "index {}", address.index);
    const auto parts = static_cast<std::uint32_t>(mean / poisson_part_limit) + 1;
    int count = 0;
    for (std::uint32_t part = 0; part < parts; ++part) {
        auto at = address;
        at.index = part == 0 ? address.index : poisson_parts_index + part;
        count += poisson_by_inversion(mean / parts, uniform(at));
    }
    return count;
}

std::uint64_t derived_key(std::uint64_t parent, Month month, std::uint32_t ordinal) {
    const auto purpose = static_cast<std::uint32_t>(DrawPurpose::new_key);
    const auto b = philox({low(parent),
                           high(parent) | purpose << 21,
                           static_cast<std::uint32_t>(static_cast<std::uint16_t>(month.since_1900)),
                           ordinal},
                          {0x4d697869U, 0x74650001U});
    const auto key = (std::uint64_t{b[0]} << 32 | b[1]) >> 11;
    return key == 0 ? 1 : key;
}

}  // namespace mixite
