#include "publication/vacancy_chains.hpp"

#include <algorithm>

#include "publication/table_columns.hpp"

namespace mixite {
namespace {

std::string cause_name(const RunReader& run, std::size_t cause) {
    for (const auto& enumeration : run.enumerations()) {
        if (enumeration.name == "vacancy_cause" && cause < enumeration.members.size()) {
            return enumeration.members[cause];
        }
    }
    return std::to_string(cause);
}

}  // namespace

std::vector<ChainSummary> chain_summaries(const RunReader& run, const std::string& scenario) {
    std::vector<ChainSummary> summaries;
    if (!run.has_events(scenario, "chains")) {
        return summaries;
    }
    const auto table = run.events(scenario, "chains");
    const auto causes = whole_numbers(table, "cause");
    const auto lengths = whole_numbers(table, "length");
    const auto last = causes.empty() ? -1 : *std::max_element(causes.begin(), causes.end());
    for (std::int64_t cause = 0; cause <= last; ++cause) {
        ChainSummary summary{.scenario = scenario,
                             .cause = cause_name(run, static_cast<std::size_t>(cause))};
        double count = 0.0;
        for (std::size_t i = 0; i < causes.size(); ++i) {
            if (causes[i] == cause && lengths[i] > 0) {
                count += 1.0;
                summary.mean_length += static_cast<double>(lengths[i]);
                summary.share_by_length[static_cast<std::size_t>(
                    std::min<std::int64_t>(lengths[i], 4) - 1)] += 1.0;
            }
        }
        if (count > 0.0) {
            summary.chains = count / run.replications();
            summary.mean_length /= count;
            for (auto& share : summary.share_by_length) {
                share /= count;
            }
            summaries.push_back(summary);
        }
    }
    return summaries;
}

}  // namespace mixite
