#include "publication/signed_leases.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "observation/result_schema.hpp"
#include "publication/table_columns.hpp"
#include "world/applications.hpp"

namespace mixite {
namespace {

using Zones = std::vector<std::size_t>;

constexpr std::array<std::pair<const char*, std::int64_t SignedLease::*>, 13> lease_columns{{
    {"replication", &SignedLease::replication},
    {"zone", &SignedLease::zone},
    {"from_zone", &SignedLease::from_zone},
    {"from_tenure", &SignedLease::from_tenure},
    {"landlord", &SignedLease::landlord},
    {"holder", &SignedLease::holder},
    {"persons", &SignedLease::persons},
    {"eldest_age", &SignedLease::eldest_age},
    {"quartile_legal", &SignedLease::quartile_legal},
    {"quartile_frozen", &SignedLease::quartile_frozen},
    {"priorities", &SignedLease::priorities},
    {"transfer", &SignedLease::transfer},
    {"wait_months", &SignedLease::wait_months},
}};

bool is_one_of(std::int64_t zone, const Zones& zones) {
    return zone >= 0 &&
           std::find(zones.begin(), zones.end(), static_cast<std::size_t>(zone)) != zones.end();
}

template <std::int64_t Quartile>
bool of_quartile(const SignedLease& lease, const Zones&) {
    return lease.quartile_frozen == Quartile;
}
template <std::int64_t Least, std::int64_t Most>
bool of_persons(const SignedLease& lease, const Zones&) {
    return lease.persons >= Least && lease.persons <= Most;
}
template <std::int64_t Least, std::int64_t Most>
bool of_age(const SignedLease& lease, const Zones&) {
    return lease.eldest_age >= Least && lease.eldest_age <= Most;
}
template <std::int64_t Bits>
bool of_priority(const SignedLease& lease, const Zones&) {
    return (lease.priorities & Bits) != 0;
}
template <std::int64_t Transfer>
bool of_transfer(const SignedLease& lease, const Zones&) {
    return lease.transfer == Transfer;
}
bool anyone(const SignedLease&, const Zones&) {
    return true;
}
bool living_in_qpv(const SignedLease& lease, const Zones& qpv_zones) {
    return is_one_of(lease.from_zone, qpv_zones);
}
bool living_elsewhere(const SignedLease& lease, const Zones& qpv_zones) {
    return lease.from_zone >= 0 && !is_one_of(lease.from_zone, qpv_zones);
}
bool from_outside(const SignedLease& lease, const Zones&) {
    return lease.from_zone < 0;
}

constexpr std::array<LeaseGroup, 19> groups{{
    {"all", anyone},
    {"quartile_1", of_quartile<1>},
    {"quartile_2", of_quartile<2>},
    {"quartile_3", of_quartile<3>},
    {"quartile_4", of_quartile<4>},
    {"priority", of_priority<0xFFFF>},
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

}  // namespace

std::optional<std::vector<SignedLease>> signed_leases(const RunReader& run, const Table& table) {
    const auto months = months_of(table, "month");
    std::vector<SignedLease> leases(months.size());
    for (const auto& [name, member] : lease_columns) {
        if (!has_column(table, name)) {
            return std::nullopt;
        }
        put_whole_numbers(table, name, leases, member);
    }
    for (std::size_t i = 0; i < leases.size(); ++i) {
        leases[i].month = months[i];
    }
    std::erase_if(leases, [&](const SignedLease& lease) {
        return lease.month < run.months().first || lease.replication < 0 ||
               lease.replication >= run.replications();
    });
    return leases;
}

std::span<const LeaseGroup> lease_groups() {
    return groups;
}

bool LeaseFlows::holds(std::size_t flow, const SignedLease& lease) const {
    if (flow == all) {
        return true;
    }
    if (flow == in_qpv) {
        return is_one_of(lease.zone, qpv_zones);
    }
    const auto qpv = static_cast<std::int64_t>(qpv_zones[(flow - 2) / 2]);
    return flow % 2 == 0 ? lease.zone == qpv && lease.from_zone != qpv
                         : lease.from_zone == qpv && lease.zone != qpv;
}

LeaseCounts::LeaseCounts(const std::vector<SignedLease>& leases,
                         const LeaseFlows& flows,
                         const std::vector<Month>& dates,
                         std::size_t replications)
    : dates_(dates.size()), replications_(replications) {
    cells_.resize(flows.count() * groups.size() * dates_ * replications_);
    for (const auto& lease : leases) {
        count(lease, flows, dates);
    }
    cumulate();
}

std::size_t LeaseCounts::place(std::size_t flow,
                               std::size_t group,
                               std::size_t date,
                               std::size_t replication) const {
    return ((flow * groups.size() + group) * dates_ + date) * replications_ + replication;
}

void LeaseCounts::count(const SignedLease& lease,
                        const LeaseFlows& flows,
                        const std::vector<Month>& dates) {
    const auto date = static_cast<std::size_t>(
        std::lower_bound(dates.begin(), dates.end(), lease.month) - dates.begin());
    if (date == dates_) {
        return;
    }
    std::array<bool, groups.size()> belongs{};
    for (std::size_t group = 0; group < groups.size(); ++group) {
        belongs[group] = groups[group].holds(lease, flows.qpv_zones);
    }
    for (std::size_t flow = 0; flow < flows.count(); ++flow) {
        if (!flows.holds(flow, lease)) {
            continue;
        }
        for (std::size_t group = 0; group < groups.size(); ++group) {
            if (belongs[group]) {
                auto& cell =
                    cells_[place(flow, group, date, static_cast<std::size_t>(lease.replication))];
                cell.leases += 1.0;
                cell.wait_months += static_cast<double>(lease.wait_months);
            }
        }
    }
}

void LeaseCounts::cumulate() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (i / replications_ % dates_ != 0) {
            cells_[i].leases += cells_[i - replications_].leases;
            cells_[i].wait_months += cells_[i - replications_].wait_months;
        }
    }
}

std::vector<double> LeaseCounts::leases(std::size_t flow,
                                        std::size_t group,
                                        std::size_t date) const {
    std::vector<double> counts;
    for (std::size_t r = 0; r < replications_; ++r) {
        counts.push_back(cells_[place(flow, group, date, r)].leases);
    }
    return counts;
}

std::vector<double> LeaseCounts::mean_wait(std::size_t flow,
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
