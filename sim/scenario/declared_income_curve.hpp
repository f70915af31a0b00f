#pragma once

#include <array>
#include <vector>

#include "scenario/territory_tables.hpp"

namespace mixite {

/// Declared income per consumption unit of an area, cents a year, as a function of the share of
/// persons who have less: straight between the published points and down to 0, a Pareto law above
/// the ninth decile.
class DeclaredIncomeCurve {
  public:
    /// Precondition: quantiles not decreasing, the ninth decile positive, exponent positive.
    DeclaredIncomeCurve(const DeclaredIncome& published, double top_exponent);

    /// Precondition: share in [0, 1). No one is above the 99.9 % point.
    [[nodiscard]] double at(double share) const;

  private:
    std::array<double, decile_positions.size()> quantiles_cents_{};
    double top_exponent_;
};

/// A value and how many persons have it.
struct WeightedValue {
    double value = 0.0;
    double persons = 0.0;
};

/// The value below which the share of persons lies: that of the first person whose rank exceeds it.
/// 0 if there is no one. Sorts its argument.
double weighted_quantile(std::vector<WeightedValue>& values, double share);

}  // namespace mixite
