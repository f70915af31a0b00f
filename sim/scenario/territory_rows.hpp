#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "scenario/csv_reader.hpp"
#include "scenario/territory_tables.hpp"

namespace mixite {

/// The tables of a territory by file name, with the columns that each must have (data/README.md).
const std::map<std::string, std::vector<std::string>>& territory_schema();

/// Those whose names other tables refer to, each after those that it refers to itself.
inline constexpr std::array declaring_tables{
    "communes.csv", "zones.csv", "control_areas.csv", "parts.csv", "landlords.csv"};

/// The rows of all tables, names resolved. `readers`: one for each table of the schema, by file
/// name; each keeps the problems of its own table. Where there are problems the rows are not to be
/// used.
TerritoryTables read_rows(std::map<std::string, CsvReader>& readers);

/// What the tables say of each other and should agree on: sums, one row for each, names used once,
/// a graph that reaches every zone. Precondition: the rows have no problem. `folder`: as shown in
/// messages.
std::vector<Diagnostic> disagreements(const TerritoryTables& tables, const std::string& folder);

}  // namespace mixite
