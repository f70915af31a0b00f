#pragma once

#include "foundation/ids.hpp"
#include "scenario/territory_tables.hpp"
#include "world/households.hpp"

namespace mixite {

/// The households of month zero before they have dwellings, in the order of the areas.
struct BasePopulation {
    Households households;
    Column<HouseholdRow, PartRow> part;  ///< whence its zone, and the area it is controlled with
};

}  // namespace mixite
