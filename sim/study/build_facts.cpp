#include "study/build_facts.hpp"

#include <string>

#ifndef MIXITE_VERSION
#error "set by sim/CMakeLists.txt"
#endif

namespace mixite {

Facts build_facts() {
    return {{"version", std::string(MIXITE_VERSION)},
            {"revision", std::string(MIXITE_REVISION)},
            {"compiler", std::string(MIXITE_COMPILER)},
            {"parallel_backend", std::string(MIXITE_BACKEND)}};
}

}  // namespace mixite
