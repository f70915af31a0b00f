#pragma once

#include <optional>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// The columns of one table of events of a scenario, as numbers.
class EventColumns {
  public:
    /// Precondition: the run has the table.
    EventColumns(const RunReader& run, const std::string& scenario, const std::string& table);

    [[nodiscard]] bool holds(const std::string& column) const;
    /// Both throw OutputError if there is no such column.
    [[nodiscard]] std::vector<std::int64_t> numbers(const std::string& column) const;
    /// The month of the scenarios in which each row happened; nothing for one before them.
    [[nodiscard]] std::vector<std::optional<Month>> months() const;

  private:
    [[nodiscard]] const TableColumn& column_of(const std::string& name) const;

    const RunReader* run_;
    Table table_;
};

}  // namespace mixite
