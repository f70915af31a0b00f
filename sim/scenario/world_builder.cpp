#include "scenario/world_builder.hpp"

#include <algorithm>

#include "foundation/parallel.hpp"
#include "scenario/month_zero_fit.hpp"
#include "scenario/month_zero_letting.hpp"
#include "scenario/population_builder.hpp"
#include "scenario/requests_at_month_zero.hpp"

namespace mixite {
namespace {

/// Capacities of the tables, never below those who live there. Who is hosted has a dwelling of the
/// owners' stock and is not counted in it.
Column<ZoneRow, PrivateStock> private_stock(const TerritoryTables& tables,
                                            const Households& households) {
    Column<ZoneRow, PrivateStock> stock(tables.zones.size());
    for (const auto& record : tables.private_stock) {
        stock[record.zone].owner_dwellings = record.owner_dwellings;
        stock[record.zone].rentals = record.rental_dwellings;
    }
    for (const auto h : rows<HouseholdRow>(households.size())) {
        auto& zone = stock[households.zone[h]];
        zone.owners += households.tenure[h] == Tenure::owner;
        zone.private_tenants += households.tenure[h] == Tenure::private_tenant;
        zone.owner_dwellings -= households.tenure[h] == Tenure::hosted;
    }
    for (auto& zone : stock) {
        zone.owner_dwellings = std::max(zone.owner_dwellings, zone.owners);
        zone.rentals = std::max(zone.rentals, zone.private_tenants);
    }
    return stock;
}

/// Households of the private stock, each as likely as those of its age are to leave an
/// agglomeration: who moves from one to another is what newcomers are like.
Households newcomers_like(const Households& households,
                          const AgeRates& departure,
                          Month now,
                          const Draws& draws) {
    const double most = *std::max_element(departure.yearly.begin(), departure.yearly.end());
    Households templates;
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const bool in_private_stock =
            households.tenure[h] == Tenure::private_tenant || households.tenure[h] == Tenure::owner;
        const int age = std::clamp(households.eldest_adult_age(h, now), 0, oldest_age);
        const double u = draws.uniform({DrawPurpose::arrival, no_month, households.key[h].value});
        if (in_private_stock && u * most <= departure.yearly[static_cast<std::size_t>(age)]) {
            append(templates, household_at(households, h));
        }
    }
    return templates;
}

Column<ZoneRow, int> private_households(const Column<ZoneRow, PrivateStock>& stock) {
    Column<ZoneRow, int> counts(stock.size(), 0);
    for (const auto zone : rows<ZoneRow>(stock.size())) {
        counts[zone] = stock[zone].owners + stock[zone].private_tenants;
    }
    return counts;
}

Agenda<ProgrammeEvent> agenda_of(const Territory& territory) {
    Agenda<ProgrammeEvent> agenda;
    for (const auto& [due, event] : territory.programme) {
        if (due >= territory.month_zero) {
            agenda.add(due, event);
        }
    }
    return agenda;
}

}  // namespace

BuiltWorld build_world(const TerritoryTables& tables,
                       std::shared_ptr<const Territory> territory,
                       const Behaviour& behaviour,
                       const AllocationPolicy& at_month_zero,
                       std::uint64_t seed) {
    const Draws draws(seed, 0);
    const auto assumptions = population_assumptions(tables);
    auto population = build_population(tables, assumptions, behaviour, at_month_zero, draws);
    BuiltWorld built;
    built.fit = population_fit(population, tables);
    built.part = std::move(population.part);
    auto& world = built.world;
    world.territory = std::move(territory);
    world.month = world.territory->month_zero;
    world.households = std::move(population.households);
    world.dwellings = social_stock(tables, at_month_zero);
    let_social_stock(world, assumptions.letting, at_month_zero, draws);
    world.agenda = agenda_of(*world.territory);
    world.private_stock = private_stock(tables, world.households);
    world.flow_accounts.resize(tables.landlords.size());
    world.arrival_templates = std::make_shared<const Households>(
        newcomers_like(world.households, behaviour.life.departure, world.month, draws));
    world.private_households_at_month_zero =
        std::make_shared<const Column<ZoneRow, int>>(private_households(world.private_stock));
    const auto poor = poor_households(world, behaviour, at_month_zero);
    world.reputed_poverty = poor_share_by_zone(world.households, poor, tables.zones.size());
    append_poverty_fit(built.fit, tables, world.households, built.part, poor);
    open_requests(world, assumptions.requests, behaviour, at_month_zero, draws);
    append_stock_fit(built.fit, tables, world, at_month_zero);
    built.part.resize(world.households.size());
    check_consistency(world);
    return built;
}

}  // namespace mixite
