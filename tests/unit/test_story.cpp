#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "publication/names.hpp"
#include "publication/story.hpp"

using namespace mixite;

namespace {

using Numbers = std::vector<std::int64_t>;

constexpr std::int64_t dwelling = 7;
constexpr std::int64_t by_prefect_attribution = 6;
constexpr std::int64_t january_2024 = 1826;  // days since 2019-01-01

struct Ranked {
    std::int64_t household = 0;
    std::int64_t points = 0;
    std::int64_t place_in_order = 0;
    std::int64_t passed_over = 0;
    std::int64_t bonus = 0;
    std::int64_t decision = 1;
};

struct TurnedAwayLine {
    std::int64_t household = 0;
    std::int64_t decision = 3;
    std::int64_t motive = 0;
};

struct OneCommission {
    std::int64_t turn = 0;  ///< position among the holders, or -1
    bool for_transfer = false;
    bool given_back = false;
    std::int64_t route = 0;
    std::vector<Ranked> ranked{};
    std::int64_t days_vacant = 30;
    std::int64_t rent_cents = 0;  ///< of the lease; 0: none is signed
    std::vector<TurnedAwayLine> turned_away{};
};

TableColumn column(const std::string& name, Numbers values) {
    return {name, name == "month" ? "days since 2019-01-01" : "1", name, std::move(values)};
}

Table table(const std::string& name, const std::vector<std::pair<std::string, Numbers>>& columns) {
    Table table{name, name, {}};
    for (const auto& [column_name, values] : columns) {
        table.columns.push_back(column(column_name, values));
    }
    return table;
}

Table table_of_nothing(const std::string& name, const std::vector<std::string>& columns) {
    Table table{name, name, {}};
    for (const auto& column_name : columns) {
        table.columns.push_back(column(column_name, {}));
    }
    return table;
}

/// Resources of 600 EUR a month and consumption unit, a reference income of 36 000 EUR where the
/// highest ceiling is 29 434.60 EUR.
Table table_of_turned_away(const std::vector<TurnedAwayLine>& lines) {
    const auto n = lines.size();
    Numbers households;
    Numbers decisions;
    Numbers motives;
    for (const auto& line : lines) {
        households.push_back(line.household);
        decisions.push_back(line.decision);
        motives.push_back(line.motive);
    }
    return table("turned_away",
                 {{"month", Numbers(n, january_2024)},
                  {"round", Numbers(n, 1)},
                  {"dwelling", Numbers(n, dwelling)},
                  {"household", households},
                  {"decision", decisions},
                  {"motive", motives},
                  {"resources_per_unit_cents", Numbers(n, 720000)},
                  {"reference_income_cents", Numbers(n, 3600000)},
                  {"highest_ceiling_cents", Numbers(n, 2943460)}});
}

TableColumn effort_rates(std::vector<float> rates) {
    return {"effort_rate", "1", "effort rate", std::move(rates)};
}

Table leases_of(const OneCommission& decision) {
    return decision.rent_cents == 0
               ? table_of_nothing(
                     "leases",
                     {"month", "dwelling", "household", "zone", "wait_months", "rent_cents"})
               : table("leases",
                       {{"month", {january_2024}},
                        {"dwelling", {dwelling}},
                        {"household", {11}},
                        {"zone", {0}},
                        {"wait_months", {6}},
                        {"rent_cents", {decision.rent_cents}}});
}

/// One commission in January 2024, in which nobody was asked.
TrailTables trail_of(const OneCommission& decision) {
    const auto n = decision.ranked.size();
    Numbers households;
    Numbers ranks;
    Numbers points;
    Numbers places;
    Numbers passed;
    Numbers bonuses;
    Numbers decisions;
    for (const auto& candidate : decision.ranked) {
        households.push_back(candidate.household);
        ranks.push_back(static_cast<std::int64_t>(ranks.size()) + 1);
        points.push_back(candidate.points);
        places.push_back(candidate.place_in_order);
        passed.push_back(candidate.passed_over);
        bonuses.push_back(candidate.bonus);
        decisions.push_back(candidate.decision);
    }
    return {{table("decisions",
                   {{"month", {january_2024}},
                    {"round", {1}},
                    {"dwelling", {dwelling}},
                    {"zone", {0}},
                    {"turn", {decision.turn}},
                    {"eligible", {9}},
                    {"days_vacant", {decision.days_vacant}},
                    {"route", {decision.route}},
                    {"vetoed", {0}},
                    {"for_transfer", {decision.for_transfer ? 1 : 0}},
                    {"given_back", {decision.given_back ? 1 : 0}},
                    {"quota_held", {0}},
                    {"quota_lifted", {0}}}),
             table("ranked",
                   {{"month", Numbers(n, january_2024)},
                    {"round", Numbers(n, 1)},
                    {"dwelling", Numbers(n, dwelling)},
                    {"household", households},
                    {"rank", ranks},
                    {"points", points},
                    {"place_in_order", places},
                    {"passed_over", passed},
                    {"bonus", bonuses},
                    {"decision", decisions}}),
             table_of_turned_away(decision.turned_away),
             table_of_nothing("points",
                              {"month", "round", "dwelling", "household", "criterion", "points"}),
             table_of_nothing("offers",
                              {"month", "round", "dwelling", "household", "answer", "motive"}),
             leases_of(decision)}};
}

constexpr StorySubject the_dwelling{StorySubject::Kind::dwelling, dwelling};

std::string story_of(const TrailTables& trail,
                     const StorySubject& subject,
                     Language language,
                     const std::string& legal_status = "droit constant") {
    const std::vector<std::string> holders = {"local_authorities", "an_agency"};
    return story_text(trail,
                      subject,
                      {.axes = {{"zone", "zone", {"Z"}, {"Zone"}},
                                {"holder", "holder of reservations", holders, holders}},
                       .enumerations = {},
                       .scenario = "s",
                       .title = "S",
                       .legal_status = legal_status,
                       .replication = 0,
                       .language = language});
}

std::string story(const OneCommission& decision,
                  Language language = Language::french,
                  const std::string& legal_status = "droit constant") {
    return story_of(trail_of(decision), the_dwelling, language, legal_status);
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("A story of a scenario outside present law begins with its banner") {
    CHECK(story({}, Language::french, "contrefactuel hors droit")
              .starts_with("!!! HORS DROIT CONSTANT (contrefactuel hors droit)"));
    CHECK(story({}, Language::english, "projet de loi")
              .starts_with("!!! OUTSIDE PRESENT LAW (projet de loi)"));
    CHECK(story({}).starts_with("Logement 7"));
    CHECK(story({}, Language::french, "dérogation préfectorale").starts_with("Logement 7"));
}

TEST_CASE("A holder is told by its name, and by its code where it has none") {
    CHECK(says(story({}), "tour de : Collectivités\n"));
    CHECK(says(story({}, Language::english), "whose turn: Local authorities\n"));
    CHECK(says(story({.turn = 1}), "tour de : an_agency\n"));
}

TEST_CASE("A holder that has nobody to name is another matter than one whose time is over") {
    const auto nobody = story({.given_back = true});
    CHECK(says(nobody, "tour de : Collectivités ; personne à proposer, rendu au bailleur"));
    const auto over = story({.turn = -1, .given_back = true});
    CHECK(says(over, "  délai de désignation écoulé : le bailleur propose\n"));
    CHECK(!says(over, "personne à proposer"));
    const auto transfer = story({.turn = -1, .for_transfer = true});
    CHECK(says(transfer, "mis de côté par le bailleur pour une mutation"));
    CHECK(!says(transfer, "délai"));
    CHECK(!says(transfer, "ouvert aux demandeurs"));
    const auto opened = story({.turn = -1, .for_transfer = true, .given_back = true});
    CHECK(says(opened, "pour une mutation ; plus de locataire à qui le proposer, ouvert aux"));
}

TEST_CASE("The first of the eligible is the 1re, the others the 2e, 3e …") {
    const auto told = story({.ranked = {{11, 50, 1, 0}, {12, 40, 2, 0}}});
    CHECK(says(told, "ménage 11 : 50 points, 1re des recevables"));
    CHECK(says(told, "ménage 12 : 40 points, 2e des recevables"));
}

TEST_CASE("The bonus of a quota is told beside the terms of the grid") {
    CHECK(says(story({.ranked = {{11, 50, 1, 0, 20}}}), "50 points (bonus d'un quota +20), 1re"));
}

TEST_CASE("Only a list in another order than that of points tells of the commission's judgement") {
    const auto judged = [](const std::vector<Ranked>& ranked) {
        return says(story({.ranked = ranked}), "L'ordre de la liste n'est pas celui des points");
    };
    CHECK(judged({{11, 40, 2, 0}, {12, 50, 1, 0}}));
    CHECK(!judged({{11, 50, 1, 0}, {12, 40, 2, 0}}));
    CHECK(!judged({{11, 50, 2, 0}, {12, 50, 1, 0}}));
    // As designated: a lottery or seniority, without judgement.
    CHECK(!judged({{11, 40, 1, 0}, {12, 50, 2, 0}}));
}

TEST_CASE("Requests with more points on no list are counted beyond the holder's public, in words") {
    CHECK(says(story({.ranked = {{11, 50, 1, 3}}}),
               "3 demandes recevables avec plus de points sur aucune liste, toutes comptées, "
               "même hors du public de ce réservataire"));
    CHECK(says(story({.ranked = {{11, 50, 1, 1}}}),
               "1 demande recevable avec plus de points sur aucune liste, comptée, même hors du "
               "public de ce réservataire"));
}

TEST_CASE("What is counted is singular or plural by the rule of its language") {
    const auto points = [](std::int64_t count, Language language) {
        return story({.ranked = {{.household = 11, .points = count}}}, language);
    };
    CHECK(says(points(0, Language::french), "ménage 11 : 0 point,"));
    CHECK(says(points(1, Language::french), "ménage 11 : 1 point,"));
    CHECK(says(points(2, Language::french), "ménage 11 : 2 points,"));
    CHECK(says(points(0, Language::english), "household 11: 0 points,"));
    CHECK(says(points(1, Language::english), "household 11: 1 point,"));
    CHECK(says(points(-2, Language::english), "household 11: -2 points,"));
}

TEST_CASE("R.441-3: each candidate on a list is told its decision by its letter") {
    const auto told = [](std::int64_t decision, Language language) {
        return story({.ranked = {{.household = 11, .decision = decision}}}, language);
    };
    CHECK(says(told(0, Language::french), "\n       attribution (CCH R.441-3, a) ; pas sollicité"));
    CHECK(says(told(0, Language::english), "\n       allocated (CCH R.441-3, a); not asked"));
    CHECK(says(told(1, Language::french), "attribution selon le rang (CCH R.441-3, b) ; "));
    CHECK(says(told(1, Language::english), "allocated by rank (CCH R.441-3, b); "));
    CHECK(says(told(2, Language::french),
               "attribution sous condition d'une pièce manquante (CCH R.441-3, c) ; "));
    CHECK(says(told(2, Language::english),
               "allocated once a missing document is there (CCH R.441-3, c); "));
    CHECK(!says(told(1, Language::french), "écarté"));
}

TEST_CASE(
    "L.441-2-3, II: where the prefect allocates against a refusal, no commission has decided") {
    const OneCommission decision{.route = by_prefect_attribution,
                                 .ranked = {{.household = 11, .decision = 0}}};
    const auto told = story(decision);
    CHECK(says(told, "attribution par le préfet (CCH L.441-2-3, II) ; "));
    CHECK(!says(told, "R.441-3"));
    CHECK(
        says(story(decision, Language::english), "allocated by the prefect (CCH L.441-2-3, II); "));
}

TEST_CASE("R.441-3, d: who is not allocated the dwelling is told of, with the motive") {
    const auto told = [](std::int64_t motive, Language language) {
        return story({.ranked = {{.household = 11}}, .turned_away = {{12, 3, motive}}}, language);
    };
    CHECK(says(told(0, Language::french),
               "9 demandes recevables ; 1 candidat classé ; 1 examiné et écarté\n"));
    CHECK(says(told(0, Language::english),
               "9 eligible requests; 1 candidate ranked; 1 examined and turned away\n"));
    CHECK(says(told(0, Language::french),
               "    –  ménage 12 : logement non attribué (CCH R.441-3, d) ; ressources jugées "
               "insuffisantes, 600,00 € par mois et unité de consommation (une pratique des "
               "commissions, pas une règle de droit)\n"));
    CHECK(says(told(0, Language::english),
               "    –  household 12: dwelling not allocated (CCH R.441-3, d); resources thought "
               "too low, 600.00 € a month and consumption unit (a practice of commissions, no rule "
               "of law)\n"));
    CHECK(says(told(1, Language::french), "(CCH R.441-3, d) ; veto du maire\n"));
    CHECK(says(told(1, Language::english), "(CCH R.441-3, d); veto of the mayor\n"));
    CHECK(says(told(2, Language::french),
               "(CCH R.441-3, d) ; le bailleur refuse qui le préfet désigne\n"));
    CHECK(says(told(2, Language::english),
               "(CCH R.441-3, d); the landlord refuses whom the prefect designates\n"));
}

TEST_CASE("A term of the points for a declared group is told by its name") {
    auto trail = trail_of({.ranked = {{.household = 11, .points = 40}}});
    for (auto& one : trail.tables) {
        if (one.name == "points") {
            one = table("points",
                        {{"month", {january_2024}},
                         {"round", {1}},
                         {"dwelling", {dwelling}},
                         {"household", {11}},
                         {"criterion", {2}},
                         {"points", {40}}});
        }
    }
    const auto told = [&](Language language) {
        return story_text(trail,
                          the_dwelling,
                          {.axes = {{"zone", "zone", {"Z"}, {"Zone"}},
                                    {"holder", "holder of reservations", {"h"}, {"h"}}},
                           .enumerations = {{"criterion", {"dalo", "group_1", "group_2"}}},
                           .scenario = "s",
                           .title = "S",
                           .legal_status = "droit constant",
                           .grid_groups = {"late", "pdalhpd"},
                           .replication = 0,
                           .language = language});
    };
    CAPTURE(told(Language::french));
    CHECK(says(told(Language::french), "(groupe pdalhpd +40)"));
    CHECK(says(told(Language::english), "(group pdalhpd +40)"));
}

TEST_CASE("R.441-3, d: a too high effort rate is told with the rate") {
    auto trail = trail_of({.ranked = {{.household = 11}}, .turned_away = {{12, 3, 4}}});
    for (auto& table : trail.tables) {
        if (table.name == "turned_away") {
            table.columns.push_back(effort_rates({0.414F}));
        }
    }
    CHECK(says(story_of(trail, the_dwelling, Language::french),
               "    –  ménage 12 : logement non attribué (CCH R.441-3, d) ; taux d'effort de 41 %, "
               "au-dessus de la limite de la commission\n"));
    CHECK(says(story_of(trail, the_dwelling, Language::english),
               "(CCH R.441-3, d); effort rate of 41 %, above the commission's limit\n"));
}

TEST_CASE("R.441-3, e, and R.441-2-8: whose request is rejected is told of, with its ceiling") {
    const OneCommission decision{.turned_away = {{12, 4, 3}}};
    CHECK(says(story(decision),
               "    –  ménage 12 : demande irrecevable, radiée (CCH R.441-3, e, et R.441-2-8) ; "
               "revenu fiscal de référence de 36000,00 € par an, au-dessus de tous les plafonds de "
               "ressources (le plus haut, PLS : 29434,60 €)\n"));
    CHECK(says(story(decision, Language::english),
               "    –  household 12: request inadmissible, struck off (CCH R.441-3, e, and "
               "R.441-2-8); reference tax income of 36000.00 € a year, above every ceiling of "
               "resources (the highest, PLS: 29434.60 €)\n"));
}

TEST_CASE("Who was only ever turned away has a story of its own") {
    const auto trail = trail_of({.ranked = {{.household = 11}}, .turned_away = {{12, 3, 1}}});
    for (const auto language : {Language::french, Language::english}) {
        const auto told = story_of(trail, {StorySubject::Kind::household, 12}, language);
        CHECK(says(told, "CCH R.441-3, d"));
        CHECK(says(told, " 7 (Zone), "));  // the dwelling
    }
    CHECK_THROWS_WITH(story_of(trail, {StorySubject::Kind::household, 13}, Language::french),
                      Catch::Contains("knows the key 13") && Catch::Contains("'turned_away'"));
}

TEST_CASE("A trail of before schema 1.5 is told without decisions on candidates") {
    auto trail = trail_of({.ranked = {{.household = 11}}});
    std::erase_if(trail.tables, [](const Table& t) { return t.name == "turned_away"; });
    for (auto& table : trail.tables) {
        std::erase_if(table.columns, [](const TableColumn& c) { return c.name == "decision"; });
    }
    const auto told = story_of(trail, the_dwelling, Language::french);
    CHECK(says(told, "\n       pas sollicité"));
    CHECK(!says(told, "R.441-3"));
}

TEST_CASE("Days and euros are written as each language does") {
    const OneCommission decision{.days_vacant = 0, .rent_cents = 23'067};
    CHECK(says(story(decision), "vide depuis 0 jour\n"));
    CHECK(says(story({.days_vacant = 1}), "vide depuis 1 jour\n"));
    CHECK(says(story({.days_vacant = 2}), "vide depuis 2 jours\n"));
    CHECK(says(story(decision), "loyer 230,67 € par mois"));
    CHECK(says(story(decision, Language::english), "vacant for 0 days\n"));
    CHECK(says(story({.days_vacant = 1}, Language::english), "vacant for 1 day\n"));
    CHECK(says(story(decision, Language::english), "rent 230.67 € a month"));
}

TEST_CASE("The report's page calls holders as the story does") {
    const std::ifstream file(std::string(MIXITE_SOURCE_DIR) + "/analysis/report/src/words.ts");
    std::ostringstream words;
    words << file.rdbuf();
    for (const auto* code : {"action_logement",
                             "landlord",
                             "local_authorities",
                             "state_civil_servants",
                             "state_priority"}) {
        CHECK(says(words.str(),
                   fmt::format("{}: [\"{}\", \"{}\"]",
                               code,
                               french_name(Named::holder, code),
                               english_name(Named::holder, code))));
    }
}
