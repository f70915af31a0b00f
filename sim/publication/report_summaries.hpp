#pragma once

#include <cstdint>
#include <vector>

#include <nlohmann/json.hpp>

#include "publication/paired_difference.hpp"

namespace mixite {

/// How means are packed: one by one, or as steps, which are half as long: of the range of their
/// course, and of differences from zero.
enum class MeansAs : std::uint8_t { floats, steps };

/// Values by replication at several dates or places, under one scenario and under the baseline.
class Summaries {
  public:
    explicit Summaries(Told of_levels = Told::one_future, Told of_differences = Told::one_future)
        : of_levels_(of_levels), of_differences_(of_differences) {}

    /// `baseline` is nullptr where there is nothing to compare with.
    void add(const std::vector<double>& values, const std::vector<double>* baseline);

    /// "level" and, with a baseline, "difference", each with "mean" and, as far as it is told and
    /// from two replications on, "half", "low" and "high" (packed steps): half the 95 % interval of
    /// the mean, and the bounds of one future, from the mean.
    [[nodiscard]] nlohmann::ordered_json json(MeansAs means = MeansAs::floats) const;

  private:
    Told of_levels_;
    Told of_differences_;
    std::vector<Spread> levels_;
    std::vector<Spread> differences_;
};

}  // namespace mixite
