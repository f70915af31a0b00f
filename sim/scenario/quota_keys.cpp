#include "scenario/quota_keys.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "foundation/failure.hpp"
#include "scenario/key_binding.hpp"

namespace mixite {
namespace {

using Draft = PolicyDraft;
using Name = std::string_view;
using Value = TomlValue;

const Bounds age_bounds{0, 200, "ages of people"};
const Bounds child_bounds{0, 100, "numbers of children"};

const std::vector<std::string> quota_places = {"everywhere", "in_qpv", "outside_qpv"};
const std::vector<std::string> sides = {"at_least", "at_most"};
const std::vector<std::string> modes = {"strict", "bonus", "observed"};
const std::vector<std::string> accounts = {
    "together", "each_landlord", "each_holder", "each_commune"};

std::vector<std::string> condition_names() {
    std::vector<std::string> names;
    for (const auto& condition : named_conditions()) {
        names.emplace_back(condition.name);
    }
    return names;
}

std::uint32_t bits_of(const TomlValue& value) {
    std::uint32_t bits = 0;
    for (const auto& name : texts_of(value)) {
        const auto condition = find_group({}, name);
        EXPECT(condition.has_value(), "condition '{}' was not checked", name);
        bits |= condition->all_of;
    }
    return bits;
}

void add_conditions(KeyTable<Draft>& table,
                    const char* key,
                    std::uint32_t HouseholdGroup::*bits,
                    const char* documentation) {
    add_key(
        table,
        KeyDefinition(key, KeyType::texts, documentation)
            .one_of(condition_names())
            .by_default("[]"),
        [bits](Draft& d, Name n, const Value& v) { named(d.policy.groups, n).*bits = bits_of(v); });
}

void add_number(KeyTable<Draft>& table,
                const char* key,
                int HouseholdGroup::*number,
                const char* unit,
                const Bounds& bounds,
                const char* default_value,
                const char* documentation) {
    add_key(
        table,
        KeyDefinition(key, KeyType::count, unit, bounds, documentation).by_default(default_value),
        [number](Draft& d, Name n, const Value& v) {
            named(d.policy.groups, n).*number = count_of(v);
        });
}

void add_group_name(KeyTable<Draft>& table,
                    KeyDefinition definition,
                    HouseholdGroup Quota::*group) {
    add_key(table, std::move(definition), [group](Draft& d, Name n, const Value& v) {
        (named(d.policy.quotas, n).*group).name = *v.text();
    });
}

void add_codes(KeyTable<Draft>& table,
               const char* key,
               std::vector<std::string> QuotaScope::*codes,
               const char* documentation) {
    add_key(table,
            KeyDefinition(key, KeyType::texts, documentation).by_default("[]"),
            [codes](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).scope.*codes = texts_of(v);
            });
}

template <class Enum>
void add_choice(KeyTable<Draft>& table,
                const char* key,
                Enum Quota::*field,
                const std::vector<std::string>& choices,
                const char* default_value,
                const char* documentation) {
    add_key(table,
            KeyDefinition(key, KeyType::choice, documentation)
                .one_of(choices)
                .by_default(default_value),
            [field, &choices](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).*field = chosen<Enum>(choices, v);
            });
}

void add_scope_keys(KeyTable<Draft>& table) {
    add_key(table,
            KeyDefinition(
                "quotas.<name>.scope", KeyType::choice, "Where the leases counted are signed.")
                .one_of(quota_places)
                .by_default("\"everywhere\""),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).scope.place = chosen<Scope>(quota_places, v);
            });
    add_codes(table,
              "quotas.<name>.communes",
              &QuotaScope::communes,
              "Codes of the communes that it is about; none: all.");
    add_codes(table,
              "quotas.<name>.zones",
              &QuotaScope::zones,
              "Codes of the zones that it is about; none: all.");
    add_codes(table,
              "quotas.<name>.landlords",
              &QuotaScope::landlords,
              "Codes of the landlords that it is about; none: all.");
    add_codes(table,
              "quotas.<name>.holders",
              &QuotaScope::holders,
              "Holders whose leases it is about; none: all, and leases without holder.");
}

void add_share_keys(KeyTable<Draft>& table) {
    add_choice(table,
               "quotas.<name>.accounts",
               &Quota::accounts,
               accounts,
               "\"together\"",
               "Whether the share is of all leases together, or of each landlord's, holder's or "
               "commune's.");
    add_choice(table,
               "quotas.<name>.bound",
               &Quota::bound,
               sides,
               "\"at_least\"",
               "Whether the share is a floor or a cap.");
    add_key(
        table,
        KeyDefinition("quotas.<name>.share",
                      KeyType::number,
                      "share of the leases of the base",
                      share_bounds,
                      "The share."),
        [](Draft& d, Name n, const Value& v) { named(d.policy.quotas, n).share = number_of(v); });
    add_key(table,
            KeyDefinition("quotas.<name>.window_months",
                          KeyType::count,
                          "months",
                          {0, 60, "a share is held over five years at most"},
                          "Last months over which the share is held; 0: the calendar year.")
                .by_default("0"),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).window_months = count_of(v);
            });
}

void add_force_keys(KeyTable<Draft>& table) {
    add_choice(table,
               "quotas.<name>.mode",
               &Quota::mode,
               modes,
               "\"strict\"",
               "While the share is on the wrong side: the list is restricted, or who mends it has "
               "points more, or nothing happens and the share is only reported.");
    add_key(table,
            KeyDefinition("quotas.<name>.bonus_points",
                          KeyType::count,
                          "points",
                          {0, 1000, "points of one grid stay comparable"},
                          "Points more for who mends the share, in mode \"bonus\".")
                .by_default("0"),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).bonus_points = count_of(v);
            });
    add_key(table,
            KeyDefinition("quotas.<name>.guard_days",
                          KeyType::count,
                          "days",
                          {0, 3650, "a vacancy must end"},
                          "Vacancy after which the quota is lifted for that dwelling; 0: never.")
                .by_default("0"),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).guard_days = count_of(v);
            });
    add_key(table,
            KeyDefinition("quotas.<name>.prefect_substitutes",
                          KeyType::flag,
                          "Whether the prefect allocates, the next year, what the year has missed.")
                .by_default("false"),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.quotas, n).prefect_substitutes = std::get<bool>(v.data);
            });
    add_key(
        table,
        KeyDefinition("quotas.<name>.enabled", KeyType::flag, "false: the quota is not in force.")
            .by_default("true"),
        [](Draft& d, Name n, const Value& v) {
            named(d.policy.quotas, n);
            if (!std::get<bool>(v.data)) {
                d.disabled_quotas.emplace(n);
            }
        });
}

}  // namespace

KeyTable<PolicyDraft> group_keys() {
    KeyTable<Draft> table;
    add_conditions(table,
                   "groups.<name>.all_of",
                   &HouseholdGroup::all_of,
                   "Conditions that its households all fulfil.");
    add_conditions(table,
                   "groups.<name>.any_of",
                   &HouseholdGroup::any_of,
                   "Conditions of which its households fulfil one at least; none: not asked.");
    add_conditions(table,
                   "groups.<name>.none_of",
                   &HouseholdGroup::none_of,
                   "Conditions of which its households fulfil none.");
    add_number(table,
               "groups.<name>.age_from",
               &HouseholdGroup::age_from,
               "years",
               age_bounds,
               "0",
               "Least age of the eldest adult.");
    add_number(table,
               "groups.<name>.age_below",
               &HouseholdGroup::age_below,
               "years",
               age_bounds,
               "200",
               "Age that the eldest adult has not reached.");
    add_number(table,
               "groups.<name>.children_from",
               &HouseholdGroup::children_from,
               "children",
               child_bounds,
               "0",
               "Fewest children.");
    add_number(table,
               "groups.<name>.children_below",
               &HouseholdGroup::children_below,
               "children",
               child_bounds,
               "100",
               "Fewer children than this.");
    return table;
}

KeyTable<PolicyDraft> quota_keys() {
    KeyTable<Draft> table;
    add_group_name(table,
                   KeyDefinition("quotas.<name>.group",
                                 KeyType::text,
                                 "Whose share of the leases is bound: a condition or a group."),
                   &Quota::group);
    add_group_name(table,
                   KeyDefinition("quotas.<name>.base",
                                 KeyType::text,
                                 "Whose leases count: \"all\", a condition or a group.")
                       .by_default("\"all\""),
                   &Quota::base);
    add_scope_keys(table);
    add_share_keys(table);
    add_force_keys(table);
    return table;
}

void find_groups(AllocationPolicy& policy) {
    const auto find = [&](HouseholdGroup& group) {
        group = find_group(policy.groups, group.name).value_or(group);
    };
    for (auto& holder : policy.holders) {
        find(holder.designates);
    }
    find(policy.coordination.names);
    for (auto* grid : {&policy.grid, &policy.own_transfer_grid}) {
        for (auto& line : *grid) {
            find(line.group);
        }
    }
    find(policy.review.counted_beside_first_quartile);
    for (auto& quota : policy.quotas) {
        find(quota.group);
        find(quota.base);
    }
}

}  // namespace mixite
