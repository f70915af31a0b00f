#include "rules/allocation_policy.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "foundation/failure.hpp"

namespace mixite {

std::set<std::string> grid_groups(const AllocationPolicy& policy) {
    std::set<std::string> names;
    for (const auto* grid : {&policy.grid, &policy.own_transfer_grid}) {
        for (const auto& line : *grid) {
            if (is_of_group(line)) {
                names.insert(line.group.name);
            }
        }
    }
    return names;
}

void number_grid_groups(AllocationPolicy& policy, const std::set<std::string>& names) {
    for (auto* grid : {&policy.grid, &policy.own_transfer_grid}) {
        for (auto& line : *grid) {
            if (is_of_group(line)) {
                const auto name = names.find(line.group.name);
                EXPECT(name != names.end(), "no group '{}'", line.group.name);
                line.criterion = criterion_of_group(
                    static_cast<std::size_t>(std::distance(names.begin(), name)));
            }
        }
    }
}

PolicyTimeline::PolicyTimeline(std::vector<std::pair<Month, AllocationPolicy>> periods)
    : periods_(std::move(periods)) {
    EXPECT(!periods_.empty(), "no period");
    for (std::size_t i = 1; i < periods_.size(); ++i) {
        EXPECT(periods_[i - 1].first < periods_[i].first,
               "{} then {}",
               to_string(periods_[i - 1].first),
               to_string(periods_[i].first));
    }
}

const AllocationPolicy& PolicyTimeline::at(Month month) const {
    const auto next =
        std::upper_bound(periods_.begin(), periods_.end(), month, [](Month m, const auto& period) {
            return m < period.first;
        });
    return next == periods_.begin() ? next->second : std::prev(next)->second;
}

}  // namespace mixite
