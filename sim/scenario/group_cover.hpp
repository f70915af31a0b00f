#pragma once

#include <vector>

#include "rules/household_group.hpp"

namespace mixite {

/// Is every household of `base` in one of the groups at least, by what they ask?
bool cover(const std::vector<HouseholdGroup>& groups, const HouseholdGroup& base);

}  // namespace mixite
