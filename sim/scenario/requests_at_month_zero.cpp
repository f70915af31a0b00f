#include "scenario/requests_at_month_zero.hpp"

#include <algorithm>
#include <cmath>

#include "foundation/elementary.hpp"
#include "rules/demand.hpp"
#include "rules/newcomers.hpp"

namespace mixite {
namespace {

/// The rate at which the household applies, up to a factor.
double inclination(const World& world,
                   HouseholdRow h,
                   const DemandRates& rates,
                   const AllocationPolicy& policy) {
    const auto& households = world.households;
    const auto age = std::min(households.eldest_adult_age(h, world.month), oldest_age);
    const auto dwelling = households.dwelling[h];
    const auto& fit =
        policy.typology[static_cast<std::size_t>(households.adults(h) - 1)][households.children[h]];
    const bool short_of_rooms = dwelling && world.dwellings.rooms[dwelling] < fit.fewest;
    return rate_of_tenure(rates, households.tenure[h]) *
           rates.age_factor.yearly[static_cast<std::size_t>(age)] *
           (short_of_rooms ? rates.overcrowded_factor : 1.0) *
           inclination_by_income(households, h, world.month, 1.0, rates, policy.ceilings);
}

int request_age_months(const RequestStock& stock, double u) {
    constexpr int oldest_months = 10 * 12;
    return std::min(oldest_months, static_cast<int>(-stock.mean_age_months * natural_log(1.0 - u)));
}

void open_request(World& world,
                  HouseholdRow h,
                  const RequestStock& stock,
                  const DemandRates& rates,
                  const AllocationPolicy& policy,
                  const Draws& draws) {
    auto request = new_application(world, h, rates, policy, draws);
    const int age = request_age_months(
        stock,
        draws.uniform(
            {DrawPurpose::population_application, no_month, world.households.key[h].value, 0, 1}));
    request.household = h;
    request.opened = world.month - age;
    request.renewed = world.month - age % months_a_year;
    world.households.application[h] = append(world.applications, request);
}

/// Households by the order in which they come first in a race of exponential waiting times at their
/// inclinations: the first n are a draw without replacement in proportion to them.
std::vector<HouseholdRow> by_inclination(const World& world,
                                         const DemandRates& rates,
                                         const AllocationPolicy& policy,
                                         const Draws& draws) {
    std::vector<std::pair<double, HouseholdRow>> race;
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        const double rate = inclination(world, h, rates, policy);
        if (rate > 0.0) {
            const double u = draws.uniform(
                {DrawPurpose::population_application, no_month, world.households.key[h].value});
            race.emplace_back(-natural_log(1.0 - u) / rate, h);
        }
    }
    std::sort(race.begin(), race.end());
    std::vector<HouseholdRow> order;
    order.reserve(race.size());
    for (const auto& [time, h] : race) {
        order.push_back(h);
    }
    return order;
}

void add_outside_households(World& world,
                            int count,
                            const RequestStock& stock,
                            const Behaviour& behaviour,
                            const AllocationPolicy& policy,
                            const Draws& draws) {
    if (world.arrival_templates->size() == 0) {
        return;
    }
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        const HouseholdKey key{derived_key(key_parent::requests_from_outside_at_month_zero,
                                           no_month,
                                           static_cast<std::uint32_t>(ordinal))};
        const auto like = outside_template(world,
                                           key,
                                           DrawPurpose::population_application,
                                           no_month,
                                           behaviour.demand,
                                           policy.ceilings,
                                           draws);
        if (like) {
            const auto h = append(world.households, newcomer_like(world, like, key));
            open_request(world, h, stock, behaviour.demand, policy, draws);
        }
    }
}

}  // namespace

void open_requests(World& world,
                   const RequestStock& stock,
                   const Behaviour& behaviour,
                   const AllocationPolicy& policy,
                   const Draws& draws) {
    const double all = stock.per_household * static_cast<double>(world.households.size());
    const auto count = [&](double share) { return static_cast<int>(std::lround(all * share)); };
    const int transfers = count(stock.for_transfer);
    const int from_outside = count(stock.from_outside);
    std::array<int, 2> left{count(1.0) - transfers - from_outside, transfers};
    std::vector<HouseholdRow> chosen;
    for (const auto h : by_inclination(world, behaviour.demand, policy, draws)) {
        auto& places = left[world.households.tenure[h] == Tenure::social_tenant ? 1 : 0];
        if (places > 0) {
            --places;
            chosen.push_back(h);
        }
    }
    std::sort(chosen.begin(), chosen.end());
    for (const auto h : chosen) {
        open_request(world, h, stock, behaviour.demand, policy, draws);
    }
    add_outside_households(world, from_outside, stock, behaviour, policy, draws);
    world.mean_wait_at_start_months = mean_months_waited(world);
}

}  // namespace mixite
