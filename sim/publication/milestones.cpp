#include "publication/milestones.hpp"

#include <string>
#include <vector>

#include "publication/table_columns.hpp"

namespace mixite {

std::optional<Month> review_month(const RunReader& run) {
    if (!run.has_territory_table("milestones")) {
        return std::nullopt;
    }
    const auto table = run.territory_table("milestones");
    const auto months = texts(table, "month");
    const auto kinds = texts(table, "kind");
    const auto range = run.months();
    std::optional<Month> first;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto month = parse_month(months[i]);
        const bool within = month && *month >= range.first && *month - range.first < range.count;
        if (kinds[i] == "review" && within && (!first || *month < *first)) {
            first = month;
        }
    }
    return first;
}

}  // namespace mixite
