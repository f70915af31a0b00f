#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "rules/household_life.hpp"
#include "rules/resources.hpp"
#include "world/behaviour.hpp"
#include "world/world.hpp"

/// A small place with known figures, for tests to build on: three zones, one of them a QPV, and the
/// households and dwellings that the test adds.
namespace mixite::hand_written {

inline constexpr Month start = month(2019, 1);
inline const Draws any_draws{1, 0};

/// Of what is counted by Dimension::scope.
inline constexpr std::size_t in_qpv = 0;
inline constexpr std::size_t outside = 1;
inline const ZoneRow town{0U};
inline const ZoneRow village{1U};
inline const ZoneRow estate{2U};  ///< the QPV, a part of the town

/// A condition as a group.
inline HouseholdGroup group_of(std::string_view condition) {
    auto group = find_group({}, condition);
    EXPECT(group.has_value(), "no condition '{}'", condition);
    return *std::move(group);
}

/// Rental APL of 1 October 2025 in zone 3 (OpenFisca-France), of the worked examples.
inline HousingAllowance housing_allowance() {
    return {.cap_single_cents = 27212,
            .cap_couple_cents = 32988,
            .cap_one_dependant_cents = 36988,
            .cap_more_cents = 5301,
            .reference_cap_single_cents = 29034,
            .reference_cap_couple_cents = 35538,
            .reference_cap_one_dependant_cents = 39989,
            .reference_cap_more_cents = 5821,
            .charges_cents = 6059,
            .charges_more_cents = 1374,
            .family_rate_single = 0.0283,
            .family_rate_couple = 0.0315,
            .family_rate_by_dependants = {0.0270, 0.0238, 0.0201, 0.0185, 0.0179, 0.0173},
            .free_income_single_cents = 523500,
            .free_income_couple_cents = 750100,
            .free_income_by_dependants_cents = {894700, 914800, 949800, 985100, 1020200, 1055400},
            .least_share = 0.085,
            .least_cents = 3956,
            .rent_ratio_bounds = {0.45, 0.75},
            .rent_ratio_rates = {0.0045, 0.0068},
            .degression_from_caps = 2.5,
            .degression_to_caps = 3.1,
            .deduction_cents = 500,
            .dependant_age = 21};
}

/// Amounts of 1 April 2024, ASPA of 1 January 2024.
inline SocialBenefits social_benefits() {
    return {.rsa_single_cents = 63571,
            .rsa_second_person = 0.5,
            .rsa_each_of_first_children = 0.3,
            .rsa_each_further_child = 0.4,
            .rsa_least_age = 25,
            .rsa_housing_deduction = {0.12, 0.16, 0.165},
            .aah_cents = 101605,
            .aspa_single_cents = 101202,
            .aspa_couple_cents = 157116,
            .aspa_least_age = 65,
            .activity_bonus_kept = 0.61,
            .activity_bonus_base_cents = 62263,
            .activity_bonus_most_cents = 18119,
            .activity_bonus_earnings_cents = {68735, 139800},
            .family_two_children_cents = 14852,
            .family_each_further_cents = 19029,
            .single_parent_support_cents = 19586,
            .young_child_cents = 19330,
            .young_child_age = 3,
            .family_benefit_age = 20,
            .rsa_child_age = 25,
            .tax_rate = 0.12,
            .tax_free_per_unit_cents = 1500000};
}

/// Ceilings of 2024 outside Île-de-France.
inline IncomeCeilings income_ceilings() {
    return {.plai_cents = {1245200, 1814300, 2181800, 2427600, 2840400, 3201000},
            .plus_cents = {2264200, 3023800, 3636200, 4389900, 5164100, 5820000},
            .plai_more_cents = 356900,
            .plus_more_cents = 649200,
            .pls_over_plus = 1.3,
            .young_couple_ages_sum = 55};
}

inline TypologyTable typology() {
    return {{{{{1, 2, 3}, {2, 3, 4}, {3, 4, 4}, {4, 4, 5}, {5, 5, 5}, {5, 5, 5}, {5, 5, 5}}},
             {{{2, 3, 3}, {3, 3, 4}, {3, 4, 4}, {4, 4, 5}, {5, 5, 5}, {5, 5, 5}, {5, 5, 5}}}}};
}

inline AllocationPolicy policy() {
    return {.ceilings = income_ceilings(),
            .housing_allowance = housing_allowance(),
            .benefits = social_benefits(),
            .typology = typology(),
            .commission = {.engine = PriorityEngine::points,
                           .rounds_a_month = 2,
                           .candidates = 3,
                           .points_weight = 0.6,
                           .most_effort_rate = 0.35,
                           .least_rest_to_live_cents_a_day = 800,
                           .abnormal_delay_months = 24,
                           .high_effort_rate = 0.35,
                           .rehousing_offers = 3,
                           .renewal_months = 12,
                           .threshold_month_of_year = 6},
            .grid = {{.criterion = Criterion::dalo, .points = 50},
                     {.criterion = Criterion::hosted_or_without_dwelling, .points = 20},
                     {.criterion = Criterion::seniority_month, .points = 1, .most = 36}},
            .reservation = ReservationRegime::in_flow,
            .holders = {{.name = "State", .share = 0.3, .designates = group_of("priority")},
                        {.name = "employers", .share = 0.2, .designates = group_of("in_work")},
                        {.name = "landlord", .share = 0.5}},
            .rents = {.surcharge = {.from_over_ceiling = 1.2, .exempt = "in_qpv"}},
            .indices = {.income = 0.02, .rent = 0.01, .prices = 0.015}};
}

/// No rate of any event but what follows from one: a test sets the rates that it is about.
inline Behaviour quiet_behaviour() {
    Behaviour behaviour;
    behaviour.income.loss_factor = {1.0, 1.0, 1.0, 1.0};
    behaviour.income.gain_factor = {1.0, 1.0, 1.0, 1.0};
    behaviour.life.birth_factor_by_children = {1.0, 1.0, 0.5, 0.25};
    behaviour.life.partner_activity = {
        0.6, 0.1, 0.1, 0.2, 0.6, 0.1, 0.1, 0.2, 0.6, 0.1, 0.1, 0.2, 0.6, 0.1, 0.1, 0.2};
    behaviour.life.partner_retired_age_years = 64;
    behaviour.life.partner_earning_power_cents = 1900000.0;
    behaviour.life.partner_earning_power_log_sd = 0.3;
    behaviour.life.stayer_keeps_children = 0.5;
    behaviour.life.leaver_activity = {0.4, 0.4, 0.15, 0.05};
    behaviour.life.leaver_rents_privately = 1.0;
    behaviour.life.separated_rents_privately = 1.0;
    behaviour.income.declared_share = {1.0, 0.6, 0.5, 0.0, 0.1, 0.7};
    behaviour.income.first_earning_power_cents = 1900000.0;
    behaviour.income.first_earning_power_log_sd = 0.3;
    behaviour.income.parents_earning_power_cents = 2600000.0;
    behaviour.reletting = {.delay_days_in_qpv = 50.0, .delay_days_elsewhere = 35.0};
    behaviour.mobility.rental_first_person_m2 = 32.0;
    behaviour.mobility.rental_other_person_m2 = 14.0;
    return behaviour;
}

/// The same yearly rate at all ages.
inline AgeRates at_all_ages(double yearly_rate) {
    std::array<double, oldest_age + 1> yearly{};
    yearly.fill(yearly_rate);
    return AgeRates::from_yearly(yearly);
}

inline std::shared_ptr<const Territory> three_zones() {
    Territory territory;
    territory.name = "three zones";
    territory.month_zero = start;
    territory.communes.push_back({.code = "C1", .name = "Town"});
    territory.communes.push_back({.code = "C2", .name = "Village"});
    const Zone zone{.commune = CommuneRow{0U},
                    .owner_dwellings = 1000,
                    .private_rentals = 1000,
                    .private_rent_cents_per_m2 = 800};
    for (const auto* code : {"Z1", "Z2", "Q1"}) {
        territory.zones.push_back(zone);
        territory.zones.values().back().code = code;
    }
    territory.zones[village].commune = CommuneRow{1U};
    territory.zones[village].car_dependence = 0.8;
    territory.zones[estate].kind = ZoneKind::qpv;
    territory.landlords.push_back({.code = "L1", .name = "Landlord"});
    territory.travel_times = TravelTimes(3, {{town, village, 20.0}, {town, estate, 5.0}});
    territory.poverty_line_cents = 115800;
    territory.poverty_line_year = 2021;
    return std::make_shared<const Territory>(std::move(territory));
}

/// The three zones without a household or a social dwelling; 1 000 dwellings of each private use in
/// each.
inline World empty_world(Month now = start) {
    World world;
    world.territory = three_zones();
    world.month = now;
    world.private_stock.resize(3, {.owner_dwellings = 1000, .rentals = 1000});
    world.reputed_poverty.resize(3, 0.15);
    world.reputed_poverty[estate] = 0.45;
    world.flow_accounts.resize(1);
    world.arrival_templates = std::make_shared<const Households>();
    world.private_households_at_month_zero = std::make_shared<const Column<ZoneRow, int>>(3U, 0);
    return world;
}

/// A person in a stable job who lives alone, hosted in the town.
inline Household single(std::uint64_t key, int age, std::int32_t declared_a_year_cents) {
    return {.key = {key},
            .zone = town,
            .moved_in = start - 24,
            .adult_birth = {start - age * 12, no_month},
            .activity = {Activity::stable_job, Activity::without_work},
            .earning_power_cents = {declared_a_year_cents, 0},
            .declared_cents = {declared_a_year_cents, 0},
            .declared_last_year_cents = declared_a_year_cents,
            .declared_two_years_ago_cents = declared_a_year_cents};
}

/// Two of them, of the same age and income each.
inline Household couple(std::uint64_t key, int age, std::int32_t declared_each_a_year_cents) {
    auto both = single(key, age, declared_each_a_year_cents);
    both.bond = Bond::couple;
    both.adult_birth[1] = both.adult_birth[0];
    both.activity[1] = both.activity[0];
    both.earning_power_cents[1] = both.earning_power_cents[0];
    both.declared_cents[1] = both.declared_cents[0];
    both.declared_last_year_cents *= 2;
    both.declared_two_years_ago_cents *= 2;
    return both;
}

/// The household with a child of this age more, who must be younger than those it has.
inline Household with_child(Household household, int age) {
    household.child_birth[household.children++] = start - age * 12;
    return household;
}

/// Adds it, and counts it in the private stock where it belongs there.
inline HouseholdRow settle(World& world, const Household& household) {
    auto& stock = world.private_stock[household.zone];
    stock.owners += household.tenure == Tenure::owner;
    stock.private_tenants += household.tenure == Tenure::private_tenant;
    return append(world.households, household);
}

/// A vacant flat of the first landlord, 20 m² a room, 5.20 € a m².
inline Dwelling flat(std::uint64_t key, ZoneRow zone, std::uint8_t rooms) {
    return {.key = {key},
            .zone = zone,
            .landlord = LandlordRow{0U},
            .rooms = rooms,
            .built_year = 1970,
            .energy = EnergyLabel::d,
            .surface_dm2 = 2000 * rooms,
            .rent_cents = 10400 * rooms,
            .charges_cents = 4000 * rooms};
}

/// Adds the dwelling and lets it to the household, which then lives there.
inline HouseholdRow settle_in(World& world, Household household, Dwelling dwelling) {
    household.tenure = Tenure::social_tenant;
    household.zone = dwelling.zone;
    household.dwelling = DwellingRow{world.dwellings.size()};
    dwelling.status = DwellingStatus::occupied;
    dwelling.household = HouseholdRow{world.households.size()};
    append(world.dwellings, dwelling);
    return append(world.households, household);
}

/// Opens a request of the household.
inline ApplicationRow apply_for_dwelling(World& world, HouseholdRow row, Month opened) {
    const auto request = append(world.applications,
                                {.household = row,
                                 .opened = opened,
                                 .renewed = opened,
                                 .wished_commune = CommuneRow{0U},
                                 .open_to_other_communes = 1});
    world.households.application[row] = request;
    return request;
}

/// Whatever a test has changed behind the rules' backs.
inline void work_out_resources(World& world,
                               const Behaviour& behaviour,
                               const AllocationPolicy& policy) {
    outdate_all(world);
    update_resources(world, behaviour, policy);
}

/// The month's life of a world that a test has changed.
inline std::vector<LifeChange> life_of(World& world,
                                       const Behaviour& behaviour,
                                       const Draws& draws) {
    outdate_all(world);
    world.quiet_life.bounds = nullptr;
    update_quiet_life(world, behaviour);
    return household_life(world, behaviour, draws);
}

}  // namespace mixite::hand_written
