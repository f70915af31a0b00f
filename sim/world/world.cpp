#include "world/world.hpp"

#include "foundation/failure.hpp"

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

void check_household_links(const World& w) {
    const auto& h = w.households;
    for (const auto row : rows<HouseholdRow>(h.size())) {
        const auto dwelling = h.dwelling[row];
        ENSURE((h.tenure[row] == Tenure::social_tenant) == static_cast<bool>(dwelling),
               "{}: household {} of tenure {}",
               to_string(w.month),
               h.key[row].value,
               static_cast<int>(h.tenure[row]));
        ENSURE(!dwelling || w.dwellings.household[dwelling] == row,
               "{}: household {}",
               to_string(w.month),
               h.key[row].value);
        ENSURE(!dwelling || w.dwellings.zone[dwelling] == h.zone[row],
               "{}: household {}",
               to_string(w.month),
               h.key[row].value);
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

template <class Column, class RowType>
void keep_rows(Column& column, const std::vector<RowType>& place) {
    std::size_t kept = 0;
    for (std::size_t old = 0; old < place.size(); ++old) {
        if (place[old]) {
            column.values()[kept++] = column.values()[old];
        }
    }
    column.resize(kept);
}

}  // namespace

void check_consistency(const World& world) {
    check_dwelling_links(world);
    check_household_links(world);
    check_private_stock(world);
}

void outdate(World& world, HouseholdRow row) {
    world.resources.expire(row);
    world.quiet_life.expire(row);
}

void outdate_all(World& world) {
    world.resources.expire_all();
    world.quiet_life.expire_all();
}

void compact_households(World& world) {
    const auto place = new_places<HouseholdRow>(
        world.households.size(), [&](HouseholdRow row) { return world.households.present(row); });
    for_each_household_column(world.households,
                              [&](const char*, auto& column) { keep_rows(column, place); });
    outdate_all(world);
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
    const auto place = new_places<ApplicationRow>(
        table.size(), [&](ApplicationRow row) { return static_cast<bool>(table.household[row]); });
    for_each_application_column(table,
                                [&](const char*, auto& column) { keep_rows(column, place); });
    for (const auto row : rows<ApplicationRow>(table.size())) {
        world.households.application[table.household[row]] = row;
    }
}

}  // namespace mixite
