#pragma once

#include <array>
#include <cstdint>

namespace mixite {

inline constexpr int oldest_age = 120;

/// Yearly rates by age in years, and the words below which a month's draw says yes.
struct AgeRates {
    std::array<double, oldest_age + 1> yearly{};
    std::array<std::uint32_t, oldest_age + 1> monthly_threshold{};

    /// Each band holds from its age to the next band's. A yearly rate r becomes the monthly
    /// probability 1 - (1 - r)^(1/12). Precondition: rates in [0, 1].
    static AgeRates from_yearly(const std::array<double, oldest_age + 1>& yearly);
};

/// The monthly probability of a yearly rate: 1 - (1 - r)^(1/12). Precondition: r in [0, 1).
double monthly_probability(double yearly_rate);

/// Classes of earning power: IncomeRates::power_bounds_cents.
inline constexpr std::size_t power_classes = 4;

/// Births, deaths, unions and departures. Nothing here depends on where or how the household lives,
/// so that life is the same in all scenarios.
struct LifeRates {
    AgeRates death;
    AgeRates care_home;
    AgeRates birth_in_couple;  ///< by the age of the younger adult
    AgeRates birth_alone;
    std::array<double, 4> birth_factor_by_children{};  ///< with 0, 1, 2, 3 or more children at home
    AgeRates union_of_one;                             ///< one-adult household finds a partner
    double union_factor_with_children = 1.0;           ///< of that rate
    /// Of that rate too, by class of earning power, see IncomeRates::power_bounds_cents.
    std::array<double, power_classes> union_factor_by_power{1.0, 1.0, 1.0, 1.0};
    /// A childless person who finds a partner moves in with him or her outside the households
    /// modelled, with this probability; otherwise the partner comes from there.
    double union_moves_away = 0.5;
    double partner_age_gap_sd_years = 4.0;
    /// Shares of the partners who move in: in a stable job, a precarious job, unemployed, without
    /// work; class after class of earning power.
    std::array<double, 4 * power_classes> partner_activity{};
    int partner_retired_age_years = 0;  ///< a partner of this age or more is retired
    /// Elasticity of a partner's median earning power to one's own over what is usual, a year in
    /// month zero's money.
    double partner_elasticity = 0.0;
    double partner_earning_power_cents = 0.0;
    double partner_earning_power_log_sd = 0.0;
    AgeRates separation;  ///< by the age of the younger adult
    double stayer_keeps_children = 0.0;
    AgeRates leaving_parents;                  ///< by the age of the eldest child at home
    double leaver_leaves_agglomeration = 0.0;  ///< share of children who leave home for elsewhere
    double leaver_is_student = 0.0;            ///< share of those under 22 who stay
    double leaver_rents_privately = 0.0;       ///< share of those who stay; the others are hosted
    /// Shares of those who stay and are not students: as `partner_activity`.
    std::array<double, 4> leaver_activity{};
    double separated_rents_privately =
        0.0;             ///< share of the adults who move out; the others are hosted
    AgeRates departure;  ///< a household leaves the agglomeration, by age of its eldest adult
    double arrivals_a_year = 0.0;  ///< per owner or private tenant of month zero
};

/// Activity and income. Rates are yearly.
struct IncomeRates {
    AgeRates retirement;
    double stable_to_precarious = 0.0;
    double stable_to_unemployed = 0.0;
    double precarious_to_stable = 0.0;
    double precarious_to_unemployed = 0.0;
    double unemployed_to_stable = 0.0;
    double unemployed_to_precarious = 0.0;
    /// By class of earning power, see `power_bounds_cents`: of those who live on what they earn,
    /// and of those who can live on a partner's earnings.
    std::array<double, power_classes> unemployed_to_without_work_on_own_earnings{};
    std::array<double, power_classes> unemployed_to_without_work_on_partners_earnings{};
    std::array<double, power_classes> without_work_to_precarious_on_own_earnings{};
    std::array<double, power_classes> without_work_to_precarious_on_partners_earnings{};
    double student_to_stable = 0.0;
    double student_to_precarious = 0.0;
    double student_to_unemployed = 0.0;
    /// Declared income as a share of earning power, in activity order (stable job, precarious job,
    /// unemployed, without work, student, retired).
    std::array<double, 6> declared_share{};
    /// Share of a deceased pensioner's pension that goes on to a retired partner.
    double survivor_pension = 0.0;
    /// Adults of little earning power lose work sooner and find it later. Classes of earning power,
    /// by their upper bounds a year in month zero's money; the last class has none.
    std::array<double, power_classes - 1> power_bounds_cents{};
    std::array<double, power_classes> loss_factor{};  ///< of the rates towards less work
    std::array<double, power_classes> gain_factor{};  ///< of the rates towards more work
    /// Yearly growth of earning power in work, beyond the index (`yearly` only).
    AgeRates career_growth;
    double permanent_shock_sd = 0.0;  ///< of log earning power, each January, in work
    /// Of log declared income around its share of earning power, in activity order: what one
    /// calendar year holds and the next does not, as months worked, hours, income from property.
    std::array<double, 6> transitory_shock_sd{};
    double first_earning_power_cents =
        0.0;  ///< a year, median of those who leave their parents, month zero
    double first_earning_power_log_sd = 0.0;
    /// Elasticity of that median to the higher earning power of the parents over
    /// `parents_earning_power_cents`, a year in month zero's money.
    double parents_elasticity = 0.0;
    double parents_earning_power_cents = 0.0;
};

/// Who applies, and how. Rates are yearly.
struct DemandRates {
    double private_tenant = 0.0;
    double hosted = 0.0;
    double social_tenant = 0.0;  ///< asks for a transfer
    double owner = 0.0;
    double first_year_after_separation_factor = 1.0;
    double overcrowded_factor = 1.0;
    double under_occupied_factor = 1.0;
    AgeRates age_factor;  ///< `yearly` is a factor here, at most 1
    /// The rate falls by e^(-slope × resources / PLUS ceiling).
    double income_slope = 0.0;
    double transfer_income_slope = 0.0;  ///< the same, of social tenants
    double yearly_trend = 0.0;
    double outside_requests_a_year = 0.0;   ///< at month zero, from outside the agglomeration
    double outside_without_dwelling = 0.0;  ///< share of them: hosted, or without one of their own
    double renewal_share = 0.0;             ///< of the requests still waiting at twelve months
    double withdrawal = 0.0;                ///< yearly, of those who wait
    double waiting_elasticity = 0.0;        ///< of the rates to the wait of the register
    double wishes_own_commune = 0.0;
    double open_to_other_communes = 0.0;
    double qpv_resident_wishes_own_qpv = 0.0;
    double other_wishes_a_qpv = 0.0;
    double stated_missing = 0.0;
    double stated_nil = 0.0;
    double stated_error_log_sd = 0.0;
    double dalo_a_year = 0.0;               ///< recognised in the agglomeration
    double threatened_with_eviction = 0.0;  ///< share of tenants' requests
    double unfit_dwelling = 0.0;            ///< share of private tenants' requests
    double violence = 0.0;                  ///< share of requests
    double back_to_work = 0.0;              ///< share of requests
};

/// How fast a landlord lets again.
struct RelettingRates {
    double delay_days_in_qpv = 0.0;
    double delay_days_elsewhere = 0.0;
    double works_share = 0.0;  ///< of vacancies
    int works_least_months = 0;
    int works_most_months = 0;
};

/// How the commission looks at candidates beside the points (OFCE: poorer non-priority applicants
/// are chosen less).
struct CommissionBehaviour {
    double solvency_first_cents_a_month = 0.0;  ///< per consumption unit
    double solvency_first_odds = 1.0;
    double solvency_second_cents_a_month = 0.0;
    double solvency_second_odds = 1.0;
};

/// Utility of an offered dwelling; the household accepts if utility + tastes + logistic noise of
/// its own for the dwelling is above zero.
struct AnswerTastes {
    double constant = 0.0;
    double ideal_size = 0.0;  ///< has the ideal number of rooms
    double effort = 0.0;      ///< per point of effort rate (net housing cost / resources)
    double minutes = 0.0;     ///< per minute from the present home
    double car_dependence = 0.0;
    double wished_commune = 0.0;
    double house = 0.0;
    double poor_energy_label = 0.0;   ///< E, F or G
    double qpv_first_quartile = 0.0;  ///< dwelling in a QPV, by the applicant's quartile
    double qpv_second_quartile = 0.0;
    double qpv_upper_quartiles = 0.0;
    double qpv_with_school_child = 0.0;  ///< added with a child of 6 to 15
    double lives_in_that_qpv = 0.0;
    /// Per unit of the zone's share of poor households, as reputed, at resources of the poverty
    /// line.
    double poverty_share = 0.0;
    double poverty_share_by_income = 0.0;  ///< more of it per log of resources over that line
    double urgency = 0.0;                  ///< hosted, to be rehoused, evicted, DALO
    double month_waited = 0.0;
    double already_housed = 0.0;       ///< a social tenant can stay where he or she is
    double taste_sd = 0.0;             ///< lasting, by household and kind of place
    double dwelling_quality_sd = 0.0;  ///< of what everybody sees in one dwelling
    double appeal_scale = 1.0;         ///< of the noise particular to one dwelling
    double refused_before_commission =
        0.0;  ///< shares of refusals; the rest are after the commission
    double no_answer = 0.0;
    double no_answer_to_letter = 0.0;  ///< of those: to the letter that warns of being struck off
    double consents_to_elsewhere =
        0.0;  ///< agrees to be offered a dwelling outside QPV in place of one inside
    double reputation_lag_years = 0.0;
};

/// Moves outside the allocation of social dwellings. Rates are yearly.
struct MobilityRates {
    AgeRates social_exit;  ///< a tenant leaves the social stock, other than by death or departure
    double social_exit_qpv_factor = 1.0;
    double social_exit_over_ceiling_factor = 1.0;  ///< above the PLUS ceiling, without SLS
    double social_exit_surcharged_factor = 1.0;    ///< where SLS is due
    double social_exit_to_ownership = 0.0;  ///< share, at an income of the PLUS ceiling; less below
    AgeRates private_tenant_move;
    AgeRates owner_move;
    double hosted_exit = 0.0;  ///< a hosted household finds a private rental
    double tenant_buys =
        0.0;  ///< share of moving tenants, at an income of the PLUS ceiling; less below
    double destination_minutes = 0.0;        ///< utility per minute
    double destination_poverty_share = 0.0;  ///< at an income of the poverty line
    /// More of it per log of the income over that line: who is better off keeps further away.
    double destination_poverty_share_by_income = 0.0;
    double destination_rent = 0.0;        ///< per unit of rent over resources, at most 1
    double destination_size = 0.0;        ///< per log of the dwellings free there
    double rental_first_person_m2 = 0.0;  ///< surface that a household would rent
    double rental_other_person_m2 = 0.0;
};

/// The rates and preferences of the territory: read once, the same for all scenarios and
/// replications.
struct Behaviour {
    LifeRates life;
    IncomeRates income;
    DemandRates demand;
    RelettingRates reletting;
    CommissionBehaviour commission;
    AnswerTastes answers;
    MobilityRates mobility;
};

}  // namespace mixite
