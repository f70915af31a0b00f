#include "rules/lease_signing.hpp"

#include <algorithm>

#include "rules/demand.hpp"
#include "rules/rents.hpp"

namespace mixite {
namespace {

Lease lease_of(const World& world,
               const AllocationPolicy& policy,
               const OfferAnswer& accepted,
               const Candidate& c) {
    const auto& dwellings = world.dwellings;
    const auto d = accepted.dwelling;
    return {.month = world.month,
            .dwelling = dwellings.key[d],
            .household = c.key,
            .zone = dwellings.zone[d],
            .from_zone = c.zone,
            .from_tenure = world.households.tenure[c.household],
            .landlord = dwellings.landlord[d],
            .holder = accepted.holder,
            .rooms = dwellings.rooms[d],
            .persons = static_cast<std::uint8_t>(world.households.persons(c.household)),
            .type = world.households.type(c.household),
            .children = world.households.children[c.household],
            .disabled = world.households.disabled[c.household] != 0,
            .eldest_age = static_cast<std::uint8_t>(
                world.households.eldest_adult_age(c.household, world.month)),
            .rank = accepted.rank,
            .quartile_legal = c.quartile_legal,
            .quartile_frozen = c.quartile_frozen,
            .priorities = c.priorities,
            .transfer = c.transfer,
            .wait_months = static_cast<std::int16_t>(world.month - c.opened),
            .points = accepted.points,
            .rent_cents = offered_rent_cents(world, c, d, policy.rents),
            .resources_per_unit_cents = c.resources_per_unit_cents,
            .effort_rate = static_cast<float>(offer_cost(c, world, d, policy).effort_rate)};
}

void leave_present_home(World& world,
                        HouseholdRow h,
                        const Lease& lease,
                        DwellingRow next,
                        const RelettingRates& reletting,
                        const Draws& draws,
                        MonthFlows& flows) {
    auto& dwellings = world.dwellings;
    const auto left = world.households.dwelling[h];
    const int rung = dwellings.chain_rung[next];
    if (left) {
        free_dwelling(world, left, dwellings.vacancy_cause[next], rung + 1, reletting, draws);
        ++flows.counts.fell_vacant;
        return;
    }
    flows.chains.push_back(
        {world.month, dwellings.vacancy_cause[next], static_cast<std::uint8_t>(rung)});
    if (!lease.from_zone) {
        ++flows.counts.arrived_by_lease;
        return;
    }
    auto& stock = world.private_stock[lease.from_zone];
    stock.private_tenants -= lease.from_tenure == Tenure::private_tenant;
    stock.owners -= lease.from_tenure == Tenure::owner;
}

void move_in(World& world, HouseholdRow h, DwellingRow d) {
    auto& households = world.households;
    households.zone[h] = world.dwellings.zone[d];
    households.tenure[h] = Tenure::social_tenant;
    households.dwelling[h] = d;
    households.moved_in[h] = world.month;
    outdate(world, h);
    world.dwellings.household[d] = h;
    world.dwellings.status[d] = DwellingStatus::occupied;
    forget_refusals(world, d);
}

void note_refusal_of_offer(World& world, const OfferAnswer& refused, const Candidate& c) {
    auto& applications = world.applications;
    const auto a = c.application;
    const auto d = refused.dwelling;
    auto& refusals = world.dwellings.refusals[d];
    refusals = static_cast<std::uint8_t>(std::min(refusals + 1, 255));
    note_refusal(world, d, c.key);
    const bool as_wished =
        world.dwellings.rooms[d] == c.rooms.ideal &&
        world.territory->zones[world.dwellings.zone[d]].commune == c.wished_commune;
    auto& unmotivated = applications.unmotivated_refusals[a];
    unmotivated = static_cast<std::uint8_t>(std::min(unmotivated + as_wished, 255));
}

/// CCH R.441-2-8, c: the landlord writes to who left an offer without answer.
void note_silence(World& world,
                  const AnswerTastes& tastes,
                  const Candidate& c,
                  const Draws& draws) {
    auto& silent_since = world.applications.silent_since[c.application];
    if (silent_since == no_month &&
        draws.uniform({DrawPurpose::letter_answer, world.month, c.key.value}) <
            tastes.no_answer_to_letter) {
        silent_since = world.month;
    }
}

}  // namespace

void settle(World& world,
            const Behaviour& behaviour,
            const AllocationPolicy& policy,
            const std::vector<OfferAnswer>& answers,
            const std::vector<Candidate>& all,
            int round,
            const Draws& draws,
            MonthFlows& flows) {
    const auto reaches = quota_reaches(policy, *world.territory);
    for (const auto& answered : answers) {
        const auto& c = all[answered.candidate];
        auto lease = lease_of(world, policy, answered, c);
        flows.offers.push_back({.month = world.month,
                                .dwelling = lease.dwelling,
                                .household = lease.household,
                                .zone = lease.zone,
                                .holder = lease.holder,
                                .round = static_cast<std::uint8_t>(round),
                                .rank = lease.rank,
                                .answer = answered.answer,
                                .quartile_legal = lease.quartile_legal,
                                .points = lease.points});
        auto& offers = world.applications.offers[c.application];
        offers = static_cast<std::uint8_t>(std::min(offers + 1, 255));
        note_dalo_offer(world, policy.dalo, c.application, flows.counts);
        if (answered.answer != Answer::accepted) {
            note_refusal_of_offer(world, answered, c);
            if (answered.answer == Answer::no_answer) {
                const auto place = world.territory->is_qpv(lease.zone) ? 0U : 1U;
                flows.counts.days_of_silence.at(place) += policy.commission.offer_open_days;
                note_silence(world, behaviour.answers, c, draws);
            }
            flows.counts.advert_refusals += answered.route == VacancyRoute::advert;
            continue;
        }
        leave_present_home(
            world, c.household, lease, answered.dwelling, behaviour.reletting, draws, flows);
        flows.rules_used.cut_rents +=
            lease.rent_cents < world.dwellings.rent_cents[answered.dwelling];
        sign_at_rent(world, answered.dwelling, lease.rent_cents);
        move_in(world, c.household, answered.dwelling);
        close_application(world, c.household);
        count_in_quotas(world, policy, reaches, lease, c.quotas);
        count_in_flow(world, policy, lease);
        flows.leases.push_back(lease);
    }
}

}  // namespace mixite
