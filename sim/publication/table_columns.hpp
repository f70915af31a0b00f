#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "observation/run_description.hpp"

namespace mixite {

/// The column of that name. Throws OutputError, naming the table, if there is none.
const TableColumn& column_of(const Table& table, const std::string& name);
bool has_column(const Table& table, const std::string& name);
/// The values of a column of integers or codes.
std::vector<std::int64_t> whole_numbers(const Table& table, const std::string& name);
/// A column of CF time, "days since 2019-01-01", as months.
std::vector<Month> months_of(const Table& table, const std::string& name);

}  // namespace mixite
