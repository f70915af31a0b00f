#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/private_moves.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

Household housed(Household household, Tenure tenure, ZoneRow zone) {
    household.tenure = tenure;
    household.zone = zone;
    return household;
}

std::vector<PrivateMove> moves_in(World& world, const Behaviour& behaviour) {
    hand::work_out_resources(world, behaviour, hand::policy());
    return private_moves(world, behaviour, hand::policy(), hand::any_draws);
}

MonthCounts move(World& world, const Behaviour& behaviour) {
    MonthFlows flows;
    apply(world, moves_in(world, behaviour), behaviour, hand::any_draws, flows);
    check_consistency(world);
    return flows.counts;
}

/// How many of `people` private tenants of the town, all of whom move, choose each zone first.
std::array<int, 3> first_choices(const World& empty, const Behaviour& behaviour, int people) {
    auto world = empty;
    world.private_stock[hand::town].rentals += people;  // theirs, beside those that are free
    for (int key = 1; key <= people; ++key) {
        hand::settle(world,
                     housed(hand::single(static_cast<std::uint64_t>(key), 30, 1600000),
                            Tenure::private_tenant,
                            hand::town));
    }
    std::array<int, 3> chosen{};
    for (const auto& move : moves_in(world, behaviour)) {
        ++chosen[move.choices[0].value];
    }
    return chosen;
}

Behaviour all_tenants_move() {
    auto behaviour = hand::quiet_behaviour();
    behaviour.mobility.private_tenant_move = hand::at_all_ages(1.0);
    return behaviour;
}

}  // namespace

TEST_CASE("Nobody moves when no rate is above zero") {
    auto world = hand::empty_world();
    for (const auto tenure : {Tenure::owner, Tenure::private_tenant, Tenure::hosted}) {
        hand::settle(world, housed(hand::single(1, 40, 2000000), tenure, hand::town));
    }
    CHECK(moves_in(world, hand::quiet_behaviour()).empty());
}

TEST_CASE("A social tenant who leaves frees the dwelling, by where he or she goes") {
    for (const bool buys : {true, false}) {
        auto behaviour = hand::quiet_behaviour();
        behaviour.mobility.social_exit = hand::at_all_ages(1.0);
        behaviour.mobility.social_exit_to_ownership = buys ? 1.0 : 0.0;
        auto world = hand::empty_world();
        const auto row =
            hand::settle_in(world, hand::single(1, 35, 3500000), hand::flat(1, hand::town, 2));
        hand::apply_for_dwelling(world, row, hand::start - 3);

        const auto counts = move(world, behaviour);

        CHECK(counts.social_exits == 1);
        CHECK(counts.fell_vacant == 1);
        CHECK(counts.bought == (buys ? 1 : 0));
        CHECK(counts.withdrawn == (buys ? 1 : 0));
        CHECK(static_cast<bool>(world.households.application[row]) != buys);
        CHECK(world.households.tenure[row] == (buys ? Tenure::owner : Tenure::private_tenant));
        CHECK(world.dwellings.vacancy_cause[DwellingRow{0U}] ==
              (buys ? VacancyCause::to_ownership : VacancyCause::to_private_rental));
        CHECK(world.dwellings.status[DwellingRow{0U}] == DwellingStatus::vacant);
    }
}

TEST_CASE("Households go where something is free, and stay if nothing is") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.mobility.hosted_exit = 1.0;
    auto world = hand::empty_world();
    for (const auto zone : {hand::town, hand::village, hand::estate}) {
        world.private_stock[zone].rentals = 0;
    }
    world.private_stock[hand::village].rentals = 2;
    for (std::uint64_t key = 1; key <= 3; ++key) {
        hand::settle(world, hand::single(key, 30, 1500000));
    }
    CHECK(move(world, behaviour).private_moves == 2);
    CHECK(world.households.zone[HouseholdRow{0U}] == hand::village);
    CHECK(world.households.moved_in[HouseholdRow{0U}] == hand::start);
    CHECK(world.households.tenure[HouseholdRow{2U}] == Tenure::hosted);
    CHECK(move(world, behaviour).private_moves == 0);
}

TEST_CASE("Who chooses first among free dwellings is drawn, not who came first into the table") {
    const auto behaviour = all_tenants_move();
    int first_of_the_table = 0;
    constexpr int worlds = 200;
    for (std::uint64_t each = 0; each < worlds; ++each) {
        auto world = hand::empty_world();
        for (auto& stock : world.private_stock) {
            stock = {};
        }
        world.private_stock[hand::town].rentals = 2;
        world.private_stock[hand::village].rentals = 1;  // the only one that is free
        for (const auto key : {2 * each + 1, 2 * each + 2}) {
            hand::settle(
                world, housed(hand::single(key, 30, 1600000), Tenure::private_tenant, hand::town));
        }
        move(world, behaviour);
        first_of_the_table += world.households.zone[HouseholdRow{0U}] == hand::village ? 1 : 0;
    }
    CHECK(first_of_the_table > 65);  // 100 expected, five standard deviations
    CHECK(first_of_the_table < 135);
}

TEST_CASE("A request says no more of the home that its household has left") {
    auto world = hand::empty_world();
    auto behaviour = hand::quiet_behaviour();
    behaviour.mobility.hosted_exit = 1.0;
    const auto row =
        hand::settle(world, housed(hand::single(1, 35, 2000000), Tenure::hosted, hand::town));
    const auto request = hand::apply_for_dwelling(world, row, hand::start - 3);
    world.applications.priorities[request] =
        priority::hosted_or_without_dwelling | priority::violence | priority::dalo;

    move(world, behaviour);

    CHECK(world.households.tenure[row] == Tenure::private_tenant);
    CHECK(world.applications.priorities[request] == (priority::violence | priority::dalo));
}

TEST_CASE("Owners move to owner-occupied dwellings, and tenants buy the more the richer") {
    auto behaviour = all_tenants_move();
    behaviour.mobility.owner_move = hand::at_all_ages(1.0);
    behaviour.mobility.tenant_buys = 0.8;
    auto world = hand::empty_world();
    const auto owner =
        hand::settle(world, housed(hand::single(9999, 50, 3000000), Tenure::owner, hand::town));
    std::array<int, 2> buyers{};
    constexpr std::uint64_t each = 400;
    for (std::uint64_t key = 1; key <= 2 * each; ++key) {
        hand::settle(world,
                     housed(hand::single(key, 35, key <= each ? 800000 : 2600000),
                            Tenure::private_tenant,
                            hand::town));
    }
    for (const auto& move : moves_in(world, behaviour)) {
        if (move.row == owner) {
            CHECK(move.to == Tenure::owner);
        } else {
            buyers[move.row.value > each] += move.to == Tenure::owner;
        }
    }
    // RFR of 7 200 and 23 400 against a ceiling of 22 642: 0.25 and 0.80; 4 standard errors.
    CHECK(buyers[0] == Approx(0.254 * each).margin(36));
    CHECK(buyers[1] == Approx(0.8 * each).margin(33));
}

TEST_CASE("Destinations follow the dwellings free, the minutes, the poverty and the rent") {
    constexpr int people = 3000;
    auto behaviour = all_tenants_move();
    const auto world = hand::empty_world();

    const auto indifferent = first_choices(world, behaviour, people);
    for (const int count : indifferent) {
        CHECK(count == Approx(people / 3).margin(110));  // over 4 standard errors
    }

    auto large = world;
    large.private_stock[hand::village].rentals = 7000;  // of 9 000
    behaviour.mobility.destination_size = 1.0;
    CHECK(first_choices(large, behaviour, people)[hand::village.value] ==
          Approx(people * 7.0 / 9.0).margin(100));
    behaviour.mobility.destination_size = 0.0;

    behaviour.mobility.destination_minutes = -0.1;
    CHECK(first_choices(world, behaviour, people)[hand::village.value] ==
          Approx(people * 0.135 / 1.742).margin(60));
    behaviour.mobility.destination_minutes = 0.0;

    behaviour.mobility.destination_poverty_share = -2.0;
    CHECK(first_choices(world, behaviour, people)[hand::estate.value] ==
          Approx(people * 0.549 / 2.549).margin(100));
}

TEST_CASE("The better off keep further away from the poor, within bounds") {
    constexpr int people = 3000;
    auto behaviour = all_tenants_move();
    behaviour.mobility.destination_poverty_share_by_income = -2.0;
    auto world = hand::empty_world();
    world.reputed_poverty[hand::town] = world.reputed_poverty[hand::village] = 0.0;
    world.reputed_poverty[hand::estate] = 0.5;
    const auto in_the_estate = [&](double of_the_line) {
        auto of_them = world;
        auto territory = *world.territory;
        auto one = world;
        hand::settle(one, housed(hand::single(1, 30, 1600000), Tenure::private_tenant, hand::town));
        hand::work_out_resources(one, behaviour, hand::policy());
        territory.poverty_line_cents = static_cast<std::int32_t>(
            one.resources.disposable_per_unit_cents[HouseholdRow{0U}] / of_the_line);
        of_them.territory = std::make_shared<const Territory>(std::move(territory));
        return first_choices(of_them, behaviour, people)[hand::estate.value];
    };
    // Odds of 1, of e^(-0.5 x 2 ln r) = 1/r against either of the others; 4.5 standard errors.
    CHECK(in_the_estate(1.0) == Approx(people / 3.0).margin(116));
    CHECK(in_the_estate(2.0) == Approx(people * 0.5 / 2.5).margin(100));
    CHECK(in_the_estate(0.5) == Approx(people * 2.0 / 4.0).margin(124));
    CHECK(in_the_estate(8.0) == Approx(people * 0.25 / 2.25).margin(78));
}

TEST_CASE("A dearer zone draws fewer tenants") {
    constexpr int people = 2000;
    auto behaviour = all_tenants_move();
    behaviour.mobility.destination_rent = -4.0;
    auto world = hand::empty_world();
    auto dear = *world.territory;
    dear.zones[hand::village].private_rent_cents_per_m2 = 1600;
    world.territory = std::make_shared<const Territory>(std::move(dear));
    const auto chosen = first_choices(world, behaviour, people);
    CHECK(chosen[hand::village.value] < chosen[hand::town.value] * 0.8);
    CHECK(chosen[hand::town.value] == Approx(chosen[hand::estate.value]).margin(130));
}

TEST_CASE("A zone that gets better draws no one away from it") {
    auto behaviour = all_tenants_move();
    behaviour.mobility.destination_poverty_share = -2.0;
    auto worse = hand::empty_world();
    for (std::uint64_t key = 1; key <= 1000; ++key) {
        hand::settle(worse,
                     housed(hand::single(key, 30, 1600000), Tenure::private_tenant, hand::town));
    }
    auto better = worse;
    better.reputed_poverty[hand::estate] = 0.30;
    const auto before = moves_in(worse, behaviour);
    const auto after = moves_in(better, behaviour);
    REQUIRE(before.size() == after.size());
    int changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool same = before[i].choices[0] == after[i].choices[0];
        REQUIRE((same || after[i].choices[0] == hand::estate));
        changed += !same;
    }
    CHECK(changed > 10);
}

TEST_CASE("CCH L.441-3: SLS makes those above 120 % of the ceiling leave sooner, but in QPV") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.mobility.social_exit = hand::at_all_ages(0.4);
    behaviour.mobility.social_exit_surcharged_factor = 2.0;
    behaviour.mobility.social_exit_over_ceiling_factor = 1.0;
    const auto leave = [&](ZoneRow zone, std::int32_t declared) {
        auto world = hand::empty_world();
        for (std::uint64_t key = 1; key <= 3000; ++key) {
            hand::settle_in(world, hand::single(key, 40, declared), hand::flat(key, zone, 2));
        }
        return static_cast<double>(moves_in(world, behaviour).size());
    };
    // RFR of 27 900 and 27 000 over a ceiling of 22 642: 1.23 and 1.19.
    // 1 - 0.2^(1/12) = 0.1255 and 1 - 0.6^(1/12) = 0.0417 a month; 4 standard errors.
    CHECK(leave(hand::town, 3100000) == Approx(376).margin(73));
    CHECK(leave(hand::town, 3000000) == Approx(125).margin(44));
    CHECK(leave(hand::estate, 3100000) == Approx(125).margin(44));

    const auto share_of_surcharged_exits = [&](ZoneRow zone, std::int32_t declared) {
        auto world = hand::empty_world();
        for (std::uint64_t key = 1; key <= 300; ++key) {
            hand::settle_in(world, hand::single(key, 40, declared), hand::flat(key, zone, 2));
        }
        MonthFlows flows;
        apply(world, moves_in(world, behaviour), behaviour, hand::any_draws, flows);
        REQUIRE(flows.counts.social_exits > 0);
        return static_cast<double>(flows.rules_used.surcharged_exits) / flows.counts.social_exits;
    };
    CHECK(share_of_surcharged_exits(hand::town, 3100000) == 1.0);
    CHECK(share_of_surcharged_exits(hand::town, 3000000) == 0.0);
    CHECK(share_of_surcharged_exits(hand::estate, 3100000) == 0.0);
}
