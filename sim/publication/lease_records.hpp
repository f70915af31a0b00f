#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// A lease of a result file with what it tells of its household. Positions are on the file's axes;
/// -1: none.
struct LeaseRecord {
    std::int64_t household = 0;  ///< permanent key: the same household in every scenario
    std::int32_t replication = 0;
    Month month;
    std::int32_t zone = 0;
    std::int32_t from_zone = -1;      ///< -1: from outside the agglomeration
    std::int32_t quartile_legal = 0;  ///< 1 to 4; 0: no threshold yet
    std::int32_t quartile_frozen = 0;
    std::int32_t wait_months = 0;
    std::int32_t landlord = -1;
    std::int32_t holder = -1;
    std::int32_t type = 0;  ///< HouseholdType
    std::int32_t persons = 0;
    std::int32_t eldest_age = 0;  ///< in years
    std::int32_t priorities = 0;  ///< bits of `priority`
    std::int32_t transfer = 0;
};

/// Whether its household is of a priority public: being rehoused makes none.
bool is_to_priority_public(const LeaseRecord& lease);

/// The leases of a scenario's own months, by replication, household and month.
struct RecordedLeases {
    std::vector<LeaseRecord> records;
    /// Whether the file tells of their households all that a record has room for; one written
    /// early may not.
    bool tell_households = true;
};

/// Nothing if the run left its leases out. Throws OutputError if a column that every file has is
/// lacking, or a value is none that a result has.
std::optional<RecordedLeases> recorded_leases(const RunReader& run, const std::string& scenario);

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
                         std::int32_t quartile,
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
/// enough to be followed within the run. The shares are not numbers if there is none. Precondition:
/// `scenario` by replication, household and month.
Destinations follow(const RunReader& run,
                    const std::vector<LeaseRecord>& baseline,
                    const std::vector<LeaseRecord>& scenario,
                    std::size_t zone,
                    int months_later);

}  // namespace mixite
