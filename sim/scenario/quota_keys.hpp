#pragma once

#include "scenario/policy_keys.hpp"

namespace mixite {

/// The keys of [groups.<name>]: households by the conditions that they fulfil.
KeyTable<PolicyDraft> group_keys();

/// The keys of [quotas.<name>].
KeyTable<PolicyDraft> quota_keys();

/// Gives holders, quotas and the review the groups that they name. A name that is no group's is
/// left as it is: `contradictions` says so.
void find_groups(AllocationPolicy& policy);

}  // namespace mixite
