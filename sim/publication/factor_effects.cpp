#include "publication/factor_effects.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <Eigen/QR>
#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "observation/scenario_names.hpp"
#include "publication/compared_measures.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"

namespace mixite {
namespace {

/// One column of the plane: a factor, and what a step of it is.
struct Step {
    std::string factor;
    std::string from;
    std::string to;
};

/// The plane that is fitted: in each point a one, then each factor from 0 at its least value to 1
/// at its greatest or, of a factor that is no number, a 1 for each of its values but the first.
struct Plane {
    Eigen::MatrixXd terms;  ///< points × (1 + steps)
    std::vector<Step> steps;
};

bool is_text(const TableColumn& column) {
    return std::holds_alternative<std::vector<std::string>>(column.values);
}

/// The factors' columns: those after the point's number and its scenario.
std::span<const TableColumn> factor_columns(const Design& design) {
    return std::span(design.table.columns).subspan(2);
}

FactorValues factor_values(const Table& table, const TableColumn& column) {
    FactorValues factor{.key = column.name, .unit = column.unit};
    if (is_text(column)) {
        factor.values = texts(table, column.name);
        return factor;
    }
    for (const auto value : std::get<std::vector<float>>(column.values)) {
        factor.values.push_back(fmt::format("{:g}", value));
    }
    return factor;
}

std::vector<FactorValues> factors_of(const Design& design) {
    std::vector<FactorValues> factors;
    for (const auto& column : factor_columns(design)) {
        factors.push_back(factor_values(design.table, column));
    }
    return factors;
}

void add_column(Plane& plane, Step step, const std::vector<double>& values) {
    const auto last = plane.terms.cols();
    plane.terms.conservativeResize(Eigen::NoChange, last + 1);
    plane.terms.col(last) =
        Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
    plane.steps.push_back(std::move(step));
}

void add_number(Plane& plane, const Table& table, const FactorValues& factor) {
    auto values = decimals(table, factor.key);
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    const double low = *least;
    const double range = *greatest - low;
    Step step{factor.key,
              factor.values[static_cast<std::size_t>(least - values.begin())],
              factor.values[static_cast<std::size_t>(greatest - values.begin())]};
    for (auto& value : values) {
        value = range > 0.0 ? (value - low) / range : 0.0;
    }
    add_column(plane, std::move(step), values);
}

void add_text(Plane& plane, const FactorValues& factor) {
    std::vector<std::string> levels;
    for (const auto& value : factor.values) {
        if (std::find(levels.begin(), levels.end(), value) == levels.end()) {
            levels.push_back(value);
        }
    }
    for (std::size_t level = 1; level < levels.size(); ++level) {
        std::vector<double> is_level;
        is_level.reserve(factor.values.size());
        for (const auto& value : factor.values) {
            is_level.push_back(value == levels[level] ? 1.0 : 0.0);
        }
        add_column(plane, {factor.key, levels.front(), levels[level]}, is_level);
    }
}

Plane plane_of(const Design& design, const std::vector<FactorValues>& factors) {
    const auto points = static_cast<Eigen::Index>(factors.front().values.size());
    Plane plane{.terms = Eigen::MatrixXd::Ones(points, 1)};
    const auto columns = factor_columns(design);
    for (std::size_t f = 0; f < factors.size(); ++f) {
        if (is_text(columns[f])) {
            add_text(plane, factors[f]);
        } else {
            add_number(plane, design.table, factors[f]);
        }
    }
    return plane;
}

using Fit = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

void require_all_points(const RunReader& run, const Design& design) {
    const auto here = row_count(design.table.columns.front());
    if (here < static_cast<std::size_t>(design.points)) {
        throw WrongRequest(
            fmt::format("{}: it holds {} of the {} points of its design, whose factors only all of "
                        "them tell (mixite merge joins them)",
                        run.path().string(),
                        here,
                        design.points));
    }
}

std::string untold_steps(const Plane& plane, const Fit& fit) {
    return fit.rank() == plane.terms.cols()
               ? ""
               : fmt::format(
                     "{} points do not tell the {} steps of the factors apart: give the design "
                     "more points, or combine the levels",
                     plane.terms.rows(),
                     plane.steps.size());
}

void require_told_apart(const RunReader& run, const Plane& plane, const Fit& fit) {
    if (const auto problem = untold_steps(plane, fit); !problem.empty()) {
        throw WrongRequest(fmt::format("{}: {}", run.path().string(), problem));
    }
}

double explained_share(const Eigen::VectorXd& means, const Eigen::VectorXd& fitted) {
    const double variance = (means.array() - means.mean()).square().sum();
    const double left = (means - fitted).squaredNorm();
    return variance > 0.0 ? 1.0 - left / variance : std::numeric_limits<double>::quiet_NaN();
}

Reading reading_of(const Spread& effect) {
    if (!std::isfinite(effect.mean)) {
        return Reading::not_measured;
    }
    if (!effect.mean_interval) {
        return Reading::no_interval;
    }
    const auto [low, high] = *effect.mean_interval;
    return high < 0.0 ? Reading::lower : low > 0.0 ? Reading::higher : Reading::not_distinguishable;
}

/// `differences`: of each point, by replication. Replications in which a point has no value are
/// left out.
void fit_plane(PointsResult& result,
               const Plane& plane,
               const Fit& fit,
               const std::vector<std::vector<double>>& differences) {
    std::vector<std::size_t> whole;
    for (std::size_t r = 0; r < differences.front().size(); ++r) {
        if (std::all_of(differences.begin(), differences.end(), [&](const auto& point) {
                return std::isfinite(point[r]);
            })) {
            whole.push_back(r);
        }
    }
    if (whole.empty()) {
        return;
    }
    Eigen::MatrixXd values(plane.terms.rows(), static_cast<Eigen::Index>(whole.size()));
    for (Eigen::Index p = 0; p < values.rows(); ++p) {
        for (Eigen::Index r = 0; r < values.cols(); ++r) {
            values(p, r) =
                differences[static_cast<std::size_t>(p)][whole[static_cast<std::size_t>(r)]];
        }
    }
    const Eigen::MatrixXd slopes = fit.solve(values);
    for (std::size_t s = 0; s < plane.steps.size(); ++s) {
        const Eigen::VectorXd of_step = slopes.row(static_cast<Eigen::Index>(s) + 1);
        const auto effect =
            spread_of({of_step.data(), of_step.data() + of_step.size()}, Told::mean_interval);
        const auto& step = plane.steps[s];
        result.effects.push_back({step.factor, step.from, step.to, effect, reading_of(effect)});
    }
    const Eigen::VectorXd means = values.rowwise().mean();
    result.explained = explained_share(means, plane.terms * slopes.rowwise().mean());
}

/// The scenarios of the points in one monde, and the baseline in it.
struct InMonde {
    std::string monde;
    ScenarioValues baseline;
    std::vector<ScenarioValues> points;
};

std::string in_monde(const std::string& scenario, const std::string& monde) {
    return monde.empty() ? scenario : scenario + "@" + monde;
}

InMonde scenarios_in(const RunReader& run,
                     const std::string& baseline,
                     const std::vector<std::string>& points,
                     const std::string& monde) {
    InMonde all{.monde = monde, .baseline = ScenarioValues(run, in_monde(baseline, monde))};
    all.points.reserve(points.size());
    for (const auto& point : points) {
        const auto name = in_monde(point, monde);
        const auto& here = run.scenarios();
        if (std::find(here.begin(), here.end(), name) == here.end()) {
            throw WrongRequest(fmt::format(
                "{}: the scenario '{}' of its design is not there", run.path().string(), name));
        }
        all.points.emplace_back(run, name);
    }
    return all;
}

PointsResult result_of(InMonde& scenarios,
                       const Measure& measure,
                       Month at,
                       std::size_t zone,
                       const Plane& plane,
                       const Fit& fit) {
    PointsResult result{.monde = scenarios.monde,
                        .measure = std::string(measure.id),
                        .label = std::string(measure.label),
                        .unit = std::string(measure.unit)};
    const auto before = measure_values(scenarios.baseline, measure, at, zone);
    std::vector<std::vector<double>> differences;
    for (auto& point : scenarios.points) {
        auto values = measure_values(point, measure, at, zone);
        result.points.push_back(paired_difference(before, values));
        std::transform(
            values.begin(), values.end(), before.begin(), values.begin(), std::minus<>());
        differences.push_back(std::move(values));
    }
    fit_plane(result, plane, fit, differences);
    return result;
}

void add_results(FactorEffects& effects, InMonde& scenarios, const Plane& plane, const Fit& fit) {
    const auto& run = scenarios.baseline.run();
    for (const auto& measure : compared_measures()) {
        if (!is_held(measure, run)) {
            continue;
        }
        const bool by_qpv = measure.measured_for == MeasuredFor::each_qpv;
        for (const auto zone : by_qpv ? qpv_positions(run) : std::vector<std::size_t>{0}) {
            auto result = result_of(scenarios, measure, effects.at, zone, plane, fit);
            result.qpv_code = by_qpv ? axis_of(run, "zone").codes[zone] : "";
            result.qpv_name = by_qpv ? axis_of(run, "zone").names[zone] : "";
            effects.results.push_back(std::move(result));
        }
    }
}

}  // namespace

std::string not_told_apart(const Design& design) {
    const auto plane = plane_of(design, factors_of(design));
    return untold_steps(plane, Fit(plane.terms));
}

FactorEffects factor_effects(const RunReader& run, const std::string& baseline) {
    const auto design = run.design();
    const auto& table = design.table;
    EXPECT(!table.columns.empty(), "{} was made to no design", run.path().string());
    require_all_points(run, design);
    FactorEffects effects{.title = run.title(),
                          .baseline = baseline_of(run, baseline),
                          .at = run.months().at(run.months().count - 1),
                          .replications = run.replications(),
                          .points = texts(table, "scenario"),
                          .factors = factors_of(design)};
    const auto plane = plane_of(design, effects.factors);
    const Fit fit(plane.terms);
    require_told_apart(run, plane, fit);
    for (const auto& scenario : run.scenarios()) {
        if (scenario_of(scenario) == effects.points.front()) {
            effects.legal_status = run.scenario(scenario).legal_status;
        }
        if (scenario_of(scenario) == effects.baseline) {
            auto scenarios = scenarios_in(
                run, effects.baseline, effects.points, std::string(monde_of(scenario)));
            add_results(effects, scenarios, plane, fit);
        }
    }
    return effects;
}

}  // namespace mixite
