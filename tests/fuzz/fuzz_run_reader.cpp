#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "foundation/failure.hpp"
#include "observation/run_reader.hpp"

using namespace mixite;

namespace {

void read_everything(const std::filesystem::path& path) {
    const RunReader reader(path, Unfinished::accept);
    for (const auto& scenario : reader.scenarios()) {
        static_cast<void>(reader.scenario(scenario));
        for (const auto& indicator : reader.indicators()) {
            static_cast<void>(reader.values(scenario, indicator.name));
            static_cast<void>(reader.history_values(scenario, indicator.name));
        }
        if (reader.has_events(scenario, "leases")) {
            static_cast<void>(reader.events(scenario, "leases"));
        }
    }
    static_cast<void>(reader.inputs());
    static_cast<void>(reader.content_digest());
}

}  // namespace

/// HDF5 1.10 leaks when it meets an error; leaks of ours still count.
extern "C" const char*
__lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)
    return "leak:libhdf5_serial";
}

/// Any bytes give a result or an OutputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("mixite_fuzz_" + std::to_string(getpid()) + ".h5");
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    try {
        read_everything(path);
    } catch (const OutputError&) {
    }
    std::filesystem::remove(path);
    return 0;
}
