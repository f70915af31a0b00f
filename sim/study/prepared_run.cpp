#include "study/prepared_run.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

#include "foundation/counted.hpp"
#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/quota_contradictions.hpp"
#include "scenario/scenario_in_territory.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/uncertain_parameters.hpp"
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
            add(error.diagnostics());
        } catch (const MissingInput& error) {
            add(missing_, error);
        } catch (const DataError& error) {
            add(data_, error);
        }
        return std::nullopt;
    }

    /// Files that several scenarios extend have each of their problems once.
    void add(Diagnostic diagnostic) {
        const auto place = [](const Diagnostic& d) {
            return std::tie(d.file, d.line, d.column, d.key, d.problem);
        };
        const bool told =
            std::any_of(scenario_.begin(), scenario_.end(), [&](const Diagnostic& known) {
                return place(known) == place(diagnostic);
            });
        if (!told) {
            scenario_.push_back(std::move(diagnostic));
        }
    }
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

bool has_holder(const AllocationPolicy& policy, const std::string& name) {
    return std::any_of(policy.holders.begin(), policy.holders.end(), [&](const auto& holder) {
        return holder.name == name;
    });
}

/// From `month_zero` on, the first month in which the scenario has no holder of this name.
std::optional<Month> month_without_holder(const Scenario& scenario,
                                          const std::string& name,
                                          Month month_zero) {
    const auto& periods = scenario.timeline.periods();
    for (std::size_t p = 0; p < periods.size(); ++p) {
        const auto begins = std::max(periods[p].first, month_zero);
        const auto ends = p + 1 < periods.size() ? periods[p + 1].first : scenario.until + 1;
        if (begins < ends && !has_holder(periods[p].second, name)) {
            return begins;
        }
    }
    return std::nullopt;
}

/// The names of all holders, each with where a file first gives its share.
std::map<std::string, Diagnostic> named_holders(const std::vector<Scenario>& scenarios) {
    std::map<std::string, Diagnostic> named;
    for (const auto& scenario : scenarios) {
        for (const auto& [month, policy] : scenario.timeline.periods()) {
            for (const auto& holder : policy.holders) {
                const auto key = fmt::format("reservations.holders.{}.share", holder.name);
                if (const auto at = scenario.given.find(key); at != scenario.given.end()) {
                    named.try_emplace(holder.name, at->second);
                }
            }
        }
    }
    return named;
}

struct WithoutHolder {
    const Scenario* scenario = nullptr;
    Month first{};
};

std::vector<WithoutHolder> scenarios_without_holder(const CheckedInput& input,
                                                    const std::string& name) {
    std::vector<WithoutHolder> found;
    for (const auto& scenario : input.scenarios) {
        if (const auto month =
                month_without_holder(scenario, name, input.tables.facts.month_zero)) {
            found.push_back({&scenario, *month});
        }
    }
    return found;
}

/// Worlds and results keep holders by their position.
void require_same_holders(const CheckedInput& input, Problems& problems) {
    for (auto& named : named_holders(input.scenarios)) {
        const auto without = scenarios_without_holder(input, named.first);
        if (without.empty()) {
            continue;
        }
        std::set<std::string> roots;
        for (const auto& one : without) {
            roots.insert(one.scenario->root_file);
        }
        auto& problem = named.second;
        problem.problem = fmt::format("'{}' has no holder '{}' in {}",
                                      without.front().scenario->name,
                                      named.first,
                                      to_string(without.front().first));
        problem.reason = "the strategies of a run have the same holders in every month";
        problem.suggestion =
            fmt::format("give it a share of 0 in {}: reservations.holders.{}.share = 0.0",
                        fmt::join(roots, ", "),
                        named.first);
        problems.add(problem);
    }
}

/// Results and counts tell the groups to which a scenario's grids give points apart by number.
void require_few_grid_groups(const CheckedInput& input, Problems& problems) {
    for (const auto& scenario : input.scenarios) {
        const auto names = grid_groups(scenario);
        if (names.size() <= most_grid_groups) {
            continue;
        }
        const auto at =
            std::find_if(scenario.given.begin(), scenario.given.end(), [](const auto& given) {
                return given.first.starts_with("cotation.groups.") ||
                       given.first.starts_with("cotation.transfers.groups.");
            });
        EXPECT(at != scenario.given.end(), "groups of no key");
        auto problem = at->second;
        problem.problem =
            fmt::format("over its periods the grids give points to {} groups", names.size());
        problem.reason = fmt::format("{} at most are told apart", most_grid_groups);
        problems.add(problem);
    }
}

/// What one world takes while it runs: rows that wait for January's compaction and the room that
/// columns keep for newcomers come on top of those there are.
std::int64_t bytes_of_a_run(const World& world) {
    constexpr double room = 1.1;
    return static_cast<std::int64_t>(room * static_cast<double>(bytes_of(world)));
}

/// Worlds in memory at the same time.
std::int64_t worlds_at_once(const Experiment& experiment,
                            const HistoryPlan& plan,
                            std::size_t threads) {
    const auto starts = static_cast<std::int64_t>(experiment.starts.size());
    const auto drawn = experiment.drawn_start ? starts : std::int64_t{0};
    if (experiment.agglomerations == 1) {
        return static_cast<std::int64_t>(threads) * (3 + drawn) + starts;
    }
    const auto histories = static_cast<std::int64_t>(plan.histories.size());
    const bool shared = experiment.strategies.size() > plan.histories.size();
    return static_cast<std::int64_t>(experiment.agglomerations) * (histories + (shared ? 1 : 0)) +
           starts + drawn;
}

std::vector<Strategy> strategies(const CheckedInput& input) {
    std::vector<Strategy> found;
    for (std::size_t i = 0; i < input.scenarios.size(); ++i) {
        const auto& s = input.scenarios[i];
        const auto groups = grid_groups(s);
        auto periods = s.timeline.periods();
        for (auto& [month, policy] : periods) {
            number_grid_groups(policy, groups);
        }
        found.push_back({s.name,
                         PolicyTimeline(std::move(periods)),
                         s.fork,
                         s.until,
                         s.history_digest,
                         input.mondes[i]});
    }
    return found;
}

std::vector<Monde> read_mondes(const RunRequest& request, Problems& problems) {
    auto files = request.mondes;
    if (request.all_mondes) {
        const auto found = problems.attempt([&] {
            const auto root = read_scenario(request.scenarios.front()).root_file;
            return monde_files(std::filesystem::path(root).parent_path());
        });
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

TomlDocument document_of(const RunRequest& request, const std::filesystem::path& path) {
    const auto text = request.texts.find(path);
    return text == request.texts.end() ? read_toml(path) : parse_toml(text->second, path.string());
}

/// A file that several scenarios extend has each of its notes once.
void add_notes(std::vector<Diagnostic>& known, const std::vector<Diagnostic>& notes) {
    for (const auto& note : notes) {
        const bool told = std::any_of(known.begin(), known.end(), [&](const auto& one) {
            return note_text(one) == note_text(note);
        });
        if (!told) {
            known.push_back(note);
        }
    }
}

/// Each scenario as it is, or in each monde, also those with problems; of each its doubtful keys.
std::vector<std::vector<std::string>> read_scenarios(CheckedInput& input,
                                                     const RunRequest& request,
                                                     const std::vector<Monde>& mondes,
                                                     Problems& problems) {
    std::vector<std::vector<std::string>> doubtful;
    for (const auto& path : request.scenarios) {
        for (std::size_t m = 0; m < std::max<std::size_t>(1, mondes.size()); ++m) {
            auto examined = problems.attempt([&] {
                auto document = document_of(request, path);
                return mondes.empty() ? examine_scenario(std::move(document), path)
                                      : examine_scenario(std::move(document), path, mondes[m]);
            });
            if (examined) {
                auto& scenario = input.scenarios.emplace_back(std::move(examined->scenario));
                scenario.until = request.until.value_or(scenario.until);
                input.files.push_back(path);
                input.mondes.push_back(m);
                problems.add(std::move(examined->problems));
                add_notes(input.notes, examined->notes);
                doubtful.push_back(std::move(examined->doubtful));
            }
        }
    }
    return doubtful;
}

void read_behaviours(CheckedInput& input, const std::vector<Monde>& mondes, Problems& problems) {
    const auto territory =
        problems.attempt([&] { return read_behaviour(input.territory_folder / "behaviour.toml"); });
    if (!territory) {
        return;
    }
    for (const auto& monde : mondes) {
        if (auto behaviour = problems.attempt([&] { return in_monde(*territory, monde); })) {
            input.behaviours.push_back(std::move(*behaviour));
        }
    }
    if (mondes.empty()) {
        input.behaviours.push_back(*territory);
    }
}

}  // namespace

std::set<std::string> grid_groups(const Scenario& scenario) {
    std::set<std::string> names;
    for (const auto& [month, policy] : scenario.timeline.periods()) {
        names.merge(grid_groups(policy));
    }
    return names;
}

CheckedInput check_input(const RunRequest& request) {
    EXPECT(!request.scenarios.empty(), "no scenario");
    Problems problems;
    CheckedInput input;
    const auto mondes = read_mondes(request, problems);
    const auto doubtful = read_scenarios(input, request, mondes, problems);
    if (!input.scenarios.empty()) {
        const auto folder = territory_folder(request, input.scenarios.front());
        input.territory_folder = folder;
        if (auto tables = problems.attempt([&] { return read_territory(folder); })) {
            input.tables = std::move(*tables);
            const auto territory = make_territory(input.tables);
            for (std::size_t s = 0; s < input.scenarios.size(); ++s) {
                const auto& scenario = input.scenarios[s];
                problems.add(of_sound_tables(
                    problems_in_territory(scenario, territory, input.tables), doubtful[s]));
                problems.add(date_problems(scenario, input.tables.facts.month_zero));
                problems.add(place_problems(scenario, territory));
                problems.add(
                    of_sound_tables(clashes_in_territory(scenario, territory), doubtful[s]));
            }
            require_same_holders(input, problems);
            require_few_grid_groups(input, problems);
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

/// The world at month zero of a monde, under the rules of its first scenario and some behaviour.
BuiltWorld world_in_monde(const CheckedInput& input,
                          const std::shared_ptr<const Territory>& territory,
                          std::size_t monde,
                          const Behaviour& behaviour,
                          std::uint64_t seed) {
    const auto first = std::find(input.mondes.begin(), input.mondes.end(), monde);
    const auto& scenario = input.scenarios[static_cast<std::size_t>(first - input.mondes.begin())];
    return build_world(
        input.tables, territory, behaviour, scenario.timeline.at(territory->month_zero), seed);
}

void require_ranges(const CheckedInput& input) {
    for (const auto& file : input.behaviours) {
        if (file.uncertain.empty()) {
            throw WrongRequest(fmt::format(
                "--draw-parameters: no number of {} has a range in a source of its own that is an "
                "assumption, literature or derived (give low and high there, or leave the option "
                "out)",
                (input.territory_folder / "behaviour.toml").string()));
        }
    }
}

Behaviour drawn_behaviour(const BehaviourFile& file, const Draws& draws) {
    auto behaviour = file.behaviour;
    const auto values = drawn_values(file.uncertain, draws);
    for (std::size_t i = 0; i < values.size(); ++i) {
        store_number(behaviour, file.uncertain[i].key, values[i]);
    }
    return behaviour;
}

}  // namespace

PreparedRun prepare(const RunRequest& request) {
    PreparedRun run{.input = check_input(request)};
    const auto territory = std::make_shared<const Territory>(make_territory(run.input.tables));
    run.experiment = {.strategies = strategies(run.input),
                      .replications = request.replications,
                      .seed = request.seed,
                      .offers = request.offers,
                      .agglomerations = static_cast<std::size_t>(run.input.tables.facts.copies)};
    for (std::size_t m = 0; m < run.input.behaviours.size(); ++m) {
        const auto& behaviour = run.input.behaviours[m].behaviour;
        auto built = world_in_monde(run.input, territory, m, behaviour, request.seed);
        run.experiment.starts.push_back({std::move(built.world), behaviour});
        if (m == 0) {
            run.fit = std::move(built.fit);
        }
    }
    if (request.parameters == ParameterValues::drawn) {
        require_ranges(run.input);
        run.experiment.drawn_start = [input = std::make_shared<const CheckedInput>(run.input),
                                      territory,
                                      seed = request.seed](std::size_t start,
                                                           std::uint32_t replication) {
            const auto behaviour =
                drawn_behaviour(input->behaviours[start], Draws(seed, replication));
            return Start{world_in_monde(*input, territory, start, behaviour, seed).world,
                         behaviour};
        };
    }
    return run;
}

RunSize size_of(const PreparedRun& run, std::size_t threads) {
    const auto& experiment = run.experiment;
    const auto& first = experiment.strategies.front();
    const auto agglomerations = static_cast<std::int64_t>(experiment.agglomerations);
    const auto households =
        agglomerations * static_cast<std::int64_t>(run.month_zero().households.size());
    const auto plan = distinct_histories(experiment.strategies);
    const auto history = static_cast<std::int64_t>(plan.histories.size()) *
                         (first.fork - run.month_zero().territory->month_zero);
    const auto forks =
        static_cast<std::int64_t>(experiment.strategies.size()) * (first.until + 1 - first.fork);
    const auto values = static_cast<std::int64_t>(measure_size(*run.month_zero().territory)) *
                        (history + forks) * static_cast<std::int64_t>(sizeof(float));
    const auto at_once = agglomerations == 1 ? static_cast<std::int64_t>(2 * threads) : 1;
    return {households * (history + forks) * experiment.replications,
            bytes_of_a_run(run.month_zero()) * worlds_at_once(experiment, plan, threads) +
                values * at_once};
}

namespace {

/// Of what is built anew before each replication.
double seconds_of_starts(const Experiment& experiment) {
    if (!experiment.drawn_start) {
        return 0.0;
    }
    const auto start = std::chrono::steady_clock::now();
    experiment.drawn_start(0, 0);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    return spent.count() * static_cast<double>(experiment.starts.size() * experiment.replications);
}

/// Of a run that needs more than is free: fewer agglomerations or, of one, on fewer threads; empty
/// where neither would do.
std::string what_would_fit(const PreparedRun& run, std::size_t threads, std::int64_t free_bytes) {
    const auto copies = static_cast<std::int64_t>(run.experiment.agglomerations);
    const auto bytes_of_a_copy = size_of(run, threads).bytes / copies;
    if (free_bytes >= bytes_of_a_copy) {
        return fmt::format("copies = {} would fit", free_bytes / bytes_of_a_copy);
    }
    for (auto fewer = threads - 1; fewer > 0; --fewer) {
        if (size_of(run, fewer).bytes <= free_bytes) {
            return fmt::format("--threads {} would fit", fewer);
        }
    }
    return "";
}

}  // namespace

double seconds_of(const PreparedRun& run, std::size_t threads) {
    constexpr int months = 12;
    const auto& strategy = run.experiment.strategies.front();
    auto alone = copies_of(run.month_zero(), 1);
    auto nobody = FollowUp::nobody();
    const auto start = std::chrono::steady_clock::now();
    run_months(alone,
               run.experiment.starts.front().behaviour,
               strategy.timeline,
               run.month_zero().month + months,
               OfferTrail::forgotten,
               nobody,
               Draws(run.experiment.seed, 0),
               std::atomic<bool>{false});
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    const auto household_months = static_cast<double>(run.month_zero().households.size()) * months;
    return (spent.count() / household_months *
                static_cast<double>(size_of(run, threads).household_months) +
            seconds_of_starts(run.experiment)) /
           static_cast<double>(threads);
}

void require_room(const PreparedRun& run, std::size_t threads, std::int64_t free_bytes) {
    const auto needed = size_of(run, threads).bytes;
    if (needed <= free_bytes) {
        return;
    }
    const auto copies = static_cast<std::int64_t>(run.experiment.agglomerations);
    throw DataError(
        {{.file = (run.input.territory_folder / "territory.toml").string(),
          .key = "copies",
          .problem = fmt::format("{} of {} households need about {:.1f} GB on {}",
                                 counted(copies, "agglomeration", "agglomerations"),
                                 run.month_zero().households.size(),
                                 static_cast<double>(needed) / 1e9,
                                 counted(static_cast<std::int64_t>(threads), "thread", "threads")),
          .reason =
              fmt::format("this machine has {:.1f} GB free", static_cast<double>(free_bytes) / 1e9),
          .suggestion = what_would_fit(run, threads, free_bytes)}});
}

}  // namespace mixite
