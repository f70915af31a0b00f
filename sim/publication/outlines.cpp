#include "publication/outlines.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto expected =
    "expected a GeoJSON FeatureCollection in longitude and latitude (RFC 7946), as ogr2ogr -f "
    "GeoJSON -t_srs EPSG:4326 writes it";

DataError wrong_outlines(const std::filesystem::path& file, std::string problem) {
    return DataError({{.file = file.string(), .problem = std::move(problem), .reason = expected}});
}

Json parsed(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) {
        throw MissingInput({{.file = file.string(), .problem = "cannot be opened"}});
    }
    auto json = Json::parse(stream, nullptr, false);
    if (json.is_discarded()) {
        throw wrong_outlines(file, "is not JSON");
    }
    if (!json.is_object() || json.value("type", Json()) != "FeatureCollection" ||
        !json.contains("features") || !json["features"].is_array()) {
        throw wrong_outlines(file, "is not a FeatureCollection");
    }
    return json;
}

std::optional<std::string> code_among(const Json& value, const std::vector<std::string>& codes) {
    const auto text = value.is_string()           ? value.get<std::string>()
                      : value.is_number_integer() ? value.dump()
                                                  : std::string();
    return std::find(codes.begin(), codes.end(), text) != codes.end() ? std::optional(text)
                                                                      : std::nullopt;
}

/// The code of the zone that the feature outlines, if it is a zone's.
std::optional<std::string> zone_of(const Json& feature, const std::vector<std::string>& codes) {
    if (auto own = code_among(feature.value("id", Json()), codes)) {
        return own;
    }
    const auto properties = feature.value("properties", Json());
    for (const auto& property : properties) {
        if (auto code = code_among(property, codes)) {
            return code;
        }
    }
    return std::nullopt;
}

bool is_position(const Json& json) {
    return json.is_array() && json.size() >= 2 && json[0].is_number() && json[1].is_number() &&
           std::abs(json[0].get<double>()) <= 180.0 && std::abs(json[1].get<double>()) <= 90.0;
}

/// Positions to five decimals, about a metre.
Json rounded(const std::filesystem::path& file, const Json& coordinates) {
    constexpr double decimals = 1e5;
    if (is_position(coordinates)) {
        return {std::round(coordinates[0].get<double>() * decimals) / decimals,
                std::round(coordinates[1].get<double>() * decimals) / decimals};
    }
    if (!coordinates.is_array() || coordinates.empty() || coordinates[0].is_number()) {
        throw wrong_outlines(
            file, fmt::format("holds '{}' for a position", coordinates.dump().substr(0, 60)));
    }
    Json all = Json::array();
    for (const auto& part : coordinates) {
        all.push_back(rounded(file, part));
    }
    return all;
}

Json outline(const std::filesystem::path& file, const Json& feature) {
    const auto geometry = feature.value("geometry", Json());
    const auto type = geometry.is_object() ? geometry.value("type", std::string()) : std::string();
    if ((type != "Polygon" && type != "MultiPolygon") || !geometry.contains("coordinates")) {
        throw wrong_outlines(file, fmt::format("has a zone whose outline is a '{}'", type));
    }
    return {{"type", type}, {"coordinates", rounded(file, geometry["coordinates"])}};
}

}  // namespace

nlohmann::ordered_json zone_outlines(const std::filesystem::path& file,
                                     const std::vector<std::string>& zone_codes) {
    Json outlines = Json::object();
    const auto collection = parsed(file);
    for (const auto& feature : collection["features"]) {
        const auto code = feature.is_object() ? zone_of(feature, zone_codes) : std::nullopt;
        if (code) {
            outlines[*code] = outline(file, feature);
        }
    }
    if (outlines.empty()) {
        throw wrong_outlines(
            file,
            fmt::format("outlines no zone of the run: no feature has a code such as '{}' "
                        "as its id or among its properties",
                        zone_codes.empty() ? "" : zone_codes.front()));
    }
    return outlines;
}

}  // namespace mixite
