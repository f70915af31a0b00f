#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "observation/run_description.hpp"

namespace mixite {

/// The column of that name. Throws OutputError, naming the table, if there is none.
const TableColumn& column_of(const Table& table, const std::string& name);
bool has_column(const Table& table, const std::string& name);
/// The values of a column of integers or codes.
std::vector<std::int64_t> whole_numbers(const Table& table, const std::string& name);
/// The values of a column of integers or codes, each into the member of its row. Precondition: a
/// row a value.
template <class Row>
void put_whole_numbers(const Table& table,
                       const std::string& name,
                       std::vector<Row>& rows,
                       std::int64_t Row::*member) {
    std::visit(
        [&](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            if constexpr (std::is_integral_v<Value>) {
                for (std::size_t i = 0; i < values.size(); ++i) {
                    rows[i].*member = static_cast<std::int64_t>(values[i]);
                }
            }
        },
        column_of(table, name).values);
}
/// A column of CF time, "days since 2019-01-01", as months.
std::vector<Month> months_of(const Table& table, const std::string& name);

}  // namespace mixite
