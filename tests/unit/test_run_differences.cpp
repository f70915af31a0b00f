#include <catch2/catch.hpp>

#include "fake_run.hpp"
#include "observation/run_differences.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

using Lines = std::vector<std::string>;

/// Between a result that is there and a run described otherwise.
Lines differences(const RunDescription& described) {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    return run_differences(RunReader(folder / "run.h5"), described);
}

RunDescription same() {
    return fake_run::description({1, 2});
}

}  // namespace

TEST_CASE("A result does not differ from what it was made of") {
    CHECK(differences(same()).empty());
}

TEST_CASE("What a result was made of is told beside what is asked for, one line a difference") {
    auto other = same();
    other.build[0].second = std::string("1111111");
    other.model[0].second = std::int64_t{2};
    other.replications = 4;
    other.months.count = 2;
    CHECK(differences(other) == Lines{"program: git: 0000000 there, 1111111 here",
                                      "seed: 1 there, 2 here",
                                      "replications: 3 there, 4 here",
                                      "months since the fork: 2024-01 to 2024-03 there, 2024-01 "
                                      "to 2024-02 here"});
}

TEST_CASE("Files of the territory that changed, went or came are told by name") {
    auto other = same();
    other.inputs[0].sha256 = std::string(64, 'b');
    CHECK(differences(other) ==
          Lines{"territory: zones.csv: SHA-256 aaaaaaaaaaaa… there, SHA-256 bbbbbbbbbbbb… here"});
    other.inputs[0] = {.name = "areas.csv", .sha256 = std::string(64, 'a')};
    CHECK(differences(other) ==
          Lines{"territory: areas.csv: none there, SHA-256 aaaaaaaaaaaa… here",
                "territory: zones.csv: SHA-256 aaaaaaaaaaaa… there, none here"});
}

TEST_CASE("Scenarios that differ are told value by value, or by their texts") {
    auto other = same();
    other.scenarios[1].parameters[1].value = "0.35";
    CHECK(differences(other) ==
          Lines{"scenario scenario_2: allocation.share: 0.25 there, 0.35 here"});
    other = same();
    other.scenarios[0].resolved_toml += "# again\n";
    CHECK(differences(other) ==
          Lines{"scenario scenario_1: other texts (title, description, sources …)"});
    CHECK(differences(fake_run::description({2, 3})) ==
          Lines{"scenarios: scenario_1, scenario_2 there, scenario_2, scenario_3 here"});
}

TEST_CASE("Tables that an option adds are told") {
    auto other = same();
    other.event_tables.clear();
    CHECK(differences(other) == Lines{"tables: leases there, none here"});
}

TEST_CASE("Of many differences some are told, and how many more there are") {
    CHECK(difference_lines({}).empty());
    CHECK(difference_lines({"a", "b"}) == "\n  a\n  b");
    CHECK(difference_lines(Lines(8, "a")).find("more") == std::string::npos);
    const auto told = difference_lines(Lines(10, "a"));
    CHECK(told.ends_with("\n  a\n  and 2 more"));
}
