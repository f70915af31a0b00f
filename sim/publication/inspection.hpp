#pragma once

#include <string>

#include "observation/run_reader.hpp"

namespace mixite {

/// What the file is, how it was made, whether it is complete: title, scenarios with their legal
/// status, months, replications, seed, digests, inputs with their sha256, provenance. Of an
/// unfinished file, what there is. Throws OutputError as RunReader.
std::string inspection_text(const RunReader& run);
/// The same as JSON.
std::string inspection_json(const RunReader& run);

}  // namespace mixite
