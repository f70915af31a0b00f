#pragma once

#include <vector>

#include "rules/allocation_policy.hpp"
#include "world/candidates.hpp"

namespace mixite {

QuotaMarks quota_marks(const std::vector<Quota>& quotas, const HouseholdTraits& household);

}  // namespace mixite
