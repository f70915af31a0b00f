#include "engine/resources.hpp"

#include <algorithm>

#include "foundation/parallel.hpp"
#include "rules/income.hpp"
#include "rules/private_moves.hpp"
#include "rules/scoring.hpp"
#include "world/poverty_line.hpp"

namespace mixite {
namespace {

constexpr int dependant_age = 21;

float effort_rate(const World& world,
                  HouseholdRow h,
                  std::int32_t sne_a_month,
                  const HousingAllowance& rules) {
    const auto d = world.households.dwelling[h];
    if (!d) {
        return 0.0F;
    }
    const Candidate tenant{.household = h,
                           .adults = static_cast<std::uint8_t>(world.households.adults(h)),
                           .dependants = static_cast<std::uint8_t>(
                               world.households.children_under(h, dependant_age, world.month)),
                           .resources_cents_a_month = sne_a_month,
                           .allowance_base_cents = allowance_base_cents(world.households, h)};
    return static_cast<float>(housing_cost(tenant, world.dwellings, d, rules).effort_rate);
}

std::int32_t disposable(const World& world,
                        HouseholdRow h,
                        const MobilityRates& mobility,
                        const AllocationPolicy& policy) {
    return disposable_income_per_unit_cents(
        world.households, h, world.month, principal_rent_cents(world, mobility, h), policy);
}

}  // namespace

std::int32_t principal_rent_cents(const World& world,
                                  const MobilityRates& mobility,
                                  HouseholdRow h) {
    const auto d = world.households.dwelling[h];
    return d ? world.dwellings.rent_cents[d] : private_rent_cents(world, mobility, h);
}

MonthResources assess_resources(const World& world,
                                const Behaviour& behaviour,
                                const AllocationPolicy& policy) {
    const auto& households = world.households;
    MonthResources resources{Column<HouseholdRow, std::int32_t>(households.size()),
                             Column<HouseholdRow, std::int32_t>(households.size()),
                             Column<HouseholdRow, float>(households.size())};
    for_each_block(households.size(), [&](const Block& block) {
        for (const auto h : RowRange<HouseholdRow>(block.first, block.last)) {
            if (!households.present(h)) {
                continue;
            }
            const auto sne = sne_resources_cents(households, h, world.month, policy.benefits);
            const auto units = consumption_unit_tenths(households, h, world.month);
            resources.sne_per_unit_cents[h] =
                static_cast<std::int32_t>(std::int64_t{sne} * 120 / units);
            resources.effort_rate[h] = effort_rate(world, h, sne, policy.housing_allowance);
            if (households.zone[h]) {
                resources.disposable_per_unit_cents[h] = disposable_of_resources_per_unit_cents(
                    sne,
                    households,
                    h,
                    world.month,
                    principal_rent_cents(world, behaviour.mobility, h),
                    policy);
            }
        }
    });
    return resources;
}

std::vector<PovertyCount> count_poverty(const World& world,
                                        const Behaviour& behaviour,
                                        const AllocationPolicy& policy) {
    constexpr std::int16_t no_qpv = -1;
    Column<ZoneRow, std::int16_t> qpv_of(world.territory->zones.size(), no_qpv);
    std::int16_t qpvs = 0;
    for (const auto zone : world.territory->qpv_zones()) {
        qpv_of[zone] = qpvs++;
    }
    std::vector<PovertyCount> counts(static_cast<std::size_t>(qpvs));
    const auto line = poverty_line_cents(world);
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (!world.households.resident(h) || qpv_of[world.households.zone[h]] == no_qpv) {
            continue;
        }
        auto& count = counts[static_cast<std::size_t>(qpv_of[world.households.zone[h]])];
        ++count.households;
        count.poor += disposable(world, h, behaviour.mobility, policy) < line;
    }
    return counts;
}

void update_reputation(World& world, const MonthResources& resources, double lag_years) {
    const auto zones = world.territory->zones.size();
    Column<ZoneRow, int> households(zones);
    Column<ZoneRow, int> poor(zones);
    const auto line = poverty_line_cents(world);
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (world.households.resident(h)) {
            ++households[world.households.zone[h]];
            poor[world.households.zone[h]] += resources.disposable_per_unit_cents[h] < line;
        }
    }
    for (const auto zone : rows<ZoneRow>(zones)) {
        if (households[zone] > 0) {
            const double share = static_cast<double>(poor[zone]) / households[zone];
            auto& reputed = world.reputed_poverty[zone];
            reputed += (share - reputed) / std::max(lag_years, 1.0);
        }
    }
}

}  // namespace mixite
