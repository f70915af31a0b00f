#include "scenario/stock_keys.hpp"

#include "scenario/key_binding.hpp"

namespace mixite {
namespace {

const Bounds rooms_bounds{0, 9, "dwellings have that many rooms"};
const Bounds dwelling_bounds{1, 20'000, "an operation is of some dwellings"};

using O = StockOperation;
using OperationKeys = TableKeys<PolicyDraft, O>;

OperationKeys operation_table() {
    return {"programme.<name>", [](PolicyDraft& d, std::string_view name) -> O& {
                return named(d.policy.stock.operations, name);
            }};
}

KeyTable<PolicyDraft> operation_keys() {
    auto table = operation_table();
    table
        .choice("kind",
                &O::kind,
                {"delivery",
                 "demolition",
                 "merging",
                 "splitting",
                 "conversion",
                 "sale",
                 "change_to_residence",
                 "rehabilitation",
                 "residence",
                 "private_delivery"},
                "What the operation does. Mergings, splittings, conversions, sales and changes to "
                "a residence take dwellings as they fall empty.")
        .text("place",
              &O::place,
              "Where: a place; one zone, where dwellings are built or tenants concerned.")
        .text("landlord", &O::landlord, "Landlord of new social dwellings: its code.")
        .by_default("\"\"")
        .month("from", &O::from, "First month; of a demolition, when re-letting stops.")
        .month("until", &O::until, "Last month; of a demolition, from when the empty goes.")
        .count("dwellings",
               &O::dwellings,
               "dwellings",
               dwelling_bounds,
               "In all: new ones, or those that the operation takes (pairs, of a merging), spread "
               "evenly over its months.")
        .count("rooms",
               &O::rooms,
               "rooms",
               rooms_bounds,
               "Of new dwellings, or of those that it takes; 5: five or more.")
        .by_default("0")
        .count("into_rooms",
               &O::into_rooms,
               "rooms",
               rooms_bounds,
               "Of what a merging or a conversion makes; of a splitting, of the first of the two.")
        .by_default("0")
        .choice("financing", &O::financing, {"plai", "plus", "pls"}, "Of new social dwellings.")
        .by_default("\"plus\"")
        .choice("building", &O::building, {"flat", "house"}, "Of new social dwellings.")
        .by_default("\"flat\"");
    return table.keys();
}

KeyTable<PolicyDraft> operation_amount_keys() {
    auto table = operation_table();
    const Bounds price{0.0, 50.0, "a square metre of the social stock costs a few euros a month"};
    table
        .number("surface_m2",
                &O::surface_m2,
                "m²",
                {0.0, 300.0, "dwellings are that large"},
                "Of a new social dwelling.")
        .by_default("0.0")
        .number("rent_euros_per_m2",
                &O::rent_euros_per_m2,
                "€ a m² and month",
                price,
                "Principal rent of a new social dwelling, in the money of its month.")
        .by_default("0.0")
        .number("charges_euros_per_m2",
                &O::charges_euros_per_m2,
                "€ a m² and month",
                price,
                "Charges of a new social dwelling, in the money of its month.")
        .by_default("0.0")
        .count("works_months",
               &O::works_months,
               "months",
               {0, 60, "works end"},
               "How long dwellings merged, split or converted are not let.")
        .by_default("0")
        .count("owner_occupied",
               &O::owner_occupied,
               "dwellings",
               {0, 20'000, "a part of the dwellings"},
               "Of a private delivery, those that are owner-occupied.")
        .by_default("0")
        .euros("cost_euros_a_dwelling",
               &O::cost_cents_a_dwelling,
               "€ a dwelling",
               {0.0, 1'000'000.0, "no dwelling of the stock costs more"},
               "What a dwelling built, demolished or worked on costs; 0: not known.")
        .by_default("0");
    return table.keys();
}

KeyTable<PolicyDraft> attractiveness_keys() {
    using P = AttractivenessProgramme;
    TableKeys<PolicyDraft, P> table("attractiveness.<name>",
                                    [](PolicyDraft& d, std::string_view name) -> P& {
                                        return named(d.policy.stock.attractiveness, name);
                                    });
    table.text("place", &P::place, "Where: a place.")
        .month("from", &P::from, "First month.")
        .month("until", &P::until, "Last month; what was gained stays.")
        .number("utility_a_year",
                &P::utility_a_year,
                "utility of an offered dwelling",
                {-5.0, 5.0, "the tastes of the territory are of that size"},
                "What a year of the programme adds to the utility of a dwelling there, for all.")
        .euros("cost_euros_a_year",
               &P::cost_cents_a_year,
               "€ a year",
               {0.0, 20'000'000.0, "a programme of a few neighbourhoods"},
               "What the programme costs; 0: not known.")
        .by_default("0");
    return table.keys();
}

KeyTable<PolicyDraft> letting_permit_keys() {
    using P = LettingPermit;
    TableKeys<PolicyDraft, P> table("letting_permits.<name>",
                                    [](PolicyDraft& d, std::string_view name) -> P& {
                                        return named(d.policy.stock.letting_permits, name);
                                    });
    table.text("place", &P::place, "Where the permis de louer holds: a place.")
        .month("from", &P::from, "First month.")
        .number("inspected_a_year",
                &P::inspected_a_year,
                "share of the private rentals",
                share_bounds,
                "Private rentals seen each year, as they are let again.")
        .number(
            "unfit_share", &P::unfit_share, "share of those seen", share_bounds, "Unfit to be let.")
        .number("withdrawn_share",
                &P::withdrawn_share,
                "share of the unfit",
                share_bounds,
                "Withdrawn from letting; the others are made good.")
        .number("rent_rise",
                &P::rent_rise,
                "share of the rent",
                share_bounds,
                "Rise of the rent of a dwelling made good.");
    return table.keys();
}

KeyTable<PolicyDraft> territory_operation_keys() {
    KeyTable<PolicyDraft> table;
    table.push_back({KeyDefinition("territory_programme.<name>.takes_place",
                                   KeyType::flag,
                                   "false: the operation of that code in the territory's programme "
                                   "is left out, from the fork on.")
                         .by_default("true"),
                     [](PolicyDraft& d, std::string_view name, const TomlValue& value) {
                         named(d.policy.stock.territory_operations, name).takes_place =
                             std::get<bool>(value.data);
                     }});
    return table;
}

KeyTable<PolicyDraft> rehousing_keys() {
    using R = RehousingRules;
    TableKeys<PolicyDraft, R> table("rehousing",
                                    [](PolicyDraft& d) -> R& { return d.policy.rehousing; });
    table
        .number("share_outside_qpv",
                &R::share_outside_qpv,
                "share of the households to be rehoused",
                share_bounds,
                "Those that are offered dwellings outside QPV only.")
        .by_default("0.0")
        .number("most_net_rent_rise",
                &R::most_net_rent_rise,
                "share of the net rent",
                {0.0, 2.0, "a comparable net rent"},
                "Largest rise of rent and charges net of APL that an offer of rehousing may bring; "
                "0: none is looked at.")
        .by_default("0.0");
    return table.keys();
}

}  // namespace

KeyTable<PolicyDraft> stock_keys() {
    auto table = operation_keys();
    append(table, operation_amount_keys());
    append(table, territory_operation_keys());
    append(table, attractiveness_keys());
    append(table, letting_permit_keys());
    append(table, rehousing_keys());
    return table;
}

}  // namespace mixite
