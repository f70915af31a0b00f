#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "foundation/ids.hpp"

namespace mixite {

struct LifeBounds;

/// Most months nothing happens to a household. For each, the four words of a month from which on
/// that is so for the rest of the calendar year, whatever birthdays it holds; kept, so that only
/// the rows that something changed are worked out again (rules/household_life.hpp). Whoever changes
/// a household's members, activities or incomes lets its row expire.
struct QuietLife {
    /// What the words follow from, the same for all households; none before the first of a year.
    std::shared_ptr<const LifeBounds> bounds;
    std::array<Column<HouseholdRow, std::uint32_t>, 4> from;
    /// Rows that have expired since they were last worked out.
    std::vector<HouseholdRow> expired;
    /// Rows from this one on have never been worked out.
    std::size_t known = 0;

    [[nodiscard]] bool up_to_date(std::size_t households) const {
        return bounds != nullptr && known == households && expired.empty();
    }
    void expire(HouseholdRow row) { expired.push_back(row); }
    void expire_all() {
        bounds = nullptr;
        known = 0;
        expired.clear();
    }
};

}  // namespace mixite
