#include "observation/indicator.hpp"

namespace mixite {
namespace {

/// `at`: a QPV and a class of the trait, row by row.
template <class Classes>
double households(const MonthTables& t,
                  std::size_t at,
                  OccupantCounts Occupancy::*which,
                  Classes OccupantCounts::*trait) {
    constexpr auto classes = std::tuple_size_v<Classes>;
    return t.occupancy.empty()
               ? unmeasured
               : static_cast<double>((t.occupancy[at / classes].*which.*trait)[at % classes]);
}

// The tenants of the social stock of each QPV.
constexpr auto occupant_indicators = std::to_array<Indicator>({
    {{.name = "occupants_by_quartile",
      .unit = "household",
      .long_name = "Occupants of the social stock of a QPV, by quarter of the requests",
      .definition = "Tenants of the social stock of the QPV at the end of the month, by the "
                    "quarter of the requests in which their resources would be, frozen threshold "
                    "(before the fork the legal one).",
      .dimension = Dimension::qpv_quartile},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::occupants, &OccupantCounts::by_quartile);
     }},
    {{.name = "occupants_by_type",
      .unit = "household",
      .long_name = "Occupants of the social stock of a QPV, by household type",
      .definition = "Tenants of the social stock of the QPV at the end of the month, by "
                    "household type.",
      .dimension = Dimension::qpv_type},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::occupants, &OccupantCounts::by_type);
     }},
    {{.name = "occupants_by_age",
      .unit = "household",
      .long_name = "Occupants of the social stock of a QPV, by age",
      .definition = "Tenants of the social stock of the QPV at the end of the month, by the age "
                    "of the eldest adult.",
      .dimension = Dimension::qpv_age},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::occupants, &OccupantCounts::by_age);
     }},
    {{.name = "occupants_by_activity",
      .unit = "household",
      .long_name = "Occupants of the social stock of a QPV, by activity",
      .definition = "Tenants of the social stock of the QPV at the end of the month, by the "
                    "first activity of their adults in the order stable job, precarious job, "
                    "unemployed, without work, student, retired.",
      .dimension = Dimension::qpv_activity},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::occupants, &OccupantCounts::by_activity);
     }},
    {{.name = "entrants_by_quartile",
      .unit = "household",
      .long_name = "Entrants of the social stock of a QPV, by quarter of the requests",
      .definition = "Households that came in the month to the social stock of the QPV, from "
                    "wherever and in whatever way, by the quarter of the requests in which their "
                    "resources would be, frozen threshold (before the fork the legal one).",
      .dimension = Dimension::qpv_quartile},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::entrants, &OccupantCounts::by_quartile);
     }},
    {{.name = "entrants_by_type",
      .unit = "household",
      .long_name = "Entrants of the social stock of a QPV, by household type",
      .definition = "Households that came in the month to the social stock of the QPV, from "
                    "wherever and in whatever way, by household type.",
      .dimension = Dimension::qpv_type},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::entrants, &OccupantCounts::by_type);
     }},
    {{.name = "entrants_by_age",
      .unit = "household",
      .long_name = "Entrants of the social stock of a QPV, by age",
      .definition = "Households that came in the month to the social stock of the QPV, from "
                    "wherever and in whatever way, by the age of the eldest adult.",
      .dimension = Dimension::qpv_age},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::entrants, &OccupantCounts::by_age);
     }},
    {{.name = "entrants_by_activity",
      .unit = "household",
      .long_name = "Entrants of the social stock of a QPV, by activity",
      .definition = "Households that came in the month to the social stock of the QPV, from "
                    "wherever and in whatever way, by the first activity of their adults in the "
                    "order stable job, precarious job, unemployed, without work, student, "
                    "retired.",
      .dimension = Dimension::qpv_activity},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::entrants, &OccupantCounts::by_activity);
     }},
    {{.name = "leavers_by_quartile",
      .unit = "household",
      .long_name = "Leavers of the social stock of a QPV, by quarter of the requests",
      .definition = "Households that left the social stock of the QPV in the month, for wherever "
                    "and in whatever way, as they were at the end of the month before, by the "
                    "quarter of the requests in which their resources would be, frozen threshold "
                    "(before the fork the legal one).",
      .dimension = Dimension::qpv_quartile},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::leavers, &OccupantCounts::by_quartile);
     }},
    {{.name = "leavers_by_type",
      .unit = "household",
      .long_name = "Leavers of the social stock of a QPV, by household type",
      .definition = "Households that left the social stock of the QPV in the month, for wherever "
                    "and in whatever way, as they were at the end of the month before, by "
                    "household type.",
      .dimension = Dimension::qpv_type},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::leavers, &OccupantCounts::by_type);
     }},
    {{.name = "leavers_by_age",
      .unit = "household",
      .long_name = "Leavers of the social stock of a QPV, by age",
      .definition = "Households that left the social stock of the QPV in the month, for wherever "
                    "and in whatever way, as they were at the end of the month before, by the "
                    "age of the eldest adult.",
      .dimension = Dimension::qpv_age},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::leavers, &OccupantCounts::by_age);
     }},
    {{.name = "leavers_by_activity",
      .unit = "household",
      .long_name = "Leavers of the social stock of a QPV, by activity",
      .definition = "Households that left the social stock of the QPV in the month, for wherever "
                    "and in whatever way, as they were at the end of the month before, by the "
                    "first activity of their adults in the order stable job, precarious job, "
                    "unemployed, without work, student, retired.",
      .dimension = Dimension::qpv_activity},
     [](const MonthTables& t, std::size_t at) {
         return households(t, at, &Occupancy::leavers, &OccupantCounts::by_activity);
     }},
});

}  // namespace

std::span<const Indicator> indicators_of_occupants() {
    return occupant_indicators;
}

}  // namespace mixite
