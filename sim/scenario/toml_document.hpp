#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "foundation/failure.hpp"

namespace mixite {

/// Counted from 1; 0 is unknown.
struct Position {
    int line = 0;
    int column = 0;
};

struct TomlEntry;
struct TomlValue;
using TomlArray = std::vector<TomlValue>;
/// In the order of the file.
using TomlTable = std::vector<TomlEntry>;
/// A date or a time: no key of ours takes one.
struct TomlDate {};

/// A value and where it stands.
struct TomlValue {
    std::variant<bool, std::int64_t, double, std::string, TomlDate, TomlArray, TomlTable> data;
    Position at;

    [[nodiscard]] const TomlTable* table() const { return std::get_if<TomlTable>(&data); }
    [[nodiscard]] const TomlArray* array() const { return std::get_if<TomlArray>(&data); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data); }
    /// As a message or a resolved scenario writes it: TOML on one line.
    [[nodiscard]] std::string written() const;
};

struct TomlEntry {
    std::string key;
    Position at;  ///< of the key
    TomlValue value;
};

/// One file, read as TOML. `problems` holds its syntax error, if it has one; its tables are then
/// empty.
struct TomlDocument {
    std::string file;
    std::string text;
    TomlTable root;
    std::vector<Diagnostic> problems;

    /// A diagnostic at a place of this file, with the line quoted.
    [[nodiscard]] Diagnostic diagnostic(Position at,
                                        std::string key,
                                        std::string problem,
                                        std::string reason = {},
                                        std::string suggestion = {}) const;
};

/// The line of the first key of more than most_key_parts parts, as the three of "a.b.c". Reading
/// such a file could need more stack than there is: a table is freed from within the one around it,
/// and the library limits only how deep values nest.
inline constexpr int most_key_parts = 16;
std::optional<int> line_of_too_deep_key(std::string_view text);

/// What is wrong with a file that has such a key.
Diagnostic too_deep_key(std::string file, int line);

/// `file` is what messages call it.
TomlDocument parse_toml(std::string text, std::string file);

/// What to say of a path that is no regular file: of a folder, the .toml files in it; else the one
/// beside it whose name is near.
Diagnostic missing_file(const std::filesystem::path& path);

/// Throws MissingInput if it is no regular file or cannot be read.
TomlDocument read_toml(const std::filesystem::path& path);

/// A key of a dotted name: bare if it may be, quoted otherwise.
std::string written_key(std::string_view key);
/// A string of TOML, quoted.
std::string written_text(std::string_view text);
/// A number that TOML reads back as the same double, always with a point or an exponent.
std::string written_number(double number);

}  // namespace mixite
