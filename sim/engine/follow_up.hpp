#pragma once

#include <deque>
#include <vector>

#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// Sees where households live some months after a lease that the first strategy of a run gave them:
/// those of the first quartile (frozen threshold) that it housed in a QPV.
class FollowUp {
  public:
    static FollowUp nobody() { return FollowUp(Adding::no); }
    /// Those whose leases `note` is told of.
    static FollowUp own_leases() { return FollowUp(Adding::yes); }
    /// The same households as another, seen elsewhere.
    static FollowUp leases_of(const FollowUp& other);

    void note(const std::vector<Lease>& leases, const Territory& territory);
    /// Looks up those who are due at the end of the month `now`.
    void look(const World& world, Month now);
    /// What was seen, by QPV, months later, residence; cells that hold a household.
    [[nodiscard]] std::vector<DestinationCount> destinations() const;

  private:
    enum class Adding : std::uint8_t { no, yes };
    struct Followed {
        Month signed_in;
        HouseholdKey household;
        ZoneRow zone;
        std::int16_t qpv = 0;
    };

    struct Due {
        Followed lease;
        int months_later = 0;
        HouseholdRow row{};  ///< Its present row, if any.
    };

    explicit FollowUp(Adding adding) : adding_(adding) {}
    void look_for(const World& world, std::vector<Due> due);
    void count(const DestinationCount& seen);

    Adding adding_;
    std::vector<Followed> followed_;
    std::vector<DestinationCount> seen_;
};

/// Adds up the access of months into calendar years.
class AccessByYear {
  public:
    void add(Month month, const AccessCounts& counts);
    /// Cells that hold a request.
    [[nodiscard]] std::vector<YearOfAccess> cells() const;

  private:
    std::vector<std::pair<int, AccessCounts>> years_;
};

/// Follows the requests opened in a run for months_followed_at_most months, or to its end.
class RequestCohorts {
  public:
    /// Of one month; months come in their order.
    void add(Month now, const std::vector<OpenedRequest>& opened, const std::vector<Lease>& leases);
    /// Cells that hold a request, by month of opening, quarter and need. Of a run that ended with
    /// `last`.
    [[nodiscard]] std::vector<RequestCohort> cells(Month last) const;

  private:
    struct Followed {
        Month opened;
        HouseholdKey household;
        std::size_t cell = 0;
    };

    void count_housed(const Lease& lease);

    std::vector<RequestCohort> cells_;  ///< of each month, quarter by quarter, need by need
    std::deque<Followed> followed_;     ///< in the order of their months of opening
};

}  // namespace mixite
