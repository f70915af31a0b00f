#pragma once

#include <array>
#include <cstdint>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"

namespace mixite {

/// How a household is housed. `gone`: the row is free, its household has dissolved or left.
enum class Tenure : std::uint8_t { owner, private_tenant, social_tenant, hosted, gone };

/// What an adult lives from.
enum class Activity : std::uint8_t {
    stable_job,
    precarious_job,
    unemployed,    ///< With unemployment benefit, which is declared income.
    without_work,  ///< No benefit of work: lives from minima and other members.
    student,
    retired
};
inline constexpr std::size_t activity_classes = 6;

constexpr bool works(Activity activity) {
    return activity == Activity::stable_job || activity == Activity::precarious_job;
}

/// What holds the adults of a household together.
enum class Bond : std::uint8_t { alone, couple, sharing };

/// The household types of the census.
enum class HouseholdType : std::uint8_t {
    single,
    couple_without_child,
    couple_with_children,
    single_parent,
    other
};
/// As tables and files name them.
inline constexpr std::array<const char*, 5> household_type_words{
    "single", "couple_without_child", "couple_with_children", "single_parent", "other"};

inline constexpr int most_adults = 2;
inline constexpr int most_children = 6;

/// The households, one column an attribute; a fixed number of members each, so that a copy of the
/// columns is a copy of the state. A household with zone none lives outside the agglomeration and
/// waits for a dwelling in it.
struct Households {
    Column<HouseholdRow, HouseholdKey> key;
    Column<HouseholdRow, ZoneRow> zone;
    Column<HouseholdRow, Tenure> tenure;
    Column<HouseholdRow, DwellingRow> dwelling;  ///< Its social dwelling, or none.
    Column<HouseholdRow, Month> moved_in;
    Column<HouseholdRow, Bond> bond;
    Column<HouseholdRow, std::array<Month, most_adults>>
        adult_birth;                              ///< second: no_month if alone
    Column<HouseholdRow, std::uint8_t> children;  ///< those living at home, of any age
    Column<HouseholdRow, std::array<Month, most_children>>
        child_birth;  ///< the first `children`, eldest first
    Column<HouseholdRow, std::array<Activity, most_adults>> activity;
    Column<HouseholdRow, std::uint8_t> disabled;  ///< bit a: adult a receives AAH
    /// What adult a would declare a year in a stable job, and what he or she now declares a year.
    Column<HouseholdRow, std::array<std::int32_t, most_adults>> earning_power_cents;
    Column<HouseholdRow, std::array<std::int32_t, most_adults>> declared_cents;
    /// Declared by the household over the last two calendar years, the basis of RFR N-1 and N-2.
    Column<HouseholdRow, std::int32_t> declared_last_year_cents;
    Column<HouseholdRow, std::int32_t> declared_two_years_ago_cents;
    Column<HouseholdRow, Month> separated;  ///< Month of the last separation, or no_month.
    Column<HouseholdRow, ApplicationRow> application;  ///< Its open request, or none.

    [[nodiscard]] std::size_t size() const { return key.size(); }
    [[nodiscard]] bool present(HouseholdRow h) const { return tenure[h] != Tenure::gone; }
    /// Lives in the agglomeration.
    [[nodiscard]] bool resident(HouseholdRow h) const { return present(h) && zone[h]; }

    [[nodiscard]] int adults(HouseholdRow h) const { return bond[h] == Bond::alone ? 1 : 2; }
    [[nodiscard]] int persons(HouseholdRow h) const { return adults(h) + children[h]; }
    [[nodiscard]] int declared(HouseholdRow h) const {
        return declared_cents[h][0] + (adults(h) == 2 ? declared_cents[h][1] : 0);
    }
    [[nodiscard]] HouseholdType type(HouseholdRow h) const;
    [[nodiscard]] int children_under(HouseholdRow h, int age_years, Month now) const;
    [[nodiscard]] int eldest_adult_age(HouseholdRow h, Month now) const;
    [[nodiscard]] int youngest_adult_age(HouseholdRow h, Month now) const;
};

/// Calls visit(name, column) for every column, in the order of the documents and of the result
/// file.
template <class Table, class Visit>
void for_each_household_column(Table& h, const Visit& visit) {
    visit("key", h.key);
    visit("zone", h.zone);
    visit("tenure", h.tenure);
    visit("dwelling", h.dwelling);
    visit("moved_in", h.moved_in);
    visit("bond", h.bond);
    visit("adult_birth", h.adult_birth);
    visit("children", h.children);
    visit("child_birth", h.child_birth);
    visit("activity", h.activity);
    visit("disabled", h.disabled);
    visit("earning_power_cents", h.earning_power_cents);
    visit("declared_cents", h.declared_cents);
    visit("declared_last_year_cents", h.declared_last_year_cents);
    visit("declared_two_years_ago_cents", h.declared_two_years_ago_cents);
    visit("separated", h.separated);
    visit("application", h.application);
}

/// One household outside its table: how newcomers are handed over.
struct Household {
    HouseholdKey key{};
    ZoneRow zone{};
    Tenure tenure = Tenure::hosted;
    DwellingRow dwelling{};
    Month moved_in{};
    Bond bond = Bond::alone;
    std::array<Month, most_adults> adult_birth{};
    std::uint8_t children = 0;
    std::array<Month, most_children> child_birth{};
    std::array<Activity, most_adults> activity{Activity::without_work, Activity::without_work};
    std::uint8_t disabled = 0;
    std::array<std::int32_t, most_adults> earning_power_cents{};
    std::array<std::int32_t, most_adults> declared_cents{};
    std::int32_t declared_last_year_cents = 0;
    std::int32_t declared_two_years_ago_cents = 0;
    Month separated{};
    ApplicationRow application{};
};

Household household_at(const Households& households, HouseholdRow row);
/// Writes over the row.
void put(Households& households, HouseholdRow row, const Household& household);
/// Adds a row at the end and returns it.
HouseholdRow append(Households& households, const Household& household);

inline constexpr int consumption_unit_adult_age = 14;

/// Consumption units on the OECD-modified scale, in tenths: 10 for the first person, 5 for each
/// other of 14 or more, 3 for each child under 14.
int consumption_unit_tenths(const Households& households, HouseholdRow h, Month now);

}  // namespace mixite
