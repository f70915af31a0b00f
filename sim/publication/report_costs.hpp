#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "publication/compared_measures.hpp"

namespace mixite {

/// A scenario and what it is compared with; the baseline with nothing.
struct Compared {
    ScenarioValues* values;
    ScenarioValues* baseline;
};

/// Amounts from the fork to each date: "rent_lost", "rent_lost_in_qpv", "allowance", "programme";
/// and "rent_mass", the rents of tenants a month at each date by landlord. Without its indicator,
/// an amount is left out.
nlohmann::ordered_json costs_json(const Compared& compared, const std::vector<Month>& dates);

/// By commune, date after date: social dwellings, households, and the mean over the calendar year's
/// months of the open requests that name it first, means of the replications. Null without them.
nlohmann::ordered_json communes_json(ScenarioValues& scenario, const std::vector<Month>& dates);

/// By class of need (position in the file's enumeration), year after year as in `dates`:
/// request-months and those housed, transfers left out, means of the replications. Null without the
/// table.
nlohmann::ordered_json tension_json(const RunReader& run,
                                    const std::string& scenario,
                                    const std::vector<Month>& dates);

}  // namespace mixite
