#pragma once

#include <filesystem>

#include "foundation/progress.hpp"
#include "publication/statistical_secrecy.hpp"

namespace mixite {

/// One row a scenario, replication, month, place and indicator: UTF-8, decimal points, the unit
/// beside each value. `state` is empty, `not measured` or `masked`; then there is no value. Throws
/// OutputError.
void write_tidy_csv(const PublishedValues& values,
                    const std::filesystem::path& file,
                    const Progress& progress);

/// Empty where nothing was measured.
std::string csv_number(double value);

}  // namespace mixite
