import type { Language } from "./numbers";

interface Judged {
  outside_present_law: boolean;
}

const marks: Record<Language, string> = { fr: "(hors droit)", en: "(outside the law)" };

/** Stands wherever what is outside present law is shown; empty for what is within. */
export const lawMark = ({ outside_present_law }: Judged, language: Language): string => (outside_present_law ? marks[language] : "");

export const withLawMark = (text: string, judged: Judged, language: Language): string =>
  [text, lawMark(judged, language)].filter(Boolean).join(" ");

/** Above the numbers of one strategy, of which the heading does not give the name. */
export const strategyHead = (judged: Judged, language: Language): string =>
  withLawMark(language === "fr" ? "Stratégie" : "Strategy", judged, language);
