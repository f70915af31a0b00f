#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <set>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "hand_written_world.hpp"
#include "rules/income.hpp"
#include "rules/resources.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/world_builder.hpp"
#include "study/prepared_run.hpp"
#include "world/poverty_line.hpp"

using namespace mixite;

namespace {

Behaviour behaviour_that_applies() {
    auto behaviour = hand_written::quiet_behaviour();
    behaviour.demand.private_tenant = 0.15;
    behaviour.demand.hosted = 0.40;
    behaviour.demand.social_tenant = 0.13;
    behaviour.demand.owner = 0.006;
    behaviour.demand.overcrowded_factor = 1.6;
    behaviour.demand.income_slope = 1.2;
    behaviour.demand.age_factor.yearly.fill(0.5);
    behaviour.income.retirement = AgeRates::from_yearly([] {
        std::array<double, oldest_age + 1> yearly{};
        std::fill(yearly.begin() + 62, yearly.end(), 0.5);
        return yearly;
    }());
    return behaviour;
}

struct Place {
    TerritoryTables tables;
    std::shared_ptr<const Territory> territory;

    explicit Place(const std::string& folder)
        : tables(read_territory(std::filesystem::path(MIXITE_SOURCE_DIR) / folder)),
          territory(std::make_shared<const Territory>(make_territory(tables))) {}

    [[nodiscard]] BuiltWorld build() const {
        return build_world(
            tables, territory, behaviour_that_applies(), hand_written::policy(), 2024);
    }
};

/// Built once for all cases that a process holds to it.
const Place& niort() {
    static const Place place("data/niort");
    return place;
}

const BuiltWorld& niort_at_month_zero() {
    static const BuiltWorld built = niort().build();
    return built;
}

void check_whole(const Place& place, const BuiltWorld& built) {
    const auto& world = built.world;
    check_consistency(world);
    INFO(place.tables.facts.name);
    CHECK(world.dwellings.size() == static_cast<std::size_t>(place.tables.facts.social_dwellings));
    CHECK(world.month == place.tables.facts.month_zero);
    CHECK(world.private_stock.size() == place.tables.zones.size());
    CHECK(built.part.size() == world.households.size());
    CHECK(world.agenda.size() == world.territory->programme.size());
    for (const auto zone : rows<ZoneRow>(world.private_stock.size())) {
        CHECK(world.private_stock[zone].owners <= world.private_stock[zone].owner_dwellings);
        CHECK(world.private_stock[zone].private_tenants <= world.private_stock[zone].rentals);
        CHECK(world.reputed_poverty[zone] >= 0.0);
        CHECK(world.reputed_poverty[zone] <= 1.0);
    }
}

void check_same(const World& a, const World& b) {
    const auto same = [](const auto& first, const auto& second) {
        return std::equal(first.begin(), first.end(), second.begin(), second.end());
    };
    CHECK(same(a.households.key, b.households.key));
    CHECK(same(a.households.dwelling, b.households.dwelling));
    CHECK(same(a.households.declared_cents, b.households.declared_cents));
    CHECK(same(a.households.application, b.households.application));
    CHECK(same(a.dwellings.key, b.dwellings.key));
    CHECK(same(a.dwellings.household, b.dwellings.household));
    CHECK(same(a.dwellings.vacant_since, b.dwellings.vacant_since));
    CHECK(same(a.applications.opened, b.applications.opened));
    CHECK(same(a.applications.stated_resources_cents, b.applications.stated_resources_cents));
    CHECK(same(a.reputed_poverty, b.reputed_poverty));
}

}  // namespace

TEST_CASE("No household of month zero has the key that others will derive theirs from") {
    const Place place("tests/territory");
    const auto world = place.build().world;
    std::set<std::uint64_t> keys;
    for (const auto key : world.households.key) {
        keys.insert(key.value);
    }
    CHECK(keys.size() == world.households.size());
    for (const auto zone : rows<ZoneRow>(place.territory->zones.size())) {
        CHECK(keys.count(key_parent::arrivals(zone.value)) == 0);
    }
    CHECK(keys.count(key_parent::requests_from_outside) == 0);
}

TEST_CASE("Month zero is consistent, and whole, on both territories") {
    check_whole(niort(), niort_at_month_zero());
    const Place made_up("tests/territory");
    check_whole(made_up, made_up.build());
}

TEST_CASE("Arrivals are in proportion to the owners and private tenants of each zone") {
    const auto& world = niort_at_month_zero().world;
    Column<ZoneRow, int> expected(world.territory->zones.size(), 0);
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        const auto tenure = world.households.tenure[h];
        if (world.households.resident(h) &&
            (tenure == Tenure::owner || tenure == Tenure::private_tenant)) {
            ++expected[world.households.zone[h]];
        }
    }
    CHECK(*world.private_households_at_month_zero == expected);
}

TEST_CASE("Newcomers are like private households of the ages that leave an agglomeration") {
    const Place place("tests/territory");
    auto behaviour = behaviour_that_applies();
    auto& departure = behaviour.life.departure.yearly;
    std::fill(departure.begin() + 25, departure.begin() + 40, 0.08);
    std::fill(departure.begin() + 40, departure.begin() + 65, 0.02);
    const auto world =
        build_world(place.tables, place.territory, behaviour, hand_written::policy(), 2024).world;
    const auto by_age = [&](const Households& households) {
        std::array<double, 3> count{};
        for (const auto h : rows<HouseholdRow>(households.size())) {
            const bool in_private_stock = households.tenure[h] == Tenure::owner ||
                                          households.tenure[h] == Tenure::private_tenant;
            const int age = households.eldest_adult_age(h, world.month);
            if (in_private_stock && households.zone[h]) {
                ++count[age >= 25 && age < 40 ? 0U : age >= 40 && age < 65 ? 1U : 2U];
            }
        }
        return count;
    };
    const auto all = by_age(world.households);
    const auto like = by_age(*world.arrival_templates);
    REQUIRE(all[1] > 100);
    CHECK(like[0] == all[0]);
    // A quarter of them; 5 standard errors.
    CHECK(like[1] == Approx(all[1] / 4.0).margin(5.0 * std::sqrt(all[1] * 3.0 / 16.0)));
    CHECK(like[2] == 0);
    CHECK(like[0] + like[1] == static_cast<double>(world.arrival_templates->size()));
}

TEST_CASE("Every key is its own, and every member was born before month zero") {
    const auto& world = niort_at_month_zero().world;
    const auto& households = world.households;
    const std::set<HouseholdKey> keys(households.key.begin(), households.key.end());
    CHECK(keys.size() == households.size());
    const std::set<DwellingKey> dwellings(world.dwellings.key.begin(), world.dwellings.key.end());
    CHECK(dwellings.size() == world.dwellings.size());
    int wrong = 0;
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const auto& births = households.child_birth[h];
        const auto last = births.begin() + households.children[h];
        wrong += !std::is_sorted(births.begin(), last);
        wrong += households.eldest_adult_age(h, world.month) > oldest_age;
        wrong += households.youngest_adult_age(h, world.month) < 18;
        wrong +=
            std::any_of(births.begin(), last, [&](Month birth) { return birth > world.month; });
        wrong += households.moved_in[h] >= world.month && households.zone[h];
        wrong += households.declared(h) < 0;
    }
    CHECK(wrong == 0);
}

TEST_CASE("Social dwellings are let to households that fit them") {
    const auto& world = niort_at_month_zero().world;
    const auto typology = hand_written::typology();
    int let = 0;
    int overcrowded = 0;
    int early = 0;
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        const auto h = world.dwellings.household[d];
        if (!h) {
            CHECK(world.dwellings.vacant_since[d] <= world.month);
            continue;
        }
        ++let;
        const auto& fit = typology[static_cast<std::size_t>(world.households.adults(h) - 1)]
                                  [world.households.children[h]];
        overcrowded += world.dwellings.rooms[d] < fit.fewest;
        early += year_of(world.households.moved_in[h]) < world.dwellings.built_year[d];
    }
    const auto stock = static_cast<double>(world.dwellings.size());
    CHECK(let > 0.97 * stock);
    CHECK(let < 0.99 * stock);
    CHECK(overcrowded < 0.02 * let);
    CHECK(early < 0.02 * let);  // but for what is built in the months before
}

TEST_CASE("The social stock of the tables is there, and the soft lines are plausible") {
    int lines = 0;
    for (const auto& line : niort_at_month_zero().fit) {
        if (line.variable == "social_stock") {
            INFO(line.category << ": target " << line.target << ", obtained " << line.obtained);
            CHECK(line.within());
            ++lines;
        }
    }
    CHECK(lines == 9);
}

TEST_CASE("The tenants' poverty rates are those of the tables") {
    int lines = 0;
    for (const auto& line : niort_at_month_zero().fit) {
        const bool tenants = line.category == "social_tenant" || line.category == "private_tenant";
        if (line.variable == "poverty_rate" && tenants) {
            INFO(line.area << " " << line.category << ": target " << line.target << ", obtained "
                           << line.obtained);
            CHECK(line.within());
            ++lines;
        }
    }
    CHECK(lines == 8);
}

TEST_CASE("The reference's poverty is by age as published in Niort, its line that of each year") {
    const auto prepared = prepare(
        {.scenarios = {std::filesystem::path(MIXITE_SOURCE_DIR) / "scenarios" / "reference.toml"}});
    const auto& timeline = prepared.experiment.strategies.front().timeline;
    const auto& start = prepared.experiment.starts.front();
    const auto& world = start.month_zero;
    const auto& households = world.households;

    SECTION("INSEE, Filosofi 2021, Niort: 28, 21, 16, 14, 11 and 9 %, all 16 %") {
        const auto resources = resources_of_all(world, start.behaviour, timeline.at(world.month));
        constexpr std::array<int, 6> from{0, 30, 40, 50, 60, 75};
        constexpr std::array<double, 6> published{0.28, 0.21, 0.16, 0.14, 0.11, 0.09};
        std::array<double, 6> poor{};
        std::array<double, 6> persons{};
        for (const auto h : rows<HouseholdRow>(households.size())) {
            if (!households.resident(h) ||
                world.territory->communes[world.territory->zones[households.zone[h]].commune]
                        .code != "79191") {
                continue;
            }
            const int age = age_in_years(households.adult_birth[h][0], world.month);
            const auto band = static_cast<std::size_t>(
                std::upper_bound(from.begin(), from.end(), age) - from.begin() - 1);
            const bool is_poor = resources.disposable_per_unit_cents[h] < poverty_line_cents(world);
            persons[band] += households.persons(h);
            poor[band] += is_poor ? households.persons(h) : 0;
        }
        for (std::size_t band = 0; band < from.size(); ++band) {
            INFO("from " << from[band] << ": " << poor[band] / persons[band]);
            CHECK(poor[band] / persons[band] == Approx(published[band]).margin(0.03));
        }
    }
    SECTION("60 % of the national median: 1 102, 1 120, 1 158, 1 216 and 1 288 euros a month") {
        double line = poverty_line_cents(world);
        CHECK(line == Approx(110200).epsilon(0.001));
        int year = year_of(world.month);
        for (const double published : {112000.0, 115800.0, 121600.0, 128800.0}) {
            line *= 1.0 + timeline.at(month(++year, 1)).indices.income;
            CHECK(line == Approx(published).epsilon(0.002));
        }
    }
}

TEST_CASE("The register holds as many requests as assumed, of the kinds assumed") {
    const auto& world = niort_at_month_zero().world;
    const auto requests = static_cast<double>(world.applications.size());
    CHECK(requests == Approx(2700.0).epsilon(0.01));
    double transfers = 0.0;
    double from_outside = 0.0;
    double months = 0.0;
    for (const auto a : rows<ApplicationRow>(world.applications.size())) {
        const auto h = world.applications.household[a];
        transfers += world.households.tenure[h] == Tenure::social_tenant;
        from_outside += !world.households.zone[h];
        months += world.month - world.applications.opened[a];
        CHECK(world.applications.opened[a] <= world.applications.renewed[a]);
        CHECK(world.month - world.applications.renewed[a] < 12);
    }
    CHECK(transfers / requests == Approx(0.32).margin(0.01));
    CHECK(from_outside / requests == Approx(0.20).margin(0.01));
    CHECK(months / requests > 15.0);
    CHECK(months / requests < 22.0);
}

TEST_CASE("Month zero does not depend on the number of threads") {
    const auto reference = [] {
        const ThreadCount one(1);
        return niort().build();
    }();
    for (const std::size_t threads : {2U, 8U}) {
        const ThreadCount many(threads);
        check_same(niort().build().world, reference.world);
    }
}

TEST_CASE("More tenants than dwellings are refused with the zone") {
    Place place("tests/territory");
    place.tables.social_dwellings.front().dwellings = 1;
    place.tables.social_dwellings.front().zone = ZoneRow{place.tables.zones.size() - 1};
    for (auto& group : place.tables.social_dwellings) {
        group.dwellings = std::min(group.dwellings, 1);
    }
    CHECK_THROWS_AS(place.build(), DataError);
}
