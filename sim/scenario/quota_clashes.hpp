#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "world/territory.hpp"

namespace mixite {

/// Quotas of one scope that no letting can meet together.
struct QuotaClash {
    std::vector<std::size_t> quotas;  ///< of the policy
    std::string problem;
    std::string reason;
};

/// By quota a number, equal for those of one scope.
using QuotaScopes = std::vector<std::size_t>;
QuotaScopes scopes_as_written(const std::vector<Quota>& quotas);
/// By the dwellings that they are about, whatever names them. A quota about none is alone.
QuotaScopes scopes_as_reached(const AllocationPolicy& policy, const Territory& territory);

/// Of quotas that do more than observe, of groups that there are: floors above caps, floors that
/// sum to more than everything, caps that leave no tenant.
std::vector<QuotaClash> clashes_of(const AllocationPolicy& policy, const QuotaScopes& scopes);

}  // namespace mixite
