#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "scenario/key_table.hpp"

namespace mixite {

/// A policy under construction.
struct PolicyDraft {
    AllocationPolicy policy;
    std::set<std::string> disabled_quotas;
};

/// The keys of the rules: those that may stand in a [[period]].
const KeyTable<PolicyDraft>& policy_keys();

/// The keys of the strategy itself: what it is called, where, and when. `territory`, `fork` and
/// `until` are inherited from the file it extends; the others are each file's own.
const std::vector<KeyDefinition>& header_keys();

/// Names of the criteria of the grid, in the order of Criterion.
std::vector<std::string> criterion_names();

/// The policy that the settings make, one for each key. Holders come in the order of their names;
/// criteria without points and quotas that are not enabled are left out.
AllocationPolicy make_policy(const std::vector<const Setting*>& settings);

}  // namespace mixite
