#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "publication/report_costs.hpp"

namespace mixite {

/// The ledger of each QPV, by its indicators: changes since the beginning, cause after cause at
/// each date; and "poor_households", what they lead to. Without its indicators, empty.
nlohmann::ordered_json ledgers_json(const Compared& compared, const std::vector<Month>& dates);

/// Who lives in the social stock of each QPV at each date, and who has come to it and left it since
/// the beginning, by the indicators that count them: class after class, each date by date. Empty
/// without these.
nlohmann::ordered_json occupancy_json(const Compared& compared, const std::vector<Month>& dates);

}  // namespace mixite
