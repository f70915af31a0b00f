#include "publication/report.hpp"

#include <fstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "publication/outlines.hpp"
#include "publication/report_data.hpp"
#include "publication/run_places.hpp"
#include "publication/scorecard_lines.hpp"

/// The page of analysis/report as built, put into the program by report_page.S.
extern "C" {
extern const char mixite_report_page[];
extern const char mixite_report_page_end[];
}

namespace mixite {
namespace {

/// Where the page expects its data; analysis/report/index.html holds the same.
constexpr std::string_view no_data = R"(<script id="run" type="application/json">null</script>)";

std::string_view empty_page() {
    return {mixite_report_page,
            static_cast<std::size_t>(mixite_report_page_end - mixite_report_page)};
}

/// JSON that cannot end the element that holds it, whatever texts it carries.
std::string element_of(const nlohmann::ordered_json& data) {
    const auto json = data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    std::string element = R"(<script id="run" type="application/json">)";
    for (const char c : json) {
        if (c == '<') {
            element += "\\u003c";
        } else {
            element += c;
        }
    }
    return element + "</script>";
}

void write_whole(const std::filesystem::path& path, const std::string& text) {
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    if (!stream) {
        throw system_failure(path, "create");
    }
    stream << text;
    stream.close();
    if (!stream) {
        throw system_failure(path, "write");
    }
}

void require_page_name(const std::filesystem::path& output) {
    const auto suffix = output.extension().string();
    if (suffix != ".html" && suffix != ".htm") {
        throw WrongRequest(fmt::format(
            "{}: cannot write a report of the kind '{}' (it is a page for a browser, which prints "
            "it to PDF); give a name such as '{}'",
            output.string(),
            suffix,
            std::filesystem::path(output).replace_extension(".html").string()));
    }
}

}  // namespace

std::string report_page(const RunReader& run, const ReportRequest& request) {
    // Before the long work: a mistake in them is told at once.
    auto outlines = request.outlines.empty()
                        ? nlohmann::ordered_json()
                        : zone_outlines(request.outlines, axis_of(run, "zone").codes);
    auto scorecard =
        request.scorecard.empty() ? nlohmann::ordered_json() : scorecard_lines(request.scorecard);
    auto data = report_data(run, request.progress);
    data["language"] = request.language;
    data["outlines"] = std::move(outlines);
    data["scorecard"] = std::move(scorecard);
    std::string page(empty_page());
    const auto place = page.find(no_data);
    EXPECT(place != std::string::npos, "the page has no place for its data");
    return page.replace(place, no_data.size(), element_of(data));
}

void write_report(const RunReader& run, const ReportRequest& request) {
    refuse_input(request.output, run.path());
    refuse_existing(request.output, request.existing);
    require_folder(request.output);
    require_page_name(request.output);
    const auto page = report_page(run, request);
    PartFile part(request.output, free_part_name(request.output));
    write_whole(part.path(), page);
    part.give_name();
}

}  // namespace mixite
