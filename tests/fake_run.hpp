#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "observation/run_recorder.hpp"

/// A run of invented numbers, each a formula of its place, that readers in other languages can
/// recompute.
namespace fake_run {

using namespace mixite;

inline constexpr int replications = 3;
inline constexpr std::size_t rows_of_replication(int replication) {
    return std::size_t{4} + static_cast<std::size_t>(replication);
}

inline Table leases(int replication, std::size_t rows) {
    std::vector<std::int32_t> days;
    std::vector<std::int64_t> household;
    std::vector<std::uint8_t> answer;
    std::vector<float> effort;
    for (std::size_t i = 0; i < rows; ++i) {
        days.push_back(days_since(2019, month(2024, 1 + static_cast<int>(i % 3))));
        household.push_back((std::int64_t{1} << 52) + std::int64_t{100} * replication +
                            static_cast<std::int64_t>(i));
        answer.push_back(static_cast<std::uint8_t>(i % 2));
        effort.push_back(0.25F * static_cast<float>(i));
    }
    return {"leases",
            "lease",
            {{"month", "days since 2019-01-01", "month of the lease", days},
             {"household", "1", "key of the household", household},
             {"tenure", "1", "tenure before the lease", answer, "tenure"},
             {"effort_rate", "1", "housing cost over resources", effort}}};
}

/// `scenarios` numbers the scenarios to run: the numbers of a scenario depend on its own number
/// only.
inline RunDescription description(const std::vector<int>& scenarios) {
    RunDescription run;
    run.title = "Essai : « mixité »";
    run.replications = replications;
    run.history_months = {month(2019, 1), 4};
    run.months = {month(2024, 1), 3};
    run.axes = {{"zone",
                 "zone of the territory",
                 {"Z1", "Z2", "QP1"},
                 {"Centre", "Prés-de-l’Île", "Moulin"}},
                {"quartile", "quarter of the requests", {"q1", "q2"}, {"first quarter", "others"}}};
    run.enumerations = {{"tenure", {"owner", "private_tenant"}}};
    run.indicators = {
        {"households", "1", "Households", "Households living in the zone", {"zone"}},
        {"open_requests", "1", "Open requests", "Requests open at the end of the month", {}},
        {"leases_by_quartile",
         "1",
         "Leases by quarter",
         "Leases signed in the month",
         {"zone", "quartile"}}};
    run.event_tables = {leases(0, 0)};
    for (const int scenario : scenarios) {
        run.scenarios.push_back(
            {"scenario_" + std::to_string(scenario),
             "Scénario " + std::to_string(scenario),
             "droit constant",
             "title = 'é'\n",
             "title = 'é'\nseed = 1\n",
             {{"allocation.rounds",
               "2",
               "1",
               "town contract",
               "Contrat de Ville",
               "contract",
               "engagement",
               "droit constant"},
              {"allocation.share", "0.25", "1", "L.441-1", "", "official", "loi", ""}}});
    }
    run.inputs = {{"zones.csv", std::string(64, 'a'), 3, "Insee", "Licence Ouverte 2.0", "2021"}};
    run.territory_tables = {
        {"zones",
         "zone_row",
         {{"code", "", "code of the zone", std::vector<std::string>{"Z1", "Z2", "QP1"}},
          {"dwellings", "1", "social dwellings", std::vector<std::int32_t>{10, 20, 30}}}}};
    run.build = {{"git", std::string("0000000")}, {"compiler", std::string("g++")}};
    run.model = {{"seed", std::int64_t{1}}, {"rng_scheme", std::int64_t{1}}};
    return run;
}

/// Month after month, indicator after indicator; the last value of each month is unknown.
inline std::vector<float> indicators(const RunDescription& run,
                                     int months,
                                     int replication,
                                     int scenario) {
    std::vector<float> values;
    for (int m = 0; m < months; ++m) {
        const auto count = values_a_month(run);
        for (std::size_t k = 0; k < count; ++k) {
            values.push_back(static_cast<float>(1000 * scenario + 100 * replication + 10 * m) +
                             0.5F * static_cast<float>(k));
        }
        values.back() = std::numeric_limits<float>::quiet_NaN();
    }
    return values;
}

inline void record_all(RunRecorder& recorder,
                       const RunDescription& run,
                       const std::vector<int>& scenarios) {
    for (int r = 0; r < replications; ++r) {
        recorder.record_history(r, 0, indicators(run, run.history_months.count, r, 0));
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            recorder.record(r,
                            s,
                            {indicators(run, run.months.count, r, scenarios[s]),
                             {leases(r, rows_of_replication(r))}});
        }
    }
}

inline void write(const std::filesystem::path& output,
                  const std::vector<int>& scenarios = {1, 2},
                  const Facts& execution = {{"threads", std::int64_t{2}}, {"wall_seconds", 0.5}}) {
    const auto run = description(scenarios);
    RunRecorder recorder(output, run, Existing::replace);
    record_all(recorder, run, scenarios);
    recorder.finish(execution);
}

}  // namespace fake_run
