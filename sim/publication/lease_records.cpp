#include "publication/lease_records.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include <fmt/format.h>

#include "observation/result_schema.hpp"

namespace mixite {
namespace {

const TableColumn* find_column(const Table& table, const std::string& name) {
    const auto found = std::find_if(table.columns.begin(),
                                    table.columns.end(),
                                    [&](const TableColumn& column) { return column.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
}

const TableColumn& column_of(const RunReader& run, const Table& table, const std::string& name) {
    const auto* found = find_column(table, name);
    if (found == nullptr) {
        throw OutputError(fmt::format("{}: cannot read the result: its {} have no column '{}'",
                                      run.path().string(),
                                      table.name,
                                      name));
    }
    return *found;
}

std::vector<std::int64_t> numbers(const TableColumn& column) {
    return std::visit(
        [](const auto& values) {
            using Value = typename std::decay_t<decltype(values)>::value_type;
            std::vector<std::int64_t> found;
            found.reserve(values.size());
            if constexpr (!std::is_same_v<Value, std::string>) {
                for (const auto value : values) {
                    found.push_back(static_cast<std::int64_t>(value));
                }
            }
            return found;
        },
        column.values);
}

/// Reads CF time, "days since 2019-01-01", into months of the run.
class MonthOfDay {
  public:
    MonthOfDay(MonthRange months, const std::string& unit) : months_(months) {
        constexpr std::string_view before_year = "days since ";
        const auto epoch = unit.starts_with(before_year)
                               ? parse_month(unit.substr(before_year.size(), 7))
                               : std::nullopt;
        for (int m = 0; epoch && m < months.count; ++m) {
            days_.push_back(days_since(year_of(*epoch), months.at(m)));
        }
    }
    /// The last month that begins by that day.
    [[nodiscard]] std::optional<Month> operator()(std::int64_t day) const {
        const auto after = std::upper_bound(days_.begin(), days_.end(), day);
        return after == days_.begin()
                   ? std::nullopt
                   : std::optional(months_.at(static_cast<int>(after - days_.begin()) - 1));
    }

  private:
    MonthRange months_;
    std::vector<std::int64_t> days_;
};

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
    return lease_records(run, run.events(scenario, "leases"));
}

std::vector<LeaseRecord> lease_records(const RunReader& run, const Table& table) {
    const auto column = [&](const std::string& name) {
        return numbers(column_of(run, table, name));
    };
    const auto replication = column("replication");
    const auto day = column("month");
    const auto household = column("household");
    const auto zone = column("zone");
    const auto legal = column("quartile_legal");
    const auto frozen = column("quartile_frozen");
    const auto wait = column("wait_months");
    const auto column_if_any = [&](const std::string& name, std::int64_t otherwise) {
        const auto* held = find_column(table, name);
        return held == nullptr ? std::vector(day.size(), otherwise) : numbers(*held);
    };
    const auto landlord = column_if_any("landlord", -1);
    const auto holder = column_if_any("holder", -1);
    const auto priorities = column_if_any("priorities", 0);
    const auto transfer = column_if_any("transfer", 0);
    const MonthOfDay month_of(run.months(), column_of(run, table, "month").unit);
    std::vector<LeaseRecord> leases;
    leases.reserve(day.size());
    for (std::size_t i = 0; i < day.size(); ++i) {
        if (const auto month = month_of(day[i])) {
            leases.push_back({replication[i],
                              *month,
                              household[i],
                              zone[i],
                              legal[i],
                              frozen[i],
                              wait[i],
                              landlord[i],
                              holder[i],
                              priorities[i],
                              transfer[i]});
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
                         : unmeasured;
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
