#include <algorithm>
#include <cmath>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "foundation/failure.hpp"
#include "hand_made_events.hpp"
#include "hand_made_run.hpp"
#include "publication/comparison.hpp"
#include "publication/inspection.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;
using hand_made::LeaseLine;

namespace {

constexpr std::int32_t compared_village = 1;
constexpr std::int32_t qpv = 2;

/// Of the QPV, 40 % are poor under the baseline; 1, 2 and 3 points fewer under the strategy.
hand_made::Scenario baseline() {
    return {"reference",
            "droit constant",
            [](int, int m) {
                // Eleven months with half of 10 leases, one with a tenth of 90.
                const bool busy = m == 14;
                return hand_made::Values{0.40F, 0.02F, busy ? 90.0F : 10.0F, busy ? 9.0F : 5.0F};
            },
            [](int r) {
                return r > 0 ? std::vector<LeaseLine>{}
                             : std::vector<LeaseLine>{{7, month(2027, 1), qpv, 1, 10},
                                                      {8, month(2027, 2), qpv, 1, 20},
                                                      {9, month(2027, 2), qpv, 2, 6},
                                                      {10, month(2027, 6), qpv, 1, 30}};
            }};
}

hand_made::Scenario strategy() {
    return {"essai",
            "contrefactuel hors droit",
            [](int r, int) {
                return hand_made::Values{0.40F - 0.01F * static_cast<float>(r + 1),
                                         r == 1 ? hand_made::unknown : 0.02F,
                                         0.0F,
                                         0.0F};
            },
            [](int r) {
                return r > 0 ? std::vector<LeaseLine>{}
                             : std::vector<LeaseLine>{{7, month(2027, 5), compared_village, 1, 14},
                                                      {7, month(2028, 2), qpv, 1, 1},
                                                      {9, month(2027, 2), qpv, 2, 8}};
            }};
}

struct HandMadeFile {
    explicit HandMadeFile(int replications = 3,
                          const std::vector<hand_made::Scenario>& scenarios = {baseline(),
                                                                               strategy()})
        : path(folder / "run.h5") {
        hand_made::write(path, scenarios, replications);
    }
    ScratchFolder folder;
    std::filesystem::path path;
};

const ComparisonLine& line(const Comparison& comparison, const std::string& measure, Month at) {
    const auto found =
        std::find_if(comparison.lines.begin(), comparison.lines.end(), [&](const auto& l) {
            return l.measure == measure && l.at == at;
        });
    REQUIRE(found != comparison.lines.end());
    return *found;
}

/// The cells of one CSV row, quotes taken off.
std::vector<std::string> cells(const std::string& row) {
    std::vector<std::string> found(1);
    bool quoted = false;
    for (const char c : row) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            found.emplace_back();
        } else {
            found.back() += c;
        }
    }
    return found;
}

}  // namespace

TEST_CASE("A comparison gives the known paired differences of each QPV") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {});
    CHECK(comparison.baseline.name == "reference");
    CHECK(comparison.at == std::vector{month(2027, 12), month(2028, 3)});
    const auto& poverty = line(comparison, "poverty_rate", month(2028, 3));
    CHECK(poverty.qpv_code == "QN1");
    CHECK(poverty.months == 1);
    CHECK(poverty.difference.baseline == Approx(0.40));
    CHECK(poverty.difference.mean == Approx(-0.02));
    const auto interval = poverty.difference.mean_interval.value_or(Interval{});
    CHECK(interval.low == Approx(-0.044841).epsilon(1e-4));
    CHECK(interval.high == Approx(0.004841).epsilon(1e-3));
    CHECK(poverty.difference.reading == Reading::not_distinguishable);
}

TEST_CASE("Flows are pooled over twelve months: a ratio of counts, not a mean of shares") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "reference", {month(2028, 3)});
    const auto& share = line(comparison, "first_quartile_share_outside_qpv_frozen", month(2028, 3));
    CHECK(share.months == 12);
    const HandMadeFile same(3, {baseline(), [] {
                                    auto other = baseline();
                                    other.name = "autre";
                                    return other;
                                }()});
    const auto equal = compare(RunReader(same.path), "", {month(2028, 3)});
    const auto& pooled = line(equal, "first_quartile_share_outside_qpv_frozen", month(2028, 3));
    CHECK(pooled.difference.baseline == Approx(64.0 / 200.0));
    CHECK(pooled.difference.reading == Reading::identical);
}

TEST_CASE("Nothing to measure is said, and the other replications still count") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {month(2028, 3)});
    // The strategy signs no lease: no share.
    CHECK(line(comparison, "first_quartile_share_outside_qpv_frozen", month(2028, 3))
              .difference.reading == Reading::not_measured);
    // One of its replications has no H^R.
    CHECK(line(comparison, "rank_order_h", month(2028, 3)).difference.replications == 2);
    CHECK_THAT(comparison_table(comparison), Contains("not measured"));
    CHECK_THAT(comparison_table(comparison), !Contains("nan"));
}

TEST_CASE("A run shorter than a year pools the months that there are") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {month(2027, 3)});
    CHECK(line(comparison, "first_quartile_share_outside_qpv_frozen", month(2027, 3)).months == 3);
    CHECK_THAT(comparison_table(comparison), Contains("flows over the 3 months ending then"));
}

TEST_CASE("Waits of the housed are exact over the months pooled") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {month(2027, 12)});
    const auto& median = line(comparison, "housed_wait_median_q1_frozen", month(2027, 12));
    CHECK(median.difference.replications == 1);
    CHECK(median.difference.baseline == 20.0);
    CHECK(median.difference.scenario == 14.0);
    CHECK(line(comparison, "housed_wait_mean_q2_legal", month(2027, 12)).difference.mean == 2.0);
}

TEST_CASE("Households housed in a QPV under the baseline are followed under the strategy") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {});
    const auto found = std::find_if(
        comparison.destinations.begin(), comparison.destinations.end(), [](const auto& d) {
            return d.scenario == "essai" && d.months_later == 12;
        });
    REQUIRE(found != comparison.destinations.end());
    // Households 7 and 8 of three replications; 9 is of the second quartile, 10 is too recent.
    CHECK(found->households == Approx(2.0 / 3.0));
    // By January 2028, household 7 lives in the village; it moves to the QPV later.
    CHECK(found->shares == std::array{0.0, 0.0, 0.5, 0.5});
    CHECK_THAT(comparison_table(comparison), Contains("Where did they go?"));
}

TEST_CASE("Without leases, a comparison says what cannot be told") {
    auto first = baseline();
    auto second = strategy();
    first.leases = second.leases = {};
    const HandMadeFile file(3, {first, second});
    const auto comparison = compare(RunReader(file.path), "", {});
    CHECK(comparison.destinations.empty());
    CHECK_THAT(comparison_table(comparison),
               Contains("the file would hold it in its leases, which this run left out"));
}

TEST_CASE("One replication gives differences and no interval") {
    const HandMadeFile file(1);
    const auto comparison = compare(RunReader(file.path), "", {});
    const auto& poverty = line(comparison, "poverty_rate", month(2028, 3));
    CHECK(poverty.difference.mean == Approx(-0.01));
    CHECK_FALSE(poverty.difference.mean_interval);
    const auto table = comparison_table(comparison);
    CHECK_THAT(table, Contains("1 replication: no interval can be given"));
    CHECK_THAT(table, !Contains("Spread of one future"));
}

TEST_CASE("A difference that shows as zero has no mark of lower or higher") {
    const auto poverty = [](const char* name, float of_qpv) {
        return hand_made::Scenario{name, "droit constant", [of_qpv](int r, int) {
                                       const auto noise = 1e-5F * static_cast<float>(r);
                                       return hand_made::Values{of_qpv + noise, 0.02F, 10.0F, 5.0F};
                                   }};
    };
    const auto table_of = [&](float before, float after) {
        const HandMadeFile file(3, {poverty("reference", before), poverty("essai", after)});
        const auto comparison = compare(RunReader(file.path), "", {});
        REQUIRE(line(comparison, "poverty_rate", month(2028, 3)).difference.reading ==
                (before > after ? Reading::lower : Reading::higher));
        return comparison_table(comparison);
    };
    CHECK_THAT(table_of(0.4F, 0.3997F), Contains("-0.0 pt ± 0.0 ≈"));
    CHECK_THAT(table_of(0.4F, 0.4004F), Contains("+0.0 pt ± 0.0 ≈"));
    CHECK_THAT(table_of(0.4F, 0.4006F), Contains("+0.1 pt ± 0.0 ▲"));
    CHECK_THAT(table_of(0.4F, 0.3994F), Contains("-0.1 pt ± 0.0 ▼"));
}

TEST_CASE("The table has its notices, and fits a terminal of 80 columns") {
    const HandMadeFile file;
    const auto table = comparison_table(compare(RunReader(file.path), "", {}));
    CHECK_THAT(table, Contains("not distinguishable from zero"));
    CHECK_THAT(table, Contains("à paramètres fixés : ne mesure pas l'incertitude"));
    CHECK_THAT(table, Contains("Population synthétique"));
    CHECK_THAT(table, Contains("nor individual decisions"));
    CHECK_THAT(table, Contains("Spread of one future"));
    CHECK_THAT(table, Contains("-5.4…+1.4"));
    CHECK_THAT(table, !Contains("detectable"));
    CHECK_THAT(table, Contains("Fewer than 10 replications"));
    CHECK_THAT(table, Contains("ESSAI: OUTSIDE PRESENT LAW (contrefactuel hors droit)"));
    CHECK_THAT(table, !Contains("REFERENCE: OUTSIDE"));
    std::istringstream rows(table);
    for (std::string row; std::getline(rows, row);) {
        const auto letters = std::count_if(row.begin(), row.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        CHECK(letters <= 80);
    }
}

TEST_CASE("With replications enough, the table says what one real history would show") {
    const HandMadeFile file(12);
    const auto table = comparison_table(compare(RunReader(file.path), "", {}));
    CHECK_THAT(table, Contains("-13.2…+0.2  detectable"));
    CHECK_THAT(table, !Contains("Fewer than"));
}

TEST_CASE("The baseline's own change since the fork stands beside a difference") {
    auto falling = baseline();
    falling.values = [](int, int m) {
        return hand_made::Values{0.40F - 0.01F * static_cast<float>(m), 0.02F, 10.0F, 5.0F};
    };
    const HandMadeFile file(3, {falling, strategy()});
    const auto comparison = compare(RunReader(file.path), "", {month(2028, 3)});
    // The history's one month has 40 %; the fifteenth after it 26 %.
    CHECK(line(comparison, "poverty_rate", month(2028, 3)).baseline_change == Approx(-0.14));
    // Twelve months are pooled, and the file holds one before the fork.
    CHECK(std::isnan(line(comparison, "first_quartile_share_outside_qpv_frozen", month(2028, 3))
                         .baseline_change));
    CHECK_THAT(comparison_table(comparison), Contains("26.0 % -14.0 pt"));
    const auto json = nlohmann::json::parse(comparison_text(comparison, "json"));
    CHECK(json["lines"][0]["baseline_change_since_fork"].get<double>() == Approx(-0.14));
}

TEST_CASE("The CSV parses back to the same numbers") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {});
    std::istringstream rows(comparison_text(comparison, "csv"));
    std::string row;
    std::getline(rows, row);
    const auto heads = cells(row);
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(heads.begin(), heads.end(), name) -
                                        heads.begin());
    };
    std::size_t i = 0;
    for (; i < comparison.lines.size() && std::getline(rows, row); ++i) {
        const auto parsed = cells(row);
        REQUIRE(parsed.size() == heads.size());
        const auto& expected = comparison.lines.at(i);
        CHECK(parsed[column("measure")] == expected.measure);
        CHECK(parsed[column("qpv_name")] == expected.qpv_name);
        CHECK(parsed[column("reading")] == to_string(expected.difference.reading));
        CHECK(parsed[column("legal_status")] == "contrefactuel hors droit");
        const auto& mean = parsed[column("mean_difference")];
        if (std::isfinite(expected.difference.mean)) {
            CHECK(std::stod(mean) == expected.difference.mean);
        } else {
            CHECK(mean.empty());
        }
    }
    CHECK(i == comparison.lines.size());
}

TEST_CASE("The CSV tells fairness after the lines, over the whole run") {
    const hand_made::EventsFile file;
    const auto comparison = compare(RunReader(file.path), "", {});
    std::istringstream rows(comparison_text(comparison, "csv"));
    std::vector<std::vector<std::string>> told;
    for (std::string row; std::getline(rows, row);) {
        told.push_back(cells(row));
    }
    REQUIRE(told.size() == 1 + comparison.lines.size() + comparison.fairness.size());
    const auto& heads = told.front();
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(heads.begin(), heads.end(), name) -
                                        heads.begin());
    };
    const auto found = std::find_if(told.begin(), told.end(), [&](const auto& row) {
        return row[column("measure")] == "log_odds_ratio_q1_q4_within_a_year";
    });
    REQUIRE(found != told.end());
    CHECK((*found)[column("at")] == "2028-03");
    CHECK((*found)[column("months_pooled")] == "15");
    CHECK((*found)[column("unit")] == "log");
    CHECK(std::stod((*found)[column("baseline_value")]) == Approx(-std::log(3.0)));
    CHECK((*found)[column("baseline_change_since_fork")].empty());
}

TEST_CASE("The JSON parses back to the same numbers") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "", {});
    const auto json = nlohmann::json::parse(comparison_text(comparison, "json"));
    CHECK(json["baseline"]["name"] == "reference");
    CHECK(json["scenarios"][0]["outside_present_law"] == true);
    REQUIRE(json["lines"].size() == comparison.lines.size());
    for (std::size_t i = 0; i < comparison.lines.size(); ++i) {
        const auto& expected = comparison.lines[i].difference;
        const auto& parsed = json["lines"][i];
        CHECK(parsed["mean_difference"].is_null() == std::isnan(expected.mean));
        CHECK(parsed["mean_interval_95"].is_null() == !expected.mean_interval.has_value());
        if (expected.mean_interval) {
            CHECK(parsed["mean_interval_95"][1].get<double>() == expected.mean_interval->high);
        }
    }
}

TEST_CASE("What the run does not hold is refused, with what it holds") {
    const HandMadeFile file;
    const RunReader run(file.path);
    CHECK_THROWS_AS(compare(run, "referense", {}), WrongRequest);
    CHECK_THROWS_WITH(compare(run, "referense", {}),
                      "--baseline 'referense': no such scenario in " + file.path.string() +
                          " (it holds: reference, essai)");
    CHECK_THROWS_WITH(compare(run, "", {month(2031, 1)}),
                      "--at 2031-01: not a month of the scenarios in " + file.path.string() +
                          " (they run from 2027-01 to 2028-03)");
    const HandMadeFile alone(1, {baseline()});
    CHECK_THROWS_WITH(compare(RunReader(alone.path), "", {}),
                      Contains("holds one scenario, 'reference': nothing to compare it with"));
}

TEST_CASE("Any scenario can be the baseline") {
    const HandMadeFile file;
    const auto comparison = compare(RunReader(file.path), "essai", {});
    CHECK(comparison.scenarios.front().name == "reference");
    CHECK(line(comparison, "poverty_rate", month(2028, 3)).difference.mean == Approx(0.02));
    CHECK_THAT(comparison_table(comparison), Contains("ESSAI: OUTSIDE PRESENT LAW"));
}

TEST_CASE("An inspection says what a file is and how it was made, alike in text and JSON") {
    const HandMadeFile file;
    const RunReader run(file.path);
    const auto json = nlohmann::json::parse(inspection_json(run));
    CHECK(json["complete"] == true);
    CHECK(json["replications"] == 3);
    CHECK(json["months"]["first"] == "2027-01");
    CHECK(json["months"]["last"] == "2028-03");
    CHECK(json["digest"] == run.digest());
    CHECK(json["provenance"]["model"]["seed"] == 7);
    CHECK(json["provenance"]["execution"]["threads"] == 2);
    CHECK(json["inputs"][0]["sha256"] == std::string(64, 'a'));
    CHECK(json["scenarios"][1]["legal_status"] == "contrefactuel hors droit");
    CHECK(json["scenarios"][1]["digest"] == run.digest("essai"));
    const auto text = inspection_text(run);
    for (const auto& said : {std::string("run.h5: a run of Mixité, schema 1."),
                             run.digest(),
                             std::string(64, 'a'),
                             std::string("2027-01 to 2028-03 (15 months)")}) {
        CHECK_THAT(text, Contains(said));
    }
}

TEST_CASE("An unfinished file is inspected for what it has") {
    const ScratchFolder folder;
    const auto run = hand_made::description({baseline(), strategy()}, 2);
    const RunRecorder recorder(folder / "run.h5", run, Existing::replace);
    std::filesystem::path part;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        part = entry.path();
    }
    const auto copy = folder / "half.h5";
    std::filesystem::copy_file(part, copy);
    try {
        const RunReader reader(copy, Unfinished::accept);
        CHECK_THAT(inspection_text(reader), Contains("NO: the run that wrote it was not finished"));
        CHECK(nlohmann::json::parse(inspection_json(reader))["digest"].is_null());
    } catch (const OutputError& error) {
        // What was not yet on the disk may not be readable at all; then it is said.
        CHECK_THAT(error.what(), Contains("half.h5"));
    }
}
