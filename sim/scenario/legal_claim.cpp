#include "scenario/legal_claim.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "scenario/group_cover.hpp"

namespace mixite {

namespace {

constexpr const char* no_list_kept = R"(give mode = "bonus" or "observed")";

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
        case BoundKind::not_against:
        case BoundKind::not_by:
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

bool is_of_quotas(BoundKind kind) {
    return kind == BoundKind::open_to_all || kind == BoundKind::not_against ||
           kind == BoundKind::not_by;
}

/// Does the quota keep anybody off a list?
bool restricts(const Quota& quota) {
    return quota.mode == QuotaMode::strict &&
           (quota.bound == QuotaBound::at_least ? quota.share > 0.0 : quota.share < 1.0);
}

bool reaches(const Quota& quota, std::string_view scope) {
    return scope.empty() || quota.scope.place == Scope::everywhere ||
           (quota.scope.place == Scope::in_qpv) == (scope == "in_qpv");
}

bool is_of_a_part(const QuotaScope& scope) {
    return !(scope.communes.empty() && scope.zones.empty() && scope.landlords.empty() &&
             scope.holders.empty());
}

/// Are these households, who fulfil one condition, those that the quota names to hold them back?
bool names_to_hold_back(const Quota& quota, const HouseholdGroup& those) {
    const auto asked = [&](const HouseholdGroup& group) {
        return ((group.all_of | group.any_of) & those.all_of) != 0;
    };
    return asked(quota.base) ||
           (quota.bound == QuotaBound::at_most ? asked(quota.group)
                                               : (quota.group.none_of & those.all_of) != 0);
}

/// What share of the leases is the most that the quota lets them have.
double share_left(const Quota& quota, const HouseholdGroup& those) {
    if (quota.bound == QuotaBound::at_most) {
        return cover({quota.group}, those) ? quota.share : 1.0;
    }
    return are_apart(quota.group, those) ? 1.0 - quota.share : 1.0;
}

/// What share would leave that much to who is not of its group, or under its cap.
std::string share_leaving(const Quota& quota, double leaving) {
    const bool floor = quota.bound == QuotaBound::at_least;
    if (leaving == 0.0) {
        return floor ? "give a share below 1" : "give a share above 0";
    }
    return floor ? fmt::format("give a share of {:.6g} at most", 1.0 - leaving)
                 : fmt::format("give a share of {:.6g} at least", leaving);
}

/// Does the group ask for the age, the children or a condition of its households?
bool asks_for(const HouseholdGroup& group, std::string_view criterion) {
    const HouseholdGroup any;
    if (criterion == "age") {
        return group.age_from != any.age_from || group.age_below != any.age_below;
    }
    if (criterion == "children") {
        return group.children_from != any.children_from ||
               group.children_below != any.children_below;
    }
    const auto condition = find_group({}, criterion);
    return condition && ((group.all_of | group.any_of | group.none_of) & condition->all_of) != 0;
}

/// What is beyond one bound in one period.
class Claim {
  public:
    Claim(const LegalBound& bound, const Rules& rules, const AllocationPolicy& policy)
        : bound_(bound), rules_(rules), policy_(policy) {}

    std::vector<Diagnostic> run() {
        if (is_of_quotas(bound_.kind)) {
            for (const auto& quota : policy_.quotas) {
                check_quota(quota);
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

    void check_quota(const Quota& quota) {
        if (bound_.kind == BoundKind::open_to_all) {
            check_open(quota);
        } else if (restricts(quota) && bound_.kind == BoundKind::not_against) {
            check_against(quota);
        } else if (restricts(quota)) {
            check_criteria(quota);
        }
    }

    void check_against(const Quota& quota) {
        for (const auto& name : texts_of(bound_.value)) {
            const auto those = find_group({}, name);
            if (!those || !reaches(quota, bound_.scope)) {
                continue;
            }
            if (bound_.leaving > 0.0) {
                check_left(quota, *those);
            } else if (names_to_hold_back(quota, *those)) {
                add_quota(quota, fmt::format("holds back '{}'", name), no_list_kept);
            }
        }
    }

    void check_left(const Quota& quota, const HouseholdGroup& those) {
        const double left = share_left(quota, those);
        if (left < bound_.leaving - 1e-9 && !is_of_a_part(quota.scope)) {
            add_quota(quota,
                      fmt::format("leaves '{}' {:.6g} of the leases", those.name, left),
                      share_leaving(quota, bound_.leaving));
        }
    }

    void check_criteria(const Quota& quota) {
        for (const auto& criterion : texts_of(bound_.value)) {
            if (asks_for(quota.group, criterion) || asks_for(quota.base, criterion)) {
                add_quota(quota, fmt::format("keeps lists by '{}'", criterion), no_list_kept);
            }
        }
    }

    void add_quota(const Quota& quota, const std::string& does, const std::string& otherwise) {
        add(fmt::format("quotas.{}.share", quota.name),
            fmt::format("quota '{}' {}: no present law", quota.name, does),
            otherwise);
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
        const double left = floor ? 1.0 - quota.share : quota.share;
        const bool closes = left <= 0.0 || left < bound_.leaving - 1e-9;
        if (closes && !(floor && of_everybody)) {
            add_quota(quota,
                      fmt::format("{} its scope to {}",
                                  left <= 0.0 ? "closes" : "all but closes",
                                  floor ? fmt::format("who is not of '{}'", quota.group.name)
                                        : fmt::format("'{}'", quota.group.name)),
                      share_leaving(quota, bound_.leaving));
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
