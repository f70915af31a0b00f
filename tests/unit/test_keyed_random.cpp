#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>
#include <hwy/targets.h>

#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"

using namespace mixite;

namespace {

using Words4 = std::array<std::uint32_t, 4>;
using Words2 = std::array<std::uint32_t, 2>;

// Philox4x32-10 written anew from Salmon et al. (2011), section 3.3, so that a fault of the library
// or of its use shows.
Words4 philox_of_the_paper(Words4 c, Words2 k) {
    for (int round = 0; round < 10; ++round) {
        const auto a = std::uint64_t{0xD2511F53U} * c[0];
        const auto b = std::uint64_t{0xCD9E8D57U} * c[2];
        c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k[0],
             static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k[1],
             static_cast<std::uint32_t>(a)};
        k = {k[0] + 0x9E3779B9U, k[1] + 0xBB67AE85U};
    }
    return c;
}

std::uint32_t low(std::uint64_t v) {
    return static_cast<std::uint32_t>(v);
}
std::uint32_t high(std::uint64_t v) {
    return static_cast<std::uint32_t>(v >> 32);
}

Words2 first_two(const Words4& words) {
    return {words[0], words[1]};
}

// Scheme 1 as the header of keyed_random documents it.
Words4 block_of_the_scheme(std::uint64_t seed, std::uint32_t replication, const DrawAddress& a) {
    auto key = first_two(philox_of_the_paper({low(seed), high(seed), replication, 1}, {0, 0}));
    if (a.other != 0) {
        key = first_two(philox_of_the_paper({low(a.other), high(a.other), 1, 0}, key));
    }
    const auto month = std::uint32_t{static_cast<std::uint16_t>(a.month.since_1900)};
    return philox_of_the_paper({low(a.entity),
                                high(a.entity) | static_cast<std::uint32_t>(a.purpose) << 21,
                                month << 16 | a.index,
                                0},
                               key);
}

// The smallest count whose cumulative probability lies above u, each term worked out on its own.
int smallest_count(double mean, double u) {
    double cumulative = std::exp(-mean);
    int count = 0;
    while (u >= cumulative) {
        ++count;
        cumulative += std::exp(count * std::log(mean) - mean - std::lgamma(count + 1.0));
    }
    return count;
}

std::vector<DrawAddress> addresses_at_the_corners() {
    constexpr std::uint64_t last = (std::uint64_t{1} << 53) - 1;
    constexpr std::uint64_t half = std::uint64_t{1} << 32;
    std::vector<DrawAddress> addresses;
    for (const auto purpose : {DrawPurpose::population_cell,
                               DrawPurpose::population_age,
                               DrawPurpose::life_hazard,
                               DrawPurpose::new_key}) {
        for (const auto when : {no_month, Month{-1}, Month{1}, month(2019, 1), month(2050, 12)}) {
            for (const auto entity : {std::uint64_t{0}, std::uint64_t{1}, half - 1, half, last}) {
                for (const auto other : {std::uint64_t{0}, std::uint64_t{1}, half, last}) {
                    for (const auto index : {0U, 1U, 0xffffU}) {
                        addresses.push_back({purpose, when, entity, other, index});
                    }
                }
            }
        }
    }
    return addresses;
}

}  // namespace

TEST_CASE("Philox of the paper gives Random123's known answers") {
    // Random123 1.14.0, tests/kat_vectors: counter, key, expected.
    struct KnownAnswer {
        Words4 counter;
        Words2 key;
        Words4 expected;
    };
    const std::array known{
        KnownAnswer{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        KnownAnswer{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                    {0xffffffff, 0xffffffff},
                    {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        KnownAnswer{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                    {0xa4093822, 0x299f31d0},
                    {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
    for (const auto& answer : known) {
        CHECK(philox_of_the_paper(answer.counter, answer.key) == answer.expected);
    }
}

TEST_CASE("A draw is the block that the scheme documents, at every corner of its address") {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{0xfedcba9876543210}}) {
        const Draws draws{seed, 7};
        for (const auto& address : addresses_at_the_corners()) {
            CHECK(draws.block(address) == block_of_the_scheme(seed, 7, address));
        }
    }
}

TEST_CASE("No two addresses, seeds or replications share a block") {
    std::vector<Words4> blocks;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 32}) {
        for (const std::uint32_t replication : {0U, 1U, 0xffffffffU}) {
            const Draws draws{seed, replication};
            for (const auto& address : addresses_at_the_corners()) {
                blocks.push_back(draws.block(address));
            }
        }
    }
    const auto drawn = blocks.size();
    std::sort(blocks.begin(), blocks.end());
    blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
    CHECK(drawn == 9 * addresses_at_the_corners().size());
    CHECK(blocks.size() == drawn);
}

TEST_CASE("An address that does not fit is refused, not folded onto another") {
    const Draws draws{1, 0};
    const auto beyond = std::uint64_t{1} << 53;
    CHECK_THROWS_AS(draws.block({DrawPurpose::taste, no_month, beyond}), InvariantViolation);
    CHECK_THROWS_AS(draws.block({DrawPurpose::taste, no_month, 1, beyond}), InvariantViolation);
    CHECK_THROWS_AS(draws.block({DrawPurpose::taste, no_month, 1, 1, 0x10000}), InvariantViolation);
    CHECK_THROWS_AS(draws.poisson(-0.1, {DrawPurpose::arrival, no_month, 1}), InvariantViolation);
    CHECK_THROWS_AS(draws.poisson(3e7, {DrawPurpose::arrival, no_month, 1}), InvariantViolation);
    CHECK_THROWS_AS(draws.poisson(1.0, {DrawPurpose::arrival, no_month, 1, 0, 0x8000}),
                    InvariantViolation);
}

TEST_CASE("A Poisson count inverts the draw of its address, a large one those of equal parts") {
    const Draws draws{1, 0};
    for (std::uint64_t entity = 1; entity <= 50; ++entity) {
        const auto part = [&](double mean, std::uint32_t index) {
            return smallest_count(
                mean, draws.uniform({DrawPurpose::arrival, month(2030, 1), entity, 0, index}));
        };
        const auto drawn = [&](double mean) {
            return draws.poisson(mean, {DrawPurpose::arrival, month(2030, 1), entity});
        };
        CHECK(drawn(0.3) == part(0.3, 0));
        CHECK(drawn(33.3) == part(33.3, 0));
        CHECK(drawn(699.9) == part(699.9, 0));
        CHECK(drawn(700.0) == part(350.0, 0) + part(350.0, 0x8001));
        CHECK(drawn(1500.0) == part(500.0, 0) + part(500.0, 0x8001) + part(500.0, 0x8002));
    }
    CHECK(std::abs(draws.poisson(2e7, {DrawPurpose::arrival, no_month, 1}) - 2e7) < 5 * 4472.0);
}

TEST_CASE("The threshold of a probability grows with it and meets its ends") {
    CHECK(threshold(0.0) == 0);
    CHECK(threshold(-1.0) == 0);
    CHECK(threshold(0.5) == 0x80000000U);
    CHECK(threshold(1.0) == 0xffffffffU);
    CHECK(threshold(2.0) == 0xffffffffU);
    CHECK(threshold(0x1p-32) == 1);
    for (double p = 0.0; p < 1.0; p += 0.001) {
        CHECK(threshold(p) < threshold(p + 0.001));
    }
    CHECK(to_uniform(0) == 0.0);
    CHECK(to_uniform(0xffffffffU) < 1.0);
}

TEST_CASE("A derived key is exact in JavaScript, is never nobody, and tells siblings apart") {
    std::vector<std::uint64_t> keys;
    for (std::uint64_t parent = 0; parent < 100; ++parent) {
        for (int months = 0; months < 12; ++months) {
            for (std::uint32_t ordinal = 0; ordinal < 5; ++ordinal) {
                keys.push_back(derived_key(parent, month(2019, 1) + months, ordinal));
            }
        }
    }
    CHECK(std::all_of(keys.begin(), keys.end(), [](auto key) {
        return key != 0 && key < std::uint64_t{1} << 53;
    }));
    std::sort(keys.begin(), keys.end());
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

namespace {

/// Calls `check` with each instruction set that this machine has, the plainest included.
template <class Check>
void with_each_instruction_set(const Check& check) {
    for (const auto target : hwy::SupportedAndGeneratedTargets()) {
        hwy::GetChosenTarget().Update(target);
        INFO(hwy::TargetName(target));
        check();
    }
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

TEST_CASE("Blocks drawn together are those drawn one by one") {
    const Draws draws(42, 7);
    std::vector<HouseholdKey> households;
    for (std::uint32_t i = 0; i < 1003; ++i) {  // no multiple of a vector's width
        households.push_back({derived_key(i + 1U, month(2024, 3), i)});
    }
    RandomWords words{};
    with_each_instruction_set([&] {
        words = {};
        draws.blocks(words, DrawPurpose::life_hazard, month(2024, 3), households, 5, 77);
        for (std::size_t i = 0; i < households.size(); ++i) {
            REQUIRE(words.block(i) == draws.block({.purpose = DrawPurpose::life_hazard,
                                                   .month = month(2024, 3),
                                                   .entity = households[i].value,
                                                   .other = 77,
                                                   .index = 5}));
        }
    });
    std::vector<double> normals(households.size());
    draws.normals(normals, DrawPurpose::income_change, month(2024, 1), households, 3);
    for (std::size_t i = 0; i < households.size(); ++i) {
        REQUIRE(normals[i] == draws.normal({.purpose = DrawPurpose::income_change,
                                            .month = month(2024, 1),
                                            .entity = households[i].value,
                                            .index = 3}));
    }
    households.resize(rows_per_block + 1);
    CHECK_THROWS_AS(draws.blocks(words, DrawPurpose::life_hazard, month(2024, 3), households),
                    InvariantViolation);
}
