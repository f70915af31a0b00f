#pragma once

#include <vector>

#include "rules/allocation_policy.hpp"

namespace mixite {

/// Is every household of `base` in one of the groups at least, by what they ask?
bool cover(const std::vector<HouseholdGroup>& groups, const HouseholdGroup& base);

}  // namespace mixite
