#pragma once

#include <filesystem>

namespace mixite {

/// Throws OutputError unless each part of the workbook can be read back to its end: libxlsxwriter
/// looks at no error of the disk when it writes its parts, nor when it closes the file.
void require_whole_workbook(const std::filesystem::path& file);

}  // namespace mixite
