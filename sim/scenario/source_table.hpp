#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/key_table.hpp"
#include "scenario/scenario.hpp"

namespace mixite {

/// Where the values of a key, or of all keys of a table, come from. `low` and `high`: the range of
/// what is not known better.
struct Source {
    std::string prefix;
    Position at;  ///< of the key in [sources]
    std::string text;
    std::string text_fr;  ///< the same in French; empty: not given
    Status status = Status::assumption;
    std::optional<double> low;
    std::optional<double> high;
};

/// The entries of a [sources] table: "commission" or "commission.candidates" = { text, fr, status,
/// low, high }. What is wrong with them is added to `document.problems`.
std::vector<Source> sources_of(const TomlTable& table,
                               const std::vector<const KeyDefinition*>& definitions,
                               TomlDocument& document);

/// The source with the longest prefix of the key, or null.
const Source* source_of(const std::vector<Source>& sources, std::string_view key);

}  // namespace mixite
