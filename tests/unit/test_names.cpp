#include <initializer_list>
#include <string_view>

#include <catch2/catch.hpp>

#include "observation/indicators.hpp"
#include "observation/world_tables.hpp"
#include "publication/compared_measures.hpp"
#include "publication/french_definitions.hpp"
#include "publication/group_fates.hpp"
#include "publication/names.hpp"
#include "publication/paired_difference.hpp"
#include "publication/parameter_rows.hpp"
#include "scenario/behaviour_keys.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/source_table.hpp"

using namespace mixite;

namespace {

bool is_the_same_in_both(std::string_view unit) {
    return unit.empty() || unit == "m²" || unit == "points";
}

bool has_a_name(Named what, std::string_view code) {
    return french_name(what, code) != code;
}

template <class Code>
void require_names(Named what, std::initializer_list<Code> codes) {
    for (const auto code : codes) {
        CAPTURE(to_string(code));
        CHECK(has_a_name(what, to_string(code)));
    }
}

template <class Target>
void require_french_units(const KeyTable<Target>& keys) {
    for (const auto* definition : definitions_of(keys)) {
        CAPTURE(definition->name, definition->unit);
        CHECK((is_the_same_in_both(definition->unit) ||
               has_a_name(Named::parameter_unit, definition->unit)));
    }
}

ParameterRow parameter(const char* key, const char* source, const char* source_fr) {
    return {.key = key,
            .value = "2",
            .unit = "months",
            .source = source,
            .source_fr = source_fr,
            .status = "assumption",
            .origin = "loi",
            .legal_status = "droit constant"};
}

}  // namespace

TEST_CASE("Every unit that a key has is told in French") {
    require_french_units(behaviour_keys());
    require_french_units(policy_keys());
}

TEST_CASE("Every measure has a name, and its unit") {
    for (const auto& measure : compared_measures()) {
        CAPTURE(measure.id, measure.unit);
        CHECK(has_a_name(Named::measure, measure.id));
        CHECK(has_a_name(Named::indicator_unit, measure.unit));
    }
    for (const auto& group : fate_group_names()) {
        CAPTURE(group.code);
        CHECK(has_a_name(Named::fate, group.code));
    }
}

TEST_CASE("Every indicator is defined in French, and its unit told") {
    for (const auto& spec : indicator_specs()) {
        CAPTURE(spec.name, spec.unit);
        IndicatorDescription told;
        told.name = std::string(spec.name);
        CHECK_FALSE(french_definition(told).label.empty());
        CHECK_FALSE(french_definition(told).text.empty());
        CHECK(has_a_name(Named::indicator_unit, spec.unit));
    }
    IndicatorDescription other;
    other.name = "furlongs";
    other.definition = "An eighth of a mile.";
    CHECK(french_definition(other).text == "An eighth of a mile.");
}

TEST_CASE("Every class of occupants, cause, status and reading has a name") {
    for (const auto& [name, members] : result_enumerations()) {
        const bool is_cause = name == "vacancy_cause";
        if (!is_cause && name != "household_type" && name != "activity") {
            continue;
        }
        for (const auto& code : members) {
            CAPTURE(name, code);
            CHECK(has_a_name(is_cause ? Named::cause : Named::household_class, code));
        }
    }
    require_names(Named::status,
                  {Status::official,
                   Status::contract,
                   Status::literature,
                   Status::derived,
                   Status::calibrated,
                   Status::assumption});
    require_names(Named::reading,
                  {Reading::not_measured,
                   Reading::no_interval,
                   Reading::identical,
                   Reading::not_distinguishable,
                   Reading::lower,
                   Reading::higher});
}

TEST_CASE("The ledger's causes fit their column of the comparison in a terminal") {
    constexpr std::size_t letters = 29;
    for (const auto* code : {"scales",
                             "incomes",
                             "demography",
                             "migration",
                             "lettings",
                             "transfers_out",
                             "stock",
                             "private_moves"}) {
        CAPTURE(code);
        CHECK(has_a_name(Named::cause, code));
        CHECK(english_name(Named::cause, code).size() <= letters);
    }
}

TEST_CASE("What has no name keeps its code") {
    CHECK(french_name(Named::measure, "furlongs") == "furlongs");
    CHECK(french_name(Named::reading, "lower") == "plus bas");
    CHECK(names_json()["status"]["assumption"].dump() == R"(["hypothèse","assumption"])");
}

TEST_CASE("A source that many parameters have stands once") {
    ParameterRows rows;
    CHECK(rows.row(parameter("a", "usual", "usuel")).dump() ==
          R"(["a","2","months","assumption","loi","droit constant",0])");
    CHECK(rows.row(parameter("b", "not found", "")).back() == 1);
    CHECK(rows.row(parameter("c", "usual", "usuel")).back() == 0);
    CHECK(rows.sources().dump() == R"([["usual","usuel"],["not found",""]])");
}
