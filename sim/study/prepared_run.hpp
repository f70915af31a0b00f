#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/population_fit.hpp"
#include "scenario/scenario.hpp"
#include "scenario/territory_tables.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

namespace mixite {

/// What replications take for the values of the behaviour that are known within a range only.
enum class ParameterValues : std::uint8_t {
    as_given,
    drawn  ///< within their ranges, anew for each replication
};

/// What a user asks to be run.
struct RunRequest {
    std::vector<std::filesystem::path> scenarios;
    /// Of scenarios that stand in no file, by the path as which they are read.
    std::map<std::filesystem::path, std::string> texts{};
    /// Empty: the territory that the first scenario names, relative to its file.
    std::filesystem::path territory;
    /// Files of the mondes with which each scenario is crossed; none: the territory's behaviour.
    std::vector<std::filesystem::path> mondes{};
    bool all_mondes = false;  ///< those beside the root of the first scenario, in place of `mondes`
    std::uint32_t replications = 1;
    std::uint64_t seed = 1;
    /// Overrides the scenarios' last month.
    std::optional<Month> until;
    OfferTrail offers = OfferTrail::forgotten;
    ParameterValues parameters = ParameterValues::as_given;
};

/// Scenarios and territory, read and checked together.
struct CheckedInput {
    /// Each of the request's scenarios in each monde, monde by monde within a scenario.
    std::vector<Scenario> scenarios;
    std::vector<std::filesystem::path> files;  ///< of each
    std::vector<std::size_t> mondes;           ///< of each, its position among `behaviours`
    std::filesystem::path territory_folder;
    TerritoryTables tables;
    std::vector<BehaviourFile> behaviours;  ///< of each monde; one if there is none
    std::vector<Diagnostic> notes;          ///< of the scenarios, each once
};

/// Everything that a run needs, before its first month.
struct PreparedRun {
    CheckedInput input;
    std::vector<FitLine> fit;
    Experiment experiment;

    [[nodiscard]] const World& month_zero() const { return experiment.starts.front().month_zero; }
};

/// Throws ScenarioError, DataError or MissingInput with every problem of every file; of several
/// kinds, the scenarios' first. All scenarios of a run fork in the same month and end in the same
/// month, and have the same holders of reservations from the first to the last.
CheckedInput check_input(const RunRequest& request);

/// Names of the groups to which any grid of the scenario gives points: their order numbers them.
std::set<std::string> grid_groups(const Scenario& scenario);

/// Checks, then builds the population and the strategies.
PreparedRun prepare(const RunRequest& request);

/// Household-months that the run will simulate, and the bytes that it will hold at most.
struct RunSize {
    std::int64_t household_months = 0;
    std::int64_t bytes = 0;
};
RunSize size_of(const PreparedRun& run, std::size_t threads);

/// How long the run would take, from the first year of the first agglomeration, which is run for
/// that.
double seconds_of(const PreparedRun& run, std::size_t threads);

/// Throws DataError if the run needs more memory than is free.
void require_room(const PreparedRun& run, std::size_t threads, std::int64_t free_bytes);

}  // namespace mixite
