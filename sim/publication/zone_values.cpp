#include "publication/zone_values.hpp"

#include <cmath>

#include "observation/result_schema.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

double mean_at(const PublishedIndicator& published, std::size_t month, std::size_t zone) {
    const auto& values = published.values;
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t r = 0; r < values.replications; ++r) {
        const auto position = (r * values.months + month) * values.extent + zone;
        if (!published.masked.empty() && published.masked[position] != 0) {
            return unmeasured;
        }
        const auto value = static_cast<double>(values.at(r, month, zone));
        if (std::isfinite(value)) {
            sum += value;
            count += 1.0;
        }
    }
    return count > 0.0 ? sum / count : unmeasured;
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
    for (const auto& indicator : run.indicators()) {
        if (indicator.axes == std::vector<std::string>{"zone"}) {
            found.indicators.push_back(indicator);
        }
    }
    const auto last = static_cast<std::size_t>(run.months().count - 1);
    for (const auto& name : run.scenarios()) {
        ZoneValues::OfScenario scenario{name, run.scenario(name).legal_status, {}};
        for (const auto& indicator : found.indicators) {
            const auto published = values.of(name, indicator.name);
            std::vector<double> means;
            for (std::size_t zone = 0; zone < axis.codes.size(); ++zone) {
                means.push_back(mean_at(published, last, zone));
            }
            scenario.means.push_back(std::move(means));
        }
        found.scenarios.push_back(std::move(scenario));
    }
    return found;
}

}  // namespace mixite
