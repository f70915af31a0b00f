#pragma once

#include <string>
#include <vector>

#include "observation/run_description.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

/// In what a result, complete or not, is of another run than the one described: each a line, with
/// what stands in the result ("there") and in the description ("here"). None: it was made with the
/// same program, draws, files of the territory, months, design and values of the scenarios; texts
/// that change no number, as comments, may differ.
std::vector<std::string> run_differences(const RunReader& result, const RunDescription& expected);

/// The same as lines to set below a message: at most a few, then how many more.
std::string difference_lines(const std::vector<std::string>& differences);

}  // namespace mixite
