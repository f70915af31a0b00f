#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "observation/run_reader.hpp"
#include "publication/lease_records.hpp"

namespace mixite {

/// The yearly review of the CIA for the page: for "agglomeration", "landlord", "holder", "commune",
/// by position on the axis of that name (the agglomeration: one), calendar year after calendar year
/// as in `dates` (the last month of each): leases outside QPV; of these, of the first quartile; of
/// the first quartile or counted with it; short of the share; leases in QPV; of these, of the other
/// quartiles; short of the share. Without an axis, its part is left out.
nlohmann::ordered_json review_json(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<LeaseRecord>& leases,
                                   const std::vector<Month>& dates);

/// Each account of each quota, means of the replications, year after year as in `dates`: leases of
/// its base; of these, to its group; the gap; the share of the replications with a gap; vacancies
/// whose list it changed, for which it was lifted; leases substituted; owed. Empty of a run without
/// the table.
nlohmann::ordered_json quotas_json(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<Month>& dates);

}  // namespace mixite
