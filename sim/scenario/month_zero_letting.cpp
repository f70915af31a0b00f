#include "scenario/month_zero_letting.hpp"

#include <algorithm>
#include <cmath>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/income.hpp"

namespace mixite {
namespace {

/// Deals out one unit after the other so that each share is kept at every moment: the next goes to
/// whoever lags most, the first of equals.
class Shares {
  public:
    explicit Shares(std::vector<double> shares)
        : shares_(std::move(shares)), lag_(shares_.size()) {}

    std::size_t next() {
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            lag_[i] += shares_[i];
        }
        const auto chosen = std::max_element(lag_.begin(), lag_.end());
        *chosen -= 1.0;
        return static_cast<std::size_t>(chosen - lag_.begin());
    }

  private:
    std::vector<double> shares_;
    std::vector<double> lag_;
};

std::vector<Shares> landlord_shares(const TerritoryTables& tables) {
    std::vector<std::vector<double>> shares(tables.zones.size(),
                                            std::vector<double>(tables.landlords.size()));
    for (const auto& share : tables.landlord_shares) {
        shares[share.zone.value][share.landlord.value] = share.share;
    }
    return {shares.begin(), shares.end()};
}

std::vector<Shares> holder_shares(const TerritoryTables& tables, const AllocationPolicy& policy) {
    std::vector<double> shares;
    shares.reserve(policy.holders.size());
    for (const auto& holder : policy.holders) {
        shares.push_back(holder.share);
    }
    return {tables.landlords.size(), Shares(shares)};
}

Dwelling like_its_group(const SocialDwellingGroup& group, const TerritoryFacts& facts) {
    const double charges_eur_per_m2 = group.form == DwellingForm::flat
                                          ? facts.flat_charges_eur_per_m2
                                          : facts.house_charges_eur_per_m2;
    const auto hundredths = [](double value) {
        return static_cast<std::int32_t>(std::lround(value * 100.0));
    };
    return {.zone = group.zone,
            .rooms = group.rooms,
            .form = group.form,
            .built_year = static_cast<std::int16_t>(group.built_year),
            .energy = group.energy,
            .financing = group.financing,
            .surface_dm2 = hundredths(group.surface_m2),
            .rent_cents = hundredths(group.surface_m2 * group.rent_eur_per_m2),
            .charges_cents = hundredths(group.surface_m2 * charges_eur_per_m2),
            .vacant_since = facts.month_zero,
            .available = facts.month_zero};
}

/// The dwellings and the tenants of one zone.
struct ZoneLetting {
    std::vector<DwellingRow> dwellings;
    std::vector<HouseholdRow> tenants;
};

Column<ZoneRow, ZoneLetting> by_zone(const World& world) {
    Column<ZoneRow, ZoneLetting> lettings(world.territory->zones.size());
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        lettings[world.dwellings.zone[d]].dwellings.push_back(d);
    }
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (world.households.tenure[h] == Tenure::social_tenant) {
            lettings[world.households.zone[h]].tenants.push_back(h);
        }
    }
    return lettings;
}

void check_enough(const World& world, const Column<ZoneRow, ZoneLetting>& lettings) {
    std::vector<Diagnostic> found;
    for (const auto zone : rows<ZoneRow>(lettings.size())) {
        const auto& letting = lettings[zone];
        if (letting.tenants.size() > letting.dwellings.size()) {
            found.push_back({.file = "tenure.csv",
                             .key = world.territory->zones[zone].code,
                             .problem = fmt::format("zone '{}': {} social tenants for {} dwellings",
                                                    world.territory->zones[zone].code,
                                                    letting.tenants.size(),
                                                    letting.dwellings.size()),
                             .reason = "each social tenant has a dwelling at month zero"});
        }
    }
    if (!found.empty()) {
        throw DataError(std::move(found));
    }
}

/// Drawn, in key order of chance: takes the dwellings that stay empty out of the letting.
void leave_empty(World& world,
                 ZoneLetting& letting,
                 const LettingClaims& claims,
                 const Draws& draws) {
    auto& dwellings = world.dwellings;
    const auto chance = [&](DwellingRow d) {
        return draws.block({DrawPurpose::population_letting, no_month, dwellings.key[d].value});
    };
    std::vector<std::pair<RandomBlock, DwellingRow>> drawn;
    drawn.reserve(letting.dwellings.size());
    for (const auto d : letting.dwellings) {
        drawn.emplace_back(chance(d), d);
    }
    std::sort(drawn.begin(), drawn.end());
    const auto empty = letting.dwellings.size() - letting.tenants.size();
    letting.dwellings.clear();
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto& [bits, d] = drawn[i];
        if (i >= empty) {
            letting.dwellings.push_back(d);
            continue;
        }
        constexpr int longest_months = 10;
        constexpr int three_months = 3;
        const bool lasting = to_uniform(bits[1]) < claims.empty_for_three_months;
        const int first = lasting ? three_months : 0;
        const int spread = lasting ? longest_months - three_months : three_months;
        dwellings.vacant_since[d] =
            world.month - first - static_cast<int>(to_uniform(bits[2]) * spread);
    }
}

/// How much room a tenant has come to need: its ideal number of rooms, more if old or long settled,
/// and the chance of what was free when it came.
double room_claim(const World& world,
                  HouseholdRow h,
                  const LettingClaims& claims,
                  const TypologyTable& typology,
                  double u) {
    constexpr int old_age = 60;
    constexpr int long_settled_months = 10 * 12;
    const auto& households = world.households;
    const auto& fit =
        typology[static_cast<std::size_t>(households.adults(h) - 1)][households.children[h]];
    const double old =
        households.eldest_adult_age(h, world.month) >= old_age ? claims.old_rooms : 0.0;
    const bool settled = world.month - households.moved_in[h] >= long_settled_months;
    return fit.ideal + old + (settled ? claims.settled_rooms : 0.0) + claims.chance_rooms * u;
}

double income_under_ceiling(const World& world, HouseholdRow h, const IncomeCeilings& ceilings) {
    const auto ceiling = ceiling_cents(ceilings, world.households, h, world.month, Financing::plus);
    return static_cast<double>(reference_tax_income_cents(world.households, h)) / ceiling;
}

void match_sizes(World& world,
                 ZoneLetting& letting,
                 const LettingClaims& claims,
                 const AllocationPolicy& policy,
                 const Draws& draws) {
    const auto& dwellings = world.dwellings;
    std::sort(letting.dwellings.begin(), letting.dwellings.end(), [&](auto a, auto b) {
        return std::tuple{dwellings.rooms[b], a} < std::tuple{dwellings.rooms[a], b};
    });
    std::vector<std::pair<double, HouseholdRow>> by_claim;
    for (const auto h : letting.tenants) {
        const double u = draws.uniform(
            {DrawPurpose::population_letting, no_month, world.households.key[h].value});
        by_claim.emplace_back(-room_claim(world, h, claims, policy.typology, u), h);
    }
    std::sort(by_claim.begin(), by_claim.end());
    std::transform(
        by_claim.begin(), by_claim.end(), letting.tenants.begin(), [](const auto& claim) {
            return claim.second;
        });
}

/// Between dwellings `first` to `last` of the letting, all of as many rooms.
void match_incomes(const World& world,
                   ZoneLetting& letting,
                   std::size_t first,
                   std::size_t last,
                   const LettingClaims& claims,
                   const AllocationPolicy& policy,
                   const Draws& draws) {
    const auto& dwellings = world.dwellings;
    const auto from = static_cast<std::ptrdiff_t>(first);
    const auto to = static_cast<std::ptrdiff_t>(last);
    std::sort(
        letting.dwellings.begin() + from, letting.dwellings.begin() + to, [&](auto a, auto b) {
            return std::tuple{dwellings.financing[a], dwellings.rent_cents[a], a} <
                   std::tuple{dwellings.financing[b], dwellings.rent_cents[b], b};
        });
    std::vector<std::pair<double, HouseholdRow>> incomes;
    for (std::size_t i = first; i < last; ++i) {
        const auto h = letting.tenants[i];
        const double u = draws.uniform(
            {DrawPurpose::population_letting, no_month, world.households.key[h].value, 0, 1});
        incomes.emplace_back(
            income_under_ceiling(world, h, policy.ceilings) + claims.chance_income * u, h);
    }
    std::sort(incomes.begin(), incomes.end());
    for (std::size_t i = first; i < last; ++i) {
        letting.tenants[i] = incomes[i - first].second;
    }
}

void let(World& world, DwellingRow d, HouseholdRow h) {
    world.dwellings.household[d] = h;
    world.dwellings.status[d] = DwellingStatus::occupied;
    world.households.dwelling[h] = d;
    auto& since = world.households.moved_in[h];
    since = std::min(std::max(since, month(world.dwellings.built_year[d], 1)), world.month - 1);
}

void let_zone(World& world,
              ZoneLetting& letting,
              const LettingClaims& claims,
              const AllocationPolicy& policy,
              const Draws& draws) {
    leave_empty(world, letting, claims, draws);
    match_sizes(world, letting, claims, policy, draws);
    for (std::size_t first = 0; first < letting.dwellings.size();) {
        auto last = first;
        const auto rooms = world.dwellings.rooms[letting.dwellings[first]];
        while (last < letting.dwellings.size() &&
               world.dwellings.rooms[letting.dwellings[last]] == rooms) {
            ++last;
        }
        match_incomes(world, letting, first, last, claims, policy, draws);
        first = last;
    }
    for (std::size_t i = 0; i < letting.dwellings.size(); ++i) {
        let(world, letting.dwellings[i], letting.tenants[i]);
    }
}

}  // namespace

Dwellings social_stock(const TerritoryTables& tables, const AllocationPolicy& policy) {
    auto landlords = landlord_shares(tables);
    auto holders = holder_shares(tables, policy);
    Dwellings dwellings;
    for (std::size_t g = 0; g < tables.social_dwellings.size(); ++g) {
        const auto& group = tables.social_dwellings[g];
        auto dwelling = like_its_group(group, tables.facts);
        for (int ordinal = 0; ordinal < group.dwellings; ++ordinal) {
            dwelling.key = {derived_key(g + 1, no_month, static_cast<std::uint32_t>(ordinal))};
            dwelling.landlord = LandlordRow{landlords[group.zone.value].next()};
            dwelling.reserved_for = policy.holders.empty()
                                        ? HolderRow{}
                                        : HolderRow{holders[dwelling.landlord.value].next()};
            append(dwellings, dwelling);
        }
    }
    return dwellings;
}

void let_social_stock(World& world,
                      const LettingClaims& claims,
                      const AllocationPolicy& policy,
                      const Draws& draws) {
    auto lettings = by_zone(world);
    check_enough(world, lettings);
    for_each_task(lettings.size(), [&](std::size_t zone) {
        let_zone(world, lettings[ZoneRow{zone}], claims, policy, draws);
    });
}

}  // namespace mixite
