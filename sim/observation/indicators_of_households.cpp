#include "observation/indicator.hpp"

namespace mixite {
namespace {

// What happened to households in the month.
constexpr auto life_indicators = std::to_array<Indicator>({
    {{.name = "formed",
      .unit = "household",
      .long_name = "Households formed",
      .definition = "Households of the agglomeration that came into being in the month by "
                    "separation or by leaving the parents.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.formed); }},
    {{.name = "dissolved",
      .unit = "household",
      .long_name = "Households dissolved",
      .definition = "Households of the agglomeration that ceased in the month by death, care "
                    "home or union.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.dissolved); }},
    {{.name = "arrived",
      .unit = "household",
      .long_name = "Arrivals",
      .definition = "Households that arrived in the month from outside the agglomeration into "
                    "the private stock.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.arrived); }},
    {{.name = "arrived_by_lease",
      .unit = "household",
      .long_name = "Arrivals by lease",
      .definition = "Households that arrived in the month from outside the agglomeration by a "
                    "lease of a social dwelling.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.arrived_by_lease); }},
    {{.name = "left",
      .unit = "household",
      .long_name = "Departures",
      .definition = "Households that left the agglomeration in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left); }},
    {{.name = "births",
      .unit = "person",
      .long_name = "Births",
      .definition = "Births in the month, in households of the agglomeration and of applicants "
                    "from outside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.births); }},
    {{.name = "deaths",
      .unit = "person",
      .long_name = "Deaths",
      .definition = "Deaths in the month, in households of the agglomeration and of applicants "
                    "from outside.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.deaths); }},
    {{.name = "unions",
      .unit = "household",
      .long_name = "Unions",
      .definition = "One-adult households in which an adult found a partner in the month, "
                    "applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.unions); }},
    {{.name = "separations",
      .unit = "household",
      .long_name = "Separations",
      .definition = "Couples that separated in the month, applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.separations); }},
    {{.name = "left_parents",
      .unit = "person",
      .long_name = "Children who left",
      .definition = "Children who left their parents' home in the month, applicants from outside "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.left_parents); }},
    {{.name = "retired",
      .unit = "person",
      .long_name = "Retirements",
      .definition = "Adults who retired in the month, applicants from outside included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.retired); }},
    {{.name = "care_homes",
      .unit = "person",
      .long_name = "Departures to care homes",
      .definition = "Adults who left for a care home in the month, applicants from outside "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.care_homes); }},
    {{.name = "private_moves",
      .unit = "household",
      .long_name = "Private moves",
      .definition = "Moves in the month into or within the private stock, purchases included "
                    "where the household moves.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.private_moves); }},
    {{.name = "bought",
      .unit = "household",
      .long_name = "Purchases",
      .definition = "Households that became owners in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.bought); }},
    {{.name = "social_exits",
      .unit = "household",
      .long_name = "Exits from the social stock",
      .definition = "Tenants who left the social stock for the private stock in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.counts.social_exits); }},
});

}  // namespace

std::span<const Indicator> indicators_of_households() {
    return life_indicators;
}

}  // namespace mixite
