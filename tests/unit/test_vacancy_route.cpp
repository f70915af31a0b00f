#include <algorithm>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "rules/vacancy_route.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

VacancyRoute route_of(const Commission& c, DwellingRow d) {
    return vacancy_route(c.world, c.policy, d, any_draws);
}

}  // namespace

TEST_CASE("The coordination commission of a QPV names its group first, there only") {
    Commission c;
    c.poor_applicant(1, 30);
    c.applicant(2, 3);
    const auto inside = c.vacant(11, hand::estate);
    const auto outside = c.vacant(12, hand::town);
    c.policy.coordination = {.share = 1.0, .names = hand::group_of("upper_quartiles")};
    CHECK(route_of(c, inside) == VacancyRoute::coordination);
    CHECK(route_of(c, outside) == VacancyRoute::holder);
    const auto all = c.verified();
    REQUIRE(all[0].quartile_legal == 1);
    REQUIRE(all[1].quartile_legal > 1);
    CHECK(c.lists(all)[0].designated == std::vector<std::uint32_t>{1});
    SECTION("without any, the holder names: nobody is shut out of the QPV") {
        c.world.applications.household[ApplicationRow{1U}] = HouseholdRow{};
        const auto list = c.lists(all)[0];
        CHECK(list.designated == std::vector<std::uint32_t>{0});
        CHECK(list.vacancy.route == VacancyRoute::holder);
        CHECK_FALSE(list.given_back);
    }
    SECTION("within the public of the holder whose turn it is") {
        c.policy.holders = {
            {.name = "State", .share = 1.0, .designates = hand::group_of("priority")}};
        c.world.applications.priorities[ApplicationRow{0U}] = priority::dalo;
        CHECK(c.lists(c.verified())[0].designated == std::vector<std::uint32_t>{0});
    }
}

TEST_CASE("CCH L.441-2: the mayor names who lives in the commune, and a tie is theirs") {
    Commission c;
    c.applicant(1, 30);
    auto villager = hand::single(2, 40, 1600000);
    villager.zone = hand::village;
    const auto h = hand::settle(c.world, villager);
    hand::apply_for_dwelling(c.world, h, c.world.month - 28);
    const auto flat = c.vacant(11, hand::village);
    SECTION("a share of the vacancies") {
        c.policy.mayor.names_share = 1.0;
        CHECK(route_of(c, flat) == VacancyRoute::mayor);
        CHECK(c.lists(c.verified())[0].designated == std::vector<std::uint32_t>{1});
    }
    SECTION("the casting vote, where scores differ by less than a tie") {
        // 30 and 28 points: scores of 1 and 0.933
        c.policy.mayor.casting_vote = 0.06;
        CHECK(c.ranked(c.verified())[0].ranked == std::vector<std::uint32_t>{0, 1});
        CHECK_FALSE(c.ranked(c.verified())[0].cast);
        c.policy.mayor.casting_vote = 0.07;
        CHECK(c.ranked(c.verified())[0].ranked == std::vector<std::uint32_t>{1, 0});
        CHECK(c.ranked(c.verified())[0].cast);
    }
}

TEST_CASE("A veto strikes out the first quartile or other communes, never DALO nor rehousing") {
    Commission c;
    const auto request = c.poor_applicant(1, 30);
    c.vacant(11, hand::town);
    const auto vetoes = [&] { return c.ranked(c.verified())[0].vetoes; };
    CHECK(vetoes() == 0);
    c.policy.mayor.veto_of_first_quartile = 1.0;
    CHECK(vetoes() == 1);
    CHECK(c.round().empty());
    c.world.applications.priorities[request] = priority::dalo;
    CHECK(vetoes() == 0);
    c.world.applications.priorities[request] = priority::rehousing;
    CHECK(vetoes() == 0);
    c.world.applications.priorities[request] = 0;
    c.policy.mayor = {.veto_of_other_communes = 1.0};
    CHECK(vetoes() == 0);  // lives in the town
    c.world.households.zone[HouseholdRow{0U}] = hand::village;
    CHECK(vetoes() == 1);
}

TEST_CASE(
    "What is set aside for transfers may be kept, outside, to the first quartile of the QPV") {
    Commission c;
    const auto tenant =
        hand::settle_in(c.world, hand::single(1, 40, 1600000), hand::flat(10, hand::estate, 2));
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 20);
    const auto flat = c.vacant(11, hand::town);
    const auto one = c.verified()[0];
    REQUIRE(one.transfer);
    REQUIRE(one.quartile_legal > 1);
    TransferRules rules;
    CHECK(may_transfer(c.world, rules, one, flat));
    rules.out_of_qpv = TransferOutOfQpv::first_quartile;
    CHECK_FALSE(may_transfer(c.world, rules, one, flat));
    auto other = one;
    SECTION("open to its first quartile") {
        other.quartile_legal = 1;
    }
    SECTION("open to tenants from elsewhere") {
        other.zone = hand::village;
    }
    CHECK(may_transfer(c.world, rules, other, flat));
}

TEST_CASE("An exchange: a small vacancy goes first to who leaves a large dwelling, too large") {
    Commission c;
    c.applicant(1, 30);
    const auto tenant =
        hand::settle_in(c.world, hand::single(2, 70, 1600000), hand::flat(10, hand::town, 5));
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 2);
    const auto small = c.vacant(11, hand::town);
    c.policy.transfers.exchange_share = 1.0;
    CHECK(route_of(c, small) == VacancyRoute::exchange);
    CHECK(c.lists(c.verified())[0].designated == std::vector<std::uint32_t>{1});
    c.world.dwellings.rooms[DwellingRow{0U}] = 3;  // three rooms: let to a single person
    CHECK(c.lists(c.verified())[0].designated == std::vector<std::uint32_t>{0, 1});
    c.policy.transfers.exchange_most_rooms = 1;
    CHECK(route_of(c, small) == VacancyRoute::holder);
}

TEST_CASE("A larger share only adds vacancies to a route, and one of zero takes none") {
    Commission c;
    std::vector<DwellingRow> flats;
    for (std::uint64_t key = 1; key <= 1000; ++key) {
        flats.push_back(c.vacant(key, hand::estate));
    }
    const auto routed = [&](double share) {
        c.policy.coordination.share = share;
        std::vector<DwellingRow> found;
        std::copy_if(flats.begin(), flats.end(), std::back_inserter(found), [&](DwellingRow d) {
            return route_of(c, d) == VacancyRoute::coordination;
        });
        return found;
    };
    CHECK(routed(0.0).empty());
    CHECK(routed(1.0) == flats);
    const auto third = routed(0.33);
    const auto half = routed(0.5);
    CHECK(third.size() > 270);  // 330 ± 15
    CHECK(third.size() < 390);
    CHECK(std::includes(half.begin(), half.end(), third.begin(), third.end()));
}
