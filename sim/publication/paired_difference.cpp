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

/// Quantiles of Student's t. Few degrees of freedom come up again and again, and are worked out
/// once.
class StudentQuantiles {
  public:
    explicit StudentQuantiles(double share) : share_(share) {
        for (std::size_t degrees = 1; degrees < known_.size(); ++degrees) {
            known_.at(degrees) = quantile(degrees);
        }
    }
    [[nodiscard]] double at(std::size_t degrees) const {
        return degrees < known_.size() ? known_.at(degrees) : quantile(degrees);
    }

  private:
    [[nodiscard]] double quantile(std::size_t degrees) const {
        return boost::math::quantile(boost::math::students_t(static_cast<double>(degrees)), share_);
    }

    double share_;
    std::array<double, 128> known_{};
};

double variance(const std::vector<double>& values, double mean) {
    double squares = 0.0;
    for (const auto value : values) {
        squares += (value - mean) * (value - mean);
    }
    return squares / static_cast<double>(values.size() - 1);
}

Interval interval_of_mean(const std::vector<double>& values, double mean) {
    static const StudentQuantiles student_975(0.975);
    const auto n = static_cast<double>(values.size());
    const double half = student_975.at(values.size() - 1) * std::sqrt(variance(values, mean) / n);
    return {mean - half, mean + half};
}

Interval one_more(const std::vector<double>& values, double mean) {
    static const StudentQuantiles student_95(0.95);
    const auto n = static_cast<double>(values.size());
    const double half =
        student_95.at(values.size() - 1) * std::sqrt(variance(values, mean) * (1.0 + 1.0 / n));
    return {mean - half, mean + half};
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
        spread.one_future = one_more(values, spread.mean);
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

std::string_view code_of(Detectability detectability) {
    switch (detectability) {
        case Detectability::not_measured:
            return "not_measured";
        case Detectability::too_few_replications:
            return "too_few_replications";
        case Detectability::no_difference:
            return "no_difference";
        case Detectability::within_chance:
            return "within_chance";
        case Detectability::detectable:
            return "detectable";
    }
    return "";
}

Detectability detectability_of(const PairedDifference& difference) {
    if (!difference.baseline_futures) {
        return Detectability::not_measured;
    }
    if (difference.reading == Reading::identical) {
        return Detectability::no_difference;
    }
    if (difference.replications < fewest_for_detectability) {
        return Detectability::too_few_replications;
    }
    if (difference.reading == Reading::not_distinguishable) {
        return Detectability::no_difference;
    }
    const bool within = difference.scenario >= difference.baseline_futures->low &&
                        difference.scenario <= difference.baseline_futures->high;
    return within ? Detectability::within_chance : Detectability::detectable;
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
        paired.baseline_futures = one_more(before, paired.baseline);
    }
    return paired;
}

}  // namespace mixite
