#pragma once

#include <filesystem>
#include <vector>

#include "foundation/progress.hpp"
#include "observation/output_file.hpp"

namespace mixite {

/// Writes one result that holds the scenarios of all files, in their order, as if one run had made
/// them: each has the digest that it had. What several files hold alike, such as the baseline of
/// the points of a sweep, is there once, and so is a file or a point given twice; points of a
/// design come in its order. Progress counts scenarios.
///
/// Throws WrongRequest, with every reason, if they are not parts of one run: other lives, months,
/// territory, program, a scenario of one name with two results, points of a design that are
/// missing. Throws OutputError if one is damaged, OutputExists.
void join_runs(const std::vector<std::filesystem::path>& files,
               const std::filesystem::path& output,
               Existing existing,
               const Progress& progress);

/// The result files (.h5) of a folder, in the order of their names. Throws OutputError if there is
/// none.
std::vector<std::filesystem::path> result_files_of(const std::filesystem::path& folder);

}  // namespace mixite
