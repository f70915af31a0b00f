#include "study/recorded_sweep.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "observation/process_memory.hpp"
#include "observation/run_differences.hpp"
#include "observation/run_reader.hpp"
#include "observation/run_recorder.hpp"
#include "study/rule_use.hpp"

namespace mixite {
namespace {

/// Of a batch: more share the history and the baseline of a replication, and more are lost when the
/// sweep is stopped.
constexpr std::size_t points_at_once = 8;

std::filesystem::path result_of(const PreparedSweep& sweep,
                                const std::filesystem::path& folder,
                                int point) {
    return folder / (point_name(point, sweep.points) + ".h5");
}

/// Positions among the sweep's strategies: those of the baseline, then those of the point.
std::vector<std::size_t> strategies_of(const PreparedSweep& sweep, int point) {
    std::vector<std::size_t> positions;
    for (std::size_t m = 0; m < sweep.mondes; ++m) {
        positions.push_back(m);
    }
    for (std::size_t m = 0; m < sweep.mondes; ++m) {
        positions.push_back(static_cast<std::size_t>(point) * sweep.mondes + m);
    }
    return positions;
}

/// What a run of the baseline and the point alone would be described as.
RunDescription description_of(const PreparedSweep& sweep, int point) {
    auto description = sweep.description;
    description.design.table =
        chosen_rows(sweep.description.design.table, {static_cast<std::size_t>(point - 1)});
    description.scenarios.clear();
    std::vector<std::size_t> histories;
    for (const auto position : strategies_of(sweep, point)) {
        auto scenario = sweep.description.scenarios[position];
        const auto known = std::find(histories.begin(), histories.end(), scenario.history);
        if (known == histories.end()) {
            histories.push_back(scenario.history);
        }
        scenario.history = static_cast<std::size_t>(
            std::find(histories.begin(), histories.end(), scenario.history) - histories.begin());
        description.scenarios.push_back(std::move(scenario));
    }
    description.histories = histories.size();
    return description;
}

RunReader earlier_result(const std::filesystem::path& file) {
    try {
        return RunReader(file);
    } catch (const OutputError& error) {
        throw OutputError(
            fmt::format("{} (take it away, and --resume runs the point anew)", error.what()));
    }
}

/// Throws WrongRequest if the result is not what the sweep would write there.
void require_same_point(const PreparedSweep& sweep, const std::filesystem::path& file, int point) {
    const auto other = run_differences(earlier_result(file), description_of(sweep, point));
    if (!other.empty()) {
        throw WrongRequest(
            fmt::format("{}: cannot be taken over: it was made with something else{}\nrepeat what "
                        "was run, or give another folder",
                        file.string(),
                        difference_lines(other)));
    }
}

/// A result under way, and which of the batch's strategies and histories it holds, by position.
struct PointUnderWay {
    std::vector<std::size_t> strategies;
    std::vector<std::size_t> histories;
    RunDescription description;
    std::unique_ptr<RunRecorder> recorder;
};

/// The baseline's strategies, then those of each point.
std::vector<Strategy> strategies_of(const PreparedSweep& sweep, const std::vector<int>& batch) {
    std::vector<Strategy> strategies(
        sweep.strategies.begin(),
        sweep.strategies.begin() + static_cast<std::ptrdiff_t>(sweep.mondes));
    for (const auto point : batch) {
        const auto own = strategies_of(sweep, point);
        for (auto s = own.begin() + static_cast<std::ptrdiff_t>(sweep.mondes); s != own.end();
             ++s) {
            strategies.push_back(sweep.strategies[*s]);
        }
    }
    return strategies;
}

std::vector<PointUnderWay> begin_points(const PreparedSweep& sweep,
                                        const std::filesystem::path& folder,
                                        const std::vector<int>& batch) {
    const auto plan = distinct_histories(strategies_of(sweep, batch));
    std::vector<PointUnderWay> under_way;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        PointUnderWay one{.description = description_of(sweep, batch[i])};
        for (const auto first : {std::size_t{0}, (i + 1) * sweep.mondes}) {
            for (std::size_t m = 0; m < sweep.mondes; ++m) {
                const auto history = plan.of_strategy[first + m];
                one.strategies.push_back(first + m);
                if (std::find(one.histories.begin(), one.histories.end(), history) ==
                    one.histories.end()) {
                    one.histories.push_back(history);
                }
            }
        }
        one.recorder = std::make_unique<RunRecorder>(
            result_of(sweep, folder, batch[i]), one.description, Existing::refuse);
        under_way.push_back(std::move(one));
    }
    return under_way;
}

void keep(PointUnderWay& point, const ReplicationResult& result, Month epoch) {
    const int replication = static_cast<int>(result.replication);
    for (std::size_t h = 0; h < point.histories.size(); ++h) {
        point.recorder->record_history(
            replication, h, result.histories[point.histories[h]].indicators);
    }
    for (std::size_t s = 0; s < point.strategies.size(); ++s) {
        point.recorder->record(
            replication, s, record_of(result.forks[point.strategies[s]], point.description, epoch));
    }
}

/// Of what a batch took, what falls to each of so many points.
RunExecution share_of(RunExecution execution, std::size_t points) {
    const auto divisor = static_cast<double>(points);
    execution.wall_seconds /= divisor;
    execution.household_months /= divisor;
    for (auto& seconds : execution.phase_seconds) {
        seconds /= divisor;
    }
    return execution;
}

void add(RunExecution& total, const RunExecution& execution) {
    total.wall_seconds += execution.wall_seconds;
    total.household_months += execution.household_months;
    total.peak_megabytes = std::max(total.peak_megabytes, execution.peak_megabytes);
    for (std::size_t phase = 0; phase < total.phase_seconds.size(); ++phase) {
        total.phase_seconds[phase] += execution.phase_seconds[phase];
    }
    for (const auto& rule : execution.idle_rules) {
        const auto& known = total.idle_rules;
        if (std::find(known.begin(), known.end(), rule) == known.end()) {
            total.idle_rules.push_back(rule);
        }
    }
}

RunExecution run_batch(PreparedSweep& sweep,
                       const std::filesystem::path& folder,
                       const std::vector<int>& batch,
                       const std::atomic<bool>& stop,
                       const std::function<void()>& one_more) {
    const auto start = std::chrono::steady_clock::now();
    auto under_way = begin_points(sweep, folder, batch);
    auto& experiment = sweep.run.experiment;
    experiment.strategies = strategies_of(sweep, batch);
    const auto& territory = *sweep.run.month_zero().territory;
    RunExecution execution{.threads = ThreadCount::in_use()};
    RuleUse use(experiment.strategies, territory);
    mixite::run(experiment, 0, stop, [&](const ReplicationResult& result) {
        for (auto& point : under_way) {
            keep(point, result, territory.month_zero);
        }
        add_seconds(execution, result);
        for (std::size_t s = 0; s < result.forks.size(); ++s) {
            use.add(s, result.forks[s]);
        }
        one_more();
    });
    execution.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    execution.household_months =
        static_cast<double>(size_of(sweep.run, execution.threads).household_months);
    execution.peak_megabytes = peak_megabytes();
    for (auto& point : under_way) {
        point.recorder->finish(execution_facts(share_of(execution, batch.size())));
    }
    if (experiment.agglomerations == 1) {  // of several, only indicators are kept
        execution.idle_rules = use.idle();
    }
    return execution;
}

std::vector<int> points_in(const PreparedSweep& sweep, Shard shard) {
    std::vector<int> points;
    for (int point = shard.number; point <= sweep.points; point += shard.of) {
        points.push_back(point);
    }
    return points;
}

std::vector<std::vector<int>> batches_of(const std::vector<int>& points) {
    std::vector<std::vector<int>> batches;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i % points_at_once == 0) {
            batches.emplace_back();
        }
        batches.back().push_back(points[i]);
    }
    return batches;
}

/// Those of the points that have no result yet.
std::vector<int> missing_points(const PreparedSweep& sweep,
                                const std::filesystem::path& folder,
                                const std::vector<int>& points,
                                EarlierPoints earlier) {
    std::vector<int> missing;
    for (const auto point : points) {
        const auto file = result_of(sweep, folder, point);
        if (!std::filesystem::exists(file)) {
            missing.push_back(point);
        } else if (earlier == EarlierPoints::take_over) {
            require_same_point(sweep, file, point);
        } else {
            throw OutputExists(fmt::format(
                "{}: is there already; --resume takes over the points that are done and runs the "
                "others",
                file.string()));
        }
    }
    return missing;
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        throw OutputError(
            fmt::format("{}: cannot make the folder: {}", folder.string(), problem.message()));
    }
}

}  // namespace

Shard parse_shard(const std::string& text) {
    Shard shard;
    const auto slash = text.find('/');
    const auto* end = text.data() + text.size();
    const auto number = [&](std::size_t first, const char* last, int& value) {
        const auto read = std::from_chars(text.data() + first, last, value);
        return read.ec == std::errc() && read.ptr == last;
    };
    if (slash == std::string::npos || !number(0, text.data() + slash, shard.number) ||
        !number(slash + 1, end, shard.of) || shard.number < 1 || shard.number > shard.of) {
        throw WrongRequest(fmt::format(
            "--shard {}: it is no part of a whole; the second of eight is written 2/8", text));
    }
    return shard;
}

SweepSize size_of(PreparedSweep& sweep, Shard shard, std::size_t threads) {
    const auto points = points_in(sweep, shard);
    SweepSize size{.points = static_cast<int>(points.size())};
    if (points.empty()) {
        return size;
    }
    const auto batches = batches_of(points);
    sweep.run.experiment.strategies = strategies_of(sweep, batches.front());
    size.batch = size_of(sweep.run, threads);
    size.seconds = seconds_of(sweep.run, threads) * static_cast<double>(batches.size());
    return size;
}

void require_room(PreparedSweep& sweep, Shard shard, std::size_t threads, std::int64_t free_bytes) {
    const auto points = points_in(sweep, shard);
    if (!points.empty()) {
        sweep.run.experiment.strategies = strategies_of(sweep, batches_of(points).front());
        require_room(sweep.run, threads, free_bytes);
    }
}

SweepExecution run_sweep(PreparedSweep& sweep,
                         const std::filesystem::path& folder,
                         Shard shard,
                         EarlierPoints earlier,
                         const std::atomic<bool>& stop,
                         const Progress& progress) {
    make_folder(folder);
    const auto points = points_in(sweep, shard);
    const auto missing = missing_points(sweep, folder, points, earlier);
    SweepExecution execution{.taken_over = static_cast<int>(points.size() - missing.size())};
    const auto batches = batches_of(missing);
    StepsDone steps(progress, batches.size() * sweep.run.experiment.replications);
    try {
        for (const auto& batch : batches) {
            const auto spent = run_batch(sweep, folder, batch, stop, [&] { steps.one_more(); });
            add(execution.total, spent);
            execution.total.threads = spent.threads;
            execution.ran += static_cast<int>(batch.size());
        }
    } catch (const Interrupted&) {
        throw Interrupted(fmt::format(
            "interrupted; {} keeps {} of {} points: the same command with --resume runs the others",
            folder.string(),
            execution.taken_over + execution.ran,
            points.size()));
    }
    return execution;
}

}  // namespace mixite
