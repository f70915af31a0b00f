#include "publication/story.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "foundation/counted.hpp"
#include "foundation/failure.hpp"
#include "publication/comparison.hpp"
#include "publication/names.hpp"
#include "publication/table_columns.hpp"
#include "world/flows.hpp"

namespace mixite {
namespace {

/// One text in both languages.
struct Words {
    std::string_view french;
    std::string_view english;

    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::french ? french : english;
    }
};

constexpr auto criteria = std::to_array<std::pair<std::string_view, Words>>({
    {"dalo", {"DALO", "DALO"}},
    {"hosted_or_without_dwelling", {"hébergé ou sans logement", "hosted or without a dwelling"}},
    {"disability", {"handicap", "disability"}},
    {"eviction", {"menace d'expulsion", "threat of eviction"}},
    {"unfit_dwelling", {"logement indigne", "unfit dwelling"}},
    {"violence", {"violences", "violence"}},
    {"overcrowded", {"suroccupation", "overcrowding"}},
    {"under_occupied_transfer", {"sous-occupation", "under-occupation"}},
    {"effort_above_limit", {"taux d'effort actuel élevé", "high present effort rate"}},
    {"rehousing", {"relogement", "rehousing"}},
    {"seniority_month", {"ancienneté", "seniority"}},
    {"abnormal_delay", {"délai anormalement long", "abnormally long delay"}},
    {"single_parent", {"parent seul", "single parent"}},
    {"in_work", {"en emploi", "in work"}},
    {"unmotivated_refusal", {"refus non motivé", "refusal without a reason"}},
    {"first_quartile_outside_qpv", {"1er quartile, hors QPV", "first quartile, outside QPV"}},
    {"upper_quartiles_in_qpv", {"2e à 4e quartiles, en QPV", "upper quartiles, in QPV"}},
    {"diverted_from_qpv", {"orienté hors QPV, avec accord", "sent outside QPV, with consent"}},
    {"priority_public", {"public prioritaire", "priority public"}},
    {"essential_work", {"travail essentiel", "essential work"}},
});

/// In the order of Answer.
constexpr std::array answers{Words{"accepte", "accepts"},
                             Words{"refuse avant la commission", "refuses before the commission"},
                             Words{"refuse après la commission", "refuses after the commission"},
                             Words{"ne répond pas (vaut refus)", "does not answer (a refusal)"}};

/// In the order of VacancyRoute.
constexpr std::array routes{
    Words{"", ""},
    Words{" ; proposé d'abord à qui laisse un grand logement",
          "; first for who leaves a large dwelling"},
    Words{" ; annoncé : parmi ceux qui ont répondu", "; advertised: among those who answered"},
    Words{" ; la commission de coordination du QPV désigne",
          "; the coordination commission of the QPV names"},
    Words{" ; le maire désigne", "; the mayor names"},
    Words{" ; le préfet désigne, au titre du DALO", "; the prefect designates, under DALO"},
    Words{" ; le bailleur refuse qui le préfet désigne au titre du DALO, et le préfet attribue",
          "; the landlord refuses whom the prefect designates under DALO, and the prefect "
          "allocates"}};

constexpr auto route_of_prefect = static_cast<std::int64_t>(VacancyRoute::prefect_attribution);

/// In the order of AnswerMotive.
constexpr std::array motives{
    Words{"", ""},
    Words{"l'aurait refusé, mais c'était sa dernière offre",
          "would have refused, but it was the last offer"},
    Words{"ce qui pèse le plus : le coût", "what weighs most: the cost"},
    Words{"ce qui pèse le plus : le logement lui-même", "what weighs most: the dwelling itself"},
    Words{"ce qui pèse le plus : le lieu", "what weighs most: the place"},
    Words{"ce qui pèse le plus : rien ne presse", "what weighs most: no hurry"},
    Words{"ce qui pèse le plus : son goût durable pour un autre genre de lieu",
          "what weighs most: a lasting taste for another kind of place"},
    Words{"ce qui pèse le plus : l'impression laissée par ce logement",
          "what weighs most: the impression of that dwelling"},
    Words{"ce qui pèse le plus : la réticence à déménager",
          "what weighs most: the reluctance to move"}};

/// In the order of CommissionDecision.
constexpr std::array decisions_on_candidates{
    Words{"attribution (CCH R.441-3, a)", "allocated (CCH R.441-3, a)"},
    Words{"attribution selon le rang (CCH R.441-3, b)", "allocated by rank (CCH R.441-3, b)"},
    Words{"attribution sous condition d'une pièce manquante (CCH R.441-3, c)",
          "allocated once a missing document is there (CCH R.441-3, c)"},
    Words{"logement non attribué (CCH R.441-3, d)", "dwelling not allocated (CCH R.441-3, d)"},
    Words{"demande irrecevable, radiée (CCH R.441-3, e, et R.441-2-8)",
          "request inadmissible, struck off (CCH R.441-3, e, and R.441-2-8)"}};

/// In place of a commission's decision.
constexpr Words decision_of_prefect{"attribution par le préfet (CCH L.441-2-3, II)",
                                    "allocated by the prefect (CCH L.441-2-3, II)"};

/// In the order of DecisionMotive. 0: resources a month and consumption unit, 1: reference income a
/// year, 2: the highest ceiling, 3: effort rate in per cent.
constexpr std::array decision_motives{
    Words{"ressources jugées insuffisantes, {0} par mois et unité de consommation (une "
          "pratique des commissions, pas une règle de droit)",
          "resources thought too low, {0} a month and consumption unit (a practice of "
          "commissions, no rule of law)"},
    Words{"veto du maire", "veto of the mayor"},
    Words{"le bailleur refuse qui le préfet désigne",
          "the landlord refuses whom the prefect designates"},
    Words{"revenu fiscal de référence de {1} par an, au-dessus de tous les plafonds de "
          "ressources (le plus haut, PLS : {2})",
          "reference tax income of {1} a year, above every ceiling of resources (the highest, "
          "PLS: {2})"},
    Words{"taux d'effort de {3:.0f} %, au-dessus de la limite de la commission",
          "effort rate of {3:.0f} %, above the commission's limit"}};

/// Of what has no name.
constexpr std::string_view no_label = "–";

struct OfferRow {
    std::size_t answer = 0;
    std::size_t motive = 0;
};

/// Month, round, dwelling, household.
using ListPlace = std::tuple<Month, std::int64_t, std::int64_t, std::int64_t>;

struct CandidateRow {
    std::int64_t household = 0;
    std::int64_t decision = -1;  ///< -1: not told
    std::int64_t rank = 0;
    std::int64_t points = 0;
    std::int64_t bonus = 0;  ///< of the points, by quotas
    std::int64_t place_in_order = 0;
    std::int64_t passed_over = 0;
};

/// By decision d or e.
struct TurnedAwayRow {
    std::int64_t household = 0;
    std::int64_t decision = 0;
    std::int64_t motive = 0;
    std::int64_t resources_per_unit_cents = 0;
    std::int64_t reference_income_cents = 0;
    std::int64_t highest_ceiling_cents = 0;
    double effort_rate = 0.0;
};

struct DecisionRow {
    Month month;
    std::int64_t round = 0;
    std::int64_t dwelling = 0;
    std::int64_t zone = 0;
    std::int64_t turn = -1;
    std::int64_t eligible = 0;
    std::int64_t days_vacant = 0;
    std::int64_t route = 0;
    std::int64_t vetoed = 0;
    bool for_transfer = false;
    bool given_back = false;
    bool quota_held = false;
    bool quota_lifted = false;
    std::vector<CandidateRow> candidates;
    std::vector<TurnedAwayRow> turned_away;
};

struct LeaseRow {
    Month month;
    std::int64_t dwelling = 0;
    std::int64_t household = 0;
    std::int64_t zone = 0;
    std::int64_t wait_months = 0;
    std::int64_t rent_cents = 0;
};

const Table* table_named(const TrailTables& trail, const std::string& name) {
    const auto found = std::find_if(trail.tables.begin(),
                                    trail.tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    return found == trail.tables.end() ? nullptr : &*found;
}

const Table& table_of(const TrailTables& trail, const std::string& name) {
    const auto* table = table_named(trail, name);
    if (table == nullptr) {
        throw OutputError(fmt::format("cannot tell the story: no table '{}'", name));
    }
    return *table;
}

/// Since schema 1.5.
constexpr const char* turned_away_table_name = "turned_away";

/// The columns of a table of lists, as places on them.
std::vector<ListPlace> places_of(const Table& table) {
    const auto months = months_of(table, "month");
    const auto rounds = whole_numbers(table, "round");
    const auto dwellings = whole_numbers(table, "dwelling");
    const auto households = whole_numbers(table, "household");
    std::vector<ListPlace> places;
    for (std::size_t i = 0; i < months.size(); ++i) {
        places.emplace_back(months[i], rounds[i], dwellings[i], households[i]);
    }
    return places;
}

/// The trail as rows that belong together.
class Trail {
  public:
    explicit Trail(const TrailTables& tables) {
        read_decisions(table_of(tables, "decisions"));
        read_candidates(table_of(tables, "ranked"));
        if (const auto* turned_away = table_named(tables, turned_away_table_name)) {
            read_turned_away(*turned_away);
        }
        read_points(table_of(tables, "points"));
        read_offers(table_of(tables, "offers"));
        read_leases(table_of(tables, "leases"));
    }

    [[nodiscard]] const std::vector<DecisionRow>& decisions() const { return decisions_; }
    [[nodiscard]] const std::vector<LeaseRow>& leases() const { return leases_; }
    [[nodiscard]] const OfferRow* offer(const ListPlace& place) const {
        const auto found = offers_.find(place);
        return found == offers_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::vector<std::pair<std::size_t, std::int64_t>> terms(
        const ListPlace& place) const {
        const auto found = terms_.find(place);
        return found == terms_.end() ? std::vector<std::pair<std::size_t, std::int64_t>>{}
                                     : found->second;
    }

  private:
    void read_decisions(const Table& table) {
        const auto column = [&](const char* name) { return whole_numbers(table, name); };
        const auto months = months_of(table, "month");
        const auto round = column("round");
        const auto dwelling = column("dwelling");
        const auto zone = column("zone");
        const auto turn = column("turn");
        const auto eligible = column("eligible");
        const auto days = column("days_vacant");
        const auto route = column("route");
        const auto vetoed = column("vetoed");
        const auto transfer = column("for_transfer");
        const auto given_back = column("given_back");
        const auto held = column("quota_held");
        const auto lifted = column("quota_lifted");
        for (std::size_t i = 0; i < months.size(); ++i) {
            decisions_.push_back({.month = months[i],
                                  .round = round[i],
                                  .dwelling = dwelling[i],
                                  .zone = zone[i],
                                  .turn = turn[i],
                                  .eligible = eligible[i],
                                  .days_vacant = days[i],
                                  .route = route[i],
                                  .vetoed = vetoed[i],
                                  .for_transfer = transfer[i] != 0,
                                  .given_back = given_back[i] != 0,
                                  .quota_held = held[i] != 0,
                                  .quota_lifted = lifted[i] != 0,
                                  .candidates = {},
                                  .turned_away = {}});
        }
    }
    /// Of each place, the decision that it belongs to, or null.
    std::vector<DecisionRow*> decisions_of(const std::vector<ListPlace>& places) {
        std::map<std::tuple<Month, std::int64_t, std::int64_t>, DecisionRow*> by_dwelling;
        for (auto& decision : decisions_) {
            by_dwelling[{decision.month, decision.round, decision.dwelling}] = &decision;
        }
        std::vector<DecisionRow*> found;
        found.reserve(places.size());
        for (const auto& [month, round, dwelling, household] : places) {
            const auto entry = by_dwelling.find({month, round, dwelling});
            found.push_back(entry == by_dwelling.end() ? nullptr : entry->second);
        }
        return found;
    }
    void read_candidates(const Table& table) {
        const auto places = places_of(table);
        const auto decisions = decisions_of(places);
        const auto decision = has_column(table, "decision")  // since schema 1.5
                                  ? whole_numbers(table, "decision")
                                  : std::vector<std::int64_t>(places.size(), -1);
        const auto rank = whole_numbers(table, "rank");
        const auto points = whole_numbers(table, "points");
        const auto bonus = has_column(table, "bonus")  // since schema 1.4
                               ? whole_numbers(table, "bonus")
                               : std::vector<std::int64_t>(points.size());
        const auto order = whole_numbers(table, "place_in_order");
        const auto passed = whole_numbers(table, "passed_over");
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (decisions[i] != nullptr) {
                decisions[i]->candidates.push_back({std::get<3>(places[i]),
                                                    decision[i],
                                                    rank[i],
                                                    points[i],
                                                    bonus[i],
                                                    order[i],
                                                    passed[i]});
            }
        }
    }
    void read_turned_away(const Table& table) {
        const auto places = places_of(table);
        const auto decisions = decisions_of(places);
        const auto decision = whole_numbers(table, "decision");
        const auto motive = whole_numbers(table, "motive");
        const auto resources = whole_numbers(table, "resources_per_unit_cents");
        const auto income = whole_numbers(table, "reference_income_cents");
        const auto ceiling = whole_numbers(table, "highest_ceiling_cents");
        const auto effort = has_column(table, "effort_rate")  // since schema 1.7
                                ? decimals(table, "effort_rate")
                                : std::vector<double>(places.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (decisions[i] != nullptr) {
                decisions[i]->turned_away.push_back({std::get<3>(places[i]),
                                                     decision[i],
                                                     motive[i],
                                                     resources[i],
                                                     income[i],
                                                     ceiling[i],
                                                     effort[i]});
            }
        }
    }
    void read_points(const Table& table) {
        const auto places = places_of(table);
        const auto criterion = whole_numbers(table, "criterion");
        const auto points = whole_numbers(table, "points");
        for (std::size_t i = 0; i < places.size(); ++i) {
            terms_[places[i]].emplace_back(static_cast<std::size_t>(criterion[i]), points[i]);
        }
    }
    void read_offers(const Table& table) {
        const auto places = places_of(table);
        const auto answer = whole_numbers(table, "answer");
        const auto motive = whole_numbers(table, "motive");
        for (std::size_t i = 0; i < places.size(); ++i) {
            offers_[places[i]] = {static_cast<std::size_t>(answer[i]),
                                  static_cast<std::size_t>(motive[i])};
        }
    }
    void read_leases(const Table& table) {
        const auto column = [&](const char* name) { return whole_numbers(table, name); };
        const auto months = months_of(table, "month");
        const auto dwelling = column("dwelling");
        const auto household = column("household");
        const auto zone = column("zone");
        const auto wait = column("wait_months");
        const auto rent = column("rent_cents");
        for (std::size_t i = 0; i < months.size(); ++i) {
            leases_.push_back({months[i], dwelling[i], household[i], zone[i], wait[i], rent[i]});
        }
    }

    std::vector<DecisionRow> decisions_;
    std::vector<LeaseRow> leases_;
    std::map<ListPlace, OfferRow> offers_;
    std::map<ListPlace, std::vector<std::pair<std::size_t, std::int64_t>>> terms_;
};

class Storyteller {
  public:
    Storyteller(const Trail& trail, const StorySetting& setting)
        : trail_(trail), setting_(setting) {}

    [[nodiscard]] std::string opening(const StorySubject& subject) const {
        const bool household = subject.kind == StorySubject::Kind::household;
        return banner() +
               fmt::format(
                   "{} {}, {} '{}' ({}), {} {}\n{}\n",
                   words(household ? Words{"Ménage", "Household"} : Words{"Logement", "Dwelling"}),
                   subject.key,
                   words({"scénario", "scenario"}),
                   setting_.scenario,
                   setting_.title,
                   words({"réplication", "replication"}),
                   setting_.replication,
                   words({"Population synthétique : ce ménage et cette histoire n'existent "
                          "pas. Pas d'usage pour des dossiers réels.",
                          "Synthetic population: this household and this story do not exist. "
                          "Not for real applicants' files."}));
    }

    [[nodiscard]] std::string decision(const DecisionRow& d) const {
        auto text = told({"\n{}, commission n° {} du mois : logement {} ({}), vide "
                          "depuis {}\n",
                          "\n{}, commission {} of the month: dwelling {} ({}), vacant "
                          "for {}\n"},
                         to_string(d.month),
                         d.round,
                         d.dwelling,
                         label("zone", d.zone),
                         days(d.days_vacant));
        text += turn(d);
        text += told({"  {} ; {}", "  {}; {}"},
                     number(d.eligible,
                            {"demande recevable", "eligible request"},
                            {"demandes recevables", "eligible requests"}),
                     number(d.candidates.size(),
                            {"candidat classé", "candidate ranked"},
                            {"candidats classés", "candidates ranked"}));
        if (!d.turned_away.empty()) {
            text += told({" ; {}", "; {}"},
                         number(d.turned_away.size(),
                                {"examiné et écarté", "examined and turned away"},
                                {"examinés et écartés", "examined and turned away"}));
        }
        text += "\n";
        for (const auto& candidate : d.candidates) {
            text += candidate_line(d, candidate);
        }
        if (is_of_another_order(d)) {
            text += words(
                {"  L'ordre de la liste n'est pas celui des points, qui ne lient pas la "
                 "commission : son propre jugement y entre aussi (ou l'affectation optimale, si "
                 "le scénario la retient).\n",
                 "  The order of the list is not that of the points, which do not bind the "
                 "commission: its own judgement enters too (or the optimal assignment, where the "
                 "scenario has it).\n"});
        }
        for (const auto& candidate : d.turned_away) {
            text += turned_away_line(candidate);
        }
        return text;
    }

    [[nodiscard]] std::string lease(const LeaseRow& lease) const {
        return told({"\n{} : bail signé, ménage {}, logement {} ({}), loyer {} par "
                     "mois, {} mois après la demande\n",
                     "\n{}: lease signed, household {}, dwelling {} ({}), rent {} "
                     "a month, {} months after the request\n"},
                    to_string(lease.month),
                    lease.household,
                    lease.dwelling,
                    label("zone", lease.zone),
                    euros(lease.rent_cents),
                    lease.wait_months);
    }

  private:
    /// French has the plural from two on.
    [[nodiscard]] std::string days(std::int64_t count) const {
        return fmt::format(
            "{} {}",
            count,
            words(count < 2 ? Words{"jour", count == 1 ? "day" : "days"} : Words{"jours", "days"}));
    }

    [[nodiscard]] std::string euros(std::int64_t cents) const {
        return fmt::format("{}{}{:02} €", cents / 100, words({",", "."}), cents % 100);
    }

    [[nodiscard]] std::string banner() const {
        return is_outside_present_law({setting_.scenario, setting_.title, setting_.legal_status})
                   ? told({"!!! HORS DROIT CONSTANT ({}) : montré pour comparer, jamais "
                           "recommandé\n",
                           "!!! OUTSIDE PRESENT LAW ({}); shown to compare, not recommended\n"},
                          setting_.legal_status)
                   : "";
    }

    /// Than that of points, and than that of designation, which a commission may keep.
    [[nodiscard]] static bool is_of_another_order(const DecisionRow& d) {
        const auto by_points = [](const auto& a, const auto& b) { return a.points > b.points; };
        const auto as_designated = [](const auto& a, const auto& b) {
            return a.place_in_order < b.place_in_order;
        };
        return !std::is_sorted(d.candidates.begin(), d.candidates.end(), by_points) &&
               !std::is_sorted(d.candidates.begin(), d.candidates.end(), as_designated);
    }

    template <class... Values>
    [[nodiscard]] std::string told(const Words& words, const Values&... values) const {
        return fmt::format(fmt::runtime(words.in(setting_.language)), values...);
    }

    template <class Count>
    [[nodiscard]] std::string number(Count count, const Words& one, const Words& several) const {
        const auto of = static_cast<std::int64_t>(count);
        return setting_.language == Language::french
                   ? counted_in_french(of, one.french, several.french)
                   : counted(of, one.english, several.english);
    }

    [[nodiscard]] std::string turn(const DecisionRow& d) const {
        std::string text = "  ";
        if (d.for_transfer) {
            text += words({"mis de côté par le bailleur pour une mutation",
                           "set aside by the landlord for a transfer"});
        } else {
            text += turn_of_holder(d);
        }
        text += words(routes.at(static_cast<std::size_t>(d.route)));
        if (d.vetoed > 0) {
            text += told({" ; {} par un veto du maire", "; {} by a veto of the mayor"},
                         number(d.vetoed,
                                {"candidat écarté", "candidate struck out"},
                                {"candidats écartés", "candidates struck out"}));
        }
        if (d.given_back && d.for_transfer) {
            text += words({" ; plus de locataire à qui le proposer, ouvert aux demandeurs",
                           "; no tenant left to propose it to, open to applicants"});
        } else if (d.given_back && d.turn >= 0) {
            text += words({" ; personne à proposer, rendu au bailleur",
                           "; nobody to name, given back to the landlord"});
        }
        if (d.quota_held) {
            text += words({" ; un quota restreint la liste", "; a quota restricts the list"});
        }
        if (d.quota_lifted) {
            text += words({" ; un quota est levé : vide depuis trop longtemps",
                           "; a quota is lifted: empty for too long"});
        }
        return text + "\n";
    }

    /// A dwelling without holder is one whose holder's time to name has ended, where there are
    /// holders.
    [[nodiscard]] std::string turn_of_holder(const DecisionRow& d) const {
        if (d.turn >= 0) {
            const auto code = label("holder", d.turn);
            return told({"tour de : {}", "whose turn: {}"},
                        setting_.language == Language::french ? french_name(Named::holder, code)
                                                              : english_name(Named::holder, code));
        }
        return std::string(label("holder", 0) == no_label
                               ? words({"le bailleur propose", "the landlord names"})
                               : words({"délai de désignation écoulé : le bailleur propose",
                                        "the time to name is over: the landlord names"}));
    }

    [[nodiscard]] std::string candidate_line(const DecisionRow& d, const CandidateRow& c) const {
        const ListPlace place{d.month, d.round, d.dwelling, c.household};
        auto text = told({"    {}. ménage {} : {}{}, {} des recevables\n",
                          "    {}. household {}: {}{}, number {} of the eligible\n"},
                         c.rank,
                         c.household,
                         number(c.points, {"point", "point"}, {"points", "points"}),
                         terms(place, c),
                         place_in_order(c));
        if (c.passed_over > 0) {
            text += told(
                {"       {}, même hors du public de ce réservataire\n",
                 "       {}, also outside this holder's public\n"},
                number(c.passed_over,
                       {"demande recevable avec plus de points sur aucune liste, comptée",
                        "eligible request with more points on no list, counted"},
                       {"demandes recevables avec plus de points sur aucune liste, toutes comptées",
                        "eligible requests with more points on no list, all counted"}));
        }
        const auto* offer = trail_.offer(place);
        text += "       ";
        if (c.decision >= 0) {
            text +=
                d.route == route_of_prefect ? words(decision_of_prefect) : decision_on(c.decision);
            text += words({" ; ", "; "});
        }
        if (offer == nullptr) {
            return text +
                   std::string(words({"pas sollicité : un mieux classé a accepté",
                                      "not asked: one ranked better accepted"})) +
                   "\n";
        }
        text += answers.at(offer->answer).in(setting_.language);
        const auto motive = motives.at(offer->motive).in(setting_.language);
        return text + (motive.empty() ? "" : fmt::format(" ({})", motive)) + "\n";
    }

    [[nodiscard]] std::string_view decision_on(std::int64_t decision) const {
        return words(decisions_on_candidates.at(static_cast<std::size_t>(decision)));
    }

    [[nodiscard]] std::string turned_away_line(const TurnedAwayRow& c) const {
        return told({"    –  ménage {} : {} ; {}\n", "    –  household {}: {}; {}\n"},
                    c.household,
                    decision_on(c.decision),
                    told(decision_motives.at(static_cast<std::size_t>(c.motive)),
                         euros(c.resources_per_unit_cents / months_a_year),
                         euros(c.reference_income_cents),
                         euros(c.highest_ceiling_cents),
                         100.0 * c.effort_rate));
    }

    [[nodiscard]] std::string place_in_order(const CandidateRow& c) const {
        const bool french = setting_.language == Language::french;
        return fmt::format("{}{}",
                           c.place_in_order,
                           !french                 ? ""
                           : c.place_in_order == 1 ? "re"
                                                   : "e");
    }

    [[nodiscard]] std::string terms(const ListPlace& place, const CandidateRow& c) const {
        std::vector<std::string> texts;
        for (const auto& [criterion, points] : trail_.terms(place)) {
            texts.push_back(fmt::format("{} {:+}", criterion_label(criterion), points));
        }
        if (c.bonus != 0) {
            texts.push_back(told({"bonus d'un quota {:+}", "bonus of a quota {:+}"}, c.bonus));
        }
        return texts.empty() ? "" : fmt::format(" ({})", fmt::join(texts, ", "));
    }

    [[nodiscard]] std::string criterion_label(std::size_t position) const {
        std::string code = std::to_string(position);
        for (const auto& enumeration : setting_.enumerations) {
            if (enumeration.name == "criterion" && position < enumeration.members.size()) {
                code = enumeration.members[position];
            }
        }
        for (const auto& [known, label] : criteria) {
            if (known == code) {
                return std::string(label.in(setting_.language));
            }
        }
        for (std::size_t group = 0; group < setting_.grid_groups.size(); ++group) {
            if (code == fmt::format("group_{}", group + 1)) {
                return told({"groupe {}", "group {}"}, setting_.grid_groups[group]);
            }
        }
        return code;
    }

    [[nodiscard]] std::string label(const std::string& name, std::int64_t position) const {
        for (const auto& axis : setting_.axes) {
            if (axis.name == name && position >= 0 &&
                static_cast<std::size_t>(position) < axis.names.size()) {
                return axis.names[static_cast<std::size_t>(position)];
            }
        }
        return std::string(no_label);
    }

    [[nodiscard]] std::string_view words(const Words& words) const {
        return words.in(setting_.language);
    }

    const Trail& trail_;
    const StorySetting& setting_;
};

bool concerns(const DecisionRow& decision, const StorySubject& subject) {
    if (subject.kind == StorySubject::Kind::dwelling) {
        return decision.dwelling == subject.key;
    }
    const auto is_subject = [&](const auto& c) { return c.household == subject.key; };
    return std::any_of(decision.candidates.begin(), decision.candidates.end(), is_subject) ||
           std::any_of(decision.turned_away.begin(), decision.turned_away.end(), is_subject);
}

bool concerns(const LeaseRow& lease, const StorySubject& subject) {
    return (subject.kind == StorySubject::Kind::dwelling ? lease.dwelling : lease.household) ==
           subject.key;
}

template <class T>
std::vector<T> kept_rows(const std::vector<T>& values, const std::vector<std::size_t>& rows) {
    std::vector<T> kept;
    kept.reserve(rows.size());
    for (const auto row : rows) {
        kept.push_back(values[row]);
    }
    return kept;
}

Table of_replication(Table table, int replication) {
    std::vector<std::size_t> rows;
    const auto replications = whole_numbers(table, "replication");
    for (std::size_t i = 0; i < replications.size(); ++i) {
        if (replications[i] == replication) {
            rows.push_back(i);
        }
    }
    for (auto& column : table.columns) {
        std::visit([&](auto& values) { values = kept_rows(values, rows); }, column.values);
    }
    return table;
}

constexpr std::array trail_names{"leases", "offers", "decisions", "ranked", "points"};

}  // namespace

bool holds_trail(const RunReader& run, const std::string& scenario) {
    return std::all_of(trail_names.begin(), trail_names.end(), [&](const char* name) {
        return run.has_events(scenario, name);
    });
}

TrailTables stored_trail(const RunReader& run, const std::string& scenario, int replication) {
    TrailTables trail;
    for (const auto* name : trail_names) {
        trail.tables.push_back(of_replication(run.events(scenario, name), replication));
    }
    if (run.has_events(scenario, turned_away_table_name)) {
        trail.tables.push_back(
            of_replication(run.events(scenario, turned_away_table_name), replication));
    }
    return trail;
}

std::string story_text(const TrailTables& tables,
                       const StorySubject& subject,
                       const StorySetting& setting) {
    const Trail trail(tables);
    const Storyteller teller(trail, setting);
    std::string text;
    auto lease = trail.leases().begin();
    const auto leases_before = [&](Month month) {
        for (; lease != trail.leases().end() && lease->month < month; ++lease) {
            text += concerns(*lease, subject) ? teller.lease(*lease) : "";
        }
    };
    for (const auto& decision : trail.decisions()) {
        leases_before(decision.month);
        text += concerns(decision, subject) ? teller.decision(decision) : "";
    }
    for (; lease != trail.leases().end(); ++lease) {
        text += concerns(*lease, subject) ? teller.lease(*lease) : "";
    }
    if (text.empty()) {
        throw WrongRequest(fmt::format(
            "no commission and no lease of '{}', replication {}, knows the key {} (keys "
            "are in the tables 'leases', 'ranked' and 'turned_away')",
            setting.scenario,
            setting.replication,
            subject.key));
    }
    return teller.opening(subject) + text;
}

}  // namespace mixite
