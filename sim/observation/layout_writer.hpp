#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "observation/hdf5_file.hpp"
#include "observation/run_description.hpp"

namespace mixite {

/// Writes the parts that every group of the layout is made of.
class LayoutWriter {
  public:
    explicit LayoutWriter(Hdf5File& file) : file_(file) {}

    void write_enumerations(const std::vector<Enumeration>& enumerations);
    /// A scale that counts 0, 1, 2 …
    void write_count_scale(const std::string& group,
                           const std::string& name,
                           std::size_t count,
                           const std::string& long_name);
    void write_axis(const std::string& group, const Axis& axis);
    /// The first of each month, as CF time.
    void write_months(const std::string& group, const MonthRange& months, Month epoch);
    void write_facts(const std::string& path, const Facts& facts);
    /// A group with the table's columns over a scale of their own.
    void write_table(const std::string& parent, const Table& table);
    /// A group with columns without rows yet, and the replication of each row.
    void create_event_table(const std::string& parent, const Table& table);
    void append_events(const std::string& parent, int replication, const Table& table);

  private:
    void write_labels(const std::string& group,
                      const std::string& axis,
                      const char* kind,
                      const std::vector<std::string>& labels);
    template <class T>
    void write_column(const std::string& group,
                      const TableColumn& column,
                      const std::vector<T>& values);
    template <class T>
    void create_growing(const std::string& path, const std::string& enum_type);
    void create_event_column(const std::string& group,
                             const std::string& row,
                             const TableColumn& column);
    void describe_column(const std::string& group,
                         const std::string& row,
                         const TableColumn& column);
    [[nodiscard]] const std::vector<std::string>& members_of(const std::string& enumeration) const;
    static std::string enum_path(const std::string& name);

    Hdf5File& file_;
    std::vector<Enumeration> enumerations_;
};

}  // namespace mixite
