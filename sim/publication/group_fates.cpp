#include "publication/group_fates.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "publication/table_columns.hpp"

namespace mixite {
namespace {

struct FirstLease {
    std::int64_t quartile = 0;
    std::int64_t type = 0;
    bool priority = false;
    std::int64_t wait_months = 0;
};

/// By replication and household.
using FirstLeases = std::map<std::pair<std::int64_t, std::int64_t>, FirstLease>;

std::optional<FirstLeases> first_leases(const RunReader& run, const std::string& scenario) {
    if (!run.has_events(scenario, "leases")) {
        return std::nullopt;
    }
    const auto table = run.events(scenario, "leases");
    if (!has_column(table, "type")) {
        return std::nullopt;
    }
    const auto column = [&](const char* name) { return whole_numbers(table, name); };
    const auto replication = column("replication");
    const auto household = column("household");
    const auto quartile = column("quartile_frozen");
    const auto type = column("type");
    const auto priorities = column("priorities");
    const auto transfer = column("transfer");
    const auto wait = column("wait_months");
    FirstLeases leases;
    for (std::size_t i = 0; i < replication.size(); ++i) {
        if (transfer[i] == 0) {
            leases.try_emplace({replication[i], household[i]},
                               FirstLease{quartile[i], type[i], priorities[i] != 0, wait[i]});
        }
    }
    return leases;
}

struct Group {
    GroupName name;
    bool (*holds)(const FirstLease& lease);
};

constexpr auto groups = std::to_array<Group>({
    {{"everybody", "everybody"}, [](const FirstLease&) { return true; }},
    {{"first_quartile", "1er quartile"}, [](const FirstLease& l) { return l.quartile == 1; }},
    {{"second_quartile", "2e quartile"}, [](const FirstLease& l) { return l.quartile == 2; }},
    {{"third_quartile", "3e quartile"}, [](const FirstLease& l) { return l.quartile == 3; }},
    {{"fourth_quartile", "4e quartile"}, [](const FirstLease& l) { return l.quartile == 4; }},
    {{"priority", "priority publics"}, [](const FirstLease& l) { return l.priority; }},
    {{"other", "no priority"}, [](const FirstLease& l) { return !l.priority; }},
    {{"single", "persons alone"}, [](const FirstLease& l) { return l.type == 0; }},
    {{"couple_without_child", "couples without child"},
     [](const FirstLease& l) { return l.type == 1; }},
    {{"couple_with_children", "couples with children"},
     [](const FirstLease& l) { return l.type == 2; }},
    {{"single_parent", "single parents"}, [](const FirstLease& l) { return l.type == 3; }},
});

/// Of one group in one replication.
struct Tally {
    double baseline = 0.0;
    double scenario = 0.0;
    double both = 0.0;
    double months_longer = 0.0;
};

std::vector<Tally> tallies(const Group& group,
                           const FirstLeases& baseline,
                           const FirstLeases& scenario,
                           std::size_t replications) {
    std::vector<Tally> found(replications);
    const auto of = [&](std::int64_t replication) -> Tally& {
        return found.at(static_cast<std::size_t>(replication));
    };
    for (const auto& [key, lease] : baseline) {
        if (!group.holds(lease)) {
            continue;
        }
        auto& tally = of(key.first);
        tally.baseline += 1.0;
        if (const auto other = scenario.find(key); other != scenario.end()) {
            tally.scenario += 1.0;
            tally.both += 1.0;
            tally.months_longer +=
                static_cast<double>(other->second.wait_months - lease.wait_months);
        }
    }
    for (const auto& [key, lease] : scenario) {
        if (!baseline.contains(key) && group.holds(lease)) {
            of(key.first).scenario += 1.0;
        }
    }
    return found;
}

GroupFate fate_of(const Group& group,
                  const std::string& scenario,
                  const std::vector<Tally>& by_replication) {
    GroupFate fate{.scenario = scenario, .group = std::string(group.name.code)};
    double months = 0.0;
    for (const auto& tally : by_replication) {
        const double weight = 1.0 / static_cast<double>(by_replication.size());
        fate.baseline += weight * tally.baseline;
        fate.both += weight * tally.both;
        fate.only_baseline += weight * (tally.baseline - tally.both);
        fate.only_scenario += weight * (tally.scenario - tally.both);
        fate.only_baseline_bounds.low += weight * std::max(0.0, tally.baseline - tally.scenario);
        fate.only_baseline_bounds.high += weight * tally.baseline;
        fate.only_scenario_bounds.low += weight * std::max(0.0, tally.scenario - tally.baseline);
        fate.only_scenario_bounds.high += weight * tally.scenario;
        months += weight * tally.months_longer;
    }
    fate.months_longer =
        fate.both > 0.0 ? months / fate.both : std::numeric_limits<double>::quiet_NaN();
    return fate;
}

}  // namespace

std::vector<GroupName> fate_group_names() {
    std::vector<GroupName> names;
    for (const auto& group : groups) {
        names.push_back(group.name);
    }
    return names;
}

std::vector<GroupFate> group_fates(const RunReader& run,
                                   const std::string& baseline,
                                   const std::string& scenario) {
    const auto before = first_leases(run, baseline);
    const auto after = first_leases(run, scenario);
    std::vector<GroupFate> fates;
    if (!before || !after) {
        return fates;
    }
    for (const auto& group : groups) {
        fates.push_back(
            fate_of(group,
                    scenario,
                    tallies(group, *before, *after, static_cast<std::size_t>(run.replications()))));
    }
    return fates;
}

}  // namespace mixite
