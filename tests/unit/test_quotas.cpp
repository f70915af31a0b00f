#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::any_draws;
using hand::Commission;

namespace {

HouseholdGroup group(const char* name) {
    return hand::group_of(name);
}

Quota floor_of(const char* group_name, double share) {
    return {.name = "quota", .group = group(group_name), .share = share};
}

/// One quota whose year has so many leases already.
QuotaAccountBook book(std::int32_t base, std::int32_t in_group) {
    return {.quota = "quota", .accounts = {{.year = {base, in_group}}}};
}

std::vector<QuotaHold> holds(Commission& c) {
    begin_quota_month(c.world, c.policy);
    return quota_holds(c.world,
                       c.policy,
                       quota_reaches(c.policy, *c.world.territory),
                       lettable_dwellings(c.world, c.policy, any_draws));
}

const QuotaAccount& account(const Commission& c, std::size_t a = 0) {
    return c.world.quota_books.at(0).accounts.at(a);
}

}  // namespace

TEST_CASE("CCH L.441-1: a floor keeps lists to its group while the year is short of it") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 0.5)};
    c.policy.quotas[0].scope.place = Scope::outside_qpv;
    c.policy.quotas[0].guard_days = 60;
    c.vacant(11, hand::town);
    c.vacant(12, hand::estate);
    c.world.quota_books = {book(10, 5)};
    CHECK(holds(c)[0].strict == 1);  // 5 of 10: one more vacancy needs 5.5
    CHECK(holds(c)[1].strict == 0);  // not in the quota's scope
    c.world.quota_books = {book(10, 6)};
    CHECK(holds(c)[0].strict == 0);
    SECTION("its guard lifts it once the dwelling has been empty for too long") {
        c.world.quota_books = {book(10, 0)};
        c.world.dwellings.vacant_since[DwellingRow{0U}] = c.world.month - 1;
        CHECK(holds(c)[0].strict == 1);
        c.world.dwellings.vacant_since[DwellingRow{0U}] = c.world.month - 2;  // 60.9 days
        CHECK(holds(c)[0].strict == 0);
        CHECK(holds(c)[0].relaxed == 1);
        c.round();
        CHECK(account(c).relaxed == 0);  // nobody took it
        c.applicant(1, 10);
        c.round();
        CHECK(account(c).relaxed == 1);
        CHECK(c.flows.counts.quota_relaxed == 1);
    }
    SECTION("observed, it holds nothing") {
        c.world.quota_books = {book(10, 0)};
        c.policy.quotas[0].mode = QuotaMode::observed;
        CHECK(holds(c)[0].strict == 0);
        CHECK(holds(c)[0].relaxed == 0);
    }
}

TEST_CASE("A quota binds where it changes a list, not where it only could") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 1.0)};
    c.poor_applicant(1, 3);
    const auto flat = c.vacant(11, hand::town);
    SECTION("it keeps nobody off") {
        c.round();
        CHECK(account(c).bound == 0);
    }
    SECTION("it keeps off who waited longer") {
        c.applicant(2, 30);
        c.round();
        CHECK(account(c).bound == 1);
        CHECK(c.flows.counts.lists_closed_by_quotas == std::array{0, 1});
    }
    SECTION("who comes after the commission's number shows nothing") {
        c.policy.commission.candidates = 1;
        c.applicant(2, 1);
        c.round();
        CHECK(account(c).bound == 0);
    }
    CHECK(c.tenant_of(flat) == HouseholdKey{1});
    CHECK(account(c).year.in_group == 1);
}

TEST_CASE("A cap keeps the group out once the year has reached it") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 0.5)};
    c.policy.quotas[0].bound = QuotaBound::at_most;
    c.policy.quotas[0].scope.place = Scope::in_qpv;
    c.poor_applicant(1, 30);
    c.applicant(2, 3);
    const auto flat = c.vacant(11, hand::estate);
    c.world.quota_books = {book(3, 2)};
    c.round();
    CHECK(c.tenant_of(flat) == HouseholdKey{2});
    CHECK(account(c).bound == 1);
}

TEST_CASE("CCH L.441-1, L.313-26-2: transfers count in the first-quartile share, not in the flow") {
    Commission c;  // cautions: signed leases, transfers included; the flow leaves them out
    const auto tenant =
        hand::settle_in(c.world, hand::single(1, 40, 0), hand::flat(10, hand::estate, 2));
    c.world.households.activity[tenant][0] = Activity::without_work;
    hand::apply_for_dwelling(c.world, tenant, c.world.month - 20);
    c.vacant(11, hand::town);
    auto of_the_flow = floor_of("first_quartile", 0.25);
    of_the_flow.name = "of_the_flow";
    of_the_flow.base = {.name = "flow", .none_of = condition::transfer | priority::rehousing};
    c.policy.quotas = {floor_of("first_quartile", 0.25), of_the_flow};
    c.round();
    REQUIRE(c.flows.leases.size() == 1);
    CHECK(c.flows.leases[0].transfer);
    CHECK(account(c).year.base == 1);
    CHECK(account(c).year.in_group == 1);
    CHECK(c.world.quota_books[1].accounts[0].year.base == 0);
    CHECK(c.world.flow_accounts[LandlordRow{0U}].base == 0);
    check_consistency(c.world);
}

TEST_CASE("Who is not in a quota's base may take a dwelling that it holds") {
    auto quota = floor_of("priority", 0.25);
    quota.base = {.name = "flow", .none_of = condition::transfer};
    const auto marks = [&](std::uint32_t conditions) {
        return quota_marks({quota}, {.conditions = conditions});
    };
    CHECK(marks(condition::transfer).serves == 1);
    CHECK(marks(condition::transfer).mends() == 0);
    CHECK(marks(condition::priority_public).mends() == 1);
    CHECK(marks(0).serves == 0);
    CHECK(marks(condition::priority_public | condition::transfer).in_group == 0);
}

TEST_CASE("A share may be held over the last months in place of the calendar year") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 1.0)};
    c.policy.quotas[0].window_months = 3;
    c.poor_applicant(1, 3);
    c.vacant(11, hand::town);
    c.round();
    const auto& months = account(c).months;
    const auto total = [&] {
        int sum = 0;
        for (const auto& count : months) {
            sum += count.base;
        }
        return sum;
    };
    REQUIRE(months.size() == 3);
    CHECK(total() == 1);
    for (int later = 1; later <= 3; ++later) {
        ++c.world.month;
        begin_quota_month(c.world, c.policy);
        CHECK(total() == (later < 3 ? 1 : 0));
    }
    CHECK(account(c).year.base == 1);  // the year goes on
}

TEST_CASE("The calendar year begins anew in January; quotas keep their accounts by name") {
    Commission c;
    c.policy.quotas = {floor_of("priority", 0.25), floor_of("first_quartile", 0.25)};
    c.policy.quotas[0].name = "other";
    c.world.quota_books = {book(8, 3)};
    begin_quota_month(c.world, c.policy);
    CHECK(c.world.quota_books[0].accounts[0].year.base == 0);
    CHECK(c.world.quota_books[1].accounts[0].year.base == 8);
    c.world.month = month(2025, 1);
    begin_quota_month(c.world, c.policy);
    CHECK(c.world.quota_books[1].accounts[0].year.base == 0);
}

TEST_CASE("CCH L.441-1: what a landlord's year missed, the prefect allocates the next year") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 0.25)};
    c.policy.quotas[0].mode = QuotaMode::observed;
    c.policy.quotas[0].accounts = QuotaAccounts::each_landlord;
    c.policy.quotas[0].prefect_substitutes = true;
    c.world.month = month(2025, 1);
    c.world.quota_books = {book(8, 1)};  // two are due
    c.applicant(1, 30);
    c.poor_applicant(2, 3);
    const auto first = c.vacant(11, hand::town, 4);
    const auto second = c.vacant(12, hand::town, 1);
    const auto held = holds(c);
    CHECK(account(c).owed == 1);
    CHECK(held[0].strict == 1);
    CHECK(held[1].strict == 0);  // the prefect makes up for one
    c.world.month = month(2025, 2);
    c.round();
    CHECK(c.tenant_of(first) == HouseholdKey{2});
    CHECK(c.tenant_of(second) == HouseholdKey{1});
    CHECK(account(c).owed == 0);
    CHECK(account(c).substituted == 1);
}

TEST_CASE("A bonus gives who mends the share more points, and excludes nobody") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 1.0)};
    c.policy.quotas[0].mode = QuotaMode::bonus;
    c.policy.commission.candidates = 1;
    c.applicant(1, 30);
    c.poor_applicant(2, 20);
    const auto first = c.vacant(11, hand::town, 4);
    const auto second = c.vacant(12, hand::town, 1);
    SECTION("of enough points") {
        c.policy.quotas[0].bonus_points = 15;
        c.round();
        CHECK(c.tenant_of(first) == HouseholdKey{2});
        CHECK(c.tenant_of(second) == HouseholdKey{1});
        CHECK(c.flows.leases[0].points == 35);
        CHECK(c.flows.leases[1].points == 30);
        CHECK(account(c).bound == 1);  // of the second list the bonus made nothing else
    }
    SECTION("of too few") {
        c.policy.quotas[0].bonus_points = 5;
        c.round();
        CHECK(c.tenant_of(first) == HouseholdKey{1});
    }
}

TEST_CASE("A quota reaches its place, communes, zones, landlords and holders") {
    const auto territory = hand::three_zones();
    auto policy = hand::policy();
    const auto zones_of = [&](const QuotaScope& scope) {
        policy.quotas = {{.name = "quota", .scope = scope}};
        return quota_reaches(policy, *territory)[0].zones.values();
    };
    using Bytes = std::vector<std::uint8_t>;  // town, village, estate
    CHECK(zones_of({}) == Bytes{1, 1, 1});
    CHECK(zones_of({.place = Scope::outside_qpv}) == Bytes{1, 1, 0});
    CHECK(zones_of({.communes = {"C1"}}) == Bytes{1, 0, 1});
    CHECK(zones_of({.place = Scope::in_qpv, .communes = {"C2"}}) == Bytes{0, 0, 0});
    CHECK(zones_of({.zones = {"Z2", "Q1"}}) == Bytes{0, 1, 1});
    policy.quotas = {{.name = "quota", .scope = {.landlords = {"L2"}, .holders = {"employers"}}}};
    CHECK(quota_reaches(policy, *territory)[0].landlords.values() == Bytes{0});
    CHECK(quota_reaches(policy, *territory)[0].holders == Bytes{0, 1, 0});
}

TEST_CASE("A year of a quota tells its leases, its gap, and how often it bound") {
    Commission c;
    c.policy.quotas = {floor_of("first_quartile", 0.25)};
    c.policy.quotas[0].accounts = QuotaAccounts::each_landlord;
    c.world.quota_books = {book(9, 1)};
    c.world.quota_books[0].accounts[0].bound = 4;
    const auto years = quota_years(c.world, c.policy, month(2024, 12));
    REQUIRE(years.size() == 1);
    CHECK(years[0].account == "L1");
    CHECK(years[0].leases == 9);
    CHECK(years[0].in_group == 1);
    CHECK(years[0].gap == 2);  // 2.25 are due: three leases
    CHECK(years[0].bound == 4);
    c.policy.quotas[0].bound = QuotaBound::at_most;
    c.policy.quotas[0].share = 0.0;
    CHECK(quota_years(c.world, c.policy, month(2024, 12))[0].gap == 1);
}
