#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "rules/lease_signing.hpp"
#include "rules/private_moves.hpp"
#include "rules/stock_programme.hpp"
#include "rules/supply.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

using Kind = StockOperationKind;

/// Empty flats of four rooms in the QPV, all of one building.
struct Estate {
    World world = hand::empty_world(month(2025, 1));
    MonthFlows flows;

    explicit Estate(std::uint64_t flats) {
        for (std::uint64_t key = 1; key <= flats; ++key) {
            auto flat = hand::flat(key, hand::estate, 4);
            flat.vacant_since = world.month - static_cast<int>(key);
            append(world.dwellings, flat);
        }
    }
    void run(const StockPolicy& policy) {
        apply(world, policy, stock_changes(world, policy), flows);
    }
    [[nodiscard]] int count(DwellingStatus status, int rooms) const {
        int found = 0;
        for (const auto d : dwelling_rows()) {
            found += world.dwellings.status[d] == status && world.dwellings.rooms[d] == rooms;
        }
        return found;
    }
    [[nodiscard]] std::int64_t rents() const {
        std::int64_t sum = 0;
        for (const auto d : dwelling_rows()) {
            sum += world.dwellings.in_stock(d) ? world.dwellings.rent_cents[d] : 0;
        }
        return sum;
    }

  private:
    [[nodiscard]] RowRange<DwellingRow> dwelling_rows() const {
        return rows<DwellingRow>(world.dwellings.size());
    }
};

StockOperation operation(Kind kind, int dwellings, int rooms, int into_rooms) {
    return {.name = "test",
            .kind = kind,
            .place = "in_qpv",
            .from = month(2025, 1),
            .until = month(2025, 12),
            .dwellings = dwellings,
            .rooms = rooms,
            .into_rooms = into_rooms,
            .works_months = 6};
}

}  // namespace

TEST_CASE("An operation takes its dwellings evenly, and makes up for months without a vacancy") {
    Estate estate(3);
    const StockPolicy policy{.operations = {operation(Kind::conversion, 6, 4, 2)}};
    estate.run(policy);  // January: 6 × 1/12 is no whole dwelling
    CHECK(estate.flows.counts.restructured == 0);
    estate.world.month = month(2025, 6);  // by June 3 are due
    estate.run(policy);
    CHECK(estate.count(DwellingStatus::works, 2) == 3);
    estate.run(policy);
    CHECK(estate.flows.counts.restructured == 3);  // no dwelling twice
    estate.world.month = month(2026, 1);
    append(estate.world.dwellings, hand::flat(9, hand::estate, 4));
    estate.run(policy);
    CHECK(estate.flows.counts.restructured == 3);  // it ended in December
}

TEST_CASE("The longest empty is taken first, and comes back with its new rooms after the works") {
    Estate estate(3);
    const StockPolicy policy{.operations = {operation(Kind::conversion, 12, 4, 2)}};
    estate.run(policy);
    const DwellingRow oldest{2U};
    REQUIRE(estate.world.dwellings.status[oldest] == DwellingStatus::works);
    CHECK(estate.world.dwellings.rooms[oldest] == 2);
    estate.world.month = month(2025, 6);
    end_works(estate.world);
    CHECK(estate.world.dwellings.status[oldest] == DwellingStatus::works);
    estate.world.month = month(2025, 7);
    end_works(estate.world);
    CHECK(estate.world.dwellings.status[oldest] == DwellingStatus::vacant);
}

TEST_CASE("A splitting keeps rooms, surface and rent to the cent, under keys of its own") {
    Estate estate(1);
    const DwellingRow d{0U};
    estate.world.dwellings.rent_cents[d] = 41603;
    estate.world.dwellings.surface_dm2[d] = 8001;
    const StockPolicy policy{.operations = {operation(Kind::splitting, 12, 4, 1)}};
    estate.run(policy);
    REQUIRE(estate.world.dwellings.size() == 2);
    const DwellingRow second{1U};
    CHECK(estate.world.dwellings.rooms[d] == 1);
    CHECK(estate.world.dwellings.rooms[second] == 3);
    CHECK(estate.rents() == 41603);
    CHECK(estate.world.dwellings.surface_dm2[d] + estate.world.dwellings.surface_dm2[second] ==
          8001);
    CHECK(estate.world.dwellings.key[d] != estate.world.dwellings.key[second]);
    check_consistency(estate.world);
}

TEST_CASE("A merging needs two empty dwellings of one building") {
    Estate estate(2);
    auto elsewhere = hand::flat(9, hand::estate, 4);
    elsewhere.built_year = 1990;
    append(estate.world.dwellings, elsewhere);
    const auto rents = estate.rents();
    const StockPolicy policy{.operations = {operation(Kind::merging, 12, 4, 5)}};
    estate.world.month = month(2025, 12);
    estate.run(policy);
    CHECK(estate.flows.counts.restructured == 1);
    CHECK(estate.count(DwellingStatus::works, 5) == 1);
    CHECK(estate.count(DwellingStatus::withdrawn, 4) == 1);
    CHECK(estate.count(DwellingStatus::vacant, 4) == 1);
    CHECK(estate.rents() == rents);
}

TEST_CASE(
    "A rehabilitation over many months reaches each of its dwellings once, the oldest first") {
    Estate estate(4);
    auto& dwellings = estate.world.dwellings;
    for (const auto d : rows<DwellingRow>(4)) {
        dwellings.energy[d] = EnergyLabel::f;
        dwellings.built_year[d] = static_cast<std::int16_t>(1970 + d.value);
    }
    dwellings.energy[DwellingRow{0U}] = EnergyLabel::a;  // needs none
    const auto labels = [&] {
        return std::vector(dwellings.energy.begin(), dwellings.energy.end());
    };
    const ProgrammeEvent one{
        .kind = ProgrammeKind::rehabilitation, .zone = hand::estate, .dwellings = 1};
    apply(estate.world, {one}, hand::any_draws, estate.flows);
    using L = EnergyLabel;
    CHECK(labels() == std::vector{L::a, L::b, L::f, L::f});
    apply(estate.world, {one}, hand::any_draws, estate.flows);
    CHECK(labels() == std::vector{L::a, L::b, L::b, L::f});
    apply(estate.world, {one, one}, hand::any_draws, estate.flows);
    CHECK(labels() == std::vector{L::a, L::b, L::b, L::b});
}

TEST_CASE("A dwelling sold is a private one; no dwelling is taken by two operations") {
    Estate estate(1);
    auto sale = operation(Kind::sale, 12, 4, 0);
    auto conversion = operation(Kind::conversion, 12, 4, 2);
    conversion.name = "other";
    const auto owners = estate.world.private_stock[hand::estate].owner_dwellings;
    estate.run({.operations = {sale, conversion}});
    CHECK(estate.flows.counts.left_stock == 1);
    CHECK(estate.flows.counts.restructured == 0);
    CHECK(estate.world.private_stock[hand::estate].owner_dwellings == owners + 1);
    CHECK(lettable_dwellings(estate.world, hand::policy(), hand::any_draws).empty());
}

TEST_CASE("Large families lose first from four rooms made into two") {
    Estate estate(1);
    const auto policy = hand::policy();
    auto open = policy;
    open.commission.most_effort_rate = 1.0;
    open.commission.least_rest_to_live_cents_a_day = -100000;
    auto family = hand::couple(1, 40, 1200000);
    for (const int age : {14, 12, 9}) {
        family = hand::with_child(family, age);
    }
    const auto large = hand::settle(estate.world, family);
    const auto alone = hand::settle(estate.world, hand::single(2, 40, 1400000));
    for (const auto h : {large, alone}) {
        hand::apply_for_dwelling(estate.world, h, estate.world.month - 12);
    }
    const auto behaviour = hand::quiet_behaviour();
    hand::work_out_resources(estate.world, behaviour, open);
    const auto all = candidates(estate.world, behaviour, open, hand::any_draws);
    const DwellingRow d{0U};
    CHECK(bar(all[0], estate.world, d, open) == Bar::none);
    CHECK(bar(all[1], estate.world, d, open) == Bar::too_many_rooms);
    estate.run({.operations = {operation(Kind::conversion, 12, 4, 2)}});
    CHECK(bar(all[0], estate.world, d, open) == Bar::too_few_rooms);
    CHECK(bar(all[1], estate.world, d, open) == Bar::none);
}

TEST_CASE("Deliveries come month after month, whole, and as many as were said") {
    auto world = hand::empty_world(month(2025, 1));
    auto building = operation(Kind::delivery, 7, 2, 0);
    building.place = "Z2";
    building.landlord = "L1";
    building.surface_m2 = 46.5;
    building.rent_euros_per_m2 = 5.7;
    building.charges_euros_per_m2 = 1.5;
    building.cost_cents_a_dwelling = 15000000;
    const StockPolicy policy{.operations = {building}};
    MonthFlows flows;
    std::int64_t cost = 0;
    for (int m = 0; m < 14; ++m) {
        apply(world, events_due(world, policy), hand::any_draws, flows);
        cost += programme_cost_cents(world, policy, {});
        ++world.month;
    }
    CHECK(flows.counts.delivered == 7);
    CHECK(cost == 7 * 15000000LL);
    REQUIRE(world.dwellings.size() == 7);
    const DwellingRow d{6U};
    CHECK(world.dwellings.zone[d] == hand::village);
    CHECK(world.dwellings.surface_dm2[d] == 4650);
    CHECK(world.dwellings.rent_cents[d] == 26505);
    CHECK(world.dwellings.charges_cents[d] == 6975);
}

TEST_CASE("The same operation makes the same dwellings, whatever else a scenario builds") {
    const auto keys_of = [](const std::vector<std::string>& names) {
        auto world = hand::empty_world(month(2025, 12));
        StockPolicy policy;
        for (const auto& name : names) {
            auto building = operation(Kind::delivery, 2, 2, 0);
            building.name = name;
            building.place = "Z2";
            policy.operations.push_back(building);
        }
        MonthFlows flows;
        world.month = month(2025, 6);
        apply(world, events_due(world, policy), hand::any_draws, flows);
        return world.dwellings.key.values();
    };
    const auto alone = keys_of({"b"});
    const auto both = keys_of({"a", "b"});
    REQUIRE(alone.size() == 1);
    REQUIRE(both.size() == 2);
    CHECK(both[1] == alone[0]);
    CHECK(both[0] != both[1]);
}

TEST_CASE("CCH L.442-6: a demolition stops re-letting, rehouses, and takes what is empty") {
    Estate estate(2);
    const auto tenant = hand::settle_in(
        estate.world, hand::single(1, 50, 1500000), hand::flat(20, hand::estate, 4));
    auto demolition = operation(Kind::demolition, 3, 0, 0);
    demolition.place = "Q1";
    const StockPolicy policy{.operations = {demolition}};
    apply(estate.world, events_due(estate.world, policy), hand::any_draws, estate.flows);
    REQUIRE(estate.world.households.application[tenant]);
    CHECK(estate.world.applications.priorities[ApplicationRow{0U}] == priority::rehousing);
    CHECK(estate.count(DwellingStatus::condemned, 4) == 2);
    estate.world.month = month(2025, 12);
    apply(estate.world, events_due(estate.world, policy), hand::any_draws, estate.flows);
    CHECK(estate.flows.counts.demolished == 2);  // the tenant stays until rehoused
    CHECK(estate.world.agenda.size() == 1);
}

TEST_CASE("Offers of rehousing: outside QPV for a share, at a comparable net rent") {
    Estate estate(1);
    const auto tenant = hand::settle_in(
        estate.world, hand::single(1, 50, 1500000), hand::flat(20, hand::estate, 2));
    const auto request = hand::apply_for_dwelling(estate.world, tenant, estate.world.month - 1);
    estate.world.applications.priorities[request] = priority::rehousing;
    const auto inside = append(estate.world.dwellings, hand::flat(21, hand::estate, 2));
    auto dear = hand::flat(22, hand::town, 2);
    dear.rent_cents += 3000;
    const auto outside = append(estate.world.dwellings, dear);
    auto policy = hand::policy();
    const auto behaviour = hand::quiet_behaviour();
    hand::work_out_resources(estate.world, behaviour, policy);
    const auto bar_of = [&](DwellingRow d) {
        return bar(candidates(estate.world, behaviour, policy, hand::any_draws)[0],
                   estate.world,
                   d,
                   policy);
    };
    CHECK(bar_of(inside) == Bar::none);
    CHECK(bar_of(outside) == Bar::none);
    policy.rehousing.share_outside_qpv = 1.0;
    CHECK(bar_of(inside) == Bar::rehoused_outside_qpv);
    CHECK(bar_of(outside) == Bar::none);
    const auto c = candidates(estate.world, behaviour, policy, hand::any_draws)[0];
    const auto net = [&](DwellingRow d) {
        return housing_cost(c, estate.world.dwellings, d, policy.housing_allowance)
            .net_cents_a_month;
    };
    const double rise = 1.0 * net(outside) / net(estate.world.households.dwelling[tenant]) - 1.0;
    REQUIRE(rise > 0.02);
    policy.rehousing.most_net_rent_rise = rise - 0.01;
    CHECK(bar_of(outside) == Bar::net_rent_not_comparable);
    policy.rehousing.most_net_rent_rise = rise + 0.01;
    CHECK(bar_of(outside) == Bar::none);
}

TEST_CASE("What a programme of attractiveness has gained grows with its years, and stays") {
    auto world = hand::empty_world(month(2024, 12));
    const StockPolicy policy{.attractiveness = {{.name = "gup",
                                                 .place = "Q1",
                                                 .from = month(2025, 1),
                                                 .until = month(2026, 12),
                                                 .utility_a_year = 0.3,
                                                 .cost_cents_a_year = 12000000}}};
    CHECK(attractiveness(world, policy, hand::estate) == 0.0);
    CHECK(programme_cost_cents(world, policy, {}) == 0);
    world.month = month(2025, 12);
    CHECK(attractiveness(world, policy, hand::estate) == Approx(0.3));
    CHECK(attractiveness(world, policy, hand::town) == 0.0);
    CHECK(programme_cost_cents(world, policy, {}) == 1000000);
    world.month = month(2028, 5);
    CHECK(attractiveness(world, policy, hand::estate) == Approx(0.6));
}

TEST_CASE(
    "CCH L.635-1: a permit withdraws some private rentals, never one that is lived in, and makes "
    "others dearer") {
    auto world = hand::empty_world(month(2025, 1));
    const StockPolicy policy{.letting_permits = {{.name = "permit",
                                                  .place = "Q1",
                                                  .from = month(2025, 1),
                                                  .inspected_a_year = 0.12,
                                                  .unfit_share = 0.5,
                                                  .withdrawn_share = 0.2,
                                                  .rent_rise = 0.1}}};
    auto behaviour = hand::quiet_behaviour();
    auto renter = hand::single(1, 40, 1500000);
    renter.tenure = Tenure::private_tenant;
    renter.zone = hand::estate;
    const auto h = hand::settle(world, renter);
    const auto before = private_rent_cents(world, behaviour.mobility, h);
    apply_letting_permits(world, policy);
    CHECK(world.private_stock[hand::estate].rentals == 999);  // 1 000 × 1 % × 0.5 × 0.2
    CHECK(world.private_stock[hand::town].rentals == 1000);
    CHECK(world.unfit_share_factor[hand::estate] == Approx(0.99));
    world.month = month(2025, 12);
    apply_letting_permits(world, policy);
    // 12 % seen, half unfit, four fifths made good at a tenth more: 0.48 %.
    CHECK(private_rent_cents(world, behaviour.mobility, h) ==
          static_cast<std::int32_t>(before * 1.0048));
    world.private_stock[hand::estate].rentals = world.private_stock[hand::estate].private_tenants;
    world.month = month(2026, 6);
    apply_letting_permits(world, policy);
    CHECK(world.private_stock[hand::estate].rentals ==
          world.private_stock[hand::estate].private_tenants);
}

TEST_CASE("An operation of the territory may be left out, the others stay") {
    Territory territory = *hand::three_zones();
    territory.operations = {"youth", "houses"};
    const std::vector<ProgrammeEvent> due{
        {.kind = ProgrammeKind::youth_residence, .programme = 1},
        {.kind = ProgrammeKind::private_delivery, .programme = 2},
        {.kind = ProgrammeKind::social_delivery, .programme = 10001}};
    CHECK(kept_events(due, territory, {}).size() == 3);
    const auto kept = kept_events(
        due, territory, {.territory_operations = {{.name = "houses", .takes_place = false}}});
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].programme == 1);
    CHECK(kept[1].programme == 10001);
}
