#pragma once

#include <string_view>
#include <vector>

#include "scenario/rules_in_force.hpp"

namespace mixite {

/// Rules in force until the month `last` that are no present law while the strategy's
/// `legal_status` does not say so: they would be shown without their banner.
std::vector<Diagnostic> false_legal_claims(const Rules& rules,
                                           Month last,
                                           std::string_view legal_status);

}  // namespace mixite
