#include "scenario/legal_claim.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

namespace mixite {

namespace {

constexpr std::string_view bill = "projet de loi";
constexpr std::string_view outside_the_law = "contrefactuel hors droit";

enum class Side : std::uint8_t { least, most };

/// What present law asks of one value.
struct AskedByLaw {
    std::string_view key;
    /// TOML of the value that is no present law, or of the only one that is.
    std::string_view value{};
    bool any_other = false;
    /// In place of a value, the least or the most that the law allows.
    std::optional<Side> side{};
    double bound = 0.0;
    std::string_view reason{};
    std::string_view status = outside_the_law;  ///< to be stated
    Month since = from_the_start;
};

constexpr AskedByLaw not_allowed(std::string_view key,
                                 std::string_view value,
                                 std::string_view reason) {
    return {.key = key, .value = value, .reason = reason};
}

constexpr AskedByLaw only(std::string_view key, std::string_view value, std::string_view reason) {
    return {.key = key, .value = value, .any_other = true, .reason = reason};
}

constexpr AskedByLaw at_least(std::string_view key, double bound, std::string_view reason) {
    return {.key = key, .side = Side::least, .bound = bound, .reason = reason};
}

constexpr AskedByLaw at_most(std::string_view key, double bound, std::string_view reason) {
    return {.key = key, .side = Side::most, .bound = bound, .reason = reason};
}

constexpr AskedByLaw since(Month first, AskedByLaw rule) {
    rule.since = first;
    return rule;
}

constexpr AskedByLaw stated_as(std::string_view status, AskedByLaw rule) {
    rule.status = status;
    return rule;
}

constexpr std::string_view lots = "priority publics and points put requests in order (CCH L.441-1)";
constexpr std::string_view veto = "a mayor has a casting vote, no veto (CCH L.441-2)";
constexpr std::string_view three_candidates =
    "at least three candidates are examined for a dwelling (CCH R.441-3)";

constexpr double share_of_civil_servants = 0.05;
constexpr double share_of_the_state = 0.30;

constexpr std::array asked_by_law = {
    not_allowed("commission.engine", "\"independent_lotteries\"", lots),
    not_allowed("commission.engine", "\"common_lottery\"", lots),
    not_allowed("commission.engine",
                "\"optimal_assignment\"",
                "the commission decides case by case (CCH L.441-2)"),
    since(month(2024, 1),
          not_allowed("commission.engine",
                      "\"seniority\"",
                      "points put requests in order since 31 December 2023 (CCH L.441-2-8)")),
    at_least("commission.candidates", 3, three_candidates),
    at_least("commission.least_candidates", 3, three_candidates),
    at_least("commission.offer_open_days",
             10,
             "applicants have ten days at least to answer an offer (CCH R.441-10)"),
    not_allowed("commission.refusals", "\"none\"", "applicants may refuse (CCH R.441-10)"),
    not_allowed(
        "commission.solvency_screen", "\"none\"", "a bound without behaviour is no strategy"),
    since(month(2023, 12),
          not_allowed("reservations.regime",
                      "\"in_stock\"",
                      "reservations are in flow since 24 November 2023 (law ELAN of 2018, art. "
                      "114; law 3DS of 2022)")),
    at_most("reservations.holders.state_civil_servants.share",
            share_of_civil_servants,
            "of the State's 30 %, 5 % are for its civil servants (CCH R.441-5)"),
    at_least("dalo.offer_months",
             1,
             "who is recognised as DALO has a right to an offer (CCH L.441-2-3)"),
    at_most("dalo.offer_months",
            6,
            "an offer is due within three months, six where the département has an agglomeration "
            "of more than 300 000 inhabitants (CCH R.441-16-1)"),
    not_allowed("dalo.after_refusal",
                "\"request_waits\"",
                "when a landlord refuses, the prefect allocates (CCH L.441-2-3, II)"),
    at_least("review.first_quartile_outside_qpv",
             0.25,
             "a quarter of the yearly leases outside QPV at least (CCH L.441-1)"),
    at_least("review.upper_quartiles_in_qpv",
             0.50,
             "half of the yearly allocations in QPV at least (CCH L.441-1)"),
    at_least("review.priority_in_flow",
             0.25,
             "a quarter of the flow at least (CCH L.441-1, L.313-26-2)"),
    not_allowed("rents.surcharge.exempt", "\"none\"", "no SLS is due in QPV (CCH L.441-3)"),
    stated_as(bill, only("mayor.veto_of_first_quartile", "0.0", veto)),
    stated_as(bill, only("mayor.veto_of_other_communes", "0.0", veto)),
};

bool broken(const AskedByLaw& rule, const InForce& given) {
    if (!rule.side) {
        return (given.text() == rule.value) != rule.any_other;
    }
    const auto number = number_of(given.setting->value);
    return *rule.side == Side::least ? number < rule.bound : number > rule.bound;
}

std::string remedy(const AskedByLaw& rule) {
    const auto stated = fmt::format("state legal_status = \"{}\"", rule.status);
    return rule.side ? fmt::format("{}, or give {} at {}",
                                   stated,
                                   rule.bound,
                                   *rule.side == Side::least ? "least" : "most")
                     : stated;
}

/// By the names of the reference, and by what the scenario itself says of DALO.
bool is_of_the_state(const ReservationHolder& holder, const DaloRules& dalo) {
    return holder.name.starts_with("state_") || holder.name == dalo.contingent;
}

/// Checks one period against what the law asks of tables rather than of one value.
class TableClaims {
  public:
    explicit TableClaims(const Rules& rules) : rules_(rules), policy_(policy_of(rules)) {}

    std::vector<Diagnostic> run() {
        check_state();
        for (const auto& quota : policy_.quotas) {
            check_quota(quota);
        }
        return std::move(problems_);
    }

  private:
    void check_state() {
        double sum = 0.0;
        std::string largest;
        double most = 0.0;
        for (const auto& holder : policy_.holders) {
            if (is_of_the_state(holder, policy_.dalo)) {
                sum += holder.share;
                if (holder.share > most) {
                    most = holder.share;
                    largest = fmt::format("reservations.holders.{}.share", holder.name);
                }
            }
        }
        if (sum > share_of_the_state + 1e-9) {
            add(largest,
                fmt::format("the State's shares sum to {:.6g}: no present law", sum),
                "the prefect reserves 30 % at most (CCH R.441-5)",
                fmt::format("take {:.6g} off them", sum - share_of_the_state));
        }
    }

    /// What a holder's own public is, the law says holder by holder (CCH L.441-1, L.313-26-2): a
    /// quota of some holders closes no sector, one of all does.
    void check_quota(const Quota& quota) {
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
                "all sectors are open to all eligible publics (CCH L.441)",
                floor ? "give a share below 1" : "give a share above 0");
        }
    }

    void add(const std::string& key,
             std::string problem,
             std::string reason,
             const std::string& otherwise) {
        if (rules_.contains(key)) {
            problems_.push_back(problem_at(
                rules_,
                key,
                std::move(problem),
                std::move(reason),
                fmt::format("state legal_status = \"{}\", or {}", outside_the_law, otherwise)));
        }
    }

    const Rules& rules_;
    AllocationPolicy policy_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

std::vector<Diagnostic> false_legal_claims(const Rules& rules,
                                           Month last,
                                           std::string_view legal_status) {
    if (legal_status == outside_the_law) {
        return {};
    }
    auto problems = TableClaims(rules).run();
    for (const auto& rule : asked_by_law) {
        const auto found = rules.find(std::string(rule.key));
        if (found == rules.end() || legal_status == rule.status || last < rule.since ||
            !broken(rule, found->second)) {
            continue;
        }
        problems.push_back(
            problem_at(rules,
                       found->first,
                       fmt::format("{} = {} is no present law", rule.key, found->second.text()),
                       std::string(rule.reason),
                       remedy(rule)));
    }
    return problems;
}

}  // namespace mixite
