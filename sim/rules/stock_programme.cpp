#include "rules/stock_programme.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"
#include "foundation/sha256.hpp"
#include "world/places.hpp"

namespace mixite {
namespace {

using Kind = StockOperationKind;

int duration_months(const StockOperation& operation) {
    return operation.until - operation.from + 1;
}

bool is_under_way(const StockOperation& operation, Month now) {
    return operation.from <= now && now <= operation.until;
}

/// Dwellings that are due by the end of the month, spread evenly and whole.
int due_by(const StockOperation& operation, Month now) {
    const auto months = static_cast<std::int64_t>(
        std::clamp(now - operation.from + 1, 0, duration_months(operation)));
    return static_cast<int>(months * operation.dwellings / duration_months(operation));
}

int due_this_month(const StockOperation& operation, Month now) {
    return due_by(operation, now) - due_by(operation, now - 1);
}

/// A number of its own for the operation, the same in all scenarios and for ever: from its name.
/// The territory's programme has numbers below 2^31.
std::uint32_t programme_number(const std::string& name) {
    constexpr int hexadecimal = 16;
    constexpr std::uint32_t of_scenarios = 0x8000'0000U;
    const auto word = std::stoul(sha256_hex(name).substr(0, 8), nullptr, hexadecimal);
    return static_cast<std::uint32_t>(word) | of_scenarios;
}

std::int32_t hundredths(double euros) {
    return static_cast<std::int32_t>(std::lround(euros * 100.0));
}

ZoneRow zone_of(const Territory& territory, const StockOperation& operation) {
    const auto zones = zones_of_place(territory, operation.place);
    EXPECT(zones.size() == 1, "operation {}: {} zones", operation.name, zones.size());
    return zones.front();
}

ProgrammeEvent event_of(const Territory& territory,
                        const StockOperation& operation,
                        ProgrammeKind kind,
                        int dwellings) {
    ProgrammeEvent event;
    event.kind = kind;
    event.programme = programme_number(operation.name);
    event.zone = zone_of(territory, operation);
    event.dwellings = dwellings;
    event.landlord = landlord_of_code(territory, operation.landlord);
    event.rooms = static_cast<std::uint8_t>(operation.rooms);
    event.financing = operation.financing;
    event.form = operation.building;
    event.surface_dm2 = hundredths(operation.surface_m2);
    event.rent_cents = hundredths(operation.surface_m2 * operation.rent_euros_per_m2);
    event.charges_cents = hundredths(operation.surface_m2 * operation.charges_euros_per_m2);
    return event;
}

/// Of the dwellings of a private delivery this month, the owner-occupied ones.
int owner_occupied(const StockOperation& operation, Month now) {
    const auto by = [&](Month month) {
        return operation.dwellings == 0
                   ? 0
                   : static_cast<int>(std::int64_t{due_by(operation, month)} *
                                      operation.owner_occupied / operation.dwellings);
    };
    return by(now) - by(now - 1);
}

void add_events(std::vector<ProgrammeEvent>& events,
                const World& world,
                const StockOperation& operation) {
    const auto add = [&](ProgrammeKind kind, int dwellings) {
        if (dwellings > 0) {
            events.push_back(event_of(*world.territory, operation, kind, dwellings));
        }
    };
    const int due = due_this_month(operation, world.month);
    switch (operation.kind) {
        case Kind::delivery:
            return add(ProgrammeKind::social_delivery, due);
        case Kind::rehabilitation:
            return add(ProgrammeKind::rehabilitation, due);
        case Kind::residence:
            return add(ProgrammeKind::youth_residence, due);
        case Kind::private_delivery:
            add(ProgrammeKind::private_delivery, due);
            if (due > 0) {
                events.back().owner_occupied = owner_occupied(operation, world.month);
            }
            return;
        case Kind::demolition:
            if (world.month == operation.from) {
                add(ProgrammeKind::stop_reletting, operation.dwellings);
            }
            if (world.month == operation.until) {
                add(ProgrammeKind::demolition, operation.dwellings);
            }
            return;
        case Kind::merging:
        case Kind::splitting:
        case Kind::conversion:
        case Kind::sale:
        case Kind::change_to_residence:
            return;  // of empty dwellings: stock_changes
    }
}

int done_so_far(const World& world, const StockOperation& operation) {
    const auto& progress = world.operation_progress;
    const auto found = std::find_if(progress.begin(), progress.end(), [&](const auto& one) {
        return one.operation == operation.name;
    });
    return found == progress.end() ? 0 : found->done;
}

void note_done(World& world, const StockOperation& operation) {
    for (auto& one : world.operation_progress) {
        if (one.operation == operation.name) {
            ++one.done;
            return;
        }
    }
    world.operation_progress.push_back({operation.name, 1});
}

/// The empty dwellings that an operation may take, longest empty first.
std::vector<DwellingRow> takeable(const World& world,
                                  const StockOperation& operation,
                                  const std::vector<std::uint8_t>& taken) {
    const auto& dwellings = world.dwellings;
    std::vector<DwellingRow> found;
    for (const auto d : rows<DwellingRow>(dwellings.size())) {
        if (dwellings.status[d] == DwellingStatus::vacant && dwellings.programme[d] == 0 &&
            dwellings.rooms[d] == operation.rooms && taken[d.value] == 0 &&
            lies_in(*world.territory, operation.place, dwellings.zone[d])) {
            found.push_back(d);
        }
    }
    std::sort(found.begin(), found.end(), [&](DwellingRow a, DwellingRow b) {
        return std::pair{dwellings.vacant_since[a], dwellings.key[a]} <
               std::pair{dwellings.vacant_since[b], dwellings.key[b]};
    });
    return found;
}

bool in_one_building(const Dwellings& dwellings, DwellingRow a, DwellingRow b) {
    return dwellings.zone[a] == dwellings.zone[b] &&
           dwellings.landlord[a] == dwellings.landlord[b] &&
           dwellings.form[a] == dwellings.form[b] &&
           dwellings.built_year[a] == dwellings.built_year[b] &&
           dwellings.financing[a] == dwellings.financing[b];
}

/// The next of the same building that no merging has taken, or none.
DwellingRow neighbour_of(const World& world,
                         const std::vector<DwellingRow>& found,
                         std::size_t i,
                         const std::vector<std::uint8_t>& taken) {
    for (auto j = i + 1; j < found.size(); ++j) {
        if (taken[found[j].value] == 0 && in_one_building(world.dwellings, found[i], found[j])) {
            return found[j];
        }
    }
    return {};
}

void set_in_works(World& world, DwellingRow d, const StockOperation& operation) {
    auto& dwellings = world.dwellings;
    dwellings.status[d] = DwellingStatus::works;
    dwellings.available[d] = world.month + operation.works_months;
    dwellings.vacancy_cause[d] = VacancyCause::end_of_works;
    dwellings.chain_rung[d] = 1;
    dwellings.refusals[d] = 0;
    forget_refusals(world, d);
}

/// The two parts have the rooms' shares of surface, rent and charges, to the cent.
void split(World& world, DwellingRow d, const StockOperation& operation) {
    auto& dwellings = world.dwellings;
    const int rooms = dwellings.rooms[d];
    const auto part = [&](std::int32_t whole) { return whole * operation.into_rooms / rooms; };
    const auto surface = part(dwellings.surface_dm2[d]);
    const auto rent = part(dwellings.rent_cents[d]);
    const auto charges = part(dwellings.charges_cents[d]);
    const Dwelling second{.key = {derived_key(dwellings.key[d].value, world.month, 1)},
                          .zone = dwellings.zone[d],
                          .landlord = dwellings.landlord[d],
                          .rooms = static_cast<std::uint8_t>(rooms - operation.into_rooms),
                          .form = dwellings.form[d],
                          .built_year = dwellings.built_year[d],
                          .energy = dwellings.energy[d],
                          .financing = dwellings.financing[d],
                          .surface_dm2 = dwellings.surface_dm2[d] - surface,
                          .rent_cents = dwellings.rent_cents[d] - rent,
                          .charges_cents = dwellings.charges_cents[d] - charges,
                          .reserved_for = dwellings.reserved_for[d],
                          .vacant_since = world.month};
    dwellings.rooms[d] = static_cast<std::uint8_t>(operation.into_rooms);
    dwellings.surface_dm2[d] = surface;
    dwellings.rent_cents[d] = rent;
    dwellings.charges_cents[d] = charges;
    set_in_works(world, append(dwellings, second), operation);
    set_in_works(world, d, operation);
}

void merge(World& world, DwellingRow d, DwellingRow other, const StockOperation& operation) {
    auto& dwellings = world.dwellings;
    dwellings.rooms[d] = static_cast<std::uint8_t>(operation.into_rooms);
    dwellings.surface_dm2[d] += dwellings.surface_dm2[other];
    dwellings.rent_cents[d] += dwellings.rent_cents[other];
    dwellings.charges_cents[d] += dwellings.charges_cents[other];
    dwellings.status[other] = DwellingStatus::withdrawn;
    set_in_works(world, d, operation);
}

void leave_stock(World& world, DwellingRow d, Kind kind) {
    auto& stock = world.private_stock[world.dwellings.zone[d]];
    stock.owner_dwellings += kind == Kind::sale;
    stock.rentals += kind == Kind::change_to_residence;
    world.dwellings.status[d] = DwellingStatus::withdrawn;
}

/// Share of a place's private rentals that a permit has seen by then.
double inspected(const LettingPermit& permit, Month now) {
    const int months = std::max(0, now - permit.from + 1);
    return std::min(1.0, permit.inspected_a_year * months / months_a_year);
}

int withdrawn_by(const LettingPermit& permit, const Zone& zone, Month now) {
    return static_cast<int>(std::floor(zone.private_rentals * inspected(permit, now) *
                                       permit.unfit_share * permit.withdrawn_share));
}

}  // namespace

std::vector<ProgrammeEvent> kept_events(std::vector<ProgrammeEvent> due,
                                        const Territory& territory,
                                        const StockPolicy& policy) {
    std::erase_if(due, [&](const ProgrammeEvent& event) {
        return event.programme >= 1 && event.programme <= territory.operations.size() &&
               std::any_of(policy.territory_operations.begin(),
                           policy.territory_operations.end(),
                           [&](const TerritoryOperation& operation) {
                               return !operation.takes_place &&
                                      operation.name == territory.operations[event.programme - 1];
                           });
    });
    return due;
}

std::vector<ProgrammeEvent> events_due(const World& world, const StockPolicy& policy) {
    std::vector<ProgrammeEvent> events;
    for (const auto& operation : policy.operations) {
        if (is_under_way(operation, world.month)) {
            add_events(events, world, operation);
        }
    }
    return events;
}

namespace {

/// Takes for an operation the empty dwellings that are due, as far as there are some.
void take_due(std::vector<StockChange>& changes,
              std::vector<std::uint8_t>& taken,
              const World& world,
              const StockPolicy& policy,
              std::size_t o) {
    const auto& operation = policy.operations[o];
    const bool merges = operation.kind == Kind::merging;
    int left = due_by(operation, world.month) - done_so_far(world, operation);
    const auto found = takeable(world, operation, taken);
    for (std::size_t i = 0; i < found.size() && left > 0; ++i) {
        const auto other = merges ? neighbour_of(world, found, i, taken) : DwellingRow{};
        if (taken[found[i].value] != 0 || (merges && !other)) {
            continue;
        }
        taken[found[i].value] = 1;
        if (other) {
            taken[other.value] = 1;
        }
        changes.push_back({o, found[i], other});
        --left;
    }
}

}  // namespace

std::vector<StockChange> stock_changes(const World& world, const StockPolicy& policy) {
    std::vector<StockChange> changes;
    std::vector<std::uint8_t> taken(world.dwellings.size());
    for (std::size_t o = 0; o < policy.operations.size(); ++o) {
        const auto& operation = policy.operations[o];
        if (takes_empty_dwellings(operation.kind) && is_under_way(operation, world.month)) {
            take_due(changes, taken, world, policy, o);
        }
    }
    return changes;
}

void apply(World& world,
           const StockPolicy& policy,
           const std::vector<StockChange>& changes,
           MonthFlows& flows) {
    for (const auto& [o, d, other] : changes) {
        const auto& operation = policy.operations[o];
        note_done(world, operation);
        switch (operation.kind) {
            case Kind::merging:
                merge(world, d, other, operation);
                break;
            case Kind::splitting:
                split(world, d, operation);
                break;
            case Kind::conversion:
                world.dwellings.rooms[d] = static_cast<std::uint8_t>(operation.into_rooms);
                set_in_works(world, d, operation);
                break;
            default:
                leave_stock(world, d, operation.kind);
                ++flows.counts.left_stock;
                continue;
        }
        ++flows.counts.restructured;
    }
}

std::int64_t programme_cost_cents(const World& world,
                                  const StockPolicy& policy,
                                  const std::vector<StockChange>& changes) {
    std::int64_t cost = 0;
    for (const auto& operation : policy.operations) {
        if (!takes_empty_dwellings(operation.kind) && is_under_way(operation, world.month)) {
            cost += std::int64_t{due_this_month(operation, world.month)} *
                    operation.cost_cents_a_dwelling;
        }
    }
    for (const auto& change : changes) {
        cost += policy.operations[change.operation].cost_cents_a_dwelling;
    }
    for (const auto& programme : policy.attractiveness) {
        if (programme.from <= world.month && world.month <= programme.until) {
            cost += programme.cost_cents_a_year / months_a_year;
        }
    }
    return cost;
}

double attractiveness(const World& world, const StockPolicy& policy, ZoneRow zone) {
    double gained = 0.0;
    for (const auto& programme : policy.attractiveness) {
        if (programme.from <= world.month && lies_in(*world.territory, programme.place, zone)) {
            const int months = std::min(world.month, programme.until) - programme.from + 1;
            gained += programme.utility_a_year * months / months_a_year;
        }
    }
    return gained;
}

void apply_letting_permits(World& world, const StockPolicy& policy) {
    if (policy.letting_permits.empty()) {
        return;
    }
    const auto& zones = world.territory->zones;
    world.private_rent_factor.values().assign(zones.size(), 1.0);
    world.unfit_share_factor.values().assign(zones.size(), 1.0);
    for (const auto& permit : policy.letting_permits) {
        const double seen = inspected(permit, world.month);
        for (const auto zone : zones_of_place(*world.territory, permit.place)) {
            auto& stock = world.private_stock[zone];
            const int due = withdrawn_by(permit, zones[zone], world.month) -
                            withdrawn_by(permit, zones[zone], world.month - 1);
            stock.rentals -= std::min(due, stock.rentals - stock.private_tenants);
            world.private_rent_factor[zone] +=
                seen * permit.unfit_share * (1.0 - permit.withdrawn_share) * permit.rent_rise;
            world.unfit_share_factor[zone] *= 1.0 - seen;
        }
    }
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (world.households.tenure[h] == Tenure::private_tenant) {
            world.resources.expire(h);  // what is kept of it counts its rent
        }
    }
}

}  // namespace mixite
