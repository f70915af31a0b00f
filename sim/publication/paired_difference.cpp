#include "publication/paired_difference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <boost/math/distributions/students_t.hpp>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"

namespace mixite {

double mean_of(const std::vector<double>& values) {
    double sum = 0.0;
    for (const auto value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

namespace {

/// Quantile of Student's t. Few degrees of freedom come up again and again, and are worked out
/// once.
double student_975(std::size_t degrees) {
    const auto quantile = [](std::size_t of) {
        return boost::math::quantile(boost::math::students_t(static_cast<double>(of)), 0.975);
    };
    static const auto known = [&] {
        std::array<double, 128> all{};
        for (std::size_t of = 1; of < all.size(); ++of) {
            all.at(of) = quantile(of);
        }
        return all;
    }();
    return degrees < known.size() ? known.at(degrees) : quantile(degrees);
}

Interval interval_of_mean(const std::vector<double>& values, double mean) {
    double squares = 0.0;
    for (const auto value : values) {
        squares += (value - mean) * (value - mean);
    }
    const auto n = static_cast<double>(values.size());
    const double half = student_975(values.size() - 1) * std::sqrt(squares / (n - 1.0) / n);
    return {mean - half, mean + half};
}

/// Between the two nearest values, in proportion (Hyndman and Fan's type 7).
/// Precondition: sorted, not empty.
double percentile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Interval middle_nine_tenths(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {percentile(values, 0.05), percentile(values, 0.95)};
}

Reading reading_of(const std::vector<double>& differences, const Interval& interval) {
    if (std::all_of(differences.begin(), differences.end(), [](double d) { return d == 0.0; })) {
        return Reading::identical;
    }
    if (interval.low <= 0.0 && interval.high >= 0.0) {
        return Reading::not_distinguishable;
    }
    return interval.high < 0.0 ? Reading::lower : Reading::higher;
}

}  // namespace

Spread spread_of(std::vector<double> values, Told told) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) {
        return {.mean = unmeasured};
    }
    Spread spread{.mean = mean_of(values)};
    if (values.size() > 1 && told >= Told::mean_interval) {
        spread.mean_interval = interval_of_mean(values, spread.mean);
    }
    if (values.size() > 1 && told >= Told::one_future) {
        spread.one_future = middle_nine_tenths(std::move(values));
    }
    return spread;
}

Spread spread_of_differences(const std::vector<double>& baseline,
                             const std::vector<double>& scenario,
                             Told told) {
    EXPECT(baseline.size() == scenario.size(), "{} and {}", baseline.size(), scenario.size());
    auto differences = scenario;
    for (std::size_t r = 0; r < differences.size(); ++r) {
        differences[r] -= baseline[r];
    }
    return spread_of(std::move(differences), told);
}

std::string_view to_string(Reading reading) {
    switch (reading) {
        case Reading::not_measured:
            return "not measured";
        case Reading::no_interval:
            return "one replication: no interval";
        case Reading::identical:
            return "identical";
        case Reading::not_distinguishable:
            return "not distinguishable from zero";
        case Reading::lower:
            return "lower";
        case Reading::higher:
            return "higher";
    }
    return "";
}

std::optional<bool> stands_out(const PairedDifference& difference) {
    if (!difference.baseline_futures || difference.reading == Reading::identical) {
        return std::nullopt;
    }
    return difference.scenario < difference.baseline_futures->low ||
           difference.scenario > difference.baseline_futures->high;
}

PairedDifference paired_difference(const std::vector<double>& baseline,
                                   const std::vector<double>& scenario) {
    EXPECT(baseline.size() == scenario.size(), "{} and {}", baseline.size(), scenario.size());
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> differences;
    for (std::size_t r = 0; r < baseline.size(); ++r) {
        if (std::isfinite(baseline[r]) && std::isfinite(scenario[r])) {
            before.push_back(baseline[r]);
            after.push_back(scenario[r]);
            differences.push_back(scenario[r] - baseline[r]);
        }
    }
    PairedDifference paired{.replications = static_cast<int>(differences.size())};
    if (differences.empty()) {
        paired.baseline = paired.scenario = paired.mean = unmeasured;
        return paired;
    }
    paired.baseline = mean_of(before);
    paired.scenario = mean_of(after);
    paired.reading = Reading::no_interval;
    const auto spread = spread_of(differences);
    paired.mean = spread.mean;
    paired.mean_interval = spread.mean_interval;
    paired.one_future = spread.one_future;
    if (spread.mean_interval) {
        paired.reading = reading_of(differences, *spread.mean_interval);
        paired.baseline_futures = middle_nine_tenths(before);
    }
    return paired;
}

}  // namespace mixite
