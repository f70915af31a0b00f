#include "publication/report_sensitivity.hpp"

#include <algorithm>

#include "observation/scenario_names.hpp"
#include "publication/compared_measures.hpp"
#include "publication/run_places.hpp"
#include "publication/sensitivity.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

/// Nothing of the agglomeration's.
Json position_of_qpv(const RunReader& run, const std::string& code) {
    if (code.empty()) {
        return nullptr;
    }
    const auto& codes = axis_of(run, "qpv").codes;
    return std::find(codes.begin(), codes.end(), code) - codes.begin();
}

Json result_json(const RunReader& run, const UncertainResult& result, std::size_t scenario) {
    Json json{{"scenario", scenario},
              {"measure", result.measure},
              {"qpv", position_of_qpv(run, result.qpv_code)},
              {"replications", result.replications},
              {"below_zero", result.below_zero},
              {"above_zero", result.above_zero},
              {"dependences", Json::array()}};
    for (const auto& d : result.dependences) {
        if (d.beyond_chance) {
            json["dependences"].push_back(
                {d.parameter, d.in_lowest_third, d.in_highest_third, d.rank_correlation});
        }
    }
    return json;
}

}  // namespace

Json report_sensitivity(const RunReader& run, const std::vector<std::string>& scenarios) {
    if (run.drawn_parameter_count() == 0 || run.replications() < fewest_for_sensitivity) {
        return nullptr;
    }
    const auto found = sensitivity(run, std::string(scenario_of(scenarios.front())));
    Json json{{"parameters", found.parameters.size()},
              {"fewest", fewest_for_sensitivity},
              {"least_told",
               least_told_correlation(static_cast<std::size_t>(found.replications),
                                      found.parameters.size())},
              {"results", Json::array()}};
    for (const auto& result : found.results) {
        const auto scenario = std::find(scenarios.begin(), scenarios.end(), result.scenario);
        if (scenario != scenarios.end() && is_headline(result.measure)) {
            json["results"].push_back(
                result_json(run, result, static_cast<std::size_t>(scenario - scenarios.begin())));
        }
    }
    return json;
}

}  // namespace mixite
