#include "scenario/population_fit.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/declared_income_curve.hpp"

namespace mixite {
namespace {

/// Households and persons of an area by the categories of its controls; the two kinds of single
/// persons are counted together, under the first.
struct AreaCounts {
    double households = 0.0;
    double persons = 0.0;
    std::array<double, household_type_names.size()> types{};
    std::array<double, age_band_names.size()> ages{};
    std::vector<WeightedValue> incomes;
};

std::size_t control_category(HouseholdType type) {
    return type == HouseholdType::single ? 0 : static_cast<std::size_t>(type) + 1;
}

std::size_t age_category(int age_years) {
    constexpr int years = 15;
    return std::min<std::size_t>(static_cast<std::size_t>(age_years / years),
                                 age_band_names.size() - 1);
}

WeightedValue declared_per_unit(const Households& households, HouseholdRow h, Month now) {
    return {households.declared(h) * 10.0 / consumption_unit_tenths(households, h, now),
            static_cast<double>(households.persons(h))};
}

void count(AreaCounts& counts, const Households& households, HouseholdRow h, Month now) {
    counts.households += 1.0;
    counts.persons += households.persons(h);
    counts.types[control_category(households.type(h))] += 1.0;
    const auto add_age = [&](Month birth) {
        counts.ages[age_category(age_in_years(birth, now))] += 1.0;
    };
    for (int adult = 0; adult < households.adults(h); ++adult) {
        add_age(households.adult_birth[h][static_cast<std::size_t>(adult)]);
    }
    for (std::size_t child = 0; child < households.children[h]; ++child) {
        add_age(households.child_birth[h][child]);
    }
    counts.incomes.push_back(declared_per_unit(households, h, now));
}

Column<AreaRow, AreaCounts> counts_of(const BasePopulation& population,
                                      const TerritoryTables& tables) {
    Column<AreaRow, AreaCounts> counts(tables.areas.size());
    for (const auto h : rows<HouseholdRow>(population.households.size())) {
        const auto area = tables.parts[population.part[h]].area;
        count(counts[area], population.households, h, tables.facts.month_zero);
    }
    return counts;
}

double either(double share, double target, double units) {
    return std::max(share * target, units);
}

FitLine line_of(const Control& control, const std::string& area, const AreaCounts& counts) {
    FitLine line{.area = area, .target = control.value, .strength = control.strength};
    switch (control.variable) {
        case ControlVariable::households:
            line.variable = "households";
            line.category = "all";
            line.obtained = counts.households;
            break;
        case ControlVariable::persons:
            line.variable = "persons";
            line.category = "all";
            line.obtained = counts.persons;
            break;
        case ControlVariable::household_type:
            line.variable = "household_type";
            line.category = household_type_names[control.category];
            line.obtained = counts.types[control.category];
            break;
        default:
            line.variable = "age";
            line.category = age_band_names[control.category];
            line.obtained = counts.ages[control.category];
            break;
    }
    const bool of_households = control.variable == ControlVariable::households ||
                               control.variable == ControlVariable::household_type;
    line.unit = of_households ? "households" : "persons";
    line.tolerance = control.strength == Strength::hard ? either(0.01, control.value, 5.0)
                                                        : either(0.10, control.value, 20.0);
    return line;
}

/// Controls of the variables that the population has; single men and women as one line.
void add_controls(std::vector<FitLine>& lines,
                  const TerritoryTables& tables,
                  const Column<AreaRow, AreaCounts>& counts) {
    constexpr std::uint8_t single_man = 0;
    constexpr std::uint8_t single_woman = 1;
    Column<AreaRow, double> single_men(tables.areas.size());
    for (const auto& control : tables.controls) {
        const bool types = control.variable == ControlVariable::household_type;
        const bool counted = types || control.variable == ControlVariable::households ||
                             control.variable == ControlVariable::persons ||
                             control.variable == ControlVariable::age;
        if (types && control.category == single_man) {
            single_men[control.area] = control.value;
        } else if (types && control.category == single_woman) {
            auto both = control;
            both.category = single_man;
            both.value += single_men[control.area];
            lines.push_back(line_of(both, tables.areas[control.area].code, counts[control.area]));
            lines.back().category = "single";
        } else if (counted) {
            lines.push_back(
                line_of(control, tables.areas[control.area].code, counts[control.area]));
        }
    }
}

void add_tenures(std::vector<FitLine>& lines,
                 const BasePopulation& population,
                 const TerritoryTables& tables) {
    constexpr std::array<const char*, 4> names{
        "owner", "private_tenant", "social_tenant", "hosted"};
    Column<PartRow, std::array<double, names.size()>> counted(tables.parts.size());
    for (const auto h : rows<HouseholdRow>(population.households.size())) {
        const auto tenure = static_cast<std::size_t>(population.households.tenure[h]);
        counted[population.part[h]][tenure] += 1.0;
    }
    for (const auto& record : tables.tenure) {
        const std::array<int, names.size()> targets{
            record.owners, record.private_tenants, record.social_tenants, record.hosted_free};
        for (std::size_t tenure = 0; tenure < names.size(); ++tenure) {
            lines.push_back({.area = tables.parts[record.part].code,
                             .variable = "tenure",
                             .category = names[tenure],
                             .target = static_cast<double>(targets[tenure]),
                             .obtained = counted[record.part][tenure],
                             .unit = "households",
                             .strength = Strength::hard});
        }
    }
}

std::string decile_name(double position) {
    return position == 0.5 ? "median" : fmt::format("p{:.0f}", position * 100.0);
}

void add_deciles(std::vector<FitLine>& lines,
                 const TerritoryTables& tables,
                 Column<AreaRow, AreaCounts>& counts) {
    for (const auto& published : tables.declared_income) {
        for (std::size_t i = 0; i < decile_positions.size(); ++i) {
            const double target = published.eur_per_unit[i];
            lines.push_back(
                {.area = tables.areas[published.area].code,
                 .variable = "declared_income",
                 .category = decile_name(decile_positions[i]),
                 .target = target,
                 .obtained =
                     weighted_quantile(counts[published.area].incomes, decile_positions[i]) / 100.0,
                 .tolerance = either(0.03, target, 200.0),
                 .unit = "EUR/UC/year",
                 .strength = published.strength});
        }
    }
}

void add_qpvs(std::vector<FitLine>& lines,
              const BasePopulation& population,
              const TerritoryTables& tables) {
    const auto& households = population.households;
    for (const auto& qpv : tables.qpvs) {
        std::vector<WeightedValue> incomes;
        double persons = 0.0;
        for (const auto h : rows<HouseholdRow>(households.size())) {
            if (households.zone[h] == qpv.zone) {
                incomes.push_back(declared_per_unit(households, h, tables.facts.month_zero));
                persons += incomes.back().persons;
            }
        }
        const auto& code = tables.zones[qpv.zone].code;
        const double median = qpv.declared_median_eur_per_unit;
        lines.push_back({.area = code,
                         .variable = "declared_income",
                         .category = "median",
                         .target = median,
                         .obtained = weighted_quantile(incomes, 0.5) / 100.0,
                         .tolerance = 0.10 * median,
                         .unit = "EUR/UC/year"});
        lines.push_back({.area = code,
                         .variable = "persons",
                         .category = "all",
                         .target = static_cast<double>(qpv.population_rounded),
                         .obtained = persons,
                         .tolerance = either(0.10, qpv.population_rounded, 100.0),
                         .unit = "persons"});
    }
}

}  // namespace

std::vector<FitLine> population_fit(const BasePopulation& population,
                                    const TerritoryTables& tables) {
    std::vector<FitLine> lines;
    auto counts = counts_of(population, tables);
    add_controls(lines, tables, counts);
    add_tenures(lines, population, tables);
    add_deciles(lines, tables, counts);
    add_qpvs(lines, population, tables);
    return lines;
}

}  // namespace mixite
