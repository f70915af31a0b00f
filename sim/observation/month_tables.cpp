#include "observation/month_tables.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "foundation/failure.hpp"
#include "observation/resident_counts.hpp"
#include "observation/weighted_quantile.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

constexpr float heavy_effort = 0.35F;
constexpr int large_family = 3;  // children

MIXITE_VECTOR_CLONES
void mark_social_tenants(RowMarks& marks, const Households& households, const Block& block) {
    const auto* tenures = households.tenure.values().data() + block.first;
    const auto size = block.last - block.first;  // of its own: marks may lie anywhere, to compilers
    for (std::size_t i = 0; i < size; ++i) {
        marks[i] = tenures[i] == Tenure::social_tenant ? 1 : 0;
    }
}

std::vector<HouseholdRow> social_tenants(const Households& households) {
    std::vector<HouseholdRow> tenants;
    RowMarks marks;
    for (std::size_t first = 0; first < households.size(); first += rows_per_block) {
        const Block block{0, first, std::min(first + rows_per_block, households.size())};
        mark_social_tenants(marks, households, block);
        for_each_marked(
            marks, block, [&](std::size_t i) { tenants.push_back(HouseholdRow{first + i}); });
    }
    return tenants;
}

void count_effort(MonthTables& tables, const World& world) {
    const auto& households = world.households;
    for (const auto row : social_tenants(households)) {
        if (!households.dwelling[row]) {
            continue;
        }
        const auto rate = static_cast<float>(effort_rate(world, row));
        auto& scope = tables.effort_by_scope[scope_of(*world.territory, households.zone[row])];
        ++scope.tenants;
        scope.sum += static_cast<double>(rate);
        scope.over_35_percent += rate > heavy_effort ? 1 : 0;
        scope.allowance_cents += world.resources.allowance_cents_a_month[row];
    }
}

/// Days from the middle of the month in which it fell vacant to the end of this month.
double days_vacant(Month since, Month now) {
    const int epoch = 1900;
    const int begin = days_since(epoch, since);
    const int end = days_since(epoch, since + 1);
    return static_cast<double>(days_since(epoch, now + 1)) - (begin + end) / 2.0;
}

StockCounts stock_of(const Dwellings& dwellings, DwellingRow row, Month now) {
    const auto status = dwellings.status[row];
    StockCounts one;
    one.dwellings = status == DwellingStatus::occupied || status == DwellingStatus::vacant ||
                    status == DwellingStatus::works;
    one.in_works = status == DwellingStatus::works;
    one.condemned = status == DwellingStatus::condemned;
    one.offered = status == DwellingStatus::occupied || status == DwellingStatus::vacant;
    if (status == DwellingStatus::vacant) {
        constexpr int three_months = 3;
        one.vacant = 1;
        one.vacant_over_three_months = now - dwellings.vacant_since[row] >= three_months ? 1 : 0;
        one.days_since_vacant = days_vacant(dwellings.vacant_since[row], now);
        one.vacant_rent_cents = dwellings.rent_cents[row];
    }
    return one;
}

StockCounts& operator+=(StockCounts& sum, const StockCounts& part) {
    sum.dwellings += part.dwellings;
    sum.offered += part.offered;
    sum.vacant += part.vacant;
    sum.vacant_over_three_months += part.vacant_over_three_months;
    sum.in_works += part.in_works;
    sum.condemned += part.condemned;
    sum.days_since_vacant += part.days_since_vacant;
    sum.vacant_rent_cents += part.vacant_rent_cents;
    return sum;
}

void count_stock(MonthTables& tables, const World& world) {
    tables.stock_by_zone.resize(world.territory->zones.size());
    tables.rent_mass_cents.resize(world.territory->landlords.size());
    for (const auto row : rows<DwellingRow>(world.dwellings.size())) {
        if (world.dwellings.household[row] && world.dwellings.landlord[row]) {
            tables.rent_mass_cents[world.dwellings.landlord[row]] +=
                world.dwellings.rent_cents[row];
        }
        tables.stock_by_zone[world.dwellings.zone[row]] +=
            stock_of(world.dwellings, row, world.month);
    }
    for (const auto zone : rows<ZoneRow>(world.territory->zones.size())) {
        tables.stock_by_scope[scope_of(*world.territory, zone)] += tables.stock_by_zone[zone];
    }
}

LeaseCountsByQuartile by_quartile(int quartile, bool rehoused) {
    return {.known = quartile > 0 ? 1 : 0,
            .first = quartile == 1 ? 1 : 0,
            .first_or_rehoused = quartile == 1 || (quartile > 1 && rehoused) ? 1 : 0};
}

LeaseCounts leases_of(const Territory& territory, const Lease& lease) {
    constexpr int youth_ends = 30;
    const bool rehoused = (lease.priorities & priority::rehousing) != 0;
    const bool from_other_scope =
        lease.from_zone && scope_of(territory, lease.from_zone) != scope_of(territory, lease.zone);
    return {.all = 1,
            .legal = by_quartile(lease.quartile_legal, rehoused),
            .frozen = by_quartile(lease.quartile_frozen, rehoused),
            .transfers = lease.transfer ? 1 : 0,
            .transfers_from_other_scope = lease.transfer && from_other_scope ? 1 : 0,
            .rehoused = rehoused ? 1 : 0,
            .to_priority_publics = is_priority_public(lease.priorities) ? 1 : 0,
            .to_under_30 = lease.eldest_age < youth_ends ? 1 : 0,
            .to_large_families = lease.children >= large_family ? 1 : 0,
            .from_outside = lease.from_zone ? 0 : 1};
}

LeaseCountsByQuartile& operator+=(LeaseCountsByQuartile& sum, const LeaseCountsByQuartile& part) {
    sum.known += part.known;
    sum.first += part.first;
    sum.first_or_rehoused += part.first_or_rehoused;
    return sum;
}

LeaseCounts& operator+=(LeaseCounts& sum, const LeaseCounts& part) {
    sum.all += part.all;
    sum.legal += part.legal;
    sum.frozen += part.frozen;
    sum.transfers += part.transfers;
    sum.transfers_from_other_scope += part.transfers_from_other_scope;
    sum.rehoused += part.rehoused;
    sum.to_priority_publics += part.to_priority_publics;
    sum.to_under_30 += part.to_under_30;
    sum.to_large_families += part.to_large_families;
    sum.from_outside += part.from_outside;
    return sum;
}

/// One request, or one that ended in a lease.
struct Waiter {
    int months = 0;
    int quartile = 0;
    int frozen_quartile = 0;
    bool priority = false;
};

/// Months waited, counted: from the counts follow the quantiles, without sorting anything.
class WaitCounts {
  public:
    void add(int months) {
        const auto at = static_cast<std::size_t>(std::max(months, 0));
        if (at >= counts_.size()) {
            counts_.resize(at + 1);
        }
        ++counts_[at];
        ++requests_;
        sum_ += months;
    }
    [[nodiscard]] Wait wait() const {
        if (requests_ == 0) {
            return {};
        }
        return {.requests = requests_,
                .mean_months = static_cast<double>(sum_) / static_cast<double>(requests_),
                .median_months = quantile_months(50),
                .p90_months = quantile_months(90)};
    }

  private:
    [[nodiscard]] double quantile_months(int percent) const {
        auto left = (requests_ * percent + 99) / 100;
        std::size_t months = 0;
        while (counts_[months] < left) {
            left -= counts_[months++];
        }
        return static_cast<double>(months);
    }

    std::vector<std::int64_t> counts_;
    std::int64_t requests_ = 0;
    std::int64_t sum_ = 0;
};

Waits waits_of(const std::vector<Waiter>& waiters) {
    WaitCounts all;
    std::array<WaitCounts, 4> by_quartile;
    std::array<WaitCounts, 4> by_frozen_quartile;
    std::array<WaitCounts, 2> by_priority;
    for (const auto& waiter : waiters) {
        all.add(waiter.months);
        by_priority[waiter.priority ? 1 : 0].add(waiter.months);
        if (waiter.quartile > 0) {
            by_quartile[static_cast<std::size_t>(waiter.quartile - 1)].add(waiter.months);
        }
        if (waiter.frozen_quartile > 0) {
            by_frozen_quartile[static_cast<std::size_t>(waiter.frozen_quartile - 1)].add(
                waiter.months);
        }
    }
    const auto wait = [](const WaitCounts& counts) { return counts.wait(); };
    Waits waits{.all = all.wait()};
    std::transform(by_quartile.begin(), by_quartile.end(), waits.by_quartile.begin(), wait);
    std::transform(by_frozen_quartile.begin(),
                   by_frozen_quartile.end(),
                   waits.by_frozen_quartile.begin(),
                   wait);
    std::transform(by_priority.begin(), by_priority.end(), waits.by_priority.begin(), wait);
    return waits;
}

/// The key of each dwelling that is let for the first time: it came into the stock and nobody has
/// lived in it before this month.
std::vector<DwellingKey> dwellings_first_let(const World& world) {
    const auto& dwellings = world.dwellings;
    std::vector<DwellingKey> keys;
    for (const auto row : rows<DwellingRow>(dwellings.size())) {
        const auto tenant = dwellings.household[row];
        if (tenant && dwellings.vacancy_cause[row] == VacancyCause::delivery &&
            dwellings.chain_rung[row] <= 1 && world.households.moved_in[tenant] == world.month) {
            keys.push_back(dwellings.key[row]);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

void count_leases(MonthTables& tables, const World& world, const std::vector<Lease>& leases) {
    const auto first_let = dwellings_first_let(world);
    std::vector<Waiter> housed;
    housed.reserve(leases.size());
    tables.leases_by_zone.resize(world.territory->zones.size());
    for (const auto& lease : leases) {
        const auto counted = leases_of(*world.territory, lease);
        tables.leases_by_zone[lease.zone] += counted;
        tables.leases_by_scope[scope_of(*world.territory, lease.zone)] += counted;
        tables.leases += counted;
        tables.first_lettings +=
            std::binary_search(first_let.begin(), first_let.end(), lease.dwelling) ? 1 : 0;
        housed.push_back({.months = lease.wait_months,
                          .quartile = lease.quartile_legal,
                          .frozen_quartile = lease.quartile_frozen,
                          .priority = is_priority_public(lease.priorities)});
    }
    tables.housed = waits_of(housed);
}

void count_offers(MonthTables& tables, const World& world, const std::vector<Offer>& offers) {
    for (const auto& offer : offers) {
        const auto answer = static_cast<std::size_t>(offer.answer);
        ++tables.offers_by_scope[scope_of(*world.territory, offer.zone)].by_answer[answer];
        if (offer.quartile_legal > 0) {
            ++tables.offers_by_quartile[offer.quartile_legal - 1U].by_answer[answer];
        }
    }
}

/// 1 to 4; 0 before the thresholds are set.
int quartile_of(std::int32_t resources_cents, const QuartileBounds& upper_bounds) {
    if (upper_bounds[0] <= 0) {
        return 0;
    }
    int quartile = 1;
    for (const auto bound : upper_bounds) {
        quartile += resources_cents > bound ? 1 : 0;
    }
    return quartile;
}

void count_requests(MonthTables& tables, const World& world) {
    const auto& requests = world.applications;
    const auto& households = world.households;
    std::vector<Waiter> waiting;
    std::vector<std::int32_t> incomes;
    tables.requests.by_wished_commune.resize(world.territory->communes.size());
    waiting.reserve(requests.size());
    incomes.reserve(requests.size());
    for (const auto row : rows<ApplicationRow>(requests.size())) {
        const auto household = requests.household[row];
        if (!household || !households.present(household)) {
            continue;
        }
        const auto income = world.resources.sne_per_unit_cents(household);
        incomes.push_back(income);
        waiting.push_back({.months = world.month - requests.opened[row],
                           .quartile = quartile_of(income, tables.legal_quartiles_cents),
                           .frozen_quartile = quartile_of(income, tables.frozen_quartiles_cents),
                           .priority = is_priority_public(requests.priorities[row])});
        tables.requests.for_transfer +=
            households.tenure[household] == Tenure::social_tenant ? 1 : 0;
        tables.requests.from_outside += households.zone[household] ? 0 : 1;
        tables.requests.of_large_families += households.children[household] >= large_family ? 1 : 0;
        if (requests.wished_commune[row]) {
            ++tables.requests.by_wished_commune[requests.wished_commune[row]];
        }
    }
    tables.requests.waits = waits_of(waiting);
    tables.requests.first_quarter_resources_cents = or_unmeasured(quantile(incomes, 25));
}

void expect_counted(const World& world) {
    const auto households = world.households.size();
    EXPECT(world.resources.known == households && world.resources.expired.empty() &&
               !world.resources.amounts_expired,
           "resources of {} households, {} of them or all amounts expired, for {} households",
           world.resources.known,
           world.resources.expired.size(),
           households);
    EXPECT(world.census.zone.size() == households &&
               world.census.zones.size() == world.territory->zones.size() + 1,
           "{} households are counted, of {}",
           world.census.zone.size(),
           households);
}

void expect_complete(const MonthFlows& flows, const Territory& territory) {
    const auto ledger_size = territory.qpv_zones().size() * poverty_causes;
    EXPECT(flows.poverty_ledger.empty() || flows.poverty_ledger.size() == ledger_size,
           "{} entries of the poverty ledger, not {}",
           flows.poverty_ledger.size(),
           ledger_size);
    const auto qpvs = territory.qpv_zones().size();
    EXPECT(flows.occupancy.empty() || flows.occupancy.size() == qpvs,
           "the occupancy of {} QPV, not {}",
           flows.occupancy.size(),
           qpvs);
}

}  // namespace

std::size_t scope_of(const Territory& territory, ZoneRow zone) {
    return territory.is_qpv(zone) ? 0 : 1;
}

std::int64_t OfferCounts::all() const {
    std::int64_t sum = 0;
    for (const auto count : by_answer) {
        sum += count;
    }
    return sum;
}

MonthTables tabulate(const World& world, const MonthFlows& flows) {
    expect_counted(world);
    expect_complete(flows, *world.territory);
    MonthTables tables;
    tables.counts = flows.counts;
    tables.poverty_ledger = flows.poverty_ledger;
    tables.occupancy = flows.occupancy;
    tables.legal_quartiles_cents = world.thresholds.legal;
    tables.frozen_quartiles_cents = world.thresholds.frozen;
    count_residents(tables, world);
    count_effort(tables, world);
    count_stock(tables, world);
    count_leases(tables, world, flows.leases);
    count_offers(tables, world, flows.offers);
    count_requests(tables, world);
    for (const auto& chain : flows.chains) {
        ++tables.chains;
        tables.chain_rungs += chain.length;
    }
    return tables;
}

}  // namespace mixite
