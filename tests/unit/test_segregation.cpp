#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "observation/segregation.hpp"

namespace mixite {
namespace {

using Zones = std::vector<GroupAndOthers>;

/// Incomes by zone, as a table of their distinct values in order.
CountTable ordered_table(const std::vector<std::vector<int>>& incomes_by_zone) {
    std::set<int> values;
    for (const auto& zone : incomes_by_zone) {
        values.insert(zone.begin(), zone.end());
    }
    CountTable table{.groups = values.size()};
    for (const auto& zone : incomes_by_zone) {
        for (const int value : values) {
            table.counts.push_back(std::count(zone.begin(), zone.end(), value));
        }
    }
    return table;
}

TEST_CASE("two zones of 4, by hand") {
    // X = Y = 4. D = 1/2 (|3/4 - 1/4| + |1/4 - 3/4|) = 0.5. xPx = 3/4 × 3/4 + 1/4 × 1/4 = 0.625.
    // H = 1 - E(1/4) / E(1/2) = 1 - 0.811278 bits.
    const Zones zones{{3, 1}, {1, 3}};
    CHECK(dissimilarity(zones) == Approx(0.5));
    CHECK(isolation(zones) == Approx(0.625));
    CHECK(theil_h(zones) == Approx(1.0 - 0.8112781244591328));
}

TEST_CASE("zones of unequal size, by hand") {
    // 10 of 10, 0 of 10, 5 of 20: X = 15, Y = 25, T = 40.
    // D = 1/2 (10/15 + 10/25 + |5/15 - 15/25|) = 2/3.
    // xPx = 10/15 × 1 + 5/15 × 5/20 = 0.75.
    // H = 1 - 20 E(1/4) / (40 E(3/8)) = 1 - 0.5 × 0.811278 / 0.954434.
    const Zones zones{{10, 0}, {0, 10}, {5, 15}};
    CHECK(dissimilarity(zones) == Approx(2.0 / 3.0));
    CHECK(isolation(zones) == Approx(0.75));
    CHECK(theil_h(zones) == Approx(1.0 - 0.5 * 0.8112781244591328 / 0.9544340029249649));
}

TEST_CASE("zones where nobody mixes are segregated to exactly 1") {
    const Zones zones{{7, 0}, {0, 11}, {3, 0}, {0, 0}};
    CHECK(dissimilarity(zones) == Approx(1.0).epsilon(1e-15));
    CHECK(isolation(zones) == Approx(1.0).epsilon(1e-15));
    CHECK(theil_h(zones) == 1.0);
    const CountTable apart{.groups = 3, .counts = {5, 0, 0, 0, 9, 0, 0, 0, 2}};
    CHECK(theil_h(apart) == 1.0);
    CHECK(rank_order_h(apart) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("zones that all mix alike are segregated to 0") {
    const Zones zones{{1, 3}, {5, 15}, {100, 300}};
    CHECK(dissimilarity(zones) == Approx(0.0).margin(1e-15));
    CHECK(isolation(zones) == Approx(0.25));
    CHECK(theil_h(zones) == Approx(0.0).margin(1e-14));
    const CountTable alike{.groups = 3, .counts = {1, 2, 3, 10, 20, 30}};
    CHECK(theil_h(alike) == Approx(0.0).margin(1e-14));
    CHECK(rank_order_h(alike) == Approx(0.0).margin(1e-14));
}

TEST_CASE("Theil's H of two groups is the same from a table; of three, by hand") {
    const Zones zones{{10, 0}, {0, 10}, {5, 15}};
    const CountTable table{.groups = 2, .counts = {10, 0, 0, 10, 5, 15}};
    CHECK(theil_h(table) == Approx(theil_h(zones)).epsilon(1e-14));
    // Groups 4, 4, 4: E = log2 3. Zone 1 has (4, 2, 0), zone 2 (0, 2, 4): E_i = E(1/3) =
    // 0.918296.
    const CountTable three{.groups = 3, .counts = {4, 2, 0, 0, 2, 4}};
    CHECK(theil_h(three) == Approx(1.0 - 0.9182958340544896 / 1.584962500721156));
}

TEST_CASE("no index depends on the order of the zones") {
    const Zones zones{{3, 9}, {8, 2}, {5, 5}};
    const Zones turned{{5, 5}, {3, 9}, {8, 2}};
    CHECK(dissimilarity(zones) == Approx(dissimilarity(turned)).epsilon(1e-14));
    CHECK(isolation(zones) == Approx(isolation(turned)).epsilon(1e-14));
    CHECK(theil_h(zones) == Approx(theil_h(turned)).epsilon(1e-14));
    const CountTable table{.groups = 3, .counts = {3, 4, 5, 9, 1, 2, 2, 2, 8}};
    const CountTable table_turned{.groups = 3, .counts = {2, 2, 8, 3, 4, 5, 9, 1, 2}};
    CHECK(rank_order_h(table) == Approx(rank_order_h(table_turned)).epsilon(1e-14));
    CHECK(theil_h(table) == Approx(theil_h(table_turned)).epsilon(1e-14));
}

TEST_CASE("rank-order H of two groups is their Theil's H, for one bound fixes all of H(p)") {
    const CountTable table{.groups = 2, .counts = {10, 0, 0, 10, 5, 15}};
    CHECK(rank_order_h(table) == Approx(theil_h(table)).epsilon(1e-14));
}

TEST_CASE("rank-order H counts an empty income group for nothing") {
    const CountTable table{.groups = 3, .counts = {3, 4, 5, 9, 1, 2}};
    const CountTable with_empty{.groups = 6, .counts = {0, 3, 0, 4, 5, 0, 0, 9, 0, 1, 2, 0}};
    CHECK(rank_order_h(with_empty) == Approx(rank_order_h(table)).epsilon(1e-14));
}

TEST_CASE("rank-order H of 11 incomes in three zones") {
    // The published values 0.7182 and 0.3191 come from a polynomial through H(p) at six ranks;
    // with eleven persons its degree and weights move the index by up to 0.04 (0.638 to 0.711, and
    // 0.325 to 0.363, for degrees 2 to 5). Straight lines need no degree; they are near it.
    const auto sorted = ordered_table({{80, 80, 70, 70}, {50, 45, 40}, {20, 20, 20, 10}});
    const auto mixed = ordered_table({{80, 70, 50}, {80, 70, 45, 20, 20}, {40, 20, 10}});
    CHECK(rank_order_h(sorted) == Approx(0.7182).margin(0.03));
    CHECK(rank_order_h(mixed) == Approx(0.3191).margin(0.03));
    // The same straight lines, integrated numerically at 200 000 points.
    CHECK(rank_order_h(sorted) == Approx(0.72312088745884).epsilon(1e-8));
    CHECK(rank_order_h(mixed) == Approx(0.34241073587843).epsilon(1e-8));
}

TEST_CASE("where there is nothing to separate, segregation is not a number") {
    CHECK(std::isnan(dissimilarity(Zones{})));
    CHECK(std::isnan(dissimilarity(Zones{{4, 0}, {2, 0}})));
    CHECK(std::isnan(isolation(Zones{{0, 3}})));
    CHECK(std::isnan(theil_h(Zones{{0, 3}})));
    CHECK(std::isnan(theil_h(CountTable{.groups = 2, .counts = {0, 3, 0, 4}})));
    CHECK(std::isnan(rank_order_h(CountTable{.groups = 2, .counts = {0, 3, 0, 4}})));
    CHECK(std::isnan(rank_order_h(CountTable{.groups = 2, .counts = {0, 0}})));
}

}  // namespace
}  // namespace mixite
