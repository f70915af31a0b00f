#include "scenario/law_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "foundation/failure.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/policy_keys.hpp"
#include "world/household_group.hpp"

namespace mixite {

namespace {

/// In the order of BoundKind.
constexpr std::array<std::string_view, 8> kind_names = {
    "least", "most", "only", "not", "open_to_all", "not_against", "not_by", "fixed"};

constexpr std::string_view share_of_a_holder = "reservations.holders.<name>.share";

/// Keys through which a group of households bears on a list.
constexpr std::array<std::string_view, 6> keys_of_groups = {
    "quotas.<name>.share",
    "quotas.<name>.bonus_points",
    "cotation.groups.<name>.points",
    "cotation.transfers.groups.<name>.points",
    "reservations.holders.<name>.designates",
    "coordination.names"};
/// … of which these by its share, that may be all.
constexpr std::array<std::string_view, 3> keys_of_publics = {
    "quotas.<name>.share", "reservations.holders.<name>.designates", "coordination.names"};

/// Criteria of a group that are no conditions.
constexpr std::array<std::string_view, 2> bounds_of_groups = {"age", "children"};

/// What a strategy may be, but present law.
std::vector<std::string> statuses_beyond_the_law() {
    const auto& keys = header_keys();
    const auto key = std::find_if(
        keys.begin(), keys.end(), [](const auto& known) { return known.name == "legal_status"; });
    auto statuses = key->choices;
    std::erase(statuses, "droit constant");
    return statuses;
}

std::vector<KeyDefinition> made_law_keys() {
    std::vector<KeyDefinition> keys;
    keys.emplace_back("law.key",
                      KeyType::text,
                      "The value that the law binds; with <name>, every one of that table.");
    keys.emplace_back("law.also", KeyType::texts, "Other keys that it binds in the same way.")
        .by_default("[]");
    keys.emplace_back("law.least", KeyType::number, "The least that the law allows.");
    keys.emplace_back("law.most", KeyType::number, "The most that the law allows.");
    keys.emplace_back("law.only", KeyType::texts, "All that the law allows, of a choice.");
    keys.emplace_back("law.not", KeyType::texts, "What the law does not allow, of a choice.");
    keys.emplace_back("law.open_to_all",
                      KeyType::flag,
                      "true: the law lets no strict quota close its scope to a public, nor the "
                      "holders together, nor a coordination commission.");
    keys.emplace_back("law.not_against",
                      KeyType::texts,
                      "Conditions: the law lets no quota, bonus, points, designation or "
                      "coordination commission hold back who fulfils one.");
    keys.emplace_back("law.not_by",
                      KeyType::texts,
                      "Conditions, 'age' or 'children': the law lets no strict quota, designation "
                      "or coordination commission keep lists by one, nor points or a bonus put "
                      "households back by it.");
    keys.emplace_back("law.fixed",
                      KeyType::flag,
                      "true: the value is the law's, that of the file which extends no other.");
    keys.emplace_back("law.leaving",
                      KeyType::number,
                      "share of the leases",
                      share_bounds,
                      "Of open_to_all and not_against: what a quota, the holders together or the "
                      "coordination commissions have to leave to them; of not_against, unless a "
                      "quota is of some communes, zones, landlords or holders only.")
        .by_default("0");
    keys.emplace_back("law.outweighing",
                      KeyType::flag,
                      "Of not_against: true: points or a bonus for everybody else are against "
                      "them only where they outweigh all other points of the grid together.")
        .by_default("false");
    keys.emplace_back(
            "law.scope", KeyType::choice, "Of not_against: where it holds, if not everywhere.")
        .one_of({"in_qpv", "outside_qpv"})
        .by_default("\"\"");
    keys.emplace_back("law.sum_of",
                      KeyType::choice,
                      "Whose shares are bound together, by what holders say they belong to.")
        .one_of({"state"})
        .by_default("\"\"");
    keys.emplace_back("law.unless", KeyType::text, "A flag of the rules that lifts the bound.")
        .by_default("\"\"");
    keys.emplace_back(
        "law.since", KeyType::month, "First whole month in which it is known to hold.");
    keys.emplace_back("law.legal_status",
                      KeyType::choice,
                      "What a strategy beyond it states, if it is not outside the law altogether.")
        .one_of(statuses_beyond_the_law());
    keys.emplace_back("law.source.article", KeyType::text, "The article of the law.");
    keys.emplace_back("law.source.text", KeyType::text, "What it says.");
    keys.emplace_back("law.source.fr", KeyType::text, "The same in French.").by_default("\"\"");
    return keys;
}

std::vector<const KeyDefinition*> law_definitions() {
    std::vector<const KeyDefinition*> definitions;
    definitions.reserve(law_keys().size());
    for (const auto& key : law_keys()) {
        definitions.push_back(&key);
    }
    return definitions;
}

bool is_bound(std::string_view name) {
    return std::find(kind_names.begin(), kind_names.end(), name) != kind_names.end();
}

/// Precondition: the name is a bound's.
BoundKind bound_called(std::string_view name) {
    return static_cast<BoundKind>(std::find(kind_names.begin(), kind_names.end(), name) -
                                  kind_names.begin());
}

bool is_of_words(const KeyDefinition& definition) {
    return definition.type == KeyType::choice || definition.type == KeyType::text;
}

/// The definition of a key, which may have `<name>` for any name; null if there is none.
const KeyDefinition* definition_of(const std::vector<const KeyDefinition*>& rules,
                                   std::string_view key) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto* definition) {
        return matched_name(*definition, key).has_value();
    });
    return found == rules.end() ? nullptr : *found;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool has_key(const TomlTable& table, std::string_view key) {
    return std::any_of(
        table.begin(), table.end(), [&](const auto& entry) { return entry.key == key; });
}

std::string& text_field(LegalBound& bound, std::string_view key) {
    const std::array<std::pair<std::string_view, std::string*>, 8> fields{{
        {"law.key", &bound.key},
        {"law.sum_of", &bound.sum_of},
        {"law.unless", &bound.unless},
        {"law.scope", &bound.scope},
        {"law.legal_status", &bound.legal_status},
        {"law.source.article", &bound.article},
        {"law.source.text", &bound.text},
        {"law.source.fr", &bound.text_fr},
    }};
    const auto found = std::find_if(
        fields.begin(), fields.end(), [&](const auto& field) { return field.first == key; });
    EXPECT(found != fields.end(), "law has no text '{}'", key);
    return *found->second;
}

/// Reads one block of [[law]], and tells everything that is wrong with it.
class LawBlock {
  public:
    LawBlock(const TomlValue& block,
             const std::vector<const KeyDefinition*>& rules,
             TomlDocument& document)
        : at_(block.at), rules_(rules), document_(document), told_before_(told()) {
        for (const auto& entry : *block.table()) {
            (is_bound(entry.key) ? bounds_ : others_).push_back(entry);
        }
    }

    /// One for each key that it binds; none if something is wrong.
    std::vector<LegalBound> read() {
        const TomlTable law{{"law", at_, {others_, at_}}};
        for (const auto& setting : settings_of(law, law_definitions(), document_)) {
            store(setting);
        }
        require_texts();
        std::vector<LegalBound> bounds{read_of("key")};
        for (const auto& key : also_) {
            bound_.key = key;
            bounds.push_back(read_of("also"));
        }
        check_flag();
        if (told() != told_before_) {
            bounds.clear();
        }
        return bounds;
    }

  private:
    LegalBound read_of(const char* given_by) {
        find_definition(given_by);
        read_bound();
        check_sum();
        check_qualifiers();
        return bound_;
    }

    [[nodiscard]] std::size_t told() const { return document_.problems.size(); }

    void add(Position at,
             const std::string& key,
             std::string problem,
             std::string reason,
             std::string suggestion = {}) {
        document_.problems.push_back(document_.diagnostic(
            at, "law." + key, std::move(problem), std::move(reason), std::move(suggestion)));
    }

    void store(const Setting& setting) {
        if (setting.key == "law.since") {
            bound_.since = month_of(setting.value);
        } else if (setting.key == "law.leaving") {
            bound_.leaving = number_of(setting.value);
        } else if (setting.key == "law.outweighing") {
            bound_.outweighing = std::get<bool>(setting.value.data);
        } else if (setting.key == "law.also") {
            also_ = texts_of(setting.value);
        } else {
            text_field(bound_, setting.key) = *setting.value.text();
        }
    }

    [[nodiscard]] Position place_of(std::string_view key) const {
        const auto found = std::find_if(
            others_.begin(), others_.end(), [&](const auto& entry) { return entry.key == key; });
        return found == others_.end() ? at_ : found->value.at;
    }

    void require(const std::string& key, const char* reason, const char* suggestion) {
        if (!has_key(others_, key)) {
            add(at_, key, fmt::format("a [[law]] without its {}", key), reason, suggestion);
        }
    }

    void require_texts() {
        require("key", "a bound is of a value of the rules", "add key = \"commission.candidates\"");
        require("since", "a law holds from a month on", "add since = \"2024-01\"");
        require("legal_status",
                "a strategy beyond the bound has a status to state",
                "add legal_status = \"contrefactuel hors droit\"");
        require("source",
                "every bound of the law has its article",
                "add source = { article = \"…\", text = \"…\", fr = \"…\" }");
        const auto source = std::find_if(others_.begin(), others_.end(), [](const auto& entry) {
            return entry.key == "source" && entry.value.table() != nullptr;
        });
        if (source != others_.end() && !(has_key(*source->value.table(), "article") &&
                                         has_key(*source->value.table(), "text"))) {
            add(source->value.at,
                "source",
                fmt::format("the source of the law on '{}' is incomplete", bound_.key),
                "a source of the law has an article and a text");
        }
    }

    void find_definition(const char* given_by) {
        if (bound_.key.empty()) {
            return;
        }
        bound_.definition = definition_of(rules_, bound_.key);
        if (bound_.definition == nullptr) {
            add(place_of(given_by),
                given_by,
                fmt::format("law on an unknown key '{}'", bound_.key),
                "",
                did_you_mean_key(bound_.key, rules_));
        }
    }

    void read_bound() {
        if (bounds_.size() != 1) {
            add(bounds_.empty() ? at_ : bounds_[1].at,
                bounds_.empty() ? "key" : bounds_[1].key,
                fmt::format("a [[law]] with {} bounds", bounds_.size()),
                fmt::format("it says one of '{}'", fmt::join(kind_names, "', '")),
                bounds_.empty() ? "" : "write a [[law]] for each");
            return;
        }
        const auto& entry = bounds_.front();
        bound_.kind = bound_called(entry.key);
        bound_.value = entry.value;
        if (bound_.definition == nullptr) {
            return;
        }
        if (bound_.kind == BoundKind::open_to_all) {
            check_open(entry);
        } else if (bound_.kind == BoundKind::fixed) {
            check_fixed(entry);
        } else if (bound_.kind == BoundKind::least || bound_.kind == BoundKind::most) {
            check_number(entry);
        } else if (is_of_groups()) {
            check_groups(entry);
        } else {
            check_choices(entry);
        }
    }

    void check_open(const TomlEntry& entry) {
        if (!is_true(entry) || !is_one_of(keys_of_publics, bound_.definition->name)) {
            add(entry.value.at,
                entry.key,
                fmt::format("law.open_to_all = {} on '{}'", entry.value.written(), bound_.key),
                fmt::format("it is true, and of {}", fmt::join(keys_of_publics, ", ")));
        }
    }

    void check_fixed(const TomlEntry& entry) {
        if (!is_true(entry)) {
            add(entry.value.at,
                entry.key,
                fmt::format("law.fixed = {}", entry.value.written()),
                "it is true");
        }
    }

    static bool is_true(const TomlEntry& entry) {
        const auto* is = std::get_if<bool>(&entry.value.data);
        return is != nullptr && *is;
    }

    [[nodiscard]] bool is_of_groups() const {
        return bound_.kind == BoundKind::not_against || bound_.kind == BoundKind::not_by;
    }

    [[nodiscard]] std::vector<std::string> known_criteria() const {
        std::vector<std::string> known;
        for (const auto& condition : named_conditions()) {
            known.emplace_back(condition.name);
        }
        if (bound_.kind == BoundKind::not_by) {
            known.insert(known.end(), bounds_of_groups.begin(), bounds_of_groups.end());
        }
        return known;
    }

    void check_groups(const TomlEntry& entry) {
        const auto* values = entry.value.array();
        if (values == nullptr || values->empty() ||
            !is_one_of(keys_of_groups, bound_.definition->name)) {
            add(entry.value.at,
                entry.key,
                fmt::format("law.{} = {} on '{}'", entry.key, entry.value.written(), bound_.key),
                fmt::format("it is a list of conditions, and of {}",
                            fmt::join(keys_of_groups, ", ")));
            return;
        }
        const auto known = known_criteria();
        for (const auto& value : *values) {
            const auto* name = value.text();
            if (name == nullptr || std::find(known.begin(), known.end(), *name) == known.end()) {
                add(value.at,
                    entry.key,
                    fmt::format("law.{} names {}", entry.key, value.written()),
                    "must be a condition of groups",
                    name == nullptr ? "" : suggested_name(*name, known));
            }
        }
    }

    void check_qualifiers() {
        const bool against = bound_.kind == BoundKind::not_against;
        check_qualifier("leaving",
                        against || bound_.kind == BoundKind::open_to_all,
                        "it is of 'open_to_all' and 'not_against'");
        check_qualifier("scope", against, "it is of 'not_against'");
        check_qualifier("outweighing", against, "it is of 'not_against'");
    }

    void check_qualifier(const char* key, bool fits, const char* reason) {
        if (has_key(others_, key) && !fits) {
            add(place_of(key), key, fmt::format("law.{} on '{}'", key, bound_.key), reason);
        }
    }

    void check_number(const TomlEntry& entry) {
        if (!is_one_number(bound_.definition->type)) {
            add(entry.value.at,
                entry.key,
                fmt::format("law.{} = {}", entry.key, entry.value.written()),
                fmt::format("{} is no number", bound_.key),
                is_of_words(*bound_.definition) ? "write not = [\"…\"] or only = [\"…\"]" : "");
            return;
        }
        append(problems_of(*bound_.definition, "law." + entry.key, entry.value, document_));
    }

    void check_choices(const TomlEntry& entry) {
        const auto* values = entry.value.array();
        if (!is_of_words(*bound_.definition) || values == nullptr || values->empty()) {
            const bool number = is_one_number(bound_.definition->type);
            add(entry.value.at,
                entry.key,
                fmt::format("law.{} = {}", entry.key, entry.value.written()),
                number ? fmt::format("{} is a number", bound_.key)
                       : "must be a list of texts, of a choice or a text",
                number ? "write least or most" : "");
            return;
        }
        for (const auto& value : *values) {
            append(problems_of(*bound_.definition, "law." + entry.key, value, document_));
        }
    }

    void check_flag() {
        if (bound_.unless.empty()) {
            return;
        }
        const auto* flag = definition_of(rules_, bound_.unless);
        if (flag == nullptr || flag->type != KeyType::flag) {
            add(place_of("unless"),
                "unless",
                fmt::format("law.unless = {}", written_text(bound_.unless)),
                "must be a key of the rules that is true or false",
                flag == nullptr ? did_you_mean_key(bound_.unless, rules_) : "");
        }
    }

    void check_sum() {
        const bool of_holders = bound_.key == share_of_a_holder && bound_.kind == BoundKind::most;
        if (!bound_.sum_of.empty() && bound_.definition != nullptr && !of_holders) {
            add(place_of("sum_of"),
                "sum_of",
                fmt::format("law.sum_of on '{}'", bound_.key),
                fmt::format("it is of 'most' on {}", share_of_a_holder));
        }
    }

    void append(const std::vector<Diagnostic>& problems) {
        document_.problems.insert(document_.problems.end(), problems.begin(), problems.end());
    }

    Position at_;
    const std::vector<const KeyDefinition*>& rules_;
    TomlDocument& document_;
    std::size_t told_before_;
    TomlTable bounds_;  ///< what it says of the value, of which there is to be one
    TomlTable others_;
    LegalBound bound_;
    std::vector<std::string> also_;
};

}  // namespace

const std::vector<KeyDefinition>& law_keys() {
    static const auto keys = made_law_keys();
    return keys;
}

std::vector<LegalBound> law_of(const TomlEntry& entry,
                               const std::vector<const KeyDefinition*>& rules,
                               TomlDocument& document) {
    const auto* blocks = entry.value.array();
    const bool of_tables =
        blocks != nullptr && std::all_of(blocks->begin(), blocks->end(), [](const auto& block) {
            return block.table() != nullptr;
        });
    std::vector<LegalBound> law;
    if (!of_tables) {
        document.problems.push_back(
            document.diagnostic(entry.at, "law", "law is no list of blocks", "write [[law]]"));
        return law;
    }
    law.reserve(blocks->size());
    for (const auto& block : *blocks) {
        for (auto& bound : LawBlock(block, rules, document).read()) {
            law.push_back(std::move(bound));
        }
    }
    return law;
}

std::string law_toml(const std::vector<LegalBound>& law) {
    std::string toml;
    const auto line = [&](std::string_view key, const std::string& text) {
        if (!text.empty()) {
            toml += fmt::format("{} = {}\n", key, written_text(text));
        }
    };
    for (const auto& bound : law) {
        toml += "\n[[law]]\n";
        line("key", bound.key);
        toml += fmt::format("{} = {}\n",
                            kind_names.at(static_cast<std::size_t>(bound.kind)),
                            bound.value.written());
        line("sum_of", bound.sum_of);
        line("unless", bound.unless);
        line("scope", bound.scope);
        if (bound.leaving > 0.0) {
            toml += fmt::format("leaving = {}\n", written_number(bound.leaving));
        }
        if (bound.outweighing) {
            toml += "outweighing = true\n";
        }
        line("since", to_string(bound.since));
        line("legal_status", bound.legal_status);
        line("source.article", bound.article);
        line("source.text", bound.text);
        line("source.fr", bound.text_fr);
    }
    return toml;
}

}  // namespace mixite
