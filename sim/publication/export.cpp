#include "publication/export.hpp"

#include <system_error>

#include <fmt/format.h>

#include "publication/map_layers.hpp"
#include "publication/statistical_secrecy.hpp"
#include "publication/tidy_csv.hpp"
#include "publication/workbook.hpp"

namespace mixite {
namespace {

/// Takes the name of the output once all is written; otherwise the part goes away.
class PartFile {
  public:
    explicit PartFile(std::filesystem::path output) : output_(std::move(output)) {
        // Libraries look at the suffix: it stays the last.
        part_ = output_;
        part_.replace_extension(".part" + output_.extension().string());
        remove_part();
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile() { remove_part(); }

    [[nodiscard]] const std::filesystem::path& path() const { return part_; }
    void give_name() {
        std::error_code error;
        std::filesystem::rename(part_, output_, error);
        if (error) {
            throw OutputError(fmt::format("{}: cannot rename to '{}': {}",
                                          part_.string(),
                                          output_.string(),
                                          error.message()));
        }
    }

  private:
    void remove_part() {
        std::error_code error;
        std::filesystem::remove(part_, error);
    }
    std::filesystem::path output_;
    std::filesystem::path part_;
};

bool is_map(const std::string& suffix) {
    return suffix == ".geojson" || suffix == ".gpkg";
}

void check_request(const ExportRequest& request) {
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
    std::error_code error;
    if (request.existing == Existing::refuse && std::filesystem::exists(request.output, error)) {
        throw OutputExists(fmt::format("{}: exists (it would be lost); give --force to replace it",
                                       request.output.string()));
    }
}

}  // namespace

void export_run(const RunReader& run, const ExportRequest& request, const Progress& progress) {
    check_request(request);
    const PublishedValues values(run);
    PartFile part(request.output);
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
