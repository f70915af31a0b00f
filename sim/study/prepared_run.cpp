#include "study/prepared_run.hpp"

#include <algorithm>
#include <set>

#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/quota_contradictions.hpp"
#include "scenario/scenario_in_territory.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/world_builder.hpp"

namespace mixite {
namespace {

/// Gathers the problems of many files, and throws them all: the scenarios' first, then missing
/// files, then tables.
class Problems {
  public:
    template <class Read>
    auto attempt(const Read& read) -> std::optional<decltype(read())> {
        try {
            return read();
        } catch (const ScenarioError& error) {
            add(scenario_, error);
        } catch (const MissingInput& error) {
            add(missing_, error);
        } catch (const DataError& error) {
            add(data_, error);
        }
        return std::nullopt;
    }

    void add(Diagnostic diagnostic) { scenario_.push_back(std::move(diagnostic)); }
    void add(std::vector<Diagnostic> diagnostics) {
        for (auto& diagnostic : diagnostics) {
            add(std::move(diagnostic));
        }
    }

    [[nodiscard]] bool none_of_scenarios() const { return scenario_.empty() && missing_.empty(); }

    void raise() const {
        auto all = scenario_;
        all.insert(all.end(), missing_.begin(), missing_.end());
        all.insert(all.end(), data_.begin(), data_.end());
        if (!scenario_.empty()) {
            throw ScenarioError(all);
        }
        if (!missing_.empty()) {
            throw MissingInput(all);
        }
        if (!data_.empty()) {
            throw DataError(all);
        }
    }

  private:
    static void add(std::vector<Diagnostic>& all, const DiagnosedError& error) {
        all.insert(all.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
    std::vector<Diagnostic> scenario_;
    std::vector<Diagnostic> missing_;
    std::vector<Diagnostic> data_;
};

std::filesystem::path territory_folder(const RunRequest& request, const Scenario& first) {
    return request.territory.empty() ? std::filesystem::path(first.territory) : request.territory;
}

void require_one_calendar(const CheckedInput& input, Problems& problems) {
    const auto& first = input.scenarios.front();
    for (std::size_t s = 0; s < input.scenarios.size(); ++s) {
        const auto& scenario = input.scenarios[s];
        const auto file = input.files[s].string();
        if (scenario.fork != first.fork || scenario.until != first.until) {
            problems.add({.file = file,
                          .key = "fork",
                          .problem = fmt::format("runs from {} to {}, while {} runs from {} to {}",
                                                 to_string(scenario.fork),
                                                 to_string(scenario.until),
                                                 first.name,
                                                 to_string(first.fork),
                                                 to_string(first.until)),
                          .reason = "strategies of one run are compared month by month",
                          .suggestion = "give them the same fork, and --until for the last month"});
        }
        if (scenario.until < scenario.fork) {
            problems.add({.file = file,
                          .key = "until",
                          .problem = fmt::format("ends in {}, before it forks in {}",
                                                 to_string(scenario.until),
                                                 to_string(scenario.fork)),
                          .reason = "nothing would be run"});
        }
    }
}

void require_distinct_names(const CheckedInput& input, Problems& problems) {
    std::set<std::string> seen;
    for (std::size_t s = 0; s < input.scenarios.size(); ++s) {
        const auto& name = input.scenarios[s].name;
        if (!seen.insert(name).second) {
            problems.add({.file = input.files[s].string(),
                          .problem = fmt::format("two scenarios are called '{}'", name),
                          .reason = "a scenario's name is the stem of its file",
                          .suggestion = "rename one of the files"});
        }
    }
}

std::vector<Strategy> strategies(const CheckedInput& input) {
    std::vector<Strategy> found;
    for (std::size_t i = 0; i < input.scenarios.size(); ++i) {
        const auto& s = input.scenarios[i];
        found.push_back({s.name, s.timeline, s.fork, s.until, s.history_digest, input.mondes[i]});
    }
    return found;
}

std::vector<Monde> read_mondes(const RunRequest& request, Problems& problems) {
    auto files = request.mondes;
    if (request.all_mondes) {
        const auto found = problems.attempt(
            [&] { return monde_files(read_scenario(request.scenarios.front()).folder_of_root); });
        files = found.value_or(files);
    }
    std::vector<Monde> mondes;
    for (const auto& file : files) {
        if (auto monde = problems.attempt([&] { return read_monde(file); })) {
            mondes.push_back(std::move(*monde));
        }
    }
    return mondes;
}

/// Each scenario as it is, or in each monde.
void read_scenarios(CheckedInput& input,
                    const RunRequest& request,
                    const std::vector<Monde>& mondes,
                    Problems& problems) {
    for (const auto& path : request.scenarios) {
        for (std::size_t m = 0; m < std::max<std::size_t>(1, mondes.size()); ++m) {
            auto scenario = problems.attempt([&] {
                return mondes.empty() ? read_scenario(path) : read_scenario(path, mondes[m]);
            });
            if (scenario) {
                scenario->until = request.until.value_or(scenario->until);
                input.scenarios.push_back(std::move(*scenario));
                input.files.push_back(path);
                input.mondes.push_back(m);
            }
        }
    }
}

void read_behaviours(CheckedInput& input, const std::vector<Monde>& mondes, Problems& problems) {
    const auto territory =
        problems.attempt([&] { return read_behaviour(input.territory_folder / "behaviour.toml"); });
    if (!territory) {
        return;
    }
    for (const auto& monde : mondes) {
        input.behaviours.push_back(in_monde(*territory, monde));
    }
    if (mondes.empty()) {
        input.behaviours.push_back(*territory);
    }
}

}  // namespace

CheckedInput check_input(const RunRequest& request) {
    EXPECT(!request.scenarios.empty(), "no scenario");
    Problems problems;
    CheckedInput input;
    const auto mondes = read_mondes(request, problems);
    read_scenarios(input, request, mondes, problems);
    if (!input.scenarios.empty()) {
        const auto folder = territory_folder(request, input.scenarios.front());
        input.territory_folder = folder;
        if (auto tables = problems.attempt([&] { return read_territory(folder); })) {
            input.tables = std::move(*tables);
            const auto territory = make_territory(input.tables);
            for (const auto& scenario : input.scenarios) {
                problems.add(problems_in_territory(scenario, territory, input.tables));
                problems.add(date_problems(scenario, input.tables.facts.month_zero));
                problems.add(place_problems(scenario, territory));
            }
        }
        read_behaviours(input, mondes, problems);
    }
    if (problems.none_of_scenarios() && !input.scenarios.empty()) {
        require_one_calendar(input, problems);
        require_distinct_names(input, problems);
    }
    problems.raise();
    return input;
}

namespace {

Start start_in_monde(const CheckedInput& input,
                     const std::shared_ptr<const Territory>& territory,
                     std::size_t monde,
                     std::uint64_t seed) {
    const auto first = std::find(input.mondes.begin(), input.mondes.end(), monde);
    const auto& scenario = input.scenarios[static_cast<std::size_t>(first - input.mondes.begin())];
    const auto& behaviour = input.behaviours[monde].behaviour;
    auto built = build_world(
        input.tables, territory, behaviour, scenario.timeline.at(territory->month_zero), seed);
    return {std::move(built.world), behaviour};
}

}  // namespace

PreparedRun prepare(const RunRequest& request) {
    auto input = check_input(request);
    const auto& first = input.scenarios.front();
    auto territory = std::make_shared<const Territory>(make_territory(input.tables));
    const auto& at_month_zero = first.timeline.at(territory->month_zero);
    auto built = build_world(
        input.tables, territory, input.behaviours.front().behaviour, at_month_zero, request.seed);
    Experiment experiment{.strategies = strategies(input),
                          .replications = request.replications,
                          .seed = request.seed,
                          .offers = request.offers};
    for (std::size_t m = 1; m < input.behaviours.size(); ++m) {
        experiment.further_starts.push_back(start_in_monde(input, territory, m, request.seed));
    }
    return {std::move(input), std::move(built.world), std::move(built.fit), std::move(experiment)};
}

RunSize size_of(const PreparedRun& run, std::size_t threads) {
    const auto& strategies = run.experiment.strategies;
    const auto& first = strategies.front();
    const auto households = static_cast<std::int64_t>(run.month_zero.households.size());
    const auto plan = distinct_histories(strategies);
    const auto history = static_cast<std::int64_t>(plan.histories.size()) *
                         (first.fork - run.month_zero.territory->month_zero);
    const auto forks =
        static_cast<std::int64_t>(strategies.size()) * (first.until + 1 - first.fork);
    std::int64_t household_bytes = 0;
    for_each_household_column(run.month_zero.households, [&](const char*, const auto& column) {
        household_bytes +=
            static_cast<std::int64_t>(column.size() * sizeof(column.values().front()));
    });
    const auto worlds = static_cast<std::int64_t>(threads) * 3 + 1;
    const auto values = static_cast<std::int64_t>(measure_size(*run.month_zero.territory)) *
                        (history + forks) * static_cast<std::int64_t>(sizeof(float));
    return {households * (history + forks) * run.experiment.replications,
            2 * household_bytes * worlds + values * 2 * static_cast<std::int64_t>(threads)};
}

}  // namespace mixite
