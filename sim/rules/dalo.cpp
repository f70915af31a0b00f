#include "rules/dalo.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "rules/quotas.hpp"

namespace mixite {
namespace {

bool waits_for_offer(const Applications& applications, ApplicationRow a) {
    return applications.household[a] && applications.dalo_since[a] != no_month &&
           applications.dalo_offered[a] == no_month;
}

HolderRow contingent_of(const AllocationPolicy& policy) {
    for (const auto holder : rows<HolderRow>(policy.holders.size())) {
        if (policy.holders[holder.value].name == policy.dalo.contingent) {
            return holder;
        }
    }
    return {};
}

/// Indices of the candidates to whom the State owes an offer, first recognised first.
std::vector<std::uint32_t> owed_an_offer(const World& world,
                                         const std::vector<Candidate>& candidates) {
    std::vector<std::tuple<Month, HouseholdKey, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
        const auto& c = candidates[i];
        if ((c.priorities & priority::dalo) != 0 &&
            waits_for_offer(world.applications, c.application)) {
            found.emplace_back(world.applications.dalo_since[c.application], c.key, i);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> order;
    order.reserve(found.size());
    for (const auto& entry : found) {
        order.push_back(std::get<2>(entry));
    }
    return order;
}

bool prefect_may_name(const World& world,
                      const AllocationPolicy& policy,
                      const Vacancy& vacancy,
                      const QuotaHold& hold,
                      const Candidate& c) {
    const auto d = vacancy.dwelling;
    const auto zone = world.dwellings.zone[d];
    const bool kept_out_of_qpv = policy.routing != QpvRouting::none &&
                                 world.territory->is_qpv(zone) && zone != c.zone &&
                                 zone != c.wished_qpv;
    return !vacancy.for_transfer && !kept_out_of_qpv && hold.admits(c.quotas) &&
           world.households.dwelling[c.household] != d && bar(c, world, d, policy) == Bar::none &&
           !is_above_most_effort_rate(c, world, d, policy);
}

}  // namespace

bool is_overdue(const Applications& applications,
                ApplicationRow a,
                const DaloRules& rules,
                Month now) {
    return rules.offer_months > 0 && waits_for_offer(applications, a) &&
           now - applications.dalo_since[a] > rules.offer_months;
}

namespace {

/// Whose turn a vacancy is.
enum class Turn : std::uint8_t { of_the_state, of_others };

/// The vacancies of a round, and which of them the prefect has used.
struct PrefectVacancies {
    const World& world;
    const AllocationPolicy& policy;
    const std::vector<Vacancy>& vacancies;
    std::vector<QuotaHold> holds;
    HolderRow contingent;
    std::vector<std::uint8_t> taken;

    /// The first, on this turn, for which the prefect may name the candidate.
    [[nodiscard]] std::optional<std::size_t> first_for(const Candidate& c, Turn turn) const {
        for (std::size_t v = 0; v < vacancies.size(); ++v) {
            const bool of_the_state = contingent && vacancies[v].holder == contingent;
            if (taken[v] == 0 && of_the_state == (turn == Turn::of_the_state) &&
                prefect_may_name(world, policy, vacancies[v], holds[v], c)) {
                return v;
            }
        }
        return std::nullopt;
    }
};

}  // namespace

std::vector<PrefectDesignation> prefect_designations(const World& world,
                                                     const AllocationPolicy& policy,
                                                     const std::vector<Vacancy>& vacancies,
                                                     const std::vector<Candidate>& candidates) {
    if (policy.dalo.offer_months == 0) {
        return {};
    }
    const auto owed = owed_an_offer(world, candidates);
    if (owed.empty()) {
        return {};
    }
    PrefectVacancies open{
        world,
        policy,
        vacancies,
        quota_holds(world, policy, quota_reaches(policy, *world.territory), vacancies),
        contingent_of(policy),
        std::vector<std::uint8_t>(vacancies.size())};
    std::vector<PrefectDesignation> designations;
    for (const auto i : owed) {
        const auto& c = candidates[i];
        auto chosen = open.first_for(c, Turn::of_the_state);
        if (!chosen && is_overdue(world.applications, c.application, policy.dalo, world.month)) {
            chosen = open.first_for(c, Turn::of_others);
        }
        if (chosen) {
            open.taken[*chosen] = 1;
            designations.push_back({*chosen, i});
        }
    }
    return designations;
}

Vacancy designated_by_prefect(Vacancy vacancy, const AllocationPolicy& policy) {
    vacancy.route = VacancyRoute::prefect;
    vacancy.holder = contingent_of(policy);
    return vacancy;
}

bool landlord_refuses(const World& world,
                      const DaloRules& rules,
                      const Vacancy& vacancy,
                      const Candidate& c,
                      const Draws& draws) {
    return rules.landlord_refusals > 0.0 &&
           draws.uniform({DrawPurpose::landlord_refusal,
                          world.month,
                          c.key.value,
                          world.dwellings.key[vacancy.dwelling].value}) < rules.landlord_refusals;
}

void note_dalo_offer(World& world, const DaloRules& rules, ApplicationRow a, MonthCounts& counts) {
    auto& applications = world.applications;
    if (!waits_for_offer(applications, a)) {
        return;
    }
    const bool in_time = !is_overdue(applications, a, rules, world.month);
    applications.dalo_offered[a] = world.month;
    if (rules.offer_months > 0) {
        ++counts.dalo_offers;
        counts.dalo_offers_in_time += in_time;
    }
}

void count_dalo(const World& world, const DaloRules& rules, MonthCounts& counts) {
    const auto& applications = world.applications;
    for (const auto a : rows<ApplicationRow>(applications.size())) {
        counts.waiting_dalo += waits_for_offer(applications, a);
        counts.overdue_dalo += is_overdue(applications, a, rules, world.month);
    }
}

}  // namespace mixite
