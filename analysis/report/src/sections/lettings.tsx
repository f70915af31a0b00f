import { DataTable } from "../charts/figure";
import { count, month, value } from "../numbers";
import { useWords } from "../words";
import { Quotas, Review } from "./review";
import { dateText, type Shown, type View } from "./view";

function Chains({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const chains = run.leases(scenario)?.chains;
  if (!chains || chains.length === 0) {
    return (
      <p class="notice">{say("Ce résultat ne garde pas de chaînes de vacance.", "This result keeps no vacancy chains.")}</p>
    );
  }
  const years = run.data.months.count / 12;
  return (
    <DataTable
      caption={say("Chaînes de vacance : ce qui libère un logement, et combien d'autres il libère", "Vacancy chains: what frees a dwelling, and how many others that frees")}
      head={[
        say("Cause", "Cause"),
        say("Chaînes par an", "Chains a year"),
        say("Longueur moyenne", "Mean length"),
        say("1 logement", "1 dwelling"),
        "2",
        "3",
        say("4 ou plus", "4 or more"),
      ]}
      rows={[...chains]
        .sort((a, b) => b.chains - a.chains)
        .map((chain) => [
          named("cause", chain.cause),
          value(chain.chains / years, "", language),
          count(chain.mean_length, language, 2),
          ...chain.shares.map((share) => value(share, "1", language)),
        ])}
    />
  );
}

export function Lettings(view: View) {
  const { language, say } = useWords();
  return (
    <section id="attributions" aria-labelledby="attributions-title">
      <h2 id="attributions-title">
        {say("Attributions : le bilan annuel", "Allocations: the yearly review")}{" "}
        <small dir="auto">
          {view.run.data.scenarios[view.scenario].title}, {month(dateText(view), language)}
        </small>
      </h2>
      <Review {...view} />
      <Quotas {...view} />
      <Chains {...view} />
    </section>
  );
}
