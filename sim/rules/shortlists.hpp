#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/advertised_letting.hpp"
#include "rules/dalo.hpp"
#include "rules/designation.hpp"
#include "rules/quotas.hpp"
#include "rules/scoring.hpp"
#include "rules/supply.hpp"

namespace mixite {

/// The candidates that may be proposed for one vacancy, in the order in which they would be
/// designated.
struct ShortList {
    Vacancy vacancy;
    QuotaHold hold;
    /// Quotas that kept somebody off the list who would have been among the commission's number, or
    /// by whose bonus somebody came onto it.
    std::uint32_t bound = 0;
    /// Indices into the month's candidates.
    std::vector<std::uint32_t> designated{};
    bool anybody_fits = false;  ///< on another list of the round or not
    /// The holder had nobody to name: the vacancy went back to the landlord.
    bool given_back = false;
    /// Above every ceiling: they came up before the list was full, and are rejected. Each on one
    /// list.
    std::vector<std::uint32_t> inadmissible{};
    /// By the optimal assignment of the round: on this list and no other, and first.
    std::optional<std::uint32_t> assigned{};
};

/// For each vacancy, the commission's number of candidates, in the order of designation: each
/// household on one list, vacancies choose in their order; everybody who fits if the round is
/// assigned as a whole. Without those whose request has since been closed. Of an advertised
/// vacancy, those who answered it. A route that has nobody to name leaves the vacancy to its
/// holder, a holder to the landlord. Whom the prefect designates is alone on that list, and on no
/// other.
std::vector<ShortList> shortlists(const World& world,
                                  const AllocationPolicy& policy,
                                  const std::vector<Vacancy>& vacancies,
                                  const std::vector<Candidate>& candidates,
                                  const DesignationOrders& orders,
                                  const AdvertResponses& responses,
                                  const Draws& draws,
                                  const std::vector<PrefectDesignation>& by_prefect = {});

/// Once the leases of a round are signed: which quotas changed its lists, and which were lifted for
/// a dwelling that was let so.
void note_quotas(World& world,
                 const AllocationPolicy& policy,
                 const std::vector<ShortList>& lists,
                 MonthCounts& counts);

}  // namespace mixite
