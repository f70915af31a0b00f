#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "rules/quota_marks.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

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
    std::uint32_t publics = 0;  ///< see public_of
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
    std::int32_t points_in_qpv = 0;
    std::int32_t points_outside = 0;
    std::uint32_t criteria = 0;  ///< of the grid, that made up either; by their bits
};

/// Of whose publics a candidate is, as bits. Bit h: of the policy's holder h.
namespace public_of {
inline constexpr std::uint32_t transfers = 1U << 30;
inline constexpr std::uint32_t everybody = 1U << 31;
inline constexpr std::size_t most_holders = 30;
constexpr std::uint32_t holder(HolderRow row) {
    return 1U << row.value;
}
}  // namespace public_of

/// What the dwelling would cost the candidate.
struct HousingCost {
    std::int32_t net_cents_a_month = 0;  ///< rent and charges less APL
    /// Net cost over SNE resources (arrêté of 10 March 2011), between 0 and 1: 1 also for nil
    /// resources.
    double effort_rate = 0.0;
    std::int32_t rest_to_live_cents_a_day = 0;  ///< per consumption unit
    std::int32_t allowance_cents_a_month = 0;   ///< APL
};

/// Why a candidate may not be proposed for a dwelling; `none`: he may.
enum class Bar : std::uint8_t {
    none,
    over_ceiling,
    too_few_rooms,
    too_many_rooms,
    other_commune,
    effort_rate,
    rest_to_live,
    diverted_from_qpv,
    rehoused_outside_qpv,
    net_rent_not_comparable,
    refused_before  ///< by it, or it by the commission for its effort rate, since it fell vacant
};

/// The register as candidates, in row order. Parallel over rows. Precondition: no closed request in
/// it.
std::vector<Candidate> candidates(const World& world,
                                  const Behaviour& behaviour,
                                  const AllocationPolicy& policy,
                                  const Draws& draws);

/// Net housing cost over SNE resources, both a month: see HousingCost.
double effort_rate(std::int32_t net_cents, std::int32_t resources_cents);

HousingCost housing_cost(const Candidate& candidate,
                         const Dwellings& dwellings,
                         DwellingRow dwelling,
                         const HousingAllowance& rules);

/// The same at the rent at which the dwelling is offered to the candidate.
HousingCost offer_cost(const Candidate& candidate,
                       const World& world,
                       DwellingRow dwelling,
                       const AllocationPolicy& policy);

/// The first bar in the order of the enumeration.
Bar bar(const Candidate& candidate,
        const World& world,
        DwellingRow dwelling,
        const AllocationPolicy& policy);

/// Does nothing bar the candidate from paying so much a month, less APL? Who can bear a cost can
/// bear a lower one.
bool can_bear(const Candidate& candidate, std::int32_t net_cents, const CommissionRules& rules);

/// Would the dwelling cost the candidate more of its resources than the commission accepts?
bool is_above_most_effort_rate(const Candidate& candidate,
                               const World& world,
                               DwellingRow dwelling,
                               const AllocationPolicy& policy);

/// Is the zone in the scope?
bool in_scope(Scope scope, const Territory& territory, ZoneRow zone);

}  // namespace mixite
