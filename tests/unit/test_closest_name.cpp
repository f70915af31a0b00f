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

TEST_CASE("A code is found by what it is called") {
    const std::vector<NamedCode> known{
        {"79191", "Niort"}, {"79081", "Chauray"}, {"in_qpv", ""}, {"dsh", "Deux-Sèvres Habitat"}};
    CHECK(suggested_code("niort", known) == "did you mean '79191' (Niort)?");
    CHECK(suggested_code("Chaurray", known) == "did you mean '79081' (Chauray)?");
    CHECK(suggested_code("Deux-Sevres Habitat", known) ==
          "did you mean 'dsh' (Deux-Sèvres Habitat)?");
    CHECK(suggested_code("79192", known) == "did you mean '79191'?");
    CHECK(suggested_code("xxxxxx", known) ==
          "one of: 79191 (Niort), 79081 (Chauray), in_qpv, dsh (Deux-Sèvres Habitat)");
    CHECK(suggested_code("", known) != "did you mean 'in_qpv' ()?");
    CHECK(suggested_code("Niort", {}).empty());
}
