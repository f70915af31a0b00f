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

/// A code that rules name a thing by, and what people call it; the second may be empty.
struct NamedCode {
    std::string code;
    std::string name;
};

/// "did you mean 'C1' (Grandville)?", of the code that is called so, whatever the case; else the
/// closest code, else that of the closest name; or "one of: …", of all, if none is near.
std::string suggested_code(std::string_view text, const std::vector<NamedCode>& known);

}  // namespace mixite
