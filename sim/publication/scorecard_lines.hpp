#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

namespace mixite {

/// The lines of a scorecard that `mixite validate --format json` wrote. Throws MissingInput;
/// DataError if the file is no such scorecard.
nlohmann::ordered_json scorecard_lines(const std::filesystem::path& file);

}  // namespace mixite
