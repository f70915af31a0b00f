#include "scenario/quota_contradictions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "rules/quotas.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/policy_keys.hpp"

namespace mixite {
namespace {

/// Checks one period; every check looks at keys that are given and right in themselves.
class QuotaContradictions {
  public:
    QuotaContradictions(const Rules& rules, const AllocationPolicy& policy)
        : rules_(rules), policy_(policy) {}

    std::vector<Diagnostic> run() {
        for (const auto& group : policy_.groups) {
            check_group(group);
        }
        for (const auto& holder : policy_.holders) {
            check_name(fmt::format("reservations.holders.{}.designates", holder.name));
        }
        check_name("coordination.names");
        check_keys();
        for (const auto& quota : policy_.quotas) {
            check_quota(quota);
        }
        check_pairs();
        return std::move(problems_);
    }

  private:
    void add(const std::string& key,
             std::string problem,
             std::string reason,
             std::string suggestion = {}) {
        if (rules_.contains(key)) {
            problems_.push_back(problem_at(
                rules_, key, std::move(problem), std::move(reason), std::move(suggestion)));
        }
    }

    void check_group(const HouseholdGroup& group) {
        const auto key = latest_key(rules_, fmt::format("groups.{}.", group.name));
        if (find_group({}, group.name)) {
            add(key,
                fmt::format("group '{}' has the name of a condition", group.name),
                "a rule that names it could mean either",
                "give the group another name");
        }
        if (are_apart(group, group)) {
            add(key,
                fmt::format("no household can be of group '{}'", group.name),
                "its conditions or bounds exclude each other");
        }
    }

    [[nodiscard]] std::vector<std::string> group_names() const {
        std::vector<std::string> names{"all"};
        for (const auto& condition : named_conditions()) {
            names.emplace_back(condition.name);
        }
        for (const auto& group : policy_.groups) {
            names.push_back(group.name);
        }
        return names;
    }

    /// The value of this key must be the name of a group.
    void check_name(const std::string& key) {
        const auto given = rules_.find(key);
        if (given == rules_.end()) {
            return;
        }
        const auto& name = *given->second.setting->value.text();
        if (!find_group(policy_.groups, name)) {
            add(key,
                fmt::format("{} = \"{}\"", key, name),
                "must be 'all', a condition or a group of [groups]",
                did_you_mean(name, group_names()));
        }
    }

    void check_keys() {
        std::set<std::string> names;
        for (const auto& [key, value] : rules_) {
            if (key.starts_with("quotas.")) {
                names.insert(value.setting->name);
            }
        }
        for (const auto& name : names) {
            const auto prefix = "quotas." + name + ".";
            const auto need = [&](const char* needed, const char* reason) {
                if (!rules_.contains(prefix + needed)) {
                    add(latest_key(rules_, prefix),
                        fmt::format("quota '{}' has no '{}'", name, needed),
                        reason);
                }
            };
            need("group", "a quota binds a share of a group");
            need("share", "a quota binds a share of a group");
            if (mode_of(name) != "observed") {
                need("guard_days", "a quota binds until a vacancy has lasted too long");
            }
            if (mode_of(name) == "bonus") {
                need("bonus_points", "a bonus is of points");
            }
        }
        if (names.size() > most_quotas) {
            add(latest_key(rules_, "quotas."),
                fmt::format("{} quotas", names.size()),
                fmt::format("a scenario has {} at most", most_quotas));
        }
    }

    [[nodiscard]] std::string mode_of(const std::string& quota) const {
        const auto mode = rules_.find(fmt::format("quotas.{}.mode", quota));
        return mode == rules_.end() ? "strict" : *mode->second.setting->value.text();
    }

    void check_quota(const Quota& quota) {
        const auto key = [&](const char* what) {
            return fmt::format("quotas.{}.{}", quota.name, what);
        };
        check_name(key("group"));
        check_name(key("base"));
        std::vector<std::string> holders;
        holders.reserve(policy_.holders.size());
        for (const auto& holder : policy_.holders) {
            holders.push_back(holder.name);
        }
        for (const auto& holder : quota.scope.holders) {
            if (std::find(holders.begin(), holders.end(), holder) == holders.end()) {
                add(key("holders"),
                    fmt::format("quota '{}' names the holder '{}'", quota.name, holder),
                    "there is no such holder in [reservations.holders]",
                    did_you_mean(holder, holders));
            }
        }
        if (are_apart(quota.group, quota.base)) {
            add(key("group"),
                fmt::format("quota '{}': no household of '{}' is of '{}'",
                            quota.name,
                            quota.base.name,
                            quota.group.name),
                "its group would be nobody in its base");
        }
        if (quota.prefect_substitutes &&
            (quota.window_months != 0 || quota.bound == QuotaBound::at_most)) {
            add(key("prefect_substitutes"),
                fmt::format("quota '{}': the prefect substitutes for no cap or rolling window",
                            quota.name),
                "CCH L.441-1: what a landlord's year has missed of a floor",
                "leave window_months and bound out, or set prefect_substitutes = false");
        }
    }

    void check_pairs() {
        const auto& quotas = policy_.quotas;
        for (std::size_t i = 0; i < quotas.size(); ++i) {
            for (std::size_t j = i + 1; j < quotas.size(); ++j) {
                const bool acting =
                    quotas[i].mode != QuotaMode::observed && quotas[j].mode != QuotaMode::observed;
                if (acting && quotas[i].scope == quotas[j].scope &&
                    same_households(quotas[i].base, quotas[j].base)) {
                    check_pair(quotas[i], quotas[j]);
                }
            }
        }
    }

    void check_pair(const Quota& a, const Quota& b) {
        const bool both_floors = a.bound == QuotaBound::at_least && b.bound == QuotaBound::at_least;
        if (both_floors && are_apart(a.group, b.group) && a.share + b.share > 1.0 + 1e-9) {
            add_pair(a,
                     b,
                     fmt::format("sum to {:.6g}", a.share + b.share),
                     "no household is of both groups: floors of one scope sum to 1 at most");
        }
        const auto& floor = a.bound == QuotaBound::at_least ? a : b;
        const auto& cap = a.bound == QuotaBound::at_least ? b : a;
        if (a.bound != b.bound && same_households(a.group, b.group) && floor.share > cap.share) {
            add_pair(
                a,
                b,
                fmt::format("ask for at least {:.6g} and at most {:.6g}", floor.share, cap.share),
                "nothing can meet both");
        }
    }

    void add_pair(const Quota& a, const Quota& b, const std::string& what, std::string reason) {
        const auto key_a = fmt::format("quotas.{}.share", a.name);
        const auto key_b = fmt::format("quotas.{}.share", b.name);
        if (!rules_.contains(key_a) || !rules_.contains(key_b)) {
            return;
        }
        const bool later = rules_.at(key_a).at().line > rules_.at(key_b).at().line;
        add(later ? key_a : key_b,
            fmt::format("quotas '{}' and '{}' {}", a.name, b.name, what),
            std::move(reason),
            "change one of the shares, or set enabled = false in one of the quotas");
    }

    const Rules& rules_;
    const AllocationPolicy& policy_;
    std::vector<Diagnostic> problems_;
};

template <class RowType, class Record>
std::vector<std::string> codes_of(const Column<RowType, Record>& records) {
    std::vector<std::string> codes;
    for (const auto& record : records) {
        codes.push_back(record.code);
    }
    return codes;
}

struct PlaceNoun {
    const char* one;
    std::vector<std::string> known;
};

PlaceNoun noun_of(CodeKind kind, const Territory& territory) {
    switch (kind) {
        case CodeKind::commune:
            return {"commune", codes_of(territory.communes)};
        case CodeKind::zone:
            return {"zone", codes_of(territory.zones)};
        case CodeKind::landlord:
            return {"landlord", codes_of(territory.landlords)};
        case CodeKind::quota_scope:
            break;
    }
    return {"", {}};
}

bool all_known(const std::vector<std::string>& codes, const std::vector<std::string>& known) {
    return std::all_of(codes.begin(), codes.end(), [&](const auto& code) {
        return std::find(known.begin(), known.end(), code) != known.end();
    });
}

/// The first period in which the places that the quota names, all of which the territory has, leave
/// it no zone. One that names none is at rest where there is no such place: a rule for QPV on a
/// territory without any.
std::optional<Month> reaches_nothing(const Scenario& scenario,
                                     const Territory& territory,
                                     const std::string& name) {
    for (const auto& [month, policy] : scenario.timeline.periods()) {
        const auto reaches = quota_reaches(policy, territory);
        for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
            const auto& quota = policy.quotas[q];
            const auto& zones = reaches[q].zones;
            const bool names_places = !quota.scope.zones.empty() || !quota.scope.communes.empty();
            if (quota.name == name && names_places &&
                std::find(zones.begin(), zones.end(), 1) == zones.end() &&
                all_known(quota.scope.zones, codes_of(territory.zones)) &&
                all_known(quota.scope.communes, codes_of(territory.communes))) {
                return month;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Diagnostic> quota_contradictions(const Rules& rules, const AllocationPolicy& policy) {
    return QuotaContradictions(rules, policy).run();
}

namespace {

/// Each once; a scope that a later file changes is that file's to mend.
void add_place(std::vector<NamedPlace>& places, NamedPlace place) {
    const auto told = std::find_if(places.begin(), places.end(), [&](const auto& known) {
        return known.kind == place.kind && known.code == place.code &&
               (known.kind == CodeKind::quota_scope || known.at.line == place.at.line);
    });
    (told == places.end() ? places.emplace_back() : *told) = std::move(place);
}

void add_codes(std::vector<NamedPlace>& places,
               const Rules& rules,
               const std::string& key,
               const InForce& value) {
    constexpr std::array kinds = {std::pair{".communes", CodeKind::commune},
                                  std::pair{".zones", CodeKind::zone},
                                  std::pair{".landlords", CodeKind::landlord}};
    for (const auto& [suffix, kind] : kinds) {
        if (key.ends_with(suffix)) {
            for (const auto& code : texts_of(value.setting->value)) {
                add_place(places, {kind, code, problem_at(rules, key, "", "")});
            }
        }
    }
}

}  // namespace

std::vector<NamedPlace> places_of_quotas(const std::vector<std::pair<Month, Rules>>& periods) {
    std::vector<NamedPlace> places;
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            if (!key.starts_with("quotas.")) {
                continue;
            }
            add_codes(places, rules, key, value);
            const auto& quota = value.setting->name;
            const auto latest = latest_key(rules, "quotas." + quota + ".");
            add_place(places, {CodeKind::quota_scope, quota, problem_at(rules, latest, "", "")});
        }
    }
    return places;
}

std::vector<Diagnostic> place_problems(const Scenario& scenario, const Territory& territory) {
    std::vector<Diagnostic> problems;
    for (const auto& place : scenario.places) {
        auto problem = place.at;
        if (place.kind == CodeKind::quota_scope) {
            if (reaches_nothing(scenario, territory, place.code)) {
                problem.problem = fmt::format("quota '{}' has no zone in its scope", place.code);
                problem.reason = fmt::format(
                    "no zone of '{}' is in all of its scope, communes and "
                    "zones",
                    territory.name);
                problems.push_back(std::move(problem));
            }
            continue;
        }
        const auto noun = noun_of(place.kind, territory);
        if (!all_known({place.code}, noun.known)) {
            problem.problem = fmt::format("unknown {} '{}'", noun.one, place.code);
            problem.reason = fmt::format("'{}' has no such {}", territory.name, noun.one);
            problem.suggestion = did_you_mean(place.code, noun.known);
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

}  // namespace mixite
