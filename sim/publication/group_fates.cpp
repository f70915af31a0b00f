#include "publication/group_fates.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "observation/result_schema.hpp"

namespace mixite {
namespace {

auto key_of(const LeaseRecord& lease) {
    return std::pair(lease.replication, lease.household);
}

struct FateGroup {
    GroupName name;
    bool (*holds)(const LeaseRecord& lease);
};

constexpr auto fate_groups = std::to_array<FateGroup>({
    {{"everybody", "everybody"}, [](const LeaseRecord&) { return true; }},
    {{"first_quartile", "1er quartile"},
     [](const LeaseRecord& l) { return l.quartile_frozen == 1; }},
    {{"second_quartile", "2e quartile"},
     [](const LeaseRecord& l) { return l.quartile_frozen == 2; }},
    {{"third_quartile", "3e quartile"},
     [](const LeaseRecord& l) { return l.quartile_frozen == 3; }},
    {{"fourth_quartile", "4e quartile"},
     [](const LeaseRecord& l) { return l.quartile_frozen == 4; }},
    {{"priority", "priority publics"},
     [](const LeaseRecord& l) { return is_to_priority_public(l); }},
    {{"other", "no priority"}, [](const LeaseRecord& l) { return !is_to_priority_public(l); }},
    {{"single", "persons alone"}, [](const LeaseRecord& l) { return l.type == 0; }},
    {{"couple_without_child", "couples without child"},
     [](const LeaseRecord& l) { return l.type == 1; }},
    {{"couple_with_children", "couples with children"},
     [](const LeaseRecord& l) { return l.type == 2; }},
    {{"single_parent", "single parents"}, [](const LeaseRecord& l) { return l.type == 3; }},
});

/// Of one group in one replication, each household by what its lease of either scenario shows.
struct Tally {
    double baseline = 0.0;
    double scenario = 0.0;
    double both = 0.0;
    double leave_group = 0.0;
    double join_group = 0.0;
    double months_longer = 0.0;
};

/// By group, then replication.
class Tallies {
  public:
    explicit Tallies(std::size_t replications)
        : by_group_(fate_groups.size(), std::vector<Tally>(replications)) {}

    void add_housed_by_baseline_only(const LeaseRecord& before) {
        for_each_group(before, [&](Tally& tally, const FateGroup& group) {
            tally.baseline += group.holds(before) ? 1.0 : 0.0;
        });
    }
    void add_housed_by_scenario_only(const LeaseRecord& after) {
        for_each_group(after, [&](Tally& tally, const FateGroup& group) {
            tally.scenario += group.holds(after) ? 1.0 : 0.0;
        });
    }
    void add_housed_by_both(const LeaseRecord& before, const LeaseRecord& after) {
        const auto longer = static_cast<double>(after.wait_months - before.wait_months);
        for_each_group(before, [&](Tally& tally, const FateGroup& group) {
            const double was = group.holds(before) ? 1.0 : 0.0;
            const double is = group.holds(after) ? 1.0 : 0.0;
            tally.baseline += was;
            tally.scenario += is;
            tally.both += was * is;
            tally.leave_group += was * (1.0 - is);
            tally.join_group += is * (1.0 - was);
            tally.months_longer += was * is * longer;
        });
    }
    [[nodiscard]] const std::vector<Tally>& of(std::size_t group) const {
        return by_group_.at(group);
    }

  private:
    template <class Count>
    void for_each_group(const LeaseRecord& lease, const Count& count) {
        for (std::size_t g = 0; g < fate_groups.size(); ++g) {
            count(by_group_[g].at(static_cast<std::size_t>(lease.replication)), fate_groups[g]);
        }
    }

    std::vector<std::vector<Tally>> by_group_;
};

/// Both by key: each household is met once.
Tallies tallies(const std::vector<LeaseRecord>& baseline,
                const std::vector<LeaseRecord>& scenario,
                std::size_t replications) {
    Tallies tallies(replications);
    auto after = scenario.begin();
    for (const auto& before : baseline) {
        for (; after != scenario.end() && key_of(*after) < key_of(before); ++after) {
            tallies.add_housed_by_scenario_only(*after);
        }
        if (after != scenario.end() && key_of(*after) == key_of(before)) {
            tallies.add_housed_by_both(before, *after++);
        } else {
            tallies.add_housed_by_baseline_only(before);
        }
    }
    std::for_each(after, scenario.end(), [&](const LeaseRecord& lease) {
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
        fate.under_scenario += weight * tally.scenario;
        fate.both += weight * tally.both;
        fate.only_baseline += weight * (tally.baseline - tally.both);
        fate.only_scenario += weight * (tally.scenario - tally.both);
        fate.leave_group += weight * tally.leave_group;
        fate.join_group += weight * tally.join_group;
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

std::vector<LeaseRecord> first_leases(const std::vector<LeaseRecord>& leases) {
    std::vector<LeaseRecord> first;
    for (const auto& lease : leases) {
        if (lease.transfer == 0 && (first.empty() || key_of(first.back()) != key_of(lease))) {
            first.push_back(lease);
        }
    }
    return first;
}

std::vector<GroupFate> group_fates(const std::vector<LeaseRecord>& baseline,
                                   const std::vector<LeaseRecord>& scenario,
                                   const std::string& name,
                                   std::size_t replications) {
    const auto tallied = tallies(baseline, scenario, replications);
    std::vector<GroupFate> fates;
    for (std::size_t g = 0; g < fate_groups.size(); ++g) {
        fates.push_back(fate_of(fate_groups[g], name, tallied.of(g)));
    }
    return fates;
}

void set_beside_witness(std::vector<GroupFate>& fates, const std::string& witness) {
    std::map<std::string, std::pair<double, double>> reshuffled;
    for (const auto& fate : fates) {
        if (fate.scenario == witness) {
            reshuffled[fate.group] = {fate.only_baseline, fate.only_scenario};
        }
    }
    for (auto& fate : fates) {
        const auto found = reshuffled.find(fate.group);
        if (fate.scenario != witness && found != reshuffled.end()) {
            fate.reshuffled_baseline = found->second.first;
            fate.reshuffled_scenario = found->second.second;
        }
    }
}

}  // namespace mixite
