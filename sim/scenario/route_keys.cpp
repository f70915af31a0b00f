#include "scenario/route_keys.hpp"

#include "scenario/key_binding.hpp"

namespace mixite {

namespace {

const char* const nothing = "0.0";
const Bounds probability_bounds{0.0, 1.0, "a probability lies between never and always"};
const Bounds social_room_bounds{
    1, 5, "dwellings of the social stock have one to five rooms or more"};

KeyTable<PolicyDraft> advert_keys() {
    using R = AdvertRules;
    TableKeys<PolicyDraft, R> table("adverts",
                                    [](PolicyDraft& d) -> R& { return d.policy.adverts; });
    table
        .number("share",
                &R::share,
                "share of the vacancies",
                share_bounds,
                "Vacancies that are advertised (location choisie): households come forward, and "
                "the commission takes those who did in the order of its engine.")
        .by_default(nothing)
        .choice("scope",
                &R::scope,
                {"everywhere", "in_qpv", "outside_qpv"},
                "Where vacancies are advertised.")
        .by_default("\"everywhere\"")
        .number("readers",
                &R::readers,
                "share of the requests",
                share_bounds,
                "Households that follow the adverts; the others are reached by designation only.")
        .by_default(nothing)
        .count("most_applications",
               &R::most_applications,
               "adverts a household and commission",
               {0, 50, "a household looks at a few adverts"},
               "Adverts that a household may answer for one commission.")
        .by_default("0")
        .count("months",
               &R::months,
               "months",
               {0, 24, "a vacancy must end"},
               "Months after which an advertised dwelling without a tenant goes back to its "
               "holder.")
        .by_default("0");
    return table.keys();
}

KeyTable<PolicyDraft> coordination_keys() {
    using R = CoordinationRules;
    TableKeys<PolicyDraft, R> table("coordination",
                                    [](PolicyDraft& d) -> R& { return d.policy.coordination; });
    table
        .number("share",
                &R::share,
                "share of the vacancies in QPV",
                share_bounds,
                "Vacancies for which the coordination commission of the QPV names candidates, "
                "within the public of the holder whose turn it is.")
        .by_default(nothing);
    auto keys = table.keys();
    add_key(keys,
            KeyDefinition("coordination.names",
                          KeyType::text,
                          "Whom it names first, a condition or a group; without any, the holder "
                          "names.")
                .by_default("\"upper_quartiles\""),
            [](PolicyDraft& d, std::string_view, const TomlValue& v) {
                d.policy.coordination.names.name = *v.text();
            });
    return keys;
}

KeyTable<PolicyDraft> mayor_keys() {
    using R = MayorRules;
    TableKeys<PolicyDraft, R> table("mayor", [](PolicyDraft& d) -> R& { return d.policy.mayor; });
    table
        .number("casting_vote",
                &R::casting_vote,
                "share of the best candidate's score",
                share_bounds,
                "Scores that differ by less are a tie; the mayor then gives it to who lives in "
                "the commune.")
        .by_default(nothing)
        .number("names_share",
                &R::names_share,
                "share of the vacancies",
                share_bounds,
                "Vacancies for which the mayor names candidates: those who live in the commune, "
                "within the public of the holder whose turn it is; without any, the holder names.")
        .by_default(nothing)
        .number("veto_of_first_quartile",
                &R::veto_of_first_quartile,
                "probability",
                probability_bounds,
                "Motivated veto against a candidate of the first quartile; never against who is "
                "recognised as DALO or is to be rehoused.")
        .by_default(nothing)
        .number("veto_of_other_communes",
                &R::veto_of_other_communes,
                "probability",
                probability_bounds,
                "Motivated veto against a candidate who does not live in the commune; never "
                "against who is recognised as DALO or is to be rehoused.")
        .by_default(nothing);
    return table.keys();
}

KeyTable<PolicyDraft> dalo_keys() {
    using R = DaloRules;
    KeyTable<PolicyDraft> keys;
    add_key(keys,
            KeyDefinition("dalo.large_agglomeration",
                          KeyType::flag,
                          "Whether the département has an agglomeration of more than 300 000 "
                          "inhabitants, where the law grants six months in place of three. It "
                          "decides nothing.")
                .by_default("false"),
            [](PolicyDraft& d, std::string_view, const TomlValue& v) {
                d.policy.dalo.large_agglomeration = std::get<bool>(v.data);
            });
    TableKeys<PolicyDraft, R> table("dalo", [](PolicyDraft& d) -> R& { return d.policy.dalo; });
    table
        .count("offer_months",
               &R::offer_months,
               "months",
               {0, 24, "the law grants three or six months"},
               "Delay within which who is recognised as DALO is to be offered a dwelling; 0: none "
               "is counted, and the prefect designates nobody.")
        .by_default("0")
        .text("contingent",
              &R::contingent,
              "Holder on whose vacancies the prefect designates them; when the delay is over, on "
              "any vacancy but those set aside for transfers. All count on its share.")
        .by_default("\"\"")
        .number("landlord_refusals",
                &R::landlord_refusals,
                "probability",
                probability_bounds,
                "That the landlord's commission refuses whom the prefect designates.")
        .by_default(nothing)
        .choice("after_refusal",
                &R::after_refusal,
                {"prefect_attributes", "request_waits"},
                "What follows a landlord's refusal: the prefect allocates the dwelling, or the "
                "request goes on waiting for an offer.")
        .by_default("\"prefect_attributes\"");
    append(keys, table.keys());
    return keys;
}

KeyTable<PolicyDraft> review_keys() {
    using R = ReviewedShares;
    TableKeys<PolicyDraft, R> table("review", [](PolicyDraft& d) -> R& { return d.policy.review; });
    table
        .number("first_quartile_outside_qpv",
                &R::first_quartile_outside_qpv,
                "share",
                share_bounds,
                "Of a year's leases outside QPV, to the first quartile or to rehoused households: "
                "what the yearly review holds them against. It decides nothing.")
        .by_default(nothing)
        .number("upper_quartiles_in_qpv",
                &R::upper_quartiles_in_qpv,
                "share",
                share_bounds,
                "Of a year's leases in QPV, to the three other quartiles; for the review only.")
        .by_default(nothing)
        .number("priority_in_flow",
                &R::priority_in_flow,
                "share",
                share_bounds,
                "Of the year's leases of each holder but the State, without transfers and "
                "rehousing, to priority publics; for the review only.")
        .by_default(nothing);
    auto keys = table.keys();
    add_key(keys,
            KeyDefinition("review.counted_beside_first_quartile",
                          KeyType::text,
                          "Whose leases outside QPV the review counts with those of the first "
                          "quartile: a condition or a group; \"first_quartile\": nobody else's.")
                .by_default("\"rehoused\""),
            [](PolicyDraft& d, std::string_view, const TomlValue& v) {
                d.policy.review.counted_beside_first_quartile.name = *v.text();
            });
    return keys;
}

KeyTable<PolicyDraft> transfer_keys() {
    using R = TransferRules;
    TableKeys<PolicyDraft, R> table("transfers",
                                    [](PolicyDraft& d) -> R& { return d.policy.transfers; });
    table
        .choice("out_of_qpv",
                &R::out_of_qpv,
                {"all", "first_quartile"},
                "Which tenants of a QPV may take, outside, a dwelling set aside for transfers.")
        .by_default("\"all\"")
        .number("exchange_share",
                &R::exchange_share,
                "share of the vacancies of few rooms",
                share_bounds,
                "Vacancies that go first to tenants who leave a large dwelling, too large for "
                "them.")
        .by_default(nothing)
        .count("exchange_most_rooms",
               &R::exchange_most_rooms,
               "rooms",
               social_room_bounds,
               "Most rooms of a vacancy for an exchange.")
        .by_default("3")
        .count("exchange_least_rooms",
               &R::exchange_least_rooms,
               "rooms",
               social_room_bounds,
               "Fewest rooms of the dwelling that is left in an exchange.")
        .by_default("4");
    return table.keys();
}

KeyTable<PolicyDraft> objective_keys() {
    using O = AssignmentObjective;
    TableKeys<PolicyDraft, O> table("objective",
                                    [](PolicyDraft& d) -> O& { return d.policy.objective; });
    const Bounds weight{-10'000, 10'000, "weights of one objective stay comparable"};
    const auto add = [&](const char* key, int O::*field, const char* unit, const char* text) {
        table.count(key, field, unit, weight, text).by_default("0");
    };
    add("letting", &O::letting, "a letting", "Worth of letting a dwelling at all.");
    add("rehousing", &O::rehousing, "a letting", "Added for who is to be rehoused.");
    add("priority_public", &O::priority_public, "a letting", "Added for a priority public.");
    add("point", &O::point, "a point", "Added for each point of the grid.");
    add("month_waited", &O::month_waited, "a month", "Added for each month since the request.");
    add("mix",
        &O::mix,
        "a letting",
        "Added for the first quartile outside QPV, and the second to fourth in a QPV.");
    add("ideal_size", &O::ideal_size, "a letting", "Added for the ideal number of rooms.");
    add("effort_percent",
        &O::effort_percent,
        "a hundredth of the effort rate",
        "Added for each hundredth of the effort rate; negative: lower rates are preferred.");
    return table.keys();
}

}  // namespace

KeyTable<PolicyDraft> route_keys() {
    KeyTable<PolicyDraft> table;
    append(table, advert_keys());
    append(table, coordination_keys());
    append(table, mayor_keys());
    append(table, dalo_keys());
    append(table, review_keys());
    append(table, transfer_keys());
    append(table, objective_keys());
    return table;
}

}  // namespace mixite
