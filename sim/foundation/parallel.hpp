#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <vector>

namespace mixite {

/// Rows are worked on in fixed blocks: what is summed or concatenated goes by block, in block
/// order, so that no result depends on how many threads there are.
inline constexpr std::size_t rows_per_block = 4096;

struct Block {
    std::size_t index;
    std::size_t first;
    std::size_t last;  ///< One past the last row.
};

constexpr std::size_t block_count(std::size_t rows) {
    return (rows + rows_per_block - 1) / rows_per_block;
}

/// Calls `task` for 0 … count-1, on as many threads as `ThreadCount` allows. If tasks
/// throw, the exception of the lowest is rethrown once no task is running.
void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task);

/// The same, and `after` for each in their order once its task is done: one at a time, on whichever
/// thread, while later tasks run. No task begins before that of `ahead` places earlier has been
/// looked after. What is thrown is the first failure in that order; nothing after it is looked
/// after.
void for_each_in_order(std::size_t count,
                       std::size_t ahead,
                       const std::function<void(std::size_t)>& task,
                       const std::function<void(std::size_t)>& after);

/// Calls `work` on each block of `rows` rows.
template <class Work>
void for_each_block(std::size_t rows, const Work& work) {
    for_each_task(block_count(rows), [&](std::size_t index) {
        const auto first = index * rows_per_block;
        const auto last = first + rows_per_block < rows ? first + rows_per_block : rows;
        work(Block{index, first, last});
    });
}

/// One partial per block, added in block order.
template <class Sum, class Work>
Sum ordered_sum(std::size_t rows, const Work& work) {
    std::vector<Sum> partials(block_count(rows));
    for_each_block(rows, [&](const Block& block) { partials[block.index] = work(block); });
    Sum total{};
    for (const auto& partial : partials) {
        total += partial;
    }
    return total;
}

/// One buffer per block, joined in block order. `work(block, buffer)` appends to its buffer.
template <class T, class Work>
std::vector<T> ordered_concat(std::size_t rows, const Work& work) {
    std::vector<std::vector<T>> buffers(block_count(rows));
    for_each_block(rows, [&](const Block& block) { work(block, buffers[block.index]); });
    std::size_t total = 0;
    for (const auto& buffer : buffers) {
        total += buffer.size();
    }
    std::vector<T> joined;
    joined.reserve(total);
    for (auto& buffer : buffers) {
        joined.insert(joined.end(), buffer.begin(), buffer.end());
    }
    return joined;
}

/// While it lives, for_each_task uses exactly this many threads, even more than there are cores.
/// One at a time. Precondition: threads >= 1.
class ThreadCount {
  public:
    explicit ThreadCount(std::size_t threads);
    ~ThreadCount();
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;

    static std::size_t of_this_machine();
    /// How many threads for_each_task uses now: 1 when no ThreadCount lives.
    static std::size_t in_use();
};

}  // namespace mixite
