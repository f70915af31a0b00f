#include <algorithm>
#include <map>
#include <tuple>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "rules/designation.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

enum class RowOrder : std::uint8_t { of_keys, against_keys };

/// Twelve applicants and four flats.
Commission twelve_and_four(RowOrder order) {
    Commission c;
    std::vector<std::uint64_t> keys(12);
    std::vector<std::uint64_t> flats = {21, 22, 23, 24};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        keys[i] = i + 1;
    }
    if (order == RowOrder::against_keys) {
        std::reverse(keys.begin(), keys.end());
        std::reverse(flats.begin(), flats.end());
    }
    for (const auto key : keys) {
        const auto waited = static_cast<int>(key % 5);
        const auto a = key % 3 == 0 ? c.poor_applicant(key, waited) : c.applicant(key, waited);
        c.world.applications.tie_break[a] = static_cast<std::uint32_t>(key * 7 % 4);
    }
    for (const auto key : flats) {
        c.vacant(key, key % 2 == 0 ? hand::estate : hand::town, static_cast<int>(key % 3));
    }
    c.behaviour.answers = {.constant = 0.5, .taste_sd = 1.0};
    c.policy.objective = {.letting = 10, .point = 1, .mix = 20};
    return c;
}

std::map<DwellingKey, HouseholdKey> tenants(Commission c) {
    c.round();
    std::map<DwellingKey, HouseholdKey> found;
    for (const auto d : rows<DwellingRow>(c.world.dwellings.size())) {
        found[c.world.dwellings.key[d]] = c.tenant_of(d);
    }
    return found;
}

}  // namespace

TEST_CASE("The order of the rows changes nobody's dwelling, whatever the engine") {
    auto forwards = twelve_and_four(RowOrder::of_keys);
    auto backwards = twelve_and_four(RowOrder::against_keys);
    const auto alike = [&](PriorityEngine engine) {
        forwards.policy.commission.engine = backwards.policy.commission.engine = engine;
        auto found = tenants(forwards);
        CHECK(found == tenants(backwards));
        return found;
    };
    const auto by_points = alike(PriorityEngine::points);
    CHECK(std::any_of(
        by_points.begin(), by_points.end(), [](const auto& let) { return let.second.value != 0; }));
    alike(PriorityEngine::seniority);
    alike(PriorityEngine::common_lottery);
    CHECK(alike(PriorityEngine::independent_lotteries) != by_points);
    alike(PriorityEngine::optimal_assignment);
    forwards.policy.adverts = backwards.policy.adverts = {
        .share = 1.0, .readers = 0.8, .most_applications = 2, .months = 12};
    alike(PriorityEngine::points);
}

TEST_CASE("The order is by rehousing, points, seniority, lot and key, whatever the points are") {
    std::vector<Candidate> all(3000);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const auto bits = any_draws.block({DrawPurpose::tie_break, hand::start, i + 1});
        auto& c = all[i];
        c.key = HouseholdKey{all.size() - i};
        c.rooms = {.fewest = 2, .ideal = 2, .most = 2};
        c.priorities = bits[0] % 100 == 0 ? priority::rehousing : 0;
        c.points_in_qpv = static_cast<std::int32_t>(bits[1] % 200) - 100;
        c.points_outside = static_cast<std::int32_t>(bits[1] % 2000000) - 1000000;
        c.opened = hand::start - static_cast<int>(bits[2] % 50);
        c.tie_break = bits[3] % 7;
    }
    const auto sorted = [&](const auto& points) {
        std::vector<std::tuple<bool, std::int32_t, Month, std::uint32_t, HouseholdKey>> order;
        order.reserve(all.size());
        for (const auto& c : all) {
            order.emplace_back(c.priorities == 0, -points(c), c.opened, c.tie_break, c.key);
        }
        std::sort(order.begin(), order.end());
        std::vector<HouseholdKey> keys;
        keys.reserve(order.size());
        for (const auto& place : order) {
            keys.push_back(std::get<4>(place));
        }
        return keys;
    };
    const auto keys_of = [&](const std::vector<DesignationPlace>& places) {
        std::vector<HouseholdKey> keys;
        keys.reserve(places.size());
        for (const auto& place : places) {
            keys.push_back(all[place.candidate].key);
        }
        return keys;
    };
    const auto orders = designation_orders(PriorityEngine::points, all);
    CHECK(keys_of(orders.in_qpv[2]) == sorted([](const auto& c) { return c.points_in_qpv; }));
    CHECK(keys_of(orders.outside_qpv[2]) == sorted([](const auto& c) { return c.points_outside; }));
    const auto by_lot = designation_orders(PriorityEngine::common_lottery, all);
    for (auto& c : all) {
        c.opened = hand::start;
    }
    CHECK(keys_of(by_lot.in_qpv[2]) == sorted([](const auto&) { return 0; }));
}

TEST_CASE("Who holds no lot changes nothing of the order of those who do") {
    auto c = twelve_and_four(RowOrder::of_keys);
    c.world.applications.priorities[ApplicationRow{7U}] = priority::rehousing;
    auto all = c.verified();
    constexpr std::uint32_t some = public_of::holder(HolderRow{5U});
    for (std::size_t i = 0; i < all.size(); i += 2) {
        all[i].publics |= some;
    }
    ListedCandidates listed(all.size());
    listed.add(4);
    const auto orders = designation_orders(PriorityEngine::independent_lotteries, all);
    const auto drawn = [&](const LotHolders& holders) {
        DesignationQueue queue(c.world, DwellingRow{0U}, orders, all, any_draws, 0, holders);
        std::vector<std::uint32_t> found;
        while (const auto* place = queue.next()) {
            found.push_back(place->candidate);
        }
        return found;
    };
    auto expected = drawn({});
    REQUIRE(expected.size() == all.size());
    std::erase_if(expected, [&](std::uint32_t i) {
        return (all[i].publics & some) == 0 || listed.contains(i);
    });
    CHECK(drawn({some, &listed}) == expected);
    CHECK(expected.size() == 5);
}

TEST_CASE("A queue hands over every candidate once, those to be rehoused first") {
    auto c = twelve_and_four(RowOrder::of_keys);
    c.world.applications.priorities[ApplicationRow{7U}] = priority::rehousing;
    const auto all = c.verified();
    for (const auto engine : {PriorityEngine::points, PriorityEngine::independent_lotteries}) {
        const auto orders = designation_orders(engine, all);
        DesignationQueue queue(c.world, DwellingRow{0U}, orders, all, any_draws);
        std::vector<std::uint32_t> found;
        while (const auto* place = queue.next()) {
            found.push_back(place->candidate);
        }
        REQUIRE(found.size() == all.size());
        CHECK(found.front() == 7);
        std::sort(found.begin(), found.end());
        CHECK(std::adjacent_find(found.begin(), found.end()) == found.end());
    }
}
