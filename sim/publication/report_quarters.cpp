#include "publication/report_quarters.hpp"

#include <numeric>
#include <string>

#include "publication/report_summaries.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

/// What of an indicator is told at a date: by replication.
using AtDate = std::vector<double> (*)(const IndicatorValues& of,
                                       std::size_t month,
                                       std::size_t position);

std::vector<double> since_the_beginning(const IndicatorValues& of,
                                        std::size_t month,
                                        std::size_t position) {
    std::vector<double> sums(of.replications, 0.0);
    for (std::size_t r = 0; r < of.replications; ++r) {
        for (std::size_t m = 0; m <= month; ++m) {
            sums[r] += static_cast<double>(of.at(r, m, position));
        }
    }
    return sums;
}

std::vector<double> in_the_month(const IndicatorValues& of,
                                 std::size_t month,
                                 std::size_t position) {
    std::vector<double> values;
    for (std::size_t r = 0; r < of.replications; ++r) {
        values.push_back(static_cast<double>(of.at(r, month, position)));
    }
    return values;
}

/// Of these positions of an indicator, one after the other, each date by date.
Summaries by_date(const Compared& compared,
                  const std::string& indicator,
                  const std::vector<std::size_t>& positions,
                  const std::vector<Month>& dates,
                  AtDate at_date,
                  Told levels = Told::one_future) {
    const auto& values = compared.values->of(indicator);
    const auto* before = compared.baseline == nullptr ? nullptr : &compared.baseline->of(indicator);
    const auto first = compared.values->run().months().first;
    Summaries summaries(levels);
    for (const auto position : positions) {
        for (const auto date : dates) {
            const auto month = static_cast<std::size_t>(date - first);
            const auto of_baseline =
                before == nullptr ? std::vector<double>{} : at_date(*before, month, position);
            summaries.add(at_date(values, month, position),
                          before == nullptr ? nullptr : &of_baseline);
        }
    }
    return summaries;
}

std::vector<std::size_t> all_positions(const Compared& compared, const std::string& indicator) {
    std::vector<std::size_t> positions(compared.values->of(indicator).extent);
    std::iota(positions.begin(), positions.end(), std::size_t{0});
    return positions;
}

}  // namespace

Json ledgers_json(const Compared& compared, const std::vector<Month>& dates) {
    const auto& run = compared.values->run();
    Json json = Json::object();
    for (const auto& indicator : run.indicators()) {
        if (indicator.axes == std::vector<std::string>{"qpv", "poverty_cause"}) {
            json[indicator.name] = by_date(compared,
                                           indicator.name,
                                           all_positions(compared, indicator.name),
                                           dates,
                                           since_the_beginning)
                                       .json();
        }
    }
    if (run.holds_indicator("poor_households")) {
        json["poor_households"] =
            by_date(compared, "poor_households", qpv_positions(run), dates, in_the_month).json();
    }
    return json;
}

Json occupancy_json(const Compared& compared, const std::vector<Month>& dates) {
    Json json = Json::object();
    for (const auto& indicator : compared.values->run().indicators()) {
        const auto& name = indicator.name;
        if (name.starts_with("occupants_by_")) {
            json[name] = by_date(compared, name, all_positions(compared, name), dates, in_the_month)
                             .json(MeansAs::steps);
        } else if (name.starts_with("entrants_by_") || name.starts_with("leavers_by_")) {
            const Compared alone{compared.values, nullptr};
            json[name] = by_date(alone,
                                 name,
                                 all_positions(compared, name),
                                 dates,
                                 since_the_beginning,
                                 Told::mean)
                             .json(MeansAs::steps);
        }
    }
    return json;
}

}  // namespace mixite
