#pragma once

#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "observation/run_recorder.hpp"

/// A small run whose every number is written out: two strategies and a baseline over fifteen
/// months, in three zones of which the last is a QPV.
namespace hand_made {

using namespace mixite;

inline constexpr MonthRange months{month(2027, 1), 15};
inline constexpr float requests_opened_a_month = 4.0F;
inline constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// Values of a month, in the order of the indicators below.
struct Values {
    float poverty_of_qpv = 0.0F;
    float rank_order_h = 0.0F;
    float leases_outside = 0.0F;
    float first_quartile_outside = 0.0F;
};

struct LeaseLine {
    std::int64_t household = 0;
    Month month;
    std::int32_t zone = 0;
    std::uint8_t quartile = 1;
    std::int16_t wait_months = 0;
};

struct Scenario {
    std::string name;
    std::string legal_status;
    std::function<Values(int replication, int month)> values;
    std::function<std::vector<LeaseLine>(int replication)> leases = {};
};

inline Table lease_table(const std::vector<LeaseLine>& lines) {
    std::vector<std::int32_t> days;
    std::vector<std::int64_t> household;
    std::vector<std::int32_t> zone;
    std::vector<std::uint8_t> quartile;
    std::vector<std::int16_t> wait;
    for (const auto& line : lines) {
        days.push_back(days_since(2019, line.month));
        household.push_back(line.household);
        zone.push_back(line.zone);
        quartile.push_back(line.quartile);
        wait.push_back(line.wait_months);
    }
    return {"leases",
            "lease",
            {{"month", "days since 2019-01-01", "month of the lease", days},
             {"household", "1", "key of the household", household},
             {"zone", "1", "position of the zone", zone},
             {"quartile_legal", "1", "quarter, legal", quartile},
             {"quartile_frozen", "1", "quarter, frozen", quartile},
             {"wait_months", "month", "wait", wait}}};
}

inline RunDescription description(const std::vector<Scenario>& scenarios, int replications) {
    RunDescription run;
    run.title = "Essai";
    run.replications = replications;
    run.history_months = {month(2026, 12), 1};
    run.months = months;
    run.axes = {{"zone", "zone", {"A", "B", "QN1"}, {"Bourg", "Village", "Cité, haute"}},
                {"qpv", "QPV", {"QN1"}, {"Cité, haute"}},
                {"scope", "in or outside QPV", {"in_qpv", "outside_qpv"}, {"in", "outside"}}};
    run.indicators = {{"poverty_rate", "1", "Poverty", "Poverty rate", {"zone"}},
                      {"rank_order_h", "1", "H^R", "Rank-order H", {}},
                      {"leases_with_quartile_frozen", "lease", "Leases", "Leases", {"scope"}},
                      {"first_quartile_leases_frozen", "lease", "Of Q1", "Leases", {"scope"}},
                      {"opened", "request", "Requests", "Requests opened", {}}};
    const bool with_leases = static_cast<bool>(scenarios.front().leases);
    if (with_leases) {
        run.event_tables = {lease_table({})};
    }
    for (const auto& scenario : scenarios) {
        run.scenarios.push_back({scenario.name,
                                 "Titre de " + scenario.name,
                                 scenario.legal_status,
                                 "title = 'x'\n",
                                 "title = 'x'\n",
                                 {{"a.b", "1", "1", "source", "", "official", "loi", ""}}});
    }
    const auto texts = [](std::vector<std::string> of) { return of; };
    run.territory_tables = {{"milestones",
                             "milestone",
                             {{"month", "", "month", texts({"2026-06", "2027-12", "2027-09"})},
                              {"kind", "", "kind", texts({"review", "review", "delivery"})}}}};
    run.inputs = {{"zones.csv", std::string(64, 'a'), 3, "INSEE", "Licence Ouverte 2.0", "2021"}};
    run.build = {{"compiler", std::string("g++")}};
    run.model = {{"seed", std::int64_t{7}}};
    return run;
}

inline std::vector<float> indicators(const Scenario& scenario, int replication, int count) {
    std::vector<float> all;
    for (int m = 0; m < count; ++m) {
        const auto v = scenario.values(replication, m);
        for (const float value : {0.1F,
                                  0.2F,
                                  v.poverty_of_qpv,
                                  v.rank_order_h,
                                  0.0F,
                                  v.leases_outside,
                                  0.0F,
                                  v.first_quartile_outside,
                                  requests_opened_a_month}) {
            all.push_back(value);
        }
    }
    return all;
}

inline void write(const std::filesystem::path& output,
                  const std::vector<Scenario>& scenarios,
                  const RunDescription& run) {
    RunRecorder recorder(output, run, Existing::replace);
    for (int r = 0; r < run.replications; ++r) {
        recorder.record_history(r, 0, indicators(scenarios.front(), r, 1));
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            ReplicationRecord record{indicators(scenarios[s], r, months.count), {}};
            if (!run.event_tables.empty()) {
                record.events.push_back(lease_table(scenarios[s].leases(r)));
            }
            recorder.record(r, s, record);
        }
    }
    recorder.finish({{"threads", std::int64_t{2}}});
}

inline void write(const std::filesystem::path& output,
                  const std::vector<Scenario>& scenarios,
                  int replications) {
    write(output, scenarios, description(scenarios, replications));
}

}  // namespace hand_made
