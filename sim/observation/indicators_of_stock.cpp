#include "observation/indicator.hpp"

namespace mixite {
namespace {

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

}  // namespace

std::span<const Indicator> indicators_of_stock() {
    return stock_indicators;
}

}  // namespace mixite
