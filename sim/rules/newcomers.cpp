#include "rules/newcomers.hpp"

namespace mixite {
namespace {

/// The tenure it would have, if the zone still has room for it; hosted otherwise.
Tenure take_private_dwelling(PrivateStock& stock, Tenure wanted) {
    if (wanted == Tenure::owner && stock.owners < stock.owner_dwellings) {
        ++stock.owners;
        return Tenure::owner;
    }
    if (wanted == Tenure::private_tenant && stock.private_tenants < stock.rentals) {
        ++stock.private_tenants;
        return Tenure::private_tenant;
    }
    return Tenure::hosted;
}

}  // namespace

Household newcomer_like(const World& world, HouseholdRow template_row, HouseholdKey key) {
    auto household = household_at(*world.arrival_templates, template_row);
    const int months_on = world.month - world.territory->month_zero;
    const auto at_todays_level = [&](std::int32_t cents) {
        return static_cast<std::int32_t>(cents * world.levels.income);
    };
    household.key = key;
    household.zone = ZoneRow{};
    household.tenure = Tenure::hosted;
    household.dwelling = DwellingRow{};
    household.application = ApplicationRow{};
    household.separated = no_month;
    household.moved_in = world.month;
    household.adult_birth[0] = household.adult_birth[0] + months_on;
    if (household.bond != Bond::alone) {
        household.adult_birth[1] = household.adult_birth[1] + months_on;
    }
    for (std::size_t child = 0; child < household.children; ++child) {
        household.child_birth[child] = household.child_birth[child] + months_on;
    }
    for (std::size_t adult = 0; adult < most_adults; ++adult) {
        household.earning_power_cents[adult] =
            at_todays_level(household.earning_power_cents[adult]);
        household.declared_cents[adult] = at_todays_level(household.declared_cents[adult]);
    }
    household.declared_last_year_cents = at_todays_level(household.declared_last_year_cents);
    household.declared_two_years_ago_cents =
        at_todays_level(household.declared_two_years_ago_cents);
    return household;
}

void take_in(World& world, Household household) {
    household.tenure = take_private_dwelling(world.private_stock[household.zone], household.tenure);
    append(world.households, household);
}

}  // namespace mixite
