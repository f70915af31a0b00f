#include "scenario/declared_income_curve.hpp"

#include <algorithm>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"

namespace mixite {

DeclaredIncomeCurve::DeclaredIncomeCurve(const DeclaredIncome& published, double top_exponent)
    : top_exponent_(top_exponent) {
    const auto& euros = published.eur_per_unit;
    EXPECT(std::is_sorted(euros.begin(), euros.end()) && euros.front() >= 0.0 && euros.back() > 0.0,
           "from {} to {}",
           euros.front(),
           euros.back());
    EXPECT(top_exponent > 0.0, "exponent {}", top_exponent);
    std::transform(euros.begin(), euros.end(), quantiles_cents_.begin(), [](double value) {
        return value * 100.0;
    });
}

double DeclaredIncomeCurve::at(double share) const {
    constexpr double last_share = decile_positions.back();
    if (share >= last_share) {
        constexpr double most_share = 0.999;
        const double above = (1.0 - std::min(share, most_share)) / (1.0 - last_share);
        return quantiles_cents_.back() * exponential(-natural_log(above) / top_exponent_);
    }
    const auto next = std::upper_bound(decile_positions.begin(), decile_positions.end(), share);
    const auto point = static_cast<std::size_t>(next - decile_positions.begin());
    const double low_share = point == 0 ? 0.0 : decile_positions[point - 1];
    const double low = point == 0 ? 0.0 : quantiles_cents_[point - 1];
    return low + (quantiles_cents_[point] - low) * (share - low_share) /
                     (decile_positions[point] - low_share);
}

double weighted_quantile(std::vector<WeightedValue>& values, double share) {
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
        return a.value < b.value;
    });
    double total = 0.0;
    for (const auto& value : values) {
        total += value.persons;
    }
    double below = 0.0;
    for (const auto& value : values) {
        below += value.persons;
        if (below > share * total) {
            return value.value;
        }
    }
    return values.empty() ? 0.0 : values.back().value;
}

}  // namespace mixite
