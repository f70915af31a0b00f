#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "publication/lease_records.hpp"

namespace mixite {

/// Households told apart by what their lease says of them. Groups overlap.
struct LeaseGroup {
    std::string_view id;
    bool (*holds)(const LeaseRecord&, const std::vector<std::size_t>& qpv_zones);
};
std::span<const LeaseGroup> lease_groups();

/// The flows: all leases and those in a QPV, transfers left out of both; then for each QPV all who
/// come into it, by a transfer too.
struct LeaseFlows {
    std::vector<std::size_t> qpv_zones;

    [[nodiscard]] std::size_t count() const { return 2 + qpv_zones.size(); }
    static constexpr std::size_t all = 0;
    static constexpr std::size_t in_qpv = 1;
    [[nodiscard]] static std::size_t entrants(std::size_t qpv) { return 2 + qpv; }
    [[nodiscard]] bool holds(std::size_t flow, const LeaseRecord& lease) const;
};

/// Leases counted by flow, group, date and replication: at a date, those since the date before it.
class LeasesByGroup {
  public:
    LeasesByGroup(const std::vector<LeaseRecord>& leases,
                  const LeaseFlows& flows,
                  const std::vector<Month>& dates,
                  std::size_t replications);

    /// From the beginning to the date, by replication.
    [[nodiscard]] std::vector<double> leases(std::size_t flow,
                                             std::size_t group,
                                             std::size_t date) const;
    /// Their mean wait in months; not a number where there are none.
    [[nodiscard]] std::vector<double> mean_wait(std::size_t flow,
                                                std::size_t group,
                                                std::size_t date) const;

  private:
    struct Cell {
        double leases = 0.0;
        double wait_months = 0.0;
    };
    [[nodiscard]] std::size_t place(std::size_t flow,
                                    std::size_t group,
                                    std::size_t date,
                                    std::size_t replication) const;
    void count(const LeaseRecord& lease, const LeaseFlows& flows, const std::vector<Month>& dates);
    void cumulate();

    std::size_t dates_;
    std::size_t flows_;
    std::size_t replications_;
    std::vector<Cell> cells_;  ///< a replication's lie together, as its leases come together
};

}  // namespace mixite
