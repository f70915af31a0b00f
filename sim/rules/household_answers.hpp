#pragma once

#include <cstdint>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/commission.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"

namespace mixite {

/// The answer of a ranked candidate who was made an offer.
struct OfferAnswer {
    DwellingRow dwelling;
    HolderRow holder;
    VacancyRoute route = VacancyRoute::holder;
    std::uint32_t candidate = 0;
    std::uint8_t rank = 1;
    Answer answer = Answer::accepted;
    std::int32_t points = 0;  ///< of the grid for this dwelling, and of quotas' bonuses
};

/// What makes up the utility of a dwelling to a candidate.
struct UtilityParts {
    double constant = 0.0;
    double cost = 0.0;      ///< the part of `dwelling` that its cost is
    double dwelling = 0.0;  ///< cost, size, form, energy label
    double place = 0.0;
    double situation = 0.0;
    double taste = 0.0;
    double quality = 0.0;
    double appeal = 0.0;

    /// What an advert shows: without what is particular to the dwelling, in everybody's eyes or the
    /// candidate's.
    [[nodiscard]] double advertised() const;
    [[nodiscard]] double total() const;
};

/// Without quality and appeal, which no advert shows.
UtilityParts advertised_parts(const World& world,
                              const AnswerTastes& tastes,
                              const AllocationPolicy& policy,
                              const Candidate& candidate,
                              DwellingRow dwelling,
                              const Draws& draws);

UtilityParts utility_parts(const World& world,
                           const AnswerTastes& tastes,
                           const AllocationPolicy& policy,
                           const Candidate& candidate,
                           DwellingRow dwelling,
                           const Draws& draws);

/// Utility of the dwelling to the candidate, tastes and noise included: accepts if above zero.
/// `month` counts the wait; the noise has no month, so that the same dwelling offered again is
/// answered alike.
double utility(const World& world,
               const AnswerTastes& tastes,
               const AllocationPolicy& policy,
               const Candidate& candidate,
               DwellingRow dwelling,
               const Draws& draws);

/// The answers to the offers of each list, made in rank order until one is accepted. Parallel over
/// lists.
std::vector<OfferAnswer> household_answers(const World& world,
                                           const Behaviour& behaviour,
                                           const AllocationPolicy& policy,
                                           const std::vector<RankedList>& lists,
                                           const std::vector<Candidate>& candidates,
                                           const Draws& draws);

}  // namespace mixite
