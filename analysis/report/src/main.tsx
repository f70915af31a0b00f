import { render } from "preact";
import { Page } from "./page";
import "./page.css";
import { Run } from "./run";
import type { RunData } from "./run_data";

const data = JSON.parse(document.getElementById("run")!.textContent!) as RunData | null;
const place = document.getElementById("page")!;
if (data === null) {
  place.textContent = "Cette page n'a pas reçu de résultat : mixite report la remplit.";
} else {
  place.replaceChildren();
  render(<Page run={new Run(data)} />, place);
}
