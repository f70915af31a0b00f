#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mixite {

/// Precondition: not empty.
double mean_of(const std::vector<double>& values);

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Values over replications.
struct Spread {
    double mean = 0.0;
    /// 95 % interval of the mean (Student's t). From two replications on.
    std::optional<Interval> mean_interval;
    /// 5th to 95th percentile of the values, one future at a time. From two replications on.
    std::optional<Interval> one_future;
};

/// How much of a spread is asked for: each with what precedes it.
enum class Told : std::uint8_t { mean, mean_interval, one_future };

/// Of the values that are numbers; the mean is not a number if none is.
Spread spread_of(std::vector<double> values, Told told = Told::one_future);
/// Of the differences, replication by replication. Precondition: equal lengths.
Spread spread_of_differences(const std::vector<double>& baseline,
                             const std::vector<double>& scenario,
                             Told told = Told::one_future);

/// What a paired difference allows to say.
enum class Reading : std::uint8_t {
    not_measured,         ///< no replication has a value under both
    no_interval,          ///< one replication only
    identical,            ///< every replication has the same value under both
    not_distinguishable,  ///< the 95 % interval includes zero
    lower,
    higher
};
/// "not distinguishable from zero" …
std::string_view to_string(Reading reading);

/// A scenario against the baseline, replication by replication, over the replications that have a
/// value under both.
struct PairedDifference {
    int replications = 0;
    double baseline = 0.0;  ///< mean
    double scenario = 0.0;  ///< mean
    double mean = 0.0;      ///< of the differences
    /// 95 % interval of the mean (Student's t). From two replications on.
    std::optional<Interval> mean_interval;
    /// 5th to 95th percentile of the differences, one future at a time. From two replications on.
    std::optional<Interval> one_future;
    /// 5th to 95th percentile of the baseline's own values: a real history is seen without its
    /// counterfactual, so that an effect within this spread cannot be told from chance. From two
    /// replications on.
    std::optional<Interval> baseline_futures;
    Reading reading = Reading::not_measured;
};

/// Whether the scenario's mean stands out of the baseline's own futures; nothing where it cannot be
/// told.
std::optional<bool> stands_out(const PairedDifference& difference);

/// Values by replication, not a number where there was nothing to measure. Precondition: equal
/// lengths. Means are not a number if no pair is complete.
PairedDifference paired_difference(const std::vector<double>& baseline,
                                   const std::vector<double>& scenario);

}  // namespace mixite
