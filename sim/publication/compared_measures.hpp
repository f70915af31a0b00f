#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// Part of the comparison that a measure belongs to.
enum class MeasureBlock : std::uint8_t {
    qpv,
    segregation,
    lettings,
    waits,
    demand,
    stock,
    legality,
    costs
};

/// What a measure is given for: once, or for each QPV.
enum class MeasuredFor : std::uint8_t { agglomeration, each_qpv };

/// When a measure is taken: at the end of the month, or pooled over the twelve months ending then
/// (fewer where the scenario began later).
enum class MeasuredOver : std::uint8_t { month, twelve_months };

/// Which of an indicator's values are added up.
enum class Places : std::uint8_t {
    all,
    qpv,     ///< the QPV that the measure is given for; of an indicator by zone
    first,   ///< in QPV; first quarter
    second,  ///< outside QPV; second quarter
};

/// Sums, over months and places, of an indicator, or of its product with another of its axes.
struct Term {
    std::string_view indicator;
    Places places = Places::all;
    double factor = 1.0;
    std::string_view times = {};
};

/// A sum of terms or, with a denominator, a ratio of two: of pooled counts, never a mean of monthly
/// shares.
struct Measure {
    std::string_view id;
    std::string_view label;
    std::string_view unit;  ///< of IndicatorSpec, or "index" or "ratio"
    MeasureBlock block = MeasureBlock::lettings;
    MeasuredFor measured_for = MeasuredFor::agglomeration;
    MeasuredOver measured_over = MeasuredOver::twelve_months;
    std::vector<Term> numerator = {};
    std::vector<Term> denominator = {};
};

/// Every measure of the comparison from indicators, in its order.
std::span<const Measure> compared_measures();

/// What a reader looks for first.
bool is_headline(std::string_view measure);

/// Which months of a scenario: its own, or those of the history from which it forks.
enum class Stage : std::uint8_t { own_months, history };

/// One scenario's indicators, each read from the file once. Several threads may ask for them.
class ScenarioValues {
  public:
    ScenarioValues(const RunReader& run, std::string scenario, Stage stage = Stage::own_months)
        : run_(&run),
          scenario_(std::move(scenario)),
          stage_(stage),
          secret_(run.statistical_secrecy()) {}

    [[nodiscard]] const RunReader& run() const { return *run_; }
    [[nodiscard]] MonthRange months() const;
    /// Whether small cells must be masked.
    [[nodiscard]] bool secret() const { return secret_; }
    [[nodiscard]] const IndicatorValues& of(std::string_view indicator);

  private:
    const RunReader* run_;
    std::string scenario_;
    Stage stage_;
    bool secret_;
    std::unique_ptr<std::mutex> reading_ = std::make_unique<std::mutex>();
    std::map<std::string, IndicatorValues, std::less<>> read_;
};

/// Whether the file holds all that the measure is made of.
bool is_held(const Measure& measure, const RunReader& run);

/// How many of the months, ending at `at`, a measure over twelve months takes.
int pooled_months(const MonthRange& months, Month at);

/// The measure in each replication; not a number where there is nothing to measure, and where
/// statistical secrecy masks what rests on few. `zone`:
/// position of the QPV on the axis of zones, of measures for each QPV. Preconditions: is_held; `at`
/// is one of the scenario's months.
std::vector<double> measure_values(ScenarioValues& scenario,
                                   const Measure& measure,
                                   Month at,
                                   std::size_t zone);

}  // namespace mixite
