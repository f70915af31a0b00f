#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "publication/paired_difference.hpp"

namespace mixite {

/// Values by replication at several dates or places, under one scenario and under the baseline.
class Summaries {
  public:
    /// `baseline` is nullptr where there is nothing to compare with.
    void add(const std::vector<double>& values, const std::vector<double>* baseline);

    /// "level" and, with a baseline, "difference", each with "mean" (packed floats) and, from two
    /// replications on, "half", "low" and "high" (packed steps): half the 95 % interval of the
    /// mean, and the 5th and 95th percentile of one future, from the mean.
    [[nodiscard]] nlohmann::ordered_json json() const;

  private:
    std::vector<PairedDifference> levels_;
    std::vector<PairedDifference> differences_;
};

}  // namespace mixite
