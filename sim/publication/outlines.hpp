#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mixite {

/// The outlines of zones from a GeoJSON file (RFC 7946: longitude and latitude): by the zone's
/// code, each its polygons rounded to a metre, null where the file has none. A feature is a zone's
/// if its id or one of its properties is the zone's code. Throws MissingInput; DataError if it is
/// no such file or has no zone of the territory.
nlohmann::ordered_json zone_outlines(const std::filesystem::path& file,
                                     const std::vector<std::string>& zone_codes);

}  // namespace mixite
