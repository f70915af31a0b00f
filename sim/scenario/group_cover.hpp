#pragma once

#include <vector>

#include "rules/allocation_policy.hpp"

namespace mixite {

/// Is every household of `base` in one of the groups at least, by what they ask?
bool cover(const std::vector<HouseholdGroup>& groups, const HouseholdGroup& base);

/// Is there a household in none of the groups? Not if they ask too much to be told apart.
bool leave_somebody_out(const std::vector<HouseholdGroup>& groups);

}  // namespace mixite
