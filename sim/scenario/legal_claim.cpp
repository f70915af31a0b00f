#include "scenario/legal_claim.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "scenario/group_claims.hpp"

namespace mixite {

namespace {

constexpr const char* contingent = "dalo.contingent";

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

/// Where the root says nothing, whatever a file gives is its own.
bool is_of_the_root(const InForce& given) {
    return given.of_root != nullptr &&
           canonical_text(*given.of_root->definition, given.of_root->value) == given.text();
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
        case BoundKind::fixed:
            return !is_of_the_root(given);
        case BoundKind::open_to_all:
        case BoundKind::not_against:
        case BoundKind::not_by:
            return false;  // of groups, not of one value
    }
    return false;
}

std::string within(const LegalBound& bound) {
    return bound.kind == BoundKind::least  ? fmt::format("give {} at least", number_of(bound.value))
           : bound.kind == BoundKind::most ? fmt::format("give {} at most", number_of(bound.value))
           : bound.kind == BoundKind::fixed ? "leave it to the file that says the law"
                                            : "";
}

bool counts_in(const ReservationHolder& holder, const DaloRules& dalo) {
    return holder.owner == HolderOwner::state || holder.name == dalo.contingent;
}

/// What is beyond one bound in one period.
class Claim {
  public:
    Claim(const LegalBound& bound,
          const std::vector<LegalBound>& law,
          const Rules& rules,
          const AllocationPolicy& policy)
        : bound_(bound), law_(law), rules_(rules), policy_(policy) {}

    std::vector<Diagnostic> run() {
        if (is_of_groups(bound_.kind)) {
            for (const auto& beyond : groups_beyond(bound_, law_, rules_, policy_)) {
                add(beyond.key, beyond.problem, beyond.otherwise);
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

    /// Told where the youngest file makes the sum what it is, at the largest share.
    void check_sum() {
        double sum = 0.0;
        std::string last;
        std::pair<std::ptrdiff_t, double> place_of_last{};
        for (const auto& holder : policy_.holders) {
            const auto key = key_of_counting(holder);
            if (!counts_in(holder, policy_.dalo) || !rules_.contains(key)) {
                continue;
            }
            sum += holder.share;
            const std::pair place(rules_.at(key).rank, holder.share);
            if (last.empty() || place > place_of_last) {
                place_of_last = place;
                last = key;
            }
        }
        const auto allowed = number_of(bound_.value);
        if (sum > allowed + 1e-9) {
            const auto less = fmt::format("take {:.6g} off them", sum - allowed);
            add(last,
                fmt::format("the State's shares sum to {:.6g}: no present law", sum),
                last == contingent ? "name a holder of the State's, or " + less : less);
        }
    }

    /// The share of the holder, or what makes it count where a younger file than that of the share
    /// says so.
    [[nodiscard]] std::string key_of_counting(const ReservationHolder& holder) const {
        const auto table = fmt::format("reservations.holders.{}.", holder.name);
        const auto share = table + "share";
        const auto why =
            holder.owner == HolderOwner::state ? table + "belongs_to" : std::string(contingent);
        const auto of_share = rules_.find(share);
        const auto of_why = rules_.find(why);
        const bool younger = of_share != rules_.end() && of_why != rules_.end() &&
                             of_why->second.rank > of_share->second.rank;
        return younger ? why : share;
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
    const std::vector<LegalBound>& law_;
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
            const auto beyond = Claim(bound, law, rules, policy).run();
            problems.insert(problems.end(), beyond.begin(), beyond.end());
        }
    }
    return problems;
}

}  // namespace mixite
