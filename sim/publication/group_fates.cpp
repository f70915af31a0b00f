#include "publication/group_fates.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "observation/result_schema.hpp"
#include "publication/table_columns.hpp"

namespace mixite {
namespace {

auto key_of(const FirstLease& lease) {
    return std::pair(lease.replication, lease.household);
}

struct FateGroup {
    GroupName name;
    bool (*holds)(const FirstLease& lease);
};

constexpr auto fate_groups = std::to_array<FateGroup>({
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

/// By group, then replication.
class Tallies {
  public:
    explicit Tallies(std::size_t replications)
        : by_group_(fate_groups.size(), std::vector<Tally>(replications)) {}

    /// A household housed under the baseline, and under the scenario unless `after` is nullptr.
    void add(const FirstLease& before, const FirstLease* after) {
        for_each_group_of(before, [&](Tally& tally) {
            tally.baseline += 1.0;
            if (after != nullptr) {
                tally.scenario += 1.0;
                tally.both += 1.0;
                tally.months_longer += static_cast<double>(after->wait_months - before.wait_months);
            }
        });
    }
    void add_housed_by_scenario_only(const FirstLease& after) {
        for_each_group_of(after, [](Tally& tally) { tally.scenario += 1.0; });
    }
    [[nodiscard]] const std::vector<Tally>& of(std::size_t group) const {
        return by_group_.at(group);
    }

  private:
    template <class Count>
    void for_each_group_of(const FirstLease& lease, const Count& count) {
        for (std::size_t g = 0; g < fate_groups.size(); ++g) {
            if (fate_groups[g].holds(lease)) {
                count(by_group_[g].at(static_cast<std::size_t>(lease.replication)));
            }
        }
    }

    std::vector<std::vector<Tally>> by_group_;
};

/// Both by key: each household is met once.
Tallies tallies(const std::vector<FirstLease>& baseline,
                const std::vector<FirstLease>& scenario,
                std::size_t replications) {
    Tallies tallies(replications);
    auto after = scenario.begin();
    for (const auto& before : baseline) {
        for (; after != scenario.end() && key_of(*after) < key_of(before); ++after) {
            tallies.add_housed_by_scenario_only(*after);
        }
        const bool both = after != scenario.end() && key_of(*after) == key_of(before);
        tallies.add(before, both ? &*after++ : nullptr);
    }
    std::for_each(after, scenario.end(), [&](const FirstLease& lease) {
        tallies.add_housed_by_scenario_only(lease);
    });
    return tallies;
}

GroupFate fate_of(const FateGroup& group,
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
    fate.months_longer = fate.both > 0.0 ? months / fate.both : unmeasured;
    return fate;
}

}  // namespace

std::vector<GroupName> fate_group_names() {
    std::vector<GroupName> names;
    names.reserve(fate_groups.size());
    for (const auto& group : fate_groups) {
        names.push_back(group.name);
    }
    return names;
}

std::optional<std::vector<FirstLease>> first_leases(const Table& table) {
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
    std::vector<FirstLease> leases;
    for (std::size_t i = 0; i < replication.size(); ++i) {
        if (transfer[i] == 0) {
            leases.push_back(
                {replication[i], household[i], quartile[i], type[i], priorities[i] != 0, wait[i]});
        }
    }
    std::stable_sort(leases.begin(), leases.end(), [](const auto& a, const auto& b) {
        return key_of(a) < key_of(b);
    });
    leases.erase(std::unique(leases.begin(),
                             leases.end(),
                             [](const auto& a, const auto& b) { return key_of(a) == key_of(b); }),
                 leases.end());
    return leases;
}

std::vector<GroupFate> group_fates(const std::vector<FirstLease>& baseline,
                                   const std::vector<FirstLease>& scenario,
                                   const std::string& name,
                                   std::size_t replications) {
    const auto tallied = tallies(baseline, scenario, replications);
    std::vector<GroupFate> fates;
    for (std::size_t g = 0; g < fate_groups.size(); ++g) {
        fates.push_back(fate_of(fate_groups[g], name, tallied.of(g)));
    }
    return fates;
}

std::vector<GroupFate> group_fates(const RunReader& run,
                                   const std::string& baseline,
                                   const std::string& scenario) {
    if (!run.has_events(baseline, "leases") || !run.has_events(scenario, "leases")) {
        return {};
    }
    const auto before = first_leases(run.events(baseline, "leases"));
    const auto after = first_leases(run.events(scenario, "leases"));
    return before && after
               ? group_fates(
                     *before, *after, scenario, static_cast<std::size_t>(run.replications()))
               : std::vector<GroupFate>{};
}

}  // namespace mixite
