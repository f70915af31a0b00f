#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "publication/statistical_secrecy.hpp"

namespace mixite {

/// An indicator over the axis of zones: at the end of the last month or, of a flow, summed over
/// months.
struct ZoneIndicator {
    /// Its name and long name say over how many months a flow is summed.
    IndicatorDescription description;
    std::string name_in_result;
    int months_summed = 1;  ///< ending with the last
};

/// The zones at the end of a run: every indicator over the axis of zones.
struct ZoneValues {
    struct OfScenario {
        std::string name;
        std::string legal_status;
        /// [indicator][zone]: mean over the replications; not a number where there is nothing to
        /// measure in any of them, or where one is masked.
        std::vector<std::vector<double>> means;
    };
    std::vector<std::string> codes;
    std::vector<std::string> names;
    std::vector<double> latitudes;
    std::vector<double> longitudes;
    std::vector<std::uint8_t> whole_communes;  ///< 1: the zone is a commune, not a part of one
    std::vector<ZoneIndicator> indicators;
    std::vector<OfScenario> scenarios;
};

ZoneValues zone_values(const PublishedValues& values);

}  // namespace mixite
