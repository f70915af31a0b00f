#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "hand_written_world.hpp"
#include "observation/indicators.hpp"

namespace mixite {
namespace {

using hand_written::estate;
using hand_written::flat;
using hand_written::in_qpv;
using hand_written::outside;
using hand_written::single;
using hand_written::start;
using hand_written::town;
using hand_written::village;

constexpr Month now = month(2024, 5);

/// A world, what happened in its month, and what the phases would have computed of its households.
struct Scene {
    World world = hand_written::empty_world(now);
    MonthFlows flows;

    HouseholdRow add(const Household& household, std::int32_t disposable_a_month_cents) {
        const auto row = append(world.households, household);
        auto& resources = world.resources;
        const int units = consumption_unit_tenths(world.households, row, now);
        for_each_resources_column(resources, [&](auto& column) { column.resize(row.value + 1); });
        resources.known = row.value + 1;
        resources.disposable_per_unit_cents[row] = disposable_a_month_cents;
        resources.unit_tenths[row] = static_cast<std::uint8_t>(units);
        resources.sne_cents_a_month[row] = disposable_a_month_cents;
        return row;
    }

    /// Precondition: nothing is counted yet.
    [[nodiscard]] double value(std::string_view name, std::size_t at = 0) const {
        auto counted = world;
        count_again(counted, {});
        const auto values = measure(counted, flows);
        REQUIRE(values.size() == measure_size(*world.territory));
        std::size_t first = 0;
        for (const auto& spec : indicator_specs()) {
            const auto places = extent(spec.dimension, *world.territory);
            if (spec.name == name) {
                REQUIRE(at < places);
                return static_cast<double>(values[first + at]);
            }
            first += places;
        }
        FAIL("no indicator " << name);
        return 0.0;
    }
};

Household living(Household household, ZoneRow zone, Tenure tenure) {
    household.zone = zone;
    household.tenure = tenure;
    return household;
}

/// Estate: a poor single tenant (declares 6 000 € a year) and a poor mother tenant with two young
/// children (declares 4 800 €, 1.6 units, 3 000 € each). Town: a single owner at 24 000 € and a
/// couple of owners at 30 000 € each (1.5 units, 40 000 € each). Village: a single hosted at
/// 12 000 €.
/// Beside them a household that is gone and an applicant from outside, who count nowhere here.
/// Persons by declared income per unit: 3 000 ×3, 6 000, 12 000, 24 000, 40 000 ×2: eight.
Scene six_homes() {
    Scene scene;
    scene.add(living(single(1, 40, 600'000), estate, Tenure::social_tenant), 80'000);
    auto mother = living(single(2, 30, 480'000), estate, Tenure::social_tenant);
    mother.children = 2;
    mother.child_birth = {now - 60, now - 24};
    scene.add(mother, 90'000);
    scene.add(living(single(3, 50, 2'400'000), town, Tenure::owner), 190'000);
    scene.add(living(hand_written::couple(4, 45, 3'000'000), town, Tenure::owner), 300'000);
    scene.add(living(single(5, 22, 1'200'000), village, Tenure::hosted), 120'000);
    scene.add(living(single(6, 35, 100), town, Tenure::gone), 100);
    scene.add(living(single(7, 35, 100), ZoneRow{}, Tenure::private_tenant), 0);
    return scene;
}

TEST_CASE("every indicator has a name of its own, a unit, a long name and one sentence") {
    std::set<std::string_view> names;
    for (const auto& spec : indicator_specs()) {
        CAPTURE(spec.name);
        CHECK(names.insert(spec.name).second);
        CHECK(!spec.name.empty());
        CHECK(std::all_of(spec.name.begin(), spec.name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }));
        CHECK(!spec.unit.empty());
        CHECK(!spec.long_name.empty());
        CHECK(spec.definition.ends_with('.'));
    }
    CHECK(names.size() > 100);
}

TEST_CASE("a zone counts its residents and nobody else") {
    const auto scene = six_homes();
    CHECK(scene.value("households", town.value) == 2);
    CHECK(scene.value("households", village.value) == 1);
    CHECK(scene.value("households", estate.value) == 2);
    CHECK(scene.value("persons", town.value) == 3);
    CHECK(scene.value("persons", estate.value) == 4);
    CHECK(scene.value("households_by_scope", outside) == 3);
    CHECK(scene.value("persons_by_scope", outside) == 4);
    CHECK(scene.value("households_of_agglomeration") == 5);
    CHECK(scene.value("persons_of_agglomeration") == 8);
}

TEST_CASE("declared medians are of persons, in euros a year") {
    const auto scene = six_homes();
    // Estate: 3 000 of three persons of four. Town: 24 000 of one person, 40 000 of two.
    CHECK(scene.value("declared_median", estate.value) == 3000);
    CHECK(scene.value("declared_median", town.value) == 40000);
    CHECK(scene.value("declared_median_by_scope", in_qpv) == 3000);
    // Outside: 12 000, 24 000, 40 000 ×2: half of four do not exceed 24 000.
    CHECK(scene.value("declared_median_by_scope", outside) == 24000);
    // All: the fourth of eight.
    CHECK(scene.value("declared_median_of_agglomeration") == 6000);
}

TEST_CASE("low declared incomes are below 60 % of the median of all persons") {
    const auto scene = six_homes();
    // 60 % of 6 000 = 3 600: the three at 3 000.
    CHECK(scene.value("low_declared_line") == 3600);
    CHECK(scene.value("low_declared_share", estate.value) == 0.75);
    CHECK(scene.value("low_declared_share", town.value) == 0);
    CHECK(scene.value("low_declared_share_by_scope", outside) == 0);
    CHECK(scene.value("low_declared_share_of_agglomeration") == 0.375);
}

TEST_CASE("the poorest quarter of inhabitants is by disposable income") {
    const auto scene = six_homes();
    // By disposable income a month: 800, 900 ×3, 1 200, 1 900, 3 000 ×2. A quarter of eight is two:
    // the line is 900, and the four at or below it are all in the estate.
    CHECK(scene.value("poorest_quarter_line") == 12 * 900);
    CHECK(scene.value("poorest_quarter_share", estate.value) == 1);
    CHECK(scene.value("poorest_quarter_share", village.value) == 0);
    CHECK(scene.value("poorest_quarter_share_by_scope", in_qpv) == 1);
    CHECK(scene.value("poorest_quarter_share_of_agglomeration") == 0.5);
}

TEST_CASE("poverty is below the line of month zero, which follows incomes and not prices") {
    auto scene = six_homes();
    CHECK(scene.value("poverty_line") == 12 * 1158);
    CHECK(scene.value("poverty_rate", estate.value) == 1);
    CHECK(scene.value("poverty_rate", village.value) == 0);
    CHECK(scene.value("poor_households", estate.value) == 2);
    CHECK(scene.value("poor_households", village.value) == 0);
    CHECK(scene.value("poverty_rate_of_agglomeration") == 0.5);
    // 1 158 × 1.1 = 1 273.8: the one in the village, at 1 200, is poor now.
    scene.world.levels.income = 1.1;
    scene.world.levels.prices = 1.3;
    CHECK(scene.value("poverty_line") == Approx(12 * 1273.8));
    CHECK(scene.value("poverty_rate", village.value) == 1);
    CHECK(scene.value("poverty_rate_by_scope", outside) == 0.25);
}

TEST_CASE("shares by tenure are of households") {
    const auto scene = six_homes();
    CHECK(scene.value("social_tenant_share", estate.value) == 1);
    CHECK(scene.value("owner_share", town.value) == 1);
    CHECK(scene.value("hosted_share", village.value) == 1);
    CHECK(scene.value("private_tenant_share", village.value) == 0);
    CHECK(scene.value("owner_share_by_scope", outside) == Approx(2.0 / 3.0));
    CHECK(scene.value("social_tenant_share_of_agglomeration") == Approx(0.4));
    CHECK(scene.value("social_tenants_poverty_rate_by_scope", in_qpv) == 1);
    CHECK(std::isnan(scene.value("social_tenants_poverty_rate_by_scope", outside)));
}

TEST_CASE("poor households are all in the estate, which has no others") {
    auto scene = six_homes();
    CHECK(scene.value("dissimilarity") == 1);
    CHECK(scene.value("isolation") == 1);
    CHECK(scene.value("theil_h") == 1);
    // A poor household in the town: poor and others are (1, 2), (0, 1), (2, 0).
    scene.add(living(single(8, 60, 500'000), town, Tenure::owner), 100'000);
    CHECK(scene.value("dissimilarity") == Approx(2.0 / 3.0));  // (|1/3 - 2/3| + 1/3 + 2/3) / 2
    CHECK(scene.value("isolation") == Approx(1.0 / 3.0 * 1.0 / 3.0 + 2.0 / 3.0));
    CHECK(scene.value("theil_h") == Approx(1.0 - 3.0 * 0.9182958340544896 / 6.0));
}

TEST_CASE("the rank-order index takes groups of 1 000 euros that follow incomes") {
    Scene scene;
    scene.add(living(single(1, 40, 120'000), town, Tenure::owner), 100'000);
    scene.add(living(single(2, 40, 180'000), village, Tenure::owner), 100'000);
    CHECK(std::isnan(scene.value("rank_order_h")));  // 1 200 and 1 800: one group
    scene.world.levels.income = 1.5;                 // groups of 1 500: apart
    CHECK(scene.value("rank_order_h") == 1);
    scene.add(living(single(3, 40, 180'000), town, Tenure::owner), 100'000);
    scene.add(living(single(4, 40, 120'000), village, Tenure::owner), 100'000);
    CHECK(scene.value("rank_order_h") == Approx(0.0).margin(1e-7));
}

TEST_CASE("nobody: what there is not to measure is not a number") {
    const Scene scene;
    CHECK(scene.value("households", town.value) == 0);
    for (const auto* name : {"declared_median",
                             "poverty_rate",
                             "low_declared_share",
                             "poorest_quarter_share",
                             "social_tenant_share",
                             "dissimilarity",
                             "rank_order_h",
                             "first_quartile_share_legal",
                             "upper_quartiles_share_frozen",
                             "transfer_share",
                             "refusals_per_offer",
                             "vacancy_share_over_three_months",
                             "vacancy_mean_days",
                             "effort_rate_mean",
                             "housed_wait_mean",
                             "waiting_wait_median_by_quartile",
                             "requests_first_quarter_resources",
                             "first_quartile_threshold_legal",
                             "chain_mean_length",
                             "ledger_households"}) {
        CAPTURE(name);
        CHECK(std::isnan(scene.value(name)));
    }
}

Lease lease(ZoneRow zone, int legal, int frozen) {
    return {.month = now,
            .zone = zone,
            .from_zone = town,
            .eldest_age = 40,
            .quartile_legal = static_cast<std::uint8_t>(legal),
            .quartile_frozen = static_cast<std::uint8_t>(frozen)};
}

/// Outside QPV four leases: to the first quarter (a transfer from the estate), to the second but by
/// the frozen threshold to the first, to the third (to be rehoused), and to the fourth (from
/// outside, under 30). In QPV two: to the first quarter, and a transfer within QPV to the third.
Scene six_leases() {
    Scene scene;
    auto& leases = scene.flows.leases;
    leases = {lease(town, 1, 1),
              lease(town, 2, 1),
              lease(village, 3, 3),
              lease(town, 4, 4),
              lease(estate, 1, 1),
              lease(estate, 3, 2)};
    leases[0].transfer = true;
    leases[0].from_zone = estate;
    leases[2].priorities = priority::rehousing;
    leases[3].from_zone = ZoneRow{};
    leases[3].eldest_age = 29;
    leases[5].transfer = true;
    leases[5].from_zone = estate;
    leases[5].priorities = priority::dalo;
    const std::array<std::int16_t, 6> waits{10, 20, 3, 40, 6, 12};
    for (std::size_t i = 0; i < leases.size(); ++i) {
        leases[i].wait_months = waits.at(i);
    }
    return scene;
}

TEST_CASE("the first quartile of applicants among leases, transfers counted, by both thresholds") {
    const auto scene = six_leases();
    CHECK(scene.value("leases", in_qpv) == 2);
    CHECK(scene.value("leases", outside) == 4);
    CHECK(scene.value("leases_by_zone", town.value) == 3);
    CHECK(scene.value("leases_of_agglomeration") == 6);
    CHECK(scene.value("first_quartile_leases_legal", outside) == 1);
    CHECK(scene.value("first_quartile_leases_frozen", outside) == 2);
    CHECK(scene.value("first_quartile_leases_frozen_by_zone", town.value) == 2);
    CHECK(scene.value("first_quartile_leases_legal_by_zone", estate.value) == 1);
    CHECK(scene.value("first_quartile_share_legal", outside) == 0.25);
    CHECK(scene.value("first_quartile_share_frozen", outside) == 0.5);
    CHECK(scene.value("first_quartile_share_legal", in_qpv) == 0.5);
    CHECK(scene.value("first_quartile_or_rehoused_share_legal", outside) == 0.5);
    CHECK(scene.value("first_quartile_or_rehoused_share_frozen", outside) == 0.75);
    CHECK(scene.value("upper_quartiles_share_legal", in_qpv) == 0.5);
    CHECK(scene.value("upper_quartiles_share_frozen", outside) == 0.5);
}

TEST_CASE("a lease whose quartile is not known is in no share by quartile") {
    auto scene = six_leases();
    scene.flows.leases.push_back(lease(town, 0, 0));
    CHECK(scene.value("leases", outside) == 5);
    CHECK(scene.value("leases_with_quartile_legal", outside) == 4);
    CHECK(scene.value("leases_with_quartile_frozen", outside) == 4);
    CHECK(scene.value("first_quartile_share_legal", outside) == 0.25);
    CHECK(scene.value("upper_quartiles_share_legal", outside) == 0.75);
}

TEST_CASE("transfers, rehousing, priorities, youth and origin among leases") {
    const auto scene = six_leases();
    CHECK(scene.value("transfers", in_qpv) == 1);
    CHECK(scene.value("transfers", outside) == 1);
    CHECK(scene.value("transfers_from_other_scope", in_qpv) == 0);
    CHECK(scene.value("transfers_from_other_scope", outside) == 1);
    CHECK(scene.value("transfer_share") == Approx(2.0 / 6.0));
    CHECK(scene.value("rehoused", outside) == 1);
    CHECK(scene.value("rehoused", in_qpv) == 0);
    CHECK(scene.value("priority_leases", in_qpv) == 1);
    CHECK(scene.value("priority_leases", outside) == 0);  // to be rehoused is no priority public
    CHECK(scene.value("leases_to_under_30") == 1);
    CHECK(scene.value("leases_from_outside") == 1);
}

TEST_CASE("waits of those housed") {
    const auto scene = six_leases();
    // 3, 6, 10, 12, 20, 40: mean 91/6; half of six is the third; 90 % of six is the sixth.
    CHECK(scene.value("housed_wait_mean") == Approx(91.0 / 6.0));
    CHECK(scene.value("housed_wait_median") == 10);
    CHECK(scene.value("housed_wait_p90") == 40);
    // First quarter, legal: 10 and 6; frozen: 10, 20 and 6.
    CHECK(scene.value("housed_wait_mean_by_quartile", 0) == 8);
    CHECK(scene.value("housed_wait_median_by_quartile", 0) == 6);
    CHECK(scene.value("housed_wait_p90_by_quartile", 0) == 10);
    CHECK(scene.value("housed_wait_mean_by_frozen_quartile", 0) == 12);
    CHECK(scene.value("housed_wait_median_by_frozen_quartile", 0) == 10);
    CHECK(scene.value("housed_wait_p90_by_frozen_quartile", 0) == 20);
    // Priority publics: 12; the others: 3, 6, 10, 20, 40.
    CHECK(scene.value("housed_wait_mean_by_priority", 1) == 12);
    CHECK(scene.value("housed_wait_mean_by_priority", 0) == Approx(79.0 / 5.0));
    CHECK(scene.value("housed_wait_median_by_priority", 0) == 10);
    CHECK(scene.value("housed_wait_p90_by_priority", 0) == 40);
}

TEST_CASE("a first letting is of a new dwelling nobody has lived in; the others are relets") {
    auto scene = six_homes();
    auto added = flat(71, estate, 3);
    added.vacancy_cause = VacancyCause::delivery;
    added.status = DwellingStatus::occupied;
    added.household = HouseholdRow{0U};
    append(scene.world.dwellings, added);
    added.key = {72};
    added.household = HouseholdRow{1U};
    append(scene.world.dwellings, added);
    scene.world.households.moved_in[HouseholdRow{0U}] = now;
    scene.world.households.moved_in[HouseholdRow{1U}] = now - 5;
    scene.flows.leases = {lease(estate, 1, 1), lease(town, 1, 1)};
    scene.flows.leases[0].dwelling = {71};
    scene.flows.leases[1].dwelling = {9};
    CHECK(scene.value("first_lettings") == 1);
    CHECK(scene.value("relets") == 1);
}

TEST_CASE("refusals by kind, over offers") {
    Scene scene;
    const auto offer = [](ZoneRow zone, Answer answer, std::uint8_t quartile) {
        return Offer{.month = now, .zone = zone, .answer = answer, .quartile_legal = quartile};
    };
    scene.flows.offers = {offer(estate, Answer::accepted, 1),
                          offer(estate, Answer::refused_before_commission, 1),
                          offer(estate, Answer::refused_after_commission, 2),
                          offer(estate, Answer::refused_after_commission, 2),
                          offer(town, Answer::no_answer, 0),
                          offer(village, Answer::accepted, 2)};
    CHECK(scene.value("offers", in_qpv) == 4);
    CHECK(scene.value("offers", outside) == 2);
    CHECK(scene.value("refusals_before_commission", in_qpv) == 1);
    CHECK(scene.value("refusals_after_commission", in_qpv) == 2);
    CHECK(scene.value("offers_without_answer", outside) == 1);
    CHECK(scene.value("refusals_before_commission_per_offer", in_qpv) == 0.25);
    CHECK(scene.value("refusals_after_commission_per_offer", in_qpv) == 0.5);
    CHECK(scene.value("without_answer_per_offer", outside) == 0.5);
    CHECK(scene.value("refusals_per_offer", in_qpv) == 0.75);
    CHECK(scene.value("refusals_per_offer", outside) == 0.5);
    CHECK(scene.value("offers_by_quartile", 0) == 2);
    CHECK(scene.value("refusals_per_offer_by_quartile", 0) == 0.5);
    CHECK(scene.value("refusals_per_offer_by_quartile", 1) == Approx(2.0 / 3.0));
    CHECK(std::isnan(scene.value("refusals_per_offer_by_quartile", 3)));
}

/// Estate: let, vacant since February, vacant since this May, in works, condemned, demolished.
/// Town: vacant since March.
TEST_CASE("the social stock and its vacancies") {
    Scene scene;
    const auto add = [&](ZoneRow zone, DwellingStatus status, Month since) {
        auto dwelling = flat(scene.world.dwellings.size() + 1, zone, 3);
        dwelling.status = status;
        dwelling.vacant_since = since;
        append(scene.world.dwellings, dwelling);
    };
    add(estate, DwellingStatus::occupied, start);
    add(estate, DwellingStatus::vacant, month(2024, 2));
    add(estate, DwellingStatus::vacant, now);
    add(estate, DwellingStatus::works, month(2023, 2));
    add(estate, DwellingStatus::condemned, month(2023, 2));
    add(estate, DwellingStatus::demolished, month(2023, 2));
    add(town, DwellingStatus::vacant, month(2024, 3));
    CHECK(scene.value("stock", in_qpv) == 4);
    CHECK(scene.value("stock_by_zone", estate.value) == 4);
    CHECK(scene.value("vacancies", in_qpv) == 2);
    CHECK(scene.value("vacancies_by_zone", town.value) == 1);
    CHECK(scene.value("vacancies_over_three_months", in_qpv) == 1);
    CHECK(scene.value("vacancies_over_three_months", outside) == 0);
    CHECK(scene.value("vacancy_share_over_three_months", in_qpv) == Approx(1.0 / 3.0));
    // From the middle of February 2024 (14.5 days left), March, April and May; half of May.
    CHECK(scene.value("vacancy_days", in_qpv) == 14.5 + 31 + 30 + 31 + 15.5);
    CHECK(scene.value("vacancy_mean_days", in_qpv) == 61);
    CHECK(scene.value("vacancy_days", outside) == 15.5 + 30 + 31);
    CHECK(scene.value("in_works", in_qpv) == 1);
    CHECK(scene.value("condemned", in_qpv) == 1);
}

TEST_CASE("effort rates are of social tenants") {
    auto scene = six_homes();
    // Of 800 €: 180 of rent and 40 of charges, less 20 of allowance. Of 900 €: 410 and 40.
    auto dwelling = flat(1, estate, 1);
    dwelling.rent_cents = 18'000;
    dwelling.charges_cents = 4'000;
    scene.world.households.dwelling[HouseholdRow{0U}] = append(scene.world.dwellings, dwelling);
    scene.world.resources.allowance_cents_a_month[HouseholdRow{0U}] = 2'000;
    dwelling.rent_cents = 41'000;
    scene.world.households.dwelling[HouseholdRow{1U}] = append(scene.world.dwellings, dwelling);
    CHECK(scene.value("effort_rate_mean", in_qpv) == 0.375);
    CHECK(scene.value("effort_rate_over_35_share", in_qpv) == 0.5);
    CHECK(std::isnan(scene.value("effort_rate_mean", outside)));
}

/// Requests of the poor tenant (9 600 € a year, since January), of the owner (22 800 €, since May
/// 2022, to be rehoused), of the hosted (14 400 €, since April, priority public), and of the
/// applicant from outside (0 €, since November); one is closed.
Scene four_requests() {
    auto scene = six_homes();
    auto& world = scene.world;
    hand_written::apply_for_dwelling(world, HouseholdRow{0U}, month(2024, 1));
    const auto owner = hand_written::apply_for_dwelling(world, HouseholdRow{2U}, month(2022, 5));
    world.applications.priorities[owner] = priority::rehousing;
    const auto elsewhere =
        hand_written::apply_for_dwelling(world, HouseholdRow{4U}, month(2024, 4));
    world.applications.wished_commune[elsewhere] = CommuneRow{1U};
    world.applications.priorities[elsewhere] = priority::hosted_or_without_dwelling;
    hand_written::apply_for_dwelling(world, HouseholdRow{6U}, month(2023, 11));
    append(world.applications, {.opened = start});
    world.thresholds.legal = {900'000, 1'440'000, 2'000'000};
    world.thresholds.frozen = {960'000, 1'000'000, 1'100'000};
    return scene;
}

TEST_CASE("open requests by quartile and priority; who is at a threshold is below it") {
    const auto scene = four_requests();
    CHECK(scene.value("open_requests") == 4);
    CHECK(scene.value("open_transfer_requests") == 1);
    CHECK(scene.value("open_requests_from_outside") == 1);
    CHECK(scene.value("open_requests_by_commune", 0) == 3);
    CHECK(scene.value("open_requests_by_commune", 1) == 1);
    const std::array<int, 4> legal{1, 2, 0, 1};
    const std::array<int, 4> frozen{2, 0, 0, 2};
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        CHECK(scene.value("open_requests_by_quartile", quarter) == legal.at(quarter));
        CHECK(scene.value("open_requests_by_frozen_quartile", quarter) == frozen.at(quarter));
    }
    CHECK(scene.value("open_requests_by_priority", 0) == 3);
    CHECK(scene.value("open_requests_by_priority", 1) == 1);
    // 0, 9 600, 14 400, 22 800: a quarter of four is the first.
    CHECK(scene.value("requests_first_quarter_resources") == 0);
    CHECK(scene.value("first_quartile_threshold_legal") == 9000);
    CHECK(scene.value("first_quartile_threshold_frozen") == 9600);
}

TEST_CASE("waits of those waiting") {
    const auto scene = four_requests();
    // 1, 4, 6, 24 months.
    CHECK(scene.value("waiting_wait_mean") == 8.75);
    CHECK(scene.value("waiting_wait_median") == 4);
    CHECK(scene.value("waiting_wait_p90") == 24);
    // Second quarter, legal: 4 and 1. First, frozen: 4 and 6.
    CHECK(scene.value("waiting_wait_mean_by_quartile", 1) == 2.5);
    CHECK(scene.value("waiting_wait_median_by_quartile", 1) == 1);
    CHECK(scene.value("waiting_wait_p90_by_quartile", 1) == 4);
    CHECK(scene.value("waiting_wait_mean_by_frozen_quartile", 0) == 5);
    CHECK(scene.value("waiting_wait_median_by_frozen_quartile", 3) == 1);
    CHECK(scene.value("waiting_wait_p90_by_frozen_quartile", 3) == 24);
    // Priority publics: 1; the others: 4, 6, 24, of whom the last is to be rehoused.
    CHECK(scene.value("waiting_wait_mean_by_priority", 1) == 1);
    CHECK(scene.value("waiting_wait_median_by_priority", 0) == 6);
    CHECK(scene.value("waiting_wait_p90_by_priority", 0) == 24);
}

TEST_CASE("the month's counts are passed on") {
    Scene scene;
    scene.flows.counts = {.formed = 1,
                          .arrived = 2,
                          .arrived_by_lease = 3,
                          .dissolved = 4,
                          .left = 5,
                          .births = 6,
                          .deaths = 7,
                          .unions = 8,
                          .separations = 9,
                          .left_parents = 10,
                          .retired = 11,
                          .care_homes = 12,
                          .opened = 13,
                          .opened_from_outside = 14,
                          .renewed = 15,
                          .withdrawn = 16,
                          .lapsed = 17,
                          .closed_by_dissolution = 18,
                          .fell_vacant = 19,
                          .delivered = 20,
                          .demolished = 21,
                          .private_moves = 22,
                          .bought = 23,
                          .social_exits = 24,
                          .quota_relaxed = 25,
                          .quota_bound = 26,
                          .diverted_with_consent = 27,
                          .named_by_prefect = 28,
                          .dalo_offers = 29,
                          .dalo_offers_in_time = 30,
                          .waiting_dalo = 31,
                          .overdue_dalo = 32,
                          .adverts = 33,
                          .adverts_unanswered = 34,
                          .advert_refusals = 35,
                          .named_by_coordination = 36,
                          .named_by_mayor = 37,
                          .mayor_vetoes = 38,
                          .named_for_exchange = 39};
    scene.flows.counts.given_back = 41;
    scene.flows.counts.naming_over = 42;
    CHECK(scene.value("given_back") == 41);
    CHECK(scene.value("naming_over") == 42);
    scene.flows.counts.refused_by_landlords = 44;
    scene.flows.counts.attributed_by_prefect = 45;
    CHECK(scene.value("refused_by_landlords") == 44);
    CHECK(scene.value("attributed_by_prefect") == 45);
    scene.flows.counts.rejected = 43;
    CHECK(scene.value("rejected") == 43);
    scene.flows.counts.struck_off_for_silence = 46;
    CHECK(scene.value("struck_off_for_silence") == 46);
    scene.flows.counts.decisions = {{{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}}};
    scene.flows.counts.days_of_silence = {11, 12};
    scene.flows.counts.breaches = {{{13, 14}, {15, 16}, {17, 18}, {19, 20}, {21, 22}}};
    scene.flows.counts.lists_closed_by_quotas = {31, 32};
    CHECK(scene.value("lists_closed_by_quotas", in_qpv) == 31);
    CHECK(scene.value("lists_closed_by_quotas", outside) == 32);
    CHECK(scene.value("diverted_without_consent") == 21);
    int decision = 1;
    for (const auto* name : {"decided_attribution",
                             "decided_ranked",
                             "decided_conditional",
                             "decided_non_attribution",
                             "decided_inadmissible",
                             "days_of_silence",
                             "leases_over_ceiling",
                             "leases_of_wrong_size",
                             "leases_from_short_lists",
                             "leases_against_quotas"}) {
        CAPTURE(name);
        CHECK(scene.value(name, in_qpv) == decision++);
        CHECK(scene.value(name, outside) == decision++);
    }
    scene.flows.counts.beyond_abnormal_delay = 40;
    int expected = 1;
    for (const auto* name : {"formed",
                             "arrived",
                             "arrived_by_lease",
                             "dissolved",
                             "left",
                             "births",
                             "deaths",
                             "unions",
                             "separations",
                             "left_parents",
                             "retired",
                             "care_homes",
                             "opened",
                             "opened_from_outside",
                             "renewed",
                             "withdrawn",
                             "lapsed",
                             "closed_by_dissolution",
                             "fell_vacant",
                             "delivered",
                             "demolished",
                             "private_moves",
                             "bought",
                             "social_exits",
                             "quota_relaxed",
                             "quota_bound",
                             "diverted_with_consent",
                             "named_by_prefect",
                             "dalo_offers",
                             "dalo_offers_in_time",
                             "waiting_dalo",
                             "overdue_dalo",
                             "adverts",
                             "adverts_unanswered",
                             "advert_refusals",
                             "named_by_coordination",
                             "named_by_mayor",
                             "mayor_vetoes",
                             "named_for_exchange",
                             "open_requests_beyond_delay"}) {
        CAPTURE(name);
        CHECK(scene.value(name) == expected);
        ++expected;
    }
}

TEST_CASE("chains of vacancies, and the ledger of each QPV by cause") {
    Scene scene;
    scene.flows.chains = {{.month = now, .length = 1}, {.month = now, .length = 4}};
    CHECK(scene.value("chains") == 2);
    CHECK(scene.value("chain_mean_length") == 2.5);
    CHECK(extent(Dimension::poverty_cause, *scene.world.territory) == poverty_causes);
    scene.flows.poverty_ledger = {{1, 2}, {-3, 4}, {5, -6}, {7, 8}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
    CHECK(scene.value("ledger_households", 1) == -3);
    CHECK(scene.value("ledger_poor_households", 2) == -6);
    scene.flows.poverty_ledger.pop_back();
    CHECK_THROWS_AS(measure(scene.world, scene.flows), InvariantViolation);
}

TEST_CASE("resources must be up to date") {
    auto scene = six_homes();
    count_again(scene.world, {});
    CHECK_NOTHROW(measure(scene.world, scene.flows));
    scene.world.resources.known = 2;
    CHECK_THROWS_AS(measure(scene.world, scene.flows), InvariantViolation);
}

TEST_CASE("residents must have been counted") {
    const auto scene = six_homes();
    CHECK_THROWS_AS(measure(scene.world, scene.flows), InvariantViolation);
}

}  // namespace
}  // namespace mixite
