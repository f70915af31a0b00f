#pragma once

#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/failure.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/run_description.hpp"

namespace mixite {

/// The values of one indicator: [replication][month][position], the last over its axes, the last
/// axis fastest.
struct IndicatorValues {
    std::size_t replications = 0;
    std::size_t months = 0;
    std::size_t extent = 0;
    std::vector<float> values;

    [[nodiscard]] float at(std::size_t replication, std::size_t month, std::size_t position) const {
        return values[(replication * months + month) * extent + position];
    }
};

/// What to do with a result that was not finished.
enum class Unfinished : std::uint8_t { refuse, accept };

/// Reads a result file (FILE_FORMAT.md). Every function throws OutputError, naming the file, when
/// the file is not what the format says: missing, of another program or version, unfinished,
/// truncated, damaged. Several threads may use one reader at once, which lets one at a time at the
/// file.
class RunReader {
  public:
    explicit RunReader(const std::filesystem::path& path,
                       Unfinished unfinished = Unfinished::refuse);

    [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }
    [[nodiscard]] bool complete() const { return complete_; }
    /// Major and minor.
    [[nodiscard]] std::pair<int, int> schema_version() const { return version_; }
    [[nodiscard]] std::string title() const { return file()->text_attribute("/", "title"); }
    /// Whether small cells must be masked wherever the run is published. True of a file that does
    /// not say, which left its households out.
    [[nodiscard]] bool statistical_secrecy() const;
    [[nodiscard]] int replications() const { return replications_; }
    [[nodiscard]] MonthRange months() const { return months_; }
    [[nodiscard]] MonthRange history_months() const { return history_months_; }

    /// Names, in the order of the run.
    [[nodiscard]] const std::vector<std::string>& scenarios() const { return scenarios_; }
    [[nodiscard]] ScenarioDescription scenario(const std::string& name) const;
    /// Which of the run's histories the scenario forks from.
    [[nodiscard]] std::size_t history_of(const std::string& name) const;
    [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }
    [[nodiscard]] const std::vector<Enumeration>& enumerations() const { return enumerations_; }
    /// In the order of the run.
    [[nodiscard]] const std::vector<IndicatorDescription>& indicators() const {
        return indicators_;
    }
    [[nodiscard]] bool holds_indicator(std::string_view name) const;
    [[nodiscard]] IndicatorValues values(const std::string& scenario,
                                         const std::string& indicator) const;
    /// Over the months of the history from which the scenario forks.
    [[nodiscard]] IndicatorValues history_values(const std::string& scenario,
                                                 const std::string& indicator) const;

    /// Whether the scenario has "leases", "offers", "chains" …: secrecy and options leave tables
    /// out.
    [[nodiscard]] bool has_events(const std::string& scenario, const std::string& table) const;
    /// Its columns, `replication` first.
    [[nodiscard]] Table events(const std::string& scenario, const std::string& table) const;
    /// Those of its columns that are wanted and there.
    [[nodiscard]] Table events(const std::string& scenario,
                               const std::string& table,
                               std::span<const std::string_view> wanted) const;
    /// How many parameters of its first scenario's behaviour were drawn anew for each replication.
    [[nodiscard]] std::size_t drawn_parameter_count() const;
    /// The tables of a scenario that grow with the replications, in the order of the run.
    [[nodiscard]] std::vector<std::string> event_tables(const std::string& scenario) const;
    /// Without columns if the run was made to no design.
    [[nodiscard]] Design design() const;
    [[nodiscard]] std::vector<std::string> territory_tables() const;
    [[nodiscard]] bool has_territory_table(const std::string& table) const;
    [[nodiscard]] Table territory_table(const std::string& table) const;
    [[nodiscard]] std::vector<InputRow> inputs() const;

    /// "build", "model" or "execution".
    [[nodiscard]] Facts provenance(const std::string& part) const;

    /// As stored. A file is as it was written when it equals content_digest().
    [[nodiscard]] std::string digest() const { return file()->text_attribute("/", "digest"); }
    [[nodiscard]] std::string digest(const std::string& scenario) const;
    /// Of what one group of the file holds, as "/axes".
    [[nodiscard]] std::string digest_of(const std::string& group) const;
    /// Taken anew from all that the file holds.
    [[nodiscard]] std::string content_digest() const;

  private:
    /// The file, for one thread as long as this lives.
    class Access {
      public:
        explicit Access(const RunReader& reader) : turn_(reader.turns_), file_(&reader.file_) {}
        const Hdf5File* operator->() const { return file_; }
        const Hdf5File& operator*() const { return *file_; }

      private:
        std::lock_guard<std::recursive_mutex> turn_;
        const Hdf5File* file_;
    };
    [[nodiscard]] Access file() const { return Access(*this); }
    [[nodiscard]] OutputError failure(const std::string& problem) const;
    void require_supported() const;
    void require_scenario(const std::string& name) const;
    [[nodiscard]] std::vector<Axis> read_axes() const;
    [[nodiscard]] std::vector<Enumeration> read_enumerations() const;
    [[nodiscard]] MonthRange read_months(const std::string& path) const;
    [[nodiscard]] std::vector<IndicatorDescription> read_indicators() const;
    [[nodiscard]] IndicatorValues read_values(const std::string& group,
                                              const std::string& indicator,
                                              const MonthRange& months) const;
    /// All columns, or those of `wanted` alone unless it is empty.
    [[nodiscard]] Table read_table(const std::string& group,
                                   std::span<const std::string_view> wanted = {}) const;
    [[nodiscard]] TableColumn read_column(const std::string& path, const std::string& name) const;
    [[nodiscard]] ColumnValues read_column_values(const std::string& path,
                                                  const std::string& type) const;

    Hdf5File file_;
    mutable std::recursive_mutex turns_;  ///< one expression may ask twice
    std::pair<int, int> version_;
    bool complete_ = false;
    std::vector<std::string> scenarios_;
    std::vector<Axis> axes_;
    std::vector<Enumeration> enumerations_;
    int replications_ = 0;
    MonthRange months_;
    MonthRange history_months_;
    std::vector<IndicatorDescription> indicators_;
};

/// Reads all that the file holds. Throws OutputError if it is not what was written, or is not all.
void require_as_written(const RunReader& run);

}  // namespace mixite
