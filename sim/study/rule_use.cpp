#include "study/rule_use.hpp"

#include <fmt/format.h>

namespace mixite {

RuleUse::RuleUse(const std::vector<Strategy>& strategies) {
    for (const auto& strategy : strategies) {
        auto& use = strategies_.emplace_back();
        use.name = strategy.name;
        const auto& periods = strategy.timeline.periods();
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const bool over = p + 1 < periods.size() && periods[p + 1].first <= strategy.fork;
            if (over || periods[p].first > strategy.until) {
                continue;
            }
            for (const auto& quota : periods[p].second.quotas) {
                if (quota.mode != QuotaMode::observed) {
                    use.quota_bound.emplace(quota.name, false);
                }
                if (quota.prefect_substitutes) {
                    use.prefect_substituted.emplace(quota.name, false);
                }
            }
        }
        for (const auto& holder : periods.back().second.holders) {
            use.holders.push_back(holder.name);
        }
        use.holder_let.resize(use.holders.size());
    }
}

void RuleUse::add(std::size_t strategy, const Trajectory& fork) {
    auto& use = strategies_[strategy];
    for (const auto& year : fork.quota_years) {
        if (const auto quota = use.quota_bound.find(year.quota); quota != use.quota_bound.end()) {
            quota->second = quota->second || year.bound > 0;
        }
        if (const auto quota = use.prefect_substituted.find(year.quota);
            quota != use.prefect_substituted.end()) {
            quota->second = quota->second || year.substituted > 0;
        }
    }
    for (const auto& lease : fork.leases) {
        if (lease.holder && lease.holder.value < use.holder_let.size()) {
            use.holder_let[lease.holder.value] = 1;
        }
    }
}

std::vector<std::string> RuleUse::never_applied() const {
    std::vector<std::string> sentences;
    for (const auto& use : strategies_) {
        for (const auto& [quota, bound] : use.quota_bound) {
            if (!bound) {
                sentences.push_back(fmt::format("{}: quota '{}' never bound", use.name, quota));
            }
        }
        for (const auto& [quota, substituted] : use.prefect_substituted) {
            if (!substituted) {
                sentences.push_back(fmt::format(
                    "{}: the prefect never substituted for quota '{}'", use.name, quota));
            }
        }
        for (std::size_t h = 0; h < use.holders.size(); ++h) {
            if (use.holder_let[h] == 0) {
                sentences.push_back(
                    fmt::format("{}: no lease was of holder '{}'", use.name, use.holders[h]));
            }
        }
    }
    return sentences;
}

}  // namespace mixite
