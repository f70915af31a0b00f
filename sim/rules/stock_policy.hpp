#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "world/territory.hpp"

namespace mixite {

/// What a scenario's operation does to the stock, spread evenly over its months.
enum class StockOperationKind : std::uint8_t {
    delivery,    ///< New social dwellings, of one type and financing.
    demolition,  ///< Re-letting stops at `from`, tenants are rehoused; from `until` on what is
                 ///< empty goes.
    merging,     ///< Two empty dwellings of a building become one.
    splitting,   ///< An empty dwelling becomes two.
    conversion,  ///< An empty dwelling changes its number of rooms.
    sale,        ///< An empty dwelling is sold and becomes owner-occupied.
    change_to_residence,  ///< An empty dwelling goes to a residence outside the CALEOL.
    rehabilitation,       ///< Energy label improved; tenants stay.
    residence,            ///< Places for the young or the old outside the CALEOL, as a net figure.
    private_delivery      ///< Private dwellings, owner-occupied or rented.
};

/// Is it for dwellings that stand empty, as they come? Others are events of their own.
constexpr bool takes_empty_dwellings(StockOperationKind kind) {
    using Kind = StockOperationKind;
    return kind == Kind::merging || kind == Kind::splitting || kind == Kind::conversion ||
           kind == Kind::sale || kind == Kind::change_to_residence;
}

struct StockOperation {
    std::string name{};
    StockOperationKind kind = StockOperationKind::delivery;
    std::string place{};
    std::string landlord{};  ///< its code, of a delivery
    Month from{};
    Month until{};
    int dwellings = 0;   ///< in all: new ones, or those that it takes (pairs, of a merging)
    int rooms = 0;       ///< of new dwellings, or of those that it takes
    int into_rooms = 0;  ///< of what it makes; of a splitting, of the first of the two
    Financing financing = Financing::plus;
    DwellingForm building = DwellingForm::flat;
    double surface_m2 = 0.0;
    double rent_euros_per_m2 = 0.0;
    double charges_euros_per_m2 = 0.0;
    int works_months = 0;
    int owner_occupied = 0;  ///< of a private delivery
    std::int32_t cost_cents_a_dwelling = 0;
};

/// Presence, management (GUP), public spaces: what makes a place more wished for, year by year
/// while the programme lasts; what was gained stays.
struct AttractivenessProgramme {
    std::string name{};
    std::string place{};
    Month from{};
    Month until{};
    double utility_a_year = 0.0;
    std::int32_t cost_cents_a_year = 0;
};

/// Permis de louer (CCH L.635-1): a private dwelling is looked at before it is let; an unfit one is
/// made good, at a higher rent, or withdrawn.
struct LettingPermit {
    std::string name{};
    std::string place{};
    Month from{};
    double inspected_a_year = 0.0;  ///< share of the private rentals
    double unfit_share = 0.0;       ///< of those inspected
    double withdrawn_share = 0.0;   ///< of the unfit
    double rent_rise = 0.0;         ///< of those made good
};

/// An operation of the territory's own programme, which a counterfactual may leave out.
struct TerritoryOperation {
    std::string name{};
    bool takes_place = true;
};

struct StockPolicy {
    std::vector<StockOperation> operations{};
    std::vector<AttractivenessProgramme> attractiveness{};
    std::vector<LettingPermit> letting_permits{};
    std::vector<TerritoryOperation> territory_operations{};
};

/// How the tenants of a demolition are rehoused, beside the number of offers (commission).
struct RehousingRules {
    /// Share of the households that are offered dwellings outside QPV only.
    double share_outside_qpv = 0.0;
    /// Largest rise of the net rent that is comparable; 0: no offer is held to it.
    double most_net_rent_rise = 0.0;
};

}  // namespace mixite
