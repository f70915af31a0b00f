#pragma once

#include <string>
#include <vector>

#include "scenario/rules_in_force.hpp"
#include "scenario/scenario.hpp"
#include "world/territory.hpp"

namespace mixite {

/// What is wrong with the groups, holders' publics and quotas of one period that no single value
/// shows: names of nothing, groups of nobody, floors above caps, keys that a quota lacks.
std::vector<Diagnostic> quota_contradictions(const Rules& rules, const AllocationPolicy& policy);

/// Every code that the quotas of these periods expect of a territory, and every quota's scope, with
/// their places in the files.
std::vector<NamedPlace> places_of_quotas(const std::vector<std::pair<Month, Rules>>& periods);

/// Codes that the territory does not have, and scopes in which it has no zone.
std::vector<Diagnostic> place_problems(const Scenario& scenario, const Territory& territory);

}  // namespace mixite
