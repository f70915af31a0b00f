#pragma once

#include <cstdint>

namespace mixite {

/// The most memory that this process has had, in megabytes.
double peak_megabytes();

/// What the machine could still give to programs, in bytes, as Linux estimates it; as much as there
/// can be where it does not say.
std::int64_t free_bytes();

}  // namespace mixite
