#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "foundation/calendar.hpp"
#include "world/applications.hpp"
#include "world/candidates.hpp"
#include "world/census.hpp"
#include "world/dwellings.hpp"
#include "world/flows.hpp"
#include "world/households.hpp"
#include "world/quiet_life.hpp"
#include "world/resources.hpp"
#include "world/territory.hpp"

namespace mixite {

/// Private dwellings of a zone by use, taken and in all.
struct PrivateStock {
    std::int32_t owner_dwellings = 0;
    std::int32_t owners = 0;
    std::int32_t rentals = 0;
    std::int32_t private_tenants = 0;
};

/// Leases that count in the base of a quota, and those of them in its group.
struct QuotaCount {
    std::int32_t base = 0;
    std::int32_t in_group = 0;
};

/// One account of a quota: all its leases, or those of one landlord, holder or commune.
struct QuotaAccount {
    QuotaCount year;  ///< of the calendar year
    /// Of the last months, the month since 1900 modulo their number; empty where the quota counts
    /// by the calendar year.
    std::vector<QuotaCount> months;
    std::int32_t bound = 0;        ///< vacancies of the year whose list it changed
    std::int32_t relaxed = 0;      ///< vacancies of the year for which it was lifted
    std::int32_t owed = 0;         ///< missed last year, which the prefect still allocates
    std::int32_t substituted = 0;  ///< leases of the year by which the prefect made up for them
};

struct QuotaAccountBook {
    std::string quota;  ///< its name: it keeps its accounts when the rules change
    std::vector<QuotaAccount> accounts;
};

/// Under reservations in flow: a landlord's leases in the base of the flow since the regime began,
/// and how many of them went to each holder.
struct FlowAccount {
    std::int32_t base = 0;
    std::vector<std::int32_t> given;  ///< per holder
};

/// Upper bounds of the first three quarters of the requests by SNE resources, cents per consumption
/// unit a year; 0 before the first are set.
using QuartileBounds = std::array<std::int32_t, 3>;

/// `legal`: in force since the last arrêté; `next`: of the stock of requests at the last 31
/// December, until the next arrêté; `frozen`: the legal ones of the last month of the history, then
/// indexed each January.
struct QuartileThresholds {
    QuartileBounds legal{};
    QuartileBounds next{};
    QuartileBounds frozen{};
    bool is_frozen = false;
};

/// Nominal levels, 1 at month zero; they grow each January by the policy's indices.
struct PriceLevels {
    double income = 1.0;
    double rent = 1.0;
    double prices = 1.0;
};

/// How many dwellings an operation of a scenario has taken.
struct OperationProgress {
    std::string operation;
    int done = 0;
};

/// A household that has refused a dwelling since it fell vacant.
using Refusal = std::pair<DwellingRow, HouseholdKey>;

/// The state: a value. Its copy is a fork.
struct World {
    std::shared_ptr<const Territory> territory;
    Month month;                          ///< The month about to be run, or being run.
    std::uint32_t agglomeration = 0;      ///< which of the agglomerations of a run; 0: the first
    std::vector<Household> on_their_way;  ///< from the others, to settle here this month
    Households households;
    Dwellings dwellings;
    Applications applications;
    double mean_wait_at_start_months = 0.0;  ///< of the requests open at month zero
    std::vector<Refusal> refusals;           ///< in their order
    Resources resources;
    Census census;  ///< as of the last update of `resources`
    QuietLife quiet_life;
    Candidates candidates;
    Agenda<ProgrammeEvent> agenda;
    Column<ZoneRow, PrivateStock> private_stock;
    Column<ZoneRow, double> reputed_poverty;  ///< share of poor households as reputed, lagging
    Column<LandlordRow, FlowAccount> flow_accounts;
    std::vector<QuotaAccountBook>
        quota_books;  ///< one a quota of the policy in force, in its order
    QuartileThresholds thresholds;
    PriceLevels levels;
    /// Principal rent of the dwelling's next letting, a month; 0, or beyond the end: the rent it
    /// has.
    Column<DwellingRow, std::int32_t> rent_of_next_letting_cents;
    std::vector<std::string> rent_rules_begun;  ///< each is applied once
    std::vector<OperationProgress> operation_progress;
    /// Where permits to let change them: of the private rents, and of the share of unfit dwellings
    /// among private tenants' requests; empty: 1 everywhere.
    Column<ZoneRow, double> private_rent_factor;
    Column<ZoneRow, double> unfit_share_factor;
    /// Of each QPV at the end of last month, in the order of Territory::qpv_zones; empty before the
    /// first month.
    std::vector<PovertyCount> qpv_poverty;
    /// At the end of last month, in the order of the dwellings' rows; empty before the first month.
    std::vector<Occupant> qpv_occupants;
    /// Households of month zero whose composition arrivals take, and how many owners and private
    /// tenants there were by zone.
    std::shared_ptr<const Households> arrival_templates;
    std::shared_ptr<const Column<ZoneRow, int>> private_households_at_month_zero;
};

/// The key, in this agglomeration, of what has this key in the first.
std::uint64_t key_in(const World& world, std::uint64_t key);

/// Declared income per consumption unit, € cents a year. Precondition: the resources of the
/// household are up to date.
std::int32_t declared_per_unit_cents(const World& world, HouseholdRow household);
/// Net housing cost over SNE resources, both a month: 0 to 1 (dossier 1.11).
double effort_rate(std::int32_t net_cents, std::int32_t resources_cents);
/// The same of a social tenant in its dwelling. Precondition: its resources are up to date.
double effort_rate(const World& world, HouseholdRow tenant);

void note_refusal(World& world, DwellingRow dwelling, HouseholdKey household);
[[nodiscard]] bool has_refused(const World& world, DwellingRow dwelling, HouseholdKey household);
/// By any household.
[[nodiscard]] bool is_refused(const World& world, DwellingRow dwelling);
/// Of a dwelling that is let, or is another after works.
void forget_refusals(World& world, DwellingRow dwelling);

/// Conservation within the state: a dwelling has at most one household and the two links agree; a
/// request and its household agree; private stock counts equal the households in it. Throws
/// InvariantViolation.
void check_consistency(const World& world);

/// What the columns of the world take, whether all of them have been worked out yet or not.
std::int64_t bytes_of(const World& world);

/// To be called for a household whose members, activities, incomes, tenure or home have changed:
/// what is kept of it is worked out anew.
void outdate(World& world, HouseholdRow row);
/// The same for all and their requests, where amounts change and members do not.
void outdate_all(World& world);

/// Takes the rows of gone households out, in order, and mends the links to those that stay.
void compact_households(World& world);
/// Takes the closed requests (household none) out, in order, and mends the households' links.
void compact_applications(World& world);

}  // namespace mixite
