#include "foundation/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#ifdef MIXITE_PARALLEL_TBB
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>
#endif

#include "foundation/failure.hpp"

namespace mixite {
namespace {

// The one piece of process-wide state: how many threads the machine is asked for. It cannot reach a
// result (the invariance tests hold it to that).
struct Pool {
    std::size_t threads = 1;
#ifdef MIXITE_PARALLEL_TBB
    std::unique_ptr<tbb::global_control> control;
    std::unique_ptr<tbb::task_arena> arena;
#endif
};

Pool& pool() {
    static Pool the_pool;
    return the_pool;
}

void rethrow_lowest(const std::vector<std::exception_ptr>& failures) {
    for (const auto& failure : failures) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
}

#ifdef MIXITE_PARALLEL_TBB

void run_all(std::size_t count, const std::function<void(std::size_t)>& guarded) {
    pool().arena->execute([&] { tbb::parallel_for(std::size_t{0}, count, guarded); });
}

void run_in_order(std::size_t count,
                  std::size_t ahead,
                  const std::function<void(std::size_t)>& task,
                  const std::function<void(std::size_t)>& after) {
    using Mode = tbb::filter_mode;
    std::vector<std::exception_ptr> failures(count);
    const auto guarded = [&](const std::function<void(std::size_t)>& call, std::size_t i) {
        try {
            call(i);
        } catch (...) {
            failures[i] = std::current_exception();
        }
    };
    std::size_t next = 0;
    std::atomic<bool> failed{false};
    const auto count_up = [&](tbb::flow_control& control) {
        if (next == count || failed) {
            control.stop();
            return next;
        }
        return next++;
    };
    const auto do_task = [&](std::size_t i) {
        guarded(task, i);
        return i;
    };
    const auto look_after = [&](std::size_t i) {
        if (!failed && !failures[i]) {
            guarded(after, i);
        }
        failed = failed || failures[i];
    };
    pool().arena->execute([&] {
        tbb::parallel_pipeline(
            ahead,
            tbb::make_filter<void, std::size_t>(Mode::serial_in_order, count_up) &
                tbb::make_filter<std::size_t, std::size_t>(Mode::parallel, do_task) &
                tbb::make_filter<std::size_t, void>(Mode::serial_in_order, look_after));
    });
    rethrow_lowest(failures);
}

#else

void run_all(std::size_t count, const std::function<void(std::size_t)>& guarded) {
    static thread_local bool is_worker = false;
    if (is_worker) {
        for (std::size_t i = 0; i < count; ++i) {
            guarded(i);
        }
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (std::size_t t = 0; t < pool().threads; ++t) {
        workers.emplace_back([&] {
            is_worker = true;
            for (auto i = next++; i < count; i = next++) {
                guarded(i);
            }
        });
    }
}

/// Without overlap: this backend is for the thread sanitizer.
void run_in_order(std::size_t count,
                  std::size_t ahead,
                  const std::function<void(std::size_t)>& task,
                  const std::function<void(std::size_t)>& after) {
    for (std::size_t first = 0; first < count; first += ahead) {
        const auto size = std::min(ahead, count - first);
        std::vector<std::exception_ptr> failures(size);
        run_all(size, [&](std::size_t i) {
            try {
                task(first + i);
            } catch (...) {
                failures[i] = std::current_exception();
            }
        });
        for (std::size_t i = 0; i < size; ++i) {
            if (failures[i]) {
                std::rethrow_exception(failures[i]);
            }
            after(first + i);
        }
    }
}

#endif

}  // namespace

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task) {
    if (pool().threads == 1 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) {
            task(i);
        }
        return;
    }
    std::vector<std::exception_ptr> failures(count);
    run_all(count, [&](std::size_t i) {
        try {
            task(i);
        } catch (...) {
            failures[i] = std::current_exception();
        }
    });
    rethrow_lowest(failures);
}

void for_each_in_order(std::size_t count,
                       std::size_t ahead,
                       const std::function<void(std::size_t)>& task,
                       const std::function<void(std::size_t)>& after) {
    EXPECT(ahead >= 1, "ahead = {}", ahead);
    if (pool().threads == 1 || ahead == 1) {
        for (std::size_t i = 0; i < count; ++i) {
            task(i);
            after(i);
        }
        return;
    }
    run_in_order(count, ahead, task, after);
}

ThreadCount::ThreadCount(std::size_t threads) {
    EXPECT(threads >= 1, "threads = {}", threads);
    pool().threads = threads;
#ifdef MIXITE_PARALLEL_TBB
    pool().control = std::make_unique<tbb::global_control>(
        tbb::global_control::max_allowed_parallelism, threads);
    pool().arena = std::make_unique<tbb::task_arena>(static_cast<int>(threads));
#endif
}

ThreadCount::~ThreadCount() {
#ifdef MIXITE_PARALLEL_TBB
    pool().arena.reset();
    pool().control.reset();
#endif
    pool().threads = 1;
}

std::size_t ThreadCount::in_use() {
    return pool().threads;
}

std::size_t ThreadCount::of_this_machine() {
    const auto cores = std::thread::hardware_concurrency();
    return cores == 0 ? 1 : cores;
}

}  // namespace mixite
