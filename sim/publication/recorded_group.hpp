#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "observation/run_description.hpp"
#include "publication/lease_records.hpp"
#include "world/household_group.hpp"

namespace mixite {

/// The value of a parameter that is in force at the end, as the scenario writes it.
std::optional<std::string_view> last_written(const std::vector<ParameterRow>& parameters,
                                             const std::string& key);

/// The group or condition that the parameter `key` names at the end. Nothing where the file does
/// not say, or calls by the name what no group is.
std::optional<HouseholdGroup> group_named_by(const std::vector<ParameterRow>& parameters,
                                             const std::string& key);

/// The household of a lease as far as its record tells; see `told_by_leases`.
HouseholdTraits traits_of(const LeaseRecord& lease, const std::vector<std::size_t>& qpv_zones);

}  // namespace mixite
