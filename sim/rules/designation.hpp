#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "rules/quotas.hpp"
#include "rules/scoring.hpp"

namespace mixite {

/// A candidate's place in an order, with what keeps it off most lists: who draws up a list looks at
/// these few bytes, and at the rest of who passes.
struct DesignationPlace {
    std::uint32_t candidate = 0;  ///< index into the month's candidates
    std::uint32_t publics = 0;    ///< see public_of
    CommuneRow commune;           ///< the only one in which it wants to live; none: any

    /// Could a candidate of one of these publics be named for a dwelling in this commune?
    [[nodiscard]] bool passes(std::uint32_t of_publics, CommuneRow in_commune) const {
        return (publics & of_publics) != 0 && (!commune || commune == in_commune);
    }
};

/// The month's candidates in order of designation: rehousing first (the landlord's obligation),
/// then points, seniority or lot.
struct DesignationOrders {
    /// By number of rooms (5: five or more) that may be let to them.
    using ByRooms = std::array<std::vector<DesignationPlace>, 6>;

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

/// Who is on a list of the round already.
class ListedCandidates {
  public:
    explicit ListedCandidates(std::size_t candidates) : listed_(candidates) {}

    [[nodiscard]] bool contains(std::uint32_t candidate) const { return listed_[candidate] != 0; }
    void add(std::uint32_t candidate) { listed_[candidate] = 1; }

  private:
    friend class UnlistedQueue;
    std::vector<std::uint8_t> listed_;
    /// By the start of an order: for each place, a later one not beyond the next of who is on no
    /// list.
    std::map<const DesignationPlace*, std::vector<std::uint32_t>> further_;
};

/// Of whom lots are drawn, where they are. A lottery draws for thousands of whom a list takes three
/// or so: who can be told at once not to come onto it needs no lot, and takes none from another.
struct LotHolders {
    std::uint32_t publics = public_of::everybody;
    const ListedCandidates* listed = nullptr;  ///< whom the round has listed hold none
};

/// The month's candidates who fit the rooms of a vacancy that these quotas hold by a bonus, in
/// their order.
std::span<const DesignationPlace> fitting_rooms(const World& world,
                                                DwellingRow dwelling,
                                                const DesignationOrders& orders,
                                                std::uint32_t bonus);

/// Those who fit the rooms of one vacancy, one after the other: in the month's order, or, of the
/// holders of lots who would live in its commune, by a lottery of the vacancy's own. The orders
/// must outlive it.
class DesignationQueue {
  public:
    DesignationQueue(const World& world,
                     DwellingRow dwelling,
                     const DesignationOrders& orders,
                     const std::vector<Candidate>& candidates,
                     const Draws& draws,
                     std::uint32_t bonus = 0,
                     const LotHolders& holders = {});

    /// The next; none after the last.
    const DesignationPlace* next() {
        return !lots_.empty() || place_ == order_.size() ? next_lot() : &order_[place_++];
    }

  private:
    friend class UnlistedQueue;
    /// The last: the place in the order.
    using Lot = std::tuple<bool, std::uint32_t, std::uint32_t, HouseholdKey, std::uint32_t>;

    void draw_lots(const World& world,
                   DwellingRow dwelling,
                   const std::vector<Candidate>& candidates,
                   const Draws& draws,
                   const LotHolders& holders);
    const DesignationPlace* next_lot();

    std::span<const DesignationPlace> order_;
    std::size_t place_ = 0;  ///< of the next in the order; its end where lots are drawn
    std::vector<Lot> lots_;  ///< a heap, the best lot on top
};

/// A queue without those on a list. As the lists of a round take more and more of the first of the
/// month's orders, each stretch of them is walked once and then passed over.
class UnlistedQueue {
  public:
    UnlistedQueue(DesignationQueue queue, ListedCandidates& listed);

    const DesignationPlace* next() {
        if (queue_.place_ < queue_.order_.size()) {
            pass_over_listed();
            return queue_.next();
        }
        const auto* next = queue_.next();
        while (next != nullptr && listed_.contains(next->candidate)) {
            next = queue_.next();
        }
        return next;
    }

  private:
    void pass_over_listed() {
        const auto order = queue_.order_;
        auto& place = queue_.place_;
        const auto start = place;
        while (place < order.size() && listed_.contains(order[place].candidate)) {
            place = further_[place];
        }
        for (auto at = start; at < place;) {
            at = std::exchange(further_[at], static_cast<std::uint32_t>(place));
        }
    }

    DesignationQueue queue_;
    const ListedCandidates& listed_;
    std::vector<std::uint32_t>& further_;  ///< of its order
};

}  // namespace mixite
