#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/failure.hpp"
#include "rules/allocation_policy.hpp"

namespace mixite {

enum class Status : std::uint8_t {
    official,
    contract,
    literature,
    derived,
    calibrated,
    assumption
};
inline constexpr std::array<std::string_view, 6> status_names{
    "official", "contract", "literature", "derived", "calibrated", "assumption"};

constexpr std::string_view to_string(Status status) {
    return status_names[static_cast<std::size_t>(status)];
}

/// One resolved value, as describe prints it and the result file stores it.
struct ResolvedParameter {
    std::string key;
    std::string from;  ///< month of its period; empty: from the start
    std::string value;
    std::string unit;
    Status status = Status::assumption;
    std::string source;
    std::string source_fr{};      ///< empty: not given
    std::optional<double> low{};  ///< range of what is not known better
    std::optional<double> high{};
};

enum class CodeKind : std::uint8_t { commune, zone, landlord, quota_scope };

/// What a rule expects of the territory: a code, or that the scope of the quota of that name holds
/// a zone; and where in the files it says so.
struct NamedPlace {
    CodeKind kind = CodeKind::zone;
    std::string code;
    Diagnostic at;
};

/// A strategy, resolved: everything that its file and those it extends say.
struct Scenario {
    std::string name;      ///< the stem of its file
    std::string title_fr;  ///< its name, unless its file gives one
    std::string title_en;
    std::string description;
    std::string origin;        ///< engagement, étude, projet existant, cadre cité, loi, méthode,
                               ///< témoin
    std::string legal_status;  ///< droit constant, dérogation préfectorale, projet de loi,
                               ///< contrefactuel hors droit; empty: not stated
    std::string passage;       ///< of the Contrat de Ville, if there is one
    std::string territory;     ///< folder, from where the scenario was read; empty: none given
    std::string root_file;     ///< the path of the file that the others extend
    std::string file;          ///< its path, as given
    std::string source_toml;
    std::string resolved_toml;  ///< says the same without the files that it extends
    Month fork;                 ///< first month that is its own
    Month until;                ///< last month
    PolicyTimeline timeline;
    std::vector<ResolvedParameter> parameters;
    /// By key, where the value that holds last is given: for problems that only the territory
    /// shows.
    std::map<std::string, Diagnostic, std::less<>> given;
    /// By the month from which it holds, where the last [[period]] from it is given.
    std::map<Month, Diagnostic> given_periods;
    std::vector<NamedPlace> places;
    /// Of all values in force before the fork: scenarios with equal ones share one history.
    std::string history_digest;
};

}  // namespace mixite
