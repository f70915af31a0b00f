#include "publication/table_columns.hpp"

#include <algorithm>
#include <string_view>

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
        throw OutputError(fmt::format("{}: cannot read the result: its {} have no column '{}'",
                                      table.file,
                                      table.name,
                                      name));
    }
    return *found;
}

OutputError damaged_column(const Table& table,
                           const std::string& name,
                           const std::string& problem) {
    return OutputError(fmt::format("{}: cannot read the result: {}/{}: {}; the file is damaged",
                                   table.file,
                                   table.name,
                                   name,
                                   problem));
}

std::vector<std::int64_t> whole_numbers(const Table& table, const std::string& name) {
    return std::visit(
        [&](const auto& values) -> std::vector<std::int64_t> {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            if constexpr (std::is_integral_v<Value>) {
                return {values.begin(), values.end()};
            } else {
                throw damaged_column(table, name, "it does not hold whole numbers");
            }
        },
        column_of(table, name).values);
}

std::vector<double> decimals(const Table& table, const std::string& name) {
    const auto* values = std::get_if<std::vector<float>>(&column_of(table, name).values);
    if (values == nullptr) {
        throw damaged_column(table, name, "it does not hold decimal numbers");
    }
    return {values->begin(), values->end()};
}

std::vector<std::string> texts(const Table& table, const std::string& name) {
    const auto* values = std::get_if<std::vector<std::string>>(&column_of(table, name).values);
    if (values == nullptr) {
        throw damaged_column(table, name, "it does not hold text");
    }
    return *values;
}

std::vector<std::size_t> positions_of(const Table& table,
                                      const std::string& name,
                                      std::size_t count) {
    std::vector<std::size_t> positions;
    for (const auto value : whole_numbers(table, name)) {
        if (value < 0 || static_cast<std::size_t>(value) >= count) {
            throw damaged_column(
                table, name, fmt::format("it holds {}, no position among {}", value, count));
        }
        positions.push_back(static_cast<std::size_t>(value));
    }
    return positions;
}

std::vector<Month> months_of(const Table& table, const std::string& name) {
    constexpr std::string_view before_year = "days since ";
    const auto& unit = column_of(table, name).unit;
    const auto epoch = unit.starts_with(before_year)
                           ? parse_month(unit.substr(before_year.size(), 7))
                           : std::nullopt;
    if (!epoch) {
        throw damaged_column(table, name, fmt::format("it has the unit '{}'", unit));
    }
    constexpr std::int64_t most_days = 372'000;  // a thousand years
    const auto days = whole_numbers(table, name);
    std::vector<Month> months;
    months.reserve(days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (i > 0 && days[i] == days[i - 1]) {
            months.push_back(months.back());  // rows come month by month
            continue;
        }
        if (days[i] < 0 || days[i] > most_days) {
            throw damaged_column(table, name, fmt::format("it holds day {}", days[i]));
        }
        // At least 28 and at most 31 days a month: the first guess is never too late.
        auto found = *epoch + static_cast<int>(days[i] / 31);
        while (days_since(year_of(*epoch), found + 1) <= days[i]) {
            ++found;
        }
        months.push_back(found);
    }
    return months;
}

}  // namespace mixite
