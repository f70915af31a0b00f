#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "world/dwellings.hpp"
#include "world/households.hpp"

namespace mixite {

enum class Answer : std::uint8_t {
    accepted,
    refused_before_commission,
    refused_after_commission,
    no_answer
};

/// What weighed most against a dwelling that was refused; of one that was accepted, whether the
/// household would have refused had it not been its last offer. Told by the decision trail only.
enum class AnswerMotive : std::uint8_t {
    none,
    last_offer,
    cost,
    dwelling,    ///< size, form, energy label
    place,       ///< distance, commune, reputation of the zone
    situation,   ///< no hurry: housed already, asked lately
    taste,       ///< its lasting taste by kind of place
    impression,  ///< what it alone, or everybody, sees in that dwelling
    reserve      ///< what keeps anybody from moving
};

/// A signed lease.
struct Lease {
    Month month{};
    DwellingKey dwelling{};
    HouseholdKey household{};
    ZoneRow zone{};
    ZoneRow from_zone{};  ///< none: from outside the agglomeration
    Tenure from_tenure = Tenure::hosted;
    LandlordRow landlord{};
    HolderRow holder{};
    std::uint8_t rooms = 0;
    std::uint8_t persons = 0;
    HouseholdType type = HouseholdType::single;
    std::uint8_t children = 0;
    bool disabled = false;  ///< an adult receives AAH
    std::uint8_t eldest_age = 0;
    std::uint8_t rank = 0;  ///< 1: first on the commission's list
    /// 1 to 4 among the requests, by the legal threshold and by the threshold frozen and indexed.
    std::uint8_t quartile_legal = 0;
    std::uint8_t quartile_frozen = 0;
    std::uint16_t priorities = 0;
    bool transfer = false;
    std::int16_t wait_months = 0;
    std::int32_t points = 0;
    std::int32_t rent_cents = 0;
    std::int32_t resources_per_unit_cents = 0;  ///< SNE resources, a year
    float effort_rate = 0.0F;
};

/// One candidate on one commission's list, ranked, and the answer if an offer was made.
struct Offer {
    Month month{};
    DwellingKey dwelling{};
    HouseholdKey household{};
    ZoneRow zone{};
    HolderRow holder{};
    std::uint8_t round = 0;
    std::uint8_t rank = 0;
    Answer answer = Answer::accepted;
    AnswerMotive motive = AnswerMotive::none;
    std::uint8_t quartile_legal = 0;
    std::int32_t points = 0;
};

/// Who names candidates for a vacancy within its holder's public, or how they come forward.
enum class VacancyRoute : std::uint8_t {
    holder,
    exchange,
    advert,
    coordination,
    mayor,
    prefect,             ///< one household, recognised as DALO
    prefect_attribution  ///< the same, allocated against the landlord's refusal
};

/// What a commission decides of one candidate (CCH R.441-3, a to e).
enum class CommissionDecision : std::uint8_t {
    attribution,
    ranked,         ///< allocated in the order of the list, if those before refuse
    conditional,    ///< allocated as soon as a missing document is there
    not_allocated,  ///< with a motive
    inadmissible    ///< does not fulfil the conditions of access to social housing
};
inline constexpr std::size_t commission_decisions = 5;

/// Why a commission turned a candidate away (CCH L.441-2-2). Told by the decision trail only.
enum class DecisionMotive : std::uint8_t {
    resources,  ///< the commission's own look at solvency
    mayor_veto,
    landlord_refusal,  ///< of whom the prefect had designated
    ceilings,          ///< of resources: above all of them
    effort_rate        ///< above the most that the commission accepts
};

/// Rules that what was decided and signed is held to, by whoever did not decide it.
enum class LegalRule : std::uint8_t {
    ceilings,       ///< of resources, by financing
    typology,       ///< rooms for the household
    candidates,     ///< least number before the commission
    strict_quotas,  ///< of the policy
    consent         ///< to be offered a place elsewhere in place of one in a QPV
};
inline constexpr std::size_t legal_rules = 5;

/// What one commission decided of one vacancy. Of the decision trail.
struct Decision {
    Month month{};
    std::uint8_t round = 0;
    DwellingKey dwelling{};
    ZoneRow zone{};
    LandlordRow landlord{};
    HolderRow turn{};  ///< whose turn it was; none: the landlord had set it aside for a transfer
    VacancyRoute route = VacancyRoute::holder;
    bool for_transfer = false;
    bool given_back = false;    ///< nobody to name: the vacancy went back to the landlord
    bool quota_held = false;    ///< a quota kept the list to a group, or free of one
    bool quota_lifted = false;  ///< it would have, but the dwelling had been empty for too long
    std::int32_t eligible = 0;  ///< open requests that nothing bars from the dwelling
    std::uint8_t ranked = 0;    ///< candidates that the commission ranked
    std::uint8_t asked = 0;     ///< of them, how many it made an offer to
    std::uint8_t vetoed = 0;    ///< candidates that the mayor had struck out before
    bool let = false;
    std::int16_t days_vacant = 0;  ///< from the month in which it fell vacant to this one
};

/// One candidate on one commission's list. Of the decision trail.
struct RankedCandidate {
    Month month{};
    std::uint8_t round = 0;
    DwellingKey dwelling{};
    HouseholdKey household{};
    std::uint8_t rank = 0;  ///< 1: first
    CommissionDecision decision = CommissionDecision::attribution;
    bool asked = false;
    std::int32_t points = 0;
    std::int32_t bonus = 0;  ///< of these, by quotas
    /// Of all eligible requests, the place in the order in which they would be designated, from 1.
    std::int32_t place_in_order = 0;
    /// Eligible requests with more points that stood on no list of this round.
    std::int32_t passed_over = 0;
    std::uint16_t priorities = 0;
    std::uint8_t quartile_legal = 0;
};

/// One candidate whom a commission examined and turned away: decision d or e. Of the decision
/// trail.
struct TurnedAway {
    Month month{};
    std::uint8_t round = 0;
    DwellingKey dwelling{};
    HouseholdKey household{};
    CommissionDecision decision = CommissionDecision::not_allocated;
    DecisionMotive motive = DecisionMotive::resources;
    std::int32_t resources_per_unit_cents = 0;  ///< SNE resources, a year
    std::int32_t reference_income_cents = 0;    ///< RFR N-2, a year
    std::int32_t highest_ceiling_cents = 0;     ///< of the PLS, without a prefect's order
    float effort_rate = 0.0F;                   ///< in that dwelling
    std::uint16_t priorities = 0;
    std::uint8_t quartile_legal = 0;
};

/// One term of the points of a candidate on a list. Of the decision trail.
struct PointsLine {
    Month month{};
    std::uint8_t round = 0;
    DwellingKey dwelling{};
    HouseholdKey household{};
    std::uint8_t criterion = 0;  ///< of the grid, by its number
    std::int32_t points = 0;
};

/// A chain of vacancies that ended this month: what began it, and how many dwellings it went
/// through.
struct Chain {
    Month month{};
    VacancyCause cause = VacancyCause::initial;
    std::uint8_t length = 1;
};

/// Groups whose access to the social stock is held against everybody's. A household may be in
/// several.
enum class AuditGroup : std::uint8_t {
    everybody,
    first_quartile,
    second_quartile,
    third_quartile,
    fourth_quartile,
    large_family,  ///< three children or more
    single_parent,
    disabled,  ///< an adult receives AAH
    sixty_or_older,
    qpv_resident
};
inline constexpr std::size_t audit_groups = 10;

/// Classes of equal need: a priority public of L.441-1 CCH or not, by the rooms that suit.
enum class Need : std::uint8_t {
    other_two_rooms,
    other_three_rooms,
    other_four_rooms,
    priority_two_rooms,
    priority_three_rooms,
    priority_four_rooms
};
inline constexpr std::size_t needs = 6;

/// Requests before the month's commissions, and those of them that it housed. Without transfers.
struct AccessCount {
    std::int32_t requests = 0;
    std::int32_t housed = 0;
};

/// AuditGroup × Need, row by row.
using AccessCounts = std::array<AccessCount, audit_groups * needs>;

/// The access of one group, at one need, in a calendar year.
struct YearOfAccess {
    std::int16_t year = 0;
    AuditGroup group = AuditGroup::everybody;
    Need need = Need::other_two_rooms;
    std::int32_t request_months = 0;
    std::int32_t housed = 0;
};

/// A request of the month in which it was opened, as its first commissions see it. Not a transfer.
struct OpenedRequest {
    HouseholdKey household{};
    std::uint8_t quartile = 0;  ///< 1 to 4; 0: no threshold yet
    Need need = Need::other_two_rooms;
};

/// For how many months after its opening a request is followed.
inline constexpr int months_followed_at_most = 12;

/// The requests opened in one month of one quarter and need, and those of them that were housed
/// within the months for which they were followed.
struct RequestCohort {
    Month opened{};
    std::uint8_t quartile = 0;
    Need need = Need::other_two_rooms;
    /// months_followed_at_most; fewer: the run ended before, and their share is not known.
    std::uint8_t months_followed = 0;
    std::int32_t requests = 0;
    std::int32_t housed = 0;
};

/// Where a household lives.
enum class Residence : std::uint8_t {
    same_qpv,  ///< the QPV that it is asked about, in the social stock
    other_qpv,
    social_outside_qpv,
    private_tenant,
    owner,
    hosted,
    outside_agglomeration,
    gone  ///< left, or dissolved into another household
};

/// Of the households of the first quartile (frozen threshold) that the run's first scenario housed
/// in a QPV: how many live where under this one, so many months after that lease.
struct DestinationCount {
    std::int16_t qpv = 0;  ///< in the order of Territory::qpv_zones
    std::uint8_t months_later = 0;
    Residence residence = Residence::gone;
    bool waiting = false;  ///< has an open request
    std::int32_t households = 0;
};

/// One account of a quota at the end of a calendar year, or of the run within a year.
struct QuotaYear {
    Month month{};  ///< the last one counted
    std::string quota{};
    std::string account{};  ///< code of the landlord, holder or commune; empty: together
    float share = 0.0F;     ///< the quota's
    std::int32_t leases = 0;
    std::int32_t in_group = 0;
    /// Leases too few for a floor, too many for a cap; not below 0.
    std::int32_t gap = 0;
    std::int32_t bound = 0;    ///< commissions' lists that it changed
    std::int32_t relaxed = 0;  ///< dwellings let with it lifted
    std::int32_t substituted = 0;
    std::int32_t owed = 0;  ///< by the landlord to the prefect, of the year before, still
};

/// Of a household's eldest adult.
enum class AgeGroup : std::uint8_t { under_30, from_30_to_59, from_60 };
inline constexpr std::size_t age_groups = 3;

/// What the tenants of a QPV are told apart by.
struct OccupantTraits {
    std::uint8_t quartile = 0;  ///< by the frozen threshold, 1 to 4; 0: none is set
    HouseholdType type = HouseholdType::single;
    AgeGroup age = AgeGroup::under_30;
    Activity activity = Activity::stable_job;  ///< of its adults', the first in their order
};

/// A tenant of the social stock of a QPV.
struct Occupant {
    HouseholdKey household{};
    DwellingRow dwelling{};
    std::int16_t qpv = 0;  ///< in the order of Territory::qpv_zones
    OccupantTraits traits{};
};

/// Households, by each of their traits.
struct OccupantCounts {
    std::array<int, 4> by_quartile{};
    std::array<int, household_type_words.size()> by_type{};
    std::array<int, age_groups> by_age{};
    std::array<int, activity_classes> by_activity{};
};

/// The social stock of a QPV: who lives in it at the end of the month, who came to it and who left
/// it in the month.
struct Occupancy {
    OccupantCounts occupants;
    OccupantCounts entrants;
    OccupantCounts leavers;
};

/// What changed the number of households, or of poor ones, in a QPV. The changes of all causes add
/// up to the change from the end of one month to the end of the next.
enum class PovertyCause : std::uint8_t {
    scales,         ///< benefits, APL and rents that change, ages that they look at; but January
    incomes,        ///< of who stays; in January also scales and the poverty line
    demography,     ///< births, birthdays, unions, separations, deaths; households that form
    migration,      ///< arrivals into the private stock and departures from the agglomeration
    lettings,       ///< leases of who comes to the QPV's social stock, or moves within it
    transfers_out,  ///< leases elsewhere of who lived in the QPV
    stock,          ///< leases of new or restructured dwellings, and of who is rehoused
    private_moves
};
inline constexpr std::size_t poverty_causes = 8;

/// Households, and households below the poverty line, of one QPV.
struct PovertyCount {
    int households = 0;
    int poor = 0;

    friend PovertyCount operator-(PovertyCount a, PovertyCount b) {
        return {a.households - b.households, a.poor - b.poor};
    }
    friend bool operator==(const PovertyCount&, const PovertyCount&) = default;
};

/// One household, as the ledger of the QPV counts it.
struct QpvResident {
    std::int16_t qpv = -1;  ///< in the order of Territory::qpv_zones; -1: lives in none
    bool poor = false;
};

/// What rules did that no indicator tells: how often in a month or more.
struct RulesUsed {
    std::uint32_t criteria = 0;  ///< bit c: criterion c of the grid gave somebody points
    int casting_votes = 0;       ///< lists that would have begun with another
    int cut_rents = 0;           ///< leases signed below the rent that others would pay
    int surcharged_exits = 0;    ///< exits from social dwellings whose rent bore the SLS
    std::vector<std::string>
        orders;                      ///< of the prefect, without which a lease were above a ceiling
    std::vector<std::string> rents;  ///< restructurings and relettings by which a rent changed

    void add(const RulesUsed& more);
};

/// Counts of the month that indicators and conservation laws need.
struct MonthCounts {
    // Households of the agglomeration.
    int formed = 0;
    int arrived = 0;                    ///< from outside, into the private stock
    int from_other_agglomerations = 0;  ///< of those: of the same run
    int arrived_by_lease = 0;
    int dissolved = 0;
    int left = 0;
    // Life, of residents and applicants from outside alike.
    int births = 0;
    int deaths = 0;
    int unions = 0;
    int separations = 0;
    int left_parents = 0;
    int retired = 0;
    int care_homes = 0;
    // Requests.
    int opened = 0;
    int opened_from_outside = 0;
    int renewed = 0;
    int withdrawn = 0;
    int lapsed = 0;
    int closed_by_dissolution = 0;
    int rejected = 0;                ///< struck off by a commission: inadmissible
    int struck_off_for_silence = 0;  ///< no answer to the landlord's letter
    // Stock.
    int fell_vacant = 0;  ///< tenants gone, whatever becomes of the dwelling
    int delivered = 0;
    int demolished = 0;
    int restructured = 0;  ///< merged, split or converted
    int left_stock = 0;    ///< sold, or gone to a residence
    std::int64_t programme_cost_cents = 0;
    // Moves without a lease of the social stock.
    int private_moves = 0;
    int bought = 0;
    int social_exits = 0;
    // Rules.
    int given_back = 0;     ///< vacancies whose holder had nobody to name
    int naming_over = 0;    ///< vacancies whose holder's time to name ended
    int quota_relaxed = 0;  ///< dwellings let with a quota lifted
    int quota_bound = 0;    ///< commissions' lists that a quota changed
    int diverted_with_consent = 0;
    // Enforceable right to housing.
    int named_by_prefect = 0;
    int refused_by_landlords = 0;   ///< of those
    int attributed_by_prefect = 0;  ///< of those refused
    int dalo_offers = 0;            ///< first offers since the recognition
    int dalo_offers_in_time = 0;
    int waiting_dalo = 0;  ///< without an offer since the recognition, at the end of the month
    int overdue_dalo = 0;  ///< of those, beyond the delay
    /// CommissionDecision × place of the dwelling: in QPV, outside.
    std::array<std::array<int, 2>, commission_decisions> decisions{};
    /// By place of the dwelling: days for which offers stayed open that nobody answered.
    std::array<int, 2> days_of_silence{};
    /// By place of the dwelling: commissions' lists from which a strict quota kept somebody off who
    /// would have been among the commission's number.
    std::array<int, 2> lists_closed_by_quotas{};
    /// LegalRule × place of the dwelling, in QPV or outside: how often it was broken.
    std::array<std::array<int, 2>, legal_rules> breaches{};
    int beyond_abnormal_delay = 0;  ///< open requests at the end of the month
    // Ways to a list.
    int adverts = 0;
    int adverts_unanswered = 0;
    int advert_refusals = 0;  ///< offers refused by who had answered the advert
    int named_by_coordination = 0;
    int named_by_mayor = 0;
    int mayor_vetoes = 0;
    int named_for_exchange = 0;
};

/// Everything that happened in a month.
struct MonthFlows {
    MonthCounts counts;
    std::vector<Lease> leases;
    std::vector<Offer> offers;
    std::vector<Chain> chains;
    std::vector<Household> departed;  ///< residents who left, as they were
    AccessCounts access{};
    std::vector<OpenedRequest> opened_requests;
    RulesUsed rules_used{};
    // The decision trail, where it is kept.
    std::vector<Decision> decisions;
    std::vector<RankedCandidate> ranked;
    std::vector<TurnedAway> turned_away;
    std::vector<PointsLine> points;
    std::vector<QuotaYear> quota_years;  ///< in December
    /// QPV (order of Territory::qpv_zones) × PovertyCause, row by row: the change of its households
    /// and of its households below the poverty line.
    std::vector<std::array<int, 2>> poverty_ledger;
    std::vector<Occupancy> occupancy;  ///< of each QPV, in the order of Territory::qpv_zones
};

}  // namespace mixite
