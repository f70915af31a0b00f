#include <algorithm>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/quota_contradictions.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/toml_document.hpp"
#include "scenario/world_builder.hpp"

using namespace mixite;

namespace {

namespace fs = std::filesystem;

const std::string head = R"(extends = "reference.toml"
[sources]
"quotas" = { text = "of the test", status = "assumption" }
"groups" = { text = "of the test", status = "assumption" }
"reservations" = { text = "of the test", status = "assumption" }
"dalo" = { text = "of the test", status = "assumption" }
)";

Scenario read(const std::string& text) {
    return parse_scenario(head + text, fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml");
}

std::vector<Diagnostic> problems_of(const std::string& text) {
    try {
        read(text);
    } catch (const ScenarioError& error) {
        return error.diagnostics();
    }
    return {};
}

/// The one diagnostic that the text must have: its line in the file, what it says and suggests.
void check_told(const std::string& text,
                int line,
                const std::string& problem,
                const std::string& suggestion = "") {
    const auto told = problems_of(text);
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == line + 6);
    CHECK(told[0].problem == problem);
    CHECK(told[0].suggestion == suggestion);
}

std::vector<Diagnostic> place_problems_of(const std::string& text) {
    const auto tables = read_territory(fs::path(MIXITE_SOURCE_DIR) / "data/niort");
    return place_problems(read(text), make_territory(tables));
}

}  // namespace

TEST_CASE("A rule that names an unknown group is told, with the name that was meant") {
    check_told("[quotas.q]\ngroup = \"first_quartil\"\nshare = 0.2\nguard_days = 0\n",
               2,
               "quotas.q.group = \"first_quartil\"",
               "did you mean 'first_quartile'?");
    check_told("[reservations.holders.landlord]\ndesignates = \"in_wrk\"\n",
               2,
               "reservations.holders.landlord.designates = \"in_wrk\"",
               "did you mean 'in_work'?");
    check_told("[groups.g]\nall_of = [\"dallo\"]\n",
               2,
               "groups.g.all_of = \"dallo\"",
               "did you mean 'dalo'?");
}

TEST_CASE("A key of many parts is told, however many there are and wherever it stands") {
    for (const int dots : {most_key_parts, 100'000}) {
        std::string key = "a";
        for (int i = 0; i < dots; ++i) {
            key += i % 3 == 0 ? " . \"=\"" : ".a";
        }
        for (const auto& text : {key + " = 1\n",
                                 "[" + key + "]\n",
                                 "x = { y = \"\"\"z\"\"\"\"\", " + key + " = 1 }\n",
                                 key + " = 1\nno TOML\n"}) {
            check_told("\n" + text, 2, "a key has more than 16 parts");
            CHECK_THROWS_AS(parse_behaviour(text, "behaviour.toml"), DataError);
        }
    }
}

TEST_CASE("Points that part no key are no parts of one") {
    const std::string many(100, '.');
    for (const auto& text : {"# " + many,
                             "a = \"" + many + "\"",
                             "a = '''\n" + many + "\n'''''",
                             std::string("a = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, "
                                         "1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7]"),
                             std::string("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p = 1")}) {
        CHECK(parse_toml(text, "points.toml").problems.empty());
    }
}

TEST_CASE("Keys and values as deep as they may lie together are read") {
    std::string text = "1";
    for (int i = 0; i < 200; ++i) {
        text = "{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = " + text + " }";
    }
    CHECK(parse_toml("a = " + text, "deep.toml").problems.empty());
}

TEST_CASE("A quota that names an unknown holder is told") {
    check_told("[quotas.publics_prioritaires]\nholders = [\"action_logment\"]\n",
               2,
               "quota 'publics_prioritaires' names the holder 'action_logment'",
               "did you mean 'action_logement'?");
}

TEST_CASE("A contingent of the prefect that is no holder is told") {
    check_told("[dalo]\ncontingent = \"state_priorty\"\n",
               2,
               "dalo.contingent = \"state_priorty\"",
               "did you mean 'state_priority'?");
    check_told("[dalo]\ncontingent = \"\"\noffer_months = 6\n", 3, "the prefect has no contingent");
}

TEST_CASE("A group of nobody, and one called as a condition, are told") {
    check_told("[groups.g]\nall_of = [\"first_quartile\", \"upper_quartiles\"]\n",
               2,
               "no household can be of group 'g'");
    check_told(
        "[groups.g]\nage_from = 60\nage_below = 30\n", 3, "no household can be of group 'g'");
    check_told("[groups.dalo]\nage_below = 30\n",
               2,
               "group 'dalo' has the name of a condition",
               "give the group another name");
}

TEST_CASE("Floors above caps, and floors that sum to more than everything, are told") {
    const std::string floor =
        "[quotas.a]\ngroup = \"priority\"\nshare = 0.6\nguard_days = 0\nscope = \"in_qpv\"\n";
    const auto cap = [](const std::string& share, const std::string& scope) {
        return "[quotas.b]\ngroup = \"priority\"\nbound = \"at_most\"\nshare = " + share +
               "\nguard_days = 0\nscope = \"" + scope + "\"\n";
    };
    check_told(floor + cap("0.5", "in_qpv"),
               9,
               "quotas 'a' and 'b' ask for at least 0.6 and at most 0.5",
               "change one of the shares, or set enabled = false in one of the quotas");
    CHECK(problems_of(floor + cap("0.6", "in_qpv")).empty());
    CHECK(problems_of(floor + cap("0.5", "outside_qpv")).empty());
    CHECK(problems_of(floor + cap("0.5", "in_qpv") + "mode = \"observed\"\n").empty());
    check_told(floor +
                   "[quotas.b]\ngroup = \"not_priority\"\nshare = 0.5\nguard_days = 0\n"
                   "scope = \"in_qpv\"\n[groups.not_priority]\nnone_of = [\"priority\"]\n",
               8,
               "quotas 'a' and 'b' sum to 1.1",
               "change one of the shares, or set enabled = false in one of the quotas");
}

TEST_CASE("Shares of holders that do not sum to 1 are told") {
    check_told("[reservations.holders.landlord]\nshare = 0.4\n",
               2,
               "the shares of the holders sum to 1.08");
}

TEST_CASE("A quota without what it needs is told") {
    check_told("[quotas.q]\ngroup = \"dalo\"\nguard_days = 0\n", 3, "quota 'q' has no 'share'");
    check_told("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\n", 3, "quota 'q' has no 'guard_days'");
    check_told("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\nguard_days = 0\nmode = \"bonus\"\n",
               5,
               "quota 'q' has no 'bonus_points'");
    CHECK(problems_of("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\nmode = \"observed\"\n").empty());
}

TEST_CASE("The prefect substitutes for floors of a calendar year only (CCH L.441-1)") {
    check_told("[quotas.q1_hors_qpv]\nprefect_substitutes = true\nwindow_months = 12\n",
               2,
               "quota 'q1_hors_qpv': the prefect substitutes for no cap or rolling window",
               "leave window_months and bound out, or set prefect_substitutes = false");
}

TEST_CASE("Codes that the territory does not have are told, each at its line") {
    const auto told =
        place_problems_of("[quotas.q1_hors_qpv]\nzones = [\"QN07901N\"]\nlandlords = [\"dsi\"]\n");
    REQUIRE(told.size() == 2);
    CHECK(told[0].line == 9);
    CHECK(told[0].problem == "unknown landlord 'dsi'");
    CHECK(told[1].line == 8);
    CHECK(told[1].problem == "unknown zone 'QN07901N'");
    CHECK(told[1].suggestion == "did you mean 'QN07901M'?");
}

TEST_CASE("A scope that matches no zone is told") {
    const auto told = place_problems_of("[quotas.q2_q4_en_qpv]\ncommunes = [\"79003\"]\n");
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == 8);
    CHECK(told[0].problem == "quota 'q2_q4_en_qpv' has no zone in its scope");
    CHECK(place_problems_of("[quotas.q2_q4_en_qpv]\ncommunes = [\"79191\"]\n").empty());
}
