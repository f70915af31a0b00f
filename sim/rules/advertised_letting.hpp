#pragma once

#include <cstdint>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/scoring.hpp"
#include "rules/supply.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// Vacancy by vacancy of a round, the candidates who answered its advert, in row order; nobody for
/// a vacancy that is not advertised.
using AdvertResponses = std::vector<std::vector<std::uint32_t>>;

/// Households that follow the adverts answer those whose dwelling they would take by what an advert
/// shows (its size, its cost, its place, but not what is seen on a visit), the best first and up to
/// the most that one may answer in a round. Parallel over candidates.
AdvertResponses advert_responses(const World& world,
                                 const AnswerTastes& tastes,
                                 const AllocationPolicy& policy,
                                 const std::vector<Vacancy>& vacancies,
                                 const std::vector<Candidate>& candidates,
                                 const Draws& draws);

}  // namespace mixite
