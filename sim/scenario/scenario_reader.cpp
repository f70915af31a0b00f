#include "scenario/scenario_reader.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/sha256.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/legal_claim.hpp"
#include "scenario/named_tables.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/quota_contradictions.hpp"
#include "scenario/resolved_scenario.hpp"
#include "scenario/rules_in_force.hpp"
#include "scenario/scenario_file.hpp"

namespace mixite {

namespace {

using Files = std::vector<ScenarioFile>;
using Periods = std::vector<std::pair<Month, Rules>>;

/// A key of the strategy itself and the file that gives it.
struct Inherited {
    const Setting* setting = nullptr;
    const ScenarioFile* file = nullptr;
};

Inherited inherited(const Files& files, std::string_view key) {
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (const auto* setting = file->header_value(key)) {
            return {setting, &*file};
        }
    }
    return {};
}

/// The file that was asked for, the youngest that is no monde's.
const ScenarioFile& own_file(const Files& files) {
    return *std::find_if(files.rbegin(), files.rend(), [](const ScenarioFile& file) {
        return file.role == ScenarioFile::Role::strategy;
    });
}

std::string own_text(const ScenarioFile& file, std::string_view key) {
    const auto* setting = file.header_value(key);
    return setting == nullptr ? "" : *setting->value.text();
}

/// Every diagnostic once, those of one file together.
class Problems {
  public:
    void add(const std::vector<Diagnostic>& problems) {
        for (const auto& problem : problems) {
            if (told_.emplace(problem.file, problem.line, problem.column, problem.problem).second) {
                all_.push_back(problem);
            }
        }
    }

    [[nodiscard]] bool concern(std::string_view table) const {
        return std::any_of(all_.begin(), all_.end(), [&](const auto& problem) {
            return problem.key.starts_with(table);
        });
    }

    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

    void throw_if_any() const {
        if (!all_.empty()) {
            throw ScenarioError(all_);
        }
    }

  private:
    std::vector<Diagnostic> all_;
    std::set<std::tuple<std::string, int, int, std::string>> told_;
};

std::vector<Diagnostic> missing_keys(const Files& files,
                                     const Rules& at_start,
                                     const Problems& known) {
    const auto& root = files.front();
    std::vector<Diagnostic> missing;
    const auto require = [&](const KeyDefinition& key, bool given) {
        const bool needed = key.default_value.empty() && key.name.find('<') == std::string::npos;
        if (needed && !given && !known.concern(key.name)) {
            missing.push_back(root.document.diagnostic(
                {}, key.name, fmt::format("missing key '{}'", key.name), key.documentation));
        }
    };
    for (const auto& key : header_keys()) {
        require(key, inherited(files, key.name).setting != nullptr);
    }
    for (const auto& key : policy_keys()) {
        require(key.definition, at_start.contains(key.definition.name));
    }
    if (!missing.empty() && files.size() == 1) {
        missing.front().suggestion =
            "a file that extends no other must give every key; did you mean to begin with extends "
            "= \"reference.toml\"?";
    }
    return missing;
}

bool has_source(const Files& files, const InForce& value) {
    return source_in_force(files, value).has_value();
}

std::vector<Diagnostic> missing_sources(const Files& files, const Periods& periods) {
    std::vector<Diagnostic> missing;
    const auto note = [&](const std::string& key, const InForce& value) {
        missing.push_back(value.file->document.diagnostic(
            value.setting->at,
            key,
            fmt::format("{} has no source", key),
            "every value has a source and a status",
            fmt::format("add to [sources]: \"{}\" = {{ text = \"…\", fr = \"…\", status = "
                        "\"assumption\" }}",
                        key)));
    };
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            if (!has_source(files, value)) {
                note(key, value);
            }
        }
    }
    return missing;
}

/// Values that a file changes without saying where they come from.
std::vector<Diagnostic> changes_without_source(const Periods& periods) {
    std::vector<Diagnostic> notes;
    std::set<const Setting*> told;
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            if (value.rank > 0 && own_source(value) == nullptr &&
                told.insert(value.setting).second) {
                notes.push_back(problem_at(
                    rules,
                    key,
                    fmt::format("{} = {} has no source of its own", key, value.text()),
                    "its status is then 'assumption', whatever that of the value it replaces",
                    fmt::format("add to [sources]: \"{}\" = {{ text = \"…\", fr = \"…\", "
                                "status = \"assumption\" }}",
                                key)));
            }
        }
    }
    return notes;
}

/// Of strategies; a monde's values are meant to hold in the past.
std::vector<Diagnostic> periods_before_the_fork(const Files& files, Month fork) {
    std::vector<Diagnostic> notes;
    for (const auto& file : files) {
        for (const auto& block : file.blocks) {
            if (&file != &files.front() && file.role == ScenarioFile::Role::strategy &&
                block.from && *block.from < fork) {
                notes.push_back(file.document.diagnostic(
                    block.at,
                    "period",
                    fmt::format("a [[period]] from {}, the strategy forks in {}",
                                to_string(*block.from),
                                to_string(fork)),
                    "the strategy then has a past of its own: what it is compared with differs "
                    "before the fork already",
                    fmt::format("begin in {} if only the future is meant", to_string(fork))));
            }
        }
    }
    return notes;
}

/// Is there a key of the model that the prefix says without a name that only files give?
bool is_of_the_model(std::string_view prefix) {
    return std::any_of(policy_keys().begin(), policy_keys().end(), [&](const auto& key) {
        const std::string_view name = key.definition.name;
        return name.starts_with(prefix) &&
               (name.size() == prefix.size() || name[prefix.size()] == '.');
    });
}

/// And the tables in which they stand.
std::vector<std::string> keys_in_force(const Periods& periods) {
    std::set<std::string> names;
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            names.insert(key);
            names.insert(key.substr(0, key.rfind('.')));
        }
    }
    return {names.begin(), names.end()};
}

std::vector<std::pair<const ScenarioFile*, const Source*>> sources_with_files(const Files& files) {
    std::vector<std::pair<const ScenarioFile*, const Source*>> sources;
    for (const auto& file : files) {
        for (const auto& block : file.blocks) {
            for (const auto& source : block.sources) {
                sources.emplace_back(&file, &source);
            }
        }
    }
    return sources;
}

/// Sources of a quota or another named table that is not there: a misspelt name would leave its
/// values the source of the table around it.
std::vector<Diagnostic> sources_of_nothing(const Files& files, const Periods& periods) {
    const auto keys = keys_in_force(periods);
    std::vector<Diagnostic> problems;
    for (const auto& [file, source] : sources_with_files(files)) {
        const auto& prefix = source->prefix;
        const bool given = std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
            return key == prefix || key.starts_with(prefix + ".");
        });
        if (!given && !is_of_the_model(prefix)) {
            problems.push_back(file->document.diagnostic(
                source->at,
                prefix,
                fmt::format("source of '{}', which no file gives", prefix),
                "a source is that of values",
                did_you_mean(prefix, keys)));
        }
    }
    return problems;
}

std::vector<Diagnostic> impossible_dates(const Files& files, Month fork, Month until) {
    std::vector<Diagnostic> problems;
    const auto& file = own_file(files);
    if (fork > until) {
        const auto given = file.header_value("until") != nullptr
                               ? Inherited{file.header_value("until"), &file}
                               : inherited(files, "fork");
        problems.push_back(given.file->document.diagnostic(
            given.setting->value.at,
            given.setting->key,
            fmt::format("fork = {}, until = {}", to_string(fork), to_string(until)),
            "a strategy ends after it begins"));
    }
    return problems;
}

/// The root may hold values of years beyond the end, for strategies that end later.
std::vector<Diagnostic> periods_after_the_end(const Files& files, Month until) {
    std::vector<Diagnostic> problems;
    for (const auto& file : files) {
        for (const auto& block : file.blocks) {
            if (&file != &files.front() && block.from && *block.from > until) {
                problems.push_back(file.document.diagnostic(
                    block.at,
                    "period",
                    fmt::format("a [[period]] from {}, the strategy ends in {}",
                                to_string(*block.from),
                                to_string(until)),
                    "what it says would never hold",
                    fmt::format("give until = \"{}\" or a later month, or begin earlier",
                                to_string(*block.from))));
            }
        }
    }
    return problems;
}

/// Contradictions of quotas and tables of which no value is wrong in itself.
std::vector<Diagnostic> new_contradictions(const Rules& rules,
                                           const std::vector<LegalBound>& law,
                                           const Problems& known) {
    auto problems = contradictions(rules, law);
    std::erase_if(problems, [&](const auto& problem) {
        const bool of_quota = problem.key.starts_with("quotas.");
        return known.concern(
            problem.key.substr(0, of_quota ? problem.key.rfind('.') : problem.key.find('.')));
    });
    return problems;
}

/// Keys that named tables lack, where no value of the table is wrong in itself.
std::vector<Diagnostic> new_gaps(const Rules& rules, const Problems& known) {
    auto problems = incomplete_tables(rules);
    std::erase_if(problems, [&](const auto& problem) {
        return known.concern(problem.key.substr(0, problem.key.rfind('.') + 1));
    });
    return problems;
}

PolicyTimeline timeline_of(const Periods& periods) {
    std::vector<std::pair<Month, AllocationPolicy>> policies;
    for (const auto& [month, rules] : periods) {
        policies.emplace_back(month, policy_of(rules));
    }
    return PolicyTimeline(std::move(policies));
}

std::string territory_of(const Files& files) {
    const auto given = inherited(files, "territory");
    return given.setting == nullptr
               ? ""
               : (given.file->path.parent_path() / *given.setting->value.text())
                     .lexically_normal()
                     .generic_string();
}

std::map<std::string, Diagnostic, std::less<>> places_of_values(const Files& files,
                                                                const Periods& periods) {
    std::map<std::string, Diagnostic, std::less<>> places;
    if (const auto fork = inherited(files, "fork"); fork.setting != nullptr) {
        places["fork"] = fork.file->document.diagnostic(fork.setting->value.at, "fork", "");
    }
    for (const auto& [month, rules] : periods) {
        for (const auto& [key, value] : rules) {
            places[key] = value.file->document.diagnostic(value.at(), key, "");
        }
    }
    return places;
}

std::map<Month, Diagnostic> places_of_periods(const Files& files) {
    std::map<Month, Diagnostic> places;
    for (const auto& file : files) {
        for (const auto& block : file.blocks) {
            if (block.from) {
                places[*block.from] = file.document.diagnostic(block.at, "period", "");
            }
        }
    }
    return places;
}

/// Without its resolved form.
Scenario scenario_of(const Files& files, const Periods& periods, Month fork, Month until) {
    const auto& file = own_file(files);
    const auto name = file.path.stem().string();
    const auto title = [&](std::string_view key) {
        const auto given = own_text(file, key);
        return given.empty() ? name : given;
    };
    return {.name = name,
            .title_fr = title("title.fr"),
            .title_en = title("title.en"),
            .description = own_text(file, "description"),
            .origin = own_text(file, "origin"),
            .legal_status = own_text(file, "legal_status"),
            .passage = own_text(file, "passage"),
            .territory = territory_of(files),
            .root_file = files.front().path.generic_string(),
            .file = file.document.file,
            .source_toml = file.document.text,
            .resolved_toml = "",
            .fork = fork,
            .until = until,
            .timeline = timeline_of(periods),
            .parameters = {},
            .given = places_of_values(files, periods),
            .given_periods = places_of_periods(files),
            .places = places_of_quotas(periods),
            .history_digest = ""};
}

/// Precondition: nothing is wrong with the files.
void resolve(Scenario& scenario, const Files& files, const Periods& periods) {
    scenario.parameters = resolved_parameters(files, periods);
    scenario.history_digest = sha256_hex(history_text(periods, scenario.fork));
    scenario.resolved_toml =
        resolved_toml(scenario, inherited(files, "territory").setting, files, periods);
}

void add_keys(std::vector<std::string>& keys, const std::vector<Diagnostic>& problems) {
    for (const auto& problem : problems) {
        keys.push_back(problem.key);
    }
}

/// Keys without which it is not known where or when rules hold.
constexpr std::array place_and_time = {std::string_view("territory"),
                                       std::string_view("fork"),
                                       std::string_view("until"),
                                       std::string_view("from"),
                                       std::string_view("period")};

ExaminedScenario examined(const Files& files) {
    Problems problems;
    std::vector<std::string> doubtful;
    for (const auto& file : files) {
        problems.add(file.document.problems);
        add_keys(doubtful, file.document.problems);
    }
    const bool readable = std::all_of(files.begin(), files.end(), [](const auto& file) {
        return file.document.problems.empty() || !file.document.root.empty();
    });
    if (!readable || problems.concern("extends")) {
        problems.throw_if_any();
    }
    const auto fork = inherited(files, "fork").setting;
    const auto until = inherited(files, "until").setting;
    const auto fork_month = fork == nullptr ? from_the_start : month_of(fork->value);
    const auto until_month = until == nullptr ? month(2199, 12) : month_of(until->value);
    const auto periods = rules_by_period(files, fork_month);
    const auto missing = missing_keys(files, periods.front().second, problems);
    problems.add(missing);
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const auto& rules = periods[p].second;
        const auto last = p + 1 < periods.size() ? periods[p + 1].first - 1 : until_month;
        problems.add(new_contradictions(rules, files.front().law, problems));
        problems.add(false_legal_claims(
            rules, files.front().law, last, own_text(own_file(files), "legal_status")));
        problems.add(new_gaps(rules, problems));
        add_keys(doubtful, incomplete_tables(rules));
    }
    problems.add(quota_keys_without_effect(periods));
    problems.add(missing_sources(files, periods));
    problems.add(sources_of_nothing(files, periods));
    problems.add(periods_after_the_end(files, until_month));
    const auto dates = impossible_dates(files, fork_month, until_month);
    problems.add(dates);
    const bool placed = std::none_of(doubtful.begin(), doubtful.end(), [](const auto& key) {
        return std::find(place_and_time.begin(), place_and_time.end(), key) != place_and_time.end();
    });
    if (!missing.empty() || !dates.empty() || !placed) {
        problems.throw_if_any();
    }
    auto scenario = scenario_of(files, periods, fork_month, until_month);
    if (problems.all().empty()) {
        resolve(scenario, files, periods);
    }
    Problems notes;
    notes.add(changes_without_source(periods));
    notes.add(periods_before_the_fork(files, fork_month));
    return {std::move(scenario), problems.all(), std::move(doubtful), notes.all()};
}

ExaminedScenario examined(TomlDocument document, const std::filesystem::path& path) {
    return examined(with_extended(parse_scenario_file(std::move(document), path)));
}

/// Of the block, or of the file for all its blocks; none: nullptr.
const Source* own_source(const ScenarioFile& file,
                         const PeriodBlock& block,
                         const std::string& key) {
    const auto* of_block = source_of(block.sources, key);
    return of_block != nullptr ? of_block : source_of(file.undated().sources, key);
}

bool is_out_of_range(double number, const Source& source) {
    return number < source.low.value_or(number) || number > source.high.value_or(number);
}

Diagnostic out_of_range(const ScenarioFile& file,
                        const Setting& setting,
                        const TomlValue& number,
                        const Source& source) {
    const auto end = [](const std::optional<double>& bound) {
        return bound ? fmt::format("{}", *bound) : "any";
    };
    return file.document.diagnostic(
        number.at,
        setting.key,
        fmt::format("{} {} the range of its source, {} to {}",
                    setting.key,
                    is_one_number(setting.definition->type)
                        ? fmt::format("= {} lies outside", number.written())
                        : fmt::format("holds {}, outside", number.written()),
                    end(source.low),
                    end(source.high)),
        "the range of [sources] is what the value may be",
        "change the one or the other");
}

/// Values beyond the range that their own file gives them.
std::vector<Diagnostic> values_out_of_range(const ScenarioFile& file) {
    std::vector<Diagnostic> problems;
    for (const auto& block : file.blocks) {
        for (const auto& setting : block.values) {
            const auto* source = own_source(file, block, setting.key);
            if (source == nullptr) {
                continue;
            }
            for (const auto& number : numbers_in(*setting.definition, setting.value)) {
                if (is_out_of_range(number_of(number), *source)) {
                    problems.push_back(out_of_range(file, setting, number, *source));
                }
            }
        }
    }
    return problems;
}

/// The strategy of a file and those it extends. Without a law no legal status would be checked.
Files files_of(TomlDocument document, const std::filesystem::path& path) {
    auto files = with_extended(parse_scenario_file(std::move(document), path));
    for (auto& file : files) {
        const auto beyond = values_out_of_range(file);
        file.document.problems.insert(file.document.problems.end(), beyond.begin(), beyond.end());
    }
    auto& root = files.front();
    const auto& entries = root.document.root;
    const bool says_law = std::any_of(
        entries.begin(), entries.end(), [](const auto& entry) { return entry.key == "law"; });
    if (!entries.empty() && root.header_value("extends") == nullptr && !says_law) {
        root.document.problems.push_back(root.document.diagnostic(
            {},
            "law",
            "no [[law]] is given",
            "it says what the legal status of a strategy is held against",
            "take over those of reference.toml, or begin with extends = \"reference.toml\""));
    }
    return files;
}

Scenario sound(ExaminedScenario examined) {
    if (!examined.problems.empty()) {
        throw ScenarioError(examined.problems);
    }
    return std::move(examined.scenario);
}

}  // namespace

ExaminedScenario examine_scenario(TomlDocument document, const std::filesystem::path& path) {
    return examined(files_of(std::move(document), path));
}

ExaminedScenario examine_scenario(TomlDocument document,
                                  const std::filesystem::path& path,
                                  const Monde& monde) {
    auto files = files_of(std::move(document), path);
    files.insert(files.begin() + 1, monde.rules);
    auto examination = examined(files);
    auto& scenario = examination.scenario;
    scenario.name += "@" + monde.name;
    scenario.title_fr += " — " + monde.title_fr;
    scenario.title_en += " — " + monde.title_en;
    return examination;
}

std::vector<Diagnostic> of_sound_tables(std::vector<Diagnostic> problems,
                                        const std::vector<std::string>& doubtful) {
    std::erase_if(problems, [&](const auto& problem) {
        const auto table = problem.key.substr(0, problem.key.rfind('.') + 1);
        return std::any_of(doubtful.begin(), doubtful.end(), [&](const auto& key) {
            return key.starts_with(table);
        });
    });
    return problems;
}

Scenario read_scenario(const std::filesystem::path& path) {
    return sound(examine_scenario(read_toml(path), path));
}

Scenario parse_scenario(std::string text, const std::filesystem::path& path) {
    return sound(examined(parse_toml(std::move(text), path.string()), path));
}

std::vector<Diagnostic> date_problems(const Scenario& scenario, Month month_zero) {
    std::vector<Diagnostic> problems;
    const auto add = [&](Diagnostic at,
                         const std::string& given,
                         const char* reason,
                         const std::string& suggestion) {
        at.problem = fmt::format("{}, the territory begins in {}", given, to_string(month_zero));
        at.reason = reason;
        at.suggestion = suggestion + " at the earliest";
        problems.push_back(std::move(at));
    };
    if (scenario.fork <= month_zero) {
        const auto at = scenario.given.find("fork");
        add(at == scenario.given.end() ? Diagnostic{.file = scenario.file, .key = "fork"}
                                       : at->second,
            fmt::format("fork = {}", to_string(scenario.fork)),
            "the history comes first",
            fmt::format("fork = \"{}\"", to_string(month_zero + 1)));
    }
    for (const auto& [from, at] : scenario.given_periods) {
        if (from != from_the_start && from < month_zero) {
            add(at,
                fmt::format("a [[period]] from {}", to_string(from)),
                "the world is not there yet",
                fmt::format("from = \"{}\"", to_string(month_zero)));
        }
    }
    return problems;
}

}  // namespace mixite
