#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "publication/lease_records.hpp"
#include "publication/paired_difference.hpp"

namespace mixite {

/// Who is housed in a group under one scenario and not under another: households, a replication, on
/// average. Under each scenario a household is of the group that its own first lease there shows:
/// files tell a household's resources at its leases only, so that one that is housed under both may
/// be of two groups.
struct GroupFate {
    std::string scenario;
    std::string group;      ///< code of fate_group_names
    double baseline = 0.0;  ///< housed in the group under the baseline
    double under_scenario = 0.0;
    double both = 0.0;
    double only_baseline = 0.0;  ///< lose: not housed in the group under the scenario
    double only_scenario = 0.0;  ///< gain
    double leave_group = 0.0;    ///< of only_baseline: housed under both, by then in another group
    double join_group = 0.0;     ///< of only_scenario: likewise
    /// Of only_baseline and only_scenario: what any way of pairing the same numbers could give
    /// (Fréchet): who wins and who loses depends on how the random numbers are shared, how many are
    /// housed in the group doesn't.
    Interval only_baseline_bounds;
    Interval only_scenario_bounds;
    /// Mean over those housed under both, scenario less baseline; not a number if there are none.
    double months_longer = 0.0;
    /// Of the run's witness in the same group: only_baseline and only_scenario where no policy
    /// changes. Not a number without a witness, and of the witness itself.
    double reshuffled_baseline = std::nan("");
    double reshuffled_scenario = std::nan("");
};

/// Code and text of each group.
struct GroupName {
    std::string_view code;
    std::string_view text;
};
std::vector<GroupName> fate_group_names();

/// The first lease of each household since the fork, transfers left out, by replication and
/// household. Precondition: `leases` as RecordedLeases has them.
std::vector<LeaseRecord> first_leases(const std::vector<LeaseRecord>& leases);

/// By group, over the run. Preconditions: both as `first_leases` gives them.
std::vector<GroupFate> group_fates(const std::vector<LeaseRecord>& baseline,
                                   const std::vector<LeaseRecord>& scenario,
                                   const std::string& name,
                                   std::size_t replications);

/// Sets the witness's beside those of the other scenarios. Precondition: all of one baseline.
void set_beside_witness(std::vector<GroupFate>& fates, const std::string& witness);

}  // namespace mixite
