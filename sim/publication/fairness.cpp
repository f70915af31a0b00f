#include "publication/fairness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "observation/result_schema.hpp"
#include "publication/table_columns.hpp"
#include "world/flows.hpp"

namespace mixite {
namespace {

constexpr auto first_priority_need = static_cast<std::size_t>(Need::priority_two_rooms);

struct Rate {
    double request_months = 0.0;
    double housed = 0.0;

    Rate& operator+=(const Rate& more) {
        request_months += more.request_months;
        housed += more.housed;
        return *this;
    }
    friend Rate operator-(const Rate& a, const Rate& b) {
        return {a.request_months - b.request_months, a.housed - b.housed};
    }
};

using ByNeed = std::array<Rate, needs>;

/// Over the run.
struct Access {
    std::array<ByNeed, audit_groups> by_group{};

    [[nodiscard]] const ByNeed& by_need(AuditGroup group) const {
        return by_group[static_cast<std::size_t>(group)];
    }
    [[nodiscard]] Rate of(AuditGroup group) const {
        Rate sum;
        for (const auto& rate : by_need(group)) {
            sum += rate;
        }
        return sum;
    }
};

std::vector<Access> access_by_replication(const RunReader& run, const std::string& scenario) {
    const auto table = run.events(scenario, "access");
    const auto replications = static_cast<std::size_t>(run.replications());
    const auto replication = positions_of(table, "replication", replications);
    const auto group = positions_of(table, "group", audit_groups);
    const auto need = positions_of(table, "need", needs);
    const auto months = whole_numbers(table, "request_months");
    const auto housed = whole_numbers(table, "housed");
    std::vector<Access> access(replications);
    for (std::size_t i = 0; i < group.size(); ++i) {
        access[replication[i]].by_group.at(group[i]).at(need[i]) +=
            {static_cast<double>(months[i]), static_cast<double>(housed[i])};
    }
    return access;
}

/// Of being housed at least once, if each month's chance were the rate and nobody gave up.
double chance_over_twelve_months(const Rate& rate) {
    return rate.request_months > 0.0
               ? 1.0 - std::pow(1.0 - std::min(1.0, rate.housed / rate.request_months), 12)
               : unmeasured;
}

/// Mantel-Haenszel ratio of the rates of two groups, over the classes of need.
double ratio_at_equal_need(const ByNeed& group, const ByNeed& others) {
    double above = 0.0;
    double below = 0.0;
    for (std::size_t n = 0; n < needs; ++n) {
        const double all = group[n].request_months + others[n].request_months;
        if (all > 0.0) {
            above += group[n].housed * others[n].request_months / all;
            below += others[n].housed * group[n].request_months / all;
        }
    }
    return below > 0.0 ? above / below : unmeasured;
}

double ratio_to_others(const Access& access, AuditGroup group) {
    ByNeed others{};
    for (std::size_t n = 0; n < needs; ++n) {
        others[n] = access.by_need(AuditGroup::everybody)[n] - access.by_need(group)[n];
    }
    return ratio_at_equal_need(access.by_need(group), others);
}

double months_a_priority_lease(const Access& access) {
    Rate sum;
    for (auto n = first_priority_need; n < needs; ++n) {
        sum += access.by_need(AuditGroup::everybody)[n];
    }
    return sum.housed > 0.0 ? sum.request_months / sum.housed : unmeasured;
}

/// Requests opened twelve months or more before the end, and those of them housed within twelve.
struct Fate {
    double requests = 0.0;
    double housed = 0.0;
};

/// Of all cohorts that could be followed for twelve months.
struct Cohorts {
    std::array<std::array<Fate, needs>, 4> by_quartile{};
};

std::vector<Cohorts> cohorts_by_replication(const RunReader& run, const std::string& scenario) {
    constexpr std::size_t quartiles_and_none = 5;
    const auto table = run.events(scenario, "cohorts");
    const auto replications = static_cast<std::size_t>(run.replications());
    const auto replication = positions_of(table, "replication", replications);
    const auto quartile = positions_of(table, "quartile", quartiles_and_none);
    const auto need = positions_of(table, "need", needs);
    const auto months_followed = whole_numbers(table, "months_followed");
    const auto requests = whole_numbers(table, "requests");
    const auto housed = whole_numbers(table, "housed");
    std::vector<Cohorts> cohorts(replications);
    for (std::size_t i = 0; i < quartile.size(); ++i) {
        if (quartile[i] > 0 && months_followed[i] == months_followed_at_most) {
            auto& fate = cohorts[replication[i]].by_quartile.at(quartile[i] - 1).at(need[i]);
            fate.requests += static_cast<double>(requests[i]);
            fate.housed += static_cast<double>(housed[i]);
        }
    }
    return cohorts;
}

template <std::size_t quartile>
double share_housed_in_a_year(const Cohorts& cohorts) {
    Fate sum;
    for (const auto& fate : cohorts.by_quartile.at(quartile - 1)) {
        sum.requests += fate.requests;
        sum.housed += fate.housed;
    }
    return sum.requests > 0.0 ? sum.housed / sum.requests : unmeasured;
}

/// Mantel-Haenszel ratio of the odds of the first and the fourth quarter, over the classes of need.
double odds_ratio_at_equal_need(const Cohorts& cohorts) {
    double above = 0.0;
    double below = 0.0;
    for (std::size_t n = 0; n < needs; ++n) {
        const auto& first = cohorts.by_quartile.front().at(n);
        const auto& fourth = cohorts.by_quartile.back().at(n);
        const double all = first.requests + fourth.requests;
        if (all > 0.0) {
            above += first.housed * (fourth.requests - fourth.housed) / all;
            below += fourth.housed * (first.requests - first.housed) / all;
        }
    }
    return below > 0.0 ? above / below : unmeasured;
}

/// What the decision trail tells of one replication's leases.
struct LeaseDecisions {
    double leases = 0.0;
    double passing_over = 0.0;
    double passed_over = 0.0;
    double under_pressure = 0.0;
};

/// The offers and the candidates who were asked come in the same order.
std::vector<LeaseDecisions> decisions_by_replication(const RunReader& run,
                                                     const std::string& scenario) {
    const auto ranked = run.events(scenario, "ranked");
    const auto offers = run.events(scenario, "offers");
    const auto asked = whole_numbers(ranked, "asked");
    const auto passed_over = whole_numbers(ranked, "passed_over");
    const auto replications = static_cast<std::size_t>(run.replications());
    const auto replication = positions_of(offers, "replication", replications);
    const auto answer = whole_numbers(offers, "answer");
    const auto motive = whole_numbers(offers, "motive");
    std::vector<LeaseDecisions> found(replications);
    std::size_t offer = 0;
    for (std::size_t i = 0; i < asked.size() && offer < answer.size(); ++i) {
        if (asked[i] == 0) {
            continue;
        }
        constexpr std::int64_t accepted = 0;
        constexpr std::int64_t last_offer = 1;
        if (answer[offer] == accepted) {
            auto& of = found[replication[offer]];
            of.leases += 1.0;
            of.passing_over += passed_over[i] > 0 ? 1.0 : 0.0;
            of.passed_over += static_cast<double>(passed_over[i]);
            of.under_pressure += motive[offer] == last_offer ? 1.0 : 0.0;
        }
        ++offer;
    }
    return found;
}

template <class Source, class Value>
std::vector<double> each(const std::vector<Source>& replications, const Value& value) {
    std::vector<double> values;
    values.reserve(replications.size());
    for (const auto& replication : replications) {
        values.push_back(value(replication));
    }
    return values;
}

/// A measure of what one replication gave.
template <class Source>
struct FairnessMeasure {
    const char* measure = "";
    const char* label = "";
    const char* unit = "";
    double (*value)(const Source& source) = nullptr;
    bool audited = false;
};

template <AuditGroup group>
double audited_ratio(const Access& access) {
    return ratio_to_others(access, group);
}

constexpr auto access_measures = std::to_array<FairnessMeasure<Access>>({
    {"steady_chance_over_a_year_q1",
     "12 months at a month's chance, 1er q.",
     "1",
     [](const Access& a) { return chance_over_twelve_months(a.of(AuditGroup::first_quartile)); }},
    {"steady_chance_over_a_year_q4",
     "12 months at a month's chance, 4e q.",
     "1",
     [](const Access& a) { return chance_over_twelve_months(a.of(AuditGroup::fourth_quartile)); }},
    {"rate_ratio_q1_q4",
     "1er against 4e quartile, equal need",
     "ratio",
     [](const Access& a) {
         return ratio_at_equal_need(a.by_need(AuditGroup::first_quartile),
                                    a.by_need(AuditGroup::fourth_quartile));
     }},
    {"months_a_priority_lease",
     "Months of request a lease, priority",
     "month",
     months_a_priority_lease},
    {"rate_ratio_large_family",
     "Large families, equal need",
     "ratio",
     audited_ratio<AuditGroup::large_family>,
     true},
    {"rate_ratio_single_parent",
     "Single parents, equal need",
     "ratio",
     audited_ratio<AuditGroup::single_parent>,
     true},
    {"rate_ratio_disabled",
     "Receive AAH, equal need",
     "ratio",
     audited_ratio<AuditGroup::disabled>,
     true},
    {"rate_ratio_sixty_or_older",
     "60 or older, equal need",
     "ratio",
     audited_ratio<AuditGroup::sixty_or_older>,
     true},
    {"rate_ratio_qpv_resident",
     "Residents of QPV, equal need",
     "ratio",
     audited_ratio<AuditGroup::qpv_resident>,
     true},
});

constexpr auto cohort_measures = std::to_array<FairnessMeasure<Cohorts>>({
    {"housed_within_a_year_q1",
     "Housed within 12 months, 1er quartile",
     "1",
     share_housed_in_a_year<1>},
    {"housed_within_a_year_q4",
     "Housed within 12 months, 4e quartile",
     "1",
     share_housed_in_a_year<4>},
    {"odds_ratio_q1_q4_within_a_year",
     "Odds of it, 1er against 4e, equal need",
     "ratio",
     odds_ratio_at_equal_need},
    {"log_odds_ratio_q1_q4_within_a_year",
     "The same, logarithm (0: equal odds)",
     "log",
     [](const Cohorts& c) { return std::log(odds_ratio_at_equal_need(c)); }},
});

constexpr auto decision_measures = std::to_array<FairnessMeasure<LeaseDecisions>>({
    {"leases_passing_over",
     "Leases passing over more points",
     "1",
     [](const LeaseDecisions& d) {
         return d.leases > 0.0 ? d.passing_over / d.leases : unmeasured;
     }},
    {"passed_over_a_lease",
     "Requests passed over, a lease",
     "request",
     [](const LeaseDecisions& d) {
         return d.leases > 0.0 ? d.passed_over / d.leases : unmeasured;
     }},
    {"accepted_under_pressure",
     "Accepted as the last offer only",
     "1",
     [](const LeaseDecisions& d) {
         return d.leases > 0.0 ? d.under_pressure / d.leases : unmeasured;
     }},
});

template <class Source, class Measures>
void add_lines(const std::string& scenario,
               const Measures& measures,
               const std::vector<Source>& before,
               const std::vector<Source>& after,
               std::vector<FairnessLine>& lines) {
    for (const auto& m : measures) {
        const auto difference = paired_difference(each(before, m.value), each(after, m.value));
        lines.push_back({.scenario = scenario,
                         .measure = m.measure,
                         .label = m.label,
                         .unit = m.unit,
                         .difference = difference,
                         .access_falls = m.audited && difference.reading == Reading::lower});
    }
}

/// By replication. Precondition: the run is longer than twelve months.
std::vector<double> shares_housed_within_a_year(const RunReader& run, const NamedLeases& scenario) {
    constexpr int a_year = 12;
    const auto first = run.months().first;
    const auto opened = run.values(scenario.name, "opened");
    const auto cohorts = static_cast<std::size_t>(run.months().count - a_year);
    std::vector<double> housed(opened.replications, 0.0);
    for (const auto& lease : scenario.leases) {
        const int asked = lease.month - first - lease.wait_months;
        const bool of_cohort = asked >= 0 && asked < static_cast<int>(cohorts);
        housed.at(static_cast<std::size_t>(lease.replication)) +=
            of_cohort && lease.wait_months <= a_year ? 1.0 : 0.0;
    }
    for (std::size_t r = 0; r < housed.size(); ++r) {
        double requests = 0.0;
        for (std::size_t month = 0; month < cohorts; ++month) {
            requests += static_cast<double>(opened.at(r, month, 0));
        }
        housed[r] = requests > 0.0 ? housed[r] / requests : unmeasured;
    }
    return housed;
}

bool both_hold(const RunReader& run,
               const std::string& baseline,
               const std::string& scenario,
               const char* table) {
    return run.has_events(baseline, table) && run.has_events(scenario, table);
}

}  // namespace

std::vector<FairnessLine> fairness(const RunReader& run,
                                   const std::string& baseline,
                                   const std::string& scenario) {
    std::vector<FairnessLine> lines;
    if (both_hold(run, baseline, scenario, "access")) {
        add_lines(scenario,
                  access_measures,
                  access_by_replication(run, baseline),
                  access_by_replication(run, scenario),
                  lines);
    }
    if (both_hold(run, baseline, scenario, "cohorts")) {
        add_lines(scenario,
                  cohort_measures,
                  cohorts_by_replication(run, baseline),
                  cohorts_by_replication(run, scenario),
                  lines);
    }
    if (both_hold(run, baseline, scenario, "ranked")) {
        add_lines(scenario,
                  decision_measures,
                  decisions_by_replication(run, baseline),
                  decisions_by_replication(run, scenario),
                  lines);
    }
    return lines;
}

std::optional<FairnessLine> housed_within_a_year(const RunReader& run,
                                                 const NamedLeases& baseline,
                                                 const NamedLeases& scenario) {
    constexpr int a_year = 12;
    if (run.months().count <= a_year || !run.holds_indicator("opened")) {
        return std::nullopt;
    }
    return FairnessLine{
        .scenario = scenario.name,
        .measure = "housed_within_a_year",
        .label = "Housed within 12 months of asking",
        .unit = "1",
        .difference = paired_difference(shares_housed_within_a_year(run, baseline),
                                        shares_housed_within_a_year(run, scenario))};
}

}  // namespace mixite
