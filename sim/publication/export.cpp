#include "publication/export.hpp"

#include <fmt/format.h>

#include "publication/map_layers.hpp"
#include "publication/statistical_secrecy.hpp"
#include "publication/tidy_csv.hpp"
#include "publication/workbook.hpp"

namespace mixite {
namespace {

bool is_map(const std::string& suffix) {
    return suffix == ".geojson" || suffix == ".gpkg";
}

void check_request(const RunReader& run, const ExportRequest& request) {
    const auto suffix = request.output.extension().string();
    if (suffix != ".csv" && suffix != ".xlsx" && !is_map(suffix)) {
        throw WrongRequest(
            fmt::format("{}: cannot export to '{}' (the suffix says what is written: "
                        ".csv, .xlsx, .geojson or .gpkg)",
                        request.output.string(),
                        suffix));
    }
    if (!request.geometry.empty() && !is_map(suffix)) {
        throw WrongRequest("--geometry: only .geojson and .gpkg hold outlines");
    }
    refuse_input(request.output, run.path());
    refuse_existing(request.output, request.existing);
    require_folder(request.output);
}

}  // namespace

void export_run(const RunReader& run, const ExportRequest& request, const Progress& progress) {
    check_request(run, request);
    const PublishedValues values(run);
    PartFile part(request.output, free_part_name(request.output));
    const auto suffix = request.output.extension().string();
    if (suffix == ".csv") {
        write_tidy_csv(values, part.path(), progress);
    } else if (suffix == ".xlsx") {
        write_workbook(values, part.path(), progress);
    } else {
        write_map_layers(values,
                         part.path(),
                         suffix == ".gpkg" ? MapFormat::geopackage : MapFormat::geojson,
                         request.geometry,
                         progress);
    }
    part.give_name();
}

}  // namespace mixite
