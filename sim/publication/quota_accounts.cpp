#include "publication/quota_accounts.hpp"

#include <map>
#include <tuple>
#include <utility>

#include "publication/table_columns.hpp"

namespace mixite {

std::vector<QuotaAccountYear> quota_account_years(const RunReader& run,
                                                  const std::string& scenario) {
    if (!run.has_events(scenario, "quotas")) {
        return {};
    }
    const auto table = run.events(scenario, "quotas");
    const auto months = months_of(table, "month");
    const auto quota = texts(table, "quota");
    const auto account = texts(table, "account");
    const auto share = decimals(table, "share");
    const auto gap = whole_numbers(table, "gap");
    const auto weight = 1.0 / run.replications();
    std::map<std::tuple<std::string, std::string, int>, QuotaAccountYear> years;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto year = year_of(months[i]);
        auto& of = years[{quota[i], account[i], year}];
        of.quota = quota[i];
        of.account = account[i];
        of.year = year;
        of.share = share[i];
        of.with_gap += gap[i] > 0 ? weight : 0.0;
    }
    const auto add = [&](const char* column, double QuotaAccountYear::*mean) {
        const auto counts = whole_numbers(table, column);
        for (std::size_t i = 0; i < months.size(); ++i) {
            years[{quota[i], account[i], year_of(months[i])}].*mean +=
                weight * static_cast<double>(counts[i]);
        }
    };
    add("leases", &QuotaAccountYear::leases);
    add("in_group", &QuotaAccountYear::in_group);
    add("gap", &QuotaAccountYear::gap);
    add("bound", &QuotaAccountYear::bound);
    add("relaxed", &QuotaAccountYear::relaxed);
    add("substituted", &QuotaAccountYear::substituted);
    add("owed", &QuotaAccountYear::owed);
    std::vector<QuotaAccountYear> found;
    found.reserve(years.size());
    for (auto& [of, year] : years) {
        found.push_back(std::move(year));
    }
    return found;
}

}  // namespace mixite
