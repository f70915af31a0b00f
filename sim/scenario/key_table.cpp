#include "scenario/key_table.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "foundation/failure.hpp"
#include "scenario/closest_name.hpp"

namespace mixite {

namespace {

/// Cuts the first segment of a dotted name off.
std::string_view next_segment(std::string_view& rest) {
    const auto dot = rest.find('.');
    const auto segment = rest.substr(0, dot);
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
    return segment;
}

std::vector<std::string> segments_of(std::string_view name) {
    std::vector<std::string> segments;
    while (!name.empty()) {
        segments.emplace_back(next_segment(name));
    }
    return segments;
}

std::string parent_of(std::string_view key) {
    const auto dot = key.rfind('.');
    return dot == std::string_view::npos ? "" : std::string(key.substr(0, dot));
}

std::string_view last_segment(std::string_view key) {
    const auto dot = key.rfind('.');
    return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

bool is_name(std::string_view segment) {
    return !segment.empty() && std::all_of(segment.begin(), segment.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// A number as people write it: 0.25, 40000, 3.
std::string plain_number(double number) {
    return fmt::format("{}", number);
}

bool is_month(const TomlValue& value) {
    const auto* text = value.text();
    return text != nullptr && parse_month(*text).has_value();
}

std::string month_expected() {
    return fmt::format("must be a month from {} to {} in quotes, as \"2024-01\"",
                       first_calendar_year,
                       last_calendar_year);
}

bool is_number(const TomlValue& value) {
    return std::holds_alternative<std::int64_t>(value.data) ||
           std::holds_alternative<double>(value.data);
}

/// Collects what is wrong with the value of one key.
class ValueCheck {
  public:
    ValueCheck(const KeyDefinition& definition,
               const std::string& key,
               const TomlDocument& document)
        : definition_(definition), key_(key), document_(document) {}

    std::vector<Diagnostic> run(const TomlValue& value) {
        check(definition_.type, value);
        return std::move(problems_);
    }

  private:
    void check(KeyType type, const TomlValue& value) {
        switch (type) {
            case KeyType::text:
                return expect(value.text() != nullptr, value, "must be a text in quotes");
            case KeyType::flag:
                return expect(
                    std::holds_alternative<bool>(value.data), value, "must be true or false");
            case KeyType::month:
                return expect(is_month(value), value, month_expected());
            case KeyType::choice:
                return check_choice(value);
            case KeyType::count:
            case KeyType::number:
            case KeyType::euros:
                return check_number(type, value);
            case KeyType::counts:
                return check_list(KeyType::count, value);
            case KeyType::numbers:
                return check_list(KeyType::number, value);
            case KeyType::euros_list:
                return check_list(KeyType::euros, value);
            case KeyType::texts:
                return check_texts(value);
            case KeyType::age_rates:
                return check_bands(value);
        }
    }

    void add(Position at, std::string problem, std::string reason, std::string suggestion = {}) {
        problems_.push_back(document_.diagnostic(
            at, key_, std::move(problem), std::move(reason), std::move(suggestion)));
    }

    void expect(bool right,
                const TomlValue& value,
                std::string reason,
                std::string suggestion = {}) {
        if (!right) {
            add(value.at,
                fmt::format("{} = {}", key_, value.written()),
                std::move(reason),
                std::move(suggestion));
        }
    }

    void check_choice(const TomlValue& value) {
        const auto& choices = definition_.choices;
        if (value.text() != nullptr &&
            std::find(choices.begin(), choices.end(), *value.text()) != choices.end()) {
            return;
        }
        add(value.at,
            fmt::format("{} = {}", key_, value.written()),
            "must be " + bounds_text(definition_),
            value.text() == nullptr ? "" : did_you_mean(*value.text(), choices));
    }

    void check_number(KeyType type, const TomlValue& value) {
        const bool whole = type == KeyType::count;
        if (value.text() != nullptr && !definition_.unit.empty()) {
            return expect(false,
                          value,
                          fmt::format("must be a number without quotes; its unit is always {}",
                                      definition_.unit));
        }
        if (!is_number(value) || (whole && !std::holds_alternative<std::int64_t>(value.data))) {
            return expect(false, value, whole ? "must be a whole number" : "must be a number");
        }
        check_amount(type, value);
    }

    void check_amount(KeyType type, const TomlValue& value) {
        const auto number = number_of(value);
        if (!std::isfinite(number)) {
            return expect(false, value, "must be a finite number");
        }
        const auto& bounds = definition_.bounds;
        if (number < bounds.least || number > bounds.most) {
            return expect(false,
                          value,
                          fmt::format("must be {}: {}", bounds_text(definition_), bounds.reason),
                          number < bounds.least ? plain_number(bounds.least) + " at least"
                                                : plain_number(bounds.most) + " at most");
        }
        const auto cents = number * 100.0;
        if (type == KeyType::euros && std::abs(cents - std::round(cents)) > 1e-5) {
            expect(false, value, "must be an amount in euros with two decimals at most");
        }
    }

    void check_list(KeyType item, const TomlValue& value) {
        if (value.array() == nullptr || value.array()->size() != definition_.items) {
            return expect(
                false, value, fmt::format("must be a list of {} numbers", definition_.items));
        }
        for (const auto& number : *value.array()) {
            check_number(item, number);
        }
    }

    void check_texts(const TomlValue& value) {
        const bool of_texts = value.array() != nullptr &&
                              std::all_of(value.array()->begin(),
                                          value.array()->end(),
                                          [](const auto& item) { return item.text() != nullptr; });
        if (!of_texts) {
            return expect(false, value, "must be a list of texts in quotes");
        }
        for (const auto& text : *value.array()) {
            if (!definition_.choices.empty()) {
                check_choice(text);
            }
        }
    }

    void check_bands(const TomlValue& value) {
        if (value.array() == nullptr || value.array()->empty()) {
            return expect(
                false, value, "must be a list of bands such as [{ from = 0, rate = 0.003 }]");
        }
        std::int64_t youngest = 0;
        for (std::size_t i = 0; i < value.array()->size(); ++i) {
            const auto& band = (*value.array())[i];
            const auto from = check_band(band);
            if (!from) {
                continue;
            }
            const bool in_order = i == 0 ? *from == 0 : *from >= youngest && *from <= oldest_age;
            expect(in_order,
                   band,
                   fmt::format("ages of the bands must increase from 0 to at most {}", oldest_age));
            youngest = *from + 1;
        }
    }

    /// The age from which the band holds, if it is one.
    std::optional<std::int64_t> check_band(const TomlValue& band) {
        const TomlValue* from = nullptr;
        const TomlValue* rate = nullptr;
        const auto* entries = band.table();
        for (const auto& entry : entries == nullptr ? TomlTable{} : *entries) {
            if (entry.key == "from" || entry.key == "rate") {
                continue;
            }
            add(entry.at,
                fmt::format("unknown key '{}' in a band of {}", entry.key, key_),
                "a band has 'from' and 'rate'");
        }
        if (entries != nullptr) {
            for (const auto& entry : *entries) {
                (entry.key == "from" ? from : rate) = &entry.value;
            }
        }
        if (from == nullptr || rate == nullptr ||
            !std::holds_alternative<std::int64_t>(from->data)) {
            expect(false, band, "a band is { from = an age in years, rate = a number }");
            return std::nullopt;
        }
        check_number(KeyType::number, *rate);
        return std::get<std::int64_t>(from->data);
    }

    const KeyDefinition& definition_;
    const std::string& key_;
    const TomlDocument& document_;
    std::vector<Diagnostic> problems_;
};

/// Walks the tables of a document down to the values of known keys.
class Walk {
  public:
    Walk(const std::vector<const KeyDefinition*>& definitions, TomlDocument& document)
        : definitions_(definitions), document_(document) {}

    void table(const TomlTable& entries, const std::string& prefix) {
        for (const auto& entry : entries) {
            visit(entry, prefix.empty() ? entry.key : prefix + "." + entry.key);
        }
    }

    std::vector<Setting> settings;

  private:
    void visit(const TomlEntry& entry, const std::string& key) {
        if (!is_name(entry.key)) {
            return problem(entry,
                           key,
                           fmt::format("unknown key '{}'", key),
                           "names are of lower-case letters, digits and _");
        }
        for (const auto* definition : definitions_) {
            if (const auto name = matched_name(*definition, key)) {
                return value(entry, key, *definition, *name);
            }
        }
        if (std::none_of(definitions_.begin(), definitions_.end(), [&](const auto* definition) {
                return lies_in(*definition, key);
            })) {
            return problem(entry,
                           key,
                           fmt::format("unknown key '{}'", key),
                           "",
                           did_you_mean_key(key, definitions_));
        }
        if (entry.value.table() == nullptr) {
            return problem(entry,
                           key,
                           fmt::format("{} = {}", key, entry.value.written()),
                           fmt::format("'{}' is a table: write [{}], then its keys", key, key));
        }
        table(*entry.value.table(), key);
    }

    void value(const TomlEntry& entry,
               const std::string& key,
               const KeyDefinition& definition,
               const std::string& name) {
        auto problems = problems_of(definition, key, entry.value, document_);
        if (problems.empty()) {
            settings.push_back({key, entry.at, entry.value, &definition, name});
        }
        document_.problems.insert(document_.problems.end(), problems.begin(), problems.end());
    }

    void problem(const TomlEntry& entry,
                 const std::string& key,
                 std::string text,
                 std::string reason,
                 std::string suggestion = {}) {
        document_.problems.push_back(document_.diagnostic(
            entry.at, key, std::move(text), std::move(reason), std::move(suggestion)));
    }

    const std::vector<const KeyDefinition*>& definitions_;
    TomlDocument& document_;
};

std::string canonical_item(KeyType type, const TomlValue& value) {
    if (type == KeyType::count) {
        return std::to_string(count_of(value));
    }
    if (type == KeyType::euros) {
        const auto cents = cents_of(value);
        return fmt::format(
            "{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
    }
    return written_number(number_of(value));
}

std::string canonical_list(KeyType item, const TomlArray& values) {
    std::string text = "[";
    for (const auto& value : values) {
        text += (text.size() > 1 ? ", " : "") + canonical_item(item, value);
    }
    return text + "]";
}

struct Band {
    int from = 0;
    double rate = 0.0;
};

std::vector<Band> bands_of(const TomlValue& value) {
    std::vector<Band> bands;
    for (const auto& entries : *value.array()) {
        Band band;
        for (const auto& entry : *entries.table()) {
            if (entry.key == "from") {
                band.from = count_of(entry.value);
            } else {
                band.rate = number_of(entry.value);
            }
        }
        bands.push_back(band);
    }
    return bands;
}

std::string canonical_bands(const TomlValue& value) {
    std::string text = "[";
    for (const auto& band : bands_of(value)) {
        text += fmt::format("{}{{ from = {}, rate = {} }}",
                            text.size() > 1 ? ", " : "",
                            band.from,
                            written_number(band.rate));
    }
    return text + "]";
}

}  // namespace

bool lies_in(const KeyDefinition& definition, std::string_view prefix) {
    std::string_view name = definition.name;
    while (!prefix.empty()) {
        const auto segment = next_segment(prefix);
        const auto expected = next_segment(name);
        if (expected != any_name && expected != segment) {
            return false;
        }
    }
    return true;
}

KeyDefinition::KeyDefinition(std::string its_name,
                             KeyType its_type,
                             const char* its_unit,
                             const Bounds& its_bounds,
                             const char* its_documentation)
    : name(std::move(its_name)),
      type(its_type),
      unit(its_unit),
      bounds(its_bounds),
      documentation(its_documentation) {}

KeyDefinition::KeyDefinition(std::string its_name, KeyType its_type, const char* its_documentation)
    : KeyDefinition(std::move(its_name), its_type, "", {}, its_documentation) {}

KeyDefinition& KeyDefinition::one_of(std::vector<std::string> values) {
    choices = std::move(values);
    return *this;
}

KeyDefinition& KeyDefinition::of_items(std::size_t count) {
    items = count;
    return *this;
}

KeyDefinition& KeyDefinition::by_default(const char* toml) {
    default_value = toml;
    return *this;
}

std::optional<std::string> matched_name(const KeyDefinition& definition, std::string_view key) {
    std::string_view name = definition.name;
    std::string stands_for;
    while (!name.empty() && !key.empty()) {
        const auto expected = next_segment(name);
        const auto segment = next_segment(key);
        if (expected == any_name) {
            stands_for = segment;
        } else if (expected != segment) {
            return std::nullopt;
        }
    }
    return name.empty() && key.empty() ? std::optional(stands_for) : std::nullopt;
}

std::string bounds_text(const KeyDefinition& definition) {
    std::string text;
    for (const auto& choice : definition.choices) {
        text += fmt::format("{}'{}'", text.empty() ? "one of " : ", ", choice);
    }
    if (!definition.choices.empty() || definition.bounds.most <= definition.bounds.least) {
        return text;
    }
    return fmt::format("between {} and {}",
                       plain_number(definition.bounds.least),
                       plain_number(definition.bounds.most));
}

std::string type_text(KeyType type) {
    constexpr std::array names = {"text",
                                  "true or false",
                                  "month",
                                  "choice",
                                  "whole number",
                                  "number",
                                  "amount",
                                  "list of whole numbers",
                                  "list of numbers",
                                  "list of amounts",
                                  "list of texts",
                                  "rates by age"};
    return names.at(static_cast<std::size_t>(type));
}

std::vector<Diagnostic> problems_of(const KeyDefinition& definition,
                                    const std::string& key,
                                    const TomlValue& value,
                                    const TomlDocument& document) {
    return ValueCheck(definition, key, document).run(value);
}

std::string canonical_text(const KeyDefinition& definition, const TomlValue& value) {
    switch (definition.type) {
        case KeyType::text:
        case KeyType::flag:
        case KeyType::month:
        case KeyType::choice:
        case KeyType::texts:
            return value.written();
        case KeyType::count:
        case KeyType::number:
        case KeyType::euros:
            return canonical_item(definition.type, value);
        case KeyType::counts:
            return canonical_list(KeyType::count, *value.array());
        case KeyType::numbers:
            return canonical_list(KeyType::number, *value.array());
        case KeyType::euros_list:
            return canonical_list(KeyType::euros, *value.array());
        case KeyType::age_rates:
            return canonical_bands(value);
    }
    return {};
}

std::string did_you_mean_key(std::string_view key,
                             const std::vector<const KeyDefinition*>& definitions) {
    const auto parent = parent_of(key);
    const auto depth = segments_of(parent).size();
    std::set<std::string> siblings;
    std::set<std::string> elsewhere;
    for (const auto* definition : definitions) {
        const auto segments = segments_of(definition->name);
        if (lies_in(*definition, parent) && segments.size() > depth &&
            segments[depth] != any_name) {
            siblings.insert(segments[depth]);
        }
        elsewhere.insert(segments.back());
    }
    auto sibling = did_you_mean(last_segment(key), {siblings.begin(), siblings.end()});
    if (!sibling.empty()) {
        return sibling;
    }
    const auto other = closest_name(last_segment(key), {elsewhere.begin(), elsewhere.end()});
    for (const auto* definition : definitions) {
        if (other && last_segment(definition->name) == *other) {
            return fmt::format("did you mean '{}'?", definition->name);
        }
    }
    return suggested_name(last_segment(key), {siblings.begin(), siblings.end()});
}

std::vector<Setting> settings_of(const TomlTable& table,
                                 const std::vector<const KeyDefinition*>& definitions,
                                 TomlDocument& document) {
    Walk walk(definitions, document);
    walk.table(table, "");
    return std::move(walk.settings);
}

int count_of(const TomlValue& value) {
    return static_cast<int>(std::get<std::int64_t>(value.data));
}

double number_of(const TomlValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value.data);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value.data);
}

std::int32_t cents_of(const TomlValue& value) {
    return static_cast<std::int32_t>(std::llround(number_of(value) * 100.0));
}

Month month_of(const TomlValue& value) {
    const auto month = parse_month(*value.text());
    EXPECT(month.has_value(), "month {}", *value.text());
    return *month;
}

std::vector<TomlValue> numbers_in(const KeyDefinition& definition, const TomlValue& value) {
    switch (definition.type) {
        case KeyType::count:
        case KeyType::number:
        case KeyType::euros:
            return {value};
        case KeyType::counts:
        case KeyType::numbers:
        case KeyType::euros_list:
            return *value.array();
        case KeyType::age_rates:
            break;
        default:
            return {};
    }
    std::vector<TomlValue> rates;
    for (const auto& band : *value.array()) {
        for (const auto& entry : *band.table()) {
            if (entry.key == "rate") {
                rates.push_back(entry.value);
            }
        }
    }
    return rates;
}

std::size_t choice_of(const std::vector<std::string>& choices, const TomlValue& value) {
    const auto choice = std::find(choices.begin(), choices.end(), *value.text());
    EXPECT(choice != choices.end(), "choice {}", *value.text());
    return static_cast<std::size_t>(choice - choices.begin());
}

std::vector<std::string> texts_of(const TomlValue& value) {
    std::vector<std::string> texts;
    for (const auto& item : *value.array()) {
        texts.push_back(*item.text());
    }
    return texts;
}

std::array<double, oldest_age + 1> yearly_rates_of(const TomlValue& value) {
    std::array<double, oldest_age + 1> yearly{};
    for (const auto& band : bands_of(value)) {
        std::fill(yearly.begin() + band.from, yearly.end(), band.rate);
    }
    return yearly;
}

}  // namespace mixite
