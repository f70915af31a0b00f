#include "rules/resources.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/income.hpp"
#include "rules/private_moves.hpp"
#include "rules/scoring.hpp"
#include "world/row_marks.hpp"

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

/// At which something of the benefits, allowances or consumption units changes.
struct AgesThatCount {
    std::array<int, 5> of_children;
    std::array<int, 2> of_adults;

    friend bool operator==(const AgesThatCount&, const AgesThatCount&) = default;
};

AgesThatCount ages_that_count(const AllocationPolicy& policy) {
    const auto& benefits = policy.benefits;
    return {.of_children = {benefits.young_child_age,
                            consumption_unit_adult_age,
                            benefits.family_benefit_age,
                            policy.housing_allowance.dependant_age,
                            benefits.rsa_child_age},
            .of_adults = {benefits.rsa_least_age, benefits.aspa_least_age}};
}

/// The next month in which a member comes of such an age.
Month next_birthday_that_counts(const Households& households,
                                HouseholdRow h,
                                Month now,
                                const AgesThatCount& ages) {
    // The months that pass before that one. An age that has been reached wraps around to more than
    // any life holds, so that no branch is needed.
    std::uint16_t before = months_a_year * oldest_age - 1;
    const auto see = [&](Month birth, const auto& some_ages) {
        for (const int age : some_ages) {
            const int months = birth - now + age * months_a_year - 1;
            before = std::min(before, static_cast<std::uint16_t>(months));
        }
    };
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(households.adults(h)); ++adult) {
        see(households.adult_birth[h][adult], ages.of_adults);
    }
    for (std::size_t child = 0; child < households.children[h]; ++child) {
        see(households.child_birth[h][child], ages.of_children);
    }
    return now + (before + 1);
}

void work_out_members(Resources& resources,
                      HouseholdRow h,
                      const World& world,
                      const AgesThatCount& ages) {
    const auto units = consumption_unit_tenths(world.households, h, world.month);
    resources.until[h] = next_birthday_that_counts(world.households, h, world.month, ages);
    resources.unit_tenths[h] = static_cast<std::uint8_t>(units);
}

/// Precondition: what follows from its members is worked out.
void work_out_amounts(Resources& resources,
                      HouseholdRow h,
                      const World& world,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy) {
    const auto& households = world.households;
    const auto declared = households.declared(h);
    const auto units = resources.unit_tenths[h];
    const auto sne = sne_resources_cents(households, h, world.month, policy.benefits);
    const auto rent = principal_rent_cents(world, behaviour.mobility, h);
    const auto allowance = rent_allowance_cents(households, h, world.month, rent, policy);
    resources.of_update[h] = resources.updates;
    resources.sne_cents_a_month[h] = sne;
    resources.allowance_cents_a_month[h] = allowance;
    resources.disposable_per_unit_cents[h] =
        households.zone[h]
            ? disposable_per_unit_cents(sne, allowance, declared, units, policy.benefits)
            : 0;
}

MIXITE_VECTOR_CLONES
void mark_due(RowMarks& marks,
              const Column<HouseholdRow, Month>& until,
              Month now,
              const Block& block) {
    const auto* months = until.values().data() + block.first;
    const auto size = block.last - block.first;
    for (std::size_t i = 0; i < size; ++i) {
        marks[i] = months[i].since_1900 <= now.since_1900 ? 1 : 0;
    }
}

/// The rows that have to be worked out, each once: new ones, those that have expired, and once a
/// month those of which a member has come of an age that counts.
std::vector<HouseholdRow> rows_to_work_out(Resources& resources, const World& world) {
    auto found = std::exchange(resources.expired, {});
    std::sort(found.begin(), found.end());
    const auto expired = static_cast<std::ptrdiff_t>(found.size());
    const auto known = std::exchange(resources.known, world.households.size());
    if (std::exchange(resources.as_of, world.month) != world.month) {
        RowMarks is_due;
        for (std::size_t first = 0; first < known; first += rows_per_block) {
            const Block block{0, first, std::min(first + rows_per_block, known)};
            mark_due(is_due, resources.until, world.month, block);
            for_each_marked(
                is_due, block, [&](std::size_t i) { found.push_back(HouseholdRow{first + i}); });
        }
    }
    std::inplace_merge(found.begin(), found.begin() + expired, found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    found.erase(std::lower_bound(found.begin(), found.end(), HouseholdRow{known}), found.end());
    for (const auto h : RowRange<HouseholdRow>(known, world.households.size())) {
        found.push_back(h);
    }
    return found;
}

std::vector<HouseholdRow> all_rows(std::size_t count) {
    std::vector<HouseholdRow> all;
    all.reserve(count);
    for (const auto h : rows<HouseholdRow>(count)) {
        all.push_back(h);
    }
    return all;
}

/// Calls work(row) for those of the rows that are present. Parallel over rows.
template <class Work>
void for_each_present(const std::vector<HouseholdRow>& found,
                      const Households& households,
                      const Work& work) {
    for_each_block(found.size(), [&](const Block& block) {
        for (auto i = block.first; i < block.last; ++i) {
            if (households.present(found[i])) {
                work(found[i]);
            }
        }
    });
}

/// The rows of which the amounts are worked out.
std::vector<HouseholdRow> update(Resources& resources,
                                 const World& world,
                                 const Behaviour& behaviour,
                                 const AllocationPolicy& policy) {
    const auto& households = world.households;
    auto found = rows_to_work_out(resources, world);
    ++resources.updates;
    for_each_resources_column(resources, [&](auto& column) { column.resize(households.size()); });
    const auto ages = ages_that_count(policy);
    for_each_present(
        found, households, [&](HouseholdRow h) { work_out_members(resources, h, world, ages); });
    if (std::exchange(resources.amounts_expired, false)) {
        found = all_rows(households.size());
    }
    for_each_present(found, households, [&](HouseholdRow h) {
        work_out_amounts(resources, h, world, behaviour, policy);
    });
    return found;
}

}  // namespace

void update_resources(World& world, const Behaviour& behaviour, const AllocationPolicy& policy) {
    if (world.resources.known == 0 || world.resources.amounts_expired) {
        forget(world.census);
    }
    count_again(world, update(world.resources, world, behaviour, policy));
}

void expire_where_scales_differ(World& world,
                                const AllocationPolicy& before,
                                const AllocationPolicy& now) {
    const auto& households = world.households;
    world.candidates.expire_all();
    if (ages_that_count(before) != ages_that_count(now)) {
        world.resources.expire_all();
    } else if (before.benefits != now.benefits) {
        world.resources.expire_amounts();
    } else if (before.housing_allowance != now.housing_allowance) {
        for (const auto h : rows<HouseholdRow>(households.size())) {
            if (households.dwelling[h] || households.tenure[h] == Tenure::private_tenant) {
                world.resources.expire(h);
            }
        }
    }
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
    ENSURE(kept.up_to_date(world.households.size(), world.month),
           "{}: {} rows of resources have expired, {} of {} are known",
           to_string(world.month),
           kept.expired.size(),
           kept.known,
           world.households.size());
    for (const auto h : rows<HouseholdRow>(kept.known)) {
        if (!world.households.present(h)) {
            continue;
        }
        ENSURE(kept.until[h] <= now.until[h] && kept.unit_tenths[h] == now.unit_tenths[h] &&
                   kept.sne_cents_a_month[h] == now.sne_cents_a_month[h] &&
                   kept.disposable_per_unit_cents[h] == now.disposable_per_unit_cents[h] &&
                   kept.allowance_cents_a_month[h] == now.allowance_cents_a_month[h],
               "{}: the resources kept of household {} are not what they would now be",
               to_string(world.month),
               world.households.key[h].value);
    }
    check_census(world);
}

}  // namespace mixite
