#include "publication/lease_records.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "publication/event_columns.hpp"

namespace mixite {
namespace {

constexpr double not_measured = std::numeric_limits<double>::quiet_NaN();

Whereabouts place_of(std::int64_t zone,
                     std::size_t qpv_zone,
                     const std::vector<std::size_t>& qpv_zones) {
    if (zone == static_cast<std::int64_t>(qpv_zone)) {
        return Whereabouts::same_qpv;
    }
    const bool in_qpv = std::any_of(qpv_zones.begin(), qpv_zones.end(), [&](std::size_t qpv) {
        return zone == static_cast<std::int64_t>(qpv);
    });
    return in_qpv ? Whereabouts::other_qpv : Whereabouts::social_outside_qpv;
}

auto order_of(const LeaseRecord& lease) {
    return std::tuple(lease.replication, lease.household, lease.month);
}

/// The last lease that the household signed up to the month, if it signed any. `leases` sorted by
/// order_of.
const LeaseRecord* last_lease(const std::vector<LeaseRecord>& leases,
                              std::int64_t replication,
                              std::int64_t household,
                              Month by) {
    const std::tuple key(replication, household, by);
    const auto after = std::upper_bound(
        leases.begin(), leases.end(), key, [](const auto& wanted, const LeaseRecord& lease) {
            return wanted < order_of(lease);
        });
    if (after == leases.begin()) {
        return nullptr;
    }
    const auto& last = *(after - 1);
    return last.replication == replication && last.household == household ? &last : nullptr;
}

std::vector<LeaseRecord> sorted(std::vector<LeaseRecord> leases) {
    std::stable_sort(leases.begin(), leases.end(), [](const LeaseRecord& a, const LeaseRecord& b) {
        return order_of(a) < order_of(b);
    });
    return leases;
}

}  // namespace

std::optional<std::vector<LeaseRecord>> lease_records(const RunReader& run,
                                                      const std::string& scenario) {
    if (!run.has_events(scenario, "leases")) {
        return std::nullopt;
    }
    const EventColumns columns(run, scenario, "leases");
    const auto replication = columns.numbers("replication");
    const auto month = columns.months();
    const auto household = columns.numbers("household");
    const auto zone = columns.numbers("zone");
    const auto legal = columns.numbers("quartile_legal");
    const auto frozen = columns.numbers("quartile_frozen");
    const auto wait = columns.numbers("wait_months");
    std::vector<LeaseRecord> leases;
    leases.reserve(month.size());
    for (std::size_t i = 0; i < month.size(); ++i) {
        if (month[i]) {
            leases.push_back(
                {replication[i], *month[i], household[i], zone[i], legal[i], frozen[i], wait[i]});
        }
    }
    return leases;
}

HousedWaits housed_waits(const std::vector<LeaseRecord>& leases,
                         Threshold threshold,
                         std::int64_t quartile,
                         Month first,
                         Month last,
                         std::size_t replications) {
    std::vector<std::vector<std::int64_t>> waits(replications);
    for (const auto& lease : leases) {
        const auto of_lease =
            threshold == Threshold::legal ? lease.quartile_legal : lease.quartile_frozen;
        if (of_lease == quartile && lease.month >= first && lease.month <= last &&
            lease.replication >= 0 && static_cast<std::size_t>(lease.replication) < replications) {
            waits[static_cast<std::size_t>(lease.replication)].push_back(lease.wait_months);
        }
    }
    HousedWaits housed;
    for (auto& of_replication : waits) {
        if (of_replication.empty()) {
            housed.mean_months.push_back(not_measured);
            housed.median_months.push_back(not_measured);
            continue;
        }
        std::sort(of_replication.begin(), of_replication.end());
        std::int64_t sum = 0;
        for (const auto wait : of_replication) {
            sum += wait;
        }
        housed.mean_months.push_back(static_cast<double>(sum) /
                                     static_cast<double>(of_replication.size()));
        housed.median_months.push_back(
            static_cast<double>(of_replication[(of_replication.size() - 1) / 2]));
    }
    return housed;
}

Destinations follow(const RunReader& run,
                    const std::vector<LeaseRecord>& baseline,
                    const std::vector<LeaseRecord>& scenario,
                    std::size_t zone,
                    int months_later) {
    const auto qpvs = qpv_positions(run);
    const auto leases = sorted(scenario);
    const auto end = run.months().at(run.months().count - 1);
    std::array<std::int64_t, whereabouts> counts{};
    std::int64_t followed = 0;
    for (const auto& lease : baseline) {
        if (lease.zone != static_cast<std::int64_t>(zone) || lease.quartile_frozen != 1 ||
            lease.month + months_later > end) {
            continue;
        }
        const auto* last =
            last_lease(leases, lease.replication, lease.household, lease.month + months_later);
        const auto where =
            last == nullptr ? Whereabouts::no_lease : place_of(last->zone, zone, qpvs);
        ++counts[static_cast<std::size_t>(where)];
        ++followed;
    }
    Destinations destinations{.months_later = months_later};
    destinations.qpv_code = axis_of(run, "zone").codes[zone];
    destinations.qpv_name = axis_of(run, "zone").names[zone];
    destinations.households = static_cast<double>(followed) / run.replications();
    for (std::size_t w = 0; w < whereabouts; ++w) {
        destinations.shares[w] =
            followed > 0 ? static_cast<double>(counts[w]) / static_cast<double>(followed)
                         : not_measured;
    }
    return destinations;
}

const Axis& axis_of(const RunReader& run, const std::string& name) {
    const auto found = std::find_if(
        run.axes().begin(), run.axes().end(), [&](const Axis& axis) { return axis.name == name; });
    EXPECT(found != run.axes().end(), "no axis '{}'", name);
    return *found;
}

std::vector<std::size_t> qpv_positions(const RunReader& run) {
    const auto has = [&](const std::string& name) {
        return std::any_of(run.axes().begin(), run.axes().end(), [&](const Axis& axis) {
            return axis.name == name;
        });
    };
    std::vector<std::size_t> positions;
    if (!has("qpv") || !has("zone")) {
        return positions;
    }
    const auto& zones = axis_of(run, "zone").codes;
    for (const auto& code : axis_of(run, "qpv").codes) {
        const auto found = std::find(zones.begin(), zones.end(), code);
        if (found != zones.end()) {
            positions.push_back(static_cast<std::size_t>(found - zones.begin()));
        }
    }
    return positions;
}

}  // namespace mixite
