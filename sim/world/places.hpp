#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/territory.hpp"

namespace mixite {

/// A place of a rule is named: "everywhere", "in_qpv", "outside_qpv", the code of a zone, or the
/// code of a commune for all its zones.
bool is_place(const Territory& territory, std::string_view place);

/// False for a name that is no place.
bool lies_in(const Territory& territory, std::string_view place, ZoneRow zone);

/// In row order.
std::vector<ZoneRow> zones_of_place(const Territory& territory, std::string_view place);

/// Every name that is one: the three words, then zones, then communes cut into zones.
std::vector<std::string> place_names(const Territory& territory);

/// None if there is no such code.
LandlordRow landlord_of_code(const Territory& territory, std::string_view code);

}  // namespace mixite
