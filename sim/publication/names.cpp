#include "publication/names.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace mixite {
namespace {

struct Name {
    std::string_view code;
    std::string_view french;
    std::string_view english = {};  ///< empty: the code
};

constexpr auto measure_names = std::to_array<Name>({
    {"poverty_rate", "Taux de pauvreté (revenu disponible)", "Poverty rate (disposable income)"},
    {"declared_median", "Médiane du revenu déclaré par UC", "Median declared income per unit"},
    {"poorest_quarter_share",
     "Part du quart le plus modeste des habitants",
     "Share of the poorest quarter of inhabitants"},
    {"low_declared_share", "Taux de bas revenus déclarés", "Rate of low declared incomes"},
    {"social_tenant_share", "Part des locataires sociaux", "Share of social tenants"},
    {"households", "Ménages", "Households"},
    {"leases_in_zone", "Baux signés sur 12 mois", "Leases signed over 12 months"},
    {"first_quartile_share_frozen_in_zone",
     "Part du 1er quartile des demandeurs dans les baux (seuil gelé)",
     "Share of the applicants' first quartile among leases (frozen threshold)"},
    {"poverty_rate_in_qpv", "Taux de pauvreté, ensemble des QPV", "Poverty rate, all QPV together"},
    {"dissimilarity",
     "Dissimilarité, ménages pauvres et autres",
     "Dissimilarity, poor households and others"},
    {"rank_order_h", "Ségrégation des revenus (H^R)", "Income segregation (H^R)"},
    {"first_quartile_share_outside_qpv_frozen",
     "1er quartile des demandeurs hors QPV (seuil gelé)",
     "Applicants' first quartile outside QPV (frozen threshold)"},
    {"first_quartile_share_outside_qpv_legal",
     "1er quartile des demandeurs hors QPV (seuil légal)",
     "Applicants' first quartile outside QPV (legal threshold)"},
    {"first_quartile_or_rehoused_share_outside_qpv_legal",
     "1er quartile ou relogés hors QPV (règle des 25 %)",
     "First quartile or rehoused outside QPV (25 % rule)"},
    {"upper_quartiles_share_in_qpv_frozen",
     "2e à 4e quartiles en QPV (seuil gelé)",
     "Second to fourth quartiles in QPV (frozen threshold)"},
    {"upper_quartiles_share_in_qpv_legal",
     "2e à 4e quartiles en QPV (seuil légal)",
     "Second to fourth quartiles in QPV (legal threshold)"},
    {"open_requests", "Demandes en cours", "Open requests"},
    {"open_requests_first_quartile_frozen",
     "Demandes en cours du 1er quartile (seuil gelé)",
     "Open requests of the first quartile (frozen threshold)"},
    {"waiting_wait_median",
     "Attente médiane de ceux qui attendent",
     "Median wait of those who wait"},
    {"waiting_wait_median_first_quartile_frozen",
     "Attente médiane du 1er quartile qui attend (seuil gelé)",
     "Median wait of the first quartile that waits (frozen threshold)"},
    {"overdue_dalo", "Offres DALO en retard", "DALO offers overdue"},
    {"first_quartile_threshold_legal",
     "Seuil légal du 1er quartile",
     "Legal threshold of the first quartile"},
    {"vacancy_share_over_three_months",
     "Vacance de plus de trois mois",
     "Vacancy over three months"},
    {"vacancy_share_over_three_months_in_qpv",
     "Vacance de plus de trois mois en QPV",
     "Vacancy over three months in QPV"},
    {"effort_rate_in_qpv",
     "Taux d'effort moyen, locataires en QPV",
     "Mean effort rate, tenants in QPV"},
    {"effort_rate_outside_qpv",
     "Taux d'effort moyen, locataires ailleurs",
     "Mean effort rate, tenants elsewhere"},
    {"leases", "Baux signés sur 12 mois", "Leases signed over 12 months"},
    {"transfer_share", "Part des mutations dans les baux", "Share of transfers among leases"},
    {"lists_closed_in_qpv",
     "Listes en QPV qu'un quota ferme à des demandeurs",
     "Lists in QPV that a quota closes to somebody"},
    {"refusals_per_offer", "Refus et sans-réponse par offre", "Refusals and no answers per offer"},
    {"refusals_before_commission_per_offer",
     "Refus avant la commission, par offre",
     "Refusals before the commission, per offer"},
    {"refusals_after_commission_per_offer",
     "Refus après la commission, par offre",
     "Refusals after the commission, per offer"},
    {"no_answer_per_offer", "Sans réponse, par offre", "No answer, per offer"},
    {"leases_share_in_qpv", "Part des baux en QPV", "Share of leases in QPV"},
    {"beyond_delay_share",
     "Demandes au-delà du délai anormalement long",
     "Requests beyond the abnormally long delay"},
    {"requests_per_lease", "Demandes par bail d'une année", "Requests per lease of a year"},
    {"rent_lost",
     "Loyers perdus par la vacance, sur 12 mois",
     "Rents lost to vacancy, over 12 months"},
    {"rent_lost_in_qpv",
     "Loyers perdus par la vacance en QPV, sur 12 mois",
     "Rents lost to vacancy in QPV, over 12 months"},
    {"rents_of_tenants", "Loyers des locataires, sur 12 mois", "Rents of tenants, over 12 months"},
    {"allowance",
     "APL des locataires sociaux, sur 12 mois",
     "APL of social tenants, over 12 months"},
    {"leases_over_ceiling",
     "Baux au-dessus du plafond de ressources",
     "Leases above the income ceiling"},
    {"leases_of_wrong_size",
     "Baux d'une taille hors de la grille",
     "Leases of a size outside the table"},
    {"leases_from_short_lists",
     "Baux issus d'une liste trop courte",
     "Leases from too short a list"},
    {"leases_against_quotas", "Baux contre un quota strict", "Leases against a strict quota"},
    {"diverted_without_consent",
     "Orientés hors QPV sans leur accord",
     "Routed out of QPV without consent"},
    {"mayor_vetoes", "Candidats écartés par un veto du maire", "Candidates vetoed by a mayor"},
    {"overdue_dalo_months", "Mois de retard des offres DALO", "Months of DALO offers overdue"},
    {"programme_cost",
     "Travaux et programmes, sur 12 mois",
     "Works and programmes, over 12 months"},
    {"housed_wait_mean_q1_frozen",
     "Attente moyenne, 1er quartile logé (seuil gelé)",
     "Mean wait, first quartile housed (frozen threshold)"},
    {"housed_wait_mean_q1_legal",
     "Attente moyenne, 1er quartile logé (seuil légal)",
     "Mean wait, first quartile housed (legal threshold)"},
    {"housed_wait_mean_q2_frozen",
     "Attente moyenne, 2e quartile logé (seuil gelé)",
     "Mean wait, second quartile housed (frozen threshold)"},
    {"housed_wait_mean_q2_legal",
     "Attente moyenne, 2e quartile logé (seuil légal)",
     "Mean wait, second quartile housed (legal threshold)"},
    {"housed_wait_mean_q3_frozen",
     "Attente moyenne, 3e quartile logé (seuil gelé)",
     "Mean wait, third quartile housed (frozen threshold)"},
    {"housed_wait_mean_q3_legal",
     "Attente moyenne, 3e quartile logé (seuil légal)",
     "Mean wait, third quartile housed (legal threshold)"},
    {"housed_wait_mean_q4_frozen",
     "Attente moyenne, 4e quartile logé (seuil gelé)",
     "Mean wait, fourth quartile housed (frozen threshold)"},
    {"housed_wait_mean_q4_legal",
     "Attente moyenne, 4e quartile logé (seuil légal)",
     "Mean wait, fourth quartile housed (legal threshold)"},
    {"housed_wait_median_q1_frozen",
     "Attente médiane, 1er quartile logé (seuil gelé)",
     "Median wait, first quartile housed (frozen threshold)"},
    {"housed_wait_median_q1_legal",
     "Attente médiane, 1er quartile logé (seuil légal)",
     "Median wait, first quartile housed (legal threshold)"},
    {"housed_wait_median_q2_frozen",
     "Attente médiane, 2e quartile logé (seuil gelé)",
     "Median wait, second quartile housed (frozen threshold)"},
    {"housed_wait_median_q2_legal",
     "Attente médiane, 2e quartile logé (seuil légal)",
     "Median wait, second quartile housed (legal threshold)"},
    {"housed_wait_median_q3_frozen",
     "Attente médiane, 3e quartile logé (seuil gelé)",
     "Median wait, third quartile housed (frozen threshold)"},
    {"housed_wait_median_q3_legal",
     "Attente médiane, 3e quartile logé (seuil légal)",
     "Median wait, third quartile housed (legal threshold)"},
    {"housed_wait_median_q4_frozen",
     "Attente médiane, 4e quartile logé (seuil gelé)",
     "Median wait, fourth quartile housed (frozen threshold)"},
    {"housed_wait_median_q4_legal",
     "Attente médiane, 4e quartile logé (seuil légal)",
     "Median wait, fourth quartile housed (legal threshold)"},
});

constexpr auto fate_names = std::to_array<Name>({
    {"everybody", "Tous les ménages", "All households"},
    {"first_quartile",
     "1er quartile des demandeurs (seuil gelé)",
     "Applicants' first quartile (frozen threshold)"},
    {"second_quartile", "2e quartile", "Second quartile"},
    {"third_quartile", "3e quartile", "Third quartile"},
    {"fourth_quartile", "4e quartile", "Fourth quartile"},
    {"priority", "Publics prioritaires (L.441-1)", "Priority publics (L.441-1)"},
    {"other", "Sans priorité", "No priority"},
    {"single", "Personnes seules", "Persons alone"},
    {"couple_without_child", "Couples sans enfant", "Couples without children"},
    {"couple_with_children", "Couples avec enfants", "Couples with children"},
    {"single_parent", "Familles monoparentales", "Single parents"},
    {"large_family", "Familles nombreuses", "Large families"},
    {"sixty_or_older", "60 ans ou plus", "60 or older"},
    {"disabled", "Allocataires de l'AAH", "Receive AAH"},
    {"qpv_resident", "Habitants d'un QPV", "Residents of QPV"},
});

constexpr auto fairness_names = std::to_array<Name>({
    {"housed_within_a_year",
     "Demandes suivies d'un bail dans les douze mois de leur dépôt, mutations comprises",
     "Requests followed by a lease within twelve months of their opening, transfers included"},
    {"steady_chance_over_a_year_q1",
     "Chance en douze mois, si celle d'un mois restait la même, sans abandon, 1er quartile",
     "Chance within twelve months, if a month's stayed the same, none giving up, first quartile"},
    {"steady_chance_over_a_year_q4",
     "Chance en douze mois, si celle d'un mois restait la même, sans abandon, 4e quartile",
     "Chance within twelve months, if a month's stayed the same, none giving up, fourth quartile"},
    {"rate_ratio_q1_q4",
     "1er contre 4e quartile, à besoin égal",
     "First against fourth quartile, at equal need"},
    {"housed_within_a_year_q1",
     "Demandes suivies d'un bail dans les douze mois de leur dépôt, 1er quartile au dépôt",
     "Requests followed by a lease within twelve months of their opening, first quartile when "
     "opened"},
    {"housed_within_a_year_q4",
     "Demandes suivies d'un bail dans les douze mois de leur dépôt, 4e quartile au dépôt",
     "Requests followed by a lease within twelve months of their opening, fourth quartile when "
     "opened"},
    {"odds_ratio_q1_q4_within_a_year",
     "Rapport des cotes d'un bail dans les douze mois, 1er contre 4e quartile, à besoin égal",
     "Ratio of the odds of a lease within twelve months, first against fourth quartile, at equal "
     "need"},
    {"log_odds_ratio_q1_q4_within_a_year",
     "Logarithme de ce rapport (0 : mêmes cotes)",
     "Logarithm of that ratio (0: equal odds)"},
    {"months_a_priority_lease",
     "Mois de demande par bail, publics prioritaires",
     "Months of request a lease, priority publics"},
    {"rate_ratio_large_family",
     "Familles nombreuses, à besoin égal",
     "Large families, at equal need"},
    {"rate_ratio_single_parent",
     "Familles monoparentales, à besoin égal",
     "Single parents, at equal need"},
    {"rate_ratio_disabled", "Allocataires de l'AAH, à besoin égal", "Receive AAH, at equal need"},
    {"rate_ratio_sixty_or_older", "60 ans ou plus, à besoin égal", "60 or older, at equal need"},
    {"rate_ratio_qpv_resident",
     "Habitants d'un QPV, à besoin égal",
     "Residents of QPV, at equal need"},
    {"leases_passing_over",
     "Baux qui passent devant plus de points",
     "Leases that pass over more points"},
    {"passed_over_a_lease", "Demandes dépassées, par bail", "Requests passed over, a lease"},
    {"accepted_under_pressure", "Acceptés faute d'autre offre", "Accepted as the last offer only"},
});

constexpr auto cause_names = std::to_array<Name>({
    {"scales", "Barèmes et âges en cours d'année", "Scales and ages in the year"},
    {"incomes", "Revenus sur place (et barèmes de janvier)", "Incomes (January: scales too)"},
    {"demography", "Démographie", "Demography"},
    {"migration", "Arrivées et départs", "Arrivals and departures"},
    {"lettings", "Baux sociaux", "Social lettings in"},
    {"transfers_out", "Mutations vers ailleurs", "Transfers out"},
    {"stock", "Offre neuve et relogements", "New supply and rehousing"},
    {"private_moves", "Mobilité du parc privé", "Moves in the private stock"},
    {"initial", "Vacant au départ", "Vacant at the start"},
    {"delivery", "Livraison", "Delivery"},
    {"end_of_works", "Fin de travaux", "End of works"},
    {"left_agglomeration", "Départ de l'agglomération", "Left the agglomeration"},
    {"to_private_rental", "Départ vers le locatif privé", "Left for a private rental"},
    {"to_ownership", "Départ vers l'accession", "Left for ownership"},
    {"dissolution", "Décès ou fin du ménage", "Death or end of the household"},
    {"separation", "Séparation", "Separation"},
});

constexpr auto class_names = std::to_array<Name>({
    {"first", "1er quartile", "First quartile"},
    {"second", "2e quartile", "Second quartile"},
    {"third", "3e quartile", "Third quartile"},
    {"fourth", "4e quartile", "Fourth quartile"},
    {"single", "Personnes seules", "Persons alone"},
    {"couple_without_child", "Couples sans enfant", "Couples without children"},
    {"couple_with_children", "Couples avec enfants", "Couples with children"},
    {"single_parent", "Familles monoparentales", "Single parents"},
    {"other", "Autres ménages", "Other households"},
    {"under_30", "Moins de 30 ans", "Under 30"},
    {"from_30_to_59", "30 à 59 ans", "30 to 59"},
    {"from_60", "60 ans ou plus", "60 or older"},
    {"stable_job", "Emploi stable", "Stable job"},
    {"precarious_job", "Emploi précaire", "Precarious job"},
    {"unemployed", "Chômage indemnisé", "Unemployment with benefit"},
    {"without_work", "Sans emploi ni indemnité", "Without work or its benefit"},
    {"student", "Études", "Studies"},
    {"retired", "Retraite", "Retirement"},
});

constexpr auto status_names = std::to_array<Name>({
    {"official", "officiel"},
    {"contract", "Contrat de Ville"},
    {"literature", "littérature"},
    {"derived", "dérivé"},
    {"calibrated", "calibré"},
    {"assumption", "hypothèse"},
});

constexpr auto parameter_unit_names = std::to_array<Name>({
    {"RFR over the PLUS ceiling", "RFR rapporté au plafond PLUS"},
    {"RFR over the PLAI ceiling", "RFR rapporté au plafond PLAI"},
    {"a hundredth of the effort rate", "par centième du taux d'effort"},
    {"a letting", "par bail"},
    {"a month", "par mois"},
    {"a point", "par point"},
    {"adverts a household and commission", "annonces par ménage et par commission"},
    {"candidates", "candidats"},
    {"candidates a dwelling", "candidats par logement"},
    {"cents", "centimes"},
    {"cents a year", "centimes par an"},
    {"cents per m² and month", "centimes par m² et par mois"},
    {"children", "enfants"},
    {"commissions a month", "commissions par mois"},
    {"days", "jours"},
    {"dwellings", "logements"},
    {"elasticity", "élasticité"},
    {"growth a year", "croissance annuelle"},
    {"households a year", "ménages par an"},
    {"month of the year", "mois de l'année"},
    {"months", "mois"},
    {"offers", "offres"},
    {"per unit of the ceiling", "par unité du plafond"},
    {"probability", "probabilité"},
    {"probability a year", "probabilité annuelle"},
    {"ratio", "rapport"},
    {"log", "logarithme"},
    {"ratio of rent to the cap of zone 2", "rapport du loyer au plafond de la zone 2"},
    {"rent over cap", "loyer rapporté au plafond"},
    {"rooms", "pièces"},
    {"share", "part"},
    {"share of declared income", "part du revenu déclaré"},
    {"share of earnings", "part des gains"},
    {"share of income", "part du revenu"},
    {"share of rent and charges", "part du loyer et des charges"},
    {"share of resources", "part des ressources"},
    {"share of the adults in work", "part des adultes en emploi"},
    {"share of the amount", "part du montant"},
    {"share of the best candidate's score", "part du score du meilleur candidat"},
    {"share of the households to be rehoused", "part des ménages à reloger"},
    {"share of the landlord's dwellings outside QPV", "part des logements du bailleur hors QPV"},
    {"share of the leases of the base", "part des baux de l'assiette"},
    {"share of the net rent", "part du loyer net"},
    {"share of the private rentals", "part des locations privées"},
    {"share of the rent", "part du loyer"},
    {"share of the requests", "part des demandes"},
    {"share of the single amount", "part du montant d'une personne seule"},
    {"share of the unfit", "part des logements impropres"},
    {"share of the vacancies", "part des logements libérés"},
    {"share of the vacancies in QPV", "part des logements libérés en QPV"},
    {"share of the vacancies of few rooms", "part des petits logements libérés"},
    {"share of those seen", "part des logements visités"},
    {"standard deviation", "écart-type"},
    {"utility", "utilité"},
    {"utility of an offered dwelling", "utilité d'un logement proposé"},
    {"years", "ans"},
    {"€ a consumption unit and day", "€ par UC et par jour"},
    {"€ a consumption unit and year", "€ par UC et par an"},
    {"€ a dwelling", "€ par logement"},
    {"€ a month", "€ par mois"},
    {"€ a m² and month", "€ par m² et par mois"},
    {"€ a m² and month, money of month zero", "€ par m² et par mois, monnaie du mois zéro"},
    {"€ a year", "€ par an"},
    {"€ of RFR a year", "€ de RFR par an"},
});

constexpr auto reading_names = std::to_array<Name>({
    {"not measured", "non mesuré"},
    {"one replication: no interval", "une réplication : pas d'intervalle"},
    {"identical", "identique"},
    {"not distinguishable from zero", "non discernable de zéro"},
    {"lower", "plus bas"},
    {"higher", "plus haut"},
});

constexpr auto indicator_unit_names = std::to_array<Name>({
    {"1", "part ou indice, de 0 à 1"},
    {"EUR", "€"},
    {"EUR/month", "€ par mois"},
    {"EUR/year", "€ par an"},
    {"chain", "chaînes"},
    {"day", "jours"},
    {"decision", "décisions"},
    {"dwelling", "logements"},
    {"household", "ménages"},
    {"index", "indice"},
    {"lease", "baux"},
    {"list", "listes"},
    {"month", "mois"},
    {"offer", "offres"},
    {"person", "personnes"},
    {"quota", "fois"},
    {"ratio", "rapport"},
    {"log", "logarithme"},
    {"request", "demandes"},
});

constexpr auto holder_names = std::to_array<Name>({
    {"action_logement", "Action Logement", "Action Logement"},
    {"landlord", "Bailleur (non réservé)", "Landlord (not reserved)"},
    {"local_authorities", "Collectivités", "Local authorities"},
    {"state_civil_servants", "État, fonctionnaires", "State, civil servants"},
    {"state_priority", "État, mal-logés", "State, priority publics"},
});

std::span<const Name> names_of(Named what) {
    switch (what) {
        case Named::measure:
            return measure_names;
        case Named::fate:
            return fate_names;
        case Named::fairness:
            return fairness_names;
        case Named::cause:
            return cause_names;
        case Named::household_class:
            return class_names;
        case Named::holder:
            return holder_names;
        case Named::status:
            return status_names;
        case Named::reading:
            return reading_names;
        case Named::parameter_unit:
            return parameter_unit_names;
        case Named::indicator_unit:
            return indicator_unit_names;
    }
    return {};
}

const Name* name_of(Named what, std::string_view code) {
    const auto names = names_of(what);
    const auto found = std::find_if(
        names.begin(), names.end(), [&](const Name& name) { return name.code == code; });
    return found == names.end() ? nullptr : &*found;
}

/// Kinds that the page names.
struct Kind {
    const char* name;
    Named what;
};
constexpr std::array page_kinds{Kind{"measure", Named::measure},
                                Kind{"fate", Named::fate},
                                Kind{"fairness", Named::fairness},
                                Kind{"cause", Named::cause},
                                Kind{"household_class", Named::household_class},
                                Kind{"status", Named::status},
                                Kind{"parameter_unit", Named::parameter_unit}};

}  // namespace

std::string french_name(Named what, std::string_view code) {
    const auto* found = name_of(what, code);
    return std::string(found == nullptr ? code : found->french);
}

std::string english_name(Named what, std::string_view code) {
    const auto* found = name_of(what, code);
    return std::string(found == nullptr || found->english.empty() ? code : found->english);
}

nlohmann::ordered_json names_json() {
    auto json = nlohmann::ordered_json::object();
    for (const auto& kind : page_kinds) {
        auto& of_kind = json[kind.name] = nlohmann::ordered_json::object();
        for (const auto& name : names_of(kind.what)) {
            of_kind[std::string(name.code)] = {name.french,
                                               name.english.empty() ? name.code : name.english};
        }
    }
    return json;
}

}  // namespace mixite
