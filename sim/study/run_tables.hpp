#pragma once

#include <vector>

#include "engine/simulation.hpp"
#include "observation/run_description.hpp"
#include "scenario/population_fit.hpp"
#include "world/world.hpp"

namespace mixite {

/// The names of the enumerations' values that the result file's tables use.
std::vector<Enumeration> enumerations();

/// Signed leases, ended chains and, if the trail is kept, offers: columns for the result file.
/// Entities by permanent key, zones and holders by position.
Table lease_table(const std::vector<Lease>& leases);
Table chain_table(const std::vector<Chain>& chains);
Table offer_table(const std::vector<Offer>& offers);

/// Zones, their links, the fit of the population, households and dwellings at month zero.
Table zone_table(const Territory& territory);
Table fit_table(const std::vector<FitLine>& fit);
Table household_table(const World& month_zero);
Table dwelling_table(const World& month_zero);

}  // namespace mixite
