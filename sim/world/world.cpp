#include "world/world.hpp"

#include <algorithm>

#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"

namespace mixite {
namespace {

void check_dwelling_links(const World& w) {
    for (const auto d : rows<DwellingRow>(w.dwellings.size())) {
        const auto tenant = w.dwellings.household[d];
        const bool occupied = w.dwellings.status[d] == DwellingStatus::occupied;
        ENSURE(occupied == static_cast<bool>(tenant),
               "{}: dwelling {} with tenant {}",
               to_string(w.month),
               w.dwellings.key[d].value,
               tenant.value);
        ENSURE(!tenant || w.households.dwelling[tenant] == d,
               "{}: dwelling {} and household {}",
               to_string(w.month),
               w.dwellings.key[d].value,
               w.households.key[tenant].value);
    }
}

void check_home(const World& w, HouseholdRow row) {
    const auto& h = w.households;
    const auto dwelling = h.dwelling[row];
    ENSURE((h.tenure[row] == Tenure::social_tenant) == static_cast<bool>(dwelling),
           "{}: household {} of tenure {}",
           to_string(w.month),
           h.key[row].value,
           static_cast<int>(h.tenure[row]));
    ENSURE(!dwelling || (w.dwellings.household[dwelling] == row &&
                         w.dwellings.zone[dwelling] == h.zone[row]),
           "{}: dwelling of household {}",
           to_string(w.month),
           h.key[row].value);
}

void check_request(const World& w, HouseholdRow row) {
    const auto& h = w.households;
    const auto application = h.application[row];
    ENSURE(!application || w.applications.household[application] == row,
           "{}: request of household {}",
           to_string(w.month),
           h.key[row].value);
    ENSURE(h.present(row) || !application,
           "{}: gone household {} still applies",
           to_string(w.month),
           h.key[row].value);
}

void check_household_links(const World& w) {
    const auto& h = w.households;
    for (const auto row : rows<HouseholdRow>(h.size())) {
        check_home(w, row);
        check_request(w, row);
    }
    for (const auto a : rows<ApplicationRow>(w.applications.size())) {
        const auto household = w.applications.household[a];
        ENSURE(!household || h.application[household] == a,
               "{}: request {}",
               to_string(w.month),
               a.value);
    }
}

void check_private_stock(const World& w) {
    Column<ZoneRow, PrivateStock> counted(w.territory->zones.size());
    for (const auto row : rows<HouseholdRow>(w.households.size())) {
        if (!w.households.resident(row)) {
            continue;
        }
        auto& zone = counted[w.households.zone[row]];
        zone.owners += w.households.tenure[row] == Tenure::owner;
        zone.private_tenants += w.households.tenure[row] == Tenure::private_tenant;
    }
    for (const auto zone : rows<ZoneRow>(counted.size())) {
        const auto& kept = w.private_stock[zone];
        ENSURE(kept.owners == counted[zone].owners &&
                   kept.private_tenants == counted[zone].private_tenants,
               "{}: zone {} keeps {} owners and {} tenants, has {} and {}",
               to_string(w.month),
               w.territory->zones[zone].code,
               kept.owners,
               kept.private_tenants,
               counted[zone].owners,
               counted[zone].private_tenants);
    }
}

template <class RowType, class Keep>
std::vector<RowType> new_places(std::size_t count, const Keep& keep) {
    std::vector<RowType> place(count);
    std::size_t next = 0;
    for (const auto row : rows<RowType>(count)) {
        if (keep(row)) {
            place[row.value] = RowType{next++};
        }
    }
    return place;
}

/// Rows that stay, one after the other.
struct Stretch {
    std::ptrdiff_t first = 0;
    std::ptrdiff_t last = 0;
};

template <class RowType>
std::vector<Stretch> stretches_kept(const std::vector<RowType>& place) {
    std::vector<Stretch> kept;
    for (std::size_t old = 0; old < place.size(); ++old) {
        if (!place[old]) {
            continue;
        }
        const auto at = static_cast<std::ptrdiff_t>(old);
        if (kept.empty() || kept.back().last != at) {
            kept.push_back({at, at});
        }
        ++kept.back().last;
    }
    return kept;
}

template <class Column>
void keep_rows(Column& column, const std::vector<Stretch>& kept) {
    auto end = column.begin();
    for (const auto& stretch : kept) {
        const auto first = column.begin() + stretch.first;
        const auto last = column.begin() + stretch.last;
        end = end == first ? last : std::copy(first, last, end);
    }
    column.resize(static_cast<std::size_t>(end - column.begin()));
}

void keep_rows(Resources& resources,
               const std::vector<HouseholdRow>& place,
               const std::vector<Stretch>& kept) {
    for_each_resources_column(resources, [&](auto& column) {
        column.resize(place.size());
        keep_rows(column, kept);
    });
    const auto end_of_known = place.begin() + static_cast<std::ptrdiff_t>(resources.known);
    resources.known = static_cast<std::size_t>(
        std::count_if(place.begin(), end_of_known, [](HouseholdRow row) { return bool{row}; }));
    for (auto& row : resources.expired) {
        row = place[row.value];
    }
    std::erase(resources.expired, HouseholdRow{});
}

}  // namespace

std::uint64_t key_in(const World& world, std::uint64_t key) {
    return world.agglomeration == 0 ? key : derived_key(key, no_month, world.agglomeration);
}

std::int32_t declared_per_unit_cents(const World& world, HouseholdRow household) {
    const std::int64_t declared = world.households.declared(household);
    return static_cast<std::int32_t>(declared * 10 / world.resources.unit_tenths[household]);
}

double effort_rate(std::int32_t net_cents, std::int32_t resources_cents) {
    const double resources = resources_cents;
    return net_cents <= 0 ? 0.0 : net_cents >= resources ? 1.0 : net_cents / resources;
}

double effort_rate(const World& world, HouseholdRow tenant) {
    const auto dwelling = world.households.dwelling[tenant];
    const auto gross =
        world.dwellings.rent_cents[dwelling] + world.dwellings.charges_cents[dwelling];
    return effort_rate(gross - world.resources.allowance_cents_a_month[tenant],
                       world.resources.sne_cents_a_month[tenant]);
}

void note_refusal(World& world, DwellingRow dwelling, HouseholdKey household) {
    auto& refusals = world.refusals;
    const Refusal refusal{dwelling, household};
    const auto place = std::lower_bound(refusals.begin(), refusals.end(), refusal);
    if (place == refusals.end() || *place != refusal) {
        refusals.insert(place, refusal);
    }
}

bool has_refused(const World& world, DwellingRow dwelling, HouseholdKey household) {
    return std::binary_search(
        world.refusals.begin(), world.refusals.end(), Refusal{dwelling, household});
}

bool is_refused(const World& world, DwellingRow dwelling) {
    const auto& refusals = world.refusals;
    const auto first = std::lower_bound(refusals.begin(), refusals.end(), Refusal{dwelling, {}});
    return first != refusals.end() && first->first == dwelling;
}

void forget_refusals(World& world, DwellingRow dwelling) {
    std::erase_if(world.refusals,
                  [&](const Refusal& refusal) { return refusal.first == dwelling; });
}

void check_consistency(const World& world) {
    check_dwelling_links(world);
    check_household_links(world);
    check_private_stock(world);
}

std::int64_t bytes_of(const World& world) {
    std::size_t a_household = 0;
    const auto count = [](std::size_t& bytes, const auto& column) {
        bytes += sizeof(*column.values().data());
    };
    for_each_household_column(world.households,
                              [&](const char*, const auto& column) { count(a_household, column); });
    for_each_resources_column(world.resources,
                              [&](const auto& column) { count(a_household, column); });
    for_each_census_column(world.census, [&](const auto& column) { count(a_household, column); });
    for (const auto& column : world.quiet_life.highest) {
        count(a_household, column);
    }
    std::size_t a_dwelling = 0;
    for_each_dwelling_column(world.dwellings,
                             [&](const char*, const auto& column) { count(a_dwelling, column); });
    std::size_t a_request = sizeof(Candidate);
    for_each_application_column(world.applications,
                                [&](const char*, const auto& column) { count(a_request, column); });
    return static_cast<std::int64_t>(a_household * world.households.size() +
                                     a_dwelling * world.dwellings.size() +
                                     a_request * world.applications.size());
}

void outdate(World& world, HouseholdRow row) {
    world.resources.expire(row);
    world.quiet_life.expire(row);
}

void outdate_all(World& world) {
    world.resources.expire_amounts();
    world.quiet_life.expire_all();
    world.candidates.expire_all();
}

void compact_households(World& world) {
    const auto place = new_places<HouseholdRow>(
        world.households.size(), [&](HouseholdRow row) { return world.households.present(row); });
    const auto kept = stretches_kept(place);
    for_each_household_column(world.households,
                              [&](const char*, auto& column) { keep_rows(column, kept); });
    keep_rows(world.resources, place, kept);
    forget(world.census);
    world.quiet_life.expire_all();
    world.candidates.expire_all();
    const auto moved = [&](HouseholdRow& link) {
        if (link) {
            link = place[link.value];
        }
    };
    for (auto& link : world.dwellings.household) {
        moved(link);
    }
    for (auto& link : world.applications.household) {
        moved(link);
    }
}

void compact_applications(World& world) {
    auto& table = world.applications;
    const auto& households = table.household.values();
    if (std::find(households.begin(), households.end(), HouseholdRow{}) == households.end()) {
        return;
    }
    const auto place = new_places<ApplicationRow>(
        table.size(), [&](ApplicationRow row) { return static_cast<bool>(table.household[row]); });
    const auto kept = stretches_kept(place);
    for_each_application_column(table, [&](const char*, auto& column) { keep_rows(column, kept); });
    for (const auto row : rows<ApplicationRow>(table.size())) {
        world.households.application[table.household[row]] = row;
    }
}

}  // namespace mixite
