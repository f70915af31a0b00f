#include "engine/follow_up.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

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
    std::vector<Due> due;
    for (const auto& lease : followed_) {
        for (const int months_later : horizons_months) {
            if (lease.signed_in + months_later == now) {
                due.push_back({lease, months_later});
            }
        }
    }
    if (!due.empty()) {
        look_for(world, std::move(due));
    }
}

// Few are looked for among all: the low bits of the key pass most over at the cost of one look.
void FollowUp::look_for(const World& world, std::vector<Due> due) {
    std::array<bool, 4096> may_be_due{};
    const auto bits = [&](HouseholdKey key) { return key.value % may_be_due.size(); };
    for (const auto& one : due) {
        may_be_due[bits(one.lease.household)] = true;
    }
    const auto& keys = world.households.key;
    for (const auto h : rows<HouseholdRow>(keys.size())) {
        if (may_be_due[bits(keys[h])]) {
            for (auto& one : due) {
                if (keys[h] == one.lease.household) {
                    one.row = h;
                }
            }
        }
    }
    for (const auto& [lease, months_later, h] : due) {
        count({.qpv = lease.qpv,
               .months_later = static_cast<std::uint8_t>(months_later),
               .residence = h ? residence_of(world, h, lease.zone) : Residence::gone,
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

void RequestCohorts::add(Month now,
                         const std::vector<OpenedRequest>& opened,
                         const std::vector<Lease>& leases) {
    constexpr std::uint8_t quartiles_and_none = 5;
    while (!followed_.empty() && now - followed_.front().opened > months_followed_at_most) {
        followed_.pop_front();
    }
    const auto first = cells_.size();
    for (std::uint8_t quartile = 0; quartile < quartiles_and_none; ++quartile) {
        for (std::size_t need = 0; need < needs; ++need) {
            cells_.push_back(
                {.opened = now, .quartile = quartile, .need = static_cast<Need>(need)});
        }
    }
    for (const auto& request : opened) {
        const auto cell = first + request.quartile * needs + static_cast<std::size_t>(request.need);
        ++cells_.at(cell).requests;
        followed_.push_back({now, request.household, cell});
    }
    for (const auto& lease : leases) {
        count_housed(lease);
    }
}

void RequestCohorts::count_housed(const Lease& lease) {
    const auto opened = lease.month - lease.wait_months;
    const auto [first, last] =
        std::equal_range(followed_.begin(),
                         followed_.end(),
                         Followed{opened, {}, 0},
                         [](const Followed& a, const Followed& b) { return a.opened < b.opened; });
    const auto found = std::find_if(
        first, last, [&](const Followed& one) { return one.household == lease.household; });
    if (found != last) {
        ++cells_[found->cell].housed;
    }
}

std::vector<RequestCohort> RequestCohorts::cells(Month last) const {
    std::vector<RequestCohort> cells;
    for (auto cell : cells_) {
        if (cell.requests > 0) {
            cell.months_followed =
                static_cast<std::uint8_t>(std::min(last - cell.opened, months_followed_at_most));
            cells.push_back(cell);
        }
    }
    return cells;
}

}  // namespace mixite
