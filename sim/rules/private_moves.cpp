#include "rules/private_moves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/demand.hpp"
#include "rules/income.hpp"
#include "rules/supply.hpp"
#include "world/places.hpp"
#include "world/poverty_line.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

std::int32_t free_dwellings(const PrivateStock& stock, Tenure tenure) {
    return tenure == Tenure::owner ? stock.owner_dwellings - stock.owners
                                   : stock.rentals - stock.private_tenants;
}

/// Its request says no more of the home that it has left; of the new one it will say at its
/// renewal.
void forget_home(Applications& applications, ApplicationRow a) {
    constexpr std::uint16_t of_the_home = priority::hosted_or_without_dwelling |
                                          priority::eviction | priority::unfit_dwelling |
                                          priority::overcrowded_with_child;
    applications.priorities[a] =
        static_cast<std::uint16_t>(applications.priorities[a] & ~of_the_home);
}

/// RFR over the household's PLUS ceiling.
double income_over_ceiling(const Households& households,
                           HouseholdRow row,
                           Month now,
                           const IncomeCeilings& ceilings) {
    return static_cast<double>(reference_tax_income_cents(households, row)) /
           ceiling_cents(ceilings, households, row, now, Financing::plus);
}

double private_rent_cents_per_m2(const World& world, ZoneRow zone) {
    const double rent = world.territory->zones[zone].private_rent_cents_per_m2;
    return world.private_rent_factor.empty() ? rent : rent * world.private_rent_factor[zone];
}

/// What is the same for all households this month, zone by zone.
struct Destination {
    double appeal = impossible;  ///< size; impossible where nothing is free
    double poverty_share = 0.0;  ///< as reputed
    double rent_cents_per_m2 = 0.0;
};

using Destinations = Column<ZoneRow, Destination>;

Destinations destinations(const World& world, const MobilityRates& rates, Tenure tenure) {
    Destinations found(world.private_stock.size());
    for (const auto zone : rows<ZoneRow>(found.size())) {
        const auto free = free_dwellings(world.private_stock[zone], tenure);
        if (free > 0) {
            found[zone].appeal = rates.destination_size * natural_log(free);
            found[zone].poverty_share = world.reputed_poverty[zone];
        }
        if (tenure == Tenure::private_tenant) {
            found[zone].rent_cents_per_m2 =
                private_rent_cents_per_m2(world, zone) * world.levels.rent;
        }
    }
    return found;
}

/// The best three of the zones seen so far, best first; of equals, the first seen.
class BestThree {
  public:
    void see(ZoneRow zone, double utility) {
        auto place = utilities_.size();
        while (place > 0 && utility > utilities_[place - 1]) {
            --place;
        }
        if (place == utilities_.size()) {
            return;
        }
        std::move_backward(utilities_.begin() + static_cast<std::ptrdiff_t>(place),
                           utilities_.end() - 1,
                           utilities_.end());
        std::move_backward(
            zones_.begin() + static_cast<std::ptrdiff_t>(place), zones_.end() - 1, zones_.end());
        utilities_[place] = utility;
        zones_[place] = zone;
    }
    [[nodiscard]] const std::array<ZoneRow, 3>& zones() const { return zones_; }

  private:
    std::array<double, 3> utilities_{impossible, impossible, impossible};
    std::array<ZoneRow, 3> zones_{};
};

/// Decides the moves of one month.
class Movers {
  public:
    Movers(const World& world,
           const MobilityRates& rates,
           const AllocationPolicy& policy,
           const Draws& draws)
        : world_(world),
          rates_(rates),
          policy_(policy),
          draws_(draws),
          surcharged_(world.territory->zones.size()),
          to_own_(destinations(world, rates, Tenure::owner)),
          to_rent_(destinations(world, rates, Tenure::private_tenant)),
          hosted_exit_(threshold(monthly_probability(rates.hosted_exit))),
          most_exit_factor_(std::max(1.0, rates.social_exit_qpv_factor) *
                            std::max({1.0,
                                      rates.social_exit_over_ceiling_factor,
                                      rates.social_exit_surcharged_factor})) {
        for (const auto zone : rows<ZoneRow>(surcharged_.size())) {
            surcharged_[zone] = !lies_in(*world.territory, policy.rents.surcharge.exempt, zone);
        }
        const auto most = [](const auto& by_age) {
            return *std::max_element(by_age.begin(), by_age.end());
        };
        const auto set = [&](Tenure tenure, std::uint32_t word) {
            quiet_from_[static_cast<std::size_t>(tenure)] = word;
        };
        set(Tenure::owner, most(rates.owner_move.monthly_threshold));
        set(Tenure::private_tenant, most(rates.private_tenant_move.monthly_threshold));
        set(Tenure::social_tenant,
            threshold(std::min(1.0, most(rates.social_exit.yearly) * most_exit_factor_)));
        set(Tenure::hosted, hosted_exit_);
    }

    [[nodiscard]] const QuietFrom& quiet_from() const { return quiet_from_; }

    /// `decides`: the word that says whether it moves; `tenure`: whether to own or to rent; `turn`:
    /// when it chooses.
    [[nodiscard]] std::optional<PrivateMove> of(HouseholdRow row,
                                                std::uint32_t decides,
                                                std::uint32_t tenure,
                                                std::uint32_t turn) const {
        if (!moves(row, decides)) {
            return {};
        }
        PrivateMove move{
            .row = row, .to = destination_tenure(row, to_uniform(tenure)), .turn = turn};
        move.choices = choices(row, move.to);
        move.surcharged = world_.households.tenure[row] == Tenure::social_tenant &&
                          is_surcharged(row, income_share(row));
        return move.choices[0] ? std::optional(move) : std::nullopt;
    }

  private:
    [[nodiscard]] std::size_t age(HouseholdRow row) const {
        const int years = world_.households.eldest_adult_age(row, world_.month);
        return static_cast<std::size_t>(std::clamp(years, 0, oldest_age));
    }

    [[nodiscard]] bool moves(HouseholdRow row, std::uint32_t word) const {
        switch (world_.households.tenure[row]) {
            case Tenure::owner:
                return word < rates_.owner_move.monthly_threshold[age(row)];
            case Tenure::private_tenant:
                return word < rates_.private_tenant_move.monthly_threshold[age(row)];
            case Tenure::hosted:
                return word < hosted_exit_;
            case Tenure::social_tenant:
                return leaves_social_stock(row, word);
            case Tenure::gone:
                break;
        }
        return false;
    }

    // The income is looked at only where the word leaves it a part to play.
    [[nodiscard]] bool leaves_social_stock(HouseholdRow row, std::uint32_t word) const {
        const double yearly = rates_.social_exit.yearly[age(row)];
        const double drawn = to_uniform(word);
        if (drawn >= yearly * most_exit_factor_) {  // a month's probability is below the year's
            return false;
        }
        const double rate = std::min(1.0, yearly * social_exit_factor(row));
        return word < threshold(monthly_probability(rate));
    }

    [[nodiscard]] double social_exit_factor(HouseholdRow row) const {
        const auto zone = world_.households.zone[row];
        const double over_ceiling = income_share(row);
        const double of_place =
            world_.territory->is_qpv(zone) ? rates_.social_exit_qpv_factor : 1.0;
        if (over_ceiling <= 1.0) {
            return of_place;
        }
        return of_place * (is_surcharged(row, over_ceiling)
                               ? rates_.social_exit_surcharged_factor
                               : rates_.social_exit_over_ceiling_factor);
    }

    [[nodiscard]] bool is_surcharged(HouseholdRow row, double over_ceiling) const {
        return over_ceiling > 1.0 && surcharged_[world_.households.zone[row]] != 0 &&
               over_ceiling >= policy_.rents.surcharge.from_over_ceiling;
    }

    [[nodiscard]] double income_share(HouseholdRow row) const {
        return income_over_ceiling(world_.households, row, world_.month, policy_.ceilings);
    }

    [[nodiscard]] Tenure destination_tenure(HouseholdRow row, double uniform) const {
        const auto from = world_.households.tenure[row];
        if (from == Tenure::owner || from == Tenure::hosted) {
            return from == Tenure::owner ? Tenure::owner : Tenure::private_tenant;
        }
        const double at_ceiling =
            from == Tenure::social_tenant ? rates_.social_exit_to_ownership : rates_.tenant_buys;
        const double buys = at_ceiling * std::min(1.0, income_share(row));
        return uniform < buys ? Tenure::owner : Tenure::private_tenant;
    }

    [[nodiscard]] std::array<ZoneRow, 3> choices(HouseholdRow row, Tenure to) const {
        const auto& zones = to == Tenure::owner ? to_own_ : to_rent_;
        const auto home = world_.households.zone[row];
        const double effort_per_rent = to == Tenure::owner ? 0.0 : effort_per_rent_of(row);
        const double poverty_taste = poverty_taste_of(row);
        const auto tastes = tastes_of(row);
        BestThree best;
        for (const auto zone : rows<ZoneRow>(zones.size())) {
            const auto& there = zones[zone];
            const double minutes = world_.territory->minutes(home, zone);
            if (there.appeal == impossible || !std::isfinite(minutes)) {
                continue;
            }
            const double effort = std::min(1.0, effort_per_rent * there.rent_cents_per_m2);
            best.see(zone,
                     there.appeal + poverty_taste * there.poverty_share +
                         rates_.destination_minutes * minutes + rates_.destination_rent * effort +
                         tastes[zone]);
        }
        return best.zones();
    }

    /// Standard Gumbel, zone by zone. Four zones a block; no month: a household's taste for a place
    /// lasts.
    [[nodiscard]] Column<ZoneRow, double> tastes_of(HouseholdRow row) const {
        Column<ZoneRow, double> tastes(to_own_.size());
        RandomBlock block{};
        for (const auto zone : rows<ZoneRow>(tastes.size())) {
            const auto word = zone.value % block.size();
            if (word == 0) {
                block =
                    draws_.block({.purpose = DrawPurpose::private_destination,
                                  .month = no_month,
                                  .entity = world_.households.key[row].value,
                                  .index = static_cast<std::uint32_t>(zone.value / block.size())});
            }
            tastes[zone] = (block[word] + 0.5) * 0x1p-32;
        }
        to_standard_gumbel(tastes.values());
        return tastes;
    }

    [[nodiscard]] double poverty_taste_of(HouseholdRow row) const {
        return rates_.destination_poverty_share +
               rates_.destination_poverty_share_by_income *
                   log_over_poverty_line(world_, world_.resources.disposable_per_unit_cents[row]);
    }

    /// The share of its resources that a rent of one cent a square metre would take.
    [[nodiscard]] double effort_per_rent_of(HouseholdRow row) const {
        const double surface = rates_.rental_first_person_m2 +
                               (world_.households.persons(row) - 1) * rates_.rental_other_person_m2;
        return surface / std::max(1, world_.resources.sne_cents_a_month[row]);
    }

    const World& world_;
    const MobilityRates& rates_;
    const AllocationPolicy& policy_;
    const Draws& draws_;
    Column<ZoneRow, std::uint8_t> surcharged_;  ///< SLS is due there
    Destinations to_own_;
    Destinations to_rent_;
    std::uint32_t hosted_exit_;
    double most_exit_factor_;
    QuietFrom quiet_from_{};  ///< a month's probability is below the year's
};

void count_out(PrivateStock& stock, Tenure tenure) {
    stock.owners -= tenure == Tenure::owner;
    stock.private_tenants -= tenure == Tenure::private_tenant;
}

void count_in(PrivateStock& stock, Tenure tenure) {
    stock.owners += tenure == Tenure::owner;
    stock.private_tenants += tenure == Tenure::private_tenant;
}

ZoneRow first_with_room(const World& world, const PrivateMove& move) {
    for (const auto zone : move.choices) {
        if (zone && free_dwellings(world.private_stock[zone], move.to) > 0) {
            return zone;
        }
    }
    return {};
}

void leave_social_dwelling(World& world,
                           const PrivateMove& move,
                           const Behaviour& behaviour,
                           const Draws& draws) {
    const auto cause =
        move.to == Tenure::owner ? VacancyCause::to_ownership : VacancyCause::to_private_rental;
    free_dwelling(world, world.households.dwelling[move.row], cause, 1, behaviour.reletting, draws);
    world.households.dwelling[move.row] = {};
}

}  // namespace

std::int32_t private_rent_cents(const World& world, const MobilityRates& mobility, HouseholdRow h) {
    const auto& households = world.households;
    if (households.tenure[h] != Tenure::private_tenant || !households.zone[h]) {
        return 0;
    }
    const double surface_m2 = mobility.rental_first_person_m2 +
                              mobility.rental_other_person_m2 * (households.persons(h) - 1);
    return static_cast<std::int32_t>(surface_m2 * world.levels.rent *
                                     private_rent_cents_per_m2(world, households.zone[h]));
}

std::vector<PrivateMove> private_moves(const World& world,
                                       const Behaviour& behaviour,
                                       const AllocationPolicy& policy,
                                       const Draws& draws) {
    EXPECT(world.resources.up_to_date(world.households.size(), world.month),
           "{}: resources are not up to date",
           to_string(world.month));
    const Movers movers(world, behaviour.mobility, policy, draws);
    auto all = ordered_concat<PrivateMove>(
        world.households.size(), [&](const Block& block, std::vector<PrivateMove>& moves) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
            RandomWords words;
            draws.blocks(words,
                         DrawPurpose::private_move,
                         world.month,
                         world.households.key.between(block.first, block.last));
            RowMarks may_move;
            mark_below(may_move, words.word[0], world.households, movers.quiet_from(), block);
            for_each_marked(may_move, block, [&](std::size_t i) {
                const HouseholdRow row{block.first + i};
                if (!world.households.resident(row)) {
                    return;
                }
                if (const auto move =
                        movers.of(row, words.word[0][i], words.word[1][i], words.word[2][i])) {
                    moves.push_back(*move);
                }
            });
        });
    std::sort(all.begin(), all.end(), [&](const PrivateMove& a, const PrivateMove& b) {
        const auto& key = world.households.key;
        return std::pair{a.turn, key[a.row]} < std::pair{b.turn, key[b.row]};
    });
    return all;
}

void apply(World& world,
           const std::vector<PrivateMove>& moves,
           const Behaviour& behaviour,
           const Draws& draws,
           MonthFlows& flows) {
    auto& households = world.households;
    for (const auto& move : moves) {
        const auto zone = first_with_room(world, move);
        if (!zone) {
            continue;
        }
        const auto from = households.tenure[move.row];
        if (from == Tenure::social_tenant) {
            leave_social_dwelling(world, move, behaviour, draws);
            ++flows.counts.fell_vacant;
            ++flows.counts.social_exits;
            flows.rules_used.surcharged_exits += move.surcharged;
        }
        count_out(world.private_stock[households.zone[move.row]], from);
        count_in(world.private_stock[zone], move.to);
        households.tenure[move.row] = move.to;
        households.zone[move.row] = zone;
        households.moved_in[move.row] = world.month;
        outdate(world, move.row);
        ++flows.counts.private_moves;
        if (move.to == Tenure::owner) {
            flows.counts.bought += from != Tenure::owner;
            flows.counts.withdrawn += static_cast<bool>(households.application[move.row]);
            close_application(world, move.row);
        } else if (const auto request = households.application[move.row]) {
            forget_home(world.applications, request);
        }
    }
}

}  // namespace mixite
