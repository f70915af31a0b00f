#pragma once

#include <array>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// The chains of vacancies that one cause began and that ended within the scenario's months.
struct ChainSummary {
    std::string scenario;
    std::string cause;         ///< of the enumeration vacancy_cause
    double chains = 0.0;       ///< a replication, mean
    double mean_length = 0.0;  ///< dwellings a chain; of new dwellings, the moves each allows
    /// Chains of one, two, three, and more dwellings, over all.
    std::array<double, 4> share_by_length{};
};

/// By cause, those that began a chain. Nothing if the run left the chains out.
std::vector<ChainSummary> chain_summaries(const RunReader& run, const std::string& scenario);

}  // namespace mixite
