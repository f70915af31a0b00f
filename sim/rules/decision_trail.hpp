#pragma once

#include <vector>

#include "rules/household_answers.hpp"
#include "rules/points_grid.hpp"

namespace mixite {

/// The terms of a candidate's points, as they are when the month's commissions begin: refusals of
/// an earlier round count from the next month on.
struct CandidateTerms {
    std::vector<PointsTerm> in_qpv;
    std::vector<PointsTerm> outside_qpv;
};

/// Of each candidate. Parallel over candidates.
std::vector<CandidateTerms> terms_of_month(const World& world,
                                           const AllocationPolicy& policy,
                                           const std::vector<Candidate>& candidates);

/// One round of commissions, from its vacancies to the answers: what the trail looks at. `lists`
/// and `ranked` are in the order of the vacancies, `answers` in that of the offers.
struct CommissionRound {
    int number = 1;
    const std::vector<Candidate>& candidates;
    const std::vector<CandidateTerms>& terms;
    const DesignationOrders& orders;
    const std::vector<ShortList>& lists;
    const std::vector<RankedList>& ranked;
    const std::vector<OfferAnswer>& answers;
};

/// Why each decision of a round fell as it did.
struct DecisionTrail {
    std::vector<Decision> decisions;
    std::vector<RankedCandidate> ranked;
    std::vector<PointsLine> points;
    std::vector<AnswerMotive> motives;  ///< of the answers, in their order
};

/// The trail of a round, on the state that it was decided on: nothing of it may be applied yet.
/// Parallel over vacancies.
DecisionTrail decision_trail(const World& world,
                             const Behaviour& behaviour,
                             const AllocationPolicy& policy,
                             const CommissionRound& round,
                             const Draws& draws);

/// What weighed most against the dwelling, if the utility is not above zero: the least of its
/// parts. Of an accepted offer, none or that it was the last.
AnswerMotive motive_of(const UtilityParts& parts, Answer answer);

/// Adds the trail to the month's flows; the motives go to the offers from `first_offer` on, which
/// are those of the round.
void keep(DecisionTrail trail, std::size_t first_offer, MonthFlows& flows);

}  // namespace mixite
