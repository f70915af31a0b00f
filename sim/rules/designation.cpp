#include "rules/designation.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

#include "foundation/failure.hpp"

namespace mixite {
namespace {

constexpr int most_rooms = 5;

/// What a candidate is sorted by, in few bytes: a month sorts thousands.
struct DesignationKey {
    std::uint64_t rank = 0;  ///< rehousing before all others, then the engine's order
    std::uint32_t tie_break = 0;
    std::uint32_t candidate = 0;
};

Scope scope_of(const World& world, DwellingRow dwelling) {
    return world.territory->is_qpv(world.dwellings.zone[dwelling]) ? Scope::in_qpv
                                                                   : Scope::outside_qpv;
}

bool not_rehousing(const Candidate& c) {
    return (c.priorities & priority::rehousing) == 0;
}

/// Quotas whose bonus counts for vacancies held so.
struct Bonus {
    const std::vector<Quota>& quotas;
    QuotaHold hold;
};

/// Lower comes first.
std::int64_t engine_order(const Candidate& c,
                          PriorityEngine engine,
                          Scope scope,
                          const Bonus& bonus) {
    const std::int64_t seniority = c.opened.since_1900;
    switch (engine) {
        case PriorityEngine::points:
        case PriorityEngine::optimal_assignment: {
            const std::int64_t points =
                (scope == Scope::in_qpv ? c.points_in_qpv : c.points_outside) +
                bonus_points(bonus.quotas, bonus.hold, c.quotas);
            return -points * 4096 + seniority;
        }
        case PriorityEngine::seniority:
            return seniority;
        case PriorityEngine::independent_lotteries:
        case PriorityEngine::common_lottery:
            return 0;
    }
    return 0;
}

DesignationKey designation_key(const std::vector<Candidate>& candidates,
                               std::uint32_t i,
                               PriorityEngine engine,
                               Scope scope,
                               const Bonus& bonus) {
    constexpr std::int64_t least = std::int64_t{1} << 62U;  // orders lie well within
    const auto& c = candidates[i];
    const auto order = static_cast<std::uint64_t>(engine_order(c, engine, scope, bonus) + least);
    return {(std::uint64_t{not_rehousing(c)} << 63U) | order, c.tie_break, i};
}

DesignationOrders::ByRooms designation_order(const std::vector<Candidate>& candidates,
                                             PriorityEngine engine,
                                             Scope scope,
                                             const Bonus& bonus) {
    std::vector<DesignationKey> order;
    order.reserve(candidates.size());
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
        order.push_back(designation_key(candidates, i, engine, scope, bonus));
    }
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        return std::tie(a.rank, a.tie_break, candidates[a.candidate].key) <
               std::tie(b.rank, b.tie_break, candidates[b.candidate].key);
    });
    DesignationOrders::ByRooms result;
    for (auto& of_size : result) {
        of_size.reserve(candidates.size());
    }
    for (const auto& key : order) {
        const auto i = key.candidate;
        const auto& c = candidates[i];
        const DesignationPlace place{
            i, c.publics, c.open_to_other_communes ? CommuneRow{} : c.wished_commune};
        for (int rooms = c.rooms.fewest; rooms <= std::min<int>(c.rooms.most, most_rooms);
             ++rooms) {
            result[static_cast<std::size_t>(rooms)].push_back(place);
        }
    }
    return result;
}

}  // namespace

DesignationOrders designation_orders(PriorityEngine engine,
                                     const std::vector<Candidate>& candidates) {
    const std::vector<Quota> no_quota;
    const Bonus none{no_quota, {}};
    DesignationOrders orders{.engine = engine,
                             .in_qpv = designation_order(candidates, engine, Scope::in_qpv, none)};
    const bool alike = std::all_of(candidates.begin(), candidates.end(), [](const Candidate& c) {
        return c.points_in_qpv == c.points_outside;
    });
    orders.outside_qpv =
        alike ? orders.in_qpv : designation_order(candidates, engine, Scope::outside_qpv, none);
    return orders;
}

const DesignationOrders::ByRooms& DesignationOrders::of(Scope scope, std::uint32_t bonus) const {
    if (bonus == 0) {
        return scope == Scope::in_qpv ? in_qpv : outside_qpv;
    }
    const auto found = std::find_if(with_bonus.begin(), with_bonus.end(), [&](const auto& order) {
        return order.scope == scope && order.bonus == bonus;
    });
    EXPECT(found != with_bonus.end(), "no order for the bonus {}", bonus);
    return found->by_rooms;
}

DesignationOrders with_bonus_orders(DesignationOrders orders,
                                    const World& world,
                                    const std::vector<Quota>& quotas,
                                    const std::vector<Vacancy>& vacancies,
                                    const std::vector<QuotaHold>& holds,
                                    const std::vector<Candidate>& candidates) {
    auto& added = orders.with_bonus;
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        const auto scope = scope_of(world, vacancies[v].dwelling);
        const auto bonus = holds[v].bonus;
        if (bonus != 0 && std::none_of(added.begin(), added.end(), [&](const auto& order) {
                return order.scope == scope && order.bonus == bonus;
            })) {
            added.push_back(
                {scope,
                 bonus,
                 designation_order(candidates, orders.engine, scope, {quotas, {.bonus = bonus}})});
        }
    }
    return orders;
}

std::span<const DesignationPlace> fitting_rooms(const World& world,
                                                DwellingRow dwelling,
                                                const DesignationOrders& orders,
                                                std::uint32_t bonus) {
    const auto& by_rooms = orders.of(scope_of(world, dwelling), bonus);
    const auto rooms = std::min<int>(world.dwellings.rooms[dwelling], most_rooms);
    return by_rooms[static_cast<std::size_t>(rooms)];
}

DesignationQueue::DesignationQueue(const World& world,
                                   DwellingRow dwelling,
                                   const DesignationOrders& orders,
                                   const std::vector<Candidate>& candidates,
                                   const Draws& draws,
                                   std::uint32_t bonus,
                                   const LotHolders& holders)
    : order_(fitting_rooms(world, dwelling, orders, bonus)) {
    if (orders.engine == PriorityEngine::independent_lotteries) {
        draw_lots(world, dwelling, candidates, draws, holders);
    }
}

void DesignationQueue::draw_lots(const World& world,
                                 DwellingRow dwelling,
                                 const std::vector<Candidate>& candidates,
                                 const Draws& draws,
                                 const LotHolders& holders) {
    const auto commune = world.territory->zones[world.dwellings.zone[dwelling]].commune;
    std::vector<HouseholdKey> keys;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
    RandomWords words;
    while (place_ < order_.size()) {
        const auto first = lots_.size();
        keys.clear();
        for (; place_ < order_.size() && keys.size() < rows_per_block; ++place_) {
            const auto& place = order_[place_];
            if (place.passes(holders.publics, commune) &&
                (holders.listed == nullptr || !holders.listed->contains(place.candidate))) {
                const auto& c = candidates[place.candidate];
                const auto at = static_cast<std::uint32_t>(place_);
                keys.push_back(c.key);
                lots_.emplace_back(not_rehousing(c), 0U, c.tie_break, c.key, at);
            }
        }
        if (keys.empty()) {
            break;
        }
        draws.blocks(
            words, DrawPurpose::lottery, world.month, keys, 0, world.dwellings.key[dwelling].value);
        for (std::size_t n = 0; n < keys.size(); ++n) {
            std::get<1>(lots_[first + n]) = words.word[0][n];
        }
    }
    std::make_heap(lots_.begin(), lots_.end(), std::greater<>{});
}

const DesignationPlace* DesignationQueue::next_lot() {
    if (lots_.empty()) {
        return nullptr;
    }
    std::pop_heap(lots_.begin(), lots_.end(), std::greater<>{});
    const auto place = std::get<4>(lots_.back());
    lots_.pop_back();
    return &order_[place];
}

UnlistedQueue::UnlistedQueue(DesignationQueue queue, ListedCandidates& listed)
    : queue_(std::move(queue)), listed_(listed), further_(listed.further_[queue_.order_.data()]) {
    if (further_.empty()) {
        further_.resize(queue_.order_.size());
        std::iota(further_.begin(), further_.end(), std::uint32_t{1});
    }
}

}  // namespace mixite
