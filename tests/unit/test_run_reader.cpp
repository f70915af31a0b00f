#include <cmath>

#include <catch2/catch.hpp>

#include "fake_run.hpp"
#include "foundation/failure.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/run_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

/// Opens the file and reads all that it offers.
void read_everything(const std::filesystem::path& path) {
    const RunReader reader(path, Unfinished::accept);
    for (const auto& scenario : reader.scenarios()) {
        static_cast<void>(reader.scenario(scenario));
        for (const auto& indicator : reader.indicators()) {
            static_cast<void>(reader.values(scenario, indicator.name));
            static_cast<void>(reader.history_values(scenario, indicator.name));
        }
        if (reader.has_events(scenario, "leases")) {
            static_cast<void>(reader.events(scenario, "leases"));
        }
    }
    for (const auto& table : reader.territory_tables()) {
        static_cast<void>(reader.territory_table(table));
    }
    static_cast<void>(reader.inputs());
    static_cast<void>(reader.content_digest());
}

/// Whether reading succeeds; any failure but an OutputError escapes and fails the test.
bool readable(const std::filesystem::path& path) {
    try {
        read_everything(path);
        return true;
    } catch (const OutputError& error) {
        CHECK_THAT(error.what(), Contains(path.filename().string()));
        return false;
    }
}

}  // namespace

TEST_CASE("What the recorder wrote is what the reader gives") {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    const auto run = fake_run::description({1, 2});
    const RunReader reader(folder / "run.h5");
    CHECK(reader.complete());
    CHECK(reader.schema_version() == std::pair{1, 7});
    CHECK(reader.title() == run.title);
    CHECK(reader.replications() == 3);
    CHECK(reader.months() == run.months);
    CHECK(reader.history_months() == run.history_months);
    CHECK(reader.scenarios() == std::vector<std::string>{"scenario_1", "scenario_2"});
    CHECK(reader.axes().size() == 2);
    CHECK(reader.axes()[0].name == "zone");
    CHECK(reader.axes()[0].names == run.axes[0].names);
    CHECK(reader.enumerations()[0].members == run.enumerations[0].members);
    REQUIRE(reader.indicators().size() == 3);
    CHECK(reader.indicators()[0].name == "households");
    CHECK(reader.indicators()[2].axes == std::vector<std::string>{"zone", "quartile"});
    CHECK(reader.indicators()[2].definition == "Leases signed in the month");

    const auto values = reader.values("scenario_2", "leases_by_quartile");
    CHECK(values.replications == 3);
    CHECK(values.months == 3);
    CHECK(values.extent == 6);
    CHECK(values.at(1, 2, 3) == 2000.0F + 100 + 20 + 0.5F * 7);
    CHECK(std::isnan(values.at(1, 2, 5)));
    CHECK(reader.history_values("scenario_2", "open_requests").at(2, 3, 0) ==
          200.0F + 30 + 0.5F * 3);
}

TEST_CASE("Events, parameters, inputs and provenance are read as written") {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    const RunReader reader(folder / "run.h5");
    const auto leases = reader.events("scenario_1", "leases");
    CHECK(leases.row == "lease");
    REQUIRE(leases.columns.size() == 5);
    CHECK(leases.columns[0].name == "replication");
    CHECK(std::get<std::vector<std::int32_t>>(leases.columns[0].values) ==
          std::vector<std::int32_t>{0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2});
    CHECK(std::get<std::vector<std::int64_t>>(leases.columns[2].values)[4] ==
          (std::int64_t{1} << 52) + 100);
    CHECK(leases.columns[3].enumeration == "tenure");

    const auto scenario = reader.scenario("scenario_1");
    CHECK(scenario.title == "Scénario 1");
    CHECK(scenario.source_toml == "title = 'é'\n");
    REQUIRE(scenario.parameters.size() == 2);
    CHECK(scenario.parameters[0].source == "town contract");
    CHECK(scenario.parameters[0].source_fr == "Contrat de Ville");
    CHECK(scenario.parameters[1].source_fr.empty());
    CHECK(scenario.parameters[1].status == "official");
    CHECK(reader.inputs().at(0).rows == 3);
    CHECK(reader.inputs().at(0).licence == "Licence Ouverte 2.0");
    CHECK(reader.territory_table("zones").columns.size() == 2);
    CHECK(reader.provenance("model") ==
          fake_run::Facts{{"rng_scheme", std::int64_t{1}}, {"seed", std::int64_t{1}}});
    CHECK(reader.provenance("execution") ==
          fake_run::Facts{{"threads", std::int64_t{2}}, {"wall_seconds", 0.5}});
}

TEST_CASE("What is not in the file is told by name") {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    const RunReader reader(folder / "run.h5");
    CHECK_THROWS_WITH(reader.values("other", "households"),
                      Contains("run.h5: cannot read the result: it has no scenario 'other'; it has "
                               "scenario_1, scenario_2"));
    CHECK_THROWS_WITH(reader.values("scenario_1", "other"),
                      Contains("it has no indicator 'other'"));
}

TEST_CASE("Files that are no result are refused with the reason") {
    const ScratchFolder folder;
    CHECK_THROWS_WITH(RunReader(folder / "absent.h5"),
                      Contains("absent.h5") && Contains("No such file"));
    CHECK_THROWS_WITH(RunReader(folder.path()), Contains("it is a folder"));
    write_bytes(folder / "empty.h5", "");
    CHECK_THROWS_WITH(RunReader(folder / "empty.h5"), Contains("it is not HDF5"));
    write_bytes(folder / "text.h5", "zone,households\n");
    CHECK_THROWS_WITH(RunReader(folder / "text.h5"), Contains("it is not HDF5"));
    Hdf5File::create(folder / "foreign.h5").close();
    CHECK_THROWS_WITH(RunReader(folder / "foreign.h5"), Contains("not a result of this program"));
}

TEST_CASE("Another major version is refused: file, found and supported") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "later.h5");
    file.write_attribute("/", "filetype", "mixite-run");
    file.write_attribute("/", "schema_version", std::vector<std::int32_t>{2, 3});
    file.close();
    CHECK_THROWS_WITH(
        RunReader(folder / "later.h5"),
        Contains("later.h5") && Contains("its schema is 2.3; this program reads 1.x"));
}

TEST_CASE("A run that was not finished is refused") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "unfinished.h5");
    file.write_attribute("/", "filetype", "mixite-run");
    file.write_attribute("/", "schema_version", std::vector<std::int32_t>{1, 0});
    file.close();
    CHECK_THROWS_WITH(RunReader(folder / "unfinished.h5"), Contains("was not finished"));
}

TEST_CASE("No prefix of a result passes for a result") {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    const auto bytes = bytes_of(folder / "run.h5");
    REQUIRE(readable(folder / "run.h5"));
    const auto path = folder / "prefix.h5";
    for (std::size_t length = 0; length < bytes.size(); length += length < 512 ? 13 : 1499) {
        write_bytes(path, bytes.substr(0, length));
        CHECK_FALSE(readable(path));
    }
    write_bytes(path, bytes.substr(0, bytes.size() - 1));
    CHECK_FALSE(readable(path));
}

TEST_CASE("A damaged byte is told or harmless, never a crash") {
    const ScratchFolder folder;
    fake_run::write(folder / "run.h5");
    const auto bytes = bytes_of(folder / "run.h5");
    const auto path = folder / "damaged.h5";
    int refused = 0;
    for (std::size_t place = 0; place < bytes.size(); place += 997) {
        auto damaged = bytes;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x55);
        write_bytes(path, damaged);
        refused += readable(path) ? 0 : 1;
    }
    CHECK(refused > 5);
}
