#include "publication/report_summaries.hpp"

#include <algorithm>

#include "observation/result_schema.hpp"
#include "publication/packed_numbers.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

Json steps_json(const std::vector<double>& values) {
    const auto packed = packed_steps(values);
    return {{"step", packed.step}, {"base64", packed.base64}};
}

Json range_json(const std::vector<double>& values) {
    const auto packed = packed_range(values);
    return {{"offset", packed.offset}, {"step", packed.step}, {"base64", packed.base64}};
}

/// Steps of differences have no offset: none stays none.
Json differences_json(const std::vector<double>& means, MeansAs as) {
    return as == MeansAs::steps ? steps_json(means) : Json(packed_floats(means));
}

Json levels_json(const std::vector<double>& means, MeansAs as) {
    return as == MeansAs::steps ? range_json(means) : Json(packed_floats(means));
}

Json spread_json(const std::vector<Spread>& points,
                 MeansAs means,
                 Json (*means_json)(const std::vector<double>&, MeansAs)) {
    std::vector<double> mean;
    std::vector<double> half;
    std::vector<double> low;
    std::vector<double> high;
    for (const auto& point : points) {
        mean.push_back(point.mean);
        half.push_back(point.mean_interval ? point.mean_interval->high - point.mean : unmeasured);
        low.push_back(point.one_future ? point.one_future->low - point.mean : unmeasured);
        high.push_back(point.one_future ? point.one_future->high - point.mean : unmeasured);
    }
    Json json{{"mean", means_json(mean, means)}};
    if (std::any_of(points.begin(), points.end(), [](const auto& p) { return p.mean_interval; })) {
        json["half"] = steps_json(half);
    }
    if (std::any_of(points.begin(), points.end(), [](const auto& p) { return p.one_future; })) {
        json["low"] = steps_json(low);
        json["high"] = steps_json(high);
    }
    return json;
}

}  // namespace

void Summaries::add(const std::vector<double>& values, const std::vector<double>* baseline) {
    levels_.push_back(spread_of(values, of_levels_));
    if (baseline != nullptr) {
        differences_.push_back(spread_of_differences(*baseline, values, of_differences_));
    }
}

nlohmann::ordered_json Summaries::json(MeansAs means) const {
    Json json{{"level", spread_json(levels_, means, levels_json)}};
    if (!differences_.empty()) {
        json["difference"] = spread_json(differences_, means, differences_json);
    }
    return json;
}

}  // namespace mixite
