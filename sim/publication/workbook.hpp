#pragma once

#include <filesystem>

#include "foundation/progress.hpp"
#include "publication/statistical_secrecy.hpp"

namespace mixite {

/// A workbook in French: what it is and what it is not; a sheet per theme, each December and each
/// strategy, with charts; the zones; differences with intervals; who wins and who loses, where they
/// went, fairness, chains; definitions; sources. Means over the replications. Throws OutputError.
void write_workbook(const PublishedValues& values,
                    const std::filesystem::path& file,
                    const Progress& progress);

}  // namespace mixite
