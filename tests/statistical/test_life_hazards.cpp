#include <cmath>

#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/household_life.hpp"

using namespace mixite;
namespace hand = hand_written;

namespace {

constexpr int households = 50000;
constexpr double yearly_rate = 0.10;

/// Households with an adult child each, so that every event can happen to each of them.
World of_many(Bond bond) {
    auto world = hand::empty_world();
    for (std::uint64_t key = 1; key <= households; ++key) {
        auto family = hand::with_child(
            bond == Bond::alone ? hand::single(key, 40, 2000000) : hand::couple(key, 40, 2000000),
            20);
        append(world.households, family);
    }
    return world;
}

/// How often the event happens in a month of twelve, each from the same state.
int occurrences(World world, const Behaviour& behaviour, LifeEvent event) {
    const Draws draws{11, 3};
    int count = 0;
    for (int months = 0; months < 12; ++months, ++world.month) {
        for (const auto& change : hand::life_of(world, behaviour, draws)) {
            count += change.event == event;
        }
    }
    return count;
}

/// Twelve months of 50 000 households at 10 % a year: 5 244 expected, standard error 72. The bound
/// of 4 standard errors fails by chance once in 16 000, and finds a rate that is 8 % wrong with a
/// probability above 95 %.
void check_rate(int count, int at_risk_per_household) {
    const double p = 1.0 - std::pow(1.0 - yearly_rate, 1.0 / 12.0);
    const double trials = 12.0 * households * at_risk_per_household;
    CHECK(std::abs(count - trials * p) < 4.0 * std::sqrt(trials * p * (1.0 - p)));
}

}  // namespace

TEST_CASE("Events of the household happen at their yearly rates") {
    const auto rate = hand::at_all_ages(yearly_rate);
    auto behaviour = hand::quiet_behaviour();

    behaviour.life.departure = rate;
    check_rate(occurrences(of_many(Bond::couple), behaviour, LifeEvent::departure), 1);
    behaviour.life.departure = {};

    behaviour.life.leaving_parents = rate;
    check_rate(occurrences(of_many(Bond::couple), behaviour, LifeEvent::leaving_parents), 1);
    behaviour.life.leaving_parents = {};

    behaviour.life.separation = rate;
    check_rate(occurrences(of_many(Bond::couple), behaviour, LifeEvent::separation), 1);
    behaviour.life.separation = {};

    behaviour.life.birth_in_couple = rate;
    check_rate(occurrences(of_many(Bond::couple), behaviour, LifeEvent::birth), 1);
    behaviour.life.birth_in_couple = {};

    behaviour.life.union_of_one = rate;
    check_rate(occurrences(of_many(Bond::alone), behaviour, LifeEvent::union_receives), 1);
}

TEST_CASE("Events of a person happen at their yearly rates to each adult") {
    auto behaviour = hand::quiet_behaviour();
    const auto rate = hand::at_all_ages(yearly_rate);

    behaviour.life.death = rate;
    const auto alone = occurrences(of_many(Bond::alone), behaviour, LifeEvent::death);
    check_rate(alone, 1);
    behaviour.life.death = {};

    behaviour.life.care_home = rate;
    check_rate(occurrences(of_many(Bond::alone), behaviour, LifeEvent::care_home), 1);
    behaviour.life.care_home = {};

    behaviour.income.retirement = rate;
    check_rate(occurrences(of_many(Bond::alone), behaviour, LifeEvent::retirement), 1);
    behaviour.income.retirement = {};

    behaviour.income.stable_to_unemployed = yearly_rate;
    check_rate(occurrences(of_many(Bond::alone), behaviour, LifeEvent::income), 1);

    // Of a couple both may change in a month; one change is made. At 0.87 % a month that loses
    // 0.4 % of the changes, within the bound.
    check_rate(occurrences(of_many(Bond::couple), behaviour, LifeEvent::income), 2);
}
