import type { VNode } from "preact";
import { flushSync } from "preact/compat";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
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

/** Long enough for the next step of a slider to come first. */
const pauseMs = 150;
const drawnAtOnce = 1;

/**
 * How many chapters, from the first, are due to show the view. After a change all but those in sight wait, and follow
 * one a task, so that what the reader looks at answers first; before printing all follow.
 */
export function useTurns(view: View, chapters: number): number {
  const [turn, setTurn] = useState({ view, due: drawnAtOnce });
  const due = turn.view === view ? turn.due : 0;
  useEffect(() => {
    if (due >= chapters) {
      return undefined;
    }
    const next = setTimeout(() => setTurn({ view, due: due + 1 }), due === 0 ? pauseMs : 0);
    const all = () => flushSync(() => setTurn({ view, due: chapters }));
    // Before the charts' own listeners: they draw what is due.
    window.addEventListener("beforeprint", all, { capture: true });
    return () => {
      clearTimeout(next);
      window.removeEventListener("beforeprint", all, { capture: true });
    };
  }, [view, due, chapters]);
  return due;
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
