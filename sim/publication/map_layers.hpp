#pragma once

#include <filesystem>

#include "foundation/progress.hpp"
#include "publication/statistical_secrecy.hpp"

namespace mixite {

/// The zones at the end of the run with their indicators, in WGS 84. GeoPackage: a layer a
/// scenario, each with a default style that QGIS opens it in. GeoJSON: one layer, a feature a
/// scenario and zone. A zone has the outline that `geometry` (GeoJSON) holds for it: a feature one
/// of whose fields is the zone's code; a point without. Throws MissingInput or DataError for the
/// geometry, OutputError.
enum class MapFormat : std::uint8_t { geojson, geopackage };
void write_map_layers(const PublishedValues& values,
                      const std::filesystem::path& file,
                      MapFormat format,
                      const std::filesystem::path& geometry,
                      const Progress& progress);

}  // namespace mixite
