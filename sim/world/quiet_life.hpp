#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "foundation/ids.hpp"

namespace mixite {

struct LifeBounds;

/// Most months nothing happens to a household. For each, how high the upper half of each of a
/// month's four words can be for anything to happen in the rest of the calendar year, whatever
/// birthdays it holds; kept, so that only the rows that something changed are worked out again
/// (rules/household_life.hpp). Half a word says enough: who stirs is then looked at in full, and
/// one in thousands of them for nothing. Whoever changes a household's members, activities or
/// incomes lets its row expire.
struct QuietLife {
    /// What they follow from, the same for all households of a level of incomes.
    std::shared_ptr<const LifeBounds> bounds;
    std::array<Column<HouseholdRow, std::uint16_t>, 4> highest;
    /// Rows that have expired since they were last worked out.
    std::vector<HouseholdRow> expired;
    /// Rows from this one on have never been worked out.
    std::size_t known = 0;

    [[nodiscard]] bool up_to_date(std::size_t households) const {
        return bounds != nullptr && known == households && expired.empty();
    }
    void expire(HouseholdRow row) { expired.push_back(row); }
    void expire_all() {
        known = 0;
        expired.clear();
    }
};

}  // namespace mixite
