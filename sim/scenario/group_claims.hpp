#pragma once

#include <string>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "scenario/law_table.hpp"
#include "scenario/rules_in_force.hpp"

namespace mixite {

/// What of the rules is beyond a bound of the law: at which key, how, and what would do otherwise.
struct BeyondTheLaw {
    std::string key;
    std::string problem;
    std::string otherwise;  ///< empty: nothing but its status
};

/// Does the law say something of whom a rule is for or against?
bool is_of_groups(BoundKind kind);

/// What the rules do with groups of households that the bound does not let them: by quotas and
/// their bonuses, points, designations of holders or those of a coordination commission, whichever
/// its key is of.
std::vector<BeyondTheLaw> groups_beyond(const LegalBound& bound,
                                        const std::vector<LegalBound>& law,
                                        const Rules& rules,
                                        const AllocationPolicy& policy);

}  // namespace mixite
