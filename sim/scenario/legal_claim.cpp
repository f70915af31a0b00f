#include "scenario/legal_claim.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

namespace mixite {

namespace {

constexpr std::string_view bill = "projet de loi";
constexpr std::string_view outside_the_law = "contrefactuel hors droit";

/// A value, as TOML, that is no present law, or any other than it, and the status to be stated.
struct BeyondLaw {
    std::string_view key;
    std::string_view value;
    bool any_other = false;
    std::string_view status = outside_the_law;
    std::string_view reason;
};

constexpr std::string_view lots = "priority publics and points put requests in order (CCH L.441-1)";
constexpr std::string_view veto = "a mayor has a casting vote, no veto (CCH L.441-2)";

constexpr std::array beyond_law = {
    BeyondLaw{"commission.engine", "\"independent_lotteries\"", false, outside_the_law, lots},
    BeyondLaw{"commission.engine", "\"common_lottery\"", false, outside_the_law, lots},
    BeyondLaw{"commission.engine",
              "\"optimal_assignment\"",
              false,
              outside_the_law,
              "the commission decides case by case (CCH L.441-2)"},
    BeyondLaw{"commission.refusals",
              "\"none\"",
              false,
              outside_the_law,
              "applicants may refuse (CCH R.441-10)"},
    BeyondLaw{"commission.solvency_screen",
              "\"none\"",
              false,
              outside_the_law,
              "a bound without behaviour is no strategy"},
    BeyondLaw{"dalo.after_refusal",
              "\"request_waits\"",
              false,
              outside_the_law,
              "when a landlord refuses, the prefect allocates (CCH L.441-2-3, II)"},
    BeyondLaw{"mayor.veto_of_first_quartile", "0.0", true, bill, veto},
    BeyondLaw{"mayor.veto_of_other_communes", "0.0", true, bill, veto},
};

}  // namespace

std::vector<Diagnostic> false_legal_claims(const Rules& rules, std::string_view legal_status) {
    std::vector<Diagnostic> problems;
    for (const auto& rule : beyond_law) {
        const auto found = rules.find(std::string(rule.key));
        if (found == rules.end() || legal_status == outside_the_law ||
            legal_status == rule.status || (found->second.text() == rule.value) == rule.any_other) {
            continue;
        }
        problems.push_back(found->second.file->document.diagnostic(
            found->second.at(),
            found->first,
            fmt::format("{} = {} is no present law", rule.key, found->second.text()),
            std::string(rule.reason),
            fmt::format("state legal_status = \"{}\"", rule.status)));
    }
    return problems;
}

}  // namespace mixite
