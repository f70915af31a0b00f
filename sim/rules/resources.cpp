#include "rules/resources.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/income.hpp"
#include "rules/private_moves.hpp"
#include "rules/scoring.hpp"

namespace mixite {
namespace {

/// Principal rent a month: of its social dwelling; of a private tenant, the zone's median rent for
/// a dwelling of its size; 0 for owners and the hosted.
std::int32_t principal_rent_cents(const World& world,
                                  const MobilityRates& mobility,
                                  HouseholdRow h) {
    const auto d = world.households.dwelling[h];
    return d ? world.dwellings.rent_cents[d] : private_rent_cents(world, mobility, h);
}

/// Of a social tenant; nothing for others.
HousingCost present_cost(const World& world,
                         HouseholdRow h,
                         std::int32_t sne_a_month,
                         const HousingAllowance& rules) {
    const auto d = world.households.dwelling[h];
    if (!d) {
        return {};
    }
    const Candidate tenant{.household = h,
                           .adults = static_cast<std::uint8_t>(world.households.adults(h)),
                           .dependants = static_cast<std::uint8_t>(world.households.children_under(
                               h, rules.dependant_age, world.month)),
                           .resources_cents_a_month = sne_a_month,
                           .allowance_base_cents = allowance_base_cents(world.households, h)};
    return housing_cost(tenant, world.dwellings, d, rules);
}

Month earlier(Month a, Month b) {
    return a - b < 0 ? a : b;
}

/// The next month in which a member comes of an age that the rules look at.
Month next_age_that_counts(const Households& households,
                           HouseholdRow h,
                           Month now,
                           const AllocationPolicy& policy) {
    const auto& benefits = policy.benefits;
    const std::array child_ages{benefits.young_child_age,
                                consumption_unit_adult_age,
                                benefits.family_benefit_age,
                                policy.housing_allowance.dependant_age,
                                benefits.rsa_child_age};
    const std::array adult_ages{benefits.rsa_least_age, benefits.aspa_least_age};
    Month next = now + months_a_year * oldest_age;
    const auto see = [&](Month birth, const auto& ages) {
        for (const int age : ages) {
            const auto comes_of_age = birth + age * months_a_year;
            if (comes_of_age - now > 0) {
                next = earlier(next, comes_of_age);
            }
        }
    };
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(households.adults(h)); ++adult) {
        see(households.adult_birth[h][adult], adult_ages);
    }
    for (std::size_t child = 0; child < households.children[h]; ++child) {
        see(households.child_birth[h][child], child_ages);
    }
    return next;
}

void work_out(Resources& resources,
              HouseholdRow h,
              const World& world,
              const Behaviour& behaviour,
              const AllocationPolicy& policy) {
    const auto& households = world.households;
    const auto sne = sne_resources_cents(households, h, world.month, policy.benefits);
    const auto units = consumption_unit_tenths(households, h, world.month);
    const auto per_unit = [&](std::int64_t cents) {
        return static_cast<std::int32_t>(cents * 10 / units);
    };
    resources.until[h] = next_age_that_counts(households, h, world.month, policy);
    resources.unit_tenths[h] = static_cast<std::uint8_t>(units);
    resources.sne_cents_a_month[h] = sne;
    resources.declared_per_unit_cents[h] = per_unit(households.declared(h));
    const auto cost = present_cost(world, h, sne, policy.housing_allowance);
    resources.effort_rate[h] = static_cast<float>(cost.effort_rate);
    resources.allowance_cents_a_month[h] = cost.allowance_cents_a_month;
    resources.disposable_per_unit_cents[h] =
        households.zone[h]
            ? disposable_income_per_unit_cents(households,
                                               h,
                                               world.month,
                                               sne,
                                               principal_rent_cents(world, behaviour.mobility, h),
                                               policy)
            : 0;
}

/// The rows that have to be worked out, each once: new ones, those that have expired, and once a
/// month those of which a member has come of an age that counts.
std::vector<HouseholdRow> rows_to_work_out(Resources& resources, const World& world) {
    auto found = std::exchange(resources.expired, {});
    const auto known = std::exchange(resources.known, world.households.size());
    if (std::exchange(resources.as_of, world.month) != world.month) {
        for (const auto h : rows<HouseholdRow>(known)) {
            if (resources.until[h] <= world.month) {
                found.push_back(h);
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    found.erase(std::lower_bound(found.begin(), found.end(), HouseholdRow{known}), found.end());
    for (const auto h : RowRange<HouseholdRow>(known, world.households.size())) {
        found.push_back(h);
    }
    return found;
}

void update(Resources& resources,
            const World& world,
            const Behaviour& behaviour,
            const AllocationPolicy& policy) {
    const auto found = rows_to_work_out(resources, world);
    for_each_resources_column(resources,
                              [&](auto& column) { column.resize(world.households.size()); });
    for_each_block(found.size(), [&](const Block& block) {
        for (auto i = block.first; i < block.last; ++i) {
            if (world.households.present(found[i])) {
                work_out(resources, found[i], world, behaviour, policy);
            }
        }
    });
}

}  // namespace

void update_resources(World& world, const Behaviour& behaviour, const AllocationPolicy& policy) {
    update(world.resources, world, behaviour, policy);
}

bool same_scales(const AllocationPolicy& a, const AllocationPolicy& b) {
    return a.benefits == b.benefits && a.housing_allowance == b.housing_allowance;
}

Resources resources_of_all(const World& world,
                           const Behaviour& behaviour,
                           const AllocationPolicy& policy) {
    Resources resources;
    update(resources, world, behaviour, policy);
    return resources;
}

void check_resources(const World& world,
                     const Behaviour& behaviour,
                     const AllocationPolicy& policy) {
    const auto& kept = world.resources;
    const auto now = resources_of_all(world, behaviour, policy);
    ENSURE(kept.expired.empty() && kept.known == world.households.size(),
           "{}: {} rows of resources have expired, {} of {} are known",
           to_string(world.month),
           kept.expired.size(),
           kept.known,
           world.households.size());
    for (const auto h : rows<HouseholdRow>(kept.known)) {
        if (!world.households.present(h)) {
            continue;
        }
        ENSURE(kept.unit_tenths[h] == now.unit_tenths[h] &&
                   kept.sne_cents_a_month[h] == now.sne_cents_a_month[h] &&
                   kept.declared_per_unit_cents[h] == now.declared_per_unit_cents[h] &&
                   kept.disposable_per_unit_cents[h] == now.disposable_per_unit_cents[h] &&
                   kept.allowance_cents_a_month[h] == now.allowance_cents_a_month[h] &&
                   !(kept.effort_rate[h] < now.effort_rate[h]) &&
                   !(kept.effort_rate[h] > now.effort_rate[h]),
               "{}: the resources kept of household {} are not what they would now be",
               to_string(world.month),
               world.households.key[h].value);
    }
}

}  // namespace mixite
