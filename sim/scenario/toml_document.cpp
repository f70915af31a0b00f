#include "scenario/toml_document.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <system_error>

#include <toml++/toml.h>

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

std::string syntax_suggestion(std::string_view quoted) {
    const auto equals = quoted.find('=');
    const auto value =
        equals == std::string_view::npos
            ? std::string_view{}
            : quoted.substr(quoted.find_first_not_of(" =", equals) == std::string_view::npos
                                ? quoted.size()
                                : quoted.find_first_not_of(" =", equals));
    const bool looks_like_month =
        value.size() >= 7 && value[4] == '-' &&
        std::all_of(value.begin(), value.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
    return looks_like_month ? "a month is written in quotes: \"2024-01\"" : "";
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

TomlDocument read_toml(const std::filesystem::path& path) {
    std::error_code problem;
    // A device or a pipe could be read without end.
    if (!std::filesystem::is_regular_file(path, problem)) {
        throw MissingInput({{path.string(), 0, 0, "", "no such file", "", "check the path", ""}});
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
