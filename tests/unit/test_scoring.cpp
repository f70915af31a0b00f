#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/points_grid.hpp"
#include "rules/scoring.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

/// One hosted single with a request of `months` months, and one flat in each of the town and the
/// estate.
struct OneApplicant {
    World world = hand::empty_world(month(2024, 6));
    Behaviour behaviour = hand::quiet_behaviour();
    AllocationPolicy policy = hand::policy();
    HouseholdRow household;
    ApplicationRow request;
    DwellingRow in_town;
    DwellingRow in_estate;

    explicit OneApplicant(std::int32_t declared_cents = 1600000, int months = 10) {
        household = hand::settle(world, hand::single(1, 35, declared_cents));
        request = hand::apply_for_dwelling(world, household, world.month - months);
        world.thresholds.legal = world.thresholds.frozen = {900000, 1200000, 1500000};
        in_town = append(world.dwellings, hand::flat(11, hand::town, 2));
        in_estate = append(world.dwellings, hand::flat(12, hand::estate, 2));
    }

    [[nodiscard]] Candidate candidate() const {
        auto up_to_date = world;
        hand::work_out_resources(up_to_date, behaviour, policy);
        return candidates(up_to_date, behaviour, policy, hand::any_draws).front();
    }
    [[nodiscard]] Bar bar_of(DwellingRow dwelling) const {
        return bar(candidate(), world, dwelling, policy);
    }
};

}  // namespace

TEST_CASE("A candidate under every ceiling, of fitting size and means, may be proposed") {
    const OneApplicant one;
    CHECK(one.bar_of(one.in_town) == Bar::none);
    CHECK(one.bar_of(one.in_estate) == Bar::none);
}

TEST_CASE("The ceiling is that of the dwelling's financing") {
    OneApplicant one(2000000);  // RFR 18 000 €: above PLAI (12 452 €), below PLUS (22 642 €)
    CHECK(one.bar_of(one.in_town) == Bar::none);
    one.world.dwellings.financing[one.in_town] = Financing::plai;
    CHECK(one.bar_of(one.in_town) == Bar::over_ceiling);

    OneApplicant rich(3000000);  // RFR 27 000 €: above PLUS, below PLS (29 435 €)
    CHECK(rich.bar_of(rich.in_town) == Bar::over_ceiling);
    rich.world.dwellings.financing[rich.in_town] = Financing::pls;
    CHECK(rich.bar_of(rich.in_town) == Bar::none);
}

TEST_CASE("A dwelling has neither too few nor too many rooms for the household") {
    OneApplicant one;
    one.world.dwellings.rooms[one.in_town] = 4;
    CHECK(one.bar_of(one.in_town) == Bar::too_many_rooms);
    one.world.dwellings.rooms[one.in_town] = 3;
    CHECK(one.bar_of(one.in_town) == Bar::none);
    one.world.households.children[one.household] = 3;
    CHECK(one.bar_of(one.in_town) == Bar::too_few_rooms);
}

TEST_CASE("Who asks for one commune only is not proposed elsewhere") {
    OneApplicant one;
    one.world.dwellings.zone[one.in_town] = hand::village;
    CHECK(one.bar_of(one.in_town) == Bar::none);
    one.world.applications.open_to_other_communes[one.request] = 0;
    CHECK(one.bar_of(one.in_town) == Bar::other_commune);
}

TEST_CASE("Effort rate and rest-to-live bar what the household cannot pay") {
    OneApplicant one;
    one.world.dwellings.rent_cents[one.in_town] = 70000;
    CHECK(one.bar_of(one.in_town) == Bar::effort_rate);
    one.policy.commission.most_effort_rate = 1.0;
    one.policy.commission.least_rest_to_live_cents_a_day = 3000;
    CHECK(one.bar_of(one.in_town) == Bar::rest_to_live);
}

TEST_CASE("Arrêté of 10 March 2011: the effort rate is net cost over resources, 1 without any") {
    const OneApplicant one;
    auto c = one.candidate();
    c.allowance_base_cents = 100000000;  // no APL
    c.resources_cents_a_month = 100000;
    const auto cost =
        housing_cost(c, one.world.dwellings, one.in_town, one.policy.housing_allowance);
    CHECK(cost.net_cents_a_month == 20800 + 8000);
    CHECK(cost.effort_rate == Approx(0.288));
    CHECK(cost.rest_to_live_cents_a_day == (100000 - 28800) / 30);
    c.resources_cents_a_month = 0;
    CHECK(housing_cost(c, one.world.dwellings, one.in_town, one.policy.housing_allowance)
              .effort_rate == 1.0);
}

TEST_CASE("The first quarter of the requests is diverted from a QPV with its consent only") {
    OneApplicant one(0);
    one.world.households.activity[one.household][0] = Activity::without_work;
    one.policy.commission.most_effort_rate = 1.0;
    one.policy.commission.least_rest_to_live_cents_a_day = -100000;
    one.behaviour.answers.consents_to_elsewhere = 1.0;
    REQUIRE(one.candidate().quartile_legal == 1);
    CHECK(one.bar_of(one.in_estate) == Bar::none);

    one.policy.routing = QpvRouting::dalo_and_first_quartile;
    CHECK(one.bar_of(one.in_estate) == Bar::diverted_from_qpv);
    CHECK(one.bar_of(one.in_town) == Bar::none);

    SECTION("not without consent") {
        one.behaviour.answers.consents_to_elsewhere = 0.0;
    }
    SECTION("not who asks for that QPV") {
        one.world.applications.wished_qpv[one.request] = hand::estate;
    }
    SECTION("not who lives there") {
        one.world.households.zone[one.household] = hand::estate;
    }
    SECTION("not under the routing of DALO alone") {
        one.policy.routing = QpvRouting::dalo;
    }
    SECTION("not who is to be rehoused") {
        one.world.applications.priorities[one.request] = priority::rehousing;
    }
    CHECK(one.bar_of(one.in_estate) == Bar::none);
}

TEST_CASE("Points add up criterion by criterion, each under its cap") {
    OneApplicant one(1600000, 50);
    one.world.applications.priorities[one.request] =
        priority::dalo | priority::hosted_or_without_dwelling;
    one.policy.grid.push_back({.criterion = Criterion::abnormal_delay, .points = 20});
    one.policy.grid.push_back({.criterion = Criterion::in_work, .points = 10});
    one.policy.grid.push_back({.criterion = Criterion::upper_quartiles_in_qpv, .points = 15});
    const auto c = one.candidate();
    using Terms = std::vector<PointsTerm>;
    CHECK(points_terms(one.world, c, one.policy, Scope::outside_qpv) ==
          Terms{{Criterion::dalo, 50},
                {Criterion::hosted_or_without_dwelling, 20},
                {Criterion::seniority_month, 36},
                {Criterion::abnormal_delay, 20},
                {Criterion::in_work, 10}});
    CHECK(c.points_outside == 136);
    CHECK(c.points_in_qpv == 151);  // of the fourth quarter: 15 more in a QPV
}

TEST_CASE("Who is offered a place elsewhere in place of a QPV is helped outside, not inside") {
    OneApplicant one;
    one.policy.grid = {{.criterion = Criterion::diverted_from_qpv, .points = 25}};
    one.policy.routing = QpvRouting::dalo;
    one.world.applications.priorities[one.request] = priority::dalo;
    one.behaviour.answers.consents_to_elsewhere = 1.0;
    CHECK(one.candidate().points_outside == 25);
    CHECK(one.candidate().points_in_qpv == 0);
}

TEST_CASE("What groups ask of a candidate is read off the register and the household") {
    OneApplicant one;
    const auto fulfils = [&](const char* group) {
        return belongs(hand::group_of(group), one.candidate().traits);
    };
    CHECK(fulfils("all"));
    CHECK(fulfils("in_work"));
    CHECK(fulfils("upper_quartiles"));
    CHECK(fulfils("fourth_quartile"));
    CHECK_FALSE(fulfils("first_quartile"));
    CHECK_FALSE(fulfils("transfer"));
    CHECK_FALSE(fulfils("priority"));
    one.world.applications.priorities[one.request] = priority::rehousing;
    CHECK(fulfils("rehoused"));
    CHECK_FALSE(fulfils("priority"));  // the landlord's own obligation
    one.world.applications.priorities[one.request] = priority::dalo;
    CHECK(fulfils("dalo"));
    CHECK(fulfils("priority"));
    CHECK(one.candidate().traits.eldest_age == 40);
}

TEST_CASE("A scope is everywhere, in the QPV or outside") {
    const auto territory = hand::three_zones();
    CHECK(in_scope(Scope::everywhere, *territory, hand::estate));
    CHECK(in_scope(Scope::outside_qpv, *territory, hand::village));
    CHECK_FALSE(in_scope(Scope::in_qpv, *territory, hand::village));
}
