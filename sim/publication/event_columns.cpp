#include "publication/event_columns.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

namespace mixite {
namespace {

/// Reads CF time, "days since 2019-01-01", into months of the run.
class MonthOfDay {
  public:
    MonthOfDay(MonthRange months, const std::string& unit) : months_(months) {
        constexpr std::string_view before_year = "days since ";
        const auto epoch = unit.starts_with(before_year)
                               ? parse_month(unit.substr(before_year.size(), 7))
                               : std::nullopt;
        for (int m = 0; epoch && m < months.count; ++m) {
            days_.push_back(days_since(year_of(*epoch), months.at(m)));
        }
    }
    /// The last month that begins by that day.
    [[nodiscard]] std::optional<Month> operator()(std::int64_t day) const {
        const auto after = std::upper_bound(days_.begin(), days_.end(), day);
        return after == days_.begin()
                   ? std::nullopt
                   : std::optional(months_.at(static_cast<int>(after - days_.begin()) - 1));
    }

  private:
    MonthRange months_;
    std::vector<std::int64_t> days_;
};

}  // namespace

EventColumns::EventColumns(const RunReader& run,
                           const std::string& scenario,
                           const std::string& table)
    : run_(&run), table_(run.events(scenario, table)) {}

bool EventColumns::holds(const std::string& column) const {
    return std::any_of(table_.columns.begin(), table_.columns.end(), [&](const auto& held) {
        return held.name == column;
    });
}

const TableColumn& EventColumns::column_of(const std::string& name) const {
    const auto found = std::find_if(table_.columns.begin(),
                                    table_.columns.end(),
                                    [&](const TableColumn& column) { return column.name == name; });
    if (found == table_.columns.end()) {
        throw OutputError(fmt::format("{}: cannot read the result: its {} have no column '{}'",
                                      run_->path().string(),
                                      table_.name,
                                      name));
    }
    return *found;
}

std::vector<std::int64_t> EventColumns::numbers(const std::string& column) const {
    return std::visit(
        [](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            std::vector<std::int64_t> found;
            if constexpr (!std::is_same_v<Value, std::string>) {
                found.reserve(values.size());
                for (const auto value : values) {
                    found.push_back(static_cast<std::int64_t>(value));
                }
            }
            return found;
        },
        column_of(column).values);
}

std::vector<std::optional<Month>> EventColumns::months() const {
    const MonthOfDay month_of(run_->months(), column_of("month").unit);
    std::vector<std::optional<Month>> months;
    for (const auto day : numbers("month")) {
        months.push_back(month_of(day));
    }
    return months;
}

}  // namespace mixite
