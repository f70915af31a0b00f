#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "world/household_group.hpp"

namespace mixite {

/// Rooms for a household: fewest and most that are let to it, and the number it would like.
struct RoomsFit {
    std::uint8_t fewest = 0;
    std::uint8_t ideal = 0;
    std::uint8_t most = 0;

    friend bool operator==(const RoomsFit&, const RoomsFit&) = default;
};

/// How a household stands to each quota of the policy. Bit q: its quota q.
struct QuotaMarks {
    std::uint32_t in_base = 0;
    std::uint32_t in_group = 0;
    /// It may take a dwelling that the quota holds: its lease mends the share or leaves it alone.
    std::uint32_t serves = 0;

    /// Its lease would mend the share.
    [[nodiscard]] std::uint32_t mends() const { return serves & in_base; }

    friend bool operator==(const QuotaMarks&, const QuotaMarks&) = default;
};

/// Sums of lines of a points grid, for dwellings in a QPV and outside.
struct GridPoints {
    std::int32_t in_qpv = 0;
    std::int32_t outside_qpv = 0;
    std::uint32_t criteria = 0;  ///< bit c: criterion c gave or took some, of either

    friend bool operator==(const GridPoints&, const GridPoints&) = default;
};

/// An open request as the commissions of one month see it: everything about it that does not depend
/// on the dwelling, verified.
struct Candidate {
    ApplicationRow application;
    HouseholdRow household;
    HouseholdKey key;
    RoomsFit rooms;
    std::uint8_t adults = 1;
    std::uint8_t dependants = 0;
    std::uint8_t unit_tenths = 10;
    std::uint8_t financings = 0;                   ///< bit f: under the ceiling of financing f
    std::array<std::int32_t, 3> ceilings_cents{};  ///< by financing
    std::int32_t reference_income_cents = 0;       ///< RFR N-2, a year
    /// Of every financing and of every order in force: inadmissible, unless it is to be rehoused.
    bool above_all_ceilings = false;
    bool modest_newcomer = false;             ///< of the experiment on newcomers' rents
    bool rehoused_outside = false;            ///< to be rehoused, outside QPV only
    std::int32_t most_net_cents_a_month = 0;  ///< comparable net rent, to be rehoused; 0: any
    std::uint8_t quartile_legal = 1;
    std::uint8_t quartile_frozen = 1;
    std::uint16_t priorities = 0;
    HouseholdTraits traits;
    QuotaMarks quotas;
    std::uint32_t publics = 0;  ///< bits: see public_of (rules/scoring.hpp)
    bool transfer = false;
    bool in_work = false;
    bool essential_work = false;
    bool has_school_child = false;
    /// Offered a place elsewhere in place of one in a QPV, with its consent; not where it lives or
    /// asks to live.
    bool diverted = false;
    bool open_to_other_communes = false;
    CommuneRow wished_commune;
    ZoneRow wished_qpv;
    ZoneRow zone;
    Month opened;
    std::uint32_t tie_break = 0;
    std::int32_t resources_cents_a_month = 0;   ///< SNE, verified
    std::int32_t allowance_base_cents = 0;      ///< a year
    std::int32_t resources_per_unit_cents = 0;  ///< SNE, a year
    std::int32_t private_rent_cents = 0;        ///< a month, of private tenants; 0 for others
    GridPoints lasting;  ///< of the lines of the grid that do not follow the month
    std::int32_t points_in_qpv = 0;
    std::int32_t points_outside = 0;
    std::uint32_t criteria = 0;  ///< of the grid, that made up either; by their bits
    /// The month of the next birthday that changes it.
    Month until;

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// The candidates of the last commissions. They follow from the rest of the state, and are kept so
/// that only those are worked out again of whom something has changed (rules/scoring.hpp): most are
/// the same a month later, and to gather one anew is to look in twenty columns where the household
/// happens to stand. What tells is, of a household, the update of `Resources` in which its row was
/// last worked out: who changes a household lets that row expire. Who changes the rules lets all
/// candidates expire.
struct Candidates {
    std::vector<Candidate> all;
    std::uint32_t as_of_update = 0;  ///< the last update of `Resources` before they were

    void expire_all() { all.clear(); }
};

}  // namespace mixite
