#include "rules/rents.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "world/places.hpp"

namespace mixite {
namespace {

std::int32_t rent_of_next_letting(const World& world, DwellingRow d) {
    const auto& next = world.rent_of_next_letting_cents;
    return d.value < next.size() && next[d] != 0 ? next[d] : world.dwellings.rent_cents[d];
}

void set_rent_of_next_letting(World& world, DwellingRow d, std::int32_t rent_cents) {
    auto& next = world.rent_of_next_letting_cents;
    if (next.size() < world.dwellings.size()) {
        next.resize(world.dwellings.size(), 0);
    }
    next[d] = rent_cents;
}

bool is_let_again(const World& world, DwellingRow d) {
    const auto status = world.dwellings.status[d];
    return status == DwellingStatus::occupied || status == DwellingStatus::vacant ||
           status == DwellingStatus::works;
}

std::int32_t convention_maximum_cents(const World& world, DwellingRow d, const RentPolicy& policy) {
    const std::array by_financing{
        policy.most_plai_euros_per_m2, policy.most_plus_euros_per_m2, policy.most_pls_euros_per_m2};
    const auto financing = static_cast<std::size_t>(world.dwellings.financing[d]);
    return static_cast<std::int32_t>(by_financing.at(financing) * world.levels.rent *
                                     world.dwellings.surface_dm2[d]);
}

/// By how much the rent may rise.
std::int64_t room_cents(const World& world, DwellingRow d, double rise, const RentPolicy& policy) {
    const auto rent = rent_of_next_letting(world, d);
    const auto to_maximum = std::max(0, convention_maximum_cents(world, d, policy) - rent);
    return std::min(static_cast<std::int32_t>(rent * rise), to_maximum);
}

/// `amount` shared out in proportion to the weights, to the cent and in their order: each share is
/// at most its weight. Precondition: amount ≤ sum of the weights.
std::vector<std::int64_t> apportioned(const std::vector<std::int64_t>& weights,
                                      std::int64_t amount) {
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    std::vector<std::int64_t> shares;
    std::int64_t weight_so_far = 0;
    std::int64_t given = 0;
    for (const auto weight : weights) {
        weight_so_far += weight;
        const auto due = sum == 0 ? 0 : weight_so_far * amount / sum;
        shares.push_back(due - given);
        given = due;
    }
    return shares;
}

/// Dwellings of one zone, form and year, as a building of the landlord.
using BuildingKey = std::tuple<ZoneRow, DwellingForm, std::int16_t>;

struct Building {
    std::vector<DwellingRow> dwellings{};
    std::int64_t rent_cents = 0;
    std::int64_t surface_dm2 = 0;
};

/// The landlord's buildings outside QPV, the dearest a square metre first.
std::vector<Building> buildings_outside_qpv(const World& world, LandlordRow landlord) {
    std::map<BuildingKey, Building> by_key;
    const auto& dwellings = world.dwellings;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.landlord[d] == landlord && is_let_again(world, d) &&
            !world.territory->is_qpv(dwellings.zone[d])) {
            auto& building =
                by_key[{dwellings.zone[d], dwellings.form[d], dwellings.built_year[d]}];
            building.dwellings.push_back(d);
            building.rent_cents += rent_of_next_letting(world, d);
            building.surface_dm2 += dwellings.surface_dm2[d];
        }
    }
    std::vector<Building> buildings;
    buildings.reserve(by_key.size());
    for (auto& [key, building] : by_key) {
        buildings.push_back(std::move(building));
    }
    std::stable_sort(buildings.begin(), buildings.end(), [](const Building& a, const Building& b) {
        return a.rent_cents * b.surface_dm2 > b.rent_cents * a.surface_dm2;
    });
    return buildings;
}

/// Whole buildings, until the next would exceed the share.
std::vector<DwellingRow> dwellings_to_cut(const World& world,
                                          LandlordRow landlord,
                                          double share_of_dwellings) {
    const auto buildings = buildings_outside_qpv(world, landlord);
    std::size_t all = 0;
    for (const auto& building : buildings) {
        all += building.dwellings.size();
    }
    std::vector<DwellingRow> chosen;
    for (const auto& building : buildings) {
        if (static_cast<double>(chosen.size() + building.dwellings.size()) >
            share_of_dwellings * static_cast<double>(all)) {
            break;
        }
        chosen.insert(chosen.end(), building.dwellings.begin(), building.dwellings.end());
    }
    return chosen;
}

std::vector<DwellingRow> dwellings_in_qpv(const World& world, LandlordRow landlord) {
    std::vector<DwellingRow> found;
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        if (world.dwellings.landlord[d] == landlord && is_let_again(world, d) &&
            world.territory->is_qpv(world.dwellings.zone[d])) {
            found.push_back(d);
        }
    }
    return found;
}

/// Whether any differs from before.
bool set_rents(World& world, const std::vector<RentAtReletting>& rents) {
    bool changed = false;
    for (const auto& [d, rent_cents] : rents) {
        changed = changed || rent_cents != rent_of_next_letting(world, d);
        set_rent_of_next_letting(world, d, rent_cents);
        if (!world.dwellings.household[d]) {
            take_rent_of_next_letting(world, d);
        }
    }
    return changed;
}

}  // namespace

std::vector<RentAtReletting> restructured_rents(const World& world,
                                                const RentRestructuring& restructuring,
                                                const RentPolicy& policy) {
    const auto landlord = landlord_of_code(*world.territory, restructuring.name);
    const auto lower = dwellings_to_cut(world, landlord, restructuring.share_of_dwellings);
    const auto higher = dwellings_in_qpv(world, landlord);
    std::vector<std::int64_t> cuts;
    std::vector<std::int64_t> rooms;
    cuts.reserve(lower.size());
    rooms.reserve(higher.size());
    for (const auto d : lower) {
        cuts.push_back(std::llround(rent_of_next_letting(world, d) * restructuring.cut));
    }
    for (const auto d : higher) {
        rooms.push_back(room_cents(world, d, restructuring.most_rise, policy));
    }
    const auto mass = std::min(std::accumulate(cuts.begin(), cuts.end(), std::int64_t{0}),
                               std::accumulate(rooms.begin(), rooms.end(), std::int64_t{0}));
    const auto cut = apportioned(cuts, mass);
    const auto rise = apportioned(rooms, mass);
    std::vector<RentAtReletting> rents;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        rents.push_back(
            {lower[i], rent_of_next_letting(world, lower[i]) - static_cast<std::int32_t>(cut[i])});
    }
    for (std::size_t i = 0; i < higher.size(); ++i) {
        rents.push_back(
            {higher[i],
             rent_of_next_letting(world, higher[i]) + static_cast<std::int32_t>(rise[i])});
    }
    return rents;
}

std::vector<RentAtReletting> reletting_rents(const World& world,
                                             const RelettingRent& reletting,
                                             const RentPolicy& policy) {
    std::vector<RentAtReletting> rents;
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        if (!is_let_again(world, d) ||
            !lies_in(*world.territory, reletting.place, world.dwellings.zone[d])) {
            continue;
        }
        const auto rent = rent_of_next_letting(world, d);
        const auto change =
            reletting.change > 0.0
                ? static_cast<std::int32_t>(room_cents(world, d, reletting.change, policy))
                : static_cast<std::int32_t>(std::lround(rent * reletting.change));
        rents.push_back({d, rent + change});
    }
    return rents;
}

std::string name_of(const RentRestructuring& restructuring) {
    return "restructuring of " + restructuring.name;
}

std::string name_of(const RelettingRent& reletting) {
    return "reletting in " + reletting.name;
}

std::vector<std::string> begin_rent_rules(World& world, const RentPolicy& policy) {
    std::vector<std::string> used;
    const auto begin = [&](std::string rule, const auto& new_rents) {
        auto& begun = world.rent_rules_begun;
        if (std::find(begun.begin(), begun.end(), rule) != begun.end()) {
            return;
        }
        begun.push_back(rule);
        if (set_rents(world, new_rents())) {
            used.push_back(std::move(rule));
        }
    };
    for (const auto& restructuring : policy.restructurings) {
        begin(name_of(restructuring),
              [&] { return restructured_rents(world, restructuring, policy); });
    }
    for (const auto& reletting : policy.relettings) {
        begin(name_of(reletting), [&] { return reletting_rents(world, reletting, policy); });
    }
    return used;
}

void take_rent_of_next_letting(World& world, DwellingRow d) {
    auto& next = world.rent_of_next_letting_cents;
    if (d.value < next.size() && next[d] != 0) {
        world.dwellings.rent_cents[d] = next[d];
        next[d] = 0;
    }
}

std::int32_t offered_rent_cents(const World& world,
                                const Candidate& candidate,
                                DwellingRow d,
                                const RentPolicy& policy) {
    const auto rent = world.dwellings.rent_cents[d];
    const auto& rule = policy.modest_newcomers;
    if (rule.cut == 0.0 || !candidate.modest_newcomer ||
        !lies_in(*world.territory, rule.place, world.dwellings.zone[d])) {
        return rent;
    }
    return rent - static_cast<std::int32_t>(std::lround(rent * rule.cut));
}

void sign_at_rent(World& world, DwellingRow d, std::int32_t rent_cents) {
    const auto asked = world.dwellings.rent_cents[d];
    if (rent_cents != asked) {
        set_rent_of_next_letting(world, d, asked);
        world.dwellings.rent_cents[d] = rent_cents;
    }
}

}  // namespace mixite
