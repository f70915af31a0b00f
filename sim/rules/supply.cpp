#include "rules/supply.hpp"

#include <algorithm>
#include <cmath>

#include "foundation/failure.hpp"
#include "rules/rents.hpp"

namespace mixite {
namespace {

// Uniform between half and one and a half times the mean delay; in whole months whose mean is the
// same.
int delay_months(
    const World& world, DwellingRow d, const RelettingRates& reletting, double u, double rounds) {
    const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[d]);
    const double mean = in_qpv ? reletting.delay_days_in_qpv : reletting.delay_days_elsewhere;
    return static_cast<int>(mean * (0.5 + u) / days_a_month + rounds);
}

void begin_vacancy(World& world,
                   DwellingRow d,
                   const RelettingRates& reletting,
                   const Draws& draws) {
    auto& dwellings = world.dwellings;
    const auto bits = draws.block({DrawPurpose::vacancy, world.month, dwellings.key[d].value});
    if (to_uniform(bits[0]) < reletting.works_share) {
        const int spread = reletting.works_most_months - reletting.works_least_months + 1;
        const int months =
            reletting.works_least_months + static_cast<int>(to_uniform(bits[1]) * spread);
        dwellings.status[d] = DwellingStatus::works;
        dwellings.available[d] = world.month + months;
        return;
    }
    dwellings.status[d] = DwellingStatus::vacant;
    dwellings.available[d] =
        world.month + delay_months(world, d, reletting, to_uniform(bits[2]), to_uniform(bits[3]));
}

void deliver(World& world, const ProgrammeEvent& event, MonthFlows& flows) {
    for (int ordinal = 0; ordinal < event.dwellings; ++ordinal) {
        const auto key = derived_key(key_in(world, event.programme),
                                     world.month,
                                     static_cast<std::uint32_t>(ordinal + event.rooms * 1000));
        append(world.dwellings,
               {.key = {key},
                .zone = event.zone,
                .landlord = event.landlord,
                .rooms = event.rooms,
                .form = event.form,
                .built_year = static_cast<std::int16_t>(year_of(world.month)),
                .energy = EnergyLabel::a,
                .financing = event.financing,
                .surface_dm2 = event.surface_dm2,
                .rent_cents = event.rent_cents,
                .charges_cents = event.charges_cents,
                .status = DwellingStatus::vacant,
                .vacant_since = world.month,
                .available = world.month,
                .vacancy_cause = VacancyCause::delivery});
        ++flows.counts.delivered;
    }
}

/// The oldest of those of the zone that no programme condemns and that `takes(row)` says; they
/// stand together in the key order.
template <class Takes>
std::vector<DwellingRow> oldest_dwellings(const World& world,
                                          ZoneRow zone,
                                          int count,
                                          const Takes& takes) {
    const auto& dwellings = world.dwellings;
    std::vector<DwellingRow> found;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.zone[d] == zone && dwellings.in_stock(d) && dwellings.programme[d] == 0 &&
            takes(d)) {
            found.push_back(d);
        }
    }
    std::sort(found.begin(), found.end(), [&](DwellingRow a, DwellingRow b) {
        return std::pair{dwellings.built_year[a], dwellings.key[a]} <
               std::pair{dwellings.built_year[b], dwellings.key[b]};
    });
    found.resize(std::min(found.size(), static_cast<std::size_t>(count)));
    return found;
}

void open_rehousing(World& world, HouseholdRow h, const Draws& draws, MonthFlows& flows) {
    auto& applications = world.applications;
    const auto existing = world.households.application[h];
    if (existing) {
        applications.priorities[existing] |= priority::rehousing;
        applications.motive[existing] = Motive::demolition;
        return;
    }
    const auto tie =
        draws.block({DrawPurpose::tie_break, world.month, world.households.key[h].value});
    world.households.application[h] =
        append(applications,
               {.household = h,
                .opened = world.month,
                .renewed = world.month,
                .motive = Motive::demolition,
                .wished_commune = world.territory->zones[world.households.zone[h]].commune,
                .open_to_other_communes = 0,
                .priorities = priority::rehousing,
                .tie_break = tie[0]});
    ++flows.counts.opened;
}

void stop_reletting(World& world,
                    const ProgrammeEvent& event,
                    const Draws& draws,
                    MonthFlows& flows) {
    auto& dwellings = world.dwellings;
    const auto any = [](DwellingRow) { return true; };
    for (const auto d : oldest_dwellings(world, event.zone, event.dwellings, any)) {
        dwellings.programme[d] = event.programme;
        if (dwellings.household[d]) {
            open_rehousing(world, dwellings.household[d], draws, flows);
        } else {
            dwellings.status[d] = DwellingStatus::condemned;
        }
    }
}

// What is still lived in waits: the event comes back next month for the rest.
void demolish(World& world, const ProgrammeEvent& event, MonthFlows& flows) {
    auto& dwellings = world.dwellings;
    int still_lived_in = 0;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.programme[d] != event.programme || !dwellings.in_stock(d)) {
            continue;
        }
        if (dwellings.household[d]) {
            ++still_lived_in;
            continue;
        }
        dwellings.status[d] = DwellingStatus::demolished;
        ++flows.counts.demolished;
    }
    if (still_lived_in > 0) {
        world.agenda.add(world.month + 1, event);
    }
}

void rehabilitate(World& world, const ProgrammeEvent& event) {
    constexpr auto label = EnergyLabel::b;
    auto& energy = world.dwellings.energy;
    const auto worse = [&](DwellingRow d) { return energy[d] > label; };
    for (const auto d : oldest_dwellings(world, event.zone, event.dwellings, worse)) {
        energy[d] = label;
    }
}

void deliver_private(World& world, const ProgrammeEvent& event) {
    auto& stock = world.private_stock[event.zone];
    stock.owner_dwellings += event.owner_occupied;
    stock.rentals += event.dwellings - event.owner_occupied;
}

void apply_event(World& world, const ProgrammeEvent& event, const Draws& draws, MonthFlows& flows) {
    switch (event.kind) {
        case ProgrammeKind::social_delivery:
            return deliver(world, event, flows);
        case ProgrammeKind::stop_reletting:
            return stop_reletting(world, event, draws, flows);
        case ProgrammeKind::demolition:
            return demolish(world, event, flows);
        case ProgrammeKind::rehabilitation:
            return rehabilitate(world, event);
        case ProgrammeKind::residentialisation:
            return;  // changes the surroundings only, of which the model knows nothing
        case ProgrammeKind::private_delivery:
        case ProgrammeKind::youth_residence:
            return deliver_private(world, event);
    }
}

// A yearly number of dwellings, spread over the months as whole dwellings.
int built_this_month(double a_year, int months_elapsed) {
    const auto built_by = [&](int months) { return std::floor(a_year * months / 12.0); };
    return static_cast<int>(built_by(months_elapsed + 1) - built_by(months_elapsed));
}

void build_private(World& world) {
    const int elapsed = world.month - world.territory->month_zero;
    for (const auto zone : rows<ZoneRow>(world.territory->zones.size())) {
        const auto& facts = world.territory->zones[zone];
        world.private_stock[zone].owner_dwellings +=
            built_this_month(facts.new_owner_dwellings_a_year, elapsed);
        world.private_stock[zone].rentals +=
            built_this_month(facts.new_private_rentals_a_year, elapsed);
    }
}

// The holder furthest behind its share, were the account's base one larger.
HolderRow holder_in_flow(const FlowAccount& account,
                         const std::vector<ReservationHolder>& holders) {
    HolderRow chosen;
    double most_behind = 0.0;
    for (const auto holder : rows<HolderRow>(holders.size())) {
        const auto given = holder.value < account.given.size() ? account.given[holder.value] : 0;
        const double behind = holders[holder.value].share * (account.base + 1) - given;
        if (!chosen || behind > most_behind) {
            chosen = holder;
            most_behind = behind;
        }
    }
    return chosen;
}

void count(FlowAccount& account, HolderRow holder) {
    if (account.given.size() <= holder.value) {
        account.given.resize(holder.value + std::size_t{1});
    }
    ++account.base;
    ++account.given[holder.value];
}

/// Of a dwelling that a holder had to name candidates for.
bool naming_is_over(const World& world, const AllocationPolicy& policy, DwellingRow d) {
    const bool has_holder = policy.reservation == ReservationRegime::in_flow
                                ? !policy.holders.empty()
                                : static_cast<bool>(world.dwellings.reserved_for[d]);
    return has_holder && policy.naming_months > 0 &&
           world.month - world.dwellings.available[d] >= policy.naming_months;
}

/// As if each vacancy were let to the public of its holder: the next one's turn follows.
void name_holders(std::vector<Vacancy>& vacancies,
                  const World& world,
                  const std::vector<ReservationHolder>& holders) {
    auto accounts = world.flow_accounts;
    for (auto& vacancy : vacancies) {
        if (vacancy.for_transfer || vacancy.naming_over) {
            continue;
        }
        auto& account = accounts[world.dwellings.landlord[vacancy.dwelling]];
        vacancy.holder = holder_in_flow(account, holders);
        count(account, vacancy.holder);
    }
}

}  // namespace

void free_dwelling(World& world,
                   DwellingRow d,
                   VacancyCause cause,
                   int rung,
                   const RelettingRates& reletting,
                   const Draws& draws) {
    auto& dwellings = world.dwellings;
    const auto tenant = dwellings.household[d];
    EXPECT(tenant, "dwelling {} has no tenant", dwellings.key[d].value);
    world.households.dwelling[tenant] = DwellingRow{};
    dwellings.household[d] = HouseholdRow{};
    dwellings.vacant_since[d] = world.month;
    dwellings.refusals[d] = 0;
    take_rent_of_next_letting(world, d);
    dwellings.vacancy_cause[d] = cause;
    dwellings.chain_rung[d] = static_cast<std::uint8_t>(std::min(rung, 255));
    if (dwellings.programme[d] != 0) {
        dwellings.status[d] = DwellingStatus::condemned;
        return;
    }
    begin_vacancy(world, d, reletting, draws);
}

void apply(World& world,
           const std::vector<ProgrammeEvent>& due,
           const Draws& draws,
           MonthFlows& flows) {
    for (const auto& event : due) {
        apply_event(world, event, draws, flows);
    }
    build_private(world);
}

void end_works(World& world) {
    auto& dwellings = world.dwellings;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.status[d] == DwellingStatus::works && dwellings.available[d] <= world.month) {
            dwellings.status[d] = DwellingStatus::vacant;
        }
    }
}

std::vector<Vacancy> lettable_dwellings(const World& world,
                                        const AllocationPolicy& policy,
                                        const Draws& draws) {
    const auto& dwellings = world.dwellings;
    std::vector<Vacancy> vacancies;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.status[d] == DwellingStatus::vacant &&
            dwellings.available[d] <= world.month) {
            const bool set_aside =
                draws.uniform(
                    {DrawPurpose::reservation, dwellings.vacant_since[d], dwellings.key[d].value}) <
                policy.set_aside_for_transfers;
            const bool late = !set_aside && naming_is_over(world, policy, d);
            vacancies.push_back(
                {d,
                 set_aside || late ? HolderRow{} : dwellings.reserved_for[d],
                 set_aside,
                 set_aside ? VacancyRoute::holder : vacancy_route(world, policy, d, draws),
                 late});
        }
    }
    std::sort(vacancies.begin(), vacancies.end(), [&](const Vacancy& a, const Vacancy& b) {
        return std::pair{dwellings.vacant_since[a.dwelling], dwellings.key[a.dwelling]} <
               std::pair{dwellings.vacant_since[b.dwelling], dwellings.key[b.dwelling]};
    });
    if (policy.reservation == ReservationRegime::in_flow) {
        name_holders(vacancies, world, policy.holders);
    }
    return vacancies;
}

void count_in_flow(World& world, const AllocationPolicy& policy, const Lease& lease) {
    const bool set_aside = lease.transfer || (lease.priorities & priority::rehousing) != 0;
    if (policy.reservation == ReservationRegime::in_flow && !set_aside && lease.holder) {
        count(world.flow_accounts[lease.landlord], lease.holder);
    }
}

}  // namespace mixite
