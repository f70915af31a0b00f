#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "rules/household_answers.hpp"
#include "rules/open_dwelling.hpp"
#include "rules/points_grid.hpp"

namespace mixite {

/// One round of commissions, from its vacancies to the answers: what the trail looks at. `lists`
/// and `ranked` are in the order of the vacancies, `answers` in that of the offers.
struct CommissionRound {
    int number = 1;
    const std::vector<Candidate>& candidates;
    const DesignationOrders& orders;
    const std::vector<ShortList>& lists;
    const std::vector<RankedList>& ranked;
    const std::vector<OfferAnswer>& answers;
};

/// The terms of a candidate's points.
struct CandidateTerms {
    std::vector<PointsTerm> in_qpv;
    std::vector<PointsTerm> outside_qpv;
};

/// What the rounds of a month have found out for those that follow. Of who may be proposed for a
/// dwelling, a later round only loses those whose request is closed and who have refused it. Points
/// stay what they were when a candidate was first ranked: its refusals count from the next month
/// on.
struct FoundThisMonth {
    std::vector<Eligibility> eligibilities;  ///< of the candidates
    /// The open requests that nothing bars from the dwelling, in the order of designation when
    /// these quotas hold its list by a bonus.
    std::map<std::pair<DwellingRow, std::uint32_t>, std::vector<std::uint32_t>> eligible;
    std::map<std::uint32_t, CandidateTerms> terms;  ///< of the candidates who were ranked
};

/// Why each decision of a round fell as it did.
struct DecisionTrail {
    std::vector<Decision> decisions;
    std::vector<RankedCandidate> ranked;
    std::vector<TurnedAway> turned_away;
    std::vector<PointsLine> points;
    std::vector<AnswerMotive> motives;  ///< of the answers, in their order
};

/// The trail of a round, on the state that it was decided on: nothing of it may be applied yet.
/// Parallel over vacancies.
DecisionTrail decision_trail(const World& world,
                             const Behaviour& behaviour,
                             const AllocationPolicy& policy,
                             const CommissionRound& round,
                             const Draws& draws,
                             FoundThisMonth& found);

/// What weighed most against the dwelling, if the utility is not above zero: the least of its
/// parts. Of an accepted offer, none or that it was the last.
AnswerMotive motive_of(const UtilityParts& parts, Answer answer);

/// Adds the trail to the month's flows; the motives go to the offers from `first_offer` on, which
/// are those of the round.
void keep(DecisionTrail trail, std::size_t first_offer, MonthFlows& flows);

}  // namespace mixite
