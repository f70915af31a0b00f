#pragma once

#include <cstddef>
#include <vector>

#include "engine/month.hpp"

namespace mixite {

/// The agglomerations of a run, all in the same month. Each has its households, its stock and its
/// queue, and allocates within itself; households that leave one may settle in another.
using Agglomerations = std::vector<World>;

/// `copies` agglomerations like this one. The first is this one. The others begin as it does, under
/// keys of their own, from which random lives of their own follow. Parallel over agglomerations.
/// Precondition: copies >= 1.
Agglomerations copies_of(const World& world, std::size_t copies);

/// Runs one month of all of them, each as if it were alone but for the households that come from
/// the others, then sends on their way those that leave. Flows: of the first if it is the only one;
/// none otherwise. Indicators: the mean over the agglomerations in which there is something to
/// measure. Parallel over agglomerations.
MonthRecord run_month(Agglomerations& agglomerations,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      OfferTrail trail,
                      const Draws& draws,
                      PhaseSeconds& seconds);

}  // namespace mixite
