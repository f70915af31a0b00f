#include "publication/table_columns.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>

#include "foundation/failure.hpp"

namespace mixite {

bool has_column(const Table& table, const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const TableColumn& column) {
        return column.name == name;
    });
}

const TableColumn& column_of(const Table& table, const std::string& name) {
    const auto found = std::find_if(table.columns.begin(),
                                    table.columns.end(),
                                    [&](const TableColumn& column) { return column.name == name; });
    if (found == table.columns.end()) {
        throw OutputError(
            fmt::format("cannot read the result: its {} have no column '{}'", table.name, name));
    }
    return *found;
}

std::vector<std::int64_t> whole_numbers(const Table& table, const std::string& name) {
    return std::visit(
        [](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            std::vector<std::int64_t> found;
            if constexpr (std::is_integral_v<Value>) {
                found.assign(values.begin(), values.end());
            }
            return found;
        },
        column_of(table, name).values);
}

std::vector<Month> months_of(const Table& table, const std::string& name) {
    constexpr std::string_view before_year = "days since ";
    const auto& unit = column_of(table, name).unit;
    const auto epoch = unit.starts_with(before_year)
                           ? parse_month(unit.substr(before_year.size(), 7))
                           : std::nullopt;
    if (!epoch) {
        throw OutputError(
            fmt::format("cannot read the result: {}/{} has the unit '{}'", table.name, name, unit));
    }
    std::vector<Month> months;
    for (const auto day : whole_numbers(table, name)) {
        // At least 28 and at most 31 days a month: the first guess is never too late.
        auto found = *epoch + static_cast<int>(day / 31);
        while (days_since(year_of(*epoch), found + 1) <= day) {
            ++found;
        }
        months.push_back(found);
    }
    return months;
}

}  // namespace mixite
