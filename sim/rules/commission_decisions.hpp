#pragma once

#include <vector>

#include "rules/commission.hpp"
#include "world/flows.hpp"

namespace mixite {

/// Counts what the commissions of a round decided of each candidate (CCH R.441-3), on the state
/// that they decided on: who is kept alone is allocated the dwelling, who is kept with others is
/// ranked, either under a condition while a document on the resources is missing; who is not kept,
/// or was struck out, is refused it; who is above every ceiling is rejected.
void count_decisions(const World& world,
                     const std::vector<ShortList>& lists,
                     const std::vector<RankedList>& ranked,
                     const std::vector<Candidate>& candidates,
                     MonthCounts& counts);

/// Of a candidate whom the commission kept on that list: a, b or c.
CommissionDecision decision_to_keep(const World& world,
                                    const RankedList& list,
                                    const Candidate& candidate);

/// Of a candidate who was presented for that list and is not on it: d.
DecisionMotive motive_not_to_allocate(const World& world,
                                      const AllocationPolicy& policy,
                                      const RankedList& list,
                                      const Candidate& candidate,
                                      const Draws& draws);

/// Whom the commission did not allocate a dwelling for the effort rate is not proposed for it again
/// while it stays empty.
void note_not_allocated(World& world,
                        const AllocationPolicy& policy,
                        const std::vector<RankedList>& ranked,
                        const std::vector<Candidate>& candidates);

/// A rejected request leaves the register (CCH R.441-2-8).
void strike_off_rejected(World& world,
                         const std::vector<ShortList>& lists,
                         const std::vector<Candidate>& candidates,
                         MonthCounts& counts);

}  // namespace mixite
