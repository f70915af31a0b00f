#include "observation/run_recorder.hpp"

#include <algorithm>
#include <numeric>
#include <system_error>
#include <utility>

#include "foundation/failure.hpp"
#include "observation/digest.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/result_schema.hpp"

namespace mixite {

namespace {

/// Rows of a table's column that are compressed together.
constexpr std::uint64_t rows_per_chunk = 8192;

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, " "));
}

template <class T>
std::span<const T> view(const std::vector<T>& values) {
    return values;
}

}  // namespace

/// Writes the parts that every group of the layout is made of. With a name outside this file only
/// because RunRecorder::Writer has one.
class LayoutWriter {
  public:
    explicit LayoutWriter(Hdf5File& file) : file_(file) {}

    void write_enumerations(const std::vector<Enumeration>& enumerations) {
        for (const auto& enumeration : enumerations) {
            file_.commit_enum(enum_path(enumeration.name), enumeration.members);
        }
        enumerations_ = enumerations;
    }

    /// A scale that counts 0, 1, 2 …
    void write_count_scale(const std::string& group,
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

    void write_axis(const std::string& group, const Axis& axis) {
        EXPECT(axis.codes.size() == axis.names.size(), "axis {}", axis.name);
        write_count_scale(group, axis.name, axis.codes.size(), axis.long_name);
        write_labels(group, axis.name, "code", axis.codes);
        write_labels(group, axis.name, "name", axis.names);
    }

    /// The first of each month, as CF time.
    void write_months(const std::string& group, const MonthRange& months, Month epoch) {
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

    void write_facts(const std::string& path, const Facts& facts) {
        std::vector<std::pair<std::string, AttributeValue>> attributes;
        for (const auto& [name, fact] : facts) {
            attributes.emplace_back(
                name, std::visit([](const auto& value) -> AttributeValue { return value; }, fact));
        }
        file_.write_attributes(path, attributes);
    }

    /// A group with the table's columns over a scale of their own.
    void write_table(const std::string& parent, const Table& table) {
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
            std::visit([&](const auto& values) { write_column(group, column, values); },
                       column.values);
            describe_column(group, table.row, column);
        }
    }

    /// A group with columns without rows yet, and the replication of each row.
    void create_event_table(const std::string& parent, const Table& table) {
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

    void append_events(const std::string& parent, int replication, const Table& table) {
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
                [&](const auto& values) {
                    file_.append_rows(group + "/" + column.name, view(values));
                },
                column.values);
        }
    }

  private:
    void write_labels(const std::string& group,
                      const std::string& axis,
                      const char* kind,
                      const std::vector<std::string>& labels) {
        const auto path = fmt::format("{}/{}_{}", group, axis, kind);
        file_.write_dataset<std::string>(path, {labels.size()}, labels);
        file_.attach_scales(path, {group + "/" + axis});
        file_.write_attribute(path, "long_name", fmt::format("{} of the {}", kind, axis));
    }

    template <class T>
    void write_column(const std::string& group,
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
    void create_growing(const std::string& path, const std::string& enum_type) {
        file_.create_dataset<T>(path,
                                {.extents = {0},
                                 .chunk = {rows_per_chunk},
                                 .growth = DatasetLayout::Growth::first_dimension,
                                 .enum_type = enum_type});
    }

    void create_event_column(const std::string& group,
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

    void describe_column(const std::string& group,
                         const std::string& row,
                         const TableColumn& column) {
        const auto path = group + "/" + column.name;
        file_.attach_scales(path, {group + "/" + row});
        std::vector<std::pair<std::string, AttributeValue>> attributes{
            {"long_name", column.long_name}};
        if (!column.unit.empty()) {
            attributes.emplace_back("units", column.unit);
        }
        if (!column.enumeration.empty()) {
            const auto& members = members_of(column.enumeration);
            std::vector<std::uint8_t> flags(members.size());
            std::iota(flags.begin(), flags.end(), std::uint8_t{0});
            attributes.emplace_back("flag_values", std::move(flags));
            attributes.emplace_back("flag_meanings", joined(members));
        }
        file_.write_attributes(path, attributes);
    }

    [[nodiscard]] const std::vector<std::string>& members_of(const std::string& enumeration) const {
        const auto found =
            std::find_if(enumerations_.begin(), enumerations_.end(), [&](const Enumeration& e) {
                return e.name == enumeration;
            });
        EXPECT(found != enumerations_.end(), "no enumeration {}", enumeration);
        return found->members;
    }

    static std::string enum_path(const std::string& name) { return "/" + name + "_t"; }

    Hdf5File& file_;
    std::vector<Enumeration> enumerations_;
};

namespace {

TableColumn text_column(std::string name, std::string long_name, std::vector<std::string> values) {
    return {std::move(name), "", std::move(long_name), std::move(values)};
}

template <class Row>
std::vector<std::string> texts_of(const std::vector<Row>& rows, std::string Row::*field) {
    std::vector<std::string> texts;
    texts.reserve(rows.size());
    for (const auto& row : rows) {
        texts.push_back(row.*field);
    }
    return texts;
}

Table parameter_table(const std::vector<ParameterRow>& rows) {
    return {
        "parameters",
        "parameter",
        {text_column("key", "key in the scenario file", texts_of(rows, &ParameterRow::key)),
         text_column("value", "value in force, as written", texts_of(rows, &ParameterRow::value)),
         text_column("unit", "unit of the value", texts_of(rows, &ParameterRow::unit)),
         text_column("source", "where the value comes from", texts_of(rows, &ParameterRow::source)),
         text_column("source_fr", "the same in French", texts_of(rows, &ParameterRow::source_fr)),
         text_column("status", "how firm the value is", texts_of(rows, &ParameterRow::status)),
         text_column("origin", "where the lever comes from", texts_of(rows, &ParameterRow::origin)),
         text_column(
             "legal_status", "what law allows it", texts_of(rows, &ParameterRow::legal_status))}};
}

Table input_table(const std::vector<InputRow>& rows) {
    std::vector<std::int64_t> counts;
    counts.reserve(rows.size());
    for (const auto& row : rows) {
        counts.push_back(row.rows);
    }
    return {"inputs",
            "input",
            {text_column("name", "file name", texts_of(rows, &InputRow::name)),
             text_column("sha256", "SHA-256 of the file", texts_of(rows, &InputRow::sha256)),
             {"rows", "1", "rows of the table", counts},
             text_column("producer", "who made it", texts_of(rows, &InputRow::producer)),
             text_column("licence", "under which terms", texts_of(rows, &InputRow::licence)),
             text_column("vintage", "the date it describes", texts_of(rows, &InputRow::vintage))}};
}

std::filesystem::path part_of(std::filesystem::path output) {
    output += ".part";
    return output;
}

}  // namespace

/// The .part file of a run under way.
class RunRecorder::Writer {
  public:
    Writer(const std::filesystem::path& output, RunDescription run, Existing existing)
        : part_(output, part_of(output)),
          run_(std::move(run)),
          existing_(existing),
          histories_recorded_(run_.histories, 0),
          scenarios_recorded_(run_.scenarios.size(), 0),
          file_(create()),
          layout_(file_) {
        write_head();
    }

    void record_history(int replication,
                        std::size_t history,
                        const std::vector<float>& indicators) {
        next(histories_recorded_, history, replication);
        write_indicators(
            history_path(history) + "/indicators", run_.history_months, replication, indicators);
    }

    void record(int replication, std::size_t scenario, const ReplicationRecord& record) {
        next(scenarios_recorded_, scenario, replication);
        const auto group = scenario_path(run_.scenarios[scenario].name);
        write_indicators(group + "/indicators", run_.months, replication, record.indicators);
        EXPECT(record.events.size() == run_.event_tables.size(),
               "{} event tables of {}",
               record.events.size(),
               run_.event_tables.size());
        for (const auto& table : record.events) {
            layout_.append_events(group, replication, table);
        }
    }

    void finish(const Facts& execution) {
        for (const auto& recorded : {histories_recorded_, scenarios_recorded_}) {
            for (const auto replications : recorded) {
                EXPECT(replications == run_.replications,
                       "{} replications of {}",
                       replications,
                       run_.replications);
            }
        }
        layout_.write_facts("/provenance/execution", execution);
        for (const auto& scenario : run_.scenarios) {
            file_.write_attribute(
                scenario_path(scenario.name), "digest", scenario_digest(file_, scenario.name));
        }
        file_.write_attribute("/", "digest", run_digest(file_));
        file_.flush();
        file_.write_attribute("/", "complete", std::vector<std::uint8_t>{1});
        file_.flush();
        file_.close();
        refuse_existing(part_.output(), existing_);
        part_.give_name();
    }

  private:
    Hdf5File create() {
        std::error_code error;
        const auto of_another_run = std::filesystem::exists(part_.path(), error);
        try {
            refuse_existing(part_.output(), existing_);
            return Hdf5File::create(part_.path());
        } catch (...) {
            if (of_another_run) {
                part_.leave();
            }
            throw;
        }
    }

    void next(std::vector<int>& recorded, std::size_t position, int replication) const {
        EXPECT(position < recorded.size(), "position = {}", position);
        EXPECT(replication == recorded[position] && replication < run_.replications,
               "replication {} after {} of {}",
               replication,
               recorded[position],
               run_.replications);
        ++recorded[position];
    }

    void write_head() {
        file_.write_attribute("/", "filetype", std::string(result_filetype));
        file_.write_attribute(
            "/", "schema_version", std::vector<std::int32_t>{schema_major, schema_minor});
        file_.write_attribute("/", "title", run_.title);
        file_.write_attribute("/", "Conventions", "CF-1.8");
        const bool secret = run_.secrecy == RunDescription::Secrecy::statistical;
        file_.write_attribute("/",
                              "statistical_secrecy",
                              std::vector<std::uint8_t>{static_cast<std::uint8_t>(secret)});
        layout_.write_enumerations(run_.enumerations);
        write_axes();
        for (std::size_t history = 0; history < run_.histories; ++history) {
            file_.create_group(history_path(history));
            create_indicators(history_path(history), run_.history_months);
        }
        file_.create_group("/scenarios");
        for (const auto& scenario : run_.scenarios) {
            create_scenario(scenario);
        }
        file_.create_group("/territory");
        for (const auto& table : run_.territory_tables) {
            layout_.write_table("/territory", table);
        }
        layout_.write_table("", input_table(run_.inputs));
        write_provenance();
    }

    void write_axes() {
        file_.create_group("/axes");
        layout_.write_count_scale(
            "/axes", "replication", static_cast<std::size_t>(run_.replications), "replication");
        layout_.write_months("/axes", run_.months, run_.history_months.first);
        for (const auto& axis : run_.axes) {
            layout_.write_axis("/axes", axis);
        }
    }

    void write_provenance() {
        for (const auto* group :
             {"/provenance", "/provenance/build", "/provenance/model", "/provenance/execution"}) {
            file_.create_group(group);
        }
        layout_.write_facts("/provenance/build", run_.build);
        layout_.write_facts("/provenance/model", run_.model);
    }

    void create_scenario(const ScenarioDescription& scenario) {
        EXPECT(scenario.history < run_.histories, "{} has no history", scenario.name);
        const auto group = scenario_path(scenario.name);
        file_.create_group(group);
        file_.write_attributes(group,
                               {{"title", scenario.title},
                                {"title_en", scenario.title_en},
                                {"description", scenario.description},
                                {"origin", scenario.origin},
                                {"passage", scenario.passage},
                                {"legal_status", scenario.legal_status},
                                {"history", history_path(scenario.history)}});
        file_.write_text(group + "/source_toml", scenario.source_toml);
        file_.write_text(group + "/resolved_toml", scenario.resolved_toml);
        layout_.write_table(group, parameter_table(scenario.parameters));
        create_indicators(group, run_.months);
        for (const auto& table : run_.event_tables) {
            layout_.create_event_table(group, table);
        }
    }

    [[nodiscard]] bool is_used(const Axis& axis) const {
        return std::any_of(
            run_.indicators.begin(), run_.indicators.end(), [&](const auto& indicator) {
                return std::count(indicator.axes.begin(), indicator.axes.end(), axis.name) > 0;
            });
    }

    /// Scales come by hard link: netCDF finds a scale only in the dataset's own group or above it.
    void link_axes(const std::string& group) {
        file_.hard_link("/axes/replication", group + "/replication");
        for (const auto& axis : run_.axes) {
            if (!is_used(axis)) {
                continue;
            }
            for (const auto* suffix : {"", "_code", "_name"}) {
                file_.hard_link(fmt::format("/axes/{}{}", axis.name, suffix),
                                fmt::format("{}/{}{}", group, axis.name, suffix));
            }
        }
    }

    void create_indicators(const std::string& parent, const MonthRange& months) {
        const auto group = parent + "/indicators";
        file_.create_group(group);
        link_axes(group);
        if (months == run_.months && parent.starts_with("/scenarios/")) {
            file_.hard_link("/axes/month", group + "/month");
        } else {
            layout_.write_months(group, months, run_.history_months.first);
        }
        for (const auto& indicator : run_.indicators) {
            create_indicator(group, indicator, months);
        }
    }

    void create_indicator(const std::string& group,
                          const IndicatorDescription& indicator,
                          const MonthRange& months) {
        const auto path = group + "/" + indicator.name;
        std::vector<std::string> scales{group + "/replication", group + "/month"};
        Extents extents{static_cast<std::uint64_t>(run_.replications),
                        static_cast<std::uint64_t>(months.count)};
        std::vector<std::string> coordinates;
        for (const auto& axis : indicator.axes) {
            scales.push_back(fmt::format("{}/{}", group, axis));
            extents.push_back(extent({.name = indicator.name,
                                      .unit = "",
                                      .long_name = "",
                                      .definition = "",
                                      .axes = {axis}},
                                     run_.axes));
            coordinates.insert(coordinates.end(), {axis + "_code", axis + "_name"});
        }
        auto chunk = extents;
        chunk.front() = 1;
        std::transform(chunk.begin(), chunk.end(), chunk.begin(), [](auto length) {
            return std::max<std::uint64_t>(length, 1);
        });
        file_.create_dataset<float>(path, {.extents = extents, .chunk = chunk});
        file_.attach_scales(path, scales);
        std::vector<std::pair<std::string, AttributeValue>> attributes{
            {"units", indicator.unit},
            {"long_name", indicator.long_name},
            {"definition", indicator.definition}};
        if (!coordinates.empty()) {
            attributes.emplace_back("coordinates", joined(coordinates));
        }
        file_.write_attributes(path, attributes);
    }

    void write_indicators(const std::string& group,
                          const MonthRange& months,
                          int replication,
                          const std::vector<float>& values) {
        const auto stride = values_a_month(run_);
        const auto month_count = static_cast<std::size_t>(months.count);
        EXPECT(values.size() == stride * month_count,
               "{} values of {} × {}",
               values.size(),
               month_count,
               stride);
        std::size_t offset = 0;
        for (const auto& indicator : run_.indicators) {
            const auto length = extent(indicator, run_.axes);
            std::vector<float> own;
            own.reserve(length * month_count);
            for (std::size_t m = 0; m < month_count; ++m) {
                const auto first =
                    values.begin() + static_cast<std::ptrdiff_t>(m * stride + offset);
                own.insert(own.end(), first, first + static_cast<std::ptrdiff_t>(length));
            }
            file_.write_rows<float>(
                group + "/" + indicator.name, static_cast<std::uint64_t>(replication), own);
            offset += length;
        }
    }

    PartFile part_;
    RunDescription run_;
    Existing existing_;
    std::vector<int> histories_recorded_;
    std::vector<int> scenarios_recorded_;
    Hdf5File file_;
    LayoutWriter layout_;
};

RunRecorder::RunRecorder(const std::filesystem::path& output, RunDescription run, Existing existing)
    : writer_(std::make_unique<Writer>(output, std::move(run), existing)) {}
RunRecorder::~RunRecorder() = default;

void RunRecorder::record_history(int replication,
                                 std::size_t history,
                                 const std::vector<float>& indicators) {
    writer_->record_history(replication, history, indicators);
}
void RunRecorder::record(int replication, std::size_t scenario, const ReplicationRecord& record) {
    writer_->record(replication, scenario, record);
}
void RunRecorder::finish(const Facts& execution) {
    writer_->finish(execution);
}

}  // namespace mixite
