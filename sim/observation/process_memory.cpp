#include "observation/process_memory.hpp"

#include <sys/resource.h>

namespace mixite {

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace mixite
