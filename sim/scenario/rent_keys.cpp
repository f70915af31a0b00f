#include "scenario/rent_keys.hpp"

#include "scenario/key_binding.hpp"

namespace mixite {
namespace {

const Bounds change_bounds{-0.5, 0.5, "no rent of the stock is halved or doubled at once"};
const Bounds rent_bounds{0.0, 50.0, "a square metre of the social stock costs a few euros a month"};

KeyTable<PolicyDraft> restructuring_keys() {
    TableKeys<PolicyDraft, RentRestructuring> table(
        "rents.restructuring.<name>",
        [](PolicyDraft& d, std::string_view name) -> RentRestructuring& {
            return named(d.policy.rents.restructurings, name);
        });
    using R = RentRestructuring;
    table
        .number("cut",
                &R::cut,
                "share of the rent",
                {0.0, 0.5, "a cut takes a part of the rent"},
                "Of the landlord of that code: cut of the rents of the buildings that it concerns, "
                "outside QPV, at their next letting.")
        .number("share_of_dwellings",
                &R::share_of_dwellings,
                "share of the landlord's dwellings outside QPV",
                share_bounds,
                "Buildings that it concerns, whole and from the dearest a square metre.")
        .number("most_rise",
                &R::most_rise,
                "share of the rent",
                {0.0, 0.5, "a rise stays within the convention"},
                "Largest rise of a rent in QPV; the rises make up for the cuts to the cent, or the "
                "cuts shrink.");
    return table.keys();
}

KeyTable<PolicyDraft> reletting_keys() {
    TableKeys<PolicyDraft, RelettingRent> table(
        "rents.at_next_letting.<name>",
        [](PolicyDraft& d, std::string_view name) -> RelettingRent& {
            return named(d.policy.rents.relettings, name);
        });
    table.text("place", &RelettingRent::place, "Where: a place.")
        .number("change",
                &RelettingRent::change,
                "share of the rent",
                change_bounds,
                "Change of the rents there at their next letting; a rise stops at the convention's "
                "maximum.");
    return table.keys();
}

KeyTable<PolicyDraft> newcomer_keys() {
    using R = ModestNewcomerRent;
    TableKeys<PolicyDraft, R> table("rents.modest_newcomers", [](PolicyDraft& d) -> R& {
        return d.policy.rents.modest_newcomers;
    });
    table
        .number("cut",
                &R::cut,
                "share of the rent",
                {0.0, 0.5, "a cut takes a part of the rent"},
                "Rent cut for the time of the lease of a newcomer of few resources (experiment of "
                "2019, ended on 17 May 2024); 0: none.")
        .by_default("0.0")
        .number("most_over_plai",
                &R::most_over_plai,
                "RFR over the PLAI ceiling",
                share_bounds,
                "A newcomer below it is of few resources.")
        .by_default("0.8")
        .text("place", &R::place, "Where: a place.")
        .by_default("\"outside_qpv\"");
    return table.keys();
}

KeyTable<PolicyDraft> convention_keys() {
    TableKeys<PolicyDraft, RentPolicy> table(
        "rents.convention", [](PolicyDraft& d) -> RentPolicy& { return d.policy.rents; });
    const char* unit = "€ a m² and month, money of month zero";
    table
        .number("most_plai_euros_per_m2",
                &RentPolicy::most_plai_euros_per_m2,
                unit,
                rent_bounds,
                "Maximum rent of a PLAI dwelling's convention; a rise stops there.")
        .by_default("0.0")
        .number("most_plus_euros_per_m2",
                &RentPolicy::most_plus_euros_per_m2,
                unit,
                rent_bounds,
                "Maximum rent of a PLUS dwelling's convention; a rise stops there.")
        .by_default("0.0")
        .number("most_pls_euros_per_m2",
                &RentPolicy::most_pls_euros_per_m2,
                unit,
                rent_bounds,
                "Maximum rent of a PLS dwelling's convention; a rise stops there.")
        .by_default("0.0");
    return table.keys();
}

KeyTable<PolicyDraft> surcharge_keys() {
    TableKeys<PolicyDraft, RentSurcharge> table(
        "rents.surcharge",
        [](PolicyDraft& d) -> RentSurcharge& { return d.policy.rents.surcharge; });
    table
        .number("from_over_ceiling",
                &RentSurcharge::from_over_ceiling,
                "RFR over the PLUS ceiling",
                {1.0, 3.0, "SLS is for those above the ceiling"},
                "SLS is due from it; tenants who pay it leave more often (the territory's "
                "mobility.social_exit_surcharged_factor).")
        .text("exempt",
              &RentSurcharge::exempt,
              "Where no SLS is due: a place; in QPV by law, and where the PLH exempts.");
    return table.keys();
}

}  // namespace

KeyTable<PolicyDraft> rent_keys() {
    auto table = restructuring_keys();
    append(table, reletting_keys());
    append(table, newcomer_keys());
    append(table, convention_keys());
    append(table, surcharge_keys());
    return table;
}

KeyTable<PolicyDraft> derogation_keys() {
    TableKeys<PolicyDraft, CeilingDerogation> table(
        "derogations.<name>", [](PolicyDraft& d, std::string_view name) -> CeilingDerogation& {
            return named(d.policy.derogations, name);
        });
    using D = CeilingDerogation;
    table.text("place", &D::place, "Where the prefect's order holds: a place.")
        .number("ceilings_factor",
                &D::ceilings_factor,
                "ratio",
                {1.0, 2.0, "the order opens the stock to higher incomes"},
                "Ceilings under the order over ceilings of the law.")
        .month("from", &D::from, "First month of the order.")
        .count("months",
               &D::months,
               "months",
               {1, 36, "CCH R.441-1-1: for a time, three years at most"},
               "For how long.");
    return table.keys();
}

}  // namespace mixite
