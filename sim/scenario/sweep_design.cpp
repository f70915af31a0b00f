#include "scenario/sweep_design.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <boost/random/sobol.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/policy_keys.hpp"

namespace mixite {
namespace {

std::vector<KeyDefinition> made_design_keys() {
    const Bounds any_count{1, 100'000, "a sweep needs at least one"};
    const Bounds any_points{1, most_points, "each point is a run of its own"};
    const Bounds any_seed{0, 2'147'483'647, "seeds of a design are short"};
    std::vector<KeyDefinition> keys{
        {"title.fr", KeyType::text, "French title."},
        {"title.en", KeyType::text, "English title."},
        {"scenario", KeyType::text, "Scenario that is varied, relative to this file."},
        {"baseline", KeyType::text, "Scenario beside every point, relative to this file."},
        {"legal_status", KeyType::choice, "How every point stands to the law."},
        {"until", KeyType::month, "Last month, in place of the scenarios'."},
        {"replications", KeyType::count, "replication", any_count, "Random lives of each point."},
        {"seed", KeyType::count, "1", any_seed, "Seed of all draws."},
        {"points", KeyType::count, "point", any_points, "Points that fill the ranges."},
        {"mondes", KeyType::flag, "Whether each point is run in each monde."},
        {"draw_parameters", KeyType::flag, "Whether what is uncertain is drawn anew."}};
    for (const auto& header : header_keys()) {
        if (header.name == "legal_status") {
            keys[4].one_of(header.choices);
        }
    }
    return keys;
}

const std::vector<const KeyDefinition*>& design_definitions() {
    static const auto keys = made_design_keys();
    static const auto definitions = [] {
        std::vector<const KeyDefinition*> all;
        all.reserve(keys.size());
        for (const auto& key : keys) {
            all.push_back(&key);
        }
        return all;
    }();
    return definitions;
}

const KeyDefinition* definition_of(const std::string& key) {
    const auto& keys = policy_keys();
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& bound) {
        return matched_name(bound.definition, key).has_value();
    });
    return found == keys.end() ? nullptr : &found->definition;
}

const TomlValue* value_in(const TomlTable& table, std::string_view key) {
    const auto found = std::find_if(
        table.begin(), table.end(), [&](const TomlEntry& entry) { return entry.key == key; });
    return found == table.end() ? nullptr : &found->value;
}

/// Reads [factors].
class FactorReader {
  public:
    FactorReader(TomlDocument& document, std::vector<Factor>& factors)
        : document_(document), factors_(factors) {}

    /// A key may be written with its dots quoted or not.
    void read(const TomlTable& table, const std::string& parent) {
        for (const auto& entry : table) {
            const auto key = parent.empty() ? entry.key : parent + "." + entry.key;
            if (const auto* definition = definition_of(key)) {
                read_factor(key, *definition, entry);
            } else if (entry.value.table() != nullptr) {
                read(*entry.value.table(), key);
            } else {
                static const auto definitions = definitions_of(policy_keys());
                const bool is_of_design = std::any_of(
                    design_definitions().begin(), design_definitions().end(), [&](const auto* own) {
                        return own->name == key;
                    });
                problem(entry.at,
                        key,
                        fmt::format("'{}' is no key of the rules", key),
                        "a sweep varies values of a scenario",
                        is_of_design ? fmt::format("write '{}' above [factors]", key)
                                     : did_you_mean_key(key, definitions));
            }
        }
    }

  private:
    void read_factor(const std::string& key,
                     const KeyDefinition& definition,
                     const TomlEntry& entry) {
        Factor factor{
            .key = key, .definition = &definition, .at = document_.diagnostic(entry.at, key, "")};
        const auto before = document_.problems.size();
        const auto [first, is_new] = lines_.emplace(key, entry.at.line);
        if (!is_new) {
            problem(entry.at,
                    key,
                    fmt::format("'{}' stands in line {} too", key, first->second),
                    "a factor has one list of values, however its key is written",
                    "leave one of the two out");
        } else if (const auto* range = entry.value.table()) {
            read_range(factor, *range, entry);
        } else if (const auto* levels = entry.value.array();
                   levels != nullptr && levels->size() >= 2) {
            read_levels(factor, *levels);
        } else {
            problem(entry.value.at,
                    key,
                    fmt::format("'{}' does not say which values it takes", key),
                    "a factor takes two values or more",
                    "write a list of values, or { low = …, high = … }");
        }
        if (document_.problems.size() == before) {
            factors_.push_back(std::move(factor));
        }
    }

    void read_levels(Factor& factor, const TomlArray& levels) {
        std::set<std::string> texts;
        for (const auto& level : levels) {
            const auto problems = problems_of(*factor.definition, factor.key, level, document_);
            add(problems);
            if (problems.empty() &&
                !texts.insert(canonical_text(*factor.definition, level)).second) {
                problem(level.at,
                        factor.key,
                        fmt::format("'{}' takes the value {} twice", factor.key, level.written()),
                        "two points would be one",
                        "leave one of the two out");
            }
        }
        factor.levels = levels;
    }

    void read_range(Factor& factor, const TomlTable& range, const TomlEntry& entry) {
        const auto* low = value_in(range, "low");
        const auto* high = value_in(range, "high");
        if (low == nullptr || high == nullptr || range.size() != 2) {
            return problem(entry.value.at,
                           factor.key,
                           fmt::format("the range of '{}' is not {{ low, high }}", factor.key),
                           "it lies between two values");
        }
        if (!is_one_number(factor.definition->type)) {
            return problem(entry.value.at,
                           factor.key,
                           fmt::format("a range for '{}', which is {}",
                                       factor.key,
                                       type_text(factor.definition->type)),
                           "only single numbers have values between two others",
                           "write a list of values");
        }
        const auto before = document_.problems.size();
        add(problems_of(*factor.definition, factor.key, *low, document_));
        add(problems_of(*factor.definition, factor.key, *high, document_));
        if (document_.problems.size() > before) {
            return;
        }
        factor.low = number_of(*low);
        factor.high = number_of(*high);
        if (factor.low >= factor.high) {
            problem(entry.value.at,
                    factor.key,
                    fmt::format("low = {} is not below high = {}", low->written(), high->written()),
                    "nothing would vary");
        }
    }

    void add(const std::vector<Diagnostic>& problems) {
        document_.problems.insert(document_.problems.end(), problems.begin(), problems.end());
    }

    void problem(Position at,
                 const std::string& key,
                 std::string what,
                 std::string reason,
                 std::string suggestion = {}) {
        document_.problems.push_back(document_.diagnostic(
            at, key, std::move(what), std::move(reason), std::move(suggestion)));
    }

    TomlDocument& document_;
    std::vector<Factor>& factors_;
    std::map<std::string, int> lines_;  ///< of each factor's key
};

void store(SweepDesign& design, const Setting& setting, const TomlDocument& document) {
    const auto& key = setting.key;
    const auto& value = setting.value;
    const auto folder = design.file.parent_path();
    const auto at = document.diagnostic(value.at, key, "");
    if (key == "title.fr") {
        design.title_fr = *value.text();
    } else if (key == "title.en") {
        design.title_en = *value.text();
    } else if (key == "scenario") {
        design.scenario = (folder / *value.text()).lexically_normal();
        design.scenario_at = at;
    } else if (key == "baseline") {
        design.baseline = (folder / *value.text()).lexically_normal();
        design.baseline_at = at;
    } else if (key == "legal_status") {
        design.legal_status = *value.text();
    } else if (key == "until") {
        design.until = month_of(value);
    } else if (key == "replications") {
        design.replications = static_cast<std::uint32_t>(count_of(value));
    } else if (key == "seed") {
        design.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value.data));
    } else if (key == "points") {
        design.points = count_of(value);
    } else if (key == "mondes") {
        design.mondes = std::get<bool>(value.data);
    } else {
        design.draw_parameters = std::get<bool>(value.data);
    }
}

/// Of every combination of the levels; more than most_points counts as one more.
int combinations(const std::vector<Factor>& factors) {
    std::size_t count = 1;
    for (const auto& factor : factors) {
        count = std::min<std::size_t>(count * std::max<std::size_t>(factor.levels.size(), 1),
                                      most_points + 1);
    }
    return static_cast<int>(count);
}

void require_keys(const SweepDesign& design, TomlDocument& document) {
    const auto require =
        [&](bool given, const char* key, const char* reason, const char* suggestion) {
            if (!given) {
                document.problems.push_back(document.diagnostic(
                    {}, key, fmt::format("missing key '{}'", key), reason, suggestion));
            }
        };
    require(!design.scenario.empty(),
            "scenario",
            "a sweep varies one",
            "add scenario = \"cia-stricte.toml\"");
    require(!design.legal_status.empty(),
            "legal_status",
            "each point says how it stands to the law, and is held to it",
            "add legal_status = \"droit constant\", or \"contrefactuel hors droit\" if the values "
            "go beyond it");
    require(!design.factors.empty(),
            "factors",
            "nothing would vary",
            "add [factors] and, for each key, the list of its values");
}

void require_points(const SweepDesign& design, TomlDocument& document) {
    for (const auto& factor : design.factors) {
        if (factor.levels.empty() && !design.points) {
            auto problem = factor.at;
            problem.problem =
                fmt::format("'{}' has a range, and no number of points is given", factor.key);
            problem.reason = "a range has any number of values";
            problem.suggestion = "add points = 64, or write a list of values";
            document.problems.push_back(std::move(problem));
        }
    }
    if (!design.points && combinations(design.factors) > most_points) {
        document.problems.push_back(document.diagnostic(
            {},
            "factors",
            fmt::format("the levels have more than {} combinations", most_points),
            "each is a run of its own",
            "give points = 256, which fill the same ranges, or fewer levels"));
    }
}

TomlValue between(const Factor& factor, double share) {
    switch (factor.definition->type) {
        case KeyType::count: {
            const auto values = factor.high - factor.low + 1.0;
            return {static_cast<std::int64_t>(factor.low + std::floor(share * values)), {}};
        }
        case KeyType::euros:
            return {std::round(100.0 * std::lerp(factor.low, factor.high, share)) / 100.0, {}};
        default:
            return {std::lerp(factor.low, factor.high, share), {}};
    }
}

TomlValue value_at(const Factor& factor, double share) {
    if (factor.levels.empty()) {
        return between(factor, share);
    }
    return factor
        .levels[static_cast<std::size_t>(share * static_cast<double>(factor.levels.size()))];
}

/// The sequence of numbers from 0 to 1, without its first point, which boost leaves out too.
std::vector<std::vector<TomlValue>> sobol_points(const SweepDesign& design, int count) {
    boost::random::sobol sequence(design.factors.size());
    const double range = static_cast<double>(boost::random::sobol::max()) + 1.0;
    std::vector<std::vector<TomlValue>> points(static_cast<std::size_t>(count));
    for (auto& point : points) {
        for (const auto& factor : design.factors) {
            // A 64-bit number near the largest would round to 1.
            const double share =
                std::min(static_cast<double>(sequence()) / range, std::nextafter(1.0, 0.0));
            point.push_back(value_at(factor, share));
        }
    }
    return points;
}

std::vector<std::vector<TomlValue>> combined_levels(const SweepDesign& design) {
    std::vector<std::vector<TomlValue>> points{{}};
    for (const auto& factor : design.factors) {
        std::vector<std::vector<TomlValue>> longer;
        for (const auto& point : points) {
            for (const auto& level : factor.levels) {
                longer.push_back(point);
                longer.back().push_back(level);
            }
        }
        points = std::move(longer);
    }
    return points;
}

std::string dotted(const std::string& key) {
    std::string written;
    for (std::size_t begin = 0; begin <= key.size();) {
        const auto end = std::min(key.find('.', begin), key.size());
        written += (begin == 0 ? "" : ".") + written_key(key.substr(begin, end - begin));
        begin = end + 1;
    }
    return written;
}

}  // namespace

SweepDesign read_design(const std::filesystem::path& path) {
    auto document = read_toml(path);
    SweepDesign design{.file = path, .source_toml = document.text};
    TomlTable header;
    for (const auto& entry : TomlTable(document.root)) {
        if (entry.key != "factors") {
            header.push_back(entry);
        } else if (entry.value.table() != nullptr) {
            FactorReader(document, design.factors).read(*entry.value.table(), "");
        } else {
            document.problems.push_back(
                document.diagnostic(entry.at,
                                    "factors",
                                    "'factors' is no table",
                                    "it holds the keys that vary",
                                    "write [factors] and, for each key, the list of its values"));
        }
    }
    for (const auto& setting : settings_of(header, design_definitions(), document)) {
        store(design, setting, document);
    }
    if (document.problems.empty()) {
        require_keys(design, document);
    }
    require_points(design, document);
    if (!document.problems.empty()) {
        throw ScenarioError(std::move(document.problems));
    }
    if (design.baseline.empty()) {
        design.baseline = design.scenario;
        design.baseline_at = design.scenario_at;
    }
    const auto name = path.stem().string();
    design.title_fr = design.title_fr.empty() ? name : design.title_fr;
    design.title_en = design.title_en.empty() ? name : design.title_en;
    return design;
}

std::vector<std::vector<TomlValue>> points_of(const SweepDesign& design) {
    return design.points ? sobol_points(design, *design.points) : combined_levels(design);
}

std::string point_name(int point, int of) {
    return fmt::format("p{:0{}}", point, std::max<std::size_t>(3, std::to_string(of).size()));
}

std::string values_text(const SweepDesign& design, const std::vector<TomlValue>& values) {
    std::vector<std::string> texts;
    for (std::size_t f = 0; f < values.size(); ++f) {
        const auto& factor = design.factors[f];
        texts.push_back(
            fmt::format("{} = {}", factor.key, canonical_text(*factor.definition, values[f])));
    }
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string point_toml(const SweepDesign& design, int point, const std::vector<TomlValue>& values) {
    const auto name = design.file.filename().string();
    auto text = fmt::format(
        "extends = {}\ntitle.fr = {}\ntitle.en = {}\ndescription = {}\n"
        "origin = \"méthode\"\nlegal_status = {}\n",
        written_text(design.scenario.filename().string()),
        written_text(fmt::format("{}, point {}", design.title_fr, point)),
        written_text(fmt::format("{}, point {}", design.title_en, point)),
        written_text(values_text(design, values)),
        written_text(design.legal_status));
    std::string sources;
    for (std::size_t f = 0; f < values.size(); ++f) {
        const auto& factor = design.factors[f];
        text += fmt::format(
            "{} = {}\n", dotted(factor.key), canonical_text(*factor.definition, values[f]));
        sources += fmt::format("{} = {{ text = {}, fr = {}, status = \"assumption\" }}\n",
                               written_text(factor.key),
                               written_text("varied by the design " + name),
                               written_text("varié par le plan " + name));
    }
    return text + "\n[sources]\n" + sources;
}

}  // namespace mixite
