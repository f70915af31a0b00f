#include "world/places.hpp"

namespace mixite {
namespace {

constexpr std::string_view everywhere = "everywhere";
constexpr std::string_view in_qpv = "in_qpv";
constexpr std::string_view outside_qpv = "outside_qpv";

}  // namespace

bool lies_in(const Territory& territory, std::string_view place, ZoneRow zone) {
    if (place == everywhere) {
        return true;
    }
    if (place == in_qpv || place == outside_qpv) {
        return territory.is_qpv(zone) == (place == in_qpv);
    }
    const auto& facts = territory.zones[zone];
    return facts.code == place || territory.communes[facts.commune].code == place;
}

std::vector<ZoneRow> zones_of_place(const Territory& territory, std::string_view place) {
    std::vector<ZoneRow> zones;
    for (const auto zone : rows<ZoneRow>(territory.zones.size())) {
        if (lies_in(territory, place, zone)) {
            zones.push_back(zone);
        }
    }
    return zones;
}

bool is_place(const Territory& territory, std::string_view place) {
    return place == everywhere || place == in_qpv || place == outside_qpv ||
           !zones_of_place(territory, place).empty();
}

std::vector<std::string> place_names(const Territory& territory) {
    std::vector<std::string> names{
        std::string(everywhere), std::string(in_qpv), std::string(outside_qpv)};
    for (const auto& zone : territory.zones) {
        names.push_back(zone.code);
    }
    for (const auto& commune : territory.communes) {
        if (zones_of_place(territory, commune.code).size() > 1) {
            names.push_back(commune.code);
        }
    }
    return names;
}

LandlordRow landlord_of_code(const Territory& territory, std::string_view code) {
    for (const auto row : rows<LandlordRow>(territory.landlords.size())) {
        if (territory.landlords[row].code == code) {
            return row;
        }
    }
    return {};
}

}  // namespace mixite
