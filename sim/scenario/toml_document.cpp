#include "scenario/toml_document.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/ranges.h>
#include <toml++/toml.h>

#include "scenario/closest_name.hpp"
#include "scenario/utf8.hpp"

namespace mixite {

namespace {

Position position(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

TomlValue converted(const toml::node& node);

TomlTable converted_table(const toml::table& table) {
    TomlTable entries;
    for (const auto& [key, node] : table) {
        entries.push_back({std::string(key.str()), position(key.source()), converted(node)});
    }
    // toml++ sorts by key; problems are to be told in the order of the file.
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    return entries;
}

TomlArray converted_array(const toml::array& array) {
    TomlArray values;
    for (const auto& node : array) {
        values.push_back(converted(node));
    }
    return values;
}

TomlValue converted(const toml::node& node) {
    const auto at = position(node.source());
    switch (node.type()) {
        case toml::node_type::table:
            return {converted_table(*node.as_table()), at};
        case toml::node_type::array:
            return {converted_array(*node.as_array()), at};
        case toml::node_type::string:
            return {node.as_string()->get(), at};
        case toml::node_type::integer:
            return {node.as_integer()->get(), at};
        case toml::node_type::floating_point:
            return {node.as_floating_point()->get(), at};
        case toml::node_type::boolean:
            return {node.as_boolean()->get(), at};
        default:
            return {TomlDate{}, at};
    }
}

std::string line_of(std::string_view text, int line) {
    for (int passed = 1; passed < line; ++passed) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    auto quoted = std::string(text.substr(0, text.find('\n')));
    if (!quoted.empty() && quoted.back() == '\r') {
        quoted.pop_back();
    }
    return quoted;
}

/// Where the string of TOML that begins at a quote is over.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
    const char quote = text[begin];
    const std::string three(3, quote);
    const bool of_lines = text.substr(begin).starts_with(three);
    auto at = begin + (of_lines ? 3 : 1);
    while (at < text.size()) {
        if (of_lines && text.substr(at).starts_with(three)) {
            // One or two quotes more belong to the string.
            const auto after = text.find_first_not_of(quote, at);
            return std::min({after, at + 5, text.size()});
        }
        if (!of_lines && (text[at] == quote || text[at] == '\n')) {
            return at + 1;
        }
        at += quote == '"' && text[at] == '\\' ? 2 : 1;
    }
    return text.size();
}

bool ends_key(char c) {
    return std::string_view("=,[]{}\n").find(c) != std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";

std::string_view trimmed(std::string_view text) {
    const auto first = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

std::string_view without_comment(std::string_view value) {
    return trimmed(value.substr(0, value.find('#')));
}

/// With a point, if it is a number in digits with a comma, a point or spaces between them.
std::optional<std::string> number_with_point(std::string_view text) {
    const bool numeric = !text.empty() && digits.find(text.front()) != std::string_view::npos &&
                         text.find_first_not_of("0123456789,. ") == std::string_view::npos;
    if (!numeric ||
        std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '.'; }) > 1) {
        return std::nullopt;
    }
    std::string number(text);
    number.erase(number.find_last_not_of(",. ") + 1);
    std::replace(number.begin(), number.end(), ',', '.');
    number.erase(std::remove(number.begin(), number.end(), ' '), number.end());
    return number;
}

// What users of other notations write for a value. Each gives the suggestion for one slip, or
// nothing where the value shows another.

std::string of_month(std::string_view value) {
    const bool looks_like_month =
        value.size() >= 7 && value[4] == '-' &&
        value.substr(0, 4).find_first_not_of(digits) == std::string_view::npos;
    return looks_like_month ? "a month is written in quotes: \"2024-01\"" : "";
}

std::string of_percentage(std::string_view value) {
    const auto number = without_comment(value);
    if (!number.ends_with('%')) {
        return "";
    }
    const auto percent = number_with_point(trimmed(number.substr(0, number.size() - 1)));
    return percent ? fmt::format("did you mean {:.6g}? a share is a number: 1 is the whole",
                                 std::strtod(percent->c_str(), nullptr) / 100.0)
                   : "";
}

std::string of_decimal_comma(std::string_view value) {
    const auto number = without_comment(value);
    const auto meant = number_with_point(number);
    return meant && *meant != number
               ? fmt::format("did you mean {}? a number has a decimal point and no spaces", *meant)
               : "";
}

std::string of_typographic_quotes(std::string_view value) {
    constexpr std::array<std::string_view, 6> quotes{"“", "”", "„", "«", "‘", "’"};
    const bool opens = std::any_of(
        quotes.begin(), quotes.end(), [&](auto quote) { return value.starts_with(quote); });
    return opens ? "a text stands in straight quotes: \"…\"" : "";
}

std::string of_open_quote(std::string_view value) {
    const bool quoted = value.starts_with('"') || value.starts_with('\'');
    const bool of_lines = value.starts_with("\"\"\"") || value.starts_with("'''");
    return quoted && !of_lines && std::count(value.begin(), value.end(), value.front()) == 1
               ? fmt::format("the text has no closing quote: {}", value.front())
               : "";
}

std::string of_truth(std::string_view value) {
    constexpr std::array<std::string_view, 6> yes{"oui", "vrai", "yes", "True", "TRUE", "on"};
    constexpr std::array<std::string_view, 6> no{"non", "faux", "no", "False", "FALSE", "off"};
    const auto word = without_comment(value);
    return std::find(yes.begin(), yes.end(), word) != yes.end() ? "did you mean true?"
           : std::find(no.begin(), no.end(), word) != no.end()  ? "did you mean false?"
                                                                : "";
}

std::string of_bare_word(std::string_view value) {
    const auto word = without_comment(value);
    const bool bare = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    });
    return bare ? fmt::format("a text stands in quotes: \"{}\"", word) : "";
}

constexpr std::array slips_of_values{of_month,
                                     of_percentage,
                                     of_decimal_comma,
                                     of_typographic_quotes,
                                     of_open_quote,
                                     of_truth,
                                     of_bare_word};

std::string syntax_suggestion(std::string_view quoted) {
    if (!is_utf8(quoted)) {
        return "save the file as UTF-8";
    }
    const auto equals = quoted.find('=');
    if (equals == std::string_view::npos) {
        return "";
    }
    const auto value = trimmed(quoted.substr(equals + 1));
    for (const auto& slip : slips_of_values) {
        if (auto suggestion = slip(value); !suggestion.empty()) {
            return suggestion;
        }
    }
    return "";
}

std::string joined(const TomlArray& values) {
    std::string text = "[";
    for (const auto& value : values) {
        text += (text.size() > 1 ? ", " : "") + value.written();
    }
    return text + "]";
}

std::string joined(const TomlTable& entries) {
    std::string text = "{";
    for (const auto& entry : entries) {
        text +=
            (text.size() > 1 ? ", " : " ") + written_key(entry.key) + " = " + entry.value.written();
    }
    return text + " }";
}

struct Written {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return written_number(number); }
    std::string operator()(const std::string& text) const { return written_text(text); }
    std::string operator()(TomlDate) const { return "a date"; }
    std::string operator()(const TomlArray& values) const { return joined(values); }
    std::string operator()(const TomlTable& entries) const { return joined(entries); }
};

}  // namespace

std::string TomlValue::written() const {
    return std::visit(Written{}, data);
}

Diagnostic TomlDocument::diagnostic(Position at,
                                    std::string key,
                                    std::string problem,
                                    std::string reason,
                                    std::string suggestion) const {
    return {file,
            at.line,
            at.column,
            std::move(key),
            std::move(problem),
            std::move(reason),
            std::move(suggestion),
            at.line > 0 ? line_of(text, at.line) : ""};
}

std::optional<int> line_of_too_deep_key(std::string_view text) {
    int line = 1;
    int parts = 1;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            const auto end = end_of_string(text, at);
            line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                text.begin() + static_cast<std::ptrdiff_t>(end),
                                                '\n'));
            at = end;
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        parts = c == '.' ? parts + 1 : ends_key(c) ? 1 : parts;
        if (parts > most_key_parts) {
            return line;
        }
        line += c == '\n' ? 1 : 0;
        ++at;
    }
    return std::nullopt;
}

Diagnostic too_deep_key(std::string file, int line) {
    return {.file = std::move(file),
            .line = line,
            .problem = fmt::format("a key has more than {} parts", most_key_parts),
            .reason = "no table here lies so deep"};
}

namespace {

/// By name; none of a folder that is not there.
std::vector<std::string> toml_files_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code problem;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder.empty() ? "." : folder, problem)) {
        if (entry.path().extension() == ".toml") {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TomlDocument parse_toml(std::string text, std::string file) {
    TomlDocument document{std::move(file), std::move(text), {}, {}};
    if (const auto line = line_of_too_deep_key(document.text)) {
        document.problems.push_back(too_deep_key(document.file, *line));
        return document;
    }
    try {
        document.root = converted_table(toml::parse(std::string_view(document.text)));
    } catch (const toml::parse_error& error) {
        auto problem = document.diagnostic(
            position(error.source()), "", std::string(error.description()), "not valid TOML");
        problem.suggestion = syntax_suggestion(problem.source_line);
        document.problems.push_back(std::move(problem));
    }
    return document;
}

Diagnostic missing_file(const std::filesystem::path& path) {
    std::error_code problem;
    Diagnostic missing{.file = path.string(), .problem = "no such file"};
    if (std::filesystem::is_directory(path, problem)) {
        const auto names = toml_files_in(path);
        missing.problem = "is a folder";
        missing.suggestion =
            names.empty() ? "it holds no .toml file"
                          : fmt::format("give files of it, as {}", (path / names.front()).string());
        missing.reason = names.empty() ? "" : fmt::format("it holds {}", fmt::join(names, ", "));
        return missing;
    }
    auto name = path.filename();
    name += path.has_extension() ? "" : ".toml";
    const auto meant = closest_name(name.string(), toml_files_in(path.parent_path()));
    missing.suggestion =
        meant ? fmt::format("did you mean '{}'?", (path.parent_path() / *meant).string())
              : "check the path";
    return missing;
}

TomlDocument read_toml(const std::filesystem::path& path) {
    std::error_code problem;
    // A device or a pipe could be read without end.
    if (!std::filesystem::is_regular_file(path, problem)) {
        throw MissingInput({missing_file(path)});
    }
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file) {
        throw MissingInput({{path.string(), 0, 0, "", "cannot be read", "", "", ""}});
    }
    return parse_toml(std::move(text), path.string());
}

std::string written_key(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    return bare ? std::string(key) : written_text(key);
}

std::string written_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (c == '\n') {
            quoted += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            quoted += c;
        }
    }
    return quoted + "\"";
}

std::string written_number(double number) {
    if (std::isnan(number)) {
        return "nan";
    }
    if (std::isinf(number)) {
        return number > 0 ? "inf" : "-inf";
    }
    auto text = fmt::format("{}", number);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return text;
}

}  // namespace mixite
