#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "hand_made_run.hpp"
#include "observation/result_schema.hpp"
#include "publication/comparison.hpp"
#include "publication/lease_groups.hpp"
#include "publication/milestones.hpp"
#include "publication/mondes.hpp"
#include "publication/packed_numbers.hpp"
#include "publication/report.hpp"
#include "publication/report_data.hpp"
#include "publication/report_summaries.hpp"
#include "scratch_folder.hpp"
#include "world/applications.hpp"

using namespace mixite;
using namespace std::string_literals;
using Catch::Matchers::Contains;

namespace {

hand_made::Scenario scenario(const std::string& name, float poverty) {
    return {name, "droit constant", [poverty](int r, int) {
                return hand_made::Values{poverty + 0.01F * static_cast<float>(r), 0.02F, 10, 5};
            }};
}

RunReader two_scenarios(const ScratchFolder& folder, const std::string& name) {
    hand_made::write(folder / "run.h5", {scenario("reference", 0.4F), scenario(name, 0.3F)}, 2);
    return RunReader(folder / "run.h5");
}

/// The mean of a course that does not change.
double offset_of(const nlohmann::ordered_json& spread) {
    return spread["mean"]["offset"].get<double>();
}

std::size_t lease_group(std::string_view id) {
    const auto groups = lease_groups();
    return static_cast<std::size_t>(
        std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.id == id; }) -
        groups.begin());
}

}  // namespace

TEST_CASE("Floats are packed in little-endian base64") {
    CHECK(packed_floats({0.5}) == "AAAAPw==");
    CHECK(packed_floats({}).empty());
}

TEST_CASE("Steps reach the largest number, and keep a value for what is not a number") {
    const auto packed = packed_steps({1.0, -0.5, unmeasured});
    CHECK(packed.step == Approx(1.0 / 32767.0));
    CHECK(packed.base64 == "/38AwACA");
    CHECK(packed_steps({0.0, unmeasured}).base64 == "AAAAgA==");
}

TEST_CASE("Steps of a range reach its ends") {
    const auto packed = packed_range({1000.0, 1001.0, unmeasured, 1000.5});
    CHECK(packed.offset == Approx(1000.5));
    CHECK(packed.step == Approx(0.5 / 32767.0));
    CHECK(packed.base64 == "AYD/fwCAAAA=");
    CHECK(packed_range({7.0, 7.0}).offset == 7.0);
}

TEST_CASE("A summary keeps the difference from the baseline apart from the level") {
    Summaries alone;
    alone.add({1.0, 3.0}, nullptr);
    CHECK(alone.json()["level"]["mean"] == packed_floats({2.0}));
    CHECK_FALSE(alone.json().contains("difference"));

    Summaries paired;
    const std::vector<double> before{1.0, 2.0};
    paired.add({1.5, 3.5}, &before);
    CHECK(paired.json()["difference"]["mean"] == packed_floats({1.0}));
    // Student's t for one degree of freedom at 97.5 %, times the standard error of 0.5 and 1.5.
    CHECK(paired.json()["difference"]["half"]["step"].get<double>() * 32767.0 ==
          Approx(12.7062 * 0.5));
}

TEST_CASE("No difference stays none, whatever stands beside it") {
    Summaries summaries;
    const std::vector<double> before{1.0, 2.0};
    for (const double more : {-10.25, 0.0, 7.5}) {
        summaries.add({1.0 + more, 2.0 + more}, &before);
    }
    const auto mean = summaries.json(MeansAs::steps)["difference"]["mean"];
    CHECK_FALSE(mean.contains("offset"));
    CHECK(mean["base64"] == packed_steps({-10.25, 0.0, 7.5}).base64);
}

TEST_CASE("A summary tells no more than it is asked for") {
    Summaries means(Told::mean, Told::mean_interval);
    const std::vector<double> before{1.0, 2.0};
    means.add({1.5, 3.5}, &before);
    const auto json = means.json();
    CHECK(json["level"]["mean"] == packed_floats({2.5}));
    CHECK_FALSE(json["level"].contains("half"));
    CHECK(json["difference"].contains("half"));
    CHECK_FALSE(json["difference"].contains("low"));
    CHECK_FALSE(json["difference"].contains("high"));
}

TEST_CASE("A single replication has no interval") {
    Summaries one;
    one.add({2.0}, nullptr);
    CHECK_FALSE(one.json()["level"].contains("half"));
}

TEST_CASE("Leases are counted by flow and group, from the beginning to each date") {
    constexpr std::int32_t qpv = 2;
    const auto lease = [](int year, std::int32_t zone, std::int32_t from, std::int32_t quartile) {
        LeaseRecord signed_one;
        signed_one.month = month(year, 6);
        signed_one.zone = zone;
        signed_one.from_zone = from;
        signed_one.quartile_frozen = quartile;
        signed_one.wait_months = 12 * quartile;
        return signed_one;
    };
    auto dalo = lease(2025, 0, -1, 4);
    dalo.priorities = priority::dalo;
    auto transfer = lease(2024, qpv, 0, 3);
    transfer.transfer = 1;
    const LeasesByGroup counts({lease(2024, qpv, 0, 1), transfer, lease(2025, 1, qpv, 2), dalo},
                               {{qpv}},
                               {month(2024, 12), month(2025, 12)},
                               1);
    const auto of = [&](std::size_t flow, std::string_view id, std::size_t date) {
        return counts.leases(flow, lease_group(id), date).at(0);
    };
    CHECK(of(LeaseFlows::all, "all", 0) == 1.0);
    CHECK(of(LeaseFlows::all, "all", 1) == 3.0);
    CHECK(of(LeaseFlows::in_qpv, "all", 1) == 1.0);
    CHECK(of(LeaseFlows::in_qpv, "quartile_1", 0) == 1.0);
    CHECK(of(LeaseFlows::all, "quartile_2", 0) == 0.0);
    CHECK(of(LeaseFlows::all, "living_in_qpv", 1) == 1.0);
    CHECK(of(LeaseFlows::entrants(0), "quartile_1", 1) == 1.0);
    CHECK(of(LeaseFlows::entrants(0), "quartile_2", 1) == 0.0);
    CHECK(of(LeaseFlows::entrants(0), "transfer", 1) == 1.0);
    CHECK(of(LeaseFlows::all, "quartile_3", 1) == 0.0);
    CHECK(of(LeaseFlows::all, "dalo", 1) == 1.0);
    CHECK(of(LeaseFlows::all, "from_outside", 1) == 1.0);
    CHECK(counts.mean_wait(LeaseFlows::all, lease_group("all"), 1).at(0) ==
          Approx((12 + 24 + 48) / 3.0));
    CHECK(std::isnan(counts.mean_wait(LeaseFlows::all, lease_group("dalo"), 0).at(0)));
}

TEST_CASE("The report's data hold the QPV month by month, paired with the baseline") {
    const ScratchFolder folder;
    const auto data = report_data(two_scenarios(folder, "essai"));
    CHECK(data["dates"] == nlohmann::ordered_json{"2027-12", "2028-03"});
    CHECK(data["months"]["count"] == 15);
    const auto& series = data["worlds"][0]["series"][1]["poverty_rate"];
    REQUIRE(series.size() == 1);
    const auto mean = static_cast<double>(0.3F + 0.01F) / 2.0 + static_cast<double>(0.3F) / 2.0;
    CHECK(offset_of(series[0]["level"]) == Approx(mean));
    const auto& alone = data["worlds"][0]["series"][0]["poverty_rate"][0];
    CHECK(alone.contains("level"));
    CHECK_FALSE(alone.contains("difference"));
    CHECK(data["history_months"]["first"] == "2026-12");
    CHECK(offset_of(data["worlds"][0]["histories"][0]["poverty_rate"][0]["level"]) ==
          Approx(mean + 0.1));
    CHECK(data["worlds"][0]["history_of"] == nlohmann::ordered_json{0, 0});
    CHECK(data["scenarios"][1]["parameters"].empty());
}

TEST_CASE("A lease that no run can have signed is told as damage, with file and column") {
    const ScratchFolder folder;
    const auto file = (folder / "run.h5").string();
    const auto with_lease = [&](const hand_made::LeaseLine& line) {
        auto first = scenario("reference", 0.4F);
        auto second = scenario("essai", 0.3F);
        first.leases = second.leases = [line](int) { return std::vector{line}; };
        hand_made::write(file, {first, second}, 2);
        return RunReader(file);
    };
    const auto june = month(2027, 6);
    const auto told = [&](const hand_made::LeaseLine& line, const std::string& column) {
        const auto run = with_lease(line);
        const auto message =
            Contains(file + ": cannot read the result: leases/" + column + ": it holds");
        CHECK_THROWS_WITH(report_data(run), message);
        CHECK_THROWS_AS(report_data(run), OutputError);
        CHECK_THROWS_WITH(compare(run, "", {}), message);
    };
    CHECK_NOTHROW(report_data(with_lease({1, june, 2, 1, 5})));
    told({1, june, 3, 1, 5}, "zone");
    told({1, june, -1, 1, 5}, "zone");
    told({1, june, 2, 5, 5}, "quartile_legal");
    told({1, june, 2, 1, -1}, "wait_months");
    told({1, month(2040, 1), 2, 1, 5}, "month");
}

TEST_CASE("Each monde has its own baseline, and what tells it from the others") {
    const ScratchFolder folder;
    hand_made::write(folder / "run.h5",
                     {scenario("reference@one", 0.4F),
                      scenario("reference@two", 0.6F),
                      scenario("essai@one", 0.3F),
                      scenario("essai@two", 0.7F)},
                     2);
    const auto data = report_data(RunReader(folder / "run.h5"));
    REQUIRE(data["worlds"].size() == 2);
    CHECK(data["mondes"][1]["name"] == "two");
    CHECK(data["mondes"][1]["parameters"].empty());
    CHECK(parts_of_title("a@m", "Essai — deux — Loyers") == std::pair{"Essai — deux"s, "Loyers"s});
    CHECK(parts_of_title("a", "Essai — deux") == std::pair{"Essai — deux"s, ""s});
    CHECK(data["scenarios"].size() == 2);
    CHECK(data["scenarios"][1]["name"] == "essai");
    const auto all_months = [](double value) {
        return packed_steps(std::vector<double>(hand_made::months.count, value)).base64;
    };
    const auto difference = [&](std::size_t monde) {
        return data["worlds"][monde]["series"][1]["poverty_rate"][0]["difference"]["mean"];
    };
    for (const std::size_t monde : {0U, 1U}) {
        CHECK(difference(monde)["step"].get<double>() * 32767.0 == Approx(0.1));
        CHECK(difference(monde)["base64"] == all_months(monde == 0 ? -0.1 : 0.1));
    }
}

TEST_CASE("A contract's review is the first within the run, whatever its month") {
    const ScratchFolder folder;
    CHECK(review_month(two_scenarios(folder, "essai")) == month(2027, 12));
}

TEST_CASE("What the run left out is null") {
    const ScratchFolder folder;
    const auto data = report_data(two_scenarios(folder, "essai"));
    CHECK(data["zones"].is_null());
    CHECK(data["worlds"][0]["communes"][0].is_null());
    CHECK(data["worlds"][0]["leases"]["scenarios"][1].is_null());
}

TEST_CASE("A text of the run cannot end the element that holds it") {
    const ScratchFolder folder;
    const auto page = report_page(two_scenarios(folder, "<script>x<!--"), {});
    const std::string start = R"(<script id="run" type="application/json">)";
    const auto from = page.find(start) + start.size();
    const auto json = page.substr(from, page.find("</script>", from) - from);
    CHECK(json.find('<') == std::string::npos);
    CHECK(nlohmann::json::parse(json)["scenarios"][1]["title"] == "Titre de <script>x<!--");
    CHECK_THAT(page, Contains("<html lang=\"fr\">"));
}

TEST_CASE("What is to go into a report is looked at before the long work") {
    const ScratchFolder folder;
    const auto run = two_scenarios(folder, "essai");
    bool worked = false;
    ReportRequest request{.output = folder / "page.html",
                          .progress = [&](std::uint32_t, std::uint32_t) { worked = true; }};
    request.scorecard = folder / "absent.json";
    CHECK_THROWS_AS(write_report(run, request), MissingInput);
    request.scorecard.clear();
    request.outlines = folder / "absent.geojson";
    CHECK_THROWS_AS(write_report(run, request), MissingInput);
    CHECK_FALSE(worked);
}

TEST_CASE("A report replaces nothing unless it may") {
    const ScratchFolder folder;
    const auto run = two_scenarios(folder, "essai");
    ReportRequest request{.output = folder / "page.html"};
    write_report(run, request);
    CHECK_THROWS_AS(write_report(run, request), OutputExists);
    request.existing = Existing::replace;
    write_bytes(folder / "page.html.part", "of the user");
    CHECK_NOTHROW(write_report(run, request));
    CHECK(bytes_of(folder / "page.html.part") == "of the user");
    const auto count = std::distance(std::filesystem::directory_iterator(folder.path()), {});
    CHECK(count == 3);  // the run, the page, the user's file
}
