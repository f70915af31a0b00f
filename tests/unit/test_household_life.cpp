#include <array>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "foundation/parallel.hpp"
#include "hand_written_world.hpp"
#include "rules/household_life.hpp"
#include "rules/income_dynamics.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

AgeRates certain() {
    return hand::at_all_ages(1.0);
}

/// Lives one month and applies it.
MonthCounts live(World& world, const Behaviour& behaviour) {
    MonthFlows flows;
    const auto changes = hand::life_of(world, behaviour, hand::any_draws);
    const auto arrived = arrivals(world, behaviour, hand::any_draws);
    apply(world, changes, arrived, behaviour, hand::any_draws, flows);
    check_consistency(world);
    return flows.counts;
}

int present(const World& world) {
    int count = 0;
    for (const auto row : rows<HouseholdRow>(world.households.size())) {
        count += world.households.resident(row);
    }
    return count;
}

}  // namespace

TEST_CASE("Nothing happens to anyone when no rate is above zero") {
    auto world = hand::empty_world();
    for (std::uint64_t key = 1; key <= 500; ++key) {
        hand::settle(world, hand::with_child(hand::couple(key, 40, 2000000), 20));
    }
    CHECK(hand::life_of(world, hand::quiet_behaviour(), hand::any_draws).empty());
}

TEST_CASE("The death of who lives alone ends the household, its lease and its request") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.death = certain();
    auto world = hand::empty_world();
    const auto row =
        hand::settle_in(world, hand::single(1, 80, 1200000), hand::flat(1, hand::estate, 2));
    hand::apply_for_dwelling(world, row, hand::start - 5);

    const auto counts = live(world, behaviour);

    CHECK_FALSE(world.households.present(row));
    CHECK_FALSE(world.households.dwelling[row]);
    CHECK_FALSE(world.applications.household[ApplicationRow{0U}]);
    const DwellingRow dwelling{0U};
    CHECK_FALSE(world.dwellings.household[dwelling]);
    CHECK(world.dwellings.status[dwelling] == DwellingStatus::vacant);
    CHECK(world.dwellings.vacancy_cause[dwelling] == VacancyCause::dissolution);
    CHECK(counts.fell_vacant == 1);
    CHECK(counts.deaths == 1);
    CHECK(counts.dissolved == 1);
    CHECK(counts.closed_by_dissolution == 1);
}

TEST_CASE("Who survives in a couple stays, alone, with the children and the dwelling") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.death = certain();
    auto world = hand::empty_world();
    auto family = hand::with_child(hand::couple(1, 45, 0), 10);
    family.adult_birth[1] = hand::start - 43 * 12;
    family.activity[1] = Activity::unemployed;
    family.disabled = 2;
    family.declared_cents = {2000000, 1000000};
    family.declared_last_year_cents = 3000000;
    const auto row = hand::settle_in(world, family, hand::flat(1, hand::town, 3));

    const auto counts = live(world, behaviour);

    const auto survivor = household_at(world.households, row);
    CHECK(survivor.bond == Bond::alone);
    CHECK(survivor.adult_birth == std::array{hand::start - 43 * 12, no_month});
    CHECK(survivor.activity[0] == Activity::unemployed);
    CHECK(survivor.disabled == 1);
    CHECK(survivor.declared_cents == std::array{1000000, 0});
    CHECK(survivor.declared_last_year_cents == 1000000);
    CHECK(survivor.children == 1);
    CHECK(survivor.dwelling == DwellingRow{0U});
    CHECK(counts.deaths == 1);
    CHECK(counts.dissolved == 0);
}

TEST_CASE("A pensioner's partner goes on with a share of the pension, one at work does not") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.income.survivor_pension = 0.54;
    for (const auto activity : {Activity::retired, Activity::stable_job}) {
        auto world = hand::empty_world();
        auto old_couple = hand::couple(1, 80, 0);
        old_couple.adult_birth[1] = hand::start - 60 * 12;
        old_couple.activity = {Activity::retired, activity};
        old_couple.earning_power_cents = {2000000, 1000000};
        old_couple.declared_cents = {1400000, 700000};
        const auto row = hand::settle(world, old_couple);
        std::array<double, oldest_age + 1> of_the_eldest{};
        of_the_eldest[80] = 1.0;
        behaviour.life.death = AgeRates::from_yearly(of_the_eldest);

        CHECK(live(world, behaviour).deaths == 1);

        const auto survivor = household_at(world.households, row);
        const bool has_pension = activity == Activity::retired;
        CHECK(survivor.declared_cents[0] == (has_pension ? 700000 + 756000 : 700000));
        CHECK(survivor.earning_power_cents[0] == (has_pension ? 1000000 + 1080000 : 1000000));
        CHECK(survivor.declared_cents[1] == 0);
    }
}

TEST_CASE("A departure frees the dwelling as such, and a care home as a dissolution") {
    for (const bool departs : {true, false}) {
        auto behaviour = hand::quiet_behaviour();
        (departs ? behaviour.life.departure : behaviour.life.care_home) = certain();
        auto world = hand::empty_world();
        hand::settle_in(world, hand::single(1, 80, 1200000), hand::flat(1, hand::town, 2));
        const auto counts = live(world, behaviour);
        CHECK(world.dwellings.vacancy_cause[DwellingRow{0U}] ==
              (departs ? VacancyCause::left_agglomeration : VacancyCause::dissolution));
        CHECK(counts.left == (departs ? 1 : 0));
        CHECK(counts.care_homes == (departs ? 0 : 1));
        CHECK(counts.dissolved == (departs ? 0 : 1));
    }
}

TEST_CASE("A birth adds the youngest child, up to six") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.birth_in_couple = certain();
    behaviour.life.birth_factor_by_children = {1.0, 1.0, 1.0, 1.0};
    auto world = hand::empty_world();
    const auto row = hand::settle(world, hand::with_child(hand::couple(1, 30, 0), 3));
    for (int births = 2; births <= 8; ++births) {
        const auto counts = live(world, behaviour);
        CHECK(counts.births == (births <= most_children ? 1 : 0));
        CHECK(world.households.children[row] == std::min(births, most_children));
        ++world.month;
    }
    CHECK(world.households.child_birth[row][0] == hand::start - 36);
    CHECK(world.households.child_birth[row][5] == hand::start + 4);
}

TEST_CASE("A separated couple is two households; who stays keeps the dwelling and its row") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.separation = certain();
    auto world = hand::empty_world();
    std::set<Month> stayers;
    int children_with_who_stays = 0;
    constexpr int couples = 200;
    for (std::uint64_t key = 1; key <= couples; ++key) {
        auto family = hand::with_child(hand::couple(key, 40, 1500000), 10);
        family.adult_birth[1] = hand::start - 38 * 12;
        hand::settle_in(world, family, hand::flat(key, hand::estate, 4));
    }

    const auto counts = live(world, behaviour);

    CHECK(counts.separations == couples);
    CHECK(counts.formed == couples);
    REQUIRE(world.households.size() == std::size_t{2} * couples);
    for (std::size_t i = 0; i < couples; ++i) {
        const auto stays = household_at(world.households, HouseholdRow{i});
        const auto moved = household_at(world.households, HouseholdRow{couples + i});
        stayers.insert(stays.adult_birth[0]);
        children_with_who_stays += stays.children;
        REQUIRE(stays.adult_birth[0] != moved.adult_birth[0]);
        REQUIRE(stays.children + moved.children == 1);
        REQUIRE(stays.tenure == Tenure::social_tenant);
        REQUIRE(moved.tenure == Tenure::private_tenant);
        REQUIRE(moved.zone == hand::estate);
        REQUIRE(moved.key.value == derived_key(stays.key.value, hand::start, 0));
        REQUIRE(stays.separated == hand::start);
        REQUIRE(moved.separated == hand::start);
        REQUIRE(stays.declared_last_year_cents + moved.declared_last_year_cents == 3000000);
    }
    CHECK(stayers.size() == 2);
    CHECK(children_with_who_stays > 70);
    CHECK(children_with_who_stays < 130);
    CHECK(world.private_stock[hand::estate].private_tenants == couples);
}

TEST_CASE("Who moves out is hosted where no rental is free") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.separation = certain();
    auto world = hand::empty_world();
    world.private_stock[hand::town].rentals = 1;
    hand::settle(world, hand::couple(1, 40, 1500000));
    hand::settle(world, hand::couple(2, 40, 1500000));
    live(world, behaviour);
    CHECK(world.households.tenure[HouseholdRow{2U}] == Tenure::private_tenant);
    CHECK(world.households.tenure[HouseholdRow{3U}] == Tenure::hosted);
}

TEST_CASE("The eldest child leaves first, and lives alone on a first income or on studies") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.leaving_parents = certain();
    behaviour.life.leaver_is_student = 1.0;
    auto world = hand::empty_world();
    auto family = hand::couple(1, 50, 2000000);
    for (const int age : {23, 20, 15}) {
        family = hand::with_child(family, age);
    }
    const auto parents = hand::settle(world, family);

    CHECK(live(world, behaviour).left_parents == 1);
    CHECK(world.households.children[parents] == 2);
    CHECK(world.households.child_birth[parents][0] == hand::start - 20 * 12);
    CHECK(world.households.child_birth[parents][2] == no_month);
    const auto first = household_at(world.households, HouseholdRow{1U});
    CHECK(first.adult_birth[0] == hand::start - 23 * 12);
    CHECK(first.bond == Bond::alone);
    CHECK(first.activity[0] != Activity::student);  // students leave before 22

    ++world.month;
    live(world, behaviour);
    const auto second = household_at(world.households, HouseholdRow{2U});
    CHECK(second.activity[0] == Activity::student);
    CHECK(second.declared_cents[0] == Approx(0.1 * second.earning_power_cents[0]).margin(1));
    CHECK(second.declared_two_years_ago_cents == 0);
}

TEST_CASE("A first earning power goes with the parents', by their elasticity, within bounds") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.leaving_parents = certain();
    behaviour.income.parents_elasticity = 0.5;
    behaviour.income.parents_earning_power_cents = 2000000.0;
    const auto first_power = [&](std::int32_t father_cents, std::int32_t mother_cents) {
        auto world = hand::empty_world();
        auto family = hand::with_child(hand::couple(1, 50, 0), 23);
        family.earning_power_cents = {father_cents, mother_cents};
        hand::settle(world, family);
        live(world, behaviour);
        return world.households.earning_power_cents[HouseholdRow{1U}][0];
    };
    const double typical = first_power(2000000, 0);
    CHECK(first_power(1000000, 2000000) == typical);  // the higher of the two
    CHECK(first_power(8000000, 0) == Approx(2.0 * typical).epsilon(1e-4));
    CHECK(first_power(90000000, 0) == Approx(2.0 * typical).epsilon(1e-4));
    CHECK(first_power(500000, 0) == Approx(0.5 * typical).epsilon(1e-4));
    CHECK(first_power(0, 0) == Approx(0.5 * typical).epsilon(1e-4));
}

TEST_CASE(
    "Children who leave for elsewhere, or from an applicant of elsewhere, form no household") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.leaving_parents = certain();
    auto world = hand::empty_world();
    auto outside = hand::with_child(hand::single(1, 50, 0), 20);
    outside.zone = {};
    append(world.households, outside);
    const auto counts = live(world, behaviour);
    CHECK(counts.left_parents == 1);
    CHECK(counts.formed == 0);
    CHECK(world.households.size() == 1);

    behaviour.life.leaver_leaves_agglomeration = 1.0;
    hand::settle(world, hand::with_child(hand::single(2, 50, 0), 20));
    CHECK(live(world, behaviour).formed == 0);
}

TEST_CASE("A person alone joins a partner elsewhere, or a partner moves in") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.union_of_one = certain();
    behaviour.life.union_moves_away = 1.0;
    auto world = hand::empty_world();
    const auto childless = hand::settle(world, hand::single(1, 30, 2000000));
    const auto parent = hand::settle(world, hand::with_child(hand::single(2, 30, 2000000), 4));

    const auto counts = live(world, behaviour);

    CHECK(counts.unions == 2);
    CHECK(counts.dissolved == 1);
    CHECK_FALSE(world.households.present(childless));
    CHECK(world.households.bond[parent] == Bond::couple);
    CHECK(world.households.youngest_adult_age(parent, hand::start) >= 18);
    CHECK(world.households.earning_power_cents[parent][1] > 0);
}

TEST_CASE("Retirement and a change of activity move the declared income with them") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.income.retirement = certain();
    auto world = hand::empty_world();
    const auto row = hand::settle(world, hand::single(1, 64, 2000000));
    CHECK(live(world, behaviour).retired == 1);
    CHECK(world.households.activity[row][0] == Activity::retired);
    CHECK(world.households.declared_cents[row][0] == 1400000);
    CHECK(live(world, behaviour).retired == 0);

    behaviour = hand::quiet_behaviour();
    behaviour.income.stable_to_unemployed = 1.0;
    const auto worker = hand::settle(world, hand::single(2, 30, 2000000));
    live(world, behaviour);
    CHECK(world.households.activity[worker][0] == Activity::unemployed);
    CHECK(world.households.declared_cents[worker][0] == 1000000);
}

TEST_CASE("Who can live on a partner's earnings goes other ways out of and into work") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.income.power_bounds_cents = {900000.0, 1500000.0, 2600000.0};
    behaviour.income.without_work_to_precarious_on_own_earnings = {1.0, 0.0, 0.0, 0.0};
    behaviour.income.without_work_to_precarious_on_partners_earnings = {0.0, 1.0, 0.0, 0.0};
    behaviour.income.unemployed_to_without_work_on_own_earnings = {0.0, 1.0, 0.0, 0.0};
    behaviour.income.unemployed_to_without_work_on_partners_earnings = {1.0, 0.0, 0.0, 0.0};
    const auto after_a_month = [&](Household household, Activity from, std::int32_t power_cents) {
        auto world = hand::empty_world();
        household.activity[0] = from;
        household.earning_power_cents[0] = power_cents;
        const auto row = hand::settle(world, household);
        live(world, behaviour);
        return world.households.activity[row][0];
    };
    constexpr std::int32_t lowest = 800000;
    constexpr std::int32_t second = 1200000;
    const auto alone = hand::single(1, 30, 0);
    const auto couple = hand::couple(1, 30, 2000000);
    CHECK(after_a_month(alone, Activity::without_work, lowest) == Activity::precarious_job);
    CHECK(after_a_month(alone, Activity::without_work, second) == Activity::without_work);
    CHECK(after_a_month(couple, Activity::without_work, lowest) == Activity::without_work);
    CHECK(after_a_month(couple, Activity::without_work, second) == Activity::precarious_job);
    CHECK(after_a_month(alone, Activity::unemployed, lowest) == Activity::unemployed);
    CHECK(after_a_month(alone, Activity::unemployed, second) == Activity::without_work);
    CHECK(after_a_month(couple, Activity::unemployed, lowest) == Activity::without_work);
    CHECK(after_a_month(couple, Activity::unemployed, second) == Activity::unemployed);

    auto of_a_main_earner = couple;
    of_a_main_earner.earning_power_cents[1] = lowest - 1;
    CHECK(after_a_month(of_a_main_earner, Activity::without_work, lowest) ==
          Activity::precarious_job);
    auto with_somebody_out_of_work = couple;
    with_somebody_out_of_work.activity[1] = Activity::unemployed;
    CHECK(after_a_month(with_somebody_out_of_work, Activity::without_work, lowest) ==
          Activity::precarious_job);
}

TEST_CASE("A partner provides at work or on a pension, to who could not earn more") {
    constexpr std::int32_t low = 900000;
    constexpr std::int32_t high = 2000000;
    const auto in_couple = [&](std::int32_t own, std::int32_t partners, Activity activity) {
        return livelihood(Bond::couple, own, partners, activity);
    };
    CHECK(in_couple(low, high, Activity::stable_job) == Livelihood::partners);
    CHECK(in_couple(low, low, Activity::precarious_job) == Livelihood::partners);
    CHECK(in_couple(low, high, Activity::retired) == Livelihood::partners);
    CHECK(in_couple(high, low, Activity::stable_job) == Livelihood::own);
    CHECK(in_couple(low, high, Activity::unemployed) == Livelihood::own);
    CHECK(in_couple(low, high, Activity::without_work) == Livelihood::own);
    CHECK(livelihood(Bond::sharing, low, high, Activity::stable_job) == Livelihood::own);
    CHECK(livelihood(Bond::alone, low, 0, Activity::without_work) == Livelihood::own);
}

TEST_CASE("A parent alone finds a partner at a fraction of the rate") {
    constexpr int people = 20000;
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.union_of_one = hand::at_all_ages(0.5);
    behaviour.life.union_factor_with_children = 0.4;
    const auto unions = [&](bool with_child) {
        auto world = hand::empty_world();
        for (std::uint64_t key = 1; key <= people; ++key) {
            const auto alone = hand::single(key, 35, 2000000);
            append(world.households, with_child ? hand::with_child(alone, 5) : alone);
        }
        return hand::life_of(world, behaviour, hand::any_draws).size();
    };
    // 1 - 0.5^(1/12) = 0.0561 and 1 - 0.8^(1/12) = 0.0184 a month; 5 standard errors.
    CHECK(static_cast<double>(unions(false)) == Approx(0.0561 * people).margin(163));
    CHECK(static_cast<double>(unions(true)) == Approx(0.0184 * people).margin(95));
}

TEST_CASE("Who could earn little finds a partner more seldom than who could earn much") {
    constexpr int people = 20000;
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.union_of_one = hand::at_all_ages(0.5);
    behaviour.life.union_factor_with_children = 0.5;
    behaviour.life.union_factor_by_power = {0.4, 1.0, 1.0, 4.0};
    behaviour.income.power_bounds_cents = {900000.0, 1500000.0, 2600000.0};
    const auto unions = [&](std::int32_t power_cents, bool with_child) {
        auto world = hand::empty_world();
        for (std::uint64_t key = 1; key <= people; ++key) {
            const auto alone = hand::single(key, 35, power_cents);
            append(world.households, with_child ? hand::with_child(alone, 5) : alone);
        }
        return static_cast<double>(hand::life_of(world, behaviour, hand::any_draws).size());
    };
    // 0.5, 0.2 and 0.1 a year: 0.0561, 0.0184 and 0.0087 a month; 5 standard errors.
    CHECK(unions(2000000, false) == Approx(0.0561 * people).margin(163));
    CHECK(unions(800000, false) == Approx(0.0184 * people).margin(95));
    CHECK(unions(800000, true) == Approx(0.0087 * people).margin(66));
    CHECK(unions(3000000, false) == people);  // a rate above 1 is 1
}

TEST_CASE("A partner's activity is of his or her class of earning power") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.union_of_one = certain();
    behaviour.life.union_moves_away = 0.0;
    behaviour.income.power_bounds_cents = {900000.0, 1500000.0, 2600000.0};
    behaviour.life.partner_earning_power_log_sd = 0.0;
    behaviour.life.partner_activity = {0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0};
    const auto activity_at = [&](double earning_power_cents) {
        behaviour.life.partner_earning_power_cents = earning_power_cents;
        auto world = hand::empty_world();
        const auto row = hand::settle(world, hand::single(1, 35, 2000000));
        live(world, behaviour);
        return world.households.activity[row][1];
    };
    CHECK(activity_at(800000.0) == Activity::without_work);
    CHECK(activity_at(1000000.0) == Activity::unemployed);
    CHECK(activity_at(2000000.0) == Activity::precarious_job);
    CHECK(activity_at(3000000.0) == Activity::stable_job);
}

TEST_CASE("A partner's earning power goes with one's own, by the elasticity and with its spread") {
    constexpr int people = 4000;
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.union_of_one = certain();
    behaviour.life.union_moves_away = 0.0;
    behaviour.life.partner_elasticity = 0.5;
    behaviour.life.partner_earning_power_cents = 2000000.0;
    behaviour.life.partner_earning_power_log_sd = 0.4;
    const auto logs_of_partners = [&](std::int32_t own_cents) {
        auto world = hand::empty_world();
        world.levels.income = 1.5;
        for (std::uint64_t key = 1; key <= people; ++key) {
            hand::settle(world, hand::single(key, 35, own_cents));
        }
        live(world, behaviour);
        double sum = 0.0;
        double squares = 0.0;
        for (const auto row : rows<HouseholdRow>(people)) {
            const double log = std::log(world.households.earning_power_cents[row][1] / 100.0);
            sum += log;
            squares += log * log;
        }
        const double mean = sum / people;
        return std::array{mean, std::sqrt(squares / people - mean * mean)};
    };
    // Of the usual 30 000 euros of today, of a quarter and of a tenth, which counts as a quarter;
    // 5 standard errors of 0.4 / sqrt(4000).
    CHECK(logs_of_partners(3000000)[0] == Approx(std::log(30000.0)).margin(0.032));
    CHECK(logs_of_partners(750000)[0] == Approx(std::log(15000.0)).margin(0.032));
    CHECK(logs_of_partners(300000)[0] == Approx(std::log(15000.0)).margin(0.032));
    CHECK(logs_of_partners(3000000)[1] == Approx(0.4).margin(0.023));
}

TEST_CASE("Of two events in a month, the one that comes first in precedence happens") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.birth_in_couple = certain();
    behaviour.life.leaving_parents = certain();
    behaviour.income.stable_to_unemployed = 1.0;
    auto world = hand::empty_world();
    hand::settle(world, hand::with_child(hand::couple(1, 40, 2000000), 20));
    const auto changes = hand::life_of(world, behaviour, hand::any_draws);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].event == LifeEvent::leaving_parents);
}

TEST_CASE("Life depends on keys, ages and incomes alone, whatever the zone and the tenure") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.death = hand::at_all_ages(0.2);
    behaviour.life.birth_in_couple = hand::at_all_ages(0.3);
    behaviour.life.separation = hand::at_all_ages(0.3);
    behaviour.life.leaving_parents = hand::at_all_ages(0.5);
    behaviour.life.departure = hand::at_all_ages(0.2);
    behaviour.income.stable_to_unemployed = 0.5;
    auto housed = hand::empty_world();
    auto hosted = hand::empty_world();
    for (std::uint64_t key = 1; key <= 2000; ++key) {
        const auto family = hand::with_child(hand::couple(key, 45, 2000000), 20);
        hand::settle_in(housed, family, hand::flat(key, hand::estate, 4));
        hand::settle(hosted, family);
    }
    hosted.reputed_poverty[hand::town] = 0.9;

    const auto one = hand::life_of(housed, behaviour, hand::any_draws);
    const auto other = hand::life_of(hosted, behaviour, hand::any_draws);

    REQUIRE(one.size() == other.size());
    REQUIRE(one.size() > 100);
    for (std::size_t i = 0; i < one.size(); ++i) {
        REQUIRE(one[i].row == other[i].row);
        REQUIRE(one[i].event == other[i].event);
        REQUIRE((one[i].after.tenure == Tenure::gone) == (other[i].after.tenure == Tenure::gone));
        REQUIRE(one[i].after.adult_birth == other[i].after.adult_birth);
        REQUIRE(one[i].after.declared_cents == other[i].after.declared_cents);
        REQUIRE(one[i].forms == other[i].forms);
        REQUIRE(one[i].formed.key == other[i].formed.key);
        REQUIRE(one[i].formed.declared_cents == other[i].formed.declared_cents);
    }
}

TEST_CASE("Arrivals are of month zero's ages and today's incomes, with keys of their own") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.arrivals_a_year = 1.2;
    auto world = hand::empty_world(hand::start + 24);
    world.levels.income = 1.1;
    auto models = std::make_shared<Households>();
    auto owner = hand::with_child(hand::couple(1, 40, 2000000), 10);
    owner.tenure = Tenure::owner;
    append(*models, owner);
    append(*models, hand::single(2, 40, 1000000));
    world.arrival_templates = models;
    world.private_households_at_month_zero =
        std::make_shared<const Column<ZoneRow, int>>(std::vector<int>{1000, 0, 500});
    world.private_stock[hand::estate].rentals = 10;

    const auto arrived = arrivals(world, behaviour, hand::any_draws);

    CHECK(static_cast<double>(arrived.size()) == Approx(150).margin(50));
    std::set<HouseholdKey> keys;
    for (const auto& household : arrived) {
        keys.insert(household.key);
        REQUIRE(age_in_years(household.adult_birth[0], world.month) == 40);
        REQUIRE(household.zone != hand::village);
        REQUIRE(household.declared_cents[0] ==
                (household.tenure == Tenure::owner ? 2200000 : 1100000));
        REQUIRE(household.children == (household.tenure == Tenure::owner ? 1 : 0));
    }
    CHECK(keys.size() == arrived.size());

    const auto counts = live(world, behaviour);
    CHECK(counts.arrived == static_cast<int>(arrived.size()));
    CHECK(world.private_stock[hand::estate].private_tenants == 10);  // the others are hosted
    CHECK(present(world) == counts.arrived);
}

TEST_CASE("Who arrives in a zone is like a household of that zone, of any where it has none") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.life.arrivals_a_year = 1.2;
    auto world = hand::empty_world(hand::start + 24);
    auto models = std::make_shared<Households>();
    auto of_the_town = hand::single(1, 30, 2000000);
    of_the_town.zone = hand::town;
    auto of_the_estate = hand::single(2, 30, 500000);
    of_the_estate.zone = hand::estate;
    append(*models, of_the_town);
    append(*models, of_the_estate);
    world.arrival_templates = models;
    world.private_households_at_month_zero =
        std::make_shared<const Column<ZoneRow, int>>(std::vector<int>{500, 500, 500});

    std::set<std::int32_t> in_the_village;
    for (const auto& household : arrivals(world, behaviour, hand::any_draws)) {
        if (household.zone == hand::village) {
            in_the_village.insert(household.declared_cents[0]);
        } else {
            REQUIRE(household.declared_cents[0] ==
                    (household.zone == hand::estate ? 500000 : 2000000));
        }
    }
    CHECK(in_the_village == std::set<std::int32_t>{500000, 2000000});
}

TEST_CASE("January raises incomes, rents and prices, and moves the past incomes on") {
    const auto behaviour = hand::quiet_behaviour();
    auto world = hand::empty_world();
    auto person = hand::single(1, 40, 2000000);
    person.declared_last_year_cents = 1800000;
    person.declared_two_years_ago_cents = 1700000;
    const auto row = hand::settle_in(world, person, hand::flat(1, hand::town, 2));

    begin_year(world, behaviour, {.income = 0.02, .rent = 0.01, .prices = 0.03}, hand::any_draws);

    CHECK(world.households.declared_cents[row][0] == 2040000);
    CHECK(world.households.earning_power_cents[row][0] == 2040000);
    CHECK(world.households.declared_last_year_cents[row] == 2000000);
    CHECK(world.households.declared_two_years_ago_cents[row] == 1800000);
    CHECK(world.dwellings.rent_cents[DwellingRow{0U}] == 21008);
    CHECK(world.dwellings.charges_cents[DwellingRow{0U}] == 8240);
    CHECK(world.levels.income == Approx(1.02));
    CHECK(world.levels.rent == Approx(1.01));
    CHECK(world.levels.prices == Approx(1.03));
}

TEST_CASE("The shocks of the year are of mean one, and as wide as the activity says") {
    auto behaviour = hand::quiet_behaviour();
    behaviour.income.permanent_shock_sd = 0.06;
    behaviour.income.transitory_shock_sd = {0.08, 0.0, 0.0, 0.0, 0.0, 0.0};
    auto world = hand::empty_world();
    constexpr std::uint64_t people = 20000;
    for (std::uint64_t key = 1; key <= people; ++key) {
        hand::settle(world, hand::single(key, 40, 2000000));
    }
    auto pensioner = hand::single(people + 1, 70, 1400000);
    pensioner.activity[0] = Activity::retired;
    pensioner.earning_power_cents[0] = 2000000;
    const auto retired = hand::settle(world, pensioner);

    begin_year(world, behaviour, {}, hand::any_draws);

    double sum = 0.0;
    double squares = 0.0;
    for (const auto row : rows<HouseholdRow>(people)) {
        const double ratio = world.households.declared_cents[row][0] / 2000000.0;
        sum += ratio;
        squares += (ratio - 1.0) * (ratio - 1.0);
    }
    CHECK(sum / people == Approx(1.0).margin(0.004));  // 5 standard errors
    CHECK(squares / people == Approx(0.01).epsilon(0.06));
    CHECK(world.households.declared_cents[retired][0] == 1400000);
}
