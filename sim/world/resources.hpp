#pragma once

#include <cstdint>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"

namespace mixite {

/// What the rules say of each household's means and housing cost. It follows from the rest of the
/// state and is kept so that only the rows that something changed are worked out again
/// (rules/resources.hpp). Whoever changes a household's members, incomes, tenure or home lets its
/// row expire; whoever changes the amounts of all, those.
struct Resources {
    /// The month in which a birthday changes the row.
    Column<HouseholdRow, Month> until;
    Column<HouseholdRow, std::uint8_t> unit_tenths;        ///< consumption units
    Column<HouseholdRow, std::int32_t> sne_cents_a_month;  ///< SNE resources
    /// Disposable income per consumption unit, € cents a month; of residents, 0 for others.
    Column<HouseholdRow, std::int32_t> disposable_per_unit_cents;
    /// APL or AL, € cents a month, of tenants; 0 for others.
    Column<HouseholdRow, std::int32_t> allowance_cents_a_month;
    /// The update in which the row was last worked out: whatever else follows from the household
    /// and is kept is as old as that.
    Column<HouseholdRow, std::uint32_t> of_update;

    /// SNE resources per consumption unit, € cents a year.
    [[nodiscard]] std::int32_t sne_per_unit_cents(HouseholdRow h) const {
        return static_cast<std::int32_t>(std::int64_t{sne_cents_a_month[h]} * 12 * 10 /
                                         unit_tenths[h]);
    }

    Month as_of = no_month;  ///< Birthdays up to this month have been looked at.
    /// Rows that have expired since they were last worked out.
    std::vector<HouseholdRow> expired;
    /// Rows from this one on have never been worked out.
    std::size_t known = 0;
    /// The amounts of all have expired, though not what follows from members and their ages.
    bool amounts_expired = false;
    std::uint32_t updates = 0;  ///< how many there have been

    [[nodiscard]] bool up_to_date(std::size_t households, Month now) const {
        return known == households && expired.empty() && !amounts_expired && as_of == now;
    }
    void expire(HouseholdRow row) { expired.push_back(row); }
    void expire_amounts() { amounts_expired = true; }
    void expire_all() {
        known = 0;
        expired.clear();
    }
};

/// Calls visit(column) for every column.
template <class Table, class Visit>
void for_each_resources_column(Table& r, const Visit& visit) {
    visit(r.until);
    visit(r.unit_tenths);
    visit(r.sne_cents_a_month);
    visit(r.disposable_per_unit_cents);
    visit(r.allowance_cents_a_month);
    visit(r.of_update);
}

}  // namespace mixite
