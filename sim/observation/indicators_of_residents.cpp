#include "observation/indicator.hpp"

namespace mixite {
namespace {

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
                    "follows the level of incomes, over the persons of the zone.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return share(t.residents_by_zone[ZoneRow{at}].poor_persons,
                      t.residents_by_zone[ZoneRow{at}].persons);
     }},
    {{.name = "poor_households",
      .unit = "household",
      .long_name = "Poor households, by zone",
      .definition = "Households of the zone whose disposable income per consumption unit is below "
                    "the territory's poverty line at the end of the month.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.residents_by_zone[ZoneRow{at}].poor_households);
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
                    "follows the level of incomes, over the persons of the scope.",
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
                    "and follows the level of incomes, over the persons of the agglomeration.",
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
                    "the territory's line in the money of month zero times the level of incomes.",
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

}  // namespace

std::span<const Indicator> indicators_of_residents() {
    return resident_indicators;
}
std::span<const Indicator> indicators_of_segregation() {
    return segregation_indicators;
}

}  // namespace mixite
