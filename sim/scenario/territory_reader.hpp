#pragma once

#include <filesystem>

#include "scenario/territory_tables.hpp"

namespace mixite {

/// Reads every table of a territory's folder (schema: data/README.md) and checks it against
/// MANIFEST.toml. Throws MissingInput if a file is not there, DataError with all problems found: a
/// sha256 or a number of rows that differs, an unknown, missing or malformed value, a name that no
/// table declares, totals that do not agree.
TerritoryTables read_territory(const std::filesystem::path& folder);

/// The part of the tables that the model needs during a run.
Territory make_territory(const TerritoryTables& tables);

}  // namespace mixite
