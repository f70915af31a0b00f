#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "study/rule_use.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

TEST_CASE("A rule that never applied in any replication is told, once a strategy") {
    auto policy = hand::policy();
    policy.quotas = {{.name = "bites"},
                     {.name = "slack"},
                     {.name = "watched", .mode = QuotaMode::observed, .prefect_substitutes = true}};
    auto before = policy;
    before.quotas = {{.name = "of the past"}};
    const Strategy strategy{
        .name = "cia",
        .timeline = PolicyTimeline({{hand::start, before}, {month(2024, 1), policy}}),
        .fork = month(2024, 1),
        .until = month(2024, 12),
        .history_digest = ""};
    RuleUse use({strategy});
    Trajectory first;
    first.quota_years = {{.quota = "bites", .bound = 2}, {.quota = "slack"}, {.quota = "watched"}};
    first.leases = {{.holder = HolderRow{0U}}, {.holder = HolderRow{}}};
    Trajectory second;
    second.quota_years = {{.quota = "bites"}};
    second.leases = {{.holder = HolderRow{2U}}};
    use.add(0, first);
    use.add(0, second);
    CHECK(use.never_applied() ==
          std::vector<std::string>{"cia: quota 'slack' never bound",
                                   "cia: the prefect never substituted for quota 'watched'",
                                   "cia: no lease was of holder 'employers'"});
}
