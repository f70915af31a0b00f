#pragma once

#include <string>
#include <vector>

namespace mixite {

/// base64 of 32-bit floating point numbers, little-endian.
std::string packed_floats(const std::vector<double>& values);

/// Numbers as multiples of a step, 16 bits each: half a step is the most that they may be off, a 65
/// 000th of the largest among them. -32768: not a number.
struct PackedSteps {
    double step = 0.0;
    std::string base64;  ///< 16-bit integers, little-endian
};
PackedSteps packed_steps(const std::vector<double>& values);

}  // namespace mixite
