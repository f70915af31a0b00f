#pragma once

#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "foundation/progress.hpp"
#include "observation/run_reader.hpp"
#include "publication/cia_review.hpp"
#include "publication/comparison_line.hpp"
#include "publication/fairness.hpp"
#include "publication/group_fates.hpp"
#include "publication/lease_records.hpp"
#include "publication/mondes.hpp"
#include "publication/poverty_account.hpp"
#include "publication/residences.hpp"
#include "publication/vacancy_chains.hpp"

namespace mixite {

struct ComparedScenario {
    std::string name;
    std::string title;
    std::string legal_status;
    std::string origin{};
};
/// A change without any policy, to see how much of a difference is mere reshuffling.
bool is_witness(const ComparedScenario& scenario);
/// Neither present law nor what the prefect may grant within it.
bool is_outside_present_law(const ComparedScenario& scenario);

/// How much of a QPV can move at all, under the baseline: its social tenants and the leases that
/// they give up, from the fork to the date at the pace of the months pooled.
struct MovableBase {
    Month at;
    std::string qpv_code;
    std::string qpv_name;
    double social_tenant_share = 0.0;
    double leases_a_year_share = 0.0;  ///< of households
    /// By which the QPV moves at most if its leases go to a group by ten points more.
    double most_points = 0.0;
    /// Change of the poverty rate that leaves the range of the baseline's own futures, in points:
    /// less cannot be told from chance in one real history. From fewest_for_detectability
    /// replications on.
    std::optional<double> least_seen_points;

    [[nodiscard]] bool known() const { return std::isfinite(most_points); }
};

/// All scenarios of a run against one of them.
struct Comparison {
    std::string title;
    ComparedScenario baseline;
    std::vector<ComparedScenario> scenarios;  ///< without the baseline
    int replications = 0;
    /// Parameters that were drawn anew for each replication; 0: all are as given.
    std::size_t drawn_parameters = 0;
    MonthRange months;
    std::vector<Month> at;
    std::vector<ComparisonLine> lines;  ///< by scenario, date, measure, QPV
    std::vector<MondesLine> mondes;     ///< empty for a run without mondes
    /// The baseline's first, then each scenario's, by QPV and months; empty if the run left the
    /// leases out.
    std::vector<Destinations> destinations;
    /// The baseline's first; empty unless it is the run's first scenario, whom the file follows.
    std::vector<Residences> residences;
    std::vector<GroupFate> fates;            ///< by scenario, group
    std::vector<FairnessLine> fairness;      ///< by scenario, measure
    std::vector<ChainSummary> chains;        ///< the baseline's first, by cause
    std::vector<MovableBase> movable_bases;  ///< by date, QPV
    /// The baseline's first, then each scenario's, by date, QPV; empty if the run keeps no ledger.
    std::vector<PovertyAccount> poverty_accounts;
    DueShares due{};  ///< under the baseline
    /// The baseline's first, then each scenario's; empty if the run left the leases out.
    std::vector<ReviewLine> reviews;
};

/// Compares by replication: scenarios of a run share their random numbers. `baseline` empty: the
/// run's first scenario; of a run in mondes, each scenario is compared with the baseline in its own
/// monde, and the baseline is named without one. `at` empty: the
/// contract's review, if the run names one among its months, and its last month. Throws
/// WrongRequest, with what the run holds, for a baseline or a month that it does not hold or when
/// there is nothing to compare; OutputError as RunReader. `progress` is told of each scenario.
Comparison compare(const RunReader& run,
                   const std::string& baseline,
                   std::vector<Month> at,
                   const Progress& progress = {});

/// "table" (80 columns), "csv" or "json". Precondition: one of them.
std::string comparison_text(const Comparison& comparison, const std::string& format);

/// What must stand beside any figure of a comparison.
std::string synthetic_population_notice();
std::string interval_notice(const Comparison& comparison);

std::string comparison_table(const Comparison& comparison);
/// One row a line of the comparison, then one a measure of fairness, over the run; empty cells
/// where nothing was measured.
std::string comparison_csv(const Comparison& comparison);
/// Null where nothing was measured.
std::string comparison_json(const Comparison& comparison);

}  // namespace mixite
