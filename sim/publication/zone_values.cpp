#include "publication/zone_values.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "observation/result_schema.hpp"
#include "publication/compared_measures.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

/// The months up to the last one, those of a window.
struct LastMonths {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// In one replication; not a number where there is nothing to measure in any of the months.
double sum_over(const IndicatorValues& values, LastMonths months, std::size_t r, std::size_t zone) {
    double sum = unmeasured;
    for (std::size_t month = months.first; month <= months.last; ++month) {
        const auto value = static_cast<double>(values.at(r, month, zone));
        if (std::isfinite(value)) {
            sum = std::isfinite(sum) ? sum + value : value;
        }
    }
    return sum;
}

bool is_masked_in(const PublishedIndicator& published, LastMonths months, std::size_t zone) {
    const auto& values = published.values;
    if (published.masked.empty()) {
        return false;
    }
    for (std::size_t r = 0; r < values.replications; ++r) {
        for (std::size_t month = months.first; month <= months.last; ++month) {
            if (published.masked[(r * values.months + month) * values.extent + zone] != 0) {
                return true;
            }
        }
    }
    return false;
}

double mean_over(const PublishedIndicator& published, LastMonths months, std::size_t zone) {
    if (is_masked_in(published, months, zone)) {
        return unmeasured;
    }
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t r = 0; r < published.values.replications; ++r) {
        const auto value = sum_over(published.values, months, r, zone);
        if (std::isfinite(value)) {
            sum += value;
            count += 1.0;
        }
    }
    return count > 0.0 ? sum / count : unmeasured;
}

/// Over zones only leases are a flow, those signed in the month; all else stands at its end.
bool is_flow(const IndicatorDescription& indicator) {
    return indicator.unit == "lease";
}

ZoneIndicator zone_indicator(const IndicatorDescription& indicator, const MonthRange& months) {
    if (!is_flow(indicator)) {
        return {indicator, indicator.name};
    }
    const int summed = pooled_months(months, months.at(months.count - 1));
    auto description = indicator;
    description.name += fmt::format("_{}_months", summed);
    description.long_name += fmt::format(", over {} months", summed);
    return {std::move(description), indicator.name, summed};
}

std::vector<std::uint8_t> whole_communes(const RunReader& run,
                                         const std::vector<std::string>& codes) {
    const auto communes = communes_of_zones(run);
    std::vector<std::uint8_t> whole(codes.size(), 0);
    for (std::size_t zone = 0; zone < communes.size(); ++zone) {
        whole[zone] = communes[zone] == codes[zone] ? 1 : 0;
    }
    return whole;
}

std::vector<double> coordinates(const Table& zones, const std::string& name) {
    for (const auto& column : zones.columns) {
        if (const auto* values = std::get_if<std::vector<float>>(&column.values);
            column.name == name && values != nullptr) {
            return {values->begin(), values->end()};
        }
    }
    throw OutputError("cannot read the result: its zones have no " + name);
}

}  // namespace

ZoneValues zone_values(const PublishedValues& values) {
    const auto& run = values.run();
    ZoneValues found;
    const auto& axis = axis_of(run, "zone");
    const auto zones = run.territory_table("zones");
    found.codes = axis.codes;
    found.names = axis.names;
    found.latitudes = coordinates(zones, "latitude");
    found.longitudes = coordinates(zones, "longitude");
    found.whole_communes = whole_communes(run, axis.codes);
    for (const auto& indicator : run.indicators()) {
        if (indicator.axes == std::vector<std::string>{"zone"}) {
            found.indicators.push_back(zone_indicator(indicator, run.months()));
        }
    }
    const auto last = static_cast<std::size_t>(run.months().count - 1);
    for (const auto& name : run.scenarios()) {
        ZoneValues::OfScenario scenario{name, run.scenario(name).legal_status, {}};
        for (const auto& indicator : found.indicators) {
            const auto published = values.of(name, indicator.name_in_result);
            const LastMonths months{last + 1 - static_cast<std::size_t>(indicator.months_summed),
                                    last};
            std::vector<double> means;
            means.reserve(axis.codes.size());
            for (std::size_t zone = 0; zone < axis.codes.size(); ++zone) {
                means.push_back(mean_over(published, months, zone));
            }
            scenario.means.push_back(std::move(means));
        }
        found.scenarios.push_back(std::move(scenario));
    }
    return found;
}

}  // namespace mixite
