#include <algorithm>
#include <numeric>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "rules/matching.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

using Bids = std::vector<std::vector<Bid>>;

std::int64_t total(const Bids& bids, const std::vector<std::optional<std::uint32_t>>& assigned) {
    std::int64_t sum = 0;
    for (std::size_t v = 0; v < bids.size(); ++v) {
        for (const auto& bid : bids[v]) {
            sum += assigned[v] == bid.candidate ? bid.worth : 0;
        }
    }
    return sum;
}

/// Of all assignments, tried one by one.
std::int64_t best(const Bids& bids, std::size_t v, std::vector<bool>& taken) {
    if (v == bids.size()) {
        return 0;
    }
    auto most = best(bids, v + 1, taken);
    for (const auto& bid : bids[v]) {
        if (!taken[bid.candidate]) {
            taken[bid.candidate] = true;
            most = std::max(most, bid.worth + best(bids, v + 1, taken));
            taken[bid.candidate] = false;
        }
    }
    return most;
}

std::uint32_t random_word(std::uint64_t round, std::uint64_t what) {
    return any_draws.block({DrawPurpose::lottery, no_month, round, what + 1})[0];
}

/// Up to five vacancies and six candidates, worths from -20 to 79.
Bids random_bids(std::uint64_t round) {
    Bids bids(1 + random_word(round, 0) % 5);
    for (std::size_t v = 0; v < bids.size(); ++v) {
        for (std::uint32_t candidate = 0; candidate < 6; ++candidate) {
            const auto word = random_word(round, 100 * (v + 1) + candidate);
            if (word % 3 != 0) {
                bids[v].push_back({candidate, static_cast<std::int64_t>(word / 3 % 100) - 20});
            }
        }
    }
    return bids;
}

/// Sum of what the first candidates of the lists are worth to the objective.
std::int64_t worth_of_first(Commission& c, PriorityEngine engine) {
    c.policy.commission.engine = engine;
    c.policy.commission.candidates = 1;
    c.policy.commission.ranking = ListRanking::designation;
    const auto all = c.verified();
    std::int64_t sum = 0;
    for (const auto& list : c.ranked(all)) {
        if (!list.ranked.empty()) {
            sum += worth(c.world, c.policy, all[list.ranked[0]], list.vacancy.dwelling);
        }
    }
    return sum;
}

}  // namespace

TEST_CASE("The assignment is worth the most of all, and gives nobody two dwellings") {
    for (std::uint64_t round = 1; round <= 500; ++round) {
        CAPTURE(round);
        const auto bids = random_bids(round);
        const auto assigned = optimal_assignment(bids);
        std::vector<bool> taken(6);
        REQUIRE(total(bids, assigned) == best(bids, 0, taken));
        for (const auto& candidate : assigned) {
            if (candidate) {
                REQUIRE_FALSE(taken[*candidate]);
                taken[*candidate] = true;
            }
        }
    }
}

TEST_CASE("A vacancy is left empty rather than let at a loss, or to another's loss") {
    using Assigned = std::vector<std::optional<std::uint32_t>>;
    CHECK(optimal_assignment({}).empty());
    CHECK(optimal_assignment({{}}) == Assigned{std::nullopt});
    CHECK(optimal_assignment({{{7, -1}}}) == Assigned{std::nullopt});
    CHECK(optimal_assignment({{{7, 10}}, {{7, 4}}}) == Assigned{7, std::nullopt});
    CHECK(optimal_assignment({{{7, 10}, {8, 1}}, {{7, 4}}}) == Assigned{7, std::nullopt});
    CHECK(optimal_assignment({{{7, 10}, {8, 7}}, {{7, 4}}}) == Assigned{8, 7});
}

TEST_CASE("The numbers of the candidates change no assignment") {
    for (std::uint64_t round = 1; round <= 100; ++round) {
        const auto bids = random_bids(round);
        auto renamed = bids;
        for (auto& of_one : renamed) {
            for (auto& bid : of_one) {
                bid.candidate = (bid.candidate * 5 + 2) % 7;
            }
        }
        const auto assigned = optimal_assignment(bids);
        const auto assigned_renamed = optimal_assignment(renamed);
        for (std::size_t v = 0; v < bids.size(); ++v) {
            REQUIRE(assigned[v].has_value() == assigned_renamed[v].has_value());
            if (const auto& candidate = assigned[v]) {
                REQUIRE(assigned_renamed[v] == (*candidate * 5 + 2) % 7);
            }
        }
    }
}

TEST_CASE("By its own objective the optimal assignment is never worse than any other engine") {
    int strictly_better = 0;
    for (std::uint64_t round = 1; round <= 30; ++round) {
        Commission c;
        c.policy.objective = {.letting = 50, .point = 1, .month_waited = 1, .mix = 40};
        for (std::uint64_t key = 1; key <= 12; ++key) {
            const auto word = random_word(round, key);
            const auto waited = static_cast<int>(word % 40);
            const auto a = word % 3 == 0 ? c.poor_applicant(key, waited) : c.applicant(key, waited);
            c.world.applications.open_to_other_communes[a] = word % 5 != 0 ? 1 : 0;
        }
        c.vacant(21, hand::estate, 3);
        c.vacant(22, hand::town, 2);
        c.vacant(23, hand::village, 1);
        c.vacant(24, hand::estate, 1);
        const auto optimum = worth_of_first(c, PriorityEngine::optimal_assignment);
        for (const auto engine : {PriorityEngine::points,
                                  PriorityEngine::seniority,
                                  PriorityEngine::independent_lotteries,
                                  PriorityEngine::common_lottery}) {
            const auto other = worth_of_first(c, engine);
            CAPTURE(round, static_cast<int>(engine));
            REQUIRE(optimum >= other);
            strictly_better += optimum > other;
        }
    }
    CHECK(strictly_better > 60);
}

TEST_CASE("Who is assigned is first on one list; the rest of a list is as designated") {
    Commission c;
    c.policy.commission.engine = PriorityEngine::optimal_assignment;
    c.policy.commission.ranking = ListRanking::designation;
    c.policy.objective = {.letting = 10, .mix = 100};
    c.applicant(1, 30);
    c.poor_applicant(2, 20);
    c.applicant(3, 10);
    c.vacant(11, hand::town, 2);
    c.vacant(12, hand::estate, 1);
    const auto all = c.verified();
    const auto ranked = c.ranked(all);
    REQUIRE(ranked.size() == 2);
    CHECK(ranked[0].ranked.front() == 1);  // the first quartile to the town
    CHECK(ranked[1].ranked.front() != 1);
    std::vector<std::uint32_t> everybody;
    for (const auto& list : ranked) {
        everybody.insert(everybody.end(), list.ranked.begin(), list.ranked.end());
    }
    std::sort(everybody.begin(), everybody.end());
    CHECK(everybody == std::vector<std::uint32_t>{0, 1, 2});
}
