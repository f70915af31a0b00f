#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/population_fit.hpp"

namespace mixite {

/// The fit of a population. `table`: how each variable fares, then every line beyond its tolerance;
/// `csv` and `json`: every line, with target, obtained, difference and tolerance. Precondition: one
/// of the three.
std::string fit_text(const std::vector<FitLine>& fit, std::string_view format);

}  // namespace mixite
