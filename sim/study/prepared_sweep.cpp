#include "study/prepared_sweep.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "study/recorded_run.hpp"

namespace mixite {
namespace {

/// As if it stood beside the scenario that it extends.
std::filesystem::path file_of(const SweepDesign& design, int point, int of) {
    return design.scenario.parent_path() / (point_name(point, of) + ".toml");
}

/// The factor that a problem is of, or the design as a whole.
Diagnostic place_of(const Diagnostic& problem, const SweepDesign& design) {
    const auto factor =
        std::find_if(design.factors.begin(), design.factors.end(), [&](const Factor& candidate) {
            return candidate.key == problem.key;
        });
    return factor == design.factors.end()
               ? Diagnostic{.file = design.file.string(), .key = problem.key}
               : factor->at;
}

/// A problem of points' scenarios, the first of them named, where the design gives the value.
Diagnostic in_design(const Diagnostic& problem,
                     const SweepDesign& design,
                     const std::vector<int>& of_points,
                     const std::vector<TomlValue>& first) {
    auto told = place_of(problem, design);
    const auto others =
        of_points.size() == 1 ? "" : fmt::format(" and {} more", of_points.size() - 1);
    told.problem = fmt::format("point {} ({}){}: {}",
                               of_points.front(),
                               values_text(design, first),
                               others,
                               problem.problem);
    told.reason = problem.reason;
    told.suggestion = problem.suggestion;
    return told;
}

/// What is wrong alike with several points is told once.
ScenarioError in_design(const ScenarioError& error,
                        const SweepDesign& design,
                        const std::vector<std::vector<TomlValue>>& points) {
    const auto of = static_cast<int>(points.size());
    std::map<std::string, int> point_of_file;
    for (int point = 1; point <= of; ++point) {
        point_of_file[file_of(design, point, of).string()] = point;
    }
    std::vector<Diagnostic> told;
    std::vector<std::pair<Diagnostic, std::vector<int>>> of_points;
    std::map<std::pair<std::string, std::string>, std::size_t> known;
    for (const auto& problem : error.diagnostics()) {
        const auto point = point_of_file.find(problem.file);
        if (point == point_of_file.end()) {
            told.push_back(problem);
            continue;
        }
        const auto [at, is_new] =
            known.emplace(std::pair{problem.key, problem.problem}, of_points.size());
        if (is_new) {
            of_points.emplace_back(problem, std::vector<int>{});
        }
        of_points[at->second].second.push_back(point->second);
    }
    for (const auto& [problem, alike] : of_points) {
        told.push_back(
            in_design(problem, design, alike, points[static_cast<std::size_t>(alike.front() - 1)]));
    }
    return ScenarioError(std::move(told));
}

/// Before the points, each of which would miss it too.
void require_scenarios(const SweepDesign& design) {
    std::vector<Diagnostic> missing;
    const auto require = [&](const std::filesystem::path& file, const Diagnostic& at) {
        if (!std::filesystem::is_regular_file(file)) {
            missing.push_back(at);
            missing.back().problem = fmt::format("no such file: {}", file.string());
            missing.back().reason = "a path is relative to the design";
            missing.back().suggestion = missing_file(file).suggestion;
        }
    };
    require(design.scenario, design.scenario_at);
    if (design.baseline != design.scenario) {
        require(design.baseline, design.baseline_at);
    }
    if (!missing.empty()) {
        throw MissingInput(std::move(missing));
    }
}

TableColumn factor_column(const Factor& factor,
                          std::size_t position,
                          const std::vector<std::vector<TomlValue>>& points) {
    TableColumn column{.name = factor.key,
                       .unit = factor.definition->unit,
                       .long_name = factor.definition->documentation};
    if (is_one_number(factor.definition->type)) {
        std::vector<float> numbers;
        numbers.reserve(points.size());
        for (const auto& point : points) {
            numbers.push_back(static_cast<float>(number_of(point[position])));
        }
        column.values = std::move(numbers);
    } else {
        column.unit.clear();
        std::vector<std::string> texts;
        texts.reserve(points.size());
        for (const auto& point : points) {
            const auto& value = point[position];
            texts.push_back(value.text() != nullptr ? *value.text()
                                                    : canonical_text(*factor.definition, value));
        }
        column.values = std::move(texts);
    }
    return column;
}

Design design_table(const SweepDesign& design, const std::vector<std::vector<TomlValue>>& points) {
    const auto of = static_cast<int>(points.size());
    std::vector<std::int32_t> numbers;
    std::vector<std::string> names;
    for (int point = 1; point <= of; ++point) {
        numbers.push_back(point);
        names.push_back(point_name(point, of));
    }
    Design described{.source_toml = design.source_toml,
                     .points = of,
                     .table = {.name = "points",
                               .row = "row",
                               .columns = {{"point", "1", "number of the point", numbers},
                                           {"scenario", "", "its scenario", names}}}};
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
        described.table.columns.push_back(factor_column(design.factors[f], f, points));
    }
    return described;
}

}  // namespace

PreparedSweep prepare_sweep(const std::filesystem::path& design,
                            const std::filesystem::path& territory) {
    PreparedSweep sweep{.design = read_design(design)};
    require_scenarios(sweep.design);
    const auto points = points_of(sweep.design);
    sweep.points = static_cast<int>(points.size());
    RunRequest request{.scenarios = {sweep.design.baseline},
                       .territory = territory,
                       .all_mondes = sweep.design.mondes,
                       .replications = sweep.design.replications,
                       .seed = sweep.design.seed,
                       .until = sweep.design.until,
                       .parameters = sweep.design.draw_parameters ? ParameterValues::drawn
                                                                  : ParameterValues::as_given};
    for (int point = 1; point <= sweep.points; ++point) {
        const auto file = file_of(sweep.design, point, sweep.points);
        request.scenarios.push_back(file);
        request.texts[file] =
            point_toml(sweep.design, point, points[static_cast<std::size_t>(point - 1)]);
    }
    try {
        sweep.run = prepare(request);
    } catch (const ScenarioError& error) {
        throw in_design(error, sweep.design, points);
    }
    sweep.strategies = sweep.run.experiment.strategies;
    sweep.mondes = sweep.run.experiment.starts.size();
    sweep.description = describe_run(sweep.run);
    sweep.description.design = design_table(sweep.design, points);
    return sweep;
}

}  // namespace mixite
