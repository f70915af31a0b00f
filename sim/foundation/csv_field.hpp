#pragma once

#include <string>

namespace mixite {

/// A field of a CSV file, quoted where it must be.
std::string csv_field(const std::string& text);

}  // namespace mixite
