#include "observation/indicators.hpp"

#include <algorithm>
#include <array>

#include "observation/month_tables.hpp"

namespace mixite {
namespace {

/// An indicator and, from the month's tables, its value at a place along its dimension.
struct Indicator {
    IndicatorSpec spec;
    double (*value)(const MonthTables& t, std::size_t at);
};

double count(std::int64_t count) {
    return static_cast<double>(count);
}
double ratio(double sum, std::int64_t over) {
    return over > 0 ? sum / static_cast<double>(over) : not_measured;
}
double share(std::int64_t part, std::int64_t whole) {
    return ratio(static_cast<double>(part), whole);
}
double euros(double cents) {
    return cents / 100.0;
}
/// Not a number until the first threshold is set.
double threshold(const QuartileBounds& upper_bounds) {
    return upper_bounds[0] > 0 ? static_cast<double>(upper_bounds[0]) : not_measured;
}
double ledger(const MonthTables& t, std::size_t at, std::size_t column) {
    return t.poverty_ledger.empty() ? not_measured
                                    : static_cast<double>(t.poverty_ledger[at][column]);
}

// The residents: households present with a zone, never applicants from outside.
constexpr auto resident_indicators = std::to_array<Indicator>({
    {{.name = "households",
      .unit = "household",
      .long_name = "Households, by zone",
      .definition = "Households living in the zone at the end of the month.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.residents_by_zone[ZoneRow{at}].households);
     }},
    {{.name = "persons",
      .unit = "person",
      .long_name = "Persons, by zone",
      .definition = "Persons of the households living in the zone at the end of the month.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.residents_by_zone[ZoneRow{at}].persons);
     }},
    {{.name = "declared_median",
      .unit = "EUR/year",
      .long_name = "Median declared income per consumption unit, by zone",
      .definition = "Median over the persons of the zone of their household's declared income "
                    "per consumption unit: what its adults now declare a year, before taxes and "
                    "benefits.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return euros(t.residents_by_zone[ZoneRow{at}].declared_median_cents);
     }},
    {{.name = "poorest_quarter_share",
      .unit = "1",
      .long_name = "Quart le plus modeste des habitants: share of persons, by zone",
      .definition = "Persons of the zone whose disposable income per consumption unit is at most "
                    "the 25th percentile over all persons of the agglomeration, over the persons "
                    "of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].poorest_quarter_persons,
                      t.residents_by_zone[ZoneRow{at}].persons);
     }},
    {{.name = "low_declared_share",
      .unit = "1",
      .long_name = "Taux de bas revenus déclarés: share of persons, by zone",
      .definition = "Persons of the zone whose declared income per consumption unit is below 60 "
                    "% of its median over all persons of the agglomeration, over the persons of "
                    "the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].low_declared_persons,
                      t.residents_by_zone[ZoneRow{at}].persons);
     }},
    {{.name = "poverty_rate",
      .unit = "1",
      .long_name = "Poverty rate on disposable income, by zone",
      .definition = "Persons of the zone whose disposable income per consumption unit is below "
                    "the territory's poverty line, which is in the money of month zero and "
                    "follows the level of prices, over the persons of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].poor_persons,
                      t.residents_by_zone[ZoneRow{at}].persons);
     }},
    {{.name = "social_tenant_share",
      .unit = "1",
      .long_name = "Share of social tenants among households, by zone",
      .definition = "Households of the zone whose tenure is social tenant, over the households "
                    "of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].of(Tenure::social_tenant),
                      t.residents_by_zone[ZoneRow{at}].households);
     }},
    {{.name = "private_tenant_share",
      .unit = "1",
      .long_name = "Share of private tenants among households, by zone",
      .definition = "Households of the zone whose tenure is private tenant, over the households "
                    "of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].of(Tenure::private_tenant),
                      t.residents_by_zone[ZoneRow{at}].households);
     }},
    {{.name = "owner_share",
      .unit = "1",
      .long_name = "Share of owners among households, by zone",
      .definition = "Households of the zone whose tenure is owner, over the households of the "
                    "zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].of(Tenure::owner),
                      t.residents_by_zone[ZoneRow{at}].households);
     }},
    {{.name = "hosted_share",
      .unit = "1",
      .long_name = "Share of the hosted among households, by zone",
      .definition = "Households of the zone whose tenure is to be hosted by others, over the "
                    "households of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].of(Tenure::hosted),
                      t.residents_by_zone[ZoneRow{at}].households);
     }},
    {{.name = "households_by_scope",
      .unit = "household",
      .long_name = "Households, in QPV and outside",
      .definition = "Households living in the scope at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.residents_by_scope[at].households);
     }},
    {{.name = "persons_by_scope",
      .unit = "person",
      .long_name = "Persons, in QPV and outside",
      .definition = "Persons of the households living in the scope at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.residents_by_scope[at].persons); }},
    {{.name = "declared_median_by_scope",
      .unit = "EUR/year",
      .long_name = "Median declared income per consumption unit, in QPV and outside",
      .definition = "Median over the persons of the scope of their household's declared income "
                    "per consumption unit: what its adults now declare a year, before taxes and "
                    "benefits.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return euros(t.residents_by_scope[at].declared_median_cents);
     }},
    {{.name = "poorest_quarter_share_by_scope",
      .unit = "1",
      .long_name = "Quart le plus modeste des habitants: share of persons, in QPV and outside",
      .definition = "Persons of the scope whose disposable income per consumption unit is at "
                    "most the 25th percentile over all persons of the agglomeration, over the "
                    "persons of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].poorest_quarter_persons,
                      t.residents_by_scope[at].persons);
     }},
    {{.name = "low_declared_share_by_scope",
      .unit = "1",
      .long_name = "Taux de bas revenus déclarés: share of persons, in QPV and outside",
      .definition = "Persons of the scope whose declared income per consumption unit is below 60 "
                    "% of its median over all persons of the agglomeration, over the persons of "
                    "the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].low_declared_persons,
                      t.residents_by_scope[at].persons);
     }},
    {{.name = "poverty_rate_by_scope",
      .unit = "1",
      .long_name = "Poverty rate on disposable income, in QPV and outside",
      .definition = "Persons of the scope whose disposable income per consumption unit is below "
                    "the territory's poverty line, which is in the money of month zero and "
                    "follows the level of prices, over the persons of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].poor_persons, t.residents_by_scope[at].persons);
     }},
    {{.name = "social_tenant_share_by_scope",
      .unit = "1",
      .long_name = "Share of social tenants among households, in QPV and outside",
      .definition = "Households of the scope whose tenure is social tenant, over the households "
                    "of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].of(Tenure::social_tenant),
                      t.residents_by_scope[at].households);
     }},
    {{.name = "private_tenant_share_by_scope",
      .unit = "1",
      .long_name = "Share of private tenants among households, in QPV and outside",
      .definition = "Households of the scope whose tenure is private tenant, over the households "
                    "of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].of(Tenure::private_tenant),
                      t.residents_by_scope[at].households);
     }},
    {{.name = "owner_share_by_scope",
      .unit = "1",
      .long_name = "Share of owners among households, in QPV and outside",
      .definition = "Households of the scope whose tenure is owner, over the households of the "
                    "scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].of(Tenure::owner),
                      t.residents_by_scope[at].households);
     }},
    {{.name = "hosted_share_by_scope",
      .unit = "1",
      .long_name = "Share of the hosted among households, in QPV and outside",
      .definition = "Households of the scope whose tenure is to be hosted by others, over the "
                    "households of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].of(Tenure::hosted),
                      t.residents_by_scope[at].households);
     }},
    {{.name = "households_of_agglomeration",
      .unit = "household",
      .long_name = "Households, agglomeration",
      .definition = "Households living in the agglomeration at the end of the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.residents.households); }},
    {{.name = "persons_of_agglomeration",
      .unit = "person",
      .long_name = "Persons, agglomeration",
      .definition = "Persons of the households living in the agglomeration at the end of the "
                    "month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.residents.persons); }},
    {{.name = "declared_median_of_agglomeration",
      .unit = "EUR/year",
      .long_name = "Median declared income per consumption unit, agglomeration",
      .definition = "Median over the persons of the agglomeration of their household's declared "
                    "income per consumption unit: what its adults now declare a year, before "
                    "taxes and benefits.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(t.residents.declared_median_cents); }},
    {{.name = "poorest_quarter_share_of_agglomeration",
      .unit = "1",
      .long_name = "Quart le plus modeste des habitants: share of persons, agglomeration",
      .definition = "Persons of the agglomeration whose disposable income per consumption unit "
                    "is at most the 25th percentile over all persons of the agglomeration, over "
                    "the persons of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.poorest_quarter_persons, t.residents.persons);
     }},
    {{.name = "low_declared_share_of_agglomeration",
      .unit = "1",
      .long_name = "Taux de bas revenus déclarés: share of persons, agglomeration",
      .definition = "Persons of the agglomeration whose declared income per consumption unit is "
                    "below 60 % of its median over all persons of the agglomeration, over the "
                    "persons of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.low_declared_persons, t.residents.persons);
     }},
    {{.name = "poverty_rate_of_agglomeration",
      .unit = "1",
      .long_name = "Poverty rate on disposable income, agglomeration",
      .definition = "Persons of the agglomeration whose disposable income per consumption unit "
                    "is below the territory's poverty line, which is in the money of month zero "
                    "and follows the level of prices, over the persons of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.poor_persons, t.residents.persons);
     }},
    {{.name = "social_tenant_share_of_agglomeration",
      .unit = "1",
      .long_name = "Share of social tenants among households, agglomeration",
      .definition = "Households of the agglomeration whose tenure is social tenant, over the "
                    "households of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.of(Tenure::social_tenant), t.residents.households);
     }},
    {{.name = "private_tenant_share_of_agglomeration",
      .unit = "1",
      .long_name = "Share of private tenants among households, agglomeration",
      .definition = "Households of the agglomeration whose tenure is private tenant, over the "
                    "households of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.of(Tenure::private_tenant), t.residents.households);
     }},
    {{.name = "owner_share_of_agglomeration",
      .unit = "1",
      .long_name = "Share of owners among households, agglomeration",
      .definition = "Households of the agglomeration whose tenure is owner, over the households "
                    "of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.of(Tenure::owner), t.residents.households);
     }},
    {{.name = "hosted_share_of_agglomeration",
      .unit = "1",
      .long_name = "Share of the hosted among households, agglomeration",
      .definition = "Households of the agglomeration whose tenure is to be hosted by others, "
                    "over the households of the agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return share(t.residents.of(Tenure::hosted), t.residents.households);
     }},
    {{.name = "social_tenants_poverty_rate_by_scope",
      .unit = "1",
      .long_name = "Poverty rate of social tenants, in QPV and outside",
      .definition = "Persons of households that are social tenants in the scope and whose "
                    "disposable income per consumption unit is below the poverty line, over the "
                    "persons of households that are social tenants in the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_scope[at].poor_social_tenants,
                      t.residents_by_scope[at].social_tenants);
     }},
    {{.name = "poverty_line",
      .unit = "EUR/year",
      .long_name = "Poverty line",
      .definition = "Disposable income per consumption unit a year below which a person is poor: "
                    "the territory's line in the money of month zero times the level of prices.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(12.0 * t.poverty_line_cents); }},
    {{.name = "low_declared_line",
      .unit = "EUR/year",
      .long_name = "Line of low declared incomes",
      .definition = "60 % of the median over the persons of the agglomeration of declared income "
                    "per consumption unit.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(t.low_declared_cents); }},
    {{.name = "poorest_quarter_line",
      .unit = "EUR/year",
      .long_name = "Upper bound of the quart le plus modeste des habitants",
      .definition = "25th percentile over the persons of the agglomeration of disposable income "
                    "per consumption unit, a year.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(12.0 * t.poorest_quarter_cents); }},
});

// Over all zones of the territory, in households.
constexpr auto segregation_indicators = std::to_array<Indicator>({
    {{.name = "dissimilarity",
      .unit = "1",
      .long_name = "Dissimilarity of poor households",
      .definition = "Duncan's index of dissimilarity over zones between households below the "
                    "poverty line and the others.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.segregation.dissimilarity; }},
    {{.name = "isolation",
      .unit = "1",
      .long_name = "Isolation of poor households",
      .definition = "Isolation xPx over zones of households below the poverty line: the share of "
                    "poor households in the zone of the average poor household.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.segregation.isolation; }},
    {{.name = "theil_h",
      .unit = "1",
      .long_name = "Theil's information theory index of poor households",
      .definition = "Theil's H over zones between households below the poverty line and the "
                    "others.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.segregation.theil_h; }},
    {{.name = "rank_order_h",
      .unit = "1",
      .long_name = "Rank-order information theory index of declared income",
      .definition = "Reardon's H^R over zones of households ordered by declared income per "
                    "consumption unit, in groups 1 000 EUR of month zero wide that follow the "
                    "level of incomes, the last one open from 79 000 EUR.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.segregation.rank_order_h; }},
});

// Leases signed in the month, of all holders, transfers and rehousing included.
constexpr auto lease_indicators = std::to_array<Indicator>({
    {{.name = "leases",
      .unit = "lease",
      .long_name = "Leases signed",
      .definition = "Leases of social dwellings in the scope signed in the month, all holders, "
                    "transfers included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].all); }},
    {{.name = "leases_by_zone",
      .unit = "lease",
      .long_name = "Leases signed, by zone",
      .definition = "Leases of social dwellings in the zone signed in the month, all holders, "
                    "transfers included.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_zone[ZoneRow{at}].all); }},
    {{.name = "leases_of_agglomeration",
      .unit = "lease",
      .long_name = "Leases signed, agglomeration",
      .definition = "Leases of social dwellings signed in the month, all holders, transfers "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.all); }},
    {{.name = "leases_with_quartile_legal",
      .unit = "lease",
      .long_name = "Leases with a known quartile (legal threshold)",
      .definition = "Leases in the scope signed in the month after the legal threshold in force "
                    "was set: the denominator of the shares by quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].legal.known); }},
    {{.name = "first_quartile_leases_legal",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the legal threshold in force of the first "
                    "quarter of requests.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].legal.first); }},
    {{.name = "first_quartile_leases_legal_by_zone",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (legal threshold), by zone",
      .definition = "Leases in the zone signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the legal threshold in force of the first "
                    "quarter of requests.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_zone[ZoneRow{at}].legal.first);
     }},
    {{.name = "first_quartile_share_legal",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs among leases (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the legal threshold in force, over all leases in the scope "
                    "with a known quartile, transfers included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.first, t.leases_by_scope[at].legal.known);
     }},
    {{.name = "first_quartile_or_rehoused_share_legal",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs or rehoused among leases (legal "
                   "threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the legal threshold in force or by households to be rehoused "
                    "before a demolition, over all leases in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.first_or_rehoused,
                      t.leases_by_scope[at].legal.known);
     }},
    {{.name = "upper_quartiles_share_legal",
      .unit = "1",
      .long_name = "Share of the second to fourth quartiles among leases (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the second, third "
                    "or fourth quarter of requests by the legal threshold in force, over all "
                    "leases in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.known - t.leases_by_scope[at].legal.first,
                      t.leases_by_scope[at].legal.known);
     }},
    {{.name = "leases_with_quartile_frozen",
      .unit = "lease",
      .long_name = "Leases with a known quartile (frozen threshold)",
      .definition = "Leases in the scope signed in the month after the threshold frozen at the "
                    "end of the history and indexed since was set: the denominator of the shares "
                    "by quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "first_quartile_leases_frozen",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the threshold frozen at the end of the "
                    "history and indexed since of the first quarter of requests.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].frozen.first);
     }},
    {{.name = "first_quartile_leases_frozen_by_zone",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (frozen threshold), by zone",
      .definition = "Leases in the zone signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the threshold frozen at the end of the "
                    "history and indexed since of the first quarter of requests.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_zone[ZoneRow{at}].frozen.first);
     }},
    {{.name = "first_quartile_share_frozen",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs among leases (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the threshold frozen at the end of the history and indexed "
                    "since, over all leases in the scope with a known quartile, transfers "
                    "included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.first, t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "first_quartile_or_rehoused_share_frozen",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs or rehoused among leases (frozen "
                   "threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the threshold frozen at the end of the history and indexed "
                    "since or by households to be rehoused before a demolition, over all leases "
                    "in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.first_or_rehoused,
                      t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "upper_quartiles_share_frozen",
      .unit = "1",
      .long_name = "Share of the second to fourth quartiles among leases (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the second, third "
                    "or fourth quarter of requests by the threshold frozen at the end of the "
                    "history and indexed since, over all leases in the scope with a known "
                    "quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.known - t.leases_by_scope[at].frozen.first,
                      t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "transfers",
      .unit = "lease",
      .long_name = "Transfers",
      .definition = "Leases in the scope signed in the month by tenants of another social "
                    "dwelling of the agglomeration.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].transfers); }},
    {{.name = "transfers_from_other_scope",
      .unit = "lease",
      .long_name = "Transfers from the other scope",
      .definition = "Transfers in the month into a dwelling in QPV from one outside QPV (first "
                    "value), or the other way round (second value).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].transfers_from_other_scope);
     }},
    {{.name = "transfer_share",
      .unit = "1",
      .long_name = "Share of transfers among leases",
      .definition = "Leases signed in the month by tenants of another social dwelling of the "
                    "agglomeration, over all leases signed in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return share(t.leases.transfers, t.leases.all); }},
    {{.name = "rehoused",
      .unit = "lease",
      .long_name = "Rehoused households",
      .definition = "Leases in the scope signed in the month by households to be rehoused before "
                    "a demolition.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].rehoused); }},
    {{.name = "priority_leases",
      .unit = "lease",
      .long_name = "Leases to priority publics",
      .definition = "Leases in the scope signed in the month by households of at least one "
                    "priority public of article L.441-1 CCH.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].to_priority_publics);
     }},
    {{.name = "leases_to_under_30",
      .unit = "lease",
      .long_name = "Leases to households under 30",
      .definition = "Leases signed in the month by households whose eldest adult is under 30.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.to_under_30); }},
    {{.name = "leases_to_large_families",
      .unit = "lease",
      .long_name = "Leases to large families",
      .definition = "Leases signed in the month in the scope by households with three children or "
                    "more at home.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].to_large_families);
     }},
    {{.name = "leases_from_outside",
      .unit = "lease",
      .long_name = "Leases to households from outside",
      .definition = "Leases signed in the month by households that lived outside the "
                    "agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.from_outside); }},
    {{.name = "first_lettings",
      .unit = "lease",
      .long_name = "First lettings",
      .definition = "Leases signed in the month for dwellings delivered new and never let "
                    "before.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.first_lettings); }},
    {{.name = "relets",
      .unit = "lease",
      .long_name = "Relets",
      .definition = "Leases signed in the month for dwellings let before.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.all - t.first_lettings); }},
});

// Offers made in the month, each to one household for one dwelling.
constexpr auto offer_indicators = std::to_array<Indicator>({
    {{.name = "offers",
      .unit = "offer",
      .long_name = "Offers",
      .definition = "Offers of dwellings in the scope made in the month: accepted, refused "
                    "before or after the commission, or left without answer.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.offers_by_scope[at].all()); }},
    {{.name = "refusals_before_commission",
      .unit = "offer",
      .long_name = "Refusals before the commission",
      .definition = "Offers of dwellings in the scope made in the month and refused before the "
                    "commission.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::refused_before_commission));
     }},
    {{.name = "refusals_before_commission_per_offer",
      .unit = "1",
      .long_name = "Refusals before the commission per offer",
      .definition = "Offers of dwellings in the scope made in the month and refused before the "
                    "commission, over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::refused_before_commission),
                      t.offers_by_scope[at].all());
     }},
    {{.name = "refusals_after_commission",
      .unit = "offer",
      .long_name = "Refusals after the commission",
      .definition = "Offers of dwellings in the scope made in the month and refused after the "
                    "commission.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::refused_after_commission));
     }},
    {{.name = "refusals_after_commission_per_offer",
      .unit = "1",
      .long_name = "Refusals after the commission per offer",
      .definition = "Offers of dwellings in the scope made in the month and refused after the "
                    "commission, over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::refused_after_commission),
                      t.offers_by_scope[at].all());
     }},
    {{.name = "offers_without_answer",
      .unit = "offer",
      .long_name = "Offers without answer",
      .definition = "Offers of dwellings in the scope made in the month and left without answer.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::no_answer));
     }},
    {{.name = "without_answer_per_offer",
      .unit = "1",
      .long_name = "Offers without answer per offer",
      .definition = "Offers of dwellings in the scope made in the month and left without answer, "
                    "over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::no_answer), t.offers_by_scope[at].all());
     }},
    {{.name = "refusals_per_offer",
      .unit = "1",
      .long_name = "Refusals of all kinds per offer",
      .definition = "Offers of dwellings in the scope made in the month that were refused before "
                    "or after the commission or left without answer, over all offers of "
                    "dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].not_accepted(), t.offers_by_scope[at].all());
     }},
    {{.name = "offers_by_quartile",
      .unit = "offer",
      .long_name = "Offers by quartile",
      .definition = "Offers made in the month to applicants of the quarter of requests by the "
                    "legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) { return count(t.offers_by_quartile[at].all()); }},
    {{.name = "refusals_per_offer_by_quartile",
      .unit = "1",
      .long_name = "Refusals of all kinds per offer, by quartile",
      .definition = "Offers made in the month to applicants of the quarter of requests by the "
                    "legal threshold that were refused before or after the commission or left "
                    "without answer, over all offers made to them in the month.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_quartile[at].not_accepted(), t.offers_by_quartile[at].all());
     }},
});

// The social stock at the end of the month; foyers are not in it.
constexpr auto stock_indicators = std::to_array<Indicator>({
    {{.name = "stock",
      .unit = "dwelling",
      .long_name = "Social stock",
      .definition = "Social dwellings in the scope that are let, vacant or in works, condemned "
                    "ones excluded, at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.stock_by_scope[at].dwellings); }},
    {{.name = "stock_by_zone",
      .unit = "dwelling",
      .long_name = "Social stock, by zone",
      .definition = "Social dwellings in the zone that are let, vacant or in works, condemned "
                    "ones excluded, at the end of the month.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.stock_by_zone[ZoneRow{at}].dwellings);
     }},
    {{.name = "vacancies",
      .unit = "dwelling",
      .long_name = "Vacant social dwellings",
      .definition = "Social dwellings in the scope that are empty and to be let at the end of "
                    "the month, those in works or condemned excluded.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.stock_by_scope[at].vacant); }},
    {{.name = "vacancies_by_zone",
      .unit = "dwelling",
      .long_name = "Vacant social dwellings, by zone",
      .definition = "Social dwellings in the zone that are empty and to be let at the end of the "
                    "month, those in works or condemned excluded.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.stock_by_zone[ZoneRow{at}].vacant);
     }},
    {{.name = "vacancies_over_three_months",
      .unit = "dwelling",
      .long_name = "Dwellings vacant for more than three months",
      .definition = "Vacant dwellings of the scope that fell vacant three calendar months before "
                    "this one or earlier.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.stock_by_scope[at].vacant_over_three_months);
     }},
    {{.name = "vacancy_share_over_three_months",
      .unit = "1",
      .long_name = "Share of dwellings vacant for more than three months",
      .definition = "Vacant dwellings of the scope that fell vacant three calendar months before "
                    "this one or earlier, over its dwellings that are let or vacant (RPLS: "
                    "offered for letting).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.stock_by_scope[at].vacant_over_three_months, t.stock_by_scope[at].offered);
     }},
    {{.name = "vacancy_days",
      .unit = "day",
      .long_name = "Days of vacancy so far",
      .definition = "Sum over the vacant dwellings of the scope of the days from the middle of "
                    "the month in which each fell vacant to the end of this month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return t.stock_by_scope[at].days_since_vacant; }},
    {{.name = "vacancy_mean_days",
      .unit = "day",
      .long_name = "Mean days of vacancy so far",
      .definition = "Days from the middle of the month in which it fell vacant to the end of "
                    "this month, averaged over the vacant dwellings of the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return ratio(t.stock_by_scope[at].days_since_vacant, t.stock_by_scope[at].vacant);
     }},
    {{.name = "in_works",
      .unit = "dwelling",
      .long_name = "Dwellings in works",
      .definition = "Empty social dwellings in the scope that works keep from being let at the "
                    "end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.stock_by_scope[at].in_works); }},
    {{.name = "condemned",
      .unit = "dwelling",
      .long_name = "Condemned dwellings",
      .definition = "Empty social dwellings in the scope that are no longer let and await "
                    "demolition at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.stock_by_scope[at].condemned); }},
    {{.name = "effort_rate_mean",
      .unit = "1",
      .long_name = "Mean effort rate of social tenants",
      .definition = "Rent and charges net of APL over SNE resources, averaged over the "
                    "households that are social tenants in the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return ratio(t.effort_by_scope[at].sum, t.effort_by_scope[at].tenants);
     }},
    {{.name = "effort_rate_over_35_share",
      .unit = "1",
      .long_name = "Share of social tenants with an effort rate above 35 %",
      .definition = "Households that are social tenants in the scope and whose rent and charges "
                    "net of APL exceed 35 % of their SNE resources, over the households that are "
                    "social tenants in the scope.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.effort_by_scope[at].over_35_percent, t.effort_by_scope[at].tenants);
     }},
    {{.name = "rent_mass",
      .unit = "EUR/month",
      .long_name = "Rents of tenants, by landlord",
      .definition = "Principal rents, without charges, of the landlord's dwellings that are let at "
                    "the end of the month.",
      .dimension = Dimension::landlord},
     [](const MonthTables& t, std::size_t at) {
         return euros(count(t.rent_mass_cents[LandlordRow{at}]));
     }},
    {{.name = "rent_lost_to_vacancy",
      .unit = "EUR/month",
      .long_name = "Rents lost to vacancy",
      .definition = "Principal rents asked for the social dwellings in the scope that are empty "
                    "and to be let at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return euros(count(t.stock_by_scope[at].vacant_rent_cents));
     }},
    {{.name = "allowance_paid",
      .unit = "EUR/month",
      .long_name = "APL of social tenants",
      .definition = "APL, by the stylised scale, of the households that are social tenants in the "
                    "scope at the end of the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return euros(count(t.effort_by_scope[at].allowance_cents));
     }},
});

// From the opening of the request; of those waiting, to this month; of those housed, to the lease.
constexpr auto wait_indicators = std::to_array<Indicator>({
    {{.name = "housed_wait_mean",
      .unit = "month",
      .long_name = "Mean wait of those housed",
      .definition = "Mean of the months since the request was opened over the households that "
                    "signed a lease in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.housed.all.mean_months; }},
    {{.name = "housed_wait_median",
      .unit = "month",
      .long_name = "Median wait of those housed",
      .definition = "Median of the months since the request was opened over the households that "
                    "signed a lease in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.housed.all.median_months; }},
    {{.name = "housed_wait_p90",
      .unit = "month",
      .long_name = "90th percentile of wait of those housed",
      .definition = "90th percentile of the months since the request was opened over the "
                    "households that signed a lease in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.housed.all.p90_months; }},
    {{.name = "housed_wait_mean_by_quartile",
      .unit = "month",
      .long_name = "Mean wait of those housed, by quartile (legal threshold)",
      .definition = "Mean of the months since the request was opened over the households that "
                    "signed a lease in the month, of the quarter of requests by the legal "
                    "threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_quartile[at].mean_months; }},
    {{.name = "housed_wait_median_by_quartile",
      .unit = "month",
      .long_name = "Median wait of those housed, by quartile (legal threshold)",
      .definition = "Median of the months since the request was opened over the households that "
                    "signed a lease in the month, of the quarter of requests by the legal "
                    "threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_quartile[at].median_months; }},
    {{.name = "housed_wait_p90_by_quartile",
      .unit = "month",
      .long_name = "90th percentile of wait of those housed, by quartile (legal threshold)",
      .definition = "90th percentile of the months since the request was opened over the "
                    "households that signed a lease in the month, of the quarter of requests by "
                    "the legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_quartile[at].p90_months; }},
    {{.name = "housed_wait_mean_by_frozen_quartile",
      .unit = "month",
      .long_name = "Mean wait of those housed, by quartile (frozen threshold)",
      .definition = "Mean of the months since the request was opened over the households that "
                    "signed a lease in the month, of the quarter of requests by the threshold "
                    "frozen at the end of the history and indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.housed.by_frozen_quartile[at].mean_months;
     }},
    {{.name = "housed_wait_median_by_frozen_quartile",
      .unit = "month",
      .long_name = "Median wait of those housed, by quartile (frozen threshold)",
      .definition = "Median of the months since the request was opened over the households that "
                    "signed a lease in the month, of the quarter of requests by the threshold "
                    "frozen at the end of the history and indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.housed.by_frozen_quartile[at].median_months;
     }},
    {{.name = "housed_wait_p90_by_frozen_quartile",
      .unit = "month",
      .long_name = "90th percentile of wait of those housed, by quartile (frozen threshold)",
      .definition = "90th percentile of the months since the request was opened over the "
                    "households that signed a lease in the month, of the quarter of requests by "
                    "the threshold frozen at the end of the history and indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.housed.by_frozen_quartile[at].p90_months;
     }},
    {{.name = "housed_wait_mean_by_priority",
      .unit = "month",
      .long_name = "Mean wait of those housed, by priority",
      .definition = "Mean of the months since the request was opened over the households that "
                    "signed a lease in the month, without (first value) or of (second value) a "
                    "priority public of article L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_priority[at].mean_months; }},
    {{.name = "housed_wait_median_by_priority",
      .unit = "month",
      .long_name = "Median wait of those housed, by priority",
      .definition = "Median of the months since the request was opened over the households that "
                    "signed a lease in the month, without (first value) or of (second value) a "
                    "priority public of article L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_priority[at].median_months; }},
    {{.name = "housed_wait_p90_by_priority",
      .unit = "month",
      .long_name = "90th percentile of wait of those housed, by priority",
      .definition = "90th percentile of the months since the request was opened over the "
                    "households that signed a lease in the month, without (first value) or of "
                    "(second value) a priority public of article L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) { return t.housed.by_priority[at].p90_months; }},
    {{.name = "waiting_wait_mean",
      .unit = "month",
      .long_name = "Mean wait so far of open requests",
      .definition = "Mean of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.requests.waits.all.mean_months; }},
    {{.name = "waiting_wait_median",
      .unit = "month",
      .long_name = "Median wait so far of open requests",
      .definition = "Median of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.requests.waits.all.median_months; }},
    {{.name = "waiting_wait_p90",
      .unit = "month",
      .long_name = "90th percentile of wait so far of open requests",
      .definition = "90th percentile of the months since the request was opened over the "
                    "requests open at the end of the month, those from outside the agglomeration "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return t.requests.waits.all.p90_months; }},
    {{.name = "waiting_wait_mean_by_quartile",
      .unit = "month",
      .long_name = "Mean wait so far of open requests, by quartile (legal threshold)",
      .definition = "Mean of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, of the "
                    "quarter of requests by the legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_quartile[at].mean_months;
     }},
    {{.name = "waiting_wait_median_by_quartile",
      .unit = "month",
      .long_name = "Median wait so far of open requests, by quartile (legal threshold)",
      .definition = "Median of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, of the "
                    "quarter of requests by the legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_quartile[at].median_months;
     }},
    {{.name = "waiting_wait_p90_by_quartile",
      .unit = "month",
      .long_name = "90th percentile of wait so far of open requests, by quartile (legal "
                   "threshold)",
      .definition = "90th percentile of the months since the request was opened over the "
                    "requests open at the end of the month, those from outside the agglomeration "
                    "included, of the quarter of requests by the legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_quartile[at].p90_months;
     }},
    {{.name = "waiting_wait_mean_by_frozen_quartile",
      .unit = "month",
      .long_name = "Mean wait so far of open requests, by quartile (frozen threshold)",
      .definition = "Mean of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, of the "
                    "quarter of requests by the threshold frozen at the end of the history and "
                    "indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_frozen_quartile[at].mean_months;
     }},
    {{.name = "waiting_wait_median_by_frozen_quartile",
      .unit = "month",
      .long_name = "Median wait so far of open requests, by quartile (frozen threshold)",
      .definition = "Median of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, of the "
                    "quarter of requests by the threshold frozen at the end of the history and "
                    "indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_frozen_quartile[at].median_months;
     }},
    {{.name = "waiting_wait_p90_by_frozen_quartile",
      .unit = "month",
      .long_name = "90th percentile of wait so far of open requests, by quartile (frozen "
                   "threshold)",
      .definition = "90th percentile of the months since the request was opened over the "
                    "requests open at the end of the month, those from outside the agglomeration "
                    "included, of the quarter of requests by the threshold frozen at the end of "
                    "the history and indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_frozen_quartile[at].p90_months;
     }},
    {{.name = "waiting_wait_mean_by_priority",
      .unit = "month",
      .long_name = "Mean wait so far of open requests, by priority",
      .definition = "Mean of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, "
                    "without (first value) or of (second value) a priority public of article "
                    "L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_priority[at].mean_months;
     }},
    {{.name = "waiting_wait_median_by_priority",
      .unit = "month",
      .long_name = "Median wait so far of open requests, by priority",
      .definition = "Median of the months since the request was opened over the requests open at "
                    "the end of the month, those from outside the agglomeration included, "
                    "without (first value) or of (second value) a priority public of article "
                    "L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_priority[at].median_months;
     }},
    {{.name = "waiting_wait_p90_by_priority",
      .unit = "month",
      .long_name = "90th percentile of wait so far of open requests, by priority",
      .definition = "90th percentile of the months since the request was opened over the "
                    "requests open at the end of the month, those from outside the agglomeration "
                    "included, without (first value) or of (second value) a priority public of "
                    "article L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) {
         return t.requests.waits.by_priority[at].p90_months;
     }},
});

// Requests (SNE), one a household.
constexpr auto request_indicators = std::to_array<Indicator>({
    {{.name = "open_requests",
      .unit = "request",
      .long_name = "Open requests",
      .definition = "Requests open at the end of the month, those from outside the agglomeration "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.requests.waits.all.requests); }},
    {{.name = "open_requests_by_quartile",
      .unit = "request",
      .long_name = "Open requests by quartile (legal threshold)",
      .definition = "Requests open at the end of the month whose SNE resources per consumption "
                    "unit are in the quarter bounded by the legal thresholds in force.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return count(t.requests.waits.by_quartile[at].requests);
     }},
    {{.name = "open_requests_by_frozen_quartile",
      .unit = "request",
      .long_name = "Open requests by quartile (frozen threshold)",
      .definition = "Requests open at the end of the month whose SNE resources per consumption "
                    "unit are in the quarter bounded by the thresholds frozen at the end of the "
                    "history and indexed since.",
      .dimension = Dimension::quartile_frozen},
     [](const MonthTables& t, std::size_t at) {
         return count(t.requests.waits.by_frozen_quartile[at].requests);
     }},
    {{.name = "open_requests_by_priority",
      .unit = "request",
      .long_name = "Open requests by priority",
      .definition = "Requests open at the end of the month without (first value) or with (second "
                    "value) a priority public of article L.441-1 CCH.",
      .dimension = Dimension::priority},
     [](const MonthTables& t, std::size_t at) {
         return count(t.requests.waits.by_priority[at].requests);
     }},
    {{.name = "open_transfer_requests",
      .unit = "request",
      .long_name = "Open requests for a transfer",
      .definition = "Requests open at the end of the month of tenants of the social stock.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.requests.for_transfer); }},
    {{.name = "open_requests_from_outside",
      .unit = "request",
      .long_name = "Open requests from outside",
      .definition = "Requests open at the end of the month of households that live outside the "
                    "agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.requests.from_outside); }},
    {{.name = "open_requests_of_large_families",
      .unit = "request",
      .long_name = "Open requests of large families",
      .definition = "Requests open at the end of the month of households with three children or "
                    "more at home.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.requests.of_large_families); }},
    {{.name = "open_requests_by_commune",
      .unit = "request",
      .long_name = "Open requests, by commune asked for",
      .definition = "Requests open at the end of the month that name the commune as the one they "
                    "ask for first; many take others too.",
      .dimension = Dimension::commune},
     [](const MonthTables& t, std::size_t at) {
         return count(t.requests.by_wished_commune[CommuneRow{at}]);
     }},
    {{.name = "open_requests_beyond_delay",
      .unit = "request",
      .long_name = "Open requests beyond the abnormally long delay",
      .definition = "Requests open at the end of the month, those from outside the agglomeration "
                    "included, that were opened longer ago than the abnormally long delay in "
                    "force (L.441-1-4 CCH; a rule of the scenario).",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.beyond_abnormal_delay); }},
    {{.name = "requests_first_quarter_resources",
      .unit = "EUR/year",
      .long_name = "25th percentile of the resources of open requests",
      .definition = "25th percentile over the requests open at the end of the month of SNE "
                    "resources per consumption unit, a year.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return euros(t.requests.first_quarter_resources_cents);
     }},
    {{.name = "first_quartile_threshold_legal",
      .unit = "EUR/year",
      .long_name = "Threshold of the 1er quartile des demandeurs (legal)",
      .definition = "SNE resources per consumption unit a year at or below which a request is in "
                    "the first quarter, in force since the last arrêté.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(threshold(t.legal_quartiles_cents)); }},
    {{.name = "first_quartile_threshold_frozen",
      .unit = "EUR/year",
      .long_name = "Threshold of the 1er quartile des demandeurs (frozen)",
      .definition = "SNE resources per consumption unit a year at or below which a request is in "
                    "the first quarter, as frozen at the end of the history and indexed each "
                    "January since.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(threshold(t.frozen_quartiles_cents)); }},
    {{.name = "opened",
      .unit = "request",
      .long_name = "Requests opened",
      .definition = "Requests opened in the month, those from outside the agglomeration "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.opened); }},
    {{.name = "opened_from_outside",
      .unit = "request",
      .long_name = "Requests opened from outside",
      .definition = "Requests opened in the month by households that live outside the "
                    "agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.opened_from_outside); }},
    {{.name = "renewed",
      .unit = "request",
      .long_name = "Requests renewed",
      .definition = "Requests renewed in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.renewed); }},
    {{.name = "lapsed",
      .unit = "request",
      .long_name = "Requests lapsed",
      .definition = "Requests closed in the month because they were not renewed.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.lapsed); }},
    {{.name = "withdrawn",
      .unit = "request",
      .long_name = "Requests withdrawn",
      .definition = "Requests closed in the month because the applicant gave up or found "
                    "elsewhere.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.withdrawn); }},
    {{.name = "closed_by_dissolution",
      .unit = "request",
      .long_name = "Requests closed by dissolution",
      .definition = "Requests closed in the month because their household is no more.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.closed_by_dissolution); }},
    {{.name = "rejected",
      .unit = "request",
      .long_name = "Requests rejected",
      .definition = "Requests struck off in the month because a commission found them "
                    "inadmissible.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.rejected); }},
});

// What happened to households in the month.
constexpr auto life_indicators = std::to_array<Indicator>({
    {{.name = "formed",
      .unit = "household",
      .long_name = "Households formed",
      .definition = "Households of the agglomeration that came into being in the month by "
                    "separation or by leaving the parents.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.formed); }},
    {{.name = "dissolved",
      .unit = "household",
      .long_name = "Households dissolved",
      .definition = "Households of the agglomeration that ceased in the month by death, care "
                    "home or union.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dissolved); }},
    {{.name = "arrived",
      .unit = "household",
      .long_name = "Arrivals",
      .definition = "Households that arrived in the month from outside the agglomeration into "
                    "the private stock.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.arrived); }},
    {{.name = "arrived_by_lease",
      .unit = "household",
      .long_name = "Arrivals by lease",
      .definition = "Households that arrived in the month from outside the agglomeration by a "
                    "lease of a social dwelling.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.arrived_by_lease); }},
    {{.name = "left",
      .unit = "household",
      .long_name = "Departures",
      .definition = "Households that left the agglomeration in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left); }},
    {{.name = "births",
      .unit = "person",
      .long_name = "Births",
      .definition = "Births in the month, in households of the agglomeration and of applicants "
                    "from outside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.births); }},
    {{.name = "deaths",
      .unit = "person",
      .long_name = "Deaths",
      .definition = "Deaths in the month, in households of the agglomeration and of applicants "
                    "from outside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.deaths); }},
    {{.name = "unions",
      .unit = "household",
      .long_name = "Unions",
      .definition = "One-adult households in which an adult found a partner in the month, "
                    "applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.unions); }},
    {{.name = "separations",
      .unit = "household",
      .long_name = "Separations",
      .definition = "Couples that separated in the month, applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.separations); }},
    {{.name = "left_parents",
      .unit = "person",
      .long_name = "Children who left",
      .definition = "Children who left their parents' home in the month, applicants from outside "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left_parents); }},
    {{.name = "retired",
      .unit = "person",
      .long_name = "Retirements",
      .definition = "Adults who retired in the month, applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.retired); }},
    {{.name = "care_homes",
      .unit = "person",
      .long_name = "Departures to care homes",
      .definition = "Adults who left for a care home in the month, applicants from outside "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.care_homes); }},
    {{.name = "private_moves",
      .unit = "household",
      .long_name = "Private moves",
      .definition = "Moves in the month into or within the private stock, purchases included "
                    "where the household moves.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.private_moves); }},
    {{.name = "bought",
      .unit = "household",
      .long_name = "Purchases",
      .definition = "Households that became owners in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.bought); }},
    {{.name = "social_exits",
      .unit = "household",
      .long_name = "Exits from the social stock",
      .definition = "Tenants who left the social stock for the private stock in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.social_exits); }},
});

double decided(const MonthTables& t, CommissionDecision kind, std::size_t scope) {
    return count(t.counts.decisions.at(static_cast<std::size_t>(kind)).at(scope));
}

// Decisions of the month's commissions on candidates for a dwelling in the scope (CCH R.441-3).
constexpr auto decision_indicators = std::to_array<Indicator>({
    {{.name = "decided_attribution",
      .unit = "decision",
      .long_name = "Decisions: attribution",
      .definition = "Candidates of the month, each for a dwelling in the scope, who were allocated "
                    "it without another ranked behind (CCH R.441-3, a).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::attribution, at);
     }},
    {{.name = "decided_ranked",
      .unit = "decision",
      .long_name = "Decisions: attribution by rank",
      .definition =
          "Candidates of the month, each for a dwelling in the scope, who were ranked "
          "with others: the next is allocated it if those before refuse (CCH R.441-3, b).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::ranked, at);
     }},
    {{.name = "decided_conditional",
      .unit = "decision",
      .long_name = "Decisions: attribution under condition",
      .definition = "Candidates of the month, each for a dwelling in the scope, alone or ranked, "
                    "whose resources had not been stated: under the condition that the missing "
                    "document is brought (CCH R.441-3, c).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::conditional, at);
     }},
    {{.name = "decided_non_attribution",
      .unit = "decision",
      .long_name = "Decisions: non-attribution",
      .definition =
          "Candidates of the month, each for a dwelling in the scope, whom the commission "
          "did not keep for their solvency, or whom a mayor struck out (CCH R.441-3, d).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::not_allocated, at);
     }},
    {{.name = "decided_inadmissible",
      .unit = "decision",
      .long_name = "Decisions: rejection",
      .definition = "Requests of the month that came up for a dwelling in the scope and were "
                    "rejected for being above every ceiling (CCH R.441-3, e).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return decided(t, CommissionDecision::inadmissible, at);
     }},
    {{.name = "days_of_silence",
      .unit = "day",
      .long_name = "Days spent on offers without an answer",
      .definition = "Offers of dwellings in the scope left without an answer in the month, times "
                    "the days for which an offer stays open: vacancy that silence costs.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.counts.days_of_silence.at(at)); }},
});

double breaches(const MonthTables& t, LegalRule rule, std::size_t scope) {
    return count(t.counts.breaches.at(static_cast<std::size_t>(rule)).at(scope));
}

// How often the month broke a rule, found by a check that decides nothing.
constexpr auto legality_indicators = std::to_array<Indicator>({
    {{.name = "leases_over_ceiling",
      .unit = "lease",
      .long_name = "Leases above the ceiling of resources",
      .definition =
          "Leases in the scope signed in the month by households above the ceiling of the "
          "dwelling's financing, with the prefect's orders in force (CCH R.441-1, "
          "R.441-1-1).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::ceilings, at); }},
    {{.name = "leases_of_wrong_size",
      .unit = "lease",
      .long_name = "Leases of a size not let to such a household",
      .definition = "Leases in the scope signed in the month for fewer or more rooms than the "
                    "strategy's typology lets to such a household.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::typology, at); }},
    {{.name = "leases_from_short_lists",
      .unit = "lease",
      .long_name = "Leases from lists of too few candidates",
      .definition = "Leases in the scope signed in the month from a list of fewer candidates than "
                    "the law asks for though others could have come (CCH R.441-3); designations of "
                    "the prefect and adverts excepted.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return breaches(t, LegalRule::candidates, at); }},
    {{.name = "leases_against_quotas",
      .unit = "lease",
      .long_name = "Leases against a strict quota",
      .definition =
          "Leases in the scope signed in the month by households that a strict quota kept "
          "off the list.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return breaches(t, LegalRule::strict_quotas, at);
     }},
    {{.name = "diverted_without_consent",
      .unit = "request",
      .long_name = "Requests kept out of QPV without consent",
      .definition =
          "Open requests of the month kept off the lists of QPV by the routing, which did "
          "not concern them or without their consent.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return breaches(t, LegalRule::consent, 0); }},
});

// Vacancies, rules and chains in the month.
constexpr auto rule_indicators = std::to_array<Indicator>({
    {{.name = "fell_vacant",
      .unit = "dwelling",
      .long_name = "Dwellings fallen vacant",
      .definition = "Social dwellings that fell vacant in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.fell_vacant); }},
    {{.name = "delivered",
      .unit = "dwelling",
      .long_name = "Dwellings delivered",
      .definition = "Social dwellings delivered in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.delivered); }},
    {{.name = "demolished",
      .unit = "dwelling",
      .long_name = "Dwellings demolished",
      .definition = "Social dwellings demolished in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.demolished); }},
    {{.name = "restructured",
      .unit = "dwelling",
      .long_name = "Dwellings of a new typology",
      .definition =
          "Social dwellings merged, split or converted by the strategy's programme in the "
          "month, counted as they go into works; the second of two merged not counted.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.restructured); }},
    {{.name = "left_stock",
      .unit = "dwelling",
      .long_name = "Dwellings that left the stock",
      .definition =
          "Social dwellings sold, or turned over to a residence outside the CALEOL, by the "
          "strategy's programme in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left_stock); }},
    {{.name = "programme_cost",
      .unit = "EUR",
      .long_name = "Cost of the strategy's programme",
      .definition = "Cost of the month's part of the strategy's own deliveries, works and "
                    "attractiveness programmes, where the scenario gives one; the territory's "
                    "programme is not in it.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return euros(count(t.counts.programme_cost_cents)); }},
    {{.name = "given_back",
      .unit = "dwelling",
      .long_name = "Vacancies given back",
      .definition = "Vacancies of the month, commission by commission, whose holder had nobody to "
                    "name: they went back to the landlord.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.given_back); }},
    {{.name = "naming_over",
      .unit = "dwelling",
      .long_name = "Vacancies not let within the naming delay",
      .definition = "Vacancies whose holder's time to name candidates ended in the month without a "
                    "tenant: they went to the landlord.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.naming_over); }},
    {{.name = "quota_bound",
      .unit = "dwelling",
      .long_name = "Vacancies whose list a quota restricted",
      .definition = "Vacancies of the month, commission by commission, whose list a strict quota "
                    "restricted.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.quota_bound); }},
    {{.name = "quota_relaxed",
      .unit = "dwelling",
      .long_name = "Vacancies for which a quota was relaxed",
      .definition =
          "Vacancies of the month, commission by commission, for which a quota was lifted "
          "because the dwelling had been empty beyond its guard.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.quota_relaxed); }},
    {{.name = "diverted_with_consent",
      .unit = "household",
      .long_name = "Households offered a dwelling elsewhere",
      .definition = "Households that agreed in the month to be offered a dwelling outside QPV in "
                    "place of one inside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.diverted_with_consent); }},
    {{.name = "overdue_dalo",
      .unit = "request",
      .long_name = "DALO overdue",
      .definition = "Open requests recognised under DALO, without an offer since, whose legal "
                    "delay for one has passed, at the end of the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.overdue_dalo); }},
    {{.name = "waiting_dalo",
      .unit = "request",
      .long_name = "DALO without an offer",
      .definition = "Open requests recognised under DALO, without an offer since, at the end of "
                    "the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.waiting_dalo); }},
    {{.name = "dalo_offers",
      .unit = "request",
      .long_name = "DALO: first offers",
      .definition = "Requests recognised under DALO that had their first offer since in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dalo_offers); }},
    {{.name = "dalo_offers_in_time",
      .unit = "request",
      .long_name = "DALO: first offers in time",
      .definition = "Requests recognised under DALO that had their first offer since in the month, "
                    "within the legal delay.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dalo_offers_in_time); }},
    {{.name = "named_by_prefect",
      .unit = "dwelling",
      .long_name = "Designations by the prefect",
      .definition = "Vacancies of the month's commissions for which the prefect designated one "
                    "household recognised under DALO.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_prefect); }},
    {{.name = "adverts",
      .unit = "dwelling",
      .long_name = "Vacancies advertised",
      .definition = "Vacancies of the month's commissions that were advertised; one that stays "
                    "empty counts at each commission.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.adverts); }},
    {{.name = "adverts_unanswered",
      .unit = "dwelling",
      .long_name = "Adverts without a candidate",
      .definition = "Vacancies advertised for which nobody who answered could be proposed.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.adverts_unanswered); }},
    {{.name = "advert_refusals",
      .unit = "offer",
      .long_name = "Advertised dwellings refused",
      .definition =
          "Offers of the month refused, or left without an answer, by who had answered the advert.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.advert_refusals); }},
    {{.name = "named_by_coordination",
      .unit = "dwelling",
      .long_name = "Lists of coordination commissions",
      .definition = "Vacancies in QPV for which the coordination commission named the candidates.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_coordination); }},
    {{.name = "named_by_mayor",
      .unit = "dwelling",
      .long_name = "Lists of mayors",
      .definition = "Vacancies for which the mayor named the candidates.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_by_mayor); }},
    {{.name = "mayor_vetoes",
      .unit = "household",
      .long_name = "Candidates vetoed",
      .definition = "Candidates whom a mayor struck out of a list.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.mayor_vetoes); }},
    {{.name = "named_for_exchange",
      .unit = "dwelling",
      .long_name = "Lists for exchanges",
      .definition = "Vacancies proposed to tenants who leave a large dwelling, too large for them.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.named_for_exchange); }},
    {{.name = "chains",
      .unit = "chain",
      .long_name = "Chains of vacancies ended",
      .definition = "Chains of vacancies that ended in the month: a vacancy let by a transfer "
                    "frees the next dwelling of its chain.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.chains); }},
    {{.name = "chain_mean_length",
      .unit = "dwelling",
      .long_name = "Mean length of chains",
      .definition = "Dwellings that the chains of vacancies ended in the month went through, "
                    "averaged over these chains.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) {
         return ratio(static_cast<double>(t.chain_rungs), t.chains);
     }},
    {{.name = "ledger_households",
      .unit = "household",
      .long_name = "Ledger: change of households of a QPV",
      .definition = "Change in the month, by the part of the month that made it, of the number "
                    "of households of the QPV; an account, not a causal effect.",
      .dimension = Dimension::poverty_cause},
     [](const MonthTables& t, std::size_t at) { return ledger(t, at, 0); }},
    {{.name = "ledger_poor_households",
      .unit = "household",
      .long_name = "Ledger: change of poor households of a QPV",
      .definition = "Change in the month, by the part of the month that made it, of the number "
                    "of households of the QPV below the poverty line; an account, not a causal "
                    "effect.",
      .dimension = Dimension::poverty_cause},
     [](const MonthTables& t, std::size_t at) { return ledger(t, at, 1); }},
});

template <std::size_t... sizes>
constexpr auto joined(const std::array<Indicator, sizes>&... parts) {
    std::array<Indicator, (sizes + ...)> all{};
    auto end = all.begin();
    ((end = std::copy(parts.begin(), parts.end(), end)), ...);
    return all;
}

constexpr auto registry = joined(resident_indicators,
                                 segregation_indicators,
                                 lease_indicators,
                                 offer_indicators,
                                 stock_indicators,
                                 wait_indicators,
                                 request_indicators,
                                 life_indicators,
                                 decision_indicators,
                                 legality_indicators,
                                 rule_indicators);

constexpr auto specs = [] {
    std::array<IndicatorSpec, registry.size()> all{};
    std::transform(registry.begin(), registry.end(), all.begin(), [](const Indicator& indicator) {
        return indicator.spec;
    });
    return all;
}();

}  // namespace

std::span<const IndicatorSpec> indicator_specs() {
    return specs;
}

std::size_t extent(Dimension dimension, const Territory& territory) {
    switch (dimension) {
        case Dimension::none:
            return 1;
        case Dimension::zone:
            return territory.zones.size();
        case Dimension::qpv:
            return territory.qpv_zones().size();
        case Dimension::scope:
            return scopes;
        case Dimension::quartile:
        case Dimension::quartile_frozen:
            return 4;
        case Dimension::priority:
            return 2;
        case Dimension::landlord:
            return territory.landlords.size();
        case Dimension::commune:
            return territory.communes.size();
        case Dimension::poverty_cause:
            return territory.qpv_zones().size() * poverty_causes;
    }
    return 0;
}

std::size_t measure_size(const Territory& territory) {
    std::size_t size = 0;
    for (const auto& spec : specs) {
        size += extent(spec.dimension, territory);
    }
    return size;
}

std::vector<float> measure(const World& world, const MonthFlows& flows) {
    const MonthTables tables = tabulate(world, flows);
    std::vector<float> values;
    values.reserve(measure_size(*world.territory));
    for (const auto& indicator : registry) {
        const auto places = extent(indicator.spec.dimension, *world.territory);
        for (std::size_t at = 0; at < places; ++at) {
            values.push_back(static_cast<float>(indicator.value(tables, at)));
        }
    }
    return values;
}

}  // namespace mixite
