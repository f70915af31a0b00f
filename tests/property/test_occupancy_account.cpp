#include <cstdlib>
#include <utility>

#include <catch2/catch.hpp>

#include "engine/poverty.hpp"
#include "reference_place.hpp"

using namespace mixite;

namespace {

template <class Classes>
int sum(const Classes& counts) {
    int all = 0;
    for (const auto count : counts) {
        all += count;
    }
    return all;
}

int social_tenants(const World& world, ZoneRow zone) {
    int count = 0;
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        count += world.households.present(h) && world.households.zone[h] == zone &&
                 world.households.tenure[h] == Tenure::social_tenant;
    }
    return count;
}

}  // namespace

TEST_CASE("What changed the poor of a QPV is on the account of each cause, and adds up") {
    ReferencePlace place;
    const auto qpvs = place.territory->qpv_zones().size();
    std::vector<PovertyCount> poverty;
    std::array<int, poverty_causes> turnover{};
    for (int month = 0; month < 96; ++month) {
        const auto before = std::exchange(poverty, {});
        const auto flows = place.live_a_month().flows;
        poverty = count_poverty(place.world);
        REQUIRE(flows.poverty_ledger.size() == qpvs * poverty_causes);
        for (std::size_t at = 0; at < flows.poverty_ledger.size(); ++at) {
            turnover[at % poverty_causes] +=
                std::abs(flows.poverty_ledger[at][0]) + std::abs(flows.poverty_ledger[at][1]);
        }
        for (std::size_t qpv = 0; qpv < before.size(); ++qpv) {
            std::array<int, 2> sum{};
            for (std::size_t cause = 0; cause < poverty_causes; ++cause) {
                sum[0] += flows.poverty_ledger[qpv * poverty_causes + cause][0];
                sum[1] += flows.poverty_ledger[qpv * poverty_causes + cause][1];
            }
            REQUIRE(poverty[qpv] - before[qpv] == PovertyCount{sum[0], sum[1]});
        }
    }
    for (const auto cause : {PovertyCause::scales,
                             PovertyCause::incomes,
                             PovertyCause::demography,
                             PovertyCause::migration,
                             PovertyCause::lettings,
                             PovertyCause::transfers_out,
                             PovertyCause::private_moves}) {
        CHECK(turnover[static_cast<std::size_t>(cause)] > 0);
    }
}

TEST_CASE("A QPV's occupants are those of last month, those who came, less those who left") {
    ReferencePlace place;
    const auto& qpvs = place.territory->qpv_zones();
    REQUIRE(!qpvs.empty());
    std::vector<int> occupants;
    occupants.reserve(qpvs.size());
    for (const auto qpv : qpvs) {
        occupants.push_back(social_tenants(place.world, qpv));
    }
    int came = 0;
    int left = 0;
    for (int month = 0; month < 96; ++month) {
        const auto flows = place.live_a_month().flows;
        REQUIRE(flows.occupancy.size() == qpvs.size());
        for (std::size_t qpv = 0; qpv < qpvs.size(); ++qpv) {
            const auto& found = flows.occupancy[qpv];
            for (const auto* counts : {&found.occupants, &found.entrants, &found.leavers}) {
                REQUIRE(sum(counts->by_age) == sum(counts->by_type));
                REQUIRE(sum(counts->by_activity) == sum(counts->by_type));
                const bool of_month_zero = month == 0 && counts == &found.leavers;
                REQUIRE((of_month_zero || sum(counts->by_quartile) == sum(counts->by_type)));
            }
            REQUIRE(sum(found.occupants.by_type) == social_tenants(place.world, qpvs[qpv]));
            occupants[qpv] += sum(found.entrants.by_type) - sum(found.leavers.by_type);
            REQUIRE(sum(found.occupants.by_type) == occupants[qpv]);
            came += sum(found.entrants.by_type);
            left += sum(found.leavers.by_type);
        }
    }
    CHECK(came > 10);
    CHECK(left > 10);
}
