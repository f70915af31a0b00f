#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/simulation.hpp"

namespace mixite {

/// A rule of a scenario that never applied: it could be taken out.
struct IdleRule {
    std::string scenario;
    std::string sentence;

    friend bool operator==(const IdleRule&, const IdleRule&) = default;
};

/// A line for each sentence, however many scenarios it is said of.
std::vector<std::string> told_once(const std::vector<IdleRule>& rules);

/// Which rules of the strategies applied, over all replications.
class RuleUse {
  public:
    RuleUse(const std::vector<Strategy>& strategies, const Territory& territory);

    /// The strategy's months since the fork, in one replication.
    void add(std::size_t strategy, const Trajectory& fork);

    /// One a rule, 1 if it applied: what a run that goes on from a checkpoint takes over.
    [[nodiscard]] std::vector<std::uint8_t> marks() const;
    void take_over(const std::vector<std::uint8_t>& marks);

    [[nodiscard]] std::vector<IdleRule> idle() const;

  private:
    struct Rule {
        std::string never;  ///< what is said if it did not
        std::function<bool(const Trajectory&)> applied;
        bool used = false;
    };
    struct OfStrategy {
        std::string name;
        std::vector<Rule> rules;  ///< each once, though several periods have it
    };
    std::vector<OfStrategy> strategies_;
};

}  // namespace mixite
