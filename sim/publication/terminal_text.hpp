#pragma once

#include <cstddef>
#include <string>

namespace mixite {

/// The text, or its first letters and an ellipsis, `most` letters in all.
std::string shortened(const std::string& text, std::size_t most);
/// The words of a text, on lines that fit a terminal of 80 columns; further lines are indented.
std::string wrapped(const std::string& text, const std::string& indent = "");
/// A line across the terminal.
std::string rule();
std::string rule_and_title(const std::string& title);

}  // namespace mixite
