#include "study/run_tables.hpp"

#include <functional>

namespace mixite {
namespace {

constexpr int epoch_year = 2019;

/// One column of type T: a value of each thing.
template <class T, class Thing, class Value>
std::vector<T> column_of(const std::vector<Thing>& things, const Value& value) {
    std::vector<T> column;
    column.reserve(things.size());
    for (const auto& thing : things) {
        column.push_back(static_cast<T>(value(thing)));
    }
    return column;
}

std::int16_t position(ZoneRow zone) {
    return zone ? static_cast<std::int16_t>(zone.value) : std::int16_t{-1};
}
std::int16_t position(HolderRow holder) {
    return holder ? static_cast<std::int16_t>(holder.value) : std::int16_t{-1};
}

double euros(std::int32_t cents) {
    return cents / 100.0;
}

template <class RowType>
std::vector<RowType> present_rows(const World& world);

template <>
std::vector<HouseholdRow> present_rows(const World& world) {
    std::vector<HouseholdRow> found;
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (world.households.present(h)) {
            found.push_back(h);
        }
    }
    return found;
}

template <>
std::vector<DwellingRow> present_rows(const World& world) {
    std::vector<DwellingRow> found;
    for (const auto d : rows<DwellingRow>(world.dwellings.size())) {
        found.push_back(d);
    }
    return found;
}

}  // namespace

std::vector<Enumeration> enumerations() {
    return {{"tenure", {"owner", "private_tenant", "social_tenant", "hosted", "gone"}},
            {"answer",
             {"accepted", "refused_before_commission", "refused_after_commission", "no_answer"}},
            {"vacancy_cause",
             {"initial",
              "delivery",
              "end_of_works",
              "left_agglomeration",
              "to_private_rental",
              "to_ownership",
              "dissolution",
              "separation"}},
            {"household_type",
             {"single", "couple_without_child", "couple_with_children", "single_parent", "other"}},
            {"activity",
             {"stable_job", "precarious_job", "unemployed", "without_work", "student", "retired"}},
            {"energy_label", {"a", "b", "c", "d", "e", "f", "g", "unknown"}},
            {"financing", {"plai", "plus", "pls"}},
            {"dwelling_form", {"flat", "house"}},
            {"dwelling_status", {"occupied", "vacant", "works", "condemned", "demolished"}}};
}

Table lease_table(const std::vector<Lease>& leases) {
    const auto integers = [&](const auto& value) { return column_of<std::int32_t>(leases, value); };
    const auto small = [&](const auto& value) { return column_of<std::int16_t>(leases, value); };
    const auto bytes = [&](const auto& value) { return column_of<std::uint8_t>(leases, value); };
    const auto keys = [&](const auto& value) { return column_of<std::int64_t>(leases, value); };
    const auto floats = [&](const auto& value) { return column_of<float>(leases, value); };
    return {
        "leases",
        "lease",
        {{"month", "days since 2019-01-01", "month of signature", integers([](const Lease& l) {
              return days_since(epoch_year, l.month);
          })},
         {"dwelling", "1", "key of the dwelling", keys([](const Lease& l) {
              return l.dwelling.value;
          })},
         {"household", "1", "key of the household", keys([](const Lease& l) {
              return l.household.value;
          })},
         {"zone", "1", "position of the zone", small([](const Lease& l) {
              return position(l.zone);
          })},
         {"from_zone",
          "1",
          "position of the zone left, -1 outside the agglomeration",
          small([](const Lease& l) { return position(l.from_zone); })},
         {"from_tenure",
          "1",
          "tenure left",
          bytes([](const Lease& l) { return l.from_tenure; }),
          "tenure"},
         {"landlord", "1", "position of the landlord", bytes([](const Lease& l) {
              return l.landlord.value;
          })},
         {"holder",
          "1",
          "position of the reservation holder, -1 if given back to the landlord",
          small([](const Lease& l) { return position(l.holder); })},
         {"rooms", "1", "rooms of the dwelling", bytes([](const Lease& l) { return l.rooms; })},
         {"persons", "1", "persons of the household", bytes([](const Lease& l) {
              return l.persons;
          })},
         {"eldest_age", "year", "age of the eldest adult", bytes([](const Lease& l) {
              return l.eldest_age;
          })},
         {"rank", "1", "rank on the commission's list", bytes([](const Lease& l) {
              return l.rank;
          })},
         {"quartile_legal",
          "1",
          "quarter of the requests, legal threshold",
          bytes([](const Lease& l) { return l.quartile_legal; })},
         {"quartile_frozen",
          "1",
          "quarter of the requests, threshold frozen at the fork",
          bytes([](const Lease& l) { return l.quartile_frozen; })},
         {"priorities",
          "1",
          "priority publics, as bits (FILE_FORMAT)",
          integers([](const Lease& l) { return l.priorities; })},
         {"transfer", "1", "1 if the household was a social tenant", bytes([](const Lease& l) {
              return l.transfer ? 1 : 0;
          })},
         {"wait", "month", "months since the request was opened", small([](const Lease& l) {
              return l.wait_months;
          })},
         {"points", "1", "points of the grid", integers([](const Lease& l) { return l.points; })},
         {"rent", "EUR month-1", "principal rent", floats([](const Lease& l) {
              return euros(l.rent_cents);
          })},
         {"resources_per_unit",
          "EUR year-1",
          "SNE resources per consumption unit",
          floats([](const Lease& l) { return euros(l.resources_per_unit_cents); })},
         {"effort_rate", "1", "net housing cost over SNE resources", floats([](const Lease& l) {
              return l.effort_rate;
          })}}};
}

Table chain_table(const std::vector<Chain>& chains) {
    return {"chains",
            "chain",
            {{"month",
              "days since 2019-01-01",
              "month in which the chain ended",
              column_of<std::int32_t>(
                  chains, [](const Chain& c) { return days_since(epoch_year, c.month); })},
             {"cause",
              "1",
              "what began the chain",
              column_of<std::uint8_t>(chains, [](const Chain& c) { return c.cause; }),
              "vacancy_cause"},
             {"length",
              "1",
              "dwellings of the chain",
              column_of<std::uint8_t>(chains, [](const Chain& c) { return c.length; })}}};
}

Table offer_table(const std::vector<Offer>& offers) {
    const auto bytes = [&](const auto& value) { return column_of<std::uint8_t>(offers, value); };
    return {
        "offers",
        "offer",
        {{"month",
          "days since 2019-01-01",
          "month of the offer",
          column_of<std::int32_t>(offers,
                                  [](const Offer& o) { return days_since(epoch_year, o.month); })},
         {"dwelling",
          "1",
          "key of the dwelling",
          column_of<std::int64_t>(offers, [](const Offer& o) { return o.dwelling.value; })},
         {"household",
          "1",
          "key of the household",
          column_of<std::int64_t>(offers, [](const Offer& o) { return o.household.value; })},
         {"zone",
          "1",
          "position of the zone",
          column_of<std::int16_t>(offers, [](const Offer& o) { return position(o.zone); })},
         {"holder",
          "1",
          "position of the reservation holder, -1 if given back",
          column_of<std::int16_t>(offers, [](const Offer& o) { return position(o.holder); })},
         {"round", "1", "round of the month", bytes([](const Offer& o) { return o.round; })},
         {"rank", "1", "rank on the commission's list", bytes([](const Offer& o) {
              return o.rank;
          })},
         {"answer", "1", "answer", bytes([](const Offer& o) { return o.answer; }), "answer"},
         {"quartile_legal",
          "1",
          "quarter of the requests, legal threshold",
          bytes([](const Offer& o) { return o.quartile_legal; })},
         {"points", "1", "points of the grid", column_of<std::int32_t>(offers, [](const Offer& o) {
              return o.points;
          })}}};
}

Table zone_table(const Territory& territory) {
    const auto& zones = territory.zones.values();
    return {"zones",
            "zone_row",
            {{"code",
              "",
              "code of the zone",
              column_of<std::string>(zones, [](const Zone& z) { return z.code; })},
             {"name",
              "",
              "name of the zone",
              column_of<std::string>(zones, [](const Zone& z) { return z.name; })},
             {"commune",
              "",
              "code of its commune",
              column_of<std::string>(
                  zones, [&](const Zone& z) { return territory.communes[z.commune].code; })},
             {"is_qpv",
              "1",
              "1 for a QPV",
              column_of<std::uint8_t>(
                  zones, [](const Zone& z) { return z.kind == ZoneKind::qpv ? 1 : 0; })},
             {"latitude",
              "degrees_north",
              "latitude",
              column_of<float>(zones, [](const Zone& z) { return z.latitude; })},
             {"longitude", "degrees_east", "longitude", column_of<float>(zones, [](const Zone& z) {
                  return z.longitude;
              })}}};
}

Table fit_table(const std::vector<FitLine>& fit) {
    return {
        "population_fit",
        "control",
        {{"area", "", "area", column_of<std::string>(fit, [](const FitLine& l) { return l.area; })},
         {"variable",
          "",
          "variable",
          column_of<std::string>(fit, [](const FitLine& l) { return l.variable; })},
         {"category",
          "",
          "category",
          column_of<std::string>(fit, [](const FitLine& l) { return l.category; })},
         {"target",
          "1",
          "target",
          column_of<float>(fit, [](const FitLine& l) { return l.target; })},
         {"obtained",
          "1",
          "obtained",
          column_of<float>(fit, [](const FitLine& l) { return l.obtained; })},
         {"tolerance",
          "1",
          "tolerance",
          column_of<float>(fit, [](const FitLine& l) { return l.tolerance; })},
         {"hard", "1", "1 for a hard control", column_of<std::uint8_t>(fit, [](const FitLine& l) {
              return l.strength == Strength::hard ? 1 : 0;
          })}}};
}

Table household_table(const World& world) {
    const auto& h = world.households;
    const auto present = present_rows<HouseholdRow>(world);
    const auto bytes = [&](const auto& value) { return column_of<std::uint8_t>(present, value); };
    const auto euros_of = [&](const auto& value) { return column_of<float>(present, value); };
    return {
        "households",
        "household_row",
        {{"key",
          "1",
          "key",
          column_of<std::int64_t>(present, [&](HouseholdRow r) { return h.key[r].value; })},
         {"zone",
          "1",
          "position of the zone, -1 outside the agglomeration",
          column_of<std::int16_t>(present, [&](HouseholdRow r) { return position(h.zone[r]); })},
         {"tenure", "1", "tenure", bytes([&](HouseholdRow r) { return h.tenure[r]; }), "tenure"},
         {"type",
          "1",
          "household type",
          bytes([&](HouseholdRow r) { return h.type(r); }),
          "household_type"},
         {"persons", "1", "persons", bytes([&](HouseholdRow r) { return h.persons(r); })},
         {"eldest_age", "year", "age of the eldest adult", bytes([&](HouseholdRow r) {
              return h.eldest_adult_age(r, world.month);
          })},
         {"activity",
          "1",
          "activity of the first adult",
          bytes([&](HouseholdRow r) { return h.activity[r][0]; }),
          "activity"},
         {"moved_in",
          "days since 2019-01-01",
          "month of moving in",
          column_of<std::int32_t>(
              present, [&](HouseholdRow r) { return days_since(epoch_year, h.moved_in[r]); })},
         {"declared_income",
          "EUR year-1",
          "declared income of the household",
          euros_of([&](HouseholdRow r) { return euros(h.declared(r)); })},
         {"consumption_units",
          "1",
          "consumption units, OECD-modified",
          euros_of(
              [&](HouseholdRow r) { return consumption_unit_tenths(h, r, world.month) / 10.0; })},
         {"applies", "1", "1 if it has an open request", bytes([&](HouseholdRow r) {
              return h.application[r] ? 1 : 0;
          })}}};
}

Table dwelling_table(const World& world) {
    const auto& d = world.dwellings;
    const auto all = present_rows<DwellingRow>(world);
    const auto bytes = [&](const auto& value) { return column_of<std::uint8_t>(all, value); };
    return {
        "dwellings",
        "dwelling_row",
        {{"key",
          "1",
          "key",
          column_of<std::int64_t>(all, [&](DwellingRow r) { return d.key[r].value; })},
         {"zone",
          "1",
          "position of the zone",
          column_of<std::int16_t>(all, [&](DwellingRow r) { return position(d.zone[r]); })},
         {"landlord", "1", "position of the landlord", bytes([&](DwellingRow r) {
              return d.landlord[r].value;
          })},
         {"rooms", "1", "rooms, 5: five or more", bytes([&](DwellingRow r) { return d.rooms[r]; })},
         {"form",
          "1",
          "flat or house",
          bytes([&](DwellingRow r) { return d.form[r]; }),
          "dwelling_form"},
         {"built_year",
          "year",
          "year of construction",
          column_of<std::int16_t>(all, [&](DwellingRow r) { return d.built_year[r]; })},
         {"energy",
          "1",
          "energy label",
          bytes([&](DwellingRow r) { return d.energy[r]; }),
          "energy_label"},
         {"financing",
          "1",
          "financing",
          bytes([&](DwellingRow r) { return d.financing[r]; }),
          "financing"},
         {"surface",
          "m2",
          "surface",
          column_of<float>(all, [&](DwellingRow r) { return d.surface_dm2[r] / 100.0; })},
         {"rent",
          "EUR month-1",
          "principal rent",
          column_of<float>(all, [&](DwellingRow r) { return euros(d.rent_cents[r]); })},
         {"status",
          "1",
          "status",
          bytes([&](DwellingRow r) { return d.status[r]; }),
          "dwelling_status"}}};
}

}  // namespace mixite
