#pragma once

#include <array>
#include <vector>

#include "rules/household_answers.hpp"
#include "rules/household_life.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// A household that a part of the month changes, as it was before, and what to book that on.
struct ChangedHousehold {
    HouseholdRow row;
    QpvResident before;
    PovertyCause where_it_leaves = PovertyCause::scales;  ///< the QPV
    PovertyCause elsewhere = PovertyCause::scales;  ///< in the QPV that it comes to or stays in
};

/// The change of each QPV's households and poor households, cause after cause: an account in which
/// every household is booked where it becomes poor, ceases to be, comes or goes.
class PovertyLedger {
  public:
    /// `start`: by QPV, in the order of Territory::qpv_zones.
    explicit PovertyLedger(std::vector<PovertyCount> start);

    /// Precondition: the resources of these rows are up to date.
    void book(const std::vector<ChangedHousehold>& changed, const World& world);
    /// Whatever else has changed since the last booking.
    void book_rest(PovertyCause cause, const std::vector<PovertyCount>& now);

    /// QPV × PovertyCause, row by row: changes of households and of poor households.
    [[nodiscard]] const std::vector<std::array<int, 2>>& entries() const { return entries_; }
    [[nodiscard]] const std::vector<PovertyCount>& now() const { return last_; }

  private:
    void enter(PovertyCause cause, std::size_t qpv, PovertyCount change);
    void enter(PovertyCause cause, QpvResident resident, int sign);

    std::vector<PovertyCount> last_;
    std::vector<std::array<int, 2>> entries_;
};

/// Of residents to whom life happens this month.
std::vector<ChangedHousehold> changed_by_life(const World& world,
                                              const std::vector<LifeChange>& changes);
/// The last rows, which have just come.
std::vector<ChangedHousehold> arrived_last(const World& world, std::size_t count);
/// Of those who accept, before they move.
std::vector<ChangedHousehold> changed_by_leases(const World& world,
                                                const std::vector<OfferAnswer>& answers,
                                                const std::vector<Candidate>& candidates);

}  // namespace mixite
