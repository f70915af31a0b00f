#include "publication/whole_workbook.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

struct FreeBytes {
    void operator()(GByte* bytes) const { VSIFree(bytes); }
};

/// Empty if it cannot be read.
std::string text_in_archive(const std::string& path) {
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    if (VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1) == FALSE) {
        return {};
    }
    const std::unique_ptr<GByte, FreeBytes> owned(bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

/// Whether the outermost element of the XML ends, and the text with it.
bool ends_its_root(std::string_view xml) {
    const auto declared = xml.starts_with("<?") ? xml.find("?>") : 0;
    const auto root = xml.find('<', std::min(declared, xml.size()));
    const auto last = xml.find_last_not_of(" \r\n\t");
    if (root == std::string_view::npos || last == std::string_view::npos) {
        return false;
    }
    const auto name = xml.substr(root + 1, xml.find_first_of(" />\r\n\t", root + 1) - root - 1);
    const auto text = xml.substr(0, last + 1);
    const bool only_element = text.find('<', root + 1) == std::string_view::npos;
    return text.ends_with(fmt::format("</{}>", name)) || (only_element && text.ends_with("/>"));
}

/// What is wrong with the archive; empty if each part is whole.
std::string fault_of(const std::string& archive) {
    const CPLStringList members(VSIReadDirRecursive(archive.c_str()));
    if (members.empty()) {
        return "it cannot be read back";
    }
    for (int i = 0; i < members.size(); ++i) {
        const std::string part = members[i];
        const bool is_xml = part.ends_with(".xml") || part.ends_with(".rels");
        if (is_xml && !ends_its_root(text_in_archive(fmt::format("{}/{}", archive, part)))) {
            return fmt::format("'{}' is cut short", part);
        }
    }
    return {};
}

}  // namespace

void require_whole_workbook(const std::filesystem::path& file) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const auto fault = fault_of("/vsizip/" + std::filesystem::absolute(file).string());
    CPLPopErrorHandler();
    if (!fault.empty()) {
        throw OutputError(fmt::format(
            "{}: cannot write the workbook: {}; is the disk full?", file.string(), fault));
    }
}

}  // namespace mixite
