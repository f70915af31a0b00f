#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "rules/legality.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

int breaches(const MonthCounts& counts, LegalRule rule, std::size_t place = hand::outside) {
    return counts.breaches.at(static_cast<std::size_t>(rule)).at(place);
}

/// What the household declares so that ten per cent less is this reference income.
std::int32_t declared_for(double reference_income) {
    return static_cast<std::int32_t>(reference_income / 0.9);
}

/// Leases that no rule would sign, and what the check finds.
struct Signed : Commission {
    /// Signs for the household of the first request, whatever bars it.
    MonthCounts signed_by_all(DwellingRow d) {
        const auto all = verified();
        std::vector<OfferAnswer> answers;
        answers.push_back({.dwelling = d, .holder = HolderRow{0U}, .candidate = 0});
        mixite::settle(world, behaviour, policy, answers, all, 1, any_draws, flows);
        check_leases(world, policy, flows.leases, flows);
        return flows.counts;
    }
    int over_ceiling(const Household& household, Financing financing, ZoneRow zone = hand::town) {
        const auto h = hand::settle(world, household);
        hand::apply_for_dwelling(world, h, world.month - 5);
        const auto d = vacant(11, zone);
        world.dwellings.financing[d] = financing;
        return breaches(signed_by_all(d),
                        LegalRule::ceilings,
                        zone == hand::estate ? hand::in_qpv : hand::outside);
    }
};

int over_ceiling(const Household& household,
                 Financing financing = Financing::plus,
                 ZoneRow zone = hand::town) {
    return Signed().over_ceiling(household, financing, zone);
}

}  // namespace

TEST_CASE("R.441-1: a lease above the ceiling of its financing is found, one at it is none") {
    const auto& ceilings = hand::policy().ceilings;
    const auto alone = [](double reference_income) {
        return hand::single(1, 40, declared_for(reference_income));
    };
    CHECK(over_ceiling(alone(ceilings.plus_cents[0])) == 0);
    CHECK(over_ceiling(alone(ceilings.plus_cents[0] + 500)) == 1);
    CHECK(over_ceiling(alone(ceilings.plus_cents[0] + 500), Financing::plus, hand::estate) == 1);
    CHECK(over_ceiling(alone(ceilings.plus_cents[0] + 500), Financing::pls) == 0);
    CHECK(over_ceiling(alone(1.3 * ceilings.plus_cents[0] + 500), Financing::pls) == 1);
    CHECK(over_ceiling(alone(ceilings.plai_cents[0]), Financing::plai) == 0);
    CHECK(over_ceiling(alone(ceilings.plai_cents[0] + 500), Financing::plai) == 1);
}

TEST_CASE("Arrêté of 29 July 1987: the ceiling is that of the household's category") {
    const auto& plus = hand::policy().ceilings.plus_cents;
    const auto declaring = [](Household household, double reference_income) {
        household.declared_two_years_ago_cents = household.declared_last_year_cents =
            declared_for(reference_income);
        return household;
    };
    const auto is_of = [&](const Household& household, std::size_t category) {
        return over_ceiling(declaring(household, plus.at(category - 1))) == 0 &&
               over_ceiling(declaring(household, plus.at(category - 1) + 500)) == 1;
    };
    CHECK(is_of(hand::couple(1, 40, 0), 2));
    CHECK(is_of(hand::couple(1, 21, 0), 3));  // ages that sum to 55 at most
    CHECK(is_of(hand::with_child(hand::single(1, 40, 0), 8), 3));
    CHECK(is_of(hand::with_child(hand::couple(1, 40, 0), 8), 3));
    auto disabled = hand::single(1, 40, 0);
    disabled.disabled = 1;
    CHECK(is_of(disabled, 2));
    auto both = hand::couple(1, 21, 0);
    both.disabled = 1;
    CHECK(is_of(both, 3));
}

TEST_CASE("R.441-1: incomes of the last year count where they are lower by a tenth") {
    const auto most = hand::policy().ceilings.plus_cents[0];
    auto household = hand::single(1, 40, declared_for(1.2 * most));
    household.declared_last_year_cents = declared_for(most);
    CHECK(over_ceiling(household) == 0);
    household.declared_two_years_ago_cents = declared_for(1.1 * most);
    household.declared_last_year_cents = declared_for(most) + 5000;
    CHECK(over_ceiling(household) == 1);
}

TEST_CASE("R.441-1-1: no breach where and while a prefect's order raises the ceiling") {
    const auto found = [](double factor, int months_ago, ZoneRow zone) {
        Signed c;
        c.policy.derogations = {{.name = "order",
                                 .place = "in_qpv",
                                 .ceilings_factor = factor,
                                 .from = c.world.month - months_ago,
                                 .months = 12}};
        const auto most = c.policy.ceilings.plus_cents[0];
        return c.over_ceiling(hand::single(1, 40, declared_for(1.2 * most)), Financing::plus, zone);
    };
    CHECK(found(1.25, 11, hand::estate) == 0);
    CHECK(found(1.15, 11, hand::estate) == 1);
    CHECK(found(1.25, 12, hand::estate) == 1);
    CHECK(found(1.25, 11, hand::town) == 1);
}

TEST_CASE("A lease of more rooms than the policy lets to such a household is found") {
    const auto found = [](std::uint8_t rooms) {
        Signed c;
        c.applicant(1, 5);
        const auto d = c.vacant(11, hand::town);
        c.world.dwellings.rooms[d] = rooms;
        return breaches(c.signed_by_all(d), LegalRule::typology);
    };
    CHECK(found(3) == 0);  // one person: one to three rooms
    CHECK(found(4) == 1);
}

namespace {

/// Three requests and one flat, and lists drawn up by hand.
struct Listed : Commission {
    DwellingRow d;
    Listed() {
        policy.commission.least_candidates = 3;
        for (std::uint64_t key = 1; key <= 3; ++key) {
            applicant(key, 10 * static_cast<int>(key));
        }
        d = vacant(11, hand::town);
    }
    /// Breaches of a list with these candidates, the first of whom signs.
    MonthCounts found(const ShortList& list, std::vector<RankedList> others = {}) {
        std::vector<ShortList> lists{list};
        std::vector<RankedList> ranked{{.vacancy = list.vacancy,
                                        .hold = list.hold,
                                        .ranked = list.designated,
                                        .presented = list.designated}};
        for (auto& other : others) {
            lists.push_back({.vacancy = other.vacancy});
            ranked.push_back(std::move(other));
        }
        std::vector<OfferAnswer> answers;
        answers.push_back({.dwelling = d, .candidate = list.designated.front()});
        MonthCounts counts;
        check_lists(world, policy, lists, ranked, answers, verified(), counts);
        return counts;
    }
    [[nodiscard]] Vacancy vacancy(VacancyRoute route = VacancyRoute::holder) const {
        return {d, HolderRow{0U}, false, route};
    }
};

}  // namespace

TEST_CASE("R.441-3: fewer than three candidates though others could have come") {
    Listed c;
    const auto short_list = [&](VacancyRoute route = VacancyRoute::holder) {
        return breaches(c.found({.vacancy = c.vacancy(route), .designated = {0, 1}}),
                        LegalRule::candidates);
    };
    CHECK(short_list() == 1);
    SECTION("three are enough") {
        const auto all = c.found({.vacancy = c.vacancy(), .designated = {0, 1, 2}});
        CHECK(breaches(all, LegalRule::candidates) == 0);
    }
    SECTION("nobody else was in the holder's public") {
        c.policy.holders.front().designates = hand::group_of("priority");
        CHECK(short_list() == 0);
        c.world.applications.priorities[ApplicationRow{2U}] = priority::eviction;
        CHECK(short_list() == 1);
    }
    SECTION("the others came before another commission of the round") {
        const auto other = c.vacant(12, hand::town);
        const auto counts = c.found({.vacancy = c.vacancy(), .designated = {0, 1}},
                                    {{.vacancy = {other}, .presented = {2}}});
        CHECK(breaches(counts, LegalRule::candidates) == 0);
    }
    SECTION("the dwelling did not suit the others") {
        c.world.applications.household[ApplicationRow{2U}] = HouseholdRow{};
        c.world.households.application[HouseholdRow{2U}] = ApplicationRow{};
        compact_applications(c.world);
        const auto h = hand::settle(c.world, hand::couple(4, 40, 900000));
        hand::apply_for_dwelling(c.world, h, c.world.month);
        c.world.dwellings.rooms[c.d] = 1;
        CHECK(short_list() == 0);
    }
    SECTION("the law excepts the prefect's designations, and adverts that few answered") {
        CHECK(short_list(VacancyRoute::prefect) == 0);
        CHECK(short_list(VacancyRoute::advert) == 0);
    }
    SECTION("nothing is counted where the policy names no number") {
        c.policy.commission.least_candidates = 0;
        CHECK(short_list() == 0);
    }
}

TEST_CASE("A lease against a strict quota is found; a lease that does not count in it is none") {
    Listed c;
    c.policy.quotas = {{.name = "dalo", .group = hand::group_of("dalo"), .share = 0.5}};
    const auto signed_by = [&](std::uint32_t candidate, std::uint32_t held = 1) {
        return breaches(
            c.found({.vacancy = c.vacancy(), .hold = {.strict = held}, .designated = {candidate}}),
            LegalRule::strict_quotas);
    };
    CHECK(signed_by(0) == 1);
    CHECK(signed_by(0, 0) == 0);  // it did not hold this vacancy
    c.world.applications.priorities[ApplicationRow{0U}] = priority::dalo;
    CHECK(signed_by(0) == 0);
    CHECK(signed_by(1) == 1);
    c.policy.quotas.front().bound = QuotaBound::at_most;
    CHECK(signed_by(0) == 1);
    CHECK(signed_by(1) == 0);
    c.policy.quotas.front().base = hand::group_of("transfer");
    CHECK(signed_by(0) == 0);
}

TEST_CASE("CIV: who is kept out of the QPV without consent, or unconcerned, is found") {
    Commission c;
    c.poor_applicant(1, 30);
    auto all = c.verified();
    REQUIRE(all[0].quartile_legal == 1);
    all[0].diverted = true;
    const auto found = [&] {
        MonthCounts counts;
        check_consent(c.world, c.behaviour, c.policy, all, any_draws, counts);
        return breaches(counts, LegalRule::consent, hand::in_qpv);
    };
    c.policy.routing = QpvRouting::dalo_and_first_quartile;
    c.behaviour.answers.consents_to_elsewhere = 1.0;
    CHECK(found() == 0);
    c.behaviour.answers.consents_to_elsewhere = 0.0;
    CHECK(found() == 1);
    c.behaviour.answers.consents_to_elsewhere = 1.0;
    c.policy.routing = QpvRouting::dalo;
    CHECK(found() == 1);
    c.world.applications.priorities[ApplicationRow{0U}] = priority::dalo;
    CHECK(found() == 0);
    c.policy.routing = QpvRouting::none;
    CHECK(found() == 1);
}
