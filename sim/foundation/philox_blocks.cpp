#include "foundation/philox_blocks.hpp"

#include <Random123/philox.h>

// A round of Philox is two products of 32-bit words of which all 64 bits count. Vector units have
// an instruction for that, but compilers do not find it in a plain loop: they spend some 25
// operations a round in place of eight. Highway names it MulEven. It compiles this file once for
// each instruction set, and takes the widest that the machine has. tests/unit/test_keyed_random
// holds each of them to Random123.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foundation/philox_blocks.cpp"
#include <hwy/foreach_target.h>  // first: it includes this file again
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mixite::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes = hn::ScalableTag<std::uint64_t>;  ///< Each word in the low half of 64 bits.
using Lane = hn::Vec<Lanes>;

/// All 64 bits of the products of the low halves.
HWY_INLINE Lane product(Lane a, Lane b) {
#if HWY_TARGET == HWY_SCALAR  // of one lane, which has no halves
    const hn::Rebind<std::uint32_t, Lanes> low;
    return hn::MulEven(hn::TruncateTo(low, a), hn::TruncateTo(low, b));
#else
    const hn::Repartition<std::uint32_t, Lanes> halves;
    return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
#endif
}

HWY_INLINE void store(Lane word, std::uint32_t* to) {
    const hn::Rebind<std::uint32_t, Lanes> narrow;
    hn::StoreU(hn::TruncateTo(narrow, word), narrow, to);
}

}  // namespace

std::size_t whole_vectors(const WordColumns& words,
                          const std::uint64_t* entities,
                          std::size_t count,
                          std::uint32_t purpose_bits,
                          std::uint32_t month_and_index,
                          std::array<std::uint32_t, 2> first_key) {
    const Lanes lanes;
    const auto multiplier_0 = hn::Set(lanes, std::uint64_t{PHILOX_M4x32_0});
    const auto multiplier_1 = hn::Set(lanes, std::uint64_t{PHILOX_M4x32_1});
    const auto whole = count - count % hn::Lanes(lanes);
    for (std::size_t i = 0; i < whole; i += hn::Lanes(lanes)) {
        const auto entity = hn::LoadU(lanes, entities + i);
        auto a = entity;
        auto b = hn::Or(hn::ShiftRight<32>(entity), hn::Set(lanes, std::uint64_t{purpose_bits}));
        auto c = hn::Set(lanes, std::uint64_t{month_and_index});
        auto d = hn::Zero(lanes);
        auto key = first_key;
        for (int round = 0; round < 10; ++round) {
            const auto product_0 = product(a, multiplier_0);
            const auto product_1 = product(c, multiplier_1);
            a = hn::Xor(hn::Xor(hn::ShiftRight<32>(product_1), b),
                        hn::Set(lanes, std::uint64_t{key[0]}));
            c = hn::Xor(hn::Xor(hn::ShiftRight<32>(product_0), d),
                        hn::Set(lanes, std::uint64_t{key[1]}));
            b = product_1;
            d = product_0;
            key[0] += PHILOX_W32_0;
            key[1] += PHILOX_W32_1;
        }
        store(a, words[0] + i);
        store(b, words[1] + i);
        store(c, words[2] + i);
        store(d, words[3] + i);
    }
    return whole;
}

}  // namespace mixite::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mixite {

HWY_EXPORT(whole_vectors);

std::size_t philox_blocks(const WordColumns& words,
                          const std::uint64_t* entities,
                          std::size_t count,
                          std::uint32_t purpose_bits,
                          std::uint32_t month_and_index,
                          std::array<std::uint32_t, 2> key) {
    return HWY_DYNAMIC_DISPATCH(whole_vectors)(
        words, entities, count, purpose_bits, month_and_index, key);
}

}  // namespace mixite
#endif
