#include "engine/poverty_ledger.hpp"

#include <utility>

#include "engine/poverty.hpp"

namespace mixite {
namespace {

PovertyCause cause_of(LifeEvent event) {
    switch (event) {
        case LifeEvent::departure:
            return PovertyCause::migration;
        case LifeEvent::retirement:
        case LifeEvent::income:
            return PovertyCause::incomes;
        case LifeEvent::death:
        case LifeEvent::care_home:
        case LifeEvent::separation:
        case LifeEvent::union_leaves:
        case LifeEvent::union_receives:
        case LifeEvent::leaving_parents:
        case LifeEvent::birth:
            break;
    }
    return PovertyCause::demography;
}

/// Of a dwelling that a programme built or restructured, or by who has to leave one that it takes.
bool is_of_a_programme(const Dwellings& dwellings, DwellingRow d, const Candidate& c) {
    const auto cause = dwellings.vacancy_cause[d];
    return (c.priorities & priority::rehousing) != 0 ||
           (dwellings.chain_rung[d] == 1 &&
            (cause == VacancyCause::delivery || cause == VacancyCause::end_of_works));
}

}  // namespace

PovertyLedger::PovertyLedger(std::vector<PovertyCount> start)
    : last_(std::move(start)), entries_(last_.size() * poverty_causes) {}

void PovertyLedger::enter(PovertyCause cause, std::size_t qpv, PovertyCount change) {
    auto& entry = entries_[qpv * poverty_causes + static_cast<std::size_t>(cause)];
    entry[0] += change.households;
    entry[1] += change.poor;
    last_[qpv].households += change.households;
    last_[qpv].poor += change.poor;
}

void PovertyLedger::enter(PovertyCause cause, QpvResident resident, int sign) {
    if (resident.qpv >= 0) {
        enter(cause, static_cast<std::size_t>(resident.qpv), {sign, resident.poor ? sign : 0});
    }
}

void PovertyLedger::book(const std::vector<ChangedHousehold>& changed, const World& world) {
    for (const auto& household : changed) {
        const auto after = qpv_resident(world, household.row);
        const bool stays = after.qpv == household.before.qpv;
        enter(stays ? household.elsewhere : household.where_it_leaves, household.before, -1);
        enter(household.elsewhere, after, 1);
    }
}

void PovertyLedger::book_rest(PovertyCause cause, const std::vector<PovertyCount>& now) {
    for (std::size_t qpv = 0; qpv < now.size(); ++qpv) {
        enter(cause, qpv, now[qpv] - last_[qpv]);
    }
}

std::vector<ChangedHousehold> changed_by_life(const World& world,
                                              const std::vector<LifeChange>& changes) {
    std::vector<ChangedHousehold> changed;
    for (const auto& change : changes) {
        const auto before = qpv_resident(world, change.row);
        if (before.qpv >= 0) {
            const auto cause = cause_of(change.event);
            changed.push_back({change.row, before, cause, cause});
        }
    }
    return changed;
}

std::vector<ChangedHousehold> arrived_last(const World& world, std::size_t count) {
    const auto all = world.households.size();
    std::vector<ChangedHousehold> arrived;
    for (const auto row : RowRange<HouseholdRow>(all - count, all)) {
        arrived.push_back({row, {}, PovertyCause::migration, PovertyCause::migration});
    }
    return arrived;
}

std::vector<ChangedHousehold> changed_by_leases(const World& world,
                                                const std::vector<OfferAnswer>& answers,
                                                const std::vector<Candidate>& candidates) {
    std::vector<ChangedHousehold> changed;
    for (const auto& answered : answers) {
        if (answered.answer == Answer::accepted) {
            const auto& c = candidates[answered.candidate];
            const auto before = qpv_resident(world, c.household);
            changed.push_back(is_of_a_programme(world.dwellings, answered.dwelling, c)
                                  ? ChangedHousehold{c.household,
                                                     before,
                                                     PovertyCause::stock,
                                                     PovertyCause::stock}
                                  : ChangedHousehold{c.household,
                                                     before,
                                                     PovertyCause::transfers_out,
                                                     PovertyCause::lettings});
        }
    }
    return changed;
}

}  // namespace mixite
