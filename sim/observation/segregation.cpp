#include "observation/segregation.hpp"

#include <array>
#include <cmath>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"

namespace mixite {
namespace {

double times_log(double x) {
    return x > 0.0 ? x * natural_log(x) : 0.0;
}
/// n ln n for the numbers of households that a zone has: the rank-order index asks for thousands of
/// them each month.
class CountsTimesLogs {
  public:
    CountsTimesLogs() {
        for (std::size_t n = 0; n < values_.size(); ++n) {
            values_[n] = times_log(static_cast<double>(n));
        }
    }
    [[nodiscard]] double of(std::int64_t count) const {
        const auto n = static_cast<std::size_t>(count);
        return n < values_.size() ? values_[n] : times_log(static_cast<double>(count));
    }

  private:
    std::array<double, 8192> values_{};
};

double count_times_log(std::int64_t count) {
    static const CountsTimesLogs known;
    return known.of(count);
}

/// The entropy of a group and the others, in nats, times their number: n ln n - Σ n_g ln n_g.
/// Exactly 0 where there is one group only.
double total_entropy(std::int64_t group, std::int64_t others) {
    return count_times_log(group + others) - count_times_log(group) - count_times_log(others);
}
double total_entropy(std::span<const std::int64_t> groups) {
    std::int64_t all = 0;
    double by_group = 0.0;
    for (const auto count : groups) {
        all += count;
        by_group += count_times_log(count);
    }
    return count_times_log(all) - by_group;
}

GroupAndOthers sum_of(std::span<const GroupAndOthers> zones) {
    GroupAndOthers all;
    for (const auto& zone : zones) {
        all.group += zone.group;
        all.others += zone.others;
    }
    return all;
}

std::vector<std::int64_t> group_sums(const CountTable& table) {
    std::vector<std::int64_t> sums(table.groups);
    for (std::size_t row = 0; row < table.zones(); ++row) {
        const auto zone = table.zone(row);
        for (std::size_t group = 0; group < table.groups; ++group) {
            sums[group] += zone[group];
        }
    }
    return sums;
}

/// Theil's H between those at or below a rank and those above.
struct RankedH {
    double share_below = 0.0;
    double h = 0.0;
};

/// H at each bound between groups that has somebody new below it and somebody above.
std::vector<RankedH> h_by_rank(const CountTable& table) {
    std::vector<GroupAndOthers> zones(table.zones());
    for (std::size_t row = 0; row < zones.size(); ++row) {
        for (const auto count : table.zone(row)) {
            zones[row].others += count;
        }
    }
    std::vector<RankedH> ranked;
    std::int64_t below = 0;
    for (std::size_t group = 0; group < table.groups; ++group) {
        for (std::size_t row = 0; row < zones.size(); ++row) {
            zones[row].group += table.zone(row)[group];
            zones[row].others -= table.zone(row)[group];
        }
        const auto all = sum_of(zones);
        if (all.group > below && all.others > 0) {
            below = all.group;
            const auto total = static_cast<double>(all.group + all.others);
            ranked.push_back({static_cast<double>(below) / total, theil_h(zones)});
        }
    }
    return ranked;
}

/// The integrals from 0 of E(p) and of p E(p), E in nats, up to a constant.
struct EntropyIntegrals {
    double plain = 0.0;
    double by_rank = 0.0;
};

EntropyIntegrals entropy_integrals(double p) {
    const double q = 1.0 - p;
    const double plain_p = p * p / 4.0 - p * times_log(p) / 2.0;
    const double plain_q = q * times_log(q) / 2.0 - q * q / 4.0;
    const double cube_p = p * p * p / 9.0 - p * p * times_log(p) / 3.0;
    const double cube_q = q * q * q / 9.0 - q * q * times_log(q) / 3.0;
    return {plain_p + plain_q, cube_p + plain_q + cube_q};
}

/// ∫ E(p) H(p) dp between two ranks, H a straight line from one to the other.
double integral_between(const RankedH& from, const RankedH& to) {
    const auto lower = entropy_integrals(from.share_below);
    const auto upper = entropy_integrals(to.share_below);
    const double plain = upper.plain - lower.plain;
    const double by_rank = upper.by_rank - lower.by_rank;
    const double slope = (to.h - from.h) / (to.share_below - from.share_below);
    return from.h * plain + slope * (by_rank - from.share_below * plain);
}

}  // namespace

double dissimilarity(std::span<const GroupAndOthers> zones) {
    const auto all = sum_of(zones);
    if (all.group == 0 || all.others == 0) {
        return unmeasured;
    }
    double sum = 0.0;
    for (const auto& zone : zones) {
        sum += std::abs(static_cast<double>(zone.group) / static_cast<double>(all.group) -
                        static_cast<double>(zone.others) / static_cast<double>(all.others));
    }
    return sum / 2.0;
}

double isolation(std::span<const GroupAndOthers> zones) {
    const auto all = sum_of(zones);
    if (all.group == 0) {
        return unmeasured;
    }
    double sum = 0.0;
    for (const auto& zone : zones) {
        if (zone.group > 0) {
            const auto group = static_cast<double>(zone.group);
            sum += group / static_cast<double>(all.group) * group /
                   static_cast<double>(zone.group + zone.others);
        }
    }
    return sum;
}

double theil_h(std::span<const GroupAndOthers> zones) {
    const auto all = sum_of(zones);
    if (all.group == 0 || all.others == 0) {
        return unmeasured;
    }
    double within = 0.0;
    for (const auto& zone : zones) {
        within += total_entropy(zone.group, zone.others);
    }
    return 1.0 - within / total_entropy(all.group, all.others);
}

double theil_h(const CountTable& table) {
    EXPECT(table.groups > 0 && table.counts.size() % table.groups == 0,
           "{} counts in {} groups",
           table.counts.size(),
           table.groups);
    const auto sums = group_sums(table);
    const double whole = total_entropy(sums);
    if (whole <= 0.0) {
        return unmeasured;
    }
    double within = 0.0;
    for (std::size_t row = 0; row < table.zones(); ++row) {
        within += total_entropy(table.zone(row));
    }
    return 1.0 - within / whole;
}

double rank_order_h(const CountTable& table) {
    EXPECT(table.groups > 0 && table.counts.size() % table.groups == 0,
           "{} counts in {} groups",
           table.counts.size(),
           table.groups);
    const auto ranked = h_by_rank(table);
    if (ranked.empty()) {
        return unmeasured;
    }
    double integral = integral_between({0.0, ranked.front().h}, ranked.front());
    for (std::size_t i = 1; i < ranked.size(); ++i) {
        integral += integral_between(ranked[i - 1], ranked[i]);
    }
    integral += integral_between(ranked.back(), {1.0, ranked.back().h});
    // 2 ln 2 times the integral with E in bits is 2 times the integral with E in nats.
    return 2.0 * integral;
}

}  // namespace mixite
