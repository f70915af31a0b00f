#include "world/census.hpp"

#include "foundation/failure.hpp"
#include "world/poverty_line.hpp"
#include "world/world.hpp"

namespace mixite {
namespace {

/// What households are counted by this month.
struct Classes {
    std::uint16_t nowhere = 0;  ///< the zone of who is no resident
    std::int32_t poverty_cents = 0;
    double groups_per_declared_cent = 0.0;
    double groups_per_disposable_cent = 0.0;
};

Classes classes_of(const World& world) {
    return {.nowhere = static_cast<std::uint16_t>(world.territory->zones.size()),
            .poverty_cents = poverty_line_cents(world),
            .groups_per_declared_cent = groups_per_declared_cent(world),
            .groups_per_disposable_cent = groups_per_disposable_cent(world)};
}

void classify(Census& census, HouseholdRow h, const World& world, const Classes& by) {
    const auto& households = world.households;
    if (!households.resident(h)) {  // of whom the resources may never have been worked out
        census.zone[h] = by.nowhere;
        return;
    }
    const auto declared = declared_per_unit_cents(world, h);
    const auto disposable = world.resources.disposable_per_unit_cents[h];
    census.zone[h] = households.zone[h].value;
    census.persons[h] = static_cast<std::uint8_t>(households.persons(h));
    census.tenure[h] = households.tenure[h];
    census.poor[h] = disposable < by.poverty_cents ? 1 : 0;
    census.declared[h] = income_group(declared, by.groups_per_declared_cent);
    census.disposable[h] = income_group(disposable, by.groups_per_disposable_cent);
}

void enter(Census& census, HouseholdRow h) {
    auto& zone = census.zones[census.zone[h]];
    const auto persons = census.persons[h];
    zone.by_declared[census.declared[h]].add(persons);
    zone.persons_by_disposable[census.disposable[h]] += persons;
    zone.by_tenure[static_cast<std::size_t>(census.tenure[h])][census.poor[h]].add(persons);
}

void strike_out(Census& census, HouseholdRow h) {
    auto& zone = census.zones[census.zone[h]];
    const auto persons = census.persons[h];
    zone.by_declared[census.declared[h]].take(persons);
    zone.persons_by_disposable[census.disposable[h]] -= persons;
    zone.by_tenure[static_cast<std::size_t>(census.tenure[h])][census.poor[h]].take(persons);
}

void count(Census& census, const World& world, const std::vector<HouseholdRow>& changed) {
    const auto by = classes_of(world);
    const auto known = census.zone.size();
    census.zones.resize(std::size_t{by.nowhere} + 1);
    for_each_census_column(census, [&](auto& column) { column.resize(world.households.size()); });
    const auto count_one = [&](HouseholdRow h) {
        classify(census, h, world, by);
        if (census.zone[h] != by.nowhere) {
            enter(census, h);
        }
    };
    for (const auto h : changed) {
        if (h.value < known) {
            if (census.zone[h] != by.nowhere) {
                strike_out(census, h);
            }
            count_one(h);
        }
    }
    for (const auto h : RowRange<HouseholdRow>(known, world.households.size())) {
        count_one(h);
    }
}

}  // namespace

double groups_per_declared_cent(const World& world) {
    return 1.0 / (declared_group_cents * world.levels.income);
}

double groups_per_disposable_cent(const World& world) {
    return 1.0 / (disposable_group_cents * world.levels.income);
}

void count_again(World& world, const std::vector<HouseholdRow>& changed) {
    count(world.census, world, changed);
}

void forget(Census& census) {
    census.zones.clear();
    for_each_census_column(census, [](auto& column) { column.resize(0); });
}

void check_census(const World& world) {
    Census now;
    count(now, world, {});
    ENSURE(world.census.zones == now.zones,
           "{}: residents are not as many as were kept count of",
           to_string(world.month));
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        ENSURE(
            now.zone[h] == now.zones.size() - 1 ||
                (world.census.declared[h] == now.declared[h] &&
                 world.census.disposable[h] == now.disposable[h] &&
                 world.census.persons[h] == now.persons[h] && world.census.zone[h] == now.zone[h]),
            "{}: household {} is counted as another than it is",
            to_string(world.month),
            world.households.key[h].value);
    }
}

}  // namespace mixite
