#include <csignal>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake_run.hpp"
#include "foundation/failure.hpp"
#include "observation/run_reader.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

/// While it lives, no file can grow beyond so many bytes: what a full disk does.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        signal_before_ = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        static_cast<void>(std::signal(SIGXFSZ, signal_before_));
    }

  private:
    rlimit before_{};
    void (*signal_before_)(int) = SIG_DFL;
};

/// While it lives, the program has no more rights than anybody.
class Anybody {
  public:
    Anybody() : user_(geteuid()) {
        constexpr uid_t nobody = 65534;
        if (user_ == 0 && seteuid(nobody) != 0) {
            throw std::runtime_error("cannot become another user");
        }
    }
    Anybody(const Anybody&) = delete;
    Anybody& operator=(const Anybody&) = delete;
    ~Anybody() {
        if (seteuid(user_) != 0) {
            std::terminate();
        }
    }

  private:
    uid_t user_;
};

std::string failure_of(const std::filesystem::path& output) {
    try {
        fake_run::write(output);
    } catch (const OutputExists&) {
        throw;
    } catch (const OutputError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("A full disk is told, wherever it fills, and leaves nothing behind") {
    const ScratchFolder folder;
    fake_run::write(folder / "whole.h5");
    const auto whole = std::filesystem::file_size(folder / "whole.h5");
    std::filesystem::remove(folder / "whole.h5");
    for (int tenth = 0; tenth < 10; ++tenth) {
        std::string told;
        {
            const FullDisk full(whole * static_cast<unsigned>(tenth) / 10);
            told = failure_of(folder / "run.h5");
        }
        CHECK_THAT(told, Contains("run.h5.part: cannot ") && Contains("File too large"));
        CHECK(folder.empty());
    }
    CHECK(failure_of(folder / "run.h5").empty());
    CHECK(RunReader(folder / "run.h5").complete());
}

TEST_CASE("A full disk leaves an earlier result as it was") {
    const ScratchFolder folder;
    write_bytes(folder / "run.h5", "earlier");
    {
        const FullDisk full(20'000);
        CHECK_FALSE(failure_of(folder / "run.h5").empty());
    }
    CHECK(bytes_of(folder / "run.h5") == "earlier");
}

TEST_CASE("A folder that is absent, a file or read-only is told") {
    const ScratchFolder folder;
    CHECK_THAT(failure_of(folder / "absent" / "run.h5"),
               Contains("absent/run.h5.part: cannot create the file") && Contains("No such file"));
    write_bytes(folder / "file", "");
    CHECK_THAT(failure_of(folder / "file" / "run.h5"), Contains("Not a directory"));
    std::filesystem::create_directory(folder / "closed");
    std::filesystem::permissions(folder / "closed", std::filesystem::perms(0555));
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    const Anybody anybody;
    CHECK_THAT(failure_of(folder / "closed" / "run.h5"), Contains("Permission denied"));
}

TEST_CASE("A result's name that is a folder is told, and the folder stays") {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "run.h5");
    for (const auto existing : {Existing::refuse, Existing::replace}) {
        CHECK_THROWS_AS(refuse_existing(folder / "run.h5", existing), OutputExists);
        CHECK_THROWS_WITH(refuse_existing(folder / "run.h5", existing),
                          Contains("cannot write it: it is a folder"));
    }
    CHECK_THROWS_AS(fake_run::write(folder / "run.h5"), OutputExists);
    CHECK(std::filesystem::is_directory(folder / "run.h5"));
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5.part"));
}

TEST_CASE("An output that names no file, or what is none, is refused") {
    const ScratchFolder folder;
    CHECK_THROWS_AS(refuse_existing("", Existing::replace), WrongRequest);
    CHECK_THROWS_AS(refuse_existing(folder / "", Existing::replace), WrongRequest);
    CHECK_THROWS_WITH(refuse_existing("/dev/null", Existing::replace), Contains("no plain file"));
}

TEST_CASE("A killed run leaves no result; what it leaves is none, and the next run replaces it") {
    const ScratchFolder folder;
    const auto child = fork();
    if (child == 0) {
        const auto run = fake_run::description({1});
        RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
        fake_run::record_all(recorder, run, {1});
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5"));
    REQUIRE(std::filesystem::exists(folder / "run.h5.part"));
    CHECK_THROWS_AS(RunReader(folder / "run.h5.part"), OutputError);
    fake_run::write(folder / "run.h5");
    CHECK(RunReader(folder / "run.h5").complete());
    CHECK_FALSE(std::filesystem::exists(folder / "run.h5.part"));
}

TEST_CASE("A checkpoint for which the disk has no room is told, and the one before stays") {
    const ScratchFolder folder;
    const auto run = fake_run::description({1});
    RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
    const auto checkpoint = checkpoint_of(folder / "run.h5");
    recorder.begin_checkpoints(EarlierCheckpoint::refuse);
    recorder.leave_checkpoint({0, {1, 0}});
    const auto before = bytes_of(checkpoint);
    {
        const FullDisk full(before.size() / 2);
        CHECK_THROWS_AS(recorder.leave_checkpoint({0, {1, 1}}), OutputError);
    }
    CHECK(bytes_of(checkpoint) == before);
}

TEST_CASE("A run goes on from its checkpoint with what was noted") {
    const ScratchFolder folder;
    const auto run = fake_run::description({1});
    {
        RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
        CHECK(recorder.begin_checkpoints(EarlierCheckpoint::go_on).replications == 0);
        recorder.leave_checkpoint({0, {1, 0, 1}});
    }
    RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
    const auto reached = recorder.begin_checkpoints(EarlierCheckpoint::go_on);
    CHECK(reached.notes == std::vector<std::uint8_t>{1, 0, 1});
    fake_run::record_all(recorder, run, {1});
    recorder.finish({});
    CHECK(RunReader(folder / "run.h5").complete());
    CHECK_FALSE(std::filesystem::exists(checkpoint_of(folder / "run.h5")));
}

TEST_CASE("A part file has a name that nothing has, with the suffix last") {
    const ScratchFolder folder;
    const auto first = free_part_name(folder / "run.csv");
    CHECK(first.extension() == ".csv");
    CHECK(first.parent_path() == folder.path());
    write_bytes(first, "of the user");
    CHECK(free_part_name(folder / "run.csv") != first);
}
