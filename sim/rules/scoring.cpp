#include "rules/scoring.hpp"

#include <algorithm>
#include <numeric>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/demand.hpp"
#include "rules/income.hpp"
#include "rules/points_grid.hpp"
#include "rules/private_moves.hpp"
#include "rules/rents.hpp"
#include "world/places.hpp"

namespace mixite {
namespace {

const RoomsFit& rooms_fit(const World& world, HouseholdRow h, const TypologyTable& typology) {
    const auto adults = static_cast<std::size_t>(world.households.adults(h) - 1);
    return typology[adults][world.households.children[h]];
}

bool is_in_force(const CeilingDerogation& order, Month month) {
    return order.from <= month && month < order.from + order.months;
}

/// CCH R.441-1-1: of the orders in force anywhere; 1 without one.
double largest_ceilings_factor(const World& world, const AllocationPolicy& policy) {
    double factor = 1.0;
    for (const auto& order : policy.derogations) {
        if (is_in_force(order, world.month)) {
            factor = std::max(factor, order.ceilings_factor);
        }
    }
    return factor;
}

/// In ascending order of their ceilings.
constexpr std::array all_financings{Financing::plai, Financing::plus, Financing::pls};

void look_at_ceilings(Candidate& c, const World& world, const AllocationPolicy& policy) {
    c.reference_income_cents = reference_tax_income_cents(world.households, c.household);
    for (const auto financing : all_financings) {
        const auto f = static_cast<unsigned>(financing);
        c.ceilings_cents.at(f) =
            ceiling_cents(policy.ceilings, world.households, c.household, world.month, financing);
        c.financings |= static_cast<std::uint8_t>(
            (c.reference_income_cents <= c.ceilings_cents.at(f) ? 1U : 0U) << f);
    }
    c.modest_newcomer =
        !c.transfer && c.reference_income_cents <
                           policy.rents.modest_newcomers.most_over_plai * c.ceilings_cents.front();
}

/// What the programme's rules grant a household whose dwelling is to be demolished. The draw lasts:
/// it has no month.
void look_at_rehousing(Candidate& c,
                       const World& world,
                       const AllocationPolicy& policy,
                       const Draws& draws) {
    const auto dwelling = world.households.dwelling[c.household];
    if ((c.priorities & priority::rehousing) == 0 || !dwelling) {
        return;
    }
    const auto& rules = policy.rehousing;
    c.rehoused_outside = draws.uniform({DrawPurpose::rehousing_place, no_month, c.key.value}) <
                         rules.share_outside_qpv;
    if (rules.most_net_rent_rise > 0.0) {
        const auto now = housing_cost(c, world.dwellings, dwelling, policy.housing_allowance);
        const double most = std::max(0, now.net_cents_a_month) * (1.0 + rules.most_net_rent_rise);
        c.most_net_cents_a_month = std::max(1, static_cast<std::int32_t>(most));
    }
}

/// CCH R.441-1-1: the largest factor of the orders in force there; 1 without one.
double ceilings_factor(const World& world, ZoneRow zone, const AllocationPolicy& policy) {
    double factor = 1.0;
    for (const auto& order : policy.derogations) {
        if (is_in_force(order, world.month) && lies_in(*world.territory, order.place, zone)) {
            factor = std::max(factor, order.ceilings_factor);
        }
    }
    return factor;
}

bool under_ceiling(const Candidate& c,
                   const World& world,
                   DwellingRow d,
                   const AllocationPolicy& policy) {
    const auto financing = static_cast<unsigned>(world.dwellings.financing[d]);
    return (c.financings >> financing & 1U) != 0 ||
           c.reference_income_cents <= c.ceilings_cents.at(financing) *
                                           ceilings_factor(world, world.dwellings.zone[d], policy);
}

bool works(const World& world, HouseholdRow h, std::size_t adult) {
    return adult < static_cast<std::size_t>(world.households.adults(h)) &&
           works(world.households.activity[h].at(adult));
}

/// Which jobs are essential is the agglomeration's list (CCH L.441-1); who holds one is not known
/// of any household: a share of those who work, drawn once for each adult.
bool does_essential_work(const World& world, HouseholdRow h, double share, const Draws& draws) {
    const auto holds_one = [&](std::uint32_t adult) {
        return works(world, h, adult) && draws.uniform({.purpose = DrawPurpose::essential_work,
                                                        .month = no_month,
                                                        .entity = world.households.key[h].value,
                                                        .index = adult}) < share;
    };
    return share > 0.0 && (holds_one(0) || holds_one(1));
}

constexpr int first_school_age = 6;
constexpr int last_school_age = 15;

bool has_school_child(const World& world, HouseholdRow h) {
    const auto& births = world.households.child_birth[h];
    return std::any_of(
        births.begin(), births.begin() + world.households.children[h], [&](Month birth) {
            const int age = age_in_years(birth, world.month);
            return age >= first_school_age && age <= last_school_age;
        });
}

// Consent is asked once: it lasts.
bool is_diverted(const World& world,
                 const Candidate& c,
                 const Behaviour& behaviour,
                 QpvRouting routing,
                 const Draws& draws) {
    const bool dalo = (c.priorities & priority::dalo) != 0;
    const bool concerned =
        (routing == QpvRouting::dalo && dalo) ||
        (routing == QpvRouting::dalo_and_first_quartile && (dalo || c.quartile_legal == 1));
    const bool rehoused = (c.priorities & priority::rehousing) != 0;
    return concerned && !rehoused &&
           draws.uniform(
               {DrawPurpose::consent, no_month, world.households.key[c.household].value}) <
               behaviour.answers.consents_to_elsewhere;
}

HouseholdTraits traits(const World& world, const Candidate& c) {
    const auto& households = world.households;
    std::uint32_t conditions = c.priorities;
    const auto set = [&](std::uint32_t which, bool holds) { conditions |= holds ? which : 0U; };
    conditions |= condition::first_quartile << (c.quartile_legal - 1U);
    set(condition::upper_quartiles, c.quartile_legal > 1);
    set(condition::first_quartile_frozen, c.quartile_frozen == 1);
    set(condition::upper_quartiles_frozen, c.quartile_frozen > 1);
    set(condition::priority_public, is_priority_public(c.priorities));
    set(condition::in_work, c.in_work);
    set(condition::transfer, c.transfer);
    set(condition::single_parent, households.type(c.household) == HouseholdType::single_parent);
    set(condition::lives_in_qpv, c.zone && world.territory->is_qpv(c.zone));
    set(condition::from_outside, !c.zone);
    set(condition::essential_work, c.essential_work);
    return {.conditions = conditions,
            .eldest_age =
                static_cast<std::uint8_t>(households.eldest_adult_age(c.household, world.month)),
            .children = households.children[c.household]};
}

std::uint32_t publics(const AllocationPolicy& policy, const HouseholdTraits& household) {
    std::uint32_t bits = public_of::everybody;
    bits |= (household.conditions & condition::transfer) != 0 ? public_of::transfers : 0U;
    for (const auto h : rows<HolderRow>(policy.holders.size())) {
        bits |= belongs(policy.holders[h.value].designates, household) ? public_of::holder(h) : 0U;
    }
    return bits;
}

/// What a month changes of a request of which nothing else has changed.
void look_at_month(Candidate& c, const World& world, const AllocationPolicy& policy) {
    c.above_all_ceilings =
        (c.priorities & priority::rehousing) == 0 &&
        c.reference_income_cents > c.ceilings_cents.back() * largest_ceilings_factor(world, policy);
    const auto of_month = points_of_the_month(world, c, policy);
    c.points_in_qpv = c.lasting.in_qpv + of_month.in_qpv;
    c.points_outside = c.lasting.outside_qpv + of_month.outside_qpv;
    c.criteria = c.lasting.criteria | of_month.criteria;
}

/// The next birthday that changes a candidate: any of an adult's, a child's of an age that the
/// rules look at.
Month next_birthday_that_counts(const World& world,
                                HouseholdRow h,
                                const HousingAllowance& allowance) {
    const auto& households = world.households;
    int months = months_a_year;
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(households.adults(h)); ++adult) {
        const int age = world.month - households.adult_birth[h].at(adult);
        months = std::min(months, months_a_year - age % months_a_year);
    }
    for (std::size_t child = 0; child < households.children[h]; ++child) {
        const int age = world.month - households.child_birth[h].at(child);
        for (const int years : {first_school_age, last_school_age + 1, allowance.dependant_age}) {
            const int before = years * months_a_year - age;
            months = before > 0 ? std::min(months, before) : months;
        }
    }
    return world.month + months;
}

Candidate candidate(const World& world,
                    ApplicationRow a,
                    const Behaviour& behaviour,
                    const AllocationPolicy& policy,
                    const Draws& draws) {
    const auto& households = world.households;
    const auto& applications = world.applications;
    const auto h = applications.household[a];
    const auto per_unit = world.resources.sne_per_unit_cents(h);
    Candidate c{
        .application = a,
        .household = h,
        .key = households.key[h],
        .rooms = rooms_fit(world, h, policy.typology),
        .adults = static_cast<std::uint8_t>(households.adults(h)),
        .dependants = static_cast<std::uint8_t>(
            households.children_under(h, policy.housing_allowance.dependant_age, world.month)),
        .unit_tenths = world.resources.unit_tenths[h],
        .quartile_legal = static_cast<std::uint8_t>(quartile(world.thresholds.legal, per_unit)),
        .quartile_frozen = static_cast<std::uint8_t>(quartile(world.thresholds.frozen, per_unit)),
        .priorities = applications.priorities[a],
        .transfer = households.tenure[h] == Tenure::social_tenant,
        .in_work = works(world, h, 0) || works(world, h, 1),
        .essential_work =
            does_essential_work(world, h, policy.commission.essential_work_share, draws),
        .has_school_child = has_school_child(world, h),
        .open_to_other_communes = applications.open_to_other_communes[a] != 0,
        .wished_commune = applications.wished_commune[a],
        .wished_qpv = applications.wished_qpv[a],
        .zone = households.zone[h],
        .opened = applications.opened[a],
        .tie_break = applications.tie_break[a],
        .resources_cents_a_month = world.resources.sne_cents_a_month[h],
        .allowance_base_cents = allowance_base_cents(households, h),
        .resources_per_unit_cents = per_unit,
        .private_rent_cents = private_rent_cents(world, behaviour.mobility, h),
    };
    look_at_ceilings(c, world, policy);
    look_at_rehousing(c, world, policy, draws);
    c.traits = traits(world, c);
    c.quotas = quota_marks(policy.quotas, c.traits);
    c.publics = publics(policy, c.traits);
    c.diverted = is_diverted(world, c, behaviour, policy.routing, draws);
    c.lasting = lasting_points(world, c, policy);
    c.until = next_birthday_that_counts(world, h, policy.housing_allowance);
    look_at_month(c, world, policy);
    return c;
}

/// Do the request, its household and its quartile say of it what they said at that update of
/// resources?
bool is_as_it_was(const Candidate& c, const World& world, ApplicationRow a, std::uint32_t update) {
    const auto& requests = world.applications;
    return c.household == requests.household[a] && c.opened == requests.opened[a] &&
           c.priorities == requests.priorities[a] && world.month < c.until &&
           world.resources.of_update[c.household] <= update &&
           c.quartile_legal == quartile(world.thresholds.legal, c.resources_per_unit_cents) &&
           c.quartile_frozen == quartile(world.thresholds.frozen, c.resources_per_unit_cents);
}

/// Moves each to the row that its request has now. Requests keep their order and new ones come
/// last, with whom nothing is kept of.
void move_to_rows(std::vector<Candidate>& all, const Applications& requests) {
    std::size_t to = 0;
    for (std::size_t from = 0; to < requests.size() && from < all.size(); ++from) {
        if (all[from].household == requests.household[ApplicationRow{to}]) {
            all[to] = all[from];
            ++to;
        }
    }
    all.resize(to);
    all.resize(requests.size());
}

void expect_verifiable(const World& world, const AllocationPolicy& policy) {
    EXPECT(world.resources.up_to_date(world.households.size(), world.month),
           "{}: resources are not up to date",
           to_string(world.month));
    EXPECT(policy.holders.size() <= public_of::most_holders, "{} holders", policy.holders.size());
}

}  // namespace

std::vector<Candidate> candidates(const World& world,
                                  const Behaviour& behaviour,
                                  const AllocationPolicy& policy,
                                  const Draws& draws) {
    expect_verifiable(world, policy);
    std::vector<Candidate> all(world.applications.size());
    for_each_block(all.size(), [&](const Block& block) {
        for (auto i = block.first; i < block.last; ++i) {
            all[i] = candidate(world, ApplicationRow{i}, behaviour, policy, draws);
        }
    });
    return all;
}

void update_candidates(World& world,
                       const Behaviour& behaviour,
                       const AllocationPolicy& policy,
                       const Draws& draws) {
    expect_verifiable(world, policy);
    auto& kept = world.candidates;
    const auto update = std::exchange(kept.as_of_update, world.resources.updates);
    move_to_rows(kept.all, world.applications);
    for_each_block(kept.all.size(), [&](const Block& block) {
        for (const auto a : RowRange<ApplicationRow>(block.first, block.last)) {
            auto& c = kept.all[a.value];
            if (is_as_it_was(c, world, a, update)) {
                c.application = a;
                look_at_month(c, world, policy);
            } else {
                c = candidate(world, a, behaviour, policy, draws);
            }
        }
    });
}

void check_candidates(const World& world,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      const Draws& draws) {
    const auto& kept = world.candidates.all;
    const auto now = candidates(world, behaviour, policy, draws);
    ENSURE(kept.size() == now.size(),
           "{}: {} candidates are kept of {}",
           to_string(world.month),
           kept.size(),
           now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        ENSURE(kept[i] == now[i],
               "{}: what is kept of candidate {} is not what it would now be",
               to_string(world.month),
               now[i].key.value);
    }
}

namespace {

HousingCost cost_with_allowance(const Candidate& c,
                                std::int32_t gross_cents,
                                std::int32_t allowance_cents) {
    const auto net = gross_cents - allowance_cents;
    const auto left = static_cast<std::int64_t>(c.resources_cents_a_month) - net;
    return {.net_cents_a_month = net,
            .effort_rate = effort_rate(net, c.resources_cents_a_month),
            .rest_to_live_cents_a_day =
                static_cast<std::int32_t>(left * 10 / (std::int64_t{30} * c.unit_tenths)),
            .allowance_cents_a_month = allowance_cents};
}

HousingCost cost_at_rent(const Candidate& c,
                         std::int32_t rent_cents,
                         std::int32_t charges_cents,
                         const HousingAllowance& rules) {
    return cost_with_allowance(
        c,
        rent_cents + charges_cents,
        housing_allowance_cents(rules, c.adults, c.dependants, rent_cents, c.allowance_base_cents));
}

Bar cost_bar(const Candidate& c, const HousingCost& cost, const CommissionRules& rules) {
    if (c.most_net_cents_a_month > 0 && cost.net_cents_a_month > c.most_net_cents_a_month) {
        return Bar::net_rent_not_comparable;
    }
    if (rules.effort_rate_looked_at == EffortRateLooked::before_commission &&
        cost.effort_rate > rules.most_effort_rate) {
        return Bar::effort_rate;
    }
    if (cost.rest_to_live_cents_a_day < rules.least_rest_to_live_cents_a_day) {
        return Bar::rest_to_live;
    }
    return Bar::none;
}

}  // namespace

HousingCost housing_cost(const Candidate& c,
                         const Dwellings& dwellings,
                         DwellingRow d,
                         const HousingAllowance& rules) {
    return cost_at_rent(c, dwellings.rent_cents[d], dwellings.charges_cents[d], rules);
}

HousingCost offer_cost(const Candidate& c,
                       const World& world,
                       DwellingRow d,
                       const AllocationPolicy& policy) {
    return cost_at_rent(c,
                        offered_rent_cents(world, c, d, policy.rents),
                        world.dwellings.charges_cents[d],
                        policy.housing_allowance);
}

Bar bar(const Candidate& c, const World& world, DwellingRow d, const AllocationPolicy& policy) {
    const auto& dwellings = world.dwellings;
    const auto zone = dwellings.zone[d];
    if (!under_ceiling(c, world, d, policy)) {
        return Bar::over_ceiling;
    }
    if (dwellings.rooms[d] < c.rooms.fewest) {
        return Bar::too_few_rooms;
    }
    if (dwellings.rooms[d] > c.rooms.most) {
        return Bar::too_many_rooms;
    }
    if (!c.open_to_other_communes && world.territory->zones[zone].commune != c.wished_commune) {
        return Bar::other_commune;
    }
    if (c.diverted && world.territory->is_qpv(zone) && zone != c.zone && zone != c.wished_qpv) {
        return Bar::diverted_from_qpv;
    }
    if (c.rehoused_outside && world.territory->is_qpv(zone)) {
        return Bar::rehoused_outside_qpv;
    }
    // APL only makes it cheaper: it need not be worked out for who can pay without.
    const auto rent = offered_rent_cents(world, c, d, policy.rents);
    const auto charges = dwellings.charges_cents[d];
    const auto without_allowance = cost_with_allowance(c, rent + charges, 0);
    const auto by_cost =
        cost_bar(c, without_allowance, policy.commission) == Bar::none
            ? Bar::none
            : cost_bar(
                  c, cost_at_rent(c, rent, charges, policy.housing_allowance), policy.commission);
    return by_cost == Bar::none && has_refused(world, d, c.key) ? Bar::refused_before : by_cost;
}

bool can_bear(const Candidate& c, std::int32_t net_cents, const CommissionRules& rules) {
    return cost_bar(c, cost_with_allowance(c, net_cents, 0), rules) == Bar::none;
}

bool is_above_most_effort_rate(const Candidate& c,
                               const World& world,
                               DwellingRow d,
                               const AllocationPolicy& policy) {
    return offer_cost(c, world, d, policy).effort_rate > policy.commission.most_effort_rate;
}

bool in_scope(Scope scope, const Territory& territory, ZoneRow zone) {
    return scope == Scope::everywhere || territory.is_qpv(zone) == (scope == Scope::in_qpv);
}

}  // namespace mixite
