#include <map>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/sweep_design.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

const std::string head = "scenario = \"../cia-stricte.toml\"\nlegal_status = \"droit constant\"\n";

SweepDesign read(const ScratchFolder& folder, const std::string& text) {
    write_bytes(folder / "plan.toml", text);
    return read_design(folder / "plan.toml");
}

/// "problem @line" of each diagnostic.
std::vector<std::string> problems(const std::string& text) {
    const ScratchFolder folder;
    try {
        read(folder, text);
    } catch (const ScenarioError& error) {
        std::vector<std::string> told;
        for (const auto& d : error.diagnostics()) {
            told.push_back(fmt::format(
                "{} @{}{}", d.problem, d.line, d.suggestion.empty() ? "" : ": " + d.suggestion));
        }
        return told;
    }
    return {};
}

std::vector<std::string> texts_of(const SweepDesign& design) {
    std::vector<std::string> texts;
    for (const auto& point : points_of(design)) {
        texts.push_back(values_text(design, point));
    }
    return texts;
}

}  // namespace

TEST_CASE("Levels are combined, the last factor's changing fastest") {
    const ScratchFolder folder;
    const auto design = read(folder,
                             head +
                                 "[factors]\n"
                                 "\"quotas.q.share\" = [0.25, 0.5]\n"
                                 "commission.candidates = [3, 4, 5]\n");
    CHECK(texts_of(design) ==
          std::vector<std::string>{"quotas.q.share = 0.25, commission.candidates = 3",
                                   "quotas.q.share = 0.25, commission.candidates = 4",
                                   "quotas.q.share = 0.25, commission.candidates = 5",
                                   "quotas.q.share = 0.5, commission.candidates = 3",
                                   "quotas.q.share = 0.5, commission.candidates = 4",
                                   "quotas.q.share = 0.5, commission.candidates = 5"});
    CHECK(design.scenario == (folder.path().parent_path() / "cia-stricte.toml"));
    CHECK(design.baseline == design.scenario);
    CHECK(design.title_en == "plan");
    CHECK(design.replications == 1);
    CHECK(design.seed == 1);
}

TEST_CASE("Points of ranges are those of the Sobol sequence") {
    // Joe and Kuo's first points of two dimensions, without (0, 0): (1/2, 1/2), (3/4, 1/4),
    // (1/4, 3/4), (3/8, 3/8), (7/8, 7/8).
    const ScratchFolder folder;
    const auto text = head +
                      "points = 5\n[factors]\n"
                      "\"quotas.q.share\" = { low = 0.0, high = 0.8 }\n"
                      "commission.candidates = { low = 3, high = 6 }\n";
    const auto design = read(folder, text);
    const auto points = points_of(design);
    REQUIRE(points.size() == 5);
    const std::vector<double> shares{0.4, 0.6, 0.2, 0.3, 0.7};
    const std::vector<int> candidates{5, 4, 6, 4, 6};
    for (std::size_t p = 0; p < points.size(); ++p) {
        CHECK(number_of(points[p][0]) == Approx(shares[p]));
        CHECK(count_of(points[p][1]) == candidates[p]);
    }
    const ScratchFolder longer;
    auto more = text;
    more.replace(more.find("points = 5"), 10, "points = 9");
    const auto nine = texts_of(read(longer, more));
    CHECK(std::equal(points.begin(), points.end(), nine.begin(), [&](auto& point, auto& told) {
        return values_text(design, point) == told;
    }));
}

TEST_CASE("Points of levels take each of them alike, whole numbers all of a range") {
    const ScratchFolder folder;
    const auto design = read(folder,
                             head +
                                 "points = 63\n[factors]\n"
                                 "commission.candidates = { low = 3, high = 6 }\n"
                                 "\"quotas.q.mode\" = [\"strict\", \"bonus\"]\n");
    std::map<std::string, int> counts;
    for (const auto& point : points_of(design)) {
        ++counts[point[0].written()];
        ++counts[*point[1].text()];
    }
    for (const auto* count : {"3", "4", "5", "6"}) {
        CHECK(counts[count] >= 15);
        CHECK(counts[count] <= 16);
    }
    CHECK(counts["strict"] >= 31);
    CHECK(counts["bonus"] >= 31);
}

TEST_CASE("Everything that is wrong with a design is told where it stands") {
    CHECK(problems("") ==
          std::vector<std::string>{
              "missing key 'scenario' @0: add scenario = \"cia-stricte.toml\"",
              "missing key 'legal_status' @0: add legal_status = \"droit constant\", or "
              "\"contrefactuel hors droit\" if the values go beyond it",
              "missing key 'factors' @0: add [factors] and, for each key, the list of its values"});
    const auto told = problems(head +
                               "replications = 0\n"
                               "[factors]\n"
                               "commission.candidats = [3, 4]\n"
                               "commission.most_effort_rate = [0.3]\n"
                               "commission.candidates = [3, \"four\", 99]\n"
                               "\"quotas.q.share\" = { low = 0.5, high = 0.5 }\n"
                               "\"quotas.r.share\" = { low = 0.5, hight = 0.6 }\n"
                               "\"quotas.s.mode\" = { low = 1, high = 2 }\n"
                               "\"quotas.t.share\" = { low = 0.5, high = 1.5 }\n"
                               "dalo.offer_months = { low = 2, high = 4 }\n");
    REQUIRE(told.size() == 10);
    CHECK_THAT(told[0],
               Contains("'commission.candidats' is no key of the rules @5") &&
                   Contains("did you mean 'candidates'?"));
    CHECK_THAT(told[1],
               Contains("'commission.most_effort_rate' does not say which values it takes @6"));
    CHECK_THAT(told[2], Contains("commission.candidates") && Contains("@7"));
    CHECK_THAT(told[3], Contains("commission.candidates") && Contains("99") && Contains("@7"));
    CHECK_THAT(told[4], Contains("low = 0.5 is not below high = 0.5 @8"));
    CHECK_THAT(told[5], Contains("the range of 'quotas.r.share' is not { low, high } @9"));
    CHECK_THAT(told[6], Contains("a range for 'quotas.s.mode'") && Contains("@10"));
    CHECK_THAT(told[7], Contains("1.5") && Contains("@11"));
    CHECK_THAT(told[8], Contains("replications = 0") && Contains("@3"));
    CHECK_THAT(told[9],
               Contains("'dalo.offer_months' has a range, and no number of points is given @12") &&
                   Contains("add points = 64"));
}

TEST_CASE("A factor stands once in a design, and so does each of its levels") {
    CHECK(problems(head + "[factors]\n"
                          "\"quotas.q.share\" = [0.25, 0.5, 0.250]\n"
                          "commission.candidates = [3, 4]\n"
                          "quotas.q.share = [0.1, 0.2]\n") ==
          std::vector<std::string>{
              "'quotas.q.share' takes the value 0.25 twice @4: leave one of the two out",
              "'quotas.q.share' stands in line 4 too @6: leave one of the two out"});
}

TEST_CASE("Keys of a design that stand in the wrong place are told where they belong") {
    CHECK(problems(head + "[factors]\n"
                          "commission.candidates = [3, 4]\n"
                          "until = \"2024-02\"\n"
                          "replications = 4\n") ==
          std::vector<std::string>{
              "'until' is no key of the rules @5: write 'until' above [factors]",
              "'replications' is no key of the rules @6: write 'replications' above [factors]"});
    for (const auto* wrong : {"factors = 3\n", "[[factors]]\ncommission.candidates = [3, 4]\n"}) {
        const auto told = problems(head + wrong);
        REQUIRE(told.size() == 1);
        CHECK(told[0] ==
              "'factors' is no table @3: write [factors] and, for each key, the list of "
              "its values");
    }
}

TEST_CASE("A design of too many combinations is refused") {
    std::string levels = "0.001";
    for (int i = 2; i <= 101; ++i) {
        levels += fmt::format(", {:.3f}", i / 1000.0);
    }
    CHECK(problems(head + fmt::format(
                              "[factors]\n\"quotas.q.share\" = [{0}]\n\"quotas.r.share\" = [{0}]\n",
                              levels)) ==
          std::vector<std::string>{"the levels have more than 10000 combinations @0: give points = "
                                   "256, which fill the same ranges, or fewer levels"});
}

TEST_CASE("Names of points sort in their order") {
    CHECK(point_name(7, 12) == "p007");
    CHECK(point_name(7, 999) == "p007");
    CHECK(point_name(7, 1000) == "p0007");
    CHECK(point_name(1000, 1000) == "p1000");
}

TEST_CASE("A point is a scenario that says its values, their source and its legal status") {
    const ScratchFolder folder;
    const auto design = read(folder,
                             "title.fr = \"Quota \\\"Q1\\\"\"\n" + head +
                                 "[factors]\n\"quotas.q1 \u00e9.share\" = [0.25, 0.5]\n");
    CHECK(point_toml(design, 2, points_of(design)[1]) ==
          "extends = \"cia-stricte.toml\"\n"
          "title.fr = \"Quota \\\"Q1\\\", point 2\"\n"
          "title.en = \"plan, point 2\"\n"
          "description = \"quotas.q1 é.share = 0.5\"\n"
          "origin = \"méthode\"\n"
          "legal_status = \"droit constant\"\n"
          "quotas.\"q1 é\".share = 0.5\n"
          "\n"
          "[sources]\n"
          "\"quotas.q1 é.share\" = { text = \"varied by the design plan.toml\", fr = \"varié par "
          "le plan plan.toml\", status = \"assumption\" }\n");
}
