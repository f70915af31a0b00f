#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "scenario/behaviour_reader.hpp"
#include "scenario/quota_contradictions.hpp"
#include "scenario/scenario_in_territory.hpp"
#include "scenario/scenario_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "scenario/toml_document.hpp"
#include "scenario/world_builder.hpp"

using namespace mixite;

namespace {

namespace fs = std::filesystem;

const std::string head = R"(extends = "reference.toml"
[sources]
"quotas" = { text = "of the test", status = "assumption" }
"groups" = { text = "of the test", status = "assumption" }
"reservations" = { text = "of the test", status = "assumption" }
"dalo" = { text = "of the test", status = "assumption" }
"derogations" = { text = "of the test", status = "assumption" }
)";

/// Goes on with the sources of the head.
const std::string source_of_grid =
    "\"cotation\" = { text = \"of the test\", status = \"assumption\" }\n";

const std::string counterfactual = "legal_status = \"contrefactuel hors droit\"\n";

/// A text that begins with its legal status says so of the whole file.
Scenario read(const std::string& text) {
    const bool stated = text.starts_with("legal_status");
    const auto all =
        stated ? counterfactual + head + text.substr(counterfactual.size()) : head + text;
    return parse_scenario(all, fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml");
}

std::vector<Diagnostic> problems_of(const std::string& text) {
    try {
        read(text);
    } catch (const ScenarioError& error) {
        return error.diagnostics();
    }
    return {};
}

/// The one diagnostic that the text must have: its line in the file, what it says and suggests.
void check_told(const std::string& text,
                int line,
                const std::string& problem,
                const std::string& suggestion = "") {
    const auto told = problems_of(text);
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == line + 7);
    CHECK(told[0].problem == problem);
    CHECK(told[0].suggestion == suggestion);
}

std::vector<Diagnostic> place_problems_of(const std::string& text) {
    const auto tables = read_territory(fs::path(MIXITE_SOURCE_DIR) / "data/niort");
    return place_problems(read(text), make_territory(tables));
}

}  // namespace

TEST_CASE("A rule that names an unknown group is told, with the name that was meant") {
    check_told("[quotas.q]\ngroup = \"first_quartil\"\nshare = 0.2\nguard_days = 0\n",
               2,
               "quotas.q.group = \"first_quartil\"",
               "did you mean 'first_quartile'?");
    check_told("[reservations.holders.landlord]\ndesignates = \"in_wrk\"\n",
               2,
               "reservations.holders.landlord.designates = \"in_wrk\"",
               "did you mean 'in_work'?");
    check_told(source_of_grid +
                   "[groups.pdalhpd]\nany_of = [\"eviction\"]\n"
                   "[cotation]\ngroups.pdalhdp.points = 40\n",
               5,
               "the grid gives points to 'pdalhdp'",
               "did you mean 'pdalhpd'?");
    check_told("[groups.g]\nall_of = [\"dallo\"]\n",
               2,
               "groups.g.all_of = \"dallo\"",
               "did you mean 'dalo'?");
}

TEST_CASE("More groups in a grid than can be told apart are told") {
    std::string groups;
    std::string points = "[cotation]\n";
    for (std::size_t g = 0; g <= most_grid_groups; ++g) {
        groups += fmt::format("[groups.g{}]\nany_of = [\"eviction\"]\n", g);
        points += fmt::format("groups.g{}.points = 1\n", g);
    }
    const auto told = problems_of(source_of_grid + groups + points);
    REQUIRE(told.size() == 1);
    CHECK(told[0].problem ==
          fmt::format("the grids give points to {} groups", most_grid_groups + 1));
}

TEST_CASE("A key of many parts is told, however many there are and wherever it stands") {
    for (const int dots : {most_key_parts, 100'000}) {
        std::string key = "a";
        for (int i = 0; i < dots; ++i) {
            key += i % 3 == 0 ? " . \"=\"" : ".a";
        }
        for (const auto& text : {key + " = 1\n",
                                 "[" + key + "]\n",
                                 "x = { y = \"\"\"z\"\"\"\"\", " + key + " = 1 }\n",
                                 key + " = 1\nno TOML\n"}) {
            check_told("\n" + text, 2, "a key has more than 16 parts");
            CHECK_THROWS_AS(parse_behaviour(text, "behaviour.toml"), DataError);
        }
    }
}

TEST_CASE("Points that part no key are no parts of one") {
    const std::string many(100, '.');
    for (const auto& text : {"# " + many,
                             "a = \"" + many + "\"",
                             "a = '''\n" + many + "\n'''''",
                             std::string("a = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, "
                                         "1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7]"),
                             std::string("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p = 1")}) {
        CHECK(parse_toml(text, "points.toml").problems.empty());
    }
}

TEST_CASE("Keys and values as deep as they may lie together are read") {
    std::string text = "a = ";
    for (int i = 0; i < 200; ++i) {
        text += "{ a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = ";
    }
    text += "1";
    for (int i = 0; i < 200; ++i) {
        text += " }";
    }
    CHECK(parse_toml(text, "deep.toml").problems.empty());
}

TEST_CASE("A quota that names an unknown holder is told") {
    check_told("[quotas.publics_prioritaires]\nholders = [\"action_logment\"]\n",
               2,
               "quota 'publics_prioritaires' names the holder 'action_logment'",
               "did you mean 'action_logement'?");
}

TEST_CASE("A contingent of the prefect that is no holder is told") {
    check_told("[dalo]\ncontingent = \"state_priorty\"\n",
               2,
               "dalo.contingent = \"state_priorty\"",
               "did you mean 'state_priority'?");
    check_told("[dalo]\ncontingent = \"\"\noffer_months = 2\n", 3, "the prefect has no contingent");
}

TEST_CASE("A group of nobody, and one called as a condition, are told") {
    check_told("[groups.g]\nall_of = [\"first_quartile\", \"upper_quartiles\"]\n",
               2,
               "no household can be of group 'g'");
    check_told(
        "[groups.g]\nage_from = 60\nage_below = 30\n", 3, "no household can be of group 'g'");
    check_told("[groups.dalo]\nage_below = 30\n",
               2,
               "group 'dalo' has the name of a condition",
               "give the group another name");
}

TEST_CASE("Floors above caps, and floors that sum to more than everything, are told") {
    const std::string floor =
        "[quotas.a]\ngroup = \"priority\"\nshare = 0.6\nguard_days = 0\nscope = \"in_qpv\"\n";
    const auto cap = [](const std::string& share, const std::string& scope) {
        return "[quotas.b]\ngroup = \"priority\"\nbound = \"at_most\"\nshare = " + share +
               "\nguard_days = 0\nscope = \"" + scope + "\"\n";
    };
    check_told(floor + cap("0.5", "in_qpv"),
               9,
               "quotas 'a' and 'b' ask for at least 0.6 and at most 0.5",
               "change one of the shares, or set enabled = false in one of the quotas");
    CHECK(problems_of(floor + cap("0.6", "in_qpv")).empty());
    CHECK(problems_of(counterfactual + floor + cap("0.5", "outside_qpv")).empty());
    CHECK(problems_of(floor + "[quotas.b]\ngroup = \"priority\"\nbound = \"at_most\"\nshare = 0.5\n"
                              "scope = \"in_qpv\"\nmode = \"observed\"\n")
              .empty());
    check_told(floor +
                   "[quotas.b]\ngroup = \"not_priority\"\nshare = 0.5\nguard_days = 0\n"
                   "scope = \"in_qpv\"\n[groups.not_priority]\nnone_of = [\"priority\"]\n",
               8,
               "quotas 'a' and 'b' sum to 1.1",
               "change one of the shares, or set enabled = false in one of the quotas");
}

TEST_CASE("A floor of a group above a cap of all that it is part of is told") {
    check_told(
        "[quotas.a]\ngroup = \"first_quartile\"\nshare = 0.6\nguard_days = 0\n"
        "[quotas.b]\ngroup = \"premier_quartile_ou_reloges\"\nbound = \"at_most\"\nshare = 0.5\n"
        "guard_days = 0\n",
        8,
        "quotas 'a' and 'b' ask for at least 0.6 and at most 0.5",
        "change one of the shares, or set enabled = false in one of the quotas");
    CHECK(problems_of("[quotas.a]\ngroup = \"premier_quartile_ou_reloges\"\nshare = 0.6\n"
                      "guard_days = 0\n[quotas.b]\ngroup = \"first_quartile\"\n"
                      "bound = \"at_most\"\nshare = 0.5\nguard_days = 0\n")
              .empty());
}

TEST_CASE("Caps under which everybody falls must leave a tenant for each lease") {
    const auto cap = [](const char* name, const char* group, const char* share) {
        return fmt::format(
            "[quotas.{}]\ngroup = \"{}\"\nscope = \"in_qpv\"\nbound = \"at_most\"\nshare = {}\n"
            "guard_days = 60\n",
            name,
            group,
            share);
    };
    const auto* remedy = "change one of the shares, or set enabled = false in one of the quotas";
    const auto lowest = cap("a", "first_quartile", "0.1");
    check_told(lowest + cap("b", "upper_quartiles", "0.2"),
               11,
               "quotas 'a' and 'b' leave no tenant for 0.7 of the leases",
               remedy);
    CHECK(problems_of(lowest + cap("b", "upper_quartiles", "0.9")).empty());
    CHECK(problems_of(lowest + cap("b", "third_quartile", "0.2")).empty());
    check_told(lowest + cap("b", "second_quartile", "0.2") + cap("c", "third_quartile", "0.2") +
                   cap("d", "fourth_quartile", "0.3"),
               23,
               "quotas 'a', 'b', 'c' and 'd' leave no tenant for 0.2 of the leases",
               remedy);
    check_told(
        cap("a", "all", "0.4"), 5, "quota 'a' leaves no tenant for 0.6 of the leases", remedy);
    CHECK(problems_of(lowest +
                      "[quotas.b]\ngroup = \"upper_quartiles\"\nbound = \"at_most\"\nshare = 0.2\n"
                      "scope = \"in_qpv\"\nmode = \"observed\"\n")
              .empty());
    CHECK(problems_of(cap("a", "first_quartil", "0.1")).size() == 1);
    CHECK(problems_of(lowest + cap("b", "not_priority", "0.2") +
                      "[groups.not_priority]\nnone_of = [\"priority\"]\n")
              .empty());
    check_told(cap("a", "priority", "0.5") + cap("b", "not_priority", "0.2") +
                   "[groups.not_priority]\nnone_of = [\"priority\"]\n",
               11,
               "quotas 'a' and 'b' leave no tenant for 0.3 of the leases",
               remedy);
    check_told(counterfactual + cap("a", "young", "0.5") + cap("b", "older", "0.2") +
                   "[groups.young]\nage_below = 30\n[groups.older]\nage_from = 30\n",
               12,
               "quotas 'a' and 'b' leave no tenant for 0.3 of the leases",
               remedy);
    CHECK(problems_of(counterfactual + cap("a", "young", "0.5") + cap("b", "older", "0.2") +
                      "[groups.young]\nage_below = 30\n[groups.older]\nage_from = 31\n")
              .empty());
}

TEST_CASE("A value of a quota that is only observed is told where a file gives it in vain") {
    const std::string give = "give quotas.q2_q4_en_qpv.mode = \"strict\" or \"bonus\", or ";
    check_told("[quotas.q2_q4_en_qpv]\nshare = 0.9\n",
               2,
               "quotas.q2_q4_en_qpv.share = 0.9 has no effect",
               give + "give mode = \"observed\" too if it is only to be reported");
    check_told("[quotas.q2_q4_en_qpv]\nguard_days = 60\n",
               2,
               "quotas.q2_q4_en_qpv.guard_days = 60 has no effect",
               give + "leave it out");
    check_told("[quotas.q2_q4_en_qpv]\nmode = \"observed\"\nshare = 0.9\nbonus_points = 5\n",
               4,
               "quotas.q2_q4_en_qpv.bonus_points = 5 has no effect",
               give + "leave it out");
    for (const auto* of_use : {"mode = \"observed\"",
                               "mode = \"strict\"\nguard_days = 60",
                               "enabled = false",
                               "prefect_substitutes = true"}) {
        CHECK(problems_of(fmt::format("[quotas.q1_hors_qpv]\nshare = 0.9\n{}\n", of_use)).empty());
    }
    CHECK(problems_of("[quotas.q2_q4_en_qpv]\nshare = 0.9\n[[period]]\nfrom = \"2026-01\"\n"
                      "quotas.q2_q4_en_qpv.mode = \"strict\"\n"
                      "quotas.q2_q4_en_qpv.guard_days = 60\n")
              .empty());
}

TEST_CASE("Shares of holders that do not sum to 1 are told") {
    check_told("[reservations.holders.landlord]\nshare = 0.4\n",
               2,
               "the shares of the holders sum to 1.08",
               "take 0.08 off one of them");
    check_told("[reservations.holders.landlord]\nshare = 0.1\n",
               2,
               "the shares of the holders sum to 0.78",
               "0.22 is missing: give one of them more");
}

TEST_CASE("A quota without what it needs is told") {
    check_told("[quotas.q]\ngroup = \"dalo\"\nguard_days = 0\n",
               3,
               "quota 'q' has no 'share'",
               "give a share between 0 and 1");
    check_told("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\n",
               3,
               "quota 'q' has no 'guard_days'",
               "give guard_days = 60 or another number of days; 0: it is never lifted");
    check_told("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\nguard_days = 0\nmode = \"bonus\"\n",
               5,
               "quota 'q' has no 'bonus_points'",
               "give bonus_points = 10 or another");
    CHECK(problems_of("[quotas.q]\ngroup = \"dalo\"\nshare = 0.1\nmode = \"observed\"\n").empty());
}

TEST_CASE("The prefect substitutes for floors of a calendar year only (CCH L.441-1)") {
    check_told("[quotas.q1_hors_qpv]\nprefect_substitutes = true\nwindow_months = 12\n",
               2,
               "quota 'q1_hors_qpv': the prefect substitutes for no cap or rolling window",
               "leave window_months and bound out, or set prefect_substitutes = false");
}

TEST_CASE("A value beyond a bound of the law is told with its article and the status to state") {
    struct Case {
        const char* table;
        const char* line;
        const char* problem;
        const char* article;
        const char* suggestion;
    };
    const auto beyond = std::to_array<Case>({
        {"cotation",
         "violence = -1",
         "cotation.violence = -1 is no present law",
         "CCH L.441-1",
         "state legal_status = \"contrefactuel hors droit\", or give 0 at least"},
        {"commission",
         "candidates = 2",
         "commission.candidates = 2 is no present law",
         "CCH R.441-3",
         "state legal_status = \"contrefactuel hors droit\", or give 3 at least"},
        {"commission",
         "least_candidates = 0",
         "commission.least_candidates = 0 is no present law",
         "CCH R.441-3",
         "state legal_status = \"contrefactuel hors droit\", or give 3 at least"},
        {"commission",
         "offer_open_days = 9",
         "commission.offer_open_days = 9 is no present law",
         "CCH R.441-10",
         "state legal_status = \"contrefactuel hors droit\", or give 10 at least"},
        {"dalo",
         "offer_months = 7",
         "dalo.offer_months = 7 is no present law",
         "CCH R.441-16-1",
         "state legal_status = \"contrefactuel hors droit\", or give 3 at most"},
        {"dalo",
         "offer_months = 0",
         "dalo.offer_months = 0 is no present law",
         "CCH L.441-2-3",
         "state legal_status = \"contrefactuel hors droit\", or give 1 at least"},
        {"review",
         "first_quartile_outside_qpv = 0.24",
         "review.first_quartile_outside_qpv = 0.24 is no present law",
         "CCH L.441-1",
         "state legal_status = \"contrefactuel hors droit\", or give 0.25 at least"},
        {"review",
         "upper_quartiles_in_qpv = 0.4",
         "review.upper_quartiles_in_qpv = 0.4 is no present law",
         "CCH L.441-1",
         "state legal_status = \"contrefactuel hors droit\", or give 0.5 at least"},
        {"review",
         "priority_in_flow = 0.2",
         "review.priority_in_flow = 0.2 is no present law",
         "L.313-26-2",
         "state legal_status = \"contrefactuel hors droit\", or give 0.25 at least"},
        {"cotation",
         "priority_public = -1",
         "cotation.priority_public = -1 is no present law",
         "CCH L.441-1",
         "state legal_status = \"contrefactuel hors droit\", or give 0 at least"},
        {"commission",
         "renewal_months = 11",
         "commission.renewal_months = 11 is no present law",
         "CCH R.441-2-7",
         "state legal_status = \"contrefactuel hors droit\", or give 12 at least"},
        {"commission",
         "renewal_months = 13",
         "commission.renewal_months = 13 is no present law",
         "CCH R.441-2-7",
         "state legal_status = \"contrefactuel hors droit\", or give 12 at most"},
        {"commission",
         "rehousing_offers = 2",
         "commission.rehousing_offers = 2 is no present law",
         "CCH L.442-6",
         "state legal_status = \"contrefactuel hors droit\", or give 3 at least"},
        {"rents.surcharge",
         "from_over_ceiling = 1.3",
         "rents.surcharge.from_over_ceiling = 1.3 is no present law",
         "CCH L.441-3",
         "state legal_status = \"contrefactuel hors droit\", or give 1.2 at most"},
        {"rents.surcharge",
         "from_over_ceiling = 1.1",
         "rents.surcharge.from_over_ceiling = 1.1 is no present law",
         "CCH L.441-3",
         "state legal_status = \"contrefactuel hors droit\", or give 1.2 at least"},
        {"ceilings",
         "pls_over_plus = 1.31",
         "ceilings.pls_over_plus = 1.31 is no present law",
         "arrêté of 29 July 1987",
         "state legal_status = \"contrefactuel hors droit\", or give 1.3 at most"},
        {"rents.surcharge",
         "exempt = \"none\"",
         "rents.surcharge.exempt = \"none\" is no present law",
         "CCH L.441-3",
         "state legal_status = \"contrefactuel hors droit\""},
    });
    for (const auto& c : beyond) {
        const auto text = fmt::format("[{}]\n{}\n", c.table, c.line);
        check_told(text, 2, c.problem, c.suggestion);
        CHECK(problems_of(text).front().reason.find(c.article) != std::string::npos);
        CHECK(problems_of(counterfactual + text).empty());
    }
    for (const auto* at_the_bound :
         {"[commission]\ncandidates = 3\noffer_open_days = 10\n",
          "[dalo]\noffer_months = 3\n",
          "[dalo]\noffer_months = 1\n",
          "[review]\nfirst_quartile_outside_qpv = 0.25\nupper_quartiles_in_qpv = 0.5\n"}) {
        CHECK(problems_of(at_the_bound).empty());
    }
}

TEST_CASE("Seniority and reservations in stock were law until the end of 2023") {
    check_told("[commission]\nengine = \"seniority\"\n",
               2,
               "commission.engine = \"seniority\" is no present law",
               "state legal_status = \"contrefactuel hors droit\"");
    check_told("[reservations]\nregime = \"in_stock\"\n",
               2,
               "reservations.regime = \"in_stock\" is no present law",
               "state legal_status = \"contrefactuel hors droit\"");
    const auto one_month = [](const std::string& from, const std::string& rule) {
        return "[[period]]\nfrom = \"" + from + "\"\n" + rule + "\n";
    };
    CHECK(problems_of(one_month("2023-06", "commission.engine = \"seniority\"") +
                      one_month("2024-01", "commission.engine = \"points\""))
              .empty());
    CHECK(problems_of(one_month("2023-06", "commission.engine = \"seniority\"") +
                      one_month("2024-02", "commission.engine = \"points\""))
              .size() == 1);
    CHECK(problems_of(one_month("2023-06", "reservations.regime = \"in_stock\"") +
                      one_month("2023-12", "reservations.regime = \"in_flow\""))
              .empty());
}

TEST_CASE("The State reserves 30 % at most, of which 5 % for its civil servants (CCH R.441-5)") {
    const auto shares = [](const char* state, const char* servants, const char* landlord) {
        return fmt::format(
            "[reservations.holders]\nstate_priority.share = {}\n"
            "state_civil_servants.share = {}\nlandlord.share = {}\n",
            state,
            servants,
            landlord);
    };
    check_told(shares("0.26", "0.05", "0.31"),
               2,
               "the State's shares sum to 0.31: no present law",
               "state legal_status = \"contrefactuel hors droit\", or take 0.01 off them");
    check_told(shares("0.24", "0.06", "0.32"),
               3,
               "reservations.holders.state_civil_servants.share = 0.06 is no present law",
               "state legal_status = \"contrefactuel hors droit\", or give 0.05 at most");
    CHECK(problems_of(shares("0.25", "0.05", "0.32")).empty());
    CHECK(problems_of(counterfactual + shares("0.57", "0.05", "0.00")).empty());
}

TEST_CASE(
    "The State's are the holders that say so, whatever they are called, and DALO's contingent") {
    const std::string shares = "[reservations.holders]\nlocal_authorities.share = 0.10\n";
    const std::string prefecture = "prefecture.share = 0.10\n";
    const std::string of_the_state = "prefecture.belongs_to = \"state\"\n";
    check_told(shares + prefecture + of_the_state,
               3,
               "the State's shares sum to 0.4: no present law",
               "state legal_status = \"contrefactuel hors droit\", or take 0.1 off them");
    CHECK(problems_of(shares + prefecture).empty());
    CHECK(problems_of(shares + "state_radio.share = 0.10\n").empty());
    const auto contingent = problems_of("[dalo]\ncontingent = \"local_authorities\"\n");
    REQUIRE(contingent.size() == 1);
    CHECK(contingent[0].problem == "the State's shares sum to 0.5: no present law");
    check_told(
        "[dalo]\ncontingent = \"landlord\"\n",
        2,
        "the State's shares sum to 0.62: no present law",
        "state legal_status = \"contrefactuel hors droit\", or name a holder of the State's, "
        "or take 0.32 off them");
    check_told("[reservations.holders.landlord]\nbelongs_to = \"state\"\n",
               2,
               "the State's shares sum to 0.62: no present law",
               "state legal_status = \"contrefactuel hors droit\", or take 0.32 off them");
}

TEST_CASE("An offer is due within six months where there is a large agglomeration (R.441-16-1)") {
    const std::string large = "[dalo]\nlarge_agglomeration = true\n";
    CHECK(problems_of("[dalo]\noffer_months = 6\n").size() == 1);
    CHECK(problems_of(large + "offer_months = 6\n").empty());
    check_told(large + "offer_months = 7\n",
               3,
               "dalo.offer_months = 7 is no present law",
               "state legal_status = \"contrefactuel hors droit\", or give 6 at most");
}

TEST_CASE("CCH R.441-5: the prefect's reservations are for the priority publics") {
    const auto designates = [](const char* whom) {
        return fmt::format("[reservations.holders.state_priority]\ndesignates = \"{}\"\n", whom);
    };
    check_told(designates("in_work"),
               2,
               "reservations.holders.state_priority.designates = \"in_work\" is no present law",
               "state legal_status = \"contrefactuel hors droit\"");
    CHECK(problems_of(designates("dalo")).empty());
}

TEST_CASE("CCH L.441-1: a grid of transfers puts no priority public back either") {
    for (const char* criterion : {"dalo",
                                  "hosted_or_without_dwelling",
                                  "disability",
                                  "eviction",
                                  "unfit_dwelling",
                                  "violence",
                                  "priority_public"}) {
        INFO(criterion);
        check_told(
            fmt::format("[cotation]\ntransfers_by = \"own\"\ntransfers.{} = -1\n", criterion),
            3,
            fmt::format("cotation.transfers.{} = -1 is no present law", criterion),
            "state legal_status = \"contrefactuel hors droit\", or give 0 at least");
    }
}

TEST_CASE("A period after the strategy's end is told; at its last month it is none") {
    const auto period = [](const char* from) {
        return fmt::format(
            "[[period]]\nfrom = \"{}\"\ncommission.candidates = 5\n[period.sources]\n"
            "\"commission\" = {{ text = \"of the test\", status = \"assumption\" }}\n",
            from);
    };
    check_told(period("2031-01"),
               1,
               "a [[period]] from 2031-01, the strategy ends in 2030-12",
               "give until = \"2031-01\" or a later month, or begin earlier");
    CHECK(problems_of(period("2030-12")).empty());
    CHECK(parse_scenario("until = \"2031-01\"\n" + head + period("2031-01"),
                         fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml")
              .until == month(2031, 1));
}

TEST_CASE("Whom the review counts beside the first quartile is a group that leases tell") {
    const auto named = [](const char* name) {
        return fmt::format("[review]\ncounted_beside_first_quartile = \"{}\"\n", name);
    };
    check_told(named("rehousd"),
               2,
               "review.counted_beside_first_quartile = \"rehousd\"",
               "did you mean 'rehoused'?");
    check_told(named("in_work"),
               2,
               "review.counted_beside_first_quartile = \"in_work\"",
               "name a group that asks for neither");
    check_told(named("families") + "[groups.families]\nchildren_from = 1\n",
               2,
               "review.counted_beside_first_quartile = \"families\"",
               "name a group that asks for neither");
    CHECK(problems_of(named("renewal") + "[groups.renewal]\nall_of = [\"rehoused\"]\n").empty());
    CHECK(problems_of(named("first_quartile")).empty());
}

TEST_CASE("A strict quota that admits nobody of some public is no present law (CCH L.441)") {
    const auto quota = [](const char* bound, const char* share, const char* more) {
        return fmt::format(
            "[quotas.q]\ngroup = \"dalo\"\nscope = \"in_qpv\"\nguard_days = 60\n"
            "bound = \"{}\"\nshare = {}\n{}",
            bound,
            share,
            more);
    };
    const std::string to_none =
        "state legal_status = \"contrefactuel hors droit\", or give a share of 0.05 at least";
    const std::string to_all =
        "state legal_status = \"contrefactuel hors droit\", or give a share of 0.95 at most";
    check_told(quota("at_most", "0.0", ""),
               6,
               "quota 'q' closes its scope to 'dalo': no present law",
               to_none);
    check_told(quota("at_least", "1.0", ""),
               6,
               "quota 'q' closes its scope to who is not of 'dalo': no present law",
               to_all);
    CHECK(problems_of(quota("at_least", "1.0", ""))[0].reason.find("CCH L.441)") !=
          std::string::npos);
    check_told(quota("at_most", "0.04", ""),
               6,
               "quota 'q' all but closes its scope to 'dalo': no present law",
               to_none);
    check_told(quota("at_least", "0.96", ""),
               6,
               "quota 'q' all but closes its scope to who is not of 'dalo': no present law",
               to_all);
    CHECK(problems_of(quota("at_most", "0.05", "")).empty());
    CHECK(problems_of(quota("at_least", "0.95", "")).empty());
    CHECK(problems_of(quota("at_least", "1.0", "base = \"dalo\"\n")).empty());
    CHECK(problems_of(quota("at_least", "1.0", "holders = [\"state_priority\"]\n")).empty());
    CHECK(problems_of(quota("at_least",
                            "1.0",
                            "holders = [\"state_priority\", \"state_civil_servants\", "
                            "\"action_logement\", \"local_authorities\", \"landlord\"]\n"))
              .size() == 1);
    CHECK(problems_of(quota("at_most", "0.0", "mode = \"bonus\"\nbonus_points = 5\n")).empty());
    CHECK(problems_of(counterfactual + quota("at_most", "0.0", "")).empty());
}

namespace {

/// A strict quota of this share on a group of the test.
std::string strict_quota(const char* asks, const char* bound, const char* share, const char* more) {
    return fmt::format(
        "[groups.g]\n{}\n[quotas.q]\ngroup = \"g\"\nguard_days = 60\nbound = \"{}\"\n"
        "share = {}\n{}",
        asks,
        bound,
        share,
        more);
}

/// What is told of it, and why; nothing where it is present law.
std::string told_of_quota(const char* asks,
                          const char* bound,
                          const char* share,
                          const char* more = "") {
    std::string all;
    for (const auto& told : problems_of(strict_quota(asks, bound, share, more))) {
        all += told.problem + " (" + told.reason + ")\n";
    }
    return all;
}

}  // namespace

TEST_CASE("CCH L.441: no strict quota holds back who has no link with the agglomeration") {
    check_told(strict_quota("all_of = [\"from_outside\"]", "at_most", "0.9", ""),
               7,
               "quota 'q' holds back 'from_outside': no present law",
               "state legal_status = \"contrefactuel hors droit\", or give mode = \"bonus\" or "
               "\"observed\"");
    CHECK(told_of_quota("all_of = [\"from_outside\"]", "at_most", "0.01").find("CCH L.441)") !=
          std::string::npos);
    const std::string told = "quota 'q' holds back 'from_outside': no present law";
    CHECK(told_of_quota("all_of = [\"from_outside\", \"in_work\"]", "at_most", "0.5").find(told) !=
          std::string::npos);
    CHECK(told_of_quota("any_of = [\"from_outside\", \"fourth_quartile\"]", "at_most", "0.5")
              .find(told) != std::string::npos);
    CHECK(told_of_quota("none_of = [\"from_outside\"]", "at_least", "0.01").find(told) !=
          std::string::npos);
    CHECK(told_of_quota("all_of = [\"from_outside\"]", "at_most", "1.0").empty());
    CHECK(told_of_quota("none_of = [\"from_outside\"]", "at_least", "0.0").empty());
    CHECK(told_of_quota("all_of = [\"from_outside\"]", "at_least", "0.2").empty());
    CHECK(told_of_quota("all_of = [\"in_work\"]", "at_least", "0.5").empty());
    CHECK(told_of_quota("all_of = [\"transfer\"]", "at_least", "0.3").empty());
    CHECK(
        told_of_quota(
            "all_of = [\"from_outside\"]", "at_most", "0.1", "mode = \"bonus\"\nbonus_points = 5\n")
            .empty());
    CHECK(problems_of(counterfactual +
                      strict_quota("all_of = [\"from_outside\"]", "at_most", "0.01", ""))
              .empty());
}

TEST_CASE("Law 2008-496: no strict quota by age, family, disability or residence in a QPV") {
    const auto by = [](const char* criterion) {
        return fmt::format("quota 'q' keeps lists by '{}': no present law", criterion);
    };
    CHECK(told_of_quota("age_from = 60", "at_most", "0.01").find(by("age")) != std::string::npos);
    CHECK(told_of_quota("age_below = 30", "at_least", "0.2").find(by("age")) != std::string::npos);
    CHECK(told_of_quota("age_from = 60", "at_most", "0.01")
              .find("2008-496 of 27 May 2008, art. 2)") != std::string::npos);
    CHECK(told_of_quota("all_of = [\"first_quartile\"]\nage_from = 60", "at_least", "0.2")
              .find(by("age")) != std::string::npos);
    CHECK(told_of_quota("children_from = 3", "at_most", "0.1").find(by("children")) !=
          std::string::npos);
    CHECK(
        told_of_quota("all_of = [\"single_parent\"]", "at_most", "0.1").find(by("single_parent")) !=
        std::string::npos);
    CHECK(told_of_quota("none_of = [\"single_parent\"]", "at_least", "0.9")
              .find(by("single_parent")) != std::string::npos);
    CHECK(told_of_quota("age_from = 60", "at_most", "1.0").empty());
    CHECK(told_of_quota("age_from = 60", "at_least", "0.0").empty());
    CHECK(told_of_quota("all_of = [\"disabled\"]", "at_most", "0.05")
              .find("quota 'q' holds back 'disabled': no present law") != std::string::npos);
    CHECK(told_of_quota("all_of = [\"disabled\"]", "at_least", "0.05").empty());
    CHECK(told_of_quota("all_of = [\"lives_in_qpv\"]", "at_least", "0.3").empty());
    CHECK(told_of_quota("all_of = [\"lives_in_qpv\"]", "at_most", "0.4")
              .find("quota 'q' holds back 'lives_in_qpv': no present law") != std::string::npos);
}

TEST_CASE("CCH L.441-1: outside QPV a quota leaves a quarter to the first quartile") {
    const std::string told = "quota 'q' leaves 'first_quartile' ";
    const auto outside = "scope = \"outside_qpv\"\n";
    CHECK(told_of_quota("all_of = [\"first_quartile\"]", "at_most", "0.24", outside)
              .find(told + "0.24 of the leases: no present law") != std::string::npos);
    CHECK(told_of_quota("all_of = [\"first_quartile\"]", "at_most", "0.25", outside).empty());
    CHECK(told_of_quota("all_of = [\"upper_quartiles\"]", "at_least", "0.9", outside)
              .find(told + "0.1 of the leases") != std::string::npos);
    CHECK(told_of_quota("all_of = [\"upper_quartiles\"]", "at_least", "0.75", outside).empty());
    CHECK(told_of_quota("all_of = [\"upper_quartiles\"]", "at_least", "0.9").find(told) !=
          std::string::npos);
    CHECK(told_of_quota("all_of = [\"upper_quartiles\"]", "at_least", "0.9", "scope = \"in_qpv\"\n")
              .empty());
    CHECK(told_of_quota("all_of = [\"first_quartile\"]",
                        "at_most",
                        "0.1",
                        "scope = \"outside_qpv\"\ncommunes = [\"79003\"]\n")
              .empty());
    CHECK(told_of_quota("all_of = [\"priority\"]", "at_most", "0.5", outside)
              .find("quota 'q' holds back 'priority': no present law") != std::string::npos);
}

namespace {

/// What is told of a text, each problem once, and why.
std::string told_of(const std::string& text) {
    std::string all;
    for (const auto& told : problems_of(text)) {
        all += fmt::format("{}: {} ({})\n", told.line - 7, told.problem, told.reason);
    }
    return all;
}

bool tells(const std::string& all, const std::string& part) {
    return all.find(part) != std::string::npos;
}

std::string group(const char* asks) {
    return fmt::format("[groups.g]\n{}\n", asks);
}

std::string points(const char* of, int points) {
    return fmt::format("[cotation.groups.{}]\npoints = {}\n", of, points);
}

}  // namespace

TEST_CASE("No points of a group put back whom the law protects") {
    for (const char* name : {"priority",
                             "dalo",
                             "hosted_or_without_dwelling",
                             "disabled",
                             "eviction",
                             "unfit_dwelling",
                             "violence",
                             "overcrowded_with_child",
                             "back_to_work",
                             "first_quartile",
                             "first_quartile_frozen",
                             "lives_in_qpv",
                             "from_outside",
                             "single_parent"}) {
        INFO(name);
        check_told(
            source_of_grid + points(name, -1),
            3,
            fmt::format("cotation.groups.{0}.points = -1 puts '{0}' back: no present law", name),
            "state legal_status = \"contrefactuel hors droit\", or give 0 at least");
        CHECK(problems_of(counterfactual + source_of_grid + points(name, -1)).empty());
        CHECK(problems_of(source_of_grid + points(name, 1)).empty());
        const auto own = fmt::format(
            "[cotation]\ntransfers_by = \"own\"\n[cotation.transfers.groups.{}]\npoints = -1\n",
            name);
        CHECK(tells(
            told_of(source_of_grid + own),
            fmt::format("5: cotation.transfers.groups.{0}.points = -1 puts '{0}' back", name)));
    }
    CHECK(tells(told_of(source_of_grid + group("any_of = [\"from_outside\", \"in_work\"]") +
                        points("g", -5)),
                "puts 'from_outside' back: no present law (no link with the commune"));
    CHECK(tells(told_of(source_of_grid + group("age_from = 60") + points("g", -5)),
                "puts 'age' back"));
    CHECK(told_of(source_of_grid + group("age_from = 60") + points("g", 5)).empty());
    CHECK(told_of(source_of_grid + points("transfer", -5)).empty());
}

TEST_CASE("Points for everybody else put back as well") {
    const auto none_of = [](const char* name, int given) {
        return source_of_grid + group(fmt::format("none_of = [\"{}\"]", name).c_str()) +
               points("g", given);
    };
    for (const char* name : {"priority", "dalo", "disabled", "lives_in_qpv"}) {
        INFO(name);
        CHECK(tells(told_of(none_of(name, 1)), fmt::format("puts '{}' back", name)));
    }
    SECTION("a link with the commune may count for something, never decide by itself") {
        CHECK(told_of(none_of("from_outside", 20)).empty());
        CHECK(tells(told_of(none_of("from_outside", 900)), "puts 'from_outside' back"));
        CHECK(told_of(source_of_grid + points("upper_quartiles", 20)).empty());
        CHECK(tells(told_of(source_of_grid + points("upper_quartiles", 900)),
                    "puts 'first_quartile' back"));
    }
}

TEST_CASE(
    "No criterion of the grid puts back the first quartile, single parents or the overcrowded") {
    for (const char* criterion : {"first_quartile_outside_qpv", "single_parent", "overcrowded"}) {
        check_told(source_of_grid + fmt::format("[cotation]\n{} = -1\n", criterion),
                   3,
                   fmt::format("cotation.{} = -1 is no present law", criterion),
                   "state legal_status = \"contrefactuel hors droit\", or give 0 at least");
        CHECK(problems_of(
                  source_of_grid +
                  fmt::format("[cotation]\ntransfers_by = \"own\"\ntransfers.{} = -1\n", criterion))
                  .size() == 1);
    }
}

TEST_CASE("A bonus holds nobody back whom the law protects") {
    const auto bonus = [](const char* asks, const char* bound, const char* share, int points) {
        return strict_quota(
            asks,
            bound,
            share,
            fmt::format("scope = \"outside_qpv\"\nmode = \"bonus\"\nbonus_points = {}\n", points)
                .c_str());
    };
    check_told(bonus("none_of = [\"priority\"]", "at_least", "0.5", 5),
               10,
               "the bonus of quota 'q' puts 'priority' back: no present law",
               "state legal_status = \"contrefactuel hors droit\", or give mode = \"observed\"");
    CHECK(tells(told_of(bonus("all_of = [\"disabled\"]", "at_most", "0.5", 5)),
                "puts 'disabled' back"));
    CHECK(tells(told_of(bonus("age_from = 60", "at_most", "0.5", 5)), "puts 'age' back"));
    CHECK(told_of(bonus("age_below = 30", "at_least", "0.1", 5)).empty());
    CHECK(told_of(bonus("none_of = [\"from_outside\"]", "at_least", "0.5", 5)).empty());
    CHECK(tells(told_of(bonus("none_of = [\"from_outside\"]", "at_least", "1.0", 900)),
                "puts 'from_outside' back"));
    CHECK(tells(told_of(bonus("all_of = [\"upper_quartiles\"]", "at_least", "0.9", 5)),
                "leaves 'first_quartile' 0.1 of the leases"));
    CHECK(told_of(bonus("all_of = [\"first_quartile\"]", "at_least", "0.4", 5)).empty());
    const auto strict = problems_of(
        strict_quota("all_of = [\"priority\"]", "at_most", "0.5", "scope = \"outside_qpv\"\n"));
    REQUIRE(strict.size() == 1);
    CHECK(strict[0].suggestion ==
          "state legal_status = \"contrefactuel hors droit\", or give mode = \"observed\"");
}

TEST_CASE("Holders of reservations keep nobody out whom the law protects") {
    const auto designate = [](const char* asks, std::initializer_list<const char*> holders) {
        auto text = group(asks);
        for (const auto* holder : holders) {
            text += fmt::format("[reservations.holders.{}]\ndesignates = \"g\"\n", holder);
        }
        return text;
    };
    check_told(
        designate("none_of = [\"priority\"]", {"landlord"}),
        4,
        "holder 'landlord' designates nobody of 'priority': no present law",
        "state legal_status = \"contrefactuel hors droit\", or let it designate 'priority' too");
    CHECK(tells(told_of(designate("age_below = 30", {"landlord"})),
                "holder 'landlord' designates by 'age'"));
    CHECK(told_of(designate("none_of = [\"from_outside\"]", {"local_authorities"})).empty());
    CHECK(told_of(designate("all_of = [\"upper_quartiles\"]", {"local_authorities"})).empty());
    const auto all = told_of(
        designate("none_of = [\"first_quartile\"]",
                  {"local_authorities", "landlord", "action_logement", "state_civil_servants"}));
    CHECK_FALSE(tells(all, "first_quartile"));
    CHECK(tells(
        told_of(designate(
                    "all_of = [\"fourth_quartile\"]",
                    {"local_authorities", "action_logement", "state_civil_servants", "landlord"}) +
                "share = 0.37\n[reservations.holders.state_priority]\nshare = 0.2\n"),
        "the holders leave 'first_quartile' 0.2 of the vacancies: no present law"));
    CHECK(tells(told_of(designate("all_of = [\"in_work\"]", {"local_authorities", "landlord"})),
                "6: there are households that no holder designates: no present law (all sectors"));
    CHECK(told_of(designate("all_of = [\"in_work\"]", {"local_authorities"})).empty());
}

TEST_CASE("Coordination commissions and mayors close nothing") {
    const std::string half = "[coordination]\nshare = 0.5\nnames = \"g\"\n";
    CHECK(tells(told_of(group("none_of = [\"from_outside\"]") + half),
                "5: coordination commissions name 'from_outside' last: no present law"));
    CHECK(tells(told_of(group("none_of = [\"priority\"]") + half), "name 'priority' last"));
    CHECK(tells(told_of(group("children_below = 2") + half), "name by 'children'"));
    CHECK(told_of(group("all_of = [\"upper_quartiles\"]") + half).empty());
    check_told(
        "[coordination]\nshare = 1.0\n",
        2,
        "coordination commissions name 'upper_quartiles' first on 1 of the vacancies: no "
        "present law",
        "state legal_status = \"contrefactuel hors droit\", or give a share of 0.95 at most");
    check_told("[mayor]\nnames_share = 1.0\n",
               2,
               "mayor.names_share = 1.0 is no present law",
               "state legal_status = \"contrefactuel hors droit\", or give 0.5 at most");
    check_told("[mayor]\ncasting_vote = 1.0\n",
               2,
               "mayor.casting_vote = 1.0 is no present law",
               "state legal_status = \"contrefactuel hors droit\", or give 0.2 at most");
}

TEST_CASE("A group that a younger file makes is told there") {
    check_told(
        "[groups.premier_quartile_ou_reloges]\nall_of = [\"from_outside\"]\n"
        "[quotas.q1_hors_qpv]\nbound = \"at_most\"\nmode = \"strict\"\nguard_days = 60\n"
        "share = 0.5\n",
        7,
        "quota 'q1_hors_qpv' holds back 'from_outside': no present law",
        "state legal_status = \"contrefactuel hors droit\", or give mode = \"bonus\" or "
        "\"observed\"");
    CHECK(tells(
        told_of(source_of_grid + "[groups.pdalhpd]\nnone_of = [\"dalo\"]\n" + points("pdalhpd", 5)),
        "puts 'dalo' back"));
}

TEST_CASE("Ceilings are those of the file that says the law; a prefect's order is a derogation") {
    const std::string plus = "[ceilings]\nplus_euros_a_year = ";
    check_told(
        plus + "[90000, 90000, 90000, 90000, 90000, 90000]\n",
        2,
        "ceilings.plus_euros_a_year = [90000.00, 90000.00, 90000.00, 90000.00, 90000.00, "
        "90000.00] is no present law",
        "state legal_status = \"contrefactuel hors droit\", or leave it to the file that says "
        "the law");
    CHECK(problems_of("[ceilings]\nplai_more_euros_a_year = 1\n").size() == 1);
    const std::string of_2024 = "[22642, 30238, 36362, 43899, 51641, 58200]\n";
    CHECK(problems_of(plus + of_2024).size() == 1);
    CHECK(problems_of("[[period]]\nfrom = \"2024-01\"\nceilings.plus_euros_a_year = " + of_2024 +
                      "[[period]]\nfrom = \"2025-01\"\nceilings.plus_euros_a_year = "
                      "[23201, 30984, 37259, 44982, 52916, 59637]\n")
              .size() == 1);
}

TEST_CASE("Longer lists asked for than are made are a contradiction, under any legal status") {
    const std::string lists = "[commission]\ncandidates = 4\nleast_candidates = 5\n";
    check_told(lists,
               3,
               "commission.least_candidates = 5, commission.candidates = 4",
               "give candidates = 5 at least");
    CHECK(problems_of(counterfactual + lists).size() == 1);
    CHECK(problems_of("[commission]\nleast_candidates = 4\n").size() == 1);
    CHECK(problems_of("[commission]\ncandidates = 5\nleast_candidates = 5\n").empty());
    CHECK(problems_of(counterfactual + "[commission]\ncandidates = 2\n").empty());
}

TEST_CASE("A value beyond the range of its own source is told") {
    const auto told_with = [](const std::string& text) {
        const auto path = fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml";
        return examine_scenario(parse_toml(head + text, "fault.toml"), path).problems;
    };
    const auto with_range = [](const char* range) {
        return fmt::format(
            "\"commission.most_effort_rate\" = {{ text = \"t\", status = "
            "\"assumption\", {} }}\n[commission]\nmost_effort_rate = 0.35\n",
            range);
    };
    const auto beyond = told_with(with_range("low = 0.1, high = 0.2"));
    REQUIRE(beyond.size() == 1);
    CHECK(beyond[0].line == 10);
    CHECK(beyond[0].key == "commission.most_effort_rate");
    CHECK(beyond[0].problem ==
          "commission.most_effort_rate = 0.35 lies outside the range of its source, 0.1 to 0.2");
    CHECK(told_with(with_range("low = 0.4")).size() == 1);
    CHECK(told_with(with_range("low = 0.35, high = 0.35")).empty());
    CHECK(told_with("[commission]\nmost_effort_rate = 0.5\n").empty());
}

TEST_CASE("What is no mistake but may not be meant is noted") {
    const auto notes_of = [](const std::string& text) {
        const auto path = fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml";
        auto examined = examine_scenario(parse_toml(head + text, "fault.toml"), path);
        CHECK(examined.problems.empty());
        std::string all;
        for (const auto& note : examined.notes) {
            all += note_text(note) + "\n";
        }
        return all;
    };
    CHECK(
        notes_of("[commission]\nmost_effort_rate = 0.35\n") ==
        R"(fault.toml:9:20: note: commission.most_effort_rate = 0.35 has no source of its own (its status is then 'assumption', whatever that of the value it replaces)
    9 | most_effort_rate = 0.35
      |                    ^ add to [sources]: "commission.most_effort_rate" = { text = "…", fr = "…", status = "assumption" }
)");
    CHECK(notes_of("[dalo]\nlandlord_refusals = 0.2\n").empty());
    const auto period = [](const char* from) {
        return fmt::format("[[period]]\nfrom = \"{}\"\ndalo.landlord_refusals = 0.2\n", from);
    };
    CHECK(tells(notes_of(period("2023-01")),
                "note: a [[period]] from 2023-01, the strategy forks in 2024-01 (the strategy then "
                "has a past of its own"));
    CHECK(notes_of(period("2024-01")).empty());
}

TEST_CASE("Codes that the territory does not have are told, each at its line") {
    const auto told =
        place_problems_of("[quotas.q1_hors_qpv]\nzones = [\"QN07901N\"]\nlandlords = [\"dsi\"]\n");
    REQUIRE(told.size() == 2);
    CHECK(told[0].line == 10);
    CHECK(told[0].problem == "unknown landlord 'dsi'");
    CHECK(told[1].line == 9);
    CHECK(told[1].problem == "unknown zone 'QN07901N'");
    CHECK(told[1].suggestion == "did you mean 'QN07901M'?");
}

TEST_CASE("A scope that matches no zone is told") {
    const auto told = place_problems_of("[quotas.q2_q4_en_qpv]\ncommunes = [\"79003\"]\n");
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == 9);
    CHECK(told[0].problem == "quota 'q2_q4_en_qpv' has no zone in its scope");
    CHECK(told[0].suggestion == "leave scope or communes out");
    CHECK(place_problems_of("[quotas.q2_q4_en_qpv]\ncommunes = [\"79191\"]\n").empty());
}

TEST_CASE("An unknown key that is like none is told with the keys of its table") {
    const auto told = problems_of("[mayor]\nqqqqqqqq = 1\n");
    REQUIRE(told.size() == 1);
    CHECK(told[0].suggestion ==
          "one of: casting_vote, names_share, veto_of_first_quartile, veto_of_other_communes");
}

TEST_CASE("A code that is like none of the territory's is told with all of them") {
    const auto told = place_problems_of("[quotas.q1_hors_qpv]\nlandlords = [\"xxxxxx\"]\n");
    REQUIRE(told.size() == 1);
    CHECK(told[0].suggestion.starts_with("one of: "));
    CHECK(told[0].suggestion.find("dsh") != std::string::npos);
}

TEST_CASE("Communes and landlords given by their names are told their codes") {
    const auto told = place_problems_of(
        "[quotas.q1_hors_qpv]\ncommunes = [\"Niort\"]\nlandlords = "
        "[\"Deux-Sèvres Habitat\"]\n");
    REQUIRE(told.size() == 2);
    CHECK(told[0].suggestion == "did you mean '79191' (Niort)?");
    CHECK(told[1].suggestion.starts_with("did you mean 'dsh' ("));
}

TEST_CASE("Slips of other notations are answered with what was meant") {
    const auto slips = std::to_array<std::pair<const char*, const char*>>(
        {{"0,25 # un quart", "did you mean 0.25? a number has a decimal point and no spaces"},
         {"1 000", "did you mean 1000? a number has a decimal point and no spaces"},
         {"3,", "did you mean 3? a number has a decimal point and no spaces"},
         {"30%", "did you mean 0.3? a share is a number: 1 is the whole"},
         {"2,5 %", "did you mean 0.025? a share is a number: 1 is the whole"},
         {"\"a trial", "the text has no closing quote: \""},
         {"'a trial # of it", "the text has no closing quote: '"},
         {"“a trial”", "a text stands in straight quotes: \"…\""},
         {"« essai »", "a text stands in straight quotes: \"…\""},
         {"oui", "did you mean true?"},
         {"False", "did you mean false?"},
         {"lottery", "a text stands in quotes: \"lottery\""},
         {"2024-01", "a month is written in quotes: \"2024-01\""},
         {"\"priorit\xE9\"", "save the file as UTF-8"},
         {"3 * 4", ""}});
    for (const auto& [written, suggestion] : slips) {
        const auto document = parse_toml(std::string("x.y = ") + written + "\n", "essai.toml");
        INFO(written);
        REQUIRE(document.problems.size() == 1);
        CHECK(document.problems[0].line == 1);
        CHECK(document.problems[0].suggestion == suggestion);
    }
}

TEST_CASE("Quotas that name the same dwellings in different words are held together") {
    const auto quotas = [](const char* zones, const char* floor) {
        return fmt::format(
            "[quotas.a]\ngroup = \"first_quartile\"\nscope = \"in_qpv\"\nshare = {}\n"
            "guard_days = 60\n[quotas.c]\ngroup = \"first_quartile\"\nzones = [{}]\n"
            "bound = \"at_most\"\nshare = 0.1\nguard_days = 60\n",
            floor,
            zones);
    };
    const auto* all_qpv = "\"QN07901M\", \"QN07902I\", \"QN07903M\"";
    const auto tables = read_territory(fs::path(MIXITE_SOURCE_DIR) / "data/niort");
    const auto territory = make_territory(tables);
    const auto told = clashes_in_territory(read(quotas(all_qpv, "0.5")), territory);
    REQUIRE(told.size() == 1);
    CHECK(told[0].line == 17);
    CHECK(told[0].problem == "quotas 'a' and 'c' ask for at least 0.5 and at most 0.1");
    CHECK(clashes_in_territory(read(quotas(all_qpv, "0.1")), territory).empty());
    CHECK(clashes_in_territory(read(quotas("\"QN07901M\"", "0.5")), territory).empty());
}

TEST_CASE("A prefect's order that is over before its rules hold is told") {
    const auto told = [](const char* months) {
        const auto tables = read_territory(fs::path(MIXITE_SOURCE_DIR) / "data/niort");
        return problems_in_territory(
            read(fmt::format("[derogations.z]\nplace = \"in_qpv\"\nceilings_factor = 1.3\n"
                             "from = \"2021-02\"\nmonths = {}\n",
                             months)),
            make_territory(tables),
            tables);
    };
    const auto over = told("35");
    REQUIRE(over.size() == 1);
    CHECK(over[0].line == 11);
    CHECK(over[0].problem == "derogations.z.from = 2021-02: the order ends in 2023-12");
    CHECK(over[0].suggestion == "from = \"2024-01\"");
    CHECK(told("36").empty());
}

TEST_CASE("A period or a fork before the territory begins is told at its line") {
    const auto scenario = parse_scenario(
        "extends = \"reference.toml\"\nfork = \"2018-06\"\n[sources]\n\"commission\" = { text = "
        "\"of the test\", status = \"assumption\" }\n[[period]]\nfrom = "
        "\"2018-07\"\ncommission.candidates = 3\n",
        fs::path(MIXITE_SOURCE_DIR) / "scenarios/fault.toml");
    const auto told = date_problems(scenario, month(2019, 1));
    REQUIRE(told.size() == 2);
    CHECK(told[0].line == 2);
    CHECK(told[0].problem == "fork = 2018-06, the territory begins in 2019-01");
    CHECK(told[0].suggestion == "fork = \"2019-02\" at the earliest");
    CHECK(told[1].line == 5);
    CHECK(told[1].problem == "a [[period]] from 2018-07, the territory begins in 2019-01");
    CHECK(told[1].suggestion == "from = \"2019-01\" at the earliest");
}

TEST_CASE("A source of a quota or a table that no file gives is told") {
    const std::string entry = " = { text = \"of the test\", status = \"assumption\" }\n";
    check_told("\"quotas.q1_hors_qp.share\"" + entry,
               1,
               "source of 'quotas.q1_hors_qp.share', which no file gives",
               "did you mean 'quotas.q1_hors_qpv.share'?");
    check_told("\"quotas.q1_hors_qp\"" + entry,
               1,
               "source of 'quotas.q1_hors_qp', which no file gives",
               "did you mean 'quotas.q1_hors_qpv'?");
    CHECK(problems_of("\"quotas.q1_hors_qpv\"" + entry + "\"mayor\"" + entry).empty());
}
