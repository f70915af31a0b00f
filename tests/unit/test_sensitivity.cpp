#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "hand_made_run.hpp"
#include "publication/comparison.hpp"
#include "publication/sensitivity.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;
using Catch::Matchers::WithinAbs;

namespace {

constexpr int replications = 24;

/// A value of each replication that has nothing to do with its neighbour's, from 0 to 1.
double scattered(int replication, int salt) {
    return std::fmod(0.6180339887 * (replication + 1) * (salt + 1) + 0.37 * salt, 1.0);
}

std::vector<hand_made::Scenario> scenarios() {
    const auto baseline = [](int replication, int) {
        return hand_made::Values{static_cast<float>(0.5 + 0.1 * scattered(replication, 1))};
    };
    // The effect is what the parameter 'answers.matters' says, and no more than a little else.
    const auto strategy = [baseline](int replication, int at) {
        auto values = baseline(replication, at);
        values.poverty_of_qpv -= static_cast<float>(0.01 + 0.04 * scattered(replication, 0));
        return values;
    };
    return {{"reference", "droit constant", baseline}, {"essai", "droit constant", strategy}};
}

RunDescription drawn_run(int count) {
    auto run = hand_made::description(scenarios(), count);
    for (auto& scenario : run.scenarios) {
        auto& table = scenario.drawn_parameters;
        table = {"drawn_parameters", "replication", {}};
        int salt = 0;
        for (const auto* key : {"answers.matters", "answers.does_not"}) {
            std::vector<float> values;
            values.reserve(static_cast<std::size_t>(count));
            for (int r = 0; r < count; ++r) {
                values.push_back(static_cast<float>(scattered(r, salt)));
            }
            table.columns.push_back({key, "share", "what it is", values});
            scenario.parameters.push_back({std::string("behaviour.") + key,
                                           "0.4",
                                           "share",
                                           "nobody knows",
                                           "",
                                           "assumption",
                                           "",
                                           "",
                                           0.0F,
                                           1.0F});
            salt += 2;
        }
    }
    return run;
}

struct WrittenRun {
    explicit WrittenRun(int count = replications) : path(folder.path() / "run.h5") {
        hand_made::write(path, scenarios(), drawn_run(count));
    }
    ScratchFolder folder;
    std::filesystem::path path;
};

const UncertainResult& poverty_of(const Sensitivity& found, const std::string& scenario) {
    for (const auto& result : found.results) {
        if (result.scenario == scenario && result.measure == "poverty_rate") {
            return result;
        }
    }
    FAIL("no poverty of " << scenario);
    return found.results.front();
}

}  // namespace

TEST_CASE("Rank correlations of known lists") {
    CHECK_THAT(rank_correlation({1, 2, 3, 4, 5}, {10, 100, 1000, 1e4, 1e5}), WithinAbs(1.0, 1e-12));
    CHECK_THAT(rank_correlation({1, 2, 3, 4, 5}, {5, 4, 3, 2, 1}), WithinAbs(-1.0, 1e-12));
    // R: cor(c(1, 2, 2, 4, 5), c(3, 1, 4, 4, 2), method = "spearman")
    CHECK_THAT(rank_correlation({1, 2, 2, 4, 5}, {3, 1, 4, 4, 2}), WithinAbs(-0.0263158, 1e-6));
    CHECK(rank_correlation({1, 1, 1}, {1, 2, 3}) == 0.0);
    CHECK(rank_correlation({1, 1, 1}, {2, 2, 2}) == 0.0);
}

TEST_CASE("The correlation that it takes falls with the values, and rises with the parameters") {
    // Tables of critical values of r, two-sided: 5 %, 18 degrees; 1 % (five at 5 %), 98 degrees.
    CHECK_THAT(least_told_correlation(20, 1), WithinAbs(0.4438, 1e-4));
    CHECK_THAT(least_told_correlation(100, 5), WithinAbs(0.2565, 1e-4));
}

TEST_CASE("The parameter that an effect depends on is found, the other is not") {
    const WrittenRun written;
    const auto found = sensitivity(RunReader(written.path), "");
    CHECK(found.baseline == "reference");
    CHECK(found.replications == replications);
    REQUIRE(found.parameters.size() == 2);
    CHECK(found.parameters[0].value == 0.4);
    CHECK(found.parameters[0].high == 1.0);
    const auto& effect = poverty_of(found, "essai");
    CHECK(effect.below_zero == replications);
    CHECK(effect.above_zero == 0);
    REQUIRE(effect.dependences.size() == 2);
    CHECK(effect.dependences[0].parameter == "answers.matters");
    CHECK(effect.dependences[0].beyond_chance);
    CHECK(effect.dependences[0].rank_correlation < -0.99);
    CHECK(effect.dependences[0].in_lowest_third > effect.dependences[0].in_highest_third);
    CHECK_FALSE(effect.dependences[1].beyond_chance);
    // The baseline's own poverty hangs on neither.
    for (const auto& dependence : poverty_of(found, "reference").dependences) {
        CHECK_FALSE(dependence.beyond_chance);
    }
}

TEST_CASE("Means in the thirds of a parameter are those of the replications that drew it so") {
    const WrittenRun written;
    const auto found = sensitivity(RunReader(written.path), "reference");
    std::vector<std::pair<double, double>> by_parameter;
    by_parameter.reserve(replications);
    for (int r = 0; r < replications; ++r) {
        by_parameter.emplace_back(scattered(r, 0), -(0.01 + 0.04 * scattered(r, 0)));
    }
    std::sort(by_parameter.begin(), by_parameter.end());
    double lowest = 0.0;
    for (int i = 0; i < replications / 3; ++i) {
        lowest += by_parameter[static_cast<std::size_t>(i)].second / (replications / 3.0);
    }
    CHECK_THAT(poverty_of(found, "essai").dependences[0].in_lowest_third, WithinAbs(lowest, 1e-6));
}

TEST_CASE("A run that drew nothing, or too little, is refused with what would do") {
    const ScratchFolder folder;
    const auto path = folder.path() / "run.h5";
    hand_made::write(path, scenarios(), replications);
    CHECK_THROWS_WITH(sensitivity(RunReader(path), ""), Contains("--draw-parameters"));
    const WrittenRun few(8);
    CHECK_THROWS_WITH(sensitivity(RunReader(few.path), ""),
                      Contains("8 replications tell nothing"));
    const WrittenRun enough;
    CHECK_THROWS_WITH(sensitivity(RunReader(enough.path), "reference@x"),
                      Contains("--baseline 'reference@x': no such scenario"));
}

TEST_CASE("The comparison of such a run says what its intervals bear") {
    const WrittenRun written;
    const auto comparison = compare(RunReader(written.path), "", {});
    CHECK(comparison.drawn_parameters == 2);
    CHECK_THAT(comparison_text(comparison, "table"),
               Contains("Intervals: 2 paramètres tirés dans leurs plages"));
    CHECK_THAT(comparison_text(comparison, "table"), !Contains("à paramètres fixés"));
    CHECK_THAT(comparison_text(comparison, "json"), Contains("more replications narrow it"));
}

TEST_CASE("The table names the parameter, its thirds and the sign of the draws, in 80 columns") {
    const WrittenRun written;
    const auto found = sensitivity(RunReader(written.path), "");
    const auto table = sensitivity_text(found, "table");
    CHECK_THAT(table, Contains("essai against reference"));
    CHECK_THAT(table, Contains("answers.matters"));
    CHECK_THAT(table, !Contains("answers.does_not"));
    CHECK_THAT(table, Contains("lower in 24, higher in 0 of 24 draws"));
    CHECK_THAT(table, Contains("no parameter beyond chance"));
    CHECK_THAT(sensitivity_text(found, "csv"), Contains("answers.does_not"));
    CHECK_THAT(sensitivity_text(found, "json"), Contains("\"in_lowest_third\""));
}

TEST_CASE("Too few values are told as such, not as no dependence; a damaged draw is told") {
    const auto seldom = [](int replication, int) {
        return hand_made::Values{replication < 19 ? 0.5F : std::numeric_limits<float>::quiet_NaN()};
    };
    const ScratchFolder folder;
    const auto path = folder.path() / "run.h5";
    auto run = drawn_run(replications);
    const std::vector<hand_made::Scenario> rarely{{"reference", "droit constant", seldom},
                                                  {"essai", "droit constant", seldom}};
    hand_made::write(path, rarely, run);
    const auto found = sensitivity(RunReader(path), "");
    CHECK(poverty_of(found, "reference").replications == 19);
    CHECK(poverty_of(found, "reference").dependences.empty());
    CHECK_THAT(sensitivity_text(found, "table"),
               Contains("a value in 19 draws only: too few to tell"));
    CHECK_THAT(sensitivity_text(found, "csv"), Contains(",19,0,19,,,,,,synthétique\n"));
    for (auto& scenario : run.scenarios) {
        std::get<std::vector<float>>(scenario.drawn_parameters.columns[1].values)[5] =
            std::numeric_limits<float>::quiet_NaN();
    }
    hand_made::write(path, rarely, run);
    CHECK_THROWS_WITH(
        sensitivity(RunReader(path), ""),
        Contains("drawn_parameters/answers.does_not") && Contains("the file is damaged"));
}
