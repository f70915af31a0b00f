#include "engine/poverty.hpp"

#include <algorithm>

#include "world/poverty_line.hpp"

namespace mixite {
namespace {

PovertyCount poverty_in(const Census& census, ZoneRow zone) {
    PovertyCount count;
    for (const auto& [not_poor, poor] : census.zones[zone.value].by_tenure) {
        count.households += static_cast<int>(not_poor.households() + poor.households());
        count.poor += static_cast<int>(poor.households());
    }
    return count;
}

}  // namespace

std::vector<PovertyCount> count_poverty(const World& world) {
    std::vector<PovertyCount> counts;
    for (const auto zone : world.territory->qpv_zones()) {
        counts.push_back(poverty_in(world.census, zone));
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
    for (const auto zone : rows<ZoneRow>(world.territory->zones.size())) {
        const auto count = poverty_in(world.census, zone);
        if (count.households > 0) {
            const double share = static_cast<double>(count.poor) / count.households;
            auto& reputed = world.reputed_poverty[zone];
            reputed += (share - reputed) / std::max(lag_years, 1.0);
        }
    }
}

}  // namespace mixite
