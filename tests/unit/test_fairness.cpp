#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "engine/follow_up.hpp"
#include "hand_made_events.hpp"
#include "hand_written_world.hpp"
#include "publication/comparison.hpp"
#include "publication/fairness.hpp"
#include "publication/group_fates.hpp"
#include "publication/residences.hpp"
#include "publication/sparkline.hpp"
#include "publication/vacancy_chains.hpp"
#include "rules/demand.hpp"
#include "rules/fair_access.hpp"
#include "world/applications.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

namespace {

const AccessCount& count_of(const AccessCounts& counts, AuditGroup group, Need need) {
    return counts[static_cast<std::size_t>(group) * needs + static_cast<std::size_t>(need)];
}

Lease lease_to(std::uint64_t key, ZoneRow zone, Month signed_in) {
    Lease lease;
    lease.household = {key};
    lease.zone = zone;
    lease.month = signed_in;
    lease.quartile_frozen = 1;
    return lease;
}

const FairnessLine& line_of(const std::vector<FairnessLine>& lines, const std::string& measure) {
    const auto found = std::find_if(
        lines.begin(), lines.end(), [&](const auto& line) { return line.measure == measure; });
    REQUIRE(found != lines.end());
    return *found;
}

}  // namespace

TEST_CASE("A request counts in each of its groups, at its need, and transfers in none") {
    auto world = hand::empty_world(month(2024, 6));
    const auto behaviour = hand::quiet_behaviour();
    const auto policy = hand::policy();
    world.thresholds.legal = world.thresholds.frozen = {900000, 1200000, 1500000};
    world.thresholds.is_frozen = true;
    auto mother = hand::single(1, 62, 0);
    mother.zone = hand::estate;
    mother = hand::with_child(hand::with_child(hand::with_child(mother, 9), 7), 5);
    const auto h = hand::settle(world, mother);
    const auto a = hand::apply_for_dwelling(world, h, world.month - 3);
    world.applications.priorities[a] = priority::dalo;
    const auto tenant =
        hand::settle_in(world, hand::single(2, 40, 1600000), hand::flat(11, hand::town, 2));
    hand::apply_for_dwelling(world, tenant, world.month - 3);
    hand::work_out_resources(world, behaviour, policy);
    const auto requests =
        audited_requests(world, candidates(world, behaviour, policy, hand::any_draws));
    REQUIRE(requests.size() == 1);
    CHECK(requests.front().need == Need::priority_four_rooms);

    const auto counts = access_counts(requests, {lease_to(1, hand::town, world.month)});
    for (const auto group : {AuditGroup::everybody,
                             AuditGroup::large_family,
                             AuditGroup::single_parent,
                             AuditGroup::sixty_or_older,
                             AuditGroup::qpv_resident}) {
        CHECK(count_of(counts, group, Need::priority_four_rooms).requests == 1);
        CHECK(count_of(counts, group, Need::priority_four_rooms).housed == 1);
    }
    CHECK(count_of(counts, AuditGroup::disabled, Need::priority_four_rooms).requests == 0);
    CHECK(count_of(counts, AuditGroup::everybody, Need::other_two_rooms).requests == 0);
    CHECK(count_of(access_counts(requests, {}), AuditGroup::everybody, Need::priority_four_rooms)
              .housed == 0);
}

TEST_CASE(
    "A request opened in the month is of its cohort, at its quarter and need; no transfer is") {
    auto world = hand::empty_world(month(2024, 6));
    const auto behaviour = hand::quiet_behaviour();
    const auto policy = hand::policy();
    world.thresholds.legal = {1, 2, 3};
    world.thresholds.frozen = {900000, 1200000, 9900000};
    world.thresholds.is_frozen = true;
    const auto asks = [&](HouseholdRow h, Month opened) {
        return hand::apply_for_dwelling(world, h, opened);
    };
    const auto newest = asks(hand::settle(world, hand::single(1, 40, 1600000)), world.month);
    world.applications.priorities[newest] = priority::dalo;
    asks(hand::settle(world, hand::single(2, 40, 1600000)), world.month - 1);
    asks(hand::settle_in(world, hand::single(3, 40, 1600000), hand::flat(11, hand::town, 2)),
         world.month);
    hand::work_out_resources(world, behaviour, policy);
    const auto opened =
        opened_requests(world, candidates(world, behaviour, policy, hand::any_draws));
    REQUIRE(opened.size() == 1);
    CHECK(opened.front().household == HouseholdKey{1});
    CHECK(opened.front().quartile == 3);  // by the frozen threshold
    CHECK(opened.front().need == Need::priority_two_rooms);
}

TEST_CASE(
    "A cohort of requests is followed for twelve months, and told where the run ends before") {
    const auto signed_after = [](std::uint64_t key, Month opened, int wait) {
        auto lease = lease_to(key, hand::town, opened + wait);
        lease.wait_months = static_cast<std::int16_t>(wait);
        return lease;
    };
    const auto first = month(2024, 1);
    std::vector<std::vector<OpenedRequest>> opened(15);
    std::vector<std::vector<Lease>> leases(15);
    const auto need = Need::other_two_rooms;
    opened[0] = {
        {{1}, 1, need}, {{2}, 1, need}, {{3}, 4, need}, {{4}, 1, Need::priority_two_rooms}};
    opened[4] = {{{5}, 1, need}, {{6}, 1, need}};
    leases[0] = {signed_after(4, first, 0),
                 signed_after(9, first - 30, 30)};  // asked before the run
    leases[12] = {signed_after(1, first, 12)};
    leases[13] = {signed_after(3, first, 13)};  // too late
    leases[14] = {signed_after(5, first + 4, 10)};
    RequestCohorts cohorts;
    for (int m = 0; m < 15; ++m) {
        const auto at = static_cast<std::size_t>(m);
        cohorts.add(first + m, opened[at], leases[at]);
    }
    const auto cells = cohorts.cells(first + 14);
    REQUIRE(cells.size() == 4);
    CHECK(cells[0].quartile == 1);
    CHECK(cells[0].need == need);
    CHECK(cells[0].requests == 2);
    CHECK(cells[0].housed == 1);
    CHECK(cells[0].months_followed == 12);
    CHECK(cells[1].need == Need::priority_two_rooms);
    CHECK(cells[1].housed == 1);
    CHECK(cells[2].quartile == 4);
    CHECK(cells[2].housed == 0);
    CHECK(cells[3].opened == first + 4);
    CHECK(cells[3].requests == 2);
    CHECK(cells[3].housed == 1);
    CHECK(cells[3].months_followed == 10);
}

TEST_CASE("Months of access add up into calendar years") {
    AccessCounts counts{};
    counts[0] = {10, 1};
    AccessByYear years;
    years.add(month(2024, 11), counts);
    years.add(month(2024, 12), counts);
    years.add(month(2025, 1), counts);
    const auto cells = years.cells();
    REQUIRE(cells.size() == 2);
    CHECK(cells[0].year == 2024);
    CHECK(cells[0].request_months == 20);
    CHECK(cells[0].housed == 2);
    CHECK(cells[1].request_months == 10);
}

TEST_CASE("Who was housed in a QPV is seen twelve and twenty-four months later, wherever") {
    auto world = hand::empty_world(month(2024, 6));
    hand::settle_in(world, hand::single(1, 40, 900000), hand::flat(11, hand::estate, 2));
    hand::settle(world, hand::single(2, 40, 900000));  // hosted in the town
    auto followed = FollowUp::own_leases();
    followed.note({lease_to(1, hand::estate, month(2024, 6)),
                   lease_to(2, hand::estate, month(2024, 6)),
                   lease_to(3, hand::estate, month(2024, 6)),  // not there any more
                   lease_to(4, hand::town, month(2024, 6))},   // outside the QPV
                  *world.territory);
    auto elsewhere = FollowUp::leases_of(followed);
    for (int m = 0; m <= 12; ++m) {
        elsewhere.look(world, month(2024, 6) + m);
    }
    const auto seen = elsewhere.destinations();
    REQUIRE(seen.size() == 3);
    for (const auto& cell : seen) {
        CHECK(cell.qpv == 0);
        CHECK(cell.months_later == 12);
        CHECK(cell.households == 1);
        CHECK_FALSE(cell.waiting);
    }
    CHECK(seen[0].residence == Residence::same_qpv);
    CHECK(seen[1].residence == Residence::hosted);
    CHECK(seen[2].residence == Residence::gone);
}

TEST_CASE("A strategy without notes follows nobody") {
    auto world = hand::empty_world(month(2024, 6));
    auto nobody = FollowUp::nobody();
    nobody.note({lease_to(1, hand::estate, month(2024, 6))}, *world.territory);
    nobody.look(world, month(2025, 6));
    CHECK(nobody.destinations().empty());
}

TEST_CASE("Winners and losers are counted by household, with what any pairing could give") {
    const hand_made::EventsFile file;
    const RunReader run(file.path);
    const auto first = [&](const char* scenario) {
        return first_leases(recorded_leases(run, scenario).value().records);
    };
    const auto fates = group_fates(first("reference"), first("essai"), "essai", 2);
    REQUIRE(fates.size() == fate_group_names().size());
    const auto& all = fates.front();
    // Two replications. Housed under the baseline: 1, 2, 3 | 1; under the strategy: 2, 4 | 1.
    CHECK(all.baseline == Approx(2.0));
    CHECK(all.both == Approx(1.0));
    CHECK(all.only_baseline == Approx(1.0));
    CHECK(all.only_scenario == Approx(0.5));
    CHECK(all.only_baseline_bounds.low == Approx(0.5));
    CHECK(all.only_baseline_bounds.high == Approx(2.0));
    CHECK(all.only_scenario_bounds.low == Approx(0.0));
    CHECK(all.only_scenario_bounds.high == Approx(1.5));
    CHECK(all.months_longer == Approx((5.0 - 3.0) / 2.0));
    const auto& poorest = fates[1];
    CHECK(poorest.group == "first_quartile");
    CHECK(poorest.only_baseline == Approx(0.5));
}

TEST_CASE("What the witness reshuffles stands beside each strategy's winners and losers") {
    std::vector<GroupFate> fates{
        {.scenario = "essai", .group = "everybody", .only_baseline = 9.0, .only_scenario = 12.0},
        {.scenario = "temoin", .group = "everybody", .only_baseline = 7.0, .only_scenario = 8.0},
        {.scenario = "temoin", .group = "single", .only_baseline = 3.0, .only_scenario = 4.0},
        {.scenario = "essai", .group = "single", .only_baseline = 1.0, .only_scenario = 2.0}};
    auto without = fates;
    set_beside_witness(without, "");
    CHECK(std::isnan(without[0].reshuffled_baseline));
    set_beside_witness(fates, "temoin");
    CHECK(fates[0].reshuffled_baseline == 7.0);
    CHECK(fates[0].reshuffled_scenario == 8.0);
    CHECK(fates[3].reshuffled_baseline == 3.0);
    CHECK(fates[3].reshuffled_scenario == 4.0);
    CHECK(std::isnan(fates[1].reshuffled_baseline));
    CHECK(is_witness({"temoin", "Témoin", "droit constant", "témoin"}));
    CHECK_FALSE(is_witness({"temoin", "Témoin", "droit constant", "méthode"}));
}

TEST_CASE("Who changes quartile between the scenarios is of each group where its lease shows it") {
    const auto housed = [](std::int64_t household, std::int32_t quartile, std::int32_t wait) {
        return LeaseRecord{
            .household = household, .quartile_frozen = quartile, .wait_months = wait};
    };
    // Household 2 is housed later under the strategy, poorer by then; 3 and 4 under it only.
    const auto fates =
        group_fates({housed(1, 1, 4), housed(2, 2, 6)},
                    {housed(1, 1, 5), housed(2, 1, 9), housed(3, 1, 1), housed(4, 1, 1)},
                    "essai",
                    1);
    const auto& poorest = fates.at(1);
    REQUIRE(poorest.group == "first_quartile");
    CHECK(poorest.baseline == 1.0);
    CHECK(poorest.under_scenario == 4.0);
    CHECK(poorest.both == 1.0);
    CHECK(poorest.only_scenario == 3.0);
    CHECK(poorest.join_group == 1.0);
    CHECK(poorest.only_scenario_bounds.low == 3.0);
    CHECK(poorest.only_scenario_bounds.high == 4.0);
    CHECK(poorest.months_longer == 1.0);
    const auto& second = fates.at(2);
    CHECK(second.under_scenario == 0.0);
    CHECK(second.only_baseline == 1.0);
    CHECK(second.leave_group == 1.0);
    CHECK(second.only_baseline_bounds.low == 1.0);
    CHECK(std::isnan(second.months_longer));
    CHECK(fates.front().leave_group == 0.0);
}

TEST_CASE("A household to be rehoused is no priority public among winners and losers") {
    const auto fates =
        group_fates({{.household = 1, .priorities = priority::rehousing},
                     {.household = 2, .priorities = priority::rehousing | priority::dalo}},
                    {},
                    "essai",
                    1);
    CHECK(fates.at(5).group == "priority");
    CHECK(fates.at(5).baseline == 1.0);
    CHECK(fates.at(6).baseline == 1.0);
}

TEST_CASE("Access is compared at equal need, and a fall of a group's is told") {
    const hand_made::EventsFile file;
    const RunReader run(file.path);
    const auto lines = fairness(run, "reference", "essai");
    // One class of need: 10 of 100 of the first quartile a month, 20 of 100 of the fourth.
    CHECK(line_of(lines, "rate_ratio_q1_q4").difference.baseline == Approx(0.5));
    CHECK(line_of(lines, "steady_chance_over_a_year_q1").difference.baseline ==
          Approx(1.0 - std::pow(0.9, 12)));
    CHECK(line_of(lines, "rate_ratio_q1_q4").difference.scenario == Approx(0.25));
    CHECK_FALSE(line_of(lines, "rate_ratio_q1_q4").access_falls);  // not an audited group
    const auto& families = line_of(lines, "rate_ratio_large_family");
    CHECK(families.difference.baseline == Approx(1.0));
    CHECK(families.access_falls);
}

TEST_CASE("Of the requests opened a year before the end, those housed within twelve months") {
    const hand_made::EventsFile file;
    const RunReader run(file.path);
    const auto lease = [](std::int32_t replication, Month signed_in, std::int32_t wait) {
        return LeaseRecord{.replication = replication, .month = signed_in, .wait_months = wait};
    };
    // Fifteen months: the requests of the first three can be followed for twelve. Four open a
    // month.
    const std::vector<LeaseRecord> baseline{
        lease(0, month(2027, 6), 5),
        lease(0, month(2028, 3), 12),
        lease(0, month(2028, 3), 13),  // too late
        lease(0, month(2027, 3), 3),   // asked before the run
        lease(0, month(2028, 3), 2),   // cannot be followed for twelve months
        lease(1, month(2027, 1), 0)};
    const std::vector<LeaseRecord> nobody;
    const auto told = housed_within_a_year(run, {"reference", baseline}, {"essai", nobody})
                          .value_or(FairnessLine{});
    CHECK(told.measure == "housed_within_a_year");
    CHECK(told.difference.baseline == Approx((2.0 / 12.0 + 1.0 / 12.0) / 2.0));
    CHECK(told.difference.scenario == 0.0);
}

TEST_CASE("The odds of a lease within twelve months are compared at equal need, of whole cohorts") {
    const hand_made::EventsFile file;
    const auto lines = fairness(RunReader(file.path), "reference", "essai");
    // Of 40 of the first quarter 10 are housed, under the strategy 4 and 5; of 20 of the fourth 10.
    // A class that only the first is in says nothing of the two at equal need.
    const auto& odds = line_of(lines, "odds_ratio_q1_q4_within_a_year").difference;
    CHECK(odds.baseline == Approx((10.0 / 30.0) / (10.0 / 10.0)));
    CHECK(odds.scenario == Approx((4.0 / 36.0 + 5.0 / 35.0) / 2.0));
    const auto& logarithm = line_of(lines, "log_odds_ratio_q1_q4_within_a_year");
    CHECK(logarithm.unit == "log");
    CHECK(logarithm.difference.baseline == Approx(-std::log(3.0)));
    CHECK(logarithm.difference.mean ==
          Approx((std::log(4.0 / 36.0) + std::log(5.0 / 35.0)) / 2.0 + std::log(3.0)));
    // Student's t with one degree of freedom, of two differences a half of their distance apart.
    const double half = 12.7062047 * (std::log(5.0 / 35.0) - std::log(4.0 / 36.0)) / 2.0;
    const auto interval = logarithm.difference.mean_interval.value_or(Interval{});
    CHECK(interval.high - logarithm.difference.mean == Approx(half));
    CHECK(line_of(lines, "housed_within_a_year_q1").difference.baseline == Approx(30.0 / 60.0));
    CHECK(line_of(lines, "housed_within_a_year_q4").difference.baseline == Approx(10.0 / 20.0));
}

TEST_CASE("Leases that passed somebody over, and those under pressure, are counted") {
    const hand_made::EventsFile file;
    const auto lines = fairness(RunReader(file.path), "reference", "essai");
    // Of two leases a replication one passed three requests over; the other was a last offer.
    CHECK(line_of(lines, "leases_passing_over").difference.baseline == Approx(0.5));
    CHECK(line_of(lines, "passed_over_a_lease").difference.baseline == Approx(1.5));
    CHECK(line_of(lines, "accepted_under_pressure").difference.baseline == Approx(0.5));
}

TEST_CASE("Chains are summed up by what began them") {
    const hand_made::EventsFile file;
    const auto chains = chain_summaries(RunReader(file.path), "reference");
    REQUIRE(chains.size() == 1);
    CHECK(chains.front().cause == "delivery");
    CHECK(chains.front().chains == Approx(1.0));
    CHECK(chains.front().mean_length == Approx(2.0));
    CHECK(chains.front().share_by_length[0] == Approx(0.5));
    CHECK(chains.front().share_by_length[2] == Approx(0.5));
}

TEST_CASE("Residences are shares of those housed in each QPV") {
    const hand_made::EventsFile file;
    const auto found = residences_of(RunReader(file.path), "essai");
    REQUIRE(found.size() == 2);  // one QPV, twelve and twenty-four months
    CHECK(found[0].households == Approx(2.0));
    CHECK(found[0].shares[0] == Approx(0.25));
    CHECK(found[0].shares[3] == Approx(0.75));
    CHECK(found[0].waiting == Approx(0.75));
    CHECK(std::isnan(found[1].shares[0]));
}

TEST_CASE("A sparkline goes from the least to the greatest") {
    CHECK(sparkline({0.0, 7.0, 3.5}) == "▁█▅");
    CHECK(sparkline({2.0, 2.0}) == "▄▄");
    CHECK(sparkline({std::nan(""), 1.0, 2.0}) == " ▁█");
    CHECK(sparkline({}).empty());
}
