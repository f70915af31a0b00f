#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "foundation/progress.hpp"
#include "observation/output_file.hpp"
#include "observation/run_description.hpp"
#include "observation/run_recorder.hpp"
#include "study/prepared_run.hpp"
#include "study/rule_use.hpp"

namespace mixite {

/// How a run went: the part of its account that two identical runs do not share.
struct RunExecution {
    std::size_t threads = 1;
    std::uint32_t taken_over = 0;  ///< replications of the checkpoint that it went on from
    double wall_seconds = 0.0;
    double household_months = 0.0;
    double peak_megabytes = 0.0;
    PhaseSeconds phase_seconds{};  ///< summed over threads
    std::vector<IdleRule> idle_rules{};
};

/// The tables of the decision trail: offers, decisions, ranked, points.
std::vector<Table> trail_tables(const Trajectory& trajectory, Month epoch);

/// What a replication of a strategy leaves in a result of this description.
ReplicationRecord record_of(const Trajectory& trajectory,
                            const RunDescription& description,
                            Month epoch);

/// Adds what its phases took.
void add_seconds(RunExecution& execution, const ReplicationResult& result);

/// As the result file keeps them.
Facts execution_facts(const RunExecution& execution);

/// Throws WrongRequest if the decision trail is asked for and the result may not or cannot hold it.
void require_kept_trail(const PreparedRun& run);

/// Everything that is known of the run before its first month.
RunDescription describe_run(const PreparedRun& run);

/// Whether a run leaves what others may go on from, and goes on itself from what it finds.
struct Checkpoints {
    std::uint32_t every = 0;  ///< replications; 0: none is left
    EarlierCheckpoint earlier = EarlierCheckpoint::refuse;

    [[nodiscard]] bool are_used() const { return every > 0 || earlier == EarlierCheckpoint::go_on; }
};

/// Runs all replications and writes the result file. Throws OutputExists before anything is run,
/// WrongRequest, OutputError, Interrupted; then no file is left but the last checkpoint.
RunExecution record_run(const PreparedRun& run,
                        const std::filesystem::path& output,
                        Existing existing,
                        const Checkpoints& checkpoints,
                        const std::atomic<bool>& stop,
                        const Progress& progress);

/// The phases of a run with their seconds and shares, and its rate in household-months a second.
std::string phase_report(const RunExecution& execution);

}  // namespace mixite
