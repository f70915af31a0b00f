#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"
#include "scenario/scenario.hpp"
#include "world/dwellings.hpp"
#include "world/territory.hpp"

namespace mixite {

/// An area on which the population is controlled: a whole IRIS or a commune.
using AreaRow = Row<struct AreaTag, std::uint16_t>;
/// An area cut by the zones: the finest cell of the population.
using PartRow = Row<struct PartTag, std::uint16_t>;

/// What was read, for the result file. `rows` is 0 for files that are not tables.
struct InputFile {
    std::string name;
    std::string sha256;
    std::size_t rows = 0;
    std::string producer;
    std::string licence;
    std::string vintage;
};

struct CommuneRecord {
    std::string code;
    std::string name;
};

struct ZoneRecord {
    std::string code;
    std::string name;
    ZoneKind kind = ZoneKind::commune;
    CommuneRow commune;
    double latitude = 0.0;
    double longitude = 0.0;
    double car_dependence = 0.0;
};

struct LinkRecord {
    ZoneRow a;
    ZoneRow b;
    double minutes = 0.0;
};

struct ControlArea {
    std::string code;
    ZoneKind kind = ZoneKind::commune;  ///< iris or commune
    CommuneRow commune;
};

struct Part {
    std::string code;
    ZoneRow zone;
    AreaRow area;
    int households = 0;
    int social_dwellings = 0;
    int social_flats = 0;
};

enum class ControlVariable : std::uint8_t {
    households,
    persons,
    household_type,          ///< households by type
    household_type_persons,  ///< persons by the type of their household
    age,                     ///< persons by age band
    group,    ///< persons by the socio-professional group of the reference person (CS1 … CS8)
    dwelling  ///< households by kind of dwelling
};

/// Categories of each control variable, in the order of `Control::category`.
inline constexpr std::array<std::string_view, 6> household_type_names{"single_man",
                                                                      "single_woman",
                                                                      "couple_without_child",
                                                                      "couple_with_children",
                                                                      "single_parent",
                                                                      "other"};
inline constexpr std::array<std::string_view, 6> age_band_names{
    "0_14", "15_29", "30_44", "45_59", "60_74", "75_plus"};
inline constexpr std::array<std::string_view, 8> group_names{
    "cs1", "cs2", "cs3", "cs4", "cs5", "cs6", "cs7", "cs8"};
inline constexpr std::array<std::string_view, 2> dwelling_form_names{"flat", "house"};

/// A hard control is to be met; a soft one is a seed.
enum class Strength : std::uint8_t { hard, soft };

struct Control {
    AreaRow area;
    ControlVariable variable = ControlVariable::households;
    std::uint8_t category = 0;  ///< 0 for the totals
    double value = 0.0;         ///< households or persons
    Strength strength = Strength::soft;
};

/// Shares of persons below each value of `DeclaredIncome::eur_per_unit`.
inline constexpr std::array<double, 11> decile_positions{
    0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9};

/// Declared income per consumption unit, € a year of the deflated year; weighted by persons.
struct DeclaredIncome {
    AreaRow area;
    std::array<double, decile_positions.size()> eur_per_unit{};
    Strength strength = Strength::soft;
};

struct QpvRecord {
    ZoneRow zone;
    int social_dwellings = 0;
    double occupancy = 0.0;
    int households = 0;
    int declared_median_eur_per_unit = 0;  ///< of 2019, persons-weighted
    int population_rounded = 0;            ///< a soft control
};

/// An area of whose households a share lives in a QPV.
struct QpvShare {
    ZoneRow qpv;
    AreaRow area;
};

/// Households of a part, by tenure.
struct TenureRecord {
    PartRow part;
    int social_tenants = 0;
    int private_tenants = 0;
    int owners = 0;
    int hosted_free = 0;
};

enum class TenureKind : std::uint8_t { social_tenant, private_tenant, owner, hosted_free };
inline constexpr std::array<std::string_view, 4> tenure_kind_names{
    "social_tenant", "private_tenant", "owner", "hosted_free"};

/// Share of persons below the poverty line (disposable income) in a commune and tenure.
struct TenurePoverty {
    CommuneRow commune;  ///< none: for the communes without a line of their own
    TenureKind tenure = TenureKind::owner;
    double poverty_rate = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Like social dwellings of a zone, at month zero.
struct SocialDwellingGroup {
    ZoneRow zone;
    DwellingForm form = DwellingForm::flat;
    std::uint8_t rooms = 0;  ///< 5: five or more
    int built_year = 0;
    EnergyLabel energy = EnergyLabel::unknown;
    Financing financing = Financing::plus;
    int dwellings = 0;
    double surface_m2 = 0.0;
    double rent_eur_per_m2 = 0.0;  ///< a month, without charges
};

struct LandlordRecord {
    std::string code;
    std::string name;
    std::string kind;  ///< oph, esh, sem or other
};

/// Share of a zone's social dwellings that a landlord has; a zone's shares sum to 1.
struct LandlordShare {
    ZoneRow zone;
    LandlordRow landlord;
    double share = 0.0;
};

struct PrivateStockRecord {
    ZoneRow zone;
    int owner_dwellings = 0;
    int rental_dwellings = 0;      ///< vacant ones included
    double rent_eur_per_m2 = 0.0;  ///< a month, median, three rooms
    double new_owner_per_year = 0.0;
    double new_rental_per_year = 0.0;
};

enum class OperationKind : std::uint8_t {
    rehabilitation,
    residentialisation,
    stop_reletting,
    rehousing,
    demolition,
    youth_residence,
    private_delivery
};

struct Operation {
    std::string code;
    OperationKind kind = OperationKind::rehabilitation;
    Month from;
    Month until;
    ZoneRow zone;
    LandlordRow landlord;  ///< none: not a social landlord's
    int dwellings = 0;
    int net_dwellings = 0;
    int owner_occupied = 0;
};

enum class MilestoneKind : std::uint8_t {
    review,
    delivery,
    demolition,
    meeting,
    plan,
    beginning,
    end
};
inline constexpr std::array<std::string_view, 7> milestone_kind_names{
    "review", "delivery", "demolition", "meeting", "plan", "beginning", "end"};

/// A date that readers of results look for. It changes nothing of a run.
struct Milestone {
    Month month;
    int every_months = 0;  ///< it comes back after so many; 0: once
    MilestoneKind kind = MilestoneKind::review;
    std::string label_fr;
    std::string label_en;
    Status month_status = Status::assumption;
    Status status = Status::assumption;
    std::string source;
};

/// New social dwellings, alike, let for the first time in the same month.
struct SocialDelivery {
    std::string operation;
    Month month;
    ZoneRow zone;
    LandlordRow landlord;
    DwellingForm form = DwellingForm::flat;
    std::uint8_t rooms = 0;
    Financing financing = Financing::plus;
    int dwellings = 0;
    double surface_m2 = 0.0;
    double rent_eur_per_m2 = 0.0;
};

/// One value of what the marginals leave open about the population at month zero.
struct PopulationValue {
    std::string key;
    double value = 0.0;
};

/// What holds for the whole territory (territory.toml).
struct TerritoryFacts {
    std::string name;
    Month month_zero;
    int copies = 1;  ///< agglomerations like this one in a run
    bool statistical_secrecy = false;
    double deflator = 1.0;
    double poverty_line_eur_per_unit_month = 0.0;
    int poverty_line_year = 0;
    int social_dwellings = 0;
    int social_dwellings_in_qpv = 0;
    double mean_surface_m2 = 0.0;
    double mean_rent_eur_per_m2 = 0.0;
    double mean_rent_recent_eur_per_m2 = 0.0;
    double flat_charges_eur_per_m2 = 0.0;   ///< a month
    double house_charges_eur_per_m2 = 0.0;  ///< a month
};

/// All tables of a territory, checked, with references resolved to rows.
struct TerritoryTables {
    TerritoryFacts facts;
    Column<CommuneRow, CommuneRecord> communes;
    Column<ZoneRow, ZoneRecord> zones;
    std::vector<LinkRecord> links;
    Column<AreaRow, ControlArea> areas;
    Column<PartRow, Part> parts;
    std::vector<Control> controls;
    std::vector<DeclaredIncome> declared_income;  ///< one an area, in the areas' order
    std::vector<QpvRecord> qpvs;
    std::vector<QpvShare> qpv_shares;
    std::vector<TenureRecord> tenure;  ///< one a part, in the parts' order
    std::vector<TenurePoverty> tenure_poverty;
    std::vector<SocialDwellingGroup> social_dwellings;
    Column<LandlordRow, LandlordRecord> landlords;
    std::vector<LandlordShare> landlord_shares;
    std::vector<PrivateStockRecord> private_stock;
    std::vector<Operation> programme;
    std::vector<Milestone> milestones;
    std::vector<SocialDelivery> social_deliveries;
    std::vector<PopulationValue> population;
    std::vector<InputFile> inputs;
};

}  // namespace mixite
