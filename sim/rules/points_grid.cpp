#include "rules/points_grid.hpp"

#include <algorithm>

namespace mixite {
namespace {

/// A private tenant's rent is not known household by household: it is taken as the zone's median
/// for a dwelling of its size.
bool over_effort_now(const World& world, const Candidate& c, const AllocationPolicy& policy) {
    const auto d = world.households.dwelling[c.household];
    const auto allowance = world.resources.allowance_cents_a_month[c.household];
    const double most = policy.commission.high_effort_rate;
    if (d) {
        const auto gross = world.dwellings.rent_cents[d] + world.dwellings.charges_cents[d];
        return effort_rate(gross - allowance, c.resources_cents_a_month) > most;
    }
    return c.private_rent_cents > 0 &&
           c.private_rent_cents - allowance > most * c.resources_cents_a_month;
}

int rooms_too_few(const World& world, const Candidate& c) {
    const auto dwelling = world.households.dwelling[c.household];
    return dwelling ? c.rooms.fewest - world.dwellings.rooms[dwelling] : 0;
}

int rooms_too_many(const World& world, const Candidate& c) {
    const auto dwelling = world.households.dwelling[c.household];
    return dwelling ? world.dwellings.rooms[dwelling] - c.rooms.most : 0;
}

/// How many times a criterion holds, 0 or 1, or months: for a dwelling in a QPV, and for one
/// outside.
struct Times {
    int in_qpv = 0;
    int outside_qpv = 0;
};

Times anywhere(int times) {
    return {times, times};
}

Times times(const World& world,
            const Candidate& c,
            const AllocationPolicy& policy,
            const CriterionPoints& line) {
    if (is_of_group(line)) {
        return anywhere(belongs(line.group, c.traits));
    }
    const auto has = [&](std::uint16_t which) { return (c.priorities & which) != 0; };
    const int waited = world.month - c.opened;
    switch (line.criterion) {
        case Criterion::dalo:
            return anywhere(has(priority::dalo));
        case Criterion::hosted_or_without_dwelling:
            return anywhere(has(priority::hosted_or_without_dwelling));
        case Criterion::disability:
            return anywhere(has(priority::disability));
        case Criterion::eviction:
            return anywhere(has(priority::eviction));
        case Criterion::unfit_dwelling:
            return anywhere(has(priority::unfit_dwelling));
        case Criterion::violence:
            return anywhere(has(priority::violence));
        case Criterion::overcrowded:
            return anywhere(rooms_too_few(world, c) > 0);
        case Criterion::under_occupied_transfer:
            return anywhere(rooms_too_many(world, c) > 0);
        case Criterion::effort_above_limit:
            return anywhere(over_effort_now(world, c, policy));
        case Criterion::rehousing:
            return anywhere(has(priority::rehousing));
        case Criterion::seniority_month:
            return anywhere(waited);
        case Criterion::abnormal_delay:
            return anywhere(waited > policy.commission.abnormal_delay_months);
        case Criterion::single_parent:
            return anywhere(world.households.type(c.household) == HouseholdType::single_parent);
        case Criterion::in_work:
            return anywhere(c.in_work);
        case Criterion::unmotivated_refusal:
            return anywhere(world.applications.unmotivated_refusals[c.application]);
        case Criterion::first_quartile_outside_qpv:
            return {0, c.quartile_legal == 1};
        case Criterion::upper_quartiles_in_qpv:
            return {c.quartile_legal > 1, 0};
        case Criterion::diverted_from_qpv:
            return {0, c.diverted};
        case Criterion::priority_public:
            return anywhere(is_priority_public(c.priorities));
        case Criterion::essential_work:
            return anywhere(c.essential_work);
    }
    return {};
}

const std::vector<CriterionPoints>& grid_of(const AllocationPolicy& policy, const Candidate& c) {
    return c.transfer && policy.transfer_grid == TransferGrid::own ? policy.own_transfer_grid
                                                                   : policy.grid;
}

std::int32_t points_of_line(const CriterionPoints& line, int times) {
    const auto term = line.points * times;
    return line.most > 0 ? std::min(term, line.most) : term;
}

bool follows_month(const CriterionPoints& line) {
    return line.criterion == Criterion::seniority_month ||
           line.criterion == Criterion::abnormal_delay ||
           line.criterion == Criterion::unmotivated_refusal;
}

template <class Which>
GridPoints sum_of_lines(const World& world,
                        const Candidate& c,
                        const AllocationPolicy& policy,
                        const Which& which) {
    GridPoints sum;
    for (const auto& line : grid_of(policy, c)) {
        if (!which(line)) {
            continue;
        }
        const auto held = times(world, c, policy, line);
        const auto in_qpv = points_of_line(line, held.in_qpv);
        const auto outside_qpv = points_of_line(line, held.outside_qpv);
        sum.in_qpv += in_qpv;
        sum.outside_qpv += outside_qpv;
        sum.criteria |= (in_qpv != 0 || outside_qpv != 0 ? 1U : 0U)
                        << static_cast<unsigned>(line.criterion);
    }
    return sum;
}

}  // namespace

std::vector<PointsTerm> points_terms(const World& world,
                                     const Candidate& c,
                                     const AllocationPolicy& policy,
                                     Scope scope) {
    std::vector<PointsTerm> terms;
    for (const auto& line : grid_of(policy, c)) {
        const auto held = times(world, c, policy, line);
        const auto term =
            points_of_line(line, scope == Scope::in_qpv ? held.in_qpv : held.outside_qpv);
        if (term != 0) {
            terms.emplace_back(line.criterion, term);
        }
    }
    return terms;
}

GridPoints lasting_points(const World& world, const Candidate& c, const AllocationPolicy& policy) {
    return sum_of_lines(world, c, policy, [](const auto& line) { return !follows_month(line); });
}

GridPoints points_of_the_month(const World& world,
                               const Candidate& c,
                               const AllocationPolicy& policy) {
    return sum_of_lines(world, c, policy, follows_month);
}

}  // namespace mixite
