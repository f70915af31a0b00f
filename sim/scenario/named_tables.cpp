#include "scenario/named_tables.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "scenario/policy_keys.hpp"

namespace mixite {
namespace {

constexpr std::array checked_tables{std::string_view("rents."),
                                    std::string_view("derogations."),
                                    std::string_view("programme."),
                                    std::string_view("attractiveness."),
                                    std::string_view("letting_permits.")};

bool is_checked(const KeyDefinition& key) {
    return std::any_of(checked_tables.begin(), checked_tables.end(), [&](auto table) {
        return key.name.starts_with(table) && key.name.find(any_name) != std::string::npos;
    });
}

/// "rents.restructuring.<name>."
std::string table_of(const KeyDefinition& key) {
    return key.name.substr(0, key.name.rfind('.') + 1);
}

}  // namespace

std::vector<Diagnostic> incomplete_tables(const Rules& rules) {
    std::map<std::string, const InForce*> tables;  // of each, a value that it has
    for (const auto& [key, value] : rules) {
        if (is_checked(*value.setting->definition)) {
            tables.emplace(key.substr(0, key.rfind('.') + 1), &value);
        }
    }
    std::vector<Diagnostic> problems;
    for (const auto& [table, has] : tables) {
        for (const auto& key : policy_keys()) {
            const auto& wanted = key.definition;
            const auto name = wanted.name.substr(wanted.name.rfind('.') + 1);
            if (wanted.default_value.empty() &&
                table_of(wanted) == table_of(*has->setting->definition) &&
                !rules.contains(table + name)) {
                problems.push_back(has->file->document.diagnostic(
                    has->at(),
                    has->setting->key,
                    fmt::format("'{}' has no '{}'", table.substr(0, table.size() - 1), name),
                    wanted.documentation));
            }
        }
    }
    return problems;
}

}  // namespace mixite
