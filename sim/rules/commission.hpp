#pragma once

#include <cstdint>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/shortlists.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// One commission's list for one dwelling, best first, after the commission's ranking.
struct RankedList {
    Vacancy vacancy;
    QuotaHold hold;
    std::vector<std::uint32_t> ranked;
    int vetoes = 0;                          ///< candidates that the mayor struck out
    std::vector<std::uint32_t> presented{};  ///< who came before the commission, those included
    bool cast = false;  ///< by the mayor's casting vote another comes first than without
};

/// Of the grid for this dwelling, and of the bonuses of quotas that hold its list.
std::int32_t points_for(const World& world,
                        const AllocationPolicy& policy,
                        DwellingRow dwelling,
                        const QuotaHold& hold,
                        const Candidate& candidate);

/// Does the commission, where it is the one to look at it, find the effort rate too high?
bool not_allocated_for_effort_rate(const World& world,
                                   const AllocationPolicy& policy,
                                   DwellingRow dwelling,
                                   const Candidate& candidate);

/// Each household on one list at most: vacancies choose in their order. Then the commission ranks
/// each list by points and by its own judgement, or as designated, and leaves out whose effort rate
/// is too high, if that is for it to look at, and some poorer candidates who are not a priority.
std::vector<RankedList> resolve_conflicts(const World& world,
                                          const Behaviour& behaviour,
                                          const AllocationPolicy& policy,
                                          const std::vector<ShortList>& lists,
                                          const std::vector<Candidate>& candidates,
                                          const Draws& draws);

}  // namespace mixite
