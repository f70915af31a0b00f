#include <catch2/catch.hpp>

#include "scenario/closest_name.hpp"

using namespace mixite;

TEST_CASE("A misspelt name suggests the nearest one, and a strange one nothing") {
    const std::vector<std::string> names{"q1_hors_qpv", "q234_en_qpv", "rounds"};
    CHECK(closest_name("q1_hors_qvp", names) == "q1_hors_qpv");
    CHECK(closest_name("round", names) == "rounds");
    CHECK(closest_name("ruonds", names) == "rounds");
    CHECK_FALSE(closest_name("seniority", names));
    CHECK_FALSE(closest_name("", {}));
    CHECK(did_you_mean("ruonds", names) == "did you mean 'rounds'?");
    CHECK(did_you_mean("seniority", names).empty());
}
