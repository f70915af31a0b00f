#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// A lease of a result file, as comparisons use it.
struct LeaseRecord {
    std::int64_t replication = 0;
    Month month;
    std::int64_t household = 0;  ///< permanent key: the same household in every scenario
    std::int64_t zone = 0;       ///< position on the axis of zones
    std::int64_t quartile_legal = 0;
    std::int64_t quartile_frozen = 0;
    std::int64_t wait_months = 0;
    // Of files that have them.
    std::int64_t landlord = -1;  ///< position on its axis
    std::int64_t holder = -1;    ///< position on its axis; -1: none
    std::int64_t priorities = 0;
    std::int64_t transfer = 0;
};

/// The leases of a scenario's own months, or nothing if the run left them out.
/// Throws OutputError if they lack a column.
std::optional<std::vector<LeaseRecord>> lease_records(const RunReader& run,
                                                      const std::string& scenario);
/// Of a scenario's table of leases that is read already.
std::vector<LeaseRecord> lease_records(const RunReader& run, const Table& table);

/// Which first quartile: by the legal threshold, which moves with the policy, or by the one frozen
/// at the end of the history.
enum class Threshold : std::uint8_t { legal, frozen };

/// Waits of the households of one quarter housed in the months `first` to `last`, by replication;
/// not a number if none was. The median is the smallest wait that half of them do not exceed.
struct HousedWaits {
    std::vector<double> mean_months;
    std::vector<double> median_months;
};
HousedWaits housed_waits(const std::vector<LeaseRecord>& leases,
                         Threshold threshold,
                         std::int64_t quartile,
                         Month first,
                         Month last,
                         std::size_t replications);

/// Where households are by their last lease since the fork.
enum class Whereabouts : std::uint8_t { same_qpv, other_qpv, social_outside_qpv, no_lease };
inline constexpr std::size_t whereabouts = 4;

/// Households of the frozen first quartile that the baseline housed in a QPV: where the scenario
/// has them so many months later.
struct Destinations {
    std::string scenario;
    std::string qpv_code;
    std::string qpv_name;
    int months_later = 0;
    double households = 0.0;  ///< a replication, mean
    std::array<double, whereabouts> shares{};
};

/// Follows, by permanent key, the leases signed under the baseline in the QPV at `zone` early
/// enough to be followed within the run. The shares are not numbers if there is none.
Destinations follow(const RunReader& run,
                    const std::vector<LeaseRecord>& baseline,
                    const std::vector<LeaseRecord>& scenario,
                    std::size_t zone,
                    int months_later);

/// Positions of the QPV on the axis of zones, in the order of the axis of QPV; empty if the file
/// has no such axis.
std::vector<std::size_t> qpv_positions(const RunReader& run);
/// Precondition: the file has it.
const Axis& axis_of(const RunReader& run, const std::string& name);

}  // namespace mixite
