#include "publication/scorecard_lines.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

DataError wrong_scorecard(const std::filesystem::path& file, std::string problem) {
    return DataError(
        {{.file = file.string(),
          .problem = std::move(problem),
          .reason = "expected a scorecard as mixite validate --format json writes it"}});
}

bool is_number_or_null(const Json& value) {
    return value.is_number() || value.is_null();
}

bool is_known_verdict(const Json& verdict) {
    constexpr auto known =
        std::to_array<std::string_view>({"pass", "warn", "fail", "not measured"});
    return verdict.is_string() &&
           std::find(known.begin(), known.end(), verdict.get<std::string>()) != known.end();
}

bool is_line(const Json& line) {
    constexpr std::array texts{"fact",
                               "label_fr",
                               "label_en",
                               "unit",
                               "from",
                               "to",
                               "source",
                               "status",
                               "explanation_fr",
                               "explanation_en"};
    if (!line.is_object() || !std::all_of(texts.begin(), texts.end(), [&](const char* name) {
            return line.contains(name) && line[name].is_string();
        })) {
        return false;
    }
    const auto bounds = line.value("bounds", Json());
    return is_number_or_null(line.value("value", Json())) &&
           line.value("held_out", Json()).is_boolean() && bounds.is_array() && bounds.size() == 2 &&
           std::all_of(bounds.begin(), bounds.end(), is_number_or_null) &&
           is_known_verdict(line.value("verdict", Json()));
}

}  // namespace

nlohmann::ordered_json scorecard_lines(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) {
        throw MissingInput({{.file = file.string(), .problem = "cannot be opened"}});
    }
    auto lines = Json::parse(stream, nullptr, false);
    if (lines.is_discarded()) {
        throw wrong_scorecard(file, "is not JSON");
    }
    if (!lines.is_array() || lines.empty()) {
        throw wrong_scorecard(file, "is not a list of facts");
    }
    const auto strange = std::find_if_not(lines.begin(), lines.end(), is_line);
    if (strange != lines.end()) {
        throw wrong_scorecard(file,
                              fmt::format("holds a line that is no fact with its verdict: {}",
                                          strange->dump().substr(0, 60)));
    }
    return lines;
}

}  // namespace mixite
