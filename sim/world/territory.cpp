#include "world/territory.hpp"

namespace mixite {

std::vector<ZoneRow> Territory::qpv_zones() const {
    std::vector<ZoneRow> found;
    for (const auto zone : rows<ZoneRow>(zones.size())) {
        if (is_qpv(zone)) {
            found.push_back(zone);
        }
    }
    return found;
}

}  // namespace mixite
