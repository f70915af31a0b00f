#include "scenario/year_at_month_zero.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "foundation/elementary.hpp"
#include "foundation/parallel.hpp"
#include "scenario/population_assumptions.hpp"

namespace mixite {
namespace {

/// Of the log declared incomes of those of an activity, a tenure and a kind of place.
struct Spread {
    double count = 0.0;
    double sum = 0.0;
    double squares = 0.0;

    void add(double value) {
        count += 1.0;
        sum += value;
        squares += value * value;
    }
    [[nodiscard]] double mean() const { return sum / std::max(count, 1.0); }
    [[nodiscard]] double variance() const {
        return std::max(squares / std::max(count, 1.0) - mean() * mean(), 0.0);
    }
};

/// Of a QPV, or of all that is outside.
using SpreadsOfAPlace = std::array<std::array<Spread, activity_classes>, housed_tenures>;
/// By zone; the last: outside QPV.
using SpreadByPeers = std::vector<SpreadsOfAPlace>;

Spread& peers(SpreadByPeers& spreads,
              const Households& households,
              HouseholdRow h,
              std::size_t adult,
              const TerritoryTables& tables) {
    const auto zone = households.zone[h];
    const auto place = tables.zones[zone].kind == ZoneKind::qpv ? zone.value : tables.zones.size();
    return spreads[place][static_cast<std::size_t>(households.tenure[h])]
                  [static_cast<std::size_t>(households.activity[h][adult])];
}

/// Declared income over earning power where it shows the latter; 0 of students and those without
/// work.
double share_shown(const IncomeRates& rates, Activity activity) {
    return activity == Activity::student ? 0.0
                                         : rates.declared_share[static_cast<std::size_t>(activity)];
}

bool shows_power(const IncomeRates& rates,
                 const Households& households,
                 HouseholdRow h,
                 std::size_t adult) {
    return share_shown(rates, households.activity[h][adult]) > 0.0 &&
           households.declared_cents[h][adult] > 0;
}

SpreadByPeers spreads_of(const Households& households,
                         const TerritoryTables& tables,
                         const IncomeRates& rates) {
    SpreadByPeers spreads(tables.zones.size() + 1);
    for (const auto h : rows<HouseholdRow>(households.size())) {
        for (std::size_t adult = 0; adult < static_cast<std::size_t>(households.adults(h));
             ++adult) {
            if (shows_power(rates, households, h, adult)) {
                peers(spreads, households, h, adult, tables)
                    .add(natural_log(households.declared_cents[h][adult]));
            }
        }
    }
    return spreads;
}

/// The log of what the year made of a declared income, of mean one over all: normal, given what is
/// declared.
double log_of_the_year(double log_declared, const Spread& peers, double sd, double normal) {
    const double part = peers.variance() > 0.0 ? std::min(sd * sd / peers.variance(), 1.0) : 0.0;
    return part * (log_declared - peers.mean()) + sd * std::sqrt(1.0 - part) * normal -
           sd * sd / 2.0;
}

std::int32_t nearest_cents(double amount) {
    return static_cast<std::int32_t>(std::floor(amount + 0.5));
}

}  // namespace

void set_apart_the_year(Households& households,
                        const TerritoryTables& tables,
                        const IncomeRates& rates,
                        const Draws& draws) {
    auto spreads = spreads_of(households, tables, rates);
    for_each_block(households.size(), [&](const Block& block) {
        for (const auto h : RowRange<HouseholdRow>(block.first, block.last)) {
            const auto key = households.key[h].value;
            const auto normal = [&](DrawPurpose purpose, std::uint32_t index) {
                return draws.normal({purpose, no_month, key, 0, index});
            };
            const std::array chance_of_past{normal(DrawPurpose::population_activity, 1),
                                            normal(DrawPurpose::population_activity, 2)};
            std::array past{0.0, 0.0};
            for (std::size_t adult = 0; adult < static_cast<std::size_t>(households.adults(h));
                 ++adult) {
                const auto activity = households.activity[h][adult];
                const double sd = rates.transitory_shock_sd[static_cast<std::size_t>(activity)];
                double lasting = households.declared_cents[h][adult];
                if (shows_power(rates, households, h, adult)) {
                    lasting *= exponential(-log_of_the_year(
                        natural_log(lasting),
                        peers(spreads, households, h, adult, tables),
                        sd,
                        normal(DrawPurpose::population_year, static_cast<std::uint32_t>(adult))));
                    households.earning_power_cents[h][adult] =
                        nearest_cents(lasting / share_shown(rates, activity));
                }
                for (std::size_t year = 0; year < past.size(); ++year) {
                    past[year] += lasting * exponential(sd * chance_of_past[year] - sd * sd / 2.0);
                }
            }
            households.declared_last_year_cents[h] = nearest_cents(past[0]);
            households.declared_two_years_ago_cents[h] = nearest_cents(past[1]);
        }
    });
}

}  // namespace mixite
