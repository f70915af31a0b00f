#include "engine/month.hpp"

#include <algorithm>

#include "engine/occupancy.hpp"
#include "engine/poverty.hpp"
#include "engine/poverty_ledger.hpp"
#include "foundation/append_to.hpp"
#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "rules/commission.hpp"
#include "rules/commission_decisions.hpp"
#include "rules/decision_trail.hpp"
#include "rules/demand.hpp"
#include "rules/fair_access.hpp"
#include "rules/household_answers.hpp"
#include "rules/household_life.hpp"
#include "rules/lease_signing.hpp"
#include "rules/legality.hpp"
#include "rules/migration.hpp"
#include "rules/private_moves.hpp"
#include "rules/quotas.hpp"
#include "rules/rents.hpp"
#include "rules/resources.hpp"
#include "rules/shortlists.hpp"
#include "rules/stock_programme.hpp"
#include "rules/supply.hpp"

namespace mixite {
namespace {

using Clock = std::chrono::steady_clock;

/// Adds the time it lives to a phase.
class PhaseTimer {
  public:
    PhaseTimer(PhaseSeconds& seconds, Phase phase)
        : seconds_(seconds[static_cast<std::size_t>(phase)]), start_(Clock::now()) {}
    ~PhaseTimer() { seconds_ += std::chrono::duration<double>(Clock::now() - start_).count(); }
    PhaseTimer(const PhaseTimer&) = delete;
    PhaseTimer& operator=(const PhaseTimer&) = delete;

  private:
    double& seconds_;
    Clock::time_point start_;
};

void begin_month(World& world,
                 const Behaviour& behaviour,
                 const AllocationPolicy& policy,
                 const Draws& draws) {
    const bool january = month_of_year(world.month) == 1;
    if (january) {
        compact_households(world);
    }
    if (january && world.month != world.territory->month_zero) {
        begin_year(world, behaviour, policy.indices, draws);
    }
    begin_quota_month(world, policy);
}

void run_programme(World& world,
                   const AllocationPolicy& policy,
                   const Draws& draws,
                   MonthFlows& flows) {
    auto due = kept_events(world.agenda.take(world.month), *world.territory, policy.stock);
    append_to(due, events_due(world, policy.stock));
    apply(world, due, draws, flows);
    const auto changes = stock_changes(world, policy.stock);
    flows.counts.programme_cost_cents = programme_cost_cents(world, policy.stock, changes);
    apply(world, policy.stock, changes, flows);
    apply_letting_permits(world, policy.stock);
    end_works(world);
    flows.rules_used.add({.rents = begin_rent_rules(world, policy.rents)});
}

/// Those whom it changes in the QPV.
std::vector<ChangedHousehold> run_life(World& world,
                                       const Behaviour& behaviour,
                                       const Draws& draws,
                                       MonthFlows& flows) {
    update_quiet_life(world, behaviour);
    const auto life = household_life(world, behaviour, draws);
    const auto arrived =
        without_taken(arrivals(world, behaviour, draws),
                      static_cast<std::size_t>(flows.counts.from_other_agglomerations));
    auto changed = changed_by_life(world, life);
    apply(world, life, arrived, behaviour, draws, flows);
    compact_applications(world);
    append_to(changed, arrived_last(world, arrived.size()));
    return changed;
}

void run_demand(World& world,
                const Behaviour& behaviour,
                const AllocationPolicy& policy,
                const Draws& draws,
                MonthFlows& flows) {
    move_thresholds(world, policy);
    const auto changes = demand_changes(world, behaviour.demand, policy, draws);
    const auto from_outside = outside_applicants(world, behaviour.demand, policy, draws);
    apply(world, changes, flows);
    admit(world, from_outside, behaviour.demand, policy, draws, flows);
}

void count_candidates(const std::vector<Candidate>& all, MonthFlows& flows) {
    for (const auto& c : all) {
        flows.counts.diverted_with_consent += c.diverted;
        flows.rules_used.criteria |= c.criteria;
    }
}

/// Its holder's time to name has ended this month, and this is the month's first commission.
bool naming_just_over(const World& world,
                      const AllocationPolicy& policy,
                      const Vacancy& vacancy,
                      int round) {
    return vacancy.naming_over && round == 1 &&
           world.month - world.dwellings.available[vacancy.dwelling] == policy.naming_months;
}

int beyond_abnormal_delay(const World& world, int months) {
    const auto& requests = world.applications;
    int count = 0;
    for (const auto row : rows<ApplicationRow>(requests.size())) {
        const auto household = requests.household[row];
        count += household && world.households.present(household) &&
                 world.month - requests.opened[row] > months;
    }
    return count;
}

void count_lists(const World& world,
                 const AllocationPolicy& policy,
                 int round,
                 const std::vector<ShortList>& lists,
                 const std::vector<RankedList>& ranked,
                 MonthFlows& flows) {
    auto& counts = flows.counts;
    for (const auto& list : lists) {
        counts.given_back += list.given_back && list.vacancy.holder;
        counts.naming_over += naming_just_over(world, policy, list.vacancy, round);
        const auto route = list.vacancy.route;
        counts.adverts += route == VacancyRoute::advert;
        counts.adverts_unanswered += route == VacancyRoute::advert && !list.anybody_fits;
        counts.named_by_coordination += route == VacancyRoute::coordination;
        counts.named_by_mayor += route == VacancyRoute::mayor;
        counts.named_for_exchange += route == VacancyRoute::exchange;
        counts.named_by_prefect += route == VacancyRoute::prefect;
    }
    for (const auto& list : ranked) {
        counts.mayor_vetoes += list.vetoes;
        const auto route = list.vacancy.route;
        const bool attributed = route == VacancyRoute::prefect_attribution;
        counts.attributed_by_prefect += attributed;
        counts.refused_by_landlords +=
            attributed || (route == VacancyRoute::prefect && list.ranked.empty());
        flows.rules_used.casting_votes += list.cast;
    }
}

/// Those who sign a lease.
std::vector<ChangedHousehold> run_commissions(World& world,
                                              const Behaviour& behaviour,
                                              const AllocationPolicy& policy,
                                              OfferTrail offer_trail,
                                              const Draws& draws,
                                              MonthFlows& flows) {
    std::vector<ChangedHousehold> changed;
    update_candidates(world, behaviour, policy, draws);
#ifdef MIXITE_CHECK_INVARIANTS
    check_candidates(world, behaviour, policy, draws);
#endif
    const auto& all = world.candidates.all;
    count_candidates(all, flows);
    check_consent(world, behaviour, policy, all, draws, flows.counts);
    const auto audited = audited_requests(world, all);
    flows.opened_requests = opened_requests(world, all);
    const auto orders = designation_orders(policy.commission.engine, all);
    FoundThisMonth found;
    for (int round = 1; round <= policy.commission.rounds_a_month; ++round) {
        const auto vacant = lettable_dwellings(world, policy, draws);
        if (vacant.empty()) {
            break;
        }
        const auto responses =
            advert_responses(world, behaviour.answers, policy, vacant, all, draws);
        const auto by_prefect = prefect_designations(world, policy, vacant, all);
        const auto lists =
            shortlists(world, policy, vacant, all, orders, responses, draws, by_prefect);
        const auto ranked = resolve_conflicts(world, behaviour, policy, lists, all, draws);
        count_lists(world, policy, round, lists, ranked, flows);
        count_decisions(world, lists, ranked, all, flows.counts);
        const auto answers = household_answers(world, behaviour, policy, ranked, all, draws);
        check_lists(world, policy, lists, ranked, answers, all, flows.counts);
        DecisionTrail trail;
        if (offer_trail == OfferTrail::kept) {
            trail = decision_trail(world,
                                   behaviour,
                                   policy,
                                   {round, all, orders, lists, ranked, answers},
                                   draws,
                                   found);
        }
        append_to(changed, changed_by_leases(world, answers, all));
        const auto offers_before = flows.offers.size();
        settle(world, behaviour, policy, answers, all, round, draws, flows);
        note_quotas(world, policy, lists, flows.counts);
        note_not_allocated(world, policy, ranked, all);
        strike_off_rejected(world, lists, all, flows.counts);
        if (offer_trail == OfferTrail::kept) {
            keep(std::move(trail), offers_before, flows);
        }
    }
    check_leases(world, policy, flows.leases, flows);
    flows.access = access_counts(audited, flows.leases);
    compact_applications(world);
    count_dalo(world, policy.dalo, flows.counts);
    return changed;
}

/// Households, requests and dwellings with a tenant are what they were, plus what came, less what
/// went; each offer that is accepted is a lease.
class Conservation {
  public:
    explicit Conservation(const World& world)
        : residents_(residents(world)),
          requests_(static_cast<int>(world.applications.size())),
          let_(let_dwellings(world)) {}

    void check(const World& world, const MonthFlows& flows) const {
        const auto& c = flows.counts;
        const int expected =
            residents_ + c.formed + c.arrived + c.arrived_by_lease - c.dissolved - c.left;
        ENSURE(residents(world) == expected,
               "{}: {} households, {} expected",
               to_string(world.month),
               residents(world),
               expected);
        const int open = requests_ + c.opened - static_cast<int>(flows.leases.size()) -
                         c.withdrawn - c.lapsed - c.closed_by_dissolution - c.rejected -
                         c.struck_off_for_silence;
        ENSURE(static_cast<int>(world.applications.size()) == open,
               "{}: {} requests, {} expected",
               to_string(world.month),
               world.applications.size(),
               open);
        const auto accepted =
            std::count_if(flows.offers.begin(), flows.offers.end(), [](const Offer& offer) {
                return offer.answer == Answer::accepted;
            });
        ENSURE(accepted == static_cast<std::ptrdiff_t>(flows.leases.size()),
               "{}: {} offers accepted, {} leases",
               to_string(world.month),
               accepted,
               flows.leases.size());
        const int let = let_ + static_cast<int>(flows.leases.size()) - c.fell_vacant;
        ENSURE(let_dwellings(world) == let,
               "{}: {} dwellings with a tenant, {} expected",
               to_string(world.month),
               let_dwellings(world),
               let);
        check_consistency(world);
    }

  private:
    static int residents(const World& world) {
        int count = 0;
        for (const auto h : rows<HouseholdRow>(world.households.size())) {
            count += world.households.resident(h);
        }
        return count;
    }
    static int let_dwellings(const World& world) {
        const auto& tenants = world.dwellings.household;
        return static_cast<int>(
            std::count_if(tenants.begin(), tenants.end(), [](HouseholdRow tenant) {
                return static_cast<bool>(tenant);
            }));
    }
    int residents_;
    int requests_;
    int let_;
};

}  // namespace

MonthRecord run_month(World& world,
                      const Behaviour& behaviour,
                      const AllocationPolicy& policy,
                      OfferTrail trail,
                      const Draws& draws,
                      PhaseSeconds& seconds) {
    MonthFlows flows;
#ifdef MIXITE_CHECK_INVARIANTS
    const Conservation conservation(world);
#endif
    const auto poverty = [&] {
        update_resources(world, behaviour, policy);
        return count_poverty(world);
    };
    PovertyLedger ledger(world.qpv_poverty.empty() ? poverty() : world.qpv_poverty);
    if (world.qpv_occupants.empty()) {
        world.qpv_occupants = qpv_occupants(world);
    }
    {
        const PhaseTimer timer(seconds, Phase::programme);
        if (!world.on_their_way.empty()) {
            settle_migrants(world, behaviour, draws, flows);
            ledger.book_rest(PovertyCause::migration, poverty());
        }
        begin_month(world, behaviour, policy, draws);
        run_programme(world, policy, draws, flows);
        ledger.book_rest(
            month_of_year(world.month) == 1 ? PovertyCause::incomes : PovertyCause::scales,
            poverty());
    }
    {
        const PhaseTimer timer(seconds, Phase::life);
        const auto changed = run_life(world, behaviour, draws, flows);
        const auto now = poverty();
        ledger.book(changed, world);
        ledger.book_rest(PovertyCause::demography, now);
    }
    {
        const PhaseTimer timer(seconds, Phase::demand);
        run_demand(world, behaviour, policy, draws, flows);
        update_resources(world, behaviour, policy);
    }
    {
        const PhaseTimer timer(seconds, Phase::commission);
        const auto changed = run_commissions(world, behaviour, policy, trail, draws, flows);
        const auto now = poverty();
        ledger.book(changed, world);
        ENSURE(ledger.now() == now, "{}: leases are not all that changed", to_string(world.month));
    }
    {
        const PhaseTimer timer(seconds, Phase::private_moves);
        apply(world, private_moves(world, behaviour, policy, draws), behaviour, draws, flows);
        compact_applications(world);
        ledger.book_rest(PovertyCause::private_moves, poverty());
    }
#ifdef MIXITE_CHECK_INVARIANTS
    {
        const PhaseTimer timer(seconds, Phase::check);
        conservation.check(world, flows);
        check_resources(world, behaviour, policy);
    }
#endif
    const PhaseTimer timer(seconds, Phase::measure);
    flows.counts.beyond_abnormal_delay =
        beyond_abnormal_delay(world, policy.commission.abnormal_delay_months);
    flows.poverty_ledger = ledger.entries();
    world.qpv_poverty = ledger.now();
    auto occupants = qpv_occupants(world);
    flows.occupancy =
        occupancy(world.qpv_occupants, occupants, world.territory->qpv_zones().size());
    world.qpv_occupants = std::move(occupants);
    if (month_of_year(world.month) == 12) {
        update_reputation(world, behaviour.answers.reputation_lag_years);
        flows.quota_years = quota_years(world, policy, world.month);
    }
    auto indicators = measure(world, flows);
    ++world.month;
    return {std::move(flows), std::move(indicators)};
}

}  // namespace mixite
