#include "publication/packed_numbers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace mixite {
namespace {

std::string base64(const std::vector<std::uint8_t>& bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t taken = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            group = group << 8U | (j < taken ? bytes[i + j] : 0U);
        }
        for (std::size_t j = 0; j < 4; ++j) {
            text += j <= taken ? digits[group >> (18U - 6U * j) & 63U] : '=';
        }
    }
    return text;
}

template <class Integer>
void add_little_endian(std::vector<std::uint8_t>& bytes, Integer value) {
    for (std::size_t i = 0; i < sizeof(value); ++i) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8U * i) & 255U));
    }
}

constexpr double most_steps = 32767.0;

std::string counted_steps(const std::vector<double>& values, double offset, double step) {
    constexpr std::uint16_t not_a_number = 0x8000U;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(values.size() * 2);
    for (const auto value : values) {
        const auto steps = std::isfinite(value) ? std::lround((value - offset) / step) : 0L;
        add_little_endian(bytes,
                          std::isfinite(value) ? static_cast<std::uint16_t>(steps) : not_a_number);
    }
    return base64(bytes);
}

}  // namespace

std::string packed_floats(const std::vector<double>& values) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(values.size() * 4);
    for (const auto value : values) {
        add_little_endian(bytes, std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    }
    return base64(bytes);
}

PackedSteps packed_steps(const std::vector<double>& values) {
    double largest = 0.0;
    for (const auto value : values) {
        largest = std::isfinite(value) ? std::max(largest, std::abs(value)) : largest;
    }
    const double step = largest > 0.0 ? largest / most_steps : 1.0;
    return {.offset = 0.0, .step = step, .base64 = counted_steps(values, 0.0, step)};
}

PackedSteps packed_range(const std::vector<double>& values) {
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const auto value : values) {
        least = std::isfinite(value) ? std::min(least, value) : least;
        most = std::isfinite(value) ? std::max(most, value) : most;
    }
    const double offset = least <= most ? 0.5 * (least + most) : 0.0;
    const double step = least < most ? 0.5 * (most - least) / most_steps : 1.0;
    return {.offset = offset, .step = step, .base64 = counted_steps(values, offset, step)};
}

}  // namespace mixite
