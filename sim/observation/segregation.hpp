#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mixite {

/// One zone: how many belong to the group, and how many do not.
struct GroupAndOthers {
    std::int64_t group = 0;
    std::int64_t others = 0;
};

/// Counts of zones × groups, zone after zone.
struct CountTable {
    std::size_t groups = 0;
    std::vector<std::int64_t> counts;

    [[nodiscard]] std::size_t zones() const { return groups == 0 ? 0 : counts.size() / groups; }
    [[nodiscard]] std::span<const std::int64_t> zone(std::size_t row) const {
        return std::span{counts}.subspan(row * groups, groups);
    }
};

/// Segregation over zones: 0 if every zone has the composition of the whole, 1 if no zone is mixed.
/// None depends on the order of the zones; empty zones count for nothing. Not a number where there
/// is nothing to separate: nobody, or one group only.

/// Duncan's dissimilarity: the share of the group that would have to move for an even spread.
double dissimilarity(std::span<const GroupAndOthers> zones);
/// Isolation xPx: the share of the group in the zone of its average member. Between the group's
/// share of all and 1; not a number only if the group is empty.
double isolation(std::span<const GroupAndOthers> zones);
/// Theil's information theory index H of a group and the others.
double theil_h(std::span<const GroupAndOthers> zones);
/// Theil's H of any number of groups.
double theil_h(const CountTable& table);

/// Reardon's rank-order information theory index of ordered groups, the lowest first:
/// H^R = 2 ln 2 ∫ E(p) H(p) dp over p in (0, 1), with E in bits. H(p) is Theil's H of those below
/// and above each bound between groups, joined by straight lines and level beyond the first and the
/// last; the integral of that is exact.
/// Source: Reardon, Firebaugh, O'Sullivan, Matthews (2006), "Segregation and income inequality".
double rank_order_h(const CountTable& table);

}  // namespace mixite
