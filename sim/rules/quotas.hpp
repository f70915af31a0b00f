#pragma once

#include <cstdint>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "rules/quota_marks.hpp"
#include "rules/supply.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// What the quotas ask of one vacancy. Bit q: the policy's quota q.
struct QuotaHold {
    std::uint32_t strict = 0;   ///< only who serves the quota may be on the list
    std::uint32_t bonus = 0;    ///< who mends the quota has its points more
    std::uint32_t relaxed = 0;  ///< would have held, but the dwelling is empty beyond its guard

    [[nodiscard]] bool admits(const QuotaMarks& household) const {
        return (household.serves & strict) == strict;
    }
};

/// Points of the bonuses that the household has for a vacancy so held.
std::int32_t bonus_points(const std::vector<Quota>& quotas,
                          const QuotaHold& hold,
                          const QuotaMarks& household);

/// Which dwellings a quota is about, on this territory and with these holders: a byte each, 0 or 1.
struct QuotaReach {
    Column<ZoneRow, std::uint8_t> zones;
    Column<LandlordRow, std::uint8_t> landlords;
    /// Of the policy, in its order; empty: whoever the holder, and dwellings that have none.
    std::vector<std::uint8_t> holders;
};

/// The reach of each quota. Unknown codes reach nothing.
std::vector<QuotaReach> quota_reaches(const AllocationPolicy& policy, const Territory& territory);

/// The month's accounts: those of quotas that go on are kept, each January begins a year (and what
/// the last missed is owed to the prefect), and months leave their window.
void begin_quota_month(World& world, const AllocationPolicy& policy);

/// What each quota asks of each vacancy, in their order: as if every vacancy were let, to who mends
/// the share where the quota holds it strictly and in the running proportion where it does not.
std::vector<QuotaHold> quota_holds(const World& world,
                                   const AllocationPolicy& policy,
                                   const std::vector<QuotaReach>& reaches,
                                   const std::vector<Vacancy>& vacancies);

/// A list that the quotas of `bound` changed, of a dwelling let with those of `relaxed` lifted.
void note_vacancy(World& world,
                  const AllocationPolicy& policy,
                  const Vacancy& vacancy,
                  std::uint32_t bound,
                  std::uint32_t relaxed);

/// Counts a lease in the accounts of the quotas that reach it.
void count_in_quotas(World& world,
                     const AllocationPolicy& policy,
                     const std::vector<QuotaReach>& reaches,
                     const Lease& lease,
                     const QuotaMarks& household);

/// Every account in which the year of the last month counted counts something.
std::vector<QuotaYear> quota_years(const World& world, const AllocationPolicy& policy, Month last);

}  // namespace mixite
