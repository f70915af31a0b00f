#include <cmath>

#include <catch2/catch.hpp>

#include "foundation/keyed_random.hpp"
#include "publication/group_fates.hpp"

using namespace mixite;

namespace {

/// Of 300 households in each replication those whom the scenario houses; what a lease shows may be
/// another under each scenario.
std::vector<LeaseRecord> random_leases(const Draws& draws, std::int32_t replications) {
    std::vector<LeaseRecord> leases;
    leases.reserve(300U * static_cast<std::size_t>(replications));
    for (std::int32_t replication = 0; replication < replications; ++replication) {
        for (std::int64_t household = 1; household <= 300; ++household) {
            const auto bits = draws.block({DrawPurpose::population_cell,
                                           no_month,
                                           static_cast<std::uint64_t>(household),
                                           static_cast<std::uint32_t>(replication)});
            if (bits[0] % 3 == 0) {
                continue;
            }
            leases.push_back({.household = household,
                              .replication = replication,
                              .quartile_frozen = static_cast<std::int32_t>(bits[1] % 5),
                              .wait_months = static_cast<std::int32_t>(bits[2] % 40),
                              .type = static_cast<std::int32_t>(bits[2] % 4),
                              .priorities = static_cast<std::int32_t>(bits[3] % 1024)});
        }
    }
    return leases;
}

}  // namespace

TEST_CASE("Winners and losers lie within what any pairing could give, and account for the change") {
    constexpr std::int32_t replications = 3;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto baseline = random_leases({seed, 0}, replications);
        const auto scenario = random_leases({seed, 1}, replications);
        for (const auto& fate : group_fates(baseline, scenario, "essai", replications)) {
            CAPTURE(fate.group);
            CHECK(fate.only_baseline_bounds.low <= fate.only_baseline);
            CHECK(fate.only_baseline <= fate.only_baseline_bounds.high);
            CHECK(fate.only_scenario_bounds.low <= fate.only_scenario);
            CHECK(fate.only_scenario <= fate.only_scenario_bounds.high);
            CHECK(fate.leave_group <= fate.only_baseline);
            CHECK(fate.join_group <= fate.only_scenario);
            CHECK(fate.under_scenario - fate.baseline ==
                  Approx(fate.only_scenario - fate.only_baseline).margin(1e-9));
        }
    }
}

TEST_CASE("How many a scenario houses in a group does not depend on what it is compared with") {
    constexpr std::int32_t replications = 2;
    const auto scenario = random_leases({5, 1}, replications);
    const auto alone = group_fates({}, scenario, "essai", replications);
    const auto beside = group_fates(random_leases({5, 0}, replications), scenario, "essai", 2);
    for (std::size_t g = 0; g < alone.size(); ++g) {
        CAPTURE(alone[g].group);
        CHECK(beside[g].under_scenario == Approx(alone[g].under_scenario));
        CHECK(alone[g].only_scenario == Approx(alone[g].under_scenario));
    }
}
