#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "observation/run_description.hpp"
#include "scenario/sweep_design.hpp"
#include "study/prepared_run.hpp"

namespace mixite {

/// A design and all of its strategies, ready to run: the baseline's first, then point by point, in
/// each monde if the design asks for them.
struct PreparedSweep {
    SweepDesign design;
    int points = 0;
    PreparedRun run;
    std::vector<Strategy> strategies;
    RunDescription description;  ///< of a run of them all
    std::size_t mondes = 1;
};

/// Reads the design, checks every point and builds the population. Throws as `prepare` does; what
/// is wrong with a point is told where the design gives its values.
PreparedSweep prepare_sweep(const std::filesystem::path& design,
                            const std::filesystem::path& territory);

}  // namespace mixite
