#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/calendar.hpp"
#include "publication/comparison_line.hpp"

namespace mixite {

/// The title of a scenario crossed with a monde is "scenario — monde": its two parts, the second
/// empty without one.
std::pair<std::string, std::string> parts_of_title(const std::string& name,
                                                   const std::string& title);

/// What the mondes, as rival explanations of the same data, say of one difference.
enum class SignAcrossMondes : std::uint8_t {
    higher_in_all,
    lower_in_all,
    undecided,  ///< one sign at most, not distinguishable from zero in some
    opposed     ///< higher in one, lower in another
};
/// "higher in all" …
std::string_view to_string(SignAcrossMondes sign);
/// "higher_in_all" …
std::string_view code_of(SignAcrossMondes sign);

/// One measure of one scenario, in all mondes of the run.
struct MondesLine {
    std::string measure;
    std::string label;
    std::string unit;
    std::string qpv_code;  ///< empty: the agglomeration
    std::string qpv_name;
    Month at;
    std::string scenario;  ///< without its monde
    int mondes = 0;
    int higher = 0;  ///< in how many the 95 % interval lies above zero
    int lower = 0;
    int identical = 0;   ///< in how many every replication has the same value under both
    double least = 0.0;  ///< of the mondes' mean differences; not a number if none was measured
    double greatest = 0.0;
    SignAcrossMondes sign = SignAcrossMondes::undecided;
};

/// In the order of the first monde's lines; empty for a run without mondes.
std::vector<MondesLine> across_mondes(const std::vector<ComparisonLine>& lines);

/// The table's last part; empty for a run without mondes.
std::string mondes_table(const std::vector<MondesLine>& lines);

}  // namespace mixite
