#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "observation/month_tables.hpp"
#include "world/poverty_line.hpp"

namespace mixite::plain {

/// The least value such that the persons at or below it are `percent` hundredths of all.
template <class Value>
std::optional<std::int32_t> of_persons(const World& world,
                                       std::vector<HouseholdRow> residents,
                                       int percent,
                                       const Value& value) {
    std::sort(residents.begin(), residents.end(), [&](HouseholdRow a, HouseholdRow b) {
        return value(a) < value(b);
    });
    std::int64_t all = 0;
    for (const auto h : residents) {
        all += world.households.persons(h);
    }
    std::int64_t reached = 0;
    for (const auto h : residents) {
        reached += world.households.persons(h);
        if (100 * reached >= percent * all) {
            return value(h);
        }
    }
    return std::nullopt;
}

/// The residents of a zone, counted one by one.
inline ResidentCounts residents_of(const World& world, ZoneRow zone, const MonthTables& lines) {
    const auto& resources = world.resources;
    const auto& h = world.households;
    ResidentCounts counts;
    std::vector<HouseholdRow> residents;
    for (const auto row : rows<HouseholdRow>(h.size())) {
        if (!h.resident(row) || h.zone[row] != zone) {
            continue;
        }
        residents.push_back(row);
        const int persons = h.persons(row);
        const auto disposable = resources.disposable_per_unit_cents[row];
        const bool poor = disposable < poverty_line_cents(world);
        const bool social = h.tenure[row] == Tenure::social_tenant;
        ++counts.households;
        counts.persons += persons;
        ++counts.households_by_tenure[static_cast<std::size_t>(h.tenure[row])];
        counts.poor_households += poor ? 1 : 0;
        counts.poor_persons += poor ? persons : 0;
        counts.low_declared_persons +=
            declared_per_unit_cents(world, row) < lines.low_declared_cents ? persons : 0;
        counts.poorest_quarter_persons += disposable <= lines.poorest_quarter_cents ? persons : 0;
        counts.social_tenants += social ? persons : 0;
        counts.poor_social_tenants += social && poor ? persons : 0;
    }
    counts.declared_median_cents = or_unmeasured(of_persons(
        world, residents, 50, [&](auto row) { return declared_per_unit_cents(world, row); }));
    return counts;
}

}  // namespace mixite::plain
