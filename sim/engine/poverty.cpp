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

}  // namespace

std::vector<PovertyCount> count_poverty(const World& world) {
    constexpr std::uint8_t elsewhere = 255;
    const auto qpvs = world.territory->qpv_zones();
    Column<ZoneRow, std::uint8_t> qpv_of(world.territory->zones.size(), elsewhere);
    for (std::size_t qpv = 0; qpv < qpvs.size(); ++qpv) {
        qpv_of[qpvs[qpv]] = static_cast<std::uint8_t>(qpv);
    }
    std::vector<PovertyCount> counts(qpvs.size());
    const auto line = poverty_line_cents(world);
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (!world.households.resident(h) || qpv_of[world.households.zone[h]] == elsewhere) {
            continue;
        }
        auto& count = counts[qpv_of[world.households.zone[h]]];
        ++count.households;
        count.poor += world.resources.disposable_per_unit_cents[h] < line;
    }
    return counts;
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
