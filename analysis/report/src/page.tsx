import { useEffect, useMemo, useState } from "preact/hooks";
import { Chapter, turnOf, TurnContext, useTurns, type ChapterKind } from "./chapter";
import { Certainty } from "./sections/certainty";
import { CostsAndTension } from "./sections/costs";
import { Essential, LawBanner } from "./sections/essential";
import { Legality } from "./sections/legality";
import { Lettings } from "./sections/lettings";
import { Glossary, Method } from "./sections/method";
import { People } from "./sections/people";
import { Quarters } from "./sections/quarters";
import { ReviewSheet } from "./sections/review_sheet";
import { Tradeoffs } from "./sections/tradeoffs";
import { Trajectories } from "./sections/trajectories";
import type { View } from "./sections/view";
import { Zones } from "./sections/zones";
import { lawMark } from "./law";
import { month, type Language } from "./numbers";
import type { Run } from "./run";
import { LanguageContext, NamesContext, sayIn, type Say } from "./words";

const withBaseline = ({ data }: Run): boolean => data.scenarios.length > 1;
const withQpv = ({ qpvNames }: Run): boolean => qpvNames.length > 0;

const chapters: ChapterKind[] = [
  {
    id: "essentiel",
    name: ["L'essentiel", "In short"],
    draw: ({ run, scenario }, choose) => <Essential run={run} scenario={scenario} choose={choose} />,
  },
  { id: "carte", name: ["Carte", "Map"], draw: (view) => <Zones {...view} /> },
  {
    id: "trajectoires",
    name: ["Trajectoires", "Trajectories"],
    draw: ({ run, scenario }) => <Trajectories run={run} scenario={scenario} />,
  },
  {
    id: "arbitrages",
    name: ["Arbitrages", "Trade-offs"],
    stands: (run) => withBaseline(run) && withQpv(run),
    draw: (view) => <Tradeoffs {...view} />,
  },
  { id: "menages", name: ["Qui gagne, qui perd", "Who gains, who loses"], draw: (view) => <People {...view} /> },
  { id: "quartiers", name: ["Dans chaque QPV", "In each QPV"], stands: withQpv, draw: (view) => <Quarters {...view} /> },
  { id: "attributions", name: ["Attributions", "Allocations"], draw: (view) => <Lettings {...view} /> },
  { id: "legalite", name: ["Règles enfreintes", "Rules broken"], draw: (view) => <Legality {...view} /> },
  { id: "couts", name: ["Coûts et tension", "Costs and tension"], draw: (view) => <CostsAndTension {...view} /> },
  {
    id: "fiche",
    name: ["Fiche du point d'étape", "Review sheet"],
    draw: ({ run, scenario }) => <ReviewSheet run={run} scenario={scenario} />,
  },
  {
    id: "certitude",
    name: ["Quelle certitude", "How sure"],
    draw: ({ run, scenario }) => <Certainty run={run} scenario={scenario} />,
  },
  { id: "methode", name: ["Méthode", "Method"], draw: ({ run }) => <Method run={run} /> },
  { id: "glossaire", name: ["Glossaire", "Glossary"], draw: () => <Glossary /> },
];

interface Choices {
  view: View;
  language: Language;
  say: Say;
  setScenario: (scenario: number) => void;
  setMonde: (monde: number) => void;
  setDate: (date: number) => void;
}

function Toolbar({ view, language, say, setScenario, setMonde, setDate }: Choices) {
  const { run, scenario, date } = view;
  return (
    <div class="toolbar" role="region" aria-label={say("Choix", "Choices")}>
      <label>
        {say("Stratégie", "Strategy")}
        <select id="scenario" value={scenario} onChange={(event) => setScenario(Number(event.currentTarget.value))}>
          {run.data.scenarios.map((one, s) => (
            <option value={s} key={s}>
              {/* First, where no width cuts it. */}
              {[lawMark(one, language), one.plain_title, s === 0 ? say("(référence)", "(baseline)") : ""].filter(Boolean).join(" ")}
            </option>
          ))}
        </select>
      </label>
      {run.hasMondes && (
        <label>
          {say("Monde", "Monde")}
          <select id="monde" value={run.monde} onChange={(event) => setMonde(Number(event.currentTarget.value))}>
            {run.data.mondes.map(({ title }, m) => (
              <option value={m} key={m}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="date">
        {say("Date", "Date")}
        <input
          id="date"
          type="range"
          min={0}
          max={run.data.dates.length - 1}
          step={1}
          value={date}
          aria-valuetext={month(run.data.dates[date], language)}
          onInput={(event) => setDate(Number(event.currentTarget.value))}
        />
        <output for="date">{month(run.data.dates[date], language)}</output>
      </label>
    </div>
  );
}

export function Page({ run: asWritten }: { run: Run }) {
  const [language, setLanguage] = useState<Language>(asWritten.data.language);
  const [monde, setMonde] = useState(0);
  const run = useMemo(() => {
    return asWritten.inMonde(monde).toldIn(language);
  }, [language, monde]);
  const [scenario, setScenario] = useState(Math.min(1, run.data.scenarios.length - 1));
  const [date, setDate] = useState(run.data.dates.length - 1);
  const say = sayIn(language);
  const view = useMemo<View>(() => ({ run, scenario, date }), [run, scenario, date]);
  const shown = chapters.filter(({ stands }) => stands === undefined || stands(run));
  const lastTurn = turnOf(shown.length - 1);
  const turn = useTurns(view, lastTurn);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${run.data.title} – Mixité`;
  }, [language]);
  return (
    <LanguageContext.Provider value={language}>
      <NamesContext.Provider value={run.data.names}>
        <a class="skip" href="#essentiel">
          {say("Aller au contenu", "Skip to content")}
        </a>
        <aside class="synthetic" aria-label={say("Avertissement", "Notice")}>
          {say(
            "Population synthétique : un modèle, pas un relevé. Aucun ménage n'est réel.",
            "Synthetic population: a model, not a record. No household is real.",
          )}
        </aside>
        <header>
          <div class="title">
            <h1>
              <span>Mixité</span> <span dir="auto">{run.data.title}</span>
            </h1>
            <p>
              {say("Stratégies de peuplement", "Allocation strategies")}, {month(run.monthTexts[0], language)} –{" "}
              {month(run.monthTexts[run.monthTexts.length - 1], language)}
            </p>
          </div>
          <div class="language" role="group" aria-label={say("Langue", "Language")}>
            <button type="button" lang="fr" aria-pressed={language === "fr"} onClick={() => setLanguage("fr")}>
              Français
            </button>
            <button type="button" lang="en" aria-pressed={language === "en"} onClick={() => setLanguage("en")}>
              English
            </button>
          </div>
          <nav aria-label={say("Chapitres", "Chapters")}>
            <ul>
              {shown.map(({ id, name }) => (
                <li key={id}>
                  <a href={`#${id}`}>{say(...name)}</a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <Toolbar
          view={view}
          language={language}
          say={say}
          setScenario={setScenario}
          setMonde={setMonde}
          setDate={setDate}
        />
        <TurnContext.Provider value={turn}>
          <main aria-busy={turn < lastTurn}>
            <LawBanner run={run} scenario={scenario} />
            {shown.map((chapter, i) => (
              <Chapter {...chapter} view={view} choose={setScenario} isDue={turn >= turnOf(i)} key={chapter.id} />
            ))}
          </main>
        </TurnContext.Provider>
      </NamesContext.Provider>
    </LanguageContext.Provider>
  );
}
