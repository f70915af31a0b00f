#include "scenario/income_ranks.hpp"

#include <algorithm>
#include <numeric>

#include "foundation/elementary.hpp"
#include "foundation/parallel.hpp"
#include "rules/income.hpp"
#include "scenario/activity_at_month_zero.hpp"
#include "scenario/declared_income_curve.hpp"
#include "scenario/year_at_month_zero.hpp"

namespace mixite {
namespace {

Tenure tenure_of(TenureKind kind) {
    switch (kind) {
        case TenureKind::social_tenant:
            return Tenure::social_tenant;
        case TenureKind::private_tenant:
            return Tenure::private_tenant;
        case TenureKind::hosted_free:
            return Tenure::hosted;
        case TenureKind::owner:
            break;
    }
    return Tenure::owner;
}

/// Moves of the score: of a tenure by line of `tenure_poverty`, of the residents of a QPV by zone.
struct ScoreMoves {
    std::vector<double> of_poverty_line;
    Column<ZoneRow, double> of_qpv;
};

/// What a household's rank depends on beside the moves, kept over the rounds.
struct Standing {
    Column<HouseholdRow, double> score;
    /// Of the score to the moves: incomes that differ little within an age, as pensions do, differ
    /// little between tenures and places too.
    Column<HouseholdRow, double> sensitivity;
    Column<HouseholdRow, std::uint16_t> poverty_line;  ///< its line of `tenure_poverty`
    Column<HouseholdRow, std::uint8_t> unit_tenths;
    Column<HouseholdRow, RandomBlock> chance;
    Column<HouseholdRow, std::int32_t> rent_cents;
    std::vector<std::size_t> area_begins;  ///< one more than areas
    std::vector<DeclaredIncomeCurve> area_curves;
};

Column<ZoneRow, double> private_rents(const TerritoryTables& tables) {
    Column<ZoneRow, double> cents_per_m2(tables.zones.size());
    for (const auto& stock : tables.private_stock) {
        cents_per_m2[stock.zone] = stock.rent_eur_per_m2 * 100.0;
    }
    return cents_per_m2;
}

/// Rent paid a month before social dwellings are let: the mean of the social stock, or a private
/// rental of the size that the household would rent; 0 for owners and the hosted.
std::int32_t usual_rent_cents(const TerritoryFacts& facts,
                              const Column<ZoneRow, double>& private_cents_per_m2,
                              const MobilityRates& mobility,
                              const Households& households,
                              HouseholdRow h) {
    switch (households.tenure[h]) {
        case Tenure::social_tenant:
            return static_cast<std::int32_t>(facts.mean_rent_eur_per_m2 * facts.mean_surface_m2 *
                                             100.0);
        case Tenure::private_tenant:
            return static_cast<std::int32_t>(
                private_cents_per_m2[households.zone[h]] *
                (mobility.rental_first_person_m2 +
                 mobility.rental_other_person_m2 * (households.persons(h) - 1)));
        default:
            return 0;
    }
}

double own_score(
    const Households& households, HouseholdRow h, const IncomeScore& a, Month now, double normal) {
    const int age = age_in_years(households.adult_birth[h][0], now);
    const auto band = static_cast<std::size_t>(age_band(age));
    const double upper = a.upper_noise[static_cast<std::size_t>(households.tenure[h])];
    const double noise = a.noise[band] * normal * (normal > 0.0 ? upper : 1.0);
    return a.by_type[static_cast<std::size_t>(households.type(h))] + a.by_age[band] +
           a.each_child * households.children[h] + noise;
}

double sensitivity(const Households& households, HouseholdRow h, const IncomeScore& a, Month now) {
    const int age = age_in_years(households.adult_birth[h][0], now);
    return a.noise[static_cast<std::size_t>(age_band(age))] /
           *std::max_element(a.noise.begin(), a.noise.end());
}

std::vector<std::size_t> beginnings(const BasePopulation& population,
                                    const TerritoryTables& tables) {
    std::vector<std::size_t> begins(tables.areas.size() + 1, 0);
    for (const auto part : population.part) {
        ++begins[tables.parts[part].area.value + 1U];
    }
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    return begins;
}

Standing standing_of(const BasePopulation& population,
                     const TerritoryTables& tables,
                     const PopulationAssumptions& assumptions,
                     const MobilityRates& mobility,
                     const Draws& draws) {
    const auto& households = population.households;
    const auto n = households.size();
    const auto now = tables.facts.month_zero;
    const auto lines = tenure_poverty_lines(tables);
    const auto rents = private_rents(tables);
    Standing s{Column<HouseholdRow, double>(n),
               Column<HouseholdRow, double>(n),
               Column<HouseholdRow, std::uint16_t>(n),
               Column<HouseholdRow, std::uint8_t>(n),
               Column<HouseholdRow, RandomBlock>(n),
               Column<HouseholdRow, std::int32_t>(n),
               beginnings(population, tables),
               {}};
    for (const auto& published : tables.declared_income) {
        s.area_curves.emplace_back(published, assumptions.income.top_exponent);
    }
    for_each_block(n, [&](const Block& block) {
        for (const auto h : RowRange<HouseholdRow>(block.first, block.last)) {
            const auto key = households.key[h].value;
            const double normal = draws.normal({DrawPurpose::population_income, no_month, key});
            s.score[h] = own_score(households, h, assumptions.income, now, normal);
            s.sensitivity[h] = sensitivity(households, h, assumptions.income, now);
            const auto commune = tables.areas[tables.parts[population.part[h]].area].commune;
            s.poverty_line[h] = lines[commune][static_cast<std::size_t>(households.tenure[h])];
            s.unit_tenths[h] =
                static_cast<std::uint8_t>(consumption_unit_tenths(households, h, now));
            s.chance[h] = draws.block({DrawPurpose::population_activity, no_month, key});
            s.rent_cents[h] = usual_rent_cents(tables.facts, rents, mobility, households, h);
        }
    });
    return s;
}

/// One area: ranks by score, incomes from the curve, activities.
void earn(BasePopulation& population,
          const ActivityModel& activities,
          const Standing& standing,
          const ScoreMoves& moves,
          AreaRow area) {
    auto& households = population.households;
    const auto first = standing.area_begins[area.value];
    const auto last = standing.area_begins[area.value + 1U];
    std::vector<std::pair<double, HouseholdRow>> order;
    order.reserve(last - first);
    double persons = 0.0;
    for (const auto h : RowRange<HouseholdRow>(first, last)) {
        const double move =
            moves.of_poverty_line[standing.poverty_line[h]] + moves.of_qpv[households.zone[h]];
        order.emplace_back(standing.score[h] + standing.sensitivity[h] * move, h);
        persons += households.persons(h);
    }
    std::sort(order.begin(), order.end());
    const auto& curve = standing.area_curves[area.value];
    double below = 0.0;
    for (const auto& [score, h] : order) {
        const double own = households.persons(h);
        const double per_unit = curve.at((below + own / 2.0) / persons);
        below += own;
        set_activities(households,
                       h,
                       static_cast<std::int32_t>(per_unit * standing.unit_tenths[h] / 10.0),
                       standing.chance[h],
                       activities);
    }
}

double logit(double share) {
    const double p = std::clamp(share, 0.002, 0.998);
    return natural_log(p / (1.0 - p));
}

/// Persons below the poverty line, and all, by line of `tenure_poverty`.
std::vector<double> poverty_rates(const BasePopulation& population,
                                  const TerritoryTables& tables,
                                  const AllocationPolicy& policy,
                                  const Standing& standing) {
    const auto& households = population.households;
    const double line_cents = poverty_line_cents(tables.facts);
    Column<HouseholdRow, std::uint8_t> poor(households.size());
    for_each_block(households.size(), [&](const Block& block) {
        for (const auto h : RowRange<HouseholdRow>(block.first, block.last)) {
            const auto now = tables.facts.month_zero;
            const auto sne = sne_resources_cents(households, h, now, policy.benefits);
            poor[h] = disposable_income_per_unit_cents(
                          households, h, now, sne, standing.rent_cents[h], policy) < line_cents;
        }
    });
    std::vector<double> poor_persons(tables.tenure_poverty.size());
    std::vector<double> persons(tables.tenure_poverty.size());
    for (const auto h : rows<HouseholdRow>(households.size())) {
        const auto line = standing.poverty_line[h];
        persons[line] += households.persons(h);
        poor_persons[line] += poor[h] * households.persons(h);
    }
    for (std::size_t line = 0; line < persons.size(); ++line) {
        poor_persons[line] /= std::max(persons[line], 1.0);
    }
    return poor_persons;
}

double declared_median(const BasePopulation& population, const Standing& standing, ZoneRow zone) {
    std::vector<WeightedValue> values;
    const auto& households = population.households;
    for (const auto h : rows<HouseholdRow>(households.size())) {
        if (households.zone[h] == zone) {
            values.push_back({households.declared(h) * 10.0 / standing.unit_tenths[h],
                              static_cast<double>(households.persons(h))});
        }
    }
    return weighted_quantile(values, 0.5);
}

/// Log odds of poverty over those of the tables, by line.
std::vector<double> excess_poverty(const std::vector<double>& rates,
                                   const TerritoryTables& tables) {
    std::vector<double> excess;
    for (std::size_t line = 0; line < rates.size(); ++line) {
        excess.push_back(logit(rates[line]) - logit(tables.tenure_poverty[line].poverty_rate));
    }
    return excess;
}

/// The line of the owners of the same commune; the line itself if there is none.
std::size_t owners_line(const TerritoryTables& tables, std::size_t line) {
    const auto& all = tables.tenure_poverty;
    const auto owners = std::find_if(all.begin(), all.end(), [&](const TenurePoverty& other) {
        return other.commune == all[line].commune && other.tenure == TenureKind::owner;
    });
    return owners == all.end() ? line : static_cast<std::size_t>(owners - all.begin());
}

constexpr double most_move = 6.0;

/// How many are poor in all follows from the curves and the benefits; the tenures' odds relative to
/// the owners' are what the scores can give.
void move_tenures(ScoreMoves& moves,
                  const std::vector<double>& rates,
                  const TerritoryTables& tables) {
    constexpr double step = 0.6;
    const auto excess = excess_poverty(rates, tables);
    for (std::size_t line = 0; line < rates.size(); ++line) {
        auto& move = moves.of_poverty_line[line];
        move = std::clamp(move + step * (excess[line] - excess[owners_line(tables, line)]),
                          -most_move,
                          most_move);
    }
}

void move_qpvs(ScoreMoves& moves,
               const BasePopulation& population,
               const TerritoryTables& tables,
               const Standing& standing) {
    constexpr double step = 1.2;
    constexpr double least_median_cents = 1e4;
    for (const auto& qpv : tables.qpvs) {
        const double median =
            std::max(declared_median(population, standing, qpv.zone), least_median_cents);
        const double target = 100.0 * qpv.declared_median_eur_per_unit;
        auto& move = moves.of_qpv[qpv.zone];
        move = std::clamp(move - step * natural_log(median / target), -most_move, most_move);
    }
}

}  // namespace

TenurePovertyLines tenure_poverty_lines(const TerritoryTables& tables) {
    TenurePovertyLines lines(tables.communes.size());
    for (const bool own : {false, true}) {
        for (std::size_t i = 0; i < tables.tenure_poverty.size(); ++i) {
            const auto& line = tables.tenure_poverty[i];
            const auto tenure = static_cast<std::size_t>(tenure_of(line.tenure));
            for (const auto commune : rows<CommuneRow>(lines.size())) {
                if (own ? line.commune == commune : !line.commune) {
                    lines[commune][tenure] = static_cast<std::uint16_t>(i);
                }
            }
        }
    }
    return lines;
}

double poverty_line_cents(const TerritoryFacts& facts) {
    return facts.poverty_line_eur_per_unit_month * 100.0 / facts.deflator;
}

void rank_incomes(BasePopulation& population,
                  const TerritoryTables& tables,
                  const PopulationAssumptions& assumptions,
                  const Behaviour& behaviour,
                  const AllocationPolicy& policy,
                  const Draws& draws) {
    constexpr int rounds = 12;
    const auto standing = standing_of(population, tables, assumptions, behaviour.mobility, draws);
    const auto activities =
        activity_model(assumptions.activity, behaviour.income, tables.facts.month_zero);
    ScoreMoves moves;
    for (const auto& line : tables.tenure_poverty) {
        moves.of_poverty_line.push_back(
            assumptions.income.by_tenure[static_cast<std::size_t>(tenure_of(line.tenure))]);
    }
    moves.of_qpv.resize(tables.zones.size(), 0.0);
    for (int round = 0; round < rounds; ++round) {
        if (round > 0) {
            move_tenures(moves, poverty_rates(population, tables, policy, standing), tables);
            move_qpvs(moves, population, tables, standing);
        }
        for_each_task(tables.areas.size(), [&](std::size_t area) {
            earn(population, activities, standing, moves, AreaRow{area});
        });
    }
    set_apart_the_year(population.households, tables, behaviour.income, draws);
}

}  // namespace mixite
