#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/law_table.hpp"
#include "scenario/legal_claim.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/scenario_file.hpp"
#include "scenario/scenario_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

const std::filesystem::path reference =
    std::filesystem::path(MIXITE_SOURCE_DIR) / "scenarios/reference.toml";

const std::string rest = R"(since = "2019-01"
legal_status = "projet de loi"
source = { article = "CCH L.1", text = "the least", fr = "le moins" }
)";

std::string told_of_law(const std::string& text) {
    auto document = parse_toml(text, "law.toml");
    law_of(document.root.at(0), definitions_of(policy_keys()), document);
    return document.problems.empty() ? "nothing" : to_string(document.problems);
}

/// Of a block that is sound but for this bound.
std::string told_of_bound(const std::string& bound) {
    return told_of_law("[[law]]\n" + bound + "\n" + rest);
}

std::string reference_without_law() {
    auto text = bytes_of(reference);
    const auto law = text.find("[[law]]");
    REQUIRE(law != std::string::npos);
    text.resize(law);
    return text;
}

}  // namespace

TEST_CASE("Every bound of the shipped law has its article, in both languages, and its date") {
    const auto file = parse_scenario_file(read_toml(reference), reference);
    REQUIRE(file.document.problems.empty());
    CHECK(file.law.size() >= 20);
    for (const auto& bound : file.law) {
        INFO(bound.key);
        CHECK(bound.article.find_first_of("0123456789") != std::string::npos);
        CHECK(!bound.text.empty());
        CHECK(!bound.text_fr.empty());
        CHECK(bound.since >= month(2000, 1));
        CHECK(bound.since <= month(2024, 1));
    }
}

TEST_CASE("Everything that is wrong with a law is told at once, each with its place") {
    CHECK(told_of_law(R"([[law]]
key = "commission.candidats"
least = 3
since = "2019-13"
legal_statu = "projet de loi"
source = { article = "CCH R.441-3", text = "three at least" }
[[law]]
key = "commission.candidates"
least = "three"
since = "2019-01"
legal_status = "droit constant"
source = { text = "three at least" }
[[law]]
key = "commission.refusals"
not = ["nobody"]
)") == R"(law.toml:4:9: error: law.since = "2019-13" (must be a month from 1950 to 2199 in quotes, as "2024-01")
    4 | since = "2019-13"
      |         ^
law.toml:5:1: error: unknown key 'law.legal_statu'
    5 | legal_statu = "projet de loi"
      | ^ did you mean 'legal_status'?
law.toml:1:1: error: a [[law]] without its legal_status (a strategy beyond the bound has a status to state)
    1 | [[law]]
      | ^ add legal_status = "contrefactuel hors droit"
law.toml:2:7: error: law on an unknown key 'commission.candidats'
    2 | key = "commission.candidats"
      |       ^ did you mean 'candidates'?
law.toml:11:16: error: law.legal_status = "droit constant" (must be one of 'dérogation préfectorale', 'projet de loi', 'contrefactuel hors droit')
   11 | legal_status = "droit constant"
      |                ^
law.toml:12:10: error: the source of the law on 'commission.candidates' is incomplete (a source of the law has an article and a text)
   12 | source = { text = "three at least" }
      |          ^
law.toml:9:9: error: law.least = "three" (must be a number without quotes; its unit is always candidates a dwelling)
    9 | least = "three"
      |         ^
law.toml:13:1: error: a [[law]] without its since (a law holds from a month on)
   13 | [[law]]
      | ^ add since = "2024-01"
law.toml:13:1: error: a [[law]] without its legal_status (a strategy beyond the bound has a status to state)
   13 | [[law]]
      | ^ add legal_status = "contrefactuel hors droit"
law.toml:13:1: error: a [[law]] without its source (every bound of the law has its article)
   13 | [[law]]
      | ^ add source = { article = "…", text = "…", fr = "…" }
law.toml:15:8: error: law.not = "nobody" (must be one of 'of_households', 'none')
   15 | not = ["nobody"]
      |        ^
11 errors; nothing was run)");
}

TEST_CASE("A bound is one, of the type of its value") {
    CHECK(told_of_bound("key = \"commission.candidates\"\nleast = 3") == "nothing");
    CHECK(told_of_bound("key = \"commission.candidates\"") ==
          "law.toml:1:1: error: a [[law]] with 0 bounds (it says one of 'least', 'most', 'only', "
          "'not', 'open_to_all', 'not_against', 'not_by', 'fixed')\n    1 | [[law]]\n      | ^\n1 "
          "error; "
          "nothing was run");
    CHECK(told_of_bound("key = \"commission.candidates\"\nleast = 3\nmost = 4") ==
          "law.toml:4:1: error: a [[law]] with 2 bounds (it says one of 'least', 'most', 'only', "
          "'not', 'open_to_all', 'not_against', 'not_by', 'fixed')\n    4 | most = 4\n      | ^ "
          "write a "
          "[[law]] for each\n"
          "1 error; nothing was run");
    CHECK(told_of_bound("key = \"commission.candidates\"\nnot = [2]") ==
          "law.toml:3:7: error: law.not = [2] (commission.candidates is a number)\n"
          "    3 | not = [2]\n      |       ^ write least or most\n1 error; nothing was run");
    CHECK(told_of_bound("key = \"commission.refusals\"\nleast = 1") ==
          "law.toml:3:9: error: law.least = 1 (commission.refusals is no number)\n"
          "    3 | least = 1\n      |         ^ write not = [\"…\"] or only = [\"…\"]\n"
          "1 error; nothing was run");
    CHECK(told_of_bound("key = \"commission.refusals\"\nonly = \"none\"")
              .find("law.only = \"none\" (must be a list of texts") != std::string::npos);
    CHECK(told_of_bound("key = \"commission.candidates\"\nopen_to_all = true")
              .find("it is true, and of quotas.<name>.share") != std::string::npos);
    CHECK(told_of_bound("key = \"quotas.<name>.share\"\nopen_to_all = true") == "nothing");
    CHECK(told_of_bound("key = \"quotas.<name>.share\"\nnot_by = [\"age\", \"dalo\"]") ==
          "nothing");
    CHECK(told_of_bound("key = \"quotas.<name>.share\"\nnot_against = [\"dalo\"]\nleaving = 0.2\n"
                        "scope = \"in_qpv\"") == "nothing");
    CHECK(told_of_bound("key = \"quotas.<name>.share\"\nnot_by = [\"ages\"]") ==
          "law.toml:3:11: error: law.not_by names \"ages\" (must be a condition of groups)\n"
          "    3 | not_by = [\"ages\"]\n      |           ^ did you mean 'age'?\n"
          "1 error; nothing was run");
    CHECK(told_of_bound("key = \"quotas.<name>.share\"\nnot_against = [\"age\"]")
              .find("law.not_against names \"age\"") != std::string::npos);
    CHECK(told_of_bound("key = \"commission.candidates\"\nnot_against = [\"dalo\"]")
              .find("it is a list of conditions, and of quotas.<name>.share") != std::string::npos);
    for (const char* key : {"quotas.<name>.bonus_points",
                            "cotation.groups.<name>.points",
                            "cotation.transfers.groups.<name>.points",
                            "reservations.holders.<name>.designates",
                            "coordination.names"}) {
        CHECK(told_of_bound(fmt::format(
                  "key = \"{}\"\nnot_against = [\"dalo\"]\noutweighing = true", key)) == "nothing");
    }
    CHECK(told_of_bound("key = \"coordination.names\"\nopen_to_all = true\nleaving = 0.1") ==
          "nothing");
    CHECK(told_of_bound("key = \"quotas.<name>.bonus_points\"\nopen_to_all = true")
              .find("it is true, and of quotas.<name>.share, reservations") != std::string::npos);
    CHECK(told_of_bound("key = \"ceilings.plus_euros_a_year\"\nfixed = true") == "nothing");
    CHECK(told_of_bound("key = \"ceilings.plus_euros_a_year\"\nfixed = false")
              .find("law.fixed = false (it is true)") != std::string::npos);
    CHECK(told_of_bound("key = \"commission.candidates\"\nleast = 3\noutweighing = true")
              .find("law.outweighing on 'commission.candidates' (it is of 'not_against')") !=
          std::string::npos);
    CHECK(told_of_bound("key = \"commission.candidates\"\nleast = 3\nleaving = 0.2")
              .find("law.leaving on 'commission.candidates' (it is of 'open_to_all' and "
                    "'not_against')") != std::string::npos);
    CHECK(told_of_bound("key = \"commission.candidates\"\nleast = 2.5")
              .find("law.least = 2.5 (must be a whole number)") != std::string::npos);
}

TEST_CASE("A block says the same of each key that it names") {
    const std::string two =
        "[[law]]\nkey = \"commission.candidates\"\n"
        "also = [\"commission.least_candidates\"]\nleast = 3\n";
    auto document = parse_toml(two + rest, "law.toml");
    const auto law = law_of(document.root.at(0), definitions_of(policy_keys()), document);
    REQUIRE(law.size() == 2);
    CHECK(law[0].key == "commission.candidates");
    CHECK(law[1].key == "commission.least_candidates");
    CHECK(law[1].definition->name == "commission.least_candidates");
    CHECK(law[1].article == "CCH L.1");
    const auto again = law_toml(law);
    auto written = parse_toml(again, "law.toml");
    CHECK(law_toml(law_of(written.root.at(0), definitions_of(policy_keys()), written)) == again);
    CHECK(told_of_bound(
              "key = \"commission.candidates\"\nalso = [\"commission.candidats\"]\nleast = 3")
              .find("law.toml:3:8: error: law on an unknown key 'commission.candidats'") !=
          std::string::npos);
}

TEST_CASE("What lifts a bound is a flag; only holders' shares are bound together") {
    const std::string months = "key = \"dalo.offer_months\"\nmost = 3\n";
    CHECK(told_of_bound(months + "unless = \"dalo.large_agglomeration\"") == "nothing");
    CHECK(told_of_bound(months + "unless = \"dalo.large_agglomerations\"") ==
          "law.toml:4:10: error: law.unless = \"dalo.large_agglomerations\" (must be a key of the "
          "rules that is true or false)\n    4 | unless = \"dalo.large_agglomerations\"\n"
          "      |          ^ did you mean 'large_agglomeration'?\n1 error; nothing was run");
    CHECK(told_of_bound(months + "unless = \"dalo.contingent\"")
              .find("must be a key of the rules that is true or false") != std::string::npos);
    CHECK(told_of_bound(months + "sum_of = \"state\"")
              .find("law.sum_of on 'dalo.offer_months' (it is of 'most' on "
                    "reservations.holders.<name>.share)") != std::string::npos);
    CHECK(told_of_law("law = 3\n") ==
          "law.toml:1:1: error: law is no list of blocks (write "
          "[[law]])\n    1 | law = 3\n      | ^\n"
          "1 error; nothing was run");
}

TEST_CASE("A value is held against what its law allows, from the law's first month on") {
    auto document = parse_toml("[[law]]\nkey = \"commission.refusals\"\nonly = [\"none\"]\n" + rest,
                               "law.toml");
    const auto law = law_of(document.root.at(0), definitions_of(policy_keys()), document);
    REQUIRE(law.size() == 1);
    const std::vector files{parse_scenario_file(
        parse_toml("[commission]\nrefusals = \"of_households\"\n", "a.toml"), "a.toml")};
    const auto rules = rules_by_period(files, month(2024, 1)).front().second;
    const auto told = false_legal_claims(rules, law, month(2019, 1), "droit constant");
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == 2);
    CHECK(told[0].problem == "commission.refusals = \"of_households\" is no present law");
    CHECK(told[0].reason == "the least (CCH L.1)");
    CHECK(told[0].suggestion == "state legal_status = \"projet de loi\"");
    CHECK(false_legal_claims(rules, law, month(2018, 12), "droit constant").empty());
    CHECK(false_legal_claims(rules, law, month(2019, 1), "projet de loi").empty());
    CHECK(false_legal_claims(rules, law, month(2019, 1), "contrefactuel hors droit").empty());
}

TEST_CASE("The law is that of the file which extends no other, and must be there") {
    const ScratchFolder folder;
    const auto root = folder / "root.toml";
    const auto child = folder / "child.toml";
    const auto told = [](const std::filesystem::path& path) {
        try {
            read_scenario(path);
        } catch (const ScenarioError& error) {
            return error.diagnostics();
        }
        return std::vector<Diagnostic>{};
    };
    write_bytes(root, reference_without_law());
    write_bytes(child, "extends = \"root.toml\"\ncommission.candidates = 2\n");
    for (const auto& path : {root, child}) {
        REQUIRE(told(path).size() == 1);
        CHECK(told(path)[0].file == root.string());
        CHECK(told(path)[0].problem == "no [[law]] is given");
        CHECK(told(path)[0].suggestion ==
              "take over those of reference.toml, or begin with extends = \"reference.toml\"");
    }
    CHECK_NOTHROW(parse_scenario(reference_without_law(), root));

    write_bytes(
        root,
        reference_without_law() + "[[law]]\nkey = \"commission.candidates\"\nleast = 3\n" + rest);
    CHECK(told(root).empty());
    REQUIRE(told(child).size() == 1);
    CHECK(told(child)[0].problem == "commission.candidates = 2 is no present law");

    write_bytes(
        child,
        "extends = \"root.toml\"\n[[law]]\nkey = \"commission.candidates\"\nleast = 1\n" + rest);
    REQUIRE(told(child).size() == 1);
    CHECK(told(child)[0].line == 2);
    CHECK(told(child)[0].problem == "[[law]] in a file that extends another");
}

TEST_CASE("A resolved scenario says the law that it was held against") {
    const auto scenario = read_scenario(reference);
    const auto again = parse_scenario(scenario.resolved_toml, reference);
    CHECK(again.resolved_toml == scenario.resolved_toml);
    auto beyond = scenario.resolved_toml;
    const std::string three = "commission.candidates = 3\n";
    beyond.replace(beyond.find(three), three.size(), "commission.candidates = 2\n");
    CHECK_THROWS_AS(parse_scenario(beyond, reference), ScenarioError);
}
