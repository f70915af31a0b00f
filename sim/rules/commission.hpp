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
#include "world/flows.hpp"

namespace mixite {

/// The candidates that may be proposed for one vacancy, in the order in which they would be
/// designated.
struct ShortList {
    Vacancy vacancy;
    QuotaHold hold;
    /// Quotas that kept somebody off the list who would have been among the commission's number.
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

/// One commission's list for one dwelling, best first, after the commission's ranking.
struct RankedList {
    Vacancy vacancy;
    QuotaHold hold;
    std::vector<std::uint32_t> ranked;
    int vetoes = 0;                          ///< candidates that the mayor struck out
    std::vector<std::uint32_t> presented{};  ///< who came before the commission, those included
    bool cast = false;  ///< by the mayor's casting vote another comes first than without
};

/// The answer of a ranked candidate who was made an offer.
struct OfferAnswer {
    DwellingRow dwelling;
    HolderRow holder;
    VacancyRoute route = VacancyRoute::holder;
    std::uint32_t candidate = 0;
    std::uint8_t rank = 1;
    Answer answer = Answer::accepted;
    std::int32_t points = 0;  ///< of the grid for this dwelling, and of quotas' bonuses
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

/// Each household on one list at most: vacancies choose in their order. Then the commission ranks
/// each list by points and by its own judgement, or as designated, and leaves out some poorer
/// candidates who are not a priority.
std::vector<RankedList> resolve_conflicts(const World& world,
                                          const Behaviour& behaviour,
                                          const AllocationPolicy& policy,
                                          const std::vector<ShortList>& lists,
                                          const std::vector<Candidate>& candidates,
                                          const Draws& draws);

/// The answers to the offers of each list, made in rank order until one is accepted. Parallel over
/// lists.
std::vector<OfferAnswer> household_answers(const World& world,
                                           const Behaviour& behaviour,
                                           const AllocationPolicy& policy,
                                           const std::vector<RankedList>& lists,
                                           const std::vector<Candidate>& candidates,
                                           const Draws& draws);

/// What makes up the utility of a dwelling to a candidate.
struct UtilityParts {
    double constant = 0.0;
    double cost = 0.0;      ///< the part of `dwelling` that its cost is
    double dwelling = 0.0;  ///< cost, size, form, energy label
    double place = 0.0;
    double situation = 0.0;
    double taste = 0.0;
    double quality = 0.0;
    double appeal = 0.0;

    /// What an advert shows: without what is particular to the dwelling, in everybody's eyes or the
    /// candidate's.
    [[nodiscard]] double advertised() const;
    [[nodiscard]] double total() const;
};

UtilityParts utility_parts(const World& world,
                           const AnswerTastes& tastes,
                           const AllocationPolicy& policy,
                           const Candidate& candidate,
                           DwellingRow dwelling,
                           const Draws& draws);

/// Utility of the dwelling to the candidate, tastes and noise included: accepts if above zero.
/// `month` counts the wait; the noise has no month, so that the same dwelling offered again is
/// answered alike.
double utility(const World& world,
               const AnswerTastes& tastes,
               const AllocationPolicy& policy,
               const Candidate& candidate,
               DwellingRow dwelling,
               const Draws& draws);

/// Signs the leases of the accepted offers: moves in, frees the dwelling left, closes the request,
/// counts quotas and accounts; refusals are written to their requests and dwellings.
void settle(World& world,
            const Behaviour& behaviour,
            const AllocationPolicy& policy,
            const std::vector<OfferAnswer>& answers,
            const std::vector<Candidate>& candidates,
            int round,
            const Draws& draws,
            MonthFlows& flows);

}  // namespace mixite
