#pragma once

#include <string_view>
#include <vector>

#include "scenario/law_table.hpp"
#include "scenario/rules_in_force.hpp"

namespace mixite {

/// Rules in force until the month `last` that are beyond the law while the strategy's
/// `legal_status` does not say so: they would be shown without their banner.
std::vector<Diagnostic> false_legal_claims(const Rules& rules,
                                           const std::vector<LegalBound>& law,
                                           Month last,
                                           std::string_view legal_status);

}  // namespace mixite
