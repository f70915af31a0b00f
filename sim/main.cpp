#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "foundation/counted.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "observation/joined_run.hpp"
#include "observation/process_memory.hpp"
#include "observation/run_reader.hpp"
#include "publication/comparison.hpp"
#include "publication/export.hpp"
#include "publication/factor_effects.hpp"
#include "publication/first_difference.hpp"
#include "publication/inspection.hpp"
#include "publication/report.hpp"
#include "publication/sensitivity.hpp"
#include "publication/story.hpp"
#include "scenario/describe.hpp"
#include "study/fit_text.hpp"
#include "study/prepared_run.hpp"
#include "study/recorded_run.hpp"
#include "study/recorded_sweep.hpp"
#include "study/scorecard.hpp"
#include "study/traced_run.hpp"

namespace {

using namespace mixite;

// sysexits.h, as the command line's contract says.
enum ExitCode : int {
    success = 0,
    facts_failed = 1,
    files_differ = 1,
    wrong_command_line = 64,
    wrong_data = 65,
    missing_input = 66,
    our_bug = 70,
    output_exists = 73,
    output_failed = 74,
    wrong_scenario = 78,
    interrupted = 130
};

// Set by the signal handler, which may touch nothing else.
std::atomic<bool> stop_asked{false};

extern "C" void ask_to_stop(int) {
    stop_asked = true;
}

/// For work that looks at stop_asked; all other is ended by the signal itself.
void stop_when_asked() {
    static_cast<void>(std::signal(SIGINT, ask_to_stop));
    static_cast<void>(std::signal(SIGTERM, ask_to_stop));
}

struct Options {
    std::vector<std::filesystem::path> scenarios;
    std::filesystem::path territory;
    std::filesystem::path output;
    std::filesystem::path file;
    std::filesystem::path other_file;
    std::vector<std::filesystem::path> results;
    std::filesystem::path geometry;
    std::filesystem::path scorecard;
    std::uint32_t replications = 10;
    std::uint64_t seed = 1;
    std::size_t threads = ThreadCount::of_this_machine();
    std::string until;
    std::string baseline;
    std::string key;
    std::string format = "table";
    std::vector<std::string> at;
    std::string scenario;
    std::string language = "fr";
    std::string shard = "1/1";
    int replication = 0;
    std::uint32_t checkpoint_every = 0;
    std::int64_t household = 0;
    std::int64_t dwelling = 0;
    std::filesystem::path monde;
    bool mondes = false;
    bool events = false;
    bool draw_parameters = false;
    bool dry_run = false;
    bool force = false;
    bool resume = false;
    bool quiet = false;
    bool json = false;
    bool verify = false;
};

void print(const std::string& text) {
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
        throw OutputError("cannot write to standard output: is the disk full?");
    }
}

Month given_month(const std::string& option, const std::string& text) {
    const auto month = parse_month(text);
    if (!month) {
        throw CLI::ValidationError(option,
                                   fmt::format("'{}' is not a month from {} to {}, such as 2030-12",
                                               text,
                                               first_calendar_year,
                                               last_calendar_year));
    }
    return *month;
}

std::optional<Month> month_option(const std::string& option, const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(given_month(option, text));
}

RunRequest request_of(const Options& o) {
    return {.scenarios = o.scenarios,
            .territory = o.territory,
            .mondes = o.monde.empty() ? std::vector<std::filesystem::path>{}
                                      : std::vector<std::filesystem::path>{o.monde},
            .all_mondes = o.mondes,
            .replications = o.replications,
            .seed = o.seed,
            .until = month_option("--until", o.until),
            .offers = o.events ? OfferTrail::kept : OfferTrail::forgotten,
            .parameters = o.draw_parameters ? ParameterValues::drawn : ParameterValues::as_given};
}

/// Lines for a log: of every tenth of the steps, or a minute after the last.
Progress sparse_lines(const char* step) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    return [start, step, told = std::uint32_t{0}, last = start](std::uint32_t done,
                                                                std::uint32_t of) mutable {
        const auto now = Clock::now();
        if (done == of || done - told >= std::max(1U, of / 10) ||
            now - last >= std::chrono::minutes(1)) {
            const std::chrono::duration<double> spent = now - start;
            fmt::print(stderr, "{} {} of {}, {:.1f} s\n", step, done, of, spent.count());
            told = done;
            last = now;
        }
    };
}

// A bar on a terminal; elsewhere a few lines. On stderr: stdout carries results only.
Progress progress_on_stderr(const Options& o, const char* step) {
    if (o.quiet) {
        return [](std::uint32_t, std::uint32_t) {};
    }
    if (isatty(STDERR_FILENO) == 0) {
        return sparse_lines(step);
    }
    const auto start = std::chrono::steady_clock::now();
    return [start](std::uint32_t done, std::uint32_t of) {
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        const double left = spent.count() / done * (of - done);
        const int filled = static_cast<int>(40.0 * done / of);
        fmt::print(stderr,
                   "\r[{:=<{}}{:<{}}] {} of {}, {:.1f} a second, {:.0f} s left ",
                   "",
                   filled,
                   "",
                   40 - filled,
                   done,
                   of,
                   done / spent.count(),
                   left);
        fmt::print(stderr, "{}", done == of ? "\n" : "");
    };
}

/// Of a verb whose scripts expect nothing beside its result: a bar on a terminal, elsewhere
/// silence.
Progress bar_on_terminal(const Options& o, const char* step) {
    return isatty(STDERR_FILENO) != 0 ? progress_on_stderr(o, step) : Progress{};
}

int check_verb(const Options& o) {
    const auto input = check_input(request_of(o));
    for (const auto& note : input.notes) {
        fmt::print(stderr, "{}\n", note_text(note));
    }
    if (!o.mondes) {  // whose values would be told with the strategies' own
        for (const auto& scenario : input.scenarios) {
            print(describe_changes(scenario));
        }
    }
    print(
        fmt::format("{}{} and the territory '{}' are sound\n",
                    counted(static_cast<std::int64_t>(o.scenarios.size()), "scenario", "scenarios"),
                    o.mondes ? fmt::format(", {} mondes", input.behaviours.size()) : "",
                    input.tables.facts.name));
    return success;
}

int describe_verb(const Options& o) {
    print(o.scenarios.empty() ? describe_keys(o.key, o.format)
                              : describe_scenario(o.scenarios.front(), o.key, o.format));
    return success;
}

std::string duration(double seconds) {
    constexpr double minute = 60.0;
    constexpr double hour = 60.0 * minute;
    return seconds < 2.0 * minute ? fmt::format("{:.0f} s", seconds)
           : seconds < 2.0 * hour ? fmt::format("{:.0f} min", seconds / minute)
                                  : fmt::format("{:.0f} h", seconds / hour);
}

std::string threads_text(std::size_t threads) {
    return counted(static_cast<std::int64_t>(threads), "thread", "threads");
}

void say_size(const PreparedRun& prepared, std::size_t threads) {
    const auto size = size_of(prepared, threads);
    const auto agglomerations = prepared.experiment.agglomerations;
    print(fmt::format(
        "{} households, {} social dwellings, {} open requests at the start\n"
        "{:.1f} million household-months; about {:.0f} MB of memory beyond the program's own, "
        "{} on {}\n",
        agglomerations * prepared.month_zero().households.size(),
        agglomerations * prepared.month_zero().dwellings.size(),
        agglomerations * prepared.month_zero().applications.size(),
        static_cast<double>(size.household_months) / 1e6,
        static_cast<double>(size.bytes) / 1e6,
        duration(seconds_of(prepared, threads)),
        threads_text(threads)));
}

/// Before a run, so that nobody runs for hours what mixite sensitivity then refuses.
void say_what_sensitivity_lacks(const Options& o, const std::string& lacks) {
    if (!lacks.empty() && (o.dry_run || !o.quiet)) {
        fmt::print(stderr, "note: mixite sensitivity will refuse the result: {}\n", lacks);
    }
}

Checkpoints checkpoints_of(const Options& o) {
    return {.every = o.checkpoint_every,
            .earlier = o.resume  ? EarlierCheckpoint::go_on
                       : o.force ? EarlierCheckpoint::replace
                                 : EarlierCheckpoint::refuse};
}

int run_verb(const Options& o) {
    const ThreadCount threads(o.threads);
    const auto existing = o.force ? Existing::replace : Existing::refuse;
    if (!o.dry_run) {
        refuse_existing(o.output, existing);
    }
    require_folder(o.output);
    const auto prepared = prepare(request_of(o));
    require_kept_trail(prepared);
    if (o.draw_parameters) {
        say_what_sensitivity_lacks(o, too_few_to_tell(static_cast<int>(o.replications)));
    }
    if (o.dry_run) {
        say_size(prepared, o.threads);
        require_room(prepared, o.threads, free_bytes());
        return success;
    }
    require_room(prepared, o.threads, free_bytes());
    stop_when_asked();
    const auto execution = record_run(prepared,
                                      o.output,
                                      existing,
                                      checkpoints_of(o),
                                      stop_asked,
                                      progress_on_stderr(o, "replication"));
    if (!o.quiet) {
        fmt::print(stderr, "{}", phase_report(execution));
        for (const auto& sentence : told_once(execution.idle_rules)) {
            fmt::print(stderr, "note: {}\n", sentence);
        }
    }
    return success;
}

void say_size(PreparedSweep& sweep, Shard shard, std::size_t threads) {
    const auto size = size_of(sweep, shard, threads);
    print(
        fmt::format("{} of {} points, {} replications each\n"
                    "about {:.0f} MB of memory beyond the program's own, {} on {}\n",
                    size.points,
                    sweep.points,
                    sweep.design.replications,
                    static_cast<double>(size.batch.bytes) / 1e6,
                    duration(size.seconds),
                    threads_text(threads)));
}

int sweep_verb(const Options& o) {
    const ThreadCount threads(o.threads);
    const auto shard = parse_shard(o.shard);
    auto sweep = prepare_sweep(o.file, o.territory);
    say_what_sensitivity_lacks(o, not_told_apart(sweep.description.design));
    if (o.dry_run) {
        say_size(sweep, shard, o.threads);
        return success;
    }
    require_room(sweep, shard, o.threads, free_bytes());
    stop_when_asked();
    const auto execution = run_sweep(sweep,
                                     o.output,
                                     shard,
                                     o.resume ? EarlierPoints::take_over : EarlierPoints::refuse,
                                     stop_asked,
                                     progress_on_stderr(o, "replication of a batch of points"));
    if (!o.quiet) {
        fmt::print(stderr,
                   "{} points run, {} taken over\n{}",
                   execution.ran,
                   execution.taken_over,
                   phase_report(execution.total));
        for (const auto& sentence : told_once(execution.total.idle_rules)) {
            fmt::print(stderr, "note: {}\n", sentence);
        }
    }
    return success;
}

int merge_verb(const Options& o) {
    std::vector<std::filesystem::path> files;
    for (const auto& given : o.results) {
        const auto of_folder = std::filesystem::is_directory(given)
                                   ? result_files_of(given)
                                   : std::vector<std::filesystem::path>{given};
        files.insert(files.end(), of_folder.begin(), of_folder.end());
    }
    join_runs(files,
              o.output,
              o.force ? Existing::replace : Existing::refuse,
              progress_on_stderr(o, "scenario"));
    return success;
}

int compare_verb(const Options& o) {
    std::vector<Month> at;
    at.reserve(o.at.size());
    for (const auto& text : o.at) {
        at.push_back(given_month("--at", text));
    }
    const RunReader run(o.file);
    print(comparison_text(compare(run, o.baseline, at, bar_on_terminal(o, "scenario")), o.format));
    return success;
}

int sensitivity_verb(const Options& o) {
    const RunReader run(o.file);
    print(run.design().table.columns.empty()
              ? sensitivity_text(sensitivity(run, o.baseline), o.format)
              : factor_effects_text(factor_effects(run, o.baseline), o.format));
    return success;
}

int report_verb(const Options& o) {
    const ReportRequest request{.output = o.output,
                                .language = o.language,
                                .outlines = o.geometry,
                                .scorecard = o.scorecard,
                                .existing = o.force ? Existing::replace : Existing::refuse,
                                .progress = progress_on_stderr(o, "report: step")};
    const RunReader run(o.file);
    if (run.statistical_secrecy()) {
        throw WrongRequest(fmt::format(
            "{}: under statistical secrecy the page would show what rests on few households; "
            "mixite export and mixite compare mask them",
            o.file.string()));
    }
    const ThreadCount threads(o.threads);
    write_report(run, request);
    return success;
}

int inspect_verb(const Options& o) {
    const RunReader run(o.file, Unfinished::accept);
    if (o.verify) {
        require_as_written(run);
        fmt::print(stderr, "verified: it holds what was written\n");
    }
    print(o.json ? inspection_json(run) : inspection_text(run));
    return success;
}

int digest_verb(const Options& o) {
    print(RunReader(o.file).content_digest() + "\n");
    return success;
}

int fit_verb(const Options& o) {
    const ThreadCount threads(o.threads);
    print(fit_text(prepare(request_of(o)).fit, o.format));
    return success;
}

int validate_verb(const Options& o) {
    const ThreadCount threads(o.threads);
    const auto prepared = prepare(request_of(o));
    stop_when_asked();
    const auto scorecard = score(prepared, stop_asked, progress_on_stderr(o, "replication"));
    print(scorecard_text(scorecard, o.format));
    return any_firm_fact_fails(scorecard) ? facts_failed : success;
}

// Every hundredth of the steps: an export to CSV has thousands.
Progress sparing(const Progress& progress) {
    return [progress](std::uint32_t done, std::uint32_t of) {
        if (done == of || done % std::max(1U, of / 100) == 0) {
            progress(done, of);
        }
    };
}

int export_verb(const Options& o) {
    export_run(RunReader(o.file),
               {.output = o.output,
                .geometry = o.geometry,
                .existing = o.force ? Existing::replace : Existing::refuse},
               sparing(progress_on_stderr(o, "step")));
    return success;
}

int diff_verb(const Options& o) {
    const auto difference = first_difference(RunReader(o.file), RunReader(o.other_file));
    print(difference ? difference_text(*difference) : "the two results hold the same\n");
    return difference ? files_differ : success;
}

/// From the file if it holds the trail; otherwise the replication is run again.
TrailTables trail_of(const RunReader& run, const Options& o) {
    if (holds_trail(run, o.scenario)) {
        return stored_trail(run, o.scenario, o.replication);
    }
    if (o.territory.empty()) {
        throw WrongRequest(fmt::format(
            "{}: holds no decision trail (it was not run with --events): give --territory DIR, the "
            "folder that it was run with, to run replication {} again",
            run.path().string(),
            o.replication));
    }
    const ThreadCount threads(o.threads);
    stop_when_asked();
    return {traced_replication(run, {o.scenario, o.replication, o.territory}, stop_asked)};
}

void require_scenario(const RunReader& run, const std::string& name) {
    const auto& names = run.scenarios();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        throw WrongRequest(fmt::format("--scenario '{}': no such scenario in {} (it holds: {})",
                                       name,
                                       run.path().string(),
                                       fmt::join(names, ", ")));
    }
}

int trace_verb(const Options& o) {
    const RunReader run(o.file);
    require_scenario(run, o.scenario);
    const auto described = run.scenario(o.scenario);
    if (!run.has_events(o.scenario, "leases")) {
        throw WrongRequest(fmt::format("{}: {}",
                                       run.path().string(),
                                       run.statistical_secrecy()
                                           ? "under statistical secrecy nobody's story is told"
                                           : "it holds no leases (of several agglomerations only "
                                             "indicators are kept)"));
    }
    if (o.replication < 0 || o.replication >= run.replications()) {
        throw WrongRequest(fmt::format("--replication {}: {} has replications 0 to {}",
                                       o.replication,
                                       run.path().string(),
                                       run.replications() - 1));
    }
    const StorySubject subject = o.household != 0
                                     ? StorySubject{StorySubject::Kind::household, o.household}
                                     : StorySubject{StorySubject::Kind::dwelling, o.dwelling};
    const auto trail = trail_of(run, o);
    print(story_text(trail,
                     subject,
                     {.axes = run.axes(),
                      .enumerations = run.enumerations(),
                      .scenario = o.scenario,
                      .title = described.title,
                      .legal_status = described.legal_status,
                      .grid_groups = described.grid_groups,
                      .replication = o.replication,
                      .language = o.language == "en" ? Language::english : Language::french}));
    return success;
}

CLI::App* verb(CLI::App& app,
               const std::string& name,
               const std::string& what,
               const std::string& example) {
    auto* sub = app.add_subcommand(name, what);
    sub->footer("Example:\n  " + example);
    return sub;
}

void add_input(CLI::App* sub, Options& o) {
    sub->add_option("scenarios", o.scenarios, "scenario files; the first is the baseline")
        ->required();
    sub->add_option(
        "--territory", o.territory, "folder of the territory (default: the scenario's)");
}

void add_one_input(CLI::App* sub, Options& o) {
    sub->add_option("scenario", o.scenarios, "scenario file")->required()->expected(1);
    sub->add_option(
        "--territory", o.territory, "folder of the territory (default: the scenario's)");
}

void add_draws(CLI::App* sub, Options& o) {
    sub->add_flag("--draw-parameters",
                  o.draw_parameters,
                  "draw anew for each replication, within its range, each value of the behaviour "
                  "that is known no better");
}

void add_mondes(CLI::App* sub, Options& o) {
    sub->add_flag(
        "--mondes",
        o.mondes,
        "cross the scenarios with the mondes (rival explanations of the same data) in the "
        "folder 'mondes' beside the scenario that they extend: scenario@monde");
}

void add_threads(CLI::App* sub, Options& o) {
    sub->add_option("--threads", o.threads, "threads (no result depends on it)")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
}

void add_sampling(CLI::App* sub, Options& o) {
    sub->add_option("--replications", o.replications, "random lives of the territory")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    sub->add_option("--seed", o.seed, "seed of all draws")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 53))
        ->capture_default_str();
    add_threads(sub, o);
}

void add_run(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* sub = verb(app,
                     "run",
                     "simulate scenarios on the same random lives, into one result file",
                     "mixite run scenarios/reference.toml scenarios/cia-stricte.toml -o run.h5 "
                     "--replications 30");
    add_input(sub, o);
    add_sampling(sub, o);
    sub->add_option("-o,--output", o.output, "result file (HDF5)")->required();
    sub->add_option("--until", o.until, "last month, in place of the scenarios': YYYY-MM");
    add_mondes(sub, o);
    sub->add_flag("--events", o.events, "keep every offer and its answer");
    add_draws(sub, o);
    sub->add_flag("--dry-run", o.dry_run, "say how large the run is, and run nothing");
    sub->add_flag("--force", o.force, "replace the result file if it is there");
    sub->add_option(
           "--checkpoint-every",
           o.checkpoint_every,
           "replications after which the run leaves, beside the result file, what --resume "
           "goes on from: after an interruption these are not run again")
        ->check(CLI::Range(1, 100000));
    sub->add_flag("--resume",
                  o.resume,
                  "go on from the checkpoint of the same run, if there is one (same result)");
    sub->add_flag("--quiet", o.quiet, "say nothing on the way");
    sub->callback([&o, &chosen] { chosen = [&o] { return run_verb(o); }; });
}

void add_sweep(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* sweep =
        verb(app,
             "sweep",
             "run a scenario with other values of some keys, one result a point of a design",
             "mixite sweep scenarios/plans/quota-q1.toml -o points --shard 1/4");
    sweep->add_option("design", o.file, "file of the design")->required();
    sweep->add_option("-o,--output", o.output, "folder of the results")->required();
    sweep->add_option(
        "--territory", o.territory, "folder of the territory (default: the baseline's)");
    sweep->add_option("--shard", o.shard, "which part of the points, for several machines: 2/8")
        ->capture_default_str();
    sweep->add_flag("--resume", o.resume, "take over the points that are done, run the others");
    sweep->add_flag("--dry-run", o.dry_run, "say how large the sweep is, and run nothing");
    add_threads(sweep, o);
    sweep->add_flag("--quiet", o.quiet, "say nothing on the way");
    sweep->callback([&o, &chosen] { chosen = [&o] { return sweep_verb(o); }; });

    auto* merge = verb(app,
                       "merge",
                       "one result of the points of a sweep, or of runs on the same random lives",
                       "mixite merge points -o sweep.h5");
    merge->add_option("results", o.results, "result files, or the folder that holds them")
        ->required();
    merge->add_option("-o,--output", o.output, "result file (HDF5)")->required();
    merge->add_flag("--force", o.force, "replace the result file if it is there");
    merge->add_flag("--quiet", o.quiet, "say nothing on the way");
    merge->callback([&o, &chosen] { chosen = [&o] { return merge_verb(o); }; });
}

void add_reading_verbs(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* compare = verb(app,
                         "compare",
                         "paired differences against a baseline, with 95 % intervals",
                         "mixite compare run.h5 --at 2027-12 --at 2030-12");
    compare->add_option("run", o.file, "result file")->required();
    compare->add_option("--baseline", o.baseline, "scenario to compare with (default: the first)");
    compare->add_option("--at", o.at, "months: YYYY-MM");
    compare->add_option("--format", o.format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    compare->add_flag("--quiet", o.quiet, "say nothing on the way");
    compare->callback([&o, &chosen] { chosen = [&o] { return compare_verb(o); }; });

    auto* dependence = verb(app,
                            "sensitivity",
                            "on which parameters that were drawn, or factors of a design, results "
                            "depend",
                            "mixite sensitivity run.h5");
    dependence
        ->add_option(
            "run", o.file, "result file of a run with --draw-parameters, or of a merged sweep")
        ->required();
    dependence->add_option("--baseline", o.baseline, "as in compare");
    dependence->add_option("--format", o.format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    dependence->callback([&o, &chosen] { chosen = [&o] { return sensitivity_verb(o); }; });

    auto* report = verb(app,
                        "report",
                        "one page to look at, that needs no network and nothing installed",
                        "mixite report run.h5 -o rapport.html");
    report->add_option("run", o.file, "result file")->required();
    report->add_option("-o,--output", o.output, "page (HTML)")->required();
    report->add_option("--lang", o.language, "language shown first: fr or en")
        ->check(CLI::IsMember({"fr", "en"}));
    report->add_option("--geometry", o.geometry, "outlines of the zones (GeoJSON)");
    report->add_option("--scorecard",
                       o.scorecard,
                       "what mixite validate --format json says of the reference, to show with it");
    add_threads(report, o);
    report->add_flag("--force", o.force, "replace the page if it is there");
    report->callback([&o, &chosen] { chosen = [&o] { return report_verb(o); }; });

    auto* inspect = verb(app,
                         "inspect",
                         "what a result file is, how it was made, whether it is complete",
                         "mixite inspect run.h5 --json");
    inspect->add_option("run", o.file, "result file")->required();
    inspect->add_flag("--json", o.json, "as JSON");
    inspect->add_flag(
        "--verify", o.verify, "read all of the file, and refuse it if it is not as it was written");
    inspect->callback([&o, &chosen] { chosen = [&o] { return inspect_verb(o); }; });

    auto* digest =
        verb(app, "digest", "the hash of a result's content, one line", "mixite digest run.h5");
    digest->add_option("run", o.file, "result file")->required();
    digest->callback([&o, &chosen] { chosen = [&o] { return digest_verb(o); }; });
}

void add_export(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* sub = verb(app,
                     "export",
                     "the results for other programs: .csv, .xlsx, .geojson, .gpkg",
                     "mixite export run.h5 -o run.gpkg --geometry zones.geojson");
    sub->add_option("run", o.file, "result file")->required();
    sub->add_option("-o,--output", o.output, "file to write; its suffix says what")->required();
    sub->add_option("--geometry", o.geometry, "GeoJSON with the outlines of the zones");
    sub->add_flag("--force", o.force, "replace the file if it is there");
    sub->add_flag("--quiet", o.quiet, "say nothing on the way");
    sub->callback([&o, &chosen] { chosen = [&o] { return export_verb(o); }; });

    auto* diff = verb(app,
                      "diff",
                      "the first place at which two results differ; 1 if they do",
                      "mixite diff before.h5 after.h5");
    diff->add_option("first", o.file, "result file")->required();
    diff->add_option("second", o.other_file, "result file")->required();
    diff->callback([&o, &chosen] { chosen = [&o] { return diff_verb(o); }; });
}

void add_trace(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* trace =
        verb(app,
             "trace",
             "one dwelling's or one household's story: lists, points, offers, answers",
             "mixite trace run.h5 --scenario reference --replication 0 --dwelling 734678502773170");
    trace->add_option("run", o.file, "result file")->required();
    trace->add_option("--scenario", o.scenario, "scenario of the run")->required();
    trace->add_option("--replication", o.replication, "replication of the run, from 0")->required();
    auto* subject = trace->add_option_group("subject", "whose story");
    subject->add_option("--household", o.household, "key of the household");
    subject->add_option("--dwelling", o.dwelling, "key of the dwelling");
    subject->require_option(1);
    trace->add_option("--lang", o.language, "fr or en")->check(CLI::IsMember({"fr", "en"}));
    trace->add_option("--territory",
                      o.territory,
                      "folder of the territory, to run the replication again where the run left "
                      "the trail out");
    trace->callback([&o, &chosen] { chosen = [&o] { return trace_verb(o); }; });
}

void add_input_verbs(CLI::App& app, Options& o, std::function<int()>& chosen) {
    auto* check = verb(app,
                       "check",
                       "every problem of scenarios and territory, at once",
                       "mixite check scenarios/*.toml");
    add_input(check, o);
    add_mondes(check, o);
    check->callback([&o, &chosen] { chosen = [&o] { return check_verb(o); }; });

    auto* describe = verb(app,
                          "describe",
                          "the keys of a scenario: value, unit, bounds, source, status",
                          "mixite describe scenarios/reference.toml --key commission.candidates");
    describe->add_option("scenario", o.scenarios, "scenario file (default: the keys alone)")
        ->expected(0, 1);
    describe->add_option("--key", o.key, "one key");
    describe->add_option("--format", o.format, "table or csv")
        ->check(CLI::IsMember({"table", "csv"}));
    describe->callback([&o, &chosen] { chosen = [&o] { return describe_verb(o); }; });

    auto* fit = verb(app,
                     "fit",
                     "the population at the start against the tables: target, obtained, difference",
                     "mixite fit scenarios/reference.toml --format csv");
    add_one_input(fit, o);
    fit->add_option("--seed", o.seed, "seed of all draws")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 53))
        ->capture_default_str();
    fit->add_option("--format", o.format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
    fit->callback([&o, &chosen] { chosen = [&o] { return fit_verb(o); }; });

    auto* validate =
        verb(app,
             "validate",
             "a scenario against published facts; 1 if a fact with firm bounds is missed",
             "mixite validate scenarios/reference.toml --replications 5 --format json");
    add_one_input(validate, o);
    add_sampling(validate, o);
    add_draws(validate, o);
    validate->add_option("--monde", o.monde, "file of the monde that is to be validated");
    validate->add_option("--format", o.format, "table or json")
        ->check(CLI::IsMember({"table", "json"}));
    validate->add_flag("--quiet", o.quiet, "say nothing on the way");
    validate->callback([&o, &chosen] { chosen = [&o] { return validate_verb(o); }; });
}

int run_program(int argument_count, char** arguments) {
    CLI::App app{
        "Mixité: what a way of allocating social housing does to the concentration of poverty, "
        "and to those who wait"};
    app.require_subcommand(1);
    app.set_version_flag("--version", MIXITE_VERSION);
    Options options;
    std::function<int()> chosen;
    add_input_verbs(app, options, chosen);
    add_run(app, options, chosen);
    add_sweep(app, options, chosen);
    add_reading_verbs(app, options, chosen);
    add_export(app, options, chosen);
    add_trace(app, options, chosen);
    try {
        app.parse(argument_count, arguments);
        return chosen();
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? success : wrong_command_line;
    }
}

int report(const std::string& message, ExitCode code) {
    fmt::print(stderr, "{}\n", message);
    return code;
}

}  // namespace

int main(int argument_count, char** arguments) {
    try {
        return run_program(argument_count, arguments);
    } catch (const ScenarioError& error) {
        return report(error.what(), wrong_scenario);
    } catch (const WrongRequest& error) {
        return report(error.what(), wrong_command_line);
    } catch (const DataError& error) {
        return report(error.what(), wrong_data);
    } catch (const MissingInput& error) {
        return report(error.what(), missing_input);
    } catch (const OutputExists& error) {
        return report(error.what(), output_exists);
    } catch (const OutputError& error) {
        return report(error.what(), output_failed);
    } catch (const Interrupted& error) {
        return report(error.what(), interrupted);
    } catch (const std::exception& error) {
        return report(
            fmt::format("a fault of the program itself, please report it: {}", error.what()),
            our_bug);
    }
}
