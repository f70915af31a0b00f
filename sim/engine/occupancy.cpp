#include "engine/occupancy.hpp"

#include <algorithm>

#include "rules/demand.hpp"

namespace mixite {
namespace {

AgeGroup age_group(int years) {
    constexpr int adult_life = 30;
    constexpr int old_age = 60;
    return years < adult_life ? AgeGroup::under_30
           : years < old_age  ? AgeGroup::from_30_to_59
                              : AgeGroup::from_60;
}

/// Of its adults' activities, the one that comes first in their order.
Activity activity_of(const Households& households, HouseholdRow h) {
    const auto& of_adults = households.activity[h];
    return households.adults(h) == 2 ? std::min(of_adults[0], of_adults[1]) : of_adults[0];
}

OccupantTraits traits_of(const World& world, HouseholdRow h) {
    const auto& bounds = world.thresholds.frozen;
    const auto resources = world.resources.sne_per_unit_cents(h);
    return {.quartile = static_cast<std::uint8_t>(bounds[0] > 0 ? quartile(bounds, resources) : 0),
            .type = world.households.type(h),
            .age = age_group(world.households.eldest_adult_age(h, world.month)),
            .activity = activity_of(world.households, h)};
}

void count(OccupantCounts& counts, const OccupantTraits& traits) {
    if (traits.quartile > 0) {
        ++counts.by_quartile[traits.quartile - 1U];
    }
    ++counts.by_type[static_cast<std::size_t>(traits.type)];
    ++counts.by_age[static_cast<std::size_t>(traits.age)];
    ++counts.by_activity[static_cast<std::size_t>(traits.activity)];
}

/// Of the first list, those whose dwelling has another tenant, or none, in the second.
std::vector<Occupant> not_in_same_dwelling(const std::vector<Occupant>& occupants,
                                           const std::vector<Occupant>& others) {
    std::vector<Occupant> found;
    auto other = others.begin();
    for (const auto& occupant : occupants) {
        while (other != others.end() && other->dwelling < occupant.dwelling) {
            ++other;
        }
        const bool same = other != others.end() && other->dwelling == occupant.dwelling &&
                          other->household == occupant.household;
        if (!same) {
            found.push_back(occupant);
        }
    }
    return found;
}

bool holds_in_same_qpv(const std::vector<Occupant>& occupants, const Occupant& one) {
    return std::any_of(occupants.begin(), occupants.end(), [&](const Occupant& other) {
        return other.household == one.household && other.qpv == one.qpv;
    });
}

}  // namespace

std::vector<Occupant> qpv_occupants(const World& world) {
    const auto& qpvs = world.territory->qpv_zones();
    Column<ZoneRow, std::int16_t> qpv_of_zone(world.territory->zones.size(), -1);
    for (std::size_t qpv = 0; qpv < qpvs.size(); ++qpv) {
        qpv_of_zone[qpvs[qpv]] = static_cast<std::int16_t>(qpv);
    }
    std::vector<Occupant> occupants;
    occupants.reserve(world.qpv_occupants.size() + world.qpv_occupants.size() / 16);
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        const auto qpv = qpv_of_zone[world.dwellings.zone[d]];
        const auto h = world.dwellings.household[d];
        if (qpv >= 0 && h) {
            occupants.push_back({.household = world.households.key[h],
                                 .dwelling = d,
                                 .qpv = qpv,
                                 .traits = traits_of(world, h)});
        }
    }
    return occupants;
}

std::vector<Occupancy> occupancy(const std::vector<Occupant>& before,
                                 const std::vector<Occupant>& now,
                                 std::size_t qpvs) {
    std::vector<Occupancy> counts(qpvs);
    for (const auto& occupant : now) {
        count(counts[static_cast<std::size_t>(occupant.qpv)].occupants, occupant.traits);
    }
    const auto out = not_in_same_dwelling(before, now);
    const auto in = not_in_same_dwelling(now, before);
    for (const auto& occupant : in) {
        if (!holds_in_same_qpv(out, occupant)) {
            count(counts[static_cast<std::size_t>(occupant.qpv)].entrants, occupant.traits);
        }
    }
    for (const auto& occupant : out) {
        if (!holds_in_same_qpv(in, occupant)) {
            count(counts[static_cast<std::size_t>(occupant.qpv)].leavers, occupant.traits);
        }
    }
    return counts;
}

}  // namespace mixite
