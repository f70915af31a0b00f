#pragma once

#include <vector>

#include "rules/scoring.hpp"
#include "world/flows.hpp"

namespace mixite {

/// One request before the month's commissions: its household, its groups and its need.
struct AuditedRequest {
    HouseholdKey household;
    std::uint16_t groups = 0;  ///< bit g: in AuditGroup g
    Need need = Need::other_two_rooms;
};

/// The requests that an audit of access counts, in the candidates' order: all but transfers.
/// Quarters by the frozen threshold once there is one.
std::vector<AuditedRequest> audited_requests(const World& world,
                                             const std::vector<Candidate>& candidates);

/// Requests and those of them that the month housed, by group and need.
AccessCounts access_counts(const std::vector<AuditedRequest>& requests,
                           const std::vector<Lease>& leases);

/// Those of the candidates that an audit of access counts and whose request was opened in this
/// month.
std::vector<OpenedRequest> opened_requests(const World& world,
                                           const std::vector<Candidate>& candidates);

}  // namespace mixite
