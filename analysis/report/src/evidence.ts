import type { Run } from "./run";
import type { Point } from "./run_data";
import type { Say } from "./words";

/** Whether intervals bear what is not known of the parameters, or chance alone. */
export function whatIntervalsBear(run: Run, say: Say): string {
  const drawn = run.data.drawn_parameters;
  return drawn > 0
    ? say(
        `${drawn} paramètres incertains sont tirés dans leurs plages à chaque réplication : la bande d'une histoire, ● et ◐ portent aussi cette ignorance, pas celle des valeurs calées, des règles locales ni de ce que le modèle laisse de côté. L'intervalle de la moyenne (±) ne la porte pas : il rétrécit avec le nombre de réplications.`,
        `${drawn} uncertain parameters are drawn within their ranges for each replication: the band of one future, ● and ◐ bear this ignorance too, not that of calibrated values, local rules nor what the model leaves out. The interval of the mean (±) does not: it narrows with the number of replications.`,
      )
    : say(
        "À paramètres fixés : ne mesure pas l'incertitude sur les comportements et les règles locales.",
        "At fixed parameters: does not measure the uncertainty of behaviour and local rules.",
      );
}

/**
 * What a paired difference allows to say, of what its replications vary. `steady`: every future is likely to go that way;
 * `on_average`: the mean is away from zero, one future may go the other way; `indistinct`: the interval of the mean
 * includes zero.
 */
export type Evidence = "steady" | "on_average" | "indistinct" | "identical" | "no_interval" | "not_measured";

export function evidenceOf(difference: Point | undefined): Evidence {
  if (!difference || !Number.isFinite(difference.mean)) {
    return "not_measured";
  }
  const { mean, half, low, high } = difference;
  if (mean === 0 && (half ?? 0) === 0) {
    return "identical";
  }
  if (half === undefined) {
    return "no_interval";
  }
  if (Math.abs(mean) <= half) {
    return "indistinct";
  }
  const oneSided = low !== undefined && high !== undefined && (low > 0 || high < 0);
  return oneSided ? "steady" : "on_average";
}

export const differsFromZero = (evidence: Evidence): boolean => evidence === "steady" || evidence === "on_average";

/** Never told by colour alone: each mark has its own shape and its own words. */
export const evidenceMarks: Record<Evidence, { mark: string; fr: string; en: string; frLong: string; enLong: string }> = {
  steady: {
    mark: "●",
    fr: "écart net",
    en: "clear",
    frLong: "une histoire seule irait dans le même sens, neuf fois sur dix au moins",
    enLong: "a single future would go the same way, at least nine times of ten",
  },
  on_average: {
    mark: "◐",
    fr: "en moyenne",
    en: "on average",
    frLong: "la moyenne s'écarte de zéro, mais une histoire seule peut aller dans l'autre sens",
    enLong: "the mean is away from zero, but a single future may go the other way",
  },
  indistinct: {
    mark: "○",
    fr: "non discernable",
    en: "not distinguishable",
    frLong: "l'intervalle de la moyenne contient zéro",
    enLong: "the interval of the mean includes zero",
  },
  identical: {
    mark: "=",
    fr: "identique",
    en: "identical",
    frLong: "la même valeur dans toutes les réplications",
    enLong: "the same value in every replication",
  },
  no_interval: {
    mark: "?",
    fr: "sans intervalle",
    en: "no interval",
    frLong: "une seule réplication : le hasard n'est pas mesuré",
    enLong: "a single replication: chance is not measured",
  },
  not_measured: {
    mark: "–",
    fr: "non mesuré",
    en: "not measured",
    frLong: "rien à mesurer",
    enLong: "nothing to measure",
  },
};
