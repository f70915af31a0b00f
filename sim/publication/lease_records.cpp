#include "publication/lease_records.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "observation/result_schema.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"
#include "world/applications.hpp"
#include "world/households.hpp"

namespace mixite {
namespace {

/// Columns that every file has, and those that one written early may lack.
enum class Since : std::uint8_t { first_files, later };

struct LeaseColumn {
    const char* name = "";
    std::int32_t LeaseRecord::*member = nullptr;
    ColumnBounds bounds;
    Since since = Since::later;
};

/// Positions on the axis; of a file without it, what was written.
ColumnBounds positions_on(const RunReader& run, const char* name, std::int64_t least) {
    constexpr std::size_t any = 32768;
    const auto* axis = find_axis(run, name);
    return positions(axis == nullptr ? any : axis->codes.size(), least);
}

std::array<LeaseColumn, 13> lease_columns(const RunReader& run) {
    constexpr ColumnBounds quartile{0, 4};
    constexpr ColumnBounds small{0, 255};
    constexpr ColumnBounds wait{0, 12'000};
    const auto replications = positions(static_cast<std::size_t>(run.replications()));
    const auto types = positions(household_type_words.size());
    return {{{"replication", &LeaseRecord::replication, replications, Since::first_files},
             {"wait_months", &LeaseRecord::wait_months, wait, Since::first_files},
             {"quartile_legal", &LeaseRecord::quartile_legal, quartile, Since::first_files},
             {"quartile_frozen", &LeaseRecord::quartile_frozen, quartile, Since::first_files},
             {"zone", &LeaseRecord::zone, positions_on(run, "zone", 0), Since::first_files},
             {"from_zone", &LeaseRecord::from_zone, positions_on(run, "zone", -1)},
             {"landlord", &LeaseRecord::landlord, positions_on(run, "landlord", -1)},
             {"holder", &LeaseRecord::holder, positions_on(run, "holder", -1)},
             {"type", &LeaseRecord::type, types},
             {"persons", &LeaseRecord::persons, small},
             {"eldest_age", &LeaseRecord::eldest_age, small},
             {"priorities", &LeaseRecord::priorities, {0, 65'535}},
             {"transfer", &LeaseRecord::transfer, {0, 1}}}};
}

Whereabouts place_of(std::size_t zone,
                     std::size_t qpv_zone,
                     const std::vector<std::size_t>& qpv_zones) {
    if (zone == qpv_zone) {
        return Whereabouts::same_qpv;
    }
    const bool in_qpv = std::find(qpv_zones.begin(), qpv_zones.end(), zone) != qpv_zones.end();
    return in_qpv ? Whereabouts::other_qpv : Whereabouts::social_outside_qpv;
}

auto order_of(const LeaseRecord& lease) {
    return std::tuple(lease.replication, lease.household, lease.month);
}

/// Those from the month on, by order_of; signed in one month, as they came. Places are sorted in
/// their stead: a record is long to move.
std::vector<LeaseRecord> in_order(const std::vector<LeaseRecord>& leases, Month first) {
    using Place = decltype(std::tuple_cat(order_of(LeaseRecord{}), std::tuple(std::size_t{})));
    std::vector<Place> places;
    for (std::size_t i = 0; i < leases.size(); ++i) {
        if (leases[i].month >= first) {
            places.push_back(std::tuple_cat(order_of(leases[i]), std::tuple(i)));
        }
    }
    std::sort(places.begin(), places.end());
    std::vector<LeaseRecord> sorted;
    sorted.reserve(places.size());
    for (const auto& place : places) {
        sorted.push_back(leases[std::get<std::size_t>(place)]);
    }
    return sorted;
}

/// The last lease that the household signed up to the month, if it signed any. `leases` sorted by
/// order_of.
const LeaseRecord* last_lease(const std::vector<LeaseRecord>& leases,
                              std::int32_t replication,
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

}  // namespace

bool is_to_priority_public(const LeaseRecord& lease) {
    return is_priority_public(static_cast<std::uint16_t>(lease.priorities));
}

std::optional<RecordedLeases> recorded_leases(const RunReader& run, const std::string& scenario) {
    if (!run.has_events(scenario, "leases")) {
        return std::nullopt;
    }
    const auto columns = lease_columns(run);
    // The dwelling, its rent and the points are not looked at, and are most of the table.
    std::vector<std::string_view> wanted{"month", "household"};
    for (const auto& column : columns) {
        wanted.emplace_back(column.name);
    }
    const auto table = run.events(scenario, "leases", wanted);
    const auto months = months_of(table, "month");
    const auto households = whole_numbers(table, "household");
    RecordedLeases leases{.records = std::vector<LeaseRecord>(months.size())};
    for (const auto& column : columns) {
        if (column.since == Since::first_files || has_column(table, column.name)) {
            put_whole_numbers(table, column.name, leases.records, column.member, column.bounds);
        } else {
            leases.tell_households = false;
        }
    }
    const auto last = run.months().at(run.months().count - 1);
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (months[i] > last) {
            throw damaged_column(table, "month", fmt::format("it holds {}", to_string(months[i])));
        }
        leases.records[i].month = months[i];
        leases.records[i].household = households[i];
    }
    leases.records = in_order(leases.records, run.months().first);
    return leases;
}

HousedWaits housed_waits(const std::vector<LeaseRecord>& leases,
                         Threshold threshold,
                         std::int32_t quartile,
                         Month first,
                         Month last,
                         std::size_t replications) {
    std::vector<std::vector<std::int32_t>> waits(replications);
    for (const auto& lease : leases) {
        const auto of_lease =
            threshold == Threshold::legal ? lease.quartile_legal : lease.quartile_frozen;
        if (of_lease == quartile && lease.month >= first && lease.month <= last) {
            waits[static_cast<std::size_t>(lease.replication)].push_back(lease.wait_months);
        }
    }
    HousedWaits housed;
    for (auto& of_replication : waits) {
        if (of_replication.empty()) {
            housed.mean_months.push_back(unmeasured);
            housed.median_months.push_back(unmeasured);
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
    const auto end = run.months().at(run.months().count - 1);
    std::array<std::int64_t, whereabouts> counts{};
    std::int64_t followed = 0;
    for (const auto& lease : baseline) {
        if (static_cast<std::size_t>(lease.zone) != zone || lease.quartile_frozen != 1 ||
            lease.month + months_later > end) {
            continue;
        }
        const auto* last =
            last_lease(scenario, lease.replication, lease.household, lease.month + months_later);
        const auto where = last == nullptr
                               ? Whereabouts::no_lease
                               : place_of(static_cast<std::size_t>(last->zone), zone, qpvs);
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
                         : unmeasured;
    }
    return destinations;
}

}  // namespace mixite
