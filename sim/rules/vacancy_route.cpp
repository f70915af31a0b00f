#include "rules/vacancy_route.hpp"

#include <algorithm>

namespace mixite {
namespace {

/// Leaves a large dwelling that is too large for it.
bool frees_large_dwelling(const World& world, const TransferRules& rules, const Candidate& c) {
    const auto home = world.households.dwelling[c.household];
    return home && world.dwellings.rooms[home] >= rules.exchange_least_rooms &&
           world.dwellings.rooms[home] > c.rooms.most;
}

}  // namespace

VacancyRoute vacancy_route(const World& world,
                           const AllocationPolicy& policy,
                           DwellingRow d,
                           const Draws& draws) {
    const auto& dwellings = world.dwellings;
    const auto zone = dwellings.zone[d];
    const auto words = draws.block(
        {DrawPurpose::vacancy_route, dwellings.vacant_since[d], dwellings.key[d].value});
    const auto falls_to = [&](std::size_t word, double share) {
        return to_uniform(words.at(word)) < share;
    };
    if (dwellings.rooms[d] <= policy.transfers.exchange_most_rooms &&
        falls_to(0, policy.transfers.exchange_share)) {
        return VacancyRoute::exchange;
    }
    const auto& adverts = policy.adverts;
    if (in_scope(adverts.scope, *world.territory, zone) &&
        world.month - dwellings.available[d] < adverts.months && falls_to(1, adverts.share)) {
        return VacancyRoute::advert;
    }
    if (world.territory->is_qpv(zone) && falls_to(2, policy.coordination.share)) {
        return VacancyRoute::coordination;
    }
    return falls_to(3, policy.mayor.names_share) ? VacancyRoute::mayor : VacancyRoute::holder;
}

bool names(VacancyRoute route,
           const World& world,
           const AllocationPolicy& policy,
           const Candidate& c,
           DwellingRow d) {
    switch (route) {
        case VacancyRoute::holder:
        case VacancyRoute::advert:
            return true;
        case VacancyRoute::exchange:
            return frees_large_dwelling(world, policy.transfers, c);
        case VacancyRoute::coordination:
            return belongs(policy.coordination.names, c.traits);
        case VacancyRoute::mayor:
            return lives_in_commune(world, c, d);
        case VacancyRoute::prefect:
        case VacancyRoute::prefect_attribution:
            return false;  // named by name, not by a group
    }
    return false;
}

bool may_transfer(const World& world,
                  const TransferRules& rules,
                  const Candidate& c,
                  DwellingRow d) {
    const auto& territory = *world.territory;
    const bool out_of_qpv =
        c.zone && territory.is_qpv(c.zone) && !territory.is_qpv(world.dwellings.zone[d]);
    return c.transfer &&
           (rules.out_of_qpv == TransferOutOfQpv::all || !out_of_qpv || c.quartile_legal == 1);
}

bool lives_in_commune(const World& world, const Candidate& c, DwellingRow d) {
    const auto& zones = world.territory->zones;
    return c.zone && zones[c.zone].commune == zones[world.dwellings.zone[d]].commune;
}

bool vetoed(const World& world,
            const MayorRules& rules,
            const Candidate& c,
            DwellingRow d,
            const Draws& draws) {
    if ((c.priorities & (priority::dalo | priority::rehousing)) != 0) {
        return false;
    }
    const double of_quartile = c.quartile_legal == 1 ? rules.veto_of_first_quartile : 0.0;
    const double of_commune = lives_in_commune(world, c, d) ? 0.0 : rules.veto_of_other_communes;
    const double odds = std::max(of_quartile, of_commune);
    return odds > 0.0 &&
           draws.uniform(
               {DrawPurpose::mayor_veto, world.month, c.key.value, world.dwellings.key[d].value}) <
               odds;
}

}  // namespace mixite
