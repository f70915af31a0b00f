#pragma once

#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// A calendar year of one account of a quota: means over the replications.
struct QuotaAccountYear {
    std::string quota;
    std::string account;  ///< code of the landlord, holder or commune; empty: all together
    int year = 0;
    double share = 0.0;  ///< that the quota asks for
    double leases = 0.0;
    double in_group = 0.0;
    double gap = 0.0;
    double with_gap = 0.0;  ///< share of the replications in which there is one
    double bound = 0.0;
    double relaxed = 0.0;
    double substituted = 0.0;
    double owed = 0.0;

    /// Of pooled leases; not a number without any.
    [[nodiscard]] double rate() const { return in_group / leases; }
};

/// By quota, account and year; empty if the run left them out.
std::vector<QuotaAccountYear> quota_account_years(const RunReader& run,
                                                  const std::string& scenario);

}  // namespace mixite
