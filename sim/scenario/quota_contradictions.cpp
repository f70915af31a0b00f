#include "scenario/quota_contradictions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "rules/quotas.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/quota_clashes.hpp"

namespace mixite {
namespace {

constexpr const char* remedy_of_clash =
    "change one of the shares, or set enabled = false in one of the quotas";

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
        check_grid_groups();
        check_review();
        check_keys();
        for (const auto& quota : policy_.quotas) {
            check_quota(quota);
        }
        check_clashes();
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
                suggested_name(name, group_names()));
        }
    }

    void check_grid_groups() {
        for (const auto& [key, value] : rules_) {
            const auto& name = value.setting->name;
            if ((key.starts_with("cotation.groups.") ||
                 key.starts_with("cotation.transfers.groups.")) &&
                !find_group(policy_.groups, name)) {
                add(key,
                    fmt::format("the grid gives points to '{}'", name),
                    "must be 'all', a condition or a group of [groups]",
                    suggested_name(name, group_names()));
            }
        }
        if (const auto groups = grid_groups(policy_).size(); groups > most_grid_groups) {
            add(latest_key(rules_, "cotation."),
                fmt::format("the grids give points to {} groups", groups),
                fmt::format("{} at most are told apart", most_grid_groups));
        }
    }

    void check_review() {
        const std::string key = "review.counted_beside_first_quartile";
        check_name(key);
        const auto& group = policy_.review.counted_beside_first_quartile;
        if (!told_by_leases(group)) {
            add(key,
                fmt::format("{} = \"{}\"", key, group.name),
                "the review counts leases, which tell neither work nor children of a household",
                "name a group that asks for neither");
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
            const auto need = [&](const char* needed, const char* reason, const char* suggestion) {
                if (!rules_.contains(prefix + needed)) {
                    add(latest_key(rules_, prefix),
                        fmt::format("quota '{}' has no '{}'", name, needed),
                        reason,
                        suggestion);
                }
            };
            need("group",
                 "a quota binds a share of a group",
                 "give group = \"first_quartile\" or another condition or group");
            need("share", "a quota binds a share of a group", "give a share between 0 and 1");
            if (mode_of(name) != "observed") {
                need("guard_days",
                     "a quota binds until a vacancy has lasted too long",
                     "give guard_days = 60 or another number of days; 0: it is never lifted");
            }
            if (mode_of(name) == "bonus") {
                need("bonus_points", "a bonus is of points", "give bonus_points = 10 or another");
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
                    suggested_name(holder, holders));
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

    void check_clashes() {
        for (const auto& clash : clashes_of(policy_, scopes_as_written(policy_.quotas))) {
            std::vector<std::string> keys;
            keys.reserve(clash.quotas.size());
            for (const auto q : clash.quotas) {
                keys.push_back(fmt::format("quotas.{}.share", policy_.quotas[q].name));
            }
            const auto given = [&](const auto& key) { return rules_.contains(key); };
            if (std::all_of(keys.begin(), keys.end(), given)) {
                const auto place = [&](const std::string& key) {
                    return std::pair(rules_.at(key).rank, rules_.at(key).at().line);
                };
                const auto latest =
                    std::max_element(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
                        return place(a) < place(b);
                    });
                add(*latest, clash.problem, clash.reason, remedy_of_clash);
            }
        }
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

template <class RowType, class Record>
std::vector<NamedCode> named_codes_of(const Column<RowType, Record>& records) {
    std::vector<NamedCode> named;
    named.reserve(records.size());
    for (const auto& record : records) {
        named.push_back({record.code, record.name});
    }
    return named;
}

struct PlaceNoun {
    const char* one;
    std::vector<NamedCode> known;
};

PlaceNoun noun_of(CodeKind kind, const Territory& territory) {
    switch (kind) {
        case CodeKind::commune:
            return {"commune", named_codes_of(territory.communes)};
        case CodeKind::zone:
            return {"zone", named_codes_of(territory.zones)};
        case CodeKind::landlord:
            return {"landlord", named_codes_of(territory.landlords)};
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

bool reaches_a_zone(const Quota& quota, const Territory& territory) {
    AllocationPolicy alone;
    alone.quotas = {quota};
    const auto reach = quota_reaches(alone, territory).front();
    return std::find(reach.zones.begin(), reach.zones.end(), 1) != reach.zones.end();
}

/// The first of the scopes that the quota has had in which the places that it names, all of which
/// the territory has, leave it no zone. One that names none is at rest where there is no such
/// place: a rule for QPV on a territory without any.
std::optional<Quota> reaching_nothing(const Scenario& scenario,
                                      const Territory& territory,
                                      const std::string& name) {
    for (const auto& [month, policy] : scenario.timeline.periods()) {
        for (const auto& quota : policy.quotas) {
            const bool names_places = !quota.scope.zones.empty() || !quota.scope.communes.empty();
            if (quota.name == name && names_places && !reaches_a_zone(quota, territory) &&
                all_known(quota.scope.zones, codes_of(territory.zones)) &&
                all_known(quota.scope.communes, codes_of(territory.communes))) {
                return quota;
            }
        }
    }
    return std::nullopt;
}

/// "leave scope or zones out", of what by itself leaves the scope without a zone.
std::string wider_scope(const Quota& quota, const Territory& territory) {
    std::vector<const char*> superfluous;
    const auto without = [&](const char* key, const auto& widen) {
        auto wider = quota;
        widen(wider.scope);
        if (reaches_a_zone(wider, territory)) {
            superfluous.push_back(key);
        }
    };
    without("scope", [](QuotaScope& scope) { scope.place = Scope::everywhere; });
    without("communes", [](QuotaScope& scope) { scope.communes.clear(); });
    without("zones", [](QuotaScope& scope) { scope.zones.clear(); });
    return superfluous.empty() ? "keep one of scope, communes and zones only"
                               : fmt::format("leave {} out", fmt::join(superfluous, " or "));
}

}  // namespace

std::vector<Diagnostic> quota_contradictions(const Rules& rules, const AllocationPolicy& policy) {
    return QuotaContradictions(rules, policy).run();
}

namespace {

/// A key of a quota that only its mode makes effective, by its last name.
struct KeyOfForce {
    const char* name;
    bool reported;  ///< a quota that is only observed still tells it
    const char* otherwise;
};
constexpr std::array keys_of_force = {
    KeyOfForce{"share", true, "give mode = \"observed\" too if it is only to be reported"},
    KeyOfForce{"guard_days", false, "leave it out"},
    KeyOfForce{"bonus_points", false, "leave it out"}};

bool is_set(const Rules& rules, const std::string& key) {
    const auto found = rules.find(key);
    return found != rules.end() && std::get<bool>(found->second.setting->value.data);
}

/// Does a file that extends another give this key for nothing in this period?
bool given_in_vain(const Rules& rules, const std::string& quota, const KeyOfForce& key) {
    const auto prefix = fmt::format("quotas.{}.", quota);
    const auto value = rules.find(prefix + key.name);
    const auto mode = rules.find(prefix + "mode");
    const auto enabled = rules.find(prefix + "enabled");
    const bool off = enabled != rules.end() && !is_set(rules, prefix + "enabled");
    if (value == rules.end() || mode == rules.end() || off || value->second.rank == 0 ||
        *mode->second.setting->value.text() != "observed") {
        return false;
    }
    return key.reported ? value->second.rank > mode->second.rank &&
                              !is_set(rules, prefix + "prefect_substitutes")
                        : value->second.rank >= mode->second.rank;
}

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

/// Nullptr for a key of another kind.
const KeyOfForce* find_key_of_force(const std::string& key, const std::string& quota) {
    const auto* found =
        std::find_if(keys_of_force.begin(), keys_of_force.end(), [&](const KeyOfForce& of_force) {
            return key == fmt::format("quotas.{}.{}", quota, of_force.name);
        });
    return found == keys_of_force.end() ? nullptr : found;
}

Diagnostic without_effect(const Rules& rules,
                          const std::string& key,
                          const std::string& quota,
                          const KeyOfForce& of_force) {
    const auto& mode = rules.at(fmt::format("quotas.{}.mode", quota));
    return problem_at(
        rules,
        key,
        fmt::format("{} = {} has no effect", key, rules.at(key).text()),
        fmt::format("mode = \"observed\" of {} only reports the share",
                    mode.file->path.filename().string()),
        fmt::format(
            "give quotas.{}.mode = \"strict\" or \"bonus\", or {}", quota, of_force.otherwise));
}

/// Of the shares of these quotas the one that was written last, in the scenario's own file if it
/// gives one; none if a file gives not all of them.
std::optional<Diagnostic> latest_share(const Scenario& scenario,
                                       const std::vector<Quota>& quotas,
                                       const std::vector<std::size_t>& which) {
    std::optional<Diagnostic> latest;
    const auto place = [&](const Diagnostic& d) {
        return std::pair(d.file == scenario.file, d.line);
    };
    for (const auto q : which) {
        const auto at = scenario.given.find(fmt::format("quotas.{}.share", quotas[q].name));
        if (at == scenario.given.end()) {
            return std::nullopt;
        }
        if (!latest || place(*latest) < place(at->second)) {
            latest = at->second;
        }
    }
    return latest;
}

bool all_in_one(const std::vector<std::size_t>& quotas, const QuotaScopes& scopes) {
    return std::all_of(quotas.begin(), quotas.end(), [&](std::size_t q) {
        return scopes[q] == scopes[quotas.front()];
    });
}

}  // namespace

std::vector<Diagnostic> quota_keys_without_effect(
    const std::vector<std::pair<Month, Rules>>& periods) {
    std::set<const Setting*> of_use;
    std::map<const Setting*, Diagnostic> in_vain;
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            const auto& quota = value.setting->name;
            const auto* of_force = find_key_of_force(key, quota);
            if (of_force == nullptr) {
                continue;
            }
            if (given_in_vain(rules, quota, *of_force)) {
                in_vain[value.setting] = without_effect(rules, key, quota, *of_force);
            } else {
                of_use.insert(value.setting);
            }
        }
    }
    std::vector<Diagnostic> problems;
    for (auto& [setting, problem] : in_vain) {
        if (!of_use.contains(setting)) {
            problems.push_back(std::move(problem));
        }
    }
    std::sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
        return std::pair(a.file, a.line) < std::pair(b.file, b.line);
    });
    return problems;
}

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
            if (const auto quota = reaching_nothing(scenario, territory, place.code)) {
                problem.problem = fmt::format("quota '{}' has no zone in its scope", place.code);
                problem.reason = fmt::format(
                    "no zone of '{}' is in all of its scope, communes and "
                    "zones",
                    territory.name);
                problem.suggestion = wider_scope(*quota, territory);
                problems.push_back(std::move(problem));
            }
            continue;
        }
        const auto noun = noun_of(place.kind, territory);
        const auto is_meant = [&](const auto& known) { return known.code == place.code; };
        if (std::none_of(noun.known.begin(), noun.known.end(), is_meant)) {
            problem.problem = fmt::format("unknown {} '{}'", noun.one, place.code);
            problem.reason = fmt::format("'{}' has no such {}", territory.name, noun.one);
            problem.suggestion = suggested_code(place.code, noun.known);
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

std::vector<Diagnostic> clashes_in_territory(const Scenario& scenario, const Territory& territory) {
    std::vector<Diagnostic> problems;
    for (const auto& [month, policy] : scenario.timeline.periods()) {
        const auto written = scopes_as_written(policy.quotas);
        for (auto& clash : clashes_of(policy, scopes_as_reached(policy, territory))) {
            auto latest = latest_share(scenario, policy.quotas, clash.quotas);
            const bool told = std::any_of(problems.begin(), problems.end(), [&](const auto& known) {
                return known.problem == clash.problem;
            });
            if (told || !latest || all_in_one(clash.quotas, written)) {
                continue;
            }
            latest->problem = std::move(clash.problem);
            latest->reason = std::move(clash.reason);
            latest->suggestion = remedy_of_clash;
            problems.push_back(std::move(*latest));
        }
    }
    return problems;
}

}  // namespace mixite
