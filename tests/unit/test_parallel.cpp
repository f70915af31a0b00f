#include <atomic>
#include <bit>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"

using namespace mixite;

namespace {

// Each task waits until as many threads as asked for have come, so that none can do the work of
// another.
std::size_t threads_that_ran(std::size_t asked) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    std::mutex mutex;
    std::set<std::thread::id> seen;
    const auto all_here = [&] {
        const std::lock_guard lock{mutex};
        seen.insert(std::this_thread::get_id());
        return seen.size() >= asked;
    };
    for_each_task(64 * asked, [&](std::size_t) {
        while (!all_here() && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::yield();
        }
    });
    return seen.size();
}

// Magnitudes from 1e-8 to 1e8: the sum depends on its order.
double term(std::size_t row) {
    const auto magnitude = static_cast<int>(row * 7919 % 17) - 8;
    return (row % 3 == 0 ? -1.0 : 1.0) * std::pow(10.0, magnitude) /
           (1.0 + static_cast<double>(row));
}

double block_sum(const Block& block) {
    double sum = 0.0;
    for (auto row = block.first; row < block.last; ++row) {
        sum += term(row);
    }
    return sum;
}

std::uint64_t bits_of(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

std::string failure_of(std::size_t tasks, const std::set<std::size_t>& failing) {
    try {
        for_each_task(tasks, [&](std::size_t task) {
            if (failing.contains(task)) {
                throw std::runtime_error("task " + std::to_string(task));
            }
        });
    } catch (const std::runtime_error& failure) {
        return failure.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("As many threads run as are asked for, even beyond the cores") {
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
        const ThreadCount count{threads};
        CHECK(threads_that_ran(threads) == threads);
    }
    CHECK(threads_that_ran(1) == 1);
    CHECK_THROWS_AS(ThreadCount{0}, InvariantViolation);
    CHECK(ThreadCount::of_this_machine() >= 1);
}

TEST_CASE("An ordered sum has the same bits on 1, 2, 3 and 8 threads") {
    constexpr std::size_t rows = 100'003;
    double in_block_order = 0.0;
    double in_reverse = 0.0;
    for (std::size_t index = 0; index < block_count(rows); ++index) {
        const auto first = index * rows_per_block;
        in_block_order += block_sum({index, first, std::min(first + rows_per_block, rows)});
        const auto mirrored = block_count(rows) - 1 - index;
        const auto start = mirrored * rows_per_block;
        in_reverse += block_sum({mirrored, start, std::min(start + rows_per_block, rows)});
    }
    REQUIRE(bits_of(in_block_order) != bits_of(in_reverse));  // or the test could not fail
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
        const ThreadCount count{threads};
        for (int repeat = 0; repeat < 20; ++repeat) {
            CHECK(bits_of(ordered_sum<double>(rows, block_sum)) == bits_of(in_block_order));
        }
    }
}

TEST_CASE("Concatenated buffers keep the order of rows, and every row is worked on once") {
    for (const std::size_t rows : {std::size_t{0},
                                   std::size_t{1},
                                   rows_per_block - 1,
                                   rows_per_block,
                                   rows_per_block + 1,
                                   5 * rows_per_block + 17}) {
        for (const std::size_t threads : {1U, 3U}) {
            const ThreadCount count{threads};
            const auto found =
                ordered_concat<std::size_t>(rows, [](const Block& block, auto& buffer) {
                    for (auto row = block.first; row < block.last; ++row) {
                        buffer.push_back(row);
                    }
                });
            std::vector<std::size_t> expected(rows);
            std::iota(expected.begin(), expected.end(), std::size_t{0});
            CHECK(found == expected);
        }
    }
}

TEST_CASE("Of several exceptions, the lowest task's is thrown on, whatever the threads") {
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
        const ThreadCount count{threads};
        CHECK(failure_of(100, {7, 31, 99}) == "task 7");
        CHECK(failure_of(100, {0}) == "task 0");
        CHECK(failure_of(1, {0}) == "task 0");
        CHECK(failure_of(100, {}) == "none");
    }
}

TEST_CASE("No task is running once an exception comes out") {
    const ThreadCount count{3};
    std::atomic<int> running{0};
    CHECK_THROWS(for_each_task(50, [&](std::size_t task) {
        ++running;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
        --running;
        if (task == 0) {
            throw std::runtime_error("first");
        }
    }));
    CHECK(running == 0);
}

TEST_CASE("Tasks within tasks are all done") {
    for (const std::size_t threads : {1U, 2U, 8U}) {
        const ThreadCount count{threads};
        std::vector<std::size_t> sums(10);
        for_each_task(sums.size(), [&](std::size_t outer) {
            sums[outer] = ordered_sum<std::size_t>(
                3 * rows_per_block, [](const Block& block) { return block.last - block.first; });
        });
        CHECK(sums == std::vector<std::size_t>(10, 3 * rows_per_block));
    }
}

TEST_CASE("What follows each task is done in order, one at a time, and no task runs far ahead") {
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
        const ThreadCount count{threads};
        constexpr std::size_t ahead = 4;
        std::atomic<std::size_t> followed{0};
        std::atomic<int> following{0};
        std::atomic<bool> as_promised{true};
        std::vector<std::size_t> slots(ahead);
        std::vector<std::size_t> order;
        for_each_in_order(
            200,
            ahead,
            [&](std::size_t i) {
                as_promised = as_promised && i < followed + ahead;
                slots[i % ahead] = i * i;
            },
            [&](std::size_t i) {
                as_promised = as_promised && ++following == 1;
                order.push_back(slots[i % ahead]);
                --following;
                ++followed;
            });
        CHECK(as_promised);
        std::vector<std::size_t> expected(200);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            expected[i] = i * i;
        }
        CHECK(order == expected);
    }
}

TEST_CASE("The lowest failure ends what is done in order, and nothing after it is followed") {
    const auto failing = [](std::size_t at, std::size_t i, const char* what) {
        if (i >= at) {
            throw std::runtime_error(what + std::to_string(i));
        }
    };
    const auto run_to_failure = [&](std::size_t task, std::size_t after, std::size_t& followed) {
        try {
            for_each_in_order(
                100,
                4,
                [&](std::size_t i) { failing(task, i, "task "); },
                [&](std::size_t i) {
                    failing(after, i, "after ");
                    ++followed;
                });
        } catch (const std::runtime_error& failure) {
            return std::string(failure.what());
        }
        return std::string("none");
    };
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
        const ThreadCount count{threads};
        for (int repeat = 0; repeat < 20; ++repeat) {
            std::size_t followed = 0;
            CHECK(run_to_failure(7, 100, followed) == "task 7");
            CHECK(followed == 7);
            followed = 0;
            CHECK(run_to_failure(100, 5, followed) == "after 5");
            CHECK(followed == 5);
            followed = 0;
            CHECK(run_to_failure(100, 100, followed) == "none");
            CHECK(followed == 100);
        }
    }
}
