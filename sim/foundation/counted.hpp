#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace mixite {

/// A count and what is counted: "1 thread", "0 threads", "2 threads".
inline std::string counted(std::int64_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 || count == -1 ? one : several);
}

/// The same in French, where none is singular too: "0 demande", "2 demandes".
inline std::string counted_in_french(std::int64_t count,
                                     std::string_view one,
                                     std::string_view several) {
    return fmt::format("{} {}", count, count > -2 && count < 2 ? one : several);
}

}  // namespace mixite
