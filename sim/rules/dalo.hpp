#pragma once

#include <cstdint>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/scoring.hpp"
#include "rules/supply.hpp"
#include "world/flows.hpp"

namespace mixite {

/// One household recognised as DALO, named by the prefect for one vacancy, alone: the law asks for
/// no other candidate (CCH R.441-3).
struct PrefectDesignation {
    std::size_t vacancy = 0;      ///< position among the round's
    std::uint32_t candidate = 0;  ///< index into the month's
};

/// Has the State owed it an offer for longer than the law grants? An offer made frees it: it fitted
/// the household's needs and means, or nobody could have named it (CCH R.441-16-3).
bool is_overdue(const Applications& applications,
                ApplicationRow application,
                const DaloRules& rules,
                Month now);

/// Whom the prefect designates, first recognised first: on a vacancy of his or her contingent or,
/// when the delay is over, of any holder, where nothing bars the household and no strict quota
/// keeps it off. Not on what is set aside for transfers; in a QPV, while the circular of 18
/// December 2023 holds, only for who lives there or asks for it. Each household and vacancy once.
std::vector<PrefectDesignation> prefect_designations(const World& world,
                                                     const AllocationPolicy& policy,
                                                     const std::vector<Vacancy>& vacancies,
                                                     const std::vector<Candidate>& candidates);

/// The vacancy as the prefect's: such leases count on the State's share (CCH L.441-2-3).
Vacancy designated_by_prefect(Vacancy vacancy, const AllocationPolicy& policy);

/// Does the landlord of the vacancy refuse the candidate whom the prefect has designated for it?
bool landlord_refuses(const World& world,
                      const DaloRules& rules,
                      const Vacancy& vacancy,
                      const Candidate& candidate,
                      const Draws& draws);

/// An offer of the month, to who may wait for one of the State's.
void note_dalo_offer(World& world,
                     const DaloRules& rules,
                     ApplicationRow application,
                     MonthCounts& counts);

/// Who still waits for the offer that the State owes.
void count_dalo(const World& world, const DaloRules& rules, MonthCounts& counts);

}  // namespace mixite
