#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"

namespace mixite {

/// One landlord's restructuring of its maximum rents within its CUS (CCH L.445-1 s.): building by
/// building, at a constant mass of the landlord's rents, in force at each next letting.
struct RentRestructuring {
    std::string name{};  ///< the landlord's code
    double cut = 0.0;    ///< of the rents of the buildings that it concerns, outside QPV
    double share_of_dwellings = 0.0;  ///< of the landlord's outside QPV, from the dearest building
    double most_rise = 0.0;           ///< of a rent in QPV, within the convention's maximum
};

/// Rents of a place at the next letting, within the conventions' maxima.
struct RelettingRent {
    std::string name{};
    std::string place{};
    double change = 0.0;
};

/// The experiment of ordonnance 2019-453 of 15 May 2019, which ended on 17 May 2024: a lower rent
/// for a newcomer of few resources, for the time of the lease.
struct ModestNewcomerRent {
    double cut = 0.0;
    double most_over_plai = 0.8;  ///< RFR over the PLAI ceiling, below which a newcomer is modest
    std::string place = "outside_qpv";
};

/// SLS (CCH L.441-3): due from an excess over the ceilings, but in QPV and where the PLH exempts.
struct RentSurcharge {
    double from_over_ceiling = 0.0;  ///< RFR over the PLUS ceiling
    std::string exempt{};            ///< place
};

struct RentPolicy {
    std::vector<RentRestructuring> restructurings{};
    std::vector<RelettingRent> relettings{};
    ModestNewcomerRent modest_newcomers{};
    RentSurcharge surcharge{};
    /// Of the conventions, a square metre and month by financing, in month zero's money.
    double most_plai_euros_per_m2 = 0.0;
    double most_plus_euros_per_m2 = 0.0;
    double most_pls_euros_per_m2 = 0.0;
};

/// A prefect's order that raises the ceilings of resources in a place, for a time (CCH R.441-1-1).
struct CeilingDerogation {
    std::string name{};
    std::string place{};
    double ceilings_factor = 1.0;
    Month from{};
    int months = 0;
};

}  // namespace mixite
