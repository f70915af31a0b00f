#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "hand_made_run.hpp"
#include "publication/cia_review.hpp"
#include "scratch_folder.hpp"
#include "world/applications.hpp"
#include "world/households.hpp"

using namespace mixite;

namespace {

const std::vector<ParameterRow> law{
    {.key = "review.first_quartile_outside_qpv", .value = "0.25"},
    {.key = "review.priority_in_flow", .value = "0.9"},
    {.key = "review.priority_in_flow@2027-01", .value = "0.25"},
    {.key = "review.upper_quartiles_in_qpv", .value = "0.5"},
};

/// A run of two replications with landlords, holders and communes; its leases are given apart.
RunReader reader(const std::filesystem::path& output,
                 const std::vector<ParameterRow>& parameters = law) {
    const hand_made::Scenario scenario{
        "cia", "droit constant", [](int, int) { return hand_made::Values{}; }};
    auto run = hand_made::description({scenario}, 2);
    run.axes.push_back({"landlord", "landlord", {"dsh", "iaa"}, {"DSH", "IAA"}});
    run.axes.push_back({"holder", "holder", {"state", "own"}, {"state", "own"}});
    run.scenarios[0].parameters = parameters;
    run.territory_tables = {
        {"zones", "row", {{"commune", "", "commune", std::vector<std::string>{"C1", "C2", "C1"}}}}};
    RunRecorder recorder(output, run, Existing::replace);
    for (int r = 0; r < 2; ++r) {
        recorder.record_history(r, 0, hand_made::indicators(scenario, r, 1));
        recorder.record(r, 0, {hand_made::indicators(scenario, r, hand_made::months.count), {}});
    }
    recorder.finish({{"threads", std::int64_t{1}}});
    return RunReader(output);
}

constexpr std::int32_t town = 0;
constexpr std::int32_t village = 1;
constexpr std::int32_t estate = 2;  // the QPV

LeaseRecord lease(int replication, Month at, std::int32_t zone, int quartile, int landlord = 0) {
    return {.replication = replication,
            .month = at,
            .zone = zone,
            .quartile_legal = quartile,
            .landlord = landlord,
            .holder = -1};
}

const ReviewLine& line(const std::vector<ReviewLine>& lines,
                       int year,
                       ReviewedBy by,
                       const std::string& code) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& l) {
        return l.year == year && l.by == by && l.code == code;
    });
    REQUIRE(found != lines.end());
    return *found;
}

}  // namespace

TEST_CASE(
    "CCH L.441-1: a year's leases outside QPV, of the first quartile or rehoused, and the gap") {
    const ScratchFolder scratch;
    const auto run = reader(scratch / "run.h5");
    std::vector<LeaseRecord> leases;
    leases.reserve(15);
    for (int i = 0; i < 8; ++i) {
        leases.push_back(lease(0, month(2027, 1 + i), i < 6 ? town : village, i == 0 ? 1 : 3));
    }
    for (int i = 0; i < 4; ++i) {
        leases.push_back(lease(1, month(2027, 1 + i), town, 2, 1));
    }
    leases[11].priorities = priority::rehousing;
    leases.push_back(lease(0, month(2028, 1), estate, 1));
    leases.push_back(lease(0, month(2028, 2), estate, 2));
    leases.push_back(lease(0, month(2028, 3), estate, 1));
    const auto lines = cia_review(run, "cia", leases);

    const auto& all = line(lines, 2027, ReviewedBy::agglomeration, "");
    CHECK(all.months == 12);
    CHECK(all.outside_qpv == 6.0);  // 8 and 4 in the two replications
    CHECK(all.first_quartile_outside == 0.5);
    CHECK(all.rehoused_outside == 0.5);
    CHECK(all.rate_outside() == 1.0 / 6.0);
    CHECK(all.missing_outside == 0.5);  // 1 of 2 due, and 1 of 1 due
    CHECK(all.in_qpv == 0.0);
    CHECK(std::isnan(all.rate_in()));

    CHECK(line(lines, 2027, ReviewedBy::landlord, "dsh").outside_qpv == 4.0);
    CHECK(line(lines, 2027, ReviewedBy::landlord, "dsh").missing_outside == 0.5);
    CHECK(line(lines, 2027, ReviewedBy::landlord, "iaa").missing_outside == 0.0);
    CHECK(line(lines, 2027, ReviewedBy::landlord, "iaa").name == "IAA");
    CHECK(line(lines, 2027, ReviewedBy::commune, "C2").outside_qpv == 1.0);

    const auto& next = line(lines, 2028, ReviewedBy::agglomeration, "");
    CHECK(next.months == 3);
    CHECK(next.in_qpv == 1.5);
    CHECK(next.rate_in() == 1.0 / 3.0);
    CHECK(next.missing_in == 0.5);  // 1 of the 2 that are due of 3, and nothing due of 0
    CHECK(std::none_of(lines.begin(), lines.end(), [](const auto& l) {
        return l.by == ReviewedBy::holder;  // no lease of a holder's turn
    }));
}

TEST_CASE("CCH L.441-1: a quarter of a holder's flow to priority publics, and the gap") {
    const ScratchFolder scratch;
    const auto run = reader(scratch / "run.h5");
    std::vector<LeaseRecord> leases;
    leases.reserve(15);
    for (int i = 0; i < 8; ++i) {
        leases.push_back(lease(0, month(2027, 1 + i), i < 4 ? town : estate, 3));
        leases.back().holder = 1;
    }
    leases[0].priorities = priority::eviction;
    leases[6].priorities = priority::rehousing;  // not of the flow …
    leases[7].transfer = 1;
    leases[7].priorities = priority::violence;  // … nor is a transfer
    const auto lines = cia_review(run, "cia", leases);
    const auto& own = line(lines, 2027, ReviewedBy::holder, "own");
    CHECK(own.flow == 3.0);  // 6 and 0 in the two replications
    CHECK(own.priority_in_flow == 0.5);
    CHECK(own.rate_priority() == 1.0 / 6.0);
    CHECK(own.missing_priority == 0.5);  // 2 due of 6
    leases[1].priorities = priority::dalo;
    CHECK(line(cia_review(run, "cia", leases), 2027, ReviewedBy::holder, "own").missing_priority ==
          0.0);
}

TEST_CASE("What the law asks is the scenario's, in force at the end; unsaid, no gap is measured") {
    const ScratchFolder scratch;
    const auto due = due_shares(reader(scratch / "run.h5"), "cia");
    CHECK(due.first_quartile_outside_qpv == 0.25);
    CHECK(due.upper_quartiles_in_qpv == 0.5);
    CHECK(due.priority_in_flow == 0.25);

    const auto run = reader(scratch / "silent.h5", {});
    CHECK(std::isnan(due_shares(run, "cia").priority_in_flow));
    const auto lines = cia_review(run, "cia", {lease(0, month(2027, 1), town, 3)});
    CHECK(std::isnan(line(lines, 2027, ReviewedBy::agglomeration, "").missing_outside));
}

TEST_CASE("Who counts beside the first quartile outside QPV is whom the scenario names") {
    const ScratchFolder scratch;
    const auto found = [&](const std::vector<ParameterRow>& parameters) {
        auto known = law;
        known.insert(known.end(), parameters.begin(), parameters.end());
        std::vector<LeaseRecord> leases;
        leases.reserve(8);
        for (int i = 0; i < 8; ++i) {
            leases.push_back(lease(0, month(2027, 1 + i), town, i == 0 ? 1 : 3));
        }
        leases[0].priorities = priority::rehousing;  // counted once
        leases[1].priorities = priority::rehousing;
        leases[1].from_zone = estate;
        leases[2].priorities = priority::rehousing;
        leases[2].from_zone = village;
        leases[3].transfer = 1;
        leases[3].eldest_age = 65;
        leases[4].type = static_cast<std::int32_t>(HouseholdType::single_parent);
        const auto run = reader(scratch / "beside.h5", known);
        return line(cia_review(run, "cia", leases), 2027, ReviewedBy::agglomeration, "");
    };
    const std::string key = "review.counted_beside_first_quartile";
    const auto counted = [&](const std::string& named, std::vector<ParameterRow> groups = {}) {
        groups.push_back({.key = key, .value = named});
        const auto all = found(groups);
        CHECK(all.outside_qpv == 4.0);  // all the leases, whoever counts: 8 and 0
        CHECK(all.rehoused_outside == 1.5);
        return 2 * all.counted_outside;
    };
    CHECK(2 * found({}).counted_outside == 3.0);
    CHECK(counted("\"rehoused\"") == 3.0);
    CHECK(counted("\"first_quartile\"") == 1.0);
    CHECK(counted("\"all\"") == 8.0);
    CHECK(counted("\"transfer\"") == 2.0);
    CHECK(counted("\"single_parent\"") == 2.0);
    CHECK(counted("\"third_quartile\"") == 8.0);
    const std::vector<ParameterRow> from_the_estate{
        {.key = "groups.renewal.all_of", .value = "[\"rehoused\", \"lives_in_qpv\"]"}};
    CHECK(counted("\"renewal\"", from_the_estate) == 2.0);
    CHECK(counted("\"renewal\"",
                  {{.key = "groups.renewal.any_of", .value = "[\"rehoused\", \"transfer\"]"},
                   {.key = "groups.renewal.none_of", .value = "[\"lives_in_qpv\"]"},
                   {.key = "groups.renewal.age_below", .value = "60"}}) == 2.0);
    CHECK(counted("\"renewal\"",
                  {{.key = "groups.renewal.all_of", .value = "[\"rehoused\"]"},
                   {.key = "groups.renewal.age_from", .value = "60"},
                   {.key = "groups.renewal.age_from@2027-01", .value = "0"}}) == 3.0);
    CHECK(found({{.key = key, .value = "\"first_quartile\""}}).missing_outside == 0.5);
    CHECK(found({{.key = key, .value = "\"rehoused\""}}).missing_outside == 0.0);
}
