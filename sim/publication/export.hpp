#pragma once

#include <filesystem>

#include "foundation/progress.hpp"
#include "observation/output_file.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

struct ExportRequest {
    /// Its suffix says what is written: .csv, .xlsx, .geojson, .gpkg.
    std::filesystem::path output;
    /// GeoJSON with the outlines of the zones; empty: a point each. Of .geojson and .gpkg.
    std::filesystem::path geometry;
    Existing existing = Existing::refuse;
};

/// Writes the results in a form that other programs open, small cells masked where the run is under
/// statistical secrecy. It writes beside the output and gives the name once all is written. Throws
/// WrongRequest for another suffix, OutputExists, OutputError; MissingInput or DataError for the
/// geometry.
void export_run(const RunReader& run, const ExportRequest& request, const Progress& progress);

}  // namespace mixite
