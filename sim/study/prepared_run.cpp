#include "study/prepared_run.hpp"

#include <set>

#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/quota_contradictions.hpp"
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

void require_one_calendar(const std::vector<Scenario>& scenarios,
                          const RunRequest& request,
                          Problems& problems) {
    const auto& first = scenarios.front();
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const auto& scenario = scenarios[s];
        const auto file = request.scenarios[s].string();
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

void require_distinct_names(const std::vector<Scenario>& scenarios,
                            const RunRequest& request,
                            Problems& problems) {
    std::set<std::string> seen;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        if (!seen.insert(scenarios[s].name).second) {
            problems.add(
                {.file = request.scenarios[s].string(),
                 .problem = fmt::format("two scenarios are called '{}'", scenarios[s].name),
                 .reason = "a scenario's name is the stem of its file",
                 .suggestion = "rename one of the files"});
        }
    }
}

std::vector<Strategy> strategies(const std::vector<Scenario>& scenarios) {
    std::vector<Strategy> found;
    for (const auto& s : scenarios) {
        found.push_back({s.name, s.timeline, s.fork, s.until, s.history_digest});
    }
    return found;
}

}  // namespace

CheckedInput check_input(const RunRequest& request) {
    EXPECT(!request.scenarios.empty(), "no scenario");
    Problems problems;
    CheckedInput input;
    for (const auto& path : request.scenarios) {
        if (auto scenario = problems.attempt([&] { return read_scenario(path); })) {
            scenario->until = request.until.value_or(scenario->until);
            input.scenarios.push_back(std::move(*scenario));
        }
    }
    if (!input.scenarios.empty()) {
        const auto folder = territory_folder(request, input.scenarios.front());
        input.territory_folder = folder;
        if (auto tables = problems.attempt([&] { return read_territory(folder); })) {
            input.tables = std::move(*tables);
            const auto territory = make_territory(input.tables);
            for (const auto& scenario : input.scenarios) {
                problems.add(date_problems(scenario, territory.month_zero));
                problems.add(place_problems(scenario, territory));
            }
        }
        if (auto read =
                problems.attempt([&] { return read_behaviour(folder / "behaviour.toml"); })) {
            input.behaviour = read->behaviour;
            input.behaviour_parameters = std::move(read->parameters);
        }
    }
    if (input.scenarios.size() == request.scenarios.size()) {
        require_one_calendar(input.scenarios, request, problems);
        require_distinct_names(input.scenarios, request, problems);
    }
    problems.raise();
    return input;
}

PreparedRun prepare(const RunRequest& request) {
    auto input = check_input(request);
    const auto& first = input.scenarios.front();
    auto territory = std::make_shared<const Territory>(make_territory(input.tables));
    const auto& at_month_zero = first.timeline.at(territory->month_zero);
    auto built = build_world(input.tables, territory, input.behaviour, at_month_zero, request.seed);
    Experiment experiment{.strategies = strategies(input.scenarios),
                          .replications = request.replications,
                          .seed = request.seed,
                          .offers = request.offers};
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
