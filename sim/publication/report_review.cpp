#include "publication/report_review.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "publication/cia_review.hpp"
#include "publication/packed_numbers.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"

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

Accounts accounts_of(const Table& table, const std::vector<Month>& dates, int replications) {
    const auto months = months_of(table, "month");
    const auto quota = texts(table, "quota");
    const auto account = texts(table, "account");
    const auto share = decimals(table, "share");
    const auto gap = whole_numbers(table, "gap");
    const std::array<std::vector<std::int64_t>, 7> counts{whole_numbers(table, "leases"),
                                                          whole_numbers(table, "in_group"),
                                                          gap,
                                                          whole_numbers(table, "bound"),
                                                          whole_numbers(table, "relaxed"),
                                                          whole_numbers(table, "substituted"),
                                                          whole_numbers(table, "owed")};
    // Where each of these stands among an account's numbers; the share with a gap stands at 3.
    constexpr std::array<std::size_t, 7> places{0, 1, 2, 4, 5, 6, 7};
    constexpr std::size_t with_gap = 3;
    const double weight = 1.0 / replications;
    Accounts accounts;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const auto date = date_of(dates, year_of(months[i]));
        if (!date) {
            continue;
        }
        auto& of = accounts[{quota[i], account[i]}];
        of.share = share[i];
        of.numbers.resize(dates.size() * quota_numbers, 0.0);
        auto* year = of.numbers.data() + *date * quota_numbers;
        for (std::size_t c = 0; c < counts.size(); ++c) {
            year[places[c]] += weight * static_cast<double>(counts[c][i]);
        }
        year[with_gap] += gap[i] > 0 ? weight : 0.0;
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
    if (!run.has_events(scenario, "quotas")) {
        return json;
    }
    const auto accounts = accounts_of(run.events(scenario, "quotas"), dates, run.replications());
    for (const auto& [of, years] : accounts) {
        json.push_back({{"quota", of.first},
                        {"account", of.second},
                        {"share", years.share},
                        {"years", packed_floats(years.numbers)}});
    }
    return json;
}

}  // namespace mixite
