#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "observation/output_file.hpp"
#include "observation/run_description.hpp"

namespace mixite {

/// What to do with the checkpoint that an earlier run of the same output left.
enum class EarlierCheckpoint : std::uint8_t { refuse, go_on, replace };

/// How far a run had come, and what is not in the result file.
struct Checkpoint {
    int replications = 0;  ///< recorded of every history and scenario
    std::vector<std::uint8_t> notes{};
};

/// `<output>.checkpoint`, beside the output.
std::filesystem::path checkpoint_of(std::filesystem::path output);

/// Writes a run's result file (FILE_FORMAT.md). It writes `<output>.part` beside the output;
/// `finish` gives it its name once it is complete. An unfinished recorder takes the .part file
/// away. Throws OutputExists, OutputError.
class RunRecorder {
  public:
    RunRecorder(const std::filesystem::path& output, RunDescription run, Existing existing);
    RunRecorder(const RunRecorder&) = delete;
    RunRecorder& operator=(const RunRecorder&) = delete;
    ~RunRecorder();

    /// The indicators of a history's months, laid out as ReplicationRecord::indicators. Of each
    /// history, the replications come in order.
    void record_history(int replication, std::size_t history, const std::vector<float>& indicators);
    /// Of each scenario, the replications come in order.
    void record(int replication, std::size_t scenario, const ReplicationRecord& record);
    /// Before anything is recorded: from now on checkpoints may be made. Where the earlier one left
    /// off if the run goes on from it, otherwise nothing. Throws OutputExists if one is there and
    /// refused, WrongRequest if the run goes on from one of another run or program.
    Checkpoint begin_checkpoints(EarlierCheckpoint earlier);
    /// Leaves what is recorded so far, as many replications of everything, for a run of the same
    /// description to go on from. `finish` takes it away.
    void leave_checkpoint(const Checkpoint& reached);
    /// Once every replication of every history and scenario is recorded. `execution`: threads,
    /// seconds, bytes; the only part of the file in which two identical runs differ.
    void finish(const Facts& execution);

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

}  // namespace mixite
