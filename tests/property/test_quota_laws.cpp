#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "hand_written_commission.hpp"

using namespace mixite;
namespace hand = mixite::hand_written;
using hand::Commission;

namespace {

/// A register and a stock of chance: a third of the applicants poor, some tenants, some rehoused.
Commission random_commission(std::uint32_t seed, int applicants, int vacancies) {
    std::mt19937 chance(seed);
    const auto below = [&](unsigned n) { return static_cast<int>(chance() % n); };
    Commission c;
    c.policy.holders = {{.name = "a", .share = 0.5, .designates = hand::group_of("in_work")},
                        {.name = "b", .share = 0.5}};
    for (int i = 0; i < applicants; ++i) {
        const auto key = std::uint64_t{1} + static_cast<std::uint64_t>(i);
        const auto request = below(3) == 0 ? c.poor_applicant(key, below(60))
                                           : c.applicant(key, below(60), 1000000 + below(1500000));
        c.world.applications.priorities[request] = below(10) == 0  ? priority::rehousing
                                                   : below(5) == 0 ? priority::dalo
                                                                   : 0;
    }
    for (int i = 0; i < vacancies; ++i) {
        c.vacant(std::uint64_t{1000} + static_cast<std::uint64_t>(i),
                 ZoneRow{static_cast<std::size_t>(below(3))},
                 below(6));
    }
    return c;
}

Quota random_quota(std::uint32_t seed) {
    std::mt19937 chance(seed);
    const auto below = [&](std::size_t n) { return chance() % n; };
    const auto conditions = named_conditions();
    const auto some_condition = [&] { return conditions[below(conditions.size())].bit; };
    Quota quota{.name = "quota" + std::to_string(seed)};
    quota.group = {.any_of = some_condition() | some_condition()};
    quota.base = {.none_of = below(2) == 0 ? condition::transfer : 0U};
    quota.scope.place = static_cast<Scope>(below(3));
    quota.accounts = static_cast<QuotaAccounts>(below(4));
    quota.bound = static_cast<QuotaBound>(below(2));
    quota.share = static_cast<double>(below(101)) / 100.0;
    quota.mode = static_cast<QuotaMode>(below(3));
    quota.bonus_points = static_cast<std::int32_t>(below(40));
    quota.window_months = static_cast<int>(below(2) * 6);
    quota.guard_days = static_cast<int>(below(3) * 60);
    return quota;
}

std::vector<std::pair<HouseholdKey, DwellingKey>> leases_after(Commission c, int rounds) {
    for (int r = 0; r < rounds; ++r) {
        c.round();
        ++c.world.month;
    }
    std::vector<std::pair<HouseholdKey, DwellingKey>> signed_leases;
    signed_leases.reserve(c.flows.leases.size());
    for (const auto& lease : c.flows.leases) {
        signed_leases.emplace_back(lease.household, lease.dwelling);
    }
    return signed_leases;
}

}  // namespace

TEST_CASE("A floor of nothing, a cap of everything and a bonus of no points change no lease") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        auto c = random_commission(seed, 60, 20);
        const auto without = leases_after(c, 3);
        auto quota = random_quota(seed);
        quota.mode = QuotaMode::strict;
        quota.bound = QuotaBound::at_least;
        quota.share = 0.0;
        c.policy.quotas = {quota};
        CHECK(leases_after(c, 3) == without);
        quota.bound = QuotaBound::at_most;
        quota.share = 1.0;
        c.policy.quotas = {quota};
        CHECK(leases_after(c, 3) == without);
        quota = random_quota(seed + 100);
        quota.mode = QuotaMode::bonus;
        quota.bonus_points = 0;
        c.policy.quotas = {quota};
        CHECK(leases_after(c, 3) == without);
        quota.mode = QuotaMode::observed;
        quota.prefect_substitutes = false;
        c.policy.quotas = {quota};
        CHECK(leases_after(c, 3) == without);
    }
}

TEST_CASE("Under any quotas, leases are counted once, and nobody strict is passed over unlifted") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        auto c = random_commission(seed, 50, 25);
        c.policy.quotas = {random_quota(seed), random_quota(seed + 1000)};
        const auto requests = c.world.applications.size();
        const auto all = c.verified();
        const auto lists = c.lists(all);
        for (const auto& list : lists) {
            for (const auto i : list.designated) {
                CHECK(list.hold.admits(all[i].quotas));
                CHECK(bar(all[i], c.world, list.vacancy.dwelling, c.policy) == Bar::none);
            }
            CHECK((list.bound & ~(list.hold.strict | list.hold.bonus)) == 0);
        }
        c.round();
        check_consistency(c.world);
        CHECK(c.world.applications.size() + c.flows.leases.size() == requests);
        for (std::size_t q = 0; q < c.policy.quotas.size(); ++q) {
            int base = 0;
            for (const auto& account : c.world.quota_books[q].accounts) {
                base += account.year.base;
                CHECK(account.year.in_group <= account.year.base);
            }
            CHECK(base <= static_cast<int>(c.flows.leases.size()));
        }
    }
}

TEST_CASE("A strict floor binds exactly at its share when demand allows") {
    // Sixty poor among two hundred and forty applicants, the poor the last to come: without the
    // quota none of them is housed.
    Commission c;
    for (std::uint64_t key = 1; key <= 180; ++key) {
        c.applicant(key, 30);
    }
    for (std::uint64_t key = 181; key <= 240; ++key) {
        c.poor_applicant(key, 2);
    }
    c.policy.commission.candidates = 1;
    const auto poor_leases = [](const Commission& of) {
        return std::count_if(of.flows.leases.begin(),
                             of.flows.leases.end(),
                             [](const Lease& lease) { return lease.quartile_legal == 1; });
    };
    const auto let_forty = [](Commission& of) {
        for (std::uint64_t key = 1001; key <= 1040; ++key) {
            of.vacant(key, hand::town);
            of.round();
        }
    };
    auto without = c;
    let_forty(without);
    CHECK(poor_leases(without) == 0);
    for (const double share : {0.1, 0.25, 0.5, 0.85}) {
        auto with = c;
        with.policy.quotas = {
            {.name = "quota", .group = hand::group_of("first_quartile"), .share = share}};
        let_forty(with);
        REQUIRE(with.flows.leases.size() == 40);
        CHECK(poor_leases(with) == static_cast<int>(std::ceil(share * 40.0)));
    }
}

TEST_CASE("The order in which requests stand in the register changes no lease") {
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        auto c = random_commission(seed, 40, 15);
        c.policy.quotas = {random_quota(seed), random_quota(seed + 500)};
        auto turned = c;
        turned.world.applications = {};
        for (std::size_t i = c.world.applications.size(); i-- > 0;) {
            const ApplicationRow old{i};
            const auto h = c.world.applications.household[old];
            const auto request =
                hand::apply_for_dwelling(turned.world, h, c.world.applications.opened[old]);
            turned.world.applications.priorities[request] = c.world.applications.priorities[old];
        }
        CHECK(leases_after(c, 2) == leases_after(turned, 2));
    }
}
