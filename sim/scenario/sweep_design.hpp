#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/failure.hpp"
#include "scenario/key_table.hpp"

namespace mixite {

/// A key of the rules that a sweep varies from the fork on.
struct Factor {
    std::string key;
    const KeyDefinition* definition = nullptr;
    std::vector<TomlValue> levels;  ///< none: any value from `low` to `high`
    double low = 0.0;
    double high = 0.0;
    Diagnostic at;  ///< where the design says so
};

/// Which strategies a sweep runs: one scenario with other values of some keys in each point, beside
/// a baseline that is the same for all.
struct SweepDesign {
    std::filesystem::path file;
    std::string source_toml;
    std::string title_fr;
    std::string title_en;
    std::string legal_status;  ///< that every point claims
    std::filesystem::path scenario;
    std::filesystem::path baseline;
    Diagnostic scenario_at;  ///< where the design names them
    Diagnostic baseline_at;
    std::optional<Month> until;
    std::uint32_t replications = 1;
    std::uint64_t seed = 1;
    bool mondes = false;
    bool draw_parameters = false;
    std::vector<Factor> factors;
    /// Asked for; none: every combination of the levels.
    std::optional<int> points;
};

inline constexpr int most_points = 10'000;

/// Throws MissingInput if the file is not there, ScenarioError with every problem found.
SweepDesign read_design(const std::filesystem::path& path);

/// The values of the factors in each point, in the order of the factors. Every combination of the
/// levels, the last factor's changing fastest; or the first points of a Sobol sequence, which fill
/// the ranges evenly and in which more points only add to fewer.
std::vector<std::vector<TomlValue>> points_of(const SweepDesign& design);

/// Of a point, counted from 1, of so many: "p007".
std::string point_name(int point, int of);

/// "quotas.q1_hors_qpv.share = 0.25, commission.candidates = 3"
std::string values_text(const SweepDesign& design, const std::vector<TomlValue>& values);

/// The scenario of a point: a file that stands beside the scenario which it extends.
std::string point_toml(const SweepDesign& design, int point, const std::vector<TomlValue>& values);

}  // namespace mixite
