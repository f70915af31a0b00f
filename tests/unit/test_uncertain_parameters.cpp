#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/behaviour_keys.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/monde.hpp"
#include "scenario/uncertain_parameters.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

const std::filesystem::path shipped =
    std::filesystem::path(MIXITE_SOURCE_DIR) / "tests/territory/behaviour.toml";

/// The behaviour of the tests' territory with one source in place of that of its key.
std::string with_source(const std::string& key, const std::string& range_and_status) {
    auto text = bytes_of(shipped);
    const auto heading = text.find("[sources]");
    const auto old = text.find("\n\"" + key + "\" = ", heading);
    if (old != std::string::npos) {
        text.erase(old, text.find('\n', old + 1) - old);
    }
    return text + "\n\"" + key + "\" = { text = \"a test\", fr = \"un test\", " + range_and_status +
           " }\n";
}

BehaviourFile read_with_source(const std::string& key, const std::string& range_and_status) {
    return parse_behaviour(with_source(key, range_and_status), shipped);
}

const UncertainParameter* find(const BehaviourFile& file, const std::string& key) {
    const auto found = std::find_if(file.uncertain.begin(),
                                    file.uncertain.end(),
                                    [&](const auto& parameter) { return parameter.key == key; });
    return found == file.uncertain.end() ? nullptr : &*found;
}

UncertainParameter parameter(const std::string& key, double value, double low, double high) {
    return {.key = key, .value = value, .low = low, .high = high};
}

}  // namespace

TEST_CASE("What is uncertain has a range of its own, and is neither law nor calibrated") {
    const std::string key = "demand.wishes_own_commune";  // 0.75
    for (const auto* status : {"assumption", "literature", "derived"}) {
        const auto file = read_with_source(
            key, "low = 0.5, high = 0.9, status = \"" + std::string(status) + "\"");
        const auto* found = find(file, key);
        REQUIRE(found != nullptr);
        CHECK(found->value == 0.75);
        CHECK(found->low == 0.5);
        CHECK(found->high == 0.9);
        CHECK(found->unit == "share");
    }
    for (const auto* status : {"official", "contract", "calibrated"}) {
        CHECK(find(read_with_source(
                       key, "low = 0.5, high = 0.9, status = \"" + std::string(status) + "\""),
                   key) == nullptr);
    }
    CHECK(find(read_with_source(key, "status = \"assumption\""), key) == nullptr);
    CHECK(find(read_with_source(key, "low = 0.75, high = 0.75, status = \"assumption\""), key) ==
          nullptr);
    // The range of a table is no range of each of its keys; rates by age are no one number.
    const auto file = parse_behaviour(bytes_of(shipped), shipped);
    CHECK(find(file, "reletting.delay_days_in_qpv") == nullptr);
    CHECK(find(file, "life.birth_in_couple") == nullptr);
}

TEST_CASE("A value outside the range of its own source is told with its place") {
    const auto told = [](const std::string& range) {
        try {
            read_with_source("demand.wishes_own_commune", range + ", status = \"assumption\"");
        } catch (const DataError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    CHECK_THAT(told("low = 0.8, high = 0.9"),
               Contains("demand.wishes_own_commune = 0.75 lies outside its range, 0.8 to "
                        "0.9"));
    CHECK_THAT(told("low = 0.1, high = 0.7"), Contains("behaviour.toml:"));
    CHECK_THAT(told("low = 0.5, high = 1.5"),
               Contains("the range of 'demand.wishes_own_commune', 0.5 to 1.5, leaves "
                        "what it may be: between 0 and 1"));
    CHECK(told("low = 0.75, high = 1.0") == "nothing");
}

TEST_CASE("Each number of a list and each rate by age lies within the range of its own source") {
    const auto told = [](const std::string& key, const std::string& range) {
        try {
            read_with_source(key, range + ", status = \"assumption\"");
        } catch (const DataError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    CHECK(told("life.union_factor_by_power", "low = 0.0, high = 2.0") == "nothing");
    CHECK_THAT(told("life.union_factor_by_power", "low = 0.6, high = 2.0"),
               Contains("life.union_factor_by_power holds 0.5, outside its range, 0.6 to 2"));
    CHECK(told("life.union_of_one", "low = 0.0, high = 0.9") == "nothing");
    CHECK_THAT(
        told("life.union_of_one", "low = 0.0, high = 0.0001"),
        Contains("life.union_of_one holds ") && Contains(", outside its range, 0 to 0.0001"));
}

TEST_CASE("A parameter is drawn from the triangle over its range, the same whatever the others") {
    constexpr std::uint32_t replications = 20000;
    const std::vector parameters{parameter("a", 0.2, 0.0, 1.0),
                                 parameter("at_its_least", -0.5, -0.5, 0.5),
                                 parameter("at_its_most", 3.0, 1.0, 3.0)};
    std::vector<double> means(parameters.size(), 0.0);
    double below_its_peak = 0.0;
    double both_high = 0.0;
    for (std::uint32_t r = 0; r < replications; ++r) {
        const auto values = drawn_values(parameters, Draws(7, r));
        for (std::size_t i = 0; i < values.size(); ++i) {
            REQUIRE(values[i] >= parameters[i].low);
            REQUIRE(values[i] <= parameters[i].high);
            means[i] += values[i] / replications;
        }
        below_its_peak += values[0] < 0.2F;
        both_high += values[0] > 0.4F && values[1] > 0.0F;
        REQUIRE(drawn_values({parameters[2]}, Draws(7, r)).front() == values[2]);
    }
    // The mean of a triangle, within five standard errors; its peak's quantile.
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto& p = parameters[i];
        const double range = p.high - p.low;
        CHECK_THAT(
            means[i],
            Catch::Matchers::WithinAbs((p.low + p.value + p.high) / 3.0,
                                       5.0 * 0.24 * range / std::sqrt(double{replications})));
    }
    CHECK_THAT(below_its_peak / replications, Catch::Matchers::WithinAbs(0.2, 0.015));
    // P(a > 0.4) = 0.36 / 0.8, P(at_its_least > 0) = 0.25, drawn apart from each other.
    CHECK_THAT(both_high / replications, Catch::Matchers::WithinAbs(0.45 * 0.25, 0.012));
}

TEST_CASE("Another replication or another seed draws other values; a whole number is drawn whole") {
    auto months = parameter("months", 5.0, 3.0, 12.0);
    months.numbers = UncertainParameter::Numbers::whole;
    std::set<float> seen;
    for (std::uint32_t r = 0; r < 200; ++r) {
        const auto value = drawn_values({months}, Draws(1, r)).front();
        CHECK(value == std::round(value));
        seen.insert(value);
    }
    CHECK(seen.size() >= 8);
    const auto share = parameter("a", 0.5, 0.0, 1.0);
    CHECK(drawn_values({share}, Draws(1, 0)) != drawn_values({share}, Draws(1, 1)));
    CHECK(drawn_values({share}, Draws(1, 0)) != drawn_values({share}, Draws(2, 0)));
}

TEST_CASE("What a monde holds to be true is not drawn in it") {
    const auto mondes = std::filesystem::path(MIXITE_SOURCE_DIR) / "scenarios/mondes";
    const auto file = parse_behaviour(bytes_of(shipped), shipped);
    REQUIRE(find(file, "demand.wishes_own_commune") != nullptr);
    const auto wishes = in_monde(file, read_monde(mondes / "souhaits.toml"));
    CHECK(find(wishes, "demand.wishes_own_commune") == nullptr);
    CHECK(find(wishes, "demand.stated_nil") != nullptr);
}

TEST_CASE("A number is put where its key reads it") {
    auto behaviour = parse_behaviour(bytes_of(shipped), shipped).behaviour;
    store_number(behaviour, "demand.wishes_own_commune", 0.625);
    store_number(behaviour, "reletting.works_most_months", 7.0);
    CHECK(behaviour.demand.wishes_own_commune == 0.625);
    CHECK(behaviour.reletting.works_most_months == 7);
    CHECK_THROWS_AS(store_number(behaviour, "life.death", 0.1), InvariantViolation);
    CHECK_THROWS_AS(store_number(behaviour, "no.such_key", 0.1), InvariantViolation);
}

TEST_CASE("Of two numbers that are ordered, no draw turns the order round") {
    auto shortest = parameter("reletting.works_least_months", 2.0, 1.0, 4.0);
    auto longest = parameter("reletting.works_most_months", 5.0, 3.0, 12.0);
    shortest.numbers = longest.numbers = UncertainParameter::Numbers::whole;
    const std::vector parameters{parameter("commission.solvency_first_odds", 0.95, 0.5, 1.0),
                                 parameter("commission.solvency_second_odds", 0.85, 0.3, 1.0),
                                 shortest,
                                 longest};
    for (std::uint32_t r = 0; r < 5000; ++r) {
        const auto values = drawn_values(parameters, Draws(3, r));
        REQUIRE(values[1] <= values[0]);
        REQUIRE(values[2] <= values[3]);
    }
}

TEST_CASE("Values and ranges that would turn the order of two numbers round are told") {
    const auto told = [](const std::string& key, const std::string& range) {
        try {
            read_with_source(key, range + ", status = \"assumption\"");
        } catch (const DataError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    // The first odds are held at 0.7, the longest works drawn from 3 months on.
    CHECK_THAT(told("commission.solvency_second_odds", "low = 0.3, high = 0.8"),
               Contains("| solvency_second_odds = 0.5") &&
                   Contains("commission.solvency_second_odds = 0.8 is more than "
                            "commission.solvency_first_odds = 0.7"));
    CHECK(told("commission.solvency_second_odds", "low = 0.3, high = 0.7") == "nothing");
    CHECK_THAT(told("reletting.works_least_months", "low = 1, high = 13"),
               Contains("reletting.works_least_months = 13 is more than "
                        "reletting.works_most_months = 12"));
    CHECK(told("reletting.works_least_months", "low = 1, high = 4") == "nothing");
}

TEST_CASE("A monde is held to the ranges and the order of its own values") {
    const ScratchFolder folder;
    const auto told = [&](const std::string& values, const std::string& sources) {
        const auto path = folder.path() / "monde.toml";
        std::ofstream(path) << "[behaviour]\n" << values << "\n[behaviour.sources]\n" << sources;
        try {
            in_monde(parse_behaviour(bytes_of(shipped), shipped), read_monde(path));
        } catch (const ScenarioError& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    const std::string made_up = " = { text = \"a\", fr = \"a\", status = \"assumption\"";
    CHECK_THAT(told("demand.stated_nil = 0.4",
                    "\"demand.stated_nil\"" + made_up + ", low = 0.5, high = 0.6 }\n"),
               Contains("monde.toml:2") &&
                   Contains("demand.stated_nil = 0.4 lies outside its range, 0.5 to 0.6"));
    CHECK_THAT(
        told("commission.solvency_first_odds = 0.4", "\"commission\"" + made_up + " }\n"),
        Contains("monde.toml") && Contains("commission.solvency_second_odds = 0.5 is more than"));
    CHECK(told("demand.stated_nil = 0.4", "\"demand\"" + made_up + " }\n") == "nothing");
}
