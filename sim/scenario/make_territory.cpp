#include <algorithm>
#include <cmath>

#include "scenario/territory_reader.hpp"

namespace mixite {

namespace {

/// Deliveries are numbered from here on, so that a new operation does not change their dwellings'
/// keys.
constexpr std::uint32_t first_delivery = 10'001;

int cents(double eur) {
    return static_cast<int>(std::lround(eur * 100.0));
}

Column<ZoneRow, Zone> zones_of(const TerritoryTables& tables) {
    Column<ZoneRow, Zone> zones(tables.zones.size());
    for (const auto row : rows<ZoneRow>(zones.size())) {
        const auto& record = tables.zones[row];
        auto& zone = zones[row];
        zone.code = record.code;
        zone.name = record.name;
        zone.kind = record.kind;
        zone.commune = record.commune;
        zone.latitude = record.latitude;
        zone.longitude = record.longitude;
        zone.car_dependence = record.car_dependence;
    }
    for (const auto& stock : tables.private_stock) {
        auto& zone = zones[stock.zone];
        zone.owner_dwellings = stock.owner_dwellings;
        zone.private_rentals = stock.rental_dwellings;
        zone.new_owner_dwellings_a_year = stock.new_owner_per_year;
        zone.new_private_rentals_a_year = stock.new_rental_per_year;
        zone.private_rent_cents_per_m2 = cents(stock.rent_eur_per_m2);
    }
    return zones;
}

/// The event of the agenda that an operation's row is, if it is one: rehousing goes with the end of
/// re-letting.
std::optional<ProgrammeKind> kind_of(OperationKind kind) {
    switch (kind) {
        case OperationKind::rehabilitation:
            return ProgrammeKind::rehabilitation;
        case OperationKind::residentialisation:
            return ProgrammeKind::residentialisation;
        case OperationKind::stop_reletting:
            return ProgrammeKind::stop_reletting;
        case OperationKind::demolition:
            return ProgrammeKind::demolition;
        case OperationKind::youth_residence:
            return ProgrammeKind::youth_residence;
        case OperationKind::private_delivery:
            return ProgrammeKind::private_delivery;
        case OperationKind::rehousing:
            break;
    }
    return std::nullopt;
}

void add_programme(Territory& territory, const std::vector<Operation>& programme) {
    auto& operations = territory.operations;
    for (const auto& operation : programme) {
        auto known = std::find(operations.begin(), operations.end(), operation.code);
        if (known == operations.end()) {
            known = operations.insert(known, operation.code);
        }
        const auto kind = kind_of(operation.kind);
        if (!kind) {
            continue;
        }
        const auto adds_dwellings =
            *kind == ProgrammeKind::youth_residence || *kind == ProgrammeKind::private_delivery;
        ProgrammeEvent event;
        event.kind = *kind;
        event.programme = static_cast<std::uint32_t>(known - operations.begin()) + 1;
        event.zone = operation.zone;
        event.landlord = operation.landlord;
        event.dwellings = adds_dwellings ? operation.net_dwellings : operation.dwellings;
        event.owner_occupied = operation.owner_occupied;
        territory.programme.push_back({operation.from, event});
    }
}

DatedEvent event_of(const SocialDelivery& delivery, std::uint32_t programme) {
    ProgrammeEvent event;
    event.kind = ProgrammeKind::social_delivery;
    event.programme = programme;
    event.zone = delivery.zone;
    event.dwellings = delivery.dwellings;
    event.landlord = delivery.landlord;
    event.rooms = delivery.rooms;
    event.financing = delivery.financing;
    event.form = delivery.form;
    event.surface_dm2 = cents(delivery.surface_m2);
    event.rent_cents = cents(delivery.surface_m2 * delivery.rent_eur_per_m2);
    return {delivery.month, event};
}

}  // namespace

Territory make_territory(const TerritoryTables& tables) {
    Territory territory;
    territory.name = tables.facts.name;
    territory.month_zero = tables.facts.month_zero;
    territory.statistical_secrecy = tables.facts.statistical_secrecy;
    territory.zones = zones_of(tables);
    for (const auto& commune : tables.communes) {
        territory.communes.push_back({commune.code, commune.name});
    }
    for (const auto& landlord : tables.landlords) {
        territory.landlords.push_back({landlord.code, landlord.name});
    }
    add_programme(territory, tables.programme);
    auto number = first_delivery;
    for (const auto& delivery : tables.social_deliveries) {
        territory.programme.push_back(event_of(delivery, number++));
    }
    std::vector<Link> links;
    links.reserve(tables.links.size());
    for (const auto& link : tables.links) {
        links.push_back({link.a, link.b, link.minutes});
    }
    territory.travel_times = TravelTimes(territory.zones.size(), links);
    territory.poverty_line_cents =
        cents(tables.facts.poverty_line_eur_per_unit_month / tables.facts.deflator);
    territory.poverty_line_year = tables.facts.poverty_line_year;
    return territory;
}

}  // namespace mixite
