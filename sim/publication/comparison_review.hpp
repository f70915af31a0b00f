#pragma once

#include <string>

#include "publication/comparison.hpp"

namespace mixite {

/// The yearly review of the agreement on allocations in the comparison's table: the agglomeration
/// year by year, landlords and holders in the last year. Empty if the run left its leases out.
std::string review_section(const Comparison& comparison);

}  // namespace mixite
