#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/applications.hpp"

namespace mixite {

/// What a rule may ask of a household that wants a dwelling, as bits. Those of the priorities are
/// the register's own.
namespace condition {
inline constexpr std::uint32_t priorities = 0xFFFFU;
inline constexpr std::uint32_t first_quartile = 1U << 16;  ///< of the requests, legal threshold
inline constexpr std::uint32_t second_quartile = 1U << 17;
inline constexpr std::uint32_t third_quartile = 1U << 18;
inline constexpr std::uint32_t fourth_quartile = 1U << 19;
inline constexpr std::uint32_t upper_quartiles = 1U << 20;
inline constexpr std::uint32_t first_quartile_frozen = 1U << 21;  ///< frozen threshold
inline constexpr std::uint32_t upper_quartiles_frozen = 1U << 22;
inline constexpr std::uint32_t priority_public = 1U << 23;
inline constexpr std::uint32_t in_work = 1U << 24;
inline constexpr std::uint32_t transfer = 1U << 25;
inline constexpr std::uint32_t single_parent = 1U << 26;
inline constexpr std::uint32_t lives_in_qpv = 1U << 27;
inline constexpr std::uint32_t from_outside = 1U << 28;
inline constexpr std::uint32_t essential_work = 1U << 29;
}  // namespace condition

struct NamedCondition {
    std::string_view name;
    std::uint32_t bit = 0;
    std::string_view meaning;
};
/// Every condition under the name that scenarios call it by.
std::span<const NamedCondition> named_conditions();

/// A household as groups see it.
struct HouseholdTraits {
    std::uint32_t conditions = 0;
    std::uint8_t eldest_age = 0;  ///< of its eldest adult, years
    std::uint8_t children = 0;

    friend bool operator==(const HouseholdTraits&, const HouseholdTraits&) = default;
};

/// The households that fulfil all of some conditions, any of others, none of others, and are of
/// these ages and numbers of children. A default-constructed group is of all households.
struct HouseholdGroup {
    std::string name = "all";
    std::uint32_t all_of = 0;
    std::uint32_t any_of = 0;  ///< 0: does not ask
    std::uint32_t none_of = 0;
    int age_from = 0;
    int age_below = 200;
    int children_from = 0;
    int children_below = 100;
};

/// Do the groups hold the same households, whatever they are called?
bool same_households(const HouseholdGroup& a, const HouseholdGroup& b);

/// Is no household of both groups, by what they ask?
bool are_apart(const HouseholdGroup& a, const HouseholdGroup& b);

bool belongs(const HouseholdGroup& group, const HouseholdTraits& household);

/// Does the record of a lease tell who is of the group? It tells neither work nor children.
bool told_by_leases(const HouseholdGroup& group);

/// "all", a condition, or one of these groups by its name; nothing if it is none of them.
std::optional<HouseholdGroup> find_group(const std::vector<HouseholdGroup>& declared,
                                         std::string_view name);

}  // namespace mixite
