#pragma once

#include <optional>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// Nullptr if the file has no such axis.
const Axis* find_axis(const RunReader& run, const std::string& name);
/// Precondition: the file has it.
const Axis& axis_of(const RunReader& run, const std::string& name);
/// Positions of the QPV on the axis of zones, in the order of the axis of QPV; empty if the file
/// has no such axis.
std::vector<std::size_t> qpv_positions(const RunReader& run);
/// The code of each zone's commune, or none if the file does not tell them. Throws OutputError if
/// it tells not as many as it has zones.
std::vector<std::string> communes_of_zones(const RunReader& run);

/// The scenario that `--baseline` wants, without its monde; empty: the run's first. Throws
/// WrongRequest, with those that it holds, for another.
std::string baseline_of(const RunReader& run, const std::string& wanted);

}  // namespace mixite
