import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Names } from "./run_data";
import { french, type Language } from "./numbers";

export const LanguageContext = createContext<Language>("fr");
export const NamesContext = createContext<Names>({});

export type Say = (fr: string, en: string) => string;
export const sayIn = (language: Language): Say =>
  language === "fr" ? (fr) => french(fr) : (_, en) => en;

/** What a code is called; the code itself where it has no name. */
export type Named = (kind: string, code: string) => string;

/** Texts stand in both languages where they are used; `named` gives the names that the run brings along. */
export function useWords(): { language: Language; say: Say; named: Named } {
  const language = useContext(LanguageContext);
  const names = useContext(NamesContext);
  const say = sayIn(language);
  return { language, say, named: (kind, code) => nameIn(names[kind] ?? {}, code, say) };
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

export const nameIn = (names: Record<string, [string, string]>, key: string, say: Say): string =>
  names[key] ? say(...names[key]) : key;
