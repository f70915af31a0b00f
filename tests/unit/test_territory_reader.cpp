#include <cmath>
#include <filesystem>

#include <catch2/catch.hpp>

#include "scenario/territory_reader.hpp"

using namespace mixite;

namespace {

const std::filesystem::path sources = MIXITE_SOURCE_DIR;

int dwellings_of(const TerritoryTables& tables, ZoneKind kind) {
    int dwellings = 0;
    for (const auto& group : tables.social_dwellings) {
        dwellings += tables.zones[group.zone].kind == kind ? group.dwellings : 0;
    }
    return dwellings;
}

double total(const TerritoryTables& tables, ControlVariable variable) {
    double sum = 0.0;
    for (const auto& control : tables.controls) {
        sum += control.variable == variable ? control.value : 0.0;
    }
    return sum;
}

}  // namespace

TEST_CASE("The agglomeration's tables read without a problem and hold the published totals") {
    const auto tables = read_territory(sources / "data/niort");
    CHECK(tables.zones.size() == 64);
    CHECK(tables.communes.size() == 40);
    CHECK(tables.areas.size() == 61);
    CHECK(dwellings_of(tables, ZoneKind::qpv) == 2551);
    CHECK(dwellings_of(tables, ZoneKind::iris) == 3558);
    CHECK(dwellings_of(tables, ZoneKind::commune) == 1492);
    CHECK(total(tables, ControlVariable::households) == 56681);
    CHECK(total(tables, ControlVariable::persons) == 120987);
    REQUIRE(tables.qpvs.size() == 3);
    CHECK(tables.qpvs[0].social_dwellings == 1560);
    CHECK(tables.qpvs[1].social_dwellings == 630);
    CHECK(tables.qpvs[2].social_dwellings == 361);
    CHECK(tables.qpvs[0].declared_median_eur_per_unit == 5516);
    CHECK(tables.facts.month_zero == month(2019, 1));
}

TEST_CASE("The stock has the published mean surface and rents") {
    const auto tables = read_territory(sources / "data/niort");
    double dwellings = 0.0;
    double surface = 0.0;
    double rent = 0.0;
    double recent_surface = 0.0;
    double recent_rent = 0.0;
    for (const auto& group : tables.social_dwellings) {
        const auto group_surface = group.dwellings * group.surface_m2;
        dwellings += group.dwellings;
        surface += group_surface;
        rent += group_surface * group.rent_eur_per_m2;
        if (group.built_year >= 2014) {
            recent_surface += group_surface;
            recent_rent += group_surface * group.rent_eur_per_m2;
        }
    }
    CHECK(std::abs(surface / dwellings - tables.facts.mean_surface_m2) < 0.05);
    CHECK(std::abs(rent / surface - tables.facts.mean_rent_eur_per_m2) < 0.005);
    CHECK(std::abs(recent_rent / recent_surface - tables.facts.mean_rent_recent_eur_per_m2) <
          0.005);
}

TEST_CASE("Every file read is told with its origin") {
    const auto tables = read_territory(sources / "data/niort");
    CHECK(tables.inputs.size() >= 18);
    for (const auto& input : tables.inputs) {
        CHECK(input.sha256.size() == 64);
        CHECK_FALSE(input.producer.empty());
        CHECK_FALSE(input.vintage.empty());
        CHECK(input.name.find('/') == std::string::npos);
    }
}

TEST_CASE("The made-up territory reads with the same schema") {
    const auto tables = read_territory(sources / "tests/territory");
    CHECK(tables.zones.size() == 7);
    CHECK(total(tables, ControlVariable::households) == 300);
    CHECK(dwellings_of(tables, ZoneKind::qpv) == 32);
    CHECK(tables.facts.social_dwellings == 60);
}

TEST_CASE("A territory is made of its tables: every zone in reach, each event on its month") {
    const auto tables = read_territory(sources / "tests/territory");
    const auto territory = make_territory(tables);
    REQUIRE(territory.qpv_zones().size() == 1);
    const auto quarter = territory.qpv_zones().front();
    CHECK(territory.zones[quarter].code == "QX001");
    CHECK(territory.minutes(quarter, quarter) == 0.0F);
    for (const auto from : rows<ZoneRow>(territory.zones.size())) {
        for (const auto to : rows<ZoneRow>(territory.zones.size())) {
            CHECK(territory.minutes(from, to) < 60.0F);
            CHECK(territory.minutes(from, to) == territory.minutes(to, from));
        }
    }
    CHECK(territory.poverty_line_cents == 113396);  // 1 158 € of 2021 over 1.0212

    std::vector<DatedEvent> demolitions;
    std::vector<DatedEvent> stops;
    int delivered = 0;
    for (const auto& dated : territory.programme) {
        if (dated.event.kind == ProgrammeKind::demolition) {
            demolitions.push_back(dated);
        }
        if (dated.event.kind == ProgrammeKind::stop_reletting) {
            stops.push_back(dated);
        }
        delivered += dated.event.kind == ProgrammeKind::social_delivery ? dated.event.dwellings : 0;
    }
    REQUIRE(demolitions.size() == 1);
    REQUIRE(stops.size() == 1);
    CHECK(demolitions.front().month == month(2023, 3));
    CHECK(demolitions.front().event.dwellings == 6);
    CHECK(demolitions.front().event.programme == stops.front().event.programme);
    CHECK(delivered == 10);
}

TEST_CASE(
    "A youth residence counts by its net figure, and houses built privately by their owners") {
    const auto territory = make_territory(read_territory(sources / "data/niort"));
    int youth = 0;
    int private_dwellings = 0;
    int owner_occupied = 0;
    for (const auto& dated : territory.programme) {
        const auto& event = dated.event;
        youth += event.kind == ProgrammeKind::youth_residence ? event.dwellings : 0;
        if (event.kind == ProgrammeKind::private_delivery) {
            private_dwellings += event.dwellings;
            owner_occupied += event.owner_occupied;
        }
    }
    CHECK(youth == 30);
    CHECK(private_dwellings == 150);
    CHECK(owner_occupied == 17);
}
