#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "foundation/ids.hpp"
#include "world/households.hpp"

namespace mixite {

struct World;

/// Groups of declared incomes per unit, 1 000 € of month zero wide, the last one open: those of the
/// rank-order index too.
inline constexpr std::size_t income_groups = 80;
inline constexpr double declared_group_cents = 100'000.0;
/// As many of disposable incomes, which are of a month.
inline constexpr double disposable_group_cents = 5'000.0;

/// Households, and their persons: one number, so that one addition counts both.
class Heads {
  public:
    void add(std::uint8_t persons) { both_ += one_household(persons); }
    void take(std::uint8_t persons) { both_ -= one_household(persons); }
    [[nodiscard]] std::int64_t households() const {
        return static_cast<std::int64_t>(both_ & ((std::uint64_t{1} << shift) - 1));
    }
    [[nodiscard]] std::int64_t persons() const { return static_cast<std::int64_t>(both_ >> shift); }
    friend bool operator==(const Heads&, const Heads&) = default;

  private:
    static constexpr int shift = 32;
    static constexpr std::uint64_t one_household(std::uint8_t persons) {
        return 1U + (std::uint64_t{persons} << shift);
    }
    std::uint64_t both_ = 0;
};

/// Those of one zone, each household once in each of the three.
struct ZoneCensus {
    std::array<Heads, income_groups> by_declared{};
    std::array<std::uint32_t, income_groups> persons_by_disposable{};
    /// Tenure × (not poor, poor); those of `gone` stay empty.
    std::array<std::array<Heads, 2>, static_cast<std::size_t>(Tenure::gone)> by_tenure{};

    friend bool operator==(const ZoneCensus&, const ZoneCensus&) = default;
};

/// The residents, counted by zone and group of incomes. Five times a month somebody asks how many
/// are poor, and once for sums and medians in a dozen ways: these counts tell it, or in which group
/// a quantile or a line lies, so that only the few households of that group are looked at. Most
/// households are where and what they were the month before: only those are counted anew whose row
/// of `Resources` was worked out again (rules/resources.hpp), and for that is kept as what each was
/// counted.
struct Census {
    /// Its zone; for who is no resident one more than there are.
    Column<HouseholdRow, std::uint16_t> zone;
    Column<HouseholdRow, std::uint8_t> persons;
    Column<HouseholdRow, Tenure> tenure;
    Column<HouseholdRow, std::uint8_t> poor;        ///< 1, or 0
    Column<HouseholdRow, std::uint8_t> declared;    ///< its group
    Column<HouseholdRow, std::uint8_t> disposable;  ///< its group
    std::vector<ZoneCensus> zones;                  ///< empty before the first count
};

/// Calls visit(column) for every column.
template <class Table, class Visit>
void for_each_census_column(Table& census, const Visit& visit) {
    visit(census.zone);
    visit(census.persons);
    visit(census.tenure);
    visit(census.poor);
    visit(census.declared);
    visit(census.disposable);
}

/// The group of an amount, of groups of which a cent is so many.
inline std::uint8_t income_group(std::int32_t cents, double groups_per_cent) {
    const auto group = static_cast<int>(std::max(cents, 0) * groups_per_cent);
    return static_cast<std::uint8_t>(std::min(group, static_cast<int>(income_groups) - 1));
}
/// What `income_group` takes, for declared incomes and for disposable ones.
double groups_per_declared_cent(const World& world);
double groups_per_disposable_cent(const World& world);

/// Counts these households of `world.census` anew, and those that never were. Precondition: their
/// resources are up to date.
void count_again(World& world, const std::vector<HouseholdRow>& changed);
/// Forgets all counts: rows have moved, or what they are counted by has.
void forget(Census& census);

/// Throws InvariantViolation where counting everybody would give something else. Precondition:
/// `world.resources` is up to date.
void check_census(const World& world);

}  // namespace mixite
