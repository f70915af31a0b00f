#pragma once

#include <optional>
#include <string>

#include "observation/run_reader.hpp"

namespace mixite {

/// The first place at which two results differ.
struct FirstDifference {
    std::string part;      ///< "run", "territory", a history or the name of a scenario
    std::string month;     ///< empty: before the first
    int replication = -1;  ///< -1: of all
    std::string table;
    std::string entity;  ///< of the table: a key, a code, a position
    std::string field;
    std::string first;  ///< the value in the first file
    std::string second;
};

/// By time: what the runs are, month zero, the histories, then the scenarios month by month; within
/// a month the tables of events, which hold single households, before the indicators. Nothing if
/// all numbers and texts of both are the same.
std::optional<FirstDifference> first_difference(const RunReader& a, const RunReader& b);

/// One line a fact.
std::string difference_text(const FirstDifference& difference);

}  // namespace mixite
