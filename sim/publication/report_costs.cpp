#include "publication/report_costs.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "publication/packed_numbers.hpp"
#include "publication/paired_difference.hpp"
#include "publication/report_summaries.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"
#include "world/flows.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

struct Positions {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// An amount that a month's indicator gives, added up since the fork.
struct Amount {
    const char* id;
    const char* indicator;
    bool first_only;  ///< of its positions: in QPV
};
constexpr std::array<Amount, 4> amounts{{{"rent_lost", "rent_lost_to_vacancy", false},
                                         {"rent_lost_in_qpv", "rent_lost_to_vacancy", true},
                                         {"allowance", "allowance_paid", false},
                                         {"programme", "programme_cost", false}}};

std::size_t position_of(const ScenarioValues& scenario, Month month) {
    return static_cast<std::size_t>(month - scenario.months().first);
}

/// By replication.
std::vector<double> sums(const IndicatorValues& values,
                         std::size_t first_month,
                         std::size_t last_month,
                         Positions places) {
    std::vector<double> sums(values.replications, 0.0);
    for (std::size_t r = 0; r < values.replications; ++r) {
        for (auto m = first_month; m <= last_month; ++m) {
            for (std::size_t p = 0; p < places.count; ++p) {
                sums[r] += static_cast<double>(values.at(r, m, places.first + p));
            }
        }
    }
    return sums;
}

Json amount_json(const Compared& compared, const Amount& amount, const std::vector<Month>& dates) {
    const auto since_fork = [&](ScenarioValues& scenario, Month date) {
        const auto& values = scenario.of(amount.indicator);
        return sums(values,
                    0,
                    position_of(scenario, date),
                    {0, amount.first_only ? std::size_t{1} : values.extent});
    };
    Summaries summaries;
    for (const auto date : dates) {
        const auto before = compared.baseline == nullptr ? std::vector<double>{}
                                                         : since_fork(*compared.baseline, date);
        summaries.add(since_fork(*compared.values, date),
                      compared.baseline == nullptr ? nullptr : &before);
    }
    return summaries.json();
}

/// Landlord after landlord, date by date.
Json rent_mass_json(const Compared& compared, const std::vector<Month>& dates) {
    const auto of_month = [](ScenarioValues& scenario, Month date, std::size_t landlord) {
        const auto month = position_of(scenario, date);
        return sums(scenario.of("rent_mass"), month, month, {landlord, 1});
    };
    Summaries summaries;
    for (std::size_t l = 0; l < compared.values->of("rent_mass").extent; ++l) {
        for (const auto date : dates) {
            const auto before = compared.baseline == nullptr
                                    ? std::vector<double>{}
                                    : of_month(*compared.baseline, date, l);
            summaries.add(of_month(*compared.values, date, l),
                          compared.baseline == nullptr ? nullptr : &before);
        }
    }
    return summaries.json();
}

/// The commune of each zone, as a position on the axis of communes.
std::vector<std::size_t> commune_positions(const RunReader& run) {
    const auto& codes = axis_of(run, "commune").codes;
    std::vector<std::size_t> positions;
    for (const auto& commune : communes_of_zones(run)) {
        positions.push_back(static_cast<std::size_t>(
            std::find(codes.begin(), codes.end(), commune) - codes.begin()));
    }
    return positions;
}

bool holds_communes(const RunReader& run) {
    return run.holds_indicator("open_requests_by_commune") &&
           run.holds_indicator("stock_by_zone") && run.holds_indicator("households") &&
           run.has_territory_table("zones");
}

}  // namespace

nlohmann::ordered_json costs_json(const Compared& compared, const std::vector<Month>& dates) {
    const auto& run = compared.values->run();
    Json json = Json::object();
    for (const auto& amount : amounts) {
        if (run.holds_indicator(amount.indicator)) {
            json[amount.id] = amount_json(compared, amount, dates);
        }
    }
    if (run.holds_indicator("rent_mass")) {
        json["rent_mass"] = rent_mass_json(compared, dates);
    }
    return json;
}

nlohmann::ordered_json communes_json(ScenarioValues& scenario, const std::vector<Month>& dates) {
    const auto& run = scenario.run();
    if (!holds_communes(run)) {
        return nullptr;
    }
    constexpr std::size_t numbers = 3;
    const auto communes = commune_positions(run);
    const auto count = axis_of(run, "commune").codes.size();
    std::vector<double> all(count * dates.size() * numbers, 0.0);
    for (std::size_t d = 0; d < dates.size(); ++d) {
        const auto last = position_of(scenario, dates[d]);
        const auto first = d == 0 ? 0 : position_of(scenario, dates[d - 1]) + 1;
        const auto place = [&](std::size_t commune) {
            return all.data() + (commune * dates.size() + d) * numbers;
        };
        for (std::size_t zone = 0; zone < communes.size(); ++zone) {
            auto* of = place(communes.at(zone));
            of[0] += mean_of(sums(scenario.of("stock_by_zone"), last, last, {zone, 1}));
            of[1] += mean_of(sums(scenario.of("households"), last, last, {zone, 1}));
        }
        const auto& requests = scenario.of("open_requests_by_commune");
        for (std::size_t commune = 0; commune < count; ++commune) {
            place(commune)[2] = mean_of(sums(requests, first, last, {commune, 1})) /
                                static_cast<double>(last + 1 - first);
        }
    }
    return packed_floats(all);
}

nlohmann::ordered_json tension_json(const RunReader& run,
                                    const std::string& scenario,
                                    const std::vector<Month>& dates) {
    if (!run.has_events(scenario, "access")) {
        return nullptr;
    }
    const auto table = run.events(scenario, "access");
    const auto year = whole_numbers(table, "year");
    const auto group = whole_numbers(table, "group");
    const auto need = positions_of(table, "need", needs);
    const auto request_months = whole_numbers(table, "request_months");
    const auto housed = whole_numbers(table, "housed");
    std::vector<double> numbers(needs * dates.size() * 2, 0.0);
    for (std::size_t i = 0; i < year.size(); ++i) {
        const auto date = std::find_if(
            dates.begin(), dates.end(), [&](Month of) { return year_of(of) == year[i]; });
        if (group[i] != static_cast<std::int64_t>(AuditGroup::everybody) || date == dates.end()) {
            continue;
        }
        const auto at =
            (need[i] * dates.size() + static_cast<std::size_t>(date - dates.begin())) * 2;
        numbers.at(at) += static_cast<double>(request_months[i]) / run.replications();
        numbers.at(at + 1) += static_cast<double>(housed[i]) / run.replications();
    }
    return packed_floats(numbers);
}

}  // namespace mixite
