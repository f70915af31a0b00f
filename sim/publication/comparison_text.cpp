#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foundation/csv_field.hpp"
#include "publication/comparison.hpp"
#include "publication/json_numbers.hpp"
#include "publication/tidy_csv.hpp"

namespace mixite {
namespace {

const ComparedScenario& described(const Comparison& comparison, const std::string& name) {
    return *std::find_if(comparison.scenarios.begin(),
                         comparison.scenarios.end(),
                         [&](const auto& scenario) { return scenario.name == name; });
}

template <class Rows, class ToJson>
nlohmann::json array_of(const Rows& rows, const ToJson& to_json) {
    auto array = nlohmann::json::array();
    for (const auto& row : rows) {
        array.push_back(to_json(row));
    }
    return array;
}

nlohmann::json scenario_json(const ComparedScenario& scenario) {
    return {{"name", scenario.name},
            {"title", scenario.title},
            {"legal_status", scenario.legal_status},
            {"outside_present_law", is_outside_present_law(scenario)}};
}

nlohmann::json line_json(const ComparisonLine& line) {
    const auto& difference = line.difference;
    return {
        {"at", to_string(line.at)},
        {"months_pooled", line.months},
        {"scenario", line.scenario},
        {"measure", line.measure},
        {"label", line.label},
        {"unit", line.unit},
        {"qpv", line.qpv_code.empty() ? nlohmann::json(nullptr) : nlohmann::json(line.qpv_code)},
        {"qpv_name",
         line.qpv_name.empty() ? nlohmann::json(nullptr) : nlohmann::json(line.qpv_name)},
        {"replications", difference.replications},
        {"baseline_value", json_number(difference.baseline)},
        {"baseline_change_since_fork", json_number(line.baseline_change)},
        {"scenario_value", json_number(difference.scenario)},
        {"mean_difference", json_number(difference.mean)},
        {"mean_interval_95", json_interval(difference.mean_interval)},
        {"one_future_90", json_interval(difference.one_future)},
        {"baseline_futures_90", json_interval(difference.baseline_futures)},
        {"detectability", std::string(code_of(detectability_of(difference)))},
        {"course", array_of(line.course, json_number)},
        {"reading", std::string(to_string(difference.reading))}};
}

nlohmann::json review_json(const ReviewLine& line) {
    return {{"scenario", line.scenario},
            {"year", line.year},
            {"months", line.months},
            {"by", to_string(line.by)},
            {"code", line.code},
            {"name", line.name},
            {"leases_outside_qpv", line.outside_qpv},
            {"first_quartile_outside_qpv", line.first_quartile_outside},
            {"rehoused_outside_qpv", line.rehoused_outside},
            {"counted_outside_qpv", line.counted_outside},
            {"rate_outside_qpv", json_number(line.rate_outside())},
            {"missing_outside_qpv", json_number(line.missing_outside)},
            {"leases_in_qpv", line.in_qpv},
            {"upper_quartiles_in_qpv", line.upper_quartiles_in},
            {"rate_in_qpv", json_number(line.rate_in())},
            {"missing_in_qpv", json_number(line.missing_in)},
            {"leases_in_flow", line.flow},
            {"priority_publics_in_flow", line.priority_in_flow},
            {"rate_priority_publics", json_number(line.rate_priority())},
            {"missing_priority_publics", json_number(line.missing_priority)}};
}

nlohmann::json destinations_json(const Destinations& d) {
    return {{"scenario", d.scenario},
            {"qpv", d.qpv_code},
            {"qpv_name", d.qpv_name},
            {"months_later", d.months_later},
            {"households_a_replication", d.households},
            {"same_qpv", json_number(d.shares[0])},
            {"other_qpv", json_number(d.shares[1])},
            {"social_outside_qpv", json_number(d.shares[2])},
            {"no_lease", json_number(d.shares[3])}};
}

nlohmann::json fate_json(const GroupFate& fate) {
    const auto bounds = [](const Interval& interval) {
        return nlohmann::json{interval.low, interval.high};
    };
    return {{"scenario", fate.scenario},
            {"group", fate.group},
            {"housed_under_baseline", json_number(fate.baseline)},
            {"housed_under_scenario", json_number(fate.under_scenario)},
            {"housed_under_both", json_number(fate.both)},
            {"lose", json_number(fate.only_baseline)},
            {"lose_bounds", bounds(fate.only_baseline_bounds)},
            {"leave_group", json_number(fate.leave_group)},
            {"gain", json_number(fate.only_scenario)},
            {"gain_bounds", bounds(fate.only_scenario_bounds)},
            {"join_group", json_number(fate.join_group)},
            {"lose_reshuffled", json_number(fate.reshuffled_baseline)},
            {"gain_reshuffled", json_number(fate.reshuffled_scenario)},
            {"months_longer", json_number(fate.months_longer)}};
}

nlohmann::json fairness_json(const FairnessLine& line) {
    const auto& difference = line.difference;
    return {{"scenario", line.scenario},
            {"measure", line.measure},
            {"label", line.label},
            {"unit", line.unit},
            {"baseline_value", json_number(difference.baseline)},
            {"scenario_value", json_number(difference.scenario)},
            {"mean_difference", json_number(difference.mean)},
            {"mean_interval_95", json_interval(difference.mean_interval)},
            {"reading", std::string(to_string(difference.reading))},
            {"access_falls", line.access_falls}};
}

nlohmann::json residences_json(const Residences& r) {
    constexpr std::array names{"same_qpv",
                               "other_qpv",
                               "social_outside_qpv",
                               "private_tenant",
                               "owner",
                               "hosted",
                               "outside_agglomeration",
                               "gone"};
    static_assert(names.size() == residences);
    nlohmann::json json{{"scenario", r.scenario},
                        {"qpv", r.qpv_code},
                        {"qpv_name", r.qpv_name},
                        {"months_later", r.months_later},
                        {"households_a_replication", r.households},
                        {"waiting", json_number(r.waiting)}};
    for (std::size_t i = 0; i < residences; ++i) {
        json[names[i]] = json_number(r.shares[i]);
    }
    return json;
}

nlohmann::json chain_json(const ChainSummary& chain) {
    return {{"scenario", chain.scenario},
            {"cause", chain.cause},
            {"chains_a_replication", chain.chains},
            {"mean_length", chain.mean_length},
            {"share_by_length", chain.share_by_length}};
}

nlohmann::json movable_base_json(const MovableBase& base) {
    return {
        {"at", to_string(base.at)},
        {"qpv", base.qpv_code},
        {"qpv_name", base.qpv_name},
        {"social_tenant_share", json_number(base.social_tenant_share)},
        {"leases_a_year_share", json_number(base.leases_a_year_share)},
        {"most_points", json_number(base.most_points)},
        {"least_seen_points",
         base.least_seen_points ? json_number(*base.least_seen_points) : nlohmann::json(nullptr)}};
}

nlohmann::json poverty_account_json(const PovertyAccount& account) {
    auto changes = nlohmann::json::object();
    for (const auto& [cause, change] : account.by_cause) {
        changes[cause] = json_number(change);
    }
    return {{"scenario", account.scenario},
            {"at", to_string(account.at)},
            {"qpv", account.qpv_code},
            {"qpv_name", account.qpv_name},
            {"poor_households_at_fork", json_number(account.at_fork)},
            {"changes", changes},
            {"poor_households", json_number(account.now)}};
}

nlohmann::json mondes_json(const MondesLine& line) {
    return {{"scenario", line.scenario},
            {"measure", line.measure},
            {"unit", line.unit},
            {"qpv", line.qpv_code},
            {"at", to_string(line.at)},
            {"mondes", line.mondes},
            {"higher", line.higher},
            {"lower", line.lower},
            {"least", line.least},
            {"greatest", line.greatest},
            {"sign", std::string(code_of(line.sign))}};
}

std::string csv_row(const Comparison& comparison, const ComparisonLine& line) {
    const auto bound = [](const std::optional<Interval>& interval, double Interval::*side) {
        return interval ? csv_number((*interval).*side) : "";
    };
    const auto& d = line.difference;
    return fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},synthétique\n",
        to_string(line.at),
        line.months,
        csv_field(line.scenario),
        csv_field(comparison.baseline.name),
        line.measure,
        csv_field(line.label),
        line.unit,
        line.qpv_code,
        csv_field(line.qpv_name),
        csv_number(d.baseline),
        csv_number(line.baseline_change),
        csv_number(d.scenario),
        csv_number(d.mean),
        bound(d.mean_interval, &Interval::low),
        bound(d.mean_interval, &Interval::high),
        bound(d.one_future, &Interval::low),
        bound(d.one_future, &Interval::high),
        bound(d.baseline_futures, &Interval::low),
        bound(d.baseline_futures, &Interval::high),
        code_of(detectability_of(d)),
        d.replications,
        to_string(d.reading),
        csv_field(described(comparison, line.scenario).legal_status));
}

ComparisonLine over_the_run(const FairnessLine& line, const MonthRange& months) {
    ComparisonLine row{.measure = line.measure, .label = line.label, .unit = line.unit};
    row.at = months.at(months.count - 1);
    row.months = months.count;
    row.scenario = line.scenario;
    row.difference = line.difference;
    return row;
}

}  // namespace

std::string synthetic_population_notice() {
    return "Population synthétique / synthetic population: no household here exists. Not for real "
           "applicants' files nor individual decisions (RGPD, article 22; AI Act, annex III).";
}

std::string interval_notice(const Comparison& comparison) {
    if (comparison.drawn_parameters > 0) {
        return fmt::format(
            "Intervals: {} paramètres tirés dans leurs plages à chaque réplication (drawn within "
            "their ranges). The spread of one future bears chance and what is unknown of these "
            "parameters, not calibrated values, local rules nor what the model leaves out. The 95 "
            "% "
            "interval is of the mean over the draws: more replications narrow it, and nothing more "
            "is known by it. mixite sensitivity tells on which parameters a result depends.",
            comparison.drawn_parameters);
    }
    return "Intervals: à paramètres fixés : ne mesure pas l'incertitude (at fixed parameters: they "
           "measure chance between random lives, not what is unknown of behaviour).";
}

std::string comparison_csv(const Comparison& comparison) {
    std::string text =
        "at,months_pooled,scenario,baseline,measure,label,unit,qpv,qpv_name,baseline_value,"
        "baseline_change_since_fork,scenario_value,mean_difference,ci95_low,ci95_high,"
        "one_future90_low,one_future90_high,baseline_futures90_low,baseline_futures90_high,"
        "detectability,replications,reading,legal_status,population\n";
    for (const auto& line : comparison.lines) {
        text += csv_row(comparison, line);
    }
    for (const auto& line : comparison.fairness) {
        text += csv_row(comparison, over_the_run(line, comparison.months));
    }
    return text;
}

std::string comparison_json(const Comparison& comparison) {
    nlohmann::json json{{"title", comparison.title},
                        {"population", "synthétique"},
                        {"notice", synthetic_population_notice()},
                        {"intervals", interval_notice(comparison)},
                        {"drawn_parameters", comparison.drawn_parameters},
                        {"replications", comparison.replications},
                        {"baseline", scenario_json(comparison.baseline)},
                        {"scenarios", nlohmann::json::array()},
                        {"lines", nlohmann::json::array()},
                        {"destinations", nlohmann::json::array()},
                        {"reviews", nlohmann::json::array()}};
    for (const auto& scenario : comparison.scenarios) {
        json["scenarios"].push_back(scenario_json(scenario));
    }
    for (const auto& line : comparison.lines) {
        json["lines"].push_back(line_json(line));
    }
    for (const auto& line : comparison.reviews) {
        json["reviews"].push_back(review_json(line));
    }
    for (const auto& d : comparison.destinations) {
        json["destinations"].push_back(destinations_json(d));
    }
    json["residences"] = array_of(comparison.residences, residences_json);
    json["winners_and_losers"] = array_of(comparison.fates, fate_json);
    json["fairness"] = array_of(comparison.fairness, fairness_json);
    json["vacancy_chains"] = array_of(comparison.chains, chain_json);
    json["poverty_accounts"] = array_of(comparison.poverty_accounts, poverty_account_json);
    json["movable_bases"] = array_of(comparison.movable_bases, movable_base_json);
    json["mondes"] = array_of(comparison.mondes, mondes_json);
    return json.dump(2) + "\n";
}

std::string comparison_text(const Comparison& comparison, const std::string& format) {
    EXPECT(format == "table" || format == "csv" || format == "json", "format '{}'", format);
    if (format == "csv") {
        return comparison_csv(comparison);
    }
    return format == "json" ? comparison_json(comparison) : comparison_table(comparison);
}

}  // namespace mixite
