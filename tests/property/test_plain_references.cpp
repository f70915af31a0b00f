#include <catch2/catch.hpp>

#include "plain/commission.hpp"
#include "plain/life.hpp"
#include "plain/residents.hpp"
#include "reference_place.hpp"
#include "rules/commission.hpp"
#include "rules/decision_trail.hpp"
#include "rules/household_answers.hpp"
#include "rules/lease_signing.hpp"
#include "rules/open_dwelling.hpp"
#include "rules/quotas.hpp"
#include "rules/resources.hpp"
#include "rules/scoring.hpp"

using namespace mixite;

namespace {

struct Life {
    std::vector<plain::LifeEventOf> occurrences;
    std::vector<plain::LifeEventOf> changes;
};

/// What life would be this month, on a copy: as kept from month to month, but for January's change
/// of levels.
Life life_now(const ReferencePlace& place) {
    auto world = place.world;
    if (month_of_year(world.month) == 1) {
        outdate_all(world);
    }
    update_quiet_life(world, place.behaviour);
    return {plain::events_of(life_occurrences(world, place.draws), world, place.behaviour),
            plain::events_of(household_life(world, place.behaviour, place.draws))};
}

struct Round {
    std::vector<RankedList> lists;
    std::vector<OfferAnswer> answers;
};

Round round_of(const ReferencePlace& place,
               const World& world,
               const std::vector<ShortList>& lists,
               const std::vector<Candidate>& all) {
    Round round{.lists = resolve_conflicts(
                    world, place.behaviour, place.policy(), lists, all, place.draws)};
    round.answers =
        household_answers(world, place.behaviour, place.policy(), round.lists, all, place.draws);
    return round;
}

void check_same(const Round& fast, const Round& plain) {
    REQUIRE(fast.lists.size() == plain.lists.size());
    for (std::size_t i = 0; i < fast.lists.size(); ++i) {
        CHECK(fast.lists[i].vacancy.dwelling == plain.lists[i].vacancy.dwelling);
        CHECK(fast.lists[i].vacancy.holder == plain.lists[i].vacancy.holder);
        CHECK(fast.lists[i].ranked == plain.lists[i].ranked);
    }
    REQUIRE(fast.answers.size() == plain.answers.size());
    for (std::size_t i = 0; i < fast.answers.size(); ++i) {
        CHECK(fast.answers[i].candidate == plain.answers[i].candidate);
        CHECK(fast.answers[i].answer == plain.answers[i].answer);
    }
}

/// The policy, and the rules that few candidates fall under.
std::vector<AllocationPolicy> with_rare_rules(const AllocationPolicy& policy, Month now) {
    std::vector<AllocationPolicy> policies(4, policy);
    policies[1].rents.modest_newcomers = {.cut = 0.3, .most_over_plai = 1.0};
    policies[2].derogations = {{.name = "order",
                                .place = "outside_qpv",
                                .ceilings_factor = 1.3,
                                .from = now,
                                .months = 1}};
    policies[3].commission.most_effort_rate = 0.2;
    policies[3].commission.least_rest_to_live_cents_a_day = 1500;
    return policies;
}

/// How often a dwelling was open to a candidate, and closed.
struct Openings {
    std::size_t open = 0;
    std::size_t closed = 0;
};

void check_openings(const World& world,
                    const AllocationPolicy& policy,
                    std::vector<Candidate> all,
                    Openings& found) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].diverted = i % 5 == 0;
        all[i].rehoused_outside = i % 7 == 0;
        all[i].most_net_cents_a_month = i % 3 == 0 ? 30000 : 0;
    }
    const auto eligibilities = eligibilities_of(all, policy);
    for (std::size_t at = 0; at < world.dwellings.size(); at += 5) {
        const DwellingRow d{at};
        const OpenDwelling dwelling(world, policy, d, all, eligibilities);
        const auto commune = world.territory->zones[world.dwellings.zone[d]].commune;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (all[i].open_to_other_communes || all[i].wished_commune == commune) {
                const bool open = bar(all[i], world, d, policy) == Bar::none;
                REQUIRE(dwelling.is_open_to(i) == open);
                ++(open ? found.open : found.closed);
            }
        }
    }
}

}  // namespace

TEST_CASE("Whom a dwelling is open to is whom nothing bars from it, whatever the rules") {
    ReferencePlace place;
    Openings found;
    for (int month = 0; month < 24; ++month) {
        INFO(to_string(place.world.month));
        for (const auto& policy : with_rare_rules(place.policy(), place.world.month)) {
            auto world = place.world;
            outdate_all(world);
            update_resources(world, place.behaviour, policy);
            const auto all = candidates(world, place.behaviour, policy, place.draws);
            for (std::size_t i = 0; i < all.size(); i += 2) {
                note_refusal(world, DwellingRow{(i * 5) % world.dwellings.size()}, all[i].key);
            }
            check_openings(world, policy, all, found);
        }
        place.live_a_month();
    }
    CHECK(found.open > 1000);
    CHECK(found.closed > 1000);
}

TEST_CASE("The pool of the trail is everybody who may be proposed, in the order of designation") {
    ReferencePlace place;
    std::size_t eligible = 0;
    for (int month = 0; month < 120; ++month) {
        INFO(to_string(place.world.month));
        auto world = place.world;
        const auto& policy = place.policy();
        update_resources(world, place.behaviour, policy);
        begin_quota_month(world, policy);
        const auto all = candidates(world, place.behaviour, policy, place.draws);
        const auto orders = designation_orders(policy.commission.engine, all);
        FoundThisMonth found;
        for (int number = 1; number <= 2; ++number) {
            const auto vacant = lettable_dwellings(world, policy, place.draws);
            const auto lists = shortlists(
                world, policy, vacant, all, orders, AdvertResponses(vacant.size()), place.draws);
            const auto round = round_of(place, world, lists, all);
            const auto trail =
                decision_trail(world,
                               place.behaviour,
                               policy,
                               {number, all, orders, lists, round.lists, round.answers},
                               place.draws,
                               found);
            for (std::size_t v = 0; v < lists.size(); ++v) {
                const auto who = plain::proposable(world,
                                                   policy,
                                                   {.dwelling = vacant[v].dwelling},
                                                   {.bonus = lists[v].hold.bonus},
                                                   {},
                                                   all);
                CHECK(found.eligible.at({vacant[v].dwelling, lists[v].hold.bonus}) == who);
                CHECK(trail.decisions[v].eligible == static_cast<std::int32_t>(who.size()));
                eligible += who.size();
            }
            MonthFlows flows;
            settle(world, place.behaviour, policy, round.answers, all, number, place.draws, flows);
        }
        place.live_a_month();
    }
    CHECK(eligible > 500);
}

TEST_CASE("The residents counted together are those counted one by one in each zone") {
    ReferencePlace place;
    for (int month = 0; month < 36; ++month) {
        INFO(to_string(place.world.month));
        auto world = place.world;
        update_resources(world, place.behaviour, place.policy());
        const auto tables = tabulate(world, {});
        std::vector<HouseholdRow> residents;
        for (const auto row : rows<HouseholdRow>(world.households.size())) {
            if (world.households.resident(row)) {
                residents.push_back(row);
            }
        }
        const auto declared = [&](auto row) { return declared_per_unit_cents(world, row); };
        const auto disposable = [&](auto row) {
            return world.resources.disposable_per_unit_cents[row];
        };
        const auto median = plain::of_persons(world, residents, 50, declared);
        CHECK(tables.residents.declared_median_cents == or_unmeasured(median));
        CHECK(tables.low_declared_cents == std::int64_t{*median} * 60 / 100);
        CHECK(tables.poorest_quarter_cents == plain::of_persons(world, residents, 25, disposable));
        for (const std::size_t scope : {0U, 1U}) {
            std::vector<HouseholdRow> there;
            std::copy_if(
                residents.begin(), residents.end(), std::back_inserter(there), [&](auto row) {
                    return scope_of(*world.territory, world.households.zone[row]) == scope;
                });
            CHECK(tables.residents_by_scope[scope].declared_median_cents ==
                  or_unmeasured(plain::of_persons(world, there, 50, declared)));
        }
        for (const auto zone : rows<ZoneRow>(world.territory->zones.size())) {
            INFO("zone " << zone.value);
            CHECK(tables.residents_by_zone[zone] == plain::residents_of(world, zone, tables));
        }
        place.live_a_month();
    }
}

TEST_CASE("A month's life is that of the plain version, event for event") {
    ReferencePlace place;
    std::size_t events = 0;
    for (int month = 0; month < 60; ++month) {
        INFO(to_string(place.world.month));
        const auto plain = plain::life_events(place.world, place.behaviour, place.draws);
        const auto fast = life_now(place);
        CHECK(fast.occurrences == plain);
        CHECK(fast.changes == plain);
        events += plain.size();
        place.live_a_month();
    }
    CHECK(events > 500);
}

TEST_CASE("The candidates kept from month to month are those worked out from nothing") {
    ReferencePlace place;
    std::size_t kept = 0;
    for (int month = 0; month < 120; ++month) {
        auto world = place.world;
        if (place.in_force != &place.policy()) {
            outdate_all(world);
        }
        update_resources(world, place.behaviour, place.policy());
        kept += world.candidates.all.size();
        update_candidates(world, place.behaviour, place.policy(), place.draws);
        check_candidates(world, place.behaviour, place.policy(), place.draws);
        place.live_a_month();
        // What the month's life and the leases have changed since the candidates were worked out.
        auto after = place.world;
        if (place.in_force == &place.policy()) {
            update_resources(after, place.behaviour, place.policy());
            update_candidates(after, place.behaviour, place.policy(), place.draws);
            check_candidates(after, place.behaviour, place.policy(), place.draws);
        }
    }
    CHECK(kept > 1000);
}

TEST_CASE("A round's lists and answers are those of a look at every candidate for every dwelling") {
    ReferencePlace place;
    std::size_t offers = 0;
    for (int month = 0; month < 120; ++month) {
        INFO(to_string(place.world.month));
        auto world = place.world;
        update_resources(world, place.behaviour, place.policy());
        begin_quota_month(world, place.policy());
        const auto all = candidates(world, place.behaviour, place.policy(), place.draws);
        const auto orders = designation_orders(place.policy().commission.engine, all);
        const auto vacant = lettable_dwellings(world, place.policy(), place.draws);
        const AdvertResponses nobody_answers(vacant.size());
        const auto fast = round_of(
            place,
            world,
            shortlists(world, place.policy(), vacant, all, orders, nobody_answers, place.draws),
            all);
        const auto plain =
            round_of(place, world, plain::lists_by_points(world, place.policy(), vacant, all), all);
        check_same(fast, plain);
        offers += plain.answers.size();
        place.live_a_month();
    }
    CHECK(offers > 50);
}
