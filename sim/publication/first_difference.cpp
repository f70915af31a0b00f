#include "publication/first_difference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "publication/table_columns.hpp"

namespace mixite {
namespace {

/// A difference and when it happened, to find the earliest.
struct Dated {
    Month month{};
    FirstDifference difference;
};

void keep_earlier(std::optional<Dated>& earliest, const std::optional<Dated>& other) {
    if (other && (!earliest || other->month < earliest->month)) {
        earliest = other;
    }
}

bool same(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

std::string text_at(const ColumnValues& values, std::size_t row) {
    return std::visit(
        [row](const auto& held) {
            return row < held.size() ? fmt::format("{}", held[row]) : std::string("(no such row)");
        },
        values);
}

bool same_at(const ColumnValues& a, const ColumnValues& b, std::size_t row_a, std::size_t row_b) {
    return std::visit(
        [&](const auto& values) {
            const auto* other = std::get_if<std::decay_t<decltype(values)>>(&b);
            if (other == nullptr) {
                return false;
            }
            if constexpr (std::is_same_v<std::decay_t<decltype(values)>, std::vector<float>>) {
                return same(values[row_a], (*other)[row_b]);
            } else {
                return values[row_a] == (*other)[row_b];
            }
        },
        a);
}

std::size_t rows_of(const Table& table) {
    return table.columns.empty() ? 0 : row_count(table.columns.front());
}

/// What a row is about: the first of the columns that name somebody or something.
std::string entity_at(const Table& table, std::size_t row) {
    for (const auto* name : {"household", "dwelling", "key", "code", "name"}) {
        if (has_column(table, name) && row < rows_of(table)) {
            return fmt::format("{} {}", name, text_at(column_of(table, name).values, row));
        }
    }
    return fmt::format("row {}", row);
}

/// Rows of one table in both files.
struct RowPair {
    const Table& a;
    const Table& b;
    std::size_t row_a = 0;
    std::size_t row_b = 0;
};

std::optional<FirstDifference> difference_of_row(const RowPair& rows) {
    for (const auto& column : rows.a.columns) {
        if (!has_column(rows.b, column.name)) {
            return FirstDifference{.table = rows.a.name,
                                   .field = column.name,
                                   .first = "there",
                                   .second = "not there"};
        }
        const auto& other = column_of(rows.b, column.name);
        if (rows.row_a >= rows_of(rows.a) || rows.row_b >= rows_of(rows.b) ||
            !same_at(column.values, other.values, rows.row_a, rows.row_b)) {
            return FirstDifference{
                .table = rows.a.name,
                .entity = entity_at(rows.row_a < rows_of(rows.a) ? rows.a : rows.b,
                                    rows.row_a < rows_of(rows.a) ? rows.row_a : rows.row_b),
                .field = column.name,
                .first = text_at(column.values, rows.row_a),
                .second = text_at(other.values, rows.row_b)};
        }
    }
    return std::nullopt;
}

std::optional<FirstDifference> difference_of_tables(const Table& a, const Table& b) {
    for (std::size_t row = 0; row < std::max(rows_of(a), rows_of(b)); ++row) {
        if (auto found = difference_of_row({a, b, row, row})) {
            return found;
        }
    }
    return std::nullopt;
}

/// Rows of each replication, in their order.
std::vector<std::vector<std::size_t>> rows_by_replication(const Table& table, int replications) {
    std::vector<std::vector<std::size_t>> rows(static_cast<std::size_t>(replications));
    const auto of = positions_of(table, "replication", rows.size());
    for (std::size_t i = 0; i < of.size(); ++i) {
        rows[of[i]].push_back(i);
    }
    return rows;
}

Month month_of_row(const Table& table,
                   const std::vector<Month>& months,
                   std::size_t row,
                   Month last) {
    return has_column(table, "month") && row < months.size() ? months[row] : last;
}

/// The earliest difference between the events of a scenario. Tables without months count as of the
/// last.
std::optional<Dated> difference_of_events(const RunReader& run,
                                          const std::string& scenario,
                                          const Table& a,
                                          const Table& b) {
    const auto rows_a = rows_by_replication(a, run.replications());
    const auto rows_b = rows_by_replication(b, run.replications());
    const bool dated = has_column(a, "month") && has_column(b, "month");
    const auto months_a = dated ? months_of(a, "month") : std::vector<Month>{};
    const auto months_b = dated ? months_of(b, "month") : std::vector<Month>{};
    const auto last = run.months().at(run.months().count - 1);
    std::optional<Dated> earliest;
    for (std::size_t r = 0; r < rows_a.size(); ++r) {
        const auto longest = std::max(rows_a[r].size(), rows_b[r].size());
        for (std::size_t i = 0; i < longest; ++i) {
            const auto row_a = i < rows_a[r].size() ? rows_a[r][i] : rows_of(a);
            const auto row_b = i < rows_b[r].size() ? rows_b[r][i] : rows_of(b);
            if (auto found = difference_of_row({a, b, row_a, row_b})) {
                const auto when = std::min(month_of_row(a, months_a, row_a, last),
                                           month_of_row(b, months_b, row_b, last));
                found->part = scenario;
                found->month = to_string(when);
                found->replication = static_cast<int>(r);
                keep_earlier(earliest, Dated{when, *found});
                break;
            }
        }
    }
    return earliest;
}

std::string place_of(const RunReader& run, const IndicatorDescription& indicator, std::size_t at) {
    std::string place;
    for (auto name = indicator.axes.rbegin(); name != indicator.axes.rend(); ++name) {
        for (const auto& axis : run.axes()) {
            if (axis.name == *name && !axis.codes.empty()) {
                place = fmt::format("{} {}{}{}",
                                    *name,
                                    axis.codes[at % axis.codes.size()],
                                    place.empty() ? "" : ", ",
                                    place);
                at /= axis.codes.size();
            }
        }
    }
    return place;
}

struct IndicatorPair {
    const IndicatorValues& a;
    const IndicatorValues& b;
};

std::optional<Dated> difference_of_indicator(const RunReader& run,
                                             const std::string& part,
                                             const IndicatorDescription& indicator,
                                             const IndicatorPair& values,
                                             Month first) {
    for (std::size_t m = 0; m < values.a.months; ++m) {
        for (std::size_t r = 0; r < values.a.replications; ++r) {
            for (std::size_t at = 0; at < values.a.extent; ++at) {
                const auto a = values.a.at(r, m, at);
                const auto b = values.b.at(r, m, at);
                if (!same(a, b)) {
                    const auto when = first + static_cast<int>(m);
                    return Dated{when,
                                 {.part = part,
                                  .month = to_string(when),
                                  .replication = static_cast<int>(r),
                                  .table = "indicators",
                                  .entity = place_of(run, indicator, at),
                                  .field = indicator.name,
                                  .first = fmt::format("{}", a),
                                  .second = fmt::format("{}", b)}};
                }
            }
        }
    }
    return std::nullopt;
}

enum class Stretch { history, scenario };

std::optional<Dated> difference_of_indicators(const RunReader& a,
                                              const RunReader& b,
                                              const std::string& scenario,
                                              Stretch stretch) {
    const bool history = stretch == Stretch::history;
    const auto first = history ? a.history_months().first : a.months().first;
    const auto read = [&](const RunReader& run, const std::string& name) {
        return history ? run.history_values(scenario, name) : run.values(scenario, name);
    };
    std::optional<Dated> earliest;
    for (const auto& indicator : a.indicators()) {
        const auto of_a = read(a, indicator.name);
        const auto of_b = read(b, indicator.name);
        const auto part = history ? "history of " + scenario : scenario;
        keep_earlier(earliest, difference_of_indicator(a, part, indicator, {of_a, of_b}, first));
    }
    return earliest;
}

std::string names_of(const std::vector<IndicatorDescription>& indicators) {
    std::string text;
    for (const auto& indicator : indicators) {
        text += indicator.name + " ";
    }
    return text;
}

std::string codes_of(const std::vector<Axis>& axes) {
    std::string text;
    for (const auto& axis : axes) {
        text += fmt::format("{}: {}; ", axis.name, fmt::join(axis.codes, ", "));
    }
    return text;
}

std::string span_of(const MonthRange& months) {
    return fmt::format("{} to {}", to_string(months.first), to_string(months.at(months.count - 1)));
}

/// What two runs must share for their numbers to be set side by side.
std::optional<FirstDifference> difference_of_runs(const RunReader& a, const RunReader& b) {
    const auto facts = [](const RunReader& run) {
        return std::vector<std::pair<const char*, std::string>>{
            {"scenarios", fmt::format("{}", fmt::join(run.scenarios(), ", "))},
            {"replications", std::to_string(run.replications())},
            {"months of the history", span_of(run.history_months())},
            {"months", span_of(run.months())},
            {"indicators", names_of(run.indicators())},
            {"axes", codes_of(run.axes())}};
    };
    const auto of_a = facts(a);
    const auto of_b = facts(b);
    for (std::size_t i = 0; i < of_a.size(); ++i) {
        if (of_a[i].second != of_b[i].second) {
            return FirstDifference{.part = "run",
                                   .field = of_a[i].first,
                                   .first = of_a[i].second,
                                   .second = of_b[i].second};
        }
    }
    return std::nullopt;
}

std::optional<FirstDifference> difference_at_month_zero(const RunReader& a, const RunReader& b) {
    const auto both = b.territory_tables();
    for (const auto& name : a.territory_tables()) {
        if (std::find(both.begin(), both.end(), name) == both.end()) {
            return FirstDifference{
                .part = "territory", .table = name, .first = "there", .second = "not there"};
        }
        if (auto found = difference_of_tables(a.territory_table(name), b.territory_table(name))) {
            found->part = "territory";
            return found;
        }
    }
    return std::nullopt;
}

constexpr auto event_tables = std::to_array<const char*>({"leases",
                                                          "offers",
                                                          "decisions",
                                                          "ranked",
                                                          "turned_away",
                                                          "points",
                                                          "chains",
                                                          "access",
                                                          "cohorts",
                                                          "destinations"});

std::optional<Dated> difference_of_scenario(const RunReader& a,
                                            const RunReader& b,
                                            const std::string& scenario) {
    std::optional<Dated> earliest;
    for (const auto* table : event_tables) {
        if (a.has_events(scenario, table) && b.has_events(scenario, table)) {
            keep_earlier(earliest,
                         difference_of_events(
                             a, scenario, a.events(scenario, table), b.events(scenario, table)));
        }
    }
    keep_earlier(earliest, difference_of_indicators(a, b, scenario, Stretch::scenario));
    return earliest;
}

}  // namespace

std::optional<FirstDifference> first_difference(const RunReader& a, const RunReader& b) {
    if (auto found = difference_of_runs(a, b)) {
        return found;
    }
    if (auto found = difference_at_month_zero(a, b)) {
        return found;
    }
    std::optional<Dated> earliest;
    for (const auto& scenario : a.scenarios()) {
        keep_earlier(earliest, difference_of_indicators(a, b, scenario, Stretch::history));
    }
    if (!earliest) {
        for (const auto& scenario : a.scenarios()) {
            keep_earlier(earliest, difference_of_scenario(a, b, scenario));
        }
    }
    return earliest ? std::optional(earliest->difference) : std::nullopt;
}

std::string difference_text(const FirstDifference& difference) {
    std::string text;
    const auto line = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            text += fmt::format("{:<12}{}\n", name, value);
        }
    };
    line("part", difference.part);
    line("month", difference.month);
    line("replication", difference.replication < 0 ? "" : std::to_string(difference.replication));
    line("table", difference.table);
    line("entity", difference.entity);
    line("field", difference.field);
    line("first file", difference.first);
    line("second file", difference.second);
    return text;
}

}  // namespace mixite
