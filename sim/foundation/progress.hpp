#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>

namespace mixite {

/// Told of each step of a long work: steps done, of how many.
using Progress = std::function<void(std::uint32_t, std::uint32_t)>;

/// Steps done by several threads, told one at a time; to nobody if there is no `progress`.
class StepsDone {
  public:
    StepsDone(Progress progress, std::size_t of)
        : progress_(std::move(progress)), of_(static_cast<std::uint32_t>(of)) {}

    void one_more() {
        const std::lock_guard one_tells(telling_);
        ++done_;
        if (progress_) {
            progress_(done_, of_);
        }
    }

  private:
    std::mutex telling_;
    Progress progress_;
    std::uint32_t done_ = 0;
    std::uint32_t of_;
};

}  // namespace mixite
