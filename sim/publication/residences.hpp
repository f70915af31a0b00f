#pragma once

#include <array>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// Of the enumeration residence of the file, in its order.
inline constexpr std::size_t residences = 8;

/// Where did they go? Households of the first quartile (frozen threshold) that the run's first
/// scenario housed in a QPV, so many months after that lease, under one scenario.
struct Residences {
    std::string scenario;
    std::string qpv_code;
    std::string qpv_name;
    int months_later = 0;
    double households = 0.0;  ///< a replication, mean
    std::array<double, residences> shares{};
    double waiting = 0.0;  ///< share with an open request, wherever they live
};

/// By QPV and months later. Nothing if the run left the table out.
std::vector<Residences> residences_of(const RunReader& run, const std::string& scenario);

}  // namespace mixite
