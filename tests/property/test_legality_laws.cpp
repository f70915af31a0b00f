#include <catch2/catch.hpp>

#include "reference_place.hpp"
#include "rules/legality.hpp"

using namespace mixite;

namespace {

using Breaches = decltype(MonthCounts::breaches);

/// Of five years under these rules.
struct Lived {
    Breaches breaches{};
    int leases = 0;
    int named = 0;  ///< by other ways than the holder's, or the prefect's substitution
};

template <class Change>
Lived live(const Change& change) {
    ReferencePlace place;
    auto policy = place.scenario.timeline.at(month(2025, 6));
    change(policy);
    Lived lived;
    for (int m = 0; m < 60; ++m) {
        PhaseSeconds seconds{};
        const auto record = run_month(
            place.world, place.behaviour, policy, OfferTrail::forgotten, place.draws, seconds);
        lived.leases += static_cast<int>(record.flows.leases.size());
        lived.named += record.flows.counts.named_by_coordination +
                       record.flows.counts.named_by_mayor + record.flows.counts.named_for_exchange;
        for (std::size_t rule = 0; rule < lived.breaches.size(); ++rule) {
            for (std::size_t where = 0; where < 2; ++where) {
                lived.breaches[rule][where] += record.flows.counts.breaches[rule][where];
            }
        }
    }
    return lived;
}

}  // namespace

TEST_CASE("No lease of the reference breaks a rule of law") {
    const auto lived = live([](AllocationPolicy&) {});
    CHECK(lived.leases > 20);
    CHECK(lived.breaches == Breaches{});
}

TEST_CASE("Nor under strict quotas, the CIV and every way to a list") {
    const auto engine = GENERATE(PriorityEngine::points, PriorityEngine::independent_lotteries);
    const auto lived = live([&](AllocationPolicy& policy) {
        policy.commission.engine = engine;
        policy.routing = QpvRouting::dalo_and_first_quartile;
        policy.coordination.share = 0.5;
        policy.mayor.names_share = 0.3;
        policy.transfers.exchange_share = 0.3;
        for (auto& quota : policy.quotas) {
            quota.mode = QuotaMode::strict;
        }
    });
    CHECK(lived.leases > 20);
    CHECK(lived.named > 0);
    CHECK(lived.breaches == Breaches{});
}

TEST_CASE("The optimal assignment too keeps to the law of each lease") {
    const auto lived = live([](AllocationPolicy& policy) {
        policy.commission.engine = PriorityEngine::optimal_assignment;
        policy.commission.ranking = ListRanking::designation;
        policy.objective.letting = 100;
    });
    CHECK(lived.leases > 20);
    CHECK(lived.breaches == Breaches{});
}

TEST_CASE("The same leases held to stricter rules are breaches: the check can fail") {
    ReferencePlace place;
    MonthFlows found_in;
    auto stricter = place.policy();
    for (auto* ceilings : {&stricter.ceilings.plai_cents, &stricter.ceilings.plus_cents}) {
        for (auto& ceiling : *ceilings) {
            ceiling /= 3;
        }
    }
    for (auto& by_children : stricter.typology) {
        for (auto& fit : by_children) {
            fit.fewest = fit.most = 9;
        }
    }
    for (int m = 0; m < 12; ++m) {
        const auto record = place.live_a_month();
        auto signed_in = place.world;
        --signed_in.month.since_1900;
        check_leases(signed_in, stricter, record.flows.leases, found_in);
    }
    const auto found = [&](LegalRule rule) {
        const auto& places = found_in.counts.breaches.at(static_cast<std::size_t>(rule));
        return places[0] + places[1];
    };
    CHECK(found(LegalRule::ceilings) > 0);
    CHECK(found(LegalRule::typology) > 0);
}
