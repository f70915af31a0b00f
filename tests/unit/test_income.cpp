#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/income.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

/// One household, whose resources are then asked for.
HouseholdRow only(World& world, const Household& household) {
    return hand::settle(world, household);
}

Household living_from(Household household, Activity activity, std::int32_t declared_each_cents) {
    for (std::size_t adult = 0; adult < (household.bond == Bond::alone ? 1U : 2U); ++adult) {
        household.activity[adult] = activity;
        household.declared_cents[adult] = declared_each_cents;
    }
    return household;
}

std::int32_t resources(const Household& household,
                       const SocialBenefits& benefits = hand::social_benefits()) {
    auto world = hand::empty_world();
    const auto row = only(world, household);
    return sne_resources_cents(world.households, row, hand::start, benefits);
}

std::int32_t allowance_euros(int adults,
                             int dependants,
                             int rent_euros,
                             int yearly_resources_euros) {
    return (housing_allowance_cents(hand::housing_allowance(),
                                    adults,
                                    dependants,
                                    rent_euros * 100,
                                    yearly_resources_euros * 100) +
            50) /
           100;
}

}  // namespace

TEST_CASE("The APL gives the worked examples of October 2025") {
    CHECK(allowance_euros(1, 0, 272, 0) == 288);
    CHECK(allowance_euros(1, 0, 330, 12000) == 79);
    CHECK(allowance_euros(1, 2, 380, 9000) == 423);
    CHECK(allowance_euros(2, 2, 420, 18000) == 227);
    CHECK(allowance_euros(2, 2, 420, 24000) == Approx(70).margin(1));
}

TEST_CASE("The APL ignores the rent above its cap, and goes out between 2.5 and 3.1 caps") {
    CHECK(allowance_euros(1, 0, 300, 9000) == allowance_euros(1, 0, 600, 9000));
    CHECK(allowance_euros(1, 0, 760, 0) < allowance_euros(1, 0, 680, 0));
    CHECK(allowance_euros(1, 0, 760, 0) > 0);
    CHECK(allowance_euros(1, 0, 844, 0) == 0);
    CHECK(allowance_euros(1, 0, 300, 40000) == 0);
    CHECK(allowance_euros(1, 0, 0, 0) == 0);
}

TEST_CASE("A rent cut below the cap changes the net rent by little where the APL pays") {
    const int before = 270 - allowance_euros(1, 0, 270, 0);
    const int after = 250 - allowance_euros(1, 0, 250, 0);
    CHECK(before - after <= 2);
}

TEST_CASE("A single person on RSA is in the first quartile, one on AAH or ASPA is not") {
    constexpr std::int32_t national_threshold_cents = 920000;
    const auto without_work = living_from(hand::single(1, 40, 0), Activity::without_work, 0);
    auto disabled = without_work;
    disabled.disabled = 1;
    const auto old = living_from(hand::single(1, 70, 0), Activity::retired, 0);

    CHECK(resources(without_work) == 55942);  // 635.71 less the housing deduction of 12 %
    CHECK(resources(disabled) == 101605);
    CHECK(resources(old) == 101202);
    CHECK(12 * resources(without_work) < national_threshold_cents);
    CHECK(12 * resources(disabled) > national_threshold_cents);
    CHECK(12 * resources(old) > national_threshold_cents);
}

TEST_CASE("The RSA is closed to those under 25 without a child and to students") {
    CHECK(resources(living_from(hand::single(1, 22, 0), Activity::without_work, 0)) == 0);
    CHECK(resources(living_from(hand::single(1, 28, 0), Activity::student, 0)) == 0);
    const auto young_parent =
        hand::with_child(living_from(hand::single(1, 22, 0), Activity::without_work, 0), 5);
    CHECK(resources(young_parent) > 55942);
}

TEST_CASE("Students and the young count on a share of the RSA where it is closed to them") {
    auto benefits = hand::social_benefits();
    benefits.support_in_place_of_rsa = 0.5;
    const auto young = living_from(hand::single(1, 22, 0), Activity::without_work, 0);
    CHECK(resources(young, benefits) == 55942 / 2);
    CHECK(resources(living_from(hand::single(1, 28, 0), Activity::student, 0), benefits) ==
          55942 / 2);
    // As differential: a wage above it leaves nothing of it; who has a right to the RSA gets that.
    const auto jobber = living_from(hand::single(1, 22, 0), Activity::student, 40000 * 12);
    CHECK(resources(jobber, benefits) == 40000);
    const auto older = living_from(hand::single(1, 40, 0), Activity::without_work, 0);
    CHECK(resources(older, benefits) == 55942);
}

TEST_CASE("The RSA makes up for what a family has, family benefits included") {
    // Couple, three children of 4, 6, 8: 635.71 x (1.5 + 0.6 + 0.4) less 16.5 % of three persons'.
    auto family = living_from(hand::couple(1, 35, 0), Activity::without_work, 0);
    for (const int age : {8, 6, 4}) {
        family = hand::with_child(family, age);
    }
    const double expected = 63571 * (2.5 - 0.165 * 1.8);
    CHECK(resources(family) == Approx(expected).margin(1));
    const auto with_benefit = living_from(family, Activity::unemployed, 30000 * 12 / 2);
    CHECK(resources(with_benefit) == Approx(expected).margin(1));
}

TEST_CASE("A single parent's first child counts for the RSA as a second person does") {
    auto parent = living_from(hand::single(1, 35, 0), Activity::without_work, 0);
    parent = hand::with_child(parent, 8);
    CHECK(resources(parent) == Approx(63571 * (1.5 - 0.16 * 1.5)).margin(1));
}

TEST_CASE("The prime d'activité adds to low wages, fades, and leaves other incomes alone") {
    const auto on_wage = [](std::int32_t monthly_cents) {
        return resources(
            living_from(hand::single(1, 40, 0), Activity::stable_job, monthly_cents * 12));
    };
    // Minimum wage: 622.63 + 0.61 x 1398 + 181.19 - (1398 + 12 % of 622.63).
    CHECK(on_wage(139800) - 139800 == Approx(18388).margin(2));
    CHECK(on_wage(70000) > 70000 + 10000);
    CHECK(on_wage(250000) == 250000);
    CHECK(resources(living_from(hand::single(1, 40, 0), Activity::unemployed, 100000 * 12)) ==
          100000);
    for (std::int32_t wage = 0; wage < 300000; wage += 500) {
        CAPTURE(wage);
        REQUIRE(on_wage(wage + 10000) > on_wage(wage) + 3000);  // work pays
    }
}

TEST_CASE("Family benefits are of two children and more, of the single parent, of the youngest") {
    auto family = hand::couple(1, 35, 3000000);
    family = hand::with_child(family, 8);
    CHECK(resources(family) == 500000);
    family = hand::with_child(family, 5);
    CHECK(resources(family) == 500000 + 14852);
    family = hand::with_child(family, 2);
    CHECK(resources(family) == 500000 + 14852 + 19029 + 19330);

    auto parent = hand::with_child(hand::single(1, 35, 4800000), 8);
    CHECK(resources(parent) == 400000 + 19586);
}

TEST_CASE("Those who share a dwelling do not pool their resources") {
    auto sharing = hand::couple(1, 40, 0);
    sharing.bond = Bond::sharing;
    sharing.activity = {Activity::without_work, Activity::stable_job};
    sharing.declared_cents = {0, 4800000};
    CHECK(resources(sharing) == 55942 + 400000);
}

TEST_CASE("ASPA of a couple: both of age, or one") {
    auto old = living_from(hand::couple(1, 70, 0), Activity::retired, 0);
    CHECK(resources(old) == 157116);
    old.declared_cents = {1200000, 600000};
    CHECK(resources(old) == 157116);
    old.declared_cents = {1800000, 600000};
    CHECK(resources(old) == 200000);
    old.declared_cents = {0, 0};
    old.adult_birth[1] = hand::start - 50 * 12;
    CHECK(resources(old) == 101202);  // and no RSA: the ASPA is above it
}

TEST_CASE("The reference tax income is of the year before last, or of the last if a tenth lower") {
    auto world = hand::empty_world();
    auto person = hand::single(1, 40, 2000000);
    person.declared_last_year_cents = 1900000;
    CHECK(reference_tax_income_cents(world.households, only(world, person)) == 1800000);
    person.declared_last_year_cents = 1800000;
    CHECK(reference_tax_income_cents(world.households, only(world, person)) == 1620000);
}

TEST_CASE("Declared income and disposable income per consumption unit") {
    auto world = hand::empty_world();
    auto family = hand::couple(1, 35, 1500000);
    family = hand::with_child(family, 16);
    family = hand::with_child(family, 8);  // 1 + 0.5 + 0.5 + 0.3 units
    const auto row = only(world, family);
    CHECK(declared_income_per_unit_cents(world.households, row, hand::start) == 3000000 * 10 / 23);

    // Housed free of rent: 2 500 + 148.52 and the prime d'activité, no tax below 15 000 x 2.3.
    const auto sne =
        sne_resources_cents(world.households, row, hand::start, hand::social_benefits());
    const auto policy = hand::policy();
    CHECK(disposable_income_per_unit_cents(world.households, row, hand::start, sne, 0, policy) ==
          Approx(sne / 2.3).margin(1));
    const auto with_rent =
        disposable_income_per_unit_cents(world.households, row, hand::start, sne, 42000, policy);
    const auto allowance = housing_allowance_cents(policy.housing_allowance, 2, 2, 42000, 2700000);
    CHECK(with_rent == Approx((sne + allowance) / 2.3).margin(1));
}

TEST_CASE("Taxes take a share of what is declared above the exemption") {
    auto world = hand::empty_world();
    const auto row = only(world, hand::single(1, 40, 4500000));
    constexpr int sne = 375000;
    CHECK(disposable_income_per_unit_cents(
              world.households, row, hand::start, sne, 0, hand::policy()) ==
          Approx(375000 - 0.12 * 3000000 / 12).margin(1));
}

TEST_CASE("Ceilings follow the household categories of the arrêté of 1987") {
    auto world = hand::empty_world();
    const auto plus = [&](const Household& household) {
        return ceiling_cents(hand::income_ceilings(),
                             world.households,
                             only(world, household),
                             hand::start,
                             Financing::plus);
    };
    const auto young = hand::couple(1, 27, 0);
    const auto couple = hand::couple(1, 40, 0);
    const auto parent = hand::with_child(hand::single(1, 40, 0), 5);
    auto disabled = hand::single(1, 40, 0);
    disabled.disabled = 1;

    CHECK(plus(hand::single(1, 40, 0)) == 2264200);
    CHECK(plus(disabled) == 3023800);
    CHECK(plus(couple) == 3023800);
    CHECK(plus(young) == 3636200);
    CHECK(plus(parent) == 3636200);
    CHECK(plus(hand::with_child(couple, 5)) == 3636200);
    CHECK(plus(hand::with_child(parent, 3)) == 4389900);

    auto large = couple;
    for (const int age : {15, 13, 11, 9, 7, 5}) {
        large = hand::with_child(large, age);
    }
    CHECK(plus(large) == 5820000 + 2 * 649200);
}

TEST_CASE("The ceilings of PLAI and PLS lie below and above those of PLUS") {
    auto world = hand::empty_world();
    const auto row = only(world, hand::single(1, 40, 0));
    const auto of = [&](Financing financing) {
        return ceiling_cents(
            hand::income_ceilings(), world.households, row, hand::start, financing);
    };
    CHECK(of(Financing::plai) == 1245200);
    CHECK(of(Financing::pls) == 2943460);
}
