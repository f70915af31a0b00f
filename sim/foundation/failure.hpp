#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace mixite {

/// One mistake of a user's file: where it stands, what is wrong, why that matters, what to do.
/// Lines and columns count from 1; 0 is unknown. `source_line` is quoted under the message.
struct Diagnostic {
    std::string file;
    int line = 0;
    int column = 0;
    std::string key;
    std::string problem;
    std::string reason;
    std::string suggestion;
    std::string source_line;
};

/// `file:line:column: error: problem (reason)`, then the quoted line and the suggestion, as
/// compilers do.
std::string to_string(const Diagnostic& diagnostic);
/// The same of what is no mistake: `note` in place of `error`.
std::string note_text(const Diagnostic& diagnostic);
/// At most `most` diagnostics, then "and N more", then the count.
std::string to_string(const std::vector<Diagnostic>& diagnostics, std::size_t most = 20);

/// The user's files are wrong: carries every mistake found, never only the first.
class DiagnosedError : public std::runtime_error {
  public:
    explicit DiagnosedError(std::vector<Diagnostic> diagnostics)
        : std::runtime_error(to_string(diagnostics)), diagnostics_(std::move(diagnostics)) {}
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  private:
    std::vector<Diagnostic> diagnostics_;
};

/// A scenario is wrong (exit code 78).
class ScenarioError : public DiagnosedError {
    using DiagnosedError::DiagnosedError;
};

/// An input table is wrong (exit code 65).
class DataError : public DiagnosedError {
    using DiagnosedError::DiagnosedError;
};

/// An input file is not there or cannot be opened (exit code 66).
class MissingInput : public DiagnosedError {
    using DiagnosedError::DiagnosedError;
};

/// A result file cannot be written or read: path, operation and the library's words (exit code 74).
class OutputError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The output is there already and was not to be overwritten (exit code 73).
class OutputExists : public OutputError {
    using OutputError::OutputError;
};

/// The command asks for what is not there, as a scenario that the file does not hold (exit code
/// 64).
class WrongRequest : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The user interrupted the run (exit code 130).
class Interrupted : public std::runtime_error {
  public:
    Interrupted() : Interrupted("interrupted; nothing was written") {}
    using std::runtime_error::runtime_error;
};

/// A law of the model does not hold: our bug, never the user's (exit code 70).
class InvariantViolation : public std::logic_error {
    using std::logic_error::logic_error;
};

namespace detail {
[[noreturn]] inline void violated(
    const char* kind, const char* law, const char* file, int line, const std::string& values) {
    throw InvariantViolation(
        fmt::format("{}:{}: {} '{}' does not hold: {}", file, line, kind, law, values));
}
}  // namespace detail

}  // namespace mixite

/// A precondition, checked always: EXPECT(count > 0, "count = {}", count).
#define EXPECT(condition, ...)                                                               \
    do {                                                                                     \
        if (!(condition)) [[unlikely]] {                                                     \
            ::mixite::detail::violated(                                                      \
                "precondition", #condition, __FILE__, __LINE__, ::fmt::format(__VA_ARGS__)); \
        }                                                                                    \
    } while (false)

/// A law that holds after the fact, checked always.
#define ENSURE(condition, ...)                                                      \
    do {                                                                            \
        if (!(condition)) [[unlikely]] {                                            \
            ::mixite::detail::violated(                                             \
                "law", #condition, __FILE__, __LINE__, ::fmt::format(__VA_ARGS__)); \
        }                                                                           \
    } while (false)
