#include "publication/lease_groups.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "observation/result_schema.hpp"
#include "world/applications.hpp"

namespace mixite {
namespace {

using Zones = std::vector<std::size_t>;

bool is_one_of(std::int32_t zone, const Zones& zones) {
    return zone >= 0 &&
           std::find(zones.begin(), zones.end(), static_cast<std::size_t>(zone)) != zones.end();
}

template <std::int32_t Quartile>
bool of_quartile(const LeaseRecord& lease, const Zones&) {
    return lease.quartile_frozen == Quartile;
}
template <std::int32_t Least, std::int32_t Most>
bool of_persons(const LeaseRecord& lease, const Zones&) {
    return lease.persons >= Least && lease.persons <= Most;
}
template <std::int32_t Least, std::int32_t Most>
bool of_age(const LeaseRecord& lease, const Zones&) {
    return lease.eldest_age >= Least && lease.eldest_age <= Most;
}
template <std::int32_t Bits>
bool of_priority(const LeaseRecord& lease, const Zones&) {
    return (lease.priorities & Bits) != 0;
}
bool of_priority_public(const LeaseRecord& lease, const Zones&) {
    return is_to_priority_public(lease);
}
template <std::int32_t Transfer>
bool of_transfer(const LeaseRecord& lease, const Zones&) {
    return lease.transfer == Transfer;
}
bool anyone(const LeaseRecord&, const Zones&) {
    return true;
}
bool living_in_qpv(const LeaseRecord& lease, const Zones& qpv_zones) {
    return is_one_of(lease.from_zone, qpv_zones);
}
bool living_elsewhere(const LeaseRecord& lease, const Zones& qpv_zones) {
    return lease.from_zone >= 0 && !is_one_of(lease.from_zone, qpv_zones);
}
bool from_outside(const LeaseRecord& lease, const Zones&) {
    return lease.from_zone < 0;
}

constexpr std::array<LeaseGroup, 19> groups{{
    {"all", anyone},
    {"quartile_1", of_quartile<1>},
    {"quartile_2", of_quartile<2>},
    {"quartile_3", of_quartile<3>},
    {"quartile_4", of_quartile<4>},
    {"priority", of_priority_public},
    {"dalo", of_priority<priority::dalo>},
    {"disability", of_priority<priority::disability>},
    {"persons_1", of_persons<0, 1>},
    {"persons_2", of_persons<2, 2>},
    {"persons_3_4", of_persons<3, 4>},
    {"persons_5", of_persons<5, 255>},
    {"under_30", of_age<0, 29>},
    {"from_30_to_59", of_age<30, 59>},
    {"from_60", of_age<60, 255>},
    {"living_in_qpv", living_in_qpv},
    {"living_elsewhere", living_elsewhere},
    {"from_outside", from_outside},
    {"transfer", of_transfer<1>},
}};

/// One for the groups that the lease is of, none for the others: by an index known to the compiler,
/// so that no function is called.
template <std::size_t... Group>
std::array<double, groups.size()> groups_of(const LeaseRecord& lease,
                                            const Zones& qpv_zones,
                                            std::index_sequence<Group...>) {
    return {(groups[Group].holds(lease, qpv_zones) ? 1.0 : 0.0)...};
}

}  // namespace

std::span<const LeaseGroup> lease_groups() {
    return groups;
}

bool LeaseFlows::holds(std::size_t flow, const LeaseRecord& lease) const {
    if (flow == all) {
        return lease.transfer == 0;
    }
    if (flow == in_qpv) {
        return lease.transfer == 0 && is_one_of(lease.zone, qpv_zones);
    }
    const auto qpv = static_cast<std::int32_t>(qpv_zones[flow - 2]);
    return lease.zone == qpv && lease.from_zone != qpv;
}

LeasesByGroup::LeasesByGroup(const std::vector<LeaseRecord>& leases,
                             const LeaseFlows& flows,
                             const std::vector<Month>& dates,
                             std::size_t replications)
    : dates_(dates.size()), flows_(flows.count()), replications_(replications) {
    cells_.resize(replications_ * dates_ * flows_ * groups.size());
    for (const auto& lease : leases) {
        count(lease, flows, dates);
    }
    cumulate();
}

std::size_t LeasesByGroup::place(std::size_t flow,
                                 std::size_t group,
                                 std::size_t date,
                                 std::size_t replication) const {
    return ((replication * dates_ + date) * flows_ + flow) * groups.size() + group;
}

void LeasesByGroup::count(const LeaseRecord& lease,
                          const LeaseFlows& flows,
                          const std::vector<Month>& dates) {
    const auto date = static_cast<std::size_t>(
        std::lower_bound(dates.begin(), dates.end(), lease.month) - dates.begin());
    if (date == dates_) {
        return;
    }
    const auto belongs =
        groups_of(lease, flows.qpv_zones, std::make_index_sequence<groups.size()>());
    const auto wait = static_cast<double>(lease.wait_months);
    for (std::size_t flow = 0; flow < flows.count(); ++flow) {
        if (!flows.holds(flow, lease)) {
            continue;
        }
        auto* cells = &cells_[place(flow, 0, date, static_cast<std::size_t>(lease.replication))];
        for (std::size_t group = 0; group < groups.size(); ++group) {
            cells[group].leases += belongs[group];
            cells[group].wait_months += belongs[group] * wait;
        }
    }
}

void LeasesByGroup::cumulate() {
    const auto a_date = flows_ * groups.size();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (i / a_date % dates_ != 0) {
            cells_[i].leases += cells_[i - a_date].leases;
            cells_[i].wait_months += cells_[i - a_date].wait_months;
        }
    }
}

std::vector<double> LeasesByGroup::leases(std::size_t flow,
                                          std::size_t group,
                                          std::size_t date) const {
    std::vector<double> counts;
    for (std::size_t r = 0; r < replications_; ++r) {
        counts.push_back(cells_[place(flow, group, date, r)].leases);
    }
    return counts;
}

std::vector<double> LeasesByGroup::mean_wait(std::size_t flow,
                                             std::size_t group,
                                             std::size_t date) const {
    std::vector<double> waits;
    for (std::size_t r = 0; r < replications_; ++r) {
        const auto& cell = cells_[place(flow, group, date, r)];
        waits.push_back(cell.leases > 0.0 ? cell.wait_months / cell.leases : unmeasured);
    }
    return waits;
}

}  // namespace mixite
