import { evidenceMarks, evidenceOf, type Evidence } from "../evidence";
import { difference, half } from "../numbers";
import { acrossMondes, signWords } from "../mondes";
import type { Point } from "../run_data";
import { useWords } from "../words";

/** The mark of evidence: a shape and words. */
export function EvidenceMark({ evidence, brief = false }: { evidence: Evidence; brief?: boolean }) {
  const { say } = useWords();
  const words = evidenceMarks[evidence];
  return (
    <span class={`evidence ${evidence}`} title={say(words.frLong, words.enLong)}>
      <span aria-hidden="true">{words.mark}</span>
      <span class={brief ? "visually-hidden" : undefined}> {say(words.fr, words.en)}</span>
    </span>
  );
}

/** A difference with its interval and mark. */
export function Difference({ of, unit, brief = true }: { of: Point | undefined; unit: string; brief?: boolean }) {
  const { language } = useWords();
  const evidence = evidenceOf(of);
  return (
    <span class="difference">
      <EvidenceMark evidence={evidence} brief={brief} /> <b>{difference(of, unit, language).replace(/points?$/, brief ? "pt" : "$&")}</b>{" "}
      <small>{half(of, unit, language)}</small>
    </span>
  );
}

/** Whether the sign of a difference holds in all mondes. */
export function AcrossMark({ inEach, brief = false }: { inEach: (Point | undefined)[]; brief?: boolean }) {
  const { say } = useWords();
  const across = acrossMondes(inEach);
  const { mark, fr, en } = signWords(across);
  const words = say(fr, en);
  return (
    <span class={`across ${across.sign}`} title={words}>
      <span aria-hidden="true">{mark}</span>
      <span class={brief ? "visually-hidden" : undefined}> {words}</span>
    </span>
  );
}

export function EvidenceKey() {
  const { say } = useWords();
  const shown: Evidence[] = ["steady", "on_average", "indistinct", "no_interval"];
  return (
    <dl class="key">
      {shown.map((evidence) => (
        <div key={evidence}>
          <dt>
            <EvidenceMark evidence={evidence} />
          </dt>
          <dd>{say(evidenceMarks[evidence].frLong, evidenceMarks[evidence].enLong)}</dd>
        </div>
      ))}
    </dl>
  );
}
