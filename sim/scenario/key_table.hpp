#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/calendar.hpp"
#include "scenario/toml_document.hpp"
#include "world/behaviour.hpp"

namespace mixite {

enum class KeyType : std::uint8_t {
    text,
    flag,
    month,  ///< "2024-01"
    choice,
    count,   ///< a whole number
    number,  ///< finite
    euros,   ///< to the cent; cents in the model
    counts,
    numbers,
    euros_list,
    texts,     ///< any number of them, each one of the choices if there are any
    age_rates  ///< bands { from = 0, rate = 0.003 }, ages increasing from 0
};

constexpr bool is_one_number(KeyType type) {
    return type == KeyType::count || type == KeyType::number || type == KeyType::euros;
}

/// What a value may be, and why.
struct Bounds {
    double least = 0.0;
    double most = 0.0;
    std::string reason;
};

inline const Bounds share_bounds{0.0, 1.0, "a share lies between nothing and all"};

/// In the name of a key, stands for any name.
inline constexpr std::string_view any_name = "<name>";

/// A key of a scenario or of the behaviour of a territory: the one place that says how it is read,
/// checked, described and stored.
struct KeyDefinition {
    KeyDefinition(std::string its_name,
                  KeyType its_type,
                  const char* its_unit,
                  const Bounds& its_bounds,
                  const char* its_documentation);
    /// Of a choice, or of what has neither unit nor bounds.
    KeyDefinition(std::string its_name, KeyType its_type, const char* its_documentation);

    KeyDefinition& one_of(std::vector<std::string> values);
    KeyDefinition& of_items(std::size_t count);
    KeyDefinition& by_default(const char* toml);

    std::string name;
    KeyType type = KeyType::number;
    std::string unit;
    Bounds bounds;
    std::string documentation;
    std::vector<std::string> choices;
    std::size_t items = 0;  ///< of a list
    /// TOML of its value where no file gives one; empty: a root scenario must give it.
    std::string default_value;
};

/// A key and the field it fills. `name` is what stands for `<name>`, empty if there is none.
/// Precondition of `store`: the value passed `problems_of`.
template <class Target>
struct BoundKey {
    KeyDefinition definition;
    std::function<void(Target&, std::string_view name, const TomlValue&)> store;
};

template <class Target>
using KeyTable = std::vector<BoundKey<Target>>;

template <class Target>
std::vector<const KeyDefinition*> definitions_of(const KeyTable<Target>& table) {
    std::vector<const KeyDefinition*> definitions;
    for (const auto& key : table) {
        definitions.push_back(&key.definition);
    }
    return definitions;
}

/// The name that stands for `<name>` if `key` is one of the definition's, empty if it has none.
std::optional<std::string> matched_name(const KeyDefinition& definition, std::string_view key);

/// Whether the definition is that of `prefix` or of a key in the table of that name.
bool lies_in(const KeyDefinition& definition, std::string_view prefix);

/// "between 1 and 6", "one of 'points', 'lottery'"
std::string bounds_text(const KeyDefinition& definition);
std::string type_text(KeyType type);

/// What is wrong with a value of this key; nothing if it may be stored.
std::vector<Diagnostic> problems_of(const KeyDefinition& definition,
                                    const std::string& key,
                                    const TomlValue& value,
                                    const TomlDocument& document);

/// The one way to write a value: equal values have equal texts. TOML. Precondition: no problem.
std::string canonical_text(const KeyDefinition& definition, const TomlValue& value);

/// "did you mean 'candidates'?" for an unknown key: a key of the same table, else one of another
/// table; or all keys of the same table, if none is near.
std::string did_you_mean_key(std::string_view key,
                             const std::vector<const KeyDefinition*>& definitions);

/// One value given by a file.
struct Setting {
    std::string key;
    Position at;  ///< of the key
    TomlValue value;
    const KeyDefinition* definition = nullptr;
    std::string name;  ///< what stands for `<name>`
};

/// The values of a table, key by dotted key in the order of the file; unknown keys and wrong values
/// are added to `document.problems`, and left out. Definitions must outlive the settings.
std::vector<Setting> settings_of(const TomlTable& table,
                                 const std::vector<const KeyDefinition*>& definitions,
                                 TomlDocument& document);

/// Readings of a value that has no problem.
int count_of(const TomlValue& value);
double number_of(const TomlValue& value);
std::int32_t cents_of(const TomlValue& value);
Month month_of(const TomlValue& value);
/// The numbers that it holds, each with its place: itself, those of a list, the rates of bands.
std::vector<TomlValue> numbers_in(const KeyDefinition& definition, const TomlValue& value);
/// The position of the value among the choices.
std::size_t choice_of(const std::vector<std::string>& choices, const TomlValue& value);
std::vector<std::string> texts_of(const TomlValue& value);
std::array<double, oldest_age + 1> yearly_rates_of(const TomlValue& value);

}  // namespace mixite
