#include "scenario/quota_clashes.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "rules/quotas.hpp"
#include "scenario/group_cover.hpp"

namespace mixite {

namespace {

constexpr double tolerance = 1e-9;

/// By position the first position whose thing is the same.
template <class Same>
std::vector<std::size_t> first_of_same(std::size_t count, const Same& same) {
    std::vector<std::size_t> first(count);
    for (std::size_t i = 0; i < count; ++i) {
        while (first[i] < i && !same(first[i], i)) {
            ++first[i];
        }
    }
    return first;
}

/// "quota 'a'", "quotas 'a', 'b' and 'c'"
std::string quotas_named(const std::vector<Quota>& quotas, const std::vector<std::size_t>& which) {
    auto text = fmt::format("quota{} '{}'", which.size() == 1 ? "" : "s", quotas[which[0]].name);
    for (std::size_t i = 1; i < which.size(); ++i) {
        text += fmt::format("{} '{}'", i + 1 == which.size() ? " and" : ",", quotas[which[i]].name);
    }
    return text;
}

class Clashes {
  public:
    Clashes(const AllocationPolicy& policy, const QuotaScopes& scopes)
        : groups_(policy.groups), quotas_(policy.quotas), scopes_(scopes) {}

    std::vector<QuotaClash> run() {
        for (std::size_t i = 0; i < quotas_.size(); ++i) {
            for (std::size_t j = i + 1; j < quotas_.size(); ++j) {
                if (comparable(i, j)) {
                    check_floors(i, j);
                    check_floor_and_cap(i, j);
                    check_floor_and_cap(j, i);
                }
            }
            check_caps(i);
        }
        return std::move(found_);
    }

  private:
    [[nodiscard]] bool acts(std::size_t q) const {
        const auto& quota = quotas_[q];
        return quota.mode != QuotaMode::observed && find_group(groups_, quota.group.name) &&
               find_group(groups_, quota.base.name);
    }

    [[nodiscard]] bool is_floor(std::size_t q) const {
        return quotas_[q].bound == QuotaBound::at_least;
    }

    [[nodiscard]] bool comparable(std::size_t i, std::size_t j) const {
        return acts(i) && acts(j) && scopes_[i] == scopes_[j] &&
               same_households(quotas_[i].base, quotas_[j].base);
    }

    void add(std::vector<std::size_t> which, const std::string& what, std::string reason) {
        const auto problem = fmt::format("{} {}", quotas_named(quotas_, which), what);
        found_.push_back({std::move(which), problem, std::move(reason)});
    }

    void check_floors(std::size_t i, std::size_t j) {
        const auto& a = quotas_[i];
        const auto& b = quotas_[j];
        if (is_floor(i) && is_floor(j) && are_apart(a.group, b.group) &&
            a.share + b.share > 1.0 + tolerance) {
            add({i, j},
                fmt::format("sum to {:.6g}", a.share + b.share),
                "no household is of both groups: floors of one scope sum to 1 at most");
        }
    }

    void check_floor_and_cap(std::size_t f, std::size_t c) {
        const auto& floor = quotas_[f];
        const auto& cap = quotas_[c];
        if (is_floor(f) && !is_floor(c) && floor.share > cap.share &&
            cover({cap.group}, floor.group)) {
            add({std::min(f, c), std::max(f, c)},
                fmt::format("ask for at least {:.6g} and at most {:.6g}", floor.share, cap.share),
                "nothing can meet both");
        }
    }

    /// Of the caps comparable with `first`, which is the first of them, the fewest and lowest that
    /// everybody falls under.
    void check_caps(std::size_t first) {
        std::vector<std::size_t> caps;
        for (std::size_t q = 0; q < quotas_.size(); ++q) {
            if (!is_floor(q) && comparable(first, q)) {
                caps.push_back(q);
            }
        }
        if (caps.empty() || caps.front() != first || !hold_everybody(caps)) {
            return;
        }
        auto highest_first = caps;
        std::stable_sort(highest_first.begin(), highest_first.end(), [&](auto a, auto b) {
            return quotas_[a].share > quotas_[b].share;
        });
        for (const auto cap : highest_first) {
            auto others = caps;
            std::erase(others, cap);
            if (hold_everybody(others)) {
                caps = std::move(others);
            }
        }
        double sum = 0.0;
        for (const auto cap : caps) {
            sum += quotas_[cap].share;
        }
        if (sum < 1.0 - tolerance) {
            add(caps,
                fmt::format("{} no tenant for {:.6g} of the leases",
                            caps.size() == 1 ? "leaves" : "leave",
                            1.0 - sum),
                "every household that counts falls under a cap: they must sum to 1 at least");
        }
    }

    [[nodiscard]] bool hold_everybody(const std::vector<std::size_t>& caps) const {
        std::vector<HouseholdGroup> groups;
        groups.reserve(caps.size());
        for (const auto cap : caps) {
            groups.push_back(quotas_[cap].group);
        }
        return !groups.empty() && cover(groups, quotas_[caps.front()].base);
    }

    const std::vector<HouseholdGroup>& groups_;
    const std::vector<Quota>& quotas_;
    const QuotaScopes& scopes_;
    std::vector<QuotaClash> found_;
};

}  // namespace

QuotaScopes scopes_as_written(const std::vector<Quota>& quotas) {
    return first_of_same(quotas.size(), [&](std::size_t a, std::size_t b) {
        return quotas[a].scope == quotas[b].scope;
    });
}

QuotaScopes scopes_as_reached(const AllocationPolicy& policy, const Territory& territory) {
    const auto reaches = quota_reaches(policy, territory);
    return first_of_same(reaches.size(), [&](std::size_t a, std::size_t b) {
        const auto& zones = reaches[a].zones.values();
        return std::find(zones.begin(), zones.end(), 1) != zones.end() &&
               zones == reaches[b].zones.values() &&
               reaches[a].landlords.values() == reaches[b].landlords.values() &&
               reaches[a].holders == reaches[b].holders;
    });
}

std::vector<QuotaClash> clashes_of(const AllocationPolicy& policy, const QuotaScopes& scopes) {
    return Clashes(policy, scopes).run();
}

}  // namespace mixite
