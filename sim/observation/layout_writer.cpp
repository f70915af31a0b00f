#include "observation/layout_writer.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>

#include "foundation/failure.hpp"
#include "observation/result_schema.hpp"

namespace mixite {
namespace {

/// Rows of a table's column that are compressed together.
constexpr std::uint64_t rows_per_chunk = 8192;

template <class T>
std::span<const T> view(const std::vector<T>& values) {
    return values;
}

}  // namespace

void LayoutWriter::write_enumerations(const std::vector<Enumeration>& enumerations) {
    for (const auto& enumeration : enumerations) {
        file_.commit_enum(enum_path(enumeration.name), enumeration.members);
    }
    enumerations_ = enumerations;
}

void LayoutWriter::write_count_scale(const std::string& group,
                                     const std::string& name,
                                     std::size_t count,
                                     const std::string& long_name) {
    std::vector<std::int32_t> positions(count);
    std::iota(positions.begin(), positions.end(), 0);
    const auto path = group + "/" + name;
    file_.write_dataset<std::int32_t>(path, {count}, positions);
    file_.make_scale(path, name);
    file_.write_attribute(path, "long_name", long_name);
}

void LayoutWriter::write_axis(const std::string& group, const Axis& axis) {
    EXPECT(axis.codes.size() == axis.names.size(), "axis {}", axis.name);
    write_count_scale(group, axis.name, axis.codes.size(), axis.long_name);
    write_labels(group, axis.name, "code", axis.codes);
    write_labels(group, axis.name, "name", axis.names);
}

void LayoutWriter::write_months(const std::string& group, const MonthRange& months, Month epoch) {
    std::vector<std::int32_t> days(static_cast<std::size_t>(months.count));
    for (int i = 0; i < months.count; ++i) {
        days[static_cast<std::size_t>(i)] = days_since(year_of(epoch), months.at(i));
    }
    const auto path = group + "/month";
    file_.write_dataset<std::int32_t>(path, {days.size()}, days);
    file_.make_scale(path, "month");
    file_.write_attributes(path,
                           {{"units", time_unit(epoch)},
                            {"calendar", "proleptic_gregorian"},
                            {"standard_name", "time"},
                            {"long_name", "first day of the month"}});
}

void LayoutWriter::write_facts(const std::string& path, const Facts& facts) {
    std::vector<std::pair<std::string, AttributeValue>> attributes;
    for (const auto& [name, fact] : facts) {
        attributes.emplace_back(
            name, std::visit([](const auto& value) -> AttributeValue { return value; }, fact));
    }
    file_.write_attributes(path, attributes);
}

void LayoutWriter::write_table(const std::string& parent, const Table& table) {
    const auto group = parent + "/" + table.name;
    file_.create_group(group);
    const auto rows = table.columns.empty() ? 0 : row_count(table.columns.front());
    write_count_scale(group, table.row, rows, "position in the table");
    for (const auto& column : table.columns) {
        EXPECT(row_count(column) == rows,
               "{}/{}: {} rows of {}",
               table.name,
               column.name,
               row_count(column),
               rows);
        std::visit([&](const auto& values) { write_column(group, column, values); }, column.values);
        describe_column(group, table.row, column);
    }
}

void LayoutWriter::create_event_table(const std::string& parent, const Table& table) {
    const auto group = parent + "/" + table.name;
    file_.create_group(group);
    create_growing<std::int32_t>(group + "/" + table.row, "");
    file_.make_scale(group + "/" + table.row, table.row);
    file_.write_attribute(group + "/" + table.row, "long_name", "position in the table");
    const TableColumn replication{
        "replication", "1", "replication of the row", std::vector<std::int32_t>{}};
    create_event_column(group, table.row, replication);
    for (const auto& column : table.columns) {
        create_event_column(group, table.row, column);
    }
}

void LayoutWriter::append_events(const std::string& parent, int replication, const Table& table) {
    const auto group = parent + "/" + table.name;
    const auto rows = table.columns.empty() ? 0 : row_count(table.columns.front());
    if (rows == 0) {
        return;
    }
    std::vector<std::int32_t> positions(rows);
    std::iota(positions.begin(),
              positions.end(),
              static_cast<std::int32_t>(file_.extents(group + "/" + table.row).front()));
    file_.append_rows<std::int32_t>(group + "/" + table.row, positions);
    file_.append_rows<std::int32_t>(group + "/replication",
                                    std::vector<std::int32_t>(rows, replication));
    for (const auto& column : table.columns) {
        EXPECT(row_count(column) == rows, "{}/{}", table.name, column.name);
        std::visit(
            [&](const auto& values) { file_.append_rows(group + "/" + column.name, view(values)); },
            column.values);
    }
}

void LayoutWriter::write_labels(const std::string& group,
                                const std::string& axis,
                                const char* kind,
                                const std::vector<std::string>& labels) {
    const auto path = fmt::format("{}/{}_{}", group, axis, kind);
    file_.write_dataset<std::string>(path, {labels.size()}, labels);
    file_.attach_scales(path, {group + "/" + axis});
    file_.write_attribute(path, "long_name", fmt::format("{} of the {}", kind, axis));
}

template <class T>
void LayoutWriter::write_column(const std::string& group,
                                const TableColumn& column,
                                const std::vector<T>& values) {
    const auto path = group + "/" + column.name;
    DatasetLayout layout{.extents = {values.size()}};
    if (!std::is_same_v<T, std::string> && values.size() > rows_per_chunk) {
        layout.chunk = {rows_per_chunk};
    }
    layout.enum_type = column.enumeration.empty() ? "" : enum_path(column.enumeration);
    file_.create_dataset<T>(path, layout);
    if (!values.empty()) {
        file_.write_rows<T>(path, 0, values);
    }
}

template <class T>
void LayoutWriter::create_growing(const std::string& path, const std::string& enum_type) {
    file_.create_dataset<T>(path,
                            {.extents = {0},
                             .chunk = {rows_per_chunk},
                             .growth = DatasetLayout::Growth::first_dimension,
                             .enum_type = enum_type});
}

void LayoutWriter::create_event_column(const std::string& group,
                                       const std::string& row,
                                       const TableColumn& column) {
    const auto enum_type = column.enumeration.empty() ? "" : enum_path(column.enumeration);
    std::visit(
        [&](const auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            create_growing<T>(group + "/" + column.name, enum_type);
        },
        column.values);
    describe_column(group, row, column);
}

void LayoutWriter::describe_column(const std::string& group,
                                   const std::string& row,
                                   const TableColumn& column) {
    const auto path = group + "/" + column.name;
    file_.attach_scales(path, {group + "/" + row});
    std::vector<std::pair<std::string, AttributeValue>> attributes{{"long_name", column.long_name}};
    if (!column.unit.empty()) {
        attributes.emplace_back("units", column.unit);
    }
    if (!column.enumeration.empty()) {
        const auto& members = members_of(column.enumeration);
        std::vector<std::uint8_t> flags(members.size());
        std::iota(flags.begin(), flags.end(), std::uint8_t{0});
        attributes.emplace_back("flag_values", std::move(flags));
        attributes.emplace_back("flag_meanings", fmt::format("{}", fmt::join(members, " ")));
    }
    file_.write_attributes(path, attributes);
}

const std::vector<std::string>& LayoutWriter::members_of(const std::string& enumeration) const {
    const auto found = std::find_if(enumerations_.begin(),
                                    enumerations_.end(),
                                    [&](const Enumeration& e) { return e.name == enumeration; });
    EXPECT(found != enumerations_.end(), "no enumeration {}", enumeration);
    return found->members;
}

std::string LayoutWriter::enum_path(const std::string& name) {
    return "/" + name + "_t";
}

}  // namespace mixite
