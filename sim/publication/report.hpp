#pragma once

#include <filesystem>
#include <string>

#include "foundation/progress.hpp"
#include "observation/output_file.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

struct ReportRequest {
    std::filesystem::path output;
    std::string language = "fr";      ///< "fr" or "en": the one shown first
    std::filesystem::path outlines;   ///< GeoJSON of the zones; empty: a schematic map
    std::filesystem::path scorecard;  ///< of mixite validate, JSON; empty: none
    Existing existing = Existing::refuse;
    Progress progress = {};  ///< told twice a scenario; empty: nobody
};

/// The page that shows the run, in one file that needs nothing else.
std::string report_page(const RunReader& run, const ReportRequest& request);

/// Writes it. Throws OutputExists; OutputError, and no file is left under the name; DataError or
/// MissingInput for the outlines and the scorecard.
void write_report(const RunReader& run, const ReportRequest& request);

}  // namespace mixite
