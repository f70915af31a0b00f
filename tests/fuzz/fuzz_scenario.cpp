#include <cstdint>
#include <filesystem>
#include <string>

#include "foundation/failure.hpp"
#include "scenario/scenario_reader.hpp"

using namespace mixite;

// Whatever the bytes, a scenario is read, or refused with at least one problem. It may extend the
// shipped ones.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::filesystem::path path = "scenarios/fuzzed.toml";
    try {
        parse_scenario(std::string{bytes, bytes + size}, path);
    } catch (const ScenarioError& error) {
        if (error.diagnostics().empty()) {
            __builtin_trap();
        }
    } catch (const MissingInput&) {
        return 0;
    }
    return 0;
}
