#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "observation/indicators.hpp"
#include "study/rule_use.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;

TEST_CASE("A rule that never applied in any replication is told, once a strategy") {
    auto policy = hand::policy();
    policy.rents = {};
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
    RuleUse use({strategy}, *hand::three_zones());
    Trajectory first;
    first.quota_years = {{.quota = "bites", .bound = 2}, {.quota = "slack"}, {.quota = "watched"}};
    first.leases = {{.holder = HolderRow{0U}}, {.holder = HolderRow{}}};
    Trajectory second;
    second.quota_years = {{.quota = "bites"}};
    second.leases = {{.holder = HolderRow{2U}}};
    first.rules_used.criteria = 1U << static_cast<unsigned>(Criterion::dalo);
    second.rules_used.criteria = 1U << static_cast<unsigned>(Criterion::seniority_month);
    use.add(0, first);
    use.add(0, second);
    CHECK(told_once(use.idle()) ==
          std::vector<std::string>{"cia: quota 'slack' never bound",
                                   "cia: the prefect never substituted for quota 'watched'",
                                   "cia: criterion 'hosted_or_without_dwelling' of the grid never "
                                   "counted",
                                   "cia: no lease was of holder 'employers'"});
}

namespace {

/// What is told of a strategy whose months left this.
std::vector<std::string> told(const AllocationPolicy& policy, const Trajectory& months) {
    const Strategy strategy{.name = "s",
                            .timeline = PolicyTimeline({{hand::start, policy}}),
                            .fork = hand::start,
                            .until = month(2020, 12),
                            .history_digest = ""};
    RuleUse use({strategy}, *hand::three_zones());
    use.add(0, months);
    return told_once(use.idle());
}

AllocationPolicy bare() {
    auto policy = hand::policy();
    policy.grid.clear();
    policy.holders.clear();
    policy.rents = {};
    return policy;
}

/// A month in which only this was counted.
Trajectory counted(const MonthCounts& counts) {
    auto world = hand::empty_world();
    hand::work_out_resources(world, hand::quiet_behaviour(), hand::policy());
    MonthFlows flows;
    flows.counts = counts;
    Trajectory months{.first = hand::start, .months = 1};
    months.indicators = measure(world, flows);
    return months;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("Ways to a list, the routing, DALO and the time to name are told if nobody used them") {
    auto policy = bare();
    CHECK(told(policy, counted({})).empty());
    policy.dalo = {.offer_months = 3, .contingent = "State"};
    policy.naming_months = 1;
    policy.routing = QpvRouting::dalo;
    policy.adverts.share = policy.coordination.share = policy.transfers.exchange_share = 0.1;
    policy.mayor = {.casting_vote = 0.1, .names_share = 0.1, .veto_of_first_quartile = 0.1};
    CHECK(told(policy, counted({})) ==
          Sentences{"s: the prefect never designated under DALO",
                    "s: no holder's time to name was ever over",
                    "s: nobody was offered a place elsewhere under routing.civ",
                    "s: no vacancy was advertised",
                    "s: no coordination commission ever named",
                    "s: no mayor ever named",
                    "s: no mayor ever vetoed",
                    "s: no vacancy went to an exchange",
                    "s: no mayor's casting vote ever decided"});
    auto months = counted({.naming_over = 1,
                           .diverted_with_consent = 1,
                           .named_by_prefect = 1,
                           .adverts = 1,
                           .named_by_coordination = 1,
                           .named_by_mayor = 1,
                           .mayor_vetoes = 1,
                           .named_for_exchange = 1});
    months.rules_used.casting_votes = 1;
    CHECK(told(policy, months).empty());
}

TEST_CASE("A rule of rents that changed none is told, unless it began before the fork") {
    auto policy = bare();
    policy.rents.relettings = {{.name = "qpv", .place = "in_qpv", .change = 0.05}};
    auto later = policy;
    later.rents.restructurings = {{.name = "L1", .cut = 0.15}};
    later.rents.modest_newcomers = {.cut = 0.2};
    later.rents.surcharge = {.from_over_ceiling = 1.2};
    const Strategy strategy{
        .name = "s",
        .timeline = PolicyTimeline({{hand::start, policy}, {month(2020, 1), later}}),
        .fork = month(2019, 6),
        .until = month(2020, 12),
        .history_digest = ""};
    const auto told_of = [&](const Trajectory& months) {
        RuleUse use({strategy}, *hand::three_zones());
        use.add(0, months);
        return told_once(use.idle());
    };
    auto months = counted({});
    CHECK(told_of(months) ==
          Sentences{"s: rents: the restructuring of L1 changed no rent",
                    "s: nobody signed at the lower rent of rents.modest_newcomers",
                    "s: nobody who owed the surcharge of rents.surcharge left the social stock"});
    months.rules_used.cut_rents = 1;
    months.rules_used.surcharged_exits = 1;
    months.rules_used.rents = {"restructuring of L1"};
    CHECK(told_of(months).empty());
}

TEST_CASE("A prefect's order that no lease needed, and a programme without effect, are told") {
    auto policy = bare();
    policy.derogations = {{.name = "order"}};
    policy.stock.operations = {{.name = "t2", .kind = StockOperationKind::splitting},
                               {.name = "new", .from = month(2021, 1)},
                               {.name = "built", .from = month(2020, 12)}};
    policy.stock.attractiveness = {{.name = "gup", .from = month(2022, 3)}};
    CHECK(told(policy, counted({})) ==
          Sentences{"s: no lease needed the prefect's order 'order'",
                    "s: programme 't2' never found an empty dwelling",
                    "s: programme 'new' never began: it is of 2021-01",
                    "s: attractiveness programme 'gup' never began: it is of 2022-03"});
    auto months = counted({});
    months.rules_used.orders = {"order"};
    months.operations = {{"t2", 1}};
    CHECK(told(policy, months).size() == 2);
}

TEST_CASE("What is said alike of several scenarios is told once") {
    CHECK(told_once({{"a: quota", "quota 'x' never bound"},
                     {"b", "no vacancy was advertised"},
                     {"b", "quota 'x' never bound"},
                     {"c", "quota 'x' never bound"}}) ==
          std::vector<std::string>{"a: quota and 2 more: quota 'x' never bound",
                                   "b: no vacancy was advertised"});
    CHECK(told_once({}).empty());
}
