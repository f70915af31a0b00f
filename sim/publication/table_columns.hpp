#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "foundation/failure.hpp"
#include "observation/run_description.hpp"

namespace mixite {

/// The column of that name. Throws OutputError, naming file and table, if there is none.
const TableColumn& column_of(const Table& table, const std::string& name);
bool has_column(const Table& table, const std::string& name);

/// That the column is not what a result has.
OutputError damaged_column(const Table& table, const std::string& name, const std::string& problem);

/// The values of a column of integers or codes. This and those below throw OutputError, naming
/// file, table and column, if there is no such column or it is of another kind.
std::vector<std::int64_t> whole_numbers(const Table& table, const std::string& name);
std::vector<double> decimals(const Table& table, const std::string& name);
std::vector<std::string> texts(const Table& table, const std::string& name);
/// A column of CF time, "days since 2019-01-01", as months.
std::vector<Month> months_of(const Table& table, const std::string& name);

/// What a column may hold, both included.
struct ColumnBounds {
    std::int64_t least = 0;
    std::int64_t most = 0;
};
/// Positions on an axis of that length, or -1 where `least` says that there may be none.
constexpr ColumnBounds positions(std::size_t count, std::int64_t least = 0) {
    return {least, static_cast<std::int64_t>(count) - 1};
}

/// The values of a column of positions.
std::vector<std::size_t> positions_of(const Table& table,
                                      const std::string& name,
                                      std::size_t count);

/// The values of a column of integers or codes, each into the member of its row; OutputError too
/// where one is out of bounds. Precondition: a row a value.
template <class Row, class Number>
void put_whole_numbers(const Table& table,
                       const std::string& name,
                       std::vector<Row>& rows,
                       Number Row::*member,
                       ColumnBounds bounds) {
    std::visit(
        [&](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            if constexpr (std::is_integral_v<Value>) {
                for (std::size_t i = 0; i < values.size(); ++i) {
                    if (values[i] < bounds.least || values[i] > bounds.most) {
                        throw damaged_column(table, name, fmt::format("it holds {}", values[i]));
                    }
                    rows[i].*member = static_cast<Number>(values[i]);
                }
            } else {
                throw damaged_column(table, name, "it does not hold whole numbers");
            }
        },
        column_of(table, name).values);
}

}  // namespace mixite
