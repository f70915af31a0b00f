#include "observation/run_reader.hpp"

#include <algorithm>
#include <charconv>

#include "observation/digest.hpp"
#include "observation/result_schema.hpp"

namespace mixite {

namespace {

constexpr std::string_view enum_suffix = "_t";
constexpr std::string_view label_suffix = "_code";

/// The texts of one column of a table, by its name.
const std::vector<std::string>& texts(const Table& table, std::string_view name) {
    static const std::vector<std::string> none;
    for (const auto& column : table.columns) {
        if (column.name == name) {
            const auto* held = std::get_if<std::vector<std::string>>(&column.values);
            return held == nullptr ? none : *held;
        }
    }
    return none;
}

std::string text_at(const Table& table, std::string_view name, std::size_t row) {
    const auto& column = texts(table, name);
    return row < column.size() ? column[row] : "";
}

float number_at(const Table& table, std::string_view name, std::size_t row) {
    for (const auto& column : table.columns) {
        const auto* numbers = std::get_if<std::vector<float>>(&column.values);
        if (column.name == name && numbers != nullptr && row < numbers->size()) {
            return (*numbers)[row];
        }
    }
    return std::numeric_limits<float>::quiet_NaN();
}

std::size_t row_count(const Table& table) {
    return table.columns.empty() ? 0 : row_count(table.columns.front());
}

}  // namespace

RunReader::RunReader(const std::filesystem::path& path, Unfinished unfinished)
    : file_(Hdf5File::open(path)) {
    if (!file()->has_attribute("/", "filetype") || !file()->has_attribute("/", "schema_version") ||
        file()->text_attribute("/", "filetype") != result_filetype) {
        throw failure("it is HDF5, but not a result of this program");
    }
    const auto version = file()->integer_attribute("/", "schema_version");
    if (version.size() != 2) {
        throw failure("its schema_version is not two numbers");
    }
    version_ = {static_cast<int>(version[0]), static_cast<int>(version[1])};
    require_supported();
    complete_ = file()->has_attribute("/", "complete") &&
                file()->integer_attribute("/", "complete") == std::vector<std::int64_t>{1};
    if (!complete_ && unfinished == Unfinished::refuse) {
        throw failure("the run that wrote it was not finished");
    }
    scenarios_ = file()->children("/scenarios", Hdf5File::Order::creation);
    if (scenarios_.empty()) {
        throw failure("it holds no scenario");
    }
    enumerations_ = read_enumerations();
    axes_ = read_axes();
    replications_ = static_cast<int>(file()->extents("/axes/replication").at(0));
    months_ = read_months("/axes/month");
    history_months_ = read_months(history_path(0) + "/indicators/month");
    indicators_ = read_indicators();
}

OutputError RunReader::failure(const std::string& problem) const {
    return OutputError(fmt::format("{}: cannot read the result: {}", path().string(), problem));
}

void RunReader::require_supported() const {
    if (version_.first != schema_major) {
        throw failure(fmt::format("its schema is {}.{}; this program reads {}.x",
                                  version_.first,
                                  version_.second,
                                  schema_major));
    }
}

void RunReader::require_scenario(const std::string& name) const {
    if (std::find(scenarios_.begin(), scenarios_.end(), name) == scenarios_.end()) {
        throw failure(
            fmt::format("it has no scenario '{}'; it has {}", name, fmt::join(scenarios_, ", ")));
    }
}

std::vector<Enumeration> RunReader::read_enumerations() const {
    std::vector<Enumeration> enumerations;
    for (const auto& name : file()->children("/", Hdf5File::Order::creation)) {
        if (name.ends_with(enum_suffix) && file()->kind("/" + name) == ObjectKind::committed_type) {
            enumerations.push_back({name.substr(0, name.size() - enum_suffix.size()),
                                    file()->enum_members("/" + name)});
        }
    }
    return enumerations;
}

std::vector<Axis> RunReader::read_axes() const {
    std::vector<Axis> axes;
    for (const auto& child : file()->children("/axes", Hdf5File::Order::creation)) {
        if (!child.ends_with(label_suffix)) {
            continue;
        }
        Axis axis;
        axis.name = child.substr(0, child.size() - label_suffix.size());
        const auto scale = "/axes/" + axis.name;
        axis.long_name = file()->text_attribute(scale, "long_name");
        axis.codes = file()->read<std::string>(scale + "_code");
        axis.names = file()->read<std::string>(scale + "_name");
        if (axis.codes.size() != axis.names.size()) {
            throw failure(fmt::format("axis '{}' has more codes than names, or fewer", axis.name));
        }
        axes.push_back(std::move(axis));
    }
    return axes;
}

MonthRange RunReader::read_months(const std::string& path) const {
    const auto days = file()->read<std::int32_t>(path);
    const auto unit = file()->text_attribute(path, "units");
    constexpr std::string_view before_year = "days since ";
    int epoch = 0;
    if (unit.size() != before_year.size() + 10 || !unit.starts_with(before_year) ||
        !unit.ends_with("-01-01") ||
        std::from_chars(
            unit.data() + before_year.size(), unit.data() + before_year.size() + 4, epoch)
                .ec != std::errc()) {
        throw failure(fmt::format("'{}' has the unit '{}'", path, unit));
    }
    constexpr int most_months = 12'000;
    if (days.empty() || days.size() > most_months || days.front() < 0 ||
        days.front() > 31 * most_months) {
        throw failure(fmt::format("'{}' holds no months", path));
    }
    MonthRange months{month(epoch, 1) + days.front() / 31, static_cast<int>(days.size())};
    while (days_since(epoch, months.first) < days.front()) {
        ++months.first;
    }
    for (int i = 0; i < months.count; ++i) {
        if (days_since(epoch, months.at(i)) != days[static_cast<std::size_t>(i)]) {
            throw failure(fmt::format("'{}' does not hold consecutive months", path));
        }
    }
    return months;
}

std::vector<IndicatorDescription> RunReader::read_indicators() const {
    const auto group = scenario_path(scenarios_.front()) + "/indicators";
    std::vector<IndicatorDescription> indicators;
    for (const auto& name : file()->children(group, Hdf5File::Order::creation)) {
        const auto path = fmt::format("{}/{}", group, name);
        if (!file()->has_attribute(path, "definition")) {
            continue;  // an axis
        }
        auto dimensions = file()->scale_names(path);
        if (dimensions.size() < 2 || dimensions[0] != "replication" || dimensions[1] != "month") {
            throw failure(fmt::format("indicator '{}' is not by replication and month", name));
        }
        dimensions.erase(dimensions.begin(), dimensions.begin() + 2);
        indicators.push_back({name,
                              file()->text_attribute(path, "units"),
                              file()->text_attribute(path, "long_name"),
                              file()->text_attribute(path, "definition"),
                              std::move(dimensions)});
    }
    return indicators;
}

ScenarioDescription RunReader::scenario(const std::string& name) const {
    require_scenario(name);
    const auto group = scenario_path(name);
    ScenarioDescription scenario;
    scenario.name = name;
    scenario.title = file()->text_attribute(group, "title");
    scenario.legal_status = file()->text_attribute(group, "legal_status");
    // Absent from files of schema 1.0 as first written.
    const auto text = [&](const char* attribute) {
        return file()->has_attribute(group, attribute) ? file()->text_attribute(group, attribute)
                                                       : std::string();
    };
    scenario.title_en = text("title_en");
    scenario.description = text("description");
    scenario.origin = text("origin");
    scenario.passage = text("passage");
    scenario.source_toml = file()->read_text(group + "/source_toml");
    scenario.resolved_toml = file()->read_text(group + "/resolved_toml");
    scenario.history = history_of(name);
    if (file()->exists(fmt::format("{}/{}", group, grid_groups_table))) {
        scenario.grid_groups =
            file()->read<std::string>(fmt::format("{}/{}/name", group, grid_groups_table));
    }
    const auto table = read_table(group + "/parameters");
    for (std::size_t i = 0; i < row_count(table); ++i) {
        scenario.parameters.push_back({text_at(table, "key", i),
                                       text_at(table, "value", i),
                                       text_at(table, "unit", i),
                                       text_at(table, "source", i),
                                       text_at(table, "source_fr", i),
                                       text_at(table, "status", i),
                                       text_at(table, "origin", i),
                                       text_at(table, "legal_status", i),
                                       number_at(table, "low", i),
                                       number_at(table, "high", i)});
    }
    return scenario;
}

std::size_t RunReader::history_of(const std::string& name) const {
    require_scenario(name);
    const auto path = file()->text_attribute(scenario_path(name), "history");
    std::size_t history = 0;
    while (history_path(history) != path) {
        if (!file()->exists(history_path(history))) {
            throw failure(
                fmt::format("scenario '{}' forks from '{}', which is not there", name, path));
        }
        ++history;
    }
    return history;
}

bool RunReader::holds_indicator(std::string_view name) const {
    return std::any_of(indicators_.begin(), indicators_.end(), [&](const auto& indicator) {
        return indicator.name == name;
    });
}

IndicatorValues RunReader::values(const std::string& scenario, const std::string& indicator) const {
    require_scenario(scenario);
    return read_values(scenario_path(scenario), indicator, months_);
}

IndicatorValues RunReader::history_values(const std::string& scenario,
                                          const std::string& indicator) const {
    require_scenario(scenario);
    return read_values(
        file()->text_attribute(scenario_path(scenario), "history"), indicator, history_months_);
}

IndicatorValues RunReader::read_values(const std::string& group,
                                       const std::string& indicator,
                                       const MonthRange& months) const {
    const auto found = std::find_if(indicators_.begin(), indicators_.end(), [&](const auto& known) {
        return known.name == indicator;
    });
    if (found == indicators_.end()) {
        throw failure(fmt::format("it has no indicator '{}'", indicator));
    }
    IndicatorValues read;
    read.replications = static_cast<std::size_t>(replications_);
    read.months = static_cast<std::size_t>(months.count);
    Extents expected{read.replications, read.months};
    read.extent = 1;
    for (const auto& name : found->axes) {
        const auto axis = std::find_if(
            axes_.begin(), axes_.end(), [&](const auto& known) { return known.name == name; });
        if (axis == axes_.end()) {
            throw failure(
                fmt::format("indicator '{}' is over '{}', which is no axis", indicator, name));
        }
        expected.push_back(axis->codes.size());
        read.extent *= axis->codes.size();
    }
    const auto path = fmt::format("{}/indicators/{}", group, indicator);
    if (file()->extents(path) != expected) {
        throw failure(fmt::format("'{}' has not the shape of its axes", path));
    }
    read.values = file()->read<float>(path);
    return read;
}

bool RunReader::statistical_secrecy() const {
    if (file()->has_attribute("/", "statistical_secrecy")) {
        return file()->integer_attribute("/", "statistical_secrecy") ==
               std::vector<std::int64_t>{1};
    }
    return !file()->exists("/territory/households");
}

bool RunReader::has_events(const std::string& scenario, const std::string& table) const {
    require_scenario(scenario);
    return file()->exists(scenario_path(scenario) + "/" + table);
}

Table RunReader::events(const std::string& scenario, const std::string& table) const {
    return events(scenario, table, {});
}

Table RunReader::events(const std::string& scenario,
                        const std::string& table,
                        std::span<const std::string_view> wanted) const {
    if (!has_events(scenario, table)) {
        throw failure(
            fmt::format("scenario '{}' has no table '{}': the run left it out", scenario, table));
    }
    return read_table(scenario_path(scenario) + "/" + table, wanted);
}

std::size_t RunReader::drawn_parameter_count() const {
    const auto& first = scenarios_.front();
    return has_events(first, drawn_parameters) ? events(first, drawn_parameters).columns.size() : 0;
}

std::vector<std::string> RunReader::event_tables(const std::string& scenario) const {
    require_scenario(scenario);
    const auto group = scenario_path(scenario);
    std::vector<std::string> tables;
    for (const auto& name : file()->children(group, Hdf5File::Order::creation)) {
        const auto path = fmt::format("{}/{}", group, name);
        if (file()->kind(path) == ObjectKind::group && file()->exists(path + "/replication") &&
            name != "indicators" && name != drawn_parameters) {
            tables.push_back(name);
        }
    }
    return tables;
}

Design RunReader::design() const {
    if (!file()->exists(design_group)) {
        return {};
    }
    const auto points = file()->integer_attribute(design_group, "points");
    if (points.size() != 1 || points[0] < 1 || points[0] > std::numeric_limits<int>::max()) {
        throw failure("its design does not tell how many points it has");
    }
    auto table = read_table(design_points);
    if (table.columns.size() < 3 ||
        !std::holds_alternative<std::vector<std::int32_t>>(table.columns[0].values) ||
        !std::holds_alternative<std::vector<std::string>>(table.columns[1].values) ||
        row_count(table.columns[0]) == 0) {
        throw failure(
            "its design does not tell the number, the scenario and a factor of each point");
    }
    return {.source_toml = file()->read_text(design_text),
            .points = static_cast<int>(points[0]),
            .table = std::move(table)};
}

std::vector<std::string> RunReader::territory_tables() const {
    return file()->children("/territory", Hdf5File::Order::creation);
}

bool RunReader::has_territory_table(const std::string& table) const {
    return file()->exists("/territory/" + table);
}

Table RunReader::territory_table(const std::string& table) const {
    return read_table("/territory/" + table);
}

std::vector<InputRow> RunReader::inputs() const {
    const auto table = read_table("/inputs");
    std::vector<InputRow> inputs;
    for (std::size_t i = 0; i < row_count(table); ++i) {
        inputs.push_back({text_at(table, "name", i),
                          text_at(table, "sha256", i),
                          0,
                          text_at(table, "producer", i),
                          text_at(table, "licence", i),
                          text_at(table, "vintage", i)});
    }
    const auto rows = file()->read<std::int64_t>("/inputs/rows");
    for (std::size_t i = 0; i < inputs.size() && i < rows.size(); ++i) {
        inputs[i].rows = rows[i];
    }
    return inputs;
}

Table RunReader::read_table(const std::string& group,
                            std::span<const std::string_view> wanted) const {
    Table table;
    table.name = group.substr(group.rfind('/') + 1);
    table.file = path().string();
    for (const auto& name : file()->children(group, Hdf5File::Order::creation)) {
        if (table.row.empty()) {
            table.row = name;
            continue;
        }
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
            continue;
        }
        const auto path = fmt::format("{}/{}", group, name);
        if (file()->kind(path) != ObjectKind::dataset) {
            throw failure(fmt::format("'{}' is not a table of columns", group));
        }
        table.columns.push_back(read_column(path, name));
        if (row_count(table.columns.back()) != row_count(table.columns.front())) {
            throw failure(fmt::format("column '{}' is not as long as the others", path));
        }
    }
    return table;
}

TableColumn RunReader::read_column(const std::string& path, const std::string& name) const {
    TableColumn column;
    column.name = name;
    column.long_name = file()->text_attribute(path, "long_name");
    column.unit = file()->has_attribute(path, "units") ? file()->text_attribute(path, "units") : "";
    column.values = read_column_values(path, file()->stored_type(path));
    const auto members = file()->enum_members(path);
    const auto found =
        std::find_if(enumerations_.begin(), enumerations_.end(), [&](const auto& enumeration) {
            return !members.empty() && enumeration.members == members;
        });
    if (found != enumerations_.end()) {
        column.enumeration = found->name;
    }
    return column;
}

ColumnValues RunReader::read_column_values(const std::string& path, const std::string& type) const {
    if (type == "text") {
        return file()->read<std::string>(path);
    }
    if (type == "float32") {
        return file()->read<float>(path);
    }
    if (type == "int16") {
        return file()->read<std::int16_t>(path);
    }
    if (type == "int32") {
        return file()->read<std::int32_t>(path);
    }
    if (type == "int64") {
        return file()->read<std::int64_t>(path);
    }
    return file()->read<std::uint8_t>(path);
}

Facts RunReader::provenance(const std::string& part) const {
    const auto group = "/provenance/" + part;
    Facts facts;
    for (const auto& name : file()->attribute_names(group)) {
        const auto type = file()->stored_attribute(group, name).type;
        if (type == "text") {
            facts.emplace_back(name, file()->text_attribute(group, name));
        } else if (type == "float64") {
            facts.emplace_back(name, file()->number_attribute(group, name));
        } else {
            const auto values = file()->integer_attribute(group, name);
            facts.emplace_back(name, values.empty() ? std::int64_t{0} : values.front());
        }
    }
    return facts;
}

std::string RunReader::digest(const std::string& scenario) const {
    require_scenario(scenario);
    return file()->text_attribute(scenario_path(scenario), "digest");
}

std::string RunReader::digest_of(const std::string& group) const {
    return group_digest(*file(), group);
}

std::string RunReader::content_digest() const {
    return run_digest(*file());
}

void require_as_written(const RunReader& run) {
    if (!run.complete()) {
        throw OutputError(
            fmt::format("{}: the run that wrote it was not finished: it has no digest to verify",
                        run.path().string()));
    }
    if (run.content_digest() != run.digest()) {
        throw OutputError(
            fmt::format("{}: damaged: its content is not what was written; it must be run again",
                        run.path().string()));
    }
}

}  // namespace mixite
