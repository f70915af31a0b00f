#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "rules/rent_policy.hpp"
#include "rules/stock_policy.hpp"
#include "world/candidates.hpp"
#include "world/household_group.hpp"
#include "world/households.hpp"

namespace mixite {

/// Household categories of the arrêté of 29 July 1987; the ceiling of each larger household adds
/// one increment a person. Cents of RFR a year.
struct IncomeCeilings {
    std::array<std::int32_t, 6> plai_cents{};
    std::array<std::int32_t, 6> plus_cents{};
    std::int32_t plai_more_cents = 0;
    std::int32_t plus_more_cents = 0;
    double pls_over_plus = 0.0;
    int young_couple_ages_sum = 0;  ///< a couple whose ages sum to this or less is of category 3
};

/// Rental APL, stylised as AL = max(0, (L + C - PP) k - deduction). Cents a month unless said;
/// families by dependants 0 to 6, "couple" without dependants apart.
struct HousingAllowance {
    std::int32_t cap_single_cents = 0;
    std::int32_t cap_couple_cents = 0;
    std::int32_t cap_one_dependant_cents = 0;
    std::int32_t cap_more_cents = 0;
    std::int32_t reference_cap_single_cents = 0;  ///< caps of zone 2, for the ratio of rents
    std::int32_t reference_cap_couple_cents = 0;
    std::int32_t reference_cap_one_dependant_cents = 0;
    std::int32_t reference_cap_more_cents = 0;
    std::int32_t charges_cents = 0;
    std::int32_t charges_more_cents = 0;  ///< per dependant
    double family_rate_single = 0.0;
    double family_rate_couple = 0.0;
    std::array<double, 6> family_rate_by_dependants{};  ///< 1 to 6
    std::int32_t free_income_single_cents = 0;          ///< R0, a year
    std::int32_t free_income_couple_cents = 0;
    std::array<std::int32_t, 6> free_income_by_dependants_cents{};
    double least_share = 0.0;  ///< P0, of rent and charges
    std::int32_t least_cents = 0;
    std::array<double, 2> rent_ratio_bounds{};  ///< where the two rates of the rent ratio start
    std::array<double, 2> rent_ratio_rates{};
    double degression_from_caps = 0.0;  ///< rent over cap from which the allowance shrinks
    double degression_to_caps = 0.0;    ///< … and at which it is nil
    std::int32_t deduction_cents = 0;
    int dependant_age = 0;  ///< a child at home counts below it

    friend bool operator==(const HousingAllowance&, const HousingAllowance&) = default;
};

/// Minima and family benefits, stylised. Cents a month unless said.
struct SocialBenefits {
    std::int32_t rsa_single_cents = 0;
    double rsa_second_person = 0.0;  ///< share of the single amount
    double rsa_each_of_first_children =
        0.0;                              ///< first child of a single parent: as a second person
    double rsa_each_further_child = 0.0;  ///< from the third
    int rsa_least_age = 0;                ///< without children
    /// Share of the RSA's amount that those to whom it is closed, students and the young without
    /// children, can count on in its place.
    double support_in_place_of_rsa = 0.0;
    std::array<double, 3>
        rsa_housing_deduction{};  ///< share of the amount of 1, 2, 3 persons, for those housed
    std::int32_t aah_cents = 0;
    std::int32_t aspa_single_cents = 0;
    std::int32_t aspa_couple_cents = 0;
    int aspa_least_age = 0;
    double activity_bonus_kept = 0.0;  ///< share of earnings that the prime d'activité lets keep
    std::int32_t activity_bonus_base_cents = 0;
    std::int32_t activity_bonus_most_cents = 0;  ///< individual bonus
    std::array<std::int32_t, 2>
        activity_bonus_earnings_cents{};  ///< it rises between these earnings
    std::int32_t family_two_children_cents = 0;
    std::int32_t family_each_further_cents = 0;
    std::int32_t single_parent_support_cents = 0;  ///< ASF, per child
    std::int32_t young_child_cents = 0;  ///< PAJE, one a household with a child under three
    int young_child_age = 0;
    int family_benefit_age = 0;  ///< a child counts for family benefits below it …
    int rsa_child_age = 0;       ///< … and for the RSA
    /// Income tax and social levies, stylised: a share of declared income above an exemption a unit
    /// and year.
    double tax_rate = 0.0;
    std::int32_t tax_free_per_unit_cents = 0;

    friend bool operator==(const SocialBenefits&, const SocialBenefits&) = default;
};

/// By adults (1, 2) and children (0 to 6).
using TypologyTable = std::array<std::array<RoomsFit, most_children + 1>, most_adults>;

/// What a criterion of the points grid looks at. `_month`: points a month.
enum class Criterion : std::uint8_t {
    dalo,
    hosted_or_without_dwelling,
    disability,
    eviction,
    unfit_dwelling,
    violence,
    overcrowded,
    under_occupied_transfer,
    effort_above_limit,
    rehousing,
    seniority_month,
    abnormal_delay,
    single_parent,
    in_work,
    unmotivated_refusal,
    first_quartile_outside_qpv,
    upper_quartiles_in_qpv,
    diverted_from_qpv,
    priority_public,
    essential_work
};
inline constexpr std::size_t own_criteria = static_cast<std::size_t>(Criterion::essential_work) + 1;

/// Groups to which the grids of a run may give points: the counts keep a bit a criterion.
inline constexpr std::size_t most_grid_groups = 32 - own_criteria;

/// Being of a group, by its position among those to which the grids of a run give points.
constexpr Criterion criterion_of_group(std::size_t position) {
    return static_cast<Criterion>(own_criteria + position);
}

struct CriterionPoints {
    Criterion criterion = Criterion::dalo;
    std::int32_t points = 0;
    std::int32_t most = 0;  ///< cap of the criterion's total; 0: none
    /// Of a criterion beyond the grid's own: whose households it gives points to.
    HouseholdGroup group{};
};

constexpr bool is_of_group(const CriterionPoints& line) {
    return static_cast<std::size_t>(line.criterion) >= own_criteria;
}

/// Which grid ranks tenants who ask for a transfer.
enum class TransferGrid : std::uint8_t { same, own };

/// What puts candidates in order. `independent_lotteries`: a lot for each vacancy;
/// `common_lottery`: the lot of the request, kept while it is open (Arnosti & Shi 2020).
enum class PriorityEngine : std::uint8_t {
    points,
    seniority,
    independent_lotteries,
    common_lottery,
    optimal_assignment  ///< of each round; who it leaves out, by points
};

/// How the commission ranks its list: by points and its own judgement, or as designated.
enum class ListRanking : std::uint8_t { points_and_judgement, designation };

/// Behaviour that a bound leaves out: refusals of households, the commission's look at solvency.
enum class Refusals : std::uint8_t { of_households, none };
enum class SolvencyScreen : std::uint8_t { as_observed, none };

/// Where an effort rate above the most counts: nobody proposes the candidate, or the commission
/// does not allocate the dwelling to him or her (CCH R.441-3, d).
enum class EffortRateLooked : std::uint8_t { before_commission, at_commission };

enum class HolderOwner : std::uint8_t { others, state };

struct ReservationHolder {
    std::string name;
    double share = 0.0;
    HouseholdGroup designates{};
    HolderOwner owner = HolderOwner::others;
};

enum class ReservationRegime : std::uint8_t { in_stock, in_flow };

enum class Scope : std::uint8_t { everywhere, in_qpv, outside_qpv };
enum class QuotaBound : std::uint8_t { at_least, at_most };

/// `observed`: counted and reported, it changes nothing (unless the prefect substitutes).
enum class QuotaMode : std::uint8_t { strict, bonus, observed };

/// Whose share is held apart from the others'.
enum class QuotaAccounts : std::uint8_t { together, each_landlord, each_holder, each_commune };

/// Which dwellings a quota is about. Codes of the territory and names of holders; an empty list
/// asks nothing.
struct QuotaScope {
    Scope place = Scope::everywhere;
    std::vector<std::string> communes{};
    std::vector<std::string> zones{};
    std::vector<std::string> landlords{};
    std::vector<std::string> holders{};

    friend bool operator==(const QuotaScope&, const QuotaScope&) = default;
};

/// A share, floor or cap, of a group among the leases of a base signed in a scope, over the
/// calendar year or the last months. While the running share is on the wrong side, a strict quota
/// restricts the commission's list to candidates who mend it or do not count in it; a bonus gives
/// those who mend it more points. After `guard_days` of vacancy it is lifted for that dwelling.
struct Quota {
    std::string name;
    HouseholdGroup group{};
    HouseholdGroup base{};
    QuotaScope scope{};
    QuotaAccounts accounts = QuotaAccounts::together;
    QuotaBound bound = QuotaBound::at_least;
    double share = 0.0;
    QuotaMode mode = QuotaMode::strict;
    std::int32_t bonus_points = 0;
    int window_months = 0;  ///< 0: the calendar year
    int guard_days = 0;     ///< 0: it is never lifted
    /// What a year missed, the prefect allocates the next year (CCH L.441-1): the first vacancies
    /// in the scope are kept to the group.
    bool prefect_substitutes = false;
};

/// One bit a quota in the marks of households and vacancies.
inline constexpr std::size_t most_quotas = 32;

/// CIV of 27 October 2023 and circular of 18 December 2023: who is offered a place elsewhere, with
/// priority and with consent, in place of one in a QPV. Never an exclusion: who asks for that QPV
/// or lives there is exempt.
enum class QpvRouting : std::uint8_t { none, dalo, dalo_and_first_quartile };

/// What follows when a landlord refuses whom the prefect designates: the prefect allocates the
/// dwelling all the same (CCH L.441-2-3, II), or the request goes on waiting.
enum class AfterLandlordRefusal : std::uint8_t { prefect_attributes, request_waits };

/// Enforceable right to housing: whom the mediation commission recognises is to be offered a
/// dwelling within a delay, and the prefect designates him or her to a landlord (CCH L.441-2-3).
struct DaloRules {
    int offer_months = 0;  ///< 0: no delay is counted and the prefect designates nobody
    /// Holder on whose vacancies the prefect designates while the delay runs, and on whose share
    /// all such leases count.
    std::string contingent{};
    /// Whether the département has an agglomeration of more than 300 000 inhabitants: the law then
    /// grants a longer delay (CCH R.441-16-1).
    bool large_agglomeration = false;
    double landlord_refusals = 0.0;  ///< probability that the landlord refuses the designated
    AfterLandlordRefusal after_refusal = AfterLandlordRefusal::prefect_attributes;
};

/// What the law asks of a year's leases (CCH L.441-1). It decides nothing: the yearly review of the
/// agreement on allocations holds the leases against it.
struct ReviewedShares {
    double first_quartile_outside_qpv = 0.0;  ///< of the leases outside QPV, rehoused included
    double upper_quartiles_in_qpv = 0.0;      ///< of the leases in QPV
    double priority_in_flow = 0.0;            ///< of each holder's flow, but the State's
    /// Whose leases outside QPV count with those of the first quartile: its own denominator is all
    /// leases outside QPV.
    HouseholdGroup counted_beside_first_quartile{.name = "rehoused", .all_of = priority::rehousing};
};

struct CommissionRules {
    PriorityEngine engine = PriorityEngine::points;
    ListRanking ranking = ListRanking::points_and_judgement;
    SolvencyScreen solvency_screen = SolvencyScreen::as_observed;
    Refusals refusals = Refusals::of_households;
    int rounds_a_month = 1;
    int candidates = 3;
    int least_candidates = 0;  ///< that the law asks for; fewer are counted as a breach
    /// Weight of the points in the commission's ranking; the rest is its own judgement.
    double points_weight = 1.0;
    double most_effort_rate = 0.0;
    EffortRateLooked effort_rate_looked_at = EffortRateLooked::before_commission;
    std::int32_t least_rest_to_live_cents_a_day = 0;  ///< per consumption unit
    int abnormal_delay_months = 0;
    double high_effort_rate = 0.0;      ///< of Criterion::effort_above_limit
    double essential_work_share = 0.0;  ///< of the adults in work, of Criterion::essential_work
    int rehousing_offers = 0;
    int offer_open_days = 0;     ///< then silence is a refusal
    int letter_open_months = 1;  ///< of the letter that follows silence; then it is struck off
    int renewal_months = 0;
    int threshold_month_of_year = 0;  ///< when the arrêté of the first quartile takes effect
};

/// Advertised choice (location choisie): a share of the vacancies is advertised, and households
/// come forward.
struct AdvertRules {
    double share = 0.0;
    Scope scope = Scope::everywhere;
    double readers = 0.0;       ///< share of the households that follow the adverts
    int most_applications = 0;  ///< of a household, in one round
    int months = 0;  ///< an advertised dwelling that stays empty goes back to its holder after them
};

/// Coordination commission of each QPV (circular of 18 December 2023): for a share of its vacancies
/// it names candidates of a group first.
struct CoordinationRules {
    double share = 0.0;
    HouseholdGroup names{.name = "upper_quartiles", .all_of = condition::upper_quartiles};
};

/// The mayor of the dwelling's commune. A veto is no present law.
struct MayorRules {
    double casting_vote = 0.0;  ///< least difference of scores that leaves him or her no say
    double names_share = 0.0;   ///< of the vacancies, those who live in the commune first
    double veto_of_first_quartile = 0.0;  ///< probability
    double veto_of_other_communes = 0.0;  ///< probability, of who does not live in the commune
};

/// Which tenants of a QPV may take, outside, what is set aside for transfers.
enum class TransferOutOfQpv : std::uint8_t { all, first_quartile };

struct TransferRules {
    TransferOutOfQpv out_of_qpv = TransferOutOfQpv::all;
    /// Share of the vacancies of few rooms that go to tenants who leave many.
    double exchange_share = 0.0;
    int exchange_most_rooms = 3;   ///< of the vacancy
    int exchange_least_rooms = 4;  ///< of the dwelling they leave, too large for them
};

/// What the optimal assignment of a round maximises: the sum of these over its lettings.
struct AssignmentObjective {
    int letting = 0;
    int rehousing = 0;
    int priority_public = 0;
    int point = 0;  ///< for each of the candidate's points
    int month_waited = 0;
    int mix = 0;  ///< first quartile outside QPV, second to fourth in a QPV
    int ideal_size = 0;
    int effort_percent = 0;  ///< for each hundredth of the effort rate
};

/// Yearly growth applied each January.
struct Indices {
    double income = 0.0;
    double rent = 0.0;
    double prices = 0.0;
};

/// All the rules in force during one period.
struct AllocationPolicy {
    IncomeCeilings ceilings{};
    HousingAllowance housing_allowance{};
    SocialBenefits benefits{};
    TypologyTable typology{};
    CommissionRules commission{};
    std::vector<CriterionPoints> grid{};
    TransferGrid transfer_grid = TransferGrid::same;
    std::vector<CriterionPoints> own_transfer_grid{};  ///< of TransferGrid::own
    ReservationRegime reservation = ReservationRegime::in_stock;
    std::vector<ReservationHolder> holders{};
    /// Share of the vacancies that landlords set aside for transfers of their tenants, before any
    /// reservation; without a tenant to take it, a vacancy goes to the applicants.
    double set_aside_for_transfers = 0.0;
    /// Months from which a dwelling is lettable within which its holder names candidates; then the
    /// vacancy is the landlord's. 0: it stays the holder's.
    int naming_months = 0;
    std::vector<HouseholdGroup> groups{};  ///< that the scenario declares
    std::vector<Quota> quotas{};
    QpvRouting routing = QpvRouting::none;
    DaloRules dalo{};
    ReviewedShares review{};
    AdvertRules adverts{};
    CoordinationRules coordination{};
    MayorRules mayor{};
    TransferRules transfers{};
    AssignmentObjective objective{};
    RentPolicy rents{};
    std::vector<CeilingDerogation> derogations{};
    RehousingRules rehousing{};
    StockPolicy stock{};
    Indices indices{};
};

/// Names of the groups to which its grids give points.
std::set<std::string> grid_groups(const AllocationPolicy& policy);

/// Numbers their criteria by the position of each in `names`. Precondition: all are there, and
/// they are not more than most_grid_groups.
void number_grid_groups(AllocationPolicy& policy, const std::set<std::string>& names);

/// The policies of a scenario, each from its month on.
class PolicyTimeline {
  public:
    /// Precondition: at least one period, months strictly increasing.
    explicit PolicyTimeline(std::vector<std::pair<Month, AllocationPolicy>> periods);

    /// The policy in force; before the first period, the first.
    [[nodiscard]] const AllocationPolicy& at(Month month) const;
    [[nodiscard]] const std::vector<std::pair<Month, AllocationPolicy>>& periods() const {
        return periods_;
    }

  private:
    std::vector<std::pair<Month, AllocationPolicy>> periods_;
};

}  // namespace mixite
