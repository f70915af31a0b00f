#include <string>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"

using namespace mixite;

namespace {

std::string message_of_expect(int count) {
    try {
        EXPECT(count > 0, "count = {}", count);
    } catch (const InvariantViolation& violation) {
        return violation.what();
    }
    return "none";
}

std::string message_of_ensure(int leases, int offers) {
    try {
        ENSURE(leases <= offers, "{} leases, {} offers", leases, offers);
    } catch (const InvariantViolation& violation) {
        return violation.what();
    }
    return "none";
}

bool ends_with(const std::string& text, const std::string& end) {
    return text.ends_with(end);
}

}  // namespace

TEST_CASE("A diagnostic with a quoted line points at the column and makes its suggestion there") {
    const Diagnostic diagnostic{.file = "scenarios/essai.toml",
                                .line = 4,
                                .column = 1,
                                .key = "allocation.quotas.q1_hors_qvp",
                                .problem = "unknown key 'allocation.quotas.q1_hors_qvp'",
                                .reason = "",
                                .suggestion = "did you mean 'q1_hors_qpv'?",
                                .source_line = "q1_hors_qvp = 0.25"};
    CHECK(to_string(diagnostic) ==
          "scenarios/essai.toml:4:1: error: unknown key 'allocation.quotas.q1_hors_qvp'\n"
          "    4 | q1_hors_qvp = 0.25\n"
          "      | ^ did you mean 'q1_hors_qpv'?");
}

TEST_CASE("A diagnostic says what it knows and no more") {
    CHECK(to_string(Diagnostic{.file = "a.toml",
                               .line = 9,
                               .column = 22,
                               .key = "allocation.commission_rounds",
                               .problem = "allocation.commission_rounds = 0",
                               .reason = "must be between 1 and 6",
                               .suggestion = "",
                               .source_line = ""}) ==
          "a.toml:9:22: error: allocation.commission_rounds = 0 (must be between 1 and 6)");
    CHECK(to_string(Diagnostic{.file = "zones.csv",
                               .line = 3,
                               .column = 0,
                               .key = "",
                               .problem = "'-4' households",
                               .reason = "a count is not negative",
                               .suggestion = "correct the row",
                               .source_line = ""}) ==
          "zones.csv:3: error: '-4' households (a count is not negative); correct the row");
    CHECK(to_string(Diagnostic{.file = "zones.csv",
                               .line = 0,
                               .column = 7,
                               .key = "",
                               .problem = "no such file",
                               .reason = "",
                               .suggestion = "",
                               .source_line = "not shown"}) == "zones.csv: error: no such file");
    CHECK(to_string(Diagnostic{.file = "",
                               .line = 0,
                               .column = 0,
                               .key = "",
                               .problem = "two scenarios are called 'a'",
                               .reason = "",
                               .suggestion = "",
                               .source_line = ""}) == "error: two scenarios are called 'a'");
}

TEST_CASE("All problems are told at once, twenty at most, with their number") {
    const auto problem = [](int number) {
        Diagnostic diagnostic;
        diagnostic.file = "a.toml";
        diagnostic.problem = "problem " + std::to_string(number);
        return diagnostic;
    };
    CHECK(to_string(std::vector{problem(1)}) ==
          "a.toml: error: problem 1\n1 error; nothing was run");
    CHECK(to_string(std::vector{problem(1), problem(2)}) ==
          "a.toml: error: problem 1\na.toml: error: problem 2\n2 errors; nothing was run");

    std::vector<Diagnostic> many;
    for (int number = 1; number <= 23; ++number) {
        many.push_back(problem(number));
    }
    const auto text = to_string(many);
    CHECK(text.find("problem 20\nand 3 more\n23 errors; nothing was run") != std::string::npos);
    CHECK(text.find("problem 21") == std::string::npos);
}

TEST_CASE("An error carries every diagnostic and its message is theirs") {
    const std::vector<Diagnostic> two(2);
    const DataError error{two};
    CHECK(error.diagnostics().size() == 2);
    CHECK(std::string{error.what()} == to_string(two));
}

TEST_CASE("A broken precondition or law names its place, itself and the values") {
    CHECK(message_of_expect(1) == "none");
    const auto expect = message_of_expect(-3);
    CHECK(expect.find("test_failure.cpp:") != std::string::npos);
    CHECK(ends_with(expect, ": precondition 'count > 0' does not hold: count = -3"));
    CHECK(message_of_ensure(2, 2) == "none");
    CHECK(ends_with(message_of_ensure(3, 2),
                    ": law 'leases <= offers' does not hold: 3 leases, 2 offers"));
    CHECK(std::string{Interrupted{}.what()} == "interrupted; nothing was written");
}
