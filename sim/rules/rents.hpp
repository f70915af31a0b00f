#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "rules/scoring.hpp"
#include "world/world.hpp"

namespace mixite {

/// What a rule makes of one dwelling's rent from its next letting on.
struct RentAtReletting {
    DwellingRow dwelling;
    std::int32_t rent_cents = 0;
};

/// The new rents of one landlord. The sum over its dwellings does not change by a cent: if the QPV
/// cannot bear the rises that the cuts ask for, the cuts shrink.
std::vector<RentAtReletting> restructured_rents(const World& world,
                                                const RentRestructuring& restructuring,
                                                const RentPolicy& policy);

/// The new rents of a place. A rise stops at the convention's maximum, and no rent above it falls.
std::vector<RentAtReletting> reletting_rents(const World& world,
                                             const RelettingRent& reletting,
                                             const RentPolicy& policy);

/// Rules of rents that come into force: each is applied once, in its first month. Empty dwellings
/// take their new rent at once. The names of those by which a rent changed.
std::vector<std::string> begin_rent_rules(World& world, const RentPolicy& policy);

/// As a run names them.
std::string name_of(const RentRestructuring& restructuring);
std::string name_of(const RelettingRent& reletting);

/// The dwelling falls vacant: its next tenant pays the rent of its next letting.
void take_rent_of_next_letting(World& world, DwellingRow dwelling);

/// The rent at which the dwelling is offered to the candidate.
std::int32_t offered_rent_cents(const World& world,
                                const Candidate& candidate,
                                DwellingRow dwelling,
                                const RentPolicy& policy);

/// The lease is signed at this rent; if it is lower than the dwelling's, the latter comes back with
/// the next letting.
void sign_at_rent(World& world, DwellingRow dwelling, std::int32_t rent_cents);

}  // namespace mixite
