#include "observation/run_description.hpp"

#include <algorithm>

#include "foundation/append_to.hpp"
#include "foundation/failure.hpp"

namespace mixite {

std::size_t row_count(const TableColumn& column) {
    return std::visit([](const auto& values) { return values.size(); }, column.values);
}

Table chosen_rows(Table table, const std::vector<std::size_t>& rows) {
    for (auto& column : table.columns) {
        std::visit(
            [&](auto& values) {
                std::decay_t<decltype(values)> chosen;
                chosen.reserve(rows.size());
                for (const auto row : rows) {
                    chosen.push_back(values.at(row));
                }
                values = std::move(chosen);
            },
            column.values);
    }
    return table;
}

void append(Table& table, const Table& more) {
    EXPECT(table.columns.size() == more.columns.size(), "another table than {}", table.name);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::visit(
            [&](auto& values) {
                append_to(values, std::get<std::decay_t<decltype(values)>>(more.columns[c].values));
            },
            table.columns[c].values);
    }
}

std::size_t extent(const IndicatorDescription& indicator, const std::vector<Axis>& axes) {
    std::size_t values = 1;
    for (const auto& name : indicator.axes) {
        const auto axis = std::find_if(axes.begin(), axes.end(), [&](const Axis& candidate) {
            return candidate.name == name;
        });
        EXPECT(axis != axes.end(), "indicator {} has no axis {}", indicator.name, name);
        values *= axis->codes.size();
    }
    return values;
}

std::size_t values_a_month(const RunDescription& run) {
    std::size_t values = 0;
    for (const auto& indicator : run.indicators) {
        values += extent(indicator, run.axes);
    }
    return values;
}

}  // namespace mixite
