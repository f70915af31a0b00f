#include "scenario/territory_rows.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

namespace mixite {

namespace {

constexpr IntegerBounds count_column{0, 100'000'000};
constexpr IntegerBounds flag_column{0, 1};
constexpr IntegerBounds rooms_column{1, 5};
constexpr IntegerBounds year_column{1500, 2100};
constexpr NumberBounds share_column{0.0, 1.0};
constexpr NumberBounds amount_column{0.0, 1e8};
constexpr NumberBounds surface_column{5.0, 500.0};
constexpr NumberBounds rent_column{0.5, 100.0};

constexpr std::array<std::string_view, 2> strength_names{"hard", "soft"};
constexpr std::array<std::string_view, 3> zone_kind_names{"commune", "iris", "qpv"};
constexpr std::array<std::string_view, 2> area_kind_names{"commune", "iris"};
constexpr std::array<std::string_view, 7> control_variable_names{"households",
                                                                 "persons",
                                                                 "household_type",
                                                                 "household_type_persons",
                                                                 "age",
                                                                 "group",
                                                                 "dwelling"};
constexpr std::array<std::string_view, 1> total_names{"all"};
constexpr std::array<std::string_view, 11> decile_columns{
    "d1", "d2", "lower_quartile", "d3", "d4", "median", "d6", "d7", "upper_quartile", "d8", "d9"};
constexpr std::array<std::string_view, 8> energy_names{
    "A", "B", "C", "D", "E", "F", "G", "unknown"};
/// Dwellings financed before 1977 have the ceilings of PLUS.
constexpr std::array<std::string_view, 4> financing_names{
    "plai", "plus", "pls", "plus_before_1977"};
constexpr std::array<std::string_view, 4> landlord_kind_names{"oph", "esh", "sem", "other"};
constexpr std::array<std::string_view, 7> operation_kind_names{"rehabilitation",
                                                               "residentialisation",
                                                               "stop_reletting",
                                                               "rehousing",
                                                               "demolition",
                                                               "youth_residence",
                                                               "private_delivery"};
constexpr std::array<std::string_view, 4> audience_names{"all", "youth", "senior", "student"};

struct Names {
    NameIndex communes;
    NameIndex zones;
    NameIndex areas;
    NameIndex parts;
    NameIndex landlords;
};

template <class RowType>
RowType row_of(std::optional<std::size_t> place) {
    return place ? RowType{*place} : RowType{};
}

/// Of a table whose rows are RowType: more of them than it can number are a problem.
template <class RowType>
void refuse_too_many(CsvReader& csv, const std::string& what) {
    constexpr std::size_t most = RowType::none;
    if (csv.rows() > most) {
        csv.reject(most,
                   what,
                   fmt::format("{} {}s", csv.rows(), what),
                   fmt::format("a territory has at most {}", most),
                   "put the smallest together");
    }
}

template <class Enum>
Enum choose(CsvReader& csv,
            std::size_t row,
            std::string_view column,
            std::span<const std::string_view> names) {
    return static_cast<Enum>(csv.choice(row, column, names));
}

Status status_of(CsvReader& csv, std::size_t row, std::string_view column = "status") {
    return choose<Status>(csv, row, column, status_names);
}

Financing financing_of(CsvReader& csv, std::size_t row) {
    const auto choice = csv.choice(row, "financing", financing_names);
    return choice == 3 ? Financing::plus : static_cast<Financing>(choice);
}

/// One record a row. Columns that nothing is made of (data/README.md names them) are read to be
/// checked.
template <class Read>
auto each_row(CsvReader& csv, Read read) {
    std::vector<decltype(read(std::size_t{}))> records;
    records.reserve(csv.rows());
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        records.push_back(read(row));
    }
    return records;
}

auto read_communes(CsvReader& csv) {
    return each_row(csv, [&](std::size_t row) {
        CommuneRecord commune{csv.name(row, "commune"), csv.name(row, "name")};
        csv.integer(row, "population_municipale", count_column);
        csv.number(row, "area_km2", amount_column);
        return commune;
    });
}

/// From south to north and from west to east, in degrees.
struct Extent {
    NumberBounds latitude;
    NumberBounds longitude;
};

/// Metropolitan France, then the overseas departments: Guadeloupe and Martinique, Guyane, La
/// Réunion, Mayotte. To half a degree.
constexpr std::array<Extent, 5> extents_of_france{{{{41.0, 51.5}, {-5.5, 10.0}},
                                                   {{14.0, 17.0}, {-62.0, -60.5}},
                                                   {{2.0, 6.0}, {-55.0, -51.0}},
                                                   {{-21.5, -20.5}, {55.0, 56.0}},
                                                   {{-13.5, -12.5}, {44.5, 45.5}}}};

bool lies_within(double value, NumberBounds bounds) {
    return value >= bounds.least && value <= bounds.most;
}

bool lies_in_france(double latitude, double longitude) {
    return std::any_of(extents_of_france.begin(), extents_of_france.end(), [&](const auto& extent) {
        return lies_within(latitude, extent.latitude) && lies_within(longitude, extent.longitude);
    });
}

void read_position(CsvReader& csv, std::size_t row, ZoneRecord& zone) {
    const auto problems_before = csv.problems().size();
    zone.latitude = csv.number(row, "latitude", {-90.0, 90.0});
    zone.longitude = csv.number(row, "longitude", {-180.0, 180.0});
    if (csv.problems().size() == problems_before &&
        !lies_in_france(zone.latitude, zone.longitude)) {
        csv.reject(row,
                   "latitude",
                   fmt::format("latitude = {}, longitude = {}", zone.latitude, zone.longitude),
                   "lies neither in metropolitan France nor in a department overseas",
                   lies_in_france(zone.longitude, zone.latitude)
                       ? "are latitude and longitude swapped?"
                       : "degrees of WGS 84, such as 46.32 and -0.46");
    }
}

auto read_zones(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        ZoneRecord zone;
        zone.code = csv.name(row, "zone");
        zone.name = csv.name(row, "name");
        zone.kind = choose<ZoneKind>(csv, row, "kind", zone_kind_names);
        zone.commune = row_of<CommuneRow>(csv.reference(row, "commune", names.communes));
        read_position(csv, row, zone);
        csv.number(row, "area_km2", amount_column);
        csv.integer(row, "bus_poor", flag_column);
        zone.car_dependence = csv.number(row, "car_dependence", share_column);
        csv.number(row, "jobs_index", share_column);
        return zone;
    });
}

auto read_links(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        LinkRecord link;
        link.a = row_of<ZoneRow>(csv.reference(row, "zone_a", names.zones));
        link.b = row_of<ZoneRow>(csv.reference(row, "zone_b", names.zones));
        csv.number_or_none(row, "shared_border_km", amount_column);
        csv.number(row, "distance_km", amount_column);
        link.minutes = csv.number(row, "minutes", {0.0, 600.0});
        status_of(csv, row);
        if (link.a && link.a == link.b) {
            csv.reject(row, "zone_b", "a zone is linked to itself");
        }
        return link;
    });
}

auto read_areas(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        ControlArea area{csv.name(row, "area"),
                         choose<ZoneKind>(csv, row, "kind", area_kind_names),
                         row_of<CommuneRow>(csv.reference(row, "commune", names.communes))};
        csv.integer(row, "donor", flag_column);
        return area;
    });
}

auto read_parts(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        Part part{csv.name(row, "part"),
                  row_of<ZoneRow>(csv.reference(row, "zone", names.zones)),
                  row_of<AreaRow>(csv.reference(row, "area", names.areas)),
                  csv.integer(row, "households", count_column),
                  csv.integer(row, "social_dwellings", count_column),
                  csv.integer(row, "social_flats", count_column)};
        if (part.social_flats > part.social_dwellings) {
            csv.reject(row,
                       "social_flats",
                       fmt::format("social_flats = {}", part.social_flats),
                       fmt::format("must be at most social_dwellings = {}", part.social_dwellings));
        }
        return part;
    });
}

std::span<const std::string_view> categories(ControlVariable variable) {
    switch (variable) {
        case ControlVariable::household_type:
        case ControlVariable::household_type_persons:
            return household_type_names;
        case ControlVariable::age:
            return age_band_names;
        case ControlVariable::group:
            return group_names;
        case ControlVariable::dwelling:
            return dwelling_form_names;
        case ControlVariable::households:
        case ControlVariable::persons:
            break;
    }
    return total_names;
}

auto read_controls(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        Control control;
        control.area = row_of<AreaRow>(csv.reference(row, "area", names.areas));
        control.variable = choose<ControlVariable>(csv, row, "variable", control_variable_names);
        control.category =
            static_cast<std::uint8_t>(csv.choice(row, "category", categories(control.variable)));
        control.value = csv.number(row, "value", amount_column);
        control.strength = choose<Strength>(csv, row, "strength", strength_names);
        status_of(csv, row);
        return control;
    });
}

auto read_declared_income(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        DeclaredIncome income;
        income.area = row_of<AreaRow>(csv.reference(row, "area", names.areas));
        double below = 0.0;
        for (std::size_t i = 0; i < decile_columns.size(); ++i) {
            const auto value = csv.number(row, decile_columns[i], amount_column);
            if (value < below) {
                csv.reject(row,
                           decile_columns[i],
                           fmt::format("{} = {}", decile_columns[i], value),
                           fmt::format("must be at least the value before it, {}", below));
            }
            income.eur_per_unit[i] = below = value;
        }
        income.strength = choose<Strength>(csv, row, "strength", strength_names);
        status_of(csv, row);
        return income;
    });
}

auto read_qpvs(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        QpvRecord qpv;
        qpv.zone = row_of<ZoneRow>(csv.reference(row, "zone", names.zones));
        qpv.social_dwellings = csv.integer(row, "social_dwellings", count_column);
        csv.integer(row, "social_dwellings_low", count_column);
        csv.integer(row, "social_dwellings_high", count_column);
        qpv.occupancy = csv.number(row, "occupancy", share_column);
        csv.integer(row, "private_households", count_column);
        qpv.households = csv.integer(row, "households", count_column);
        qpv.declared_median_eur_per_unit =
            csv.integer(row, "declared_median_2019_eur_uc", count_column);
        qpv.population_rounded = csv.integer(row, "population_2019_rounded", count_column);
        csv.integer(row, "population_perimeter", year_column);
        return qpv;
    });
}

auto read_qpv_shares(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        const QpvShare share{row_of<ZoneRow>(csv.reference(row, "zone", names.zones)),
                             row_of<AreaRow>(csv.reference(row, "area", names.areas))};
        csv.number(row, "share_of_area_households", share_column);
        return share;
    });
}

auto read_tenure(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        return TenureRecord{row_of<PartRow>(csv.reference(row, "part", names.parts)),
                            csv.integer(row, "social_tenant", count_column),
                            csv.integer(row, "private_tenant", count_column),
                            csv.integer(row, "owner", count_column),
                            csv.integer(row, "hosted_free", count_column)};
    });
}

auto read_tenure_poverty(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        TenurePoverty poverty;
        if (csv.name(row, "commune") != "other") {
            poverty.commune = row_of<CommuneRow>(csv.reference(row, "commune", names.communes));
        }
        poverty.tenure = choose<TenureKind>(csv, row, "tenure", tenure_kind_names);
        poverty.poverty_rate = csv.number(row, "poverty_rate", share_column);
        poverty.low = csv.number(row, "low", share_column);
        poverty.high = csv.number(row, "high", share_column);
        status_of(csv, row);
        return poverty;
    });
}

auto read_social_dwellings(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        SocialDwellingGroup group;
        group.zone = row_of<ZoneRow>(csv.reference(row, "zone", names.zones));
        group.form = choose<DwellingForm>(csv, row, "building", dwelling_form_names);
        group.rooms = static_cast<std::uint8_t>(csv.integer(row, "rooms", rooms_column));
        group.built_year = csv.integer(row, "built_year", year_column);
        group.energy = choose<EnergyLabel>(csv, row, "energy_label", energy_names);
        group.financing = financing_of(csv, row);
        group.dwellings = csv.integer(row, "dwellings", count_column);
        group.surface_m2 = csv.number(row, "surface_m2", surface_column);
        group.rent_eur_per_m2 = csv.number(row, "rent_eur_m2", rent_column);
        return group;
    });
}

auto read_landlords(CsvReader& csv) {
    return each_row(csv, [&](std::size_t row) {
        return LandlordRecord{
            csv.name(row, "landlord"),
            csv.name(row, "name"),
            std::string(landlord_kind_names[csv.choice(row, "kind", landlord_kind_names)])};
    });
}

auto read_landlord_shares(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        return LandlordShare{row_of<ZoneRow>(csv.reference(row, "zone", names.zones)),
                             row_of<LandlordRow>(csv.reference(row, "landlord", names.landlords)),
                             csv.number(row, "share", share_column)};
    });
}

auto read_population(CsvReader& csv) {
    constexpr NumberBounds any{-1e8, 1e8};
    return each_row(csv, [&](std::size_t row) {
        PopulationValue value;
        value.key = csv.name(row, "key");
        const auto low = csv.number(row, "low", any);
        const auto high = csv.number(row, "high", any);
        value.value = csv.number(row, "value", {low, high});
        csv.name(row, "unit");
        status_of(csv, row);
        csv.name(row, "source");
        return value;
    });
}

auto read_private_stock(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        PrivateStockRecord stock;
        stock.zone = row_of<ZoneRow>(csv.reference(row, "zone", names.zones));
        stock.owner_dwellings = csv.integer(row, "owner_dwellings", count_column);
        stock.rental_dwellings = csv.integer(row, "rental_dwellings", count_column);
        csv.number(row, "rental_vacancy", share_column);
        csv.number(row, "owner_vacancy", share_column);
        for (int rooms = 1; rooms <= 5; ++rooms) {
            csv.number(row, fmt::format("rental_t{}", rooms), share_column);
        }
        stock.rent_eur_per_m2 = csv.number(row, "rent_eur_m2", rent_column);
        stock.new_owner_per_year = csv.number(row, "new_owner_per_year", amount_column);
        stock.new_rental_per_year = csv.number(row, "new_rental_per_year", amount_column);
        return stock;
    });
}

Operation read_operation(CsvReader& csv, std::size_t row, const Names& names) {
    Operation operation;
    operation.code = csv.name(row, "operation");
    operation.kind = choose<OperationKind>(csv, row, "kind", operation_kind_names);
    operation.from = csv.year_month(row, "from");
    operation.until = csv.year_month(row, "until");
    operation.zone = row_of<ZoneRow>(csv.reference(row, "zone", names.zones));
    operation.landlord =
        row_of<LandlordRow>(csv.reference_or_none(row, "landlord", names.landlords));
    operation.dwellings = csv.integer(row, "dwellings", count_column);
    operation.net_dwellings =
        csv.integer(row, "net_dwellings", {-count_column.most, count_column.most});
    operation.owner_occupied = csv.integer(row, "owner_occupied", count_column);
    csv.integer(row, "rooms_from", rooms_column);
    csv.integer(row, "rooms_until", rooms_column);
    csv.integer_or_none(row, "built_from", year_column);
    csv.integer_or_none(row, "built_until", year_column);
    csv.choice(row, "audience", audience_names);
    status_of(csv, row, "month_status");
    status_of(csv, row);
    csv.name(row, "source");
    return operation;
}

auto read_programme(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        auto operation = read_operation(csv, row, names);
        if (operation.until < operation.from) {
            csv.reject(row,
                       "until",
                       fmt::format("until = {}", to_string(operation.until)),
                       fmt::format("must not be before from = {}", to_string(operation.from)));
        }
        if (operation.owner_occupied > operation.dwellings) {
            csv.reject(row,
                       "owner_occupied",
                       fmt::format("owner_occupied = {}", operation.owner_occupied),
                       fmt::format("must be at most dwellings = {}", operation.dwellings));
        }
        return operation;
    });
}

auto read_milestones(CsvReader& csv) {
    constexpr IntegerBounds recurrence{0, 120};
    return each_row(csv, [&](std::size_t row) {
        Milestone milestone;
        milestone.month = csv.year_month(row, "month");
        milestone.every_months = csv.integer(row, "every_months", recurrence);
        milestone.kind = choose<MilestoneKind>(csv, row, "kind", milestone_kind_names);
        milestone.label_fr = csv.name(row, "label_fr");
        milestone.label_en = csv.name(row, "label_en");
        milestone.month_status = status_of(csv, row, "month_status");
        milestone.status = status_of(csv, row);
        milestone.source = csv.name(row, "source");
        return milestone;
    });
}

auto read_social_deliveries(CsvReader& csv, const Names& names) {
    return each_row(csv, [&](std::size_t row) {
        SocialDelivery delivery;
        delivery.operation = csv.name(row, "operation");
        delivery.month = csv.year_month(row, "month");
        delivery.zone = row_of<ZoneRow>(csv.reference(row, "zone", names.zones));
        delivery.landlord = row_of<LandlordRow>(csv.reference(row, "landlord", names.landlords));
        delivery.form = choose<DwellingForm>(csv, row, "building", dwelling_form_names);
        delivery.rooms = static_cast<std::uint8_t>(csv.integer(row, "rooms", rooms_column));
        delivery.financing = financing_of(csv, row);
        delivery.dwellings = csv.integer(row, "dwellings", count_column);
        delivery.surface_m2 = csv.number(row, "surface_m2", surface_column);
        delivery.rent_eur_per_m2 = csv.number(row, "rent_eur_m2", rent_column);
        return delivery;
    });
}

}  // namespace

const std::map<std::string, std::vector<std::string>>& territory_schema() {
    static const std::map<std::string, std::vector<std::string>> schema{
        {"communes.csv", {"commune", "name", "population_municipale", "area_km2"}},
        {"control_areas.csv", {"area", "kind", "commune", "donor"}},
        {"controls.csv", {"area", "variable", "category", "value", "strength", "status"}},
        {"declared_income_deciles.csv",
         {"area",
          "d1",
          "d2",
          "lower_quartile",
          "d3",
          "d4",
          "median",
          "d6",
          "d7",
          "upper_quartile",
          "d8",
          "d9",
          "strength",
          "status"}},
        {"landlord_shares.csv", {"zone", "landlord", "share"}},
        {"landlords.csv", {"landlord", "name", "kind"}},
        {"links.csv", {"zone_a", "zone_b", "shared_border_km", "distance_km", "minutes", "status"}},
        {"milestones.csv",
         {"month",
          "every_months",
          "kind",
          "label_fr",
          "label_en",
          "month_status",
          "status",
          "source"}},
        {"parts.csv", {"part", "zone", "area", "households", "social_dwellings", "social_flats"}},
        {"population.csv", {"key", "value", "low", "high", "unit", "status", "source"}},
        {"private_stock.csv",
         {"zone",
          "owner_dwellings",
          "rental_dwellings",
          "rental_vacancy",
          "owner_vacancy",
          "rental_t1",
          "rental_t2",
          "rental_t3",
          "rental_t4",
          "rental_t5",
          "rent_eur_m2",
          "new_owner_per_year",
          "new_rental_per_year"}},
        {"programme.csv",
         {"operation",
          "kind",
          "from",
          "until",
          "zone",
          "landlord",
          "dwellings",
          "net_dwellings",
          "owner_occupied",
          "rooms_from",
          "rooms_until",
          "built_from",
          "built_until",
          "audience",
          "month_status",
          "status",
          "source"}},
        {"qpv.csv",
         {"zone",
          "social_dwellings",
          "social_dwellings_low",
          "social_dwellings_high",
          "occupancy",
          "private_households",
          "households",
          "declared_median_2019_eur_uc",
          "population_2019_rounded",
          "population_perimeter"}},
        {"qpv_shares.csv", {"zone", "area", "share_of_area_households"}},
        {"social_deliveries.csv",
         {"operation",
          "month",
          "zone",
          "landlord",
          "building",
          "rooms",
          "financing",
          "dwellings",
          "surface_m2",
          "rent_eur_m2"}},
        {"social_dwellings.csv",
         {"zone",
          "building",
          "rooms",
          "built_year",
          "energy_label",
          "financing",
          "dwellings",
          "surface_m2",
          "rent_eur_m2"}},
        {"tenure.csv", {"part", "social_tenant", "private_tenant", "owner", "hosted_free"}},
        {"tenure_income.csv", {"commune", "tenure", "poverty_rate", "low", "high", "status"}},
        {"zones.csv",
         {"zone",
          "name",
          "kind",
          "commune",
          "latitude",
          "longitude",
          "area_km2",
          "bus_poor",
          "car_dependence",
          "jobs_index"}}};
    return schema;
}

namespace {

/// In the order of the variables, each once.
std::vector<std::string_view> all_categories() {
    std::vector<std::string_view> all;
    for (std::size_t variable = 0; variable < control_variable_names.size(); ++variable) {
        for (const auto category : categories(static_cast<ControlVariable>(variable))) {
            if (std::find(all.begin(), all.end(), category) == all.end()) {
                all.push_back(category);
            }
        }
    }
    return all;
}

/// The order in which a territory numbers its rows, whatever that of its files: who is drawn or
/// served first among equals depends on it.
void put_in_order(std::map<std::string, CsvReader>& readers) {
    constexpr std::array<std::string_view, 3> zones_before_qpv{"iris", "commune", "qpv"};
    const auto csv = [&](const char* file) -> CsvReader& { return readers.at(file); };
    csv("communes.csv").sort_rows({"commune"});
    csv("zones.csv").sort_rows({"zone"});
    csv("zones.csv").sort_rows_by_choice("kind", zones_before_qpv);
    csv("control_areas.csv").sort_rows({"area"});
    csv("control_areas.csv").sort_rows_by_choice("kind", zones_before_qpv);
    csv("parts.csv").sort_rows({"part"});
    csv("landlords.csv").sort_rows({"landlord"});
    csv("landlords.csv").sort_rows_by_choice("kind", landlord_kind_names);
    csv("social_dwellings.csv")
        .sort_rows({"zone",
                    "building",
                    "rooms",
                    "built_year",
                    "energy_label",
                    "financing",
                    "dwellings",
                    "surface_m2",
                    "rent_eur_m2"});
    csv("social_deliveries.csv")
        .sort_rows({"operation",
                    "month",
                    "zone",
                    "building",
                    "rooms",
                    "financing",
                    "landlord",
                    "dwellings",
                    "surface_m2",
                    "rent_eur_m2"});
}

}  // namespace

TerritoryTables read_rows(std::map<std::string, CsvReader>& readers) {
    const auto csv = [&](const char* file) -> CsvReader& { return readers.at(file); };
    refuse_too_many<CommuneRow>(csv("communes.csv"), "commune");
    refuse_too_many<ZoneRow>(csv("zones.csv"), "zone");
    refuse_too_many<AreaRow>(csv("control_areas.csv"), "area");
    refuse_too_many<PartRow>(csv("parts.csv"), "part");
    refuse_too_many<LandlordRow>(csv("landlords.csv"), "landlord");
    put_in_order(readers);
    Names names{csv("communes.csv").names("commune", "commune"),
                csv("zones.csv").names("zone", "zone"),
                csv("control_areas.csv").names("area", "area"),
                {},
                csv("landlords.csv").names("landlord", "landlord")};
    const auto in_order_of = [&](const char* file, const char* column, const NameIndex& index) {
        const std::vector<std::string_view> codes(index.names.begin(), index.names.end());
        csv(file).sort_rows_by_choice(column, codes);
    };
    in_order_of("declared_income_deciles.csv", "area", names.areas);
    in_order_of("qpv.csv", "zone", names.zones);
    csv("controls.csv").sort_rows_by_choice("category", all_categories());
    csv("controls.csv").sort_rows_by_choice("variable", control_variable_names);
    in_order_of("controls.csv", "area", names.areas);
    in_order_of("parts.csv", "area", names.areas);
    names.parts = csv("parts.csv").names("part", "part");
    in_order_of("tenure.csv", "part", names.parts);
    TerritoryTables tables;
    tables.communes = Column<CommuneRow, CommuneRecord>(read_communes(csv("communes.csv")));
    tables.zones = Column<ZoneRow, ZoneRecord>(read_zones(csv("zones.csv"), names));
    tables.links = read_links(csv("links.csv"), names);
    tables.areas = Column<AreaRow, ControlArea>(read_areas(csv("control_areas.csv"), names));
    tables.parts = Column<PartRow, Part>(read_parts(csv("parts.csv"), names));
    tables.controls = read_controls(csv("controls.csv"), names);
    tables.declared_income = read_declared_income(csv("declared_income_deciles.csv"), names);
    tables.qpvs = read_qpvs(csv("qpv.csv"), names);
    tables.qpv_shares = read_qpv_shares(csv("qpv_shares.csv"), names);
    tables.tenure = read_tenure(csv("tenure.csv"), names);
    tables.tenure_poverty = read_tenure_poverty(csv("tenure_income.csv"), names);
    tables.social_dwellings = read_social_dwellings(csv("social_dwellings.csv"), names);
    tables.landlords = Column<LandlordRow, LandlordRecord>(read_landlords(csv("landlords.csv")));
    tables.landlord_shares = read_landlord_shares(csv("landlord_shares.csv"), names);
    tables.private_stock = read_private_stock(csv("private_stock.csv"), names);
    tables.programme = read_programme(csv("programme.csv"), names);
    tables.milestones = read_milestones(csv("milestones.csv"));
    tables.social_deliveries = read_social_deliveries(csv("social_deliveries.csv"), names);
    tables.population = read_population(csv("population.csv"));
    return tables;
}

}  // namespace mixite
