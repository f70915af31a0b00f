#include "publication/poverty_account.hpp"

#include "publication/run_places.hpp"

namespace mixite {
namespace {

/// Of all replications.
double mean_of_month(const IndicatorValues& of, std::size_t month, std::size_t position) {
    double sum = 0.0;
    for (std::size_t r = 0; r < of.replications; ++r) {
        sum += static_cast<double>(of.at(r, month, position));
    }
    return sum / static_cast<double>(of.replications);
}

double mean_sum_to(const IndicatorValues& of, std::size_t month, std::size_t position) {
    double sum = 0.0;
    for (std::size_t m = 0; m <= month; ++m) {
        sum += mean_of_month(of, m, position);
    }
    return sum;
}

}  // namespace

std::vector<PovertyAccount> poverty_accounts(const RunReader& run,
                                             const std::string& scenario,
                                             const std::vector<Month>& at) {
    if (!run.holds_indicator("ledger_poor_households") || !run.holds_indicator("poor_households")) {
        return {};
    }
    const auto changes = run.values(scenario, "ledger_poor_households");
    const auto poor = run.values(scenario, "poor_households");
    const auto& causes = axis_of(run, "poverty_cause").codes;
    const auto& zones = axis_of(run, "zone");
    const auto qpvs = qpv_positions(run);
    std::vector<PovertyAccount> accounts;
    for (const auto month : at) {
        const auto m = static_cast<std::size_t>(month - run.months().first);
        for (std::size_t qpv = 0; qpv < qpvs.size(); ++qpv) {
            PovertyAccount account{.scenario = scenario,
                                   .at = month,
                                   .qpv_code = zones.codes[qpvs[qpv]],
                                   .qpv_name = zones.names[qpvs[qpv]],
                                   .now = mean_of_month(poor, m, qpvs[qpv])};
            account.at_fork = account.now;
            for (std::size_t cause = 0; cause < causes.size(); ++cause) {
                const auto change = mean_sum_to(changes, m, qpv * causes.size() + cause);
                account.by_cause.emplace_back(causes[cause], change);
                account.at_fork -= change;
            }
            accounts.push_back(std::move(account));
        }
    }
    return accounts;
}

}  // namespace mixite
