#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/quotas.hpp"
#include "rules/scoring.hpp"

namespace mixite {

/// The month's candidates in order of designation: rehousing first (the landlord's obligation),
/// then points, seniority or lot.
struct DesignationOrders {
    /// Indices into the month's candidates, by number of rooms (5: five or more) that may be let to
    /// them.
    using ByRooms = std::array<std::vector<std::uint32_t>, 6>;

    PriorityEngine engine = PriorityEngine::points;
    ByRooms in_qpv;
    ByRooms outside_qpv;

    /// The order for vacancies in this scope that these quotas hold by a bonus.
    struct WithBonus {
        Scope scope = Scope::in_qpv;
        std::uint32_t bonus = 0;
        ByRooms by_rooms;
    };
    std::vector<WithBonus> with_bonus{};

    /// Precondition: without a bonus, or with one that was added.
    [[nodiscard]] const ByRooms& of(Scope scope, std::uint32_t bonus) const;
};

DesignationOrders designation_orders(PriorityEngine engine,
                                     const std::vector<Candidate>& candidates);

/// The orders and those that the bonuses of these vacancies ask for. `holds`: of each vacancy.
DesignationOrders with_bonus_orders(DesignationOrders orders,
                                    const World& world,
                                    const std::vector<Quota>& quotas,
                                    const std::vector<Vacancy>& vacancies,
                                    const std::vector<QuotaHold>& holds,
                                    const std::vector<Candidate>& candidates);

/// Those who fit the rooms of one vacancy, one after the other: in the month's order, or by a
/// lottery of the vacancy's own. The orders must outlive it.
class DesignationQueue {
  public:
    DesignationQueue(const World& world,
                     DwellingRow dwelling,
                     const DesignationOrders& orders,
                     const std::vector<Candidate>& candidates,
                     const Draws& draws,
                     std::uint32_t bonus = 0);

    /// Index of the next candidate; none after the last.
    std::optional<std::uint32_t> next();

  private:
    using Lot = std::tuple<bool, std::uint32_t, std::uint32_t, HouseholdKey, std::uint32_t>;

    void draw_lots(const World& world,
                   DwellingRow dwelling,
                   const std::vector<Candidate>& candidates,
                   const Draws& draws);

    std::span<const std::uint32_t> order_;  ///< what is left of the month's order
    std::vector<Lot> lots_;                 ///< a heap, the best lot on top
};

}  // namespace mixite
