#include "scenario/population_builder.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Core>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "scenario/household_cells.hpp"
#include "scenario/income_ranks.hpp"
#include "scenario/proportional_fitting.hpp"

namespace mixite {
namespace {

/// What an area's households are counted by.
struct AreaTotals {
    double households = 0.0;
    double persons = 0.0;
    std::array<double, household_types> by_type{};
    std::array<double, person_age_bands> persons_by_age{};
};

Column<AreaRow, AreaTotals> totals_of(const TerritoryTables& tables) {
    constexpr std::array<HouseholdType, household_type_names.size()> types{
        HouseholdType::single,
        HouseholdType::single,
        HouseholdType::couple_without_child,
        HouseholdType::couple_with_children,
        HouseholdType::single_parent,
        HouseholdType::other};
    Column<AreaRow, AreaTotals> totals(tables.areas.size());
    for (const auto& control : tables.controls) {
        auto& area = totals[control.area];
        switch (control.variable) {
            case ControlVariable::households:
                area.households = control.value;
                break;
            case ControlVariable::persons:
                area.persons = control.value;
                break;
            case ControlVariable::household_type:
                area.by_type[static_cast<std::size_t>(types[control.category])] += control.value;
                break;
            case ControlVariable::age:
                area.persons_by_age[control.category] = control.value;
                break;
            default:
                break;
        }
    }
    return totals;
}

void check_possible(const TerritoryTables& tables, const Column<AreaRow, AreaTotals>& totals) {
    constexpr double most_persons = 8.0;
    std::vector<Diagnostic> found;
    for (const auto area : rows<AreaRow>(totals.size())) {
        const auto& t = totals[area];
        if (t.households > t.persons || t.persons > most_persons * t.households) {
            found.push_back(
                {.file = "controls.csv",
                 .key = tables.areas[area].code,
                 .problem = fmt::format("area '{}': persons = {:.0f} for {:.0f} households",
                                        tables.areas[area].code,
                                        t.persons,
                                        t.households),
                 .reason = "a household has 1 to 8 persons"});
        }
    }
    if (!found.empty()) {
        throw DataError(std::move(found));
    }
}

/// Units of each margin that do not depend on the area.
struct CellUnits {
    Eigen::VectorXd seed;
    Eigen::VectorXd households;
    Eigen::VectorXd persons;
    std::array<Eigen::VectorXd, household_types> of_type;
    std::array<Eigen::VectorXd, person_age_bands> persons_of_age;
};

CellUnits cell_units(const PopulationAssumptions& assumptions) {
    const auto& cells = household_cells();
    const auto n = static_cast<Eigen::Index>(cells.size());
    const auto seed = cell_seed(assumptions.seeds);
    const auto ages = mean_persons_by_age(assumptions.members);
    CellUnits units{.seed = Eigen::VectorXd(n),
                    .households = Eigen::VectorXd::Ones(n),
                    .persons = Eigen::VectorXd(n)};
    units.of_type.fill(Eigen::VectorXd::Zero(n));
    units.persons_of_age.fill(Eigen::VectorXd::Zero(n));
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto cell = static_cast<std::size_t>(i);
        units.seed[i] = seed[cell];
        units.persons[i] = cells[cell].persons;
        units.of_type[static_cast<std::size_t>(cells[cell].type)][i] = 1.0;
        for (std::size_t band = 0; band < person_age_bands; ++band) {
            units.persons_of_age[band][i] = ages[cell][band];
        }
    }
    return units;
}

std::vector<Margin> margins_of(const AreaTotals& totals, const CellUnits& units) {
    std::vector<Margin> margins;
    for (std::size_t type = 0; type < household_types; ++type) {
        margins.push_back({.name = fmt::format("households of type {}", household_type_words[type]),
                           .units = units.of_type[type],
                           .target = totals.by_type[type],
                           .strength = Strength::soft});
    }
    for (std::size_t band = 0; band < person_age_bands; ++band) {
        margins.push_back({.name = fmt::format("persons aged {}", age_band_names[band]),
                           .units = units.persons_of_age[band],
                           .target = totals.persons_by_age[band],
                           .strength = Strength::soft});
    }
    margins.push_back({"households", units.households, totals.households, Strength::hard});
    margins.push_back({"persons", units.persons, totals.persons, Strength::hard});
    return margins;
}

void check_gaps(const std::string& area,
                const AreaTotals& totals,
                const std::vector<Margin>& margins,
                const Eigen::VectorXd& counts,
                std::vector<Diagnostic>& found) {
    constexpr double least_units = 20.0;
    for (std::size_t i = 0; i < margins.size(); ++i) {
        const auto& margin = margins[i];
        const double whole = i < household_types ? totals.households : totals.persons;
        const double gap = margin.units.dot(counts) - margin.target;
        const double bound =
            margin.strength == Strength::hard ? 0.5 : std::max(refused_gap * whole, least_units);
        if (std::abs(gap) > bound) {
            found.push_back(
                {.file = "controls.csv",
                 .key = area,
                 .problem = fmt::format("area '{}': {} = {:.0f} cannot be met: {:+.0f} away",
                                        area,
                                        margin.name,
                                        margin.target,
                                        gap),
                 .reason = fmt::format("the totals of households and persons contradict it by more "
                                       "than {:.0f}",
                                       bound)});
        }
    }
}

using CellCounts = std::vector<int>;

/// One pass over the cells: takes a household from one and adds it to the other wherever that
/// brings the persons nearer, and the two are as alike as `alike` says. Returns what is missing
/// still.
template <class Alike>
int exchange(CellCounts& counts, int missing, const Alike& alike) {
    const auto& cells = household_cells();
    for (std::size_t from = 0; from < cells.size(); ++from) {
        for (std::size_t to = 0; to < cells.size() && counts[from] > 0; ++to) {
            const int gain = cells[to].persons - cells[from].persons;
            const bool nearer = gain * missing > 0 && std::abs(gain) <= std::abs(missing);
            if (nearer && alike(cells[from], cells[to])) {
                --counts[from];
                ++counts[to];
                missing -= gain;
            }
        }
    }
    return missing;
}

/// Exchanges households for larger or smaller ones until the persons are the area's, from which
/// rounding moved them by a few: of the same type and age while there are any, then of the same
/// age.
void mend_persons(CellCounts& counts, int missing) {
    const auto same_age = [](const HouseholdCell& a, const HouseholdCell& b) {
        return a.reference_age == b.reference_age;
    };
    const auto next_size = [&](const HouseholdCell& a, const HouseholdCell& b) {
        return same_age(a, b) && a.type == b.type && std::abs(a.persons - b.persons) == 1;
    };
    for (int before = 0; missing != 0 && missing != before;) {
        before = missing;
        missing = exchange(counts, missing, next_size);
    }
    for (int before = 0; missing != 0 && missing != before;) {
        before = missing;
        missing = exchange(counts, missing, same_age);
    }
}

int persons_in(const CellCounts& counts) {
    int persons = 0;
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        persons += counts[cell] * household_cells()[cell].persons;
    }
    return persons;
}

/// Step 1, all areas.
Column<AreaRow, CellCounts> fit_areas(const TerritoryTables& tables,
                                      const PopulationAssumptions& assumptions,
                                      const Draws& draws) {
    const auto totals = totals_of(tables);
    check_possible(tables, totals);
    const auto units = cell_units(assumptions);
    Column<AreaRow, CellCounts> counts(tables.areas.size());
    std::vector<std::vector<Diagnostic>> problems(tables.areas.size());
    for_each_task(tables.areas.size(), [&](std::size_t i) {
        const AreaRow area{i};
        const auto margins = margins_of(totals[area], units);
        const auto fitted = fit_cells(units.seed, margins);
        check_gaps(tables.areas[area].code, totals[area], margins, fitted.counts, problems[i]);
        const double offset = draws.uniform({DrawPurpose::population_cell, no_month, i});
        counts[area] = whole_counts(fitted.counts, offset);
        mend_persons(
            counts[area],
            static_cast<int>(std::lround(totals[area].persons)) - persons_in(counts[area]));
    });
    std::vector<Diagnostic> found;
    for (const auto& of_area : problems) {
        found.insert(found.end(), of_area.begin(), of_area.end());
    }
    if (!found.empty()) {
        throw DataError(std::move(found));
    }
    return counts;
}

/// Where and how a household of an area lives.
struct Place {
    PartRow part;
    Tenure tenure = Tenure::owner;
    ZoneRow qpv;  ///< none: outside
    int households = 0;
};

Column<AreaRow, std::vector<Place>> places_of(const TerritoryTables& tables) {
    Column<AreaRow, std::vector<Place>> places(tables.areas.size());
    for (const auto& record : tables.tenure) {
        const auto& part = tables.parts[record.part];
        const bool in_qpv = tables.zones[part.zone].kind == ZoneKind::qpv;
        const auto add = [&](Tenure tenure, int households) {
            if (households > 0) {
                places[part.area].push_back(
                    {record.part, tenure, in_qpv ? part.zone : ZoneRow{}, households});
            }
        };
        add(Tenure::owner, record.owners);
        add(Tenure::private_tenant, record.private_tenants);
        add(Tenure::social_tenant, record.social_tenants);
        add(Tenure::hosted, record.hosted_free);
    }
    return places;
}

/// Cells present × places. `size_tilt` of each zone: how much rarer, on the logarithm, each further
/// person is there.
Eigen::MatrixXd fit_places(const CellCounts& counts,
                           const std::vector<Place>& places,
                           const PopulationAssumptions& assumptions,
                           const Column<ZoneRow, double>& size_tilt) {
    const auto& cells = household_cells();
    const auto columns = static_cast<Eigen::Index>(places.size());
    Eigen::MatrixXd seed(static_cast<Eigen::Index>(cells.size()), columns);
    Eigen::VectorXd row_totals(seed.rows());
    Eigen::VectorXd column_totals(columns);
    for (Eigen::Index column = 0; column < columns; ++column) {
        const auto& place = places[static_cast<std::size_t>(column)];
        const auto tenure = static_cast<std::size_t>(place.tenure);
        const double tilt = place.qpv ? size_tilt[place.qpv] : 0.0;
        column_totals[column] = place.households;
        for (Eigen::Index row = 0; row < seed.rows(); ++row) {
            const auto& cell = cells[static_cast<std::size_t>(row)];
            seed(row, column) =
                assumptions.seeds.tenure_by_type[tenure][static_cast<std::size_t>(cell.type)] *
                assumptions.seeds
                    .tenure_by_age[tenure][static_cast<std::size_t>(cell.reference_age)] *
                place.households * exponential(-tilt * (cell.persons - 1));
        }
    }
    for (Eigen::Index row = 0; row < seed.rows(); ++row) {
        row_totals[row] = counts[static_cast<std::size_t>(row)];
    }
    return fit_table(seed, row_totals, column_totals);
}

double persons_in_qpv(const Eigen::MatrixXd& table, const std::vector<Place>& places, ZoneRow qpv) {
    double persons = 0.0;
    for (Eigen::Index column = 0; column < table.cols(); ++column) {
        if (places[static_cast<std::size_t>(column)].qpv == qpv) {
            for (Eigen::Index row = 0; row < table.rows(); ++row) {
                persons +=
                    table(row, column) * household_cells()[static_cast<std::size_t>(row)].persons;
            }
        }
    }
    return persons;
}

/// Step 2, what joins areas: the tilt of each QPV to small households, by bisection on its
/// population.
Column<ZoneRow, double> size_tilts(const TerritoryTables& tables,
                                   const Column<AreaRow, CellCounts>& counts,
                                   const Column<AreaRow, std::vector<Place>>& places,
                                   const PopulationAssumptions& assumptions) {
    constexpr double most_tilt = 2.0;
    constexpr int halvings = 10;
    Column<ZoneRow, double> tilts(tables.zones.size(), 0.0);
    for (const auto& qpv : tables.qpvs) {
        double low = -most_tilt;
        double high = most_tilt;
        for (int i = 0; i < halvings; ++i) {
            tilts[qpv.zone] = (low + high) / 2.0;
            double persons = 0.0;
            for (const auto area : rows<AreaRow>(places.size())) {
                const bool concerned =
                    std::any_of(places[area].begin(), places[area].end(), [&](const Place& place) {
                        return place.qpv == qpv.zone;
                    });
                if (concerned) {
                    persons +=
                        persons_in_qpv(fit_places(counts[area], places[area], assumptions, tilts),
                                       places[area],
                                       qpv.zone);
                }
            }
            (persons > qpv.population_rounded ? low : high) = tilts[qpv.zone];
        }
    }
    return tilts;
}

/// Steps 2 and 3 for one area: its households with members, part and tenure.
struct AreaHouseholds {
    std::vector<Household> households;
    std::vector<PartRow> parts;
};

MemberDraws member_draws(const Draws& draws, HouseholdKey key) {
    MemberDraws u{};
    for (std::uint32_t index = 0; index < 2; ++index) {
        const auto bits = draws.block({DrawPurpose::population_age, no_month, key.value, 0, index});
        for (std::size_t word = 0; word < bits.size(); ++word) {
            u[index * bits.size() + word] = to_uniform(bits[word]);
        }
    }
    return u;
}

/// Months since it moved in: memoryless around the mean of its tenure, never before it was 18.
Month moved_in(const Household& h, const PopulationAssumptions& a, Month now, double u) {
    const double mean = a.mean_seniority_years[static_cast<std::size_t>(h.tenure)] * 12.0;
    const auto eldest =
        h.bond == Bond::alone ? h.adult_birth[0] : std::min(h.adult_birth[0], h.adult_birth[1]);
    const int adult_months = std::max(1, now - eldest - 18 * 12);
    const auto months = static_cast<int>(-mean * natural_log(1.0 - u));
    return now - std::min(months + 1, adult_months);
}

AreaHouseholds settle_area(const TerritoryTables& tables,
                           AreaRow area,
                           const std::vector<Place>& places,
                           const Eigen::MatrixXi& table,
                           const PopulationAssumptions& assumptions,
                           const Draws& draws) {
    const auto now = tables.facts.month_zero;
    AreaHouseholds settled;
    std::uint32_t ordinal = 0;
    for (Eigen::Index row = 0; row < table.rows(); ++row) {
        for (Eigen::Index column = 0; column < table.cols(); ++column) {
            const auto& place = places[static_cast<std::size_t>(column)];
            for (int i = 0; i < table(row, column); ++i) {
                const HouseholdKey key{derived_key(area.value + 1U, no_month, ordinal++)};
                auto h = members_of(household_cells()[static_cast<std::size_t>(row)],
                                    assumptions.members,
                                    member_draws(draws, key),
                                    now);
                h.key = key;
                h.zone = tables.parts[place.part].zone;
                h.tenure = place.tenure;
                h.moved_in = moved_in(
                    h,
                    assumptions,
                    now,
                    draws.uniform({DrawPurpose::population_seniority, no_month, key.value}));
                settled.households.push_back(h);
                settled.parts.push_back(place.part);
            }
        }
    }
    return settled;
}

BasePopulation joined(const std::vector<AreaHouseholds>& areas) {
    std::size_t count = 0;
    for (const auto& area : areas) {
        count += area.households.size();
    }
    BasePopulation population;
    for_each_household_column(population.households,
                              [&](const char*, auto& column) { column.resize(count); });
    population.part.reserve(count);
    std::size_t next = 0;
    for (const auto& area : areas) {
        for (std::size_t i = 0; i < area.households.size(); ++i) {
            put(population.households, HouseholdRow{next++}, area.households[i]);
            population.part.push_back(area.parts[i]);
        }
    }
    return population;
}

}  // namespace

BasePopulation build_population(const TerritoryTables& tables,
                                const PopulationAssumptions& assumptions,
                                const Behaviour& behaviour,
                                const AllocationPolicy& policy,
                                const Draws& draws) {
    const auto counts = fit_areas(tables, assumptions, draws);
    const auto places = places_of(tables);
    const auto tilts = size_tilts(tables, counts, places, assumptions);
    std::vector<AreaHouseholds> areas(tables.areas.size());
    for_each_task(tables.areas.size(), [&](std::size_t i) {
        const AreaRow area{i};
        const auto table = whole_table(fit_places(counts[area], places[area], assumptions, tilts));
        areas[i] = settle_area(tables, area, places[area], table, assumptions, draws);
    });
    auto population = joined(areas);
    rank_incomes(population, tables, assumptions, behaviour, policy, draws);
    return population;
}

}  // namespace mixite
