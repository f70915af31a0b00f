#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// One replication of one scenario of a result, to be run once more.
struct ReplicationToTrace {
    std::string scenario;
    int replication = 0;
    std::filesystem::path territory;
};

/// Runs the replication again, from the resolved scenarios and the behaviour that the file holds
/// and the territory, and keeps the decision trail: leases, offers, decisions, ranked, points of
/// the scenario's own months. Throws DataError if a table of the territory is not the one that the
/// run read (SHA-256), OutputError if the numbers are not those of the file: it was written by
/// another version of the program; what reading scenarios and tables throws; Interrupted.
std::vector<Table> traced_replication(const RunReader& run,
                                      const ReplicationToTrace& wanted,
                                      const std::atomic<bool>& stop);

}  // namespace mixite
