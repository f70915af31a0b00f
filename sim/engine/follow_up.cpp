#include "engine/follow_up.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace mixite {
namespace {

constexpr std::array horizons_months{12, 24};

Residence residence_of(const World& world, HouseholdRow h, ZoneRow qpv) {
    const auto& households = world.households;
    if (!households.present(h)) {
        return Residence::gone;
    }
    if (!households.zone[h]) {
        return Residence::outside_agglomeration;
    }
    switch (households.tenure[h]) {
        case Tenure::owner:
            return Residence::owner;
        case Tenure::private_tenant:
            return Residence::private_tenant;
        case Tenure::social_tenant:
            if (households.zone[h] == qpv) {
                return Residence::same_qpv;
            }
            return world.territory->is_qpv(households.zone[h]) ? Residence::other_qpv
                                                               : Residence::social_outside_qpv;
        case Tenure::hosted:
            return Residence::hosted;
        case Tenure::gone:
            break;
    }
    return Residence::gone;
}

auto cell(const DestinationCount& count) {
    return std::tuple(count.qpv, count.months_later, count.residence, count.waiting);
}

}  // namespace

FollowUp FollowUp::leases_of(const FollowUp& other) {
    auto follow_up = nobody();
    follow_up.followed_ = other.followed_;
    return follow_up;
}

void FollowUp::note(const std::vector<Lease>& leases, const Territory& territory) {
    if (adding_ == Adding::no) {
        return;
    }
    const auto& qpvs = territory.qpv_zones();
    for (const auto& lease : leases) {
        const auto found = std::find(qpvs.begin(), qpvs.end(), lease.zone);
        if (found != qpvs.end() && lease.quartile_frozen == 1) {
            followed_.push_back({lease.month,
                                 lease.household,
                                 lease.zone,
                                 static_cast<std::int16_t>(found - qpvs.begin())});
        }
    }
}

void FollowUp::look(const World& world, Month now) {
    for (const int months_later : horizons_months) {
        std::vector<Followed> due;
        for (const auto& lease : followed_) {
            if (lease.signed_in + months_later == now) {
                due.push_back(lease);
            }
        }
        if (!due.empty()) {
            look_for(world, due, months_later);
        }
    }
}

void FollowUp::look_for(const World& world, const std::vector<Followed>& due, int months_later) {
    const auto& keys = world.households.key;
    std::vector<HouseholdRow> found(due.size());
    for (const auto h : rows<HouseholdRow>(keys.size())) {
        for (std::size_t i = 0; i < due.size(); ++i) {
            if (keys[h] == due[i].household) {
                found[i] = h;
            }
        }
    }
    for (std::size_t i = 0; i < due.size(); ++i) {
        const auto h = found[i];
        count({.qpv = due[i].qpv,
               .months_later = static_cast<std::uint8_t>(months_later),
               .residence = h ? residence_of(world, h, due[i].zone) : Residence::gone,
               .waiting = h && world.households.present(h) && bool(world.households.application[h]),
               .households = 1});
    }
}

void FollowUp::count(const DestinationCount& seen) {
    const auto known = std::find_if(
        seen_.begin(), seen_.end(), [&](const auto& other) { return cell(other) == cell(seen); });
    if (known == seen_.end()) {
        seen_.push_back(seen);
    } else {
        known->households += seen.households;
    }
}

std::vector<DestinationCount> FollowUp::destinations() const {
    auto sorted = seen_;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return cell(a) < cell(b);
    });
    return sorted;
}

void AccessByYear::add(Month month, const AccessCounts& counts) {
    if (years_.empty() || years_.back().first != year_of(month)) {
        years_.emplace_back(year_of(month), AccessCounts{});
    }
    auto& sums = years_.back().second;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        sums[i].requests += counts[i].requests;
        sums[i].housed += counts[i].housed;
    }
}

std::vector<YearOfAccess> AccessByYear::cells() const {
    std::vector<YearOfAccess> cells;
    for (const auto& [year, counts] : years_) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i].requests > 0) {
                cells.push_back({.year = static_cast<std::int16_t>(year),
                                 .group = static_cast<AuditGroup>(i / needs),
                                 .need = static_cast<Need>(i % needs),
                                 .request_months = counts[i].requests,
                                 .housed = counts[i].housed});
            }
        }
    }
    return cells;
}

}  // namespace mixite
