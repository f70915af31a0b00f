#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"
#include "publication/lease_records.hpp"
#include "world/household_group.hpp"

namespace mixite {

enum class ReviewedBy : std::uint8_t { agglomeration, landlord, holder, commune };

/// One line of the yearly review of the agreement on allocations (bilan annuel de la CIA): leases a
/// replication, by the legal threshold, all holders, transfers included; youth residences are not
/// among them.
struct ReviewLine {
    std::string scenario;
    int year = 0;
    int months = 0;  ///< of the year within the run
    ReviewedBy by = ReviewedBy::agglomeration;
    std::string code;  ///< empty: the agglomeration
    std::string name;
    double outside_qpv = 0.0;
    double first_quartile_outside = 0.0;
    double rehoused_outside = 0.0;
    double counted_outside = 0.0;  ///< of the first quartile or counted beside it
    double missing_outside = 0.0;  ///< leases short of the share, mean of the replications' gaps
    double in_qpv = 0.0;
    double upper_quartiles_in = 0.0;
    double missing_in = 0.0;
    double flow = 0.0;              ///< without transfers and rehousing
    double priority_in_flow = 0.0;  ///< priority publics of L.441-1
    double missing_priority = 0.0;

    /// Shares of pooled leases; not a number without any.
    [[nodiscard]] double rate_outside() const { return counted_outside / outside_qpv; }
    [[nodiscard]] double rate_in() const { return upper_quartiles_in / in_qpv; }
    [[nodiscard]] double rate_priority() const { return priority_in_flow / flow; }
};

/// What the law asks of a year's leases: the scenario's values in force at the end. Not a number
/// where the file does not say.
struct DueShares {
    double first_quartile_outside_qpv;
    double upper_quartiles_in_qpv;
    double priority_in_flow;
};
DueShares due_shares(const RunReader& run, const std::string& scenario);

/// Whose leases outside QPV count with those of the first quartile, by the scenario's values in
/// force at the end: the rehoused, where the file does not say.
HouseholdGroup counted_beside(const RunReader& run, const std::string& scenario);

/// By calendar year, then the agglomeration, each landlord, each holder, each commune with a lease.
std::vector<ReviewLine> cia_review(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<LeaseRecord>& leases);

std::string to_string(ReviewedBy by);

}  // namespace mixite
