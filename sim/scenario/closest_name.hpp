#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mixite {

/// The candidate that `name` most likely stands for: the fewest letters changed, added, left out or
/// swapped, at most a third of its length and at least one; the first of equals. Nothing if none is
/// near.
std::optional<std::string> closest_name(std::string_view name,
                                        const std::vector<std::string>& candidates);

/// "did you mean 'candidates'?", of the closest; empty if none is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// The same, or "one of: …", of all, if none is near.
std::string suggested_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace mixite
