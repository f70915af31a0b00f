#pragma once

#include <string>

#include "publication/comparison.hpp"

namespace mixite {

// What the comparison's table tells of people. Empty where the run does not tell.

/// Who wins and who loses under a scenario, and its fairness, each against the baseline.
std::string fates_and_fairness(const Comparison& comparison, const std::string& scenario);
/// Where those are who were housed in a QPV; says so where the run does not tell.
std::string destination_section(const Comparison& comparison);
/// Chains of vacancies.
std::string chain_section(const Comparison& comparison);

}  // namespace mixite
