#include "world/household_group.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace mixite {
namespace {

constexpr std::array condition_words = {
    NamedCondition{"first_quartile",
                   condition::first_quartile,
                   "first quartile of the requests, legal threshold"},
    NamedCondition{"second_quartile", condition::second_quartile, "second quartile, legal"},
    NamedCondition{"third_quartile", condition::third_quartile, "third quartile, legal"},
    NamedCondition{"fourth_quartile", condition::fourth_quartile, "fourth quartile, legal"},
    NamedCondition{
        "upper_quartiles", condition::upper_quartiles, "second to fourth quartile, legal"},
    NamedCondition{"first_quartile_frozen",
                   condition::first_quartile_frozen,
                   "first quartile of the requests, frozen threshold"},
    NamedCondition{"upper_quartiles_frozen",
                   condition::upper_quartiles_frozen,
                   "second to fourth quartile, frozen threshold"},
    NamedCondition{
        "priority", condition::priority_public, "priority public of L.441-1, rehousing apart"},
    NamedCondition{"dalo", priority::dalo, "recognised as DALO"},
    NamedCondition{"hosted_or_without_dwelling",
                   priority::hosted_or_without_dwelling,
                   "hosted, or without a dwelling"},
    NamedCondition{"disabled", priority::disability, "an adult receives AAH"},
    NamedCondition{"eviction", priority::eviction, "threatened with eviction"},
    NamedCondition{"unfit_dwelling", priority::unfit_dwelling, "lives in an unfit dwelling"},
    NamedCondition{"violence", priority::violence, "leaves a violent home"},
    NamedCondition{
        "overcrowded_with_child", priority::overcrowded_with_child, "overcrowded, with a child"},
    NamedCondition{"back_to_work", priority::back_to_work, "back in work after long unemployment"},
    NamedCondition{"rehoused", priority::rehousing, "to be rehoused before a demolition"},
    NamedCondition{"in_work", condition::in_work, "an adult works"},
    NamedCondition{"transfer", condition::transfer, "tenant of the social stock"},
    NamedCondition{"single_parent", condition::single_parent, "single parent"},
    NamedCondition{"lives_in_qpv", condition::lives_in_qpv, "lives in a QPV"},
    NamedCondition{"essential_work", condition::essential_work, "an adult does essential work"},
    NamedCondition{"from_outside", condition::from_outside, "waits outside the agglomeration"}};

auto all_it_asks(const HouseholdGroup& g) {
    return std::tuple(
        g.all_of, g.any_of, g.none_of, g.age_from, g.age_below, g.children_from, g.children_below);
}

/// No household fulfils two of these.
constexpr std::array exclusive = {
    std::array{condition::first_quartile, condition::upper_quartiles},
    std::array{condition::first_quartile_frozen, condition::upper_quartiles_frozen},
    std::array{condition::first_quartile, condition::second_quartile},
    std::array{condition::first_quartile, condition::third_quartile},
    std::array{condition::first_quartile, condition::fourth_quartile},
    std::array{condition::second_quartile, condition::third_quartile},
    std::array{condition::second_quartile, condition::fourth_quartile},
    std::array{condition::third_quartile, condition::fourth_quartile},
    std::array{condition::transfer, condition::from_outside},
    std::array{condition::lives_in_qpv, condition::from_outside}};

bool one_bit(std::uint32_t bits) {
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/// What every member fulfils.
std::uint32_t required(const HouseholdGroup& group) {
    return group.all_of | (one_bit(group.any_of) ? group.any_of : 0U);
}

}  // namespace

std::span<const NamedCondition> named_conditions() {
    return condition_words;
}

bool same_households(const HouseholdGroup& a, const HouseholdGroup& b) {
    return all_it_asks(a) == all_it_asks(b);
}

bool are_apart(const HouseholdGroup& a, const HouseholdGroup& b) {
    const auto of_a = required(a);
    const auto of_b = required(b);
    const bool contrary = (of_a & b.none_of) != 0 || (of_b & a.none_of) != 0;
    const bool ages = a.age_from >= b.age_below || b.age_from >= a.age_below;
    const bool children =
        a.children_from >= b.children_below || b.children_from >= a.children_below;
    const auto both = of_a | of_b;
    return contrary || ages || children ||
           std::any_of(exclusive.begin(), exclusive.end(), [&](const auto& pair) {
               return (both & pair[0]) != 0 && (both & pair[1]) != 0;
           });
}

bool told_by_leases(const HouseholdGroup& group) {
    constexpr auto untold = condition::in_work | condition::essential_work;
    const HouseholdGroup any;
    return ((group.all_of | group.any_of | group.none_of) & untold) == 0 &&
           group.children_from == any.children_from && group.children_below == any.children_below;
}

bool belongs(const HouseholdGroup& g, const HouseholdTraits& h) {
    return (h.conditions & g.all_of) == g.all_of &&
           (g.any_of == 0 || (h.conditions & g.any_of) != 0) && (h.conditions & g.none_of) == 0 &&
           h.eldest_age >= g.age_from && h.eldest_age < g.age_below &&
           h.children >= g.children_from && h.children < g.children_below;
}

std::optional<HouseholdGroup> find_group(const std::vector<HouseholdGroup>& declared,
                                         std::string_view name) {
    if (name == "all") {
        return HouseholdGroup{};
    }
    const auto simple = std::find_if(
        condition_words.begin(), condition_words.end(), [&](const NamedCondition& known) {
            return known.name == name;
        });
    if (simple != condition_words.end()) {
        return HouseholdGroup{.name = std::string(name), .all_of = simple->bit};
    }
    const auto found = std::find_if(
        declared.begin(), declared.end(), [&](const auto& group) { return group.name == name; });
    return found == declared.end() ? std::nullopt : std::optional(*found);
}

}  // namespace mixite
