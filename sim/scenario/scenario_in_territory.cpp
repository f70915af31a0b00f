#include "scenario/scenario_in_territory.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "scenario/closest_name.hpp"
#include "scenario/rules_in_force.hpp"
#include "world/places.hpp"

namespace mixite {
namespace {

using Kind = StockOperationKind;
using OperationKeyNames = std::vector<std::string_view>;

/// Keys of an operation that some kinds need and the others have no use for.
constexpr std::array keys_of_some_kinds{std::string_view("landlord"),
                                        std::string_view("rooms"),
                                        std::string_view("into_rooms"),
                                        std::string_view("financing"),
                                        std::string_view("building"),
                                        std::string_view("surface_m2"),
                                        std::string_view("rent_euros_per_m2"),
                                        std::string_view("charges_euros_per_m2"),
                                        std::string_view("works_months"),
                                        std::string_view("owner_occupied")};

OperationKeyNames keys_needed(Kind kind) {
    switch (kind) {
        case Kind::delivery:
            return {"landlord", "rooms", "surface_m2", "rent_euros_per_m2", "charges_euros_per_m2"};
        case Kind::merging:
        case Kind::splitting:
        case Kind::conversion:
            return {"rooms", "into_rooms", "works_months"};
        case Kind::sale:
        case Kind::change_to_residence:
            return {"rooms"};
        case Kind::demolition:
        case Kind::rehabilitation:
        case Kind::residence:
        case Kind::private_delivery:
            break;
    }
    return {};
}

OperationKeyNames keys_of_use(Kind kind) {
    auto keys = keys_needed(kind);
    if (kind == Kind::delivery) {
        keys.insert(keys.end(), {"financing", "building"});
    }
    if (kind == Kind::private_delivery) {
        keys.emplace_back("owner_occupied");
    }
    return keys;
}

bool is_in_one_zone(Kind kind) {
    return kind == Kind::delivery || kind == Kind::demolition || kind == Kind::rehabilitation ||
           kind == Kind::residence || kind == Kind::private_delivery;
}

bool takes_dwellings(Kind kind) {
    return kind != Kind::delivery && kind != Kind::residence && kind != Kind::private_delivery;
}

bool contains(const OperationKeyNames& keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string listed(const Territory& territory, const std::vector<ZoneRow>& zones) {
    std::vector<std::string> codes;
    codes.reserve(zones.size());
    for (const auto zone : zones) {
        codes.push_back(territory.zones[zone].code);
    }
    return fmt::format("{}", fmt::join(codes, ", "));
}

std::vector<NamedCode> without_names(const std::vector<std::string>& codes) {
    std::vector<NamedCode> named;
    named.reserve(codes.size());
    for (const auto& code : codes) {
        named.push_back({code, ""});
    }
    return named;
}

std::string name_of_place(const Territory& territory, const std::string& code) {
    const auto has_code = [&](const auto& one) { return one.code == code; };
    const auto& zones = territory.zones;
    if (const auto zone = std::find_if(zones.begin(), zones.end(), has_code); zone != zones.end()) {
        return zone->name;
    }
    const auto& communes = territory.communes;
    const auto commune = std::find_if(communes.begin(), communes.end(), has_code);
    return commune == communes.end() ? "" : commune->name;
}

std::vector<NamedCode> named_places(const Territory& territory) {
    auto places = without_names(place_names(territory));
    for (auto& place : places) {
        place.name = name_of_place(territory, place.code);
    }
    return places;
}

class Checker {
  public:
    Checker(const Scenario& scenario, const Territory& territory, const TerritoryTables& tables)
        : scenario_(scenario), territory_(territory), tables_(tables) {}

    std::vector<Diagnostic> run() {
        for (const auto& [from, policy] : scenario_.timeline.periods()) {
            const auto begins = std::max(from, territory_.month_zero);
            for (const auto& operation : policy.stock.operations) {
                if (seen_.insert(operation.name).second) {
                    check(operation, begins);
                }
            }
            check_others(policy.stock, begins);
            check_rents(policy.rents);
            for (const auto& order : policy.derogations) {
                check_place_once("derogations." + order.name + ".place", order.place);
                check_order(order, begins);
            }
        }
        return std::move(problems_);
    }

  private:
    void add(const std::string& key,
             std::string problem,
             std::string reason,
             std::string suggestion = {}) {
        const auto given = scenario_.given.find(key);
        auto diagnostic = given == scenario_.given.end()
                              ? Diagnostic{.file = scenario_.file, .key = key}
                              : given->second;
        diagnostic.problem = std::move(problem);
        diagnostic.reason = std::move(reason);
        diagnostic.suggestion = std::move(suggestion);
        problems_.push_back(std::move(diagnostic));
    }

    void check(const StockOperation& operation, Month begins) {
        const auto table = "programme." + operation.name + ".";
        check_keys(operation, table);
        check_months(table, operation.from, operation.until, begins);
        if (check_place(table + "place", operation.place) && is_in_one_zone(operation.kind)) {
            check_one_zone(operation, table);
        }
        if (!operation.landlord.empty()) {
            check_landlord(table + "landlord", operation.landlord);
        }
        check_rooms(operation, table);
        check_stock(operation, table);
    }

    void check_others(const StockPolicy& policy, Month begins) {
        for (const auto& programme : policy.attractiveness) {
            const auto table = "attractiveness." + programme.name + ".";
            if (seen_.insert(table).second) {
                check_place(table + "place", programme.place);
                check_months(table, programme.from, programme.until, begins);
            }
        }
        for (const auto& permit : policy.letting_permits) {
            const auto table = "letting_permits." + permit.name + ".";
            if (seen_.insert(table).second) {
                check_place(table + "place", permit.place);
                check_start(table, permit.from, begins);
            }
        }
        for (const auto& operation : policy.territory_operations) {
            const auto key = "territory_programme." + operation.name + ".takes_place";
            const auto& known = territory_.operations;
            if (std::find(known.begin(), known.end(), operation.name) == known.end() &&
                seen_.insert(key).second) {
                tell_unknown(key, "operation", operation.name, without_names(known));
            }
        }
    }

    void check_keys(const StockOperation& operation, const std::string& table) {
        const auto needed = keys_needed(operation.kind);
        const auto of_use = keys_of_use(operation.kind);
        for (const auto name : keys_of_some_kinds) {
            const auto key = table + std::string(name);
            if (contains(needed, name) && !scenario_.given.contains(key)) {
                add(table + "kind",
                    fmt::format("operation '{}' has no '{}'", operation.name, name),
                    "an operation of this kind needs it");
            }
            if (!contains(of_use, name) && scenario_.given.contains(key)) {
                add(key,
                    fmt::format("'{}' in operation '{}'", name, operation.name),
                    "an operation of this kind has no use for it",
                    "leave it out");
            }
        }
    }

    void check_start(const std::string& table, Month from, Month begins) {
        if (from < begins) {
            add(table + "from",
                fmt::format("{}from = {}", table, to_string(from)),
                fmt::format("its rules hold from {} on: what began before would be half done",
                            to_string(begins)),
                fmt::format("from = \"{}\"", to_string(begins)));
        }
    }

    void check_months(const std::string& table, Month from, Month until, Month begins) {
        check_start(table, from, begins);
        if (until < from) {
            add(table + "until",
                fmt::format("{}until = {}", table, to_string(until)),
                fmt::format("must not be before from = {}", to_string(from)));
        }
    }

    void check_order(const CeilingDerogation& order, Month begins) {
        const auto table = "derogations." + order.name + ".";
        const auto last = order.from + order.months - 1;
        if (seen_.insert(table).second && last < begins) {
            add(table + "from",
                fmt::format("{}from = {}: the order ends in {}",
                            table,
                            to_string(order.from),
                            to_string(last)),
                fmt::format("its rules hold from {} on: it would never be in force",
                            to_string(begins)),
                fmt::format("from = \"{}\"", to_string(begins)));
        }
    }

    bool check_place(const std::string& key, const std::string& place) {
        const bool known = is_place(territory_, place);
        if (!known) {
            tell_unknown(key, "place", place, named_places(territory_));
        }
        return known;
    }

    void check_place_once(const std::string& key, const std::string& place) {
        if (seen_.insert(key).second) {
            check_place(key, place);
        }
    }

    void check_landlord(const std::string& key, const std::string& code) {
        if (landlord_of_code(territory_, code)) {
            return;
        }
        std::vector<NamedCode> known;
        known.reserve(territory_.landlords.size());
        for (const auto& landlord : territory_.landlords) {
            known.push_back({landlord.code, landlord.name});
        }
        tell_unknown(key, "landlord", code, known);
    }

    void check_rents(const RentPolicy& rents) {
        for (const auto& restructuring : rents.restructurings) {
            const auto key = "rents.restructuring." + restructuring.name + ".cut";
            if (seen_.insert(key).second) {
                check_landlord(key, restructuring.name);
            }
        }
        for (const auto& reletting : rents.relettings) {
            check_place_once("rents.at_next_letting." + reletting.name + ".place", reletting.place);
        }
        check_place_once("rents.modest_newcomers.place", rents.modest_newcomers.place);
        check_place_once("rents.surcharge.exempt", rents.surcharge.exempt);
    }

    void tell_unknown(const std::string& key,
                      const std::string& thing,
                      const std::string& name,
                      const std::vector<NamedCode>& known) {
        add(key,
            fmt::format("no {} '{}' in {}", thing, name, territory_.name),
            fmt::format("a {} is named by its code", thing),
            suggested_code(name, known));
    }

    void check_one_zone(const StockOperation& operation, const std::string& table) {
        const auto zones = zones_of_place(territory_, operation.place);
        if (zones.size() != 1) {
            add(table + "place",
                fmt::format("'{}' is {} zones", operation.place, zones.size()),
                "an operation of this kind is in one zone",
                "one of: " + listed(territory_, zones));
        }
    }

    void check_rooms(const StockOperation& operation, const std::string& table) {
        const bool grows = operation.kind == Kind::merging;
        const bool shrinks = operation.kind == Kind::splitting;
        if ((grows && operation.into_rooms <= operation.rooms) ||
            (shrinks && operation.into_rooms >= operation.rooms)) {
            add(table + "into_rooms",
                fmt::format("{}into_rooms = {}", table, operation.into_rooms),
                fmt::format("must be {} rooms = {}", grows ? "above" : "below", operation.rooms));
        }
        if (operation.owner_occupied > operation.dwellings) {
            add(table + "owner_occupied",
                fmt::format("{}owner_occupied = {}", table, operation.owner_occupied),
                fmt::format("must be at most dwellings = {}", operation.dwellings));
        }
    }

    /// Against the dwellings of month zero and those that the territory's programme has delivered,
    /// less those that it has demolished, by the end of the operation.
    void check_stock(const StockOperation& operation, const std::string& table) {
        if (!takes_dwellings(operation.kind) || !is_place(territory_, operation.place)) {
            return;
        }
        const int each = operation.kind == Kind::merging ? 2 : 1;
        const int there = dwellings_in(operation);
        if (operation.dwellings * each > there) {
            add(table + "dwellings",
                fmt::format("{}dwellings = {}", table, operation.dwellings),
                fmt::format("there are {} such dwellings in '{}'", there, operation.place),
                fmt::format("at most {}", there / each));
        }
    }

    [[nodiscard]] int dwellings_in(const StockOperation& operation) const {
        const auto counts = [&](ZoneRow zone, int rooms) {
            return (operation.rooms == 0 || rooms == operation.rooms) &&
                   lies_in(territory_, operation.place, zone);
        };
        int count = 0;
        for (const auto& record : tables_.social_dwellings) {
            count += counts(record.zone, record.rooms) ? record.dwellings : 0;
        }
        for (const auto& delivery : tables_.social_deliveries) {
            count += delivery.month <= operation.until && counts(delivery.zone, delivery.rooms)
                         ? delivery.dwellings
                         : 0;
        }
        for (const auto& [month, event] : territory_.programme) {
            const bool goes = event.kind == ProgrammeKind::demolition && operation.rooms == 0 &&
                              lies_in(territory_, operation.place, event.zone);
            count -= goes && month <= operation.until ? event.dwellings : 0;
        }
        return count;
    }

    const Scenario& scenario_;
    const Territory& territory_;
    const TerritoryTables& tables_;
    std::set<std::string> seen_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

std::vector<Diagnostic> problems_in_territory(const Scenario& scenario,
                                              const Territory& territory,
                                              const TerritoryTables& tables) {
    return Checker(scenario, territory, tables).run();
}

}  // namespace mixite
