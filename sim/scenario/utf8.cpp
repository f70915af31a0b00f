#include "scenario/utf8.hpp"

#include <array>
#include <cstdint>

namespace mixite {

namespace {

/// The bytes that the first byte of a UTF-8 character announces, 0 if none starts so.
std::size_t announced_size(unsigned first) {
    constexpr std::array<std::array<unsigned, 3>, 4> starts{
        {{0x80, 0x00, 1}, {0xE0, 0xC0, 2}, {0xF0, 0xE0, 3}, {0xF8, 0xF0, 4}}};
    for (const auto& [mask, bits, size] : starts) {
        if ((first & mask) == bits) {
            return size;
        }
    }
    return 0;
}

}  // namespace

std::size_t utf8_character_size(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const auto size = announced_size(first);
    if (size <= 1 || size > text.size()) {
        return size == 1 ? 1 : 0;
    }
    std::uint32_t code_point = first & (0x7FU >> size);
    for (const char next : text.substr(1, size - 1)) {
        const auto byte = static_cast<unsigned char>(next);
        if ((byte & 0xC0U) != 0x80U) {
            return 0;
        }
        code_point = (code_point << 6U) | (byte & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const auto surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point >= least[size] && code_point <= 0x10FFFF && !surrogate ? size : 0;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto size = utf8_character_size(text);
        if (size == 0) {
            return false;
        }
        text.remove_prefix(size);
    }
    return true;
}

}  // namespace mixite
