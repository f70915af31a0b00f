#include "scenario/behaviour_keys.hpp"

#include "scenario/key_binding.hpp"

namespace mixite {
namespace {

const Bounds rate_bounds{0.0, 1.0, "a yearly rate is a probability"};
const Bounds factor_bounds{0.0, 20.0, "a factor is positive, and none known is larger"};
const Bounds growth_bounds{-0.2, 0.5, "no such growth has been seen"};
const Bounds spread_bounds{0.0, 10.0, "a spread is positive"};
const Bounds amount_bounds{0.0, 1e8, "amounts are positive"};
const Bounds divisor_bounds{1.0, 1e8, "incomes are divided by it"};
const Bounds whole_bounds{0.0, 120.0, "a duration or an age is positive"};
const Bounds household_bounds{0.0, 1e6, "a number of households is positive"};
const Bounds day_bounds{0.0, 3650.0, "a delay is positive"};
const Bounds surface_bounds{0.0, 500.0, "a surface is positive"};
const Bounds lag_bounds{0.0, 50.0, "a lag is positive"};
const Bounds slope_bounds{0.0, 50.0, "the poorer apply more"};
const Bounds elasticity_bounds{-10.0, 10.0, "larger ones have no meaning"};
const Bounds utility_bounds{-50.0, 50.0, "beyond, every answer is the same"};

KeyTable<Behaviour> life_keys() {
    TableKeys<Behaviour, LifeRates> table("life",
                                          [](Behaviour& b) -> LifeRates& { return b.life; });
    using Part = LifeRates;
    table.age_rates("death", &Part::death, "probability a year", rate_bounds, "Deaths, by age.")
        .age_rates("care_home",
                   &Part::care_home,
                   "probability a year",
                   rate_bounds,
                   "Entries to care homes, by age.")
        .age_rates("birth_in_couple",
                   &Part::birth_in_couple,
                   "probability a year",
                   rate_bounds,
                   "Births in couples, by the age of the younger adult.")
        .age_rates("birth_alone",
                   &Part::birth_alone,
                   "probability a year",
                   rate_bounds,
                   "Births to adults who live alone, by age.")
        .numbers("birth_factor_by_children",
                 &Part::birth_factor_by_children,
                 "ratio",
                 factor_bounds,
                 "Births with 0, 1, 2, 3 or more children at home, over the rate by age.")
        .age_rates("union_of_one",
                   &Part::union_of_one,
                   "probability a year",
                   rate_bounds,
                   "A household of one adult finds a partner, by age.")
        .number("union_factor_with_children",
                &Part::union_factor_with_children,
                "ratio",
                share_bounds,
                "Of that rate, for who lives with children.")
        .numbers("union_factor_by_power",
                 &Part::union_factor_by_power,
                 "ratio",
                 factor_bounds,
                 "Of that rate, by class of earning power.")
        .number(
            "union_moves_away",
            &Part::union_moves_away,
            "share",
            share_bounds,
            "A childless person who finds a partner moves in with him or her outside the "
            "households modelled, with this probability; otherwise the partner comes from there.")
        .number("partner_age_gap_sd_years",
                &Part::partner_age_gap_sd_years,
                "standard deviation",
                spread_bounds,
                "Spread of the difference of ages within new couples.")
        .numbers("partner_activity",
                 &Part::partner_activity,
                 "share",
                 share_bounds,
                 "Shares of the partners who move in: in a stable job, a precarious job, "
                 "unemployed, without work; class after class of earning power.")
        .count("partner_retired_age_years",
               &Part::partner_retired_age_years,
               "years",
               whole_bounds,
               "A partner of this age or more is retired.")
        .number("partner_elasticity",
                &Part::partner_elasticity,
                "elasticity",
                share_bounds,
                "Of a partner's median earning power to one's own over what is usual.")
        .number("partner_earning_power_cents",
                &Part::partner_earning_power_cents,
                "cents",
                amount_bounds,
                "Usual earning power of those who find a partner, in money of month zero.")
        .number("partner_earning_power_log_sd",
                &Part::partner_earning_power_log_sd,
                "standard deviation",
                spread_bounds,
                "Spread of a partner's log earning power around that median.")
        .age_rates("separation",
                   &Part::separation,
                   "probability a year",
                   rate_bounds,
                   "Couples separate, by the age of the younger adult.")
        .number("stayer_keeps_children",
                &Part::stayer_keeps_children,
                "share",
                share_bounds,
                "After a separation, the adult who keeps the dwelling keeps the children.")
        .age_rates("leaving_parents",
                   &Part::leaving_parents,
                   "probability a year",
                   rate_bounds,
                   "The eldest child at home leaves, by its age.")
        .number("leaver_leaves_agglomeration",
                &Part::leaver_leaves_agglomeration,
                "share",
                share_bounds,
                "Share of children who leave home for elsewhere.")
        .number("leaver_is_student",
                &Part::leaver_is_student,
                "share",
                share_bounds,
                "Share of those under 22 who stay.")
        .number("leaver_rents_privately",
                &Part::leaver_rents_privately,
                "share",
                share_bounds,
                "Share of those who stay; the others are hosted.")
        .numbers("leaver_activity",
                 &Part::leaver_activity,
                 "share",
                 share_bounds,
                 "Shares of those who stay and are not students: as partner_activity.")
        .number("separated_rents_privately",
                &Part::separated_rents_privately,
                "share",
                share_bounds,
                "Share of the adults who move out; the others are hosted.")
        .age_rates("departure",
                   &Part::departure,
                   "probability a year",
                   rate_bounds,
                   "A household leaves the agglomeration, by the age of its eldest adult.")
        .number("arrivals_a_year",
                &Part::arrivals_a_year,
                "probability a year",
                rate_bounds,
                "Households that arrive in the private stock, per owner or private tenant of month "
                "zero.");
    return table.keys();
}

KeyTable<Behaviour> income_keys() {
    TableKeys<Behaviour, IncomeRates> table("income",
                                            [](Behaviour& b) -> IncomeRates& { return b.income; });
    using Part = IncomeRates;
    table
        .age_rates("retirement",
                   &Part::retirement,
                   "probability a year",
                   rate_bounds,
                   "Adults retire, by age.")
        .number("stable_to_precarious",
                &Part::stable_to_precarious,
                "probability a year",
                rate_bounds,
                "From a stable job to a precarious job.")
        .number("stable_to_unemployed",
                &Part::stable_to_unemployed,
                "probability a year",
                rate_bounds,
                "From a stable job to unemployment with benefit.")
        .number("precarious_to_stable",
                &Part::precarious_to_stable,
                "probability a year",
                rate_bounds,
                "From a precarious job to a stable job.")
        .number("precarious_to_unemployed",
                &Part::precarious_to_unemployed,
                "probability a year",
                rate_bounds,
                "From a precarious job to unemployment with benefit.")
        .number("unemployed_to_stable",
                &Part::unemployed_to_stable,
                "probability a year",
                rate_bounds,
                "From unemployment with benefit to a stable job.")
        .number("unemployed_to_precarious",
                &Part::unemployed_to_precarious,
                "probability a year",
                rate_bounds,
                "From unemployment with benefit to a precarious job.")
        .numbers("unemployed_to_without_work_on_own_earnings",
                 &Part::unemployed_to_without_work_on_own_earnings,
                 "probability a year",
                 rate_bounds,
                 "From unemployment with benefit to being without work nor benefit, "
                 "on what they earn, by class of earning power.")
        .numbers("unemployed_to_without_work_on_partners_earnings",
                 &Part::unemployed_to_without_work_on_partners_earnings,
                 "probability a year",
                 rate_bounds,
                 "From unemployment with benefit to being without work nor benefit, "
                 "on a partner's earnings, by class of earning power.")
        .numbers("without_work_to_precarious_on_own_earnings",
                 &Part::without_work_to_precarious_on_own_earnings,
                 "probability a year",
                 rate_bounds,
                 "From being without work nor benefit to a precarious job, "
                 "on what they earn, by class of earning power.")
        .numbers("without_work_to_precarious_on_partners_earnings",
                 &Part::without_work_to_precarious_on_partners_earnings,
                 "probability a year",
                 rate_bounds,
                 "From being without work nor benefit to a precarious job, "
                 "on a partner's earnings, by class of earning power.")
        .number("student_to_stable",
                &Part::student_to_stable,
                "probability a year",
                rate_bounds,
                "From studies to a stable job.")
        .number("student_to_precarious",
                &Part::student_to_precarious,
                "probability a year",
                rate_bounds,
                "From studies to a precarious job.")
        .number("student_to_unemployed",
                &Part::student_to_unemployed,
                "probability a year",
                rate_bounds,
                "From studies to unemployment with benefit.")
        .numbers("declared_share",
                 &Part::declared_share,
                 "share",
                 share_bounds,
                 "Declared income over earning power: stable job, precarious job, unemployed, "
                 "without work, student, retired.")
        .number("survivor_pension",
                &Part::survivor_pension,
                "share",
                share_bounds,
                "Share of a deceased pensioner's pension that goes on to a retired partner.")
        .numbers(
            "power_bounds_cents",
            &Part::power_bounds_cents,
            "cents",
            amount_bounds,
            "Adults of little earning power lose work sooner and find it later. Classes of earning "
            "power, by their upper bounds a year in month zero's money; the last class has none.")
        .numbers("loss_factor",
                 &Part::loss_factor,
                 "ratio",
                 factor_bounds,
                 "Of the rates towards less work.")
        .numbers("gain_factor",
                 &Part::gain_factor,
                 "ratio",
                 factor_bounds,
                 "Of the rates towards more work.")
        .age_factors("career_growth",
                     &Part::career_growth,
                     "growth a year",
                     growth_bounds,
                     "Yearly growth of earning power in work, beyond the index (of those in work).")
        .number("permanent_shock_sd",
                &Part::permanent_shock_sd,
                "standard deviation",
                spread_bounds,
                "Spread of the yearly change of log earning power in work.")
        .numbers("transitory_shock_sd",
                 &Part::transitory_shock_sd,
                 "standard deviation",
                 spread_bounds,
                 "Spread of log declared income of a year around its share of earning power: "
                 "stable job, precarious job, unemployed, without work, student, retired.")
        .number("first_earning_power_cents",
                &Part::first_earning_power_cents,
                "cents",
                amount_bounds,
                "Median earning power of those who leave their parents, in money of month zero.")
        .number("first_earning_power_log_sd",
                &Part::first_earning_power_log_sd,
                "standard deviation",
                spread_bounds,
                "Spread of log earning power of those who leave their parents.")
        .number("parents_elasticity",
                &Part::parents_elasticity,
                "elasticity",
                share_bounds,
                "Of the median earning power of those who leave to that of their parents.")
        .number("parents_earning_power_cents",
                &Part::parents_earning_power_cents,
                "cents a year",
                divisor_bounds,
                "Earning power of the parents, the higher of the two, at which that median holds.");
    return table.keys();
}

KeyTable<Behaviour> demand_keys() {
    TableKeys<Behaviour, DemandRates> table("demand",
                                            [](Behaviour& b) -> DemandRates& { return b.demand; });
    using Part = DemandRates;
    table
        .number("private_tenant",
                &Part::private_tenant,
                "probability a year",
                rate_bounds,
                "Private tenants apply.")
        .number(
            "hosted", &Part::hosted, "probability a year", rate_bounds, "Hosted households apply.")
        .number("social_tenant",
                &Part::social_tenant,
                "probability a year",
                rate_bounds,
                "Social tenants ask for a transfer.")
        .number("owner", &Part::owner, "probability a year", rate_bounds, "Owners apply.")
        .number("first_year_after_separation_factor",
                &Part::first_year_after_separation_factor,
                "ratio",
                factor_bounds,
                "Applying in the year after a separation, over the rate.")
        .number("overcrowded_factor",
                &Part::overcrowded_factor,
                "ratio",
                factor_bounds,
                "Applying with too few rooms, over the rate.")
        .number("under_occupied_factor",
                &Part::under_occupied_factor,
                "ratio",
                factor_bounds,
                "Applying with too many rooms, over the rate.")
        .age_factors("age_factor",
                     &Part::age_factor,
                     "ratio",
                     factor_bounds,
                     "Applying by age of the eldest adult, over the rate.")
        .number("income_slope",
                &Part::income_slope,
                "per unit of the ceiling",
                slope_bounds,
                "The rate falls by e^(-slope × resources / PLUS ceiling).")
        .number("transfer_income_slope",
                &Part::transfer_income_slope,
                "per unit of the ceiling",
                slope_bounds,
                "The same, of social tenants: what makes them ask for a transfer is not the rent.")
        .number("yearly_trend",
                &Part::yearly_trend,
                "growth a year",
                growth_bounds,
                "Growth of the rates of applying.")
        .number("outside_requests_a_year",
                &Part::outside_requests_a_year,
                "households a year",
                household_bounds,
                "Requests from outside the agglomeration, at month zero.")
        .number("outside_without_dwelling",
                &Part::outside_without_dwelling,
                "share",
                share_bounds,
                "Of those who ask from outside: hosted by others, or without a dwelling.")
        .number("renewal_share",
                &Part::renewal_share,
                "share",
                share_bounds,
                "Requests still waiting at twelve months that are renewed.")
        .number("withdrawal",
                &Part::withdrawal,
                "probability a year",
                rate_bounds,
                "Requests that are withdrawn.")
        .number(
            "waiting_elasticity",
            &Part::waiting_elasticity,
            "elasticity",
            elasticity_bounds,
            "Of the rates of applying to the mean wait of the register, over that of month zero.")
        .number("wishes_own_commune",
                &Part::wishes_own_commune,
                "share",
                share_bounds,
                "Applicants who ask for the commune where they live.")
        .number("open_to_other_communes",
                &Part::open_to_other_communes,
                "share",
                share_bounds,
                "Applicants who take other communes too.")
        .number("qpv_resident_wishes_own_qpv",
                &Part::qpv_resident_wishes_own_qpv,
                "share",
                share_bounds,
                "Residents of a QPV who ask for that QPV by name.")
        .number("other_wishes_a_qpv",
                &Part::other_wishes_a_qpv,
                "share",
                share_bounds,
                "Other applicants who ask for a QPV by name.")
        .number("stated_missing",
                &Part::stated_missing,
                "share",
                share_bounds,
                "Requests that state no resources.")
        .number("stated_nil",
                &Part::stated_nil,
                "share",
                share_bounds,
                "Requests that state nil resources.")
        .number("stated_error_log_sd",
                &Part::stated_error_log_sd,
                "standard deviation",
                spread_bounds,
                "Spread of log stated resources around the true ones.")
        .number("dalo_a_year",
                &Part::dalo_a_year,
                "households a year",
                household_bounds,
                "Households recognised DALO in the agglomeration.")
        .number("threatened_with_eviction",
                &Part::threatened_with_eviction,
                "share",
                share_bounds,
                "Tenants' requests with a threat of eviction.")
        .number("unfit_dwelling",
                &Part::unfit_dwelling,
                "share",
                share_bounds,
                "Private tenants' requests from an unfit dwelling.")
        .number("violence", &Part::violence, "share", share_bounds, "Requests after violence.")
        .number("back_to_work",
                &Part::back_to_work,
                "share",
                share_bounds,
                "Requests of people back in work after long unemployment.");
    return table.keys();
}

KeyTable<Behaviour> reletting_behaviour_keys() {
    TableKeys<Behaviour, RelettingRates> table(
        "reletting", [](Behaviour& b) -> RelettingRates& { return b.reletting; });
    using Part = RelettingRates;
    table
        .number("delay_days_in_qpv",
                &Part::delay_days_in_qpv,
                "days",
                day_bounds,
                "Mean days from a departure to the next lease being possible, in QPV.")
        .number("delay_days_elsewhere",
                &Part::delay_days_elsewhere,
                "days",
                day_bounds,
                "The same outside QPV.")
        .number("works_share",
                &Part::works_share,
                "share",
                share_bounds,
                "Vacancies that begin with works.")
        .count("works_least_months",
               &Part::works_least_months,
               "months",
               whole_bounds,
               "Shortest works.")
        .count("works_most_months",
               &Part::works_most_months,
               "months",
               whole_bounds,
               "Longest works.");
    return table.keys();
}

KeyTable<Behaviour> commission_behaviour_keys() {
    TableKeys<Behaviour, CommissionBehaviour> table(
        "commission", [](Behaviour& b) -> CommissionBehaviour& { return b.commission; });
    using Part = CommissionBehaviour;
    table
        .number("solvency_first_cents_a_month",
                &Part::solvency_first_cents_a_month,
                "cents",
                amount_bounds,
                "SNE resources per consumption unit below which a candidate of no priority is kept "
                "less often.")
        .number("solvency_first_odds",
                &Part::solvency_first_odds,
                "share",
                share_bounds,
                "Chance of being kept below the first amount.")
        .number("solvency_second_cents_a_month",
                &Part::solvency_second_cents_a_month,
                "cents",
                amount_bounds,
                "Second, lower amount.")
        .number("solvency_second_odds",
                &Part::solvency_second_odds,
                "share",
                share_bounds,
                "Chance of being kept below the second amount.");
    return table.keys();
}

KeyTable<Behaviour> answers_keys() {
    TableKeys<Behaviour, AnswerTastes> table(
        "answers", [](Behaviour& b) -> AnswerTastes& { return b.answers; });
    using Part = AnswerTastes;
    table.number("constant", &Part::constant, "utility", utility_bounds, "Utility of any offer.")
        .number("ideal_size",
                &Part::ideal_size,
                "utility",
                utility_bounds,
                "Has the ideal number of rooms.")
        .number("effort",
                &Part::effort,
                "utility",
                utility_bounds,
                "Per unit of effort rate (net housing cost over SNE resources).")
        .number("minutes",
                &Part::minutes,
                "utility",
                utility_bounds,
                "Per minute from the present home.")
        .number("car_dependence",
                &Part::car_dependence,
                "utility",
                utility_bounds,
                "Per unit of the zone's car dependence.")
        .number("wished_commune",
                &Part::wished_commune,
                "utility",
                utility_bounds,
                "In the commune asked for.")
        .number("house", &Part::house, "utility", utility_bounds, "A house.")
        .number("poor_energy_label",
                &Part::poor_energy_label,
                "utility",
                utility_bounds,
                "Energy label E, F or G.")
        .number("qpv_first_quartile",
                &Part::qpv_first_quartile,
                "utility",
                utility_bounds,
                "In a QPV, for an applicant of the first quartile.")
        .number("qpv_second_quartile",
                &Part::qpv_second_quartile,
                "utility",
                utility_bounds,
                "In a QPV, for the second quartile.")
        .number("qpv_upper_quartiles",
                &Part::qpv_upper_quartiles,
                "utility",
                utility_bounds,
                "In a QPV, for the third and fourth quartiles.")
        .number("qpv_with_school_child",
                &Part::qpv_with_school_child,
                "utility",
                utility_bounds,
                "In a QPV, added with a child of 6 to 15.")
        .number("lives_in_that_qpv",
                &Part::lives_in_that_qpv,
                "utility",
                utility_bounds,
                "Lives in that QPV or asks for it by name.")
        .number("poverty_share",
                &Part::poverty_share,
                "utility",
                utility_bounds,
                "Per unit of the zone's share of poor households, as reputed, at resources of the "
                "poverty line.")
        .number("poverty_share_by_income",
                &Part::poverty_share_by_income,
                "utility",
                utility_bounds,
                "More of it per log of the SNE resources over the poverty line.")
        .number("urgency",
                &Part::urgency,
                "utility",
                utility_bounds,
                "Hosted, to be rehoused, threatened with eviction, DALO, victim of violence.")
        .number("month_waited", &Part::month_waited, "utility", utility_bounds, "Per month waited.")
        .number("already_housed",
                &Part::already_housed,
                "utility",
                utility_bounds,
                "A social tenant can stay where he or she is.")
        .number("taste_sd",
                &Part::taste_sd,
                "standard deviation",
                spread_bounds,
                "Spread of the lasting taste of a household for a kind of place.")
        .number("dwelling_quality_sd",
                &Part::dwelling_quality_sd,
                "standard deviation",
                spread_bounds,
                "Spread of what everybody sees in one dwelling: storey, noise, state.")
        .number("appeal_scale",
                &Part::appeal_scale,
                "standard deviation",
                spread_bounds,
                "Scale of the noise particular to one dwelling.")
        .number("refused_before_commission",
                &Part::refused_before_commission,
                "share",
                share_bounds,
                "Refusals said before the commission; the rest after it, or none.")
        .number("no_answer", &Part::no_answer, "share", share_bounds, "Refusals by silence.")
        .number("no_answer_to_letter",
                &Part::no_answer_to_letter,
                "share",
                share_bounds,
                "Of those who left an offer without answer: does not answer the landlord's letter "
                "either, and is struck off.")
        .number("consents_to_elsewhere",
                &Part::consents_to_elsewhere,
                "share",
                share_bounds,
                "Agrees to be offered a dwelling outside QPV in place of one inside.")
        .number("reputation_lag_years",
                &Part::reputation_lag_years,
                "years",
                lag_bounds,
                "Years by which a zone's reputation lags behind its poverty.");
    return table.keys();
}

KeyTable<Behaviour> mobility_keys() {
    TableKeys<Behaviour, MobilityRates> table(
        "mobility", [](Behaviour& b) -> MobilityRates& { return b.mobility; });
    using Part = MobilityRates;
    table
        .age_rates("social_exit",
                   &Part::social_exit,
                   "probability a year",
                   rate_bounds,
                   "A tenant leaves the social stock for a private rental or ownership, by age.")
        .number("social_exit_qpv_factor",
                &Part::social_exit_qpv_factor,
                "ratio",
                factor_bounds,
                "The same in QPV, over the rate.")
        .number("social_exit_over_ceiling_factor",
                &Part::social_exit_over_ceiling_factor,
                "ratio",
                factor_bounds,
                "The same above the PLUS ceiling outside QPV, where SLS is due, over the rate.")
        .number("social_exit_surcharged_factor",
                &Part::social_exit_surcharged_factor,
                "ratio",
                factor_bounds,
                "The same above the PLUS ceiling in QPV, over the rate.")
        .number("social_exit_to_ownership",
                &Part::social_exit_to_ownership,
                "share",
                share_bounds,
                "Exits to ownership at an income of the PLUS ceiling; fewer below.")
        .age_rates("private_tenant_move",
                   &Part::private_tenant_move,
                   "probability a year",
                   rate_bounds,
                   "Private tenants move within the agglomeration, by age.")
        .age_rates("owner_move",
                   &Part::owner_move,
                   "probability a year",
                   rate_bounds,
                   "Owners move within the agglomeration, by age.")
        .number("hosted_exit",
                &Part::hosted_exit,
                "probability a year",
                rate_bounds,
                "Hosted households find a private rental.")
        .number("tenant_buys",
                &Part::tenant_buys,
                "share",
                share_bounds,
                "Moving tenants who buy, at an income of the PLUS ceiling; fewer below.")
        .number("destination_minutes",
                &Part::destination_minutes,
                "utility",
                utility_bounds,
                "Per minute from the present home.")
        .number("destination_poverty_share",
                &Part::destination_poverty_share,
                "utility",
                utility_bounds,
                "Per unit of the zone's share of poor households, as reputed, at an income of the "
                "poverty line.")
        .number("destination_poverty_share_by_income",
                &Part::destination_poverty_share_by_income,
                "utility",
                utility_bounds,
                "More of it per log of the income over the poverty line.")
        .number("destination_rent",
                &Part::destination_rent,
                "utility",
                utility_bounds,
                "Per unit of rent over resources, at most 1.")
        .number("destination_size",
                &Part::destination_size,
                "utility",
                utility_bounds,
                "Per log of the dwellings free there.")
        .number("rental_first_person_m2",
                &Part::rental_first_person_m2,
                "m²",
                surface_bounds,
                "Surface that one person would rent.")
        .number("rental_other_person_m2",
                &Part::rental_other_person_m2,
                "m²",
                surface_bounds,
                "Surface added by each other person.");
    return table.keys();
}

}  // namespace

const KeyTable<Behaviour>& behaviour_keys() {
    static const KeyTable<Behaviour> keys = [] {
        KeyTable<Behaviour> all;
        append(all, life_keys());
        append(all, income_keys());
        append(all, demand_keys());
        append(all, reletting_behaviour_keys());
        append(all, commission_behaviour_keys());
        append(all, answers_keys());
        append(all, mobility_keys());
        return all;
    }();
    return keys;
}

}  // namespace mixite
