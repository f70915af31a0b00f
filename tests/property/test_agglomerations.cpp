#include <algorithm>
#include <atomic>
#include <cstring>
#include <set>

#include <catch2/catch.hpp>

#include "engine/simulation.hpp"
#include "foundation/parallel.hpp"
#include "reference_place.hpp"
#include "rules/household_life.hpp"

using namespace mixite;

namespace {

std::vector<float> live(Agglomerations& all, const ReferencePlace& place, int months) {
    const std::atomic<bool> stop{false};
    auto nobody = FollowUp::nobody();
    return run_months(all,
                      place.behaviour,
                      place.scenario.timeline,
                      all.front().month + months,
                      OfferTrail::forgotten,
                      nobody,
                      place.draws,
                      stop)
        .indicators;
}

std::multiset<HouseholdKey> residents(const Agglomerations& all) {
    std::multiset<HouseholdKey> keys;
    for (const auto& world : all) {
        for (const auto h : rows<HouseholdRow>(world.households.size())) {
            if (world.households.resident(h)) {
                keys.insert(world.households.key[h]);
            }
        }
    }
    return keys;
}

bool moved_in(const Households& h, HouseholdKey key, Month month) {
    for (const auto row : rows<HouseholdRow>(h.size())) {
        if (h.key[row] == key && h.moved_in[row] == month) {
            return true;
        }
    }
    return false;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

}  // namespace

TEST_CASE("Copies begin alike, under keys of their own below 2^53") {
    const ReferencePlace place;
    const auto all = copies_of(place.world, 3);
    const auto keys = residents(all);
    CHECK(std::set(keys.begin(), keys.end()).size() == 3 * residents({place.world}).size());
    CHECK(keys.rbegin()->value < std::uint64_t{1} << 53);
    for (const auto& world : all) {
        check_consistency(world);
        CHECK(world.households.declared_cents == place.world.households.declared_cents);
        CHECK(world.dwellings.household == place.world.dwellings.household);
    }
    CHECK(all[0].households.key == place.world.households.key);
    CHECK(all[1].dwellings.key != all[2].dwellings.key);
}

TEST_CASE("A single agglomeration is what it is without copies, bit for bit") {
    const ReferencePlace place;
    auto one = copies_of(place.world, 1);
    const auto measured = live(one, place, 14);
    auto alone = place;
    std::vector<float> measured_alone;
    for (int month = 0; month < 14; ++month) {
        const auto indicators = alone.live_a_month().indicators;
        measured_alone.insert(measured_alone.end(), indicators.begin(), indicators.end());
    }
    CHECK(same_bits(measured, measured_alone));
}

TEST_CASE("Several agglomerations live the same lives on any number of threads") {
    const ReferencePlace place;
    std::vector<std::vector<float>> measured;
    for (const std::size_t threads : {1U, 2U, 5U}) {
        const ThreadCount count(threads);
        auto all = copies_of(place.world, 5);
        measured.push_back(live(all, place, 14));
    }
    CHECK(same_bits(measured[0], measured[1]));
    CHECK(same_bits(measured[0], measured[2]));
}

TEST_CASE("Who leaves for another agglomeration settles there once, as far as there is a place") {
    const ReferencePlace place;
    auto all = copies_of(place.world, 4);
    std::size_t sent = 0;
    std::size_t settled = 0;
    std::size_t places = 0;
    for (int month = 0; month < 25; ++month) {
        live(all, place, 1);
        std::vector<std::vector<Household>> on_their_way;
        for (const auto& world : all) {
            on_their_way.push_back(world.on_their_way);
            sent += world.on_their_way.size();
            places += std::min(world.on_their_way.size(),
                               arrivals(world, place.behaviour, place.draws).size());
        }
        const auto this_month = all.front().month;
        live(all, place, 1);
        for (std::size_t a = 0; a < all.size(); ++a) {
            for (const auto& migrant : on_their_way[a]) {
                settled += moved_in(all[a].households, migrant.key, this_month) ? 1 : 0;
            }
            check_consistency(all[a]);
        }
    }
    const auto keys = residents(all);
    CHECK(std::set(keys.begin(), keys.end()).size() == keys.size());
    CHECK(sent > 100);
    CHECK(settled > 20);
    CHECK(settled == places);
}
