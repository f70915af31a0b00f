#include "observation/resident_counts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "observation/segregation.hpp"
#include "observation/weighted_quantile.hpp"
#include "world/poverty_line.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

/// One household in a group that is looked at.
struct Member {
    std::uint16_t zone = 0;
    std::uint8_t persons = 0;
    std::int32_t cents = 0;
};

/// What follows from the census of the month, and from a look at the few households of one group.
class ResidentCensus {
  public:
    explicit ResidentCensus(const World& world) : world_(world), census_(world.census) {}

    [[nodiscard]] std::size_t zones() const { return census_.zones.size() - 1; }
    [[nodiscard]] const ZoneCensus& of(ZoneRow zone) const { return census_.zones[zone.value]; }

    /// Of declared incomes, of the persons in the zones that `takes(zone)` says.
    template <class Takes>
    [[nodiscard]] std::optional<std::int32_t> declared_median(const Takes& takes) const {
        std::array<std::int64_t, income_groups> persons{};
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t group = 0; takes(zone) && group < income_groups; ++group) {
                persons[group] += census_.zones[zone].by_declared[group].persons();
            }
        }
        return quantile_of(persons, 50, [&](std::size_t group) { return declaring(group, takes); });
    }

    /// Of each zone.
    [[nodiscard]] std::vector<std::optional<std::int32_t>> declared_medians() const {
        std::vector<Position> positions;
        std::vector<std::uint8_t> group_looked_at;
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            std::array<std::int64_t, income_groups> persons{};
            for (std::size_t group = 0; group < income_groups; ++group) {
                persons[group] = census_.zones[zone].by_declared[group].persons();
            }
            positions.push_back(position_of(persons, 50));
            group_looked_at.push_back(static_cast<std::uint8_t>(positions.back().group));
        }
        group_looked_at.push_back(no_group);  // of who is no resident
        std::vector<Sought> sought(zones());
        for (const auto row : rows_in(group_looked_at)) {
            auto& of_zone = sought[census_.zone[row]];
            of_zone.cents.push_back(declared_per_unit_cents(world_, row));
            of_zone.weights.push_back(census_.persons[row]);
        }
        std::vector<std::optional<std::int32_t>> medians;
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            medians.push_back(value_in(std::move(sought[zone]), positions[zone]));
        }
        return medians;
    }

    /// Of disposable incomes, of all persons.
    [[nodiscard]] std::optional<std::int32_t> disposable_quarter() const {
        std::array<std::int64_t, income_groups> persons{};
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t group = 0; group < income_groups; ++group) {
                persons[group] += census_.zones[zone].persons_by_disposable[group];
            }
        }
        return quantile_of(persons, 25, [&](std::size_t group) { return disposing(group); });
    }

    /// By zone, the persons below it.
    [[nodiscard]] std::vector<std::int64_t> persons_declaring_below(std::int32_t cents) const {
        const auto group = income_group(cents, groups_per_declared_cent(world_));
        std::vector<std::int64_t> persons(zones());
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t lower = 0; lower < group; ++lower) {
                persons[zone] += census_.zones[zone].by_declared[lower].persons();
            }
        }
        for (const auto& one : declaring(group, everywhere)) {
            persons[one.zone] += one.cents < cents ? one.persons : 0;
        }
        return persons;
    }

    /// By zone, the persons at or below it.
    [[nodiscard]] std::vector<std::int64_t> persons_disposing_up_to(std::int32_t cents) const {
        const auto group = income_group(cents, groups_per_disposable_cent(world_));
        std::vector<std::int64_t> persons(zones());
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t lower = 0; lower < group; ++lower) {
                persons[zone] += census_.zones[zone].persons_by_disposable[lower];
            }
        }
        for (const auto& one : disposing(group)) {
            persons[one.zone] += one.cents <= cents ? one.persons : 0;
        }
        return persons;
    }

  private:
    static constexpr std::uint8_t no_group = 255;
    static constexpr auto everywhere = [](std::size_t) { return true; };

    /// In which group a weight is reached, and which weight that is within it; no group where
    /// nobody is.
    struct Position {
        std::size_t group = no_group;
        std::int64_t weight = 0;
    };

    /// What is looked through.
    struct Sought {
        std::vector<std::int32_t> cents;
        std::vector<std::uint8_t> weights;
    };

    /// The residents whose group of declared incomes is the one looked at in their zone. Without a
    /// branch: which they are no processor can guess.
    [[nodiscard]] std::vector<HouseholdRow> rows_in(
        const std::vector<std::uint8_t>& group_looked_at) const {
        std::vector<HouseholdRow> found(census_.zone.size() + 1);
        std::size_t count = 0;
        for (const auto row : rows<HouseholdRow>(census_.zone.size())) {
            found[count] = row;
            count += census_.declared[row] == group_looked_at[census_.zone[row]] ? 1 : 0;
        }
        found.resize(count);
        return found;
    }

    /// Those in the group of declared incomes and in the zones that `takes(zone)` says.
    template <class Takes>
    [[nodiscard]] std::vector<Member> declaring(std::size_t group, const Takes& takes) const {
        return members(census_.declared, group, takes, [&](HouseholdRow row) {
            return declared_per_unit_cents(world_, row);
        });
    }

    /// Those in the group of disposable incomes.
    [[nodiscard]] std::vector<Member> disposing(std::size_t group) const {
        return members(census_.disposable, group, everywhere, [&](HouseholdRow row) {
            return world_.resources.disposable_per_unit_cents[row];
        });
    }

    template <class Takes, class CentsOf>
    [[nodiscard]] std::vector<Member> members(const Column<HouseholdRow, std::uint8_t>& groups,
                                              std::size_t group,
                                              const Takes& takes,
                                              const CentsOf& cents_of) const {
        std::vector<Member> found;
        RowMarks marks;
        for (std::size_t first = 0; first < groups.size(); first += rows_per_block) {
            const Block block{0, first, std::min(first + rows_per_block, groups.size())};
            mark_group(marks, groups.values().data() + first, block.last - first, group);
            for_each_marked(marks, block, [&](std::size_t i) {
                const HouseholdRow row{first + i};
                const auto zone = census_.zone[row];
                if (zone != zones() && takes(zone)) {
                    found.push_back({zone, census_.persons[row], cents_of(row)});
                }
            });
        }
        return found;
    }

    MIXITE_VECTOR_CLONES
    static void mark_group(RowMarks& marks,
                           const std::uint8_t* groups,
                           std::size_t size,
                           std::size_t group) {
        const auto looked_at = static_cast<std::uint8_t>(group);
        for (std::size_t i = 0; i < size; ++i) {
            marks[i] = groups[i] == looked_at ? 1 : 0;
        }
    }

    static Position position_of(const std::array<std::int64_t, income_groups>& persons,
                                int percent) {
        std::int64_t all = 0;
        for (const auto in_group : persons) {
            all += in_group;
        }
        if (all == 0) {
            return {};
        }
        Position position{.group = 0, .weight = weight_at(all, percent)};
        while (persons[position.group] < position.weight) {
            position.weight -= persons[position.group++];
        }
        return position;
    }

    static std::optional<std::int32_t> value_in(Sought sought, Position position) {
        return position.group == no_group
                   ? std::nullopt
                   : std::optional(value_at_weight(
                         std::move(sought.cents), std::move(sought.weights), position.weight));
    }

    template <class MembersOf>
    static std::optional<std::int32_t> quantile_of(
        const std::array<std::int64_t, income_groups>& persons,
        int percent,
        const MembersOf& members_of) {
        const auto position = position_of(persons, percent);
        Sought sought;
        if (position.group != no_group) {
            for (const auto& one : members_of(position.group)) {
                sought.cents.push_back(one.cents);
                sought.weights.push_back(one.persons);
            }
        }
        return value_in(std::move(sought), position);
    }

    const World& world_;
    const Census& census_;
};

ResidentCounts counts_of(const ZoneCensus& zone) {
    ResidentCounts counts;
    for (std::size_t tenure = 0; tenure < zone.by_tenure.size(); ++tenure) {
        const auto& [others, poor] = zone.by_tenure[tenure];
        counts.households_by_tenure[tenure] = others.households() + poor.households();
        counts.households += others.households() + poor.households();
        counts.persons += others.persons() + poor.persons();
        counts.poor_households += poor.households();
        counts.poor_persons += poor.persons();
    }
    const auto& [others, poor] = zone.by_tenure[static_cast<std::size_t>(Tenure::social_tenant)];
    counts.social_tenants = others.persons() + poor.persons();
    counts.poor_social_tenants = poor.persons();
    return counts;
}

ResidentCounts& operator+=(ResidentCounts& sum, const ResidentCounts& part) {
    sum.households += part.households;
    sum.persons += part.persons;
    for (std::size_t tenure = 0; tenure < sum.households_by_tenure.size(); ++tenure) {
        sum.households_by_tenure[tenure] += part.households_by_tenure[tenure];
    }
    sum.poor_households += part.poor_households;
    sum.poor_persons += part.poor_persons;
    sum.low_declared_persons += part.low_declared_persons;
    sum.poorest_quarter_persons += part.poorest_quarter_persons;
    sum.social_tenants += part.social_tenants;
    sum.poor_social_tenants += part.poor_social_tenants;
    return sum;
}

/// Zones × income groups, in households; the zones in QPV first.
CountTable income_table(const ResidentCensus& census, const Territory& territory) {
    CountTable table{.groups = income_groups};
    table.counts.reserve(census.zones() * income_groups);
    for (const std::size_t scope : {0U, 1U}) {
        for (const auto zone : rows<ZoneRow>(census.zones())) {
            if (scope_of(territory, zone) == scope) {
                for (const auto& heads : census.of(zone).by_declared) {
                    table.counts.push_back(heads.households());
                }
            }
        }
    }
    return table;
}

SegregationIndices segregation_of(const Column<ZoneRow, ResidentCounts>& residents,
                                  const CountTable& incomes) {
    std::vector<GroupAndOthers> poor;
    poor.reserve(residents.size());
    for (const auto& zone : residents) {
        poor.push_back({zone.poor_households, zone.households - zone.poor_households});
    }
    return {.dissimilarity = dissimilarity(poor),
            .isolation = isolation(poor),
            .theil_h = theil_h(poor),
            .rank_order_h = rank_order_h(incomes)};
}

std::int32_t low_declared_line(std::optional<std::int32_t> median) {
    constexpr int percent_of_median = 60;
    return static_cast<std::int32_t>(std::int64_t{median.value_or(0)} * percent_of_median / 100);
}

}  // namespace

void count_residents(MonthTables& tables, const World& world) {
    const auto& territory = *world.territory;
    const ResidentCensus census(world);
    const auto in_scope = [&](std::size_t scope) {
        return [&territory, scope](std::size_t zone) {
            return scope_of(territory, ZoneRow{zone}) == scope;
        };
    };
    const auto median = census.declared_median([](std::size_t) { return true; });
    tables.low_declared_cents = low_declared_line(median);
    tables.poorest_quarter_cents = census.disposable_quarter().value_or(0);
    tables.poverty_line_cents = poverty_line_cents(world);
    const auto low_declared = census.persons_declaring_below(tables.low_declared_cents);
    const auto poorest = census.persons_disposing_up_to(tables.poorest_quarter_cents);
    const auto medians = census.declared_medians();
    tables.residents_by_zone.resize(territory.zones.size());
    for (const auto zone : rows<ZoneRow>(territory.zones.size())) {
        auto& residents = tables.residents_by_zone[zone];
        residents = counts_of(census.of(zone));
        residents.low_declared_persons = low_declared[zone.value];
        residents.poorest_quarter_persons = poorest[zone.value];
        residents.declared_median_cents = or_unmeasured(medians[zone.value]);
        tables.residents_by_scope[scope_of(territory, zone)] += residents;
    }
    tables.residents += tables.residents_by_scope[0];
    tables.residents += tables.residents_by_scope[1];
    tables.residents.declared_median_cents = or_unmeasured(median);
    for (std::size_t scope = 0; scope < scopes; ++scope) {
        tables.residents_by_scope[scope].declared_median_cents =
            or_unmeasured(census.declared_median(in_scope(scope)));
    }
    tables.segregation = segregation_of(tables.residents_by_zone, income_table(census, territory));
}

}  // namespace mixite
