#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "publication/paired_difference.hpp"

namespace mixite {

// Figures of the comparison's table in their unit, one of IndicatorSpec or "index" or "ratio":
// shares as percentages, differences of shares as points. A dash where nothing was measured.

std::string value_text(double value, const std::string& unit);
std::string difference_text(double value, const std::string& unit);
/// "-2.9…-1.1"
std::string interval_text(const std::optional<Interval>& interval, const std::string& unit);
/// " ± 0.9", " ± <0.1" where it would show as none; empty without an interval.
std::string half_interval_text(const std::optional<Interval>& interval, const std::string& unit);

/// What a difference allows to say, in one sign.
std::string_view mark_of(Reading reading);
/// The same beside `difference_text`: no sign of lower or higher where that shows zero.
std::string_view mark_beside(const PairedDifference& difference, const std::string& unit);

}  // namespace mixite
