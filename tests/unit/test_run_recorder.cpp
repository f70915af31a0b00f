#include <catch2/catch.hpp>

#include "fake_run.hpp"
#include "foundation/failure.hpp"
#include "observation/digest.hpp"
#include "observation/hdf5_file.hpp"
#include "observation/run_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

/// The places at which two files of equal length differ.
std::vector<std::size_t> differing_bytes(const std::string& a, const std::string& b) {
    std::vector<std::size_t> places;
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) {
            places.push_back(i);
        }
    }
    return places;
}

}  // namespace

TEST_CASE("Two identical runs give identical bytes") {
    const ScratchFolder folder;
    fake_run::write(folder / "a.h5");
    fake_run::write(folder / "b.h5");
    CHECK(differing_bytes(bytes_of(folder / "a.h5"), bytes_of(folder / "b.h5")).empty());
}

TEST_CASE("Threads and times change the bytes of execution only, and no digest") {
    const ScratchFolder folder;
    fake_run::write(folder / "a.h5", {1, 2}, {{"threads", std::int64_t{2}}, {"wall_seconds", 0.5}});
    fake_run::write(folder / "b.h5", {1, 2}, {{"threads", std::int64_t{1}}, {"wall_seconds", 4.0}});
    const auto places = differing_bytes(bytes_of(folder / "a.h5"), bytes_of(folder / "b.h5"));
    // Two numbers of 8 bytes, and the checksums of the two blocks that hold them.
    CHECK_FALSE(places.empty());
    CHECK(places.size() <= std::size_t{2} * (8 + 4));
    CHECK(RunReader(folder / "a.h5").digest() == RunReader(folder / "b.h5").digest());
    CHECK(RunReader(folder / "a.h5").content_digest() == RunReader(folder / "a.h5").digest());
}

TEST_CASE("A scenario's digest is the same whichever others share the file") {
    const ScratchFolder folder;
    fake_run::write(folder / "alone.h5", {2});
    fake_run::write(folder / "both.h5", {1, 2});
    fake_run::write(folder / "turned.h5", {2, 1});
    const RunReader alone(folder / "alone.h5");
    const RunReader both(folder / "both.h5");
    const RunReader turned(folder / "turned.h5");
    CHECK(alone.digest("scenario_2") == both.digest("scenario_2"));
    CHECK(turned.digest("scenario_2") == both.digest("scenario_2"));
    CHECK(turned.digest("scenario_1") == both.digest("scenario_1"));
    CHECK(both.digest("scenario_1") != both.digest("scenario_2"));
    CHECK(alone.digest() != both.digest());
}

TEST_CASE("One number, in the scenario or in its history, changes the digests") {
    const ScratchFolder folder;
    const auto run = fake_run::description({1});
    const auto digests = [&](float in_history, float in_scenario) {
        const auto path = folder / "run.h5";
        RunRecorder recorder(path, run, Existing::replace);
        for (int r = 0; r < fake_run::replications; ++r) {
            auto history = fake_run::indicators(run, run.history_months.count, r, 0);
            auto scenario = fake_run::indicators(run, run.months.count, r, 1);
            history.front() += in_history;
            scenario.front() += in_scenario;
            recorder.record_history(r, 0, history);
            recorder.record(r, 0, {scenario, {fake_run::leases(r, 1)}});
        }
        recorder.finish({});
        const RunReader reader(path);
        return std::pair{reader.digest(), reader.digest("scenario_1")};
    };
    const auto neither = digests(0, 0);
    CHECK(digests(0, 0) == neither);
    CHECK(digests(1, 0).first != neither.first);
    CHECK(digests(1, 0).second != neither.second);
    CHECK(digests(0, 1).first != neither.first);
    CHECK(digests(0, 1).second != neither.second);
}

TEST_CASE("A result has its name only once it is finished") {
    const ScratchFolder folder;
    const auto run = fake_run::description({1});
    {
        RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
        CHECK(std::filesystem::exists(folder / "run.h5.part"));
        CHECK_FALSE(std::filesystem::exists(folder / "run.h5"));
        fake_run::record_all(recorder, run, {1});
        recorder.finish({});
        CHECK(std::filesystem::exists(folder / "run.h5"));
        CHECK_FALSE(std::filesystem::exists(folder / "run.h5.part"));
    }
    CHECK(std::filesystem::exists(folder / "run.h5"));
}

TEST_CASE("An unfinished run leaves nothing, and an earlier result as it was") {
    const ScratchFolder folder;
    { const RunRecorder recorder(folder / "run.h5", fake_run::description({1}), Existing::refuse); }
    CHECK(folder.empty());
    write_bytes(folder / "run.h5", "earlier");
    {
        const RunRecorder recorder(
            folder / "run.h5", fake_run::description({1}), Existing::replace);
    }
    CHECK(bytes_of(folder / "run.h5") == "earlier");
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5.part"));
}

TEST_CASE("An existing result is replaced only when asked") {
    const ScratchFolder folder;
    write_bytes(folder / "run.h5", "earlier");
    CHECK_THROWS_AS(RunRecorder(folder / "run.h5", fake_run::description({1}), Existing::refuse),
                    OutputExists);
    CHECK_THROWS_WITH(RunRecorder(folder / "run.h5", fake_run::description({1}), Existing::refuse),
                      Contains("run.h5: cannot write it: the file exists already"));
    CHECK(bytes_of(folder / "run.h5") == "earlier");
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5.part"));
    write_bytes(folder / "run.h5.part", "of another run");
    CHECK_THROWS_AS(RunRecorder(folder / "run.h5", fake_run::description({1}), Existing::refuse),
                    OutputExists);
    CHECK(bytes_of(folder / "run.h5.part") == "of another run");
    fake_run::write(folder / "run.h5");
    CHECK(RunReader(folder / "run.h5").complete());
}

TEST_CASE("Replications out of order, missing or of another size are mistakes of the program") {
    const ScratchFolder folder;
    const auto run = fake_run::description({1});
    RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
    const auto history = fake_run::indicators(run, run.history_months.count, 0, 0);
    CHECK_THROWS_AS(recorder.record_history(1, 0, history), InvariantViolation);
    CHECK_THROWS_AS(recorder.record_history(0, 1, history), InvariantViolation);
    CHECK_THROWS_AS(recorder.record_history(0, 0, {1.0F}), InvariantViolation);
    CHECK_THROWS_AS(recorder.finish({}), InvariantViolation);
}

TEST_CASE("A run without events, without axes' entries or without rows is written and read") {
    const ScratchFolder folder;
    auto run = fake_run::description({1});
    run.event_tables.clear();
    run.axes[1].codes.clear();
    run.axes[1].names.clear();
    run.inputs.clear();
    run.scenarios[0].parameters.clear();
    RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
    for (int r = 0; r < fake_run::replications; ++r) {
        recorder.record_history(r, 0, std::vector<float>(16));
        recorder.record(r, 0, {std::vector<float>(12), {}});
    }
    recorder.finish({});
    const RunReader reader(folder / "run.h5");
    CHECK_FALSE(reader.has_events("scenario_1", "leases"));
    CHECK_THROWS_WITH(reader.events("scenario_1", "leases"), Contains("the run left it out"));
    CHECK(reader.values("scenario_1", "leases_by_quartile").values.empty());
    CHECK(reader.inputs().empty());
}

TEST_CASE("Scenarios that differ before the fork have histories of their own") {
    const ScratchFolder folder;
    auto run = fake_run::description({1, 2});
    run.histories = 2;
    run.scenarios[1].history = 1;
    RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
    for (int r = 0; r < fake_run::replications; ++r) {
        for (std::size_t h = 0; h < 2; ++h) {
            recorder.record_history(r, h, fake_run::indicators(run, 4, r, static_cast<int>(h) + 5));
        }
        for (std::size_t s = 0; s < 2; ++s) {
            recorder.record(r, s, {fake_run::indicators(run, 3, r, 1), {fake_run::leases(r, 1)}});
        }
    }
    recorder.finish({});
    const RunReader reader(folder / "run.h5");
    CHECK(reader.history_values("scenario_1", "households").at(1, 0, 0) == 5100.0F);
    CHECK(reader.history_values("scenario_2", "households").at(1, 0, 0) == 6100.0F);
    CHECK(reader.scenario("scenario_2").history == 1);
}
