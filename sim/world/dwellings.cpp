#include "world/dwellings.hpp"

namespace mixite {

DwellingRow append(Dwellings& t, const Dwelling& d) {
    const DwellingRow row{t.size()};
    t.key.push_back(d.key);
    t.zone.push_back(d.zone);
    t.landlord.push_back(d.landlord);
    t.rooms.push_back(d.rooms);
    t.form.push_back(d.form);
    t.built_year.push_back(d.built_year);
    t.energy.push_back(d.energy);
    t.financing.push_back(d.financing);
    t.surface_dm2.push_back(d.surface_dm2);
    t.rent_cents.push_back(d.rent_cents);
    t.charges_cents.push_back(d.charges_cents);
    t.reserved_for.push_back(d.reserved_for);
    t.status.push_back(d.status);
    t.household.push_back(d.household);
    t.vacant_since.push_back(d.vacant_since);
    t.available.push_back(d.available);
    t.programme.push_back(d.programme);
    t.refusals.push_back(d.refusals);
    t.vacancy_cause.push_back(d.vacancy_cause);
    t.chain_rung.push_back(d.chain_rung);
    return row;
}

}  // namespace mixite
