#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "foundation/calendar.hpp"

namespace mixite {

/// The values of one column. Enumerations are std::uint8_t and name their type.
using ColumnValues = std::variant<std::vector<std::uint8_t>,
                                  std::vector<std::int16_t>,
                                  std::vector<std::int32_t>,
                                  std::vector<std::int64_t>,
                                  std::vector<float>,
                                  std::vector<std::string>>;

struct TableColumn {
    std::string name;
    std::string unit;  ///< UDUNITS where it has one; "1" for counts and codes; empty for text.
    std::string long_name;
    ColumnValues values;
    /// The name of an enumeration of the run, or empty.
    std::string enumeration = {};
};

std::size_t row_count(const TableColumn& column);

/// Columns of equal length. `row` names one row: it is the dimension in the file.
struct Table {
    std::string name;
    std::string row;
    std::vector<TableColumn> columns;
    std::string file = {};  ///< that it was read from, for messages
};

/// The table with these of its rows, in this order. Throws std::out_of_range for a row that it
/// does not have.
Table chosen_rows(Table table, const std::vector<std::size_t>& rows);

/// Adds the rows of a table with the same columns.
void append(Table& table, const Table& more);

/// A list of things that indicators are given for: zones, QPV, quarters.
struct Axis {
    std::string name;
    std::string long_name;
    std::vector<std::string> codes;
    std::vector<std::string> names;
};

/// Names of the values 0, 1, 2 … of a column.
struct Enumeration {
    std::string name;
    std::vector<std::string> members;
};

/// What an indicator means. `axes` names the axes of its values within a month.
struct IndicatorDescription {
    std::string name;
    std::string unit;
    std::string long_name;
    std::string definition;
    std::vector<std::string> axes;
};

struct MonthRange {
    Month first;
    int count = 0;

    [[nodiscard]] Month at(int position) const { return first + position; }
    friend bool operator==(const MonthRange&, const MonthRange&) = default;
};

struct ParameterRow {
    std::string key;
    std::string value;
    std::string unit;
    std::string source;
    std::string source_fr;  ///< empty: not given
    std::string status;
    std::string origin;
    std::string legal_status;
    /// The range of what is not known better; not a number: none is given.
    float low = std::numeric_limits<float>::quiet_NaN();
    float high = std::numeric_limits<float>::quiet_NaN();
};

/// A file that was read. Without its path, which would tell where it was run.
struct InputRow {
    std::string name;
    std::string sha256;
    std::int64_t rows = 0;
    std::string producer;
    std::string licence;
    std::string vintage;
};

struct ScenarioDescription {
    std::string name;
    std::string title;
    std::string legal_status;
    std::string source_toml;
    std::string resolved_toml;
    std::vector<ParameterRow> parameters;
    /// Which of the run's histories it forks from.
    std::size_t history = 0;
    std::string title_en = {};
    std::string description = {};  ///< what the strategy does, in a few sentences
    std::string origin = {};       ///< where the strategy comes from
    std::string passage = {};      ///< of the contract, if there is one
    /// What was drawn of its behaviour, a row a replication; no columns: nothing was.
    Table drawn_parameters = {};
    /// The declared groups to which its grids give points: those that the enumeration of criteria
    /// calls group_1, group_2 …
    std::vector<std::string> grid_groups = {};
};

/// What a sweep varies, and in which of its points.
struct Design {
    std::string source_toml;
    int points = 0;  ///< of the whole design, here or not
    /// A row a point that is here: its number, from 1, the name of its scenario, and a column a
    /// factor. No columns: the run was made to no design.
    Table table = {};
};

/// A fact about how the run was made: a name and its value.
using Facts = std::vector<std::pair<std::string, std::variant<std::string, std::int64_t, double>>>;

/// Everything that is known before the first replication.
struct RunDescription {
    std::string title;
    int replications = 0;
    MonthRange history_months;
    MonthRange months;
    std::size_t histories = 1;
    /// Whether small cells must be masked wherever the run is published: its population is real.
    enum class Secrecy : std::uint8_t { none, statistical } secrecy = Secrecy::none;
    std::vector<Axis> axes;
    std::vector<Enumeration> enumerations;
    std::vector<IndicatorDescription> indicators;
    /// Tables that grow with the replications, empty here: leases, offers, chains. None under
    /// statistical secrecy.
    std::vector<Table> event_tables;
    std::vector<ScenarioDescription> scenarios;
    std::vector<InputRow> inputs;
    std::vector<Table> territory_tables;
    Facts build;
    Facts model;
    Design design = {};
};

/// What one replication of one scenario gave.
struct ReplicationRecord {
    /// Month after month, each month indicator after indicator, each indicator of its extent.
    std::vector<float> indicators;
    /// The tables of RunDescription::event_tables, in their order, with as many columns.
    std::vector<Table> events;
};

/// Values of an indicator in a month: the product of its axes' lengths.
std::size_t extent(const IndicatorDescription& indicator, const std::vector<Axis>& axes);
/// Values of all indicators in a month.
std::size_t values_a_month(const RunDescription& run);

}  // namespace mixite
