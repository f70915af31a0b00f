#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "hand_made_run.hpp"
#include "scratch_folder.hpp"

/// The hand-made run with the tables that tell what becomes of households, every row written out.
namespace hand_made {

/// Positions within the enumerations below.
inline const std::vector<Enumeration> event_enumerations{
    {"vacancy_cause", {"initial", "delivery"}},
    {"answer", {"accepted", "refused_before_commission"}},
    {"answer_motive", {"none", "last_offer", "cost"}}};

struct HousedLine {
    std::int64_t household = 0;
    std::uint8_t quartile = 1;
    std::int16_t wait_months = 0;
};

inline Table housed_table(const std::vector<HousedLine>& lines) {
    const auto rows = lines.size();
    std::vector<std::int64_t> household;
    std::vector<std::uint8_t> quartile;
    std::vector<std::int16_t> wait;
    for (const auto& line : lines) {
        household.push_back(line.household);
        quartile.push_back(line.quartile);
        wait.push_back(line.wait_months);
    }
    const auto days = days_since(2019, months.first);
    return {"leases",
            "lease",
            {{"month", "days since 2019-01-01", "month", std::vector<std::int32_t>(rows, days)},
             {"household", "1", "household", household},
             {"zone", "1", "zone", std::vector<std::int32_t>(rows, 1)},
             {"from_zone", "1", "from", std::vector<std::int32_t>(rows, -1)},
             {"landlord", "1", "landlord", std::vector<std::int16_t>(rows, 0)},
             {"holder", "1", "holder", std::vector<std::int16_t>(rows, -1)},
             {"persons", "1", "persons", std::vector<std::uint8_t>(rows, 1)},
             {"eldest_age", "year", "age", std::vector<std::uint8_t>(rows, 40)},
             {"quartile_legal", "1", "quarter", quartile},
             {"quartile_frozen", "1", "quarter", quartile},
             {"type", "1", "type", std::vector<std::uint8_t>(rows, 0)},
             {"priorities", "1", "priorities", std::vector<std::int32_t>(rows, 0)},
             {"transfer", "1", "transfer", std::vector<std::uint8_t>(rows, 0)},
             {"wait_months", "month", "wait", wait}}};
}

struct AccessLine {
    std::uint8_t group = 0;
    std::int32_t request_months = 0;
    std::int32_t housed = 0;
};

inline Table access_table(const std::vector<AccessLine>& lines) {
    const auto rows = lines.size();
    std::vector<std::uint8_t> group;
    std::vector<std::int32_t> request_months;
    std::vector<std::int32_t> housed;
    for (const auto& line : lines) {
        group.push_back(line.group);
        request_months.push_back(line.request_months);
        housed.push_back(line.housed);
    }
    return {"access",
            "cell",
            {{"year", "1", "year", std::vector<std::int16_t>(rows, 2027)},
             {"group", "1", "group", group},
             {"need", "1", "need", std::vector<std::uint8_t>(rows, 0)},
             {"request_months", "request", "requests", request_months},
             {"housed", "lease", "housed", housed}}};
}

/// Requests opened in one month, of a quarter and need, and those of them that were housed.
struct CohortLine {
    std::uint8_t quartile = 1;
    std::uint8_t need = 0;
    std::int32_t requests = 0;
    std::int32_t housed = 0;
    std::uint8_t months_followed = 12;
};

inline Table cohort_table(const std::vector<CohortLine>& lines) {
    const auto rows = lines.size();
    std::vector<std::uint8_t> quartile;
    std::vector<std::uint8_t> need;
    std::vector<std::int32_t> requests;
    std::vector<std::int32_t> housed;
    std::vector<std::uint8_t> months_followed;
    for (const auto& line : lines) {
        quartile.push_back(line.quartile);
        need.push_back(line.need);
        requests.push_back(line.requests);
        housed.push_back(line.housed);
        months_followed.push_back(line.months_followed);
    }
    const auto days = days_since(2019, months.first);
    return {"cohorts",
            "cohort",
            {{"opened", "days since 2019-01-01", "opened", std::vector<std::int32_t>(rows, days)},
             {"quartile", "1", "quarter", quartile},
             {"need", "1", "need", need},
             {"requests", "request", "requests", requests},
             {"housed", "request", "housed", housed},
             {"months_followed", "month", "followed", months_followed}}};
}

inline Table chain_lengths(std::vector<std::uint8_t> lengths) {
    const auto rows = lengths.size();
    return {"chains",
            "chain",
            {{"cause", "1", "cause", std::vector<std::uint8_t>(rows, 1), "vacancy_cause"},
             {"length", "1", "length", std::move(lengths)}}};
}

inline Table destination_rows(std::vector<std::uint8_t> residence,
                              std::vector<std::uint8_t> waiting,
                              std::vector<std::int32_t> households) {
    const auto rows = residence.size();
    return {"destinations",
            "destination",
            {{"qpv", "1", "qpv", std::vector<std::int16_t>(rows, 0)},
             {"months_later", "month", "later", std::vector<std::uint8_t>(rows, 12)},
             {"residence", "1", "residence", std::move(residence)},
             {"waiting", "1", "waiting", std::move(waiting)},
             {"households", "household", "households", std::move(households)}}};
}

/// Three were asked: one refused, one passed three requests over, one took a last offer.
inline std::vector<Table> decisions_of_two_leases() {
    return {{"offers",
             "offer",
             {{"answer", "1", "answer", std::vector<std::uint8_t>{1, 0, 0}, "answer"},
              {"motive", "1", "motive", std::vector<std::uint8_t>{2, 0, 1}, "answer_motive"}}},
            {"ranked",
             "candidate",
             {{"asked", "1", "asked", std::vector<std::uint8_t>{1, 1, 0, 1}},
              {"passed_over", "request", "passed", std::vector<std::int32_t>{9, 3, 7, 0}}}}};
}

/// Of scenario `s` (0: the baseline) in a replication.
inline std::vector<Table> event_tables_of(std::size_t s, int replication) {
    const bool first = replication == 0;
    std::vector<Table> tables;
    if (s == 0) {
        tables.push_back(first ? housed_table({{1, 1, 10}, {2, 2, 3}, {3, 2, 4}})
                               : housed_table({{1, 1, 6}}));
        tables.push_back(access_table({{0, 300, 45}, {1, 100, 10}, {4, 100, 20}, {5, 100, 15}}));
    } else {
        tables.push_back(first ? housed_table({{2, 2, 5}, {4, 1, 1}}) : housed_table({{1, 1, 6}}));
        tables.push_back(
            access_table({{0, 300, 45}, {1, 100, 5}, {4, 100, 20}, {5, 100, first ? 5 : 4}}));
    }
    // Of need 1 only the first quarter asks; what had no threshold, or too few months, is left out.
    const std::int32_t housed_of_first = s == 0 ? 10 : (first ? 4 : 5);
    tables.push_back(cohort_table({{1, 0, 40, housed_of_first},
                                   {4, 0, 20, 10},
                                   {1, 1, 20, 20},
                                   {0, 0, 7, 7},
                                   {1, 0, 50, 50, 11}}));
    tables.push_back(chain_lengths({static_cast<std::uint8_t>(first ? 1 : 3)}));
    tables.push_back(first ? destination_rows({0, 3}, {0, 1}, {1, 1})
                           : destination_rows({3}, {1}, {2}));
    for (auto& table : decisions_of_two_leases()) {
        tables.push_back(std::move(table));
    }
    return tables;
}

struct EventsFile {
    EventsFile() : path(folder / "run.h5") {
        const auto values = [](int, int) { return Values{}; };
        const std::vector<Scenario> scenarios{{"reference", "droit constant", values},
                                              {"essai", "droit constant", values}};
        constexpr int replications = 2;
        auto run = description(scenarios, replications);
        run.enumerations = event_enumerations;
        for (auto table : event_tables_of(0, 0)) {
            for (auto& column : table.columns) {
                std::visit([](auto& held) { held.clear(); }, column.values);
            }
            run.event_tables.push_back(std::move(table));
        }
        RunRecorder recorder(path, run, Existing::replace);
        for (int r = 0; r < replications; ++r) {
            recorder.record_history(r, 0, indicators(scenarios.front(), r, 1));
            for (std::size_t s = 0; s < scenarios.size(); ++s) {
                recorder.record(
                    r, s, {indicators(scenarios[s], r, months.count), event_tables_of(s, r)});
            }
        }
        recorder.finish({{"threads", std::int64_t{1}}});
    }
    ScratchFolder folder;
    std::filesystem::path path;
};

}  // namespace hand_made
