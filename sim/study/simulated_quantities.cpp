#include "study/simulated_quantities.hpp"

#include <utility>

#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "observation/result_schema.hpp"

namespace mixite {
namespace {

constexpr std::size_t in_qpv = 0;
constexpr std::size_t outside_qpv = 1;

/// Where an indicator begins within a month's values, and how many it has.
struct Slot {
    std::size_t begin = 0;
    std::size_t extent = 0;
};

Slot slot_of(std::string_view indicator, const Territory& territory) {
    std::size_t begin = 0;
    for (const auto& spec : indicator_specs()) {
        const auto size = extent(spec.dimension, territory);
        if (spec.name == indicator) {
            return {begin, size};
        }
        begin += size;
    }
    EXPECT(false, "no indicator '{}'", indicator);
    return {};
}

double ratio(double part, double whole) {
    return whole > 0.0 ? part / whole : unmeasured;
}

/// Let or vacant, over the months of the period: dwelling-months offered for letting.
double offered(const PeriodOfCourse& p) {
    return p.total("stock") - p.total("in_works");
}
double a_year(const PeriodOfCourse& p, double sum) {
    return sum * 12.0 / p.period().months();
}
/// From the first month of the period to its last.
double change(const PeriodOfCourse& p, std::string_view indicator, std::size_t place = 0) {
    return p.at(p.period().to, indicator, place) - p.at(p.period().from, indicator, place);
}
double relative_change(const PeriodOfCourse& p, std::string_view indicator) {
    return ratio(change(p, indicator), p.at(p.period().from, indicator));
}
double relative_median(const PeriodOfCourse& p, Month month) {
    return ratio(p.at(month, "declared_median", p.zone().value),
                 p.at(month, "declared_median_of_agglomeration"));
}

double social_tenant_poverty(const PeriodOfCourse& p, Month month) {
    const auto poor = [&](std::size_t scope) {
        return p.at(month, "social_tenants_poverty_rate_by_scope", scope) *
               p.at(month, "stock", scope);
    };
    return ratio(poor(in_qpv) + poor(outside_qpv), p.total_at(month, "stock"));
}

const std::vector<Quantity>& stock_quantities() {
    using P = const PeriodOfCourse&;
    static const std::vector<Quantity> list{
        {.name = "households",
         .unit = "household",
         .definition = "Households of the agglomeration, mean of the period's month ends.",
         .value = [](P p) { return p.sum("households_of_agglomeration") / p.period().months(); }},
        {.name = "persons",
         .unit = "person",
         .definition = "Persons of the agglomeration's households, mean of the month ends.",
         .value = [](P p) { return p.sum("persons_of_agglomeration") / p.period().months(); }},
        {.name = "social_dwellings",
         .unit = "dwelling",
         .definition = "Social dwellings let, vacant or in works, mean of the month ends.",
         .value = [](P p) { return p.total("stock") / p.period().months(); }},
        {.name = "social_dwellings_in_qpv",
         .unit = "dwelling",
         .definition = "Of them, in QPV.",
         .value = [](P p) { return p.sum("stock", in_qpv) / p.period().months(); }},
        {.name = "declared_median",
         .unit = "EUR/year",
         .definition = "Median declared income per consumption unit of the zone's persons, mean of "
                       "the month ends.",
         .of = Quantity::Of::zone,
         .value =
             [](P p) { return p.sum("declared_median", p.zone().value) / p.period().months(); }},
        {.name = "vacancy_share_over_three_months",
         .unit = "1",
         .definition = "Dwellings vacant for over three months over those let or vacant, all "
                       "months of the period together.",
         .value = [](P p) { return ratio(p.total("vacancies_over_three_months"), offered(p)); }},
    };
    return list;
}

const std::vector<Quantity>& demand_quantities() {
    using P = const PeriodOfCourse&;
    static const std::vector<Quantity> list{
        {.name = "open_requests",
         .unit = "request",
         .definition = "Requests open at the end of the period.",
         .value = [](P p) { return p.at(p.period().to, "open_requests"); }},
        {.name = "requests_opened_a_year",
         .unit = "request/year",
         .definition = "Requests opened in the period, a year.",
         .value = [](P p) { return a_year(p, p.sum("opened")); }},
        {.name = "requests_per_lease",
         .unit = "1",
         .definition = "Requests open at the end of the period over the leases signed in it, a "
                       "year.",
         .value =
             [](P p) {
                 return ratio(p.at(p.period().to, "open_requests"),
                              a_year(p, p.sum("leases_of_agglomeration")));
             }},
        {.name = "transfer_requests_share",
         .unit = "1",
         .definition = "Tenants of the social stock among the requests open at the end of the "
                       "period.",
         .value =
             [](P p) {
                 return ratio(p.at(p.period().to, "open_transfer_requests"),
                              p.at(p.period().to, "open_requests"));
             }},
        {.name = "outside_requests_share",
         .unit = "1",
         .definition = "Households from outside the agglomeration among the requests open at the "
                       "end of the period.",
         .value =
             [](P p) {
                 return ratio(p.at(p.period().to, "open_requests_from_outside"),
                              p.at(p.period().to, "open_requests"));
             }},
        {.name = "requests_first_quarter_resources",
         .unit = "EUR/year",
         .definition = "25th percentile over the open requests of SNE resources per consumption "
                       "unit, mean of the month ends.",
         .value =
             [](P p) { return p.sum("requests_first_quarter_resources") / p.period().months(); }},
    };
    return list;
}

const std::vector<Quantity>& letting_quantities() {
    using P = const PeriodOfCourse&;
    static const std::vector<Quantity> list{
        {.name = "leases_a_year",
         .unit = "lease/year",
         .definition = "Leases signed in the period, a year.",
         .value = [](P p) { return a_year(p, p.sum("leases_of_agglomeration")); }},
        {.name = "leases_share_in_qpv",
         .unit = "1",
         .definition = "Leases in QPV over all leases of the period.",
         .value = [](P p) { return ratio(p.sum("leases", in_qpv), p.total("leases")); }},
        {.name = "relet_rate",
         .unit = "1/year",
         .definition = "Leases of dwellings let before, a year, over the dwellings let or vacant.",
         .value =
             [](P p) {
                 return ratio(a_year(p, p.sum("relets")), offered(p) / p.period().months());
             }},
        {.name = "refusals_per_offer",
         .unit = "1",
         .definition = "Offers refused before or after the commission or left without answer, over "
                       "all offers of the period.",
         .value =
             [](P p) {
                 return ratio(p.total("refusals_before_commission") +
                                  p.total("refusals_after_commission") +
                                  p.total("offers_without_answer"),
                              p.total("offers"));
             }},
        {.name = "first_quartile_share_outside_qpv_legal",
         .unit = "1",
         .definition = "1er quartile des demandeurs (legal threshold) among the period's leases "
                       "outside QPV.",
         .value =
             [](P p) {
                 return ratio(p.sum("first_quartile_leases_legal", outside_qpv),
                              p.sum("leases_with_quartile_legal", outside_qpv));
             }},
        {.name = "first_quartile_share_outside_qpv_frozen",
         .unit = "1",
         .definition = "1er quartile des demandeurs (threshold frozen at the end of the history) "
                       "among the period's leases outside QPV.",
         .value =
             [](P p) {
                 return ratio(p.sum("first_quartile_leases_frozen", outside_qpv),
                              p.sum("leases_with_quartile_frozen", outside_qpv));
             }},
        {.name = "transfer_share",
         .unit = "1",
         .definition = "Transfers over all leases of the period.",
         .value = [](P p) { return ratio(p.total("transfers"), p.total("leases")); }},
        {.name = "under_30_share",
         .unit = "1",
         .definition =
             "Leases to households whose eldest adult is under 30, over all leases of the "
             "period.",
         .value = [](P p) { return ratio(p.sum("leases_to_under_30"), p.total("leases")); }},
    };
    return list;
}

const std::vector<Quantity>& drift_quantities() {
    using P = const PeriodOfCourse&;
    static const std::vector<Quantity> list{
        {.name = "relative_change_of_households",
         .unit = "1",
         .definition = "Households of the agglomeration, from the first month of the period to the "
                       "last, over the first.",
         .value = [](P p) { return relative_change(p, "households_of_agglomeration"); }},
        {.name = "relative_change_of_persons",
         .unit = "1",
         .definition = "Persons of the agglomeration, from the first month of the period to the "
                       "last, over the first.",
         .value = [](P p) { return relative_change(p, "persons_of_agglomeration"); }},
        {.name = "change_of_social_tenant_share",
         .unit = "difference of shares",
         .definition = "Share of social tenants among households, last month less first.",
         .value = [](P p) { return change(p, "social_tenant_share_of_agglomeration"); }},
        {.name = "change_of_owner_share",
         .unit = "difference of shares",
         .definition = "Owners among the households, last month less first.",
         .value = [](P p) { return change(p, "owner_share_of_agglomeration"); }},
        {.name = "change_of_hosted_share",
         .unit = "difference of shares",
         .definition = "Hosted by others among the households, last month less first.",
         .value = [](P p) { return change(p, "hosted_share_of_agglomeration"); }},
        {.name = "change_of_poverty_rate",
         .unit = "difference of shares",
         .definition = "Poverty rate of the agglomeration, last month less first.",
         .value = [](P p) { return change(p, "poverty_rate_of_agglomeration"); }},
        {.name = "change_of_social_tenant_poverty_rate",
         .unit = "difference of shares",
         .definition = "Poverty rate of social tenants, those in QPV and outside weighed by the "
                       "social dwellings there, last month less first.",
         .value =
             [](P p) {
                 return social_tenant_poverty(p, p.period().to) -
                        social_tenant_poverty(p, p.period().from);
             }},
        {.name = "change_of_zone_poverty_rate",
         .unit = "difference of shares",
         .definition = "Poverty rate of the zone, last month less first.",
         .of = Quantity::Of::zone,
         .value = [](P p) { return change(p, "poverty_rate", p.zone().value); }},
        {.name = "change_of_relative_median",
         .unit = "difference of shares",
         .definition = "Median declared income of the zone over the agglomeration's, last month "
                       "less first.",
         .of = Quantity::Of::zone,
         .value =
             [](P p) {
                 return relative_median(p, p.period().to) - relative_median(p, p.period().from);
             }},
        {.name = "change_of_dissimilarity",
         .unit = "difference of shares",
         .definition = "Dissimilarity between poor and other households, last month less first.",
         .value = [](P p) { return change(p, "dissimilarity"); }},
    };
    return list;
}

}  // namespace

IndicatorCourse course_of(const Trajectory& history, const Trajectory& fork) {
    EXPECT(history.months == 0 || history.first + history.months == fork.first,
           "history to {}, fork from {}",
           to_string(history.first + history.months),
           to_string(fork.first));
    IndicatorCourse course{.first = history.months > 0 ? history.first : fork.first,
                           .months = history.months + fork.months,
                           .values = history.indicators};
    course.values.insert(course.values.end(), fork.indicators.begin(), fork.indicators.end());
    return course;
}

double PeriodOfCourse::at(Month month, std::string_view indicator, std::size_t place) const {
    const int position = month - course_->first;
    if (position < 0 || position >= course_->months) {
        return unmeasured;
    }
    const auto slot = slot_of(indicator, *territory_);
    EXPECT(place < slot.extent, "{}: place {} of {}", indicator, place, slot.extent);
    const auto month_size = course_->values.size() / static_cast<std::size_t>(course_->months);
    return static_cast<double>(
        course_->values[static_cast<std::size_t>(position) * month_size + slot.begin + place]);
}

double PeriodOfCourse::total_at(Month month, std::string_view indicator) const {
    double total = 0.0;
    for (std::size_t place = 0; place < slot_of(indicator, *territory_).extent; ++place) {
        total += at(month, indicator, place);
    }
    return total;
}

double PeriodOfCourse::sum(std::string_view indicator, std::size_t place) const {
    double sum = 0.0;
    for (auto month = period_.from; month <= period_.to; ++month) {
        sum += at(month, indicator, place);
    }
    return sum;
}

double PeriodOfCourse::total(std::string_view indicator) const {
    double total = 0.0;
    for (auto month = period_.from; month <= period_.to; ++month) {
        total += total_at(month, indicator);
    }
    return total;
}

std::span<const Quantity> quantities() {
    static const std::vector<Quantity> all = [] {
        std::vector<Quantity> joined;
        for (const auto* part : {&stock_quantities(),
                                 &demand_quantities(),
                                 &letting_quantities(),
                                 &drift_quantities()}) {
            joined.insert(joined.end(), part->begin(), part->end());
        }
        return joined;
    }();
    return all;
}

}  // namespace mixite
