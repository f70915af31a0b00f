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

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

std::string with_name(const NamedCode& known) {
    return known.name.empty() ? known.code : fmt::format("{} ({})", known.code, known.name);
}

std::string meant(const std::vector<NamedCode>& known,
                  const std::vector<std::string>& names,
                  const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name) - names.begin();
    const auto& found = known[static_cast<std::size_t>(at)];
    return fmt::format("did you mean '{}' ({})?", found.code, found.name);
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

std::string suggested_code(std::string_view text, const std::vector<NamedCode>& known) {
    std::vector<std::string> codes;
    std::vector<std::string> names;
    std::vector<std::string> both;
    codes.reserve(known.size());
    names.reserve(known.size());
    both.reserve(known.size());
    for (const auto& one : known) {
        codes.push_back(one.code);
        names.push_back(in_small_letters(one.name));
        both.push_back(with_name(one));
    }
    const auto name = in_small_letters(text);
    if (!name.empty() && std::find(names.begin(), names.end(), name) != names.end()) {
        return meant(known, names, name);
    }
    if (auto code = did_you_mean(text, codes); !code.empty()) {
        return code;
    }
    if (const auto near = closest_name(name, names); near && !near->empty()) {
        return meant(known, names, *near);
    }
    return known.empty() ? "" : fmt::format("one of: {}", fmt::join(both, ", "));
}

}  // namespace mixite
