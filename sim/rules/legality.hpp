#pragma once

#include <vector>

#include "rules/household_answers.hpp"

namespace mixite {

/// A second look, by the texts, at what was decided and signed: how often it breaks a rule. Nothing
/// here is used to decide, so that what decides can be found wrong.

/// Requests kept out of the QPV by the routing of the CIV that it does not concern, or that did not
/// consent.
void check_consent(const World& world,
                   const Behaviour& behaviour,
                   const AllocationPolicy& policy,
                   const std::vector<Candidate>& candidates,
                   const Draws& draws,
                   MonthCounts& counts);

/// The lists from which a round's offers were accepted: too few candidates though others could have
/// come (CCH R.441-3; not the prefect's designations, nor adverts, whose candidates are those who
/// answered), and leases of who does not serve a quota that held the list. On the state that was
/// decided on.
void check_lists(const World& world,
                 const AllocationPolicy& policy,
                 const std::vector<ShortList>& lists,
                 const std::vector<RankedList>& ranked,
                 const std::vector<OfferAnswer>& answers,
                 const std::vector<Candidate>& candidates,
                 MonthCounts& counts);

/// The leases signed this month, by their tenants as they are: above the ceiling of the dwelling's
/// financing (CCH R.441-1, R.441-1-1), or of fewer or more rooms than the policy lets to such a
/// household. Notes the prefect's orders without which one were above. Before any further change of
/// the month.
void check_leases(const World& world,
                  const AllocationPolicy& policy,
                  const std::vector<Lease>& leases,
                  MonthFlows& flows);

}  // namespace mixite
