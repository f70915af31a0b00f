import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Measure } from "./run";
import { french, type Language } from "./numbers";

export const LanguageContext = createContext<Language>("fr");

export type Say = (fr: string, en: string) => string;
export const sayIn = (language: Language): Say =>
  language === "fr" ? (fr) => french(fr) : (_, en) => en;

/** Texts stand in both languages where they are used. */
export function useWords(): { language: Language; say: Say } {
  const language = useContext(LanguageContext);
  return { language, say: sayIn(language) };
}

const measureNames: Record<string, [string, string]> = {
  poverty_rate: ["Taux de pauvreté (revenu disponible)", "Poverty rate (disposable income)"],
  declared_median: ["Médiane du revenu déclaré par UC", "Median declared income per unit"],
  poorest_quarter_share: ["Part du quart le plus modeste des habitants", "Share of the poorest quarter of inhabitants"],
  low_declared_share: ["Taux de bas revenus déclarés", "Rate of low declared incomes"],
  social_tenant_share: ["Part des locataires sociaux", "Share of social tenants"],
  households: ["Ménages", "Households"],
  leases_in_zone: ["Baux signés sur 12 mois", "Leases signed over 12 months"],
  first_quartile_share_frozen_in_zone: [
    "Part du 1er quartile des demandeurs dans les baux (seuil gelé)",
    "Share of the applicants' first quartile among leases (frozen threshold)",
  ],
  poverty_rate_in_qpv: ["Taux de pauvreté, ensemble des QPV", "Poverty rate, all QPV together"],
  dissimilarity: ["Dissimilarité, ménages pauvres et autres", "Dissimilarity, poor households and others"],
  rank_order_h: ["Ségrégation des revenus (H^R)", "Income segregation (H^R)"],
  first_quartile_share_outside_qpv_frozen: [
    "1er quartile des demandeurs hors QPV (seuil gelé)",
    "Applicants' first quartile outside QPV (frozen threshold)",
  ],
  first_quartile_share_outside_qpv_legal: [
    "1er quartile des demandeurs hors QPV (seuil légal)",
    "Applicants' first quartile outside QPV (legal threshold)",
  ],
  first_quartile_or_rehoused_share_outside_qpv_legal: [
    "1er quartile ou relogés hors QPV (règle des 25 %)",
    "First quartile or rehoused outside QPV (25 % rule)",
  ],
  upper_quartiles_share_in_qpv_frozen: [
    "2e à 4e quartiles en QPV (seuil gelé)",
    "Second to fourth quartiles in QPV (frozen threshold)",
  ],
  upper_quartiles_share_in_qpv_legal: [
    "2e à 4e quartiles en QPV (seuil légal)",
    "Second to fourth quartiles in QPV (legal threshold)",
  ],
  open_requests: ["Demandes en cours", "Open requests"],
  open_requests_first_quartile_frozen: [
    "Demandes en cours du 1er quartile (seuil gelé)",
    "Open requests of the first quartile (frozen threshold)",
  ],
  waiting_wait_median: ["Attente médiane de ceux qui attendent", "Median wait of those who wait"],
  waiting_wait_median_first_quartile_frozen: [
    "Attente médiane du 1er quartile qui attend (seuil gelé)",
    "Median wait of the first quartile that waits (frozen threshold)",
  ],
  overdue_dalo: ["Offres DALO en retard", "DALO offers overdue"],
  first_quartile_threshold_legal: ["Seuil légal du 1er quartile", "Legal threshold of the first quartile"],
  vacancy_share_over_three_months: ["Vacance de plus de trois mois", "Vacancy over three months"],
  vacancy_share_over_three_months_in_qpv: ["Vacance de plus de trois mois en QPV", "Vacancy over three months in QPV"],
  effort_rate_in_qpv: ["Taux d'effort moyen, locataires en QPV", "Mean effort rate, tenants in QPV"],
  effort_rate_outside_qpv: ["Taux d'effort moyen, locataires ailleurs", "Mean effort rate, tenants elsewhere"],
  leases: ["Baux signés sur 12 mois", "Leases signed over 12 months"],
  transfer_share: ["Part des mutations dans les baux", "Share of transfers among leases"],
  refusals_per_offer: ["Refus et sans-réponse par offre", "Refusals and no answers per offer"],
  refusals_before_commission_per_offer: ["Refus avant la commission, par offre", "Refusals before the commission, per offer"],
  refusals_after_commission_per_offer: ["Refus après la commission, par offre", "Refusals after the commission, per offer"],
  no_answer_per_offer: ["Sans réponse, par offre", "No answer, per offer"],
  leases_share_in_qpv: ["Part des baux en QPV", "Share of leases in QPV"],
  beyond_delay_share: ["Demandes au-delà du délai anormalement long", "Requests beyond the abnormally long delay"],
  requests_per_lease: ["Demandes par bail d'une année", "Requests per lease of a year"],
  rent_lost: ["Loyers perdus par la vacance, sur 12 mois", "Rents lost to vacancy, over 12 months"],
  rent_lost_in_qpv: ["Loyers perdus par la vacance en QPV, sur 12 mois", "Rents lost to vacancy in QPV, over 12 months"],
  rents_of_tenants: ["Loyers des locataires, sur 12 mois", "Rents of tenants, over 12 months"],
  allowance: ["APL des locataires sociaux, sur 12 mois", "APL of social tenants, over 12 months"],
  leases_over_ceiling: ["Baux au-dessus du plafond de ressources", "Leases above the income ceiling"],
  leases_of_wrong_size: ["Baux d'une taille hors de la grille", "Leases of a size outside the table"],
  leases_from_short_lists: ["Baux issus d'une liste trop courte", "Leases from too short a list"],
  leases_against_quotas: ["Baux contre un quota strict", "Leases against a strict quota"],
  diverted_without_consent: ["Écartés d'un QPV sans leur accord", "Kept out of QPV without consent"],
  mayor_vetoes: ["Candidats écartés par un veto du maire", "Candidates vetoed by a mayor"],
  overdue_dalo_months: ["Mois de retard des offres DALO", "Months of DALO offers overdue"],
  programme_cost: ["Travaux et programmes, sur 12 mois", "Works and programmes, over 12 months"],
};

/** The measure's name; as the run gives it where the page knows no other. */
export function measureName(measure: Measure, say: Say): string {
  const known = measureNames[measure.id];
  return known ? say(...known) : measure.label;
}

export const groupNames: Record<string, [string, string]> = {
  all: ["Tous les ménages logés", "All households housed"],
  quartile_1: ["1er quartile des demandeurs (seuil gelé)", "Applicants' first quartile (frozen threshold)"],
  quartile_2: ["2e quartile", "Second quartile"],
  quartile_3: ["3e quartile", "Third quartile"],
  quartile_4: ["4e quartile", "Fourth quartile"],
  priority: ["Publics prioritaires (L.441-1)", "Priority publics (L.441-1)"],
  dalo: ["Reconnus DALO", "Recognised DALO"],
  disability: ["Situation de handicap", "Disability"],
  persons_1: ["Une personne", "One person"],
  persons_2: ["Deux personnes", "Two persons"],
  persons_3_4: ["Trois ou quatre personnes", "Three or four persons"],
  persons_5: ["Cinq personnes ou plus", "Five persons or more"],
  under_30: ["Moins de 30 ans", "Under 30"],
  from_30_to_59: ["30 à 59 ans", "30 to 59"],
  from_60: ["60 ans ou plus", "60 or older"],
  living_in_qpv: ["Habitants actuels d'un QPV", "Present residents of a QPV"],
  living_elsewhere: ["Habitants de l'agglomération hors QPV", "Residents of the agglomeration outside QPV"],
  from_outside: ["Venus d'ailleurs", "From elsewhere"],
  transfer: ["Mutations (déjà locataires sociaux)", "Transfers (social tenants already)"],
};

/** Classes of occupants, by the codes of their axes. */
export const occupantNames: Record<string, [string, string]> = {
  first: ["1er quartile", "First quartile"],
  second: ["2e quartile", "Second quartile"],
  third: ["3e quartile", "Third quartile"],
  fourth: ["4e quartile", "Fourth quartile"],
  single: ["Personnes seules", "Persons alone"],
  couple_without_child: ["Couples sans enfant", "Couples without children"],
  couple_with_children: ["Couples avec enfants", "Couples with children"],
  single_parent: ["Familles monoparentales", "Single parents"],
  other: ["Autres ménages", "Other households"],
  under_30: ["Moins de 30 ans", "Under 30"],
  from_30_to_59: ["30 à 59 ans", "30 to 59"],
  from_60: ["60 ans ou plus", "60 or older"],
  stable_job: ["Emploi stable", "Stable job"],
  precarious_job: ["Emploi précaire", "Precarious job"],
  unemployed: ["Chômage indemnisé", "Unemployment with benefit"],
  without_work: ["Sans emploi ni indemnité", "Without work or its benefit"],
  student: ["Études", "Studies"],
  retired: ["Retraite", "Retirement"],
};

export const fateNames: Record<string, [string, string]> = {
  everybody: ["Tous les ménages", "All households"],
  first_quartile: ["1er quartile des demandeurs (seuil gelé)", "Applicants' first quartile (frozen threshold)"],
  second_quartile: ["2e quartile", "Second quartile"],
  third_quartile: ["3e quartile", "Third quartile"],
  fourth_quartile: ["4e quartile", "Fourth quartile"],
  priority: ["Publics prioritaires (L.441-1)", "Priority publics (L.441-1)"],
  other: ["Sans priorité", "No priority"],
  single: ["Personnes seules", "Persons alone"],
  couple_without_child: ["Couples sans enfant", "Couples without children"],
  couple_with_children: ["Couples avec enfants", "Couples with children"],
  single_parent: ["Familles monoparentales", "Single parents"],
  large_family: ["Familles nombreuses", "Large families"],
  sixty_or_older: ["60 ans ou plus", "60 or older"],
  disabled: ["Allocataires de l'AAH", "Receive AAH"],
  qpv_resident: ["Habitants d'un QPV", "Residents of QPV"],
};

export const fairnessNames: Record<string, [string, string]> = {
  housed_within_a_year_q1: ["Chance d'être logé en douze mois, 1er quartile", "Chance of being housed within twelve months, first quartile"],
  housed_within_a_year_q4: ["Chance d'être logé en douze mois, 4e quartile", "Chance of being housed within twelve months, fourth quartile"],
  rate_ratio_q1_q4: ["1er contre 4e quartile, à besoin égal", "First against fourth quartile, at equal need"],
  months_a_priority_lease: ["Mois de demande par bail, publics prioritaires", "Months of request a lease, priority publics"],
  rate_ratio_large_family: ["Familles nombreuses, à besoin égal", "Large families, at equal need"],
  rate_ratio_single_parent: ["Familles monoparentales, à besoin égal", "Single parents, at equal need"],
  rate_ratio_disabled: ["Allocataires de l'AAH, à besoin égal", "Receive AAH, at equal need"],
  rate_ratio_sixty_or_older: ["60 ans ou plus, à besoin égal", "60 or older, at equal need"],
  rate_ratio_qpv_resident: ["Habitants d'un QPV, à besoin égal", "Residents of QPV, at equal need"],
  leases_passing_over: ["Baux qui passent devant plus de points", "Leases that pass over more points"],
  passed_over_a_lease: ["Demandes dépassées, par bail", "Requests passed over, a lease"],
  accepted_under_pressure: ["Acceptés faute d'autre offre", "Accepted as the last offer only"],
};

export const causeNames: Record<string, [string, string]> = {
  year: ["Barèmes de l'année", "Yearly scales"],
  life: ["Vie des ménages", "Life of households"],
  leases: ["Baux du parc social", "Leases of the social stock"],
  private_moves: ["Mobilité du parc privé", "Moves in the private stock"],
  initial: ["Vacant au départ", "Vacant at the start"],
  delivery: ["Livraison", "Delivery"],
  end_of_works: ["Fin de travaux", "End of works"],
  left_agglomeration: ["Départ de l'agglomération", "Left the agglomeration"],
  to_private_rental: ["Départ vers le locatif privé", "Left for a private rental"],
  to_ownership: ["Départ vers l'accession", "Left for ownership"],
  dissolution: ["Décès ou fin du ménage", "Death or end of the household"],
  separation: ["Séparation", "Separation"],
};

export const holderNames: Record<string, [string, string]> = {
  action_logement: ["Action Logement", "Action Logement"],
  landlord: ["Bailleur (non réservé)", "Landlord (not reserved)"],
  local_authorities: ["Collectivités", "Local authorities"],
  state_civil_servants: ["État, fonctionnaires", "State, civil servants"],
  state_priority: ["État, mal-logés", "State, priority publics"],
};

export const quotaNames: Record<string, [string, string]> = {
  q1_hors_qpv: ["1er quartile ou relogés, hors QPV", "First quartile or rehoused, outside QPV"],
  q2_q4_en_qpv: ["2e à 4e quartiles, en QPV", "Second to fourth quartiles, in QPV"],
  publics_prioritaires: ["Publics prioritaires (L.441-1)", "Priority publics (L.441-1)"],
};

export const quotaModes: Record<string, [string, string]> = {
  strict: ["tenu mois par mois", "held month by month"],
  bonus: ["points de plus", "more points"],
  observed: ["suivi, sans contrainte", "watched, without constraint"],
};

/** Classes of need, as the file counts them: priority or not, by the number of rooms. */
export const needNames: [string, string][] = [
  ["Autres publics, T1–T2", "Others, one or two rooms"],
  ["Autres publics, T3", "Others, three rooms"],
  ["Autres publics, T4 et plus", "Others, four rooms or more"],
  ["Publics prioritaires, T1–T2", "Priority publics, one or two rooms"],
  ["Publics prioritaires, T3", "Priority publics, three rooms"],
  ["Publics prioritaires, T4 et plus", "Priority publics, four rooms or more"],
];

export const statusNames: Record<string, [string, string]> = {
  official: ["officiel", "official"],
  contract: ["Contrat de Ville", "contract"],
  literature: ["littérature", "literature"],
  derived: ["dérivé", "derived"],
  calibrated: ["calibré", "calibrated"],
  assumption: ["hypothèse", "assumption"],
};

export const nameIn = (names: Record<string, [string, string]>, key: string, say: Say): string =>
  names[key] ? say(...names[key]) : key;
