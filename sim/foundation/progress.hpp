#pragma once

#include <cstdint>
#include <functional>

namespace mixite {

/// Told of each step of a long work: steps done, of how many.
using Progress = std::function<void(std::uint32_t, std::uint32_t)>;

}  // namespace mixite
