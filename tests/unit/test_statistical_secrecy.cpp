#include <cmath>

#include <catch2/catch.hpp>

#include "hand_made_run.hpp"
#include "publication/compared_measures.hpp"
#include "publication/statistical_secrecy.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

using Mask = std::vector<std::uint8_t>;

/// Cells of one total.
std::vector<Cell> cells_of(const std::vector<double>& bases) {
    std::vector<Cell> cells;
    cells.reserve(bases.size());
    for (const auto base : bases) {
        cells.push_back({base, 0});
    }
    return cells;
}

/// Three zones, the last a QPV, with these households, and one poor share each.
std::filesystem::path run_with(const ScratchFolder& folder,
                               const std::vector<std::vector<float>>& households_by_scenario,
                               RunDescription::Secrecy secrecy) {
    const std::vector<hand_made::Scenario> scenarios{{"reference", "droit constant", {}},
                                                     {"essai", "droit constant", {}}};
    auto run = hand_made::description(scenarios, 1);
    run.secrecy = secrecy;
    run.indicators = {{"households", "household", "Households", "Households", {"zone"}},
                      {"poverty_rate", "1", "Poverty", "Poverty", {"zone"}},
                      {"dissimilarity", "index", "D", "D", {}}};
    const auto month_of = [](const std::vector<float>& households) {
        auto values = households;
        values.insert(values.end(), {0.5F, 0.5F, 0.5F, 0.3F});
        return values;
    };
    auto path = folder / "run.h5";
    RunRecorder recorder(path, run, Existing::replace);
    recorder.record_history(0, 0, month_of(households_by_scenario[0]));
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        std::vector<float> all;
        for (int m = 0; m < run.months.count; ++m) {
            const auto values = month_of(households_by_scenario[s]);
            all.insert(all.end(), values.begin(), values.end());
        }
        recorder.record(0, s, {all, {}});
    }
    recorder.finish({});
    return path;
}

constexpr auto secret = RunDescription::Secrecy::statistical;

/// Under secrecy, one scenario's only month, with these indicators and their values one after the
/// other.
std::filesystem::path secret_month(const ScratchFolder& folder,
                                   const std::vector<IndicatorDescription>& indicators,
                                   const std::vector<float>& values) {
    auto run = hand_made::description({{"reference", "droit constant", {}}}, 1);
    run.secrecy = secret;
    run.months.count = 1;
    run.indicators = indicators;
    auto path = folder / "run.h5";
    RunRecorder recorder(path, run, Existing::replace);
    recorder.record_history(0, 0, values);
    recorder.record(0, 0, {values, {}});
    recorder.finish({});
    return path;
}

}  // namespace

TEST_CASE("Cells of 1 to 10 are masked; nil and 11 are not") {
    CHECK(is_small(1.0));
    CHECK(is_small(10.0));
    CHECK_FALSE(is_small(0.0));
    CHECK_FALSE(is_small(11.0));
}

TEST_CASE("A total gives no masked cell away") {
    // One small cell: the next smallest goes with it.
    CHECK(masked_cells(cells_of({5.0, 40.0, 20.0})) == Mask{1, 0, 1});
    // Two that hold fewer than 11 together: a third.
    CHECK(masked_cells(cells_of({2.0, 3.0, 30.0, 50.0})) == Mask{1, 1, 1, 0});
    // Two that hold enough.
    CHECK(masked_cells(cells_of({7.0, 8.0, 30.0})) == Mask{1, 1, 0});
    // Nothing small, nothing masked; a cell of nobody never hides anybody.
    CHECK(masked_cells(cells_of({11.0, 0.0, 30.0})) == Mask{0, 0, 0});
    CHECK(masked_cells(cells_of({4.0, 0.0, 30.0})) == Mask{1, 0, 1});
}

TEST_CASE("Each total is held on its own") {
    const std::vector<Cell> cells{{5.0, 0}, {40.0, 0}, {30.0, 1}, {20.0, 1}};
    CHECK(masked_cells(cells) == Mask{1, 1, 0, 0});
}

TEST_CASE("Under secrecy small cells, those that would tell them, and their shares are left out") {
    const ScratchFolder folder;
    const RunReader run(
        run_with(folder, {{5.0F, 400.0F, 300.0F}, {50.0F, 400.0F, 300.0F}}, secret));
    const PublishedValues values(run);
    const auto households = values.of("reference", "households");
    CHECK(std::isnan(households.values.at(0, 0, 0)));
    CHECK(std::isnan(households.values.at(0, 0, 1)));  // with the first it makes the total outside
    CHECK(households.values.at(0, 0, 2) == 300.0F);    // alone in its total, and large
    CHECK(std::isnan(values.of("reference", "poverty_rate").values.at(0, 0, 0)));
    CHECK(values.of("reference", "poverty_rate").values.at(0, 0, 2) == 0.5F);
}

TEST_CASE("What one scenario masks, another does not give away by a difference") {
    const ScratchFolder folder;
    const RunReader run(
        run_with(folder, {{5.0F, 400.0F, 300.0F}, {50.0F, 400.0F, 300.0F}}, secret));
    const auto elsewhere = PublishedValues(run).of("essai", "households");
    CHECK(std::isnan(elsewhere.values.at(0, 0, 0)));
    CHECK(std::isnan(elsewhere.values.at(0, 0, 1)));
}

TEST_CASE("Over two axes each place of the first has a total of its own") {
    const ScratchFolder folder;
    const RunReader reader(
        secret_month(folder,
                     {{"occupants_by_age", "household", "O", "O", {"scope", "zone"}},
                      {"entrants_by_age", "household", "E", "E", {"scope"}}},
                     {5.0F, 40.0F, 20.0F, 7.0F, 50.0F, 60.0F, 0.0F, 300.0F}));
    // The two small cells, of two totals, do not hide each other.
    const PublishedValues values(reader);
    CHECK(values.of("reference", "occupants_by_age").masked == Mask{1, 0, 1, 1, 1, 0});
    // Not even nobody, nor many.
    CHECK(values.of("reference", "entrants_by_age").masked == Mask{1, 1});
}

TEST_CASE("A share of few among many is masked too") {
    const ScratchFolder folder;
    const RunReader run(
        run_with(folder, {{16.0F, 400.0F, 300.0F}, {16.0F, 400.0F, 300.0F}}, secret));
    // Half of 16: eight.
    CHECK(std::isnan(PublishedValues(run).of("reference", "poverty_rate").values.at(0, 0, 0)));
    CHECK(PublishedValues(run).of("reference", "households").values.at(0, 0, 0) == 16.0F);
}

TEST_CASE("A part is masked where few are left beside it") {
    const ScratchFolder folder;
    const RunReader reader(secret_month(folder,
                                        {{"households", "household", "H", "H", {"zone"}},
                                         {"poor_households", "household", "P", "P", {"zone"}}},
                                        {400.0F, 500.0F, 300.0F, 395.0F, 100.0F, 150.0F}));
    const PublishedValues values(reader);
    CHECK(values.of("reference", "households").masked == Mask{0, 0, 0});
    // Five of the first zone are not poor; the second would tell with the total.
    CHECK(values.of("reference", "poor_households").masked == Mask{1, 1, 0});
}

TEST_CASE("A synthetic population is published whole") {
    const ScratchFolder folder;
    const RunReader run(run_with(
        folder, {{5.0F, 400.0F, 300.0F}, {5.0F, 400.0F, 300.0F}}, RunDescription::Secrecy::none));
    const auto households = PublishedValues(run).of("reference", "households");
    CHECK(households.masked.empty());
    CHECK(households.values.at(0, 0, 0) == 5.0F);
}

TEST_CASE("Comparisons leave the QPV out when one of them rests on few") {
    const ScratchFolder folder;
    const RunReader run(run_with(folder, {{500.0F, 400.0F, 9.0F}, {500.0F, 400.0F, 9.0F}}, secret));
    ScenarioValues scenario(run, "reference");
    for (const auto& measure : compared_measures()) {
        if (measure.id == "households" || measure.id == "poverty_rate") {
            CHECK(std::isnan(measure_values(scenario, measure, run.months().first, 2).front()));
        }
    }
}
