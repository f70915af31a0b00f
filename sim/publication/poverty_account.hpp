#pragma once

#include <string>
#include <utility>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// The poor households of one QPV under one scenario, from the fork to a month: each cause's change
/// of their number. Means of the replications.
struct PovertyAccount {
    std::string scenario;
    Month at;
    std::string qpv_code;
    std::string qpv_name;
    double at_fork = 0.0;
    std::vector<std::pair<std::string, double>> by_cause;  ///< code, change
    double now = 0.0;                                      ///< at_fork and the changes
};

/// By month, QPV; empty for a run that keeps no ledger. Throws OutputError as RunReader.
std::vector<PovertyAccount> poverty_accounts(const RunReader& run,
                                             const std::string& scenario,
                                             const std::vector<Month>& at);

}  // namespace mixite
