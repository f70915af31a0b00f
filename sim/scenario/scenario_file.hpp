#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "scenario/key_table.hpp"
#include "scenario/law_table.hpp"
#include "scenario/source_table.hpp"

namespace mixite {

/// Values that hold from one month on; the undated ones of a file have no month.
struct PeriodBlock {
    std::optional<Month> from;
    Position at;
    std::vector<Setting> values;
    std::vector<Source> sources;
};

/// One scenario file: what it says of itself, then its values, the undated block first and the
/// others by month.
struct ScenarioFile {
    enum class Role : std::uint8_t { strategy, monde };

    std::filesystem::path path;
    TomlDocument document;
    std::vector<Setting> header;
    std::vector<PeriodBlock> blocks;
    std::vector<LegalBound> law{};  ///< of a root: what the legal status of all is held against
    Role role = Role::strategy;

    /// The value of a key of the strategy itself, or null.
    [[nodiscard]] const Setting* header_value(std::string_view key) const;
    [[nodiscard]] const PeriodBlock& undated() const { return blocks.front(); }
};

/// Everything that is wrong with the file stands in `document.problems`.
ScenarioFile parse_scenario_file(TomlDocument document, const std::filesystem::path& path);

/// The file and those it extends, the root first. A cycle is a problem of the file that closes it.
/// Throws MissingInput if a file extended is not there and nothing else is wrong, ScenarioError if
/// something is.
std::vector<ScenarioFile> with_extended(ScenarioFile file);

}  // namespace mixite
