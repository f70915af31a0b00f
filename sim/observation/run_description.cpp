#include "observation/run_description.hpp"

#include <algorithm>

#include "foundation/failure.hpp"

namespace mixite {

std::size_t row_count(const TableColumn& column) {
    return std::visit([](const auto& values) { return values.size(); }, column.values);
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
