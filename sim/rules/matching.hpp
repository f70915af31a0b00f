#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "rules/scoring.hpp"
#include "world/world.hpp"

namespace mixite {

/// What letting one vacancy to one candidate is worth.
struct Bid {
    std::uint32_t candidate = 0;
    std::int64_t worth = 0;
};

/// What the letting adds to the objective.
std::int64_t worth(const World& world,
                   const AllocationPolicy& policy,
                   const Candidate& candidate,
                   DwellingRow dwelling);

/// For each vacancy its candidate, or none: each candidate once at most, the sum of what the
/// lettings are worth as large as it can be. As a minimum-cost flow (successive shortest paths). A
/// letting of no worth is left out. Of assignments of equal worth, the one that the order of the
/// bids and of the vacancies leads to, whatever the numbers of the candidates are.
std::vector<std::optional<std::uint32_t>> optimal_assignment(
    const std::vector<std::vector<Bid>>& bids);

}  // namespace mixite
