#include "scenario/territory_reader.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <toml++/toml.h>

#include "foundation/sha256.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/csv_reader.hpp"
#include "scenario/territory_rows.hpp"
#include "scenario/toml_document.hpp"

namespace mixite {

namespace {

constexpr auto manifest_name = "MANIFEST.toml";
constexpr auto facts_name = "territory.toml";

/// Keeps the problems of a TOML file beside what is read from it.
class TomlReader {
  public:
    TomlReader(std::string file, const std::string& text) : file_(std::move(file)) {
        if (const auto line = line_of_too_deep_key(text)) {
            problems_.push_back(too_deep_key(file_, *line));
            return;
        }
        try {
            root_ = toml::parse(text, file_);
        } catch (const toml::parse_error&) {
            problems_ = parse_toml(text, file_).problems;
        }
    }

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const toml::table& root() const { return root_; }
    [[nodiscard]] const std::vector<Diagnostic>& problems() const { return problems_; }
    [[nodiscard]] bool readable() const { return problems_.empty(); }

    void reject(const toml::source_region& at,
                const std::string& key,
                std::string problem,
                std::string reason = {},
                std::string suggestion = {}) {
        Diagnostic diagnostic;
        diagnostic.file = file_;
        diagnostic.line = static_cast<int>(at.begin.line);
        diagnostic.column = static_cast<int>(at.begin.column);
        diagnostic.key = key;
        diagnostic.problem = std::move(problem);
        diagnostic.reason = std::move(reason);
        diagnostic.suggestion = std::move(suggestion);
        problems_.push_back(std::move(diagnostic));
    }

    std::string text(const std::string& key) {
        return value<std::string>(key, "a text").value_or("");
    }
    int integer(const std::string& key, IntegerBounds bounds) {
        const auto read = value<std::int64_t>(key, "a whole number").value_or(bounds.least);
        if (read < bounds.least || read > bounds.most) {
            reject(root_.at_path(key).node()->source(),
                   key,
                   fmt::format("{} = {}", key, read),
                   fmt::format("must be from {} to {}", bounds.least, bounds.most));
            return bounds.least;
        }
        return static_cast<int>(read);
    }
    int integer_or(const std::string& key, IntegerBounds bounds, int otherwise) {
        keys_.push_back(key);
        return root_.at_path(key) ? integer(key, bounds) : otherwise;
    }
    double number(const std::string& key, NumberBounds bounds) {
        return bounded(key, root_.at_path(key).node(), bounds);
    }
    Month year_month(const std::string& key) {
        const auto read = text(key);
        const auto month = parse_month(read);
        if (!month && root_.at_path(key)) {
            reject(root_.at_path(key).node()->source(),
                   key,
                   fmt::format("{} = '{}'", key, read),
                   fmt::format("must be a month from {} to {}, such as 2019-01",
                               first_calendar_year,
                               last_calendar_year));
        }
        return month.value_or(Month{});
    }
    template <std::size_t size>
    std::array<double, size> numbers(const std::string& key, NumberBounds bounds) {
        std::array<double, size> read{};
        keys_.push_back(key);
        const auto* array = root_.at_path(key).as_array();
        if (array == nullptr || array->size() != size) {
            reject(place(key), key, fmt::format("{} must be {} numbers", key, size));
            return read;
        }
        for (std::size_t i = 0; i < size; ++i) {
            read[i] = bounded(fmt::format("{}[{}]", key, i), array->get(i), bounds);
        }
        return read;
    }
    bool flag(const std::string& key) { return value<bool>(key, "true or false").value_or(false); }

    /// Keys that nobody asked for, but those that describe others.
    void reject_unknown_keys() { reject_unknown_keys(root_, ""); }

  private:
    template <class T>
    std::optional<T> value(const std::string& key, const char* expected) {
        keys_.push_back(key);
        const auto node = root_.at_path(key);
        auto read = node.value_exact<T>();
        if (!read) {
            reject(place(key),
                   key,
                   node ? fmt::format("{} has the wrong type", key)
                        : fmt::format("missing key '{}'", key),
                   fmt::format("must be {}", expected));
        }
        return read;
    }

    double bounded(const std::string& key, const toml::node* node, NumberBounds bounds) {
        keys_.push_back(key);
        const auto read = node == nullptr ? std::nullopt : node->value<double>();
        if (!read) {
            reject(place(key),
                   key,
                   node == nullptr ? fmt::format("missing key '{}'", key)
                                   : fmt::format("{} has the wrong type", key),
                   "must be a number");
            return bounds.least;
        }
        if (!std::isfinite(*read) || *read < bounds.least || *read > bounds.most) {
            reject(node->source(),
                   key,
                   fmt::format("{} = {}", key, *read),
                   fmt::format("must be a number from {} to {}", bounds.least, bounds.most));
            return bounds.least;
        }
        return *read;
    }

    [[nodiscard]] toml::source_region place(const std::string& key) const {
        const auto node = root_.at_path(key);
        return node ? node.node()->source() : root_.source();
    }

    void reject_unknown_keys(const toml::table& table, const std::string& prefix) {
        for (const auto& [name, node] : table) {
            const auto key = prefix + std::string(name.str());
            if (const auto* inner = node.as_table()) {
                reject_unknown_keys(*inner, key + ".");
                continue;
            }
            const auto describes = name.str().ends_with("status") ||
                                   name.str().find("low") != std::string_view::npos ||
                                   name.str().find("high") != std::string_view::npos;
            if (!describes && std::find(keys_.begin(), keys_.end(), key) == keys_.end()) {
                reject(node.source(),
                       key,
                       fmt::format("unknown key '{}'", key),
                       {},
                       did_you_mean(key, keys_));
            }
        }
    }

    std::string file_;
    toml::table root_;
    std::vector<std::string> keys_;
    std::vector<Diagnostic> problems_;
};

TerritoryFacts read_facts(TomlReader& toml) {
    constexpr NumberBounds amount{0.0, 1e7};
    constexpr IntegerBounds year{1990, 2100};
    constexpr IntegerBounds count{0, 100'000'000};
    TerritoryFacts facts;
    facts.name = toml.text("name");
    toml.text("epci");
    toml.text("population");
    facts.month_zero = toml.year_month("month_zero");
    facts.copies = toml.integer_or("copies", {1, 10'000'000}, 1);
    facts.statistical_secrecy = toml.flag("statistical_secrecy");
    toml.integer("apl_zone", {1, 3});
    toml.text("ceilings_zone");
    toml.integer("income.published_year", year);
    toml.integer("income.deflated_to_year", year);
    toml.text("income.deflator_name");
    facts.deflator = toml.number("income.deflator", {0.5, 2.0});
    facts.poverty_line_eur_per_unit_month = toml.number("poverty_line.eur_uc_month", amount);
    facts.poverty_line_year = toml.integer("poverty_line.year", year);
    facts.social_dwellings = toml.integer("rpls.social_dwellings", count);
    facts.social_dwellings_in_qpv = toml.integer("rpls.social_dwellings_in_qpv", count);
    facts.mean_surface_m2 = toml.number("rpls.mean_surface_m2", amount);
    facts.mean_rent_eur_per_m2 = toml.number("rpls.mean_rent_eur_m2", amount);
    facts.mean_rent_recent_eur_per_m2 = toml.number("rpls.mean_rent_under_5_years_eur_m2", amount);
    facts.flat_charges_eur_per_m2 = toml.number("charges.flat_eur_m2", amount);
    facts.house_charges_eur_per_m2 = toml.number("charges.house_eur_m2", amount);
    toml.numbers<5>("private_rental.surface_m2", {5.0, 500.0});
    toml.numbers<5>("private_rental.rent_factor", {0.1, 10.0});
    toml.reject_unknown_keys();
    return facts;
}

/// What the manifest says of a file.
struct ManifestEntry {
    InputFile file;
    bool states_rows = false;
};

std::string field(TomlReader& toml, const toml::table& entry, std::string_view key) {
    const auto read = entry[key].value_exact<std::string>();
    if (!read || read->empty()) {
        toml.reject(entry.source(), std::string(key), fmt::format("an entry lacks '{}'", key));
    }
    return read.value_or("");
}

std::vector<ManifestEntry> read_manifest(TomlReader& toml) {
    std::vector<ManifestEntry> entries;
    const auto* tables = toml.root()["table"].as_array();
    if (tables == nullptr) {
        toml.reject(toml.root().source(), "table", "no [[table]] in the manifest");
        return entries;
    }
    for (const auto& node : *tables) {
        const auto* table = node.as_table();
        if (table == nullptr) {
            toml.reject(node.source(), "table", "an entry must be a [[table]]");
            continue;
        }
        ManifestEntry entry;
        entry.file.name = field(toml, *table, "file");
        entry.file.sha256 = field(toml, *table, "sha256");
        entry.file.producer = field(toml, *table, "producer");
        entry.file.licence = field(toml, *table, "licence");
        entry.file.vintage = field(toml, *table, "vintage");
        const auto rows = (*table)["rows"].value_exact<std::int64_t>();
        entry.states_rows = rows.has_value();
        entry.file.rows = static_cast<std::size_t>(std::max<std::int64_t>(rows.value_or(0), 0));
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// The texts of a territory's files, as they were when the manifest and each other were checked.
class TerritoryFolder {
  public:
    explicit TerritoryFolder(const std::filesystem::path& folder)
        : folder_(folder), manifest_(shown(manifest_name), read_text(folder / manifest_name)) {
        if (!manifest_.readable()) {
            throw DataError(manifest_.problems());
        }
        entries_ = read_manifest(manifest_);
        read_files();
        check_hashes();
    }

    TerritoryTables tables() {
        std::map<std::string, CsvReader> readers;
        for (const auto& [file, columns] : territory_schema()) {
            readers.emplace(file, CsvReader(shown(file), texts_.at(file), columns));
        }
        check_row_counts(readers);
        TomlReader facts(shown(facts_name), texts_.at(facts_name));
        auto tables = read_rows(readers);
        if (facts.readable()) {
            tables.facts = read_facts(facts);
        }
        // A fault of a table that others refer to makes many of theirs: it comes before them.
        for (const auto* file : declaring_tables) {
            add(readers.at(file).problems());
        }
        for (const auto& [file, reader] : readers) {
            if (std::find(declaring_tables.begin(), declaring_tables.end(), file) ==
                declaring_tables.end()) {
                add(reader.problems());
            }
        }
        add(facts.problems());
        add(manifest_.problems());
        if (problems_.empty()) {
            add(disagreements(tables, folder_.string()));
        }
        if (!problems_.empty()) {
            throw DataError(problems_);
        }
        tables.inputs = inputs();
        return tables;
    }

  private:
    [[nodiscard]] std::string shown(const std::string& file) const {
        return (folder_ / file).string();
    }

    void add(const std::vector<Diagnostic>& more) {
        problems_.insert(problems_.end(), more.begin(), more.end());
    }

    void reject(const std::string& file,
                std::string problem,
                std::string reason,
                std::string suggestion) {
        Diagnostic diagnostic;
        diagnostic.file = shown(file);
        diagnostic.problem = std::move(problem);
        diagnostic.reason = std::move(reason);
        diagnostic.suggestion = std::move(suggestion);
        problems_.push_back(std::move(diagnostic));
    }

    /// Every file that the schema asks for or the manifest lists; all that are missing at once.
    void read_files() {
        std::set<std::string> wanted{facts_name};
        for (const auto& [file, columns] : territory_schema()) {
            wanted.insert(file);
        }
        for (const auto& entry : entries_) {
            wanted.insert(entry.file.name);
        }
        wanted.erase("");
        std::vector<Diagnostic> missing;
        for (const auto& file : wanted) {
            try {
                texts_.emplace(file, read_text(folder_ / file));
            } catch (const MissingInput& error) {
                missing.insert(
                    missing.end(), error.diagnostics().begin(), error.diagnostics().end());
            }
        }
        if (!missing.empty()) {
            throw MissingInput(missing);
        }
    }

    [[nodiscard]] const ManifestEntry* entry_of(const std::string& file) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) {
            return entry.file.name == file;
        });
        return found == entries_.end() ? nullptr : &*found;
    }

    void check_hashes() {
        for (const auto& [file, text] : texts_) {
            const auto* entry = entry_of(file);
            if (entry == nullptr) {
                reject(file,
                       fmt::format("{} does not list the file", manifest_name),
                       "each file needs its producer, licence, vintage and sha256",
                       {});
                continue;
            }
            const auto obtained = sha256_hex(text);
            if (obtained != entry->file.sha256) {
                reject(file,
                       fmt::format("sha256 = {}", obtained),
                       fmt::format("must be {}, as in {}", entry->file.sha256, manifest_name),
                       fmt::format("if the change is meant, python3 data/seal.py {} puts the new "
                                   "sha256 and rows in {}",
                                   folder_.string(),
                                   manifest_name));
            }
        }
    }

    void check_row_counts(const std::map<std::string, CsvReader>& readers) {
        for (const auto& [file, reader] : readers) {
            const auto* entry = entry_of(file);
            if (entry == nullptr || !reader.problems().empty()) {
                continue;
            }
            if (!entry->states_rows || entry->file.rows != reader.rows()) {
                reject(file,
                       fmt::format("{} rows", reader.rows()),
                       entry->states_rows
                           ? fmt::format("must be {}, as in {}", entry->file.rows, manifest_name)
                           : fmt::format("{} does not say how many", manifest_name),
                       {});
            }
        }
    }

    [[nodiscard]] std::vector<InputFile> inputs() const {
        std::vector<InputFile> files;
        files.reserve(entries_.size());
        for (const auto& entry : entries_) {
            files.push_back(entry.file);
        }
        return files;
    }

    std::filesystem::path folder_;
    TomlReader manifest_;
    std::vector<ManifestEntry> entries_;
    std::map<std::string, std::string> texts_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

TerritoryTables read_territory(const std::filesystem::path& folder) {
    return TerritoryFolder(folder).tables();
}

}  // namespace mixite
