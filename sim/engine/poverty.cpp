#include "engine/poverty.hpp"

#include <algorithm>

#include "world/poverty_line.hpp"

namespace mixite {
namespace {

Column<ZoneRow, PovertyCount> count_by_zone(const World& world) {
    Column<ZoneRow, PovertyCount> counts(world.territory->zones.size());
    const auto line = poverty_line_cents(world);
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (world.households.resident(h)) {
            auto& count = counts[world.households.zone[h]];
            ++count.households;
            count.poor += world.resources.disposable_per_unit_cents[h] < line;
        }
    }
    return counts;
}

// Without a branch, which compilers turn into vector code.
MIXITE_VECTOR_CLONES
PovertyCount count_in(ZoneRow zone, const World& world, std::int32_t line_cents) {
    const auto* zones = world.households.zone.values().data();
    const auto* tenures = world.households.tenure.values().data();
    const auto* disposable = world.resources.disposable_per_unit_cents.values().data();
    const auto size = world.households.size();
    int households = 0;
    int poor = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const int here = static_cast<int>(zones[i].value == zone.value) &
                         static_cast<int>(tenures[i] != Tenure::gone);
        households += here;
        poor += here & static_cast<int>(disposable[i] < line_cents);
    }
    return {households, poor};
}

}  // namespace

std::vector<PovertyCount> count_poverty(const World& world) {
    const auto line = poverty_line_cents(world);
    std::vector<PovertyCount> counts;
    for (const auto zone : world.territory->qpv_zones()) {
        counts.push_back(count_in(zone, world, line));
    }
    return counts;
}

QpvResident qpv_resident(const World& world, HouseholdRow h) {
    const auto zone = world.households.zone[h];
    if (!world.households.resident(h) || !world.territory->is_qpv(zone)) {
        return {};
    }
    const auto qpvs = world.territory->qpv_zones();
    const auto found = std::find(qpvs.begin(), qpvs.end(), zone);
    return {static_cast<std::int16_t>(found - qpvs.begin()),
            world.resources.disposable_per_unit_cents[h] < poverty_line_cents(world)};
}

void update_reputation(World& world, double lag_years) {
    const auto counts = count_by_zone(world);
    for (const auto zone : rows<ZoneRow>(counts.size())) {
        if (counts[zone].households > 0) {
            const double share = static_cast<double>(counts[zone].poor) / counts[zone].households;
            auto& reputed = world.reputed_poverty[zone];
            reputed += (share - reputed) / std::max(lag_years, 1.0);
        }
    }
}

}  // namespace mixite
