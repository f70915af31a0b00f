#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "world/places.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

TEST_CASE("A place is all, the QPV, the rest, a zone or a commune") {
    const auto territory = hand::three_zones();
    using Zones = std::vector<ZoneRow>;
    CHECK(zones_of_place(*territory, "everywhere").size() == 3);
    CHECK(zones_of_place(*territory, "in_qpv") == Zones{hand::estate});
    CHECK(zones_of_place(*territory, "outside_qpv") == Zones{hand::town, hand::village});
    CHECK(zones_of_place(*territory, "Z1") == Zones{hand::town});
    CHECK(zones_of_place(*territory, "C1") == Zones{hand::town, hand::estate});
    CHECK_FALSE(is_place(*territory, "C3"));
    CHECK(landlord_of_code(*territory, "L1") == LandlordRow{0U});
    CHECK_FALSE(landlord_of_code(*territory, "L2"));
}
