#pragma once

#include <string_view>

namespace mixite {

/// A scenario crossed with a monde is called scenario@monde in a run; the monde is empty without
/// one.
constexpr std::string_view scenario_of(std::string_view name) {
    return name.substr(0, name.find('@'));
}

constexpr std::string_view monde_of(std::string_view name) {
    const auto at = name.find('@');
    return at == std::string_view::npos ? std::string_view{} : name.substr(at + 1);
}

}  // namespace mixite
