#include <algorithm>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

/// Every vacancy is advertised, every household reads adverts, and nothing but size and place
/// counts.
struct Advertised : Commission {
    Advertised() {
        policy.adverts = {.share = 1.0, .readers = 1.0, .most_applications = 1, .months = 2};
        behaviour.answers = {.appeal_scale = 0.0};
    }

    AdvertResponses responses() {
        const auto all = verified();
        return advert_responses(world,
                                behaviour.answers,
                                policy,
                                lettable_dwellings(world, policy, any_draws),
                                all,
                                any_draws);
    }
};

}  // namespace

TEST_CASE("Households answer the adverts they like best, and those only") {
    Advertised c;
    c.applicant(1, 10);
    c.vacant(11, hand::town, 0);
    c.vacant(12, hand::estate, 0);
    c.behaviour.answers.constant = 1.0;
    c.behaviour.answers.poverty_share = -1.0;  // 0.15 in the town, 0.45 in the QPV
    using All = AdvertResponses;
    CHECK(c.responses() == All{{0}, {}});
    c.policy.adverts.most_applications = 2;
    CHECK(c.responses() == All{{0}, {0}});
    c.behaviour.answers.constant = 0.3;  // above 0.15, below 0.45
    CHECK(c.responses() == All{{0}, {}});
    c.policy.adverts.readers = 0.0;
    CHECK(c.responses() == All{{}, {}});
}

TEST_CASE("Who answered is ranked by points; an advert without answers waits") {
    Advertised c;
    c.applicant(1, 30);
    c.world.applications.wished_commune[c.applicant(2, 20)] = CommuneRow{1U};
    c.world.applications.wished_commune[c.applicant(3, 25)] = CommuneRow{1U};
    c.vacant(11, hand::village, 0);
    c.behaviour.answers.constant = -0.5;
    c.behaviour.answers.wished_commune = 1.0;
    const auto all = c.verified();
    CHECK(c.lists(all)[0].designated == std::vector<std::uint32_t>{2, 1});
    CHECK(c.lists(all)[0].vacancy.route == VacancyRoute::advert);
    c.behaviour.answers.constant = -2.0;
    CHECK(c.lists(all)[0].designated.empty());
    c.world.month =
        c.world.month + 2;  // its months are over: its holder names whoever may be proposed
    CHECK(c.lists(c.verified())[0].designated == std::vector<std::uint32_t>{0, 2, 1});
    CHECK(c.lists(c.verified())[0].vacancy.route == VacancyRoute::holder);
}

TEST_CASE("An advert is answered on what it shows; on the visit it may still be refused") {
    Advertised c;
    for (std::uint64_t key = 1; key <= 200; ++key) {
        c.applicant(key, 10);
    }
    const auto flat = c.vacant(11, hand::town, 0);
    c.behaviour.answers = {.constant = 0.5, .appeal_scale = 1.0};
    const auto all = c.verified();
    CHECK(c.responses()[0].size() == 200);
    const auto refusing = std::count_if(all.begin(), all.end(), [&](const Candidate& one) {
        return utility(c.world, c.behaviour.answers, c.policy, one, flat, any_draws) <= 0.0;
    });
    CHECK(refusing > 45);  // 1 / (1 + e^0.5) = 38 % of 200 expected: 76 ± 7
    CHECK(refusing < 107);
    const auto answers = c.round();
    const auto refusals = std::count_if(answers.begin(), answers.end(), [](const auto& answer) {
        return answer.answer != Answer::accepted;
    });
    CHECK(c.flows.counts.advert_refusals == refusals);
}

TEST_CASE("Better on all that an advert shows, a dwelling loses no answer (metamorphic)") {
    Advertised c;
    for (std::uint64_t key = 1; key <= 300; ++key) {
        c.applicant(key, 10, 1000000 + static_cast<std::int32_t>(key) * 5000);
    }
    const auto flat = c.vacant(11, hand::town, 0);
    c.behaviour.answers = {
        .constant = 0.2, .effort = -2.0, .taste_sd = 1.0, .dwelling_quality_sd = 1.0};
    const auto willing = [&](auto value) {
        std::vector<std::uint32_t> found;
        const auto all = c.verified();
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (value(c.world, c.behaviour.answers, c.policy, all[i], flat, any_draws) > 0.0) {
                found.push_back(i);
            }
        }
        return found;
    };
    const auto answered = c.responses()[0];
    const auto accepting = willing(utility);
    REQUIRE(answered.size() > 50);
    REQUIRE(answered.size() < 250);
    REQUIRE(accepting.size() > 50);
    REQUIRE(accepting.size() < 250);
    SECTION("a lower rent") {
        c.world.dwellings.rent_cents[flat] -= 8000;
    }
    SECTION("a better reputation") {
        c.behaviour.answers.poverty_share = -1.0;
        c.world.reputed_poverty[hand::town] = 0.0;
    }
    SECTION("the wished number of rooms") {
        c.behaviour.answers.ideal_size = 0.4;
    }
    const auto answered_now = c.responses()[0];
    const auto accepting_now = willing(utility);
    CHECK(
        std::includes(answered_now.begin(), answered_now.end(), answered.begin(), answered.end()));
    CHECK(std::includes(
        accepting_now.begin(), accepting_now.end(), accepting.begin(), accepting.end()));
}
