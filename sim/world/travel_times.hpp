#pragma once

#include <cstddef>
#include <vector>

#include "foundation/ids.hpp"

namespace mixite {

/// Two zones next to each other, and the minutes from one to the other.
struct Link {
    ZoneRow a;
    ZoneRow b;
    double minutes = 0.0;
};

/// Minutes of the quickest way between all zones, over their links both ways (Dijkstra on a
/// Boost.Graph graph); infinite where there is none.
class TravelTimes {
  public:
    TravelTimes() = default;
    TravelTimes(std::size_t zones, const std::vector<Link>& links);

    [[nodiscard]] float minutes(ZoneRow from, ZoneRow to) const {
        return minutes_[from.value * zones_ + to.value];
    }

  private:
    std::size_t zones_ = 0;
    std::vector<float> minutes_;  ///< zones × zones, one origin after the other
};

}  // namespace mixite
