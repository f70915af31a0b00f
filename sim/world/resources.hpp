#pragma once

#include <cstdint>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"

namespace mixite {

/// What the rules say of each household's means and housing cost. It follows from the rest of the
/// state and is kept so that only the rows that something changed are worked out again
/// (rules/resources.hpp). Whoever changes a household's members, incomes, tenure or home lets its
/// row expire.
struct Resources {
    /// The month in which a birthday changes the row; no_month: it has expired.
    Column<HouseholdRow, Month> until;
    Column<HouseholdRow, std::uint8_t> unit_tenths;  ///< consumption units
    /// SNE resources, € cents a month, and per consumption unit € cents a year.
    Column<HouseholdRow, std::int32_t> sne_cents_a_month;
    Column<HouseholdRow, std::int32_t> sne_per_unit_cents;
    /// Declared income per consumption unit, € cents a year.
    Column<HouseholdRow, std::int32_t> declared_per_unit_cents;
    /// Disposable income per consumption unit, € cents a month; of residents, 0 for others.
    Column<HouseholdRow, std::int32_t> disposable_per_unit_cents;
    /// Net housing cost over SNE resources, of social tenants; 0 for others.
    Column<HouseholdRow, float> effort_rate;

    void expire(HouseholdRow row) {
        if (row.value < until.size()) {
            until[row] = no_month;
        }
    }
    void expire_all() { until = {}; }
};

/// Calls visit(column) for every column.
template <class Table, class Visit>
void for_each_resources_column(Table& r, const Visit& visit) {
    visit(r.until);
    visit(r.unit_tenths);
    visit(r.sne_cents_a_month);
    visit(r.sne_per_unit_cents);
    visit(r.declared_per_unit_cents);
    visit(r.disposable_per_unit_cents);
    visit(r.effort_rate);
}

}  // namespace mixite
