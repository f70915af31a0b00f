#include <cmath>
#include <filesystem>
#include <stdexcept>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "study/scorecard.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

Territory scored_territory() {
    Territory territory;
    territory.name = "Essai";
    territory.month_zero = month(2019, 1);
    for (const auto& [code, kind] : {std::pair{"A", ZoneKind::commune},
                                     std::pair{"QN07901M", ZoneKind::qpv},
                                     std::pair{"QN07902I", ZoneKind::qpv},
                                     std::pair{"QN07903M", ZoneKind::qpv}}) {
        Zone zone;
        zone.code = zone.name = code;
        zone.kind = kind;
        territory.zones.push_back(zone);
    }
    return territory;
}

/// A course that a test writes month by month; zero where it writes nothing.
class WrittenCourse {
  public:
    WrittenCourse(const Territory& territory, MonthPeriod period)
        : territory_(&territory),
          course_{period.from,
                  period.months(),
                  std::vector<float>(static_cast<std::size_t>(period.months()) *
                                     measure_size(territory))} {}

    WrittenCourse& set(Month month, std::string_view indicator, std::size_t place, double value) {
        std::size_t begin = 0;
        for (const auto& spec : indicator_specs()) {
            if (spec.name == indicator) {
                course_.values[static_cast<std::size_t>(month - course_.first) *
                                   measure_size(*territory_) +
                               begin + place] = static_cast<float>(value);
                return *this;
            }
            begin += extent(spec.dimension, *territory_);
        }
        FAIL("no indicator " << indicator);
        return *this;
    }
    WrittenCourse& set_all(std::string_view indicator, std::size_t place, double value) {
        for (int m = 0; m < course_.months; ++m) {
            set(course_.first + m, indicator, place, value);
        }
        return *this;
    }
    [[nodiscard]] const IndicatorCourse& course() const { return course_; }

  private:
    const Territory* territory_;
    IndicatorCourse course_;
};

const MonthPeriod year_2019{month(2019, 1), month(2019, 12)};

PublishedFact fact_of(std::string_view quantity, double low, double high, Status status) {
    for (const auto& known : quantities()) {
        if (known.name == quantity) {
            return {.id = std::string(quantity),
                    .label_fr = "fait",
                    .label_en = "fact",
                    .quantity = known,
                    .zone = {},
                    .period = year_2019,
                    .low = low,
                    .high = high,
                    .source = "the source",
                    .status = status,
                    .explanation_fr = "la raison",
                    .explanation_en = "the reason"};
        }
    }
    throw std::logic_error("no quantity " + std::string(quantity));
}

double value_of(std::string_view quantity, const IndicatorCourse& course, const Territory& t) {
    return fact_of(quantity, 0, 0, Status::official)
        .quantity.value(PeriodOfCourse(course, t, year_2019, {}));
}

/// A year in which 60 dwellings a month are let again, of 7 500 offered.
WrittenCourse plausible_year(const Territory& territory, double relets_a_month) {
    WrittenCourse course(territory, year_2019);
    course.set_all("stock", 0, 2500).set_all("stock", 1, 5100).set_all("in_works", 1, 100);
    course.set_all("relets", 0, relets_a_month);
    course.set_all("leases_of_agglomeration", 0, 65).set_all("open_requests", 0, 2700);
    course.set_all("leases", 0, 20).set_all("leases", 1, 45);
    course.set_all("transfers", 0, 5).set_all("transfers", 1, 14);
    return course;
}

std::string facts_toml(const std::string& replaced, const std::string& by) {
    std::string text = R"([[fact]]
id = "households"
label_fr = "Ménages"
label_en = "Households"
quantity = "households"
from = "2019-01"
to = "2019-12"
low = 1
high = 2.5
source = "INSEE"
status = "official"
held_out = false
)";
    const auto found = text.find(replaced);
    REQUIRE(found != std::string::npos);
    return text.replace(found, replaced.size(), by);
}

}  // namespace

TEST_CASE("Quantities of a year written out by hand") {
    const auto territory = scored_territory();
    const auto written = plausible_year(territory, 60.0);
    const auto& course = written.course();
    CHECK(value_of("social_dwellings", course, territory) == Approx(7600.0));
    CHECK(value_of("social_dwellings_in_qpv", course, territory) == Approx(2500.0));
    CHECK(value_of("relet_rate", course, territory) == Approx(60.0 * 12 / 7500.0));
    CHECK(value_of("leases_a_year", course, territory) == Approx(780.0));
    CHECK(value_of("requests_per_lease", course, territory) == Approx(2700.0 / 780.0));
    CHECK(value_of("leases_share_in_qpv", course, territory) == Approx(20.0 / 65.0));
    CHECK(value_of("transfer_share", course, territory) == Approx(19.0 / 65.0));
    CHECK(std::isnan(value_of("refusals_per_offer", course, territory)));
}

TEST_CASE("Drift is taken from the first month of the period to the last") {
    const auto territory = scored_territory();
    WrittenCourse course(territory, year_2019);
    course.set_all("persons_of_agglomeration", 0, 1000)
        .set(month(2019, 12), "persons_of_agglomeration", 0, 1020);
    course.set_all("declared_median", 1, 5000)
        .set_all("declared_median_of_agglomeration", 0, 20000);
    course.set(month(2019, 12), "declared_median", 1, 6000);
    CHECK(value_of("relative_change_of_persons", course.course(), territory) == Approx(0.02));
    const auto median = fact_of("change_of_relative_median", 0, 0, Status::assumption);
    CHECK(median.quantity.value(
              PeriodOfCourse(course.course(), territory, year_2019, ZoneRow{1U})) == Approx(0.05));
}

TEST_CASE("The poverty of social tenants weighs QPV and outside by their dwellings") {
    const auto territory = scored_territory();
    WrittenCourse course(territory, year_2019);
    course.set_all("stock", 0, 1000).set_all("stock", 1, 3000);
    course.set(month(2019, 1), "social_tenants_poverty_rate_by_scope", 0, 0.6);
    course.set(month(2019, 1), "social_tenants_poverty_rate_by_scope", 1, 0.2);
    course.set(month(2019, 12), "social_tenants_poverty_rate_by_scope", 0, 0.5);
    course.set(month(2019, 12), "social_tenants_poverty_rate_by_scope", 1, 0.3);
    // 35 % after 30 %
    CHECK(value_of("change_of_social_tenant_poverty_rate", course.course(), territory) ==
          Approx(0.05));
}

TEST_CASE("Every quantity reads a course without fault, and gives no number outside of it") {
    const auto territory = scored_territory();
    const WrittenCourse course(territory, year_2019);
    for (const auto& quantity : quantities()) {
        const PeriodOfCourse later(
            course.course(), territory, {month(2019, 6), month(2020, 6)}, ZoneRow{1U});
        CHECK_NOTHROW(
            quantity.value(PeriodOfCourse(course.course(), territory, year_2019, ZoneRow{1U})));
        CHECK(std::isnan(quantity.value(later)));
    }
}

TEST_CASE("A verdict warns within a tenth of the width, and fails beyond") {
    CHECK(verdict_on(10.0, 10.0, 20.0) == Verdict::pass);
    CHECK(verdict_on(20.0, 10.0, 20.0) == Verdict::pass);
    CHECK(verdict_on(20.9, 10.0, 20.0) == Verdict::warn);
    CHECK(verdict_on(9.1, 10.0, 20.0) == Verdict::warn);
    CHECK(verdict_on(21.1, 10.0, 20.0) == Verdict::fail);
    CHECK(verdict_on(8.9, 10.0, 20.0) == Verdict::fail);
    CHECK(verdict_on(7602.0, 7601.0, 7601.0) == Verdict::fail);
    CHECK(verdict_on(std::nan(""), 0.0, 1.0) == Verdict::not_measured);
}

TEST_CASE("A planted bias in the relets is caught, and only where the bounds are firm") {
    const auto territory = scored_territory();
    const std::vector<PublishedFact> firm{fact_of("relet_rate", 0.09, 0.12, Status::official)};
    const std::vector<PublishedFact> ours{fact_of("relet_rate", 0.09, 0.12, Status::assumption)};
    const auto sound = plausible_year(territory, 60.0).course();
    const auto biased = plausible_year(territory, 90.0).course();
    CHECK_FALSE(any_firm_fact_fails(score(firm, {sound}, territory)));
    CHECK(any_firm_fact_fails(score(firm, {biased}, territory)));
    CHECK_FALSE(any_firm_fact_fails(score(ours, {biased}, territory)));
    CHECK(score(ours, {biased}, territory).front().verdict == Verdict::fail);
}

TEST_CASE("A firm fact that cannot be measured does not pass") {
    const auto territory = scored_territory();
    auto fact = fact_of("relet_rate", 0.09, 0.12, Status::literature);
    fact.period = {month(2024, 1), month(2024, 12)};
    const auto scorecard = score({fact}, {plausible_year(territory, 60.0).course()}, territory);
    CHECK(scorecard.front().verdict == Verdict::not_measured);
    CHECK(any_firm_fact_fails(scorecard));
}

TEST_CASE("A score is the mean of the replications, with the least and the greatest") {
    const auto territory = scored_territory();
    const auto scored =
        score({fact_of("relet_rate", 0.09, 0.12, Status::official)},
              {plausible_year(territory, 50.0).course(), plausible_year(territory, 70.0).course()},
              territory)
            .front();
    CHECK(scored.value == Approx(60.0 * 12 / 7500.0));
    CHECK(scored.least == Approx(50.0 * 12 / 7500.0));
    CHECK(scored.greatest == Approx(70.0 * 12 / 7500.0));
}

TEST_CASE("Each replication is held to the facts by itself, and to the firm ones together") {
    const auto territory = scored_territory();
    const std::vector courses{plausible_year(territory, 60.0).course(),
                              plausible_year(territory, 90.0).course(),
                              plausible_year(territory, 60.0).course(),
                              plausible_year(territory, 76.0).course()};
    const auto of_status = [&](Status status) {
        return score({fact_of("relet_rate", 0.09, 0.12, status),
                      fact_of("transfer_share", 0.25, 0.32, Status::official)},
                     courses,
                     territory);
    };
    const auto firm = of_status(Status::official);
    CHECK(firm[0].by_replication ==
          std::vector{Verdict::pass, Verdict::fail, Verdict::pass, Verdict::warn});
    CHECK(replications_true_to_firm_facts(firm) == 3);
    CHECK(replications_true_to_firm_facts(of_status(Status::assumption)) == 4);
    CHECK(replications_true_to_firm_facts({}) == 0);
    CHECK_THAT(scorecard_text(firm, "table"),
               Contains("Taken alone, 3 of 4 replications fail none of these."));
    const auto json = nlohmann::json::parse(scorecard_text(firm, "json"));
    CHECK(json[0]["replications"] == 4);
    CHECK(json[0]["replications_within"] == 3);
}

TEST_CASE("A scorecard as text and as JSON") {
    const auto territory = scored_territory();
    const auto scorecard = score({fact_of("relet_rate", 0.09, 0.12, Status::official),
                                  fact_of("transfer_share", 0.25, 0.32, Status::literature)},
                                 {plausible_year(territory, 90.0).course()},
                                 territory);
    const auto json = nlohmann::json::parse(scorecard_text(scorecard, "json"));
    REQUIRE(json.size() == 2);
    CHECK(json[0]["fact"] == "relet_rate");
    CHECK(json[0]["verdict"] == "fail");
    CHECK(json[0]["bounds"] == nlohmann::json{0.09, 0.12});
    CHECK(json[0]["explanation_fr"] == "la raison");
    CHECK(json[0]["explanation_en"] == "the reason");
    CHECK(json[0]["held_out"] == false);
    CHECK(json[1]["verdict"] == "pass");
    CHECK(json[1]["explanation_fr"].get<std::string>().empty());
    CHECK(json[1]["status"] == "literature");
    const auto table = scorecard_text(scorecard, "table");
    CHECK_THAT(table, Contains("14.4 %"));
    CHECK_THAT(table, Contains("why: the reason"));
    CHECK_THAT(table, Contains("1 pass, 0 warn, 1 fail, 0 not measured."));
    CHECK_THAT(table, Contains("FAILS"));
}

TEST_CASE("The change of a share is told in points, the relative change of a count in percent") {
    const auto territory = scored_territory();
    const auto told = [&](const char* quantity) {
        return scorecard_text(score({fact_of(quantity, -0.03, 0.04, Status::assumption)},
                                    {plausible_year(territory, 90.0).course()},
                                    territory),
                              "table");
    };
    CHECK_THAT(told("change_of_poverty_rate"), Contains("-3.0 pt … 4.0 pt"));
    CHECK_THAT(told("relative_change_of_persons"), Contains("-3.0 % … 4.0 %"));
}

TEST_CASE("A history and its fork make one course") {
    Trajectory history{.first = month(2019, 1), .months = 2, .indicators = {1.0F, 2.0F}};
    const Trajectory fork{.first = month(2019, 3), .months = 1, .indicators = {3.0F}};
    const auto course = course_of(history, fork);
    CHECK(course.first == month(2019, 1));
    CHECK(course.months == 3);
    CHECK(course.values == std::vector{1.0F, 2.0F, 3.0F});
    history.months = 1;
    CHECK_THROWS_AS(course_of(history, fork), InvariantViolation);
}

TEST_CASE("The facts of the shipped territory are read, with a source each") {
    const auto facts = read_published_facts(
        std::filesystem::path(MIXITE_SOURCE_DIR) / "data" / "niort", scored_territory());
    CHECK(facts.size() > 30);
    for (const auto& fact : facts) {
        CHECK_FALSE(fact.source.empty());
        CHECK_FALSE(fact.label_fr.empty());
        // The source tells 14 to 18 %, not the bounds.
        CHECK_FALSE((fact.id == "first_quartile_outside_qpv_2024_2030" && is_firm(fact.status)));
    }
}

TEST_CASE("Mistakes in the facts are told all at once, with their place and a suggestion") {
    const auto territory = scored_territory();
    const auto said = [&](const std::string& replaced, const std::string& by) {
        try {
            static_cast<void>(
                published_facts(parse_toml(facts_toml(replaced, by), "facts.toml"), territory));
        } catch (const DataError& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    CHECK(said("low = 1\n", "low = 1\n") == "accepted");
    CHECK_THAT(said("\"households\"\nfrom", "\"housholds\"\nfrom"),
               Contains("facts.toml:5:12: error: no quantity 'housholds'") &&
                   Contains("did you mean 'households'?"));
    CHECK_THAT(
        said("low = 1\n", "lwo = 1\n"),
        Contains("unknown key 'lwo'") && Contains("a fact without 'low'") && Contains("2 errors"));
    CHECK_THAT(said("low = 1\n", "low = 9\n"), Contains("low = 9 is above high = 2.5"));
    CHECK_THAT(said("\"2019-12\"", "\"2018-12\""), Contains("the period ends before it begins"));
    CHECK_THAT(said("\"2019-12\"", "\"December\""), Contains("'December' is not a month"));
    CHECK_THAT(said("\"official\"", "\"certain\""), Contains("'certain' is no status"));
    CHECK_THAT(said("held_out = false", "held_out = 0"), Contains("neither true nor false"));
    CHECK_THAT(said("held_out = false", "held_out = false\nexplanation_en = \"why\""),
               Contains("a fact without 'explanation_fr'"));
    CHECK_THAT(said("held_out = false", "held_out = false\nzone = \"A\""),
               Contains("'households' is not measured by zone"));
    CHECK_THAT(
        said("quantity = \"households\"", "quantity = \"declared_median\"\nzone = \"QN07901\""),
        Contains("no zone 'QN07901'") && Contains("did you mean 'QN07901M'?"));
    CHECK_THROWS_AS(read_published_facts("no_such_folder", territory), MissingInput);
}
