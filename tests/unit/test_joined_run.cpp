#include <functional>

#include <catch2/catch.hpp>

#include "fake_run.hpp"
#include "foundation/failure.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/joined_run.hpp"
#include "observation/result_schema.hpp"
#include "observation/run_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;
using Catch::Matchers::Message;

namespace {

using Change = std::function<void(RunDescription&)>;

/// A fake run whose description is changed before it is written.
std::filesystem::path write(const std::filesystem::path& output,
                            const std::vector<int>& scenarios,
                            const Change& change) {
    auto run = fake_run::description(scenarios);
    change(run);
    RunRecorder recorder(output, run, Existing::refuse);
    fake_run::record_all(recorder, run, scenarios);
    recorder.finish({{"wall_seconds", 1.5}, {"household_months", 100.0}});
    return output;
}

void nothing(RunDescription&) {}

Change point_of_design(int point, int of) {
    return [=](RunDescription& run) {
        run.design = {
            "scenario = 'x'\n",
            of,
            {"points",
             "row",
             {{"point", "1", "number", std::vector<std::int32_t>{point}},
              {"scenario", "", "name", std::vector<std::string>{run.scenarios.back().name}},
              {"quotas.q.share", "1", "share", std::vector<float>{0.1F * float(point)}}}}};
    };
}

std::string refusal(const std::vector<std::filesystem::path>& files,
                    const std::filesystem::path& output) {
    try {
        join_runs(files, output, Existing::refuse, [](auto, auto) {});
    } catch (const WrongRequest& refused) {
        CHECK_FALSE(std::filesystem::exists(output));
        return refused.what();
    }
    FAIL("the files were joined");
    return {};
}

}  // namespace

TEST_CASE("Joined results are what one run would have written") {
    const ScratchFolder folder;
    fake_run::write(folder / "together.h5", {1, 2, 3, 4});
    const auto first = write(folder / "a.h5", {1, 2, 3}, nothing);
    const auto second = write(folder / "b.h5", {1, 4}, nothing);
    std::uint32_t steps = 0;
    join_runs({first, second}, folder / "joined.h5", Existing::refuse, [&](auto done, auto of) {
        CHECK(done == ++steps);
        CHECK(of == 4);
    });
    const RunReader joined(folder / "joined.h5");
    CHECK(joined.scenarios() ==
          std::vector<std::string>{"scenario_1", "scenario_2", "scenario_3", "scenario_4"});
    CHECK(joined.content_digest() == RunReader(folder / "together.h5").content_digest());
    CHECK(joined.digest() == joined.content_digest());
    const Facts expected{
        {"files_joined", std::int64_t{2}}, {"household_months", 200.0}, {"wall_seconds", 3.0}};
    CHECK(joined.provenance("execution") == expected);
}

TEST_CASE("Scenarios of other histories keep their own in a joined result") {
    const ScratchFolder folder;
    const auto first = write(folder / "a.h5", {1, 2}, nothing);
    const auto run = fake_run::description({1, 3});
    const auto second = folder / "b.h5";
    {
        RunRecorder recorder(second, run, Existing::refuse);
        for (int r = 0; r < fake_run::replications; ++r) {
            recorder.record_history(
                r, 0, fake_run::indicators(run, run.history_months.count, r, 9));
            for (std::size_t s = 0; s < 2; ++s) {
                recorder.record(r,
                                s,
                                {fake_run::indicators(run, run.months.count, r, s == 0 ? 7 : 3),
                                 {fake_run::leases(r, 2)}});
            }
        }
        recorder.finish({});
    }
    SECTION("a scenario of one name with two results is refused") {
        CHECK_THAT(
            refusal({first, second}, folder / "joined.h5"),
            Contains("'scenario_1' has one result in") && Contains("a.h5") && Contains("b.h5"));
    }
    SECTION("and with one result each, all are there") {
        const auto third = folder / "c.h5";
        {
            auto other = fake_run::description({3});
            RunRecorder recorder(third, other, Existing::refuse);
            for (int r = 0; r < fake_run::replications; ++r) {
                recorder.record_history(
                    r, 0, fake_run::indicators(other, other.history_months.count, r, 9));
                recorder.record(r,
                                0,
                                {fake_run::indicators(other, other.months.count, r, 3),
                                 {fake_run::leases(r, 2)}});
            }
            recorder.finish({});
        }
        join_runs({first, third}, folder / "joined.h5", Existing::refuse, [](auto, auto) {});
        const RunReader joined(folder / "joined.h5");
        CHECK(joined.history_of("scenario_2") == 0);
        CHECK(joined.history_of("scenario_3") == 1);
        CHECK(joined.digest("scenario_3") == RunReader(third).digest("scenario_3"));
        CHECK(joined.history_values("scenario_3", "households").at(0, 0, 0) == 9000.0F);
        CHECK(joined.history_values("scenario_2", "households").at(0, 0, 0) == 0.0F);
    }
}

TEST_CASE("Results of other runs are not joined, and every reason is told") {
    const ScratchFolder folder;
    const auto first = write(folder / "a.h5", {1, 2}, nothing);
    const auto second = write(folder / "b.h5", {3}, [](RunDescription& run) {
        run.model[0].second = std::int64_t{2};
        run.build[0].second = std::string("1111111");
        run.inputs[0].sha256 = std::string(64, 'b');
        run.event_tables[0].name = "leases";
        run.axes[0].names[0] = "Ailleurs";
    });
    const auto told = refusal({first, second}, folder / "joined.h5");
    for (const auto* reason : {"the build of the program",
                               "seed, draws or parameters",
                               "the files of the territory",
                               "replications, months or axes"}) {
        CHECK_THAT(told, Contains(reason));
    }
    CHECK_THAT(told, !Contains("the territory at month zero") && !Contains("the design"));
}

TEST_CASE("A design is whole when each of its points is there") {
    const ScratchFolder folder;
    const auto first = write(folder / "p1.h5", {1, 2}, point_of_design(1, 3));
    const auto second = write(folder / "p2.h5", {1, 3}, point_of_design(2, 3));
    const auto third = write(folder / "p3.h5", {1, 4}, point_of_design(3, 3));
    CHECK_THAT(refusal({first, third}, folder / "joined.h5"),
               Contains("1 of 3 points of the design missing: 2 "));
    join_runs({first, second, third}, folder / "joined.h5", Existing::refuse, [](auto, auto) {});
    const auto design = RunReader(folder / "joined.h5").design();
    CHECK(design.points == 3);
    CHECK(design.source_toml == "scenario = 'x'\n");
    REQUIRE(design.table.columns.size() == 3);
    CHECK(std::get<std::vector<std::int32_t>>(design.table.columns[0].values) ==
          std::vector{1, 2, 3});
    CHECK(std::get<std::vector<std::string>>(design.table.columns[1].values) ==
          std::vector<std::string>{"scenario_2", "scenario_3", "scenario_4"});
    CHECK(std::get<std::vector<float>>(design.table.columns[2].values) ==
          std::vector{0.1F, 0.1F * 2.0F, 0.1F * 3.0F});
    CHECK_THAT(refusal({first, write(folder / "alone.h5", {1}, nothing)}, folder / "other.h5"),
               Contains("the design"));
}

TEST_CASE("Points given twice or in another order make the same result") {
    const ScratchFolder folder;
    const auto first = write(folder / "p1.h5", {1, 2}, point_of_design(1, 2));
    const auto second = write(folder / "p2.h5", {1, 3}, point_of_design(2, 2));
    const auto ignored = [](auto, auto) {};
    join_runs({first, second}, folder / "once.h5", Existing::refuse, ignored);
    join_runs({second, first, second}, folder / "twice.h5", Existing::refuse, ignored);
    const RunReader once(folder / "once.h5");
    const RunReader twice(folder / "twice.h5");
    CHECK(twice.digest() == once.digest());
    CHECK(twice.scenarios() == std::vector<std::string>{"scenario_1", "scenario_2", "scenario_3"});
    const auto design = twice.design();
    CHECK(std::get<std::vector<std::int32_t>>(design.table.columns[0].values) == std::vector{1, 2});
    CHECK(std::get<std::vector<std::string>>(design.table.columns[1].values) ==
          std::vector<std::string>{"scenario_2", "scenario_3"});
    CHECK(twice.provenance("execution") == once.provenance("execution"));
}

TEST_CASE("A damaged result is not joined") {
    const ScratchFolder folder;
    const auto first = write(folder / "a.h5", {1, 2}, nothing);
    const auto second = write(folder / "b.h5", {1, 3}, nothing);
    {
        auto file = Hdf5File::write_on(second);
        const std::vector<float> changed(9, 5.0F);
        file.write_rows<float>("/scenarios/scenario_3/indicators/households", 1, changed);
        file.flush();
        file.close();
    }
    CHECK_THROWS_MATCHES(
        join_runs({first, second}, folder / "joined.h5", Existing::refuse, [](auto, auto) {}),
        OutputError,
        Message(second.string() + ": damaged: its content is not what was written; it must be run "
                                  "again"));
    CHECK_FALSE(std::filesystem::exists(folder / "joined.h5"));
}

TEST_CASE("A joined result does not replace one of those it is made of") {
    const ScratchFolder folder;
    const auto first = write(folder / "a.h5", {1, 2}, nothing);
    CHECK_THROWS_AS(join_runs({first}, first, Existing::replace, [](auto, auto) {}), WrongRequest);
    CHECK(RunReader(first).scenarios().size() == 2);
}

TEST_CASE("The results of a folder are those of the format, by name") {
    const ScratchFolder folder;
    CHECK_THROWS_MATCHES(result_files_of(folder.path()),
                         OutputError,
                         Message(folder.path().string() + ": holds no result file (.h5)"));
    CHECK_THROWS_MATCHES(result_files_of(folder / "none"),
                         OutputError,
                         Message((folder / "none").string() +
                                 ": cannot read the folder: No such file or directory"));
    for (const auto* name : {"p002.h5", "p001.h5", "p003.h5.part", "notes.txt"}) {
        write_bytes(folder / name, "x");
    }
    CHECK(result_files_of(folder.path()) ==
          std::vector<std::filesystem::path>{folder / "p001.h5", folder / "p002.h5"});
}
