#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/simulation.hpp"

namespace mixite {

/// Which rules of the strategies applied, over all replications.
class RuleUse {
  public:
    explicit RuleUse(const std::vector<Strategy>& strategies);

    /// The strategy's months since the fork, in one replication.
    void add(std::size_t strategy, const Trajectory& fork);

    /// One sentence a rule that never applied: it could be taken out of its scenario.
    [[nodiscard]] std::vector<std::string> never_applied() const;

  private:
    struct OfStrategy {
        std::string name;
        std::map<std::string, bool> quota_bound;  ///< of quotas that act
        std::map<std::string, bool> prefect_substituted;
        std::vector<std::string> holders;
        std::vector<std::uint8_t> holder_let;
    };
    std::vector<OfStrategy> strategies_;
};

}  // namespace mixite
