#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// The phases of a month, in their order. The ODD lists the same.
enum class Phase : std::uint8_t {
    programme,
    life,
    demand,
    commission,
    private_moves,
    check,
    measure
};
inline constexpr std::array<std::string_view, 7> phase_names{
    "programme", "life", "demand", "commission", "private_moves", "check", "measure"};

/// Seconds spent in each phase; not part of any result.
using PhaseSeconds = std::array<double, phase_names.size()>;

/// Whether offers and the trail of the commissions' decisions outlive the month.
enum class OfferTrail : std::uint8_t { forgotten, kept };

/// What a month leaves: its flows, and the values of all indicators.
struct MonthRecord {
    MonthFlows flows;
    std::vector<float> indicators;
};

/// Runs one month and moves the world to the next.
///
/// Contract: every "decide" line reads only the state left by the line before it; every "apply"
/// line is serial or block-ordered; no line depends on the number of threads.
/// Precondition: what is kept of households' means is of the policy's scales; let it
/// expire where they change.
MonthRecord run_month(World& world,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      OfferTrail trail,
                      const Draws& draws,
                      PhaseSeconds& seconds);

}  // namespace mixite
