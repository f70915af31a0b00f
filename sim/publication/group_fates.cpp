#include "publication/group_fates.hpp"

#include <algorithm>
#include <array>
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
    void add(const LeaseRecord& before, const LeaseRecord* after) {
        for_each_group_of(before, [&](Tally& tally) {
            tally.baseline += 1.0;
            if (after != nullptr) {
                tally.scenario += 1.0;
                tally.both += 1.0;
                tally.months_longer += static_cast<double>(after->wait_months - before.wait_months);
            }
        });
    }
    void add_housed_by_scenario_only(const LeaseRecord& after) {
        for_each_group_of(after, [](Tally& tally) { tally.scenario += 1.0; });
    }
    [[nodiscard]] const std::vector<Tally>& of(std::size_t group) const {
        return by_group_.at(group);
    }

  private:
    template <class Count>
    void for_each_group_of(const LeaseRecord& lease, const Count& count) {
        for (std::size_t g = 0; g < fate_groups.size(); ++g) {
            if (fate_groups[g].holds(lease)) {
                count(by_group_[g].at(static_cast<std::size_t>(lease.replication)));
            }
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
        const bool both = after != scenario.end() && key_of(*after) == key_of(before);
        tallies.add(before, both ? &*after++ : nullptr);
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

}  // namespace mixite
