#include "publication/compared_measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "observation/result_schema.hpp"
#include "publication/run_places.hpp"
#include "publication/statistical_secrecy.hpp"

namespace mixite {
namespace {

Measure qpv_stock(std::string_view indicator, std::string_view label, std::string_view unit) {
    return {.id = indicator,
            .label = label,
            .unit = unit,
            .measured_over = MeasuredOver::month,
            .numerator = {{indicator, Places::qpv}}};
}

Measure stock(std::string_view id,
              std::string_view label,
              std::string_view unit,
              MeasureBlock block,
              Term term) {
    return {.id = id,
            .label = label,
            .unit = unit,
            .block = block,
            .measured_over = MeasuredOver::month,
            .numerator = {term}};
}

Measure pooled_share(std::string_view id,
                     std::string_view label,
                     MeasureBlock block,
                     std::vector<Term> part,
                     std::vector<Term> whole) {
    return {.id = id,
            .label = label,
            .unit = "1",
            .block = block,
            .numerator = std::move(part),
            .denominator = std::move(whole)};
}

std::vector<Measure> qpv_measures() {
    std::vector<Measure> measures{
        qpv_stock("poverty_rate", "Poverty rate (disposable income)", "1"),
        qpv_stock("declared_median", "Median declared income per unit", "EUR/year"),
        qpv_stock("poorest_quarter_share", "Quart le plus modeste des habitants", "1"),
        qpv_stock("low_declared_share", "Taux de bas revenus déclarés", "1"),
        qpv_stock("social_tenant_share", "Social tenants among households", "1"),
        qpv_stock("households", "Households", "household"),
        {.id = "leases_in_zone",
         .label = "Leases",
         .unit = "lease",
         .numerator = {{"leases_by_zone", Places::qpv}}},
        pooled_share("first_quartile_share_frozen_in_zone",
                     "1er quartile among leases (frozen)",
                     MeasureBlock::qpv,
                     {{"first_quartile_leases_frozen_by_zone", Places::qpv}},
                     {{"leases_by_zone", Places::qpv}}),
    };
    for (auto& measure : measures) {
        measure.block = MeasureBlock::qpv;
        measure.measured_for = MeasuredFor::each_qpv;
    }
    return measures;
}

std::vector<Measure> segregation_measures() {
    return {
        stock("poverty_rate_in_qpv",
              "Poverty rate, all QPV together",
              "1",
              MeasureBlock::segregation,
              {"poverty_rate_by_scope", Places::first}),
        stock("dissimilarity",
              "Dissimilarity, poor and others",
              "index",
              MeasureBlock::segregation,
              {"dissimilarity"}),
        stock("rank_order_h",
              "Rank-order H^R, declared income",
              "index",
              MeasureBlock::segregation,
              {"rank_order_h"}),
    };
}

std::vector<Measure> letting_measures() {
    constexpr auto in_qpv = Places::first;
    constexpr auto outside = Places::second;
    constexpr auto block = MeasureBlock::lettings;
    return {
        pooled_share("first_quartile_share_outside_qpv_frozen",
                     "1er quartile outside QPV, frozen",
                     block,
                     {{"first_quartile_leases_frozen", outside}},
                     {{"leases_with_quartile_frozen", outside}}),
        pooled_share("first_quartile_share_outside_qpv_legal",
                     "1er quartile outside QPV, legal",
                     block,
                     {{"first_quartile_leases_legal", outside}},
                     {{"leases_with_quartile_legal", outside}}),
        pooled_share("first_quartile_or_rehoused_share_outside_qpv_legal",
                     "… or rehoused (25 % rule)",
                     block,
                     {{"first_quartile_or_rehoused_share_legal",
                       outside,
                       1.0,
                       "leases_with_quartile_legal"}},
                     {{"leases_with_quartile_legal", outside}}),
        pooled_share("upper_quartiles_share_in_qpv_frozen",
                     "2e to 4e quartiles in QPV, frozen",
                     block,
                     {{"leases_with_quartile_frozen", in_qpv},
                      {"first_quartile_leases_frozen", in_qpv, -1.0}},
                     {{"leases_with_quartile_frozen", in_qpv}}),
        pooled_share(
            "upper_quartiles_share_in_qpv_legal",
            "2e to 4e quartiles in QPV, legal",
            block,
            {{"leases_with_quartile_legal", in_qpv}, {"first_quartile_leases_legal", in_qpv, -1.0}},
            {{"leases_with_quartile_legal", in_qpv}}),
        {.id = "leases",
         .label = "Leases",
         .unit = "lease",
         .numerator = {{"leases_of_agglomeration"}}},
        pooled_share("leases_share_in_qpv",
                     "Leases in QPV among leases",
                     block,
                     {{"leases", in_qpv}},
                     {{"leases"}}),
        pooled_share("transfer_share",
                     "Transfers among leases",
                     block,
                     {{"transfers"}},
                     {{"leases_of_agglomeration"}}),
        {.id = "lists_closed_in_qpv",
         .label = "Lists in QPV closed by a quota",
         .unit = "list",
         .block = block,
         .numerator = {{"lists_closed_by_quotas", Places::first}}},
        pooled_share("refusals_per_offer",
                     "Refusals and no answer, per offer",
                     block,
                     {{"refusals_before_commission"},
                      {"refusals_after_commission"},
                      {"offers_without_answer"}},
                     {{"offers"}}),
        pooled_share("refusals_before_commission_per_offer",
                     "… before the commission",
                     block,
                     {{"refusals_before_commission"}},
                     {{"offers"}}),
        pooled_share("refusals_after_commission_per_offer",
                     "… after the commission",
                     block,
                     {{"refusals_after_commission"}},
                     {{"offers"}}),
        pooled_share(
            "no_answer_per_offer", "… no answer", block, {{"offers_without_answer"}}, {{"offers"}}),
    };
}

std::vector<Measure> demand_measures() {
    constexpr auto block = MeasureBlock::demand;
    return {
        stock("open_requests", "Open requests", "request", block, {"open_requests"}),
        stock("open_requests_first_quartile_frozen",
              "… of the 1er quartile (frozen)",
              "request",
              block,
              {"open_requests_by_frozen_quartile", Places::first}),
        stock("waiting_wait_median",
              "Median wait of those who wait",
              "month",
              block,
              {"waiting_wait_median"}),
        stock("waiting_wait_median_first_quartile_frozen",
              "… of the 1er quartile (frozen)",
              "month",
              block,
              {"waiting_wait_median_by_frozen_quartile", Places::first}),
        stock("overdue_dalo", "DALO offers overdue", "request", block, {"overdue_dalo"}),
        {.id = "beyond_delay_share",
         .label = "… beyond the abnormal delay",
         .unit = "1",
         .block = block,
         .measured_over = MeasuredOver::month,
         .numerator = {{"open_requests_beyond_delay"}},
         .denominator = {{"open_requests"}}},
        {.id = "requests_per_lease",
         .label = "… per lease of a year",
         .unit = "ratio",
         .block = block,
         .numerator = {{"open_requests", Places::all, 1.0 / 12.0}},
         .denominator = {{"leases_of_agglomeration"}}},
        stock("first_quartile_threshold_legal",
              "Threshold of the 1er quartile, legal",
              "EUR/year",
              block,
              {"first_quartile_threshold_legal"}),
    };
}

Measure vacancy_share(std::string_view id, std::string_view label, Places scope) {
    return {.id = id,
            .label = label,
            .unit = "1",
            .block = MeasureBlock::stock,
            .measured_over = MeasuredOver::month,
            .numerator = {{"vacancies_over_three_months", scope}},
            .denominator = {{"stock", scope}, {"in_works", scope, -1.0}}};
}

std::vector<Measure> stock_measures() {
    constexpr auto block = MeasureBlock::stock;
    return {
        vacancy_share("vacancy_share_over_three_months", "Vacant over 3 months, all", Places::all),
        vacancy_share("vacancy_share_over_three_months_in_qpv", "… in QPV", Places::first),
        stock("effort_rate_in_qpv",
              "Mean effort rate, tenants in QPV",
              "1",
              block,
              {"effort_rate_mean", Places::first}),
        stock("effort_rate_outside_qpv",
              "Mean effort rate, tenants elsewhere",
              "1",
              block,
              {"effort_rate_mean", Places::second}),
    };
}

Measure breaches(std::string_view indicator, std::string_view label, std::string_view unit) {
    return {.id = indicator,
            .label = label,
            .unit = unit,
            .block = MeasureBlock::legality,
            .numerator = {{indicator}}};
}

std::vector<Measure> legality_measures() {
    return {
        breaches("leases_over_ceiling", "Leases above the ceiling", "lease"),
        breaches("leases_of_wrong_size", "Leases of a size not let to them", "lease"),
        breaches("leases_from_short_lists", "Leases from lists too short", "lease"),
        breaches("leases_against_quotas", "Leases against a strict quota", "lease"),
        breaches("diverted_without_consent", "Routed out of QPV without consent", "request"),
        breaches("mayor_vetoes", "Candidates vetoed by a mayor", "household"),
        {.id = "overdue_dalo_months",
         .label = "Months of DALO offers overdue",
         .unit = "month",
         .block = MeasureBlock::legality,
         .numerator = {{"overdue_dalo"}}},
    };
}

/// Amounts of twelve months, added up from what each month's end gives.
std::vector<Measure> cost_measures() {
    const auto over_a_year = [](std::string_view id, std::string_view label, Term term) {
        return Measure{.id = id,
                       .label = label,
                       .unit = "EUR",
                       .block = MeasureBlock::costs,
                       .numerator = {term}};
    };
    return {
        over_a_year("rent_lost", "Rents lost to vacancy", {"rent_lost_to_vacancy"}),
        over_a_year("rent_lost_in_qpv", "… in QPV", {"rent_lost_to_vacancy", Places::first}),
        over_a_year("rents_of_tenants", "Rents of tenants", {"rent_mass"}),
        over_a_year("allowance", "APL of social tenants", {"allowance_paid"}),
        over_a_year("programme_cost", "Works, demolition, sales", {"programme_cost"}),
    };
}

std::vector<Measure> all_measures() {
    std::vector<Measure> all;
    for (auto part : {qpv_measures(),
                      segregation_measures(),
                      letting_measures(),
                      demand_measures(),
                      stock_measures(),
                      legality_measures(),
                      cost_measures()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

struct PositionRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

PositionRange positions(Places places, std::size_t extent, std::size_t zone) {
    switch (places) {
        case Places::all:
            return {0, extent};
        case Places::qpv:
            return {zone, zone + 1};
        case Places::first:
            return {0, 1};
        case Places::second:
            return {1, 2};
    }
    return {};
}

/// Values that there are; not a number if there is none.
struct Sum {
    double value = 0.0;
    bool any = false;

    void add(double term) {
        if (std::isfinite(term)) {
            value += term;
            any = true;
        }
    }
    [[nodiscard]] double result() const { return any ? value : unmeasured; }
};

/// Months of the run by position, `last` included.
struct Window {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct Place {
    std::size_t replication = 0;
    std::size_t zone = 0;
};

/// A term with the values that it adds up.
struct ReadTerm {
    const IndicatorValues* values = nullptr;
    const IndicatorValues* times = nullptr;  ///< nullptr: one
    Places places = Places::all;
    double factor = 1.0;

    ReadTerm(ScenarioValues& scenario, const Term& term)
        : values(&scenario.of(term.indicator)),
          times(term.times.empty() ? nullptr : &scenario.of(term.times)),
          places(term.places),
          factor(term.factor) {}
};

/// A measure with the values that it is made of.
struct ReadMeasure {
    const Measure* measure = nullptr;
    std::vector<ReadTerm> numerator;
    std::vector<ReadTerm> denominator;

    ReadMeasure(ScenarioValues& scenario, const Measure& of) : measure(&of) {
        for (const auto& term : of.numerator) {
            numerator.emplace_back(scenario, term);
        }
        for (const auto& term : of.denominator) {
            denominator.emplace_back(scenario, term);
        }
    }
};

void add_term(Sum& sum, const ReadTerm& term, Window window, Place place) {
    const auto range = positions(term.places, term.values->extent, place.zone);
    for (auto m = window.first; m <= window.last; ++m) {
        for (auto at = range.begin; at < range.end; ++at) {
            const double times =
                term.times == nullptr
                    ? 1.0
                    : static_cast<double>(term.times->at(place.replication, m, at));
            sum.add(term.factor * times *
                    static_cast<double>(term.values->at(place.replication, m, at)));
        }
    }
}

double sum_of(const std::vector<ReadTerm>& terms, Window window, Place place) {
    Sum sum;
    for (const auto& term : terms) {
        add_term(sum, term, window, place);
    }
    return sum.result();
}

/// What a measure is worth in one replication, and what stands behind it.
struct Measured {
    double value = unmeasured;
    double part = 0.0;   ///< numerator of a ratio of counts, or the count itself
    double whole = 0.0;  ///< denominator; households behind a share of theirs
    bool ratio = false;
};

Measured measured(const ReadMeasure& read, Window window, Place place) {
    Measured found{.part = sum_of(read.numerator, window, place)};
    if (read.denominator.empty()) {
        found.value = found.part;
        return found;
    }
    found.ratio = true;
    found.whole = sum_of(read.denominator, window, place);
    found.value = found.whole > 0.0 ? found.part / found.whole : unmeasured;
    return found;
}

bool is_count_unit(std::string_view unit) {
    constexpr auto others =
        std::to_array<std::string_view>({"1", "EUR", "EUR/month", "EUR/year", "month", "index"});
    return std::find(others.begin(), others.end(), unit) == others.end();
}

/// Whether it may not be told under statistical secrecy.
bool rests_on_few(ScenarioValues& scenario,
                  const Measure& measure,
                  const Measured& found,
                  Window window,
                  Place place) {
    if (found.ratio) {
        return is_small(found.part) || is_small(found.whole) || is_small(found.whole - found.part);
    }
    if (is_count_unit(measure.unit)) {
        return is_small(found.part);
    }
    if (measure.measured_for != MeasuredFor::each_qpv) {
        return false;
    }
    const double households = static_cast<double>(
        scenario.of("households").at(place.replication, window.last, place.zone));
    const double part = measure.unit == "1" ? std::round(found.value * households) : households;
    return is_small(households) || is_small(part) || is_small(households - part);
}

/// Of a measure for each QPV none is told if one of them may not be: their sum is known.
bool is_masked(ScenarioValues& scenario, const ReadMeasure& read, Window window, Place place) {
    const auto& measure = *read.measure;
    const auto zones = measure.measured_for == MeasuredFor::each_qpv
                           ? qpv_positions(scenario.run())
                           : std::vector<std::size_t>{place.zone};
    return std::any_of(zones.begin(), zones.end(), [&](std::size_t zone) {
        const Place other{place.replication, zone};
        return rests_on_few(scenario, measure, measured(read, window, other), window, other);
    });
}

}  // namespace

std::span<const Measure> compared_measures() {
    static const std::vector<Measure> measures = all_measures();
    return measures;
}

bool is_headline(std::string_view measure) {
    constexpr auto headlines =
        std::to_array<std::string_view>({"poverty_rate",
                                         "rank_order_h",
                                         "first_quartile_share_outside_qpv_frozen",
                                         "upper_quartiles_share_in_qpv_frozen",
                                         "housed_wait_median_q1_frozen",
                                         "open_requests",
                                         "refusals_per_offer",
                                         "vacancy_share_over_three_months"});
    return std::find(headlines.begin(), headlines.end(), measure) != headlines.end();
}

MonthRange ScenarioValues::months() const {
    return stage_ == Stage::history ? run_->history_months() : run_->months();
}

const IndicatorValues& ScenarioValues::of(std::string_view indicator) {
    const std::lock_guard one_reads(*reading_);
    auto found = read_.find(indicator);
    if (found == read_.end()) {
        const std::string name(indicator);
        found = read_
                    .emplace(name,
                             stage_ == Stage::history ? run_->history_values(scenario_, name)
                                                      : run_->values(scenario_, name))
                    .first;
    }
    return found->second;
}

bool is_held(const Measure& measure, const RunReader& run) {
    const auto held = [&](const Term& term) {
        return run.holds_indicator(term.indicator) &&
               (term.times.empty() || run.holds_indicator(term.times));
    };
    return std::all_of(measure.numerator.begin(), measure.numerator.end(), held) &&
           std::all_of(measure.denominator.begin(), measure.denominator.end(), held);
}

int pooled_months(const MonthRange& months, Month at) {
    return std::min(12, at - months.first + 1);
}

std::vector<double> measure_values(ScenarioValues& scenario,
                                   const Measure& measure,
                                   Month at,
                                   std::size_t zone) {
    const auto& run = scenario.run();
    const auto last = static_cast<std::size_t>(at - scenario.months().first);
    const auto months = measure.measured_over == MeasuredOver::month
                            ? std::size_t{1}
                            : static_cast<std::size_t>(pooled_months(scenario.months(), at));
    const Window window{last + 1 - months, last};
    const ReadMeasure read(scenario, measure);
    std::vector<double> values;
    for (std::size_t r = 0; r < static_cast<std::size_t>(run.replications()); ++r) {
        const Place place{r, zone};
        const bool masked = scenario.secret() && is_masked(scenario, read, window, place);
        values.push_back(masked ? unmeasured : measured(read, window, place).value);
    }
    return values;
}

}  // namespace mixite
