#pragma once

#include <vector>

#include "scenario/rules_in_force.hpp"

namespace mixite {

/// Of each named table of rents, orders and programmes, the keys without a default that it lacks.
std::vector<Diagnostic> incomplete_tables(const Rules& rules);

}  // namespace mixite
