import { memo } from "preact/compat";
import { DataTable } from "../charts/figure";
import { count, month, value, type Language } from "../numbers";
import { sayIn, useWords } from "../words";
import type { Run } from "../run";

/** What poverty does under the baseline before any strategy begins, and to the end: with a space behind. */
function baselineCourse(run: Run, language: Language): string {
  const say = sayIn(language);
  const of = (point: { mean: number } | undefined) => value(point?.mean, "1", language);
  const courses = run.qpvNames.flatMap((name, place) => {
    const before = run.history(0, "poverty_rate", place);
    const after = run.series(0, "poverty_rate", place);
    return before?.length && after?.length
      ? [`${name}, ${[before[0], before[before.length - 1], after[after.length - 1]].map(of).join(" → ")}`]
      : [];
  });
  if (courses.length === 0) {
    return "";
  }
  const dates = [run.historyTexts[0], run.historyTexts[run.historyTexts.length - 1], run.monthTexts[run.monthTexts.length - 1]];
  const [first, fork, last] = dates.map((date) => month(date, language));
  return say(
    `La référence bouge d'elle-même, et ce mouvement dépend d'hypothèses : pauvreté simulée en ${first}, en ${fork} (avant toute stratégie) et en ${last} : ${courses.join(" ; ")}. `,
    `The baseline moves by itself, and how depends on assumptions: simulated poverty in ${first}, in ${fork} (before any strategy) and in ${last}: ${courses.join("; ")}. `,
  );
}

export const Method = memo(function Method({ run }: { run: Run }) {
  const { language, say } = useWords();
  const [first, last] = [run.monthTexts[0], run.monthTexts[run.monthTexts.length - 1]];
  return (
    <section id="methode" aria-labelledby="methode-title">
      <h2 id="methode-title">{say("Méthode et limites", "Method and limits")}</h2>
      <div class="prose">
        <h3>{say("Ce que fait le modèle", "What the model does")}</h3>
        <p>
          {say(
            `Mixité simule, de ${first} à ${last} et mois par mois, les ménages d'une agglomération, ses logements sociaux un par un et les règles qui les attribuent. Chaque mois, les ménages vieillissent, se forment, se séparent, changent de revenus, partent ou arrivent ; certains déposent, renouvellent ou retirent une demande de logement social ; les logements libérés sont proposés selon les réservations ; une commission classe les candidats selon les règles de la stratégie ; les ménages acceptent ou refusent.`,
            `Mixité simulates, from ${first} to ${last} and month by month, the households of an agglomeration, its social dwellings one by one and the rules that allocate them. Each month households age, form, separate, change incomes, leave or arrive; some open, renew or withdraw a request for social housing; freed dwellings are offered according to the reservations; a commission ranks the candidates by the strategy's rules; households accept or refuse.`,
          )}
        </p>
        <p>
          {say(
            "Une stratégie ne change que des règles. Les naissances, les emplois, les séparations, les arrivées sont tirés une fois et repris tels quels sous chaque stratégie : ce qui diffère vient des règles.",
            "A strategy changes rules only. Births, jobs, separations and arrivals are drawn once and kept under each strategy: what differs comes from the rules.",
          )}
        </p>
        <h3>{say("Une population synthétique", "A synthetic population")}</h3>
        <p>
          {say(
            "Les ménages sont fabriqués à partir de tableaux publics ; aucun n'est réel. Le modèle ne porte ni origine, ni nationalité, ni nom, ni rien qui en tienne lieu. Il n'est pas fait pour les dossiers de demandeurs réels ni pour décider d'une personne (RGPD, article 22 ; règlement européen sur l'IA, annexe III).",
            "Households are made from public tables; none is real. The model carries no origin, nationality or name, nor a proxy. It is not made for real applicants' files nor for deciding about a person (GDPR, article 22; AI Act, annex III).",
          )}
        </p>
        <h3>{say("Quatre mesures du revenu, deux « premiers quartiles »", "Four measures of income, two “first quartiles”")}</h3>
        <p>
          {say(
            "Le taux de pauvreté porte sur le revenu disponible, prestations comprises ; la médiane et les bas revenus déclarés, sur ce que les ménages déclarent ; les plafonds, sur le revenu fiscal de référence de l'avant-dernière année ; le premier quartile des demandeurs, sur les ressources du SNE par unité de consommation. Ils ne se mélangent pas.",
            "The poverty rate is of disposable income, benefits included; the median and low declared incomes are of what households declare; ceilings are of the reference tax income two years before; the applicants' first quartile is of SNE resources per consumption unit. They are not to be mixed.",
          )}
        </p>
        <p>
          {say(
            "Le « 1er quartile des demandeurs » est le quart le plus modeste de ceux qui attendent : son seuil légal bouge avec la politique (faire attendre les plus modestes l'abaisse). La page classe donc sur un seuil gelé à la fin de l'histoire et indexé, commun à toutes les stratégies, et donne à côté le seuil légal. Le « quart le plus modeste des habitants » est autre chose.",
            "The “applicants' first quartile” is the poorest quarter of those who wait: its legal threshold moves with the policy (leaving the poorest waiting lowers it). The page therefore ranks on a threshold frozen at the end of the history and indexed, the same for all strategies, and gives the legal one beside it. The “poorest quarter of inhabitants” is something else.",
          )}
        </p>
        <h3>{say("Ce que le modèle ne dit pas", "What the model does not say")}</h3>
        <ul>
          <li>
            {say(
              "Le quartier n'a pas d'effet sur les revenus, les séparations ni les départs : la vie est la même sous toutes les stratégies.",
              "The neighbourhood has no effect on incomes, separations or departures: life is the same under all strategies.",
            )}
          </li>
          <li>
            {say(
              "Le fichier des demandes est reconstruit ; refus, contingents et pratiques des bailleurs sont en grande part des hypothèses.",
              "The register of requests is made up; refusals, contingents and landlords' practice are assumptions for a large part.",
            )}
          </li>
          <li>
            {baselineCourse(run, language)}
            {say(
              "Seuls les écarts entre stratégies sont à lire, pas les niveaux futurs.",
              "Only differences between strategies are to be read, not future levels.",
            )}
          </li>
          <li>
            {say(
              "Les foyers et résidences ne sont pas simulés ; le parc privé n'a pas de nombre de pièces.",
              "Hostels and residences are not simulated; the private stock has no number of rooms.",
            )}
          </li>
          <li>
            {say(
              "Une baisse de la pauvreté d'un quartier n'est pas une baisse de la pauvreté : elle dit où sont les ménages, pas s'ils vont mieux.",
              "A fall of poverty in a neighbourhood is not a fall of poverty: it tells where households are, not whether they fare better.",
            )}
          </li>
        </ul>
        <h3>{say("Comment lire un écart", "How to read a difference")}</h3>
        <p>
          {say(
            "« −2,9 points ± 1,1 ◐ » : en moyenne des réplications, le taux est inférieur de 2,9 points à celui de la référence ; la moyenne est connue à 1,1 point près ; mais une histoire seule peut aller dans l'autre sens. « Non discernable » ne veut pas dire nul : l'essai ne permet pas de trancher.",
            "“−2.9 pt ± 1.1 ◐”: on average over the replications, the rate is 2.9 points below the baseline's; the mean is known within 1.1 points; but a single future may go the other way. “Not distinguishable” does not mean nil: the trial does not allow to tell.",
          )}
        </p>
      </div>
      <h3>{say("Ce qui a été lu", "What was read")}</h3>
      <DataTable
        caption={say("Tables et scénarios", "Tables and scenarios")}
        head={[say("Fichier", "File"), say("Producteur", "Producer"), say("Licence", "Licence"), say("Millésime", "Vintage"), say("Lignes", "Rows")]}
        rows={run.data.inputs.map(([name, producer, licence, vintage, rows]) => [name, say(producer, producer), licence, vintage, rows > 0 ? count(rows, language) : "–"])}
      />
      <p class="note">
        Mixité {run.data.build.version ?? ""} ({run.data.build.revision ?? ""}) · {say("empreinte du résultat", "digest of the result")}{" "}
        <code>{run.data.digest}</code>
      </p>
    </section>
  );
});

const terms: [string, string, string, string][] = [
  ["QPV", "Quartier prioritaire de la politique de la ville.", "QPV", "Priority neighbourhood of the politique de la ville."],
  ["CIA", "Convention intercommunale d'attribution : engagements de chaque bailleur, réservataire et commune.", "CIA", "Intercommunal allocation agreement: commitments of each landlord, holder of reservations and commune."],
  ["CALEOL", "Commission d'attribution des logements et d'examen de l'occupation des logements.", "CALEOL", "The landlord's commission that allocates dwellings."],
  ["1er quartile des demandeurs (seuil légal)", "Demandeurs sous le seuil annuel de ressources par UC fixé par arrêté.", "Applicants' first quartile (legal threshold)", "Applicants below the yearly threshold of resources per unit set by order."],
  ["1er quartile des demandeurs (seuil gelé)", "Le même, au seuil de la fin de l'histoire, indexé : ne bouge pas avec la stratégie.", "Applicants' first quartile (frozen threshold)", "The same, at the threshold of the end of the history, indexed: does not move with the strategy."],
  ["Quart le plus modeste des habitants", "Habitants dont le revenu disponible par UC est dans le premier quart de ceux de l'agglomération.", "Poorest quarter of inhabitants", "Inhabitants whose disposable income per unit is in the first quarter of the agglomeration's."],
  ["Taux de pauvreté", "Part des habitants dont le revenu disponible par UC est sous le seuil de pauvreté (60 % de la médiane nationale), qui suit cette médiane.", "Poverty rate", "Share of inhabitants whose disposable income per unit is below the poverty line (60 % of the national median), which follows that median."],
  ["Taux de bas revenus déclarés", "Part des habitants dont le revenu déclaré par UC, avant prestations, est sous 60 % de la médiane de l'agglomération : n'est pas un taux de pauvreté.", "Rate of low declared incomes", "Share of inhabitants whose declared income per unit, before benefits, is below 60 % of the agglomeration's median: not a poverty rate."],
  ["UC", "Unité de consommation : 1 pour le premier adulte, 0,5 par autre personne de 14 ans ou plus, 0,3 au-dessous.", "Unit", "Consumption unit: 1 for the first adult, 0.5 for others of 14 or older, 0.3 below."],
  ["Occupants, entrants, sortants", "Locataires du parc social d'un QPV ; ceux qui y sont venus, ceux qui l'ont quitté, quelles que soient leur provenance et leur destination.", "Occupants, entrants, leavers", "Tenants of a QPV's social stock; those who came to it and those who left it, from wherever and for wherever."],
  ["Mutation", "Bail signé par un locataire du parc social qui change de logement.", "Transfer", "Lease signed by a tenant of the social stock who moves."],
  ["DALO", "Droit au logement opposable.", "DALO", "Enforceable right to housing."],
  ["Taux d'effort", "Loyer et charges, APL déduites, rapportés aux ressources.", "Effort rate", "Rent and charges less housing allowance, over resources."],
  ["Attente moyenne, attente médiane", "De la demande au bail, des ménages logés. La page donne la moyenne, que quelques attentes très longues tirent vers le haut ; « mixite compare » met en tête la médiane, que la moitié d'entre eux ne dépasse pas.", "Mean wait, median wait", "From request to lease, of the households housed. The page gives the mean, which a few very long waits pull up; “mixite compare” leads with the median, which half of them do not exceed."],
  ["H^R", "Indice de ségrégation des revenus par rang : 0, chaque zone ressemble à l'agglomération ; 1, chacune ne loge qu'un niveau de revenu.", "H^R", "Rank-order index of income segregation: 0, each zone is like the agglomeration; 1, each houses one level of income only."],
  ["Dissimilarité", "Part des ménages pauvres qui devraient changer de zone pour être partout dans la même proportion.", "Dissimilarity", "Share of poor households who would have to move for them to be everywhere in the same proportion."],
  ["Chaîne de vacance", "Suite des logements qu'un premier logement libéré permet de libérer.", "Vacancy chain", "The dwellings that a first freed dwelling lets free in turn."],
  ["Réplication", "Une histoire simulée, du même hasard sous chaque stratégie.", "Replication", "One simulated history, of the same chance under each strategy."],
  ["Monde", "Jeu de paramètres qui explique autrement les mêmes faits observés.", "Monde", "A set of parameters that explains the same observed facts otherwise."],
];

export function Glossary() {
  const { say } = useWords();
  return (
    <section id="glossaire" aria-labelledby="glossaire-title">
      <h2 id="glossaire-title">{say("Glossaire", "Glossary")}</h2>
      <dl class="glossary">
        {terms.map(([fr, frMeaning, en, enMeaning]) => (
          <div key={fr}>
            <dt>{say(fr, en)}</dt>
            <dd>{say(frMeaning, enMeaning)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
