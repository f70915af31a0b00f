#include "study/published_facts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "scenario/closest_name.hpp"

namespace mixite {
namespace {

constexpr auto keys = std::to_array<std::string_view>({"id",
                                                       "label_fr",
                                                       "label_en",
                                                       "quantity",
                                                       "zone",
                                                       "from",
                                                       "to",
                                                       "low",
                                                       "high",
                                                       "source",
                                                       "status",
                                                       "held_out",
                                                       "explanation_fr",
                                                       "explanation_en"});

/// Reads one [[fact]] table, and notes what is wrong with it.
class FactReader {
  public:
    FactReader(const TomlDocument& document,
               const TomlValue& fact,
               const Territory& territory,
               std::vector<Diagnostic>& problems)
        : document_(&document),
          table_(fact.table()),
          at_(fact.at),
          territory_(&territory),
          problems_(&problems) {}

    PublishedFact read() {
        PublishedFact fact;
        if (table_ == nullptr) {
            tell(at_, "fact", "is not a table");
            return fact;
        }
        refuse_unknown_keys();
        fact.id = text("id");
        fact.label_fr = text("label_fr");
        fact.label_en = text("label_en");
        fact.source = text("source");
        fact.quantity = quantity();
        fact.zone = zone(fact.quantity);
        fact.period = {month("from"), month("to")};
        fact.low = number("low");
        fact.high = number("high");
        fact.status = status();
        fact.use = held_out();
        if (find("explanation_fr") != nullptr || find("explanation_en") != nullptr) {
            fact.explanation_fr = text("explanation_fr");
            fact.explanation_en = text("explanation_en");
        }
        require_order(fact);
        return fact;
    }

  private:
    void tell(Position at,
              const std::string& key,
              const std::string& problem,
              const std::string& suggestion = {}) {
        problems_->push_back(document_->diagnostic(at, key, problem, {}, suggestion));
    }
    [[nodiscard]] const TomlEntry* find(std::string_view key) const {
        const auto found = std::find_if(
            table_->begin(), table_->end(), [&](const TomlEntry& e) { return e.key == key; });
        return found == table_->end() ? nullptr : &*found;
    }
    const TomlEntry* need(std::string_view key) {
        const auto* entry = find(key);
        if (entry == nullptr) {
            tell(at_, std::string(key), fmt::format("a fact without '{}'", key));
        }
        return entry;
    }

    void refuse_unknown_keys() {
        for (const auto& entry : *table_) {
            if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
                tell(entry.at,
                     entry.key,
                     fmt::format("unknown key '{}'", entry.key),
                     did_you_mean(entry.key, {keys.begin(), keys.end()}));
            }
        }
    }

    std::string text(std::string_view key) {
        const auto* entry = need(key);
        if (entry == nullptr) {
            return "";
        }
        const auto* value = entry->value.text();
        if (value == nullptr) {
            tell(entry->value.at, entry->key, fmt::format("'{}' is not a text", key));
            return "";
        }
        return *value;
    }

    double number(std::string_view key) {
        const auto* entry = need(key);
        if (entry == nullptr) {
            return 0.0;
        }
        if (const auto* whole = std::get_if<std::int64_t>(&entry->value.data)) {
            return static_cast<double>(*whole);
        }
        const auto* real = std::get_if<double>(&entry->value.data);
        if (real == nullptr || !std::isfinite(*real)) {
            tell(entry->value.at, entry->key, fmt::format("'{}' is not a number", key));
            return 0.0;
        }
        return *real;
    }

    Month month(std::string_view key) {
        const auto written = text(key);
        const auto parsed = parse_month(written);
        if (!parsed && !written.empty()) {
            tell(find(key)->value.at,
                 std::string(key),
                 fmt::format("'{}' is not a month from {} to {}, such as \"2024-12\"",
                             written,
                             first_calendar_year,
                             last_calendar_year));
        }
        return parsed.value_or(no_month);
    }

    Quantity quantity() {
        const auto name = text("quantity");
        std::vector<std::string> names;
        for (const auto& known : quantities()) {
            if (known.name == name) {
                return known;
            }
            names.emplace_back(known.name);
        }
        if (!name.empty()) {
            const auto near = did_you_mean(name, names);
            tell(find("quantity")->value.at,
                 "quantity",
                 fmt::format("no quantity '{}'", name),
                 near.empty() ? fmt::format("one of: {}", fmt::join(names, ", ")) : near);
        }
        return {};
    }

    ZoneRow zone(const Quantity& of) {
        const bool by_zone = of.of == Quantity::Of::zone;
        const auto* entry = find("zone");
        if (entry != nullptr && !by_zone && of.value != nullptr) {
            tell(entry->at, "zone", fmt::format("'{}' is not measured by zone", of.name));
        }
        if (!by_zone) {
            return {};
        }
        const auto code = text("zone");
        std::vector<std::string> codes;
        for (std::size_t z = 0; z < territory_->zones.size(); ++z) {
            if (territory_->zones[ZoneRow{z}].code == code) {
                return ZoneRow{z};
            }
            codes.push_back(territory_->zones[ZoneRow{z}].code);
        }
        if (!code.empty()) {
            tell(entry->value.at,
                 "zone",
                 fmt::format("no zone '{}'", code),
                 did_you_mean(code, codes));
        }
        return {};
    }

    Status status() {
        const auto name = text("status");
        const auto found = std::find(status_names.begin(), status_names.end(), name);
        if (found != status_names.end()) {
            return static_cast<Status>(found - status_names.begin());
        }
        if (!name.empty()) {
            tell(find("status")->value.at,
                 "status",
                 fmt::format("'{}' is no status", name),
                 fmt::format("one of: {}", fmt::join(status_names, ", ")));
        }
        return Status::assumption;
    }

    PublishedFact::Use held_out() {
        const auto* entry = need("held_out");
        const auto* value = entry == nullptr ? nullptr : std::get_if<bool>(&entry->value.data);
        if (entry != nullptr && value == nullptr) {
            tell(entry->value.at, "held_out", "'held_out' is neither true nor false");
        }
        return value != nullptr && *value ? PublishedFact::Use::held_out
                                          : PublishedFact::Use::informed_the_model;
    }

    void require_order(const PublishedFact& fact) {
        if (fact.low > fact.high) {
            tell(at_, "low", fmt::format("low = {} is above high = {}", fact.low, fact.high));
        }
        if (fact.period.to < fact.period.from) {
            tell(at_, "to", "the period ends before it begins");
        }
    }

    const TomlDocument* document_;
    const TomlTable* table_;
    Position at_;
    const Territory* territory_;
    std::vector<Diagnostic>* problems_;
};

void refuse_repeated(const TomlDocument& document,
                     const TomlArray& array,
                     const std::vector<PublishedFact>& facts,
                     std::vector<Diagnostic>& problems) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        for (std::size_t before = 0; before < i; ++before) {
            if (!facts[i].id.empty() && facts[before].id == facts[i].id) {
                problems.push_back(document.diagnostic(
                    array[i].at, "id", fmt::format("a second fact '{}'", facts[i].id)));
            }
        }
    }
}

}  // namespace

std::vector<PublishedFact> published_facts(const TomlDocument& document,
                                           const Territory& territory) {
    auto problems = document.problems;
    std::vector<PublishedFact> facts;
    for (const auto& entry : document.root) {
        const auto* array = entry.value.array();
        if (entry.key != "fact" || array == nullptr) {
            problems.push_back(document.diagnostic(entry.at,
                                                   entry.key,
                                                   fmt::format("unknown key '{}'", entry.key),
                                                   "the file is a list of [[fact]]"));
            continue;
        }
        for (const auto& fact : *array) {
            facts.push_back(FactReader(document, fact, territory, problems).read());
        }
        refuse_repeated(document, *array, facts, problems);
    }
    if (problems.empty() && facts.empty()) {
        problems.push_back(document.diagnostic({1, 1}, "fact", "no fact to compare with"));
    }
    if (!problems.empty()) {
        throw DataError(std::move(problems));
    }
    return facts;
}

std::vector<PublishedFact> read_published_facts(const std::filesystem::path& territory_folder,
                                                const Territory& territory) {
    return published_facts(read_toml(territory_folder / "published_facts.toml"), territory);
}

}  // namespace mixite
