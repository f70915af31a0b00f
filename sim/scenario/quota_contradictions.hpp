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

/// Values that a file which extends another gives to quotas that are only observed whenever these
/// are in force.
std::vector<Diagnostic> quota_keys_without_effect(
    const std::vector<std::pair<Month, Rules>>& periods);

/// Every code that the quotas of these periods expect of a territory, and every quota's scope, with
/// their places in the files.
std::vector<NamedPlace> places_of_quotas(const std::vector<std::pair<Month, Rules>>& periods);

/// Codes that the territory does not have, and scopes in which it has no zone.
std::vector<Diagnostic> place_problems(const Scenario& scenario, const Territory& territory);

/// Quotas that nothing can meet together and that say in different words which dwellings they are
/// about.
std::vector<Diagnostic> clashes_in_territory(const Scenario& scenario, const Territory& territory);

}  // namespace mixite
