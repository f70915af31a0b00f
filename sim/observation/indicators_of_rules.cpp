#include "observation/indicator.hpp"

namespace mixite {
namespace {

double decided(const MonthTables& t, CommissionDecision kind, std::size_t scope) {
    return count(t.counts.decisions.at(static_cast<std::size_t>(kind)).at(scope));
}

// Decisions of the month's commissions on candidates for a dwelling in the scope (CCH R.441-3).
constexpr auto decision_indicators = std::to_array<Indicator>({
    {{.name = "decided_attribution",
      .unit = "decision",
      .long_name = "Decisions: attribution",
      .definition = "Candidates of the month, each for a dwelling in the scope, who were allocated "
                    "it without another ranked behind (CCH R.441-3, a).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::attribution, at);
     }},
    {{.name = "decided_ranked",
      .unit = "decision",
      .long_name = "Decisions: attribution by rank",
      .definition =
          "Candidates of the month, each for a dwelling in the scope, who were ranked "
          "with others: the next is allocated it if those before refuse (CCH R.441-3, b).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::ranked, at);
     }},
    {{.name = "decided_conditional",
      .unit = "decision",
      .long_name = "Decisions: attribution under condition",
      .definition = "Candidates of the month, each for a dwelling in the scope, alone or ranked, "
                    "whose resources had not been stated: under the condition that the missing "
                    "document is brought (CCH R.441-3, c).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::conditional, at);
     }},
    {{.name = "decided_non_attribution",
      .unit = "decision",
      .long_name = "Decisions: non-attribution",
      .definition =
          "Candidates of the month, each for a dwelling in the scope, whom the commission "
          "did not keep for their solvency, or whom a mayor struck out (CCH R.441-3, d).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::not_allocated, at);
     }},
    {{.name = "decided_inadmissible",
      .unit = "decision",
      .long_name = "Decisions: rejection",
      .definition = "Requests of the month that came up for a dwelling in the scope and were "
                    "rejected for being above every ceiling (CCH R.441-3, e).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::inadmissible, at);
     }},
    {{.name = "days_of_silence",
      .unit = "day",
      .long_name = "Days spent on offers without an answer",
      .definition = "Offers of dwellings in the scope left without an answer in the month, times "
                    "the days for which an offer stays open: vacancy that silence costs.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.counts.days_of_silence.at(at)); }},
    {{.name = "lists_closed_by_quotas",
      .unit = "list",
      .long_name = "Lists that a strict quota closed to somebody",
      .definition = "Lists of the month's commissions for dwellings in the scope from which a "
                    "strict quota kept somebody who would have been among the commission's number, "
                    "asked or not.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.counts.lists_closed_by_quotas.at(at));
     }},
});

double breaches(const MonthTables& t, LegalRule rule, std::size_t scope) {
    return count(t.counts.breaches.at(static_cast<std::size_t>(rule)).at(scope));
}

// How often the month broke a rule, found by a check that decides nothing.
constexpr auto legality_indicators = std::to_array<Indicator>({
    {{.name = "leases_over_ceiling",
      .unit = "lease",
      .long_name = "Leases above the ceiling of resources",
      .definition =
          "Leases in the scope signed in the month by households above the ceiling of the "
          "dwelling's financing, with the prefect's orders in force (CCH R.441-1, "
          "R.441-1-1).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::ceilings, at); }},
    {{.name = "leases_of_wrong_size",
      .unit = "lease",
      .long_name = "Leases of a size not let to such a household",
      .definition = "Leases in the scope signed in the month for fewer or more rooms than the "
                    "strategy's typology lets to such a household.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::typology, at); }},
    {{.name = "leases_from_short_lists",
      .unit = "lease",
      .long_name = "Leases from lists of too few candidates",
      .definition = "Leases in the scope signed in the month from a list of fewer candidates than "
                    "the law asks for though others could have come (CCH R.441-3); designations of "
                    "the prefect and adverts excepted.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::candidates, at); }},
    {{.name = "leases_against_quotas",
      .unit = "lease",
      .long_name = "Leases against a strict quota",
      .definition =
          "Leases in the scope signed in the month by households that a strict quota kept "
          "off the list.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return breaches(t, LegalRule::strict_quotas, at);
     }},
    {{.name = "diverted_without_consent",
      .unit = "request",
      .long_name = "Requests kept out of QPV without consent",
      .definition =
          "Open requests of the month kept off the lists of QPV by the routing, which did "
          "not concern them or without their consent. Not those whom a strict quota keeps "
          "off: see lists_closed_by_quotas.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return breaches(t, LegalRule::consent, 0); }},
});

double ledger(const MonthTables& t, std::size_t at, std::size_t column) {
    return t.poverty_ledger.empty() ? unmeasured
                                    : static_cast<double>(t.poverty_ledger[at][column]);
}

// Vacancies, rules and chains in the month.
constexpr auto rule_indicators = std::to_array<Indicator>({
    {{.name = "fell_vacant",
      .unit = "dwelling",
      .long_name = "Dwellings fallen vacant",
      .definition =
          "Social dwellings whose tenants left them in the month, for another one, for the "
          "private stock, for elsewhere or with their household's end, whatever becomes "
          "of them.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.fell_vacant); }},
    {{.name = "delivered",
      .unit = "dwelling",
      .long_name = "Dwellings delivered",
      .definition = "Social dwellings delivered in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.delivered); }},
    {{.name = "demolished",
      .unit = "dwelling",
      .long_name = "Dwellings demolished",
      .definition = "Social dwellings demolished in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.demolished); }},
    {{.name = "restructured",
      .unit = "dwelling",
      .long_name = "Dwellings of a new typology",
      .definition =
          "Social dwellings merged, split or converted by the strategy's programme in the "
          "month, counted as they go into works; the second of two merged not counted.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.restructured); }},
    {{.name = "left_stock",
      .unit = "dwelling",
      .long_name = "Dwellings that left the stock",
      .definition =
          "Social dwellings sold, or turned over to a residence outside the CALEOL, by the "
          "strategy's programme in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left_stock); }},
    {{.name = "programme_cost",
      .unit = "EUR",
      .long_name = "Cost of the strategy's programme",
      .definition = "Cost of the month's part of the strategy's own deliveries, works and "
                    "attractiveness programmes, where the scenario gives one; the territory's "
                    "programme is not in it.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(count(t.counts.programme_cost_cents)); }},
    {{.name = "given_back",
      .unit = "dwelling",
      .long_name = "Vacancies given back",
      .definition = "Vacancies of the month, commission by commission, whose holder had nobody to "
                    "name: they went back to the landlord.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.given_back); }},
    {{.name = "naming_over",
      .unit = "dwelling",
      .long_name = "Vacancies not let within the naming delay",
      .definition = "Vacancies whose holder's time to name candidates ended in the month without a "
                    "tenant: they went to the landlord.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.naming_over); }},
    {{.name = "quota_bound",
      .unit = "list",
      .long_name = "Lists that a quota changed",
      .definition = "Lists of the month's commissions from which a strict quota kept somebody who "
                    "would have been among the commission's number, or onto which somebody came "
                    "who has a quota's bonus.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.quota_bound); }},
    {{.name = "quota_relaxed",
      .unit = "dwelling",
      .long_name = "Dwellings let with a quota lifted",
      .definition = "Dwellings let in the month with a quota lifted that would have held the list: "
                    "they had been empty beyond its guard.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.quota_relaxed); }},
    {{.name = "diverted_with_consent",
      .unit = "household",
      .long_name = "Households offered a dwelling elsewhere",
      .definition = "Households that agreed in the month to be offered a dwelling outside QPV in "
                    "place of one inside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.diverted_with_consent); }},
    {{.name = "overdue_dalo",
      .unit = "request",
      .long_name = "DALO overdue",
      .definition = "Open requests recognised under DALO, without an offer since, whose legal "
                    "delay for one has passed, at the end of the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.overdue_dalo); }},
    {{.name = "waiting_dalo",
      .unit = "request",
      .long_name = "DALO without an offer",
      .definition = "Open requests recognised under DALO, without an offer since, at the end of "
                    "the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.waiting_dalo); }},
    {{.name = "dalo_offers",
      .unit = "request",
      .long_name = "DALO: first offers",
      .definition = "Requests recognised under DALO that had their first offer since in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dalo_offers); }},
    {{.name = "dalo_offers_in_time",
      .unit = "request",
      .long_name = "DALO: first offers in time",
      .definition = "Requests recognised under DALO that had their first offer since in the month, "
                    "within the legal delay.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dalo_offers_in_time); }},
    {{.name = "named_by_prefect",
      .unit = "dwelling",
      .long_name = "Designations by the prefect",
      .definition = "Vacancies of the month's commissions for which the prefect designated one "
                    "household recognised under DALO.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_prefect); }},
    {{.name = "refused_by_landlords",
      .unit = "dwelling",
      .long_name = "Designations refused by landlords",
      .definition = "Of the month's designations by the prefect, those that the landlord refused.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.refused_by_landlords); }},
    {{.name = "attributed_by_prefect",
      .unit = "dwelling",
      .long_name = "Allocations by the prefect against a refusal",
      .definition = "Of the designations that a landlord refused in the month, those that the "
                    "prefect turned into an allocation.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.attributed_by_prefect); }},
    {{.name = "adverts",
      .unit = "dwelling",
      .long_name = "Vacancies advertised",
      .definition = "Vacancies of the month's commissions that were advertised; one that stays "
                    "empty counts at each commission.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.adverts); }},
    {{.name = "adverts_unanswered",
      .unit = "dwelling",
      .long_name = "Adverts without a candidate",
      .definition = "Vacancies advertised for which nobody who answered could be proposed.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.adverts_unanswered); }},
    {{.name = "advert_refusals",
      .unit = "offer",
      .long_name = "Advertised dwellings refused",
      .definition =
          "Offers of the month refused, or left without an answer, by who had answered the advert.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.advert_refusals); }},
    {{.name = "named_by_coordination",
      .unit = "dwelling",
      .long_name = "Lists of coordination commissions",
      .definition = "Vacancies in QPV for which the coordination commission named the candidates.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_coordination); }},
    {{.name = "named_by_mayor",
      .unit = "dwelling",
      .long_name = "Lists of mayors",
      .definition = "Vacancies for which the mayor named the candidates.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_mayor); }},
    {{.name = "mayor_vetoes",
      .unit = "household",
      .long_name = "Candidates vetoed",
      .definition = "Candidates whom a mayor struck out of a list.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.mayor_vetoes); }},
    {{.name = "named_for_exchange",
      .unit = "dwelling",
      .long_name = "Lists for exchanges",
      .definition = "Vacancies proposed to tenants who leave a large dwelling, too large for them.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_for_exchange); }},
    {{.name = "chains",
      .unit = "chain",
      .long_name = "Chains of vacancies ended",
      .definition = "Chains of vacancies that ended in the month: a vacancy let by a transfer "
                    "frees the next dwelling of its chain.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.chains); }},
    {{.name = "chain_mean_length",
      .unit = "dwelling",
      .long_name = "Mean length of chains",
      .definition = "Dwellings that the chains of vacancies ended in the month went through, "
                    "averaged over these chains.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return ratio(static_cast<double>(t.chain_rungs), t.chains);
     }},
    {{.name = "ledger_households",
      .unit = "household",
      .long_name = "Ledger: change of households of a QPV",
      .definition = "Change in the month, by what made it, of the number of households of the "
                    "QPV, in its constant outlines; an account, not a causal effect.",
      .dimension = Dimension::poverty_cause},
     [](const MonthTables& t, std::size_t at) { return ledger(t, at, 0); }},
    {{.name = "ledger_poor_households",
      .unit = "household",
      .long_name = "Ledger: change of poor households of a QPV",
      .definition = "Change in the month, by what made it, of the number of households of the QPV "
                    "below the poverty line, in its constant outlines; an account, not a causal "
                    "effect.",
      .dimension = Dimension::poverty_cause},
     [](const MonthTables& t, std::size_t at) { return ledger(t, at, 1); }},
});

}  // namespace

std::span<const Indicator> indicators_of_decisions() {
    return decision_indicators;
}
std::span<const Indicator> indicators_of_legality() {
    return legality_indicators;
}
std::span<const Indicator> indicators_of_rules() {
    return rule_indicators;
}

}  // namespace mixite
