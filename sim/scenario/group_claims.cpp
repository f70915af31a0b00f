#include "scenario/group_claims.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "scenario/group_cover.hpp"

namespace mixite {

namespace {

constexpr std::string_view share_of_quotas = "quotas.<name>.share";
constexpr std::string_view bonus_of_quotas = "quotas.<name>.bonus_points";
constexpr std::string_view points_of_groups = "cotation.groups.<name>.points";
constexpr std::string_view points_of_transfers = "cotation.transfers.groups.<name>.points";
constexpr std::string_view public_of_holders = "reservations.holders.<name>.designates";

/// A share is not under its bound for the rounding of a sum.
constexpr double rounding = 1e-9;

/// Could the share of the quota ever be on its wrong side?
bool may_be_missed(const Quota& quota) {
    return quota.bound == QuotaBound::at_least ? quota.share > 0.0 : quota.share < 1.0;
}

/// Does the quota keep anybody off a list?
bool restricts(const Quota& quota) {
    return quota.mode == QuotaMode::strict && may_be_missed(quota);
}

bool puts_back(const Quota& quota) {
    return quota.mode == QuotaMode::bonus && quota.bonus_points > 0 && may_be_missed(quota);
}

bool reaches(const Quota& quota, std::string_view scope) {
    return scope.empty() || quota.scope.place == Scope::everywhere ||
           (quota.scope.place == Scope::in_qpv) == (scope == "in_qpv");
}

bool is_of_a_part(const QuotaScope& scope) {
    return !(scope.communes.empty() && scope.zones.empty() && scope.landlords.empty() &&
             scope.holders.empty());
}

/// Must its households, or may they, fulfil the one condition of those?
bool asks_for_one_of(const HouseholdGroup& group, const HouseholdGroup& those) {
    return ((group.all_of | group.any_of) & those.all_of) != 0;
}

/// Are these households, who fulfil one condition, those that the quota names to hold them back?
bool names_to_hold_back(const Quota& quota, const HouseholdGroup& those) {
    return asks_for_one_of(quota.base, those) ||
           (quota.bound == QuotaBound::at_most ? asks_for_one_of(quota.group, those)
                                               : (quota.group.none_of & those.all_of) != 0);
}

/// Does the group say that none of those are of it? A quartile shuts the others out; other
/// conditions that exclude each other tell of who is asked for, not of who is held back.
bool leaves_out(const HouseholdGroup& group, const HouseholdGroup& those) {
    constexpr auto first_quartiles = condition::first_quartile | condition::first_quartile_frozen;
    return (group.none_of & those.all_of) != 0 ||
           ((those.all_of & first_quartiles) != 0 && are_apart(group, those));
}

/// The most that the other lines of the grid can give one household.
double most_of_the_others(const std::vector<CriterionPoints>& grid, Criterion but) {
    double sum = 0.0;
    for (const auto& line : grid) {
        if (line.points <= 0 || line.criterion == but) {
            continue;
        }
        if (line.criterion == Criterion::seniority_month && line.most == 0) {
            return std::numeric_limits<double>::infinity();
        }
        sum += line.most != 0 ? line.most : line.points;
    }
    return sum;
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

constexpr const char* no_list_kept = R"(give mode = "bonus" or "observed")";

/// No line of a grid is of it.
constexpr auto no_criterion = static_cast<Criterion>(own_criteria + most_grid_groups);

/// What is beyond one bound in one period.
class GroupClaim {
  public:
    GroupClaim(const LegalBound& bound,
               const std::vector<LegalBound>& law,
               const Rules& rules,
               const AllocationPolicy& policy)
        : bound_(bound), law_(law), rules_(rules), policy_(policy) {}

    std::vector<BeyondTheLaw> run() {
        const std::string_view of = bound_.definition->name;
        if (of == share_of_quotas || of == bonus_of_quotas) {
            for (const auto& quota : policy_.quotas) {
                of == share_of_quotas ? check_quota(quota) : check_bonus(quota);
            }
        } else if (of == points_of_groups) {
            check_points(policy_.grid);
        } else if (of == points_of_transfers) {
            check_points(policy_.own_transfer_grid);
        } else if (of == public_of_holders) {
            check_holders();
        } else {
            check_coordination();
        }
        return std::move(beyond_);
    }

  private:
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
        for (const auto& those : protected_groups()) {
            if (!reaches(quota, bound_.scope)) {
                continue;
            }
            if (bound_.leaving > 0.0) {
                check_left(quota, those);
            } else if (names_to_hold_back(quota, those)) {
                add_quota(quota, fmt::format("holds back '{}'", those.name), kept_no_list(those));
            }
        }
    }

    /// In place of a strict quota: a bonus too, unless the law says no to it as well.
    [[nodiscard]] std::string kept_no_list(const HouseholdGroup& those) const {
        const bool no_bonus = std::any_of(law_.begin(), law_.end(), [&](const auto& bound) {
            const auto held = bound.kind == BoundKind::not_against ? texts_of(bound.value)
                                                                   : std::vector<std::string>{};
            return bound.key == bonus_of_quotas && !bound.outweighing &&
                   std::find(held.begin(), held.end(), those.name) != held.end();
        });
        return no_bonus ? R"(give mode = "observed")" : no_list_kept;
    }

    void check_bonus(const Quota& quota) {
        if (!puts_back(quota) || !reaches(quota, bound_.scope)) {
            return;
        }
        if (bound_.kind == BoundKind::not_by) {
            for (const auto& criterion : texts_of(bound_.value)) {
                if (quota.bound == QuotaBound::at_most && asks_for(quota.group, criterion)) {
                    add_bonus(quota, criterion);
                }
            }
            return;
        }
        for (const auto& those : protected_groups()) {
            if (bound_.leaving > 0.0) {
                check_left(quota, those);
            } else if (names_to_hold_back(quota, those) &&
                       (!bound_.outweighing ||
                        quota.bonus_points > most_of_the_others(policy_.grid, no_criterion))) {
                add_bonus(quota, those.name);
            }
        }
    }

    void add_bonus(const Quota& quota, const std::string& whom) {
        add(fmt::format("quotas.{}.bonus_points", quota.name),
            quota.group,
            fmt::format("the bonus of quota '{}' puts '{}' back: no present law", quota.name, whom),
            bound_.outweighing ? most_points(most_of_the_others(policy_.grid, no_criterion))
                               : R"(give mode = "observed")");
    }

    void check_points(const std::vector<CriterionPoints>& grid) {
        for (const auto& line : grid) {
            if (is_of_group(line) && bound_.kind == BoundKind::not_by) {
                check_criteria_of_points(line);
            } else if (is_of_group(line)) {
                check_points_against(line, grid);
            }
        }
    }

    void check_criteria_of_points(const CriterionPoints& line) {
        for (const auto& criterion : texts_of(bound_.value)) {
            if (line.points < 0 && asks_for(line.group, criterion)) {
                add_points(line, criterion, "give 0 at least");
            }
        }
    }

    void check_points_against(const CriterionPoints& line,
                              const std::vector<CriterionPoints>& grid) {
        const double others = bound_.outweighing ? most_of_the_others(grid, line.criterion) : 0.0;
        for (const auto& those : protected_groups()) {
            if (line.points < 0 && asks_for_one_of(line.group, those)) {
                add_points(line, those.name, "give 0 at least");
            } else if (line.points > others && leaves_out(line.group, those)) {
                add_points(line, those.name, most_points(others));
            }
        }
    }

    static std::string most_points(double points) {
        return points == 0.0 ? "leave them out" : fmt::format("give {} at most", points);
    }

    void add_points(const CriterionPoints& line,
                    const std::string& whom,
                    const std::string& otherwise) {
        auto key = bound_.key;
        key.replace(key.find(any_name), any_name.size(), line.group.name);
        add(key,
            line.group,
            fmt::format("{} = {} puts '{}' back: no present law", key, line.points, whom),
            otherwise);
    }

    void check_holders() {
        switch (bound_.kind) {
            case BoundKind::open_to_all:
                return check_open_holders();
            case BoundKind::not_by:
                return check_criteria_of_holders();
            default:
                for (const auto& those : protected_groups()) {
                    check_holders_against(those);
                }
        }
    }

    static std::string key_of(const ReservationHolder& holder) {
        return fmt::format("reservations.holders.{}.designates", holder.name);
    }

    void check_criteria_of_holders() {
        for (const auto& holder : policy_.holders) {
            for (const auto& criterion : texts_of(bound_.value)) {
                if (holder.share > 0.0 && asks_for(holder.designates, criterion)) {
                    add(key_of(holder),
                        holder.designates,
                        fmt::format("holder '{}' designates by '{}': no present law",
                                    holder.name,
                                    criterion),
                        "let it designate \"all\"");
                }
            }
        }
    }

    void check_holders_against(const HouseholdGroup& those) {
        const ReservationHolder* last = nullptr;
        double left = 1.0;
        for (const auto& holder : policy_.holders) {
            if (holder.share <= 0.0 || !leaves_out(holder.designates, those)) {
                continue;
            }
            left -= holder.share;
            last = last == nullptr || given_after(holder, *last) ? &holder : last;
            if (bound_.leaving == 0.0) {
                add(key_of(holder),
                    holder.designates,
                    fmt::format("holder '{}' designates nobody of '{}': no present law",
                                holder.name,
                                those.name),
                    fmt::format("let it designate '{}' too", those.name));
            }
        }
        if (last != nullptr && left < bound_.leaving - rounding) {
            add(key_of(*last),
                last->designates,
                fmt::format("the holders leave '{}' {:.6g} of the vacancies: no present law",
                            those.name,
                            std::max(0.0, left)),
                fmt::format("let it designate '{}' too", those.name));
        }
    }

    /// By whom they designate, in the younger file or further down in it.
    [[nodiscard]] bool given_after(const ReservationHolder& holder,
                                   const ReservationHolder& other) const {
        const auto place = [&](const ReservationHolder& one) {
            const auto given = rules_.find(key_of(one));
            return given == rules_.end() ? std::pair<std::ptrdiff_t, int>(-1, 0)
                                         : std::pair(given->second.rank, given->second.at().line);
        };
        return place(holder) > place(other);
    }

    void check_open_holders() {
        std::vector<HouseholdGroup> publics;
        const ReservationHolder* last = nullptr;
        for (const auto& holder : policy_.holders) {
            if (holder.share > 0.0) {
                publics.push_back(holder.designates);
                last = last == nullptr || given_after(holder, *last) ? &holder : last;
            }
        }
        if (last != nullptr && leave_somebody_out(publics)) {
            add(key_of(*last),
                last->designates,
                "there are households that no holder designates: no present law",
                "let one of the holders designate \"all\"");
        }
    }

    void check_coordination() {
        if (policy_.coordination.share <= 0.0) {
            return;
        }
        switch (bound_.kind) {
            case BoundKind::open_to_all:
                return check_open_coordination();
            case BoundKind::not_by:
                return check_criteria_of_coordination();
            default:
                return check_coordination_against();
        }
    }

    void check_open_coordination() {
        const auto& names = policy_.coordination.names;
        const double share = policy_.coordination.share;
        if (1.0 - share < bound_.leaving - rounding && !same_households(names, HouseholdGroup{})) {
            add("coordination.share",
                names,
                fmt::format("coordination commissions name '{}' first on {:.6g} of the "
                            "vacancies: no present law",
                            names.name,
                            share),
                fmt::format("give a share of {:.6g} at most", 1.0 - bound_.leaving));
        }
    }

    void check_criteria_of_coordination() {
        for (const auto& criterion : texts_of(bound_.value)) {
            if (asks_for(policy_.coordination.names, criterion)) {
                add_names(fmt::format("name by '{}'", criterion));
            }
        }
    }

    void check_coordination_against() {
        const bool leaves_enough =
            bound_.leaving > 0.0 && 1.0 - policy_.coordination.share >= bound_.leaving - rounding;
        for (const auto& those : protected_groups()) {
            if (!leaves_enough && leaves_out(policy_.coordination.names, those)) {
                add_names(fmt::format("name '{}' last", those.name));
            }
        }
    }

    void add_names(const std::string& how) {
        add("coordination.names",
            policy_.coordination.names,
            fmt::format("coordination commissions {}: no present law", how),
            "name another group");
    }

    /// Those of the conditions that the bound is about.
    [[nodiscard]] std::vector<HouseholdGroup> protected_groups() const {
        std::vector<HouseholdGroup> groups;
        for (const auto& name : texts_of(bound_.value)) {
            if (auto those = find_group({}, name)) {
                groups.push_back(std::move(*those));
            }
        }
        return groups;
    }

    void check_left(const Quota& quota, const HouseholdGroup& those) {
        const double left = share_left(quota, those);
        if (left < bound_.leaving - rounding && !is_of_a_part(quota.scope)) {
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
            quota.group,
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
        const bool closes = left <= 0.0 || left < bound_.leaving - rounding;
        if (closes && !(floor && of_everybody)) {
            add_quota(quota,
                      fmt::format("{} its scope to {}",
                                  left <= 0.0 ? "closes" : "all but closes",
                                  floor ? fmt::format("who is not of '{}'", quota.group.name)
                                        : fmt::format("'{}'", quota.group.name)),
                      share_leaving(quota, bound_.leaving));
        }
    }

    /// At the key, or at the group that it names where a younger file says who is of it.
    void add(const std::string& key,
             const HouseholdGroup& group,
             std::string problem,
             std::string otherwise) {
        const auto given = rules_.find(key);
        if (given == rules_.end()) {
            return;
        }
        const auto table = fmt::format("groups.{}.", group.name);
        const auto first = rules_.lower_bound(table);
        const bool declared = first != rules_.end() && first->first.starts_with(table);
        const auto latest = declared ? latest_key(rules_, table) : key;
        const bool by_group = rules_.at(latest).rank > given->second.rank;
        beyond_.push_back({by_group ? latest : key, std::move(problem), std::move(otherwise)});
    }

    const LegalBound& bound_;
    const std::vector<LegalBound>& law_;
    const Rules& rules_;
    const AllocationPolicy& policy_;
    std::vector<BeyondTheLaw> beyond_;
};

}  // namespace

bool is_of_groups(BoundKind kind) {
    return kind == BoundKind::open_to_all || kind == BoundKind::not_against ||
           kind == BoundKind::not_by;
}

std::vector<BeyondTheLaw> groups_beyond(const LegalBound& bound,
                                        const std::vector<LegalBound>& law,
                                        const Rules& rules,
                                        const AllocationPolicy& policy) {
    return GroupClaim(bound, law, rules, policy).run();
}

}  // namespace mixite
