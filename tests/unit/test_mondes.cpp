#include <limits>

#include <catch2/catch.hpp>

#include "observation/scenario_names.hpp"
#include "publication/comparison.hpp"

using namespace mixite;

namespace {

ComparisonLine line(const std::string& scenario, double mean, Reading reading) {
    ComparisonLine one{.measure = "poverty", .at = month(2030, 12), .scenario = scenario};
    one.difference.mean = mean;
    one.difference.reading = reading;
    return one;
}

SignAcrossMondes sign_of(const std::vector<Reading>& readings) {
    std::vector<ComparisonLine> lines;
    for (std::size_t m = 0; m < readings.size(); ++m) {
        lines.push_back(line("cia@" + std::to_string(m), 1.0, readings[m]));
    }
    return across_mondes(lines).at(0).sign;
}

}  // namespace

TEST_CASE("A name is a scenario's, or a scenario's in a monde") {
    CHECK(scenario_of("cia-stricte") == "cia-stricte");
    CHECK(monde_of("cia-stricte").empty());
    CHECK(scenario_of("cia-stricte@loyers") == "cia-stricte");
    CHECK(monde_of("cia-stricte@loyers") == "loyers");
}

TEST_CASE("A sign is one if it holds in all the mondes, and is told from zero in each") {
    using R = Reading;
    CHECK(sign_of({R::lower, R::lower, R::lower, R::lower}) == SignAcrossMondes::lower_in_all);
    CHECK(sign_of({R::higher, R::higher, R::higher, R::higher}) == SignAcrossMondes::higher_in_all);
    CHECK(sign_of({R::lower, R::lower, R::not_distinguishable, R::lower}) ==
          SignAcrossMondes::undecided);
    CHECK(sign_of({R::lower, R::lower, R::higher, R::lower}) == SignAcrossMondes::opposed);
    CHECK(sign_of({R::not_measured, R::no_interval}) == SignAcrossMondes::undecided);
}

TEST_CASE("Lines are gathered by scenario, measure, date and QPV, with the range of the means") {
    auto elsewhere = line("cia@a", 5.0, Reading::higher);
    elsewhere.qpv_code = "Q1";
    const auto all = across_mondes({line("cia@a", -0.5, Reading::lower),
                                    elsewhere,
                                    line("cia@b", -2.0, Reading::lower),
                                    line("civ@b", 1.0, Reading::higher),
                                    line("alone", 1.0, Reading::higher)});
    REQUIRE(all.size() == 3);
    CHECK(all[0].scenario == "cia");
    CHECK(all[0].mondes == 2);
    CHECK(all[0].least == Approx(-2.0));
    CHECK(all[0].greatest == Approx(-0.5));
    CHECK(all[1].qpv_code == "Q1");
    CHECK(all[1].mondes == 1);
    CHECK(all[2].scenario == "civ");
    CHECK(across_mondes({line("alone", 1.0, Reading::higher)}).empty());
    CHECK(mondes_table({}).empty());
}

TEST_CASE("The table across the mondes has units, whole names of QPV and says what is identical") {
    const auto of =
        [](const std::string& monde, const std::string& qpv, double mean, Reading reading) {
            auto one = line("cia@" + monde, mean, reading);
            one.label = "Poverty rate";
            one.unit = "1";
            one.qpv_code = one.qpv_name = qpv;
            return one;
        };
    const std::string far = "Tour de l'Horloge-Nord";
    using R = Reading;
    const auto table = mondes_table(across_mondes({of("a", far, -0.021, R::lower),
                                                   of("a", "", 0.0, R::identical),
                                                   of("b", far, -0.0004, R::not_distinguishable),
                                                   of("b", "", 0.0, R::identical)}));
    CHECK(table.find("\ncia, 2030-12, QPV Tour de l'Horloge-Nord\n") != std::string::npos);
    CHECK(table.find("Poverty rate                        -2.1 pt … -0.0 pt   lower in 1 of 2: no "
                     "verdict") != std::string::npos);
    CHECK(table.find("+0.0 pt … +0.0 pt   identical in all") != std::string::npos);
}
