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
    /// Where the value of one more replication falls, nine times of ten: the prediction interval of
    /// normal values. Percentiles of a few replications are nearly their least and their greatest,
    /// and hold one more value far less often. From two replications on.
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
    /// Of the differences, as Spread::one_future.
    std::optional<Interval> one_future;
    /// Of the baseline's own values, as Spread::one_future: a real history is seen without its
    /// counterfactual, so that an effect within this range cannot be told from chance.
    std::optional<Interval> baseline_futures;
    Reading reading = Reading::not_measured;
};

/// Whether one real history, seen without its counterfactual, could show a difference.
enum class Detectability : std::uint8_t {
    not_measured,          ///< or in one replication
    too_few_replications,  ///< fewer than fewest_for_detectability
    no_difference,         ///< none that is told from zero
    within_chance,  ///< the scenario's mean lies within the range of the baseline's own futures
    detectable
};
/// "within_chance" …
std::string_view code_of(Detectability detectability);

/// With fewer, the range of the baseline's own futures is wide for want of replications: with ten,
/// a sixth wider than with any number of them; with four, by more than a half.
inline constexpr int fewest_for_detectability = 10;

Detectability detectability_of(const PairedDifference& difference);

/// Values by replication, not a number where there was nothing to measure. Precondition: equal
/// lengths. Means are not a number if no pair is complete.
PairedDifference paired_difference(const std::vector<double>& baseline,
                                   const std::vector<double>& scenario);

}  // namespace mixite
