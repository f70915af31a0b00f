#pragma once

#include <filesystem>
#include <memory>

#include "observation/output_file.hpp"
#include "observation/run_description.hpp"

namespace mixite {

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
    /// Once every replication of every history and scenario is recorded. `execution`: threads,
    /// seconds, bytes; the only part of the file in which two identical runs differ.
    void finish(const Facts& execution);

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

}  // namespace mixite
