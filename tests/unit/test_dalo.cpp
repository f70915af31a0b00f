#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"
#include "reference_place.hpp"
#include "rules/dalo.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

/// One household recognised as DALO and two that asked before it; the State has a small share.
struct Recognised : Commission {
    ApplicationRow request;

    explicit Recognised(int months_ago) {
        policy.dalo = {.offer_months = 3, .contingent = "State"};
        policy.holders = {{.name = "landlord", .share = 0.9}, {.name = "State", .share = 0.1}};
        applicant(1, 30);
        applicant(2, 20);
        request = applicant(3, 5);
        world.applications.priorities[request] = priority::dalo;
        world.applications.dalo_since[request] = world.month - months_ago;
    }

    [[nodiscard]] std::vector<PrefectDesignation> designations() {
        const auto all = verified();
        begin_quota_month(world, policy);
        return prefect_designations(
            world, policy, lettable_dwellings(world, policy, any_draws), all);
    }

    /// The landlord's next vacancy is the State's turn.
    void state_is_behind() {
        world.flow_accounts[LandlordRow{0U}] = {.base = 100, .given = {95, 5}};
    }
};

}  // namespace

TEST_CASE("The prefect designates on the State's contingent, before the delay is over: L.441-2-3") {
    Recognised c(1);
    c.vacant(11, hand::town);
    SECTION("not on another holder's turn") {
        CHECK(c.designations().empty());
    }
    SECTION("on the State's, the one household alone, without two others: R.441-3") {
        c.state_is_behind();
        REQUIRE(c.designations().size() == 1);
        const auto lists = c.lists(c.verified());
        CHECK(lists[0].designated == std::vector<std::uint32_t>{2});
        CHECK(lists[0].vacancy.route == VacancyRoute::prefect);
    }
    SECTION("under reservations in stock, on the State's dwellings") {
        c.policy.reservation = ReservationRegime::in_stock;
        CHECK(c.designations().empty());
        c.world.dwellings.reserved_for[DwellingRow{0U}] = HolderRow{1U};
        CHECK(c.designations().size() == 1);
    }
    SECTION("nobody where the rule is off") {
        c.state_is_behind();
        c.policy.dalo.offer_months = 0;
        CHECK(c.designations().empty());
    }
    SECTION("nobody whose recognition has been answered by an offer") {
        c.state_is_behind();
        c.world.applications.dalo_offered[c.request] = c.world.month - 1;
        CHECK(c.designations().empty());
    }
}

TEST_CASE("Beyond three months the prefect designates on any holder's vacancy: R.441-16-1") {
    const auto designated_after = [](int months) {
        Recognised c(months);
        c.vacant(11, hand::town);
        return c.designations().size();
    };
    CHECK(designated_after(3) == 0);
    CHECK(designated_after(4) == 1);
    SECTION("and the lease counts on the State's share") {
        Recognised c(4);
        const auto flat = c.vacant(11, hand::town);
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{3});
        CHECK(c.flows.leases.front().holder == HolderRow{1U});
        CHECK(c.world.flow_accounts[LandlordRow{0U}].given == std::vector<std::int32_t>{0, 1});
    }
    SECTION("but not on what the landlord sets aside for transfers") {
        Recognised c(4);
        c.vacant(11, hand::town);
        c.policy.set_aside_for_transfers = 1.0;
        CHECK(c.designations().empty());
    }
    SECTION("nor where its rooms do not suit") {
        Recognised c(4);
        c.world.dwellings.rooms[c.vacant(11, hand::town)] = 5;
        CHECK(c.designations().empty());
    }
    SECTION("nor against a strict quota") {
        Recognised c(4);
        c.vacant(11, hand::town);
        c.policy.quotas = {{.name = "others",
                            .group = {.none_of = priority::dalo},
                            .bound = QuotaBound::at_least,
                            .share = 1.0}};
        CHECK(c.designations().empty());
    }
}

TEST_CASE("The circular of 18 December 2023: not in a QPV, unless it lives there or asks for it") {
    Recognised c(4);
    c.vacant(11, hand::estate);
    CHECK(c.designations().size() == 1);
    c.policy.routing = QpvRouting::dalo;  // without consent nothing bars it from the QPV …
    CHECK(c.designations().empty());      // … but the prefect does not name it there
    c.world.applications.wished_qpv[c.request] = hand::estate;
    CHECK(c.designations().size() == 1);
}

TEST_CASE("Who was recognised first is named first, each for one vacancy") {
    Recognised c(4);
    const auto later = c.request;
    const auto first = c.applicant(4, 1);
    c.world.applications.priorities[first] = priority::dalo;
    c.world.applications.dalo_since[first] = c.world.month - 5;
    c.vacant(11, hand::town);
    auto found = c.designations();
    REQUIRE(found.size() == 1);
    CHECK(found[0].candidate == first.value);
    c.vacant(12, hand::town);
    found = c.designations();
    REQUIRE(found.size() == 2);
    CHECK(found[1].candidate == later.value);
    CHECK(found[0].vacancy != found[1].vacancy);
}

TEST_CASE("Offers made in time, waits and overdue cases are counted; an offer refused is one") {
    Recognised c(3);
    c.state_is_behind();
    c.vacant(11, hand::town);
    MonthCounts before;
    count_dalo(c.world, c.policy.dalo, before);
    CHECK(before.waiting_dalo == 1);
    CHECK(before.overdue_dalo == 0);
    SECTION("in the third month it is in time") {
        c.behaviour.answers.constant = -100.0;  // refuses
        c.round();
        CHECK(c.flows.counts.dalo_offers == 1);
        CHECK(c.flows.counts.dalo_offers_in_time == 1);
        MonthCounts after;
        count_dalo(c.world, c.policy.dalo, after);
        CHECK(after.waiting_dalo == 0);
        c.round();  // no second obligation
        CHECK(c.flows.counts.dalo_offers == 1);
    }
    SECTION("in the fourth it is late") {
        c.world.applications.dalo_since[c.request] = c.world.month - 4;
        count_dalo(c.world, c.policy.dalo, before);
        CHECK(before.overdue_dalo == 1);
        c.round();
        CHECK(c.flows.counts.dalo_offers == 1);
        CHECK(c.flows.counts.dalo_offers_in_time == 0);
    }
}

TEST_CASE("Where the landlord refuses, the prefect allocates the dwelling: L.441-2-3, II") {
    Recognised c(4);
    const auto flat = c.vacant(11, hand::town);
    c.policy.dalo.landlord_refusals = 1.0;
    SECTION("to the household designated, and the list says so") {
        const auto ranked = c.ranked(c.verified());
        REQUIRE(ranked.size() == 1);
        CHECK(ranked[0].vacancy.route == VacancyRoute::prefect_attribution);
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{3});
    }
    SECTION("outside the law, to nobody: the request waits for its offer") {
        c.policy.dalo.after_refusal = AfterLandlordRefusal::request_waits;
        c.round();
        CHECK(c.tenant_of(flat) == HouseholdKey{});
        CHECK(c.flows.counts.dalo_offers == 0);
        CHECK(is_overdue(c.world.applications, c.request, c.policy.dalo, c.world.month));
    }
    SECTION("not where it refuses nobody, nor candidates of others") {
        c.policy.dalo.landlord_refusals = 0.0;
        CHECK(c.ranked(c.verified())[0].vacancy.route == VacancyRoute::prefect);
        c.policy.dalo = {.landlord_refusals = 1.0};
        const auto ranked = c.ranked(c.verified());
        CHECK(ranked[0].vacancy.route == VacancyRoute::holder);
        CHECK_FALSE(ranked[0].ranked.empty());
    }
}

TEST_CASE("A month counts the landlords' refusals and what the prefect makes of them") {
    const auto lived = [](double refusals, AfterLandlordRefusal after) {
        ReferencePlace place;
        place.behaviour.demand.dalo_a_year = 200.0;
        auto policy = place.policy();
        policy.dalo.landlord_refusals = refusals;
        policy.dalo.after_refusal = after;
        outdate_all(place.world);
        MonthCounts sum;
        for (int m = 0; m < 24; ++m) {
            PhaseSeconds seconds{};
            const auto counts = run_month(place.world,
                                          place.behaviour,
                                          policy,
                                          OfferTrail::forgotten,
                                          place.draws,
                                          seconds)
                                    .flows.counts;
            sum.named_by_prefect += counts.named_by_prefect;
            sum.refused_by_landlords += counts.refused_by_landlords;
            sum.attributed_by_prefect += counts.attributed_by_prefect;
        }
        CHECK(sum.named_by_prefect > 0);
        return sum;
    };
    const auto attributed = lived(1.0, AfterLandlordRefusal::prefect_attributes);
    CHECK(attributed.refused_by_landlords == attributed.named_by_prefect);
    CHECK(attributed.attributed_by_prefect == attributed.named_by_prefect);
    const auto waiting = lived(1.0, AfterLandlordRefusal::request_waits);
    CHECK(waiting.refused_by_landlords == waiting.named_by_prefect);
    CHECK(waiting.attributed_by_prefect == 0);
    CHECK(lived(0.0, AfterLandlordRefusal::request_waits).refused_by_landlords == 0);
}
