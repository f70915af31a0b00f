#include "scenario/policy_keys.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "scenario/key_binding.hpp"
#include "scenario/quota_keys.hpp"
#include "scenario/rent_keys.hpp"
#include "scenario/route_keys.hpp"
#include "scenario/stock_keys.hpp"

namespace mixite {

namespace {

const Bounds index_bounds{-0.2, 0.5, "no index has ever changed more in a year"};

Bounds amount(double most) {
    return {0.0, most, "amounts are positive, and none of the law is larger"};
}

KeyTable<PolicyDraft> ceiling_keys() {
    TableKeys<PolicyDraft, IncomeCeilings> table(
        "ceilings", [](PolicyDraft& d) -> IncomeCeilings& { return d.policy.ceilings; });
    using C = IncomeCeilings;
    table
        .euros_list("plai_euros_a_year",
                    &C::plai_cents,
                    "€ of RFR a year",
                    amount(200'000),
                    "PLAI ceilings of household categories 1 to 6.")
        .euros_list("plus_euros_a_year",
                    &C::plus_cents,
                    "€ of RFR a year",
                    amount(200'000),
                    "PLUS ceilings of household categories 1 to 6.")
        .euros("plai_more_euros_a_year",
               &C::plai_more_cents,
               "€ of RFR a year",
               amount(50'000),
               "PLAI ceiling: added for each person beyond the sixth category.")
        .euros("plus_more_euros_a_year",
               &C::plus_more_cents,
               "€ of RFR a year",
               amount(50'000),
               "PLUS ceiling: added for each person beyond the sixth category.")
        .number("pls_over_plus",
                &C::pls_over_plus,
                "ratio",
                {1.0, 2.0, "a PLS dwelling is open to higher incomes than a PLUS one"},
                "PLS ceiling over PLUS ceiling.")
        .count("young_couple_ages_sum",
               &C::young_couple_ages_sum,
               "years",
               {36, 80, "both are adults"},
               "A couple whose ages sum to this or less is of category 3.");
    return table.keys();
}

using A = HousingAllowance;
using AllowanceKeys = TableKeys<PolicyDraft, HousingAllowance>;

KeyTable<PolicyDraft> allowance_amount_keys() {
    AllowanceKeys table("housing_allowance",
                        [](PolicyDraft& d) -> A& { return d.policy.housing_allowance; });
    const char* month = "€ a month";
    table
        .euros("cap_single_euros_a_month",
               &A::cap_single_cents,
               month,
               amount(2'000),
               "Cap of the rent counted, single person.")
        .euros("cap_couple_euros_a_month",
               &A::cap_couple_cents,
               month,
               amount(2'000),
               "Cap of the rent counted, couple without dependants.")
        .euros("cap_one_dependant_euros_a_month",
               &A::cap_one_dependant_cents,
               month,
               amount(2'000),
               "Cap of the rent counted, one dependant.")
        .euros("cap_more_euros_a_month",
               &A::cap_more_cents,
               month,
               amount(500),
               "Cap of the rent counted: added for each further dependant.")
        .euros("reference_cap_single_euros_a_month",
               &A::reference_cap_single_cents,
               month,
               amount(2'000),
               "Cap of zone 2, single person, for the ratio of rents.")
        .euros("reference_cap_couple_euros_a_month",
               &A::reference_cap_couple_cents,
               month,
               amount(2'000),
               "Cap of zone 2, couple, for the ratio of rents.")
        .euros("reference_cap_one_dependant_euros_a_month",
               &A::reference_cap_one_dependant_cents,
               month,
               amount(2'000),
               "Cap of zone 2, one dependant, for the ratio of rents.")
        .euros("reference_cap_more_euros_a_month",
               &A::reference_cap_more_cents,
               month,
               amount(500),
               "Cap of zone 2: added for each further dependant.")
        .euros("charges_euros_a_month",
               &A::charges_cents,
               month,
               amount(500),
               "Flat amount for charges, without dependants.")
        .euros("charges_more_euros_a_month",
               &A::charges_more_cents,
               month,
               amount(200),
               "Flat amount for charges: added for each dependant.")
        .euros("least_euros_a_month",
               &A::least_cents,
               month,
               amount(200),
               "Least that the household pays itself (P0).")
        .euros("deduction_euros_a_month",
               &A::deduction_cents,
               month,
               amount(50),
               "Cut of every allowance (5 euros in 2017).")
        .count("dependant_age",
               &A::dependant_age,
               "years",
               {0, 30, "ages of children"},
               "A child at home counts below it.")
        .euros("free_income_single_euros_a_year",
               &A::free_income_single_cents,
               "€ a year",
               amount(50'000),
               "Income that does not count (R0), single person.")
        .euros("free_income_couple_euros_a_year",
               &A::free_income_couple_cents,
               "€ a year",
               amount(50'000),
               "Income that does not count (R0), couple.")
        .euros_list("free_income_by_dependants_euros_a_year",
                    &A::free_income_by_dependants_cents,
                    "€ a year",
                    amount(50'000),
                    "Income that does not count (R0), with 1 to 6 dependants.");
    return table.keys();
}

KeyTable<PolicyDraft> allowance_rate_keys() {
    AllowanceKeys table("housing_allowance",
                        [](PolicyDraft& d) -> A& { return d.policy.housing_allowance; });
    const Bounds ratio{1.0, 10.0, "the allowance shrinks only above the cap"};
    table
        .number("family_rate_single",
                &A::family_rate_single,
                "share of income",
                share_bounds,
                "Rate of the household's own part (TF), single person.")
        .number("family_rate_couple",
                &A::family_rate_couple,
                "share of income",
                share_bounds,
                "Rate of the household's own part (TF), couple.")
        .numbers("family_rate_by_dependants",
                 &A::family_rate_by_dependants,
                 "share of income",
                 share_bounds,
                 "Rate of the household's own part (TF), with 1 to 6 dependants.")
        .number("least_share",
                &A::least_share,
                "share of rent and charges",
                share_bounds,
                "Least share that the household pays itself (P0).")
        .numbers("rent_ratio_bounds",
                 &A::rent_ratio_bounds,
                 "ratio of rent to the cap of zone 2",
                 {0.0, 3.0, "rents counted are capped"},
                 "Ratios of rent from which the two complementary rates (TL) apply.")
        .numbers("rent_ratio_rates",
                 &A::rent_ratio_rates,
                 "share of income",
                 share_bounds,
                 "The two complementary rates (TL).")
        .number("degression_from_caps",
                &A::degression_from_caps,
                "rent over cap",
                ratio,
                "Rent over cap from which the allowance shrinks.")
        .number("degression_to_caps",
                &A::degression_to_caps,
                "rent over cap",
                ratio,
                "Rent over cap at which the allowance is nil.");
    return table.keys();
}

using B = SocialBenefits;
using BenefitKeys = TableKeys<PolicyDraft, SocialBenefits>;

KeyTable<PolicyDraft> minimum_keys() {
    BenefitKeys table("benefits", [](PolicyDraft& d) -> B& { return d.policy.benefits; });
    const char* month = "€ a month";
    const Bounds age{0, 120, "ages of people"};
    table
        .euros("rsa_single_euros_a_month",
               &B::rsa_single_cents,
               month,
               amount(3'000),
               "RSA of a single person.")
        .number("rsa_second_person",
                &B::rsa_second_person,
                "share of the single amount",
                share_bounds,
                "RSA: added for a second adult.")
        .number("rsa_each_of_first_children",
                &B::rsa_each_of_first_children,
                "share of the single amount",
                share_bounds,
                "RSA: added for the first and the second child; the first child of a single parent "
                "counts as a second person.")
        .number("rsa_each_further_child",
                &B::rsa_each_further_child,
                "share of the single amount",
                share_bounds,
                "RSA: added for each child from the third.")
        .count("rsa_least_age",
               &B::rsa_least_age,
               "years",
               age,
               "RSA: least age of people without children.")
        .number("support_in_place_of_rsa",
                &B::support_in_place_of_rsa,
                "share of the amount",
                share_bounds,
                "What students and people too young for the RSA can count on in its place, as a "
                "differential: grants, their family's support, contrat d'engagement jeune.")
        .numbers("rsa_housing_deduction",
                 &B::rsa_housing_deduction,
                 "share of the amount",
                 share_bounds,
                 "RSA: deducted from those who are housed or get APL (forfait logement), 1, 2, 3 "
                 "or more persons.")
        .euros("aah_euros_a_month", &B::aah_cents, month, amount(3'000), "AAH at the full rate.")
        .euros("aspa_single_euros_a_month",
               &B::aspa_single_cents,
               month,
               amount(3'000),
               "ASPA of a single person.")
        .euros("aspa_couple_euros_a_month",
               &B::aspa_couple_cents,
               month,
               amount(5'000),
               "ASPA of a couple.")
        .count("aspa_least_age", &B::aspa_least_age, "years", age, "ASPA: least age.");
    return table.keys();
}

KeyTable<PolicyDraft> family_benefit_keys() {
    BenefitKeys table("benefits", [](PolicyDraft& d) -> B& { return d.policy.benefits; });
    const char* month = "€ a month";
    const Bounds age{0, 30, "ages of children"};
    table
        .number("activity_bonus_kept",
                &B::activity_bonus_kept,
                "share of earnings",
                share_bounds,
                "Prime d'activité: share of earnings kept.")
        .euros("activity_bonus_base_euros_a_month",
               &B::activity_bonus_base_cents,
               month,
               amount(3'000),
               "Prime d'activité: flat amount of a single person.")
        .euros("activity_bonus_most_euros_a_month",
               &B::activity_bonus_most_cents,
               month,
               amount(1'000),
               "Prime d'activité: largest individual bonus.")
        .euros_list("activity_bonus_earnings_euros_a_month",
                    &B::activity_bonus_earnings_cents,
                    month,
                    amount(5'000),
                    "Prime d'activité: the individual bonus rises between these two earnings.")
        .euros("family_two_children_euros_a_month",
               &B::family_two_children_cents,
               month,
               amount(1'000),
               "Allocations familiales with two children.")
        .euros("family_each_further_euros_a_month",
               &B::family_each_further_cents,
               month,
               amount(1'000),
               "Allocations familiales: added for each child from the third.")
        .euros("single_parent_support_euros_a_month",
               &B::single_parent_support_cents,
               month,
               amount(1'000),
               "Allocation de soutien familial, a child.")
        .euros("young_child_euros_a_month",
               &B::young_child_cents,
               month,
               amount(1'000),
               "PAJE, base allowance, a household with a young child.")
        .count("young_child_age",
               &B::young_child_age,
               "years",
               age,
               "PAJE: the child is younger than this.")
        .count("family_benefit_age",
               &B::family_benefit_age,
               "years",
               age,
               "Family benefits: a child counts below it.")
        .count("rsa_child_age",
               &B::rsa_child_age,
               "years",
               age,
               "RSA and prime d'activité: a child counts below it.")
        .number("tax_rate",
                &B::tax_rate,
                "share of declared income",
                share_bounds,
                "Income tax and social levies, stylised: rate above the exemption.")
        .euros("tax_free_per_unit_euros_a_year",
               &B::tax_free_per_unit_cents,
               "€ a consumption unit and year",
               amount(100'000),
               "Income tax and social levies, stylised: exemption.");
    return table.keys();
}

KeyTable<PolicyDraft> commission_keys() {
    using R = CommissionRules;
    TableKeys<PolicyDraft, R> table("commission",
                                    [](PolicyDraft& d) -> R& { return d.policy.commission; });
    table
        .choice("engine",
                &R::engine,
                {"points",
                 "seniority",
                 "independent_lotteries",
                 "common_lottery",
                 "optimal_assignment"},
                "What puts the candidates in order: the points grid (cotation), the date of the "
                "request, a lot for each vacancy, the lot of the request, kept while it is open, "
                "or the assignment of each round that is worth most to the objective.")
        .count("rounds_a_month",
               &R::rounds_a_month,
               "commissions a month",
               {1, 6, "a month needs at least one commission"},
               "Commissions held a month.")
        .count("candidates",
               &R::candidates,
               "candidates a dwelling",
               {1, 20, "a dwelling is offered to a short list (CCH R.441-3: at least three)"},
               "Candidates presented for a dwelling, unless there are too few.")
        .count("least_candidates",
               &R::least_candidates,
               "candidates a dwelling",
               {0, 20, "a dwelling is offered to a short list (CCH R.441-3: at least three)"},
               "Candidates that the law asks for: a lease from a shorter list, though others could "
               "have come, is counted as a breach.")
        .by_default("0")
        .number("points_weight",
                &R::points_weight,
                "share",
                share_bounds,
                "Weight of the points in the commission's ranking; the rest is its own judgement.")
        .choice("ranking",
                &R::ranking,
                {"points_and_judgement", "designation"},
                "How the commission ranks its list: by points and its own judgement, or as "
                "designated.")
        .by_default("\"points_and_judgement\"")
        .choice("solvency_screen",
                &R::solvency_screen,
                {"as_observed", "none"},
                "Whether the commission leaves out some poorer candidates, as observed; 'none' is "
                "a bound without behaviour.")
        .by_default("\"as_observed\"")
        .choice("refusals",
                &R::refusals,
                {"of_households", "none"},
                "Whether households may refuse; 'none' is a bound without behaviour.")
        .by_default("\"of_households\"")
        .number("most_effort_rate",
                &R::most_effort_rate,
                "share of resources",
                {0.05, 1.0, "nobody is housed for nothing, nor pays more than he or she has"},
                "Largest effort rate after APL that the commission accepts.")
        .choice("effort_rate_looked_at",
                &R::effort_rate_looked_at,
                {"before_commission", "at_commission"},
                "Where an effort rate above the most counts: the candidate is not proposed, or is, "
                "and the commission does not allocate the dwelling (CCH R.441-3, d).")
        .by_default("\"before_commission\"")
        .euros("least_rest_to_live_euros_a_day",
               &R::least_rest_to_live_cents_a_day,
               "€ a consumption unit and day",
               amount(100),
               "Least rest-to-live that the commission accepts.")
        .count("abnormal_delay_months",
               &R::abnormal_delay_months,
               "months",
               {1, 240, "a delay of the prefect's order"},
               "Wait from which a delay is abnormally long.")
        .number("high_effort_rate",
                &R::high_effort_rate,
                "share of resources",
                {0.05, 1.0, "nobody is housed for nothing, nor pays more than he or she has"},
                "Present effort rate from which the criterion 'effort_above_limit' counts.")
        .count("rehousing_offers",
               &R::rehousing_offers,
               "offers",
               {1, 10, "a household to be rehoused gets at least one offer"},
               "Offers made to a household that is to be rehoused.")
        .count("offer_open_days",
               &R::offer_open_days,
               "days",
               {0, 60, "a vacancy must end"},
               "Days for which an offer stays open; silence is then a refusal.")
        .by_default("0")
        .count("letter_open_months",
               &R::letter_open_months,
               "months",
               {1, 12, "CCH R.441-2-8: a month at least; a request lasts for a year"},
               "Months left to answer the letter that follows an offer without answer; then the "
               "request is struck off.")
        .by_default("1")
        .count("renewal_months",
               &R::renewal_months,
               "months",
               {1, 60, "a request must be renewed at some time"},
               "A request lapses unless renewed after this time.")
        .count("threshold_month_of_year",
               &R::threshold_month_of_year,
               "month of the year",
               {1, 12, "a year has twelve months"},
               "Month in which the order that sets the first quartile's threshold takes effect.");
    return table.keys();
}

KeyTable<PolicyDraft> index_keys() {
    TableKeys<PolicyDraft, Indices> table(
        "indices", [](PolicyDraft& d) -> Indices& { return d.policy.indices; });
    table
        .number("income",
                &Indices::income,
                "growth a year",
                index_bounds,
                "Growth of earnings and pensions, applied each January.")
        .number("rent",
                &Indices::rent,
                "growth a year",
                index_bounds,
                "Growth of rents (IRL), applied each January.")
        .number("prices",
                &Indices::prices,
                "growth a year",
                index_bounds,
                "Growth of consumer prices, applied each January.");
    return table.keys();
}

void store_rooms(RoomsFit& fit, const TomlValue& value) {
    const auto rooms = [&](std::size_t i) {
        return static_cast<std::uint8_t>(count_of((*value.array())[i]));
    };
    fit = {rooms(0), rooms(1), rooms(2)};
}

KeyTable<PolicyDraft> typology_keys() {
    const Bounds rooms{1, 9, "dwellings have that many rooms"};
    constexpr std::array adults_names = {"one_adult", "two_adults"};
    KeyTable<PolicyDraft> table;
    for (std::size_t adults = 0; adults < most_adults; ++adults) {
        for (std::size_t children = 0; children <= most_children; ++children) {
            KeyDefinition key(
                fmt::format("typology.{}_{}_children", adults_names.at(adults), children),
                KeyType::counts,
                "rooms",
                rooms,
                "Fewest, ideal and most rooms let to such a household.");
            add_key(table, key.of_items(3), [=](PolicyDraft& draft, auto, const TomlValue& value) {
                store_rooms(draft.policy.typology.at(adults).at(children), value);
            });
        }
    }
    return table;
}

struct CriterionText {
    const char* name;
    const char* documentation;
};

/// In the order of Criterion.
constexpr std::array criteria = {
    CriterionText{"dalo", "Recognised as DALO."},
    CriterionText{"hosted_or_without_dwelling", "Hosted, or without a dwelling."},
    CriterionText{"disability", "Receives AAH."},
    CriterionText{"eviction", "Threatened with eviction."},
    CriterionText{"unfit_dwelling", "Lives in an unfit dwelling."},
    CriterionText{"violence", "Leaves a violent home."},
    CriterionText{"overcrowded", "Lives in an overcrowded dwelling."},
    CriterionText{"under_occupied_transfer", "Transfer out of a dwelling that is too large."},
    CriterionText{"effort_above_limit", "Present effort rate above commission.high_effort_rate."},
    CriterionText{"rehousing", "To be rehoused from a demolition."},
    CriterionText{"seniority_month", "For each month since the request."},
    CriterionText{"abnormal_delay", "Waits longer than commission.abnormal_delay_months."},
    CriterionText{"single_parent", "Single parent."},
    CriterionText{"in_work", "An adult works."},
    CriterionText{"unmotivated_refusal", "Refused an adapted offer without a reason."},
    CriterionText{"first_quartile_outside_qpv",
                  "First quartile of the requests, for a dwelling outside QPV."},
    CriterionText{"upper_quartiles_in_qpv",
                  "Second to fourth quartile of the requests, for a dwelling in a QPV."},
    CriterionText{"diverted_from_qpv",
                  "Agreed to be offered a dwelling outside QPV in place of one inside."},
    CriterionText{"priority_public", "Any priority public of L.441-1."},
    CriterionText{"essential_work",
                  "An adult's job is on the list of essential work, see "
                  "cotation.essential_work_share."},
};

static_assert(criteria.size() == own_criteria);

using Grid = std::vector<CriterionPoints>;

CriterionPoints& points_of(Grid& grid, Criterion criterion) {
    const auto found = std::find_if(
        grid.begin(), grid.end(), [&](const auto& line) { return line.criterion == criterion; });
    return found != grid.end() ? *found : grid.emplace_back(CriterionPoints{criterion, 0, 0});
}

/// Not numbered yet.
CriterionPoints& points_of_group(Grid& grid, std::string_view name) {
    const auto found = std::find_if(grid.begin(), grid.end(), [&](const auto& line) {
        return is_of_group(line) && line.group.name == name;
    });
    if (found != grid.end()) {
        return *found;
    }
    auto& line = grid.emplace_back(CriterionPoints{criterion_of_group(0)});
    line.group.name = name;
    return line;
}

void append_grid(KeyTable<PolicyDraft>& table,
                 const std::string& name,
                 Grid AllocationPolicy::*grid) {
    const Bounds points{-1000, 1000, "points of one grid stay comparable"};
    const Bounds caps{0, 10'000, "points of one grid stay comparable"};
    for (std::size_t i = 0; i < criteria.size(); ++i) {
        const auto criterion = static_cast<Criterion>(i);
        KeyDefinition key(fmt::format("{}.{}", name, criteria.at(i).name),
                          KeyType::count,
                          "points",
                          points,
                          criteria.at(i).documentation);
        add_key(table, key.by_default("0"), [=](PolicyDraft& draft, auto, const TomlValue& value) {
            points_of(draft.policy.*grid, criterion).points = count_of(value);
        });
        KeyDefinition cap(fmt::format("{}.most.{}", name, criteria.at(i).name),
                          KeyType::count,
                          "points",
                          caps,
                          "Cap of the criterion's total; 0: none.");
        add_key(table, cap.by_default("0"), [=](PolicyDraft& draft, auto, const TomlValue& value) {
            points_of(draft.policy.*grid, criterion).most = count_of(value);
        });
    }
    const KeyDefinition of_group(
        fmt::format("{}.groups.<name>.points", name),
        KeyType::count,
        "points",
        points,
        "For being of the group of that name, one of [groups], or a condition.");
    add_key(
        table, of_group, [=](PolicyDraft& draft, std::string_view group, const TomlValue& value) {
            points_of_group(draft.policy.*grid, group).points = count_of(value);
        });
}

KeyTable<PolicyDraft> cotation_keys() {
    KeyTable<PolicyDraft> table;
    TableKeys<PolicyDraft, AllocationPolicy> policy(
        "cotation", [](PolicyDraft& d) -> AllocationPolicy& { return d.policy; });
    policy
        .choice("transfers_by",
                &AllocationPolicy::transfer_grid,
                {"same", "own"},
                "Whether tenants who ask for a transfer are ranked by the same grid as the others "
                "or by their own, cotation.transfers.")
        .by_default("\"same\"");
    append(table, policy.keys());
    TableKeys<PolicyDraft, CommissionRules> rules(
        "cotation", [](PolicyDraft& d) -> CommissionRules& { return d.policy.commission; });
    rules
        .number("essential_work_share",
                &CommissionRules::essential_work_share,
                "share of the adults in work",
                share_bounds,
                "Adults in work whose job is on the agglomeration's list of essential work.")
        .by_default("0.0");
    append(table, rules.keys());
    append_grid(table, "cotation", &AllocationPolicy::grid);
    append_grid(table, "cotation.transfers", &AllocationPolicy::own_transfer_grid);
    return table;
}

using Draft = PolicyDraft;
using Name = std::string_view;
using Value = TomlValue;

const std::vector<std::string> regimes = {"in_stock", "in_flow"};
const std::vector<std::string> holder_owners = {"others", "state"};
const std::vector<std::string> routings = {"none", "dalo", "dalo_and_first_quartile"};

KeyTable<PolicyDraft> reservation_keys() {
    KeyTable<PolicyDraft> table;
    add_key(table,
            KeyDefinition("reservations.regime",
                          KeyType::choice,
                          "Reservations on named dwellings, or on a share of the dwellings that "
                          "fall vacant (gestion en flux).")
                .one_of(regimes),
            [](Draft& d, Name, const Value& v) {
                d.policy.reservation = chosen<ReservationRegime>(regimes, v);
            });
    add_key(
        table,
        KeyDefinition("reservations.set_aside_for_transfers",
                      KeyType::number,
                      "share of the vacancies",
                      share_bounds,
                      "Vacancies that landlords set aside for transfers of their tenants, before "
                      "any reservation."),
        [](Draft& d, Name, const Value& v) { d.policy.set_aside_for_transfers = number_of(v); });
    add_key(table,
            KeyDefinition("reservations.naming_months",
                          KeyType::count,
                          "months",
                          {0, 24, "a vacancy must end"},
                          "Months from which a dwelling is lettable within which its holder names "
                          "candidates; then the vacancy goes to the landlord. 0: it stays the "
                          "holder's.")
                .by_default("0"),
            [](Draft& d, Name, const Value& v) { d.policy.naming_months = count_of(v); });
    add_key(
        table,
        KeyDefinition(
            "reservations.holders.<name>.share",
            KeyType::number,
            "share of the vacancies",
            share_bounds,
            "Share of a holder of reservations, or of the landlord itself; the shares sum to 1."),
        [](Draft& d, Name n, const Value& v) { named(d.policy.holders, n).share = number_of(v); });
    add_key(table,
            KeyDefinition("reservations.holders.<name>.belongs_to",
                          KeyType::choice,
                          "Whose reservations they are: those of the State are bound together by "
                          "the law. It decides nothing.")
                .one_of(holder_owners)
                .by_default("\"others\""),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.holders, n).owner = chosen<HolderOwner>(holder_owners, v);
            });
    add_key(table,
            KeyDefinition("reservations.holders.<name>.designates",
                          KeyType::text,
                          "Whom the holder may designate: \"all\", a condition or a group.")
                .by_default("\"all\""),
            [](Draft& d, Name n, const Value& v) {
                named(d.policy.holders, n).designates.name = *v.text();
            });
    return table;
}

KeyTable<PolicyDraft> routing_keys() {
    KeyTable<PolicyDraft> table;
    add_key(
        table,
        KeyDefinition("routing.civ",
                      KeyType::choice,
                      "Who is offered a place elsewhere, with priority and with consent, in place "
                      "of one in a QPV; who asks for that QPV or lives there is exempt.")
            .one_of(routings),
        [](Draft& d, Name, const Value& v) { d.policy.routing = chosen<QpvRouting>(routings, v); });
    return table;
}

KeyTable<PolicyDraft> all_policy_keys() {
    KeyTable<PolicyDraft> table;
    append(table, commission_keys());
    append(table, cotation_keys());
    append(table, reservation_keys());
    append(table, group_keys());
    append(table, quota_keys());
    append(table, routing_keys());
    append(table, route_keys());
    append(table, rent_keys());
    append(table, derogation_keys());
    append(table, stock_keys());
    append(table, typology_keys());
    append(table, ceiling_keys());
    append(table, allowance_amount_keys());
    append(table, allowance_rate_keys());
    append(table, minimum_keys());
    append(table, family_benefit_keys());
    append(table, index_keys());
    return table;
}

std::vector<KeyDefinition> made_header_keys() {
    std::vector<KeyDefinition> keys;
    const auto add =
        [&](const char* name, KeyType type, const char* documentation) -> KeyDefinition& {
        return keys.emplace_back(name, type, documentation);
    };
    const auto none = "\"\"";
    add("title.fr", KeyType::text, "French title; the name of the file by default.")
        .by_default(none);
    add("title.en", KeyType::text, "English title; the name of the file by default.")
        .by_default(none);
    add("description", KeyType::text, "What the strategy does, in a few sentences.")
        .by_default(none);
    add("origin", KeyType::choice, "Where the lever comes from.")
        .one_of(
            {"engagement", "étude", "projet existant", "cadre cité", "loi", "méthode", "témoin"})
        .by_default(none);
    add("legal_status", KeyType::choice, "How the strategy stands to the law.")
        .one_of({"droit constant",
                 "dérogation préfectorale",
                 "projet de loi",
                 "contrefactuel hors droit"})
        .by_default(none);
    add("passage", KeyType::text, "Passage of the Contrat de Ville that it answers to.")
        .by_default(none);
    add("territory", KeyType::text, "Folder of the territory, relative to this file.")
        .by_default(none);
    add("extends", KeyType::text, "Scenario that this one changes, relative to this file.")
        .by_default(none);
    add("fork", KeyType::month, "First month that is the strategy's own.");
    add("until", KeyType::month, "Last month.");
    return keys;
}

}  // namespace

const KeyTable<PolicyDraft>& policy_keys() {
    static const auto table = all_policy_keys();
    return table;
}

const std::vector<KeyDefinition>& header_keys() {
    static const auto keys = made_header_keys();
    return keys;
}

std::vector<std::string> criterion_names() {
    std::vector<std::string> names;
    names.reserve(criteria.size());
    for (const auto& criterion : criteria) {
        names.emplace_back(criterion.name);
    }
    return names;
}

AllocationPolicy make_policy(const std::vector<const Setting*>& settings) {
    PolicyDraft draft;
    for (const auto* setting : settings) {
        for (const auto& key : policy_keys()) {
            if (&key.definition == setting->definition) {
                key.store(draft, setting->name, setting->value);
            }
        }
    }
    auto& policy = draft.policy;
    for (auto* grid : {&policy.grid, &policy.own_transfer_grid}) {
        std::erase_if(*grid, [](const auto& line) { return line.points == 0; });
    }
    number_grid_groups(policy, grid_groups(policy));
    for (auto* grid : {&policy.grid, &policy.own_transfer_grid}) {
        std::sort(grid->begin(), grid->end(), [](const auto& a, const auto& b) {
            return a.criterion < b.criterion;
        });
    }
    std::sort(policy.holders.begin(), policy.holders.end(), [](const auto& a, const auto& b) {
        return a.name < b.name;
    });
    std::sort(policy.quotas.begin(), policy.quotas.end(), [](const auto& a, const auto& b) {
        return a.name < b.name;
    });
    find_groups(policy);
    std::erase_if(policy.quotas,
                  [&](const auto& quota) { return draft.disabled_quotas.contains(quota.name); });
    return std::move(draft.policy);
}

}  // namespace mixite
