#include <array>
#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/demand.hpp"
#include "rules/supply.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

DemandRates no_demand() {
    DemandRates rates;
    rates.age_factor = hand::at_all_ages(1.0);
    return rates;
}

}  // namespace

TEST_CASE("A request is renewed or lapses at twelve months, not before") {
    auto world = hand::empty_world(month(2020, 1));
    const auto h = hand::settle(world, hand::single(1, 30, 1500000));
    hand::apply_for_dwelling(world, h, world.month - 11);
    auto rates = no_demand();
    const auto policy = hand::policy();
    CHECK(demand_changes(world, rates, policy, hand::any_draws).empty());
    world.applications.renewed[ApplicationRow{0U}] = world.month - 12;
    auto changes = demand_changes(world, rates, policy, hand::any_draws);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].event == DemandEvent::lapse);
    rates.renewal_share = 1.0;
    changes = demand_changes(world, rates, policy, hand::any_draws);
    CHECK(changes[0].event == DemandEvent::renew);
    MonthFlows flows;
    apply(world, changes, flows);
    CHECK(world.applications.renewed[ApplicationRow{0U}] == world.month);
    CHECK(flows.counts.renewed == 1);
}

TEST_CASE("CCH R.441-2-7: a renewed request says what its household now is; DALO stays") {
    auto world = hand::empty_world(month(2020, 1));
    const auto h = hand::settle(world, hand::single(1, 40, 1500000));
    const auto rates = no_demand();
    const auto policy = hand::policy();
    const auto request =
        append(world.applications, new_application(world, h, rates, policy, hand::any_draws));
    world.households.application[h] = request;
    auto& applications = world.applications;
    CHECK(applications.priorities[request] == priority::hosted_or_without_dwelling);
    CHECK(applications.motive[request] == Motive::no_dwelling);
    const auto stated = applications.stated_resources_cents[request];
    applications.priorities[request] |= priority::dalo;

    world.month = world.month + 12;
    world.households.tenure[h] = Tenure::private_tenant;
    world.households.declared_cents[h][0] *= 2;
    auto renewing = rates;
    renewing.renewal_share = 1.0;
    MonthFlows flows;
    apply(world, demand_changes(world, renewing, policy, hand::any_draws), flows);

    CHECK(applications.opened[request] == month(2020, 1));
    CHECK(applications.priorities[request] == priority::dalo);
    CHECK(applications.motive[request] != Motive::no_dwelling);
    CHECK(applications.stated_resources_cents[request] > stated);
}

TEST_CASE("Of who asks from outside, a share has no dwelling of its own") {
    auto world = hand::empty_world(month(2020, 1));
    for (const double share : {0.0, 0.35, 1.0}) {
        auto rates = no_demand();
        rates.outside_without_dwelling = share;
        int without = 0;
        constexpr int people = 2000;
        for (std::uint64_t key = 1; key <= people; ++key) {
            auto outsider = hand::single(key, 40, 1500000);
            outsider.zone = ZoneRow{};
            const auto request = new_application(
                world, append(world.households, outsider), rates, hand::policy(), hand::any_draws);
            const bool hosted = (request.priorities & priority::hosted_or_without_dwelling) != 0;
            CHECK(hosted == (request.motive == Motive::no_dwelling));
            without += hosted ? 1 : 0;
        }
        CHECK(without == Approx(share * people).margin(5 * std::sqrt(0.25 * people)));
        CHECK((share > 0.0 || without == 0));
    }
}

TEST_CASE("Who expects to wait longer than at the start applies less, by the elasticity") {
    auto world = hand::empty_world(month(2020, 1));
    Households like;
    append(like, hand::single(1, 30, 0));
    world.arrival_templates = std::make_shared<const Households>(like);
    const auto waiting = hand::settle(world, hand::single(2, 30, 1500000));
    hand::apply_for_dwelling(world, waiting, world.month - 24);
    CHECK(mean_months_waited(world) == 24.0);
    auto rates = no_demand();
    rates.outside_requests_a_year = 12'000.0;
    const auto asking = [&](double elasticity, double wait_at_start) {
        rates.waiting_elasticity = elasticity;
        world.mean_wait_at_start_months = wait_at_start;
        return static_cast<double>(
            outside_applicants(world, rates, hand::policy(), hand::any_draws).size());
    };
    CHECK(asking(0.0, 12.0) == Approx(1000.0).margin(160.0));
    CHECK(asking(-1.0, 12.0) == Approx(500.0).margin(115.0));
    CHECK(asking(-1.0, 24.0) == Approx(1000.0).margin(160.0));
    CHECK(asking(-1.0, 0.0) == Approx(1000.0).margin(160.0));
}

TEST_CASE("A rehousing request does not lapse; an outside applicant who gives up is gone") {
    auto world = hand::empty_world(month(2020, 1));
    const auto rehoused = hand::settle(world, hand::single(1, 30, 1500000));
    const auto request = hand::apply_for_dwelling(world, rehoused, world.month - 12);
    world.applications.priorities[request] = priority::rehousing;
    auto outsider = hand::single(2, 30, 1500000);
    outsider.zone = ZoneRow{};
    const auto outside = append(world.households, outsider);
    hand::apply_for_dwelling(world, outside, world.month - 12);
    MonthFlows flows;
    apply(world, demand_changes(world, no_demand(), hand::policy(), hand::any_draws), flows);
    CHECK(flows.counts.lapsed == 1);
    CHECK(world.applications.size() == 1);
    CHECK(world.households.application[rehoused]);
    CHECK(world.households.tenure[outside] == Tenure::gone);
    check_consistency(world);
}

TEST_CASE("Only who is under the highest ceiling applies, the poorer more") {
    auto world = hand::empty_world(month(2020, 1));
    hand::settle(world, hand::single(1, 30, 4000000));  // above PLS
    hand::settle(world, hand::single(2, 30, 1000000));
    auto rates = no_demand();
    rates.hosted = 1.0;
    int rich = 0;
    int poor = 0;
    for (int m = 0; m < 240; ++m) {
        for (const auto& change : demand_changes(world, rates, hand::policy(), hand::any_draws)) {
            rich += change.household.value == 0;
            poor += change.household.value == 1;
        }
        ++world.month;
    }
    CHECK(rich == 0);
    CHECK(poor >= 8);  // 1/12 a month: 20 expected, 8 has a probability of 0.001
    CHECK(poor <= 36);
}

TEST_CASE("A social tenant's income weighs on asking for a transfer by a slope of its own") {
    Households households;
    append(households, hand::single(1, 30, 1000000));
    append(households, hand::single(2, 30, 1000000));
    households.tenure[HouseholdRow{0}] = Tenure::private_tenant;
    households.tenure[HouseholdRow{1}] = Tenure::social_tenant;
    auto rates = no_demand();
    rates.income_slope = 2.0;
    const auto ceilings = hand::policy().ceilings;
    const auto inclination = [&](std::size_t row) {
        return inclination_by_income(
            households, HouseholdRow{row}, month(2020, 1), 1.0, rates, ceilings);
    };
    CHECK(inclination(0) < 0.9);
    CHECK(inclination(1) == 1.0);
    rates.transfer_income_slope = 2.0;
    CHECK(inclination(1) == inclination(0));
}

TEST_CASE("Who asks from outside is drawn in proportion to the inclination by income") {
    auto world = hand::empty_world(month(2020, 1));
    Households like;
    append(like, hand::single(1, 30, 4000000));  // above PLS: never
    append(like, hand::single(2, 30, 2000000));
    append(like, hand::single(3, 30, 0));
    world.arrival_templates = std::make_shared<const Households>(like);
    auto rates = no_demand();
    rates.income_slope = 2.0;
    const auto ceilings = hand::policy().ceilings;
    const auto inclination = [&](std::size_t row) {
        return inclination_by_income(like, HouseholdRow{row}, world.month, 1.0, rates, ceilings);
    };
    CHECK(inclination(0) == 0.0);
    CHECK(inclination(2) == 1.0);

    std::array<int, 3> drawn{};
    constexpr int draws_made = 4000;
    for (std::uint64_t key = 1; key <= draws_made; ++key) {
        const auto row = outside_template(world,
                                          HouseholdKey{key},
                                          DrawPurpose::outside_demand,
                                          world.month,
                                          rates,
                                          ceilings,
                                          hand::any_draws);
        ++drawn[row.value];
    }
    const double share = inclination(1) / (inclination(1) + inclination(2));
    CHECK(drawn[0] == 0);
    // Five standard deviations; drawn alike, half would be of the second household.
    CHECK(drawn[1] == Approx(draws_made * share).margin(5 * std::sqrt(draws_made * share)));
    CHECK(std::abs(0.5 - share) * draws_made > 10 * std::sqrt(draws_made * share));
}

TEST_CASE("Who asks from outside is held to the ceilings by incomes of the same year") {
    auto world = hand::empty_world(month(2020, 1));
    Households like;
    append(like, hand::single(1, 30, 3200000));  // 2 880 000 of RFR, under the 2 943 460 of PLS
    world.arrival_templates = std::make_shared<const Households>(like);
    const auto drawn = [&](double income_level) {
        world.levels.income = income_level;
        return static_cast<bool>(outside_template(world,
                                                  HouseholdKey{7},
                                                  DrawPurpose::outside_demand,
                                                  world.month,
                                                  no_demand(),
                                                  hand::policy().ceilings,
                                                  hand::any_draws));
    };
    CHECK(drawn(1.0));
    CHECK_FALSE(drawn(1.1));
}

TEST_CASE("Nobody asks from outside where all earn too much") {
    auto world = hand::empty_world(month(2020, 1));
    Households like;
    append(like, hand::single(1, 30, 9000000));
    world.arrival_templates = std::make_shared<const Households>(like);
    auto rates = no_demand();
    rates.outside_requests_a_year = 1200.0;
    CHECK(outside_applicants(world, rates, hand::policy(), hand::any_draws).empty());
}

TEST_CASE("The thresholds are the quarters of the stated resources; unstated ones do not count") {
    auto world = hand::empty_world(month(2020, 12));
    for (std::uint64_t key = 1; key <= 5; ++key) {
        const auto h = hand::settle(world, hand::single(key, 30, 0));
        const auto request = hand::apply_for_dwelling(world, h, world.month);
        world.applications.stated_resources_cents[request] =
            key == 5 ? unstated : static_cast<std::int32_t>(key) * 100000;
    }
    CHECK(quartiles_of_requests(world) == QuartileBounds{100000, 200000, 300000});
    CHECK(quartile({100000, 200000, 300000}, 100000) == 1);
    CHECK(quartile({100000, 200000, 300000}, 100001) == 2);
    CHECK(quartile({100000, 200000, 300000}, 300001) == 4);
}

TEST_CASE(
    "New thresholds are of December's stock, and in force from the arrêté's month; the frozen "
    "follow prices") {
    auto world = hand::empty_world(month(2021, 1));
    const auto h = hand::settle(world, hand::single(1, 30, 0));
    const auto request = hand::apply_for_dwelling(world, h, world.month);
    world.applications.stated_resources_cents[request] = 500000;
    world.thresholds.legal = {100, 200, 300};
    world.thresholds.frozen = {1000, 2000, 3000};
    world.thresholds.is_frozen = true;
    const auto policy = hand::policy();  // arrêté in June, prices 1.5 %
    move_thresholds(world, policy);
    CHECK(world.thresholds.legal == QuartileBounds{100, 200, 300});
    CHECK(world.thresholds.frozen == QuartileBounds{1014, 2029, 3044});
    world.month = month(2021, 6);
    move_thresholds(world, policy);
    CHECK(world.thresholds.legal == QuartileBounds{500000, 500000, 500000});
    CHECK(world.thresholds.frozen == QuartileBounds{1014, 2029, 3044});
}

TEST_CASE("A programme stops re-letting, rehouses, and demolishes what is empty") {
    auto world = hand::empty_world(month(2021, 6));
    const auto tenant =
        hand::settle_in(world, hand::single(1, 50, 1500000), hand::flat(10, hand::estate, 2));
    append(world.dwellings, hand::flat(11, hand::estate, 2));
    const DwellingRow lived_in{0U};
    const DwellingRow empty{1U};
    MonthFlows flows;
    apply(world,
          {{.kind = ProgrammeKind::stop_reletting,
            .programme = 7,
            .zone = hand::estate,
            .dwellings = 2}},
          hand::any_draws,
          flows);
    CHECK(world.dwellings.status[empty] == DwellingStatus::condemned);
    REQUIRE(world.households.application[tenant]);
    CHECK(world.applications.priorities[world.households.application[tenant]] ==
          priority::rehousing);

    const ProgrammeEvent demolition{
        .kind = ProgrammeKind::demolition, .programme = 7, .zone = hand::estate, .dwellings = 2};
    apply(world, {demolition}, hand::any_draws, flows);
    CHECK(world.dwellings.status[empty] == DwellingStatus::demolished);
    CHECK(world.dwellings.status[lived_in] == DwellingStatus::occupied);
    CHECK(world.agenda.size() == 1);  // the rest comes back next month

    free_dwelling(world, lived_in, VacancyCause::left_agglomeration, 1, {}, hand::any_draws);
    world.households.tenure[tenant] = Tenure::hosted;
    CHECK(world.dwellings.status[lived_in] == DwellingStatus::condemned);
    ++world.month;
    apply(world, world.agenda.take(world.month), hand::any_draws, flows);
    CHECK(flows.counts.demolished == 2);
    CHECK(world.agenda.size() == 0);
    check_consistency(world);
}

TEST_CASE("Delivered dwellings are let at once, under keys of their programme") {
    auto world = hand::empty_world(month(2021, 6));
    MonthFlows flows;
    const ProgrammeEvent delivery{.kind = ProgrammeKind::social_delivery,
                                  .programme = 9,
                                  .zone = hand::village,
                                  .dwellings = 3,
                                  .landlord = LandlordRow{0U},
                                  .rooms = 3};
    apply(world, {delivery}, hand::any_draws, flows);
    CHECK(flows.counts.delivered == 3);
    CHECK(lettable_dwellings(world, hand::policy(), hand::any_draws).size() == 3);
    CHECK(world.dwellings.key[DwellingRow{0U}] != world.dwellings.key[DwellingRow{1U}]);
}

TEST_CASE("A vacancy of 35 days is one of 35 days on average, though months are whole") {
    auto world = hand::empty_world();
    auto reletting = hand::quiet_behaviour().reletting;
    reletting.works_share = 0.0;
    reletting.delay_days_elsewhere = 35.0;
    constexpr int dwellings = 2000;
    double months = 0.0;
    for (std::uint64_t key = 1; key <= dwellings; ++key) {
        const auto row =
            hand::settle_in(world, hand::single(key, 35, 2000000), hand::flat(key, hand::town, 2));
        const auto d = world.households.dwelling[row];
        free_dwelling(world, d, VacancyCause::to_ownership, 1, reletting, hand::any_draws);
        months += world.dwellings.available[d] - world.month;
    }
    // 35 days are 1.15 months; cut to whole ones they were 0.65.
    CHECK(months / dwellings == Approx(35.0 / 30.4).margin(0.06));
}

TEST_CASE("A dwelling in works is not let before they end") {
    auto world = hand::empty_world(month(2021, 6));
    const auto tenant =
        hand::settle_in(world, hand::single(1, 50, 1500000), hand::flat(10, hand::town, 2));
    const RelettingRates always_works{
        .works_share = 1.0, .works_least_months = 4, .works_most_months = 4};
    const DwellingRow d{0U};
    free_dwelling(world, d, VacancyCause::left_agglomeration, 1, always_works, hand::any_draws);
    world.households.tenure[tenant] = Tenure::hosted;
    CHECK(world.dwellings.status[d] == DwellingStatus::works);
    world.month = world.month + 3;
    end_works(world);
    CHECK(lettable_dwellings(world, hand::policy(), hand::any_draws).empty());
    ++world.month;
    end_works(world);
    CHECK(lettable_dwellings(world, hand::policy(), hand::any_draws).size() == 1);
}

TEST_CASE(
    "Landlords set aside the share of vacancies for transfers; others take what no tenant asks "
    "for") {
    auto world = hand::empty_world(month(2021, 6));
    for (std::uint64_t key = 1; key <= 400; ++key) {
        append(world.dwellings, hand::flat(key, hand::town, 2));
    }
    auto policy = hand::policy();
    policy.set_aside_for_transfers = 0.25;
    int set_aside = 0;
    for (const auto& vacancy : lettable_dwellings(world, policy, hand::any_draws)) {
        set_aside += vacancy.for_transfer;
        CHECK(vacancy.for_transfer == !vacancy.holder);
    }
    CHECK(set_aside > 65);  // 100 expected, standard deviation 8.7
    CHECK(set_aside < 135);
}
