#include "scenario/closest_name.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mixite {

namespace {

/// Damerau-Levenshtein distance, adjacent letters swapped at most once.
std::size_t letters_apart(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::optional<std::string> closest_name(std::string_view name,
                                        const std::vector<std::string>& candidates) {
    auto fewest = std::max<std::size_t>(1, name.size() / 3) + 1;
    std::optional<std::string> closest;
    for (const auto& candidate : candidates) {
        const auto apart = letters_apart(name, candidate);
        if (apart < fewest) {
            fewest = apart;
            closest = candidate;
        }
    }
    return closest;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
    const auto closest = closest_name(name, candidates);
    return closest ? fmt::format("did you mean '{}'?", *closest) : std::string{};
}

std::string suggested_name(std::string_view name, const std::vector<std::string>& candidates) {
    const auto near = did_you_mean(name, candidates);
    return near.empty() && !candidates.empty()
               ? fmt::format("one of: {}", fmt::join(candidates, ", "))
               : near;
}

}  // namespace mixite
