#pragma once

#include <cstdint>
#include <vector>

#include "rules/allocation_policy.hpp"

namespace mixite {

/// How a household stands to each quota of the policy. Bit q: its quota q.
struct QuotaMarks {
    std::uint32_t in_base = 0;
    std::uint32_t in_group = 0;
    /// It may take a dwelling that the quota holds: its lease mends the share or leaves it alone.
    std::uint32_t serves = 0;

    /// Its lease would mend the share.
    [[nodiscard]] std::uint32_t mends() const { return serves & in_base; }
};
QuotaMarks quota_marks(const std::vector<Quota>& quotas, const HouseholdTraits& household);

}  // namespace mixite
