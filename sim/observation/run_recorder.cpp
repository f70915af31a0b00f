#include "observation/run_recorder.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <system_error>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/sha256.hpp"
#include "observation/digest.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/layout_writer.hpp"
#include "observation/result_schema.hpp"
#include "observation/run_differences.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

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

template <class Row>
std::vector<float> numbers_of(const std::vector<Row>& rows, float Row::*field) {
    std::vector<float> numbers;
    numbers.reserve(rows.size());
    for (const auto& row : rows) {
        numbers.push_back(row.*field);
    }
    return numbers;
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
             "legal_status", "what law allows it", texts_of(rows, &ParameterRow::legal_status)),
         {"low",
          "",
          "least that the value may be, in its unit",
          numbers_of(rows, &ParameterRow::low)},
         {"high",
          "",
          "most that the value may be, in its unit",
          numbers_of(rows, &ParameterRow::high)}}};
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

/// In a checkpoint only: what it takes to go on from it.
constexpr const char* checkpoint_group = "/checkpoint";

}  // namespace

std::filesystem::path checkpoint_of(std::filesystem::path output) {
    output += ".checkpoint";
    return output;
}

/// The .part file of a run under way.
class RunRecorder::Writer {
  public:
    Writer(const std::filesystem::path& output, RunDescription run, Existing existing)
        : part_(output, part_of(output)),
          run_(std::move(run)),
          existing_(existing),
          histories_recorded_(run_.histories, 0),
          scenarios_recorded_(run_.scenarios.size(), 0),
          lock_(lock()),
          file_(Hdf5File::create(part_.path())),
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

    Checkpoint begin_checkpoints(EarlierCheckpoint earlier) {
        const auto checkpoint = checkpoint_of(part_.output());
        head_ = head_digest();
        if (!std::filesystem::exists(checkpoint)) {
            return {};
        }
        switch (earlier) {
            case EarlierCheckpoint::refuse:
                throw OutputExists(fmt::format(
                    "{}: a run of this output was stopped there (what it had done would be lost); "
                    "--resume goes on from it, --force begins anew",
                    checkpoint.string()));
            case EarlierCheckpoint::replace:
                return {};
            case EarlierCheckpoint::go_on:
                break;
        }
        return go_on_from(checkpoint);
    }

    void leave_checkpoint(const Checkpoint& reached) {
        EXPECT(!head_.empty(), "checkpoints have not begun");
        require_recorded(reached.replications);
        file_.create_group(checkpoint_group);
        file_.write_attributes(checkpoint_group,
                               {{"head", head_},
                                {"replications", std::int64_t{reached.replications}},
                                {"notes", reached.notes}});
        file_.flush();
        copy_whole(part_.path(), checkpoint_of(part_.output()));
        file_.remove(checkpoint_group);
    }

    void finish(const Facts& execution) {
        require_recorded(run_.replications);
        layout_.write_facts("/provenance/execution", execution);
        const auto digests = run_digests(file_);
        for (const auto& scenario : run_.scenarios) {
            file_.write_attribute(
                scenario_path(scenario.name), "digest", digests.of_scenario.at(scenario.name));
        }
        file_.write_attribute("/", "digest", digests.run);
        file_.flush();
        file_.write_attribute("/", "complete", std::vector<std::uint8_t>{1});
        file_.flush();
        file_.close();
        refuse_existing(part_.output(), existing_);
        part_.give_name();
        if (!head_.empty()) {
            std::error_code gone_already;
            std::filesystem::remove(checkpoint_of(part_.output()), gone_already);
        }
    }

  private:
    /// Of another run, the .part file stays.
    WritingLock lock() {
        const auto earlier = std::filesystem::exists(part_.path());
        try {
            refuse_existing(part_.output(), existing_);
            return WritingLock(part_.path());
        } catch (...) {
            if (earlier) {
                part_.leave();
            }
            throw;
        }
    }

    /// Of all that stands in the file before the first replication, and of the program: runs with
    /// the same would write the same.
    [[nodiscard]] std::string head_digest() const {
        Sha256 sha256;
        sha256.update(run_digest(file_));
        for (const auto& [name, fact] : run_.build) {
            sha256.update(name);
            sha256.update(
                std::visit([](const auto& value) { return fmt::format("={}\n", value); }, fact));
        }
        return sha256.hex();
    }

    [[nodiscard]] Checkpoint reached_in(const Hdf5File& left) const {
        const auto replications = left.integer_attribute(checkpoint_group, "replications");
        if (replications.size() != 1 || replications[0] < 0 ||
            replications[0] > run_.replications) {
            throw OutputError(fmt::format("{}: damaged: it does not tell how far the run had come",
                                          left.path().string()));
        }
        const auto notes = left.integer_attribute(checkpoint_group, "notes");
        Checkpoint reached{.replications = static_cast<int>(replications[0])};
        std::transform(
            notes.begin(), notes.end(), std::back_inserter(reached.notes), [](auto note) {
                return static_cast<std::uint8_t>(note);
            });
        return reached;
    }

    /// In what, a line each.
    [[nodiscard]] std::string of_another_run(const std::filesystem::path& checkpoint) const {
        const RunReader left(checkpoint, Unfinished::accept);
        auto differences = run_differences(left, run_);
        if (differences.empty()) {
            differences.emplace_back("a text that changes no value, as a comment of a scenario");
        }
        const auto more = run_.replications > left.replications()
                              ? "\na checkpoint has room for the replications that its run was "
                                "begun with, and for no more"
                              : "";
        return difference_lines(differences) + more;
    }

    Checkpoint go_on_from(const std::filesystem::path& checkpoint) {
        const auto left = Hdf5File::open(checkpoint);
        if (!left.exists(checkpoint_group) ||
            left.text_attribute(checkpoint_group, "head") != head_) {
            throw WrongRequest(fmt::format(
                "{}: cannot go on from it: it was left by another run{}\nrepeat what was run, or "
                "begin anew with --force in place of --resume",
                checkpoint.string(),
                of_another_run(checkpoint)));
        }
        auto reached = reached_in(left);
        file_.close();
        copy_whole(checkpoint, part_.path());
        lock_ = WritingLock(part_.path());
        file_ = Hdf5File::write_on(part_.path());
        file_.remove(checkpoint_group);
        std::fill(histories_recorded_.begin(), histories_recorded_.end(), reached.replications);
        std::fill(scenarios_recorded_.begin(), scenarios_recorded_.end(), reached.replications);
        return reached;
    }

    void require_recorded(int replications) const {
        for (const auto& recorded : {histories_recorded_, scenarios_recorded_}) {
            for (const auto count : recorded) {
                EXPECT(count == replications, "{} replications of {}", count, replications);
            }
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
        if (!run_.design.table.columns.empty()) {
            write_design();
        }
        write_provenance();
    }

    void write_design() {
        file_.create_group(design_group);
        file_.write_attribute(design_group, "points", std::int64_t{run_.design.points});
        file_.write_text(design_text, run_.design.source_toml);
        layout_.write_table(design_group, run_.design.table);
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
        if (!scenario.grid_groups.empty()) {
            layout_.write_table(group,
                                {grid_groups_table,
                                 "group",
                                 {text_column("name", "name in [groups]", scenario.grid_groups)}});
        }
        if (!scenario.drawn_parameters.columns.empty()) {
            layout_.write_table(group, scenario.drawn_parameters);
        }
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
            attributes.emplace_back("coordinates", fmt::format("{}", fmt::join(coordinates, " ")));
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
    std::string head_{};  ///< once checkpoints may be made
    WritingLock lock_;
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
Checkpoint RunRecorder::begin_checkpoints(EarlierCheckpoint earlier) {
    return writer_->begin_checkpoints(earlier);
}
void RunRecorder::leave_checkpoint(const Checkpoint& reached) {
    writer_->leave_checkpoint(reached);
}
void RunRecorder::finish(const Facts& execution) {
    writer_->finish(execution);
}

}  // namespace mixite
