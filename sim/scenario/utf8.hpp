#pragma once

#include <cstddef>
#include <string_view>

namespace mixite {

/// The length of the UTF-8 character at the start of the text, 0 if there is none (RFC 3629).
/// Precondition: the text is not empty.
std::size_t utf8_character_size(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace mixite
