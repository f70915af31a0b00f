#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/scenario_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

const std::filesystem::path shipped_scenarios =
    std::filesystem::path(MIXITE_SOURCE_DIR) / "scenarios";

const std::string header = R"(extends = "reference.toml"
title.fr = "Essai"
title.en = "Trial"
description = "A trial."
origin = "méthode"
legal_status = "droit constant"
)";

/// What the reader says of a text, its folder left out.
template <class Error, class Read>
std::string told(const Read& read) {
    try {
        read();
    } catch (const Error& error) {
        std::string text = error.what();
        const auto folder = shipped_scenarios.string() + "/";
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
            text.erase(at, folder.size());
        }
        return text;
    }
    return "nothing";
}

std::string told_of_scenario(const std::string& text) {
    return told<ScenarioError>([&] { parse_scenario(text, shipped_scenarios / "essai.toml"); });
}

std::string told_of_behaviour(const std::string& text) {
    return told<DataError>([&] { parse_behaviour(text, shipped_scenarios / "behaviour.toml"); });
}

}  // namespace

TEST_CASE("Every problem of a scenario is told at once, each with its place and what would do") {
    CHECK(told_of_scenario(header + R"(until = "2023-01"
[commission]
rounds_a_month = 0
most_effort_rate = "a third"
candidats = 3
[[period]]
from = "2024-13"
)") == R"(essai.toml:9:18: error: commission.rounds_a_month = 0 (must be between 1 and 6: a month needs at least one commission)
    9 | rounds_a_month = 0
      |                  ^ 1 at least
essai.toml:10:20: error: commission.most_effort_rate = "a third" (must be a number without quotes; its unit is always share of resources)
   10 | most_effort_rate = "a third"
      |                    ^
essai.toml:11:1: error: unknown key 'commission.candidats'
   11 | candidats = 3
      | ^ did you mean 'candidates'?
essai.toml:13:8: error: from = "2024-13" (must be a month from 1950 to 2199 in quotes, as "2024-01")
   13 | from = "2024-13"
      |        ^
essai.toml:7:9: error: fork = 2024-01, until = 2023-01 (a strategy ends after it begins)
    7 | until = "2023-01"
      |         ^
5 errors; nothing was run)");
}

TEST_CASE("A text that is no TOML is told with its place") {
    const auto text = told_of_scenario(header + "[commission\n");
    CHECK(text.find("essai.toml:7:") != std::string::npos);
    CHECK(text.find("1 error; nothing was run") != std::string::npos);
}

TEST_CASE("A value without a source is told, and how to give it one") {
    auto reference = bytes_of(shipped_scenarios / "reference.toml");
    const auto source = reference.find("\"routing\" = { text =");
    REQUIRE(source != std::string::npos);
    reference.erase(source, reference.find('\n', source) - source);
    const auto text = told_of_scenario(reference);
    CHECK(text.find("error: routing.civ has no source (every value has a source and a status)") !=
          std::string::npos);
    CHECK(
        text.find(
            R"(^ add to [sources]: "routing.civ" = { text = "…", fr = "…", status = "assumption" })") !=
        std::string::npos);
    CHECK(text.find("1 error; nothing was run") != std::string::npos);
}

TEST_CASE(
    "A value's source is told in both languages, also where the file that changes it has none") {
    const auto scenario = parse_scenario(header + R"(commission.rounds_a_month = 4
commission.points_weight = 0.9
benefits.rsa_child_age = 20
[sources]
"commission.points_weight" = { text = "ours", fr = "de nous", status = "assumption" }
)",
                                         shipped_scenarios / "essai.toml");
    const auto of = [&](std::string_view key) {
        const auto last = std::find_if(scenario.parameters.rbegin(),
                                       scenario.parameters.rend(),
                                       [&](const auto& parameter) { return parameter.key == key; });
        REQUIRE(last != scenario.parameters.rend());
        return *last;
    };
    CHECK(of("commission.points_weight").source == "ours");
    CHECK(of("commission.points_weight").source_fr == "de nous");
    CHECK(of("benefits.rsa_child_age").source_fr ==
          "changé par essai.toml sans source propre ; auparavant : CASF R.262-3");
    CHECK(of("commission.rounds_a_month").source ==
          "changed by essai.toml without a source of its own; before: commissions every two weeks");
    CHECK(of("commission.rounds_a_month").source_fr ==
          "changé par essai.toml sans source propre ; auparavant : une commission toutes les deux "
          "semaines");
    CHECK(scenario.resolved_toml.find(
              R"({ text = "ours", fr = "de nous", status = "assumption" })") != std::string::npos);
}

TEST_CASE("The source of a changed value is that of the value it replaces, of the same period") {
    const auto scenario = parse_scenario(R"(extends = "reference.toml"
legal_status = "contrefactuel hors droit"
ceilings.plus_euros_a_year = [25000, 30238, 36362, 43899, 51641, 58200]
commission.most_effort_rate = 0.38
)",
                                         shipped_scenarios / "essai.toml");
    const auto last_of = [&](std::string_view key) {
        const auto last = std::find_if(scenario.parameters.rbegin(),
                                       scenario.parameters.rend(),
                                       [&](const auto& parameter) { return parameter.key == key; });
        REQUIRE(last != scenario.parameters.rend());
        return *last;
    };
    CHECK(last_of("ceilings.plus_euros_a_year").from == "2024-01");
    CHECK(last_of("ceilings.plus_euros_a_year").source ==
          "changed by essai.toml without a source of its own; before: arrêté of 29 July 1987 as "
          "revised for 2024, other regions; published by landlords");
    const auto rate = last_of("commission.most_effort_rate");
    CHECK(rate.source.find("cut-off of landlords") != std::string::npos);
    CHECK(!rate.low);
    CHECK(!rate.high);
}

TEST_CASE("A file that extends no other must give every key") {
    const auto text = told_of_scenario("title.fr = \"Seul\"\n");
    CHECK(text.find("missing key 'commission.rounds_a_month'") != std::string::npos);
    CHECK(text.find(R"(did you mean to begin with extends = "reference.toml"?)") !=
          std::string::npos);
}

TEST_CASE("Files that extend each other are told as a circle") {
    const ScratchFolder folder;
    write_bytes(folder / "a.toml", "extends = \"b.toml\"\n");
    write_bytes(folder / "b.toml", "extends = \"a.toml\"\n");
    const auto text = told<ScenarioError>([&] { read_scenario(folder / "a.toml"); });
    CHECK(text.find("b.toml:1:11: error: ") != std::string::npos);
    CHECK(text.find("1 error; nothing was run") != std::string::npos);
}

TEST_CASE("A file that is not there is another matter than a wrong one") {
    const ScratchFolder folder;
    CHECK_THROWS_AS(read_scenario(folder / "none.toml"), MissingInput);
    write_bytes(folder / "a.toml", "extends = \"none.toml\"\n");
    CHECK_THROWS_AS(read_scenario(folder / "a.toml"), MissingInput);
    write_bytes(folder / "a.toml", "extends = \"none.toml\"\nuntil = 3\n");
    CHECK_THROWS_AS(read_scenario(folder / "a.toml"), ScenarioError);
}

TEST_CASE("The shipped behaviour is read; each of its faults is told with its place") {
    const auto path = shipped_scenarios.parent_path() / "tests/territory/behaviour.toml";
    const auto shipped = bytes_of(path);
    CHECK_NOTHROW(parse_behaviour(shipped, path));

    auto faulty = shipped;
    const auto swap = [&](const std::string& from, const std::string& to) {
        const auto at = faulty.find(from);
        REQUIRE(at != std::string::npos);
        faulty.replace(at, from.size(), to);
    };
    swap("\nunion_moves_away = ", "\nunion_moves_awy = ");
    swap("\nrenewal_share = ", "\nrenewal_share = 1");
    const auto text = told_of_behaviour(faulty);
    CHECK(text.find("error: unknown key 'life.union_moves_awy'") != std::string::npos);
    CHECK(text.find("did you mean 'union_moves_away'?") != std::string::npos);
    CHECK(text.find("error: demand.renewal_share = 10.") != std::string::npos);
    CHECK(text.find("must be between 0 and 1") != std::string::npos);
    CHECK(text.find("2 errors; nothing was run") != std::string::npos);
}

TEST_CASE("A behaviour must give every value, each with its source") {
    const auto path = shipped_scenarios.parent_path() / "tests/territory/behaviour.toml";
    auto without = bytes_of(path);
    const auto sources = without.find("[sources]");
    REQUIRE(sources != std::string::npos);
    without.resize(sources);
    const auto text = told_of_behaviour(without);
    CHECK(text.find("has no source") != std::string::npos);
    CHECK(text.find("every value says where it comes from") != std::string::npos);
    CHECK(told_of_behaviour("").find("'life.death' is missing") != std::string::npos);
}

TEST_CASE("What the fuzzer began from is read to its end, or refused by its own error") {
    const auto corpus = shipped_scenarios.parent_path() / "tests/fuzz/corpus/scenario";
    int read = 0;
    int refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
        try {
            parse_scenario(bytes_of(entry.path()), shipped_scenarios / "fuzzed.toml");
            ++read;
        } catch (const ScenarioError&) {
            ++refused;
        }
    }
    CHECK(read >= 1);
    CHECK(refused >= 2);
}
