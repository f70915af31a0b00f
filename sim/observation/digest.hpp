#pragma once

#include <map>
#include <string>

#include "observation/hdf5_file.hpp"

namespace mixite {

/// The SHA-256 of what a result file holds, whatever its layout: for each path below the root in
/// the order of names, its kind, type, shape, names of dimensions, values and attributes. Left out:
/// `/provenance/build`, `/provenance/execution`, and the attributes `digest` and `complete`.
std::string run_digest(const Hdf5File& file);

/// The run's digest, and by scenario in the order of names the same over the scenario and over the
/// history it forks from, by paths relative to the two groups, without its `destinations`, which
/// follow those whom the run's first scenario housed: the same whatever the scenario is called and
/// whichever others share the file. The file is read once for all of them.
struct RunDigests {
    std::string run;
    std::map<std::string, std::string> of_scenario;
};
RunDigests run_digests(const Hdf5File& file);

/// The same over one group, by paths relative to it.
std::string group_digest(const Hdf5File& file, const std::string& group);

}  // namespace mixite
