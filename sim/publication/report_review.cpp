#include "publication/report_review.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "publication/cia_review.hpp"
#include "publication/packed_numbers.hpp"
#include "publication/quota_accounts.hpp"
#include "publication/run_places.hpp"

namespace mixite {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t review_numbers = 7;
constexpr std::size_t quota_numbers = 8;

std::array<double, review_numbers> numbers_of(const ReviewLine& line) {
    return {line.outside_qpv,
            line.first_quartile_outside,
            line.counted_outside,
            line.missing_outside,
            line.in_qpv,
            line.upper_quartiles_in,
            line.missing_in};
}

/// Position of the year among the dates, each the last month of its year.
std::optional<std::size_t> date_of(const std::vector<Month>& dates, int year) {
    const auto found =
        std::find_if(dates.begin(), dates.end(), [&](Month date) { return year_of(date) == year; });
    return found == dates.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - dates.begin()));
}

/// The codes by which lines are counted; nothing if the file has no such axis.
std::optional<std::vector<std::string>> codes_by(const RunReader& run, ReviewedBy by) {
    if (by == ReviewedBy::agglomeration) {
        return std::vector<std::string>{""};
    }
    const auto* axis = find_axis(run, to_string(by));
    return axis == nullptr ? std::nullopt : std::optional(axis->codes);
}

std::string packed_by(const std::vector<ReviewLine>& lines,
                      ReviewedBy by,
                      const std::vector<std::string>& codes,
                      const std::vector<Month>& dates) {
    std::vector<double> numbers(codes.size() * dates.size() * review_numbers, 0.0);
    for (const auto& line : lines) {
        const auto code = std::find(codes.begin(), codes.end(), line.code);
        const auto date = date_of(dates, line.year);
        if (line.by != by || code == codes.end() || !date) {
            continue;
        }
        const auto unit = static_cast<std::size_t>(code - codes.begin());
        const auto of_line = numbers_of(line);
        std::copy(of_line.begin(),
                  of_line.end(),
                  numbers.begin() +
                      static_cast<std::ptrdiff_t>((unit * dates.size() + *date) * review_numbers));
    }
    return packed_floats(numbers);
}

struct AccountYears {
    double share = 0.0;
    std::vector<double> numbers;
};

/// By name of the quota and code of the account.
using Accounts = std::map<std::pair<std::string, std::string>, AccountYears>;

Accounts accounts_of(const RunReader& run,
                     const std::string& scenario,
                     const std::vector<Month>& dates) {
    Accounts accounts;
    for (const auto& year : quota_account_years(run, scenario)) {
        const auto date = date_of(dates, year.year);
        if (!date) {
            continue;
        }
        auto& of = accounts[{year.quota, year.account}];
        of.share = year.share;
        of.numbers.resize(dates.size() * quota_numbers, 0.0);
        const std::array<double, quota_numbers> numbers{year.leases,
                                                        year.in_group,
                                                        year.gap,
                                                        year.with_gap,
                                                        year.bound,
                                                        year.relaxed,
                                                        year.substituted,
                                                        year.owed};
        std::copy(numbers.begin(),
                  numbers.end(),
                  of.numbers.begin() + static_cast<std::ptrdiff_t>(*date * quota_numbers));
    }
    return accounts;
}

}  // namespace

nlohmann::ordered_json review_json(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<LeaseRecord>& leases,
                                   const std::vector<Month>& dates) {
    const auto lines = cia_review(run, scenario, leases);
    Json json = Json::object();
    for (const auto by : {ReviewedBy::agglomeration,
                          ReviewedBy::landlord,
                          ReviewedBy::holder,
                          ReviewedBy::commune}) {
        if (const auto codes = codes_by(run, by)) {
            json[to_string(by)] = packed_by(lines, by, *codes, dates);
        }
    }
    return json;
}

nlohmann::ordered_json quotas_json(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<Month>& dates) {
    Json json = Json::array();
    for (const auto& [of, years] : accounts_of(run, scenario, dates)) {
        json.push_back({{"quota", of.first},
                        {"account", of.second},
                        {"share", years.share},
                        {"years", packed_floats(years.numbers)}});
    }
    return json;
}

}  // namespace mixite
