#include <catch2/catch.hpp>

#include "engine/occupancy.hpp"
#include "hand_written_world.hpp"
#include "observation/indicators.hpp"

namespace mixite {
namespace {

using hand_written::couple;
using hand_written::estate;
using hand_written::flat;
using hand_written::single;
using hand_written::start;
using hand_written::town;
using hand_written::with_child;

template <class Class>
std::size_t at(Class one) {
    return static_cast<std::size_t>(one);
}

Household doing(Household household, Activity first, Activity second = Activity::without_work) {
    household.activity = {first, second};
    return household;
}

/// Of the QPV: a poor mother without work aged 28, a retired couple aged 70; of the town a tenant
/// who does not count.
World estate_with_two_tenants() {
    auto world = hand_written::empty_world();
    world.thresholds.frozen = {900'000, 1'500'000, 2'400'000};
    hand_written::settle_in(
        world, with_child(doing(single(1, 28, 0), Activity::without_work), 4), flat(11, estate, 3));
    hand_written::settle_in(world, single(2, 40, 1'800'000), flat(12, town, 3));
    hand_written::settle_in(world,
                            doing(couple(3, 70, 2'000'000), Activity::retired, Activity::retired),
                            flat(13, estate, 3));
    append(world.dwellings, flat(14, estate, 3));
    hand_written::work_out_resources(
        world, hand_written::quiet_behaviour(), hand_written::policy());
    return world;
}

TEST_CASE("The occupants of a QPV are its social tenants, by resources, type, age and activity") {
    const auto world = estate_with_two_tenants();
    const auto occupants = qpv_occupants(world);
    REQUIRE(occupants.size() == 2);
    CHECK(occupants[0].household == HouseholdKey{1});
    CHECK(occupants[0].dwelling == DwellingRow{0U});
    const auto counts = occupancy({}, occupants, 1).front().occupants;
    CHECK(counts.by_quartile == std::array{1, 0, 0, 1});
    CHECK(counts.by_type[at(HouseholdType::single_parent)] == 1);
    CHECK(counts.by_type[at(HouseholdType::couple_without_child)] == 1);
    CHECK(counts.by_age == std::array{1, 0, 1});
    CHECK(counts.by_activity[at(Activity::without_work)] == 1);
    CHECK(counts.by_activity[at(Activity::retired)] == 1);
}

TEST_CASE("Ages change class on the birthday, and a household's activity is its first one") {
    const auto age_of = [](int years) {
        auto world = hand_written::empty_world();
        hand_written::settle_in(
            world,
            doing(couple(1, years, 1'000'000), Activity::retired, Activity::precarious_job),
            flat(11, estate, 2));
        hand_written::work_out_resources(
            world, hand_written::quiet_behaviour(), hand_written::policy());
        const auto one = qpv_occupants(world).front().traits;
        CHECK(one.activity == Activity::precarious_job);
        CHECK(one.quartile == 0);
        return one.age;
    };
    CHECK(age_of(29) == AgeGroup::under_30);
    CHECK(age_of(30) == AgeGroup::from_30_to_59);
    CHECK(age_of(59) == AgeGroup::from_30_to_59);
    CHECK(age_of(60) == AgeGroup::from_60);
}

constexpr OccupantTraits young{.quartile = 1, .age = AgeGroup::under_30};
constexpr OccupantTraits grown{.quartile = 2, .age = AgeGroup::from_30_to_59};

Occupant tenant(std::uint64_t key, std::size_t dwelling, std::int16_t qpv, OccupantTraits traits) {
    return {.household = {key}, .dwelling = DwellingRow{dwelling}, .qpv = qpv, .traits = traits};
}

TEST_CASE("Who comes and who goes: not who stays, and not who moves within the QPV") {
    const std::vector before{tenant(1, 0, 0, young),   // stays, a year older
                             tenant(2, 1, 0, young),   // moves within the QPV
                             tenant(3, 2, 0, young),   // gone; another comes into the dwelling
                             tenant(4, 3, 1, young)};  // from the second QPV to the first
    const std::vector after{tenant(1, 0, 0, grown),
                            tenant(4, 1, 0, grown),
                            tenant(5, 2, 0, grown),
                            tenant(2, 4, 0, grown),
                            tenant(6, 5, 1, young)};
    const auto found = occupancy(before, after, 2);
    REQUIRE(found.size() == 2);
    CHECK(found[0].occupants.by_age == std::array{0, 4, 0});
    CHECK(found[0].entrants.by_age == std::array{0, 2, 0});  // 4 and 5, as they are
    CHECK(found[0].leavers.by_age == std::array{1, 0, 0});   // 3, as it was
    CHECK(found[0].leavers.by_quartile == std::array{1, 0, 0, 0});
    CHECK(found[1].occupants.by_age == std::array{1, 0, 0});
    CHECK(found[1].entrants.by_age == std::array{1, 0, 0});
    CHECK(found[1].leavers.by_age == std::array{1, 0, 0});
}

/// The village is a QPV too, before the estate.
World with_a_second_qpv(World world) {
    auto territory = *world.territory;
    territory.zones[hand_written::village].kind = ZoneKind::qpv;
    world.territory = std::make_shared<const Territory>(std::move(territory));
    return world;
}

/// Counts on from `next`, class by class.
int number(OccupantCounts& counts, int next) {
    const auto fill = [&](auto& classes) {
        for (auto& count : classes) {
            count = next++;
        }
    };
    fill(counts.by_quartile);
    fill(counts.by_type);
    fill(counts.by_age);
    fill(counts.by_activity);
    return next;
}

TEST_CASE("Every class stands in the indicator of its trait, QPV by QPV") {
    const auto world = with_a_second_qpv(estate_with_two_tenants());
    constexpr std::size_t classes_of_all_traits = 4 + 5 + 3 + 6;
    MonthFlows flows;
    flows.occupancy.resize(2);
    for (std::size_t qpv = 0; qpv < 2; ++qpv) {
        auto& found = flows.occupancy[qpv];
        int next = static_cast<int>(1000 * (qpv + 1));
        for (auto* counts : {&found.occupants, &found.entrants, &found.leavers}) {
            next = number(*counts, next);
        }
    }
    const auto values = measure(world, flows);
    auto at = values.size() - std::size_t{2} * 3 * classes_of_all_traits;
    int next = 0;
    for ([[maybe_unused]] const auto* whom : {"occupants", "entrants", "leavers"}) {
        for (const int classes : {4, 5, 3, 6}) {
            for (int qpv = 1; qpv <= 2; ++qpv) {
                for (int c = 0; c < classes; ++c) {
                    CHECK(values[at++] == static_cast<float>(1000 * qpv + next + c));
                }
            }
            next += classes;
        }
    }
    flows.occupancy.resize(1);
    CHECK_THROWS_AS(measure(world, flows), InvariantViolation);
}

}  // namespace
}  // namespace mixite
