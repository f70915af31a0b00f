#include "observation/indicator.hpp"

namespace mixite {
namespace {

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

/// Not a number until the first threshold is set.
double threshold(const QuartileBounds& upper_bounds) {
    return upper_bounds[0] > 0 ? static_cast<double>(upper_bounds[0]) : unmeasured;
}

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
                    "value) a priority public of article L.441-1 CCH; being rehoused makes none.",
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
    {{.name = "struck_off_for_silence",
      .unit = "request",
      .long_name = "Requests struck off for want of an answer",
      .definition = "Requests struck off in the month because the applicant, who had left an offer "
                    "without answer, did not answer the landlord's letter either (R.441-2-8 CCH, "
                    "c).",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.struck_off_for_silence); }},
});

}  // namespace

std::span<const Indicator> indicators_of_waits() {
    return wait_indicators;
}
std::span<const Indicator> indicators_of_requests() {
    return request_indicators;
}

}  // namespace mixite
