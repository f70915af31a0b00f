#include "rules/points_grid.hpp"

#include <algorithm>

#include "rules/income.hpp"

namespace mixite {
namespace {

/// A private tenant's rent is not known household by household: it is taken as the zone's median
/// for a dwelling of its size.
bool over_effort_now(const World& world, const Candidate& c, const AllocationPolicy& policy) {
    const auto dwelling = world.households.dwelling[c.household];
    if (dwelling) {
        return housing_cost(c, world.dwellings, dwelling, policy.housing_allowance).effort_rate >
               policy.commission.high_effort_rate;
    }
    if (c.private_rent_cents == 0) {
        return false;
    }
    const auto allowance = housing_allowance_cents(policy.housing_allowance,
                                                   c.adults,
                                                   c.dependants,
                                                   c.private_rent_cents,
                                                   c.allowance_base_cents);
    return c.private_rent_cents - allowance >
           policy.commission.high_effort_rate * c.resources_cents_a_month;
}

int rooms_too_few(const World& world, const Candidate& c) {
    const auto dwelling = world.households.dwelling[c.household];
    return dwelling ? c.rooms.fewest - world.dwellings.rooms[dwelling] : 0;
}

int rooms_too_many(const World& world, const Candidate& c) {
    const auto dwelling = world.households.dwelling[c.household];
    return dwelling ? world.dwellings.rooms[dwelling] - c.rooms.most : 0;
}

/// How many times the criterion holds: 0 or 1, or months.
int times(const World& world,
          const Candidate& c,
          const AllocationPolicy& policy,
          Criterion criterion,
          Scope scope) {
    const auto has = [&](std::uint16_t which) { return (c.priorities & which) != 0; };
    const int waited = world.month - c.opened;
    switch (criterion) {
        case Criterion::dalo:
            return has(priority::dalo);
        case Criterion::hosted_or_without_dwelling:
            return has(priority::hosted_or_without_dwelling);
        case Criterion::disability:
            return has(priority::disability);
        case Criterion::eviction:
            return has(priority::eviction);
        case Criterion::unfit_dwelling:
            return has(priority::unfit_dwelling);
        case Criterion::violence:
            return has(priority::violence);
        case Criterion::overcrowded:
            return rooms_too_few(world, c) > 0;
        case Criterion::under_occupied_transfer:
            return rooms_too_many(world, c) > 0;
        case Criterion::effort_above_limit:
            return over_effort_now(world, c, policy);
        case Criterion::rehousing:
            return has(priority::rehousing);
        case Criterion::seniority_month:
            return waited;
        case Criterion::abnormal_delay:
            return waited > policy.commission.abnormal_delay_months;
        case Criterion::single_parent:
            return world.households.type(c.household) == HouseholdType::single_parent;
        case Criterion::in_work:
            return c.in_work;
        case Criterion::unmotivated_refusal:
            return world.applications.unmotivated_refusals[c.application];
        case Criterion::first_quartile_outside_qpv:
            return scope == Scope::outside_qpv && c.quartile_legal == 1;
        case Criterion::upper_quartiles_in_qpv:
            return scope == Scope::in_qpv && c.quartile_legal > 1;
        case Criterion::diverted_from_qpv:
            return scope == Scope::outside_qpv && c.diverted;
        case Criterion::priority_public:
            return is_priority_public(c.priorities);
        case Criterion::essential_work:
            return c.essential_work;
    }
    return 0;
}

const std::vector<CriterionPoints>& grid_of(const AllocationPolicy& policy, const Candidate& c) {
    return c.transfer && policy.transfer_grid == TransferGrid::own ? policy.own_transfer_grid
                                                                   : policy.grid;
}

std::int32_t points_of_line(const World& world,
                            const Candidate& c,
                            const AllocationPolicy& policy,
                            const CriterionPoints& line,
                            Scope scope) {
    const auto term = line.points * times(world, c, policy, line.criterion, scope);
    return line.most > 0 ? std::min(term, line.most) : term;
}

}  // namespace

std::vector<PointsTerm> points_terms(const World& world,
                                     const Candidate& c,
                                     const AllocationPolicy& policy,
                                     Scope scope) {
    std::vector<PointsTerm> terms;
    for (const auto& line : grid_of(policy, c)) {
        const auto term = points_of_line(world, c, policy, line, scope);
        if (term != 0) {
            terms.emplace_back(line.criterion, term);
        }
    }
    return terms;
}

bool depends_on_place(const AllocationPolicy& policy, const Candidate& c) {
    const auto& grid = grid_of(policy, c);
    return std::any_of(grid.begin(), grid.end(), [](const CriterionPoints& line) {
        return line.criterion == Criterion::first_quartile_outside_qpv ||
               line.criterion == Criterion::upper_quartiles_in_qpv ||
               line.criterion == Criterion::diverted_from_qpv;
    });
}

GridPoints points(const World& world,
                  const Candidate& c,
                  const AllocationPolicy& policy,
                  Scope scope) {
    GridPoints points;
    for (const auto& line : grid_of(policy, c)) {
        const auto term = points_of_line(world, c, policy, line, scope);
        points.total += term;
        points.criteria |= (term != 0 ? 1U : 0U) << static_cast<unsigned>(line.criterion);
    }
    return points;
}

}  // namespace mixite
