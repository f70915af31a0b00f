#include "publication/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace mixite {

std::string sparkline(const std::vector<double>& course) {
    constexpr auto blocks =
        std::to_array<std::string_view>({"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"});
    constexpr auto middle = blocks[3];
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (const auto value : course) {
        if (std::isfinite(value)) {
            least = std::min(least, value);
            greatest = std::max(greatest, value);
        }
    }
    std::string text;
    for (const auto value : course) {
        if (!std::isfinite(value)) {
            text += " ";
        } else if (greatest <= least) {
            text += middle;
        } else {
            const auto height = (value - least) / (greatest - least) * (blocks.size() - 1);
            text += blocks[static_cast<std::size_t>(std::lround(height))];
        }
    }
    return text;
}

}  // namespace mixite
