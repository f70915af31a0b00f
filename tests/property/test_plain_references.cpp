#include <catch2/catch.hpp>

#include "plain/commission.hpp"
#include "plain/life.hpp"
#include "reference_place.hpp"
#include "rules/commission.hpp"
#include "rules/household_answers.hpp"
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

}  // namespace

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
