#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "world/dwellings.hpp"
#include "world/households.hpp"

namespace mixite {

enum class Answer : std::uint8_t {
    accepted,
    refused_before_commission,
    refused_after_commission,
    no_answer
};

/// A signed lease.
struct Lease {
    Month month{};
    DwellingKey dwelling{};
    HouseholdKey household{};
    ZoneRow zone{};
    ZoneRow from_zone{};  ///< none: from outside the agglomeration
    Tenure from_tenure = Tenure::hosted;
    LandlordRow landlord{};
    HolderRow holder{};
    std::uint8_t rooms = 0;
    std::uint8_t persons = 0;
    std::uint8_t eldest_age = 0;
    std::uint8_t rank = 0;  ///< 1: first on the commission's list
    /// 1 to 4 among the requests, by the legal threshold and by the threshold frozen and indexed.
    std::uint8_t quartile_legal = 0;
    std::uint8_t quartile_frozen = 0;
    std::uint16_t priorities = 0;
    bool transfer = false;
    std::int16_t wait_months = 0;
    std::int32_t points = 0;
    std::int32_t rent_cents = 0;
    std::int32_t resources_per_unit_cents = 0;  ///< SNE resources, a year
    float effort_rate = 0.0F;
};

/// One candidate on one commission's list, ranked, and the answer if an offer was made.
struct Offer {
    Month month{};
    DwellingKey dwelling{};
    HouseholdKey household{};
    ZoneRow zone{};
    HolderRow holder{};
    std::uint8_t round = 0;
    std::uint8_t rank = 0;
    Answer answer = Answer::accepted;
    std::uint8_t quartile_legal = 0;
    std::int32_t points = 0;
};

/// A chain of vacancies that ended this month: what began it, and how many dwellings it went
/// through.
struct Chain {
    Month month{};
    VacancyCause cause = VacancyCause::initial;
    std::uint8_t length = 1;
};

/// What changed the number of households, or of poor ones, in a QPV: a part of the month. The
/// changes of all causes add up to the change from the end of one month to the end of the next.
enum class PovertyCause : std::uint8_t {
    year,    ///< January's indices and shocks, and rules that come into force
    life,    ///< life, incomes, arrivals, departures
    leases,  ///< of the social stock
    private_moves
};
inline constexpr std::size_t poverty_causes = 4;

/// Households, and households below the poverty line, of one QPV.
struct PovertyCount {
    int households = 0;
    int poor = 0;

    friend PovertyCount operator-(PovertyCount a, PovertyCount b) {
        return {a.households - b.households, a.poor - b.poor};
    }
};

/// Counts of the month that indicators and conservation laws need.
struct MonthCounts {
    // Households of the agglomeration.
    int formed = 0;
    int arrived = 0;  ///< from outside, into the private stock
    int arrived_by_lease = 0;
    int dissolved = 0;
    int left = 0;
    // Life, of residents and applicants from outside alike.
    int births = 0;
    int deaths = 0;
    int unions = 0;
    int separations = 0;
    int left_parents = 0;
    int retired = 0;
    int care_homes = 0;
    // Requests.
    int opened = 0;
    int opened_from_outside = 0;
    int renewed = 0;
    int withdrawn = 0;
    int lapsed = 0;
    int closed_by_dissolution = 0;
    // Stock.
    int fell_vacant = 0;
    int delivered = 0;
    int demolished = 0;
    // Moves without a lease of the social stock.
    int private_moves = 0;
    int bought = 0;
    int social_exits = 0;
    // Rules.
    int quota_relaxed = 0;
    int quota_bound = 0;  ///< vacancies whose list a quota changed
    int diverted_with_consent = 0;
    int overdue_dalo = 0;
};

/// Everything that happened in a month.
struct MonthFlows {
    MonthCounts counts;
    std::vector<Lease> leases;
    std::vector<Offer> offers;
    std::vector<Chain> chains;
    /// QPV (order of Territory::qpv_zones) × PovertyCause, row by row: the change of its households
    /// and of its households below the poverty line.
    std::vector<std::array<int, 2>> poverty_ledger;
};

}  // namespace mixite
