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

/// Works out `world.candidates` anew for new requests and for those of which the request, the
/// household, its quartile or an age that counts has changed; moves the others to their row and to
/// this month. Parallel over rows. Preconditions: as above; `world.candidates` has expired if the
/// rules have changed.
void update_candidates(World& world,
                       const Behaviour& behaviour,
                       const AllocationPolicy& policy,
                       const Draws& draws);

/// Throws InvariantViolation where a candidate that is kept differs from what it would now be.
/// Precondition: `world.candidates` is up to date.
void check_candidates(const World& world,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      const Draws& draws);

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
