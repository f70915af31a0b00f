#include "scenario/legal_claim.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace mixite {

namespace {

/// Whoever states this claims nothing.
constexpr std::string_view outside_the_law = "contrefactuel hors droit";

bool is_lifted(const LegalBound& bound, const Rules& rules) {
    const auto flag = rules.find(bound.unless);
    return flag != rules.end() && std::get<bool>(flag->second.setting->value.data);
}

bool concerns(const LegalBound& bound, const std::string& key, const InForce& given) {
    const auto* definition = given.setting->definition;
    return definition == bound.definition && (bound.key == definition->name || bound.key == key);
}

bool is_listed(const LegalBound& bound, const InForce& given) {
    const auto listed = texts_of(bound.value);
    return std::find(listed.begin(), listed.end(), *given.setting->value.text()) != listed.end();
}

bool is_beyond(const LegalBound& bound, const InForce& given) {
    switch (bound.kind) {
        case BoundKind::least:
            return number_of(given.setting->value) < number_of(bound.value);
        case BoundKind::most:
            return number_of(given.setting->value) > number_of(bound.value);
        case BoundKind::only:
            return !is_listed(bound, given);
        case BoundKind::never:
            return is_listed(bound, given);
        case BoundKind::open_to_all:
            return false;  // of a quota, not of one value
    }
    return false;
}

std::string within(const LegalBound& bound) {
    return bound.kind == BoundKind::least  ? fmt::format("give {} at least", number_of(bound.value))
           : bound.kind == BoundKind::most ? fmt::format("give {} at most", number_of(bound.value))
                                           : "";
}

bool counts_in(const ReservationHolder& holder, const DaloRules& dalo) {
    return holder.owner == HolderOwner::state || holder.name == dalo.contingent;
}

/// What is beyond one bound in one period.
class Claim {
  public:
    Claim(const LegalBound& bound, const Rules& rules, const AllocationPolicy& policy)
        : bound_(bound), rules_(rules), policy_(policy) {}

    std::vector<Diagnostic> run() {
        if (bound_.kind == BoundKind::open_to_all) {
            for (const auto& quota : policy_.quotas) {
                check_open(quota);
            }
        } else if (!bound_.sum_of.empty()) {
            check_sum();
        } else {
            check_values();
        }
        return std::move(problems_);
    }

  private:
    void check_values() {
        for (const auto& [key, given] : rules_) {
            if (concerns(bound_, key, given) && is_beyond(bound_, given)) {
                add(key,
                    fmt::format("{} = {} is no present law", key, given.text()),
                    within(bound_));
            }
        }
    }

    /// Told at the largest share that the youngest file gives.
    void check_sum() {
        double sum = 0.0;
        std::string last;
        std::pair<std::ptrdiff_t, double> place_of_last{};
        for (const auto& holder : policy_.holders) {
            const auto key = fmt::format("reservations.holders.{}.share", holder.name);
            const auto given = rules_.find(key);
            if (!counts_in(holder, policy_.dalo) || given == rules_.end()) {
                continue;
            }
            sum += holder.share;
            const std::pair place(given->second.rank, holder.share);
            if (last.empty() || place > place_of_last) {
                place_of_last = place;
                last = key;
            }
        }
        const auto allowed = number_of(bound_.value);
        if (sum > allowed + 1e-9) {
            add(last,
                fmt::format("the State's shares sum to {:.6g}: no present law", sum),
                fmt::format("take {:.6g} off them", sum - allowed));
        }
    }

    /// What a holder's own public is, the law says holder by holder (CCH L.441-1, L.313-26-2): a
    /// quota of some holders closes no sector, one of all does.
    void check_open(const Quota& quota) {
        const bool of_some_holders =
            !quota.scope.holders.empty() && quota.scope.holders.size() < policy_.holders.size();
        if (quota.mode != QuotaMode::strict || of_some_holders) {
            return;
        }
        const bool floor = quota.bound == QuotaBound::at_least;
        const bool of_everybody = same_households(quota.group, HouseholdGroup{}) ||
                                  same_households(quota.group, quota.base);
        if (floor ? quota.share >= 1.0 && !of_everybody : quota.share <= 0.0) {
            add(fmt::format("quotas.{}.share", quota.name),
                fmt::format("quota '{}' closes its scope to {}: no present law",
                            quota.name,
                            floor ? fmt::format("who is not of '{}'", quota.group.name)
                                  : fmt::format("'{}'", quota.group.name)),
                floor ? "give a share below 1" : "give a share above 0");
        }
    }

    void add(const std::string& key, std::string problem, const std::string& otherwise) {
        if (rules_.contains(key)) {
            problems_.push_back(problem_at(rules_,
                                           key,
                                           std::move(problem),
                                           fmt::format("{} ({})", bound_.text, bound_.article),
                                           fmt::format("state legal_status = \"{}\"{}{}",
                                                       bound_.legal_status,
                                                       otherwise.empty() ? "" : ", or ",
                                                       otherwise)));
        }
    }

    const LegalBound& bound_;
    const Rules& rules_;
    const AllocationPolicy& policy_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

std::vector<Diagnostic> false_legal_claims(const Rules& rules,
                                           const std::vector<LegalBound>& law,
                                           Month last,
                                           std::string_view legal_status) {
    std::vector<Diagnostic> problems;
    if (legal_status == outside_the_law) {
        return problems;
    }
    const auto policy = policy_of(rules);
    for (const auto& bound : law) {
        if (legal_status != bound.legal_status && last >= bound.since && !is_lifted(bound, rules)) {
            const auto beyond = Claim(bound, rules, policy).run();
            problems.insert(problems.end(), beyond.begin(), beyond.end());
        }
    }
    return problems;
}

}  // namespace mixite
