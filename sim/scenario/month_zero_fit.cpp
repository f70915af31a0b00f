#include "scenario/month_zero_fit.hpp"

#include <algorithm>

#include "rules/income.hpp"
#include "rules/resources.hpp"
#include "scenario/income_ranks.hpp"

namespace mixite {
namespace {

double share(double part, double all) {
    return all > 0.0 ? part / all : 0.0;
}

struct StockSums {
    int dwellings = 0;
    int in_qpv = 0;
    int empty = 0;
    double surface_dm2 = 0.0;
    double rent_cents = 0.0;
};

StockSums sums_of(const World& world) {
    StockSums sums;
    const auto& dwellings = world.dwellings;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        ++sums.dwellings;
        sums.in_qpv += world.territory->is_qpv(dwellings.zone[d]);
        sums.empty += !dwellings.household[d];
        sums.surface_dm2 += dwellings.surface_dm2[d];
        sums.rent_cents += dwellings.rent_cents[d];
    }
    return sums;
}

struct TenantSums {
    int tenants = 0;
    int over_ceiling = 0;
    int overcrowded = 0;
    int under_occupying = 0;
};

TenantSums tenants_of(const World& world, const AllocationPolicy& policy) {
    TenantSums sums;
    const auto& households = world.households;
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const auto d = households.dwelling[h];
        if (!d) {
            continue;
        }
        const auto& fit = policy.typology[static_cast<std::size_t>(households.adults(h) - 1)]
                                         [households.children[h]];
        ++sums.tenants;
        sums.over_ceiling +=
            reference_tax_income_cents(households, h) >
            ceiling_cents(policy.ceilings, households, h, world.month, Financing::plus);
        sums.overcrowded += world.dwellings.rooms[d] < fit.fewest;
        sums.under_occupying += world.dwellings.rooms[d] > fit.most;
    }
    return sums;
}

int transfers_of(const World& world) {
    int transfers = 0;
    for (const auto h : world.applications.household) {
        transfers += world.households.tenure[h] == Tenure::social_tenant;
    }
    return transfers;
}

}  // namespace

Column<HouseholdRow, std::uint8_t> poor_households(const World& world,
                                                   const Behaviour& behaviour,
                                                   const AllocationPolicy& policy) {
    const auto resources = resources_of_all(world, behaviour, policy);
    Column<HouseholdRow, std::uint8_t> poor(world.households.size());
    for (const auto h : rows<HouseholdRow>(poor.size())) {
        poor[h] = resources.disposable_per_unit_cents[h] < world.territory->poverty_line_cents;
    }
    return poor;
}

Column<ZoneRow, double> poor_share_by_zone(const Households& households,
                                           const Column<HouseholdRow, std::uint8_t>& poor,
                                           std::size_t zones) {
    Column<ZoneRow, double> shares(zones);
    Column<ZoneRow, double> all(zones);
    for (const auto h : rows<HouseholdRow>(households.size())) {
        shares[households.zone[h]] += poor[h];
        all[households.zone[h]] += 1.0;
    }
    for (const auto zone : rows<ZoneRow>(zones)) {
        shares[zone] = share(shares[zone], all[zone]);
    }
    return shares;
}

void append_poverty_fit(std::vector<FitLine>& lines,
                        const TerritoryTables& tables,
                        const Households& households,
                        const Column<HouseholdRow, PartRow>& part,
                        const Column<HouseholdRow, std::uint8_t>& poor) {
    const auto line_of = tenure_poverty_lines(tables);
    std::vector<double> poor_persons(tables.tenure_poverty.size());
    std::vector<double> persons(tables.tenure_poverty.size());
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const auto commune = tables.areas[tables.parts[part[h]].area].commune;
        const auto line = line_of[commune][static_cast<std::size_t>(households.tenure[h])];
        persons[line] += households.persons(h);
        poor_persons[line] += poor[h] * households.persons(h);
    }
    for (std::size_t i = 0; i < persons.size(); ++i) {
        const auto& target = tables.tenure_poverty[i];
        lines.push_back(
            {.area = target.commune ? tables.communes[target.commune].code : "other",
             .variable = "poverty_rate",
             .category = std::string(tenure_kind_names[static_cast<std::size_t>(target.tenure)]),
             .target = target.poverty_rate,
             .obtained = share(poor_persons[i], persons[i]),
             .tolerance =
                 std::max(target.high - target.poverty_rate, target.poverty_rate - target.low),
             .unit = "share of persons"});
    }
}

void append_stock_fit(std::vector<FitLine>& lines,
                      const TerritoryTables& tables,
                      const World& world,
                      const AllocationPolicy& policy) {
    const auto& facts = tables.facts;
    const auto stock = sums_of(world);
    const auto tenants = tenants_of(world, policy);
    const auto add = [&](const char* category,
                         double target,
                         double obtained,
                         double tolerance,
                         const char* unit,
                         Strength strength) {
        lines.push_back({.area = "all",
                         .variable = "social_stock",
                         .category = category,
                         .target = target,
                         .obtained = obtained,
                         .tolerance = tolerance,
                         .unit = unit,
                         .strength = strength});
    };
    add("dwellings", facts.social_dwellings, stock.dwellings, 0.0, "dwellings", Strength::hard);
    add("in_qpv", facts.social_dwellings_in_qpv, stock.in_qpv, 0.0, "dwellings", Strength::hard);
    add("surface",
        facts.mean_surface_m2,
        share(stock.surface_dm2 / 100.0, stock.dwellings),
        0.01 * facts.mean_surface_m2,
        "m2",
        Strength::hard);
    add("rent",
        facts.mean_rent_eur_per_m2,
        share(stock.rent_cents, stock.surface_dm2),
        0.01 * facts.mean_rent_eur_per_m2,
        "EUR/m2/month",
        Strength::hard);
    const auto tenants_share = [&](int count) { return share(count, tenants.tenants); };
    add("empty", 0.02, share(stock.empty, stock.dwellings), 0.01, "share", Strength::soft);
    add("tenants_over_ceiling",
        0.10,
        tenants_share(tenants.over_ceiling),
        0.05,
        "share of tenants",
        Strength::soft);
    add("overcrowded",
        0.03,
        tenants_share(tenants.overcrowded),
        0.03,
        "share of tenants",
        Strength::soft);
    add("under_occupying",
        0.20,
        tenants_share(tenants.under_occupying),
        0.10,
        "share of tenants",
        Strength::soft);
    add("transfers",
        0.32,
        share(transfers_of(world), static_cast<double>(world.applications.size())),
        0.03,
        "share of requests",
        Strength::soft);
}

}  // namespace mixite
