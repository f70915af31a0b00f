// The floors: the least that the work of a month can cost, beside what the model takes for it. What
// is compared is checked to give the same results before anything is timed.

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "observation/month_tables.hpp"
#include "observation/segregation.hpp"
#include "plain/commission.hpp"
#include "plain/life.hpp"
#include "reference.hpp"
#include "rules/demand.hpp"
#include "rules/resources.hpp"
#include "rules/supply.hpp"
#include "study/prepared_run.hpp"
#include "study/recorded_run.hpp"
#include "world/poverty_line.hpp"

namespace {

using namespace mixite;

/// The reference in its first month after the history, with what the rules keep up to date.
World in_the_fork() {
    const auto& r = reference();
    auto agglomerations = copies_of(r.world, 1);
    const Draws draws(1, 0);
    const std::atomic<bool> stop{false};
    auto nobody = FollowUp::nobody();
    run_months(agglomerations,
               r.behaviour,
               r.scenario.timeline,
               r.scenario.fork + 1,
               OfferTrail::forgotten,
               nobody,
               draws,
               stop);
    auto& world = agglomerations.front();
    update_resources(world, r.behaviour, r.scenario.timeline.at(world.month));
    update_quiet_life(world, r.behaviour);
    return world;
}

const World& world_in_the_fork() {
    static const World world = in_the_fork();
    return world;
}

const Draws draws_of_the_fork{1, 0};

const AllocationPolicy& policy_of(const World& world) {
    return reference().scenario.timeline.at(world.month);
}

void count_households(benchmark::State& state, const World& world) {
    state.SetItemsProcessed(state.iterations() *
                            static_cast<std::int64_t>(world.households.size()));
}

// One block a household and month: the floor of the hazard step.
void generate_blocks(const World& world) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
    RandomWords words;
    for_each_block(world.households.size(), [&](const Block& block) {
        draws_of_the_fork.blocks(words,
                                 DrawPurpose::life_hazard,
                                 world.month,
                                 world.households.key.between(block.first, block.last));
        benchmark::DoNotOptimize(words);
    });
}

void philox_blocks(benchmark::State& state) {
    const auto& world = world_in_the_fork();
    for ([[maybe_unused]] const auto iteration : state) {
        generate_blocks(world);
    }
    count_households(state, world);
}

void hazard_step(benchmark::State& state) {
    const auto& world = world_in_the_fork();
    const auto& behaviour = reference().behaviour;
    if (plain::events_of(life_occurrences(world, draws_of_the_fork), world, behaviour) !=
        plain::life_events(world, behaviour, draws_of_the_fork)) {
        state.SkipWithError("the events are not those of the plain version");
    }
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(life_occurrences(world, draws_of_the_fork));
    }
    count_households(state, world);
}

void hazard_step_plain(benchmark::State& state) {
    const auto& world = world_in_the_fork();
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(
            plain::life_events(world, reference().behaviour, draws_of_the_fork));
    }
    count_households(state, world);
}

/// A commission of 300 vacancies and 8 000 requests.
struct Commission {
    World world = world_in_the_fork();
    const AllocationPolicy& policy = policy_of(world);
    std::vector<Candidate> all;
    std::vector<Vacancy> vacant;

    Commission() {
        open_requests(8000);
        leave_vacant(300);
        update_resources(world, reference().behaviour, policy);
        all = candidates(world, reference().behaviour, policy, draws_of_the_fork);
        vacant = lettable_dwellings(world, policy, draws_of_the_fork);
        vacant.resize(std::min<std::size_t>(vacant.size(), 300));
    }

  private:
    /// From all over the table.
    void open_requests(std::size_t count) {
        constexpr std::size_t stride = 7;
        for (std::size_t first = 0; first < stride; ++first) {
            for (auto i = first; i < world.households.size() && world.applications.size() < count;
                 i += stride) {
                open_request(HouseholdRow{i});
            }
        }
    }

    void open_request(HouseholdRow h) {
        if (world.households.resident(h) && !world.households.application[h] &&
            world.households.tenure[h] != Tenure::owner) {
            world.households.application[h] = append(
                world.applications,
                new_application(world, h, reference().behaviour.demand, policy, draws_of_the_fork));
        }
    }

    void leave_vacant(std::size_t count) {
        auto& dwellings = world.dwellings;
        std::size_t vacancies = 0;
        for (std::size_t i = 0; vacancies < count; i += 11) {
            const DwellingRow d{i % dwellings.size()};
            const auto tenant = dwellings.household[d];
            if (tenant && !world.households.application[tenant]) {
                world.households.dwelling[tenant] = {};
                world.households.tenure[tenant] = Tenure::hosted;
                outdate(world, tenant);
                dwellings.household[d] = {};
                dwellings.status[d] = DwellingStatus::vacant;
                dwellings.vacant_since[d] = dwellings.available[d] = world.month;
                ++vacancies;
            }
        }
    }
};

const Commission& commission() {
    static const Commission the_commission;
    return the_commission;
}

/// Whom each vacancy is proposed to.
using Named = std::vector<std::vector<std::uint32_t>>;

/// Each household on one list: vacancies choose in their order.
Named named_on(const std::vector<ShortList>& lists, std::size_t candidates, std::size_t most) {
    std::vector<std::uint8_t> on_a_list(candidates);
    Named named;
    for (const auto& list : lists) {
        auto& names = named.emplace_back();
        for (const auto i : list.designated) {
            if (on_a_list[i] == 0 && names.size() < most) {
                on_a_list[i] = 1;
                names.push_back(i);
            }
        }
    }
    return named;
}

std::size_t most_named() {
    return static_cast<std::size_t>(commission().policy.commission.candidates);
}

DesignationOrders orders_of_the_commission() {
    const auto& c = commission();
    return designation_orders(c.policy.commission.engine, c.all);
}

Named round_naive() {
    const auto& c = commission();
    return named_on(
        plain::lists_by_points(c.world, c.policy, c.vacant, c.all), c.all.size(), most_named());
}

Named round_of_the_model(const DesignationOrders& orders) {
    const auto& c = commission();
    const AdvertResponses nobody_answers(c.vacant.size());
    return named_on(
        shortlists(c.world, c.policy, c.vacant, c.all, orders, nobody_answers, draws_of_the_fork),
        c.all.size(),
        most_named());
}

/// Bit g: of the policy's holder g's public; then tenants and anybody.
class Publics {
  public:
    explicit Publics(const AllocationPolicy& policy) {
        for (const auto& holder : policy.holders) {
            groups_.push_back(holder.designates);
        }
        groups_.push_back({.all_of = condition::transfer});
        groups_.push_back({});
    }

    [[nodiscard]] std::uint8_t of_holder(HolderRow holder) const { return bit(holder.value); }
    [[nodiscard]] std::uint8_t tenants() const { return bit(groups_.size() - 2); }
    [[nodiscard]] std::uint8_t anybody() const { return bit(groups_.size() - 1); }
    [[nodiscard]] std::uint8_t of(const Candidate& c) const {
        std::uint8_t bits = 0;
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            bits = static_cast<std::uint8_t>(bits | (belongs(groups_[g], c.traits) ? bit(g) : 0));
        }
        return bits;
    }

  private:
    static std::uint8_t bit(std::size_t group) { return static_cast<std::uint8_t>(1U << group); }
    std::vector<HouseholdGroup> groups_;
};

/// Every candidate's filters side by side, in the order of designation, for a scan without index.
struct ScanColumns {
    std::vector<std::uint32_t> candidate;
    std::vector<std::uint8_t> fewest;
    std::vector<std::uint8_t> most;
    std::vector<std::uint8_t> financings;
    std::vector<std::uint8_t> publics;
    std::vector<std::uint16_t> commune;

    ScanColumns(const std::vector<Candidate>& all, Scope scope, const AllocationPolicy& policy) {
        const Publics whose(policy);
        std::vector<std::pair<plain::Designation, std::uint32_t>> order;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            order.emplace_back(plain::designation(all[i], scope, policy, {}), i);
        }
        std::sort(order.begin(), order.end());
        for (const auto& [key, i] : order) {
            add(all[i], i, whose.of(all[i]));
        }
    }

  private:
    void add(const Candidate& c, std::uint32_t i, std::uint8_t publics_of_candidate) {
        constexpr std::uint16_t any_commune = 0xffff;
        candidate.push_back(i);
        fewest.push_back(c.rooms.fewest);
        most.push_back(c.rooms.most);
        financings.push_back(c.financings);
        commune.push_back(c.open_to_other_communes ? any_commune : c.wished_commune.value);
        publics.push_back(publics_of_candidate);
    }
};

MIXITE_VECTOR_CLONES
void scan(std::uint8_t* passes,
          const ScanColumns& columns,
          std::uint8_t rooms,
          std::uint8_t financing,
          std::uint8_t publics,
          std::uint16_t commune) {
    const auto* fewest = columns.fewest.data();
    const auto* most = columns.most.data();
    const auto* financings = columns.financings.data();
    const auto* groups = columns.publics.data();
    const auto* communes = columns.commune.data();
    const auto size = columns.candidate.size();
    for (std::size_t i = 0; i < size; ++i) {
        const int fits =
            static_cast<int>(fewest[i] <= rooms) & static_cast<int>(most[i] >= rooms) &
            static_cast<int>((financings[i] & financing) != 0) &
            static_cast<int>((groups[i] & publics) != 0) &
            (static_cast<int>(communes[i] == 0xffff) | static_cast<int>(communes[i] == commune));
        passes[i] = static_cast<std::uint8_t>(fits);
    }
}

/// A round by a vectorised scan of all candidates for each vacancy.
class ScanRound {
  public:
    Named run() {
        const auto& c = commission();
        const auto holds =
            quota_holds(c.world, c.policy, quota_reaches(c.policy, *c.world.territory), c.vacant);
        on_a_list_.assign(c.all.size(), 0);
        Named named;
        for (std::size_t v = 0; v < c.vacant.size(); ++v) {
            named.push_back(names(c.vacant[v], holds[v]));
        }
        return named;
    }

  private:
    std::vector<std::uint32_t> names(const Vacancy& vacancy, const QuotaHold& hold) {
        const bool has_holder =
            vacancy.holder && vacancy.holder.value < commission().policy.holders.size();
        bool anybody_fits = false;
        std::vector<std::uint32_t> found;
        if (vacancy.for_transfer || has_holder) {
            const auto publics =
                vacancy.for_transfer ? publics_.tenants() : publics_.of_holder(vacancy.holder);
            found = among(vacancy, hold, publics, anybody_fits);
        }
        return anybody_fits ? found : among(vacancy, hold, publics_.anybody(), anybody_fits);
    }

    std::vector<std::uint32_t> among(const Vacancy& vacancy,
                                     const QuotaHold& hold,
                                     std::uint8_t publics,
                                     bool& anybody_fits) {
        const auto& c = commission();
        const auto& dwellings = c.world.dwellings;
        const auto d = vacancy.dwelling;
        const auto zone = dwellings.zone[d];
        const auto& columns = c.world.territory->is_qpv(zone) ? in_qpv_ : outside_;
        scan(passes_.data(),
             columns,
             dwellings.rooms[d],
             static_cast<std::uint8_t>(1U << static_cast<unsigned>(dwellings.financing[d])),
             publics,
             c.world.territory->zones[zone].commune.value);
        std::vector<std::uint32_t> found;
        for (std::size_t at = 0; at < columns.candidate.size() && found.size() < most_named();
             ++at) {
            const auto i = columns.candidate[at];
            if (passes_[at] == 0 || plain::held_off(hold, c.policy, c.all[i]) ||
                (publics == publics_.tenants() &&
                 !may_transfer(c.world, c.policy.transfers, c.all[i], d)) ||
                c.world.households.dwelling[c.all[i].household] == d ||
                bar(c.all[i], c.world, d, c.policy) != Bar::none) {
                continue;
            }
            anybody_fits = true;
            if (on_a_list_[i] == 0) {
                on_a_list_[i] = 1;
                found.push_back(i);
            }
        }
        return found;
    }

    Publics publics_{commission().policy};
    ScanColumns in_qpv_{commission().all, Scope::in_qpv, commission().policy};
    ScanColumns outside_{commission().all, Scope::outside_qpv, commission().policy};
    std::vector<std::uint8_t> passes_ = std::vector<std::uint8_t>(commission().all.size());
    std::vector<std::uint8_t> on_a_list_;
};

void commission_order(benchmark::State& state) {
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(orders_of_the_commission());
    }
}

void commission_round(benchmark::State& state) {
    const auto orders = orders_of_the_commission();
    if (round_of_the_model(orders) != round_naive()) {
        state.SkipWithError("the lists are not those of the naive scan");
    }
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(round_of_the_model(orders));
    }
}

void commission_round_scan(benchmark::State& state) {
    ScanRound scan;
    if (scan.run() != round_naive()) {
        state.SkipWithError("the lists are not those of the naive scan");
    }
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(scan.run());
    }
}

void commission_round_naive(benchmark::State& state) {
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(round_naive());
    }
}

/// Poor and other households by zone.
std::vector<GroupAndOthers> recount(const World& world) {
    const auto line = poverty_line_cents(world);
    std::vector<GroupAndOthers> zones(world.territory->zones.size());
    const auto* zone = world.households.zone.values().data();
    const auto* tenure = world.households.tenure.values().data();
    const auto* disposable = world.resources.disposable_per_unit_cents.values().data();
    for (std::size_t i = 0; i < world.households.size(); ++i) {
        if (tenure[i] != Tenure::gone && zone[i]) {
            const bool poor = disposable[i] < line;
            zones[zone[i].value].group += poor ? 1 : 0;
            zones[zone[i].value].others += poor ? 0 : 1;
        }
    }
    return zones;
}

double indices(const std::vector<GroupAndOthers>& zones) {
    return dissimilarity(zones) + theil_h(zones);
}

void segregation_recount(benchmark::State& state) {
    const auto& world = world_in_the_fork();
    if (const auto tables = tabulate(world, {});
        indices(recount(world)) != tables.segregation.dissimilarity + tables.segregation.theil_h) {
        state.SkipWithError("the indices are not those of the month's tables");
    }
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(indices(recount(world)));
    }
    count_households(state, world);
}

// What the three kernels take for the months of a replication, without anything between them: a
// month's hazards, one round, one recount.
void composite(benchmark::State& state) {
    const auto& world = world_in_the_fork();
    const auto orders = orders_of_the_commission();
    const auto months = reference().months();
    for ([[maybe_unused]] const auto iteration : state) {
        for (int month = 0; month < months; ++month) {
            benchmark::DoNotOptimize(life_occurrences(world, draws_of_the_fork));
            benchmark::DoNotOptimize(round_of_the_model(orders));
            benchmark::DoNotOptimize(indices(recount(world)));
        }
    }
    state.SetItemsProcessed(state.iterations() * months *
                            static_cast<std::int64_t>(world.households.size()));
}

/// The whole model, history and fork, every indicator recorded in a result file.
void replication_recorded(benchmark::State& state) {
    const auto prepared =
        prepare({.scenarios = {reference().sources / "scenarios/reference.toml"}});
    const auto file = std::filesystem::temp_directory_path() /
                      ("mixite-benchmark-" + std::to_string(getpid()) + ".h5");
    const std::atomic<bool> stop{false};
    for ([[maybe_unused]] const auto iteration : state) {
        record_run(
            prepared, file, Existing::replace, {}, stop, [](std::uint32_t, std::uint32_t) {});
    }
    std::filesystem::remove(file);
    state.SetItemsProcessed(state.iterations() * reference().months() *
                            static_cast<std::int64_t>(prepared.month_zero().households.size()));
}

BENCHMARK(philox_blocks)->Unit(benchmark::kMicrosecond);
BENCHMARK(hazard_step)->Unit(benchmark::kMicrosecond);
BENCHMARK(hazard_step_plain)->Unit(benchmark::kMicrosecond);
BENCHMARK(commission_order)->Unit(benchmark::kMicrosecond);
BENCHMARK(commission_round)->Unit(benchmark::kMicrosecond);
BENCHMARK(commission_round_scan)->Unit(benchmark::kMicrosecond);
BENCHMARK(commission_round_naive)->Unit(benchmark::kMicrosecond);
BENCHMARK(segregation_recount)->Unit(benchmark::kMicrosecond);
BENCHMARK(composite)->Unit(benchmark::kMillisecond);
BENCHMARK(replication_recorded)->Unit(benchmark::kMillisecond);

}  // namespace
