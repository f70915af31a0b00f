#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "scenario/key_table.hpp"

namespace mixite {

/// Binds the keys of one table of a file to the fields of one part of the target.
template <class Target, class Part>
class TableKeys {
  public:
    TableKeys(std::string table, Part& (*part)(Target&))
        : TableKeys(std::move(table),
                    [part](Target& target, std::string_view) -> Part& { return part(target); }) {}
    /// Of a table with `<name>` in its name: `part` finds or makes the part of that name.
    TableKeys(std::string table, std::function<Part&(Target&, std::string_view)> part)
        : table_(std::move(table)), part_(std::move(part)) {}

    TableKeys& count(const char* key,
                     int Part::*field,
                     const char* unit,
                     const Bounds& bounds,
                     const char* documentation) {
        return add(key,
                   KeyType::count,
                   unit,
                   bounds,
                   documentation,
                   0,
                   [field](Part& part, const TomlValue& value) { part.*field = count_of(value); });
    }

    TableKeys& number(const char* key,
                      double Part::*field,
                      const char* unit,
                      const Bounds& bounds,
                      const char* documentation) {
        return add(key,
                   KeyType::number,
                   unit,
                   bounds,
                   documentation,
                   0,
                   [field](Part& part, const TomlValue& value) { part.*field = number_of(value); });
    }

    TableKeys& euros(const char* key,
                     std::int32_t Part::*field,
                     const char* unit,
                     const Bounds& bounds,
                     const char* documentation) {
        return add(key,
                   KeyType::euros,
                   unit,
                   bounds,
                   documentation,
                   0,
                   [field](Part& part, const TomlValue& value) { part.*field = cents_of(value); });
    }

    template <std::size_t N>
    TableKeys& numbers(const char* key,
                       std::array<double, N> Part::*field,
                       const char* unit,
                       const Bounds& bounds,
                       const char* documentation) {
        return add(
            key,
            KeyType::numbers,
            unit,
            bounds,
            documentation,
            N,
            [field](Part& part, const TomlValue& value) {
                std::transform(
                    value.array()->begin(), value.array()->end(), (part.*field).begin(), number_of);
            });
    }

    template <std::size_t N>
    TableKeys& euros_list(const char* key,
                          std::array<std::int32_t, N> Part::*field,
                          const char* unit,
                          const Bounds& bounds,
                          const char* documentation) {
        return add(
            key,
            KeyType::euros_list,
            unit,
            bounds,
            documentation,
            N,
            [field](Part& part, const TomlValue& value) {
                std::transform(
                    value.array()->begin(), value.array()->end(), (part.*field).begin(), cents_of);
            });
    }

    TableKeys& age_rates(const char* key,
                         AgeRates Part::*field,
                         const char* unit,
                         const Bounds& bounds,
                         const char* documentation) {
        return add(key,
                   KeyType::age_rates,
                   unit,
                   bounds,
                   documentation,
                   0,
                   [field](Part& part, const TomlValue& value) {
                       part.*field = AgeRates::from_yearly(yearly_rates_of(value));
                   });
    }

    /// By age, but no probability: only `yearly` is filled.
    TableKeys& age_factors(const char* key,
                           AgeRates Part::*field,
                           const char* unit,
                           const Bounds& bounds,
                           const char* documentation) {
        return add(key,
                   KeyType::age_rates,
                   unit,
                   bounds,
                   documentation,
                   0,
                   [field](Part& part, const TomlValue& value) {
                       (part.*field).yearly = yearly_rates_of(value);
                   });
    }

    /// `Enum` counts its values from 0 in the order of `choices`.
    template <class Enum>
    TableKeys& choice(const char* key,
                      Enum Part::*field,
                      const std::vector<std::string>& choices,
                      const char* documentation) {
        add(key,
            KeyType::choice,
            "",
            {},
            documentation,
            0,
            [field, choices](Part& part, const TomlValue& value) {
                part.*field = static_cast<Enum>(choice_of(choices, value));
            });
        keys_.back().definition.choices = choices;
        return *this;
    }

    TableKeys& text(const char* key, std::string Part::*field, const char* documentation) {
        return add(
            key, KeyType::text, "", {}, documentation, 0, [field](Part& part, const TomlValue& v) {
                part.*field = *v.text();
            });
    }

    TableKeys& month(const char* key, Month Part::*field, const char* documentation) {
        return add(
            key, KeyType::month, "", {}, documentation, 0, [field](Part& part, const TomlValue& v) {
                part.*field = month_of(v);
            });
    }

    /// Of the key just added: TOML of its value where no file gives one.
    TableKeys& by_default(const char* toml) {
        keys_.back().definition.by_default(toml);
        return *this;
    }

    [[nodiscard]] const KeyTable<Target>& keys() const { return keys_; }

  private:
    TableKeys& add(const char* key,
                   KeyType type,
                   const char* unit,
                   const Bounds& bounds,
                   const char* documentation,
                   std::size_t items,
                   std::function<void(Part&, const TomlValue&)> store) {
        keys_.push_back({KeyDefinition(table_ + "." + key, type, unit, bounds, documentation),
                         [part = part_, store = std::move(store)](
                             Target& target, std::string_view name, const TomlValue& value) {
                             store(part(target, name), value);
                         }});
        keys_.back().definition.of_items(items);
        return *this;
    }

    std::string table_;
    std::function<Part&(Target&, std::string_view)> part_;
    KeyTable<Target> keys_;
};

/// Adds a key that no field of a part is bound to.
template <class Target>
void add_key(
    KeyTable<Target>& table,
    KeyDefinition definition,
    std::type_identity_t<std::function<void(Target&, std::string_view, const TomlValue&)>> store) {
    table.push_back({std::move(definition), std::move(store)});
}

/// The one of that name, made if there is none.
template <class Named>
Named& named(std::vector<Named>& all, std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    if (found != all.end()) {
        return *found;
    }
    all.emplace_back().name = name;
    return all.back();
}

/// `Enum` counts its values from 0 in the order of `choices`.
template <class Enum>
Enum chosen(const std::vector<std::string>& choices, const TomlValue& value) {
    return static_cast<Enum>(choice_of(choices, value));
}

template <class Target>
void append(KeyTable<Target>& table, const KeyTable<Target>& keys) {
    table.insert(table.end(), keys.begin(), keys.end());
}

}  // namespace mixite
