#include <catch2/catch.hpp>

#include "world/household_group.hpp"

using namespace mixite;

namespace {

const HouseholdTraits poor_young_tenant{
    .conditions = condition::first_quartile | condition::transfer, .eldest_age = 24, .children = 0};

}  // namespace

TEST_CASE("Conditions combine: all of some, any of others, none of others") {
    CHECK(belongs({}, poor_young_tenant));
    CHECK(belongs({.all_of = condition::first_quartile | condition::transfer}, poor_young_tenant));
    CHECK_FALSE(
        belongs({.all_of = condition::first_quartile | condition::in_work}, poor_young_tenant));
    CHECK(belongs({.any_of = condition::first_quartile | priority::rehousing}, poor_young_tenant));
    CHECK_FALSE(belongs({.any_of = condition::in_work | priority::rehousing}, poor_young_tenant));
    CHECK_FALSE(belongs({.none_of = condition::transfer}, poor_young_tenant));
    CHECK_FALSE(belongs({.all_of = condition::first_quartile, .none_of = condition::transfer},
                        poor_young_tenant));
}

TEST_CASE("Ages and numbers of children have bounds: from the first, below the second") {
    const auto of_age = [](int age) {
        return HouseholdTraits{.eldest_age = static_cast<std::uint8_t>(age)};
    };
    const HouseholdGroup young{.age_below = 30};
    CHECK(belongs(young, of_age(29)));
    CHECK_FALSE(belongs(young, of_age(30)));
    const HouseholdGroup old{.age_from = 60};
    CHECK(belongs(old, of_age(60)));
    CHECK_FALSE(belongs(old, of_age(59)));
    const HouseholdGroup large{.children_from = 3};
    CHECK(belongs(large, {.children = 3}));
    CHECK_FALSE(belongs(large, {.children = 2}));
}

TEST_CASE("A name is a condition's, or that of a group which the scenario declares") {
    const std::vector<HouseholdGroup> declared{{.name = "jeunes", .age_below = 30}};
    CHECK(find_group(declared, "dalo")->all_of == priority::dalo);
    CHECK(find_group(declared, "jeunes")->age_below == 30);
    CHECK(same_households(*find_group(declared, "all"), HouseholdGroup{}));
    CHECK_FALSE(find_group(declared, "jeune"));
}

TEST_CASE("Groups are apart where their conditions or bounds exclude each other") {
    const HouseholdGroup first{.all_of = condition::first_quartile};
    const HouseholdGroup upper{.all_of = condition::upper_quartiles};
    const HouseholdGroup first_or_rehoused{.any_of =
                                               condition::first_quartile | priority::rehousing};
    CHECK(are_apart(first, upper));
    CHECK_FALSE(are_apart(first, first));
    CHECK_FALSE(are_apart(first_or_rehoused, upper));  // a rehoused household may be of both
    CHECK(are_apart(first, {.none_of = condition::first_quartile}));
    CHECK(are_apart({.age_below = 30}, {.age_from = 30}));
    CHECK_FALSE(are_apart({.age_below = 31}, {.age_from = 30}));
}
