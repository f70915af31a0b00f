#pragma once

#include <limits>
#include <string>
#include <string_view>

#include "foundation/calendar.hpp"

namespace mixite {

/// What recorder and reader agree on; FILE_FORMAT.md describes it.
inline constexpr std::string_view result_filetype = "mixite-run";
inline constexpr int schema_major = 1;
inline constexpr int schema_minor = 7;
/// The table of a scenario, a column a parameter: whether a run drew values is whether it is there.
inline constexpr const char* drawn_parameters = "drawn_parameters";
/// The table of a scenario that names the groups to which its grids give points.
inline constexpr const char* grid_groups_table = "grid_groups";
/// Of a run made to a design: what its points vary.
inline constexpr const char* design_group = "/design";
inline constexpr const char* design_text = "/design/source_toml";
inline constexpr const char* design_points = "/design/points";
/// The value of what nobody was there to measure.
inline constexpr double unmeasured = std::numeric_limits<double>::quiet_NaN();

inline std::string scenario_path(const std::string& name) {
    return "/scenarios/" + name;
}
/// Histories share a file when scenarios differ before the fork.
inline std::string history_path(std::size_t history) {
    return history == 0 ? "/history" : "/history_" + std::to_string(history + 1);
}
/// CF time of months, from the January of `epoch`'s year.
inline std::string time_unit(Month epoch) {
    return "days since " + std::to_string(year_of(epoch)) + "-01-01";
}

}  // namespace mixite
