#pragma once

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "world/territory.hpp"

namespace mixite {

enum class DwellingStatus : std::uint8_t {
    occupied,
    vacant,     ///< Empty and to be let, from `available` on.
    works,      ///< Empty and not to be let until `available`.
    condemned,  ///< Empty, no longer let, to be demolished.
    demolished,
    withdrawn  ///< No longer in the stock: sold, merged into another, or gone to a residence.
};

/// What began the chain of vacancies to which an empty dwelling belongs.
enum class VacancyCause : std::uint8_t {
    initial,
    delivery,
    end_of_works,
    left_agglomeration,
    to_private_rental,
    to_ownership,
    dissolution,  ///< Death, care home, union: the household is no more.
    separation
};

enum class EnergyLabel : std::uint8_t { a, b, c, d, e, f, g, unknown };

/// The social stock, dwelling by dwelling. Rents are of principal rent without charges.
struct Dwellings {
    Column<DwellingRow, DwellingKey> key;
    Column<DwellingRow, ZoneRow> zone;
    Column<DwellingRow, LandlordRow> landlord;
    Column<DwellingRow, std::uint8_t> rooms;  ///< 5: five or more
    Column<DwellingRow, DwellingForm> form;
    Column<DwellingRow, std::int16_t> built_year;
    Column<DwellingRow, EnergyLabel> energy;
    Column<DwellingRow, Financing> financing;
    Column<DwellingRow, std::int32_t> surface_dm2;
    Column<DwellingRow, std::int32_t> rent_cents;     ///< a month
    Column<DwellingRow, std::int32_t> charges_cents;  ///< a month
    Column<DwellingRow, HolderRow> reserved_for;      ///< Its holder under reservations in stock.
    Column<DwellingRow, DwellingStatus> status;
    Column<DwellingRow, HouseholdRow> household;  ///< Its tenant, or none.
    Column<DwellingRow, Month> vacant_since;
    Column<DwellingRow, Month> available;  ///< First month in which a commission may let it.
    Column<DwellingRow, std::uint32_t>
        programme;  ///< The programme that condemns it; 0: none. Kept while it is occupied.
    Column<DwellingRow, std::uint8_t> refusals;       ///< Since it fell vacant.
    Column<DwellingRow, VacancyCause> vacancy_cause;  ///< Of the first vacancy of its chain.
    Column<DwellingRow, std::uint8_t>
        chain_rung;  ///< 1: the first; 2: freed by a transfer into the first …

    [[nodiscard]] std::size_t size() const { return key.size(); }
    [[nodiscard]] bool in_stock(DwellingRow d) const {
        return status[d] < DwellingStatus::demolished;
    }
};

template <class Table, class Visit>
void for_each_dwelling_column(Table& d, const Visit& visit) {
    visit("key", d.key);
    visit("zone", d.zone);
    visit("landlord", d.landlord);
    visit("rooms", d.rooms);
    visit("form", d.form);
    visit("built_year", d.built_year);
    visit("energy", d.energy);
    visit("financing", d.financing);
    visit("surface_dm2", d.surface_dm2);
    visit("rent_cents", d.rent_cents);
    visit("charges_cents", d.charges_cents);
    visit("reserved_for", d.reserved_for);
    visit("status", d.status);
    visit("household", d.household);
    visit("vacant_since", d.vacant_since);
    visit("available", d.available);
    visit("programme", d.programme);
    visit("refusals", d.refusals);
    visit("vacancy_cause", d.vacancy_cause);
    visit("chain_rung", d.chain_rung);
}

/// One dwelling outside its table: how new ones are handed over.
struct Dwelling {
    DwellingKey key{};
    ZoneRow zone{};
    LandlordRow landlord{};
    std::uint8_t rooms = 0;
    DwellingForm form = DwellingForm::flat;
    std::int16_t built_year = 0;
    EnergyLabel energy = EnergyLabel::unknown;
    Financing financing = Financing::plus;
    std::int32_t surface_dm2 = 0;
    std::int32_t rent_cents = 0;
    std::int32_t charges_cents = 0;
    HolderRow reserved_for{};
    DwellingStatus status = DwellingStatus::vacant;
    HouseholdRow household{};
    Month vacant_since{};
    Month available{};
    std::uint32_t programme = 0;
    std::uint8_t refusals = 0;
    VacancyCause vacancy_cause = VacancyCause::initial;
    std::uint8_t chain_rung = 1;
};

/// Adds a row at the end and returns it.
DwellingRow append(Dwellings& dwellings, const Dwelling& dwelling);

}  // namespace mixite
