import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../words";

export interface TableData {
  caption: string;
  head: string[];
  /** The first cell of each row names it. */
  rows: (string | number)[][];
}

/** Numbers stand to the right, texts to the left. */
const isNumber = (cell: string | number): boolean => typeof cell === "number" || /^([+\u2212±]?[\d]|–$)/.test(cell.trim());

export function DataTable({ caption, head, rows }: TableData) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th scope="col" key={i}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th scope="row" key={j}>
                    {cell}
                  </th>
                ) : (
                  <td class={isNumber(cell) ? undefined : "text"} key={j}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Props {
  title: string;
  note?: ComponentChildren;
  /** Made when it is opened. */
  table: () => TableData;
  children: ComponentChildren;
}

/** A chart under its title, with its numbers as a table behind a button. */
export function Figure({ title, note, table, children }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {children}
      {note && <p class="note">{note}</p>}
      <details class="numbers" onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}>
        <summary>
          {say("Les chiffres", "The numbers")}
          <span class="visually-hidden"> : {title}</span>
        </summary>
        {open && <DataTable {...table()} />}
      </details>
    </figure>
  );
}
