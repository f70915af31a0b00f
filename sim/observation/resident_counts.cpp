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

// Each month counts every resident by zone in a dozen ways, and asks for the median of each zone.
// One pass puts each household into a group of incomes, and adds it to the counts of its zone and
// group. From these follow all sums, and in which group a quantile or a line lies; only the few
// households of that group are then looked at.

/// Groups of declared incomes per unit, 1 000 € of month zero wide, the last one open: those of the
/// rank-order index too.
constexpr std::size_t income_groups = 80;
constexpr double declared_group_cents = 100'000.0;
/// As many of disposable incomes, which are of a month.
constexpr double disposable_group_cents = 5'000.0;

constexpr std::size_t kinds = 10;  ///< tenure, poor or not; those of `gone` stay empty

std::size_t group_of(std::int32_t cents, double groups_per_cent) {
    const auto group = static_cast<int>(std::max(cents, 0) * groups_per_cent);
    return static_cast<std::size_t>(std::min(group, static_cast<int>(income_groups) - 1));
}

/// By household: its zone, or for who is no resident one more than there are; and its groups.
struct Places {
    std::vector<std::uint16_t> zone;
    std::vector<std::uint8_t> declared;
    std::vector<std::uint8_t> disposable;
};

/// What the groups are counted from.
struct Measures {
    std::uint16_t nowhere = 0;  ///< the zone of who is no resident
    std::int32_t poverty_cents = 0;
    double groups_per_declared_cent = 0.0;
    double groups_per_disposable_cent = 0.0;
};

using BlockOfBytes = std::array<std::uint8_t, rows_per_block>;

// Plain loops without a branch, which compilers turn into vector code.
MIXITE_VECTOR_CLONES
void place_block(std::uint16_t* places,
                 BlockOfBytes& persons,
                 BlockOfBytes& kind,
                 const World& world,
                 const Measures& measures,
                 const Block& block) {
    const auto& households = world.households;
    const auto* zones = households.zone.values().data() + block.first;
    const auto* tenures = households.tenure.values().data() + block.first;
    const auto* bonds = households.bond.values().data() + block.first;
    const auto* children = households.children.values().data() + block.first;
    const auto* disposable =
        world.resources.disposable_per_unit_cents.values().data() + block.first;
    const auto size = block.last - block.first;
    for (std::size_t i = 0; i < size; ++i) {
        const bool gone = tenures[i] == Tenure::gone;
        places[i] = gone ? measures.nowhere : std::min(zones[i].value, measures.nowhere);
    }
    for (std::size_t i = 0; i < size; ++i) {
        persons[i] =
            static_cast<std::uint8_t>(1 + static_cast<int>(bonds[i] != Bond::alone) + children[i]);
    }
    for (std::size_t i = 0; i < size; ++i) {
        kind[i] =
            static_cast<std::uint8_t>(2 * static_cast<int>(tenures[i]) +
                                      static_cast<int>(disposable[i] < measures.poverty_cents));
    }
}

MIXITE_VECTOR_CLONES
void group_block(std::uint8_t* groups,
                 const std::int32_t* cents,
                 std::size_t size,
                 double groups_per_cent) {
    for (std::size_t i = 0; i < size; ++i) {
        groups[i] = static_cast<std::uint8_t>(group_of(cents[i], groups_per_cent));
    }
}

/// Households, and their persons: one number, so that one addition counts both.
class Heads {
  public:
    void add(std::uint8_t persons) { both_ += 1U + (std::uint64_t{persons} << shift); }
    [[nodiscard]] std::int64_t households() const {
        return static_cast<std::int64_t>(both_ & ((std::uint64_t{1} << shift) - 1));
    }
    [[nodiscard]] std::int64_t persons() const { return static_cast<std::int64_t>(both_ >> shift); }

  private:
    static constexpr int shift = 32;
    std::uint64_t both_ = 0;
};

struct ZoneCounts {
    std::array<Heads, income_groups> by_declared{};
    std::array<std::uint32_t, income_groups> persons_by_disposable{};
    std::array<Heads, kinds> by_kind{};
};

/// One household in a group that is looked at.
struct Member {
    std::uint16_t zone = 0;
    std::uint8_t persons = 0;
    std::int32_t cents = 0;
};

class ResidentCensus {
  public:
    explicit ResidentCensus(const World& world)
        : world_(world),
          measures_{
              .nowhere = static_cast<std::uint16_t>(world.territory->zones.size()),
              .poverty_cents = poverty_line_cents(world),
              .groups_per_declared_cent = 1.0 / (declared_group_cents * world.levels.income),
              .groups_per_disposable_cent = 1.0 / (disposable_group_cents * world.levels.income)},
          zones_(world.territory->zones.size() + 1) {
        const auto size = world.households.size();
        places_.zone.resize(size);
        places_.declared.resize(size);
        places_.disposable.resize(size);
        for (std::size_t first = 0; first < size; first += rows_per_block) {
            count({0, first, std::min(first + rows_per_block, size)});
        }
    }

    [[nodiscard]] std::size_t zones() const { return zones_.size() - 1; }
    [[nodiscard]] const ZoneCounts& of(ZoneRow zone) const { return zones_[zone.value]; }

    /// Of declared incomes, of the persons in the zones that `takes(zone)` says.
    template <class Takes>
    [[nodiscard]] std::optional<std::int32_t> declared_median(const Takes& takes) const {
        std::array<std::int64_t, income_groups> persons{};
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t group = 0; takes(zone) && group < income_groups; ++group) {
                persons[group] += zones_[zone].by_declared[group].persons();
            }
        }
        return quantile_of(persons, 50, [&](std::size_t group) {
            return members(
                places_.declared, world_.resources.declared_per_unit_cents, group, takes);
        });
    }

    /// Of each zone.
    [[nodiscard]] std::vector<std::optional<std::int32_t>> declared_medians() const {
        std::vector<Position> positions;
        std::vector<std::uint8_t> group_looked_at;
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            std::array<std::int64_t, income_groups> persons{};
            for (std::size_t group = 0; group < income_groups; ++group) {
                persons[group] = zones_[zone].by_declared[group].persons();
            }
            positions.push_back(position_of(persons, 50));
            group_looked_at.push_back(static_cast<std::uint8_t>(positions.back().group));
        }
        group_looked_at.push_back(no_group);  // of who is no resident
        std::vector<Sought> sought(zones());
        for (const auto row : rows_in(group_looked_at)) {
            auto& of_zone = sought[places_.zone[row.value]];
            of_zone.cents.push_back(world_.resources.declared_per_unit_cents[row]);
            of_zone.weights.push_back(persons_of(row));
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
                persons[group] += zones_[zone].persons_by_disposable[group];
            }
        }
        return quantile_of(persons, 25, [&](std::size_t group) {
            return members(
                places_.disposable, world_.resources.disposable_per_unit_cents, group, everywhere);
        });
    }

    /// By zone, the persons below it.
    [[nodiscard]] std::vector<std::int64_t> persons_declaring_below(std::int32_t cents) const {
        const auto group = group_of(cents, measures_.groups_per_declared_cent);
        std::vector<std::int64_t> persons(zones());
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t lower = 0; lower < group; ++lower) {
                persons[zone] += zones_[zone].by_declared[lower].persons();
            }
        }
        for (const auto& one : members(
                 places_.declared, world_.resources.declared_per_unit_cents, group, everywhere)) {
            persons[one.zone] += one.cents < cents ? one.persons : 0;
        }
        return persons;
    }

    /// By zone, the persons at or below it.
    [[nodiscard]] std::vector<std::int64_t> persons_disposing_up_to(std::int32_t cents) const {
        const auto group = group_of(cents, measures_.groups_per_disposable_cent);
        std::vector<std::int64_t> persons(zones());
        for (std::size_t zone = 0; zone < zones(); ++zone) {
            for (std::size_t lower = 0; lower < group; ++lower) {
                persons[zone] += zones_[zone].persons_by_disposable[lower];
            }
        }
        for (const auto& one : members(places_.disposable,
                                       world_.resources.disposable_per_unit_cents,
                                       group,
                                       everywhere)) {
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

    void count(const Block& block) {
        const auto size = block.last - block.first;
        const auto& resources = world_.resources;
        auto* const zone = places_.zone.data() + block.first;
        auto* const declared = places_.declared.data() + block.first;
        auto* const disposable = places_.disposable.data() + block.first;
        // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): filled by place_block()
        BlockOfBytes persons;
        BlockOfBytes kind;
        // NOLINTEND(cppcoreguidelines-pro-type-member-init)
        place_block(zone, persons, kind, world_, measures_, block);
        group_block(declared,
                    resources.declared_per_unit_cents.values().data() + block.first,
                    size,
                    measures_.groups_per_declared_cent);
        group_block(disposable,
                    resources.disposable_per_unit_cents.values().data() + block.first,
                    size,
                    measures_.groups_per_disposable_cent);
        for (std::size_t i = 0; i < size; ++i) {
            auto& counts = zones_[zone[i]];
            counts.by_declared[declared[i]].add(persons[i]);
            counts.persons_by_disposable[disposable[i]] += persons[i];
            counts.by_kind[kind[i]].add(persons[i]);
        }
    }

    [[nodiscard]] std::uint8_t persons_of(HouseholdRow row) const {
        return static_cast<std::uint8_t>(world_.households.persons(row));
    }

    /// The residents whose group of declared incomes is the one looked at in their zone. Without a
    /// branch: which they are no processor can guess.
    [[nodiscard]] std::vector<HouseholdRow> rows_in(
        const std::vector<std::uint8_t>& group_looked_at) const {
        std::vector<HouseholdRow> found(places_.zone.size() + 1);
        std::size_t count = 0;
        for (std::size_t i = 0; i < places_.zone.size(); ++i) {
            found[count] = HouseholdRow{i};
            count += places_.declared[i] == group_looked_at[places_.zone[i]] ? 1 : 0;
        }
        found.resize(count);
        return found;
    }

    /// Those in the group and in the zones that `takes(zone)` says.
    template <class Takes>
    [[nodiscard]] std::vector<Member> members(const std::vector<std::uint8_t>& groups,
                                              const Column<HouseholdRow, std::int32_t>& cents,
                                              std::size_t group,
                                              const Takes& takes) const {
        std::vector<Member> found;
        RowMarks marks;
        for (std::size_t first = 0; first < groups.size(); first += rows_per_block) {
            const Block block{0, first, std::min(first + rows_per_block, groups.size())};
            mark_group(marks, groups.data() + first, block.last - first, group);
            for_each_marked(marks, block, [&](std::size_t i) {
                const HouseholdRow row{first + i};
                const auto zone = places_.zone[row.value];
                if (zone != measures_.nowhere && takes(zone)) {
                    found.push_back({zone, persons_of(row), cents[row]});
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
    Measures measures_;
    Places places_;
    std::vector<ZoneCounts> zones_;  ///< the last: of who is no resident
};

ResidentCounts counts_of(const ZoneCounts& zone) {
    ResidentCounts counts;
    for (std::size_t kind = 0; kind < kinds - 2; ++kind) {
        const auto tenure = kind / 2;
        const bool poor = kind % 2 != 0;
        const bool social = static_cast<Tenure>(tenure) == Tenure::social_tenant;
        const auto households = zone.by_kind[kind].households();
        const auto persons = zone.by_kind[kind].persons();
        counts.households += households;
        counts.persons += persons;
        counts.households_by_tenure[tenure] += households;
        counts.poor_households += poor ? households : 0;
        counts.poor_persons += poor ? persons : 0;
        counts.social_tenants += social ? persons : 0;
        counts.poor_social_tenants += social && poor ? persons : 0;
    }
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
