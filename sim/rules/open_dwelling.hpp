#pragma once

#include <cstdint>
#include <vector>

#include "rules/scoring.hpp"

namespace mixite {

/// Of a candidate, what tells of most dwellings whether `bar` bars it from them. The trail asks
/// that of everybody for each vacancy, in the order of designation, in which the candidates
/// themselves lie far apart: these few bytes of all of them stay in the cache.
struct Eligibility {
    /// The highest net cost a month that it may be asked to bear.
    std::int32_t most_net_cents = 0;
    std::int32_t allowance_base_cents = 0;
    std::uint8_t adults = 1;
    std::uint8_t dependants = 0;
    std::uint8_t financings = 0;
    std::uint8_t fewest_rooms = 0;
    std::uint8_t most_rooms = 0;
    /// A rule that few fall under applies to it: ask `bar`.
    bool by_all_rules = false;
};

/// Of each candidate of the month.
std::vector<Eligibility> eligibilities_of(const std::vector<Candidate>& candidates,
                                          const AllocationPolicy& policy);

/// For one dwelling: would `bar` say `none`?
class OpenDwelling {
  public:
    /// All must outlive it; the eligibilities are those of the candidates.
    OpenDwelling(const World& world,
                 const AllocationPolicy& policy,
                 DwellingRow dwelling,
                 const std::vector<Candidate>& candidates,
                 const std::vector<Eligibility>& eligibilities);

    /// Precondition: the candidate would live in the dwelling's commune (DesignationPlace).
    [[nodiscard]] bool is_open_to(std::uint32_t candidate) const;

  private:
    const World& world_;
    const AllocationPolicy& policy_;
    DwellingRow dwelling_;
    const std::vector<Candidate>& candidates_;
    const std::vector<Eligibility>& eligibilities_;
    std::uint8_t rooms_;
    std::uint8_t financing_;  ///< as a bit
    std::int32_t rent_cents_;
    std::int32_t gross_cents_;
    bool was_refused_;  ///< by anybody, since it fell vacant
};

}  // namespace mixite
