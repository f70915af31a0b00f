#pragma once

#include <string>
#include <vector>

namespace mixite {

/// base64 of 32-bit floating point numbers, little-endian.
std::string packed_floats(const std::vector<double>& values);

/// Numbers as an offset and multiples of a step, 16 bits each; -32768: not a number. Half a step is
/// the most that they may be off.
struct PackedSteps {
    double offset = 0.0;
    double step = 0.0;
    std::string base64;  ///< 16-bit integers, little-endian
};
/// Without an offset: off by a 65 000th of the largest among them.
PackedSteps packed_steps(const std::vector<double>& values);
/// Off by a 130 000th of their range.
PackedSteps packed_range(const std::vector<double>& values);

}  // namespace mixite
