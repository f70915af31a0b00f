import { createContext, type ComponentChildren, type VNode } from "preact";
import { flushSync } from "preact/compat";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Run } from "./run";
import type { View } from "./sections/view";

export interface ChapterKind {
  id: string;
  /** In French and English. */
  name: [string, string];
  /** Does a run have it? */
  stands?: (run: Run) => boolean;
  draw: (view: View, choose: (scenario: number) => void) => VNode;
}

/** Long enough for the next step of a slider, or the reader's first, to come first. */
const pauseMs = 150;

const turnOfFirstScreen = 1;
const turnBelowIt = 2;
/** At which a chapter is due, by its place. */
export const turnOf = (place: number): number => (place === 0 ? turnOfFirstScreen : turnBelowIt + place);

export const TurnContext = createContext(0);

/**
 * The turn up to which all is due to show the view. The page opens with its first screen. After a change all chapters but
 * those in sight wait. They follow one a task, so that what the reader looks at answers first; before printing all follow.
 */
export function useTurns(view: View, last: number): number {
  const [reached, setReached] = useState({ view, turn: turnOfFirstScreen });
  const turn = reached.view === view ? reached.turn : 0;
  useEffect(() => {
    if (turn >= last) {
      return undefined;
    }
    const next = setTimeout(() => setReached({ view, turn: turn + 1 }), turn <= turnOfFirstScreen ? pauseMs : 0);
    const all = () => flushSync(() => setReached({ view, turn: last }));
    // Before the charts' own listeners: they draw what is due.
    window.addEventListener("beforeprint", all, { capture: true });
    return () => {
      clearTimeout(next);
      window.removeEventListener("beforeprint", all, { capture: true });
    };
  }, [view, turn, last]);
  return turn;
}

/** What stands below the first screen of the first chapter: it waits for its turn once, and then stays. */
export function BelowFirstScreen({ children }: { children: ComponentChildren }) {
  const turn = useContext(TurnContext);
  const isThere = useRef(false);
  isThere.current ||= turn >= turnBelowIt;
  return <>{isThere.current && children}</>;
}

interface Props extends ChapterKind {
  view: View;
  choose: (scenario: number) => void;
  isDue: boolean;
}

/** Shows the view when it is due or in sight; until then, the one before. */
export function Chapter({ id, draw, view, choose, isDue }: Props) {
  const isInSight = useRef(false);
  const shown = useRef<View>();
  if (isDue || isInSight.current) {
    shown.current = view;
  }
  const isThere = shown.current !== undefined;
  useEffect(() => {
    const section = document.getElementById(id);
    if (!section) {
      return undefined;
    }
    if (location.hash === `#${id}`) {
      section.scrollIntoView();
    }
    const observer = new IntersectionObserver((entries) => {
      isInSight.current = entries[entries.length - 1].isIntersecting;
    });
    observer.observe(section);
    return () => observer.disconnect();
  }, [isThere]);
  return useMemo(() => (shown.current ? draw(shown.current, choose) : null), [shown.current]);
}
