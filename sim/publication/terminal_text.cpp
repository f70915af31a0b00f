#include "publication/terminal_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mixite {
namespace {

constexpr std::size_t terminal_columns = 80;

std::size_t letters_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

std::string shortened(const std::string& text, std::size_t most) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins_letter = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        letters += begins_letter ? 1U : 0U;
        if (begins_letter && letters == most && i + 1 < text.size()) {
            return text.substr(0, i) + "…";
        }
    }
    return text;
}

std::string wrapped(const std::string& text, const std::string& indent) {
    std::string lines;
    std::string line;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find(' ', begin), text.size());
        const auto word = text.substr(begin, end - begin);
        if (!line.empty() && letters_of(line) + 1 + letters_of(word) > terminal_columns) {
            lines += line + "\n";
            line = indent + word;
        } else {
            line += (line.empty() || line == indent ? "" : " ") + word;
        }
        begin = end + 1;
    }
    return lines + line + "\n";
}

std::string rule() {
    return fmt::format("\n{:─<{}}\n", "", terminal_columns);
}

std::string rule_and_title(const std::string& title) {
    return rule() + wrapped(title);
}

}  // namespace mixite
