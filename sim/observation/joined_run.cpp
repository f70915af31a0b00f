#include "observation/joined_run.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"
#include "observation/run_reader.hpp"
#include "observation/run_recorder.hpp"
#include "observation/scenario_names.hpp"

namespace mixite {
namespace {

using Path = std::filesystem::path;

/// A history or a scenario, and the first file that holds it.
struct Part {
    Path file;
    std::string scenario;  ///< of a history, one that forks from it
    std::string digest;
};

/// What the files hold, each part once.
struct Parts {
    RunDescription run;
    std::vector<Part> histories;
    std::vector<Part> scenarios;
    std::set<std::int32_t> points;  ///< of a design
    double wall_seconds = 0.0;
    double household_months = 0.0;
    std::vector<std::string> problems;
};

/// What the event tables of all scenarios look like: the first scenario's, without rows.
std::vector<Table> empty_event_tables(const RunReader& run) {
    const auto& first = run.scenarios().front();
    std::vector<Table> tables;
    for (const auto& name : run.event_tables(first)) {
        auto table = run.events(first, name);
        table.columns.erase(table.columns.begin());  // the replication, which the recorder adds
        tables.push_back(chosen_rows(std::move(table), {}));
    }
    return tables;
}

/// Without scenarios, histories and the points of a design.
RunDescription description_of(const RunReader& run) {
    RunDescription description{
        .title = run.title(),
        .replications = run.replications(),
        .history_months = run.history_months(),
        .months = run.months(),
        .histories = 0,
        .secrecy = run.statistical_secrecy() ? RunDescription::Secrecy::statistical
                                             : RunDescription::Secrecy::none,
        .axes = run.axes(),
        .enumerations = run.enumerations(),
        .indicators = run.indicators(),
        .event_tables = empty_event_tables(run),
        .inputs = run.inputs(),
        .build = run.provenance("build"),
        .model = run.provenance("model"),
    };
    for (const auto& name : run.territory_tables()) {
        description.territory_tables.push_back(run.territory_table(name));
    }
    return description;
}

/// What all parts of a run have alike.
struct Common {
    std::string file;
    std::pair<int, int> schema;
    std::map<std::string, Facts::value_type::second_type> build;
    std::map<std::string, Facts::value_type::second_type> model;
    std::string inputs;
    std::string territory;
    std::string axes;
    MonthRange history_months;
    std::vector<std::string> told;
    std::string design;
};

/// Names of the indicators, of the tables and of all that their columns count.
std::vector<std::string> what_is_told(const RunReader& run) {
    auto told = run.event_tables(run.scenarios().front());
    for (const auto& indicator : run.indicators()) {
        told.push_back(indicator.name);
    }
    for (const auto& enumeration : run.enumerations()) {
        told.push_back(
            fmt::format("{}: {}", enumeration.name, fmt::join(enumeration.members, ",")));
    }
    return told;
}

Common common_of(const RunReader& run) {
    const auto build = run.provenance("build");
    const auto model = run.provenance("model");
    return {.file = run.path().string(),
            .schema = run.schema_version(),
            .build = {build.begin(), build.end()},
            .model = {model.begin(), model.end()},
            .inputs = run.digest_of("/inputs"),
            .territory = run.digest_of("/territory"),
            .axes = run.digest_of("/axes"),
            .history_months = run.history_months(),
            .told = what_is_told(run),
            .design = run.design().source_toml};
}

/// Why the one is no part of the run that the other is a part of.
std::vector<std::string> differences(const Common& first, const Common& other) {
    std::vector<std::string> found;
    const auto compare = [&](const char* what, bool same) {
        if (!same) {
            found.push_back(fmt::format("{} and {} differ: {}", first.file, other.file, what));
        }
    };
    compare("the schema of the file", first.schema == other.schema);
    compare("the build of the program", first.build == other.build);
    compare("seed, draws or parameters", first.model == other.model);
    compare("the files of the territory", first.inputs == other.inputs);
    compare("the territory at month zero", first.territory == other.territory);
    compare("replications, months or axes",
            first.axes == other.axes && first.history_months == other.history_months);
    compare("what is told (options such as --events)", first.told == other.told);
    compare("the design", first.design == other.design);
    return found;
}

std::size_t history_in(Parts& parts, const RunReader& run, const std::string& scenario) {
    const auto digest = run.digest_of(history_path(run.history_of(scenario)));
    const auto known = std::find_if(parts.histories.begin(),
                                    parts.histories.end(),
                                    [&](const Part& part) { return part.digest == digest; });
    const auto position = static_cast<std::size_t>(known - parts.histories.begin());
    if (known == parts.histories.end()) {
        parts.histories.push_back({run.path(), scenario, digest});
    }
    return position;
}

void add_scenario(Parts& parts, const RunReader& run, const std::string& name) {
    const auto digest = run.digest(name);
    const auto known = std::find_if(parts.scenarios.begin(),
                                    parts.scenarios.end(),
                                    [&](const Part& part) { return part.scenario == name; });
    if (known == parts.scenarios.end()) {
        auto described = run.scenario(name);
        described.history = history_in(parts, run, name);
        if (run.has_events(name, drawn_parameters)) {
            described.drawn_parameters = run.events(name, drawn_parameters);
        }
        parts.run.scenarios.push_back(std::move(described));
        parts.scenarios.push_back({run.path(), name, digest});
    } else if (known->digest != digest) {
        parts.problems.push_back(fmt::format("'{}' has one result in {} and another in {}",
                                             name,
                                             known->file.string(),
                                             run.path().string()));
    }
}

/// Numbers of the points; none: no design.
std::vector<std::int32_t> points_in(const Design& design) {
    return design.table.columns.empty()
               ? std::vector<std::int32_t>{}
               : std::get<std::vector<std::int32_t>>(design.table.columns.front().values);
}

void add_design(Parts& parts, const RunReader& run) {
    const auto design = run.design();
    auto& joined = parts.run.design;
    joined.source_toml = design.source_toml;
    joined.points = design.points;
    std::vector<std::size_t> rows;
    const auto points = points_in(design);
    for (std::size_t row = 0; row < points.size(); ++row) {
        if (parts.points.insert(points[row]).second) {
            rows.push_back(row);
        }
    }
    auto more = chosen_rows(design.table, rows);
    if (joined.table.columns.empty()) {
        joined.table = std::move(more);
    } else {
        append(joined.table, more);
    }
}

/// The positions of values in increasing order, equal ones as they stand.
std::vector<std::size_t> order_of(const std::vector<std::int32_t>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(
        order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    return order;
}

/// Of each scenario, the number of the point that it is in some monde; 0: of none.
std::vector<std::int32_t> points_of_scenarios(const Parts& parts) {
    std::map<std::string, std::int32_t, std::less<>> numbers;
    const auto points = points_in(parts.run.design);
    for (std::size_t row = 0; row < points.size(); ++row) {
        numbers[std::get<std::vector<std::string>>(parts.run.design.table.columns[1].values)[row]] =
            points[row];
    }
    std::vector<std::int32_t> of;
    for (const auto& scenario : parts.scenarios) {
        const auto point = numbers.find(scenario_of(scenario.scenario));
        of.push_back(point == numbers.end() ? 0 : point->second);
    }
    return of;
}

/// In the order of the design, in whichever order the files were given.
void sort_points(Parts& parts) {
    const Parts given = parts;
    const auto order = order_of(points_of_scenarios(given));
    for (std::size_t s = 0; s < order.size(); ++s) {
        parts.scenarios[s] = given.scenarios[order[s]];
        parts.run.scenarios[s] = given.run.scenarios[order[s]];
    }
    parts.run.design.table =
        chosen_rows(given.run.design.table, order_of(points_in(given.run.design)));
}

/// Each file once, as first given.
std::vector<Path> distinct_files(const std::vector<Path>& files) {
    std::vector<Path> distinct;
    std::set<Path> known;
    for (const auto& file : files) {
        if (known.insert(std::filesystem::weakly_canonical(file)).second) {
            distinct.push_back(file);
        }
    }
    return distinct;
}

double number_in(const Facts& facts, std::string_view name) {
    const auto fact = std::find_if(
        facts.begin(), facts.end(), [&](const auto& candidate) { return candidate.first == name; });
    const auto* number = fact == facts.end() ? nullptr : std::get_if<double>(&fact->second);
    return number == nullptr ? 0.0 : *number;
}

void add_file(Parts& parts, const RunReader& run) {
    for (const auto& scenario : run.scenarios()) {
        add_scenario(parts, run, scenario);
    }
    add_design(parts, run);
    const auto execution = run.provenance("execution");
    parts.wall_seconds += number_in(execution, "wall_seconds");
    parts.household_months += number_in(execution, "household_months");
}

/// "3, 7, 8 and 41 more"
std::string listed(const std::vector<int>& numbers) {
    constexpr std::size_t most = 12;
    if (numbers.size() <= most) {
        return fmt::format("{}", fmt::join(numbers, ", "));
    }
    return fmt::format("{} and {} more",
                       fmt::join(numbers.begin(), numbers.begin() + most, ", "),
                       numbers.size() - most);
}

void require_all_points(Parts& parts) {
    const auto& design = parts.run.design;
    if (design.table.columns.empty()) {
        return;
    }
    std::vector<int> missing;
    for (int point = 1; point <= design.points; ++point) {
        if (!parts.points.contains(point)) {
            missing.push_back(point);
        }
    }
    if (!missing.empty()) {
        parts.problems.push_back(fmt::format(
            "{} of {} points of the design missing: {} (mixite sweep … --resume runs them)",
            missing.size(),
            design.points,
            listed(missing)));
    }
}

Parts parts_of(const std::vector<Path>& files) {
    Parts parts;
    std::optional<Common> first;
    for (const auto& path : files) {
        const RunReader run(path);
        require_as_written(run);
        const auto common = common_of(run);
        if (!first) {
            first = common;
            parts.run = description_of(run);
        }
        const auto found = differences(*first, common);
        parts.problems.insert(parts.problems.end(), found.begin(), found.end());
        if (found.empty()) {
            add_file(parts, run);
        }
    }
    parts.run.histories = parts.histories.size();
    sort_points(parts);
    require_all_points(parts);
    return parts;
}

/// What one replication of a history or scenario left: months, in each the indicators in their
/// order.
std::vector<float> indicators_of(const std::vector<IndicatorValues>& read,
                                 std::size_t replication) {
    std::vector<float> values;
    const auto months = read.front().months;
    for (std::size_t m = 0; m < months; ++m) {
        for (const auto& indicator : read) {
            const auto begin =
                indicator.values.begin() +
                static_cast<std::ptrdiff_t>((replication * months + m) * indicator.extent);
            values.insert(
                values.end(), begin, begin + static_cast<std::ptrdiff_t>(indicator.extent));
        }
    }
    return values;
}

/// The rows of one replication, of a table whose first column is the replication and increases.
Table rows_of(const Table& table, int replication) {
    const auto& of = std::get<std::vector<std::int32_t>>(table.columns.front().values);
    const auto [begin, end] = std::equal_range(of.begin(), of.end(), replication);
    const auto first = begin - of.begin();
    const auto last = end - of.begin();
    Table rows{.name = table.name, .row = table.row};
    for (auto column = table.columns.begin() + 1; column != table.columns.end(); ++column) {
        rows.columns.push_back({.name = column->name});
        std::visit(
            [&](const auto& values) {
                rows.columns.back().values =
                    std::decay_t<decltype(values)>(values.begin() + first, values.begin() + last);
            },
            column->values);
    }
    return rows;
}

void require_in_order(const RunReader& run, const Table& table) {
    const auto* of = table.columns.empty()
                         ? nullptr
                         : std::get_if<std::vector<std::int32_t>>(&table.columns.front().values);
    if (of == nullptr || !std::is_sorted(of->begin(), of->end())) {
        throw OutputError(
            fmt::format("{}: cannot read the result: the rows of '{}' do not come "
                        "replication by replication",
                        run.path().string(),
                        table.name));
    }
}

void copy_history(RunRecorder& recorder,
                  const Parts& parts,
                  std::size_t history,
                  const RunReader& run) {
    std::vector<IndicatorValues> read;
    read.reserve(parts.run.indicators.size());
    for (const auto& indicator : parts.run.indicators) {
        read.push_back(run.history_values(parts.histories[history].scenario, indicator.name));
    }
    for (int r = 0; r < parts.run.replications; ++r) {
        recorder.record_history(r, history, indicators_of(read, static_cast<std::size_t>(r)));
    }
}

void copy_scenario(RunRecorder& recorder,
                   const Parts& parts,
                   std::size_t scenario,
                   const RunReader& run) {
    const auto& name = parts.scenarios[scenario].scenario;
    std::vector<IndicatorValues> read;
    read.reserve(parts.run.indicators.size());
    for (const auto& indicator : parts.run.indicators) {
        read.push_back(run.values(name, indicator.name));
    }
    std::vector<Table> events;
    for (const auto& table : parts.run.event_tables) {
        events.push_back(run.events(name, table.name));
        require_in_order(run, events.back());
    }
    for (int r = 0; r < parts.run.replications; ++r) {
        ReplicationRecord record{.indicators = indicators_of(read, static_cast<std::size_t>(r))};
        for (const auto& table : events) {
            record.events.push_back(rows_of(table, r));
        }
        recorder.record(r, scenario, record);
    }
}

/// Each file is opened once: that it can do no harm is found out anew each time.
void copy_parts(RunRecorder& recorder, const Parts& parts, const Path& file, StepsDone& steps) {
    const RunReader run(file);
    for (std::size_t history = 0; history < parts.histories.size(); ++history) {
        if (parts.histories[history].file == file) {
            copy_history(recorder, parts, history, run);
        }
    }
    for (std::size_t scenario = 0; scenario < parts.scenarios.size(); ++scenario) {
        if (parts.scenarios[scenario].file == file) {
            copy_scenario(recorder, parts, scenario, run);
            steps.one_more();
        }
    }
}

}  // namespace

void join_runs(const std::vector<Path>& given,
               const Path& output,
               Existing existing,
               const Progress& progress) {
    EXPECT(!given.empty(), "no file");
    const auto files = distinct_files(given);
    for (const auto& file : files) {
        refuse_input(output, file);
    }
    refuse_existing(output, existing);
    require_folder(output);
    const auto parts = parts_of(files);
    if (!parts.problems.empty()) {
        throw WrongRequest(fmt::format("these results are not the parts of one:\n  {}",
                                       fmt::join(parts.problems, "\n  ")));
    }
    RunRecorder recorder(output, parts.run, existing);
    StepsDone steps(progress, parts.scenarios.size());
    for (const auto& file : files) {
        copy_parts(recorder, parts, file, steps);
    }
    recorder.finish({{"files_joined", static_cast<std::int64_t>(files.size())},
                     {"wall_seconds", parts.wall_seconds},
                     {"household_months", parts.household_months}});
}

std::vector<Path> result_files_of(const Path& folder) {
    std::vector<Path> files;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() == ".h5") {
            files.push_back(entry.path());
        }
    }
    if (problem) {
        throw OutputError(
            fmt::format("{}: cannot read the folder: {}", folder.string(), problem.message()));
    }
    if (files.empty()) {
        throw OutputError(fmt::format("{}: holds no result file (.h5)", folder.string()));
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace mixite
