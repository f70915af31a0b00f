#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "foundation/failure.hpp"
#include "hand_made_run.hpp"
#include "publication/factor_effects.hpp"
#include "publication/inspection.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

constexpr int replications = 5;

struct Point {
    float share = 0.0F;
    std::string mode;
    double bend = 0.0;  ///< what no plane explains
};

/// Poverty falls by 0.04 from a share of 0.2 to one of 0.6, rises by 0.01 with the mode "bonus";
/// the share's effect is one fiftieth larger in each further replication.
double difference(const Point& point, int replication) {
    return -0.1 * (point.share - 0.2) * (1.0 + 0.02 * replication) +
           (point.mode == "bonus" ? 0.01 : 0.0) + point.bend;
}

struct Sweep {
    explicit Sweep(const std::vector<Point>& points, const std::string& status = "droit constant")
        : path(folder.path() / "sweep.h5") {
        const auto baseline = [](int replication, int) {
            return hand_made::Values{0.5F + 0.02F * static_cast<float>(replication)};
        };
        std::vector<hand_made::Scenario> scenarios{{"reference", "droit constant", baseline}};
        std::vector<std::int32_t> numbers;
        std::vector<std::string> names;
        std::vector<float> shares;
        std::vector<std::string> modes;
        for (const auto& point : points) {
            numbers.push_back(static_cast<std::int32_t>(numbers.size()) + 1);
            names.push_back("p" + std::to_string(numbers.back()));
            shares.push_back(point.share);
            modes.push_back(point.mode);
            scenarios.push_back({names.back(), status, [baseline, point](int replication, int at) {
                                     auto values = baseline(replication, at);
                                     values.poverty_of_qpv +=
                                         static_cast<float>(difference(point, replication));
                                     return values;
                                 }});
        }
        auto run = hand_made::description(scenarios, replications);
        run.design = {"scenario = 'x'\n",
                      static_cast<int>(points.size()),
                      {"points",
                       "row",
                       {{"point", "1", "number", numbers},
                        {"scenario", "", "name", names},
                        {"quotas.q.share", "share", "share", shares},
                        {"quotas.q.mode", "", "mode", modes}}}};
        hand_made::write(path, scenarios, run);
    }
    ScratchFolder folder;
    std::filesystem::path path;
};

const PointsResult& poverty_of(const FactorEffects& effects) {
    return *std::find_if(effects.results.begin(), effects.results.end(), [](const auto& result) {
        return result.measure == "poverty_rate";
    });
}

const std::vector<Point> four{{0.2F, "strict"}, {0.6F, "strict"}, {0.4F, "bonus"}, {0.6F, "bonus"}};

}  // namespace

TEST_CASE("Effects of factors are those that the points were made with") {
    const Sweep sweep(four);
    const auto effects = factor_effects(RunReader(sweep.path), "");
    CHECK(effects.baseline == "reference");
    CHECK(effects.points == std::vector<std::string>{"p1", "p2", "p3", "p4"});
    REQUIRE(effects.factors.size() == 2);
    CHECK(effects.factors[0].values == std::vector<std::string>{"0.2", "0.6", "0.4", "0.6"});
    const auto& poverty = poverty_of(effects);
    REQUIRE(poverty.effects.size() == 2);
    const auto& share = poverty.effects[0];
    CHECK(share.factor == "quotas.q.share");
    CHECK(share.from == "0.2");
    CHECK(share.to == "0.6");
    // By replication: -0.04 × (1, 1.02, 1.04, 1.06, 1.08): mean -0.0416, deviation 0.04 × 0.0316;
    // t of four degrees 2.776, over the square root of five.
    CHECK_THAT(share.effect.mean, WithinAbs(-0.0416, 1e-6));
    REQUIRE(share.effect.mean_interval);
    CHECK_THAT(share.effect.mean_interval->low, WithinAbs(-0.0416 - 0.0015705, 2e-6));
    CHECK_THAT(share.effect.mean_interval->high, WithinAbs(-0.0416 + 0.0015705, 2e-6));
    CHECK(share.reading == Reading::lower);
    const auto& mode = poverty.effects[1];
    CHECK(mode.from == "strict");
    CHECK(mode.to == "bonus");
    CHECK_THAT(mode.effect.mean, WithinAbs(0.01, 1e-6));
    CHECK_THAT(poverty.explained, WithinAbs(1.0, 1e-5));
    CHECK_THAT(poverty.points[1].mean, WithinAbs(-0.0416, 1e-6));
    CHECK(poverty.qpv_code == "QN1");
}

TEST_CASE("What bends is not said to be explained by the plane") {
    // A plane through five points in a row of one factor cannot hold a peak in the middle.
    const Sweep sweep({{0.2F, "strict"},
                       {0.4F, "strict", 0.1},
                       {0.6F, "strict"},
                       {0.2F, "bonus"},
                       {0.4F, "bonus", 0.1},
                       {0.6F, "bonus"}});
    const auto effects = factor_effects(RunReader(sweep.path), "");
    const auto& poverty = poverty_of(effects);
    CHECK_THAT(poverty.effects[0].effect.mean, WithinAbs(-0.0416, 1e-6));
    CHECK(poverty.explained < 0.3);
    CHECK(poverty.explained > 0.0);
}

TEST_CASE("Points that do not tell factors apart are refused") {
    const Sweep sweep({{0.2F, "strict"}, {0.6F, "bonus"}, {0.6F, "bonus"}});
    CHECK_THROWS_WITH(factor_effects(RunReader(sweep.path), ""),
                      Contains("3 points do not tell the 2 steps of the factors apart"));
}

TEST_CASE("A point where nothing was measured is no extreme, and no plane goes through it") {
    const auto nothing = std::numeric_limits<double>::quiet_NaN();
    const auto text_of = [](const std::vector<Point>& points) {
        const Sweep sweep(points);
        return factor_effects_text(factor_effects(RunReader(sweep.path), ""), "table");
    };
    auto points = four;
    points[0].bend = nothing;
    const auto text = text_of(points);
    CHECK_THAT(text, Contains("from -4.2 pt in p2 to -1.1 pt in p3"));
    CHECK_THAT(text, Contains("no replication has a value in every point"));
    for (auto& point : points) {
        point.bend = nothing;
    }
    CHECK_THAT(text_of(points), Contains("not measured\n") && !Contains("nan"));
}

TEST_CASE("A design that lacks its points is a file that cannot be read") {
    const ScratchFolder folder;
    const std::vector<hand_made::Scenario> scenarios{
        {"reference", "droit constant", [](int, int) { return hand_made::Values{}; }}};
    auto run = hand_made::description(scenarios, replications);
    run.design = {"scenario = 'x'\n",
                  1,
                  {"points", "row", {{"point", "1", "number", std::vector<float>{1.0F}}}}};
    hand_made::write(folder / "odd.h5", scenarios, run);
    CHECK_THROWS_AS(RunReader(folder / "odd.h5").design(), OutputError);
}

TEST_CASE("What a design holds is told of its result") {
    const Sweep sweep(four);
    const RunReader run(sweep.path);
    CHECK_THAT(inspection_text(run),
               Contains("\ndesign\n  points here             4 of 4\n"
                        "  factor                  quotas.q.share\n"
                        "  factor                  quotas.q.mode\n"));
    const auto design = nlohmann::json::parse(inspection_json(run))["design"];
    CHECK(design == nlohmann::json({{"points_here", 4},
                                    {"points", 4},
                                    {"factors", {"quotas.q.share", "quotas.q.mode"}}}));
}

TEST_CASE("The text of a sweep outside present law begins with a banner") {
    const auto text_of = [](const std::string& status) {
        const Sweep sweep(four, status);
        return factor_effects_text(factor_effects(RunReader(sweep.path), ""), "table");
    };
    CHECK_THAT(text_of("contrefactuel hors droit"), Contains("THE POINTS ARE OUTSIDE PRESENT LAW"));
    const auto text = text_of("droit constant");
    CHECK_THAT(text,
               !Contains("OUTSIDE") && Contains("quotas.q.share") && Contains("0.2 → 0.6") &&
                   Contains("-4.2 pt ± 0.2 ▼") && Contains("the plane explains 100 %"));
}

TEST_CASE("The CSV of a sweep has a row a point, with what was varied in it") {
    const Sweep sweep(four);
    const auto effects = factor_effects(RunReader(sweep.path), "");
    const auto csv = factor_effects_text(effects, "csv");
    CHECK_THAT(csv, Contains("at,point,quotas.q.share,quotas.q.mode,monde,baseline,measure"));
    CHECK_THAT(csv, Contains("\n2028-03,p3,0.4,bonus,,reference,poverty_rate,"));
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) ==
          1 + effects.results.size() * four.size());
    const auto json = nlohmann::json::parse(factor_effects_text(effects, "json"));
    CHECK(json["factors"][1]["values"][2] == "bonus");
    CHECK(json["results"].size() == effects.results.size());
    CHECK(json["outside_present_law"] == false);
}
