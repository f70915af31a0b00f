#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>

#include "foundation/progress.hpp"
#include "study/prepared_sweep.hpp"
#include "study/recorded_run.hpp"

namespace mixite {

/// Which points of a design a process runs: each `of`-th from the `number`-th on, counted from 1.
struct Shard {
    int number = 1;
    int of = 1;
};

/// "2/8". Throws WrongRequest for what is none.
Shard parse_shard(const std::string& text);

/// What to do with results of points that are there already.
enum class EarlierPoints : std::uint8_t { refuse, take_over };

/// Points of a shard that would be run, and what the largest batch takes.
struct SweepSize {
    int points = 0;
    RunSize batch{};
    double seconds = 0.0;
};
SweepSize size_of(PreparedSweep& sweep, Shard shard, std::size_t threads);

/// Throws DataError if a batch of the shard's points needs more memory than is free.
void require_room(PreparedSweep& sweep, Shard shard, std::size_t threads, std::int64_t free_bytes);

struct SweepExecution {
    int ran = 0;
    int taken_over = 0;
    RunExecution total;  ///< of all batches
};

/// Runs the shard's points, a few at a time on shared histories and one baseline, and writes a
/// result for each: the baseline and the point, `folder`/p007.h5. A stop loses the points then
/// running. Throws OutputExists if results are there and not to be taken over, WrongRequest if they
/// are of another design, OutputError, Interrupted.
SweepExecution run_sweep(PreparedSweep& sweep,
                         const std::filesystem::path& folder,
                         Shard shard,
                         EarlierPoints earlier,
                         const std::atomic<bool>& stop,
                         const Progress& progress);

}  // namespace mixite
