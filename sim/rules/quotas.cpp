#include "rules/quotas.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "foundation/failure.hpp"
#include "rules/scoring.hpp"

namespace mixite {
namespace {

/// Shares are decimal fractions: a rounding of the last bit makes no lease missing.
constexpr double rounding = 1e-9;

constexpr std::uint32_t bit(std::size_t quota) {
    return 1U << quota;
}

/// Where an account would be: the landlord, holder or commune by which the quota keeps them apart.
struct AccountPlace {
    ZoneRow zone;
    LandlordRow landlord;
    HolderRow holder;
};

std::size_t number_of_accounts(const Quota& quota,
                               const AllocationPolicy& policy,
                               const Territory& territory) {
    switch (quota.accounts) {
        case QuotaAccounts::together:
            return 1;
        case QuotaAccounts::each_landlord:
            return territory.landlords.size();
        case QuotaAccounts::each_holder:
            return policy.holders.size();
        case QuotaAccounts::each_commune:
            return territory.communes.size();
    }
    return 0;
}

/// Past the end of the accounts if there is none: a vacancy without holder has none of a holder's.
std::size_t account_of(const Quota& quota, const Territory& territory, const AccountPlace& place) {
    switch (quota.accounts) {
        case QuotaAccounts::together:
            return 0;
        case QuotaAccounts::each_landlord:
            return place.landlord.value;
        case QuotaAccounts::each_holder:
            return place.holder.value;
        case QuotaAccounts::each_commune:
            return territory.zones[place.zone].commune.value;
    }
    return 0;
}

std::string account_code(const Quota& quota,
                         const AllocationPolicy& policy,
                         const Territory& territory,
                         std::size_t account) {
    switch (quota.accounts) {
        case QuotaAccounts::together:
            break;
        case QuotaAccounts::each_landlord:
            return territory.landlords[LandlordRow{account}].code;
        case QuotaAccounts::each_holder:
            return policy.holders[account].name;
        case QuotaAccounts::each_commune:
            return territory.communes[CommuneRow{account}].code;
    }
    return "";
}

bool is_reached(const QuotaReach& reach, const AccountPlace& place) {
    return reach.zones[place.zone] != 0 && reach.landlords[place.landlord] != 0 &&
           (reach.holders.empty() ||
            (place.holder.value < reach.holders.size() && reach.holders[place.holder.value] != 0));
}

QuotaCount in_window(const Quota& quota, const QuotaAccount& account) {
    if (quota.window_months == 0) {
        return account.year;
    }
    QuotaCount sum;
    for (const auto& month : account.months) {
        sum.base += month.base;
        sum.in_group += month.in_group;
    }
    return sum;
}

bool has_code(const std::vector<std::string>& codes, std::string_view code) {
    return codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
}

QuotaReach reach_of(const QuotaScope& scope,
                    const AllocationPolicy& policy,
                    const Territory& territory) {
    QuotaReach reach;
    for (const auto zone : rows<ZoneRow>(territory.zones.size())) {
        const auto& facts = territory.zones[zone];
        reach.zones.push_back(in_scope(scope.place, territory, zone) &&
                              has_code(scope.zones, facts.code) &&
                              has_code(scope.communes, territory.communes[facts.commune].code));
    }
    for (const auto& landlord : territory.landlords) {
        reach.landlords.push_back(has_code(scope.landlords, landlord.code));
    }
    for (const auto& holder : policy.holders) {
        if (!scope.holders.empty()) {
            reach.holders.push_back(has_code(scope.holders, holder.name));
        }
    }
    return reach;
}

/// Leases that a floor lacks, or that a cap has too many.
std::int32_t gap_of(const Quota& quota, const QuotaCount& count) {
    const double due = quota.share * count.base;
    const double gap = quota.bound == QuotaBound::at_least
                           ? std::ceil(due - rounding) - count.in_group
                           : count.in_group - std::floor(due + rounding);
    return static_cast<std::int32_t>(std::max(gap, 0.0));
}

/// Keeps the accounts of each quota of the policy, by its name, in its order.
void carry_books(World& world, const AllocationPolicy& policy) {
    auto before = std::exchange(world.quota_books, {});
    for (const auto& quota : policy.quotas) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const auto& book) {
            return book.quota == quota.name;
        });
        auto& book = world.quota_books.emplace_back();
        if (same != before.end()) {
            book = std::move(*same);
        }
        book.quota = quota.name;
        book.accounts.resize(number_of_accounts(quota, policy, *world.territory));
        for (auto& account : book.accounts) {
            account.months.resize(static_cast<std::size_t>(quota.window_months));
        }
    }
}

void begin_quota_year(const Quota& quota, QuotaAccount& account) {
    const auto missing = quota.prefect_substitutes && quota.bound == QuotaBound::at_least
                             ? gap_of(quota, account.year)
                             : 0;
    account.year = {};
    account.bound = account.relaxed = account.substituted = 0;
    account.owed = missing;
}

/// How a quota holds a vacancy.
enum class Held : std::uint8_t { no, lifted, strictly, by_a_bonus };

/// The shares of one quota as its vacancies are held one after the other.
class RunningShares {
  public:
    RunningShares(const Quota& quota, const std::vector<QuotaAccount>& accounts) : quota_(quota) {
        for (const auto& account : accounts) {
            const auto count = in_window(quota, account);
            shares_.push_back(
                {static_cast<double>(count.base),
                 static_cast<double>(count.in_group),
                 count.base == 0 ? quota.share : static_cast<double>(count.in_group) / count.base,
                 account.owed});
        }
    }

    [[nodiscard]] bool has(std::size_t account) const { return account < shares_.size(); }

    /// How the account's next vacancy is held, empty for so many days; as if it were let.
    Held let_next(std::size_t account, double empty_days) {
        const bool substitutes = is_owed(account);
        const bool holds = substitutes || (quota_.mode != QuotaMode::observed && is_short(account));
        const bool lifted = quota_.guard_days > 0 && empty_days > quota_.guard_days;
        if (holds && !lifted && (substitutes || quota_.mode == QuotaMode::strict)) {
            let_to_who_mends(account);
            return Held::strictly;
        }
        let_in_proportion(account);
        return !holds ? Held::no : lifted ? Held::lifted : Held::by_a_bonus;
    }

  private:
    /// Does the prefect still allocate in place of the landlord?
    [[nodiscard]] bool is_owed(std::size_t account) const { return shares_[account].owed > 0; }

    /// Would the share be on the wrong side with one more lease that does not mend it?
    [[nodiscard]] bool is_short(std::size_t account) const {
        const auto& share = shares_[account];
        return quota_.bound == QuotaBound::at_least
                   ? share.in_group < quota_.share * (share.base + 1)
                   : share.in_group + 1 > quota_.share * (share.base + 1);
    }

    void let_in_proportion(std::size_t account) {
        auto& share = shares_[account];
        share.base += 1;
        share.in_group += share.running;
    }

    void let_to_who_mends(std::size_t account) {
        auto& share = shares_[account];
        share.base += 1;
        share.in_group += quota_.bound == QuotaBound::at_least ? 1 : 0;
        share.owed = std::max(share.owed - 1, 0);
    }

    struct Share {
        double base = 0.0;
        double in_group = 0.0;
        double running = 0.0;
        std::int32_t owed = 0;
    };
    const Quota& quota_;
    std::vector<Share> shares_;
};

void hold(const World& world,
          const Quota& quota,
          std::uint32_t quota_bit,
          const QuotaReach& reach,
          const std::vector<QuotaAccount>& accounts,
          const std::vector<Vacancy>& vacancies,
          std::vector<QuotaHold>& holds) {
    const auto& dwellings = world.dwellings;
    const bool transfers_apart = (quota.base.none_of & condition::transfer) != 0;
    RunningShares shares(quota, accounts);
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        const auto d = vacancies[v].dwelling;
        const AccountPlace place{dwellings.zone[d], dwellings.landlord[d], vacancies[v].holder};
        const auto account = account_of(quota, *world.territory, place);
        if (!is_reached(reach, place) || !shares.has(account) ||
            (transfers_apart && vacancies[v].for_transfer)) {
            continue;
        }
        const double empty_days = (world.month - dwellings.vacant_since[d]) * days_a_month;
        switch (shares.let_next(account, empty_days)) {
            case Held::no:
                break;
            case Held::lifted:
                holds[v].relaxed |= quota_bit;
                break;
            case Held::strictly:
                holds[v].strict |= quota_bit;
                break;
            case Held::by_a_bonus:
                holds[v].bonus |= quota_bit;
                break;
        }
    }
}

}  // namespace

QuotaMarks quota_marks(const std::vector<Quota>& quotas, const HouseholdTraits& household) {
    QuotaMarks marks;
    for (std::size_t q = 0; q < quotas.size(); ++q) {
        const bool in_base = belongs(quotas[q].base, household);
        const bool in_group = in_base && belongs(quotas[q].group, household);
        const bool mends = in_group == (quotas[q].bound == QuotaBound::at_least);
        marks.in_base |= in_base ? bit(q) : 0U;
        marks.in_group |= in_group ? bit(q) : 0U;
        marks.serves |= mends || !in_base ? bit(q) : 0U;
    }
    return marks;
}

std::int32_t bonus_points(const std::vector<Quota>& quotas,
                          const QuotaHold& hold,
                          const QuotaMarks& household) {
    const auto earned = hold.bonus & household.mends();
    std::int32_t points = 0;
    for (std::size_t q = 0; earned != 0 && q < quotas.size(); ++q) {
        points += (earned & bit(q)) != 0 ? quotas[q].bonus_points : 0;
    }
    return points;
}

std::vector<QuotaReach> quota_reaches(const AllocationPolicy& policy, const Territory& territory) {
    std::vector<QuotaReach> all;
    all.reserve(policy.quotas.size());
    for (const auto& quota : policy.quotas) {
        all.push_back(reach_of(quota.scope, policy, territory));
    }
    return all;
}

void begin_quota_month(World& world, const AllocationPolicy& policy) {
    EXPECT(policy.quotas.size() <= most_quotas, "{} quotas", policy.quotas.size());
    carry_books(world, policy);
    const bool january = month_of_year(world.month) == 1;
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        const auto& quota = policy.quotas[q];
        for (auto& account : world.quota_books[q].accounts) {
            if (january) {
                begin_quota_year(quota, account);
            }
            if (!account.months.empty()) {
                account.months[static_cast<std::size_t>(world.month.since_1900) %
                               account.months.size()] = {};
            }
        }
    }
}

std::vector<QuotaHold> quota_holds(const World& world,
                                   const AllocationPolicy& policy,
                                   const std::vector<QuotaReach>& reaches,
                                   const std::vector<Vacancy>& vacancies) {
    std::vector<QuotaHold> holds(vacancies.size());
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        hold(world,
             policy.quotas[q],
             bit(q),
             reaches[q],
             world.quota_books[q].accounts,
             vacancies,
             holds);
    }
    return holds;
}

void note_vacancy(World& world,
                  const AllocationPolicy& policy,
                  const Vacancy& vacancy,
                  std::uint32_t bound,
                  std::uint32_t relaxed) {
    const AccountPlace place{world.dwellings.zone[vacancy.dwelling],
                             world.dwellings.landlord[vacancy.dwelling],
                             vacancy.holder};
    for (std::size_t q = 0; (bound | relaxed) != 0 && q < policy.quotas.size(); ++q) {
        if (((bound | relaxed) & bit(q)) != 0) {
            auto& account = world.quota_books[q]
                                .accounts[account_of(policy.quotas[q], *world.territory, place)];
            account.bound += (bound & bit(q)) != 0;
            account.relaxed += (relaxed & bit(q)) != 0;
        }
    }
}

void count_in_quotas(World& world,
                     const AllocationPolicy& policy,
                     const std::vector<QuotaReach>& reaches,
                     const Lease& lease,
                     const QuotaMarks& household) {
    const AccountPlace place{lease.zone, lease.landlord, lease.holder};
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        const auto account_row = account_of(policy.quotas[q], *world.territory, place);
        auto& accounts = world.quota_books[q].accounts;
        if ((household.in_base & bit(q)) == 0 || !is_reached(reaches[q], place) ||
            account_row >= accounts.size()) {
            continue;
        }
        auto& account = accounts[account_row];
        const bool in_group = (household.in_group & bit(q)) != 0;
        const auto add = [&](QuotaCount& count) {
            ++count.base;
            count.in_group += in_group;
        };
        add(account.year);
        if (!account.months.empty()) {
            add(account.months[static_cast<std::size_t>(world.month.since_1900) %
                               account.months.size()]);
        }
        if (in_group && account.owed > 0) {
            --account.owed;
            ++account.substituted;
        }
    }
}

std::vector<QuotaYear> quota_years(const World& world, const AllocationPolicy& policy, Month last) {
    std::vector<QuotaYear> years;
    for (std::size_t q = 0; q < policy.quotas.size(); ++q) {
        const auto& quota = policy.quotas[q];
        const auto& accounts = world.quota_books[q].accounts;
        for (std::size_t a = 0; a < accounts.size(); ++a) {
            const auto& account = accounts[a];
            if (account.year.base == 0 && account.bound == 0 && account.relaxed == 0 &&
                account.owed == 0) {
                continue;
            }
            years.push_back({.month = last,
                             .quota = quota.name,
                             .account = account_code(quota, policy, *world.territory, a),
                             .share = static_cast<float>(quota.share),
                             .leases = account.year.base,
                             .in_group = account.year.in_group,
                             .gap = gap_of(quota, account.year),
                             .bound = account.bound,
                             .relaxed = account.relaxed,
                             .substituted = account.substituted,
                             .owed = account.owed});
        }
    }
    return years;
}

}  // namespace mixite
