#include "foundation/failure.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace mixite {

namespace {

std::string told_as(std::string_view severity, const Diagnostic& d) {
    auto text = d.file;
    if (d.line > 0) {
        text += fmt::format(":{}", d.line);
    }
    if (d.line > 0 && d.column > 0) {
        text += fmt::format(":{}", d.column);
    }
    text += fmt::format("{}{}: {}", text.empty() ? "" : ": ", severity, d.problem);
    if (!d.reason.empty()) {
        text += fmt::format(" ({})", d.reason);
    }
    if (!d.source_line.empty() && d.line > 0) {
        const std::string pad(static_cast<std::size_t>(std::max(d.column - 1, 0)), ' ');
        text += fmt::format("\n{:>5} | {}\n      | {}^", d.line, d.source_line, pad);
        if (!d.suggestion.empty()) {
            text += " " + d.suggestion;
        }
    } else if (!d.suggestion.empty()) {
        text += "; " + d.suggestion;
    }
    return text;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
    return told_as("error", diagnostic);
}

std::string note_text(const Diagnostic& diagnostic) {
    return told_as("note", diagnostic);
}

std::string to_string(const std::vector<Diagnostic>& diagnostics, std::size_t most) {
    std::string text;
    const auto shown = std::min(most, diagnostics.size());
    for (std::size_t i = 0; i < shown; ++i) {
        text += to_string(diagnostics[i]) + "\n";
    }
    if (diagnostics.size() > shown) {
        text += fmt::format("and {} more\n", diagnostics.size() - shown);
    }
    return text + fmt::format("{} error{}; nothing was run",
                              diagnostics.size(),
                              diagnostics.size() == 1 ? "" : "s");
}

}  // namespace mixite
