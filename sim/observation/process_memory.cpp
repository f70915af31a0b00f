#include "observation/process_memory.hpp"

#include <fstream>
#include <limits>
#include <string>

#include <sys/resource.h>

namespace mixite {

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

std::int64_t free_bytes() {
    constexpr std::int64_t kibibyte = 1024;
    std::ifstream memory("/proc/meminfo");
    std::string name;
    std::int64_t kibibytes = 0;
    std::string unit;
    while (memory >> name >> kibibytes && std::getline(memory, unit)) {
        if (name == "MemAvailable:") {
            return kibibytes * kibibyte;
        }
    }
    return std::numeric_limits<std::int64_t>::max();
}

}  // namespace mixite
