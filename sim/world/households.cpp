#include "world/households.hpp"

#include <algorithm>

namespace mixite {

HouseholdType Households::type(HouseholdRow h) const {
    switch (bond[h]) {
        case Bond::alone:
            return children[h] > 0 ? HouseholdType::single_parent : HouseholdType::single;
        case Bond::couple:
            return children[h] > 0 ? HouseholdType::couple_with_children
                                   : HouseholdType::couple_without_child;
        case Bond::sharing:
            break;
    }
    return HouseholdType::other;
}

int Households::children_under(HouseholdRow h, int age_years, Month now) const {
    const auto& births = child_birth[h];
    return static_cast<int>(
        std::count_if(births.begin(), births.begin() + children[h], [&](Month birth) {
            return age_in_years(birth, now) < age_years;
        }));
}

int Households::eldest_adult_age(HouseholdRow h, Month now) const {
    const auto& births = adult_birth[h];
    return age_in_years(adults(h) == 2 ? std::min(births[0], births[1]) : births[0], now);
}

int Households::youngest_adult_age(HouseholdRow h, Month now) const {
    const auto& births = adult_birth[h];
    return age_in_years(adults(h) == 2 ? std::max(births[0], births[1]) : births[0], now);
}

Household household_at(const Households& t, HouseholdRow row) {
    return {.key = t.key[row],
            .zone = t.zone[row],
            .tenure = t.tenure[row],
            .dwelling = t.dwelling[row],
            .moved_in = t.moved_in[row],
            .bond = t.bond[row],
            .adult_birth = t.adult_birth[row],
            .children = t.children[row],
            .child_birth = t.child_birth[row],
            .activity = t.activity[row],
            .disabled = t.disabled[row],
            .earning_power_cents = t.earning_power_cents[row],
            .declared_cents = t.declared_cents[row],
            .declared_last_year_cents = t.declared_last_year_cents[row],
            .declared_two_years_ago_cents = t.declared_two_years_ago_cents[row],
            .separated = t.separated[row],
            .application = t.application[row]};
}

void put(Households& t, HouseholdRow row, const Household& household) {
    t.key[row] = household.key;
    t.zone[row] = household.zone;
    t.tenure[row] = household.tenure;
    t.dwelling[row] = household.dwelling;
    t.moved_in[row] = household.moved_in;
    t.bond[row] = household.bond;
    t.adult_birth[row] = household.adult_birth;
    t.children[row] = household.children;
    t.child_birth[row] = household.child_birth;
    t.activity[row] = household.activity;
    t.disabled[row] = household.disabled;
    t.earning_power_cents[row] = household.earning_power_cents;
    t.declared_cents[row] = household.declared_cents;
    t.declared_last_year_cents[row] = household.declared_last_year_cents;
    t.declared_two_years_ago_cents[row] = household.declared_two_years_ago_cents;
    t.separated[row] = household.separated;
    t.application[row] = household.application;
}

HouseholdRow append(Households& table, const Household& household) {
    const HouseholdRow row{table.size()};
    for_each_household_column(table,
                              [](const char*, auto& column) { column.resize(column.size() + 1); });
    put(table, row, household);
    return row;
}

int consumption_unit_tenths(const Households& t, HouseholdRow h, Month now) {
    constexpr int first_person = 10;
    constexpr int other_person = 5;
    constexpr int young_child = 3;
    const int young = t.children_under(h, consumption_unit_adult_age, now);
    return first_person + (t.persons(h) - 1 - young) * other_person + young * young_child;
}

}  // namespace mixite
