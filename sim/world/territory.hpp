#pragma once

#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "world/travel_times.hpp"

namespace mixite {

/// A zone is a commune, a part of a commune with figures of its own (IRIS), or a QPV cut out of its
/// IRIS.
enum class ZoneKind : std::uint8_t { commune, iris, qpv };

struct Zone {
    std::string code{};
    std::string name{};
    ZoneKind kind = ZoneKind::commune;
    CommuneRow commune{};
    double latitude = 0.0;
    double longitude = 0.0;
    /// 0: everything is in reach without a car; 1: nothing is. An assumption of the territory.
    double car_dependence = 0.0;
    /// The private stock, in dwellings, at month zero.
    int owner_dwellings = 0;
    int private_rentals = 0;
    /// Private dwellings added each year, owner-occupied and rented.
    double new_owner_dwellings_a_year = 0.0;
    double new_private_rentals_a_year = 0.0;
    /// Median rent of the private stock, without charges, in the income year's money.
    int private_rent_cents_per_m2 = 0;
};

struct Commune {
    std::string code;
    std::string name;
};

struct Landlord {
    std::string code;
    std::string name;
};

/// What the programme of the territory does to its stock, each on its month.
enum class ProgrammeKind : std::uint8_t {
    social_delivery,  ///< New social dwellings are let for the first time.
    stop_reletting,   ///< Dwellings of the zone that fall vacant are no longer let; tenants are to
                      ///< be rehoused.
    demolition,       ///< The dwellings of the same programme leave the stock.
    rehabilitation,   ///< Energy label improved; tenants stay.
    residentialisation,  ///< Surroundings improved; tenants stay.
    private_delivery,    ///< Private dwellings, owner-occupied or rented.
    youth_residence,     ///< Places outside the CALEOL, as a net figure.
};

enum class Financing : std::uint8_t { plai, plus, pls };
enum class DwellingForm : std::uint8_t { flat, house };

/// One event. `programme` names the operation: a demolition concerns the dwellings whose re-letting
/// the same programme stopped. Ordered by all its fields, so that an agenda has one order.
struct ProgrammeEvent {
    ProgrammeKind kind = ProgrammeKind::social_delivery;
    std::uint32_t programme = 0;
    ZoneRow zone;
    int dwellings = 0;
    LandlordRow landlord;
    std::uint8_t rooms = 0;
    Financing financing = Financing::plus;
    DwellingForm form = DwellingForm::flat;
    int surface_dm2 = 0;
    int rent_cents = 0;
    int charges_cents = 0;
    int owner_occupied = 0;  ///< private_delivery: of which owner-occupied

    friend auto operator<=>(const ProgrammeEvent&, const ProgrammeEvent&) = default;
};

struct DatedEvent {
    Month month;
    ProgrammeEvent event;
};

/// Everything about the place that does not change during a run. Built once, shared by all
/// replications.
struct Territory {
    std::string name;
    Month month_zero;
    bool statistical_secrecy = false;
    Column<ZoneRow, Zone> zones;
    Column<CommuneRow, Commune> communes;
    Column<LandlordRow, Landlord> landlords;
    std::vector<DatedEvent> programme;
    /// Codes of its operations; an event's `programme` counts them from 1. Deliveries have none.
    std::vector<std::string> operations;
    TravelTimes travel_times;
    /// The poverty line on disposable income, € cents per consumption unit and month: that year's,
    /// in the money of month zero.
    int poverty_line_cents = 0;
    int poverty_line_year = 0;

    [[nodiscard]] bool is_qpv(ZoneRow zone) const { return zones[zone].kind == ZoneKind::qpv; }
    [[nodiscard]] std::vector<ZoneRow> qpv_zones() const;
    [[nodiscard]] float minutes(ZoneRow from, ZoneRow to) const {
        return travel_times.minutes(from, to);
    }
};

}  // namespace mixite
