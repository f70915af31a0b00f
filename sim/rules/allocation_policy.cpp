#include "rules/allocation_policy.hpp"

#include <algorithm>
#include <utility>

#include "foundation/failure.hpp"

namespace mixite {

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
