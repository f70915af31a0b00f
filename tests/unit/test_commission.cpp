#include <algorithm>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

TEST_CASE("The longest empty dwelling goes to the applicant with most points") {
    Commission c;
    c.applicant(1, 5);
    c.applicant(2, 30);
    c.applicant(3, 12);
    const auto later = c.vacant(11, hand::town, 1);
    const auto first = c.vacant(12, hand::town, 4);
    c.policy.commission.candidates = 1;
    c.round();
    CHECK(c.tenant_of(first) == HouseholdKey{2});
    CHECK(c.tenant_of(later) == HouseholdKey{3});
    check_consistency(c.world);
}

TEST_CASE("A household stands on one list at most") {
    Commission c;
    for (std::uint64_t key = 1; key <= 4; ++key) {
        c.applicant(key, static_cast<int>(key));
    }
    for (std::uint64_t key = 11; key <= 13; ++key) {
        c.vacant(key, hand::town);
    }
    const auto all = c.verified();
    std::vector<std::uint32_t> named;
    for (const auto& list : c.ranked(all)) {
        named.insert(named.end(), list.ranked.begin(), list.ranked.end());
    }
    std::sort(named.begin(), named.end());
    CHECK(named == std::vector<std::uint32_t>{0, 1, 2, 3});  // all four, each once
}

TEST_CASE("After a refusal the dwelling is offered to the next of the list") {
    Commission c;
    c.applicant(1, 30);
    c.applicant(2, 20);
    const auto flat = c.vacant(11, hand::town);
    c.behaviour.answers = {.constant = 10.0, .month_waited = -0.5, .appeal_scale = 0.0};
    const auto answers = c.round();  // 10 - 15 < 0 for the first, 10 - 10 = 0 for the second
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].answer != Answer::accepted);
    CHECK(answers[1].answer != Answer::accepted);
    CHECK_FALSE(c.tenant_of(flat));
    CHECK(c.world.dwellings.refusals[flat] == 2);
}

TEST_CASE("While it stays empty a dwelling is not offered again to who has refused it") {
    Commission c;
    const auto first = c.applicant(1, 30);
    const auto flat = c.vacant(11, hand::town);
    c.behaviour.answers.constant = -10.0;
    CHECK(c.round().size() == 1);
    CHECK(c.world.applications.offers[first] == 1);

    c.behaviour.answers.constant = 10.0;  // it would now accept
    CHECK(c.round().empty());
    CHECK_FALSE(c.tenant_of(flat));
    CHECK(c.world.applications.offers[first] == 1);

    c.applicant(2, 20);
    CHECK(c.round().size() == 1);
    CHECK(c.tenant_of(flat) == HouseholdKey{2});
    CHECK_FALSE(has_refused(c.world, flat, HouseholdKey{1}));  // nor of the next vacancy
}

TEST_CASE("A household to be rehoused has to take the last of three offers of three dwellings") {
    Commission c;
    const auto a = c.applicant(1, 30);
    c.world.applications.priorities[a] = priority::rehousing;
    c.policy.commission.rehousing_offers = 3;
    c.behaviour.answers.constant = -10.0;
    c.vacant(11, hand::town);
    c.round();
    c.round();
    c.round();
    CHECK(c.world.applications.offers[a] == 1);
    c.vacant(12, hand::town);
    c.round();
    CHECK(c.world.applications.offers[a] == 2);
    const auto last = c.vacant(13, hand::town);
    c.round();
    CHECK(c.tenant_of(last) == HouseholdKey{1});
}

TEST_CASE("Seniority and lottery order candidates otherwise than points") {
    Commission c;
    c.applicant(1, 30);
    c.world.applications.priorities[c.applicant(2, 3)] = priority::dalo;
    const auto flat = c.vacant(11, hand::town);
    c.policy.grid = {{.criterion = Criterion::dalo, .points = 50}};
    c.policy.commission.candidates = 1;
    SECTION("points") {
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{2});
    }
    SECTION("seniority") {
        c.policy.commission.engine = PriorityEngine::seniority;
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{1});
    }
    SECTION("independent lotteries: the lot is the pair's and the month's") {
        c.policy.commission.engine = PriorityEngine::independent_lotteries;
        const auto lot = [&](std::uint64_t key) {
            return any_draws.block({DrawPurpose::lottery, c.world.month, key, 11})[0];
        };
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{lot(1) < lot(2) ? 1U : 2U});
    }
    SECTION("common lottery: the lot is the request's, and lasts") {
        c.policy.commission.engine = PriorityEngine::common_lottery;
        c.world.applications.tie_break[ApplicationRow{0U}] = 7;
        c.world.applications.tie_break[ApplicationRow{1U}] = 6;
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{2});
    }
}

TEST_CASE("The commission ranks by points, or keeps the order of designation") {
    Commission c;
    c.policy.commission.engine = PriorityEngine::seniority;
    c.policy.grid = {{.criterion = Criterion::dalo, .points = 50}};
    c.applicant(1, 30);
    c.world.applications.priorities[c.applicant(2, 3)] = priority::dalo;
    c.vacant(11, hand::town);
    const auto all = c.verified();
    CHECK(c.ranked(all)[0].ranked == std::vector<std::uint32_t>{1, 0});
    c.policy.commission.ranking = ListRanking::designation;
    CHECK(c.ranked(all)[0].ranked == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("A bound without behaviour leaves out the look at solvency, and refusals") {
    Commission c;
    c.behaviour.commission = {.solvency_first_cents_a_month = 1e9, .solvency_first_odds = 0.0};
    c.behaviour.answers.constant = -100.0;  // nobody wants it
    c.applicant(1, 30);
    const auto flat = c.vacant(11, hand::town);
    CHECK(c.round().empty());  // left out
    c.policy.commission.solvency_screen = SolvencyScreen::none;
    CHECK(c.round().size() == 1);  // refused
    CHECK_FALSE(c.tenant_of(flat));
    c.policy.commission.refusals = Refusals::none;
    c.applicant(2, 20);
    c.round();
    CHECK(c.tenant_of(flat) == HouseholdKey{2});
}

TEST_CASE("Who must be rehoused comes first, and must take the last offer") {
    Commission c;
    c.applicant(1, 40);
    const auto request = c.applicant(2, 1);
    c.world.applications.priorities[request] = priority::rehousing;
    c.world.applications.offers[request] = 2;
    const auto flat = c.vacant(11, hand::town);
    c.behaviour.answers.constant = -100.0;  // nobody wants it
    c.policy.commission.candidates = 1;
    c.round();
    CHECK(c.tenant_of(flat) == HouseholdKey{2});
}

TEST_CASE("A landlord's flow begins with the regime in flow: leases before do not count in it") {
    Commission c;
    c.applicant(1, 10);
    c.applicant(2, 5);
    const auto held = c.vacant(11, hand::town);
    c.world.dwellings.reserved_for[held] = HolderRow{0U};
    c.policy.reservation = ReservationRegime::in_stock;
    c.round();
    REQUIRE(c.flows.leases.size() == 1);
    CHECK(c.flows.leases.back().holder == HolderRow{0U});
    CHECK(c.world.flow_accounts[LandlordRow{0U}].base == 0);

    c.vacant(12, hand::town);
    c.policy.reservation = ReservationRegime::in_flow;
    c.round();
    REQUIRE(c.flows.leases.size() == 2);
    CHECK(c.world.flow_accounts[LandlordRow{0U}].base == 1);
}

TEST_CASE("What is set aside for a transfer goes to applicants once no tenant is left to ask") {
    Commission c;
    const auto flat = c.vacant(11, hand::town);
    const auto tenant =
        hand::settle_in(c.world, hand::single(1, 40, 1600000), hand::flat(12, hand::town, 2));
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 20);
    c.applicant(2, 10);
    c.policy.set_aside_for_transfers = 1.0;
    c.behaviour.answers.constant = -100.0;
    const auto refused = c.round();
    REQUIRE(refused.size() == 1);
    CHECK(c.verified()[refused[0].candidate].key == HouseholdKey{1});
    c.behaviour.answers.constant = 100.0;
    c.round();
    CHECK(c.tenant_of(flat) == HouseholdKey{2});
}

TEST_CASE("A holder who has nobody to name gives the vacancy back") {
    Commission c;
    c.applicant(1, 10);
    const auto flat = c.vacant(11, hand::town);
    c.policy.holders = {{.name = "State", .share = 1.0, .designates = hand::group_of("priority")}};
    c.round();
    CHECK(c.tenant_of(flat) == HouseholdKey{1});
    CHECK_FALSE(c.flows.leases.front().holder);
    CHECK(c.world.flow_accounts[LandlordRow{0U}].base == 0);
}

TEST_CASE("A holder whose time to name is over loses the vacancy to the landlord: CCH R.441-5") {
    Commission c;
    c.applicant(1, 10);
    c.world.applications.priorities[c.applicant(2, 1)] = priority::dalo;
    const auto flat = c.vacant(11, hand::town);
    c.policy.holders = {{.name = "State", .share = 1.0, .designates = hand::group_of("priority")}};
    c.policy.naming_months = 2;
    const auto named_after = [&](int months) {
        c.world.dwellings.available[flat] = c.world.month - months;
        return c.lists(c.verified())[0].designated;
    };
    SECTION("in flow") {
        CHECK(named_after(1) == std::vector<std::uint32_t>{1});
        CHECK(named_after(2) == std::vector<std::uint32_t>{0, 1});  // anybody, in order of points
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{1});
        CHECK(c.world.flow_accounts[LandlordRow{0U}].base == 0);
    }
    SECTION("in stock, of the dwellings that have a holder") {
        c.policy.reservation = ReservationRegime::in_stock;
        c.world.dwellings.reserved_for[flat] = HolderRow{0U};
        CHECK(named_after(1) == std::vector<std::uint32_t>{1});
        CHECK(named_after(2) == std::vector<std::uint32_t>{0, 1});
        CHECK(lettable_dwellings(c.world, c.policy, any_draws)[0].naming_over);
        c.world.dwellings.reserved_for[flat] = HolderRow{};
        CHECK_FALSE(lettable_dwellings(c.world, c.policy, any_draws)[0].naming_over);
    }
    SECTION("without a delay it stays the holder's") {
        c.policy.naming_months = 0;
        CHECK(named_after(24) == std::vector<std::uint32_t>{1});
    }
    SECTION("what is set aside for transfers has no holder") {
        c.policy.set_aside_for_transfers = 1.0;
        CHECK(named_after(2) == std::vector<std::uint32_t>{0, 1});  // no tenant asks
        CHECK_FALSE(lettable_dwellings(c.world, c.policy, any_draws)[0].naming_over);
    }
}

TEST_CASE("A transfer frees a dwelling and goes on with its chain; another tenant ends it") {
    Commission c;
    const auto tenant =
        hand::settle_in(c.world, hand::single(1, 40, 1600000), hand::flat(10, hand::estate, 2));
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 20);
    const auto flat = c.vacant(11, hand::town);
    c.world.dwellings.vacancy_cause[flat] = VacancyCause::delivery;
    c.behaviour.reletting = {};  // no delay
    c.round();
    const DwellingRow left{0U};
    CHECK(c.world.dwellings.status[left] == DwellingStatus::vacant);
    CHECK(c.world.dwellings.chain_rung[left] == 2);
    CHECK(c.world.dwellings.vacancy_cause[left] == VacancyCause::delivery);
    CHECK(c.flows.chains.empty());
    c.applicant(2, 5);
    c.round();  // the dwelling left is let in the same month
    REQUIRE(c.flows.chains.size() == 1);
    CHECK(c.flows.chains[0].length == 2);
    CHECK(c.flows.chains[0].cause == VacancyCause::delivery);
    CHECK(c.tenant_of(left) == HouseholdKey{2});
    check_consistency(c.world);
}

TEST_CASE("In flow, the turn is the holder's furthest behind its share; accounts carry over") {
    Commission c;
    c.policy.holders = {{.name = "a", .share = 0.25}, {.name = "b", .share = 0.75}};
    for (std::uint64_t key = 11; key <= 14; ++key) {
        c.vacant(key, hand::town, 20 - static_cast<int>(key));
    }
    const auto holders = [&] {
        std::vector<int> found;
        for (const auto& vacancy : lettable_dwellings(c.world, c.policy, any_draws)) {
            found.push_back(vacancy.holder.value);
        }
        return found;
    };
    CHECK(holders() == std::vector{1, 0, 1, 1});
    c.world.flow_accounts[LandlordRow{0U}] = {.base = 4, .given = {4, 0}};
    CHECK(holders() == std::vector{1, 1, 1, 1});
    c.policy.reservation = ReservationRegime::in_stock;
    c.world.dwellings.reserved_for[DwellingRow{3U}] = HolderRow{0U};
    CHECK(holders() == std::vector{255, 255, 255, 0});
}

TEST_CASE(
    "The noise of an answer is the pair's: offered again, the same dwelling is answered alike") {
    Commission c;
    c.applicant(1, 10);
    const auto flat = c.vacant(11, hand::town);
    c.behaviour.answers = {.taste_sd = 1.0, .appeal_scale = 1.0};
    const auto all = c.verified();
    const auto first = utility(c.world, c.behaviour.answers, c.policy, all[0], flat, any_draws);
    c.vacant(12, hand::town);
    ++c.world.month;
    CHECK(utility(c.world, c.behaviour.answers, c.policy, all[0], flat, any_draws) == first);
    auto better = c.behaviour.answers;
    better.ideal_size = 0.5;  // the flat has the ideal number of rooms
    CHECK(utility(c.world, better, c.policy, all[0], flat, any_draws) > first);
}

TEST_CASE("The better off refuse sooner where many are poor, within bounds") {
    Commission c;
    c.poor_applicant(1, 10);
    c.applicant(2, 10, 2600000);
    c.applicant(3, 10, 9000000);
    const auto in_town = c.vacant(11, hand::town);
    const auto in_the_estate = c.vacant(12, hand::estate);
    c.behaviour.answers = {
        .poverty_share = -1.0, .poverty_share_by_income = -2.0, .appeal_scale = 0.0};
    const auto all = c.verified();
    const auto difference = [&](const Candidate& one) {
        const auto worth = [&](DwellingRow d) {
            return utility(c.world, c.behaviour.answers, c.policy, one, d, any_draws);
        };
        return worth(in_the_estate) - worth(in_town);
    };
    // 30 points more of poor households, at -1 - 2 ln(resources over the line of 1 158 euros).
    REQUIRE(all[1].resources_per_unit_cents == Approx(2600000).margin(10));
    CHECK(difference(all[1]) == Approx(0.3 * (-1.0 - 2.0 * 0.6266)).margin(1e-4));
    CHECK(difference(all[2]) == Approx(0.3 * (-1.0 - 2.0 * 1.3863)).margin(1e-4));
    CHECK(difference(all[0]) > 0.0);
    c.world.levels.income = 2.0;  // the line has doubled
    CHECK(difference(all[1]) == Approx(0.3 * (-1.0 + 2.0 * 0.0666)).margin(1e-4));
}
